/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves that cannot be written just now: they wait on this computer, are done once and in order, and a person is asked when
 * others came before them. */

#include "main-loop.h"
#include "pursuit-activity.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "worker-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static PursuitOutbox *
outbox (WorkerFixture *fixture)
{
  return pursuit_worker_get_outbox (fixture->worker);
}

static const PursuitUnsent *
only_unsent (WorkerFixture *fixture)
{
  g_autoptr(GPtrArray) list = pursuit_outbox_list (outbox (fixture));

  g_assert_cmpuint (list->len, ==, 1);
  return g_ptr_array_index (list, 0);
}

static void
assert_no_files (WorkerFixture *fixture)
{
  g_autofree char *files = worker_fixture_list_files (fixture, "outbox", ".json");

  g_assert_cmpstr (files, ==, "");
}

static gint64
count_edits (WorkerFixture *fixture)
{
  return desk_fixture_int (&fixture->next_door, "SELECT count(*) FROM journal WHERE verb = 'edit' AND entity = 'customer'");
}

/* What is done at once leaves no trace on this computer. */
static void
test_at_once (WorkerFixture *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = NULL;

  worker_fixture_open (fixture);
  fixture->worker->is_share = GPOINTER_TO_INT (data);
  saved = worker_fixture_save (fixture, worker_fixture_edit (fixture, "phone", "1"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (saved->state, ==, PURSUIT_SAVED_DONE);
  g_assert_cmpint (saved->id, ==, 1);
  g_assert_cmpint (saved->entry_id, ==, desk_fixture_int (&fixture->next_door, "SELECT max (id) FROM journal"));
  g_assert_cmpstr (PURSUIT_CUSTOMER (saved->record)->phone, ==, "1");
  worker_fixture_assert (fixture, "phone", "1");
  worker_fixture_await_unsent (fixture, 0, 0);
  assert_no_files (fixture);
}

static void
test_refused (WorkerFixture *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = NULL;

  worker_fixture_open (fixture);
  saved = worker_fixture_save (fixture, worker_fixture_edit (fixture, "name", ""), &error);
  g_assert_null (saved);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  worker_fixture_await_unsent (fixture, 0, 0);
  assert_no_files (fixture);
}

/* The person is there: the comparison is theirs, and the outbox has nothing to do with it. */
static void
test_conflict_at_once (WorkerFixture *fixture,
                       gconstpointer  data)
{
  PursuitSave *mine;
  g_autoptr(PursuitSaved) saved = NULL;

  worker_fixture_open (fixture);
  mine = worker_fixture_edit (fixture, "phone", "mine");
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "theirs"), PURSUIT_SAVED_DONE);
  saved = worker_fixture_save (fixture, mine, NULL);
  g_assert_cmpint (saved->state, ==, PURSUIT_SAVED_CONFLICT);
  g_assert_cmpstr (PURSUIT_CUSTOMER (saved->record)->phone, ==, "theirs");
  g_assert_cmpstr (saved->sentence, ==, "Somebody else changed the same thing of “Mill” meanwhile: Phone.");
  worker_fixture_await_unsent (fixture, 0, 0);
}

static void
assert_private (const char *path,
                guint       mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

/* Somebody holds the database: the window goes on at once, and the save is done when they let go. */
static void
test_busy (WorkerFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *dir = worker_fixture_dup_dir (fixture, "outbox");
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  const char *sentence;

  worker_fixture_open (fixture);
  fixture->worker->is_share = GPOINTER_TO_INT (data);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_QUEUED);
  worker_fixture_await_link (fixture, PURSUIT_LINK_BUSY);
  pursuit_worker_get_link (fixture->worker, &sentence);
  g_assert_nonnull (strstr (sentence, "is holding the database just now."));
  g_assert_cmpint (only_unsent (fixture)->state, ==, PURSUIT_UNSENT_WAITING);

  file = worker_fixture_list_files (fixture, "outbox", ".json");
  path = g_build_filename (dir, file, NULL);
  assert_private (dir, 0700);
  assert_private (path, 0600);

  worker_fixture_let_go (fixture);
  pursuit_worker_retry (fixture->worker);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
  worker_fixture_assert (fixture, "phone", "1");
  g_assert_cmpint (count_edits (fixture), ==, 1);
  assert_no_files (fixture);
}

/* Without being asked the outbox tries again within a few seconds. */
static void
test_by_itself (WorkerFixture *fixture,
                gconstpointer  data)
{
  worker_fixture_open (fixture);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_QUEUED);
  worker_fixture_let_go (fixture);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "phone", "1");
}

#define N_SAVES 12

/* What a person changes again and again while nobody answers arrives in that order, and not as a conflict with oneself. */
static void
test_order (WorkerFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *order = NULL;

  worker_fixture_open (fixture);
  worker_fixture_hold (fixture);
  for (int i = 1; i <= N_SAVES; i++)
    {
      g_autofree char *phone = g_strdup_printf ("%d", i);

      worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", phone), PURSUIT_SAVED_QUEUED);
    }
  worker_fixture_await_unsent (fixture, N_SAVES, 0);
  worker_fixture_let_go (fixture);
  pursuit_worker_retry (fixture->worker);
  worker_fixture_await_unsent (fixture, 0, 0);
  order = desk_fixture_text (&fixture->next_door,
                             "SELECT group_concat (json_extract (after, '$.phone'), ' ') FROM (SELECT after FROM journal"
                             " JOIN journal_payload ON journal_id = id WHERE verb = 'edit' AND entity = 'customer' ORDER BY id)");
  g_assert_cmpstr (order, ==, "1 2 3 4 5 6 7 8 9 10 11 12");
}

/* Every verb arrives, also one that makes a record. */
static void
test_create (WorkerFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) fresh = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Fresh", NULL);

  worker_fixture_open (fixture);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, pursuit_save_new_create (fresh), PURSUIT_SAVED_QUEUED);
  worker_fixture_save_expect (fixture, pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_CUSTOMER, 1), PURSUIT_SAVED_QUEUED);
  worker_fixture_let_go (fixture);
  pursuit_worker_retry (fixture->worker);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "deleted_at <> 0", "1");
  g_assert_cmpint (desk_fixture_int (&fixture->next_door, "SELECT count(*) FROM customer WHERE name = 'Fresh'"), ==, 1);
}

/* Held: what others did came first. */

static void
edit_next_door (WorkerFixture *fixture,
                const char    *phone)
{
  g_autoptr(PursuitSave) save = worker_fixture_edit (fixture, "phone", phone);
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_save_apply (save, fixture->next_door.desk, &entry_id, &error);
  g_assert_no_error (error);
}

/* Mine waits while theirs is written; sent again, it is held. */
static void
hold_conflict (WorkerFixture *fixture)
{
  PursuitSave *mine;

  worker_fixture_open (fixture);
  mine = worker_fixture_edit (fixture, "phone", "mine");
  g_object_set (mine->edited, "region", "North", NULL);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);
  worker_fixture_let_go (fixture);
  edit_next_door (fixture, "theirs");
  pursuit_worker_retry (fixture->worker);
  worker_fixture_await_unsent (fixture, 1, 1);
}

static void
assert_held (WorkerFixture *fixture)
{
  const PursuitUnsent *unsent = only_unsent (fixture);

  g_assert_cmpint (unsent->state, ==, PURSUIT_UNSENT_HELD);
  g_assert_cmpint (unsent->code, ==, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (unsent->sentence, ==, "Somebody else changed the same thing of “Mill” meanwhile: Phone.");
  g_assert_cmpstr (PURSUIT_CUSTOMER (unsent->theirs)->phone, ==, "theirs");
  g_assert_cmpstr (PURSUIT_CUSTOMER (unsent->save->edited)->phone, ==, "mine");
}

static void
resolve (WorkerFixture     *fixture,
         PursuitResolution  resolution,
         PursuitFieldMask   mine)
{
  g_autofree char *key = g_strdup (only_unsent (fixture)->key);
  g_autoptr(GError) error = NULL;

  pursuit_worker_resolve (fixture->worker, key, resolution, mine, &error);
  g_assert_no_error (error);
  worker_fixture_await_unsent (fixture, 0, 0);
  assert_no_files (fixture);
  g_assert_false (pursuit_worker_resolve (fixture->worker, key, resolution, mine, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_resolve_mine (WorkerFixture *fixture,
                   gconstpointer  data)
{
  hold_conflict (fixture);
  assert_held (fixture);
  resolve (fixture, PURSUIT_RESOLVE_MINE, PURSUIT_FIELD_MASK_ALL);
  worker_fixture_assert (fixture, "phone || region", "mineNorth");
}

/* Field by field: theirs in the one, mine in the other. */
static void
test_resolve_some (WorkerFixture *fixture,
                   gconstpointer  data)
{
  PursuitRecordClass *klass;
  const PursuitField *region = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "region");

  hold_conflict (fixture);
  klass = PURSUIT_RECORD_GET_CLASS (only_unsent (fixture)->theirs);
  resolve (fixture, PURSUIT_RESOLVE_MINE, pursuit_record_class_get_bit (klass, region));
  worker_fixture_assert (fixture, "phone || region", "theirsNorth");
}

static void
test_resolve_discard (WorkerFixture *fixture,
                      gconstpointer  data)
{
  hold_conflict (fixture);
  resolve (fixture, PURSUIT_RESOLVE_DISCARD, 0);
  worker_fixture_assert (fixture, "phone || coalesce (region, '-')", "theirs-");
}

static void
test_resolve_note (WorkerFixture *fixture,
                   gconstpointer  data)
{
  g_autofree char *note = NULL;

  hold_conflict (fixture);
  resolve (fixture, PURSUIT_RESOLVE_NOTE, 0);
  worker_fixture_assert (fixture, "phone || coalesce (region, '-')", "theirs-");
  note = desk_fixture_text (&fixture->next_door, "SELECT kind || '|' || body FROM activity WHERE customer_id = 1");
  g_assert_cmpstr (note, ==, "note|Region: North\nPhone: mine");
}

/* A conflict that nobody has settled is there again at the next start, with what others made of it. */
static void
test_held_next_start (WorkerFixture *fixture,
                      gconstpointer  data)
{
  hold_conflict (fixture);
  worker_fixture_close (fixture);
  worker_fixture_open (fixture);
  worker_fixture_await_unsent (fixture, 1, 1);
  assert_held (fixture);
  resolve (fixture, PURSUIT_RESOLVE_MINE, PURSUIT_FIELD_MASK_ALL);
  worker_fixture_assert (fixture, "phone", "mine");
}

static void
test_deleted (WorkerFixture *fixture,
              gconstpointer  data)
{
  PursuitSave *mine;

  worker_fixture_open (fixture);
  mine = worker_fixture_edit (fixture, "phone", "mine");
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);
  worker_fixture_let_go (fixture);
  g_assert_true (pursuit_records_delete (fixture->next_door.desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
  pursuit_worker_retry (fixture->worker);
  worker_fixture_await_unsent (fixture, 1, 1);
  g_assert_cmpint (only_unsent (fixture)->code, ==, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpint (only_unsent (fixture)->theirs->deleted_at, !=, 0);

  resolve (fixture, PURSUIT_RESOLVE_MINE, PURSUIT_FIELD_MASK_ALL);
  worker_fixture_assert (fixture, "(deleted_at <> 0) || phone", "0mine");
}

/* Whoever asked has gone: a refusal must not be lost with them. */
static void
test_refused_unseen (WorkerFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  PursuitSave *mine;

  worker_fixture_open (fixture);
  mine = worker_fixture_edit (fixture, "phone", "mine");
  edit_next_door (fixture, "theirs");
  pursuit_worker_save_async (fixture->worker, mine, cancellable, NULL, NULL);
  g_cancellable_cancel (cancellable);
  worker_fixture_await_unsent (fixture, 1, 1);
  assert_held (fixture);
}

/* The next start */

static void
queue_one (WorkerFixture *fixture)
{
  worker_fixture_open (fixture);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_QUEUED);
  worker_fixture_close (fixture);
}

static void
test_next_start (WorkerFixture *fixture,
                 gconstpointer  data)
{
  queue_one (fixture);
  worker_fixture_let_go (fixture);
  worker_fixture_open (fixture);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "phone", "1");
  g_assert_cmpint (count_edits (fixture), ==, 1);
}

/* The save arrived, and the program ended before it heard so: it is not done twice. */
static void
test_in_doubt (WorkerFixture *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitSave) save = NULL;
  g_autofree char *dir = worker_fixture_dup_dir (fixture, "outbox");
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *json = NULL;
  PursuitUnsent unsent = { NULL };
  gint64 entry_id;

  queue_one (fixture);
  worker_fixture_let_go (fixture);
  file = worker_fixture_list_files (fixture, "outbox", ".json");
  path = g_build_filename (dir, file, NULL);
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_assert_true (pursuit_unsent_from_json (&unsent, json));
  save = unsent.save;
  g_assert_true (pursuit_save_apply (save, fixture->next_door.desk, &entry_id, NULL));
  g_assert_cmpint (entry_id, >, 0);

  worker_fixture_open (fixture);
  worker_fixture_await_unsent (fixture, 0, 0);
  g_assert_cmpint (count_edits (fixture), ==, 1);
  assert_no_files (fixture);
}

/* What one person left is held until they sit here again. */
static void
test_other_person (WorkerFixture *fixture,
                   gconstpointer  data)
{
  queue_one (fixture);
  worker_fixture_let_go (fixture);
  worker_fixture_open_as (fixture, "Root");
  worker_fixture_await_unsent (fixture, 1, 1);
  g_assert_cmpint (only_unsent (fixture)->code, ==, PURSUIT_ERROR_DENIED);

  worker_fixture_close (fixture);
  worker_fixture_open (fixture);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "phone", "1");
}

/* What a living process has is left to it; when it ends, the next one takes it over. */
static void
test_two_processes (WorkerFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *dir = worker_fixture_dup_dir (fixture, "outbox");
  g_autoptr(PursuitOutbox) other = NULL;

  worker_fixture_open (fixture);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_QUEUED);
  other = pursuit_outbox_new (dir);
  g_assert_cmpuint (pursuit_outbox_count (other), ==, 0);
  g_clear_object (&other);

  worker_fixture_close (fixture);
  other = pursuit_outbox_new (dir);
  g_assert_cmpuint (pursuit_outbox_count (other), ==, 1);
}

/* A process that was killed when nothing was unsent leaves a lock; it goes when the next one ends. */
static void
test_left_lock (WorkerFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *dir = worker_fixture_dup_dir (fixture, "outbox");
  g_autofree char *path = g_build_filename (dir, "0123456789abcdef0123456789abcdef.lock", NULL);
  g_autofree char *locks = NULL;

  queue_one (fixture);
  worker_fixture_let_go (fixture);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  worker_fixture_open (fixture);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_close (fixture);
  locks = worker_fixture_list_files (fixture, "outbox", ".lock");
  g_assert_cmpstr (locks, ==, "");
}

/* What cannot be read is in nobody's way, and still there. */
static void
test_set_aside (WorkerFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *dir = worker_fixture_dup_dir (fixture, "outbox");
  g_autofree char *foreign = g_build_filename (dir, "notes.json", NULL);
  g_autofree char *cut = NULL;
  g_autofree char *file = NULL;
  g_autofree char *bad = NULL;

  queue_one (fixture);
  file = worker_fixture_list_files (fixture, "outbox", ".json");
  cut = g_build_filename (dir, file, NULL);
  g_assert_true (g_file_set_contents (cut, "{\"format\":1,\"sa", -1, NULL));
  g_assert_true (g_file_set_contents (foreign, "[]", -1, NULL));
  worker_fixture_open (fixture);
  g_assert_cmpuint (pursuit_outbox_count (outbox (fixture)), ==, 0);
  assert_no_files (fixture);
  bad = worker_fixture_list_files (fixture, "outbox", ".bad");
  g_assert_nonnull (strstr (bad, "notes.json.bad"));
  g_assert_nonnull (strstr (bad, file));
}

/* Killed between two keys: the next start has the save and the sentence. */

static void
test_killed_child (void)
{
  const char *path = g_getenv ("TEST_PATH");
  WorkerFixture self = { .next_door.base.path = (char *) path };
  g_autoptr(PursuitRecord) fresh = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Fresh", NULL);

  if (path == NULL)
    return;

  worker_fixture_open (&self);
  worker_fixture_save_expect (&self, pursuit_save_new_create (fresh), PURSUIT_SAVED_QUEUED);
  pursuit_drafts_keep (pursuit_worker_get_drafts (self.worker), PURSUIT_TYPE_CUSTOMER, 1, "notes", NULL, "Half a sen");
  pursuit_drafts_flush (pursuit_worker_get_drafts (self.worker));
  raise (SIGKILL);
}

static void
test_killed (WorkerFixture *fixture,
             gconstpointer  data)
{
  const PursuitDraft *draft;

  worker_fixture_hold (fixture);
  g_setenv ("TEST_PATH", fixture->next_door.base.path, TRUE);
  g_test_trap_subprocess ("/service/outbox/killed/subprocess", 0, 0);
  g_unsetenv ("TEST_PATH");
  g_assert_false (g_test_trap_has_passed ());
  worker_fixture_let_go (fixture);

  worker_fixture_open (fixture);
  draft = pursuit_drafts_find (pursuit_worker_get_drafts (fixture->worker), PURSUIT_TYPE_CUSTOMER, 1, "notes");
  g_assert_cmpstr (draft->text, ==, "Half a sen");
  g_assert_true (draft->left_behind);
  worker_fixture_await_unsent (fixture, 0, 0);
  g_assert_cmpint (desk_fixture_int (&fixture->next_door, "SELECT count(*) FROM customer WHERE name = 'Fresh'"), ==, 1);
}

#define ADD(path, data, func) \
  g_test_add (path, WorkerFixture, data, worker_fixture_set_up, func, worker_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/outbox/at-once/local", NULL, test_at_once);
  ADD ("/service/outbox/at-once/share", GINT_TO_POINTER (TRUE), test_at_once);
  ADD ("/service/outbox/at-once/refused", NULL, test_refused);
  ADD ("/service/outbox/at-once/conflict", NULL, test_conflict_at_once);
  ADD ("/service/outbox/busy/local", NULL, test_busy);
  ADD ("/service/outbox/busy/share", GINT_TO_POINTER (TRUE), test_busy);
  ADD ("/service/outbox/busy/by-itself", NULL, test_by_itself);
  ADD ("/service/outbox/busy/in-order", NULL, test_order);
  ADD ("/service/outbox/busy/other-verbs", NULL, test_create);
  ADD ("/service/outbox/held/mine", NULL, test_resolve_mine);
  ADD ("/service/outbox/held/field-by-field", NULL, test_resolve_some);
  ADD ("/service/outbox/held/discarded", NULL, test_resolve_discard);
  ADD ("/service/outbox/held/kept-as-note", NULL, test_resolve_note);
  ADD ("/service/outbox/held/next-start", NULL, test_held_next_start);
  ADD ("/service/outbox/held/deleted-meanwhile", NULL, test_deleted);
  ADD ("/service/outbox/held/refused-unseen", NULL, test_refused_unseen);
  ADD ("/service/outbox/next-start/sends", NULL, test_next_start);
  ADD ("/service/outbox/next-start/in-doubt-is-done-once", NULL, test_in_doubt);
  ADD ("/service/outbox/next-start/other-person", NULL, test_other_person);
  ADD ("/service/outbox/next-start/unreadable-is-set-aside", NULL, test_set_aside);
  ADD ("/service/outbox/next-start/removes-left-locks", NULL, test_left_lock);
  ADD ("/service/outbox/two-processes", NULL, test_two_processes);
  ADD ("/service/outbox/killed", NULL, test_killed);
  g_test_add_func ("/service/outbox/killed/subprocess", test_killed_child);

  return g_test_run ();
}
