/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-search.h"

#include "pursuit-locale.h"
#include "pursuit-processes-private.h"
#include "pursuit-search.h"
#include "pursuit-text-index.h"

/* Finding what was written down: notes, minutes, next steps, playbooks. */

/* A stage is called as the reader calls it, and belongs to its process. */
static gboolean
name_stage (PursuitDesk     *desk,
            PursuitTextHit  *hit,
            GError         **error)
{
  g_autoptr(PursuitRecord) stage = NULL;
  g_autoptr(PursuitRecord) process = NULL;

  if (hit->type != PURSUIT_TYPE_STAGE)
    return TRUE;
  if ((stage = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, hit->id, error)) == NULL ||
      (process = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_PROCESS, PURSUIT_STAGE (stage)->process_id,
                                     error)) == NULL)
    return FALSE;

  g_free (hit->title);
  hit->title = g_strdup (pursuit_locale_choose_name (PURSUIT_STAGE (stage)->name, PURSUIT_STAGE (stage)->name_zh));
  g_free (hit->detail);
  hit->detail = pursuit_process_dup_title (PURSUIT_PROCESS (process));
  return TRUE;
}

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
  g_autoptr(GPtrArray) all = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  scope = pursuit_desk_scope_query (desk, query);
  hits = pursuit_text_index_find (pursuit_desk_get_store (desk), scope, words, limit, error);
  if (hits == NULL)
    return NULL;

  all = g_ptr_array_new_full (hits->len, (GDestroyNotify) pursuit_found_free);
  for (guint i = 0; i < hits->len; i++)
    {
      PursuitTextHit *hit = g_ptr_array_index (hits, i);

      if (!name_stage (desk, hit, error))
        return NULL;
      g_ptr_array_add (all, take_hit (hit));
    }

  return g_steal_pointer (&all);
}
