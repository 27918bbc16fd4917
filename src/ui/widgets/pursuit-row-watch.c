/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-row-watch.h"

/**
 * pursuit_row_watch:
 * @slot: where the watcher keeps the row it shows, with a reference
 * @row: (nullable): the row to show from now on
 * @changed: for the row's signal "changed"
 * @watcher: an object, the callback's last argument
 *
 * Follows another row, and the one that was shown no more.
 */
void
pursuit_row_watch (PursuitRow **slot,
                   PursuitRow  *row,
                   GCallback    changed,
                   gpointer     watcher)
{
  if (*slot == row)
    return;

  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, changed, watcher);
  g_set_object (slot, row);
  if (row != NULL)
    g_signal_connect_object (row, "changed", changed, watcher, 0);
}
