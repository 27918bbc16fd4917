/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

#include "pursuit-actions.h"
#include "pursuit-compat.h"
#include "pursuit-path.h"
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
  PursuitTraceOptions trace_options;

  PursuitTour *tour;
  PursuitRunner runner;
  PursuitAutomation *automation;
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

  GtkWidget *preferences = pursuit_preferences_window_new (window, worker ? pursuit_worker_get_opened (worker) : NULL);

  if (worker != NULL)
    pursuit_preferences_window_set_worker (PURSUIT_PREFERENCES_WINDOW (preferences), worker);
  gtk_window_present (GTK_WINDOW (preferences));
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
  PursuitWindow *window;
  int width, height;

  pursuit_trace_mark ("started");
  window = pursuit_window_new (self);
  pursuit_trace_mark ("window");
  if (self->size && sscanf (self->size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  pursuit_window_set_staff (window, self->staff);
  if (self->trace)
    pursuit_trace_start (window, &self->trace_options);

  return window;
}

static void
show_in (PursuitApplication *self,
         PursuitWindow      *window,
         const char         *path)
{
  if (self->tour_directory)
    {
      self->tour = pursuit_tour_start (window, path, self->tour_directory);
      return;
    }
  if (path)
    pursuit_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));
  pursuit_trace_mark ("presented");
}

/* A file that somebody wants to see, while it is found out whether a window has it under another name. */
typedef struct
{
  char *path;
  char **shown;         /* the files of the windows, as they were asked for */
  GtkWindow *into;      /* weak: where to open it, NULL for a new window */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->path);
  g_strfreev (wanted->shown);
  g_free (wanted);
}

/* On a thread of its own: a share that has gone away keeps whoever asks about its files waiting. */
static void
find_name_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Wanted *wanted = task_data;

  for (guint i = 0; wanted->shown[i]; i++)
    if (pursuit_path_is_same (wanted->shown[i], wanted->path))
      {
        g_task_return_pointer (task, g_strdup (wanted->shown[i]), g_free);
        return;
      }

  g_task_return_pointer (task, pursuit_path_canonicalize (wanted->path, NULL), g_free);
}

/* One window a file: on a share a second connection would starve the first. */
static void
show_here (PursuitApplication *self,
           PursuitWindow      *window,
           const char         *path)
{
  if (g_strcmp0 (pursuit_window_get_state (window), "error") == 0)
    show_in (self, window, path);
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
found_name_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PursuitApplication *self = PURSUIT_APPLICATION (source);
  Wanted *wanted = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_task_propagate_pointer (G_TASK (result), NULL);
  PursuitWindow *window = find_window (self, name);
  PursuitWindow *into = PURSUIT_WINDOW (wanted->into);

  /* Here, since the thread may be the last to let the task go. */
  g_clear_weak_pointer (&wanted->into);
  if (window)
    show_here (self, window, name);
  else
    show_in (self, into ? into : make_window (self), name);
  g_application_release (G_APPLICATION (self));
}

static char **
list_shown (PursuitApplication *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (PURSUIT_IS_WINDOW (l->data) && pursuit_window_get_path (l->data))
      g_strv_builder_add (builder, pursuit_window_get_path (l->data));

  return g_strv_builder_end (builder);
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
  show_in (self, make_window (self), path);
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

      pursuit_application_show_file (PURSUIT_APPLICATION (application), path ? path : uri, NULL);
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

static gboolean
pursuit_application_dbus_register (GApplication     *application,
                                   GDBusConnection  *connection,
                                   const char       *object_path,
                                   GError          **error)
{
  PursuitApplication *self = PURSUIT_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/Automation", NULL);

  if (!G_APPLICATION_CLASS (pursuit_application_parent_class)->dbus_register (application, connection, object_path, error))
    return FALSE;
  /* A window with the rights of somebody else, or for a tour, does nothing for others. */
  if (self->runner == NULL || (g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE))
    return TRUE;

  self->automation = pursuit_automation_new (GTK_APPLICATION (self), self->runner);
  return pursuit_automation_export (self->automation, connection, path, error);
}

static void
pursuit_application_dbus_unregister (GApplication    *application,
                                     GDBusConnection *connection,
                                     const char      *object_path)
{
  PursuitApplication *self = PURSUIT_APPLICATION (application);

  if (self->automation)
    pursuit_automation_unexport (self->automation);
  G_APPLICATION_CLASS (pursuit_application_parent_class)->dbus_unregister (application, connection, object_path);
}

static void
pursuit_application_finalize (GObject *object)
{
  PursuitApplication *self = PURSUIT_APPLICATION (object);

  g_clear_object (&self->automation);
  g_clear_pointer (&self->tour, pursuit_tour_free);
  g_free (self->tour_directory);
  g_free (self->size);
  g_free (self->staff);
  g_free (self->trace_options.typed);

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
    { "trace-scroll", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &self->trace_options.n_scrolled_frames, NULL, NULL },
    { "trace-type", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->trace_options.typed, NULL, NULL },
    { "trace-stalls", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &self->trace_options.least_stall_ms, NULL, NULL },
    { "quit-after-paint", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->trace_options.quit, NULL, NULL },
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
  application_class->dbus_register = pursuit_application_dbus_register;
  application_class->dbus_unregister = pursuit_application_dbus_unregister;
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
  const char *charset;

  if (language && *language)
    g_setenv ("LANGUAGE", language, TRUE);

  setlocale (LC_ALL, "");
  /* In the C locale gettext would not look at any language. */
  if (language && *language && g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  /* Names and commands from outside are UTF-8 also where nobody has chosen a language. */
  if (!g_get_charset (&charset) && g_str_equal (charset, "ANSI_X3.4-1968"))
    setlocale (LC_CTYPE, "C.UTF-8");
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
 * pursuit_application_set_runner:
 * @self: the program, before it is run
 * @runner: what runs the commands of pursuitctl
 *
 * Lets other programs of the same user have things done by the windows, see #PursuitAutomation. Without it they cannot.
 */
void
pursuit_application_set_runner (PursuitApplication *self,
                                PursuitRunner       runner)
{
  g_return_if_fail (PURSUIT_IS_APPLICATION (self));

  self->runner = runner;
}

/**
 * pursuit_application_show_file:
 * @self: the program
 * @path: a database
 * @into: (nullable): the window to open it in, %NULL for a new one
 *
 * Shows the window that has the file open, under whatever name, or opens it.
 */
void
pursuit_application_show_file (PursuitApplication *self,
                               const char         *path,
                               GtkWindow          *into)
{
  g_autoptr(GTask) task = NULL;
  PursuitWindow *window;
  Wanted *wanted;

  g_return_if_fail (PURSUIT_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  window = find_window (self, path);
  if (window)
    {
      show_here (self, window, path);
      return;
    }
  /* The first window appears at once, and an address that is no file is refused by whoever opens it. */
  if (find_window (self, NULL) == NULL || !g_path_is_absolute (path))
    {
      show_in (self, into ? PURSUIT_WINDOW (into) : make_window (self), path);
      return;
    }

  wanted = g_new0 (Wanted, 1);
  wanted->path = g_strdup (path);
  wanted->shown = list_shown (self);
  g_set_weak_pointer (&wanted->into, into);
  g_application_hold (G_APPLICATION (self));
  task = g_task_new (self, NULL, found_name_cb, NULL);
  g_task_set_source_tag (task, pursuit_application_show_file);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, find_name_thread);
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
