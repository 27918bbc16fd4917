/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicate-finding.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-distinction.h"
#include "pursuit-duplicates.h"
#include "pursuit-error.h"
#include "pursuit-merge.h"
#include "pursuit-records-private.h"

/* Who may be there twice (DOS-6), for somebody who may not see everything: that there is somebody else is said, who it is not. */

static void
clear_duplicate (PursuitDuplicate *self)
{
  g_free (self->name);
  g_free (self->detail);
}

static void
duplicate_free (gpointer data)
{
  clear_duplicate (data);
  g_free (data);
}

static void
pair_free (gpointer data)
{
  PursuitLikelyPair *self = data;

  clear_duplicate (&self->first);
  clear_duplicate (&self->second);
  g_free (self);
}

/**
 * pursuit_duplicates_catch_up:
 * @desk: a desk
 * @cancellable: (nullable): looked at between the pieces
 * @error: return location
 *
 * Sees to it that all records can be found, also those of an import a moment ago. A database that is only read is left as it is.
 *
 * Fails as pursuit_tx_begin(), or with %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when nothing is left to do
 */
gboolean
pursuit_duplicates_catch_up (PursuitDesk   *desk,
                             GCancellable  *cancellable,
                             GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gboolean ready = pursuit_store_is_read_only (store) || !pursuit_duplicates_has_more (store);

  while (!ready)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !pursuit_duplicates_continue (store, &ready, error))
      return FALSE;

  return TRUE;
}

static gboolean
may_see (PursuitDesk    *desk,
         PursuitRecord  *customer,
         gboolean       *out_may,
         GError        **error)
{
  g_autoptr(GError) local = NULL;

  *out_may = pursuit_desk_require_about (desk, PURSUIT_RIGHT_VIEW,
                                         &(PursuitSubject) { PURSUIT_CUSTOMER (customer)->owner_id, customer->id, 0 }, &local);
  if (*out_may || g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What may be said of a record. */
static gboolean
describe (PursuitDesk       *desk,
          GType              type,
          gint64             id,
          PursuitDuplicate  *duplicate,
          GError           **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) record = pursuit_store_load (store, type, id, error);
  g_autoptr(PursuitRecord) customer = NULL;
  gboolean may;

  if (record == NULL)
    return FALSE;
  if (PURSUIT_IS_CONTACT (record))
    customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, PURSUIT_CONTACT (record)->customer_id, error);
  else
    customer = g_object_ref (record);
  if (customer == NULL || !may_see (desk, customer, &may, error))
    return FALSE;

  duplicate->id = id;
  duplicate->customer_id = customer->id;
  duplicate->name = may ? g_strdup (pursuit_record_get_name (record)) : NULL;
  duplicate->detail = may && customer != record ? g_strdup (pursuit_record_get_name (customer)) : NULL;
  return TRUE;
}

/**
 * pursuit_duplicates_find:
 * @desk: a desk
 * @record: a customer or a contact, in the database or only typed
 * @limit: how many at most
 * @error: return location
 *
 * Who may be the same as @record: by registration code, folded name, telephone number, e-mail address or domain. A few look-ups in an index.
 * Of a record that the actor may not see, it is only said that there is one.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitDuplicate): the likeliest first
 */
GPtrArray *
pursuit_duplicates_find (PursuitDesk    *desk,
                         PursuitRecord  *record,
                         guint           limit,
                         GError        **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (duplicate_free);
  g_autoptr(GArray) pairs = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);
  g_return_val_if_fail (pursuit_duplicate_has_keys (G_OBJECT_TYPE (record)), NULL);

  pairs = pursuit_duplicates_of (pursuit_desk_get_store (desk), record, error);
  if (pairs == NULL)
    return NULL;
  for (guint i = 0; i < pairs->len && i < limit; i++)
    {
      const PursuitDuplicatePair *pair = &g_array_index (pairs, PursuitDuplicatePair, i);
      PursuitDuplicate *duplicate = g_new0 (PursuitDuplicate, 1);

      g_ptr_array_add (found, duplicate);
      duplicate->kinds = pair->kinds;
      duplicate->score = pair->score;
      if (!describe (desk, G_OBJECT_TYPE (record), pair->second_id, duplicate, error))
        return NULL;
    }

  return g_steal_pointer (&found);
}

/* A pair that one could do nothing about is not listed. */
static gboolean
add_pair (PursuitDesk                 *desk,
          GType                        type,
          const PursuitDuplicatePair  *found,
          GPtrArray                   *pairs,
          GError                     **error)
{
  PursuitLikelyPair *pair = g_new0 (PursuitLikelyPair, 1);

  pair->first.kinds = pair->second.kinds = found->kinds;
  pair->first.score = pair->second.score = found->score;
  if (!describe (desk, type, found->first_id, &pair->first, error) || !describe (desk, type, found->second_id, &pair->second, error))
    {
      pair_free (pair);
      return FALSE;
    }

  if (pair->first.name != NULL && pair->second.name != NULL)
    g_ptr_array_add (pairs, pair);
  else
    pair_free (pair);
  return TRUE;
}

/**
 * pursuit_duplicates_list:
 * @desk: a desk
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @offset: how many to leave out
 * @limit: how many at most
 * @out_total: (out) (optional): how many pairs were looked at in all
 * @error: return location
 *
 * Every two that may be the same and may both be seen, without those that were dismissed. Of records that have no keys yet nothing is
 * known, see pursuit_duplicates_catch_up().
 *
 * Fails with %PURSUIT_ERROR_DENIED for somebody who may not merge, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitLikelyPair): the likeliest first
 */
GPtrArray *
pursuit_duplicates_list (PursuitDesk  *desk,
                         GType         type,
                         guint         offset,
                         guint         limit,
                         guint        *out_total,
                         GError      **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (pair_free);
  g_autoptr(GArray) found = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);
  g_return_val_if_fail (pursuit_duplicate_has_keys (type), NULL);

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_MERGE, error))
    return NULL;
  found = pursuit_duplicates_pairs (pursuit_desk_get_store (desk), type, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len && pairs->len < offset + limit; i++)
    if (!add_pair (desk, type, &g_array_index (found, PursuitDuplicatePair, i), pairs, error))
      return NULL;

  if (offset > 0)
    g_ptr_array_remove_range (pairs, 0, MIN (offset, pairs->len));
  if (out_total != NULL)
    *out_total = found->len;
  return g_steal_pointer (&pairs);
}

/**
 * pursuit_duplicates_dismiss:
 * @desk: a desk
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @id: a record
 * @other_id: another that looks like it
 * @out_entry_id: (out) (optional): the journal entry; undoing it lets the two be found again
 * @error: return location
 *
 * Remembers that two are not the same.
 *
 * Fails with %PURSUIT_ERROR_INVALID when they are one, %PURSUIT_ERROR_NOT_FOUND when one is gone, %PURSUIT_ERROR_DENIED for somebody who may
 * not merge them, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are not found any more
 */
gboolean
pursuit_duplicates_dismiss (PursuitDesk  *desk,
                            GType         type,
                            gint64        id,
                            gint64        other_id,
                            gint64       *out_entry_id,
                            GError      **error)
{
  g_autoptr(PursuitMergePreview) preview = pursuit_merge_preview (desk, type, MIN (id, other_id), MAX (id, other_id), error);
  g_autoptr(PursuitRecord) distinction = NULL;

  if (preview == NULL)
    return FALSE;

  distinction = g_object_new (PURSUIT_TYPE_DISTINCTION, "entity", (gint64) (type == PURSUIT_TYPE_CUSTOMER ? 1 : 2), "first-id",
                              MIN (id, other_id), "second-id", MAX (id, other_id), NULL);
  return pursuit_records_create (desk, distinction, out_entry_id, error);
}
