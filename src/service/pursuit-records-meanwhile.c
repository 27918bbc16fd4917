/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-comparison.h"
#include "pursuit-deal.h"
#include "pursuit-deals-private.h"
#include "pursuit-error.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"

/* Deleting what another edits, and editing what another deletes. */

static gboolean
was_moved (PursuitRecord *seen,
           PursuitRecord *current)
{
  return PURSUIT_IS_DEAL (seen) && (PURSUIT_DEAL (seen)->stage_id != PURSUIT_DEAL (current)->stage_id ||
                                    PURSUIT_DEAL (seen)->status != PURSUIT_DEAL (current)->status);
}

/* What people changed counts, and where a deal stands; what rules compute from other records does not. */
static gboolean
require_unchanged (PursuitDesk    *desk,
                   PursuitRecord  *seen,
                   PursuitRecord  *current,
                   GError        **error)
{
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autofree char *changes = NULL;

  if (current->deleted_at != 0 || seen->revision == current->revision)
    return TRUE;

  comparison = pursuit_records_compare (desk, seen, seen, error);
  if (comparison == NULL)
    return FALSE;
  changes = was_moved (seen, current) ? pursuit_deals_dup_move (desk, PURSUIT_DEAL (current))
                                      : pursuit_comparison_dup_changes (comparison);
  if (changes == NULL)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, changes);
  return FALSE;
}

/**
 * pursuit_records_delete_seen:
 * @desk: a desk
 * @seen: the record as the person saw it who wants it gone
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Like pursuit_records_delete(), unless somebody changed the record since it was seen.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when it was changed (the sentence says by whom; pursuit_records_delete() deletes it
 * all the same), else as pursuit_records_delete().
 *
 * Returns: %TRUE when it is deleted
 */
gboolean
pursuit_records_delete_seen (PursuitDesk    *desk,
                             PursuitRecord  *seen,
                             gint64         *out_entry_id,
                             GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) current = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_RECORD (seen), FALSE);

  return pursuit_tx_begin (&tx, store, error) &&
         (current = pursuit_store_load (store, G_OBJECT_TYPE (seen), seen->id, error)) != NULL &&
         require_unchanged (desk, seen, current, error) &&
         pursuit_records_apply_deletion (desk, current, TRUE, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_records_revive:
 * @desk: a desk
 * @original: the record as it was when editing began
 * @edited: a copy of it with changes; on success it is what the database holds
 * @out_entry_id: (out) (optional): the journal entry of its coming back; undoing that deletes it again
 * @error: return location
 *
 * Brings a record back that somebody deleted while it was being edited, and saves the changes, both or neither; the
 * journal has an entry for each.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is not deleted or the change is not valid, %PURSUIT_ERROR_CONFLICT when the
 * same field was changed before it was deleted, %PURSUIT_ERROR_NOT_FOUND when its customer is gone,
 * %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when it is back, with the changes
 */
gboolean
pursuit_records_revive (PursuitDesk    *desk,
                        PursuitRecord  *original,
                        PursuitRecord  *edited,
                        gint64         *out_entry_id,
                        GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) current = NULL;
  g_autoptr(PursuitRecord) merged = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);
  g_return_val_if_fail (G_OBJECT_TYPE (original) == G_OBJECT_TYPE (edited), FALSE);

  merged = pursuit_records_copy_change (original, edited);
  if (!pursuit_record_validate (merged, error) || !pursuit_tx_begin (&tx, store, error))
    return FALSE;
  current = pursuit_store_load (store, G_OBJECT_TYPE (edited), edited->id, error);
  if (current == NULL ||
      !pursuit_records_apply_deletion (desk, current, FALSE, out_entry_id, error) ||
      !pursuit_records_apply_change (desk, original, merged, current, NULL, error) ||
      !pursuit_tx_commit (&tx, error))
    return FALSE;

  pursuit_records_take_over (edited, merged);
  pursuit_profile_hide (desk, edited);
  return TRUE;
}
