/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker-fixture.h"

#include "main-loop.h"
#include "pursuit-customer.h"
#include "pursuit-records.h"

#include <glib/gstdio.h>

/**
 * worker_fixture_set_up:
 * @self: a fixture
 * @data: ignored
 *
 * Makes the house and the folder of this computer; the worker is opened with worker_fixture_open().
 */
void
worker_fixture_set_up (WorkerFixture *self,
                       gconstpointer  data)
{
  desk_fixture_set_up (&self->next_door, data);
  desk_fixture_add_customer (&self->next_door, "Mill", NULL);
  self->state = g_dir_make_tmp ("pursuit-state-XXXXXX", NULL);
  g_assert_nonnull (self->state);
  g_setenv ("PURSUIT_STATE_HOME", self->state, TRUE);
  /* Nobody is waited for longer than it takes to see that they hold it. */
  g_setenv ("PURSUIT_PATIENCE_MS", "40", TRUE);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/**
 * worker_fixture_tear_down:
 * @self: a fixture
 * @data: ignored
 *
 * Closes everything and removes it.
 */
void
worker_fixture_tear_down (WorkerFixture *self,
                          gconstpointer  data)
{
  worker_fixture_let_go (self);
  worker_fixture_close (self);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  g_unsetenv ("PURSUIT_STATE_HOME");
  desk_fixture_tear_down (&self->next_door, data);
  remove_tree (self->state);
  g_free (self->state);
}

/**
 * worker_fixture_open:
 * @self: a fixture without a worker
 *
 * Opens the database in a new worker, as the program does when it starts.
 */
void
worker_fixture_open (WorkerFixture *self)
{
  worker_fixture_open_as (self, NULL);
}

static void
open_worker (WorkerFixture     *self,
             const char        *staff,
             PursuitStoreFlags  flags)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_assert_null (self->worker);
  self->worker = pursuit_worker_new ();
  pursuit_worker_set_staff (self->worker, staff);
  pursuit_worker_open_async (self->worker, self->next_door.base.path, flags, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (self->worker, result, &error);
  g_assert_no_error (error);
}

/**
 * worker_fixture_open_to_read:
 * @self: a fixture without a worker
 *
 * Opens the database in a new worker that cannot write to it.
 */
void
worker_fixture_open_to_read (WorkerFixture *self)
{
  open_worker (self, NULL, PURSUIT_STORE_READ_ONLY);
}

/**
 * worker_fixture_open_as:
 * @self: a fixture without a worker
 * @staff: (nullable): somebody of the house
 *
 * Opens the database in a new worker in somebody's name.
 */
void
worker_fixture_open_as (WorkerFixture *self,
                        const char    *staff)
{
  open_worker (self, staff, PURSUIT_STORE_NONE);
}

/**
 * worker_fixture_close:
 * @self: a fixture
 *
 * Ends the worker, if there is one.
 */
void
worker_fixture_close (WorkerFixture *self)
{
  if (self->worker == NULL)
    return;

  main_loop_end_worker (g_steal_pointer (&self->worker));
}

/**
 * worker_fixture_hold:
 * @self: a fixture
 *
 * Lets the colleague begin to write, and not end.
 */
void
worker_fixture_hold (WorkerFixture *self)
{
  g_autoptr(GError) error = NULL;

  pursuit_tx_begin (&self->hold, self->next_door.base.store, &error);
  g_assert_no_error (error);
}

/**
 * worker_fixture_let_go:
 * @self: a fixture
 *
 * Lets the colleague give up what they began.
 */
void
worker_fixture_let_go (WorkerFixture *self)
{
  pursuit_tx_clear (&self->hold);
}

/**
 * worker_fixture_dup_dir:
 * @self: a fixture
 * @name: "outbox" or "drafts"
 *
 * Returns: (transfer full): where this computer keeps them
 */
char *
worker_fixture_dup_dir (WorkerFixture *self,
                        const char    *name)
{
  return g_build_filename (self->state, "stores", pursuit_store_get_uuid (self->next_door.base.store), name, NULL);
}

static int
by_text (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * worker_fixture_list_files:
 * @self: a fixture
 * @name: "outbox" or "drafts"
 * @suffix: what names end in
 *
 * Returns: (transfer full): the names of the files, in order, with "|" between them
 */
char *
worker_fixture_list_files (WorkerFixture *self,
                           const char    *name,
                           const char    *suffix)
{
  g_autofree char *path = worker_fixture_dup_dir (self, name);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *child;

  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (child, suffix))
      g_ptr_array_add (names, g_strdup (child));
  g_ptr_array_sort (names, by_text);
  g_ptr_array_add (names, NULL);

  return g_strjoinv ("|", (char **) names->pdata);
}

/**
 * worker_fixture_edit:
 * @self: a fixture
 * @property: of the customer
 * @value: what it is to be
 *
 * Returns: (transfer full): a change of customer 1 as it is now
 */
PursuitSave *
worker_fixture_edit (WorkerFixture *self,
                     const char    *property,
                     const char    *value)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (self->next_door.desk, PURSUIT_TYPE_CUSTOMER, 1, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, property, value, NULL);

  return pursuit_save_new_edit (original, edited);
}

/**
 * worker_fixture_save:
 * @self: a fixture with a worker
 * @save: (transfer full): a save
 * @error: return location
 *
 * Returns: (transfer full): what became of it
 */
PursuitSaved *
worker_fixture_save (WorkerFixture  *self,
                     PursuitSave    *save,
                     GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  pursuit_worker_save_async (self->worker, save, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);

  return pursuit_worker_save_finish (self->worker, result, error);
}

/**
 * worker_fixture_save_expect:
 * @self: a fixture with a worker
 * @save: (transfer full): a save
 * @state: what is to become of it
 *
 * Saves something.
 */
void
worker_fixture_save_expect (WorkerFixture     *self,
                            PursuitSave       *save,
                            PursuitSavedState  state)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = worker_fixture_save (self, save, &error);

  g_assert_no_error (error);
  g_assert_cmpint (saved->state, ==, state);
}

typedef struct
{
  WorkerFixture *fixture;
  PursuitLink link;
  guint n;
  guint n_held;
} Wanted;

static gboolean
has_link (gpointer data)
{
  const Wanted *wanted = data;

  return pursuit_worker_get_link (wanted->fixture->worker, NULL) == wanted->link;
}

/**
 * worker_fixture_await_link:
 * @self: a fixture with a worker
 * @link: how the database is to be reached
 *
 * Waits until it is so.
 */
void
worker_fixture_await_link (WorkerFixture *self,
                           PursuitLink    link)
{
  Wanted wanted = { self, link, 0, 0 };

  main_loop_run_until (has_link, &wanted);
}

static gboolean
has_unsent (gpointer data)
{
  const Wanted *wanted = data;
  PursuitOutbox *outbox = pursuit_worker_get_outbox (wanted->fixture->worker);

  return pursuit_outbox_count (outbox) == wanted->n && pursuit_outbox_count_held (outbox) == wanted->n_held;
}

/**
 * worker_fixture_await_unsent:
 * @self: a fixture with a worker
 * @n: how many saves are to be unsent
 * @n_held: and how many of them to wait for a person
 *
 * Waits until it is so, and what was decided is on the disk.
 */
void
worker_fixture_await_unsent (WorkerFixture *self,
                             guint          n,
                             guint          n_held)
{
  Wanted wanted = { self, PURSUIT_LINK_OK, n, n_held };

  main_loop_run_until (has_unsent, &wanted);
  pursuit_outbox_flush (pursuit_worker_get_outbox (self->worker));
}

/**
 * worker_fixture_call:
 * @self: a fixture with a worker
 * @job: what to do
 * @data: for @job
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: what @job returned
 */
gpointer
worker_fixture_call (WorkerFixture  *self,
                     PursuitJob      job,
                     gpointer        data,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  pursuit_worker_call_async (self->worker, job, data, NULL, NULL, cancellable, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);

  return pursuit_worker_call_finish (self->worker, result, error);
}
