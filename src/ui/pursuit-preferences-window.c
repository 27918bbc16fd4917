/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-documents.h"
#include "pursuit-preferences.h"
#include "pursuit-ui-types.h"

/* What a person may choose for this computer, and what is known of the open database. */
struct _PursuitPreferencesWindow
{
  AdwWindow parent;

  AdwComboRow *language;
  AdwComboRow *appearance;
  AdwComboRow *density;
  GtkWidget *database;
  AdwActionRow *place;
  AdwActionRow *currency;
  AdwEntryRow *limit;

  PursuitWorker *worker;         /* whose documents are limited */
};

G_DEFINE_FINAL_TYPE (PursuitPreferencesWindow, pursuit_preferences_window, ADW_TYPE_WINDOW)

/* In the order of the template's lists. */
static const char *const languages[] = { "", "en", "zh_CN", "zh_TW", NULL };
static const char *const schemes[] = { "system", "light", "dark", NULL };
static const char *const densities[] = { "comfortable", "compact", NULL };

static gboolean
value_to_position (GBinding     *binding,
                   const GValue *from,
                   GValue       *to,
                   gpointer      user_data)
{
  const char *const *choices = user_data;

  for (guint i = 0; choices[i]; i++)
    if (g_strcmp0 (choices[i], g_value_get_string (from)) == 0)
      {
        g_value_set_uint (to, i);
        return TRUE;
      }

  return FALSE;
}

static gboolean
position_to_value (GBinding     *binding,
                   const GValue *from,
                   GValue       *to,
                   gpointer      user_data)
{
  const char *const *choices = user_data;
  guint position = g_value_get_uint (from);

  if (position >= g_strv_length ((char **) choices))
    return FALSE;

  g_value_set_string (to, choices[position]);
  return TRUE;
}

static void
bind_choice (AdwComboRow       *row,
             const char        *name,
             const char *const *choices)
{
  g_object_bind_property_full (pursuit_preferences_get_default (), name, row, "selected",
                               G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL,
                               value_to_position, position_to_value, (gpointer) choices, NULL);
}

static void
back_up_cb (PursuitPreferencesWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.back-up", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_database (PursuitPreferencesWindow *self,
               const PursuitOpened      *opened)
{
  g_autofree char *path = g_markup_escape_text (opened->path, -1);

  gtk_widget_set_visible (self->database, TRUE);
  adw_action_row_set_subtitle (self->place, path);
  adw_action_row_set_subtitle (self->currency, opened->currency);
}

#define MIB (1024 * 1024)

static void
tell (PursuitPreferencesWindow *self,
      const char               *text)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", text);
}

static void
show_limit (PursuitPreferencesWindow *self,
            gint64                    limit)
{
  g_autofree char *text = g_strdup_printf ("%.6g", (double) limit / MIB);

  gtk_editable_set_text (GTK_EDITABLE (self->limit), text);
  gtk_widget_set_visible (GTK_WIDGET (self->limit), TRUE);
  adw_entry_row_set_show_apply_button (self->limit, TRUE);
}

/* Reads the limit, after setting it unless that is 0. */
static gpointer
limit_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const gint64 *wanted = data;
  gint64 limit;

  if (*wanted != 0 && !pursuit_documents_set_limit (desk, *wanted, NULL, error))
    return NULL;
  limit = pursuit_documents_get_limit (desk, error);

  return limit != 0 ? g_memdup2 (&limit, sizeof limit) : NULL;
}

static void
limit_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitPreferencesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *limit = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (limit != NULL && self->worker != NULL)
    show_limit (self, *limit);
  else if (error != NULL)
    tell (self, error->message);
}

static void
ask_limit (PursuitPreferencesWindow *self,
           gint64                    wanted)
{
  pursuit_worker_call_async (self->worker, limit_job, g_memdup2 (&wanted, sizeof wanted), g_free, g_free, NULL, limit_cb,
                             g_object_ref (self));
}

static void
limit_applied_cb (PursuitPreferencesWindow *self)
{
  double mib = g_strtod (gtk_editable_get_text (GTK_EDITABLE (self->limit)), NULL);

  /* What is no number is no size either: the verb says what is. */
  ask_limit (self, mib > 0 && mib < 1e6 ? (gint64) (mib * MIB) : -1);
}

static void
pursuit_preferences_window_dispose (GObject *object)
{
  g_clear_object (&PURSUIT_PREFERENCES_WINDOW (object)->worker);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (pursuit_preferences_window_parent_class)->dispose (object);
}

static void
pursuit_preferences_window_class_init (PursuitPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("preferences-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, language);
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, appearance);
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, density);
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, database);
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, place);
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, currency);
  gtk_widget_class_bind_template_child (widget_class, PursuitPreferencesWindow, limit);
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, limit_applied_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_preferences_window_init (PursuitPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_choice (self->language, "language", languages);
  bind_choice (self->appearance, "color-scheme", schemes);
  bind_choice (self->density, "board-density", densities);
}

/**
 * pursuit_preferences_window_new:
 * @parent: (nullable): the window over which it is shown
 * @opened: (nullable): the open database
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_preferences_window_new (GtkWindow           *parent,
                                const PursuitOpened *opened)
{
  PursuitPreferencesWindow *self = g_object_new (PURSUIT_TYPE_PREFERENCES_WINDOW,
                                                 "transient-for", parent,
                                                 "modal", parent != NULL,
                                                 NULL);

  if (opened)
    show_database (self, opened);

  return GTK_WIDGET (self);
}

/**
 * pursuit_preferences_window_set_worker:
 * @self: a window
 * @worker: the opened database
 *
 * Offers the settings of the database to those who may change them.
 */
void
pursuit_preferences_window_set_worker (PursuitPreferencesWindow *self,
                                       PursuitWorker            *worker)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);

  g_return_if_fail (PURSUIT_IS_PREFERENCES_WINDOW (self));

  g_set_object (&self->worker, worker);
  if (opened != NULL && !opened->read_only &&
      pursuit_rights_may (opened->rights, PURSUIT_RIGHT_ADMINISTER))
    ask_limit (self, 0);
}
