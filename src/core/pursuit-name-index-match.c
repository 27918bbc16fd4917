/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-word-private.h"

/* Everything of one kind that has a word, for lists that are narrowed by it. */

static gboolean
has_word (const PursuitNameIndex *self,
          const PursuitNameShelf *shelf,
          guint                   i,
          const PursuitNameWord  *word)
{
  guint ways = pursuit_name_get_ways (shelf, i, word);
  PursuitNameText text;
  PursuitNameWays way;

  if (ways == 0 || !shelf->facts[i].is_alive)
    return FALSE;

  text = pursuit_name_index_get_text (self, shelf->places[i]);
  return pursuit_name_word_look (word, &text, ways, PURSUIT_NAME_INSIDE, &way) != PURSUIT_NAME_NOWHERE;
}

/**
 * pursuit_name_index_match:
 * @self: an index
 * @kind: a kind
 * @folded_word: one folded word
 * @cancellable: (nullable): ends the search
 * @error: return location
 *
 * Finds all entries of a kind that contain a word, for a list that is narrowed by it.
 *
 * Fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type gint64): their ids, ascending
 */
GArray *
pursuit_name_index_match (PursuitNameIndex  *self,
                          PursuitNameKind    kind,
                          const char        *folded_word,
                          GCancellable      *cancellable,
                          GError           **error)
{
  const PursuitNameShelf *shelf = &self->shelves[kind];
  g_autoptr(GPtrArray) words = pursuit_name_words_new (folded_word);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint32 places[PURSUIT_NAME_CHUNK];

  for (guint from = 0; words->len > 0 && from < shelf->n; from += PURSUIT_NAME_CHUNK)
    {
      const PursuitNameWord *word = g_ptr_array_index (words, 0);
      guint n = pursuit_name_sieve (shelf, word, from, MIN (from + PURSUIT_NAME_CHUNK, shelf->n), places);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      for (guint i = 0; i < n; i++)
        if (has_word (self, shelf, places[i], word))
          g_array_append_val (ids, shelf->ids[places[i]]);
    }

  return g_steal_pointer (&ids);
}
