/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-row-cache-private.h"

#define MOST_RECENT 400

static gpointer
id_to_key (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize) id);
}

void
pursuit_row_cache_init (PursuitRowCache *self)
{
  self->by_id = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->ids = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_queue_init (&self->recent);
}

static void
row_gone_cb (gpointer  data,
             GObject  *where)
{
  PursuitRowCache *self = data;
  gpointer key = g_hash_table_lookup (self->ids, where);

  g_hash_table_remove (self->ids, where);
  g_hash_table_remove (self->by_id, key);
}

/**
 * pursuit_row_cache_forget:
 * @self: a cache
 *
 * Lets go of all rows: those of another list are to follow. Whoever holds a row keeps it as it is.
 */
void
pursuit_row_cache_forget (PursuitRowCache *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_remove_all (self->ids);
  g_hash_table_remove_all (self->by_id);
  g_queue_clear_full (&self->recent, g_object_unref);
}

void
pursuit_row_cache_clear (PursuitRowCache *self)
{
  pursuit_row_cache_forget (self);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->by_id);
}

/**
 * pursuit_row_cache_find:
 * @self: a cache
 * @id: a record's id
 *
 * Returns: (nullable): the row, lent, when it is alive
 */
PursuitRow *
pursuit_row_cache_find (PursuitRowCache *self,
                        gint64           id)
{
  return g_hash_table_lookup (self->by_id, id_to_key (id));
}

/**
 * pursuit_row_cache_adopt:
 * @self: a cache
 * @row: a row that it does not know
 *
 * Keeps a row for a while, and lets the one go that came longest ago.
 */
void
pursuit_row_cache_adopt (PursuitRowCache *self,
                         PursuitRow      *row)
{
  gpointer key = id_to_key (pursuit_row_get_id (row));

  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
  g_hash_table_insert (self->by_id, key, row);
  g_hash_table_insert (self->ids, row, key);
  g_queue_push_tail (&self->recent, g_object_ref (row));
  if (g_queue_get_length (&self->recent) > MOST_RECENT)
    g_object_unref (g_queue_pop_head (&self->recent));
}

/**
 * pursuit_row_cache_take:
 * @self: a cache
 * @rows: (nullable) (element-type PursuitRow): rows as they were just read
 *
 * Brings rows that are alive up to date, and keeps the others.
 */
void
pursuit_row_cache_take (PursuitRowCache *self,
                        GPtrArray       *rows)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      PursuitRow *fresh = g_ptr_array_index (rows, i);
      PursuitRow *known = pursuit_row_cache_find (self, pursuit_row_get_id (fresh));

      if (known != NULL)
        pursuit_row_fill (known, fresh);
      else
        pursuit_row_cache_adopt (self, fresh);
    }
}

/**
 * pursuit_row_cache_list_ids:
 * @self: a cache
 *
 * Returns: (transfer full) (element-type gint64): the ids of the rows that are alive
 */
GArray *
pursuit_row_cache_list_ids (PursuitRowCache *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = (gint64) GPOINTER_TO_SIZE (key);

      g_array_append_val (ids, id);
    }

  return ids;
}
