/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-records.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-document.h"
#include "pursuit-error.h"
#include "pursuit-enums.h"
#include "pursuit-lookups.h"
#include "pursuit-records-private.h"

static gint64
get_number (PursuitRecord *record,
            const char    *name)
{
  const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name);

  return field != NULL ? pursuit_record_get_number (record, field) : 0;
}

static gboolean
is_about_selling (GType type)
{
  return type == PURSUIT_TYPE_CUSTOMER || type == PURSUIT_TYPE_CONTACT || type == PURSUIT_TYPE_DEAL ||
         type == PURSUIT_TYPE_ACTIVITY || type == PURSUIT_TYPE_DOCUMENT;
}

/* What hangs on a customer belongs to whoever owns the customer; a deal has an owner of its own. */
static gboolean
find_owner (PursuitDesk    *desk,
            PursuitRecord  *record,
            gint64         *out_owner_id,
            GError        **error)
{
  g_autoptr(PursuitRecord) customer = NULL;

  *out_owner_id = get_number (record, "owner_id");
  if (PURSUIT_IS_CUSTOMER (record) || PURSUIT_IS_DEAL (record) || get_number (record, "customer_id") == 0)
    return TRUE;

  customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER,
                                 get_number (record, "customer_id"), error);
  if (customer == NULL)
    return FALSE;

  *out_owner_id = PURSUIT_CUSTOMER (customer)->owner_id;
  return TRUE;
}

/**
 * pursuit_records_require:
 * @desk: a desk
 * @record: what somebody wants to change
 * @right: %PURSUIT_RIGHT_EDIT or %PURSUIT_RIGHT_DELETE
 * @error: return location
 *
 * Staff, units, products and roles are kept by those who keep staff; the rest belongs to its owner.
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the actor may
 */
gboolean
pursuit_records_require (PursuitDesk    *desk,
                         PursuitRecord  *record,
                         PursuitRight    right,
                         GError        **error)
{
  gint64 owner_id;

  if (!is_about_selling (G_OBJECT_TYPE (record)))
    return pursuit_desk_require (desk, PURSUIT_RIGHT_STAFF, error);

  return find_owner (desk, record, &owner_id, error) && pursuit_desk_require_for (desk, right, owner_id, error);
}

/**
 * pursuit_records_load:
 * @desk: a desk
 * @type: a record type
 * @id: which one
 * @error: return location
 *
 * Loads a record to be shown or edited, a deleted one too. What belongs to our own house may be seen by everybody who
 * may see anything.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the actor may not see it, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the record
 */
PursuitRecord *
pursuit_records_load (PursuitDesk  *desk,
                      GType         type,
                      gint64        id,
                      GError      **error)
{
  g_autoptr(PursuitRecord) record = NULL;
  gint64 owner_id = 0;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  record = pursuit_store_load (pursuit_desk_get_store (desk), type, id, error);
  if (record == NULL || (is_about_selling (type) && !find_owner (desk, record, &owner_id, error)) ||
      !pursuit_desk_require_for (desk, PURSUIT_RIGHT_VIEW, owner_id, error))
    return NULL;

  return g_steal_pointer (&record);
}

/* A call or a visit is contact (VIS-8): the customer's date of last contact follows from what there is. */
static gboolean
follow_contact (PursuitDesk    *desk,
                PursuitRecord  *record,
                GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) customer = NULL;
  gint64 at;

  if (!PURSUIT_IS_ACTIVITY (record))
    return TRUE;

  customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, PURSUIT_ACTIVITY (record)->customer_id, error);
  if (customer == NULL || !pursuit_lookup_last_contact (store, customer->id, &at, error))
    return FALSE;
  if (PURSUIT_CUSTOMER (customer)->last_contact_at == at)
    return TRUE;

  PURSUIT_CUSTOMER (customer)->last_contact_at = at;
  return pursuit_store_update (store, customer, error);
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
  if (PURSUIT_IS_CUSTOMER (record) && PURSUIT_CUSTOMER (record)->owner_id == 0 &&
      pursuit_desk_get_role (desk) == PURSUIT_SYSTEM_ROLE_SELLER)
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
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID or %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_records_create (PursuitDesk    *desk,
                        PursuitRecord  *record,
                        gint64         *out_entry_id,
                        GError        **error)
{
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_RECORD (record), FALSE);
  g_return_val_if_fail (!PURSUIT_IS_DEAL (record), FALSE);

  complete_activity (desk, record);
  complete_owner (desk, record);
  if (!pursuit_record_validate (record, error) || !pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) ||
      !pursuit_records_require (desk, record, PURSUIT_RIGHT_EDIT, error) ||
      !pursuit_store_insert (pursuit_desk_get_store (desk), record, error) || !follow_contact (desk, record, error) ||
      !pursuit_desk_write_journal (desk, "create", NULL, record, out_entry_id, error) ||
      !pursuit_tx_commit (&tx, error))
    {
      record->id = 0;
      return FALSE;
    }

  return TRUE;
}

static void
set_merge_conflict (PursuitRecord     *record,
                    PursuitFieldMask   conflict,
                    GError           **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < klass->n_fields; i++)
    if (conflict & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? _(", ") : "", _(klass->fields[i].label));

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               _("Somebody else changed the same thing of “%1$s” meanwhile: %2$s."), pursuit_record_get_name (record),
               labels->str);
}

/* What the change itself needs a right for, beyond that of changing the record. */
static gboolean
require_for_change (PursuitDesk       *desk,
                    PursuitRecord     *before,
                    PursuitRecord     *after,
                    GError           **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (before);
  PursuitFieldMask changed = pursuit_record_diff (before, after);

  if ((changed & pursuit_record_class_select (klass, PURSUIT_FIELD_PRICE)) &&
      !pursuit_desk_require (desk, PURSUIT_RIGHT_PRICE, error))
    return FALSE;
  /* Claiming what is nobody's is not giving it to somebody else. */
  if (get_number (before, "owner_id") == get_number (after, "owner_id") ||
      (get_number (before, "owner_id") == 0 && get_number (after, "owner_id") == pursuit_desk_get_actor_id (desk)))
    return TRUE;

  return pursuit_desk_require_for (desk, PURSUIT_RIGHT_ASSIGN, get_number (before, "owner_id"), error);
}

static gboolean
require_alive (PursuitRecord  *record,
               GError        **error)
{
  if (record->deleted_at == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” was deleted; restore it first."),
               pursuit_record_get_name (record));
  return FALSE;
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
  g_autoptr(PursuitRecord) merged = pursuit_record_copy (edited);
  g_auto(PursuitTx) tx = { NULL };
  PursuitFieldMask conflict;

  g_return_val_if_fail (G_OBJECT_TYPE (original) == G_OBJECT_TYPE (edited), FALSE);

  if (out_entry_id != NULL)
    *out_entry_id = 0;
  pursuit_record_assign (merged, original,
                         pursuit_record_class_select (PURSUIT_RECORD_GET_CLASS (edited), PURSUIT_FIELD_DERIVED));
  if (!pursuit_record_validate (merged, error) || !pursuit_tx_begin (&tx, store, error))
    return FALSE;

  current = pursuit_store_load (store, G_OBJECT_TYPE (edited), edited->id, error);
  if (current == NULL || !require_alive (current, error) ||
      !pursuit_records_require (desk, current, PURSUIT_RIGHT_EDIT, error))
    return FALSE;
  if (!pursuit_record_merge (original, merged, current, &conflict))
    {
      set_merge_conflict (current, conflict, error);
      return FALSE;
    }
  if (pursuit_record_diff (current, merged) != 0 &&
      (!require_for_change (desk, current, merged, error) || !pursuit_store_update (store, merged, error) ||
       !follow_contact (desk, merged, error) ||
       !pursuit_desk_write_journal (desk, "edit", current, merged, out_entry_id, error) ||
       !pursuit_tx_commit (&tx, error)))
    return FALSE;

  pursuit_record_assign (edited, merged, PURSUIT_FIELD_MASK_ALL);
  edited->revision = merged->revision;
  edited->changed_at = merged->changed_at;
  return TRUE;
}

/* Nothing may be left hanging: a customer with open deals is not deleted. */
static gboolean
may_go (PursuitStore   *store,
        PursuitRecord  *record,
        GError        **error)
{
  gint64 n_open = 0;

  if (!PURSUIT_IS_CUSTOMER (record))
    return TRUE;
  if (!pursuit_lookup_open_deals (store, record->id, &n_open, error))
    return FALSE;
  if (n_open == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("“%1$s” still has %2$d open deal: close it first.",
                         "“%1$s” still has %2$d open deals: close them first.", (gulong) n_open),
               pursuit_record_get_name (record), (int) n_open);
  return FALSE;
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
  g_autoptr(PursuitRecord) before = NULL;
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, store, error))
    return FALSE;
  record = pursuit_store_load (store, type, id, error);
  if (record == NULL || (deleted && !require_alive (record, error)) ||
      !pursuit_records_require (desk, record, PURSUIT_RIGHT_DELETE, error))
    return FALSE;
  if (!deleted && record->deleted_at == 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not deleted."),
                   pursuit_record_get_name (record));
      return FALSE;
    }

  before = pursuit_record_copy (record);
  return (!deleted || may_go (store, record, error)) && pursuit_store_set_deleted (store, record, deleted, error) &&
         follow_contact (desk, record, error) &&
         pursuit_desk_write_journal (desk, deleted ? "delete" : "restore", before, record, out_entry_id, error) &&
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
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID when it is not deleted, or
 * %PURSUIT_ERROR_STORAGE.
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

/* Shared with the undo: what follows from a record having changed. */
gboolean
pursuit_records_follow (PursuitDesk    *desk,
                        PursuitRecord  *record,
                        GError        **error)
{
  return follow_contact (desk, record, error);
}
