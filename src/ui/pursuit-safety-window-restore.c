/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-safety-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-backups-restore.h"
#include "pursuit-compat.h"

/* Going back to a backup, after having seen what that means. */

static gpointer
preview_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(PursuitRestorePreview) preview = pursuit_backups_preview (desk, data, cancellable, error);

  return preview != NULL ? pursuit_restore_preview_dup_sentence (preview) : NULL;
}

static gpointer
restore_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *kept = NULL;
  gint64 entry_id;

  if (!pursuit_backups_restore (desk, data, NULL, &kept, &entry_id, error))
    return NULL;

  return g_path_get_basename (kept != NULL ? kept : data);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  pursuit_worker_poll (PURSUIT_WORKER (source));
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  /* Translators: %s is the file in which the state of just now is kept */
  text = kept != NULL ? g_strdup_printf (_("The backup is back. What was there before is kept as “%s”."), kept)
                      : g_strdup (error->message);
  pursuit_safety_window_tell (self, text);
  pursuit_safety_window_read_backups (self);
}

static void
agreed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;

  if (!pursuit_compat_ask_finish (result, NULL) || self->worker == NULL)
    return;

  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, restore_job, g_strdup (self->restoring), g_free, g_free, NULL, restored_cb,
                             g_object_ref (self));
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  if (sentence == NULL)
    {
      pursuit_safety_window_tell (self, error->message);
      return;
    }

  pursuit_compat_ask_async (GTK_WINDOW (self), _("Go Back to This Backup?"), sentence, _("_Restore"),
                            PURSUIT_COMPAT_ASK_DESTRUCTIVE, NULL, self->cancellable, agreed_cb, g_object_ref (self));
}

static void
restore_backup (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitSafetyWindow *self = PURSUIT_SAFETY_WINDOW (widget);

  g_free (self->restoring);
  self->restoring = g_variant_dup_string (parameter, NULL);
  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, preview_job, g_strdup (self->restoring), g_free, g_free, self->cancellable,
                             previewed_cb, g_object_ref (self));
}

void
pursuit_safety_window_install_restore_action (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "safety.restore", "s", restore_backup);
}
