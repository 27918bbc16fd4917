/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When somebody leaves, all that they are responsible for goes to others in one step (DOS-8): nothing is forgotten, nothing else
 * is touched, and one entry takes the whole back. */

#include "desk-fixture.h"

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-list-news-private.h"
#include "pursuit-records.h"
#include "pursuit-row.h"
#include "pursuit-search.h"
#include "pursuit-staff.h"
#include "pursuit-succession-sheet.h"
#include "pursuit-successions.h"

typedef struct
{
  DeskFixture desk;
} Fixture;

static gint64
staff (Fixture    *self,
       const char *name)
{
  return desk_fixture_find (&self->desk, "staff", name);
}

static void
change (Fixture    *self,
        GType       type,
        const char *name,
        const char *property,
        gint64      value)
{
  const char *table = pursuit_record_type_get_table (type);
  g_autoptr(PursuitRecord) original = pursuit_store_load (self->desk.base.store, type, desk_fixture_find (&self->desk, table, name), NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  g_object_set (edited, property, value, NULL);
  pursuit_records_save (self->desk.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

static void
set_region (Fixture    *self,
            const char *customer,
            const char *region)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (self->desk.base.store, PURSUIT_TYPE_CUSTOMER,
                                                          desk_fixture_find (&self->desk, "customer", customer), NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "region", region, NULL);
  g_assert_true (pursuit_records_save (self->desk.desk, original, edited, NULL, NULL));
}

/* Li owns Mill and Press, sells three open deals and sold two that are closed, is to take a step in a deal of Wang's, and is to
 * accept one of Zhao's. Old was deleted. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  PursuitDesk *desk;

  desk_fixture_set_up (&self->desk, data);
  desk = self->desk.desk;
  desk_fixture_add_customer (&self->desk, "Mill", "Li");
  desk_fixture_add_customer (&self->desk, "Press", "Li");
  desk_fixture_add_customer (&self->desk, "Port", "Wang");
  desk_fixture_add_customer (&self->desk, "Old", "Li");
  set_region (self, "Mill", "North");
  set_region (self, "Press", "South");
  desk_fixture_add_deal (&self->desk, "Line", "Mill", "Li", 1000, 2);
  desk_fixture_add_deal (&self->desk, "Roof", "Press", "Li", 700, 3);
  desk_fixture_add_deal (&self->desk, "Crane", "Port", "Li", 300, 1);
  desk_fixture_add_deal (&self->desk, "Dock", "Port", "Wang", 200, 2);
  desk_fixture_add_deal (&self->desk, "Won", "Mill", "Li", 900, 8);
  desk_fixture_add_deal (&self->desk, "Lost", "Mill", "Li", 50, 2);
  desk_fixture_add_deal (&self->desk, "Yard", "Port", "Zhao", 400, 8);
  change (self, PURSUIT_TYPE_DEAL, "Dock", "next-step-owner-id", staff (self, "Li"));
  change (self, PURSUIT_TYPE_DEAL, "Line", "next-step-owner-id", staff (self, "Li"));
  g_assert_true (pursuit_deals_win (desk, desk_fixture_find (&self->desk, "deal", "Won"), NULL, NULL));
  g_assert_true (pursuit_deals_lose (desk, desk_fixture_find (&self->desk, "deal", "Lost"), "why", NULL, NULL, NULL));
  g_assert_true (pursuit_deals_hand_over (desk, desk_fixture_find (&self->desk, "deal", "Yard"), staff (self, "Li"), NULL, NULL, NULL));
  g_assert_true (pursuit_records_delete (desk, PURSUIT_TYPE_CUSTOMER, desk_fixture_find (&self->desk, "customer", "Old"), NULL, NULL));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  desk_fixture_tear_down (&self->desk, data);
}

/* Who has what, asked without our code. */
static char *
picture (Fixture *self)
{
  return desk_fixture_text (&self->desk,
    "SELECT group_concat (x, '|') FROM (SELECT * FROM ("
    "SELECT 1 AS k, c.id AS i, c.name || ':' || s.name AS x FROM customer c JOIN staff s ON s.id = c.owner_id"
    " UNION ALL SELECT 2, d.id, d.title || ':' || s.name || coalesce ('>' || n.name, '') || coalesce ('=' || r.name, '')"
    "  FROM deal d JOIN staff s ON s.id = d.owner_id LEFT JOIN staff n ON n.id = d.next_step_owner_id"
    "  LEFT JOIN staff r ON r.id = d.receiver_id"
    " UNION ALL SELECT 3, u.id, u.name || '!' || s.name FROM org_unit u JOIN staff s ON s.id = u.lead_id"
    " UNION ALL SELECT 4, s.id, s.name || '^' || m.name FROM staff s JOIN staff m ON m.id = s.manager_id"
    " UNION ALL SELECT 5, id, name || ' left' FROM staff WHERE inactive) ORDER BY k, i)");
}

#define BEFORE "Mill:Li|Press:Li|Port:Wang|Old:Li|Line:Li>Li|Roof:Li|Crane:Li|Dock:Wang>Li|Won:Li|Lost:Li|Yard:Zhao=Li|East!Ma|West!Zhu"

static void
assert_picture (Fixture    *self,
                const char *expected)
{
  g_autofree char *found = picture (self);

  g_assert_cmpstr (found, ==, expected);
}

static char *
describe (PursuitSuccessionPreview *preview)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < preview->items->len; i++)
    {
      const PursuitSuccessionItem *item = g_ptr_array_index (preview->items, i);
      const char *to = pursuit_succession_preview_get_name (preview, item->to_id);

      g_string_append_printf (all, "%s%s %s>%s", i > 0 ? "|" : "", pursuit_duty_get_nick (item->duty), item->name, to != NULL ? to : "-");
    }
  for (guint i = 0; i < preview->refusals->len; i++)
    g_string_append_printf (all, "|%s", (const char *) g_ptr_array_index (preview->refusals, i));

  return g_strdup (all->str);
}

static void
assert_preview (Fixture           *self,
                PursuitSuccession *succession,
                const char        *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSuccessionPreview) preview = pursuit_successions_preview (self->desk.desk, succession, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (preview);
  g_assert_cmpstr (found, ==, expected);
}

static gint64
hand_over (Fixture           *self,
           PursuitSuccession *succession)
{
  g_autoptr(PursuitSuccessionPreview) done = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_successions_do (self->desk.desk, succession, NULL, &done, &entry_id, &error);
  g_assert_no_error (error);
  return entry_id;
}

static void
refuse (Fixture           *self,
        PursuitSuccession *succession,
        PursuitError       code,
        const char        *sentence)
{
  g_autofree char *before = picture (self);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entries = desk_fixture_int (&self->desk, "SELECT count (*) FROM journal");

  g_assert_false (pursuit_successions_do (self->desk.desk, succession, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  if (sentence != NULL)
    g_assert_cmpstr (error->message, ==, sentence);
  after = picture (self);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT count (*) FROM journal"), ==, entries);
}

#define ITEMS_TO_ZHAO "customers Mill>Zhao|customers Press>Zhao|deals Line>Zhao|deals Crane>Zhao|deals Roof>Zhao|" \
                      "next_steps Line>Zhao|next_steps Dock>Zhao|to_accept Yard>Zhao"

/* The preview changes nothing and says what the verb then does; what is closed or deleted stays. */
static void
test_one (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  g_autoptr(PursuitSuccessionPreview) preview = NULL;

  assert_preview (self, succession, ITEMS_TO_ZHAO);
  assert_picture (self, BEFORE);
  preview = pursuit_successions_preview (self->desk.desk, succession, NULL);
  g_assert_cmpint (preview->n_closed, ==, 2);
  g_assert_cmpint (preview->counts[PURSUIT_DUTY_DEAL], ==, 3);
  g_assert_cmpint (preview->shares->len, ==, 1);

  hand_over (self, succession);
  assert_picture (self, "Mill:Zhao|Press:Zhao|Port:Wang|Old:Li|Line:Zhao>Zhao|Roof:Zhao|Crane:Zhao|Dock:Wang>Zhao|Won:Li|Lost:Li|"
                        "Yard:Zhao=Zhao|East!Ma|West!Zhu");
  assert_preview (self, succession, "|“Li” has nothing to hand over.");
  desk_fixture_assert_sound (&self->desk);
}

/* The closest rule counts: a customer's before its region's before that for everything. What is to be done at a customer goes with it. */
static void
test_map (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Wang"));
  g_autoptr(PursuitSuccession) copy = NULL;

  pursuit_succession_set_region (succession, " north ", staff (self, "Zhu"));
  pursuit_succession_set_region (succession, "South", staff (self, "Zhu"));
  pursuit_succession_set_customer (succession, desk_fixture_find (&self->desk, "customer", "Press"), staff (self, "Zhao"));
  copy = pursuit_succession_copy (succession);
  assert_preview (self, copy, "customers Mill>Zhu|customers Press>Zhao|deals Line>Zhu|deals Crane>Wang|deals Roof>Zhao|"
                              "next_steps Line>Zhu|next_steps Dock>Wang|to_accept Yard>Wang");
  hand_over (self, copy);
  assert_picture (self, "Mill:Zhu|Press:Zhao|Port:Wang|Old:Li|Line:Zhu>Zhu|Roof:Zhao|Crane:Wang|Dock:Wang>Wang|Won:Li|Lost:Li|"
                        "Yard:Zhao=Wang|East!Ma|West!Zhu");
}

/* Who leads and manages has duties too. Whoever stands above their own successor moves up to the leaver's manager. */
static void
test_team (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Ma"), staff (self, "Wang"));

  change (self, PURSUIT_TYPE_STAFF, "Ma", "manager-id", staff (self, "Chief"));
  change (self, PURSUIT_TYPE_STAFF, "Li", "manager-id", staff (self, "Ma"));
  change (self, PURSUIT_TYPE_STAFF, "Wang", "manager-id", staff (self, "Li"));
  change (self, PURSUIT_TYPE_STAFF, "Zhao", "manager-id", staff (self, "Ma"));
  pursuit_succession_set_unit (succession, desk_fixture_find (&self->desk, "org_unit", "West"), staff (self, "Zhu"));
  pursuit_succession_set_deactivate (succession, TRUE);
  assert_preview (self, succession, "units East>Wang|reports Li>Chief|reports Zhao>Zhu");
  hand_over (self, succession);
  assert_picture (self, "Mill:Li|Press:Li|Port:Wang|Old:Li|Line:Li>Li|Roof:Li|Crane:Li|Dock:Wang>Li|Won:Li|Lost:Li|Yard:Zhao=Li|"
                        "East!Wang|West!Zhu|Ma^Chief|Li^Chief|Wang^Li|Zhao^Zhu|Ma left");
}

/* One entry; undo brings every row back but its revision, and can be undone itself. */
static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  gint64 entries = desk_fixture_int (&self->desk, "SELECT count (*) FROM journal");
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id;
  gint64 undo_id;

  pursuit_succession_set_deactivate (succession, TRUE);
  entry_id = hand_over (self, succession);
  after = picture (self);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT count (*) FROM journal"), ==, entries + 1);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT inactive FROM staff WHERE name = 'Li'"), ==, 1);

  pursuit_records_undo (self->desk.desk, entry_id, &undo_id, &error);
  g_assert_no_error (error);
  assert_picture (self, BEFORE);
  g_assert_false (pursuit_records_undo (self->desk.desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  pursuit_records_undo (self->desk.desk, undo_id, &undo_id, &error);
  g_assert_no_error (error);
  assert_picture (self, after);
  pursuit_records_undo (self->desk.desk, undo_id, NULL, &error);
  g_assert_no_error (error);
  assert_picture (self, BEFORE);
  desk_fixture_assert_sound (&self->desk);
}

/* Every list that shows owners, steps or people looks again, whether it is done or taken back. */
static void
test_news (Fixture       *self,
           gconstpointer  data)
{
  static const PursuitList lists[] = { PURSUIT_LIST_CUSTOMERS, PURSUIT_LIST_DEALS, PURSUIT_LIST_STAFF, PURSUIT_LIST_UNITS };
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  gint64 ids[2];

  ids[0] = hand_over (self, succession);
  g_assert_true (pursuit_records_undo (self->desk.desk, ids[0], &ids[1], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lists); j++)
      {
        g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (self->desk.base.store, ids[i], NULL);
        g_autoptr(PursuitQuery) query = pursuit_query_new (lists[j]);

        g_assert_cmpint (pursuit_list_news_reach (query, entry, NULL), ==, PURSUIT_REACH_ALL);
      }
}

static guint
count_found (PursuitDesk *other,
             const char  *name)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_desk_sign_in_as (other, name, &error));
  all = pursuit_search (other, "mill", PURSUIT_FOUND_CUSTOMER, NULL, 0, 20, NULL, &error);
  g_assert_no_error (error);
  return all->len;
}

/* Sellers find what is theirs on other computers, which learn of it from the journal: what they got at once, what they gave no
 * more, and after an undo the other way round. */
static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  g_autoptr(PursuitDesk) other = pursuit_desk_open (self->desk.base.path, PURSUIT_STORE_NONE, NULL);
  gint64 entry_id;

  g_assert_cmpuint (count_found (other, "Li"), ==, 1);
  g_assert_cmpuint (count_found (other, "Zhao"), ==, 0);
  entry_id = hand_over (self, succession);
  g_assert_cmpuint (count_found (other, "Li"), ==, 0);
  g_assert_cmpuint (count_found (other, "Zhao"), ==, 1);
  g_assert_true (pursuit_records_undo (self->desk.desk, entry_id, NULL, NULL));
  g_assert_cmpuint (count_found (other, "Li"), ==, 1);
  g_assert_cmpuint (count_found (other, "Zhao"), ==, 0);
}

/* Who did what with whose, as the history of a customer tells it. */
static char *
read_history (Fixture    *self,
              const char *customer)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  GString *all = g_string_new (NULL);

  query->customer_id = desk_fixture_find (&self->desk, "customer", customer);
  ids = pursuit_desk_query_ids (self->desk.desk, query, 0, NULL);
  rows = pursuit_desk_query_rows (self->desk.desk, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_TIMELINE_ROW_ENTITY), "staff") == 0)
      {
        g_string_append_printf (all, "%s %s|", pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_TIMELINE_ROW_VERB),
                                pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_TIMELINE_ROW_NAME));
        g_assert_null (pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_TIMELINE_ROW_DETAIL));
      }

  return g_string_free (all, FALSE);
}

static void
assert_history (Fixture    *self,
                const char *customer,
                const char *expected)
{
  g_autofree char *found = read_history (self, customer);

  g_assert_cmpstr (found, ==, expected);
}

/* Though it is one entry, each customer's history tells it once: of the leaver's customers, and of those with whom the leaver had
 * a deal. */
static void
test_history (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  gint64 entry_id;

  desk_fixture_add_customer (&self->desk, "Elsewhere", "Wang");
  entry_id = hand_over (self, succession);
  assert_history (self, "Mill", "succession Li|");
  assert_history (self, "Port", "succession Li|");
  assert_history (self, "Elsewhere", "");
  pursuit_time_set_now (DESK_NOW + G_USEC_PER_SEC);
  g_assert_true (pursuit_records_undo (self->desk.desk, entry_id, NULL, NULL));
  assert_history (self, "Mill", "undo Li|succession Li|");
}

/* The sheet is for whoever may hand over, before and after. */
static void
test_sheet (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  g_autoptr(PursuitSuccessionPreview) preview = pursuit_successions_preview (self->desk.desk, succession, NULL);
  g_autoptr(PursuitPaper) before = NULL;
  g_autoptr(PursuitPaper) after = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&self->desk, "Ma");
  before = pursuit_succession_make_sheet (self->desk.desk, preview, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->title, ==, "Hand-over: Li");
  hand_over (self, succession);
  after = pursuit_succession_make_sheet (self->desk.desk, preview, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->blocks->len, ==, before->blocks->len);

  desk_fixture_sign_in (&self->desk, "Zhao");
  g_assert_null (pursuit_succession_make_sheet (self->desk.desk, preview, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

/* What went on to somebody else since is not taken from them; what else changed at a record does not stand in the way. */
static void
test_undo_refused (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  g_autofree char *after = NULL;
  g_autofree char *still = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id = hand_over (self, succession);

  set_region (self, "Mill", "East");
  change (self, PURSUIT_TYPE_DEAL, "Roof", "owner-id", staff (self, "Wang"));
  after = picture (self);
  g_assert_false (pursuit_records_undo (self->desk.desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "The handing over of what “Li” had cannot be undone: “Roof” was changed since.");
  g_clear_error (&error);
  still = picture (self);
  g_assert_cmpstr (still, ==, after);

  change (self, PURSUIT_TYPE_DEAL, "Roof", "owner-id", staff (self, "Zhao"));
  pursuit_records_undo (self->desk.desk, entry_id, NULL, &error);
  g_assert_no_error (error);
  assert_picture (self, BEFORE);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT region = 'East' FROM customer WHERE name = 'Mill'"), ==, 1);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(PursuitSuccession) to_self = pursuit_succession_new (staff (self, "Li"), staff (self, "Li"));
  g_autoptr(PursuitSuccession) to_nobody = pursuit_succession_new (staff (self, "Li"), 0);
  g_autoptr(PursuitSuccession) to_wang = pursuit_succession_new (staff (self, "Li"), staff (self, "Wang"));
  g_autoptr(PursuitSuccession) of_nothing = pursuit_succession_new (staff (self, "Qian"), staff (self, "Wang"));
  g_autoptr(PursuitSuccession) of_nobody = pursuit_succession_new (9999, staff (self, "Wang"));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  refuse (self, to_self, PURSUIT_ERROR_INVALID, "“Li” cannot take over from themselves.");
  refuse (self, to_nobody, PURSUIT_ERROR_INVALID, "Nobody was chosen for “Mill” and others (8 in all).");
  refuse (self, of_nothing, PURSUIT_ERROR_INVALID, "“Qian” has nothing to hand over.");
  refuse (self, of_nobody, PURSUIT_ERROR_NOT_FOUND, NULL);
  pursuit_succession_set_region (to_nobody, "North", staff (self, "Wang"));
  pursuit_succession_set_region (to_nobody, "South", staff (self, "Wang"));
  refuse (self, to_nobody, PURSUIT_ERROR_INVALID, "Nobody was chosen for “Crane” and others (3 in all).");

  g_cancellable_cancel (cancellable);
  g_assert_false (pursuit_successions_do (self->desk.desk, to_wang, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_picture (self, BEFORE);

  change (self, PURSUIT_TYPE_STAFF, "Wang", "inactive", 1);
  refuse (self, to_wang, PURSUIT_ERROR_INVALID, "“Wang” has left and cannot take anything over.");
}

/* A manager hands over what the team has; a seller nothing, the own neither. */
static void
test_rights (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(PursuitSuccession) of_li = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));
  g_autoptr(PursuitSuccession) of_zhao = pursuit_succession_new (staff (self, "Zhao"), staff (self, "Li"));
  g_autoptr(PursuitSuccession) of_ma = pursuit_succession_new (staff (self, "Ma"), staff (self, "Li"));
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  desk_fixture_sign_in (&self->desk, "Li");
  refuse (self, of_li, PURSUIT_ERROR_DENIED, NULL);
  g_assert_null (pursuit_successions_preview (self->desk.desk, of_li, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);

  desk_fixture_sign_in (&self->desk, "Ma");
  refuse (self, of_zhao, PURSUIT_ERROR_DENIED, NULL);
  pursuit_succession_set_deactivate (of_ma, TRUE);
  refuse (self, of_ma, PURSUIT_ERROR_INVALID, "You cannot mark yourself as having left.");
  pursuit_succession_set_deactivate (of_li, TRUE);
  entry_id = hand_over (self, of_li);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT inactive FROM staff WHERE name = 'Li'"), ==, 1);

  desk_fixture_sign_in (&self->desk, "Zhu");
  g_assert_false (pursuit_records_undo (self->desk.desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  desk_fixture_sign_in (&self->desk, "Ma");
  pursuit_records_undo (self->desk.desk, entry_id, NULL, &error);
  g_assert_no_error (error);
  assert_picture (self, BEFORE);

  /* An executive hands over what anybody has, but does not keep staff. */
  desk_fixture_sign_in (&self->desk, "Chief");
  refuse (self, of_li, PURSUIT_ERROR_INVALID, NULL);
  pursuit_succession_set_deactivate (of_li, FALSE);
  hand_over (self, of_li);
}

/* Whoever left before, with the customers still theirs, can be relieved too. */
static void
test_gone_already (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (staff (self, "Li"), staff (self, "Zhao"));

  change (self, PURSUIT_TYPE_STAFF, "Li", "inactive", 1);
  pursuit_succession_set_deactivate (succession, TRUE);
  assert_preview (self, succession, ITEMS_TO_ZHAO);
  pursuit_records_undo (self->desk.desk, hand_over (self, succession), NULL, NULL);
  assert_picture (self, BEFORE "|Li left");
}

/* Every reference to staff in the field tables is a duty, which goes to others, or says who did something, which stays. */
static void
test_complete (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) klass = g_type_class_ref (types[i]);
      PursuitRecordClass *record_class = (PursuitRecordClass *) klass;

      for (guint j = 0; j < record_class->n_fields; j++)
        {
          const PursuitField *field = &record_class->fields[j];
          int n_found = pursuit_duty_is_history (types[i], field->name) ? 1 : 0;

          if (field->kind != PURSUIT_KIND_REF || field->type () != PURSUIT_TYPE_STAFF)
            continue;
          for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
            if (pursuit_duty_get_type_of (duty) == types[i] && pursuit_duty_get_field (duty) == field)
              n_found++;
          if (n_found != 1)
            g_error ("%s.%s is neither a duty nor history", record_class->table, field->name);
        }
    }
}

#define add(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/succession/to-one-person", test_one);
  add ("/service/succession/closest-rule-counts", test_map);
  add ("/service/succession/units-and-people", test_team);
  add ("/service/succession/undo-and-redo", test_undo);
  add ("/service/succession/other-windows-look-again", test_news);
  add ("/service/succession/search-follows", test_search);
  add ("/service/succession/history-of-each-customer", test_history);
  add ("/service/succession/sheet", test_sheet);
  add ("/service/succession/undo-refused-when-changed", test_undo_refused);
  add ("/service/succession/refused", test_refused);
  add ("/service/succession/rights", test_rights);
  add ("/service/succession/gone-already", test_gone_already);
  g_test_add_func ("/service/succession/no-reference-forgotten", test_complete);

  return g_test_run ();
}
