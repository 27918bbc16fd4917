/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-safety-window.h"
#include "pursuit-salvage.h"

/* When the file itself is in danger: trying again, the newest good backup, and the window in which all of that is looked
 * after. */

static void
try_again (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  pursuit_window_reopen (self, self->flags);
}

/* On a thread of its own: the place of the file may be the very thing that does not answer. */
static void
find_backup_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr(PursuitBackup) backup = pursuit_salvage_find_backup (task_data);

  g_task_return_pointer (task, backup != NULL ? g_strdup (backup->path) : NULL, g_free);
}

static void
found_backup_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PursuitWindow *self = PURSUIT_WINDOW (source);
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), NULL);

  if (path == NULL)
    pursuit_window_add_toast (self, _("There is no good backup of this database on this computer."));
  else
    pursuit_window_open (self, path);
}

/* A backup is only looked into; going back to it is done where the database can be written. */
static void
open_newest_backup (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  g_autoptr(GTask) task = NULL;

  if (self->path == NULL)
    return;

  task = g_task_new (self, NULL, found_backup_cb, NULL);
  g_task_set_source_tag (task, open_newest_backup);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, find_backup_thread);
}

static void
open_backup (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  pursuit_application_show_file (PURSUIT_APPLICATION (application), g_variant_get_string (parameter, NULL), NULL);
}

static void
show_safety (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  if (self->opened)
    gtk_window_present (GTK_WINDOW (pursuit_safety_window_new (GTK_WINDOW (self), self->worker)));
}

void
pursuit_window_install_rescue_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again);
  gtk_widget_class_install_action (widget_class, "win.open-newest-backup", NULL, open_newest_backup);
  gtk_widget_class_install_action (widget_class, "win.open-backup", "s", open_backup);
  gtk_widget_class_install_action (widget_class, "win.safety", NULL, show_safety);
  pursuit_window_install_salvage_action (widget_class);
}
