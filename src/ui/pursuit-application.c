/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

#include "pursuit-actions.h"
#include "pursuit-compat.h"
#include "pursuit-preferences-window.h"
#include "pursuit-preferences.h"
#include "pursuit-tour.h"
#include "pursuit-trace.h"
#include "pursuit-window.h"

/* The running program: it opens windows, one database each, and owns what belongs to none of them. */
struct _PursuitApplication
{
  AdwApplication parent;

  /* What was asked on the command line. */
  char *tour_directory;
  char *size;
  char *staff;
  gboolean dark;
  gboolean trace;
  gboolean quit_after_paint;

  PursuitTour *tour;
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
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  PursuitWorker *worker = PURSUIT_IS_WINDOW (window) ? pursuit_window_get_worker (PURSUIT_WINDOW (window)) : NULL;

  gtk_window_present (GTK_WINDOW (pursuit_preferences_window_new (window, worker ? pursuit_worker_get_opened (worker)
                                                                                 : NULL)));
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
  { .name = "preferences", .activate = preferences_cb },
  { .name = "quit", .activate = quit_cb },
};

/* The window that has a file open, or any window for %NULL. */
static PursuitWindow *
find_window (PursuitApplication *self,
             const char         *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (PURSUIT_IS_WINDOW (l->data) &&
        (path == NULL || g_strcmp0 (pursuit_window_get_path (l->data), path) == 0))
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

static PursuitWindow *
make_window (PursuitApplication *self)
{
  PursuitWindow *window = pursuit_window_new (self);
  int width, height;

  if (self->size && sscanf (self->size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  pursuit_window_set_staff (window, self->staff);
  if (self->trace)
    pursuit_trace_start (window, self->quit_after_paint);

  return window;
}

static void
show_file (PursuitApplication *self,
           const char         *path)
{
  PursuitWindow *window = path ? find_window (self, path) : NULL;

  /* One window a file: on a share a second connection would starve the first. */
  if (window)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }

  window = make_window (self);
  if (self->tour_directory)
    {
      self->tour = pursuit_tour_start (window, path, self->tour_directory);
      return;
    }
  if (path)
    pursuit_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));
}

static void
pursuit_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (pursuit_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  pursuit_actions_set_accels (GTK_APPLICATION (application));
  if (PURSUIT_APPLICATION (application)->dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_object_bind_property_full (pursuit_preferences_get_default (), "color-scheme",
                                   adw_style_manager_get_default (), "color-scheme",
                                 G_BINDING_SYNC_CREATE, read_scheme, NULL, NULL, NULL);
}

static void
pursuit_application_activate (GApplication *application)
{
  PursuitApplication *self = PURSUIT_APPLICATION (application);
  PursuitWindow *window = find_window (self, NULL);
  g_autofree char *path = NULL;

  if (window)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  path = find_default_path ();
  show_file (self, path);
}

static void
pursuit_application_open (GApplication  *application,
                          GFile        **files,
                          int            n_files,
                          const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *uri = g_file_get_uri (files[i]);

      show_file (PURSUIT_APPLICATION (application), path ? path : uri);
    }
}

/* A tour and a trace are about this process, and change nothing that is kept. Somebody else's rights hold for this
 * process too: the program that runs already has its own person signed in. */
static int
pursuit_application_handle_local_options (GApplication *application,
                                          GVariantDict *options)
{
  PursuitApplication *self = PURSUIT_APPLICATION (application);

  if (self->tour_directory || self->trace || self->staff)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (self->tour_directory || self->trace)
    pursuit_preferences_hold_back (pursuit_preferences_get_default ());

  /* Left to itself, GTK ends the program with a warning. */
  if (!gtk_init_check ())
    {
      g_printerr ("pursuit: %s\n",
                  _("There is no display to open a window on; pursuitctl does the same work without one."));
      return 1;
    }

  return -1;
}

static void
pursuit_application_finalize (GObject *object)
{
  PursuitApplication *self = PURSUIT_APPLICATION (object);

  g_clear_pointer (&self->tour, pursuit_tour_free);
  g_free (self->tour_directory);
  g_free (self->size);
  g_free (self->staff);

  G_OBJECT_CLASS (pursuit_application_parent_class)->finalize (object);
}

static void
add_options (PursuitApplication *self)
{
  const GOptionEntry options[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &self->staff,
      _("Open as this member of staff, with that person’s rights"), _("STAFF") },
    { "tour", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->tour_directory, NULL, NULL },
    { "size", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->size, NULL, NULL },
    { "dark", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->dark, NULL, NULL },
    { "trace-start", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->trace, NULL, NULL },
    { "quit-after-paint", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->quit_after_paint, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Opens a database of customers and deals in a window."));
}

static void
pursuit_application_class_init (PursuitApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pursuit_application_finalize;
  application_class->handle_local_options = pursuit_application_handle_local_options;
  application_class->startup = pursuit_application_startup;
  application_class->activate = pursuit_application_activate;
  application_class->open = pursuit_application_open;
}

static void
pursuit_application_init (PursuitApplication *self)
{
  add_options (self);
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
  /* In the C locale gettext would not look at any language. */
  if (language && *language && g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, directory ? directory : PURSUIT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Pursuit"));
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

/**
 * pursuit_application_has_failed:
 * @self: the program, after it was run
 *
 * Returns: whether a tour could not show everything
 */
gboolean
pursuit_application_has_failed (PursuitApplication *self)
{
  g_return_val_if_fail (PURSUIT_IS_APPLICATION (self), FALSE);

  return self->tour && pursuit_tour_has_failed (self->tour);
}
