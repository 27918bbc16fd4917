/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-tour.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-actions.h"
#include "pursuit-import-window.h"
#include "pursuit-picture.h"
#include "pursuit-views.h"
#include "pursuit-window-private.h"

/*
 * A walk through every view, with a picture of each: what somebody without a display looks at, and what is held
 * beside the mockups. Each stop is reached through the same actions that a person uses.
 */
struct _PursuitTour
{
  PursuitWindow *window;
  char *database;
  char *directory;
  char *scratch;
  GPtrArray *stops;
  guint at;
  gint64 reached;
  gint64 deadline;
  guint tick_id;
  gboolean failed;
};

/* Where the tour stops: how to get there, and how to see that it is there. */
typedef struct
{
  char *name;
  const char *view;
  void (*go) (PursuitTour *self, const char *view);
  gboolean (*is_there) (PursuitTour *self);
} Stop;

/* A view that takes longer has failed. */
#define PATIENCE (20 * G_USEC_PER_SEC)
/* What is on its way when a view is there: late rows, a revealer. */
#define SETTLE (400 * G_TIME_SPAN_MILLISECOND)

static void
stop_free (gpointer data)
{
  Stop *stop = data;

  g_free (stop->name);
  g_free (stop);
}

static GtkWindow *
find_dialog (PursuitTour *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (GTK_IS_WINDOW (l->data) &&
        gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window) &&
        gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

static gboolean
is_in_state (PursuitTour *self,
             const char  *state)
{
  return g_str_equal (pursuit_window_get_state (self->window), state);
}

static gboolean
is_welcome (PursuitTour *self)
{
  return is_in_state (self, PURSUIT_STATE_WELCOME);
}

static gboolean
is_error (PursuitTour *self)
{
  return is_in_state (self, PURSUIT_STATE_ERROR);
}

static gboolean
is_page_ready (PursuitTour *self)
{
  PursuitPage *page = pursuit_window_get_page (self->window);

  return is_in_state (self, PURSUIT_STATE_CONTENT) && pursuit_window_get_worker (self->window) && page &&
         pursuit_page_get_ready (page);
}

static gboolean
is_dialog_there (PursuitTour *self)
{
  return find_dialog (self) != NULL;
}

static void
stay (PursuitTour *self,
      const char  *view)
{
}

static void
go_to_error (PursuitTour *self,
             const char  *view)
{
  g_autofree char *missing = g_build_filename (self->scratch, "missing.pursuit", NULL);

  pursuit_window_open (self->window, missing);
}

static void
go_to_view (PursuitTour *self,
            const char  *view)
{
  g_object_set (self->window, "view", view, NULL);
}

static void
go_to_empty (PursuitTour *self,
             const char  *view)
{
  g_autofree char *path = g_build_filename (self->scratch, "empty.pursuit", NULL);

  g_object_set (self->window, "view", view, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    pursuit_window_create (self->window, path, "CNY");
}

static void
go_to_database (PursuitTour *self,
                const char  *view)
{
  g_object_set (self->window, "view", view, NULL);
  pursuit_window_open (self->window, self->database);
}

static void
go_to_action (PursuitTour *self,
              const char  *action)
{
  if (g_str_has_prefix (action, "app."))
    g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self->window))),
                                    action + strlen ("app."), NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);
}

/* A file with a row of each kind, so that the preview has something to say. */
static const char sample[] =
  "客户名称,所属区域,级别,业务员,预估业绩（万元）,电话\n"
  "青枫精密仪器有限公司,华东,C,黄磊,80,021 5550 0101\n"
  "渚源环境工程股份有限公司,华东,B,高铭,240,021 5550 0102\n"
  "枕溪纺织机械有限公司,华东,C,郑斌,45,021 5550 0103\n"
  ",华东,C,黄磊,35,021 5550 0104\n"
  "栖霞锻压设备厂,华东,B,胡健,约12万,021 5550 0105\n"
  "白鹭食品机械有限公司,华北,D,郑斌,60,021 5550 0106\n"
  "云岫新能源材料有限公司,华东,A,胡健,\"1,590\",021 5550 0107\n"
  "珩峰港务集团有限公司,东北,A,黄磊,\"2,600\",139 0000 8801\n"
  "瓯陵璟翔水务,华东,B,胡健,120,139-0000-7996\n";

static void
go_to_preview (PursuitTour *self,
               const char  *action)
{
  g_autofree char *path = g_build_filename (self->scratch, "华东大区客户.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWindow *dialog;

  go_to_action (self, action);
  dialog = find_dialog (self);
  if (PURSUIT_IS_IMPORT_WINDOW (dialog) && g_file_set_contents (path, sample, -1, NULL))
    pursuit_import_window_take_file (PURSUIT_IMPORT_WINDOW (dialog), PURSUIT_IMPORT_CUSTOMERS, file);
}

static gboolean
is_preview_there (PursuitTour *self)
{
  GtkWindow *dialog = find_dialog (self);

  return PURSUIT_IS_IMPORT_WINDOW (dialog) && pursuit_import_window_has_preview (PURSUIT_IMPORT_WINDOW (dialog));
}

static gpointer
find_richest_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

  query->order = PURSUIT_ORDER_AMOUNT;
  return pursuit_desk_query_ids (desk, query, 1, error);
}

static void
found_richest_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  PursuitTour *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  self->reached = 0;
  if (ids && ids->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-customer", "x", g_array_index (ids, gint64, 0));
}

static void
go_to_dossier (PursuitTour *self,
               const char  *view)
{
  pursuit_worker_call_async (pursuit_window_get_worker (self->window), find_richest_job, NULL, NULL,
                             (GDestroyNotify) g_array_unref, NULL, found_richest_cb, self);
}

static void
add_stop (PursuitTour *self,
          const char  *name,
          const char  *view,
          void       (*go) (PursuitTour *, const char *),
          gboolean   (*is_there) (PursuitTour *))
{
  Stop *stop = g_new0 (Stop, 1);

  *stop = (Stop) { g_strdup (name), view, go, is_there };
  g_ptr_array_add (self->stops, stop);
}

static gboolean
can_do (const char *name)
{
  const PursuitAction *actions;
  guint n_actions;

  actions = pursuit_actions_list (&n_actions);
  for (guint i = 0; i < n_actions; i++)
    if (g_strcmp0 (actions[i].name, name) == 0)
      return TRUE;

  return FALSE;
}

static void
plan (PursuitTour *self)
{
  const PursuitView *views;
  guint n_views;

  views = pursuit_views_list (&n_views);
  add_stop (self, "welcome", NULL, stay, is_welcome);
  add_stop (self, "new-database", "win.new-database", go_to_action, is_dialog_there);
  add_stop (self, "error", NULL, go_to_error, is_error);
  for (guint i = 0; i < n_views; i++)
    {
      g_autofree char *name = g_strconcat (views[i].name, "-empty", NULL);

      add_stop (self, name, views[i].name, go_to_empty, is_page_ready);
    }
  for (guint i = 0; i < n_views; i++)
    add_stop (self, views[i].name, views[i].name, i == 0 ? go_to_database : go_to_view, is_page_ready);
  if (pursuit_views_find ("customers"))
    add_stop (self, "dossier", NULL, go_to_dossier, is_page_ready);
  if (can_do ("win.import"))
    {
      add_stop (self, "import", "win.import", go_to_action, is_dialog_there);
      add_stop (self, "import-preview", "win.import", go_to_preview, is_preview_there);
    }
  if (can_do ("win.hand-over"))
    add_stop (self, "hand-over", "win.hand-over", go_to_action, is_dialog_there);
  add_stop (self, "preferences", "app.preferences", go_to_action, is_dialog_there);
  add_stop (self, "shortcuts", "win.show-shortcuts", go_to_action, is_dialog_there);
}

static char *
name_picture (PursuitTour *self,
              const Stop  *stop)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *language = g_strdup (g_get_language_names ()[0]);
  g_autofree char *file = NULL;

  g_strdelimit (language, ".@", '\0');
  file = g_strdup_printf ("%s-%s-%s-%dx%d.png", stop->name, g_str_has_prefix (language, "zh") ? language : "en",
                          dark ? "dark" : "light",
                          gtk_widget_get_width (GTK_WIDGET (self->window)),
                          gtk_widget_get_height (GTK_WIDGET (self->window)));
  return g_build_filename (self->directory, file, NULL);
}

static void
end (PursuitTour *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
go_on (PursuitTour *self)
{
  GtkWindow *dialog = find_dialog (self);
  const Stop *stop;

  if (dialog)
    gtk_window_destroy (dialog);
  if (self->at == self->stops->len)
    {
      end (self);
      return;
    }

  stop = g_ptr_array_index (self->stops, self->at);
  self->reached = 0;
  self->deadline = g_get_monotonic_time () + PATIENCE;
  stop->go (self, stop->view);
}

static void
take_picture (PursuitTour *self,
              const Stop  *stop)
{
  g_autofree char *path = name_picture (self, stop);
  GtkWindow *dialog = find_dialog (self);
  g_autoptr(GError) error = NULL;

  if (pursuit_picture_save (dialog ? dialog : GTK_WINDOW (self->window), path, &error))
    {
      g_print ("%s\n", path);
      return;
    }
  g_printerr ("%s\n", error->message);
  self->failed = TRUE;
}

static gboolean
tick_cb (gpointer user_data)
{
  PursuitTour *self = user_data;
  const Stop *stop = g_ptr_array_index (self->stops, self->at);
  gint64 now = g_get_monotonic_time ();

  if (self->reached == 0 && stop->is_there (self))
    self->reached = now;

  if (self->reached != 0 && now - self->reached > SETTLE)
    take_picture (self, stop);
  else if (self->reached == 0 && now > self->deadline)
    {
      /* Translators: the tour's complaint on the terminal; the name of a view */
      g_printerr (_("The view “%s” did not appear.\n"), stop->name);
      self->failed = TRUE;
    }
  else
    return G_SOURCE_CONTINUE;

  self->at++;
  go_on (self);

  return self->tick_id ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * pursuit_tour_start:
 * @window: a window without a database
 * @database: (nullable): what to show
 * @directory: where the pictures go; made when it is not there
 *
 * Visits every view, then closes the window.
 *
 * Returns: (transfer full): the tour
 */
PursuitTour *
pursuit_tour_start (PursuitWindow *window,
                    const char    *database,
                    const char    *directory)
{
  PursuitTour *self = g_new0 (PursuitTour, 1);

  self->window = window;
  self->database = g_strdup (database);
  self->directory = g_strdup (directory);
  self->scratch = g_dir_make_tmp ("pursuit-tour-XXXXXX", NULL);
  self->stops = g_ptr_array_new_with_free_func (stop_free);
  g_mkdir_with_parents (directory, 0755);
  plan (self);

  gtk_window_present (GTK_WINDOW (window));
  self->tick_id = g_timeout_add (50, tick_cb, self);
  go_on (self);

  return self;
}

/**
 * pursuit_tour_has_failed:
 * @self: a tour
 *
 * Returns: whether a view did not appear or a picture could not be written
 */
gboolean
pursuit_tour_has_failed (PursuitTour *self)
{
  return self->failed || self->at < self->stops->len;
}

/**
 * pursuit_tour_free:
 * @self: (transfer full): a tour
 *
 * Ends it and takes away what it needed.
 */
void
pursuit_tour_free (PursuitTour *self)
{
  g_autofree char *empty = g_build_filename (self->scratch, "empty.pursuit", NULL);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_unlink (empty);
  g_rmdir (self->scratch);
  g_ptr_array_unref (self->stops);
  g_free (self->database);
  g_free (self->directory);
  g_free (self->scratch);
  g_free (self);
}
