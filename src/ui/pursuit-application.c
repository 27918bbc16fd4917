/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "pursuit-actions.h"
#include "pursuit-compat.h"
#include "pursuit-preferences.h"
#include "pursuit-window.h"

/* The running program: it opens windows, one database each, and owns what belongs to none of them. */
struct _PursuitApplication
{
  AdwApplication parent;
};

G_DEFINE_FINAL_TYPE (PursuitApplication, pursuit_application, ADW_TYPE_APPLICATION)

static gboolean
read_scheme (GBinding     *binding,
             const GValue *from,
             GValue       *to,
             gpointer      user_data)
{
  const char *scheme = g_value_get_string (from);

  if (g_strcmp0 (scheme, "light") == 0)
    g_value_set_enum (to, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_strcmp0 (scheme, "dark") == 0)
    g_value_set_enum (to, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (to, ADW_COLOR_SCHEME_DEFAULT);

  return TRUE;
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  pursuit_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GList *windows;

  /* Each window is closed the way a person would: it keeps its size and ends its worker. */
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (user_data))))
    gtk_window_destroy (GTK_WINDOW (windows->data));
}

static const GActionEntry entries[] = {
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static PursuitWindow *
find_window (PursuitApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (PURSUIT_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Where a person who never chose anything has the database: made by pursuitctl, or by a first import. */
static char *
find_default_path (void)
{
  g_autofree char *last = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "last-database");
  g_autofree char *path = NULL;

  /* The last one is tried even when it is gone: that it cannot be reached is what the person must read. */
  if (last && *last)
    return g_steal_pointer (&last);

  path = g_build_filename (g_get_user_data_dir (), "pursuit", "pursuit.db", NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
pursuit_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (pursuit_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  pursuit_actions_set_accels (GTK_APPLICATION (application));
  g_object_bind_property_full (pursuit_preferences_get_default (), "color-scheme",
                               adw_style_manager_get_default (), "color-scheme",
                               G_BINDING_SYNC_CREATE, read_scheme, NULL, NULL, NULL);
}

static void
pursuit_application_activate (GApplication *application)
{
  PursuitApplication *self = PURSUIT_APPLICATION (application);
  PursuitWindow *window = find_window (self);
  g_autofree char *path = NULL;

  if (window == NULL)
    {
      window = pursuit_window_new (self);
      path = find_default_path ();
      if (path)
        pursuit_window_open (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
pursuit_application_open (GApplication  *application,
                          GFile        **files,
                          int            n_files,
                          const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      PursuitWindow *window = pursuit_window_new (PURSUIT_APPLICATION (application));
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *uri = g_file_get_uri (files[i]);

      pursuit_window_open (window, path ? path : uri);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
pursuit_application_class_init (PursuitApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = pursuit_application_startup;
  application_class->activate = pursuit_application_activate;
  application_class->open = pursuit_application_open;
}

static void
pursuit_application_init (PursuitApplication *self)
{
}

/**
 * pursuit_application_set_up_language:
 *
 * Makes the program speak the language that the person chose, or the system's. Called first of all in main(): GTK
 * reads the environment once.
 */
void
pursuit_application_set_up_language (void)
{
  g_autofree char *language = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "language");
  const char *directory = g_getenv ("PURSUIT_LOCALEDIR");

  if (language && *language)
    g_setenv ("LANGUAGE", language, TRUE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory ? directory : PURSUIT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * pursuit_application_new:
 *
 * Returns: (transfer full): the program, to be run
 */
PursuitApplication *
pursuit_application_new (void)
{
  return g_object_new (PURSUIT_TYPE_APPLICATION,
                       "application-id", PURSUIT_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/pursuit/Pursuit",
                       NULL);
}
