/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <glib/gi18n-lib.h>

/* The thread of a worker: jobs run one after the other, in the order in which they were asked for. */

/* One thing to do on the worker thread, and how to free what belongs to it. */
typedef struct
{
  PursuitJob job;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} JobData;

static gpointer refuse_job (PursuitDesk   *desk,
                            gpointer       data,
                            GCancellable  *cancellable,
                            GError       **error);

static void
job_data_free (gpointer data)
{
  JobData *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

/* While the place of the database does not answer, asking it would take half a minute each time. */
void
pursuit_worker_set_away_error (GError **error)
{
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY, _("The database cannot be reached just now."));
}

static gboolean
fails_fast (PursuitWorker *self,
            const JobData *job)
{
  return g_atomic_int_get (&self->told_link) == PURSUIT_LINK_AWAY && job->job == refuse_job;
}

static void
run_task (PursuitWorker *self,
          GTask         *task)
{
  JobData *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(PursuitStore) store = NULL;
  GError *error = NULL;
  gpointer result = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  /* Kept, because opening replaces the desk. */
  if (self->desk != NULL)
    store = g_object_ref (pursuit_desk_get_store (self->desk));

  if (fails_fast (self, job))
    pursuit_worker_set_away_error (&error);
  else
    {
      pursuit_worker_watch_store (self, store, cancellable);
      result = job->job (self->desk, job->data, cancellable, &error);
      if (store != NULL)
        pursuit_store_set_cancellable (store, NULL);
      pursuit_worker_note (self, store, error);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

/* Whoever waits for the end learns of it; when nobody does any more, the thread has the last reference. */
static void
end_thread (PursuitWorker *self)
{
  gboolean is_let_go;

  g_mutex_lock (&self->end_lock);
  self->has_ended = TRUE;
  is_let_go = self->is_let_go;
  g_cond_signal (&self->end_cond);
  g_mutex_unlock (&self->end_lock);

  if (is_let_go)
    g_object_unref (self);
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
      g_atomic_int_inc (&self->beat);
      g_atomic_int_inc (&self->pulse);
      g_atomic_int_set (&self->is_working, TRUE);
      run_task (self, next);
      g_object_unref (next);
      g_atomic_int_set (&self->is_working, FALSE);
      g_atomic_int_inc (&self->beat);
      g_atomic_int_inc (&self->pulse);
    }
  g_clear_object (&self->desk);
  end_thread (self);

  return NULL;
}

/* Queues a job whose result goes to @task. */
void
pursuit_worker_push (PursuitWorker  *self,
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
  if (self->is_hung || self->is_let_go)
    {
      GError *error = NULL;

      pursuit_worker_set_away_error (&error);
      g_task_return_error (task, error);
      return;
    }

  if (self->thread == NULL)
    self->thread = g_thread_new ("pursuit-worker", worker_thread, self);
  g_async_queue_push (self->jobs, g_object_ref (task));
}

/* The thread hangs: what waits behind it is told so, rather than to wait. */
void
pursuit_worker_refuse_waiting (PursuitWorker *self)
{
  gpointer next;

  while ((next = g_async_queue_try_pop (self->jobs)) != NULL)
    {
      g_autoptr(GTask) task = next;
      GError *error = NULL;

      pursuit_worker_set_away_error (&error);
      g_task_return_error (task, error);
    }
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
  pursuit_worker_push (self, refuse_job, wanted, job_data_free, free_result, task);
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

/* A job that goes on is waited for, however long it takes: it may be an import. One that only waits for a colleague's lock,
 * or hangs in the kernel on a server that went away, is not: closing a window must not take that long. */
#define MOST_WAIT_US (2 * G_USEC_PER_SEC)
#define BETWEEN_LOOKS_US (100 * 1000)

/* Lets the jobs that wait finish. */
void
pursuit_worker_end_thread (PursuitWorker *self)
{
  int beat = g_atomic_int_get (&self->beat);
  gint64 until = g_get_monotonic_time () + MOST_WAIT_US;
  gboolean has_ended;

  if (self->thread == NULL)
    return;

  g_async_queue_push (self->jobs, self);
  g_mutex_lock (&self->end_lock);
  while (!self->has_ended && g_get_monotonic_time () < until)
    {
      g_cond_wait_until (&self->end_cond, &self->end_lock, MIN (until, g_get_monotonic_time () + BETWEEN_LOOKS_US));
      if (g_atomic_int_get (&self->beat) != beat)
        until = g_get_monotonic_time () + MOST_WAIT_US;
      beat = g_atomic_int_get (&self->beat);
    }
  has_ended = self->has_ended;
  self->is_let_go = !has_ended;
  if (!has_ended)
    g_object_ref (self);
  g_mutex_unlock (&self->end_lock);

  if (has_ended)
    g_thread_join (g_steal_pointer (&self->thread));
  else
    g_clear_pointer (&self->thread, g_thread_unref);
}
