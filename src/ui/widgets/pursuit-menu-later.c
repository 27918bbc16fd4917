/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-menu-later.h"

static void
build_menu_cb (GtkMenuButton *button,
               gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * pursuit_menu_later_set:
 * @button: a menu button
 * @menu: what it opens
 *
 * Gives a button its menu. As a property, the menu would be built at once, some five widgets for each of its lines; so it is built
 * when it is first opened.
 */
void
pursuit_menu_later_set (GtkMenuButton *button,
                        GMenuModel    *menu)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && G_IS_MENU_MODEL (menu));

  gtk_menu_button_set_create_popup_func (button, build_menu_cb, g_object_ref (menu), g_object_unref);
}
