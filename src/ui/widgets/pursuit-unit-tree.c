/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-unit-tree.h"

typedef struct
{
  GPtrArray *rows;
  GPtrArray *sorted;
  GHashTable *depths;
} Walk;

static void
add_below (Walk   *walk,
           gint64  parent_id,
           guint   depth)
{
  for (guint i = 0; i < walk->rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (walk->rows, i);
      gint64 id = pursuit_row_get_id (row);

      if (pursuit_row_get_number (row, PURSUIT_UNIT_ROW_PARENT_ID) != parent_id ||
          g_hash_table_contains (walk->depths, GSIZE_TO_POINTER (id)))
        continue;

      g_hash_table_insert (walk->depths, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (depth));
      g_ptr_array_add (walk->sorted, g_object_ref (row));
      add_below (walk, id, depth + 1);
    }
}

static gboolean
has_row (GPtrArray *rows,
         gint64     id)
{
  for (guint i = 0; i < rows->len; i++)
    if (pursuit_row_get_id (g_ptr_array_index (rows, i)) == id)
      return TRUE;

  return FALSE;
}

/**
 * pursuit_unit_tree_sort:
 * @rows: (element-type PursuitRow): rows of %PURSUIT_LIST_UNITS, siblings in the order wanted
 * @out_depths: (out) (transfer full): the depth of each unit by its id, 0 at the top
 *
 * Puts units in the order of their tree, each followed by those below it. A unit whose parent is not among @rows stands at
 * the top, and so does one of a ring: nothing is lost.
 *
 * Returns: (transfer full) (element-type PursuitRow): the same rows
 */
GPtrArray *
pursuit_unit_tree_sort (GPtrArray   *rows,
                        GHashTable **out_depths)
{
  Walk walk = { rows, g_ptr_array_new_full (rows->len, g_object_unref), g_hash_table_new (NULL, NULL) };

  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);
      gint64 id = pursuit_row_get_id (row);
      gint64 parent_id = pursuit_row_get_number (row, PURSUIT_UNIT_ROW_PARENT_ID);

      if ((parent_id != 0 && has_row (rows, parent_id)) || g_hash_table_contains (walk.depths, GSIZE_TO_POINTER (id)))
        continue;
      g_hash_table_insert (walk.depths, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (0));
      g_ptr_array_add (walk.sorted, g_object_ref (row));
      add_below (&walk, id, 1);
    }

  /* What is left is a ring. */
  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);
      gint64 id = pursuit_row_get_id (row);

      if (g_hash_table_contains (walk.depths, GSIZE_TO_POINTER (id)))
        continue;
      g_hash_table_insert (walk.depths, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (0));
      g_ptr_array_add (walk.sorted, g_object_ref (row));
      add_below (&walk, id, 1);
    }

  *out_depths = walk.depths;
  return walk.sorted;
}
