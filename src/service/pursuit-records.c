/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-records.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-erasure.h"
#include "pursuit-error.h"
#include "pursuit-family.h"
#include "pursuit-lookups.h"
#include "pursuit-own-fields.h"
#include "pursuit-part-lookups.h"
#include "pursuit-posts.h"
#include "pursuit-processes-private.h"
#include "pursuit-profile.h"
#include "pursuit-records-private.h"
#include "pursuit-requests.h"
#include "pursuit-rights-verbs.h"
#include "pursuit-standing.h"

/* Within a transaction: when a customer heard from us last. */
gboolean
pursuit_records_follow_contact (PursuitDesk  *desk,
                                gint64        customer_id,
                                GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, customer_id, error);
  gint64 at;

  if (customer == NULL || !pursuit_lookup_last_contact (store, customer_id, &at, error))
    return FALSE;
  if (PURSUIT_CUSTOMER (customer)->last_contact_at == at)
    return TRUE;

  PURSUIT_CUSTOMER (customer)->last_contact_at = at;
  return pursuit_store_update (store, customer, error);
}

/**
 * pursuit_records_follow:
 * @desk: a desk, within a transaction
 * @before: (nullable): the record as it was
 * @after: the record as it is
 * @error: return location
 *
 * What follows from a record having changed. A call or a visit is contact (VIS-8): a customer's date of last contact
 * follows from what there is, also for the customer from whom an activity was taken. The parts of a deal go to another
 * customer with it. Somebody can administer what people sign in to.
 *
 * Fails with %PURSUIT_ERROR_INVALID when nobody could administer any more, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when everything agrees
 */
gboolean
pursuit_records_follow (PursuitDesk    *desk,
                        PursuitRecord  *before,
                        PursuitRecord  *after,
                        GError        **error)
{
  gint64 customer_id;

  if (PURSUIT_IS_DEAL (after) && before != NULL &&
      PURSUIT_DEAL (before)->customer_id != PURSUIT_DEAL (after)->customer_id)
    return pursuit_part_set_customer (pursuit_desk_get_store (desk), after->id, PURSUIT_DEAL (after)->customer_id,
                                            error);
  if (!PURSUIT_IS_ACTIVITY (after))
    return pursuit_rights_require_administrator (desk, before, after, error);

  customer_id = PURSUIT_ACTIVITY (after)->customer_id;
  if (before != NULL && PURSUIT_ACTIVITY (before)->customer_id != customer_id &&
      !pursuit_records_follow_contact (desk, PURSUIT_ACTIVITY (before)->customer_id, error))
    return FALSE;

  return pursuit_records_follow_contact (desk, customer_id, error);
}

/* An activity without a person or a time was done by the actor, now. */
static void
complete_activity (PursuitDesk   *desk,
                   PursuitRecord *record)
{
  PursuitActivity *activity;

  if (!PURSUIT_IS_ACTIVITY (record))
    return;

  activity = PURSUIT_ACTIVITY (record);
  if (activity->happened_at == 0)
    activity->happened_at = pursuit_time_now ();
  if (activity->staff_id == 0)
    activity->staff_id = pursuit_desk_get_actor_id (desk);
}

/* Who may only change what is their own makes what is their own. */
static void
complete_owner (PursuitDesk   *desk,
                PursuitRecord *record)
{
  PursuitScope scope = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_EDIT);

  if (PURSUIT_IS_CUSTOMER (record) && PURSUIT_CUSTOMER (record)->owner_id == 0 &&
      (scope == PURSUIT_SCOPE_OWN || scope == PURSUIT_SCOPE_ASSIGNED))
    PURSUIT_CUSTOMER (record)->owner_id = pursuit_desk_get_actor_id (desk);
}

/**
 * pursuit_records_create:
 * @desk: a desk
 * @record: a new record, not a deal; its id is set on success
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Creates a record.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID, %PURSUIT_ERROR_NOT_FOUND when its customer is gone, or
 * %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_records_create (PursuitDesk    *desk,
                        PursuitRecord  *record,
                        gint64         *out_entry_id,
                        GError        **error)
{
  g_autoptr(PursuitRecord) blank = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_RECORD (record), FALSE);
  g_return_val_if_fail (!PURSUIT_IS_DEAL (record), FALSE);

  blank = pursuit_record_new (G_OBJECT_TYPE (record));
  complete_activity (desk, record);
  complete_owner (desk, record);
  if (!pursuit_own_fields_complete (desk, record, error) || !pursuit_records_complete_part (desk, record, error) || !pursuit_record_validate (record, error) ||
      !pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) ||
      !pursuit_records_require_customer (desk, record, error) ||
      !pursuit_records_require (desk, record, PURSUIT_RIGHT_EDIT, error) ||
      !pursuit_records_require_references (desk, NULL, record, error) ||
      !pursuit_records_require_part (desk, NULL, record, error) ||
      !pursuit_records_require_change (desk, blank, record, error) ||
      !pursuit_standing_require_evidence (NULL, record, error) ||
      !pursuit_standing_require_change (desk, NULL, record, error) ||
      !pursuit_store_insert (pursuit_desk_get_store (desk), record, error) ||
      !pursuit_records_follow (desk, NULL, record, error) ||
      !pursuit_standing_note (desk, NULL, record, NULL, error) ||
      !pursuit_desk_write_journal (desk, "create", NULL, record, out_entry_id, error) ||
      !pursuit_tx_commit (&tx, error))
    {
      record->id = 0;
      return FALSE;
    }

  return TRUE;
}

/* Own fields are named one by one. */
static void
set_merge_conflict (PursuitDesk       *desk,
                    PursuitRecord     *original,
                    PursuitRecord     *edited,
                    PursuitRecord     *record,
                    PursuitFieldMask   conflict,
                    GError           **error)
{
  PursuitFieldMask extra = pursuit_record_get_extra_bit (record);
  g_autofree char *built_in = pursuit_record_class_dup_labels (PURSUIT_RECORD_GET_CLASS (record), conflict & ~extra);
  g_autofree char *own = conflict & extra ? pursuit_own_fields_dup_labels (desk, original, edited, record) : g_strdup ("");
  g_autofree char *labels = g_strconcat (built_in, *built_in != '\0' && *own != '\0' ? _(", ") : "", own, NULL);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               _("Somebody else changed the same thing of “%1$s” meanwhile: %2$s."), pursuit_record_get_name (record),
               labels);
}

static gboolean
write_change (PursuitDesk    *desk,
              PursuitRecord  *before,
              PursuitRecord  *after,
              gint64         *out_entry_id,
              GError        **error)
{
  return pursuit_records_require_references (desk, before, after, error) &&
         pursuit_records_require_part (desk, before, after, error) &&
         pursuit_records_require_customer (desk, after, error) &&
         pursuit_records_require_change (desk, before, after, error) &&
         pursuit_standing_require_evidence (before, after, error) &&
         pursuit_standing_require_change (desk, before, after, error) && pursuit_family_require (desk, after, error) &&
         pursuit_store_change (pursuit_desk_get_store (desk), before, after, error) &&
         pursuit_posts_follow (desk, before, after, NULL, error) &&
         pursuit_records_follow (desk, before, after, error) &&
         pursuit_standing_note (desk, before, after, NULL, error) &&
         pursuit_desk_write_journal (desk, "edit", before, after, out_entry_id, error);
}

/* What is to be written: derived fields belong to their rules. */
PursuitRecord *
pursuit_records_copy_change (PursuitRecord *original,
                             PursuitRecord *edited)
{
  PursuitRecord *merged = pursuit_record_copy (edited);

  pursuit_record_assign (merged, original,
                         pursuit_record_class_select (PURSUIT_RECORD_GET_CLASS (edited), PURSUIT_FIELD_DERIVED));
  return merged;
}

/* Once it is in the database. */
void
pursuit_records_take_over (PursuitRecord *edited,
                           PursuitRecord *merged)
{
  pursuit_record_assign (edited, merged, PURSUIT_FIELD_MASK_ALL);
  edited->revision = merged->revision;
  edited->changed_at = merged->changed_at;
  edited->deleted_at = merged->deleted_at;
}

/* Within a transaction: brings a change together with what the record is by now, and writes it, unless there is nothing
 * left to change. On success @edited is what the database holds. */
gboolean
pursuit_records_apply_change (PursuitDesk    *desk,
                              PursuitRecord  *original,
                              PursuitRecord  *edited,
                              PursuitRecord  *current,
                              gint64         *out_entry_id,
                              GError        **error)
{
  PursuitFieldMask conflict;

  if (!pursuit_records_require (desk, current, PURSUIT_RIGHT_EDIT, error) ||
      !pursuit_contacts_require_there (current, error) || !pursuit_profile_require_change (desk, original, edited, error))
    return FALSE;
  if (!pursuit_record_merge (original, edited, current, &conflict))
    {
      set_merge_conflict (desk, original, edited, current, conflict, error);
      return FALSE;
    }

  return pursuit_record_diff (current, edited) == 0 || write_change (desk, current, edited, out_entry_id, error);
}

/**
 * pursuit_records_save:
 * @desk: a desk
 * @original: the record as it was loaded
 * @edited: a copy of it with changes; on success it is what the database holds, other people's changes included
 * @out_entry_id: (out) (optional): the journal entry, 0 when there was nothing to change
 * @error: return location
 *
 * Saves changes. When somebody else changed other fields since @original was loaded, both changes stand. Derived
 * fields belong to their rules: changes of them are dropped.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when the same field was changed to different values (the sentence names it),
 * %PURSUIT_ERROR_NOT_FOUND when the record is gone, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID or
 * %PURSUIT_ERROR_STORAGE; nothing is written then and @edited keeps what was typed.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_records_save (PursuitDesk    *desk,
                      PursuitRecord  *original,
                      PursuitRecord  *edited,
                      gint64         *out_entry_id,
                      GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) current = NULL;
  g_autoptr(PursuitRecord) merged = pursuit_records_copy_change (original, edited);
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (G_OBJECT_TYPE (original) == G_OBJECT_TYPE (edited), FALSE);

  if (out_entry_id != NULL)
    *out_entry_id = 0;
  if (!pursuit_record_validate (merged, error) || !pursuit_tx_begin (&tx, store, error))
    return FALSE;

  current = pursuit_store_load (store, G_OBJECT_TYPE (edited), edited->id, error);
  if (current == NULL || !pursuit_records_require_alive (current, error) ||
      !pursuit_records_apply_change (desk, original, merged, current, out_entry_id, error) ||
      (merged->revision != current->revision && !pursuit_tx_commit (&tx, error)))
    return FALSE;

  pursuit_records_take_over (edited, merged);
  pursuit_profile_hide (desk, edited);
  return TRUE;
}

/**
 * pursuit_records_may_go:
 * @desk: a desk
 * @record: what is to be deleted
 * @error: return location
 *
 * Nothing may be left hanging: a customer with open deals is not deleted.
 *
 * Fails with %PURSUIT_ERROR_INVALID, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it can be deleted
 */
gboolean
pursuit_records_may_go (PursuitDesk    *desk,
                        PursuitRecord  *record,
                        GError        **error)
{
  gint64 n_open = 0;

  if (PURSUIT_IS_ROLE_REQUEST (record))
    return pursuit_requests_may_go (record, error);
  if (PURSUIT_IS_OWN_FIELD (record))
    return pursuit_own_fields_may_go (desk, record, error);
  if (!PURSUIT_IS_CUSTOMER (record))
    return pursuit_processes_require_free (desk, record, NULL, error);
  if (!pursuit_lookup_open_deals (pursuit_desk_get_store (desk), record->id, &n_open, error))
    return FALSE;
  if (n_open == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("“%1$s” still has %2$d open deal: close it first.",
                         "“%1$s” still has %2$d open deals: close them first.", (gulong) n_open),
               pursuit_record_get_name (record), (int) n_open);
  return FALSE;
}

/* Within a transaction: nothing comes back to a customer or a deal that is gone. */
gboolean
pursuit_records_may_come_back (PursuitDesk    *desk,
                               PursuitRecord  *record,
                               GError        **error)
{
  return pursuit_records_require_customer (desk, record, error) &&
         pursuit_records_require_part (desk, NULL, record, error);
}

/* Within a transaction: deletes a record or brings it back. */
gboolean
pursuit_records_apply_deletion (PursuitDesk    *desk,
                                PursuitRecord  *record,
                                gboolean        deleted,
                                gint64         *out_entry_id,
                                GError        **error)
{
  /* Unticking a milestone is a change of its deal. */
  PursuitRight right = pursuit_records_is_part_of_deal (G_OBJECT_TYPE (record)) ? PURSUIT_RIGHT_EDIT : PURSUIT_RIGHT_DELETE;
  g_autoptr(PursuitRecord) before = NULL;

  if ((deleted && !pursuit_records_require_alive (record, error)) || !pursuit_records_require (desk, record, right, error))
    return FALSE;
  if (!deleted && record->deleted_at == 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not deleted."),
                   pursuit_record_get_name (record));
      return FALSE;
    }

  if (!deleted && !pursuit_records_require_unmerged (record, error))
    return FALSE;

  before = pursuit_record_copy (record);
  return (deleted ? pursuit_records_may_go (desk, record, error)
                  : pursuit_records_may_come_back (desk, record, error)) &&
         pursuit_store_set_deleted (pursuit_desk_get_store (desk), record, deleted, error) &&
         pursuit_records_follow (desk, before, record, error) &&
         pursuit_desk_write_journal (desk, deleted ? "delete" : "restore", before, record, out_entry_id, error);
}

static gboolean
change_deletion (PursuitDesk  *desk,
                 GType         type,
                 gint64        id,
                 gboolean      deleted,
                 gint64       *out_entry_id,
                 GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) record = NULL;
  g_auto(PursuitTx) tx = { NULL };

  return pursuit_tx_begin (&tx, store, error) &&
         (record = pursuit_store_load (store, type, id, error)) != NULL &&
         pursuit_records_apply_deletion (desk, record, deleted, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_records_delete:
 * @desk: a desk
 * @type: a record type
 * @id: which one
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Deletes softly: lists leave the record out, pursuit_records_restore() brings it back.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when a customer still has open deals,
 * or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is deleted
 */
gboolean
pursuit_records_delete (PursuitDesk  *desk,
                        GType         type,
                        gint64        id,
                        gint64       *out_entry_id,
                        GError      **error)
{
  return change_deletion (desk, type, id, TRUE, out_entry_id, error);
}

/**
 * pursuit_records_restore:
 * @desk: a desk
 * @type: a record type
 * @id: which one
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when it or its customer is not there, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID
 * when it is not deleted, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is back
 */
gboolean
pursuit_records_restore (PursuitDesk  *desk,
                         GType         type,
                         gint64        id,
                         gint64       *out_entry_id,
                         GError      **error)
{
  return change_deletion (desk, type, id, FALSE, out_entry_id, error);
}
