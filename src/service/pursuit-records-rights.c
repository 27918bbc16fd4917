/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-assignment.h"
#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-default-member.h"
#include "pursuit-distinction.h"
#include "pursuit-document.h"
#include "pursuit-employment.h"
#include "pursuit-error.h"
#include "pursuit-filters.h"
#include "pursuit-milestone.h"
#include "pursuit-org-unit.h"
#include "pursuit-own-field.h"
#include "pursuit-posts.h"
#include "pursuit-processes-private.h"
#include "pursuit-product.h"
#include "pursuit-profile.h"
#include "pursuit-proof.h"
#include "pursuit-records-private.h"
#include "pursuit-requests.h"
#include "pursuit-saved-filter.h"
#include "pursuit-staff.h"

/* Who may do what with which record, and to what it may become. */

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
         type == PURSUIT_TYPE_ACTIVITY || type == PURSUIT_TYPE_DOCUMENT || type == PURSUIT_TYPE_EMPLOYMENT ||
         type == PURSUIT_TYPE_BOND;
}

/* What hangs on a customer belongs to whoever owns the customer; a deal has an owner of its own, to whom its parts belong. */
static gboolean
find_subject (PursuitDesk     *desk,
              PursuitRecord   *record,
              PursuitSubject  *out_subject,
              GError         **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) whole = NULL;

  *out_subject = (PursuitSubject) { .owner_id = get_number (record, "owner_id"), .customer_id = get_number (record, "customer_id") };
  if (PURSUIT_IS_CUSTOMER (record))
    out_subject->customer_id = record->id;
  else if (PURSUIT_IS_DEAL (record))
    out_subject->deal_id = record->id;
  else if (pursuit_records_is_part_of_deal (G_OBJECT_TYPE (record)))
    {
      out_subject->deal_id = get_number (record, "deal_id");
      whole = pursuit_store_load (store, PURSUIT_TYPE_DEAL, out_subject->deal_id, error);
      out_subject->owner_id = whole != NULL ? PURSUIT_DEAL (whole)->owner_id : 0;
      return whole != NULL;
    }
  else if (out_subject->customer_id != 0)
    {
      whole = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, out_subject->customer_id, error);
      out_subject->owner_id = whole != NULL ? PURSUIT_CUSTOMER (whole)->owner_id : 0;
      return whole != NULL;
    }

  return TRUE;
}

/* Whose house it is: people and units are kept by whoever leads them, products by all who keep staff, a filter by
 * who saved it, and what the program itself goes by (roles, processes, settings) by the administrator. */
static gboolean
require_for_house (PursuitDesk    *desk,
                   PursuitRecord  *record,
                   GError        **error)
{
  if (PURSUIT_IS_PRODUCT (record))
    return pursuit_desk_require (desk, PURSUIT_RIGHT_STAFF, error);
  if (PURSUIT_IS_DISTINCTION (record))
    return pursuit_desk_require (desk, PURSUIT_RIGHT_MERGE, error);
  if (PURSUIT_IS_STAFF (record))
    return pursuit_desk_require_for_unit (desk, PURSUIT_RIGHT_STAFF, PURSUIT_STAFF (record)->unit_id, error);
  if (PURSUIT_IS_ORG_UNIT (record))
    return pursuit_desk_require_for_unit (desk, PURSUIT_RIGHT_STAFF,
                                          record->id != 0 ? record->id : PURSUIT_ORG_UNIT (record)->parent_id, error);
  if (PURSUIT_IS_OWN_FIELD (record))
    return pursuit_desk_require (desk, PURSUIT_RIGHT_FIELDS, error);
  if (PURSUIT_IS_SAVED_FILTER (record))
    return pursuit_filters_require (desk, PURSUIT_SAVED_FILTER (record), error);
  if (PURSUIT_IS_DEFAULT_MEMBER (record))
    return pursuit_desk_require_for (desk, PURSUIT_RIGHT_TEAM, PURSUIT_DEFAULT_MEMBER (record)->seller_id, error);

  return pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error);
}

/* Whoever may do the technical side of the deal may tick its technical milestones, and no others. */
static gboolean
shows_technical (PursuitDesk           *desk,
                 PursuitProof          *proof,
                 const PursuitSubject  *subject,
                 PursuitRight          *right,
                 GError               **error)
{
  g_autoptr(PursuitRecord) milestone = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_MILESTONE, proof->milestone_id,
                                                           error);
  g_autoptr(GError) local = NULL;

  if (milestone == NULL)
    return FALSE;
  if (PURSUIT_MILESTONE (milestone)->technical && pursuit_desk_require_about (desk, PURSUIT_RIGHT_TECHNICAL, subject, &local))
    *right = PURSUIT_RIGHT_TECHNICAL;
  else if (local != NULL && !g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_records_require:
 * @desk: a desk
 * @record: what somebody wants to change
 * @right: %PURSUIT_RIGHT_EDIT or %PURSUIT_RIGHT_DELETE
 * @error: return location
 *
 * What is about selling belongs to its owner; our own house is kept by those who keep staff. The technical side of a deal belongs
 * to those who work on it (TEAM-6), and so does a proof of one of its technical milestones; putting people on a deal takes a right of
 * its own.
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
  PursuitSubject subject;

  if (!is_about_selling (G_OBJECT_TYPE (record)) && !pursuit_records_is_part_of_deal (G_OBJECT_TYPE (record)))
    return require_for_house (desk, record, error);
  if (PURSUIT_IS_ASSIGNMENT (record))
    right = PURSUIT_RIGHT_TEAM;

  if (!find_subject (desk, record, &subject, error))
    return FALSE;
  if (PURSUIT_IS_ROLE_REQUEST (record))
    return pursuit_requests_require (desk, PURSUIT_ROLE_REQUEST (record), &subject, error);
  if (pursuit_records_is_technical (G_OBJECT_TYPE (record)))
    right = PURSUIT_RIGHT_TECHNICAL;
  else if (PURSUIT_IS_PROOF (record) && !shows_technical (desk, PURSUIT_PROOF (record), &subject, &right, error))
    return FALSE;

  return pursuit_desk_require_about (desk, right, &subject, error);
}

/**
 * pursuit_records_require_role:
 * @desk: a desk
 * @role_id: a role that somebody is to have, 0 for none
 * @error: return location
 *
 * Nobody gives a role that may do more than their own, themselves included.
 *
 * Fails with %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the actor may give it
 */
gboolean
pursuit_records_require_role (PursuitDesk  *desk,
                              gint64        role_id,
                              GError      **error)
{
  g_autoptr(PursuitRights) rights = NULL;

  if (role_id == 0)
    return TRUE;
  rights = pursuit_rights_load (pursuit_desk_get_store (desk), role_id, error);
  if (rights == NULL)
    return FALSE;

  return pursuit_rights_covers (pursuit_desk_get_rights (desk), rights) ||
         pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error);
}

/* Claiming what is nobody's is not giving it to somebody else. */
static gboolean
may_give_away (PursuitDesk    *desk,
               PursuitRecord  *before,
               PursuitRecord  *after,
               GError        **error)
{
  gint64 was = get_number (before, "owner_id");
  gint64 is = get_number (after, "owner_id");

  PursuitSubject subject;

  if (was == is || (was == 0 && is == pursuit_desk_get_actor_id (desk)))
    return TRUE;

  return find_subject (desk, before, &subject, error) && pursuit_desk_require_about (desk, PURSUIT_RIGHT_ASSIGN, &subject, error);
}

/* Into somebody else's unit or dossier nothing is moved that could not have been made there. */
static gboolean
may_move_there (PursuitDesk    *desk,
                PursuitRecord  *before,
                PursuitRecord  *after,
                GError        **error)
{
  if (PURSUIT_IS_ORG_UNIT (after) && get_number (before, "parent_id") != get_number (after, "parent_id"))
    return pursuit_desk_require_for_unit (desk, PURSUIT_RIGHT_STAFF, get_number (after, "parent_id"), error);
  if (PURSUIT_IS_STAFF (after) ? get_number (before, "unit_id") != get_number (after, "unit_id")
                               : get_number (before, "customer_id") != get_number (after, "customer_id"))
    return pursuit_records_require (desk, after, PURSUIT_RIGHT_EDIT, error);

  return TRUE;
}

/**
 * pursuit_records_require_change:
 * @desk: a desk
 * @before: the record as it was, a blank one for a new record
 * @after: the record as it is to be
 * @error: return location
 *
 * What a change itself needs a right for, beyond that of changing the record: prices, roles, another owner or place.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the actor may
 */
gboolean
pursuit_records_require_change (PursuitDesk    *desk,
                                PursuitRecord  *before,
                                PursuitRecord  *after,
                                GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (after);
  PursuitFieldMask changed = pursuit_record_diff (before, after);

  if ((changed & pursuit_record_class_select (klass, PURSUIT_FIELD_PRICE)) &&
      !pursuit_desk_require (desk, PURSUIT_RIGHT_PRICE, error))
    return FALSE;
  if (!pursuit_profile_require_change (desk, before, after, error) || !pursuit_posts_require_chain (desk, before, after, error))
    return FALSE;
  if (PURSUIT_IS_STAFF (after) && get_number (before, "role_id") != get_number (after, "role_id") &&
      !pursuit_records_require_role (desk, get_number (after, "role_id"), error))
    return FALSE;
  if (PURSUIT_IS_SAVED_FILTER (after) &&
      !pursuit_filters_require_change (desk, PURSUIT_SAVED_FILTER (before), PURSUIT_SAVED_FILTER (after), error))
    return FALSE;
  if (!pursuit_processes_require_free (desk, before, after, error) || !pursuit_requests_require_change (desk, before, after, error))
    return FALSE;

  return before->id == 0 || (may_give_away (desk, before, after, error) && may_move_there (desk, before, after, error));
}

/**
 * pursuit_records_require_unmerged:
 * @record: a record
 * @error: return location
 *
 * What became part of another record does not come back by itself.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND.
 *
 * Returns: %TRUE when it was not merged into another
 */
gboolean
pursuit_records_require_unmerged (PursuitRecord  *record,
                                  GError        **error)
{
  if (record->deleted_at == 0 || get_number (record, "merged_into_id") == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND,
               _("“%s” was merged into another; undo the merge to have both again."), pursuit_record_get_name (record));
  return FALSE;
}

/**
 * pursuit_records_require_alive:
 * @record: a record
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND.
 *
 * Returns: %TRUE when it is not deleted
 */
gboolean
pursuit_records_require_alive (PursuitRecord  *record,
                               GError        **error)
{
  if (record->deleted_at == 0)
    return TRUE;
  if (!pursuit_records_require_unmerged (record, error))
    return FALSE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” was deleted; restore it first."),
               pursuit_record_get_name (record));
  return FALSE;
}

/**
 * pursuit_records_require_customer:
 * @desk: a desk
 * @record: a record that is to be there
 * @error: return location
 *
 * Nothing is added to a customer who is gone.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when the customer of @record does not exist or is deleted, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @record has no customer or a living one
 */
gboolean
pursuit_records_require_customer (PursuitDesk    *desk,
                                  PursuitRecord  *record,
                                  GError        **error)
{
  gint64 customer_id = get_number (record, "customer_id");
  g_autoptr(PursuitRecord) customer = NULL;

  if (customer_id == 0)
    return TRUE;
  customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, customer_id, error);

  return customer != NULL && pursuit_records_require_alive (customer, error);
}

/* What one may not see is not handed out. */
static void
blank_prices (PursuitDesk   *desk,
              PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PRICE) != PURSUIT_SCOPE_NONE)
    return;

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].flags & PURSUIT_FIELD_PRICE)
      pursuit_record_set_number (record, &klass->fields[i], 0);
}

/**
 * pursuit_records_load:
 * @desk: a desk
 * @type: a record type
 * @id: which one
 * @error: return location
 *
 * Loads a record to be shown or edited, a deleted one too. What belongs to our own house may be seen by everybody who
 * may see anything; prices are blank for those who may not see them (TEAM-6), and so is a personal profile.
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
  PursuitSubject subject = { 0 };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  record = pursuit_store_load (pursuit_desk_get_store (desk), type, id, error);
  if (record == NULL || ((is_about_selling (type) || pursuit_records_is_part_of_deal (type)) && !find_subject (desk, record, &subject, error)) ||
      !pursuit_desk_require_about (desk, PURSUIT_RIGHT_VIEW, &subject, error))
    return NULL;

  if (PURSUIT_IS_SAVED_FILTER (record) && !PURSUIT_SAVED_FILTER (record)->shared &&
      !pursuit_filters_require (desk, PURSUIT_SAVED_FILTER (record), error))
    return NULL;

  blank_prices (desk, record);
  pursuit_profile_hide (desk, record);
  return g_steal_pointer (&record);
}
