/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-level-bar.h"

/**
 * pursuit_level_bar_make_plain:
 * @bar: a level bar
 *
 * Takes the stock offsets away, which colour a bar by how full it is: with us colour has meanings of its own.
 */
void
pursuit_level_bar_make_plain (GtkLevelBar *bar)
{
  gtk_level_bar_remove_offset_value (bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (bar, GTK_LEVEL_BAR_OFFSET_FULL);
}
