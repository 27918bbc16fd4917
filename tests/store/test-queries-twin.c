/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists against their slow, obvious twin: every record is loaded and looked at in C, for many random questions. */

#include "pursuit-collation.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-name-index.h"
#include "pursuit-org-unit.h"
#include "pursuit-process.h"
#include "pursuit-product.h"
#include "pursuit-query-run.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"
#include "pursuit-text.h"
#include "store-fixture.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 */
#define N_UNITS 6
#define N_STAFF 9
#define N_PRODUCTS 4
#define SILENCE 20
#define N_STAGES 4
#define N_CUSTOMERS 40
#define N_CONTACTS 60
#define N_DEALS 160
#define N_QUERIES 400

typedef struct
{
  StoreFixture base;
  GRand *rand;
  GPtrArray *units, *staff, *stages, *products, *customers, *contacts, *deals;   /* all of them, deleted ones too; id n at n - 1 */
} Fixture;

static const char *const words[] = { "mill", "东方", "機械", "press", "100%", "a_b", "o'neil", "Ｘ", "\\", "厂" };
static const char *const regions[] = { NULL, "East", "West", "North" };
static const char *const industries[] = { NULL, "Steel", "Paper" };

static guint
draw (Fixture *fixture,
      guint    n)
{
  return (guint) g_rand_int_range (fixture->rand, 0, (gint32) n);
}

/* An id up to @n, now and then none. */
static gint64
draw_id (Fixture *fixture,
         guint    n)
{
  return draw (fixture, 4) == 0 ? 0 : 1 + draw (fixture, n);
}

static char *
draw_name (Fixture *fixture)
{
  return g_strdup_printf ("%s %s %u", words[draw (fixture, G_N_ELEMENTS (words))],
                          words[draw (fixture, G_N_ELEMENTS (words))], draw (fixture, 50));
}

static char *
draw_day (Fixture *fixture)
{
  return draw (fixture, 4) == 0 ? NULL : pursuit_date_add_days ("2026-03-17", (int) draw (fixture, 7) - 3);
}

/* A time of contact on both sides of the border of silence, or none. */
static gint64
draw_contact (Fixture *fixture)
{
  return draw (fixture, 5) == 0 ? 0 : NOW - (gint64) (SILENCE - 1 + draw (fixture, 4)) * G_TIME_SPAN_DAY + draw (fixture, 3) - 1;
}

static void
add (Fixture       *fixture,
     PursuitRecord *record)
{
  g_autoptr(GError) error = NULL;

  pursuit_store_insert (fixture->base.store, record, &error);
  g_assert_no_error (error);
  if (draw (fixture, 8) == 0 && !PURSUIT_IS_STAGE (record) && !PURSUIT_IS_PROCESS (record))
    g_assert_true (pursuit_store_set_deleted (fixture->base.store, record, TRUE, NULL));
  g_object_unref (record);
}

static void
add_house (Fixture *fixture)
{
  add (fixture, g_object_new (PURSUIT_TYPE_PROCESS, "name", "P", "version", G_GINT64_CONSTANT (1), "silence-days",
                              (gint64) SILENCE, NULL));
  for (guint i = 0; i < N_UNITS; i++)
    add (fixture, g_object_new (PURSUIT_TYPE_ORG_UNIT, "name", "Unit", "parent-id", (gint64) draw (fixture, i + 1), "lead-id",
                                draw_id (fixture, N_STAFF), NULL));
  for (guint i = 0; i < N_STAFF; i++)
    {
      g_autofree char *name = draw_name (fixture);

      add (fixture, g_object_new (PURSUIT_TYPE_STAFF, "name", name, "unit-id", draw_id (fixture, N_UNITS), NULL));
    }
  for (guint i = 0; i < N_PRODUCTS; i++)
    add (fixture, g_object_new (PURSUIT_TYPE_PRODUCT, "name", "Pump", "series", i == 0 ? NULL : i % 2 ? "Wet" : "Dry", NULL));
  for (guint i = 0; i < N_STAGES; i++)
    add (fixture, g_object_new (PURSUIT_TYPE_STAGE, "process-id", G_GINT64_CONSTANT (1), "position", (gint64) i + 1, "name", "S",
                                "buyer-name", "B", "expected-days", (gint64) i, NULL));
}

static void
add_customers (Fixture *fixture)
{
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_autofree char *name = draw_name (fixture);

      add (fixture, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "grade", (gint64) draw (fixture, 4), "funnel",
                                  (gint64) draw (fixture, 3), "owner-id", draw_id (fixture, N_STAFF), "region",
                                  regions[draw (fixture, G_N_ELEMENTS (regions))], "industry",
                                  industries[draw (fixture, G_N_ELEMENTS (industries))], "last-contact-at",
                                  draw_contact (fixture), "estimated-revenue", (gint64) draw (fixture, 5), NULL));
    }
  for (guint i = 0; i < N_CONTACTS; i++)
    {
      g_autofree char *name = draw_name (fixture);

      add (fixture, g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", (gint64) 1 + draw (fixture, N_CUSTOMERS),
                                  NULL));
    }
}

static void
add_deals (Fixture *fixture)
{
  for (guint i = 0; i < N_DEALS; i++)
    {
      g_autofree char *name = draw_name (fixture);
      g_autofree char *step = draw_day (fixture);
      g_autofree char *closed = draw_day (fixture);
      g_autofree char *expected = draw_day (fixture);
      g_autofree char *parked = draw (fixture, 2) ? NULL : draw_day (fixture);
      g_autofree char *accepted = draw_day (fixture);

      add (fixture, g_object_new (PURSUIT_TYPE_DEAL, "title", name, "customer-id", (gint64) 1 + draw (fixture, N_CUSTOMERS),
                                  "process-id", G_GINT64_CONSTANT (1), "stage-id", (gint64) 1 + draw (fixture, N_STAGES),
                                  "status", (gint64) draw (fixture, 3), "amount", (gint64) draw (fixture, 6) * 1001,
                                  "probability", (gint64) draw (fixture, 101), "owner-id", draw_id (fixture, N_STAFF),
                                  "product-id", draw_id (fixture, N_PRODUCTS), "next-step-on", step, "closed-on", closed, "expected-close", expected,
                                  "gap", (gint64) draw (fixture, 6) - 2, "parked-until",
                                  parked, "accepted-on", accepted, "next-step-owner-id", draw_id (fixture, N_STAFF),
                                  "stage-entered-at", NOW - (gint64) draw (fixture, 6) * G_TIME_SPAN_DAY + draw (fixture, 3) - 1,
                                  NULL));
    }
}

/* Moves at several times, some past milestones; of deal n, once in three, the last one so many days ago. */
#define SQL_MOVES                                                                                                        \
  "INSERT INTO stage_move (deal_id, to_stage_id, to_status, moved_at, missing)"                                          \
  " SELECT id, 1, 'open', 1773729120000007 - 86400000000 * (id % 7), CASE id % 3 WHEN 0 THEN 'Budget' END FROM deal"

/* Two milestones that count and three that do not; proofs that show them, of which those of deals 5, 10, ... point to a document
 * that is gone, or were deleted, and are no proofs of 2 and 3. */
#define SQL_MILESTONES                                                                                                   \
  "INSERT INTO milestone (id, created_at, changed_at, deleted_at, stage_id, position, name, required, handover) VALUES"  \
  " (1, 1, 1, 0, 2, 1, 'A', 1, 0), (2, 1, 1, 0, 3, 1, 'B', 1, 0), (3, 1, 1, 0, 1, 1, 'C', 0, 0),"                        \
  " (4, 1, 1, 0, 1, 2, 'D', 1, 1), (5, 1, 1, 9, 1, 3, 'E', 1, 0);"                                                       \
  "INSERT INTO document (id, created_at, changed_at, deleted_at, customer_id, name) VALUES (1, 1, 1, 9, 1, 'Gone');"     \
  "INSERT INTO proof (created_at, changed_at, customer_id, deal_id, milestone_id, done_on)"                              \
  " SELECT 1, 1, customer_id, id, 1, '2026-03-01' FROM deal WHERE id % 2 = 0"                                            \
  " UNION ALL SELECT 1, 1, customer_id, id, 2, '2026-03-01' FROM deal WHERE id % 3 = 0;"                                 \
  "INSERT INTO proof (created_at, changed_at, deleted_at, customer_id, deal_id, milestone_id, done_on, document_id)"     \
  " SELECT 1, 1, CASE id % 10 WHEN 5 THEN 9 ELSE 0 END, customer_id, id, 1, '2026-03-01',"                               \
  " CASE id % 10 WHEN 5 THEN NULL ELSE 1 END FROM deal WHERE id % 5 = 0 AND id % 2 <> 0"                                 \
  " UNION ALL SELECT 1, 1, 0, customer_id, id, 2, '2026-03-01', 1 FROM deal WHERE id % 3 <> 0;"

static GPtrArray *
load_all (Fixture *fixture,
          GType    type,
          guint    n)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, pursuit_store_load (fixture->base.store, type, i + 1, NULL));

  return all;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };

  pursuit_time_set_now (NOW);
  store_fixture_set_up (&fixture->base, data);
  fixture->rand = g_rand_new_with_seed ((guint32) GPOINTER_TO_UINT (data));
  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  add_house (fixture);
  add_customers (fixture);
  add_deals (fixture);
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  store_fixture_close (&fixture->base);
  store_fixture_raw (&fixture->base, SQL_MILESTONES);
  store_fixture_raw (&fixture->base, SQL_MOVES);
  store_fixture_open (&fixture->base);
  fixture->products = load_all (fixture, PURSUIT_TYPE_PRODUCT, N_PRODUCTS);
  fixture->units = load_all (fixture, PURSUIT_TYPE_ORG_UNIT, N_UNITS);
  fixture->staff = load_all (fixture, PURSUIT_TYPE_STAFF, N_STAFF);
  fixture->stages = load_all (fixture, PURSUIT_TYPE_STAGE, N_STAGES);
  fixture->customers = load_all (fixture, PURSUIT_TYPE_CUSTOMER, N_CUSTOMERS);
  fixture->contacts = load_all (fixture, PURSUIT_TYPE_CONTACT, N_CONTACTS);
  fixture->deals = load_all (fixture, PURSUIT_TYPE_DEAL, N_DEALS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->products);
  g_ptr_array_unref (fixture->units);
  g_ptr_array_unref (fixture->staff);
  g_ptr_array_unref (fixture->stages);
  g_ptr_array_unref (fixture->customers);
  g_ptr_array_unref (fixture->contacts);
  g_ptr_array_unref (fixture->deals);
  g_rand_free (fixture->rand);
  store_fixture_tear_down (&fixture->base, data);
  pursuit_time_set_now (0);
}

/* The twin. */

static PursuitOrgUnit *
unit_by_id (Fixture *fixture,
            gint64   id)
{
  return id == 0 ? NULL : g_ptr_array_index (fixture->units, id - 1);
}

/* Whether a unit hangs below another, or is it; a deleted unit breaks the chain. */
static gboolean
hangs_below (Fixture *fixture,
             gint64   unit_id,
             gint64   top_id)
{
  for (guint i = 0; unit_id != 0 && i <= N_UNITS; i++)
    {
      if (unit_id == top_id)
        return TRUE;
      if (PURSUIT_RECORD (unit_by_id (fixture, unit_id))->deleted_at != 0)
        return FALSE;
      unit_id = unit_by_id (fixture, unit_id)->parent_id;
    }

  return FALSE;
}

static gboolean
is_led_by (Fixture *fixture,
           gint64   staff_id,
           gint64   leader_id)
{
  gint64 unit_id = ((PursuitStaff *) g_ptr_array_index (fixture->staff, staff_id - 1))->unit_id;

  for (guint i = 0; i < N_UNITS; i++)
    {
      PursuitOrgUnit *unit = g_ptr_array_index (fixture->units, i);

      if (unit->lead_id == leader_id && PURSUIT_RECORD (unit)->deleted_at == 0 &&
          hangs_below (fixture, unit_id, PURSUIT_RECORD (unit)->id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
owner_fits (Fixture            *fixture,
            const PursuitQuery *query,
            gint64              owner_id,
            gboolean            pool_is_shared)
{
  if (query->owner_id != 0 && owner_id != query->owner_id)
    return FALSE;
  if (query->unit_id != 0 &&
      (owner_id == 0 || !hangs_below (fixture, ((PursuitStaff *) g_ptr_array_index (fixture->staff, owner_id - 1))->unit_id,
                                      query->unit_id)))
    return FALSE;
  if (query->scope == PURSUIT_SCOPE_ALL)
    return TRUE;
  if (query->scope == PURSUIT_SCOPE_NONE)
    return FALSE;
  if (owner_id == 0)
    return pool_is_shared;

  return owner_id == query->scope_staff_id ||
         (query->scope == PURSUIT_SCOPE_TEAM && is_led_by (fixture, owner_id, query->scope_staff_id));
}

/* Whether the word stands there, or can be read there: tests/core/test-name-index has a twin of its own. */
static gboolean
has_word (PursuitRecord *record,
          gboolean       is_named,
          const char    *word)
{
  g_autofree char *text = pursuit_record_dup_search (record);
  g_autofree char *name = pursuit_text_fold (pursuit_record_get_name (record));
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  PursuitNameEntry entry = { .kind = PURSUIT_NAME_DEAL, .id = 1, .text = text, .name_length = strlen (name) };
  g_autoptr(GArray) ids = NULL;

  if (strstr (text, word) != NULL)
    return TRUE;
  if (!is_named)
    return FALSE;

  pursuit_name_index_put (index, &entry);
  ids = pursuit_name_index_match (index, PURSUIT_NAME_DEAL, word, NULL, NULL);
  return ids->len == 1;
}

static gboolean
words_fit (const PursuitQuery *query,
           PursuitRecord      *record,
           PursuitRecord      *customer)
{
  g_autofree char *folded = query->search != NULL ? pursuit_text_fold (query->search) : g_strdup ("");
  gboolean is_named = query->list == PURSUIT_LIST_CUSTOMERS || query->list == PURSUIT_LIST_CONTACTS ||
                      query->list == PURSUIT_LIST_DEALS;
  g_auto(GStrv) wanted = g_strsplit (folded, " ", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    if (!has_word (record, is_named, wanted[i]) && !has_word (customer, is_named, wanted[i]))
      return FALSE;

  return TRUE;
}

static gboolean
customer_fits (const PursuitQuery *query,
               PursuitCustomer    *customer)
{
  return (query->grade == PURSUIT_ANY || customer->grade == query->grade) &&
         (query->funnel == PURSUIT_ANY || customer->funnel == query->funnel) &&
         (query->region == NULL || g_strcmp0 (customer->region, query->region) == 0) &&
         (query->industry == NULL || g_strcmp0 (customer->industry, query->industry) == 0);
}

/* Until a day that has not come. */
static gboolean
is_parked (PursuitDeal *deal)
{
  return deal->parked_until != NULL && strcmp (deal->parked_until, "2026-03-17") > 0;
}

static gboolean
is_stalled (Fixture     *fixture,
            PursuitDeal *deal)
{
  PursuitStage *stage = g_ptr_array_index (fixture->stages, deal->stage_id - 1);

  return deal->status == PURSUIT_DEAL_OPEN && !is_parked (deal) &&
         pursuit_deal_is_stalled (pursuit_deal_count_days_in_stage (deal->stage_entered_at, NOW), stage->expected_days);
}

static gboolean
is_silent (Fixture     *fixture,
           PursuitDeal *deal)
{
  PursuitCustomer *customer = g_ptr_array_index (fixture->customers, deal->customer_id - 1);

  return deal->status == PURSUIT_DEAL_OPEN && !is_parked (deal) &&
         (NOW - customer->last_contact_at) / G_TIME_SPAN_DAY > SILENCE;
}

static gboolean
gap_fits (PursuitDeal      *deal,
          PursuitGapFilter  gap)
{
  gboolean ahead = deal->gap >= 2;
  gboolean late = deal->gap <= -1;

  if (gap == PURSUIT_GAP_ANY)
    return TRUE;

  return deal->status == PURSUIT_DEAL_OPEN && ((ahead && gap != PURSUIT_GAP_LATE) || (late && gap != PURSUIT_GAP_AHEAD));
}

/* Milestone 1 of stage 2 and 2 of stage 3 are required, and shown by every second and third deal; see %SQL_MILESTONES. */
static gboolean
is_incomplete (PursuitDeal *deal)
{
  gint64 id = PURSUIT_RECORD (deal)->id;

  return deal->status == PURSUIT_DEAL_OPEN && ((deal->stage_id >= 2 && id % 2 != 0) || (deal->stage_id >= 3 && id % 3 != 0));
}

static gboolean
waits_for (PursuitDeal *deal,
           gint64       staff_id)
{
  return deal->status == PURSUIT_DEAL_OPEN && !is_parked (deal) && deal->next_step_on != NULL &&
         strcmp (deal->next_step_on, "2026-03-17") <= 0 && (deal->owner_id == staff_id || deal->next_step_owner_id == staff_id);
}

static gboolean
was_overridden (PursuitDeal *deal,
                int          days)
{
  gint64 id = PURSUIT_RECORD (deal)->id;

  return id % 3 == 0 && id % 7 <= days;
}

static const char *
get_product_line (Fixture     *fixture,
                  PursuitDeal *deal)
{
  PursuitProduct *product = deal->product_id != 0 ? g_ptr_array_index (fixture->products, deal->product_id - 1) : NULL;

  return product == NULL ? NULL : product->series != NULL ? product->series : product->name;
}

/* What a lane or a filter of the board asks of a deal. */
static gboolean
board_fits (Fixture            *fixture,
            const PursuitQuery *query,
            PursuitDeal        *deal)
{
  PursuitCustomer *customer = g_ptr_array_index (fixture->customers, deal->customer_id - 1);

  return (query->process_id == 0 || deal->process_id == query->process_id) &&
         (query->product_line == NULL || g_strcmp0 (get_product_line (fixture, deal), query->product_line) == 0) &&
         (!query->no_owner || deal->owner_id == 0) && (!query->no_region || customer->region == NULL) &&
         (!query->no_product || deal->product_id == 0) && gap_fits (deal, query->gap) &&
         (query->parked == PURSUIT_ANY || (is_parked (deal) && (!query->parked || deal->status == PURSUIT_DEAL_OPEN)) == query->parked) &&
         (!query->silent || is_silent (fixture, deal)) && (!query->incomplete || is_incomplete (deal)) &&
         (!query->unaccepted || (deal->status == PURSUIT_DEAL_WON && deal->accepted_on == NULL)) &&
         (query->overridden == 0 || was_overridden (deal, query->overridden)) &&
         (query->waiting_for == 0 || waits_for (deal, query->waiting_for)) &&
         (query->expected_from == NULL || (deal->expected_close != NULL && strcmp (deal->expected_close, query->expected_from) >= 0)) &&
         (query->expected_to == NULL || (deal->expected_close != NULL && strcmp (deal->expected_close, query->expected_to) <= 0));
}

static gboolean
deal_fits (Fixture            *fixture,
           const PursuitQuery *query,
           PursuitDeal        *deal)
{
  return (query->deal_id == 0 || PURSUIT_RECORD (deal)->id == query->deal_id) &&
         (query->stage_id == 0 || deal->stage_id == query->stage_id) &&
         (query->product_id == 0 || deal->product_id == query->product_id) &&
         (query->status == PURSUIT_ANY || deal->status == query->status) && (!query->stalled || is_stalled (fixture, deal)) &&
         (query->closed_from == NULL || (deal->closed_on != NULL && strcmp (deal->closed_on, query->closed_from) >= 0)) &&
         (query->closed_to == NULL || (deal->closed_on != NULL && strcmp (deal->closed_on, query->closed_to) <= 0));
}

static gboolean
fits (Fixture            *fixture,
      const PursuitQuery *query,
      PursuitRecord      *record)
{
  PursuitCustomer *customer = PURSUIT_IS_CUSTOMER (record) ? PURSUIT_CUSTOMER (record) : NULL;
  gint64 owner_id;

  if (PURSUIT_IS_DEAL (record))
    customer = g_ptr_array_index (fixture->customers, PURSUIT_DEAL (record)->customer_id - 1);
  else if (PURSUIT_IS_CONTACT (record))
    customer = g_ptr_array_index (fixture->customers, PURSUIT_CONTACT (record)->customer_id - 1);
  owner_id = PURSUIT_IS_DEAL (record) ? PURSUIT_DEAL (record)->owner_id : customer->owner_id;

  if (record->deleted_at != 0 || (!PURSUIT_IS_DEAL (record) && PURSUIT_RECORD (customer)->deleted_at != 0))
    return FALSE;
  if (query->customer_id != 0 &&
      (PURSUIT_IS_CUSTOMER (record) ? customer->parent_id : PURSUIT_RECORD (customer)->id) != query->customer_id)
    return FALSE;

  return customer_fits (query, customer) && words_fit (query, record, PURSUIT_RECORD (customer)) &&
         owner_fits (fixture, query, owner_id, !PURSUIT_IS_DEAL (record)) &&
         (!PURSUIT_IS_DEAL (record) ||
          (deal_fits (fixture, query, PURSUIT_DEAL (record)) && board_fits (fixture, query, PURSUIT_DEAL (record))));
}

/* What the name is sorted by, which has no zeros in it. */
static char *
dup_name_key (PursuitRecord *record)
{
  guint8 key[PURSUIT_COLLATION_KEY_SIZE];
  gsize length = pursuit_collation_make_key (pursuit_record_get_name (record), key);

  return g_strndup ((const char *) key, length);
}

/* The order's key of a record, compared as text; ties by id. */
static char *
sort_key (const PursuitQuery *query,
          PursuitRecord      *record)
{
  const gint64 most = G_MAXINT64 / 2;

  if (PURSUIT_IS_CONTACT (record) && query->order == PURSUIT_ORDER_BUYING_ROLE)
    {
      g_autofree char *name = pursuit_record_dup_search (record);
      int role = (int) PURSUIT_CONTACT (record)->buying_role;

      return g_strdup_printf ("%d%s", role == PURSUIT_BUYING_ROLE_NONE ? 9 : role, name);
    }
  if (query->order == PURSUIT_ORDER_NAME || PURSUIT_IS_CONTACT (record))
    return dup_name_key (record);
  if (PURSUIT_IS_CUSTOMER (record) && query->order == PURSUIT_ORDER_GRADE)
    return g_strdup_printf ("%d", PURSUIT_CUSTOMER (record)->grade == PURSUIT_GRADE_NONE ? 9 : (int) PURSUIT_CUSTOMER (record)->grade);
  if (PURSUIT_IS_CUSTOMER (record))
    return g_strdup_printf ("%020" G_GINT64_FORMAT,
                            query->order == PURSUIT_ORDER_DEFAULT || query->order >= PURSUIT_ORDER_CLOSING
                              ? most - PURSUIT_CUSTOMER (record)->last_contact_at
                            : query->order == PURSUIT_ORDER_AMOUNT ? most - PURSUIT_CUSTOMER (record)->estimated_revenue : 0);
  if (query->order == PURSUIT_ORDER_AMOUNT)
    return g_strdup_printf ("%020" G_GINT64_FORMAT, most - PURSUIT_DEAL (record)->amount);
  if (query->order == PURSUIT_ORDER_GAP)
    return g_strdup_printf ("%03d", 500 - (int) PURSUIT_DEAL (record)->gap);
  if (query->order == PURSUIT_ORDER_AGE)
    return g_strdup_printf ("%020" G_GINT64_FORMAT, PURSUIT_DEAL (record)->stage_entered_at);
  if (query->order == PURSUIT_ORDER_CLOSING)
    return g_strdup (PURSUIT_DEAL (record)->expected_close != NULL ? PURSUIT_DEAL (record)->expected_close : "z");
  if (query->order == PURSUIT_ORDER_DEFAULT && query->status == PURSUIT_DEAL_OPEN)
    {
      const char *on = PURSUIT_DEAL (record)->next_step_on;

      /* Overdue and today, none planned, later. */
      return g_strdup_printf ("%c%s", on == NULL ? '1' : strcmp (on, "2026-03-17") <= 0 ? '0' : '2', on != NULL ? on : "");
    }

  /* Closed last comes first, those without a day at the end. */
  return PURSUIT_DEAL (record)->closed_on == NULL
           ? g_strdup ("z")
           : g_strdup_printf ("%010d", 1000000 - pursuit_date_days_between ("1970-01-01", PURSUIT_DEAL (record)->closed_on));
}

static gboolean
newest_first (const PursuitQuery *query,
              PursuitRecord      *record)
{
  if (query->order == PURSUIT_ORDER_NAME || PURSUIT_IS_CONTACT (record))
    return FALSE;
  if (PURSUIT_IS_CUSTOMER (record))
    return query->order != PURSUIT_ORDER_GRADE;
  if (query->order == PURSUIT_ORDER_DEFAULT)
    return query->status != PURSUIT_DEAL_OPEN;

  return query->order == PURSUIT_ORDER_AMOUNT || query->order == PURSUIT_ORDER_GRADE || query->order == PURSUIT_ORDER_BUYING_ROLE ||
         query->order == PURSUIT_ORDER_GAP;
}

/* By the key, ties by the id. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  const PursuitQuery *query = user_data;
  PursuitRecord *first = *(PursuitRecord *const *) a;
  PursuitRecord *second = *(PursuitRecord *const *) b;
  g_autofree char *x = sort_key (user_data, first);
  g_autofree char *y = sort_key (user_data, second);
  int order = strcmp (x, y);

  if (order == 0)
    order = newest_first (query, first) ? (first->id < second->id) - (first->id > second->id)
                                        : (first->id > second->id) - (first->id < second->id);

  return query->reversed ? -order : order;
}

static char *
list_slowly (Fixture            *fixture,
             const PursuitQuery *query)
{
  GPtrArray *all = query->list == PURSUIT_LIST_DEALS ? fixture->deals
                   : query->list == PURSUIT_LIST_CUSTOMERS ? fixture->customers : fixture->contacts;
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    if (fits (fixture, query, g_ptr_array_index (all, i)))
      g_ptr_array_add (found, g_ptr_array_index (all, i));
  g_ptr_array_sort_with_data (found, compare, (gpointer) query);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%d|", (int) PURSUIT_RECORD (g_ptr_array_index (found, i))->id);

  return g_string_free (text, FALSE);
}

static char *
list_quickly (Fixture            *fixture,
              const PursuitQuery *query,
              guint               limit)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->base.store, query, limit, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%d|", (int) g_array_index (ids, gint64, i));

  return g_string_free (text, FALSE);
}

static const char *const lines[] = { "Pump", "Wet", "Dry" };

/* Seldom much at a time, or nothing would be left. */
static void
draw_board (Fixture      *fixture,
            PursuitQuery *query)
{
  query->process_id = draw (fixture, 4) ? 0 : 1 + draw (fixture, 8) / 7;
  query->gap = draw (fixture, 4) ? PURSUIT_GAP_ANY : (PursuitGapFilter) draw (fixture, 4);
  query->parked = draw (fixture, 4) ? PURSUIT_ANY : (int) draw (fixture, 2);
  query->silent = draw (fixture, 8) == 0;
  query->incomplete = draw (fixture, 8) == 0;
  query->overridden = draw (fixture, 8) ? 0 : (int) draw (fixture, 7);
  query->waiting_for = draw (fixture, 8) ? 0 : draw_id (fixture, N_STAFF);
  query->product_line = draw (fixture, 8) ? NULL : g_strdup (lines[draw (fixture, 3)]);
  query->no_owner = draw (fixture, 16) == 0;
  query->no_region = draw (fixture, 16) == 0;
  query->no_product = draw (fixture, 16) == 0;
  query->unaccepted = draw (fixture, 16) == 0;
  query->expected_from = draw (fixture, 8) ? NULL : draw_day (fixture);
  query->expected_to = draw (fixture, 8) ? NULL : draw_day (fixture);
}

static PursuitQuery *
draw_query (Fixture     *fixture,
            PursuitList  list)
{
  PursuitQuery *query = pursuit_query_new (list);

  query->order = (PursuitOrder) draw (fixture, PURSUIT_N_ORDERS);
  query->reversed = draw (fixture, 4) == 0;
  if (draw (fixture, 3) == 0)
    query->search = draw (fixture, 2) ? g_strdup (words[draw (fixture, G_N_ELEMENTS (words))]) : draw_name (fixture);
  if (draw (fixture, 4) == 0 && list != PURSUIT_LIST_CUSTOMERS)
    query->customer_id = draw_id (fixture, N_CUSTOMERS);
  query->status = draw (fixture, 2) ? PURSUIT_ANY : (int) draw (fixture, 3);
  query->grade = draw (fixture, 4) ? PURSUIT_ANY : (int) draw (fixture, 4);
  query->funnel = draw (fixture, 4) ? PURSUIT_ANY : (int) draw (fixture, 3);
  query->region = draw (fixture, 5) ? NULL : g_strdup (regions[draw (fixture, 4)]);
  query->industry = draw (fixture, 5) ? NULL : g_strdup (industries[draw (fixture, 3)]);
  query->owner_id = draw (fixture, 4) ? 0 : draw_id (fixture, N_STAFF);
  query->unit_id = draw (fixture, 4) ? 0 : draw_id (fixture, N_UNITS);
  query->stage_id = draw (fixture, 3) ? 0 : draw_id (fixture, N_STAGES);
  query->product_id = draw (fixture, 5) ? 0 : draw_id (fixture, N_PRODUCTS);
  query->stalled = draw (fixture, 4) == 0;
  draw_board (fixture, query);
  query->closed_from = draw (fixture, 5) ? NULL : draw_day (fixture);
  query->closed_to = draw (fixture, 5) ? NULL : draw_day (fixture);
  query->scope = draw (fixture, 2) ? PURSUIT_SCOPE_ALL : (PursuitScope) draw (fixture, 4);
  query->scope_staff_id = 1 + draw (fixture, N_STAFF);

  return query;
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  static const PursuitList lists[] = { PURSUIT_LIST_DEALS, PURSUIT_LIST_DEALS, PURSUIT_LIST_CUSTOMERS, PURSUIT_LIST_CONTACTS };
  guint answered = 0;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autoptr(PursuitQuery) query = draw_query (fixture, lists[i % G_N_ELEMENTS (lists)]);
      g_autofree char *slow = list_slowly (fixture, query);
      g_autofree char *quick = list_quickly (fixture, query, 0);
      g_autofree char *first = list_quickly (fixture, query, 3);

      if (!g_str_equal (slow, quick))
        g_error ("query %u of seed %u, list %d, order %d, search “%s”: %s instead of %s", i, GPOINTER_TO_UINT (data), query->list,
                 query->order, query->search, quick, slow);
      g_assert_true (g_str_has_prefix (slow, first));
      answered += *slow != '\0';
    }
  g_assert_cmpuint (answered, >, N_QUERIES / 5);
}

/* The board's figures under a filter, counted by hand. */
static void
test_board (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < N_QUERIES / 4; i++)
    {
      g_autoptr(PursuitQuery) query = draw_query (fixture, PURSUIT_LIST_DEALS);
      PursuitTotals won, lost;
      g_autoptr(GArray) lanes = pursuit_store_query_board (fixture->base.store, 1, query, &won, &lost, NULL);
      PursuitTotals counted[N_STAGES][3] = { 0 };
      PursuitTotals closed[3] = { 0 };

      query->process_id = 0;
      query->stage_id = 0;
      query->status = PURSUIT_ANY;
      for (guint d = 0; d < fixture->deals->len; d++)
        {
          PursuitDeal *deal = g_ptr_array_index (fixture->deals, d);
          PursuitTotals *total = &counted[deal->stage_id - 1][deal->status];

          if (!fits (fixture, query, PURSUIT_RECORD (deal)))
            continue;
          total->count++;
          total->amount += deal->amount;
          total->weighted += pursuit_deal_weigh (deal->amount, deal->probability);
          closed[deal->status].count++;
          closed[deal->status].amount += deal->amount;
        }
      g_assert_cmpuint (lanes->len, ==, N_STAGES);
      for (guint lane = 0; lane < N_STAGES; lane++)
        g_assert_cmpmem (&g_array_index (lanes, PursuitStageTotals, lane).open, sizeof (PursuitTotals),
                         &counted[lane][PURSUIT_DEAL_OPEN], sizeof (PursuitTotals));
      g_assert_cmpint (won.count, ==, closed[PURSUIT_DEAL_WON].count);
      g_assert_cmpint (won.amount, ==, closed[PURSUIT_DEAL_WON].amount);
      g_assert_cmpint (lost.count, ==, closed[PURSUIT_DEAL_LOST].count);
    }
}

/* Which lane a deal is in; a borrowed text, or one in @number. */
static const char *
get_lane (Fixture              *fixture,
          PursuitDeal          *deal,
          PursuitBoardGrouping  grouping,
          char                 *number)
{
  if (grouping == PURSUIT_BOARD_BY_REGION)
    return ((PursuitCustomer *) g_ptr_array_index (fixture->customers, deal->customer_id - 1))->region;
  if (grouping == PURSUIT_BOARD_BY_PRODUCT)
    return get_product_line (fixture, deal);

  g_snprintf (number, 32, "%d", (int) deal->owner_id);
  return deal->owner_id != 0 ? number : NULL;
}

static const PursuitLaneTotals *
find_lane (GPtrArray  *lanes,
           const char *key)
{
  const PursuitLaneTotals *last = g_ptr_array_index (lanes, lanes->len - 1);

  for (guint i = 0; i < lanes->len; i++)
    {
      const PursuitLaneTotals *lane = g_ptr_array_index (lanes, i);
      g_autofree char *number = lane->key_id != 0 ? g_strdup_printf ("%d", (int) lane->key_id) : NULL;

      if (!lane->is_others && g_strcmp0 (number != NULL ? number : lane->key_text, key) == 0)
        return lane;
    }

  g_assert_true (last->is_others);
  return last;
}

/* The lanes of a grouping together have every open deal once, and nobody's lane is one of them; what there is no room for is in the
 * last one. */
static void
test_lanes (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < N_QUERIES / 2; i++)
    {
      g_autoptr(PursuitQuery) query = draw_query (fixture, PURSUIT_LIST_DEALS);
      PursuitBoardGrouping grouping = PURSUIT_BOARD_BY_SELLER + draw (fixture, 3);
      guint limit = 3 + draw (fixture, 8);
      g_autoptr(GPtrArray) lanes = pursuit_store_query_lanes (fixture->base.store, query, grouping, limit, NULL);
      g_autoptr(GHashTable) left = g_hash_table_new (NULL, NULL);
      char number[32];

      g_assert_cmpuint (lanes->len, <=, limit);
      for (guint l = 0; l < lanes->len; l++)
        g_hash_table_insert (left, g_ptr_array_index (lanes, l),
                             GINT_TO_POINTER (((PursuitLaneTotals *) g_ptr_array_index (lanes, l))->totals.amount));
      query->status = PURSUIT_DEAL_OPEN;
      for (guint d = 0; d < fixture->deals->len; d++)
        {
          PursuitDeal *deal = g_ptr_array_index (fixture->deals, d);
          const PursuitLaneTotals *lane;

          if (!fits (fixture, query, PURSUIT_RECORD (deal)))
            continue;
          lane = find_lane (lanes, get_lane (fixture, deal, grouping, number));
          g_hash_table_insert (left, (gpointer) lane,
                               GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (left, lane)) - (int) deal->amount));
          g_assert_cmpint (((PursuitLaneTotals *) lane)->totals.count--, >, 0);
        }
      for (guint l = 0; l < lanes->len; l++)
        {
          g_assert_cmpint (((PursuitLaneTotals *) g_ptr_array_index (lanes, l))->totals.count, ==, 0);
          g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (left, g_ptr_array_index (lanes, l))), ==, 0);
        }
    }
}

/* What months bring, kept or counted. */
static void
test_forecast (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < N_QUERIES / 4; i++)
    {
      g_autoptr(PursuitQuery) query = draw (fixture, 2) ? draw_query (fixture, PURSUIT_LIST_DEALS)
                                                        : pursuit_query_new (PURSUIT_LIST_DEALS);
      PursuitExpected expected, counted = { 0 };
      PursuitTotals won, counted_won = { 0 };

      query->stage_id = 0;
      query->parked = PURSUIT_ANY;
      g_clear_pointer (&query->closed_from, g_free);
      g_clear_pointer (&query->closed_to, g_free);
      g_clear_pointer (&query->expected_from, g_free);
      g_clear_pointer (&query->expected_to, g_free);
      query->status = PURSUIT_DEAL_WON;
      g_assert_true (pursuit_store_query_closed (fixture->base.store, query, "2026-03-01", "2026-03-31", &won, NULL));
      g_assert_true (pursuit_store_query_expected (fixture->base.store, query, "2026-01-01", "2026-03-31", &expected, NULL));
      query->status = PURSUIT_ANY;
      for (guint d = 0; d < fixture->deals->len; d++)
        {
          PursuitDeal *deal = g_ptr_array_index (fixture->deals, d);
          PursuitTotals *totals = deal->status == PURSUIT_DEAL_WON ? &counted_won
                                  : is_parked (deal) ? &counted.parked : &counted.open;
          const char *day = deal->status == PURSUIT_DEAL_WON ? deal->closed_on : deal->expected_close;

          if (deal->status == PURSUIT_DEAL_LOST || day == NULL || !fits (fixture, query, PURSUIT_RECORD (deal)))
            continue;
          totals->count++;
          totals->amount += deal->amount;
          totals->weighted += deal->status == PURSUIT_DEAL_WON ? deal->amount : pursuit_deal_weigh (deal->amount, deal->probability);
        }
      g_assert_cmpmem (&won, sizeof won, &counted_won, sizeof counted_won);
      g_assert_cmpmem (&expected, sizeof expected, &counted, sizeof counted);
    }
}

/* Every value of a facet lists as many customers as it says. */
static void
test_facets (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < N_QUERIES / 8; i++)
    {
      g_autoptr(PursuitQuery) query = draw_query (fixture, PURSUIT_LIST_CUSTOMERS);
      g_autoptr(GPtrArray) facets = pursuit_store_query_facet (fixture->base.store, query, "region", NULL);
      gint64 previous = G_MAXINT64;

      for (guint f = 0; f < facets->len; f++)
        {
          PursuitFacet *facet = g_ptr_array_index (facets, f);
          gint64 count = 0;

          for (guint c = 0; c < fixture->customers->len; c++)
            count += fits (fixture, query, g_ptr_array_index (fixture->customers, c)) &&
                     g_strcmp0 (((PursuitCustomer *) g_ptr_array_index (fixture->customers, c))->region, facet->value) == 0;
          g_assert_cmpint (facet->count, ==, count);
          g_assert_cmpint (count, >, 0);
          g_assert_cmpint (count, <=, previous);
          previous = count;
        }
    }
}

#define ADD(path, seed, func) g_test_add (path, Fixture, GUINT_TO_POINTER (seed), set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/queries/twin/lists/1", 1, test_lists);
  ADD ("/store/queries/twin/lists/2", 2, test_lists);
  ADD ("/store/queries/twin/lists/3", 3, test_lists);
  ADD ("/store/queries/twin/board/1", 1, test_board);
  ADD ("/store/queries/twin/board/4", 4, test_board);
  ADD ("/store/queries/twin/lanes/6", 6, test_lanes);
  ADD ("/store/queries/twin/lanes/7", 7, test_lanes);
  ADD ("/store/queries/twin/forecast/8", 8, test_forecast);
  ADD ("/store/queries/twin/forecast/9", 9, test_forecast);
  ADD ("/store/queries/twin/facets", 5, test_facets);

  return g_test_run ();
}
