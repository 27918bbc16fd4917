/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <string.h>

#include "pursuit-name-index.h"
#include "pursuit-text.h"

/* A file of an index that was kept, or names, and words that somebody looks for: one of either on each line. */
static void
put_and_find (const char *line,
              gint64      id,
              gpointer    data)
{
  PursuitNameIndex *index = data;
  g_autofree char *text = pursuit_text_fold (line);
  PursuitNameEntry entry = { (PursuitNameKind) (id % PURSUIT_NAME_N_KINDS), id % 7, id % 3, (guint) id, text, strlen (text) / 2 };
  PursuitNameQuestion question = { .words = line, .kinds = 0xf, .limit = 3, .own_id = 1 };
  g_autoptr(GArray) hits = NULL;
  g_autoptr(GArray) ids = NULL;

  /* half a character is no name */
  while (entry.name_length > 0 && (text[entry.name_length] & 0xc0) == 0x80)
    entry.name_length--;
  pursuit_name_index_put (index, &entry);
  hits = pursuit_name_index_find (index, &question, NULL, NULL);
  ids = pursuit_name_index_match (index, entry.kind, text, NULL, NULL);
  g_assert_cmpuint (hits->len, <=, 3);

  /* a name is found by its own first word */
  if (strlen (text) < 400 && *text != '\0')
    g_assert_cmpuint (ids->len, >, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autoptr(GBytes) file = g_bytes_new (bytes, length);
  g_autoptr(GBytes) stamp = NULL;
  g_autoptr(PursuitNameIndex) kept = pursuit_name_index_new_from_bytes (file, &stamp);
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autofree char *all = g_strndup ((const char *) bytes, length);
  g_auto(GStrv) lines = g_strsplit (all, "\n", 64);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      put_and_find (lines[i], i, index);
      if (kept != NULL)
        put_and_find (lines[i], i, kept);
    }

  return 0;
}
