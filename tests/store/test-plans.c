/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the engine means to answer: every list in every order under every filter, rows, totals, board and facets are asked for on a
 * filled database, and the plan of each statement that this took is looked at. A large table is never read from one end to
 * the other, except along an index that answers alone, and nothing is sorted that an index could bring in order. What does
 * otherwise stands in a table below, each with its reason.
 */

#include "pursuit-contact.h"
#include "pursuit-customer-figures.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-document-lookups.h"
#include "pursuit-document-versions.h"
#include "pursuit-duplicates.h"
#include "pursuit-duty-lookups.h"
#include "pursuit-enums.h"
#include "pursuit-journal-views.h"
#include "pursuit-own-defs.h"
#include "pursuit-post-lookups.h"
#include "pursuit-query-places.h"
#include "pursuit-query-run.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-request-lookups.h"
#include "pursuit-rights-lookups.h"
#include "pursuit-standing-moves.h"
#include "pursuit-store-private.h"
#include "pursuit-str.h"
#include "pursuit-team-gaps.h"
#include "pursuit-team-lookups.h"
#include "pursuit-timeline-topic.h"
#include "pursuit-wall-lookups.h"
#include "pursuit-work-lookups.h"
#include "store-fixture.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 */

typedef struct
{
  StoreFixture base;
  GHashTable *seen;       /* statements that were looked at */
  GHashTable *excused;    /* exceptions that were needed */
  guint n_plans;
  gboolean is_clean;
} Fixture;

/* What may be otherwise: patterns of the question, as name_question() writes it, and of a line of the plan. */
typedef struct
{
  const char *question;
  const char *line;
  const char *reason;
} Exception;

#define SORT "USE TEMP B-TREE FOR *ORDER BY"

#define WALK "SCAN c USING INDEX customer_by_*"

static const Exception exceptions[] = {
  { "own-fields", SORT, "the definitions of a house are few" },
  { "person/posts", SORT, "the earlier posts of one person" },
  { "facet/*", SORT, "the values that were counted are few" },
  { "facet/tag/*", "SCAN g", "the tags themselves are counted; their table is an index" },
  { "customers/*/owner", SORT, "what one person has, found by that" },
  { "customers/*/owners", SORT, "the same for several" },
  { "customers/*/tag", SORT, "who has a tag, found by that" },
  { "customers/*/source", SORT, "who came from somewhere, found by that" },
  { "customers/*/own-field", SORT, "who has a value of an own field, found by that" },
  { "customers/*/unit", SORT, "what some people have, found by that" },
  { "customers/*/parent", SORT, "the companies of one group" },
  { "customers/name*", WALK, "only the index of the first order has all that the list can be narrowed by" },
  { "customers/amount*", WALK, "the same" },
  { "customers/age*", WALK, "the same" },
  { "customers/age*", "SCAN c", "the same; the table itself is in that order" },
  { "customers/own.*", WALK, "who has no value stands at the end, by number: all are walked along in that order" },
  { "customers/own.*", "SCAN c", "the same; the table itself is in that order" },
  { "contacts/own.*", "SCAN p", "the same" },
  { "deals/own.*", "SCAN d", "the same" },
  { "contacts/*/choice", SORT, "who has a value of an own field, found by that" },
  { "deals/*/choice-lane", SORT, "the same" },
  { "deals/own.*/*lane", SORT, "the board does not offer this order" },
  { "contacts/role*", SORT, "only the people of one customer are shown by their part" },
  { "contacts/role*", "SCAN p USING INDEX contact_by_sort_key", "the same" },
  { "contacts/*/customer", SORT, "the people of one customer" },
  { "documents/*/customer", SORT, "the documents of one customer" },
  { "documents/*/deal", SORT, "the documents of one deal" },
  { "timeline/*/customer*", SORT, "the history of one customer, gathered from six tables" },
  { "timeline/*/deal*", SORT, "the history of one deal, gathered from six tables" },
  { "deals/*/customer", SORT, "the deals of one customer" },
  { "deals/*/deal", SORT, "one deal" },
  { "deals/*/stalled-lane", SORT, "what has come into a stage long ago, found by that" },
  { "deals/*/own-lane", SORT, "what one person has in a stage, found by that" },
  { "deals/*/owner-lane", SORT, "the same" },
  { "deals/*/own", SORT, "what one person has, found by that" },
  { "deals/closing*/*lane", SORT, "the board does not offer this order" },
  { "deals/grade*/product-lane", SORT, "the same" },
  { "deals/*/all", SORT, "only the command line lists deals across the stages, and writes them all out" },
  { "deals/*/all", "SCAN d USING INDEX deal_by_closing", "the same" },
  { "deals/*/open", SORT, "the same" },
  { "deals/*/open", "SCAN d", "the same" },
  { "deals/*/team", SORT, "the same" },
  { "deals/*/won", SORT, "closed deals are shown by their day, which is the order that has an index" },
  { "deals/*/quarter", SORT, "the same" },
  { "deals/*/waiting", SORT, "what waits for one person, found by that" },
  { "deals/*/waiting-lane", SORT, "the same" },
  { "deals/*/misaligned", SORT, "who is out of step with the buyer, found by that" },
  { "deals/*/ahead", SORT, "the same" },
  { "deals/*/late-lane", SORT, "the same" },
  { "deals/*/parked", SORT, "what is parked, found by that" },
  { "deals/*/parked-lane", SORT, "the same" },
  { "deals/*/silent", SORT, "who hears nothing from us, found by that" },
  { "deals/gap*/unaccepted", SORT, "what was won and not handed over, found by that" },
  { "deals/*/overridden", SORT, "what was moved past milestones lately, found by that" },
  { "deals/gap*/*-group", SORT, "the lanes of sellers, regions and products have an index for the order of the board" },
  { "deals/*/line-group", SORT, "a product line has several products" },
  { "deals/*/others-group", SORT, "all that had no room in the other lanes; there is one such lane" },
  { "deals/*/silent", "SCAN d", "across the stages only the command line lists them, and here that is nearly all deals" },
  { "deals/*/others-group", "SCAN d", "the same" },
  { "requests", "SCAN r USING INDEX role_request_open", "what is asked for and not done is little, and has an index of its own" },
  { "customer", SORT, "the people on the wall of one customer" },
  { "team/coverage", SORT, "roles are few, and so are those who work on one deal" },
  { "team/gaps", SORT, "roles of sellers are few" },
  { "lanes/*", SORT, "the lanes are few" },
  { "lanes/*", "SCAN d USING INDEX deal_by_*", "the figures of lanes that were narrowed by more than people are counted, as those of the board" },
  { "board/*", "SCAN d USING INDEX deal_by_*", "the figures of a board that was narrowed are counted; those of the whole are kept" },
};

static const char *const large[] = {
  "customer", "contact", "deal", "activity", "document", "document_version", "journal", "stage_move",
  "standing_move", "customer_tag", "bond", "own_value", "assignment", "role_request", "journal_customer",
};

/* Many of everything, unevenly spread. */
#define MANY(n, insert) "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " #n ") " insert " FROM n;"

#define OWN_VALUES(entity, key, value)                                                                  \
  "INSERT INTO own_value SELECT '" entity "', '" key "', id, " value ", " value " FROM " entity " WHERE id % 3 = 0;"

static const char sql_fill[] =
  "BEGIN;"
  "INSERT INTO process (created_at, changed_at, name) VALUES (1, 1, 'P');"
  MANY (8, "INSERT INTO stage (created_at, changed_at, process_id, position, name, buyer_name, expected_days)"
           " SELECT 1, 1, 1, i, 'S' || i, 'B' || i, i")
  MANY (12, "INSERT INTO org_unit (created_at, changed_at, name, parent_id, sort_key)"
            " SELECT 1, 1, 'U' || i, nullif (i / 2, 0), CAST ('u' || i AS BLOB)")
  MANY (40, "INSERT INTO staff (created_at, changed_at, name, unit_id, sort_key)"
            " SELECT 1, 1, 'M' || i, 1 + i % 12, CAST ('m' || i AS BLOB)")
  "UPDATE org_unit SET lead_id = id;"
  MANY (30, "INSERT INTO product (created_at, changed_at, name, sort_key) SELECT 1, 1, 'P' || i, CAST ('p' || i AS BLOB)")
  MANY (3000, "INSERT INTO customer (created_at, changed_at, name, sort_key, last_contact_at, grade, funnel, region, industry,"
              " owner_id, estimated_revenue, tags, source, parent_id, extra) SELECT 1, 1, 'C' || i, CAST ('c' || i * 7919 % 3000 AS BLOB),"
              " i * 31 % 977, CASE i % 10 WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'c' END,"
              " CASE i % 3 WHEN 0 THEN 'lead' ELSE 'potential' END, 'R' || i % 7, 'I' || i % 11, nullif (i % 41, 0),"
              " i * 13 % 1000, CASE WHEN i % 5 < 2 THEN 'T' || i % 9 || ', U' || i % 13 END, CASE i % 4 WHEN 0 THEN 'S' || i % 6 END, CASE WHEN i > 100 AND i % 50 = 0 THEN i / 50 END,"
              " CASE i % 3 WHEN 0 THEN '{\"colour\":\"' || i % 5 || '\"}' END")
  MANY (4000, "INSERT INTO contact (created_at, changed_at, customer_id, name, sort_key)"
              " SELECT 1, 1, 1 + i % 2900, 'K' || i, CAST ('k' || i * 7919 % 4000 AS BLOB)")
  MANY (5000, "INSERT INTO deal (created_at, changed_at, customer_id, title, sort_key, process_id, stage_id, status, amount,"
              " owner_id, product_id, next_step_on, expected_close, closed_on, stage_entered_at, gap, parked_until, accepted_on,"
              " next_step_owner_id) SELECT 1, 1, 1 + i % 2900,"
              " 'D' || i, CAST ('d' || i * 7919 % 5000 AS BLOB), 1, 1 + i % 8, CASE i % 5 WHEN 0 THEN 'won' WHEN 1 THEN 'lost'"
              " ELSE 'open' END, i * 17 % 3000, 1 + i % 40, nullif (i % 31, 0),"
              " CASE i % 4 WHEN 0 THEN NULL ELSE date ('2026-03-17', (i % 9 - 4) || ' days') END,"
              " date ('2026-03-17', (i % 90) || ' days'),"
              " CASE WHEN i % 5 < 2 THEN date ('2026-03-17', (- i % 300) || ' days') END, i * 1000,"
              " CASE i % 17 WHEN 3 THEN 2 WHEN 5 THEN -1 ELSE i % 2 END, CASE i % 29 WHEN 4 THEN '2026-04-15' END,"
              " CASE WHEN i % 5 = 0 AND i % 35 <> 0 THEN '2026-03-01' END, CASE i % 6 WHEN 5 THEN 1 + i % 40 END")
  MANY (4000, "INSERT INTO activity (created_at, changed_at, customer_id, deal_id, subject, happened_at)"
              " SELECT 1, 1, 1 + i % 2900, CASE i % 2 WHEN 0 THEN 1 + i % 5000 END, 'A', i * 7 % 5000")
  MANY (6000, "INSERT INTO stage_move (deal_id, to_stage_id, to_status, moved_at, missing) SELECT 1 + i % 5000, 1, 'open', i * 1000000,"
              " CASE i % 200 WHEN 0 THEN 'Budget' END")
  "INSERT INTO milestone (id, created_at, changed_at, stage_id, position, name, required) VALUES (1, 1, 1, 2, 1, 'M', 1),"
  " (2, 1, 1, 5, 1, 'N', 1);"
  "INSERT INTO role (id, created_at, changed_at, name, system_role, works_on_deals) VALUES (1, 1, 1, 'Seller', 'seller', 1),"
  " (2, 1, 1, 'Legal', 'legal', 1);"
  MANY (8, "INSERT INTO stage_role (created_at, changed_at, stage_id, role_id) SELECT 1, 1, i, 2")
  MANY (9, "INSERT INTO role (created_at, changed_at, name, coordinator_id) SELECT 1, 1, 'O' || i, i")
  MANY (4000, "INSERT INTO assignment (created_at, changed_at, customer_id, deal_id, role_id, staff_id)"
              " SELECT 1, 1, 1 + i % 500, 1 + i % 3000, 1, 1 + i % 40")
  MANY (2000, "INSERT INTO role_request (created_at, changed_at, customer_id, deal_id, role_id, staff_id, needed_on, purpose)"
              " SELECT 1, 1, 1 + i % 500, 1 + i % 3000, 1, 1 + i % 40, '2026-03-17', 'p'")
  MANY (6000, "INSERT INTO bond (created_at, changed_at, customer_id, contact_id, staff_id, period, level)"
              " SELECT 1, 1, 1 + i % 2900, 1 + i % 4000, 1 + i % 40, '2026-Q' || (1 + i / 2900 % 3), i % 6")
  MANY (6000, "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at)"
              " SELECT 1 + i % 2900, 'level', i % 5, i % 5 + 1, i * 1000000")
  MANY (3000, "INSERT INTO proof (created_at, changed_at, customer_id, deal_id, milestone_id, done_on) SELECT 1, 1, 1 + i % 2900,"
              " 1 + i % 5000, 1, '2026-03-01'")
  MANY (2000, "INSERT INTO document (created_at, changed_at, customer_id, name, sort_key)"
              " SELECT 1, 1, 1 + i % 2900, 'F' || i, CAST ('f' || i * 7919 % 2000 AS BLOB)")
  MANY (2000, "INSERT INTO document_version (document_id, version, file_name, size, checksum, added_at, staff_id)"
              " SELECT i, 1, 'F', 10, printf ('%064d', i), i, 1 + i % 40")
  MANY (2000, "INSERT INTO document_piece (version_id, position, bytes) SELECT i, 0, x'00'")
  MANY (6000, "INSERT INTO journal SELECT i, i, NULL, 'x', 'edit', 'customer', 1 + i % 2900, 1 + i % 2900,"
              " CASE i % 3 WHEN 0 THEN 1 + i % 5000 END, NULL, x'00', x'00', x'00', NULL, NULL")
  MANY (6000, "INSERT INTO journal_customer (journal_id, customer_id) SELECT 1 + i % 50, 1 + i % 2900")
  "INSERT INTO own_field (created_at, changed_at, entity, key, name, kind, choices, position) VALUES"
  " (1, 1, 'customer', 'colour', 'Colour', 'choice', '[{\"key\":\"0\",\"name\":\"A\"},{\"key\":\"1\",\"name\":\"B\"}]', 1),"
  " (1, 1, 'customer', 'machines', 'Machines', 'number', NULL, 2),"
  " (1, 1, 'contact', 'colour', 'Colour', 'choice', '[{\"key\":\"0\",\"name\":\"A\"}]', 1), (1, 1, 'contact', 'machines', 'M', 'text', NULL, 2),"
  " (1, 1, 'deal', 'colour', 'Colour', 'choice', '[{\"key\":\"0\",\"name\":\"A\"}]', 1), (1, 1, 'deal', 'machines', 'M', 'date', NULL, 2);"
  "UPDATE contact SET extra = '{\"colour\":\"0\"}' WHERE id % 3 = 0; UPDATE deal SET extra = '{\"colour\":\"0\"}' WHERE id % 3 = 0;"
  OWN_VALUES ("customer", "colour", "CAST (id % 5 AS TEXT)")
  OWN_VALUES ("customer", "machines", "id % 97")
  OWN_VALUES ("contact", "colour", "'0'")
  OWN_VALUES ("contact", "machines", "id % 97")
  OWN_VALUES ("deal", "colour", "'0'")
  OWN_VALUES ("deal", "machines", "id % 97")
  "COMMIT;";

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  store_fixture_set_up (&fixture->base, data);
  store_fixture_close (&fixture->base);
  store_fixture_raw (&fixture->base, sql_fill);
  store_fixture_open (&fixture->base);
  fixture->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->excused = g_hash_table_new (g_direct_hash, g_direct_equal);
  fixture->is_clean = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_hash_table_unref (fixture->seen);
  g_hash_table_unref (fixture->excused);
  store_fixture_tear_down (&fixture->base, data);
  pursuit_time_set_now (0);
}

/* Whether a name in a plan is that of a large table, or what the statement calls one. */
static gboolean
is_large (const char *sql,
          const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autofree char *as = g_strdup_printf (" %s %s", large[i], name);
      const char *found = strstr (sql, as);

      if (g_str_equal (name, large[i]) || (found != NULL && !g_ascii_isalnum (found[strlen (as)])))
        return TRUE;
    }

  return FALSE;
}

/* A way from one end of a large table to the other, an index that is made for one question, or a sort. */
static gboolean
is_costly (const char *sql,
           const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 3);

  if (g_pattern_match_simple (SORT, line))
    return TRUE;
  if (words[1] == NULL || !is_large (sql, words[1]))
    return FALSE;

  return strstr (line, "AUTOMATIC") != NULL ||
         (g_str_equal (words[0], "SCAN") && strstr (line, "USING COVERING INDEX") == NULL);
}

static gboolean
is_excused (Fixture    *fixture,
            const char *question,
            const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_pattern_match_simple (exceptions[i].question, question) && g_pattern_match_simple (exceptions[i].line, line))
      {
        g_hash_table_add (fixture->excused, GUINT_TO_POINTER (i + 1));
        return TRUE;
      }

  return FALSE;
}

static void
look_at_plan (Fixture    *fixture,
              const char *question,
              const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  fixture->n_plans++;
  g_assert_true (pursuit_stmt_prepare (&stmt, fixture->base.store->db, explain, NULL));
  for (;;)
    {
      const char *line;

      g_assert_true (pursuit_stmt_step (&stmt, &row, NULL));
      if (!row)
        return;
      line = pursuit_stmt_get_text (&stmt, 3);
      if (!is_costly (sql, line) || is_excused (fixture, question, line))
        continue;
      fixture->is_clean = FALSE;
      g_test_message ("%s: %s\n  %s", question, line, sql);
    }
}

/* The statements that the question took are those that the connection keeps and did not keep before. */
static void
look_at_plans (Fixture    *fixture,
               const char *question)
{
  g_autoptr(GPtrArray) fresh = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer sql;

  g_hash_table_iter_init (&iter, fixture->base.store->db->statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    if ((g_str_has_prefix (sql, "SELECT") || g_str_has_prefix (sql, "WITH chosen")) && g_hash_table_add (fixture->seen, g_strdup (sql)))
      g_ptr_array_add (fresh, g_strdup (sql));
  for (guint i = 0; i < fresh->len; i++)
    {
      look_at_plan (fixture, question, g_ptr_array_index (fresh, i));
      g_free (g_ptr_array_index (fresh, i));
    }
}

/* The filters of a window and of the command line, the usual ones together. */
typedef struct
{
  const char *name;
  void (*set) (PursuitQuery *query);
  gboolean is_of_board;   /* asked for in the orders alone in which the board is looked at for it */
} Filter;

static void set_none (PursuitQuery *query) { }
static void set_own (PursuitQuery *query) { query->scope = PURSUIT_SCOPE_OWN; query->scope_staff_id = 3; }
static void set_team (PursuitQuery *query) { query->scope = PURSUIT_SCOPE_TEAM; query->scope_staff_id = 3; }
static void set_owner (PursuitQuery *query) { query->owner_id = 3; }
static void set_unit (PursuitQuery *query) { query->unit_id = 3; }
static void set_open (PursuitQuery *query) { query->status = PURSUIT_DEAL_OPEN; }
static void set_lane (PursuitQuery *query) { query->stage_id = 2; set_open (query); }
static void set_own_lane (PursuitQuery *query) { set_lane (query); set_own (query); }
static void set_owner_lane (PursuitQuery *query) { set_lane (query); set_owner (query); }
static void set_team_lane (PursuitQuery *query) { set_lane (query); set_team (query); }
static void set_product_lane (PursuitQuery *query) { set_lane (query); query->product_id = 3; }
static void set_grade_lane (PursuitQuery *query) { set_lane (query); query->grade = PURSUIT_GRADE_A; }
static void set_region_lane (PursuitQuery *query) { set_lane (query); query->region = g_strdup ("R3"); }
static void set_stalled_lane (PursuitQuery *query) { set_lane (query); query->stalled = TRUE; }
static void set_won (PursuitQuery *query) { query->status = PURSUIT_DEAL_WON; }
static void set_quarter (PursuitQuery *query)
{
  set_won (query);
  query->closed_from = g_strdup ("2026-01-01");
  query->closed_to = g_strdup ("2026-03-31");
}
static void set_gap_lane (PursuitQuery *query) { set_lane (query); query->gap = PURSUIT_GAP_MISALIGNED; }
static void set_late_lane (PursuitQuery *query) { set_lane (query); query->gap = PURSUIT_GAP_LATE; }
static void set_parked_lane (PursuitQuery *query) { set_lane (query); query->parked = TRUE; }
static void set_unparked_lane (PursuitQuery *query) { set_lane (query); query->parked = FALSE; }
static void set_silent_lane (PursuitQuery *query) { set_lane (query); query->silent = TRUE; }
static void set_waiting_lane (PursuitQuery *query) { set_lane (query); query->waiting_for = 3; }
static void set_incomplete_lane (PursuitQuery *query) { set_lane (query); query->incomplete = TRUE; }
static void set_process (PursuitQuery *query) { set_open (query); query->process_id = 1; }
static void set_misaligned (PursuitQuery *query) { set_process (query); query->gap = PURSUIT_GAP_MISALIGNED; }
static void set_ahead (PursuitQuery *query) { set_process (query); query->gap = PURSUIT_GAP_AHEAD; }
static void set_parked (PursuitQuery *query) { set_process (query); query->parked = TRUE; }
static void set_silent (PursuitQuery *query) { set_process (query); query->silent = TRUE; }
static void set_waiting (PursuitQuery *query) { set_process (query); query->waiting_for = 3; }
static void set_unaccepted (PursuitQuery *query) { set_won (query); query->unaccepted = TRUE; }
static void set_overridden (PursuitQuery *query) { query->overridden = 30; }
static void set_seller_lane (PursuitQuery *query) { set_process (query); query->owner_id = 3; }
static void set_nobodys_lane (PursuitQuery *query) { set_process (query); query->no_owner = TRUE; }
static void set_region_group (PursuitQuery *query) { set_process (query); query->region = g_strdup ("R3"); }
static void set_no_region (PursuitQuery *query) { set_process (query); query->no_region = TRUE; }
static void set_line (PursuitQuery *query) { set_process (query); query->product_line = g_strdup ("P3"); }
static void set_no_product (PursuitQuery *query) { set_process (query); query->no_product = TRUE; }
static void set_others (PursuitQuery *query)
{
  set_process (query);
  query->except_by = PURSUIT_BOARD_BY_SELLER;
  query->except = g_strdup ("[1,2,3]");
}
static void set_grade (PursuitQuery *query) { query->grade = PURSUIT_GRADE_A; }
static void set_no_grade (PursuitQuery *query) { query->grade = PURSUIT_GRADE_NONE; }
static void set_funnel (PursuitQuery *query) { query->funnel = PURSUIT_FUNNEL_LEAD; }
static void set_region (PursuitQuery *query) { query->region = g_strdup ("R3"); }
static void set_industry (PursuitQuery *query) { query->industry = g_strdup ("I3"); }
static void set_tag (PursuitQuery *query) { pursuit_query_set_chosen (query, "tag", "T3", TRUE); }
static void set_no_tag (PursuitQuery *query) { pursuit_query_set_chosen (query, "tag", "", TRUE); }
static void set_source (PursuitQuery *query) { pursuit_query_set_chosen (query, "source", "S2", TRUE); }
static void set_no_source (PursuitQuery *query) { pursuit_query_set_chosen (query, "source", "", TRUE); }
static void set_own_field (PursuitQuery *query) { pursuit_query_set_chosen (query, "own.colour", "red", TRUE); }
static void set_no_own_field (PursuitQuery *query) { pursuit_query_set_chosen (query, "own.colour", "", TRUE); }
static void set_choice_lane (PursuitQuery *query) { set_lane (query); pursuit_query_set_chosen (query, "deal.own.colour", "0", TRUE); }
static void set_choice (PursuitQuery *query) { pursuit_query_set_chosen (query, "contact.own.colour", "0", TRUE); }
static void set_regions (PursuitQuery *query)
{
  pursuit_query_choose (query, "region", (const char *const[]) { "", "R1", "R2", NULL });
  pursuit_query_choose (query, "grade", (const char *const[]) { "a", "b", NULL });
}
static void set_owners (PursuitQuery *query) { pursuit_query_choose (query, "owner_id", (const char *const[]) { "2", "3", NULL }); }
static void set_pool (PursuitQuery *query) { pursuit_query_set_chosen (query, "owner_id", "", TRUE); }
static void set_all (PursuitQuery *query) { set_own (query); set_grade (query); set_funnel (query); set_region (query); }
static void set_customer (PursuitQuery *query) { query->customer_id = 3; }
static void set_deal (PursuitQuery *query) { query->deal_id = 3; }

static const Filter of_customers[] = {
  { "all", set_none }, { "own", set_own }, { "team", set_team }, { "owner", set_owner }, { "unit", set_unit },
  { "grade", set_grade }, { "no-grade", set_no_grade }, { "funnel", set_funnel }, { "region", set_region },
  { "industry", set_industry }, { "several", set_all }, { "parent", set_customer },
  { "tag", set_tag }, { "no-tag", set_no_tag }, { "source", set_source },
  { "no-source", set_no_source }, { "regions", set_regions }, { "owners", set_owners }, { "pool", set_pool },
  { "own-field", set_own_field }, { "no-own-field", set_no_own_field }, { NULL },
};
static const Filter of_deals[] = {
  { "lane", set_lane }, { "own-lane", set_own_lane }, { "owner-lane", set_owner_lane }, { "team-lane", set_team_lane },
  { "product-lane", set_product_lane }, { "grade-lane", set_grade_lane }, { "region-lane", set_region_lane },
  { "stalled-lane", set_stalled_lane }, { "won", set_won }, { "quarter", set_quarter }, { "customer", set_customer },
  { "deal", set_deal }, { "all", set_none }, { "open", set_open }, { "own", set_own }, { "team", set_team },
  { "gap-lane", set_gap_lane, TRUE }, { "late-lane", set_late_lane, TRUE }, { "parked-lane", set_parked_lane, TRUE },
  { "unparked-lane", set_unparked_lane, TRUE }, { "silent-lane", set_silent_lane, TRUE },
  { "waiting-lane", set_waiting_lane, TRUE }, { "incomplete-lane", set_incomplete_lane, TRUE },
  { "misaligned", set_misaligned, TRUE }, { "ahead", set_ahead, TRUE }, { "parked", set_parked, TRUE },
  { "silent", set_silent, TRUE }, { "waiting", set_waiting, TRUE }, { "unaccepted", set_unaccepted, TRUE },
  { "overridden", set_overridden, TRUE }, { "seller-group", set_seller_lane, TRUE },
  { "nobodys-group", set_nobodys_lane, TRUE }, { "region-group", set_region_group, TRUE },
  { "no-region-group", set_no_region, TRUE }, { "line-group", set_line, TRUE },
  { "no-product-group", set_no_product, TRUE }, { "others-group", set_others, TRUE }, { "choice-lane", set_choice_lane, TRUE },
  { NULL },
};
static const Filter of_contacts[] = {
  { "all", set_none }, { "own", set_own }, { "team", set_team }, { "customer", set_customer }, { "choice", set_choice }, { NULL },
};
static const Filter of_what_is_about_customers[] = {
  { "all", set_none }, { "own", set_own }, { "team", set_team }, { "customer", set_customer }, { NULL },
};
static void set_visits (PursuitQuery *query) { set_customer (query); query->topic = PURSUIT_TOPIC_VISITS; }
static void set_deal_topic (PursuitQuery *query) { set_customer (query); query->topic = PURSUIT_TOPIC_DEALS; }
static void set_documents (PursuitQuery *query) { set_customer (query); query->topic = PURSUIT_TOPIC_DOCUMENTS; }
static void set_company (PursuitQuery *query) { set_customer (query); query->topic = PURSUIT_TOPIC_COMPANY; }
static void set_people (PursuitQuery *query) { set_customer (query); query->topic = PURSUIT_TOPIC_PEOPLE; }
static void set_looks (PursuitQuery *query) { set_customer (query); query->topic = PURSUIT_TOPIC_LOOKS; query->shows_looks = TRUE; }
static void set_actor (PursuitQuery *query) { set_customer (query); query->actor_id = 3; }
static void set_deal_of_customer (PursuitQuery *query) { set_customer (query); set_deal (query); }
static void set_actor_of_deal (PursuitQuery *query) { set_deal_of_customer (query); query->actor_id = 3; query->topic = PURSUIT_TOPIC_DEALS; }

static const Filter of_histories[] = {
  { "customer", set_customer }, { "deal", set_deal_of_customer }, { "customer-visits", set_visits }, { "customer-deals", set_deal_topic },
  { "customer-documents", set_documents }, { "customer-company", set_company }, { "customer-people", set_people },
  { "customer-looks", set_looks }, { "customer-actor", set_actor }, { "deal-actor", set_actor_of_deal }, { NULL },
};
static const Filter of_documents[] = {
  { "all", set_none }, { "own", set_own }, { "team", set_team }, { "customer", set_customer }, { "deal", set_deal }, { NULL },
};
static const Filter of_few[] = {
  { "all", set_none }, { NULL },
};

static const struct
{
  const char *name;
  const Filter *filters;
} lists[] = {
  [PURSUIT_LIST_CUSTOMERS] = { "customers", of_customers },
  [PURSUIT_LIST_CONTACTS] = { "contacts", of_contacts },
  [PURSUIT_LIST_DEALS] = { "deals", of_deals },
  [PURSUIT_LIST_ACTIVITIES] = { "activities", of_what_is_about_customers },
  [PURSUIT_LIST_TIMELINE] = { "timeline", of_histories },
  [PURSUIT_LIST_STAFF] = { "staff", of_few },
  [PURSUIT_LIST_UNITS] = { "units", of_few },
  [PURSUIT_LIST_PRODUCTS] = { "products", of_few },
  [PURSUIT_LIST_DOCUMENTS] = { "documents", of_documents },
  [PURSUIT_LIST_JOURNAL] = { "journal", of_few },
};

static const char *const orders[] = {
  [PURSUIT_ORDER_DEFAULT] = "default", [PURSUIT_ORDER_NAME] = "name",       [PURSUIT_ORDER_AMOUNT] = "amount",
  [PURSUIT_ORDER_AGE] = "age",         [PURSUIT_ORDER_GRADE] = "grade",     [PURSUIT_ORDER_CLOSING] = "closing",
  [PURSUIT_ORDER_BUYING_ROLE] = "role", [PURSUIT_ORDER_GAP] = "gap",
};

static void
ask_for_ids (Fixture            *fixture,
             const PursuitQuery *query,
             const char         *filter)
{
  static const guint limits[] = { 0, 50 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *question = g_strdup_printf ("%s/%s%s/%s", lists[query->list].name, orders[query->order],
                                                   query->reversed ? "-reversed" : "", filter);
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->base.store, query, limits[i], &error);
      g_autoptr(GPtrArray) rows = NULL;

      g_assert_no_error (error);
      look_at_plans (fixture, question);
      rows = pursuit_store_query_rows (fixture->base.store, query->list, (const gint64 *) (gpointer) ids->data,
                                       MIN (ids->len, 5), &error);
      g_assert_no_error (error);
      look_at_plans (fixture, "row");
    }
}

/* By a choice, and by what has keys. */
static void
ask_for_own_orders (Fixture      *fixture,
                    PursuitQuery *query,
                    const char   *filter)
{
  static const char *const fields[] = { "own.colour", "own.machines" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *question = g_strdup_printf ("%s/%s/%s", lists[query->list].name, fields[i / 2], filter);
      g_autoptr(GArray) ids = NULL;
      g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GArray) places = NULL;
      const gint64 id = 3;

      query->reversed = i % 2 != 0;
      pursuit_set_str (&query->own_order, fields[i / 2]);
      ids = pursuit_store_query_ids (fixture->base.store, query, 0, NULL);
      g_assert_nonnull (ids);
      g_array_append_val (changed, id);
      g_assert_true (pursuit_store_query_places (fixture->base.store, query, (const gint64 *) (gpointer) ids->data, ids->len,
                                                 changed, &places, NULL));
      look_at_plans (fixture, question);
    }
}

static void
ask_for_lanes (Fixture            *fixture,
               const PursuitQuery *query,
               const char         *filter)
{
  static const char *const names[] = { NULL, "seller", "region", "product" };
  g_autofree char *count_of = g_strconcat ("count/", filter, NULL);
  g_autofree char *forecast_of = g_strconcat ("forecast/", filter, NULL);
  g_autoptr(PursuitQuery) any = pursuit_query_copy (query);
  PursuitExpected expected;
  PursuitTotals won;
  gint64 count;

  g_assert_true (pursuit_store_query_count (fixture->base.store, query, &count, NULL));
  look_at_plans (fixture, count_of);
  any->stage_id = 0;
  any->status = PURSUIT_DEAL_WON;
  g_assert_true (pursuit_store_query_closed (fixture->base.store, any, "2026-01-01", "2026-03-31", &won, NULL));
  g_assert_true (pursuit_store_query_expected (fixture->base.store, any, "2026-01-01", "2026-03-31", &expected, NULL));
  look_at_plans (fixture, forecast_of);
  for (PursuitBoardGrouping grouping = PURSUIT_BOARD_BY_SELLER; grouping < PURSUIT_N_BOARD_GROUPINGS; grouping++)
    {
      g_autoptr(GPtrArray) lanes = pursuit_store_query_lanes (fixture->base.store, any, grouping, 40, NULL);
      g_autofree char *lanes_of = g_strdup_printf ("lanes/%s/%s", names[grouping], filter);

      g_assert_nonnull (lanes);
      look_at_plans (fixture, lanes_of);
    }
}

static void
ask_for_figures (Fixture            *fixture,
                 const PursuitQuery *query,
                 const char         *filter)
{
  static const char *const fields[] = { "grade", "funnel", "region", "industry", "owner_id", "source", "tag", "own.colour" };
  g_autofree char *totals_of = g_strconcat ("totals/", filter, NULL);
  g_autofree char *board_of = g_strconcat ("board/", filter, NULL);
  g_autofree char *first_of = g_strdup_printf ("deals/%s%s/%s", orders[query->order], query->reversed ? "-reversed" : "", filter);
  PursuitTotals totals, won, lost;

  if (query->list == PURSUIT_LIST_DEALS)
    {
      g_autoptr(GPtrArray) first = pursuit_store_query_first (fixture->base.store, query, 12, NULL);
      g_autoptr(GArray) lanes = NULL;

      look_at_plans (fixture, first_of);
      /* Figures know no order. */
      if (query->order != PURSUIT_ORDER_DEFAULT || query->reversed)
        return;
      g_assert_true (pursuit_store_query_totals (fixture->base.store, query, &totals, NULL));
      look_at_plans (fixture, totals_of);
      lanes = pursuit_store_query_board (fixture->base.store, 1, query, &won, &lost, NULL);
      g_assert_cmpuint (lanes->len, ==, 8);
      look_at_plans (fixture, board_of);
      ask_for_lanes (fixture, query, filter);
    }
  if (query->list == PURSUIT_LIST_CUSTOMERS)
    {
      g_autofree char *figures_of = g_strconcat ("figures/", filter, NULL);
      PursuitFigures figures;

      g_assert_true (pursuit_store_query_figures (fixture->base.store, query, &figures, NULL));
      look_at_plans (fixture, figures_of);
    }
  for (guint i = 0; query->list == PURSUIT_LIST_CUSTOMERS && i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr(GPtrArray) facets = pursuit_store_query_facet (fixture->base.store, query, fields[i], NULL);
      g_autofree char *facet_of = g_strdup_printf ("facet/%s/%s", fields[i], filter);

      g_assert_nonnull (facets);
      look_at_plans (fixture, facet_of);
    }
}

static void
ask_everything (Fixture *fixture)
{
  g_assert_nonnull (pursuit_own_defs_get (fixture->base.store, NULL));
  look_at_plans (fixture, "own-fields");
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_DEALS; list++)
    for (const Filter *filter = lists[list].filters; filter->name != NULL; filter++)
      {
        g_autoptr(PursuitQuery) query = pursuit_query_new (list);

        filter->set (query);
        if (!filter->is_of_board)
          ask_for_own_orders (fixture, query, filter->name);
      }
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_JOURNAL; list++)
    for (const Filter *filter = lists[list].filters; filter->name != NULL; filter++)
      for (guint n = 0; n < 2 * PURSUIT_N_ORDERS; n++)
        {
          g_autoptr(PursuitQuery) query = pursuit_query_new (list);

          query->order = (PursuitOrder) (n / 2);
          query->reversed = n % 2 != 0;
          if (filter->is_of_board && query->order != PURSUIT_ORDER_DEFAULT && query->order != PURSUIT_ORDER_GAP)
            continue;
          filter->set (query);
          ask_for_ids (fixture, query, filter->name);
          ask_for_figures (fixture, query, filter->name);
        }
}

/* What a dossier shows of one customer beside its lists. */
static void
ask_about_customer (Fixture *fixture)
{
  PursuitStore *store = fixture->base.store;
  g_autoptr(GPtrArray) moves = pursuit_standing_moves_list (store, 3, NULL);
  g_autoptr(PursuitWall) wall = pursuit_wall_new ();
  g_autoptr(PursuitBond) bond = g_object_new (PURSUIT_TYPE_BOND, "customer-id", G_GINT64_CONSTANT (3), "contact-id",
                                              G_GINT64_CONSTANT (3), "staff-id", G_GINT64_CONSTANT (3), "period", "2026-Q1", NULL);
  g_autoptr(GArray) bonds = pursuit_wall_list_bonds (store, 3, "2026-Q1", NULL);
  g_autofree char *latest = pursuit_wall_find_latest (store, 3, "2026-Q2", NULL);
  g_autoptr(PursuitCustomerFigures) figures = pursuit_customer_figures_read (store, 3, "2026-03-17", ", ", NULL);
  gint64 bond_id;
  gboolean has_interested, is_below;

  g_assert_nonnull (figures);
  g_assert_true (pursuit_customer_is_below (store, 3, 1, &is_below, NULL));

  wall->customer_id = 3;
  wall->period = g_strdup ("2026-Q1");
  g_assert_true (pursuit_wall_read_marks (store, wall, NULL) && pursuit_wall_read_people (store, wall, NULL) &&
                 pursuit_wall_read_staff (store, wall, NULL) && pursuit_wall_find_bond (store, bond, &bond_id, NULL));
  g_assert_cmpuint (wall->marks->len, >, 0);
  g_assert_cmpuint (bonds->len, >, 0);
  g_assert_nonnull (latest);
  g_assert_cmpuint (moves->len, >, 0);
  g_assert_true (pursuit_standing_moves_find_interested (store, 3, &has_interested, NULL));
  look_at_plans (fixture, "customer");
}

/* Who may be there twice. */
static void
ask_for_duplicates (Fixture *fixture)
{
  const GType types[] = { PURSUIT_TYPE_CUSTOMER, PURSUIT_TYPE_CONTACT };
  gboolean ready = FALSE;

  while (!ready)
    g_assert_true (pursuit_duplicates_continue (fixture->base.store, &ready, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (fixture->base.store, types[i], 3, NULL);
      g_autoptr(GArray) pairs = pursuit_duplicates_pairs (fixture->base.store, types[i], NULL);
      g_autoptr(GArray) found = pursuit_duplicates_of (fixture->base.store, record, NULL);

      g_assert_nonnull (pairs);
      g_assert_nonnull (found);
      look_at_plans (fixture, "duplicates");
    }
}

static void
ask_about_document (Fixture *fixture)
{
  PursuitStore *store = fixture->base.store;
  g_autoptr(GPtrArray) versions = pursuit_document_versions_list (store, 3, NULL);
  g_autoptr(PursuitDocumentVersion) version = pursuit_document_versions_load (store, 3, 1, NULL);
  g_autofree char *name = NULL;
  gint64 last;

  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_null (pursuit_document_versions_read_piece (store, version, 0, NULL));
  g_assert_true (pursuit_lookup_same_document (store, 3, 0, version->checksum, &name, NULL));
  g_assert_true (pursuit_lookup_last_version (store, 3, &last, NULL));
  look_at_plans (fixture, "document");
}

static void
ignore_held (const PursuitHeld *held,
             gpointer           user_data)
{
}

/* What somebody has who leaves. */
static void
ask_for_duties (Fixture *fixture)
{
  gint64 count;

  for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
    {
      g_autofree char *question = g_strconcat ("duty/", pursuit_duty_get_nick (duty), NULL);

      g_assert_true (pursuit_lookup_duties (fixture->base.store, duty, 3, ignore_held, NULL, NULL));
      look_at_plans (fixture, question);
    }
  g_assert_true (pursuit_lookup_closed_deals (fixture->base.store, 3, &count, NULL));
  look_at_plans (fixture, "duty/closed");
}

static void
ask_for_own_values (Fixture *fixture)
{
  const GType types[] = { PURSUIT_TYPE_CUSTOMER, PURSUIT_TYPE_CONTACT, PURSUIT_TYPE_DEAL };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gint64 count;

      g_assert_true (pursuit_own_defs_count_values (fixture->base.store, types[i], "colour", NULL, &count, NULL));
      look_at_plans (fixture, "own/values");
      g_assert_true (pursuit_own_defs_count_values (fixture->base.store, types[i], "colour", "red", &count, NULL));
      look_at_plans (fixture, "own/choice");
    }
}

static void
ask_about_person (Fixture *fixture)
{
  PursuitStore *store = fixture->base.store;
  g_autoptr(GArray) posts = pursuit_post_lookup_list (store, 7, NULL);
  g_autoptr(GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) unviewed = NULL;
  g_autofree char *day = NULL;
  const gint64 person = 7;
  gint64 id;
  gboolean found;

  g_assert_nonnull (posts);
  g_assert_true (pursuit_post_lookup_last (store, 7, 3, FALSE, &id, NULL));
  g_assert_true (pursuit_post_lookup_since (store, 7, &day, NULL));
  g_assert_true (pursuit_post_lookup_reports (store, 7, 9, &found, NULL));
  look_at_plans (fixture, "person/posts");
  g_array_append_val (people, person);
  unviewed = pursuit_journal_list_unviewed (store, "contact", people, 1, "x", NOW, NULL);
  g_assert_nonnull (unviewed);
  look_at_plans (fixture, "person/views");
}

/* The inbox of one person, and what they may see of all. */
static void
ask_for_requests (Fixture *fixture)
{
  PursuitStore *store = fixture->base.store;
  g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitRequestItem) item = pursuit_request_lookup_item (store, 5, "2026-03-17", NULL);
  gint64 id;

  g_assert_nonnull (item);
  scope->scope_staff_id = 3;
  scope->scope_is_assigned = TRUE;
  for (int reach = PURSUIT_SCOPE_OWN; reach <= PURSUIT_SCOPE_ALL; reach++)
    {
      const PursuitRequestViewer viewer = { scope, 3, TRUE, "2026-03-17" };
      PursuitRequestCounts counts;

      scope->scope = (PursuitScope) reach;
      for (int list = 0; list < PURSUIT_N_REQUEST_LISTS; list++)
        {
          g_autoptr(GPtrArray) items = pursuit_request_lookup_list (store, (PursuitRequestList) list, &viewer, 10, NULL);

          g_assert_nonnull (items);
        }
      g_assert_true (pursuit_request_lookup_counts (store, &viewer, &counts, NULL));
      look_at_plans (fixture, "requests");
    }
  g_assert_true (pursuit_request_lookup_assignment (store, 5, 5, &id, NULL));
  look_at_plans (fixture, "requests");
}

/* Who works on a deal, and what is missing on many. */
static void
ask_for_team (Fixture *fixture)
{
  g_autoptr(PursuitCoverage) coverage = pursuit_coverage_new ();
  g_autoptr(GArray) defaults = NULL;
  g_autoptr(GPtrArray) gaps = NULL;
  gint64 deals[200];

  coverage->deal_id = 7;
  g_assert_true (pursuit_team_lookup_coverage (fixture->base.store, coverage, 1, NULL));
  look_at_plans (fixture, "team/coverage");
  defaults = pursuit_team_lookup_defaults (fixture->base.store, 3, NULL);
  g_assert_nonnull (defaults);
  look_at_plans (fixture, "team/defaults");
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    deals[i] = 2 + i * 20;
  gaps = pursuit_team_lookup_gaps (fixture->base.store, deals, G_N_ELEMENTS (deals), NULL);
  g_assert_nonnull (gaps);
  g_assert_cmpuint (gaps->len, >, 0);
  look_at_plans (fixture, "team/gaps");
}

static void
ignore_right (const PursuitRoleRightRow *row,
              gpointer                   user_data)
{
}

static void
ask_for_rights (Fixture *fixture)
{
  g_autoptr(GHashTable) roles = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GArray) work = pursuit_lookup_work (fixture->base.store, 3, 100, NULL);
  gint64 number;

  g_assert_cmpuint (work->len, >, 0);
  g_assert_true (pursuit_lookup_role_rights (fixture->base.store, ignore_right, NULL, NULL));
  g_assert_true (pursuit_lookup_role_right (fixture->base.store, 1, PURSUIT_RIGHT_EDIT, &number, NULL));
  g_assert_true (pursuit_lookup_people_in_roles (fixture->base.store, roles, &number, NULL));
}

static void
look_again (Fixture *fixture)
{
  g_hash_table_remove_all (fixture->seen);
  fixture->n_plans = 0;
  ask_everything (fixture);
  ask_about_customer (fixture);
  ask_about_document (fixture);
  ask_for_duties (fixture);
  ask_for_own_values (fixture);
  ask_for_duplicates (fixture);
  ask_about_person (fixture);
  ask_for_rights (fixture);
  ask_for_requests (fixture);
  ask_for_team (fixture);
  g_assert_true (fixture->is_clean);
  g_assert_cmpuint (fixture->n_plans, >, 300);
}

/* As the program leaves it: the engine notes what it learnt about the data when the file is closed. */
static void
learn (Fixture *fixture)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  g_assert_true (pursuit_store_insert (fixture->base.store, customer, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  store_fixture_open (&fixture->base);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) > 0 FROM sqlite_stat1 WHERE tbl = '%s'", large[i]);

      g_assert_cmpint (store_fixture_int (&fixture->base, sql), ==, 1);
    }
}

/* Before the engine knows anything about the data, with what it learns on the way, and with all that it can know. */
static void
test_plans (Fixture       *fixture,
            gconstpointer  data)
{
  look_again (fixture);
  learn (fixture);
  look_again (fixture);
  store_fixture_close (&fixture->base);
  store_fixture_raw (&fixture->base, "ANALYZE");
  store_fixture_open (&fixture->base);
  look_again (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (!g_hash_table_contains (fixture->excused, GUINT_TO_POINTER (i + 1)))
      g_error ("nothing needs the exception “%s”: %s", exceptions[i].question, exceptions[i].reason);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/plans/every-question", test_plans);

  return g_test_run ();
}
