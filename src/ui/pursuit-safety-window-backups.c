/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-safety-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-date.h"
#include "pursuit-window.h"

/* The backups: what there is, making one, looking into one, and where else they are kept. */

/* Older ones are in the folder; nobody reads a list of a hundred. */
#define MOST_BACKUPS 30

typedef struct
{
  PursuitBackupState *state;
  GPtrArray *backups;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->state, pursuit_backup_state_free);
  g_clear_pointer (&reading->backups, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Reading) reading = g_new0 (Reading, 1);
  g_autoptr(PursuitBackups) backups = pursuit_backups_new (desk);

  reading->state = pursuit_backups_get_state (desk, error);
  if (reading->state == NULL)
    return NULL;

  reading->backups = pursuit_backups_list (backups);
  return g_steal_pointer (&reading);
}

static const char *
name_reason (const char *reason)
{
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_IMPORT) == 0)
    return _("before an import");
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_MERGE) == 0)
    return _("before merging");
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_MIGRATION) == 0)
    return _("before a new version of Pursuit");
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_MOVING) == 0)
    return _("before moving deals to another process");
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_RESTORE) == 0)
    return _("before going back to a backup");
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_BULK) == 0)
    return _("before changing many customers");
  if (g_strcmp0 (reason, PURSUIT_BACKUP_BEFORE_SUCCESSION) == 0)
    return _("before handing over what somebody had");

  return g_strcmp0 (reason, PURSUIT_BACKUP_ASKED) == 0 ? _("asked for") : _("by itself");
}

static GtkWidget *
make_button (const char *label,
             const char *action,
             const char *path)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);

  return button;
}

static GtkWidget *
make_row (const PursuitBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *at = pursuit_time_format (backup->manifest->at);
  g_autofree char *size = g_format_size ((guint64) backup->manifest->size);
  /* Translators: a backup: %1$s says why it was made, such as “by itself”, %2$s how big it is */
  g_autofree char *what = g_strdup_printf (_("%1$s, %2$s"), name_reason (backup->manifest->reason), size);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), at);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               pursuit_backup_is_good (backup) ? what : _("It is not what it was when it was checked."));
  if (pursuit_backup_is_good (backup))
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (C_("backup", "Open"), "safety.open", backup->path));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (_("Restore…"), "safety.restore", backup->path));
    }

  return row;
}

static void
show_list (PursuitSafetyWindow *self,
           GPtrArray           *backups)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->backups))) != NULL)
    gtk_list_box_remove (self->backups, row);
  for (guint i = 0; i < MIN (backups->len, MOST_BACKUPS); i++)
    gtk_list_box_append (self->backups, make_row (g_ptr_array_index (backups, i)));
  gtk_widget_set_visible (self->backups_group, backups->len > 0);
}

static void
show_state (PursuitSafetyWindow      *self,
            const PursuitBackupState *state)
{
  g_autofree char *at = pursuit_time_format (state->last_at);
  g_autofree char *size = g_format_size ((guint64) state->size);
  g_autofree char *title = state->last_at != 0 ? g_strdup_printf (_("The newest is from %s"), at)
                                               : g_strdup (_("There is no backup yet"));
  g_autofree char *subtitle =
    /* Translators: %1$u is how many backups there are, %2$s how big they are, %3$s in which folder they lie */
    g_strdup_printf (ngettext ("%1$u backup, %2$s, in %3$s", "%1$u backups, %2$s, in %3$s", state->n_good), state->n_good,
                     size, state->folder);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), title);
  adw_action_row_set_subtitle (self->state, subtitle);
  adw_action_row_set_subtitle (self->second, state->second_folder != NULL ? state->second_folder
                                             : state->advice != NULL      ? state->advice
                                                                          : _("On another disk, if there is one"));
  if (state->warning != NULL)
    pursuit_banners_set (self->banners, "backups", PURSUIT_SEVERITY_WARNING, state->warning, NULL, NULL, NULL);
  else
    pursuit_banners_unset (self->banners, "backups");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Reading) reading = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  if (reading == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), error->message);
      return;
    }

  show_state (self, reading->state);
  show_list (self, reading->backups);
}

void
pursuit_safety_window_read_backups (PursuitSafetyWindow *self)
{
  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, read_job, NULL, NULL, reading_free, self->cancellable, read_cb,
                             g_object_ref (self));
}

static gpointer
take_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_backups_take (desk, PURSUIT_BACKUP_ASKED, NULL, error);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBackup) backup = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  gtk_widget_set_sensitive (self->take, TRUE);
  if (backup == NULL)
    pursuit_safety_window_tell (self, error->message);
  else
    pursuit_safety_window_tell (self, backup->trouble != NULL ? backup->trouble : _("Backed up and checked."));
  pursuit_safety_window_read_backups (self);
}

void
pursuit_safety_window_take_backup (PursuitSafetyWindow *self)
{
  gtk_widget_set_sensitive (self->take, FALSE);
  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, take_job, NULL, NULL, (GDestroyNotify) pursuit_backup_free, NULL, taken_cb,
                             g_object_ref (self));
}

static gpointer
second_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PursuitBackups) backups = pursuit_backups_new (desk);

  return GINT_TO_POINTER (pursuit_backups_set_second (backups, data, error));
}

static void
second_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_safety_window_end (self);
  if (!done)
    pursuit_safety_window_tell (self, error->message);
  pursuit_safety_window_read_backups (self);
}

static void
second_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PursuitSafetyWindow) self = user_data;
  g_autoptr(GFile) folder = pursuit_compat_choose_file_finish (result, NULL);
  char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path == NULL || self->worker == NULL)
    {
      g_free (path);
      return;
    }

  pursuit_safety_window_begin (self);
  pursuit_worker_call_async (self->worker, second_job, path, g_free, NULL, self->cancellable, second_cb, g_object_ref (self));
}

void
pursuit_safety_window_choose_second (PursuitSafetyWindow *self)
{
  pursuit_compat_choose_file_async (GTK_WINDOW (self), PURSUIT_COMPAT_FOLDER, _("A Second Folder for Backups"), NULL, NULL,
                                    self->cancellable, second_chosen_cb, g_object_ref (self));
}

static void
open_backup (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-backup", "s", g_variant_get_string (parameter, NULL));
}

void
pursuit_safety_window_install_backup_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "safety.open", "s", open_backup);
  pursuit_safety_window_install_restore_action (widget_class);
}
