/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-import-window.h"
#include "pursuit-new-database-window.h"

/* Which file: the actions that ask for one. */

static void
opened_file_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (source));

  if (path)
    pursuit_application_show_file (PURSUIT_APPLICATION (application), path, GTK_WINDOW (source));
}

static void
open_database (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const PursuitCompatFilter filters[] = {
    { _("Pursuit databases"), "*.pursuit *.db" },
    { _("All files"), "*" },
    { NULL, NULL },
  };

  pursuit_compat_choose_file_async (GTK_WINDOW (widget), PURSUIT_COMPAT_OPEN, _("Open a Database"), NULL, filters,
                                    NULL, opened_file_cb, NULL);
}

static void
new_database (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PursuitNewDatabaseWindow *dialog = pursuit_new_database_window_new (GTK_WINDOW (widget));

  g_signal_connect_object (dialog, "create", G_CALLBACK (pursuit_window_create), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
back_up_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const char *target = data;

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) ||
      !pursuit_store_backup (pursuit_desk_get_store (desk), target, error))
    return NULL;

  return g_strdup (target);
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *target = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (self->worker != PURSUIT_WORKER (source))
    return;
  if (target == NULL)
    {
      pursuit_window_add_toast (self, error->message);
      return;
    }

  name = g_path_get_basename (target);
  /* Translators: after a backup; the file's name */
  text = g_strdup_printf (_("Backed up and checked: “%s”"), name);
  pursuit_window_add_toast (self, text);
}

static void
backup_file_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PursuitWindow *self = PURSUIT_WINDOW (source);
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && self->opened)
    pursuit_worker_call_async (self->worker, back_up_job, g_steal_pointer (&path), g_free, g_free, NULL,
                               backed_up_cb, g_object_ref (self));
}

static void
back_up (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d %H%M");
  g_autofree char *proposal = NULL;
  char *dot = strrchr (base, '.');

  if (dot && dot != base)
    *dot = '\0';
  proposal = g_strdup_printf ("%s %s.pursuit", base, day);
  pursuit_compat_choose_file_async (GTK_WINDOW (self), PURSUIT_COMPAT_SAVE, _("Back Up the Database"), proposal, NULL,
                                    NULL, backup_file_cb, NULL);
}

static void
import_file (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PursuitWindow *self = PURSUIT_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (pursuit_import_window_new (GTK_WINDOW (self), self->worker)));
}

void
pursuit_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-database", NULL, open_database);
  gtk_widget_class_install_action (widget_class, "win.new-database", NULL, new_database);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_file);
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up);
}
