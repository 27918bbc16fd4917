/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window on a share that goes away: it stays responsive, keeps what is saved, and sends it when the share is back. */

#include "main-loop.h"
#include "two-desks.h"

#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-worker-private.h"

/* A person at HERE has a window, a colleague at THERE a desk. */
typedef struct
{
  TwoDesks desks;
  PursuitWorker *worker;
} Fixture;

static void
open_window (Fixture *fixture)
{
  g_autofree char *path = machines_dup_path (fixture->desks.machines, HERE, "team.pursuit");
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;
  GAsyncResult *slot = NULL;

  fixture->worker = pursuit_worker_new ();
  pursuit_worker_open_async (fixture->worker, path, PURSUIT_STORE_NONE, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (fixture->worker, result, &error);
  g_assert_no_error (error);
  g_assert_true (fixture->worker->is_share);
  fixture->worker->most_silence_us = 300000;
}

static void
close_window (Fixture *fixture)
{
  main_loop_end_worker (g_steal_pointer (&fixture->worker));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  two_desks_set_up (&fixture->desks, data);
  if (fixture->desks.machines == NULL)
    return;

  two_desks_leave (&fixture->desks, HERE);
  open_window (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->worker != NULL)
    close_window (fixture);
  two_desks_tear_down (&fixture->desks, data);
}

static PursuitSave *
make_edit (Fixture    *fixture,
           const char *property,
           const char *value)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->desks.desks[THERE], PURSUIT_TYPE_CUSTOMER,
                                                            fixture->desks.customer_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, property, value, NULL);

  return pursuit_save_new_edit (original, edited);
}

static void
save_expect (Fixture           *fixture,
             PursuitSave       *save,
             PursuitSavedState  state)
{
  g_autoptr(PursuitSaved) saved = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  pursuit_worker_save_async (fixture->worker, save, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  saved = pursuit_worker_save_finish (fixture->worker, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (saved->state, ==, state);
}

static void
edit_there (Fixture    *fixture,
            const char *property,
            const char *value)
{
  g_autoptr(PursuitSave) save = make_edit (fixture, property, value);
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_save_apply (save, fixture->desks.desks[THERE], &entry_id, &error);
  g_assert_no_error (error);
}

static gboolean
is_away (gpointer data)
{
  return pursuit_worker_get_link (((Fixture *) data)->worker, NULL) == PURSUIT_LINK_AWAY;
}

static gboolean
is_back (gpointer data)
{
  return pursuit_worker_get_link (((Fixture *) data)->worker, NULL) == PURSUIT_LINK_OK;
}

static gboolean
is_settled (gpointer data)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (((Fixture *) data)->worker);

  return is_back (data) && pursuit_outbox_count (outbox) == pursuit_outbox_count_held (outbox);
}

static void
assert_customer (Fixture    *fixture,
                 const char *phone,
                 const char *region)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (fixture->desks.desks[THERE], PURSUIT_TYPE_CUSTOMER,
                                                          fixture->desks.customer_id, NULL);

  g_assert_cmpstr (PURSUIT_CUSTOMER (record)->phone, ==, phone);
  g_assert_cmpstr (PURSUIT_CUSTOMER (record)->region, ==, region);
}

static void
pull_cable (Fixture *fixture)
{
  machines_set (fixture->desks.machines, HERE, "lease_ms=20\ndown=1\n");
  main_loop_run_until (is_away, fixture);
}

static void
plug_in (Fixture *fixture)
{
  machines_set (fixture->desks.machines, HERE, "down=0\n");
  pursuit_worker_retry (fixture->worker);
  main_loop_run_until (is_settled, fixture);
}

/* What was saved meanwhile on both sides is there. */
static void
test_merges (Fixture       *fixture,
             gconstpointer  data)
{
  PursuitSave *mine;

  if (two_desks_are_missing (&fixture->desks))
    return;

  mine = make_edit (fixture, "phone", "mine");
  pull_cable (fixture);
  save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);
  edit_there (fixture, "region", "theirs");
  plug_in (fixture);
  g_assert_cmpuint (pursuit_outbox_count (pursuit_worker_get_outbox (fixture->worker)), ==, 0);
  assert_customer (fixture, "mine", "theirs");
  two_desks_assert_sound (&fixture->desks);
}

/* Where both changed the same, the person is asked, and theirs stays until they say. */
static void
test_holds (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  const PursuitUnsent *unsent;
  PursuitSave *mine;

  if (two_desks_are_missing (&fixture->desks))
    return;

  mine = make_edit (fixture, "phone", "mine");
  pull_cable (fixture);
  save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);
  edit_there (fixture, "phone", "theirs");
  plug_in (fixture);
  list = pursuit_outbox_list (pursuit_worker_get_outbox (fixture->worker));
  g_assert_cmpuint (list->len, ==, 1);
  unsent = g_ptr_array_index (list, 0);
  g_assert_cmpint (unsent->code, ==, PURSUIT_ERROR_CONFLICT);
  assert_customer (fixture, "theirs", NULL);

  pursuit_worker_resolve (fixture->worker, unsent->key, PURSUIT_RESOLVE_MINE, PURSUIT_FIELD_MASK_ALL, &error);
  g_assert_no_error (error);
  main_loop_run_until (is_settled, fixture);
  assert_customer (fixture, "mine", NULL);
}

/* The program ends while the cable is out. */
static void
test_next_start (Fixture       *fixture,
                 gconstpointer  data)
{
  PursuitSave *mine;

  if (two_desks_are_missing (&fixture->desks))
    return;

  mine = make_edit (fixture, "phone", "mine");
  pull_cable (fixture);
  save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);
  close_window (fixture);
  machines_set (fixture->desks.machines, HERE, "down=0\n");
  open_window (fixture);
  main_loop_run_until (is_settled, fixture);
  assert_customer (fixture, "mine", NULL);
}

typedef struct
{
  gint64 last;
  gint64 longest;
} Gaps;

static gboolean
note_gap_cb (gpointer user_data)
{
  Gaps *gaps = user_data;
  gint64 now = g_get_monotonic_time ();

  gaps->longest = MAX (gaps->longest, now - gaps->last);
  gaps->last = now;

  return G_SOURCE_CONTINUE;
}

/* Each call hangs in the kernel, as with a server that does not answer: the window draws on, keeps and saves. Nothing ends that
 * before it is asked to, so a main thread that asked the share as well would be stuck for good. */
static void
test_hangs (Fixture       *fixture,
            gconstpointer  data)
{
  Gaps gaps = { g_get_monotonic_time (), 0 };
  PursuitSave *mine;
  guint timer;

  if (two_desks_are_missing (&fixture->desks))
    return;

  mine = make_edit (fixture, "phone", "mine");
  machines_set (fixture->desks.machines, HERE, "hang_ms=600000\n");
  gaps.last = g_get_monotonic_time ();
  timer = g_timeout_add (5, note_gap_cb, &gaps);
  main_loop_run_until (is_away, fixture);
  pursuit_drafts_keep (pursuit_worker_get_drafts (fixture->worker), PURSUIT_TYPE_CUSTOMER, 1, "notes", NULL, "Half a");
  save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);
  machines_set (fixture->desks.machines, HERE, "hang_ms=0\n");
  main_loop_run_until (is_settled, fixture);
  g_source_remove (timer);
  pursuit_drafts_drop (pursuit_worker_get_drafts (fixture->worker), PURSUIT_TYPE_CUSTOMER, 1, "notes");
  g_test_message ("longest gap between two frames: %d ms", (int) (gaps.longest / 1000));
  if (g_test_slow ())
    g_assert_cmpint (gaps.longest, <=, 100000);
  assert_customer (fixture, "mine", NULL);
  two_desks_assert_sound (&fixture->desks);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/faults/outbox/cable-out/both-changes-stand", test_merges);
  ADD ("/faults/outbox/cable-out/same-field-is-asked", test_holds);
  ADD ("/faults/outbox/cable-out/next-start-sends", test_next_start);
  ADD ("/faults/outbox/server-hangs/window-goes-on", test_hangs);

  return g_test_run ();
}
