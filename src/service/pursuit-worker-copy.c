/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include "pursuit-snapshot.h"

/* Long reading: at a copy of the database and on a thread of its own, so that the worker goes on with what people do. */

typedef struct
{
  PursuitJob job;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  PursuitDesk *desk;     /* at the copy */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  if (reading->free_data != NULL)
    reading->free_data (reading->data);
  g_clear_object (&reading->desk);
  g_free (reading);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  gpointer result;

  pursuit_store_set_cancellable (pursuit_desk_get_store (reading->desk), cancellable);
  result = reading->job (reading->desk, reading->data, cancellable, &error);
  /* The copy goes with it. */
  g_clear_object (&reading->desk);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, reading->free_result);
}

static gpointer
copy_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_snapshot_new (desk, cancellable, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->desk = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  if (reading->desk == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, read_thread);
}

/**
 * pursuit_worker_read_copy_async:
 * @self: a worker
 * @job: what to read; it is given a desk at a copy of the database, with the same person and rights
 * @data: (nullable) (transfer full): for @job
 * @free_data: (nullable): frees @data, on any thread
 * @free_result: (nullable): frees the result when nobody takes it
 * @cancellable: (nullable): cancelling it also ends the statement that is running
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 *
 * Like pursuit_worker_call_async(), for exports and other long reading: all of it is of one moment, nobody waits for it, and
 * nothing can be changed. pursuit_worker_call_finish() ends it.
 */
void
pursuit_worker_read_copy_async (PursuitWorker       *self,
                                PursuitJob           job,
                                gpointer             data,
                                GDestroyNotify       free_data,
                                GDestroyNotify       free_result,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Reading *reading;
  GTask *task;

  g_return_if_fail (PURSUIT_IS_WORKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  reading = g_new0 (Reading, 1);
  *reading = (Reading) { job, data, free_data, free_result, NULL };
  g_task_set_source_tag (task, pursuit_worker_read_copy_async);
  g_task_set_task_data (task, reading, reading_free);
  pursuit_worker_call_async (self, copy_job, NULL, NULL, g_object_unref, cancellable, copied_cb, task);
}
