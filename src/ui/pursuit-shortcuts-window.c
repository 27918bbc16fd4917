/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-shortcuts-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-actions.h"
#include "pursuit-ui-types.h"

/* Every key of the program, read from the action table. */
struct _PursuitShortcutsWindow
{
  AdwWindow parent;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (PursuitShortcutsWindow, pursuit_shortcuts_window, ADW_TYPE_WINDOW)

static char *
describe_accel (const char *accel)
{
  guint key;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (accel, &key, &modifiers))
    return g_strdup (accel);

  return gtk_accelerator_get_label (key, modifiers);
}

static GtkWidget *
make_row (const PursuitAction *action)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto(GStrv) accels = pursuit_actions_split_accels (action);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(action->label));
  for (guint i = 0; accels[i]; i++)
    {
      g_autofree char *text = describe_accel (accels[i]);
      GtkWidget *key = gtk_label_new (text);

      gtk_widget_add_css_class (key, "key-cap");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), key);
    }

  return row;
}

static void
fill (PursuitShortcutsWindow *self)
{
  AdwPreferencesGroup *groups[PURSUIT_N_SECTIONS] = { NULL };
  const PursuitAction *actions;
  guint n_actions;

  actions = pursuit_actions_list (&n_actions);
  for (guint i = 0; i < n_actions; i++)
    {
      PursuitSection section = actions[i].section;

      if (*actions[i].accels == '\0')
        continue;
      if (groups[section] == NULL)
        {
          groups[section] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (groups[section], pursuit_actions_section_title (section));
          adw_preferences_page_add (self->page, groups[section]);
        }
      adw_preferences_group_add (groups[section], make_row (&actions[i]));
    }
}

static void
pursuit_shortcuts_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_SHORTCUTS_WINDOW);

  G_OBJECT_CLASS (pursuit_shortcuts_window_parent_class)->dispose (object);
}

static void
pursuit_shortcuts_window_class_init (PursuitShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_shortcuts_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("shortcuts-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitShortcutsWindow, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_shortcuts_window_init (PursuitShortcutsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

/**
 * pursuit_shortcuts_window_new:
 * @parent: (nullable): the window over which it is shown
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_shortcuts_window_new (GtkWindow *parent)
{
  return g_object_new (PURSUIT_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal", parent != NULL, NULL);
}
