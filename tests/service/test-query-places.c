/* SPDX-License-Identifier: GPL-3.0-or-later */

/* After news a list looks at the few rows that can have changed, and ends up as if it had been asked anew. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-list-news-private.h"
#include "pursuit-org-unit.h"
#include "pursuit-product.h"
#include "pursuit-query-batch-private.h"
#include "pursuit-query-places.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-store-private.h"
#include "pursuit-str.h"

#define N_CUSTOMERS 30
#define N_DEALS 60
#define N_OTHERS 20
#define N_EDITS 500

/* A list as a window holds it: its ids, and what they know. */
typedef struct
{
  PursuitQuery *query;
  GArray *ids;
  gint64 as_of;
  char *day;
  guint n_narrow;
  guint n_wide;
} Listed;

typedef struct
{
  DeskFixture base;
  GRand *rand;
  GPtrArray *lists;     /* Listed */
} Fixture;

static void
listed_free (gpointer data)
{
  Listed *listed = data;

  pursuit_query_free (listed->query);
  g_array_unref (listed->ids);
  g_free (listed->day);
  g_free (listed);
}

static guint
draw (Fixture *fixture,
      guint    n)
{
  return (guint) g_rand_int_range (fixture->rand, 0, (gint32) n);
}

static char *
draw_name (Fixture *fixture)
{
  return g_strdup_printf ("%c%c %u", 'A' + draw (fixture, 26), 'a' + draw (fixture, 26), draw (fixture, 100));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  fixture->rand = g_rand_new_with_seed (g_test_rand_int ());
  fixture->lists = g_ptr_array_new_with_free_func (listed_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->lists);
  g_rand_free (fixture->rand);
  desk_fixture_tear_down (&fixture->base, data);
}

/* ---- the lists ---- */

static PursuitQueryBatch *
ask (Fixture    *fixture,
     Listed     *listed,
     PursuitJob  job)
{
  g_autoptr(PursuitQueryBatch) asked = pursuit_query_batch_new (listed->query, g_array_new (FALSE, FALSE, sizeof (gint64)));
  g_autoptr(GError) error = NULL;
  PursuitQueryBatch *answer;

  asked->since = listed->as_of;
  asked->day = g_strdup (listed->day);
  asked->known = pursuit_id_list_new (g_array_copy (listed->ids));
  answer = job (fixture->base.desk, asked, NULL, &error);
  g_assert_no_error (error);
  listed->as_of = answer->as_of;
  pursuit_set_str (&listed->day, answer->day);

  return answer;
}

static Listed *
add_list (Fixture      *fixture,
          PursuitQuery *query)
{
  Listed *listed = g_new0 (Listed, 1);
  g_autoptr(PursuitQueryBatch) answer = NULL;

  listed->query = query;
  listed->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  answer = ask (fixture, listed, pursuit_query_batch_list_job);
  g_array_append_vals (listed->ids, answer->ids->ids->data, answer->ids->ids->len);
  g_ptr_array_add (fixture->lists, listed);

  return listed;
}

static Listed *
add_ordered (Fixture      *fixture,
             PursuitList   list,
             PursuitOrder  order,
             gboolean      reversed,
             int           status)
{
  PursuitQuery *query = pursuit_query_new (list);

  query->order = order;
  query->reversed = reversed;
  query->status = status;
  return add_list (fixture, query);
}

/* What the board is narrowed and grouped by, and other records decide about. */
static void
add_lanes (Fixture *fixture)
{
  for (guint i = 0; i < 6; i++)
    {
      PursuitQuery *query = add_ordered (fixture, PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, FALSE, PURSUIT_DEAL_OPEN)->query;

      query->silent = i == 0;
      query->parked = i == 1 ? FALSE : PURSUIT_ANY;
      query->waiting_for = i == 2 ? 3 : 0;
      query->no_region = i == 3;
      query->product_line = i == 4 ? g_strdup ("Pumps") : NULL;
      query->except_by = PURSUIT_BOARD_BY_REGION;
      query->except = i == 5 ? g_strdup ("[\"East\"]") : NULL;
    }
}

/* Every list in every order, and the filters that other records decide about. */
static void
add_all_lists (Fixture *fixture)
{
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_JOURNAL; list++)
    for (PursuitOrder order = PURSUIT_ORDER_DEFAULT; order < PURSUIT_N_ORDERS; order++)
      {
        add_ordered (fixture, list, order, FALSE, PURSUIT_ANY);
        add_ordered (fixture, list, order, TRUE, list == PURSUIT_LIST_DEALS ? PURSUIT_DEAL_OPEN : PURSUIT_ANY);
      }
  add_ordered (fixture, PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, FALSE, PURSUIT_DEAL_OPEN);
  add_ordered (fixture, PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, FALSE, PURSUIT_DEAL_WON);
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_ACTIVITIES; list++)
    {
      Listed *listed = add_ordered (fixture, list, PURSUIT_ORDER_NAME, FALSE, PURSUIT_ANY);

      listed->query->grade = PURSUIT_GRADE_B;
      listed->query->region = g_strdup ("East");
      listed = add_ordered (fixture, list, PURSUIT_ORDER_DEFAULT, FALSE, PURSUIT_ANY);
      listed->query->unit_id = 2;
      if (list == PURSUIT_LIST_CUSTOMERS)
        continue;
      listed = add_ordered (fixture, list, PURSUIT_ORDER_BUYING_ROLE, FALSE, PURSUIT_ANY);
      listed->query->customer_id = 3;
    }
  add_lanes (fixture);
  for (guint i = 0; i < fixture->lists->len; i++)
    {
      Listed *listed = g_ptr_array_index (fixture->lists, i);
      g_autoptr(PursuitQueryBatch) answer = ask (fixture, listed, pursuit_query_batch_list_job);

      g_array_set_size (listed->ids, 0);
      g_array_append_vals (listed->ids, answer->ids->ids->data, answer->ids->ids->len);
    }
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

static void
move_rows (Listed *listed,
           GArray *places)
{
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < places->len; i++)
    {
      const PursuitRowPlace *place = &g_array_index (places, PursuitRowPlace, i);
      int from = (int) place->from;

      if (place->from == PURSUIT_NO_PLACE || place->stays)
        continue;
      g_assert_cmpint (g_array_index (listed->ids, gint64, from), ==, place->id);
      g_array_append_val (removed, from);
    }
  g_array_sort (removed, compare_positions);
  for (guint i = 0; i < removed->len; i++)
    g_array_remove_index (listed->ids, (guint) g_array_index (removed, int, i));
  for (guint i = 0; i < places->len; i++)
    {
      const PursuitRowPlace *place = &g_array_index (places, PursuitRowPlace, i);

      if (place->to != PURSUIT_NO_PLACE && !place->stays)
        g_array_insert_val (listed->ids, place->to, place->id);
    }
}

/* Brings a list up to date as a window does, and compares it with what there is. */
static void
refresh (Fixture *fixture,
         Listed  *listed)
{
  g_autoptr(PursuitQueryBatch) answer = ask (fixture, listed, pursuit_query_batch_refresh_job);
  g_autoptr(GArray) anew = pursuit_desk_query_ids (fixture->base.desk, listed->query, 0, NULL);

  if (answer->places != NULL)
    move_rows (listed, answer->places);
  else
    {
      g_array_set_size (listed->ids, 0);
      g_array_append_vals (listed->ids, answer->ids->ids->data, answer->ids->ids->len);
    }
  *(answer->places != NULL ? &listed->n_narrow : &listed->n_wide) += 1;
  g_assert_cmpmem (listed->ids->data, listed->ids->len * sizeof (gint64), anew->data, anew->len * sizeof (gint64));
}

/* ---- what happens ---- */

static void
create (Fixture       *fixture,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;

  g_assert_true (pursuit_records_create (fixture->base.desk, owned, NULL, NULL));
}

static void
add_customer (Fixture *fixture)
{
  g_autofree char *name = draw_name (fixture);

  create (fixture, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "grade", (gint64) draw (fixture, 4), "region",
                                 draw (fixture, 3) == 0 ? NULL : draw (fixture, 2) ? "East" : "West", "owner-id", (gint64) draw (fixture, 10), NULL));
}

static gint64
draw_customer (Fixture *fixture)
{
  return desk_fixture_int (&fixture->base, "SELECT id FROM customer WHERE deleted_at = 0 ORDER BY abs (id * 7919 %% %u), id LIMIT 1",
                           1 + draw (fixture, 50));
}

static void
add_deal (Fixture *fixture)
{
  g_autofree char *name = draw_name (fixture);
  g_autofree char *step = draw (fixture, 3) ? g_strdup_printf ("2026-03-%02u", 10 + draw (fixture, 15)) : NULL;
  g_autoptr(PursuitRecord) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", name, "customer-id", draw_customer (fixture),
                                                "amount", (gint64) draw (fixture, 5) * 100, "owner-id",
                                                (gint64) 1 + draw (fixture, 9), "next-step-on", step, NULL);

  g_assert_true (pursuit_deals_create (fixture->base.desk, PURSUIT_DEAL (deal), 1 + (int) draw (fixture, 8), NULL, NULL));
}

static void
add_other (Fixture *fixture)
{
  g_autofree char *name = draw_name (fixture);
  gint64 customer_id = draw_customer (fixture);

  switch (draw (fixture, 4))
    {
    case 0:
      create (fixture, g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", customer_id, "buying-role",
                                     (gint64) draw (fixture, 7), NULL));
      break;
    case 1:
      create (fixture, g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", name, "customer-id", customer_id, "kind",
                                     (gint64) draw (fixture, 3), NULL));
      break;
    case 2:
      create (fixture, g_object_new (PURSUIT_TYPE_DOCUMENT, "name", name, "location", "/x", "customer-id", customer_id, NULL));
      break;
    default:
      create (fixture, g_object_new (PURSUIT_TYPE_PRODUCT, "name", name, NULL));
      break;
    }
}

/* Changes one field of one record to anything that fits; what the rules refuse is left as it is. */
static void
edit (Fixture *fixture)
{
  const GType types[] = { PURSUIT_TYPE_CUSTOMER, PURSUIT_TYPE_CUSTOMER, PURSUIT_TYPE_DEAL, PURSUIT_TYPE_DEAL, PURSUIT_TYPE_CONTACT,
                          PURSUIT_TYPE_ACTIVITY, PURSUIT_TYPE_STAFF, PURSUIT_TYPE_ORG_UNIT, PURSUIT_TYPE_PRODUCT };
  PursuitStore *store = pursuit_desk_get_store (fixture->base.desk);
  g_autoptr(PursuitRecord) original = pursuit_store_load (store, types[draw (fixture, G_N_ELEMENTS (types))],
                                                          1 + draw (fixture, 30), NULL);
  g_autoptr(PursuitRecord) edited = NULL;
  g_autofree char *name = draw_name (fixture);
  const char *what;

  if (original == NULL || original->deleted_at != 0)
    return;
  edited = pursuit_record_copy (original);
  switch (draw (fixture, 8))
    {
    case 0:
      what = PURSUIT_IS_DEAL (edited) || PURSUIT_IS_CONTACT (edited) ? "customer_id" : "owner_id";
      break;
    case 1:
      what = PURSUIT_IS_DEAL (edited) ? "product_id" : PURSUIT_IS_PRODUCT (edited) ? "series" : "estimated_revenue";
      break;
    case 2:
      what = PURSUIT_IS_CUSTOMER (edited) ? "grade" : "buying_role";
      break;
    case 3:
      what = PURSUIT_IS_STAFF (edited) ? "unit_id" : "kind";
      break;
    default:
      what = NULL;
      break;
    }
  if (what == NULL || pursuit_record_type_find (G_OBJECT_TYPE (edited), what) == NULL)
    pursuit_record_set_text (edited, pursuit_record_type_find (G_OBJECT_TYPE (edited), PURSUIT_IS_DEAL (edited) ? "title"
                                                               : PURSUIT_IS_ACTIVITY (edited) ? "subject" : "name"), name);
  else if (PURSUIT_IS_PRODUCT (edited))
    pursuit_record_set_text (edited, pursuit_record_type_find (PURSUIT_TYPE_PRODUCT, what), draw (fixture, 2) ? "Pumps" : NULL);
  else
    pursuit_record_set_number (edited, pursuit_record_type_find (G_OBJECT_TYPE (edited), what), 1 + draw (fixture, 4));
  pursuit_records_save (fixture->base.desk, original, edited, NULL, NULL);
}

static void
plan_step (Fixture *fixture)
{
  PursuitStore *store = pursuit_desk_get_store (fixture->base.desk);
  g_autoptr(PursuitRecord) original = pursuit_store_load (store, PURSUIT_TYPE_DEAL, 1 + draw (fixture, N_DEALS), NULL);
  g_autoptr(PursuitRecord) edited = original != NULL ? pursuit_record_copy (original) : NULL;
  g_autofree char *day = draw (fixture, 4) ? g_strdup_printf ("2026-03-%02u", 10 + draw (fixture, 15)) : NULL;

  if (edited == NULL)
    return;
  g_object_set (edited, draw (fixture, 2) ? "next-step-on" : "expected-close", day, NULL);
  pursuit_records_save (fixture->base.desk, original, edited, NULL, NULL);
}

static void
move_deal (Fixture *fixture)
{
  PursuitDesk *desk = fixture->base.desk;
  gint64 id = 1 + draw (fixture, N_DEALS);

  switch (draw (fixture, 5))
    {
    case 0:
      pursuit_deals_win (desk, id, NULL, NULL);
      break;
    case 1:
      pursuit_deals_lose (desk, id, "price", NULL, NULL, NULL);
      break;
    case 2:
      pursuit_deals_reopen (desk, id, NULL, NULL);
      break;
    default:
      pursuit_deals_move (desk, id, 1 + (int) draw (fixture, 8), "so", NULL, NULL);
      break;
    }
}

static void
delete_or_restore (Fixture *fixture)
{
  const GType types[] = { PURSUIT_TYPE_CUSTOMER, PURSUIT_TYPE_DEAL, PURSUIT_TYPE_CONTACT, PURSUIT_TYPE_ACTIVITY, PURSUIT_TYPE_ORG_UNIT };
  GType type = types[draw (fixture, G_N_ELEMENTS (types))];
  gint64 id = 1 + draw (fixture, 30);

  if (!pursuit_records_delete (fixture->base.desk, type, id, NULL, NULL))
    pursuit_records_restore (fixture->base.desk, type, id, NULL, NULL);
}

static void
undo (Fixture *fixture)
{
  gint64 last = desk_fixture_int (&fixture->base, "SELECT max (id) FROM journal");

  pursuit_records_undo (fixture->base.desk, last - (gint64) draw (fixture, 10), NULL, NULL);
}

static void
do_something (Fixture *fixture)
{
  guint what = draw (fixture, 20);

  if (what == 0)
    add_customer (fixture);
  else if (what == 1)
    add_deal (fixture);
  else if (what <= 3)
    add_other (fixture);
  else if (what <= 6)
    plan_step (fixture);
  else if (what <= 9)
    move_deal (fixture);
  else if (what <= 11)
    delete_or_restore (fixture);
  else if (what <= 13)
    undo (fixture);
  else
    edit (fixture);
}

static void
test_equals_full_query (Fixture       *fixture,
                        gconstpointer  data)
{
  guint n_narrow = 0;
  guint n_wide = 0;

  for (guint i = 0; i < N_CUSTOMERS; i++)
    add_customer (fixture);
  for (guint i = 0; i < N_DEALS; i++)
    add_deal (fixture);
  for (guint i = 0; i < N_OTHERS * 4; i++)
    add_other (fixture);
  add_all_lists (fixture);

  for (guint i = 0; i < N_EDITS; i++)
    {
      do_something (fixture);
      for (guint l = 0; l < fixture->lists->len; l++)
        if (draw (fixture, 4) == 0)
          refresh (fixture, g_ptr_array_index (fixture->lists, l));
    }

  for (guint l = 0; l < fixture->lists->len; l++)
    {
      Listed *listed = g_ptr_array_index (fixture->lists, l);

      refresh (fixture, listed);
      n_narrow += listed->n_narrow;
      n_wide += listed->n_wide;
      g_assert_true (listed->query->list == PURSUIT_LIST_TIMELINE || listed->query->silent || listed->n_narrow > listed->n_wide);
    }
  g_test_message ("%u narrow, %u wide", n_narrow, n_wide);
}

/* ---- what it costs ---- */

#define N_MANY 10000

typedef struct
{
  guint n_statements;
  guint n_steps;
} Cost;

static int
count_cb (guint     event,
          gpointer  data,
          gpointer  statement,
          gpointer  detail)
{
  Cost *cost = data;

  cost->n_statements++;
  cost->n_steps += (guint) sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, TRUE);
  return 0;
}

static Cost
measure (Fixture *fixture,
         Listed  *listed)
{
  sqlite3 *handle = pursuit_desk_get_store (fixture->base.desk)->db->handle;
  g_autoptr(PursuitQueryBatch) answer = NULL;
  Cost cost = { 0 };

  for (sqlite3_stmt *stmt = sqlite3_next_stmt (handle, NULL); stmt != NULL; stmt = sqlite3_next_stmt (handle, stmt))
    sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_VM_STEP, TRUE);
  sqlite3_trace_v2 (handle, SQLITE_TRACE_PROFILE, count_cb, &cost);
  answer = ask (fixture, listed, pursuit_query_batch_refresh_job);
  sqlite3_trace_v2 (handle, 0, NULL, NULL);
  if (answer->places != NULL)
    move_rows (listed, answer->places);

  return cost;
}

static void
rename_customer (Fixture    *fixture,
                 gint64      id,
                 const char *name)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.base.store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "name", name, NULL);
  g_assert_true (pursuit_records_save (fixture->base.desk, original, edited, NULL, NULL));
}

/* One edit among ten thousand customers: as many keys are read as the list can be halved, not as it is long. */
static void
test_cost_of_one_edit (Fixture       *fixture,
                       gconstpointer  data)
{
  Listed *by_name;
  Listed *deals;
  Cost moved;
  Cost elsewhere;
  Cost whole;

  for (guint i = 0; i < 3; i++)
    add_customer (fixture);
  store_fixture_raw (&fixture->base.base,
                     "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT 10000)"
                     " INSERT INTO customer (id, created_at, changed_at, name, search)"
                     " SELECT i, 1, 1, printf ('N%05d', i), printf ('n%05d', i) FROM n");
  by_name = add_ordered (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, FALSE, PURSUIT_ANY);
  deals = add_ordered (fixture, PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, FALSE, PURSUIT_DEAL_OPEN);

  rename_customer (fixture, 5000, "N00001");
  moved = measure (fixture, by_name);
  elsewhere = measure (fixture, deals);
  by_name->as_of = 0;
  whole = measure (fixture, by_name);
  g_test_message ("moved: %u statements, %u steps; elsewhere: %u, %u; whole: %u, %u", moved.n_statements, moved.n_steps,
                  elsewhere.n_statements, elsewhere.n_steps, whole.n_statements, whole.n_steps);

  g_assert_cmpuint (moved.n_statements, <=, 14 + 10);
  g_assert_cmpuint (moved.n_steps, <=, 500);
  g_assert_cmpuint (elsewhere.n_statements, <=, 10);
  g_assert_cmpuint (whole.n_steps, >, N_MANY);
}

/* More has happened than is worth looking at one by one. */
static void
test_many_are_asked_anew (Fixture       *fixture,
                          gconstpointer  data)
{
  Listed *listed;

  for (guint i = 0; i <= PURSUIT_MOST_PLACES; i++)
    add_customer (fixture);
  listed = add_ordered (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, FALSE, PURSUIT_ANY);
  for (guint i = 0; i < PURSUIT_MOST_PLACES; i++)
    rename_customer (fixture, 1 + i, i % 2 ? "Zz" : "Aa");
  refresh (fixture, listed);
  g_assert_cmpuint (listed->n_narrow, ==, 1);

  for (guint i = 0; i <= PURSUIT_MOST_PLACES; i++)
    rename_customer (fixture, 1 + i, i % 2 ? "Ab" : "Zy");
  refresh (fixture, listed);
  g_assert_cmpuint (listed->n_wide, ==, 1);
}

/* What changed without a word in the journal is noticed when it is in the way: the whole is asked. */
static void
test_contradiction_is_asked_anew (Fixture       *fixture,
                                  gconstpointer  data)
{
  Listed *listed;

  for (guint i = 0; i < 9; i++)
    add_customer (fixture);
  listed = add_ordered (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_AGE, FALSE, PURSUIT_ANY);
  store_fixture_raw (&fixture->base.base, "DELETE FROM customer WHERE id BETWEEN 4 AND 6");
  rename_customer (fixture, 2, "Other");
  refresh (fixture, listed);
  g_assert_cmpuint (listed->n_wide, ==, 1);
}

/* ---- what an entry means for the cards ---- */

/* Whose cards an entry about a record of a deal's changes, as "rows 7", "of customers 3", "all" or "nothing". */
static char *
describe_reach (const char *entity,
                const char *verb,
                const char *after)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PursuitJournalEntry entry = { 0 };
  static const char *const reaches[] = {
    [PURSUIT_REACH_NOTHING] = "nothing", [PURSUIT_REACH_ROWS] = "rows",
    [PURSUIT_REACH_OF_CUSTOMERS] = "of customers", [PURSUIT_REACH_ALL] = "all",
  };
  GString *text;

  entry.entity = (char *) entity;
  entry.verb = (char *) verb;
  entry.after = (char *) after;
  entry.before = (char *) "{}";
  entry.entity_id = 5;
  entry.customer_id = 3;
  entry.deal_id = 7;
  text = g_string_new (reaches[pursuit_list_news_reach (query, &entry, ids)]);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, " %d", (int) g_array_index (ids, gint64, i));

  return g_string_free (text, FALSE);
}

/* A milestone that is ticked in another window, or not shown any more, changes what its card says. */
static void
test_news_of_cards (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *entity;
    const char *verb;
    const char *after;
    const char *reach;
  } cases[] = {
    { "proof", "create", "{\"note\":\"x\"}", "rows 7" },
    { "proof", "delete", "{\"deleted\":true}", "rows 7" },
    { "proof", "edit", "{\"note\":\"y\"}", "rows 7" },
    { "activity", "create", "{\"kind\":\"visit\"}", "of customers 3" },
    { "activity", "edit", "{\"happened_at\":1}", "of customers 3" },
    { "activity", "edit", "{\"body\":\"z\"}", "nothing" },
    { "activity", "delete", "{\"deleted\":true}", "of customers 3" },
    { "document", "create", "{\"name\":\"x\"}", "nothing" },
    { "document", "delete", "{\"deleted\":true}", "of customers 3" },
    { "contact", "edit", "{\"phone\":\"1\"}", "nothing" },
    { "contact", "delete", "{\"deleted\":true}", "of customers 3" },
    { "milestone", "edit", "{\"required\":1}", "all" },
    { "process", "edit", "{\"silence_days\":5}", "all" },
    { "process", "edit", "{\"name\":\"P\"}", "nothing" },
    { "stage", "edit", "{\"expected_days\":5}", "all" },
    { "strategy", "create", "{\"goal\":\"x\"}", "nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reach = describe_reach (cases[i].entity, cases[i].verb, cases[i].after);

      g_assert_cmpstr (reach, ==, cases[i].reach);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/query-places/equals-full-query", test_equals_full_query);
  ADD ("/service/query-places/cost-of-one-edit", test_cost_of_one_edit);
  ADD ("/service/query-places/many-are-asked-anew", test_many_are_asked_anew);
  ADD ("/service/query-places/contradiction-is-asked-anew", test_contradiction_is_asked_anew);
  ADD ("/service/query-places/news-of-cards", test_news_of_cards);

  return g_test_run ();
}
