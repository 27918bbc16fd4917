/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-classes.h"

#include "pursuit-ui-types.h"

static void
visit (const char     *folder,
       UiTemplateFunc  func,
       gpointer        data)
{
  g_auto(GStrv) names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      g_autoptr(GBytes) bytes = NULL;

      if (g_str_has_suffix (path, "/"))
        {
          visit (path, func, data);
          continue;
        }
      if (!g_str_has_suffix (path, ".ui"))
        continue;

      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert_nonnull (bytes);
      func (path, g_bytes_get_data (bytes, NULL), data);
    }
}

/* Resources end with a zero byte, so their text can be searched as it is. */
void
ui_foreach_template (UiTemplateFunc func,
                     gpointer       data)
{
  visit (PURSUIT_TEMPLATE (""), func, data);
}

static void
add_type (const char *path,
          const char *text,
          gpointer    data)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  g_autoptr(GRegex) regex = g_regex_new ("<template class=\"([A-Za-z]+)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  GType type;

  if (!g_regex_match (regex, text, 0, &match))
    return;

  name = g_match_info_fetch (match, 1);
  /* Looks the get_type function up among the symbols of this program. */
  type = gtk_builder_get_type_from_name (builder, name);
  if (type == G_TYPE_INVALID)
    g_error ("%s is for %s, which is not in the program", path, name);
  g_ptr_array_add (data, GSIZE_TO_POINTER (type));
}

GPtrArray *
ui_list_template_types (void)
{
  GPtrArray *types = g_ptr_array_new ();

  ui_foreach_template (add_type, types);
  g_assert_cmpuint (types->len, >, 0);

  return types;
}

/* One of @type on the screen, in a window of its own unless it is one; a popover hangs on a button. */
GtkWindow *
ui_show_type (GType type)
{
  GtkWidget *widget = g_object_new (type, NULL);
  GtkWidget *window = GTK_IS_WINDOW (widget) ? widget : gtk_window_new ();

  if (GTK_IS_LIST_BOX_ROW (widget))
    {
      GtkWidget *list = gtk_list_box_new ();

      gtk_list_box_append (GTK_LIST_BOX (list), widget);
      gtk_window_set_child (GTK_WINDOW (window), list);
    }
  else if (GTK_IS_POPOVER (widget))
    {
      GtkWidget *button = gtk_menu_button_new ();

      gtk_menu_button_set_label (GTK_MENU_BUTTON (button), "Open");
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), widget);
      gtk_window_set_child (GTK_WINDOW (window), button);
    }
  else if (window != widget)
    gtk_window_set_child (GTK_WINDOW (window), widget);

  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  if (GTK_IS_POPOVER (widget))
    gtk_popover_popup (GTK_POPOVER (widget));

  return GTK_WINDOW (window);
}
