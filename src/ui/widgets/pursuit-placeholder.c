/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-placeholder.h"

#include <glib/gi18n-lib.h>

/**
 * pursuit_placeholder_show:
 * @widget: what shows a row, the child of a list item
 * @row: (nullable): the row
 *
 * Makes a widget look and sound like something that is on its way as long as the values of its row are; whatever its
 * labels hold meanwhile is not seen.
 */
void
pursuit_placeholder_show (GtkWidget  *widget,
                          PursuitRow *row)
{
  GtkWidget *item = gtk_widget_get_parent (widget);
  gboolean is_waiting = row != NULL && !pursuit_row_is_loaded (row);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (is_waiting == gtk_widget_has_css_class (widget, "skeleton"))
    return;

  if (is_waiting)
    gtk_widget_add_css_class (widget, "skeleton");
  else
    gtk_widget_remove_css_class (widget, "skeleton");
  if (item == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_STATE_BUSY, is_waiting, -1);
  if (is_waiting)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Being read"), -1);
}
