/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-preferences-window.h"

#include <glib/gi18n-lib.h>

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

static void
pursuit_preferences_window_dispose (GObject *object)
{
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
  gtk_widget_class_bind_template_callback (widget_class, back_up_cb);
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
