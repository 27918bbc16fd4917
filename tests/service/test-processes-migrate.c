/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Running deals are moved over to another version deliberately (STG-5): nothing that they reached is lost, and the whole is taken
 * back in one step. */

#include "desk-fixture.h"

#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-processes-migrate.h"
#include "pursuit-proof.h"
#include "pursuit-records.h"

typedef struct
{
  DeskFixture desk;
  gint64 old_id;
  gint64 new_id;
} Fixture;

/* A process of its own with three open stages, without gates, so that deals can be put anywhere. */
static gint64
add_process (Fixture *self)
{
  g_autoptr(PursuitProcessBook) book = pursuit_process_book_new ();
  g_autoptr(GError) error = NULL;
  static const char *const names[] = { "Find", "Offer", "Talk", "Sign" };
  gint64 id;

  g_object_set (book->process, "code", "house", "name", "House", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PursuitBookStage *entry = pursuit_process_book_add_stage (book);

      g_object_set (entry->stage, "name", names[i], "buyer-name", names[i], "probability", (gint64) (i + 1) * 20, "type",
                    i == 3 ? PURSUIT_STAGE_WON : PURSUIT_STAGE_OPEN, NULL);
      g_object_set (pursuit_process_book_add_milestone (entry), "name", i == 0 ? "Need named" : i == 1 ? "Offer read" : "Else", NULL);
    }
  pursuit_processes_import (self->desk.desk, book, &id, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_processes_publish (self->desk.desk, id, NULL, NULL));
  g_assert_true (pursuit_processes_set_standard (self->desk.desk, id, NULL, NULL));

  return id;
}

/* The new version has one more stage in front, another probability, and one milestone is called otherwise. */
static gint64
add_version (Fixture *self)
{
  g_autoptr(PursuitProcessBook) original = NULL;
  g_autoptr(PursuitProcessBook) edited = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  g_assert_true (pursuit_processes_draft (self->desk.desk, self->old_id, &id, NULL, NULL));
  original = pursuit_processes_load (self->desk.desk, id, NULL);
  edited = pursuit_process_book_copy (original);
  g_object_set (pursuit_process_book_add_stage (edited)->stage, "name", "Plan", "buyer-name", "Plan", NULL);
  pursuit_process_book_move_stage (edited, 4, 0);
  g_object_set (((PursuitBookStage *) g_ptr_array_index (edited->stages, 2))->stage, "probability", (gint64) 33, NULL);
  g_object_set (g_ptr_array_index (((PursuitBookStage *) g_ptr_array_index (edited->stages, 2))->milestones, 0), "name", "Offer liked", NULL);
  pursuit_processes_save (self->desk.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_processes_publish (self->desk.desk, id, NULL, NULL));

  return id;
}

static void
add_proof (Fixture    *self,
           const char *deal,
           const char *milestone)
{
  g_autoptr(PursuitRecord) proof = pursuit_record_new (PURSUIT_TYPE_PROOF);
  g_autoptr(GError) error = NULL;

  g_object_set (proof, "customer-id", desk_fixture_find (&self->desk, "customer", "Mill"), "deal-id",
                desk_fixture_find (&self->desk, "deal", deal), "done-on", DESK_TODAY, "kind", PURSUIT_PROOF_DATE, "milestone-id",
                desk_fixture_int (&self->desk, "SELECT m.id FROM milestone m JOIN stage s ON s.id = m.stage_id"
                                               " WHERE s.process_id = %lld AND m.name = '%s'", (long long) self->old_id, milestone), NULL);
  pursuit_records_create (self->desk.desk, proof, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  desk_fixture_set_up (&self->desk, data);
  self->old_id = add_process (self);
  desk_fixture_add_customer (&self->desk, "Mill", "Li");
  desk_fixture_add_deal (&self->desk, "Line", "Mill", "Li", 1000, 2);
  desk_fixture_add_deal (&self->desk, "Press", "Mill", "Li", 1000, 1);
  desk_fixture_add_deal (&self->desk, "Lost", "Mill", "Li", 1000, 2);
  g_assert_true (pursuit_deals_lose (self->desk.desk, desk_fixture_find (&self->desk, "deal", "Lost"), "why", NULL, NULL, NULL));
  add_proof (self, "Line", "Need named");
  add_proof (self, "Line", "Offer read");
  self->new_id = add_version (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  desk_fixture_tear_down (&self->desk, data);
}

static char *
picture (Fixture *self)
{
  return desk_fixture_text (&self->desk,
    "SELECT group_concat (x, '|') FROM ("
    "SELECT d.title || ' in ' || p.version || ' at ' || s.name || ' ' || d.probability || ' ' || d.stage_entered_at || ' gap ' || d.gap"
    "       || ' buyer ' || coalesce (b.name, '-') AS x"
    "  FROM deal d JOIN stage s ON s.id = d.stage_id JOIN process p ON p.id = d.process_id LEFT JOIN stage b ON b.id = d.buyer_stage_id"
    " UNION ALL SELECT 'proof of ' || m.name || ' in ' || p.version FROM proof f JOIN milestone m ON m.id = f.milestone_id"
    "  JOIN stage s ON s.id = m.stage_id JOIN process p ON p.id = s.process_id)");
}

static PursuitMigration *
plan (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  PursuitMigration *migration = pursuit_processes_plan_migration (self->desk.desk, self->old_id, self->new_id, &error);

  g_assert_no_error (error);
  return migration;
}

static void
test_plan (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(PursuitMigration) migration = plan (self);
  g_autoptr(GPtrArray) lost = pursuit_migration_list_lost (migration);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < migration->mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (migration->mapping, PursuitStageMapping, i);

      g_string_append_printf (all, "%d>%d:%d ", (int) row->from->stage->position, (int) row->to->stage->position,
                              (int) g_array_index (migration->n_deals, gint64, i));
    }
  g_assert_cmpstr (all->str, ==, "1>2:1 2>3:1 3>4:0 4>5:0 ");
  g_assert_cmpint (lost->len, ==, 1);
  g_assert_cmpstr (((PursuitMilestone *) g_ptr_array_index (lost, 0))->name, ==, "Offer read");
}

/* A dry run tells the same as the real one; undo brings everything back. */
static void
test_migrate (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(PursuitMigration) migration = plan (self);
  g_autofree char *before = picture (self);
  g_autofree char *dry = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;
  gint64 moves = desk_fixture_int (&self->desk, "SELECT count (*) FROM stage_move");
  PursuitMigrated would;
  PursuitMigrated done;

  pursuit_time_set_now (DESK_NOW + G_USEC_PER_SEC);
  pursuit_processes_migrate (self->desk.desk, migration, TRUE, NULL, &would, &error);
  g_assert_no_error (error);
  dry = picture (self);
  g_assert_cmpstr (dry, ==, before);
  g_assert_cmpint (would.entry_id, ==, 0);

  pursuit_processes_migrate (self->desk.desk, migration, FALSE, NULL, &done, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done.n_moved, ==, 2);
  g_assert_cmpint (done.n_moved, ==, would.n_moved);
  g_assert_cmpint (done.n_proofs, ==, 1);
  g_assert_cmpint (done.n_proofs_left, ==, 1);
  after = picture (self);
  /* The buyer of a deal that began in the first stage stands there too; the days in the stage go on; what was lost stays. */
  expected = g_strdup_printf ("Line in 2 at Offer 33 %1$lld gap 0 buyer -|Press in 2 at Find 20 %1$lld gap 0 buyer %2$s|"
                              "Lost in 1 at Offer 0 %1$lld gap 0 buyer -|proof of Need named in 2|proof of Offer read in 1",
                              (long long) DESK_NOW,
                              desk_fixture_int (&self->desk, "SELECT buyer_stage_id IS NOT NULL FROM deal WHERE title = 'Press'") ? "Find" : "-");
  g_assert_cmpstr (after, ==, expected);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT count (*) FROM stage_move"), ==, moves + 2);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT count (*) FROM stage_move WHERE reason = 'Moved over to “House, version 2”'"), ==, 2);

  g_assert_true (pursuit_records_undo (self->desk.desk, done.entry_id, NULL, &error));
  g_assert_no_error (error);
  undone = picture (self);
  g_assert_cmpstr (undone, ==, before);
  desk_fixture_assert_sound (&self->desk);
}

/* Both positions go along, and with them the gap. */
static void
test_gap (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr(PursuitMigration) migration = plan (self);
  g_autoptr(PursuitRecord) deal = pursuit_record_new (PURSUIT_TYPE_DEAL);
  PursuitBookStage *first = g_ptr_array_index (migration->from->stages, 0);
  PursuitBookStage *third = g_ptr_array_index (migration->from->stages, 2);

  g_object_set (deal, "process-id", self->old_id, "stage-id", PURSUIT_RECORD (third->stage)->id, "buyer-stage-id",
                PURSUIT_RECORD (first->stage)->id, "gap", (gint64) 2, "max-position", (gint64) 3, "probability", (gint64) 77,
                "probability-manual", TRUE, NULL);
  g_assert_true (pursuit_process_mapping_set (migration->mapping, migration->to, 1, 1, NULL));
  g_assert_true (pursuit_deal_change_process (PURSUIT_DEAL (deal), migration->mapping));
  g_assert_cmpint (PURSUIT_DEAL (deal)->process_id, ==, self->new_id);
  g_assert_cmpint (PURSUIT_DEAL (deal)->gap, ==, 3);
  g_assert_cmpint (PURSUIT_DEAL (deal)->max_position, ==, 4);
  g_assert_cmpint (PURSUIT_DEAL (deal)->probability, ==, 77);

  /* where the buyer’s stage goes nowhere, nobody knows any more */
  g_object_set (deal, "process-id", self->old_id, "stage-id", PURSUIT_RECORD (third->stage)->id, "buyer-stage-id",
                PURSUIT_RECORD (first->stage)->id, NULL);
  g_assert_true (pursuit_process_mapping_set (migration->mapping, migration->to, 1, 0, NULL));
  g_assert_true (pursuit_deal_change_process (PURSUIT_DEAL (deal), migration->mapping));
  g_assert_cmpint (PURSUIT_DEAL (deal)->buyer_stage_id, ==, 0);
  g_assert_cmpint (PURSUIT_DEAL (deal)->gap, ==, 0);
}

static void
test_left_behind (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(PursuitMigration) migration = plan (self);
  g_autoptr(GError) error = NULL;
  PursuitMigrated done;

  g_assert_true (pursuit_process_mapping_set (migration->mapping, migration->to, 1, 0, NULL));
  g_assert_true (pursuit_processes_migrate (self->desk.desk, migration, FALSE, NULL, &done, &error));
  g_assert_cmpint (done.n_moved, ==, 1);
  g_assert_cmpint (done.n_left, ==, 1);
  g_assert_cmpint (desk_fixture_int (&self->desk, "SELECT process_id FROM deal WHERE title = 'Press'"), ==, self->old_id);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(PursuitMigration) migration = plan (self);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = picture (self);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  PursuitMigrated done;
  gint64 draft_id;

  g_assert_false (pursuit_process_mapping_set (migration->mapping, migration->to, 1, 5, &error));
  g_assert_cmpstr (error->message, ==, "Stage 1 cannot become stage 5: they are of different kinds.");
  g_clear_error (&error);
  g_assert_false (pursuit_process_mapping_set (migration->mapping, migration->to, 9, 1, &error));
  g_assert_cmpstr (error->message, ==, "There is no stage 9.");
  g_clear_error (&error);
  g_assert_false (pursuit_process_mapping_set (migration->mapping, migration->to, 1, 9, &error));
  g_assert_cmpstr (error->message, ==, "There is no stage 9.");
  g_clear_error (&error);

  g_assert_null (pursuit_processes_plan_migration (self->desk.desk, self->old_id, self->old_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (pursuit_processes_draft (self->desk.desk, self->old_id, &draft_id, NULL, NULL));
  g_assert_null (pursuit_processes_plan_migration (self->desk.desk, self->old_id, draft_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (pursuit_processes_migrate (self->desk.desk, migration, FALSE, cancellable, &done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* meanwhile somebody retired it */
  g_assert_true (pursuit_processes_set_standard (self->desk.desk, self->old_id, NULL, NULL));
  g_assert_true (pursuit_processes_retire (self->desk.desk, self->new_id, NULL, NULL));
  g_assert_false (pursuit_processes_migrate (self->desk.desk, migration, FALSE, NULL, &done, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  desk_fixture_sign_in (&self->desk, "Chief");
  g_assert_null (pursuit_processes_plan_migration (self->desk.desk, self->old_id, self->new_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_processes_migrate (self->desk.desk, migration, FALSE, NULL, &done, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  after = picture (self);
  g_assert_cmpstr (after, ==, before);
}

#define add(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/processes/migrate/plan-by-name", test_plan);
  add ("/service/processes/migrate/keeps-what-was-reached", test_migrate);
  add ("/service/processes/migrate/gap-goes-along", test_gap);
  add ("/service/processes/migrate/stage-that-goes-nowhere", test_left_behind);
  add ("/service/processes/migrate/refused", test_refused);

  return g_test_run ();
}
