/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-template.h"

/**
 * pursuit_template_dispose:
 * @widget: a composite widget being disposed
 * @type: the type that has the template
 *
 * Lets go of everything that the template made. gtk_widget_dispose_template() alone only knows the children that are
 * bound to a name; those that just hold them together would be left behind.
 */
void
pursuit_template_dispose (GtkWidget *widget,
                          GType      type)
{
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
