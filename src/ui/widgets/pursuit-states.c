/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-states.h"

/**
 * pursuit_states_show:
 * @states: a stack of what a page can be: its content, empty, an error and so on
 * @name: which of them it is now
 *
 * Shows one child and hides the others. A child that is only covered is styled and has its pictures loaded all the same: a start
 * would pay for every error that does not happen.
 */
void
pursuit_states_show (GtkStack   *states,
                     const char *name)
{
  GtkWidget *wanted = gtk_stack_get_child_by_name (states, name);

  g_return_if_fail (wanted != NULL);

  gtk_widget_set_visible (wanted, TRUE);
  gtk_stack_set_visible_child (states, wanted);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (states)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == wanted);
}
