/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include "pursuit-backups.h"

/*
 * Backups that nobody asks for. Looking whether one is due costs a look at a folder, and so does not go over a network;
 * copying holds the worker up for some ten milliseconds; what takes longer, checking the copy, happens beside it.
 */

/* A backup is made an hour after the last one at the earliest: a minute more does not matter. */
#define LOOK_SECONDS 60

static guint backed_up_signal;

void
pursuit_worker_init_backups (PursuitWorkerClass *klass)
{
  /**
   * PursuitWorker::backed-up:
   * @was_due: whether there was something to back up, which was tried then
   *
   * The worker has looked whether a backup is to be made by itself, and if so tried to make one; how the backups stand now says
   * pursuit_backups_get_state(). Emitted on the main thread.
   */
  backed_up_signal = g_signal_new ("backed-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
end (PursuitWorker *self,
     gboolean       was_due)
{
  self->backup_is_under_way = FALSE;
  if (self->thread != NULL)
    g_signal_emit (self, backed_up_signal, 0, was_due);
}

static gpointer
begin_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return pursuit_backups_is_due (desk) ? pursuit_backup_job_new (desk, PURSUIT_BACKUP_AUTOMATIC, cancellable, error) : NULL;
}

static void
finish_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  PursuitBackupJob **job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBackup) backup = pursuit_backup_job_finish (g_steal_pointer (job), NULL, &error);

  if (backup == NULL)
    g_debug ("No backup: %s", error->message);
  g_task_return_boolean (task, backup != NULL);
}

static void
clear_job (gpointer data)
{
  PursuitBackupJob **job = data;

  g_clear_pointer (job, pursuit_backup_job_free);
  g_free (job);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);

  g_task_propagate_boolean (G_TASK (result), NULL);
  end (self, TRUE);
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autoptr(GError) error = NULL;
  PursuitBackupJob *job = pursuit_worker_call_finish (self, result, &error);
  g_autoptr(GTask) task = NULL;
  PursuitBackupJob **kept;

  if (job == NULL)
    {
      if (error != NULL)
        g_debug ("No backup: %s", error->message);
      end (self, error != NULL);
      return;
    }

  kept = g_new (PursuitBackupJob *, 1);
  *kept = job;
  task = g_task_new (self, NULL, finished_cb, NULL);
  g_task_set_task_data (task, kept, clear_job);
  g_task_run_in_thread (task, finish_thread);
}

static void
free_begun (gpointer job)
{
  pursuit_backup_job_free (job);
}

/* Makes a backup if one is due and none is being made. */
void
pursuit_worker_back_up (PursuitWorker *self)
{
  if (self->backup_is_under_way || self->opened == NULL || self->thread == NULL)
    return;

  self->backup_is_under_way = TRUE;
  pursuit_worker_call_async (self, begin_job, NULL, NULL, free_begun, NULL, begun_cb, NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  pursuit_worker_back_up (user_data);

  return G_SOURCE_CONTINUE;
}

void
pursuit_worker_begin_backups (PursuitWorker *self)
{
  if (self->backup_id == 0)
    self->backup_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

void
pursuit_worker_end_backups (PursuitWorker *self)
{
  g_clear_handle_id (&self->backup_id, g_source_remove);
}
