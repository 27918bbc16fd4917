/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include "pursuit-pages-private.h"

/* The pages of a damaged database, read as salvaging does. */

static void
read_rows (PursuitPages *pages,
           GArray       *spots)
{
  g_auto(PursuitPageRow) row = { 0 };
  volatile guint8 sum = 0;

  for (guint i = 0; i < spots->len; i++)
    {
      if (!pursuit_pages_read_row (pages, &g_array_index (spots, PursuitPageSpot, i), &row))
        continue;
      for (guint j = 0; j < row.n_values; j++)
        if (row.values[j].length > 0 && row.values[j].kind >= PURSUIT_VALUE_TEXT)
          sum += row.values[j].bytes[0] + row.values[j].bytes[row.values[j].length - 1];
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autoptr(PursuitPages) pages = pursuit_pages_new (bytes, length);
  g_autoptr(GHashTable) roots = pursuit_pages_read_schema (pages);
  g_autoptr(GArray) strays = NULL;
  GHashTableIter iter;
  gpointer root;

  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, NULL, &root))
    {
      g_autoptr(GArray) spots = pursuit_pages_walk (pages, GPOINTER_TO_UINT (root));

      read_rows (pages, spots);
    }
  strays = pursuit_pages_list_stray (pages);
  read_rows (pages, strays);

  return 0;
}
