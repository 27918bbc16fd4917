/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-str.h"

/*
 * PursuitWorker owns the one thread that touches the database (design.md 5: no SQL on the main thread, ever). Jobs run
 * one after the other in the order they were asked for; what they return goes back to the main thread through a GTask.
 *
 *   main thread          worker thread
 *   call_async() ──job──▶ run (desk) ──result──▶ callback
 *   "news" ◀── journal entries since the last look, after each job and once a second
 */
struct _PursuitWorker
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *jobs;          /* GTask, or the worker itself as the word to stop */
  PursuitOpened *opened;      /* main thread */
  char *staff;                /* who is to be signed in, main thread */
  guint poll_id;
  gboolean poll_is_under_way;

  /* Only on the worker thread. */
  PursuitDesk *desk;
  gint64 last_entry_id;
};

G_DEFINE_FINAL_TYPE (PursuitWorker, pursuit_worker, G_TYPE_OBJECT)

/* A local disk answers in microseconds (platform.md 8). */
#define POLL_SECONDS 1
/* A feed longer than this, after an import or a long sleep, is read in pieces. */
#define MOST_NEWS 500

static guint news_signal;

/* One thing to do on the worker thread, and how to free what belongs to it. */
typedef struct
{
  PursuitJob job;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} JobData;

static void
job_data_free (gpointer data)
{
  JobData *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

/**
 * pursuit_opened_free:
 * @opened: (transfer full): what is known of an opened database
 */
void
pursuit_opened_free (PursuitOpened *opened)
{
  g_free (opened->path);
  g_free (opened->currency);
  g_free (opened->actor_name);
  g_free (opened);
}

static void
run_task (PursuitWorker *self,
          GTask         *task)
{
  JobData *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(PursuitStore) store = NULL;
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;
  /* Kept, because opening replaces the desk. */
  if (self->desk != NULL && cancellable != NULL)
    store = g_object_ref (pursuit_desk_get_store (self->desk));

  if (store != NULL)
    pursuit_store_set_cancellable (store, cancellable);
  result = job->job (self->desk, job->data, cancellable, &error);
  if (store != NULL)
    pursuit_store_set_cancellable (store, NULL);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

static gpointer
worker_thread (gpointer data)
{
  PursuitWorker *self = data;

  for (;;)
    {
      gpointer next = g_async_queue_pop (self->jobs);

      if (next == self)
        break;
      run_task (self, next);
      g_object_unref (next);
    }
  g_clear_object (&self->desk);

  return NULL;
}

static void
push_job (PursuitWorker  *self,
          PursuitJob      job,
          gpointer        data,
          GDestroyNotify  free_data,
          GDestroyNotify  free_result,
          GTask          *task)
{
  JobData *job_data = g_new0 (JobData, 1);

  *job_data = (JobData) { job, data, free_data, free_result };
  g_task_set_task_data (task, job_data, job_data_free);
  g_task_set_check_cancellable (task, FALSE);
  g_async_queue_push (self->jobs, g_object_ref (task));
}

static void
pursuit_worker_dispose (GObject *object)
{
  pursuit_worker_shut_down (PURSUIT_WORKER (object));

  G_OBJECT_CLASS (pursuit_worker_parent_class)->dispose (object);
}

static void
pursuit_worker_finalize (GObject *object)
{
  PursuitWorker *self = PURSUIT_WORKER (object);

  g_clear_pointer (&self->opened, pursuit_opened_free);
  g_free (self->staff);
  g_async_queue_unref (self->jobs);

  G_OBJECT_CLASS (pursuit_worker_parent_class)->finalize (object);
}

static void
pursuit_worker_class_init (PursuitWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pursuit_worker_dispose;
  object_class->finalize = pursuit_worker_finalize;

  /**
   * PursuitWorker::news:
   * @entries: (element-type PursuitJournalEntry): what happened, oldest first; lent
   *
   * Somebody, this window included, changed the database. Emitted on the main thread.
   */
  news_signal = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              1, G_TYPE_PTR_ARRAY);
}

static void
pursuit_worker_init (PursuitWorker *self)
{
  self->jobs = g_async_queue_new_full (g_object_unref);
}

/**
 * pursuit_worker_new:
 *
 * Returns: (transfer full): a worker without a database; its thread starts with the first job
 */
PursuitWorker *
pursuit_worker_new (void)
{
  return g_object_new (PURSUIT_TYPE_WORKER, NULL);
}

/**
 * pursuit_worker_set_staff:
 * @self: a worker
 * @staff: (nullable): the name of a member of staff, %NULL for the owner of the file
 *
 * Says who is to sit at the desk of the databases that are opened from now on; see pursuit_desk_sign_in_as().
 */
void
pursuit_worker_set_staff (PursuitWorker *self,
                          const char    *staff)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  pursuit_set_str (&self->staff, staff);
}

/* Opening is a job that is given the worker, because it replaces the desk. */
typedef struct
{
  PursuitWorker *worker;
  char *path;
  char *staff;
  PursuitStoreFlags flags;
} OpenJob;

static void
open_job_free (gpointer data)
{
  OpenJob *job = data;

  g_free (job->path);
  g_free (job->staff);
  g_free (job);
}

static gpointer
open_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  OpenJob *job = data;
  PursuitWorker *self = job->worker;
  g_autoptr(PursuitDesk) next = NULL;
  PursuitOpened *opened;

  next = (job->flags & PURSUIT_STORE_CREATE) ? pursuit_desk_create (job->path, NULL, error)
                                                  : pursuit_desk_open (job->path, job->flags, error);
  /* Nobody works in a new house yet: whoever makes it sits at its desk. */
  if (next == NULL ||
      (job->staff != NULL && !(job->flags & PURSUIT_STORE_CREATE) && !pursuit_desk_sign_in_as (next, job->staff, error)) ||
      !pursuit_journal_get_last (pursuit_desk_get_store (next), &self->last_entry_id, error))
    return NULL;

  g_set_object (&self->desk, next);
  opened = g_new0 (PursuitOpened, 1);
  opened->path = g_strdup (pursuit_store_get_path (pursuit_desk_get_store (next)));
  opened->currency = g_strdup (pursuit_desk_get_currency (next));
  opened->actor_id = pursuit_desk_get_actor_id (next);
  opened->actor_name = g_strdup (pursuit_desk_get_actor_name (next));
  opened->role = pursuit_desk_get_role (next);
  opened->read_only = pursuit_store_is_read_only (pursuit_desk_get_store (next));
  opened->process_id = pursuit_desk_get_process_id (next);

  return opened;
}

static void
ensure_thread (PursuitWorker *self)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("pursuit-worker", worker_thread, self);
}

/**
 * pursuit_worker_open_async:
 * @self: a worker
 * @path: a file
 * @flags: %PURSUIT_STORE_CREATE makes a new database in the default currency
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open or was refused
 * @user_data: for @callback
 *
 * Opens a database in place of the one that is open. On failure the old one stays open.
 */
void
pursuit_worker_open_async (PursuitWorker       *self,
                           const char          *path,
                           PursuitStoreFlags    flags,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  OpenJob *job;

  g_return_if_fail (PURSUIT_IS_WORKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  job = g_new0 (OpenJob, 1);
  job->worker = self;
  job->path = g_strdup (path);
  job->staff = g_strdup (self->staff);
  job->flags = flags;
  g_task_set_source_tag (task, pursuit_worker_open_async);
  ensure_thread (self);
  push_job (self, open_job, job, open_job_free, (GDestroyNotify) pursuit_opened_free, task);
}

static gboolean
poll_cb (gpointer user_data)
{
  pursuit_worker_poll (PURSUIT_WORKER (user_data));

  return G_SOURCE_CONTINUE;
}

static PursuitOpened *
opened_copy (const PursuitOpened *opened)
{
  PursuitOpened *copy = g_memdup2 (opened, sizeof *opened);

  copy->path = g_strdup (opened->path);
  copy->currency = g_strdup (opened->currency);
  copy->actor_name = g_strdup (opened->actor_name);

  return copy;
}

/**
 * pursuit_worker_open_finish:
 * @self: a worker
 * @result: what the callback was given
 * @error: return location
 *
 * Fails as pursuit_desk_open() or pursuit_desk_create().
 *
 * Returns: (transfer full): what the window needs to know
 */
PursuitOpened *
pursuit_worker_open_finish (PursuitWorker  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  PursuitOpened *opened;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return NULL;

  g_clear_pointer (&self->opened, pursuit_opened_free);
  self->opened = opened_copy (opened);
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  return opened;
}

/**
 * pursuit_worker_get_opened:
 * @self: a worker
 *
 * Returns: (nullable): what is known of the database that was opened last, lent; %NULL before the first one
 */
const PursuitOpened *
pursuit_worker_get_opened (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  return self->opened;
}

static gpointer
refuse_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  JobData *wanted = data;

  if (desk != NULL)
    return wanted->job (desk, wanted->data, cancellable, error);

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("No database is open."));
  return NULL;
}

/**
 * pursuit_worker_call_async:
 * @self: a worker
 * @job: what to do
 * @data: (nullable) (transfer full): for @job
 * @free_data: (nullable): frees @data, on any thread
 * @free_result: (nullable): frees the result when nobody takes it
 * @cancellable: (nullable): cancelling it also ends the statement that is running, and those that the job begins later
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 *
 * Does something on the worker thread.
 */
void
pursuit_worker_call_async (PursuitWorker       *self,
                           PursuitJob           job,
                           gpointer             data,
                           GDestroyNotify       free_data,
                           GDestroyNotify       free_result,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JobData *wanted;

  g_return_if_fail (PURSUIT_IS_WORKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  wanted = g_new0 (JobData, 1);
  *wanted = (JobData) { job, data, free_data, free_result };
  g_task_set_source_tag (task, pursuit_worker_call_async);
  ensure_thread (self);
  push_job (self, refuse_job, wanted, job_data_free, free_result, task);
}

/**
 * pursuit_worker_call_finish:
 * @self: a worker
 * @result: what the callback was given
 * @error: return location
 *
 * Fails as the job did, or with %G_IO_ERROR_CANCELLED. After a verb, pursuit_worker_poll() makes it news at once.
 *
 * Returns: (transfer full): what the job returned
 */
gpointer
pursuit_worker_call_finish (PursuitWorker  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The newest entry's number is the cheap question; it counts this window's own writes too. */
static gpointer
news_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PursuitWorker *self = data;
  PursuitStore *store = pursuit_desk_get_store (desk);
  GPtrArray *entries;
  gint64 last_id;

  if (!pursuit_journal_get_last (store, &last_id, error) || last_id == self->last_entry_id)
    return NULL;
  /* Somebody put an older state back: what comes after it is news again. */
  if (last_id < self->last_entry_id)
    self->last_entry_id = MAX (last_id - 1, 0);

  entries = pursuit_journal_list_since (store, self->last_entry_id, MOST_NEWS, error);
  if (entries != NULL && entries->len > 0)
    self->last_entry_id = ((PursuitJournalEntry *) g_ptr_array_index (entries, entries->len - 1))->id;

  return entries;
}

static void
news_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autoptr(GPtrArray) entries = pursuit_worker_call_finish (self, result, NULL);

  self->poll_is_under_way = FALSE;
  if (entries == NULL || entries->len == 0)
    return;

  g_signal_emit (self, news_signal, 0, entries);
  if (entries->len == MOST_NEWS)
    pursuit_worker_poll (self);
}

/**
 * pursuit_worker_poll:
 * @self: a worker
 *
 * Looks for news now rather than within a second; to be called after a verb has been done.
 */
void
pursuit_worker_poll (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  if (self->poll_is_under_way || self->opened == NULL || self->thread == NULL)
    return;

  self->poll_is_under_way = TRUE;
  pursuit_worker_call_async (self, news_job, self, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, news_cb, NULL);
}

/**
 * pursuit_worker_shut_down:
 * @self: a worker
 *
 * Lets the jobs that wait finish, closes the database and ends the thread. To be called before the last reference goes.
 */
void
pursuit_worker_shut_down (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  g_clear_handle_id (&self->poll_id, g_source_remove);
  if (self->thread == NULL)
    return;

  g_async_queue_push (self->jobs, self);
  g_thread_join (g_steal_pointer (&self->thread));
}
