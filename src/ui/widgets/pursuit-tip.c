/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-tip.h"

#define TIP_KEY "pursuit-tip"

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard_mode,
                  GtkTooltip *tooltip,
                  gpointer    user_data)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TIP_KEY));
  return TRUE;
}

/**
 * pursuit_tip_set:
 * @widget: a widget of which there are many
 * @text: what it says when somebody points at it
 *
 * Does what gtk_widget_set_tooltip_text() does, but asks nobody where the pointer is: GTK asks the display twice for every text
 * that is set, and a board has dozens of them before anybody has seen it.
 */
void
pursuit_tip_set (GtkWidget  *widget,
                 const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && text != NULL);

  if (g_object_get_data (G_OBJECT (widget), TIP_KEY) == NULL)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_object_set_data_full (G_OBJECT (widget), TIP_KEY, g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
