/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backups.h"

/* The program backs up by itself. Whoever would rely on that is told when it has not come to anything for days. */

#define BANNER "backup"

static gpointer
state_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return pursuit_backups_get_state (desk, error);
}

static void
show_state (PursuitWindow            *self,
            const PursuitBackupState *state)
{
  if (state->is_overdue)
    pursuit_banners_set (self->banners, BANNER, PURSUIT_SEVERITY_WARNING, state->warning,
                         _("If something happens to the file now, the work of days is lost."), _("_Safety…"), "win.safety");
  else
    pursuit_banners_unset (self->banners, BANNER);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  g_autoptr(PursuitBackupState) state = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  /* That the database does not answer is said elsewhere. */
  if (state != NULL && self->opened && self->worker == PURSUIT_WORKER (source))
    show_state (self, state);
}

/* After the program has tried: a backup that it is about to make by itself is nothing to worry anybody with. */
static void
backed_up_cb (PursuitWindow *self,
              gboolean       was_due)
{
  if (was_due || pursuit_banners_find (self->banners, BANNER) != NULL)
    pursuit_worker_call_async (self->worker, state_job, NULL, NULL, (GDestroyNotify) pursuit_backup_state_free, NULL,
                               looked_cb, g_object_ref (self));
}

/* Begins to tell when the database has not been backed up for too long. */
void
pursuit_window_watch_backups (PursuitWindow *self)
{
  if (!pursuit_worker_get_opened (self->worker)->read_only)
    g_signal_connect_object (self->worker, "backed-up", G_CALLBACK (backed_up_cb), self, G_CONNECT_SWAPPED);
}

/* The database is closed; what was said about it goes with the other banners. */
void
pursuit_window_forget_backups (PursuitWindow *self)
{
  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_func (self->worker, backed_up_cb, self);
}
