/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-list-splice.h"

static gboolean
is_same_at (GListStore      *store,
            guint            position,
            gpointer         item,
            PursuitSameFunc  is_same)
{
  g_autoptr(GObject) old = g_list_model_get_item (G_LIST_MODEL (store), position);

  return is_same (old, item);
}

/**
 * pursuit_list_splice:
 * @store: a short list
 * @items: (element-type GObject): what it shall hold
 * @n_items: how many of @items
 * @is_same: (scope call): whether an old item can stay in place of a new one
 *
 * Brings a list up to date by replacing the narrowest stretch that differs: rows outside of it keep their widget and
 * their focus. Nothing is emitted when nothing differs.
 */
void
pursuit_list_splice (GListStore      *store,
                     GPtrArray       *items,
                     guint            n_items,
                     PursuitSameFunc  is_same)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint most = MIN (n_old, n_items);
  guint head = 0;
  guint tail = 0;

  while (head < most && is_same_at (store, head, g_ptr_array_index (items, head), is_same))
    head++;
  while (tail < most - head && is_same_at (store, n_old - tail - 1, g_ptr_array_index (items, n_items - tail - 1), is_same))
    tail++;
  if (head + tail < MAX (n_old, n_items))
    g_list_store_splice (store, head, n_old - head - tail, items->pdata + head, n_items - head - tail);
}
