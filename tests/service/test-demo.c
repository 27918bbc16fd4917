/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What pursuit_demo_fill() promises, looked at with raw SQL. */

#include "pursuit-demo.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-demo-names.h"
#include "pursuit-error.h"
#include "pursuit-text.h"
#include "scratch-db.h"

#define NOW G_GINT64_CONSTANT (1773712800000000)   /* 2026-03-17T02:00:00Z */

typedef struct
{
  char *dir;
  char *path;
  PursuitDesk *desk;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  pursuit_time_set_now (NOW);
  self->dir = scratch_dir_new ();
  self->path = g_build_filename (self->dir, "demo.pursuit", NULL);
  self->desk = pursuit_desk_create (self->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  g_clear_object (&self->desk);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_unlink (journal);   /* truncated, not deleted */
  scratch_dir_remove (self->dir);
  g_free (self->path);
  pursuit_time_set_now (0);
}

static void
fill (Fixture *self,
      guint    n_customers,
      guint32  seed)
{
  g_autoptr(GError) error = NULL;

  pursuit_demo_fill (self->desk, n_customers, seed, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
ask (Fixture    *self,
     const char *sql)
{
  sqlite3 *db = scratch_open (self->path, NULL);
  gint64 number = scratch_int (db, sql);

  scratch_close (db);
  return number;
}

static void
add_table (sqlite3    *db,
           const char *table,
           GChecksum  *sum)
{
  g_autofree char *sql = g_strconcat ("SELECT * FROM ", table, NULL);
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        const char *text = (const char *) sqlite3_column_text (stmt, i);

        g_checksum_update (sum, (const guchar *) (text != NULL ? text : "-"), -1);
        g_checksum_update (sum, (const guchar *) "|", 1);
      }
  sqlite3_finalize (stmt);
}

/* Everything but the journal, whose entries are salted. */
static char *
dup_checksum (Fixture *self)
{
  static const char *const tables[] = { "org_unit", "staff", "product", "customer", "contact", "deal",
                                        "stage_move", "activity", "document", "deal_total", "buyer_move", "proof", "stakeholder",
                                        "rival", "strategy" };
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *db = scratch_open (self->path, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_table (db, tables[i], sum);
  scratch_close (db);

  return g_strdup (g_checksum_get_string (sum));
}

static char *
dup_checksum_of_run (guint32 seed)
{
  Fixture other = { NULL, NULL, NULL };
  char *checksum;

  set_up (&other, NULL);
  fill (&other, 150, seed);
  checksum = dup_checksum (&other);
  tear_down (&other, NULL);

  return checksum;
}

static void
test_same_seed_same_data (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *mine = NULL;
  g_autofree char *again = dup_checksum_of_run (7);
  g_autofree char *other = dup_checksum_of_run (8);

  pursuit_time_set_now (NOW);
  fill (self, 150, 7);
  mine = dup_checksum (self);

  g_assert_cmpstr (mine, ==, again);
  g_assert_cmpstr (mine, !=, other);
}

static void
test_counts (Fixture       *self,
             gconstpointer  data)
{
  fill (self, 1000, 1);

  g_assert_cmpint (ask (self, "SELECT count(*) FROM customer"), ==, 1000);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM customer WHERE grade = 'a'"), ==, 60);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM customer WHERE grade = 'b'"), ==, 250);
  g_assert_cmpint (ask (self, "SELECT count(*) BETWEEN 120 AND 170 FROM customer WHERE name GLOB '[A-Z]*'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) BETWEEN 520 AND 700 FROM deal"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT avg(status = 'open') BETWEEN .35 AND .45 FROM deal"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(DISTINCT stage_id) FROM deal WHERE status = 'open'"), ==, 8);
  g_assert_cmpint (ask (self, "SELECT count(DISTINCT industry) FROM customer"), ==, 16);
  g_assert_cmpint (ask (self, "SELECT count(DISTINCT region) FROM customer"), ==, 7);
  g_assert_cmpint (ask (self, "SELECT count(*) BETWEEN 20 AND 90 FROM customer WHERE parent_id IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM staff s JOIN role r ON r.id = s.role_id"
                              " WHERE r.system_role = 'seller'"), ==, 40);
  g_assert_cmpint (ask (self, "SELECT count(DISTINCT r.system_role) FROM staff s JOIN role r ON r.id = s.role_id"), ==, 9);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM journal WHERE verb = 'demo' AND entity = 'database'"), ==, 1);
}

/* Each of these counts what must not be. */
static const char *const violations[] = {
  /* the last row of the history is the deal's present */
  "SELECT count(*) FROM deal d WHERE NOT EXISTS (SELECT 1 FROM stage_move m WHERE m.deal_id = d.id AND m.id ="
  " (SELECT max(id) FROM stage_move WHERE deal_id = d.id) AND m.to_stage_id = d.stage_id AND m.to_status = d.status"
  " AND m.staff_id = d.owner_id AND (d.status <> 'open' OR m.moved_at = d.stage_entered_at))",
  /* moves follow each other, in time and in place */
  "SELECT count(*) FROM (SELECT *, lag (moved_at) OVER w AS was_at, lag (to_stage_id) OVER w AS was_in,"
  " lag (to_status) OVER w AS was FROM stage_move WINDOW w AS (PARTITION BY deal_id ORDER BY id))"
  " WHERE moved_at <= was_at OR from_stage_id IS NOT was_in OR from_status IS NOT was",
  "SELECT count(*) FROM stage_move WHERE moved_at > 1773712800000000 OR moved_at < 1773712800000000 - 548 * 86400000000",
  "SELECT count(*) FROM deal d JOIN stage_move m ON m.deal_id = d.id AND m.from_stage_id IS NULL"
  " WHERE d.opened_on <> date (m.moved_at / 1000000, 'unixepoch')",
  "SELECT count(*) FROM deal d WHERE max_position <> (SELECT max(position) FROM stage_move m"
  " JOIN stage s ON s.id = m.to_stage_id WHERE m.deal_id = d.id)",
  "SELECT count(*) FROM deal d JOIN stage s ON s.id = d.stage_id"
  " WHERE NOT d.probability_manual AND d.probability <> CASE d.status WHEN 'open' THEN s.probability WHEN 'won' THEN 100 ELSE 0 END",
  /* the buyer's side: the last move says where it stands, each follows on the one before, the gap is between the two */
  "SELECT count(*) FROM deal d WHERE d.buyer_stage_id IS NOT (SELECT to_stage_id FROM buyer_move m WHERE m.deal_id = d.id"
  " ORDER BY id DESC LIMIT 1)",
  "SELECT count(*) FROM (SELECT *, lag (to_stage_id) OVER w AS was_in, lag (moved_at) OVER w AS was_at FROM buyer_move"
  " WINDOW w AS (PARTITION BY deal_id ORDER BY id)) WHERE from_stage_id IS NOT was_in OR moved_at < was_at OR moved_at > 1773712800000000",
  "SELECT count(*) FROM deal d JOIN stage s ON s.id = d.stage_id LEFT JOIN stage b ON b.id = d.buyer_stage_id"
  " WHERE d.gap <> CASE d.status WHEN 'won' THEN 0 ELSE coalesce(s.position - b.position, 0) END",
  /* parked until a day to come, for a reason; only open deals */
  "SELECT count(*) FROM deal WHERE parked_until IS NOT NULL AND (status <> 'open' OR parked_until <= '2026-03-17' OR parked_reason IS NULL)",
  "SELECT count(*) FROM deal WHERE accepted_on IS NOT NULL AND (status <> 'won' OR accepted_on < handed_over_on OR receiver_id IS NULL)",
  /* proofs are of the deal's own process, and point to what is the deal's */
  "SELECT count(*) FROM proof x JOIN deal d ON d.id = x.deal_id JOIN milestone m ON m.id = x.milestone_id JOIN stage s ON s.id = m.stage_id"
  " WHERE s.process_id <> d.process_id OR x.done_on > '2026-03-17' OR x.done_on < d.opened_on OR x.customer_id <> d.customer_id",
  "SELECT count(*) FROM proof x LEFT JOIN document f ON f.id = x.document_id LEFT JOIN activity a ON a.id = x.activity_id"
  " WHERE f.deal_id <> x.deal_id OR a.deal_id <> x.deal_id OR (x.kind = 'note') <> (x.note IS NOT NULL)",
  "SELECT count(*) FROM stakeholder x JOIN contact p ON p.id = x.contact_id WHERE p.customer_id <> x.customer_id",
  "SELECT count(*) FROM strategy x JOIN deal d ON d.id = x.deal_id WHERE d.status <> 'open' OR x.written_on < d.opened_on"
  " OR x.written_on > '2026-03-17'",
  /* closed deals say when and why, open ones do not */
  "SELECT count(*) FROM deal WHERE (status = 'open') <> (closed_on IS NULL) OR (status = 'lost') <> (lost_reason IS NOT NULL)"
  " OR (status <> 'open' AND next_step IS NOT NULL) OR closed_on > '2026-03-17' OR closed_on < opened_on",
  "SELECT count(*) FROM deal WHERE amount NOT BETWEEN 8000000 AND 2000000000",
  /* the heads of the board */
  "SELECT count(*) FROM (SELECT stage_id, status, count, amount, weighted FROM deal_total WHERE count > 0 EXCEPT"
  " SELECT stage_id, status, count(*), sum(amount), sum(amount / 100 * probability + amount % 100 * probability / 100)"
  " FROM deal GROUP BY 1, 2)",
  /* names */
  "SELECT count(*) - count(DISTINCT name_key) FROM customer",
  "SELECT count(*) - count(DISTINCT name_key) FROM staff",
  /* a note is no contact */
  "SELECT count(*) FROM customer c WHERE last_contact_at <> coalesce ((SELECT max(happened_at) FROM activity a"
  " WHERE a.customer_id = c.id AND a.kind <> 'note'), 0)",
  "SELECT count(*) FROM activity WHERE happened_at > 1773712800000000 OR trim (subject) = '' OR subject LIKE '%{%'",
  /* who is at home with whom */
  "SELECT count(*) FROM activity a JOIN contact p ON p.id = a.contact_id WHERE p.customer_id <> a.customer_id",
  "SELECT count(*) FROM activity a JOIN deal d ON d.id = a.deal_id WHERE d.customer_id <> a.customer_id",
  "SELECT count(*) FROM contact a JOIN contact b ON b.id = a.reports_to_id WHERE b.customer_id <> a.customer_id",
  "SELECT count(*) FROM customer a JOIN customer b ON b.id = a.parent_id WHERE b.parent_id IS NOT NULL",
  "SELECT count(*) FROM customer c WHERE (SELECT count(*) FROM contact WHERE customer_id = c.id) NOT BETWEEN 1 AND 8",
  "SELECT count(*) FROM customer c WHERE (SELECT count(*) FROM activity WHERE customer_id = c.id) NOT BETWEEN 2 AND 10",
  "SELECT count(*) FROM customer WHERE completeness = 0 OR (owner_id IS NULL AND grade <> 'c')",
  "SELECT count(*) FROM customer c WHERE (funnel = 'opportunity') <>"
  " EXISTS (SELECT 1 FROM deal WHERE customer_id = c.id AND status = 'open')",
  "SELECT count(*) FROM activity WHERE staff_id IS NULL",
  "SELECT count(*) FROM customer WHERE owner_id IS NULL AND last_contact_at > 1773712800000000 - 89 * 86400000000",
  "SELECT count(*) FROM contact a JOIN contact b ON b.id = a.reports_to_id WHERE b.reports_to_id IS NOT NULL",
  "SELECT count(*) FROM customer c JOIN staff s ON s.id = c.owner_id JOIN role r ON r.id = s.role_id"
  " WHERE r.system_role <> 'seller'",
};

static void
test_invariants (Fixture       *self,
                 gconstpointer  data)
{
  fill (self, 1200, 3);

  for (guint i = 0; i < G_N_ELEMENTS (violations); i++)
    {
      gint64 n = ask (self, violations[i]);

      if (n != 0)
        g_error ("%" G_GINT64_FORMAT " rows: %s", n, violations[i]);
    }
}

/* What a reader of the board wants to find. */
static void
test_variety (Fixture       *self,
              gconstpointer  data)
{
  fill (self, 1200, 5);

  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE next_step_on < '2026-03-17'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE next_step_on = '2026-03-17'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE next_step_on > '2026-03-17'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE status = 'open' AND next_step IS NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal d JOIN stage s ON s.id = d.stage_id WHERE status = 'open'"
                              " AND (1773712800000000 - stage_entered_at) / 86400000000 > s.expected_days"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM stage_move m JOIN stage a ON a.id = from_stage_id"
                              " JOIN stage b ON b.id = to_stage_id WHERE b.position < a.position"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE lost_to IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(DISTINCT completeness) > 5 FROM customer"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM document WHERE deal_id IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 20 FROM contact WHERE ambition IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 20 FROM customer WHERE owner_id IS NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE status = 'open' AND gap >= 2"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE status = 'open' AND gap <= -1"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 2 FROM deal WHERE parked_until IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 2 FROM deal WHERE probability_manual"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM deal WHERE next_step_owner_id <> owner_id"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 2 FROM deal WHERE status = 'won' AND accepted_on IS NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 20 FROM deal WHERE accepted_on IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 20 FROM activity WHERE kind = 'meeting'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) > 20 FROM stakeholder WHERE role IS NOT NULL"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(DISTINCT standing) FROM rival"), ==, 3);
  g_assert_cmpint (ask (self, "SELECT count(*) > 5 FROM strategy WHERE changes IS NOT NULL"), ==, 1);
  /* as far as the process asks for something */
  g_assert_cmpint (ask (self, "SELECT (SELECT count(*) FROM milestone WHERE required) = 0 OR (SELECT count(DISTINCT kind) >= 3 FROM proof)"),
                   ==, 1);
  g_assert_cmpint (ask (self, "SELECT (SELECT count(*) FROM milestone WHERE required AND NOT handover) = 0"
                              " OR (SELECT count(*) > 2 FROM stage_move WHERE missing IS NOT NULL)"), ==, 1);
}

static void
test_check_is_clean (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = NULL;

  fill (self, 200, 11);
  found = pursuit_store_check (pursuit_desk_get_store (self->desk), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
}

/* Far more names than the other tests write. */
static void
test_names_differ (void)
{
  g_autoptr(PursuitDemoWords) words = pursuit_demo_words_new ();
  g_autoptr(PursuitDemoNames) names = pursuit_demo_names_new (words, 42);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  PursuitDemoRandom random = pursuit_demo_random_new (42, 0);

  for (guint i = 0; i < 60000; i++)
    {
      g_auto(PursuitDemoCompany) company = { NULL };

      pursuit_demo_names_company (names, &random, FALSE, &company);
      if (!g_hash_table_add (keys, pursuit_text_fold_company (company.name)))
        g_error ("“%s” is the name of two", company.name);
    }
}

static void
cancel_cb (double   fraction,
           guint64  n_rows,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel_leaves_nothing (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_demo_fill (self->desk, 500, 1, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (self, "SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM staff)"
                              " + (SELECT count(*) FROM org_unit) + (SELECT count(*) FROM activity)"
                              " + (SELECT count(*) FROM stage_move) + (SELECT count(*) FROM deal_total)"
                              " + (SELECT count(*) FROM product) + (SELECT count(*) FROM journal WHERE verb = 'demo')"),
                   ==, 0);
  fill (self, 10, 1);   /* and the database is as good as new */
}

typedef struct
{
  double last;
  guint n_calls;
} Progress;

static void
note_progress_cb (double   fraction,
                  guint64  n_rows,
                  gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (fraction, >=, progress->last);
  progress->last = fraction;
  progress->n_calls++;
}

static void
test_progress_reaches_the_end (Fixture       *self,
                               gconstpointer  data)
{
  Progress progress = { 0, 0 };
  g_autoptr(GError) error = NULL;

  pursuit_demo_fill (self->desk, 300, 1, note_progress_cb, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (progress.last, ==, 1.0);
  g_assert_cmpuint (progress.n_calls, >, 2);
}

static void
test_refuses_customers (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fill (self, 10, 1);
  g_assert_false (pursuit_demo_fill (self->desk, 10, 2, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM customer"), ==, 10);
}

static void
test_refuses_numbers (Fixture       *self,
                      gconstpointer  data)
{
  static const guint numbers[] = { 0, 1000001, G_MAXUINT };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (pursuit_demo_fill (self->desk, numbers[i], 1, NULL, NULL, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
    }
}

static void
test_refuses_sellers (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 seller_id;

  fill (self, 10, 1);
  seller_id = ask (self, "SELECT owner_id FROM customer WHERE owner_id IS NOT NULL LIMIT 1");
  g_assert_true (pursuit_desk_sign_in (self->desk, seller_id, NULL));
  g_assert_false (pursuit_demo_fill (self->desk, 10, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/demo/seed/same-seed-same-data", test_same_seed_same_data);
  ADD ("/service/demo/content/counts", test_counts);
  ADD ("/service/demo/content/invariants", test_invariants);
  ADD ("/service/demo/content/variety", test_variety);
  ADD ("/service/demo/content/check-is-clean", test_check_is_clean);
  g_test_add_func ("/service/demo/names/all-differ", test_names_differ);
  ADD ("/service/demo/cancel/leaves-nothing", test_cancel_leaves_nothing);
  ADD ("/service/demo/progress/reaches-the-end", test_progress_reaches_the_end);
  ADD ("/service/demo/refusal/customers-there", test_refuses_customers);
  ADD ("/service/demo/refusal/numbers-out-of-range", test_refuses_numbers);
  ADD ("/service/demo/refusal/without-the-right", test_refuses_sellers);

  return g_test_run ();
}
