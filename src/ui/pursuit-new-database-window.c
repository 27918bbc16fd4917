/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-new-database-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/* Where a new database lies and in which currency it counts: the two things that are hard to change later. */
struct _PursuitNewDatabaseWindow
{
  AdwWindow parent;

  AdwActionRow *place;
  AdwComboRow *currency;

  char *path;
};

enum
{
  CREATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the template's list. */
static const char *const currencies[] = { "CNY", "TWD", "HKD", "USD", "EUR", "JPY", "GBP", "SGD" };

G_DEFINE_FINAL_TYPE (PursuitNewDatabaseWindow, pursuit_new_database_window, ADW_TYPE_WINDOW)

static void
set_path (PursuitNewDatabaseWindow *self,
          const char               *path)
{
  g_autofree char *escaped = g_markup_escape_text (path, -1);

  pursuit_set_str (&self->path, path);
  adw_action_row_set_subtitle (self->place, escaped);
}

/* A first name that is free, so that somebody who does not care need not choose. */
static char *
propose_path (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *folder = documents ? documents : g_get_home_dir ();

  for (guint i = 1; i < 100; i++)
    {
      /* Translators: the name of a new file; the number is added when the first is taken */
      g_autofree char *name = i == 1 ? g_strdup (_("Sales.pursuit")) : g_strdup_printf (_("Sales %u.pursuit"), i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }

  return g_build_filename (folder, _("Sales.pursuit"), NULL);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    set_path (PURSUIT_NEW_DATABASE_WINDOW (source), path);
}

static void
choose_cb (PursuitNewDatabaseWindow *self)
{
  const PursuitCompatFilter filters[] = {
    { _("Pursuit databases"), "*.pursuit *.db" },
    { NULL, NULL },
  };
  g_autofree char *name = g_path_get_basename (self->path);

  pursuit_compat_choose_file_async (GTK_WINDOW (self), PURSUIT_COMPAT_SAVE, _("Place of the New Database"), name,
                                    filters, NULL, chosen_cb, NULL);
}

static void
create_cb (PursuitNewDatabaseWindow *self)
{
  guint selected = MIN (adw_combo_row_get_selected (self->currency), G_N_ELEMENTS (currencies) - 1);

  g_signal_emit (self, signals[CREATE], 0, self->path, currencies[selected]);
  gtk_window_close (GTK_WINDOW (self));
}

static void
pursuit_new_database_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_NEW_DATABASE_WINDOW);

  G_OBJECT_CLASS (pursuit_new_database_window_parent_class)->dispose (object);
}

static void
pursuit_new_database_window_finalize (GObject *object)
{
  g_free (PURSUIT_NEW_DATABASE_WINDOW (object)->path);

  G_OBJECT_CLASS (pursuit_new_database_window_parent_class)->finalize (object);
}

static void
pursuit_new_database_window_class_init (PursuitNewDatabaseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_new_database_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_new_database_window_finalize;

  /**
   * PursuitNewDatabaseWindow::create:
   * @path: where
   * @currency: ISO 4217 code
   *
   * The person has decided.
   */
  signals[CREATE] = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("new-database-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDatabaseWindow, place);
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDatabaseWindow, currency);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_new_database_window_init (PursuitNewDatabaseWindow *self)
{
  g_autofree char *path = propose_path ();

  gtk_widget_init_template (GTK_WIDGET (self));
  set_path (self, path);
}

/**
 * pursuit_new_database_window_new:
 * @parent: (nullable): the window over which it is shown
 *
 * Returns: (transfer none): the window, to be presented; its signal "create" says what was decided
 */
PursuitNewDatabaseWindow *
pursuit_new_database_window_new (GtkWindow *parent)
{
  return g_object_new (PURSUIT_TYPE_NEW_DATABASE_WINDOW, "transient-for", parent, "modal", parent != NULL, NULL);
}
