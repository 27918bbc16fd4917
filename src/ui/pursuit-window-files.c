/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-window-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"

/* Which file: the actions that ask for one. */

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, &error);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    pursuit_window_open (PURSUIT_WINDOW (source), path);
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
                                    NULL, chosen_cb, NULL);
}

void
pursuit_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-database", NULL, open_database);
}
