/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-search.h"

#include "pursuit-search.h"
#include "pursuit-text-index.h"

/* Finding what was written down: notes, minutes, next steps. */

static PursuitFound *
take_hit (PursuitTextHit *hit)
{
  PursuitFound *found = g_new0 (PursuitFound, 1);

  found->kind = PURSUIT_FOUND_TEXT;
  found->id = hit->id;
  found->type = hit->type;
  found->customer_id = hit->customer_id;
  found->deal_id = hit->deal_id;
  found->title = g_steal_pointer (&hit->title);
  found->detail = g_steal_pointer (&hit->detail);
  found->snippet = g_steal_pointer (&hit->snippet);
  found->own = hit->own;

  return found;
}

/**
 * pursuit_text_search:
 * @desk: a desk
 * @words: what somebody typed, of any length and content
 * @limit: how many texts at most
 * @cancellable: (nullable): looked at before the search begins; what runs is ended by pursuit_store_interrupt()
 * @error: return location
 *
 * Finds records in whose long texts all of @words occur, however they are written: full or half width, with accents or without,
 * in traditional or simplified characters, or as pinyin. Never what the actor may not see.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type PursuitFound): the best first, each with a snippet
 */
GPtrArray *
pursuit_text_search (PursuitDesk   *desk,
                     const char    *words,
                     guint          limit,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_ACTIVITIES);
  g_autoptr(PursuitQuery) scope = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  GPtrArray *all;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  scope = pursuit_desk_scope_query (desk, query);
  hits = pursuit_text_index_find (pursuit_desk_get_store (desk), scope, words, limit, error);
  if (hits == NULL)
    return NULL;

  all = g_ptr_array_new_full (hits->len, (GDestroyNotify) pursuit_found_free);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (all, take_hit (g_ptr_array_index (hits, i)));

  return all;
}
