/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include <string.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-maintenance.h"
#include "pursuit-records.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static PursuitMaintenance *
load (DeskFixture *f)
{
  g_autoptr(GError) error = NULL;
  PursuitMaintenance *maintenance = pursuit_maintenance_load (pursuit_desk_get_store (f->desk), &error);

  g_assert_no_error (error);
  return maintenance;
}

static gint64
begin (DeskFixture *f,
       const char  *message)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  pursuit_maintenance_begin (f->desk, message, 15, &entry_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry_id, >, 0);
  return entry_id;
}

static void
assert_refused (DeskFixture *f,
                const char  *name,
                const char  *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_desk_sign_in_as (f->desk, name, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_asks_everybody (DeskFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(PursuitMaintenance) none = load (f);
  g_autoptr(PursuitMaintenance) maintenance = NULL;
  gint64 entry_id;

  g_assert_null (none);
  desk_fixture_sign_in (f, "Root");
  entry_id = begin (f, "New disks");
  maintenance = load (f);
  g_assert_cmpstr (maintenance->by, ==, "Root");
  g_assert_cmpstr (maintenance->message, ==, "New disks");
  g_assert_cmpint (maintenance->since, ==, DESK_NOW);
  g_assert_cmpint (maintenance->until, ==, DESK_NOW + 15 * MINUTE);
  g_assert_cmpint (desk_fixture_int (f, "SELECT count(*) FROM journal WHERE id = %d AND verb = 'begin-maintenance'"
                                        " AND entity = 'setting' AND actor = 'Root'", (int) entry_id), ==, 1);
}

static void
test_keeps_others_out (DeskFixture   *f,
                       gconstpointer  data)
{
  desk_fixture_sign_in (f, "Root");
  begin (f, "New disks");
  assert_refused (f, "Li", "Root: New disks");
  assert_refused (f, "Ma", "Root: New disks");
  g_assert_cmpstr (pursuit_desk_get_actor_name (f->desk), ==, "Root");
  desk_fixture_sign_in (f, "Root");

  begin (f, NULL);
  assert_refused (f, "Li", "Root.");
}

static void
test_lasts_until_ended (DeskFixture   *f,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (f, "Root");
  begin (f, "New disks");
  pursuit_time_set_now (DESK_NOW + 600 * MINUTE);
  assert_refused (f, "Li", "New disks");
  g_assert_true (pursuit_maintenance_end (f->desk, NULL, &error));
  g_assert_no_error (error);
  desk_fixture_sign_in (f, "Li");
}

static void
test_lets_readers_in (DeskFixture   *f,
                      gconstpointer  data)
{
  desk_fixture_sign_in (f, "Root");
  begin (f, "New disks");
  desk_fixture_reopen (f, PURSUIT_STORE_READ_ONLY);
  desk_fixture_sign_in (f, "Li");
  desk_fixture_reopen (f, PURSUIT_STORE_NONE);
}

static void
test_is_for_administrators (DeskFixture   *f,
                            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (f, "Ma");
  g_assert_false (pursuit_maintenance_begin (f->desk, NULL, 1, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_maintenance_end (f->desk, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_cmpint (desk_fixture_int (f, "SELECT count(*) FROM setting WHERE key = 'maintenance'"), ==, 0);
}

static void
test_can_be_undone (DeskFixture   *f,
                    gconstpointer  data)
{
  g_autoptr(PursuitMaintenance) undone = NULL;
  g_autoptr(PursuitMaintenance) again = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id, undo_id;

  desk_fixture_sign_in (f, "Root");
  entry_id = begin (f, "New disks");
  pursuit_records_undo (f->desk, entry_id, &undo_id, &error);
  g_assert_no_error (error);
  undone = load (f);
  g_assert_null (undone);

  pursuit_records_undo (f->desk, undo_id, NULL, &error);
  g_assert_no_error (error);
  again = load (f);
  g_assert_cmpstr (again->message, ==, "New disks");
}

static void
test_refuses_nonsense (DeskFixture   *f,
                       gconstpointer  data)
{
  g_autofree char *long_message = g_strnfill (201, 'x');
  const struct
  {
    const char *message;
    guint minutes;
  } cases[] = { { long_message, 1 }, { "two\nlines", 1 }, { "bell\a", 1 }, { "late", 1441 } };
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (f, "Root");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (pursuit_maintenance_begin (f->desk, cases[i].message, cases[i].minutes, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_false (pursuit_maintenance_end (f->desk, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (desk_fixture_int (f, "SELECT count(*) FROM setting WHERE key = 'maintenance'"), ==, 0);
}

/* Whoever can write the file can write anything: nobody is kept out by what cannot be read. */
static void
test_reads_whatever_is_there (DeskFixture   *f,
                              gconstpointer  data)
{
  static const struct
  {
    const char *value;
    const char *by;
  } cases[] = {
    { "", NULL },
    { "{", NULL },
    { "[1]", NULL },
    { "null", NULL },
    { "{}", "?" },
    { "{\"by\":3,\"message\":[],\"since\":{},\"until\":\"soon\"}", "?" },
    { "{\"by\":\"Root\",\"until\":\"2026-03-17T06:32:00Z\"}", "Root" },
  };

  desk_fixture_sign_in (f, "Root");
  begin (f, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE setting SET value = '%s' WHERE key = 'maintenance'", cases[i].value);
      g_autoptr(PursuitMaintenance) maintenance = NULL;

      store_fixture_raw (&f->base, sql);
      maintenance = load (f);
      g_assert_cmpstr (maintenance != NULL ? maintenance->by : NULL, ==, cases[i].by);
    }
}

#define ADD(path, func) \
  g_test_add ("/service/maintenance/" path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("asks-everybody", test_asks_everybody);
  ADD ("keeps-others-out", test_keeps_others_out);
  ADD ("lasts-until-it-is-ended", test_lasts_until_ended);
  ADD ("lets-readers-in", test_lets_readers_in);
  ADD ("is-for-administrators", test_is_for_administrators);
  ADD ("can-be-undone", test_can_be_undone);
  ADD ("refuses-nonsense", test_refuses_nonsense);
  ADD ("reads-whatever-is-there", test_reads_whatever_is_there);

  return g_test_run ();
}
