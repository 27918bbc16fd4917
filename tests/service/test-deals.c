/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of deals (STG-4): each writes the record, one row of history and one entry of the journal, once. */

#include "desk-fixture.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

typedef struct
{
  gint64 moves;
  gint64 entries;
} Counts;

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_deal (fixture, "Press line", "Mill", "Li", 1000050, 3);
}

static Counts
count (DeskFixture *fixture)
{
  return (Counts) { desk_fixture_int (fixture, "SELECT count(*) FROM stage_move"),
                    desk_fixture_int (fixture, "SELECT count(*) FROM journal") };
}

/* One row more in both, or none. */
static void
assert_added (DeskFixture *fixture,
              Counts       before,
              int          n_moves,
              int          n_entries)
{
  Counts after = count (fixture);

  g_assert_cmpint (after.moves - before.moves, ==, n_moves);
  g_assert_cmpint (after.entries - before.entries, ==, n_entries);
}

static void
assert_deal (DeskFixture *fixture,
             const char  *expected)
{
  g_autofree char *found =
    desk_fixture_text (fixture, "SELECT t.position || ' ' || d.status || ' ' || d.probability || ' ' || d.max_position"
                                " || ' ' || coalesce (d.closed_on, '-') || ' ' || coalesce (d.lost_reason, '-') || ' ' ||"
                                " coalesce (d.lost_to, '-') FROM deal d JOIN stage t ON t.id = d.stage_id WHERE d.id = 1");

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_last_move (DeskFixture *fixture,
                  const char  *expected)
{
  g_autofree char *found =
    desk_fixture_text (fixture, "SELECT deal_id || ' ' || coalesce (f.position, '-') || '>' || t.position || ' ' ||"
                                " coalesce (from_status, '-') || '>' || to_status || ' ' || coalesce (s.name, '-') || ' ' ||"
                                " coalesce (reason, '-') || ' ' || (moved_at - %" G_GINT64_FORMAT ")"
                                " FROM stage_move m JOIN stage t ON t.id = m.to_stage_id"
                                " LEFT JOIN stage f ON f.id = m.from_stage_id LEFT JOIN staff s ON s.id = m.staff_id"
                                " ORDER BY m.id DESC", DESK_NOW);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_last_entry (DeskFixture *fixture,
                   const char  *expected)
{
  g_autofree char *found =
    desk_fixture_text (fixture, "SELECT actor || ' ' || verb || ' ' || entity || ' ' || entity_id || ' ' || customer_id ||"
                                " ' ' || deal_id || ' ' || coalesce (before, '-') || ' ' || after FROM journal"
                                " JOIN journal_payload ON journal_id = id ORDER BY id DESC");

  g_assert_cmpstr (found, ==, expected);
}

static void
test_create (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "New", "customer-id", G_GINT64_CONSTANT (1), NULL);
  Counts before = count (fixture);
  gint64 entry_id = 0;
  g_autofree char *dates = NULL;

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_deals_create (fixture->desk, deal, 2, &entry_id, NULL));
  assert_added (fixture, before, 1, 1);
  assert_last_move (fixture, "2 ->2 ->open Li - 0");
  g_assert_cmpint (PURSUIT_RECORD (deal)->id, ==, 2);
  g_assert_cmpint (PURSUIT_RECORD (deal)->revision, ==, 1);
  g_assert_cmpint (deal->owner_id, ==, desk_fixture_find (fixture, "staff", "Li"));
  g_assert_cmpint (entry_id, ==, desk_fixture_int (fixture, "SELECT max (id) FROM journal WHERE verb = 'create'"));
  dates = desk_fixture_text (fixture, "SELECT opened_on || ' ' || (stage_entered_at - %" G_GINT64_FORMAT ") FROM deal"
                                      " WHERE id = 2", DESK_NOW);
  g_assert_cmpstr (dates, ==, DESK_TODAY " 0");
}

/* A new deal is open and stands where it begins, whatever was left in the record. */
static void
test_create_is_open (DeskFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitDeal) deal =
    g_object_new (PURSUIT_TYPE_DEAL, "title", "New", "customer-id", G_GINT64_CONSTANT (1), "status",
                  (gint64) PURSUIT_DEAL_LOST, "closed-on", "2020-01-01", "lost-reason", "x", "lost-to", "y", "max-position",
                  G_GINT64_CONSTANT (8), "probability", G_GINT64_CONSTANT (77), "stage-id", G_GINT64_CONSTANT (2),
                  "opened-on", "2025-05-05", NULL);
  g_autofree char *found = NULL;

  g_assert_true (pursuit_deals_create (fixture->desk, deal, 2, NULL, NULL));
  found = desk_fixture_text (fixture, "SELECT status || ' ' || coalesce (closed_on, '-') || coalesce (lost_reason, '-') ||"
                                      " coalesce (lost_to, '-') || ' ' || max_position || ' ' || probability || ' ' || opened_on"
                                      " FROM deal WHERE id = 2");
  g_assert_cmpstr (found, ==, "open --- 2 20 2025-05-05");
}

static void
test_move (DeskFixture   *fixture,
           gconstpointer  data)
{
  Counts before = count (fixture);
  gint64 entry_id = 0;

  desk_fixture_sign_in (fixture, "Li");
  pursuit_time_set_now (DESK_NOW + 3);
  g_assert_true (pursuit_deals_move (fixture->desk, 1, 5, " they asked ", &entry_id, NULL));
  assert_added (fixture, before, 1, 1);
  assert_deal (fixture, "5 open 55 5 - - -");
  assert_last_move (fixture, "1 3>5 open>open Li they asked 3");
  assert_last_entry (fixture, "Li move deal 1 1 1"
                              " {\"stage_id\":3,\"probability\":30,\"stage_entered_at\":\"2026-03-17T06:32:00.000007Z\",\"max_position\":3,"
                              "\"stays\":null}"
                              " {\"stage_id\":5,\"probability\":55,\"stage_entered_at\":\"2026-03-17T06:32:00.000010Z\",\"max_position\":5,"
                              "\"stays\":\";3:2026030:0000000000\"}");
  g_assert_cmpint (entry_id, ==, before.entries + 1);

  g_assert_true (pursuit_deals_move (fixture->desk, 1, 6, "\u3000", NULL, NULL));
  assert_deal (fixture, "6 open 70 6 - - -");
  assert_last_move (fixture, "1 5>6 open>open Li - 3");
}

static void
test_win (DeskFixture   *fixture,
          gconstpointer  data)
{
  Counts before = count (fixture);

  g_assert_true (pursuit_deals_win (fixture->desk, 1, NULL, NULL));
  assert_added (fixture, before, 1, 1);
  assert_deal (fixture, "8 won 100 8 " DESK_TODAY " - -");
  assert_last_move (fixture, "1 3>8 open>won - - 0");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT amount FROM deal_total WHERE status = 'won'"), ==, 1000050);
}

static void
test_win_from_last_stage (DeskFixture   *fixture,
                          gconstpointer  data)
{
  Counts before;

  g_assert_true (pursuit_deals_move (fixture->desk, 1, 8, "because", NULL, NULL));
  before = count (fixture);
  g_assert_true (pursuit_deals_win (fixture->desk, 1, NULL, NULL));
  assert_added (fixture, before, 1, 1);
  assert_last_move (fixture, "1 8>8 open>won - - 0");
}

static void
test_lose (DeskFixture   *fixture,
           gconstpointer  data)
{
  Counts before = count (fixture);

  g_assert_true (pursuit_deals_lose (fixture->desk, 1, " too dear", "Rival", NULL, NULL));
  assert_added (fixture, before, 1, 1);
  assert_deal (fixture, "3 lost 0 3 " DESK_TODAY " too dear Rival");
  assert_last_move (fixture, "1 3>3 open>lost - too dear 0");
}

static void
test_reopen (DeskFixture   *fixture,
             gconstpointer  data)
{
  Counts before;

  g_assert_true (pursuit_deals_lose (fixture->desk, 1, "price", NULL, NULL, NULL));
  before = count (fixture);
  g_assert_true (pursuit_deals_reopen (fixture->desk, 1, NULL, NULL));
  assert_added (fixture, before, 1, 1);
  assert_deal (fixture, "3 open 30 3 - - -");
  assert_last_move (fixture, "1 3>3 lost>open - - 0");
}

typedef struct
{
  const char *verb;
  gint64 id;
  int position;
  const char *reason;
  PursuitError code;
  const char *sentence;
} Refusal;

static const Refusal refusals[] = {
  { "move", 1, 3, NULL, PURSUIT_ERROR_INVALID, "“Press line” already stands in stage 3." },
  { "move", 1, 0, NULL, PURSUIT_ERROR_INVALID, "There is no stage 0; the first one is 1." },
  { "move", 1, -1, NULL, PURSUIT_ERROR_INVALID, "There is no stage -1; the first one is 1." },
  { "move", 1, 9, NULL, PURSUIT_ERROR_INVALID, "There is no stage 9; the process has 8 stages." },
  { "move", 99, 2, NULL, PURSUIT_ERROR_NOT_FOUND, "There is no Deal with the number 99." },
  { "win", 99, 0, NULL, PURSUIT_ERROR_NOT_FOUND, "There is no Deal with the number 99." },
  { "lose", 1, 0, NULL, PURSUIT_ERROR_INVALID, "Say why the deal is lost." },
  { "lose", 1, 0, " \u3000", PURSUIT_ERROR_INVALID, "Say why the deal is lost." },
  { "reopen", 1, 0, NULL, PURSUIT_ERROR_INVALID, "“Press line” is open already." },
};

static gboolean
do_verb (DeskFixture    *fixture,
         const Refusal  *refusal,
         gint64         *out_entry_id,
         GError        **error)
{
  if (g_str_equal (refusal->verb, "move"))
    return pursuit_deals_move (fixture->desk, refusal->id, refusal->position, refusal->reason, out_entry_id, error);
  if (g_str_equal (refusal->verb, "win"))
    return pursuit_deals_win (fixture->desk, refusal->id, out_entry_id, error);
  if (g_str_equal (refusal->verb, "lose"))
    return pursuit_deals_lose (fixture->desk, refusal->id, refusal->reason, NULL, out_entry_id, error);

  return pursuit_deals_reopen (fixture->desk, refusal->id, out_entry_id, error);
}

static void
test_refusals (DeskFixture   *fixture,
               gconstpointer  data)
{
  Counts before = count (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 entry_id = -7;

      g_assert_false (do_verb (fixture, &refusals[i], &entry_id, &error));
      g_assert_error (error, PURSUIT_ERROR, (int) refusals[i].code);
      g_assert_cmpstr (error->message, ==, refusals[i].sentence);
      g_assert_cmpint (entry_id, ==, -7);
    }
  assert_added (fixture, before, 0, 0);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT revision FROM deal"), ==, 1);
}

/* A verb that is refused in a closed or deleted deal. */
static void
test_refusals_closed (DeskFixture   *fixture,
                      gconstpointer  data)
{
  static const Refusal verbs[] = { { "move", 1, 5, NULL, 0, NULL }, { "win", 1, 0, NULL, 0, NULL },
                                   { "lose", 1, 0, "x", 0, NULL } };
  Counts before;

  g_assert_true (pursuit_deals_win (fixture->desk, 1, NULL, NULL));
  before = count (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (do_verb (fixture, &verbs[i], NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, "“Press line” is already won; reopen it first.");
    }
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL));
  before.entries++;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (do_verb (fixture, &verbs[i], NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
      g_assert_cmpstr (error->message, ==, "“Press line” was deleted; restore it first.");
    }
  assert_added (fixture, before, 0, 0);
}

static void
assert_create_refused (DeskFixture  *fixture,
                       gint64        customer_id,
                       int           position,
                       PursuitError  code,
                       const char   *sentence)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "New", "customer-id", customer_id, NULL);
  Counts before = count (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_deals_create (fixture->desk, deal, position, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpint (PURSUIT_RECORD (deal)->id, ==, 0);
  assert_added (fixture, before, 0, 0);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal"), ==, 1);
}

static void
test_create_refusals (DeskFixture   *fixture,
                      gconstpointer  data)
{
  gint64 gone = desk_fixture_add_customer (fixture, "Gone", NULL);

  g_assert_true (pursuit_records_delete (fixture->desk, pursuit_record_type_from_table ("customer"), gone, NULL, NULL));
  assert_create_refused (fixture, 0, 1, PURSUIT_ERROR_INVALID, "Customer is missing.");
  assert_create_refused (fixture, 99, 1, PURSUIT_ERROR_NOT_FOUND, "There is no Customer with the number 99.");
  assert_create_refused (fixture, gone, 1, PURSUIT_ERROR_NOT_FOUND, "“Gone” was deleted; restore it first.");
  assert_create_refused (fixture, 1, 9, PURSUIT_ERROR_INVALID, "There is no stage 9; the process has 8 stages.");
}

/* An open deal needs a customer: of a deleted one it comes back on no path. */
static void
test_customer_deleted (DeskFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_true (pursuit_deals_win (fixture->desk, 1, NULL, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, &entry_id, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, pursuit_record_type_from_table ("customer"), 1, NULL, NULL));
  g_assert_false (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "“Mill” was deleted; restore it first.");
  g_clear_error (&error);

  g_assert_true (pursuit_records_restore (fixture->desk, pursuit_record_type_from_table ("customer"), 1, NULL, NULL));
  g_assert_true (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, pursuit_record_type_from_table ("customer"), 1, NULL, NULL));
  g_assert_false (pursuit_deals_reopen (fixture->desk, 1, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE status = 'open'"), ==, 0);
}

static void
test_read_only (DeskFixture   *fixture,
                gconstpointer  data)
{
  static const Refusal verbs[] = { { "move", 1, 5, NULL, 0, NULL }, { "win", 1, 0, NULL, 0, NULL },
                                   { "lose", 1, 0, "x", 0, NULL }, { "reopen", 1, 0, NULL, 0, NULL } };

  desk_fixture_reopen (fixture, PURSUIT_STORE_READ_ONLY);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (do_verb (fixture, &verbs[i], NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
      g_assert_cmpstr (error->message, ==, "“test.pursuit” can only be read.");
    }
}

static void
test_stages (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) stages = pursuit_deals_list_stages (fixture->desk, 0, NULL);
  int days = 0;

  g_assert_cmpuint (stages->len, ==, 8);
  for (guint i = 0; i < stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (stages, i);

      g_assert_cmpint (stage->position, ==, i + 1);
      g_assert_nonnull (stage->name);
      g_assert_nonnull (stage->buyer_name);
      g_assert_nonnull (stage->short_name);
      days += (int) stage->expected_days;
    }
  /* STG-3: three to twelve months in all. */
  g_assert_cmpint (days, >=, 90);
  g_assert_cmpint (days, <=, 365);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/deals/create/begins-history", test_create);
  ADD ("/service/deals/create/is-open", test_create_is_open);
  ADD ("/service/deals/create/refusals", test_create_refusals);
  ADD ("/service/deals/move/history-and-journal-once", test_move);
  ADD ("/service/deals/win/history-and-journal-once", test_win);
  ADD ("/service/deals/win/from-last-stage", test_win_from_last_stage);
  ADD ("/service/deals/lose/history-and-journal-once", test_lose);
  ADD ("/service/deals/reopen/history-and-journal-once", test_reopen);
  ADD ("/service/deals/refusals/write-nothing", test_refusals);
  ADD ("/service/deals/refusals/closed-or-deleted", test_refusals_closed);
  ADD ("/service/deals/refusals/customer-deleted", test_customer_deleted);
  ADD ("/service/deals/refusals/read-only", test_read_only);
  ADD ("/service/deals/stages/of-the-standard-process", test_stages);

  return g_test_run ();
}
