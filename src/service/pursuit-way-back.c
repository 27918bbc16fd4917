/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-way-back.h"

#include "pursuit-backups-private.h"

/*
 * Before a bulk verb:
 *
 *   pursuit_way_back_begin()   copies, before the transaction
 *   the verb                   works; meanwhile the copy is checked on a thread of its own
 *   pursuit_way_back_end()     before the commit: without a way back nothing is changed
 */

typedef struct
{
  PursuitBackupJob *job;
  GCancellable *cancellable;
} Check;

static gpointer
check_thread (gpointer data)
{
  g_autofree Check *check = data;
  g_autoptr(GCancellable) cancellable = check->cancellable;
  GError *error = NULL;
  g_autoptr(PursuitBackup) backup = pursuit_backup_job_finish (check->job, cancellable, &error);

  return error;
}

static void
outer_cancelled_cb (GCancellable *outer,
                    GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/**
 * pursuit_way_back_begin:
 * @self: an empty way back
 * @desk: a desk, outside any transaction
 * @reason: what is about to be done, such as %PURSUIT_BACKUP_BEFORE_IMPORT
 * @cancellable: (nullable): ends the copying, and the check until pursuit_way_back_end() has returned
 * @error: return location
 *
 * Copies the database, unless the last good backup is of this very state or there is nothing in it.
 *
 * Fails as pursuit_backup_job_new().
 *
 * Returns: %TRUE when the change may be begun
 */
gboolean
pursuit_way_back_begin (PursuitWayBack  *self,
                        PursuitDesk     *desk,
                        const char      *reason,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr(PursuitBackups) where = pursuit_backups_new (desk);
  g_autoptr(PursuitBackup) last = pursuit_backups_find_last (where);
  PursuitBackupJob *job;
  Check *check;

  g_return_val_if_fail (self->thread == NULL, FALSE);

  if (!pursuit_backups_has_news (desk, last))
    return TRUE;
  job = pursuit_backup_job_new (desk, reason, cancellable, error);
  if (job == NULL)
    return FALSE;

  self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), g_object_ref (self->cancellable),
                                              g_object_unref);
    }
  check = g_new (Check, 1);
  *check = (Check) { job, g_object_ref (self->cancellable) };
  self->thread = g_thread_new ("backup", check_thread, check);
  return TRUE;
}

static GError *
join (PursuitWayBack *self)
{
  GError *error = self->thread != NULL ? g_thread_join (g_steal_pointer (&self->thread)) : NULL;

  if (self->outer != NULL)
    g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  return error;
}

/**
 * pursuit_way_back_end:
 * @self: a way back that was begun
 * @error: return location
 *
 * Waits until the copy has been checked and kept.
 *
 * Fails as pursuit_backup_job_finish().
 *
 * Returns: %TRUE when there is a way back
 */
gboolean
pursuit_way_back_end (PursuitWayBack  *self,
                      GError         **error)
{
  GError *failure = join (self);

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * pursuit_way_back_clear:
 * @self: a way back
 *
 * Gives up a backup whose change will not be made.
 */
void
pursuit_way_back_clear (PursuitWayBack *self)
{
  g_autoptr(GError) nobody_wants = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  nobody_wants = join (self);
}
