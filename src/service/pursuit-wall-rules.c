/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-quarter.h"
#include "pursuit-records-private.h"
#include "pursuit-staff.h"
#include "pursuit-wall-lookups.h"

/* What a cell of the relationship wall may be (CUS-2), whichever way it is written. */

/**
 * pursuit_wall_complete_bond:
 * @desk: a desk
 * @bond: a new cell
 *
 * Fills in what need not be said: it was assessed now, by the actor, for the present quarter.
 */
void
pursuit_wall_complete_bond (PursuitDesk *desk,
                            PursuitBond *bond)
{
  g_autofree char *today = pursuit_date_today ();

  if (bond->period == NULL)
    bond->period = pursuit_quarter_of (today);
  if (bond->assessed_on == NULL)
    bond->assessed_on = g_steal_pointer (&today);
  if (bond->assessed_by_id == 0)
    bond->assessed_by_id = pursuit_desk_get_actor_id (desk);
}

static gboolean
require_same_place (PursuitBond  *before,
                    PursuitBond  *after,
                    GError      **error)
{
  if (before == NULL ||
      (before->customer_id == after->customer_id && before->contact_id == after->contact_id &&
       before->staff_id == after->staff_id && g_strcmp0 (before->period, after->period) == 0))
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("What was assessed of two people in a quarter cannot be given to others, or to another quarter."));
  return FALSE;
}

static gboolean
require_contact (PursuitDesk  *desk,
                 PursuitBond  *bond,
                 gboolean      is_new,
                 GError      **error)
{
  g_autoptr(PursuitRecord) record =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT, bond->contact_id, error);

  if (record == NULL || !pursuit_records_require_alive (record, error))
    return FALSE;
  if (PURSUIT_CONTACT (record)->customer_id != bond->customer_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” belongs to another customer."),
                   pursuit_record_get_name (record));
      return FALSE;
    }
  if (is_new && PURSUIT_CONTACT (record)->left_on != NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” has left the company and is not assessed any more."),
                   pursuit_record_get_name (record));
      return FALSE;
    }

  return TRUE;
}

static gboolean
require_staff (PursuitDesk  *desk,
               PursuitBond  *bond,
               gboolean      is_new,
               GError      **error)
{
  g_autoptr(PursuitRecord) staff =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, bond->staff_id, error);

  if (staff == NULL || !is_new)
    return staff != NULL;
  if (!pursuit_records_require_alive (staff, error))
    return FALSE;
  if (!PURSUIT_STAFF (staff)->inactive)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not with us any more."), pursuit_record_get_name (staff));
  return FALSE;
}

static gboolean
require_only (PursuitDesk  *desk,
              PursuitBond  *bond,
              GError      **error)
{
  gint64 other_id;

  if (!pursuit_wall_find_bond (pursuit_desk_get_store (desk), bond, &other_id, error))
    return FALSE;
  if (other_id == 0 || other_id == PURSUIT_RECORD (bond)->id)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("Somebody has assessed these two people for this quarter already."));
  return FALSE;
}

/**
 * pursuit_wall_require_bond:
 * @desk: a desk, within a transaction
 * @before: (nullable): the cell as it is, %NULL when it is new or comes back
 * @after: the cell as it is to be
 * @error: return location
 *
 * A cell is about a person of its customer and one of us, in a quarter; there is one of them. Who has left is not assessed anew,
 * but what was assessed of them stays.
 *
 * Fails with %PURSUIT_ERROR_INVALID, %PURSUIT_ERROR_NOT_FOUND when a person is gone, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @after may be written
 */
gboolean
pursuit_wall_require_bond (PursuitDesk  *desk,
                           PursuitBond  *before,
                           PursuitBond  *after,
                           GError      **error)
{
  gboolean is_new = PURSUIT_RECORD (after)->id == 0 || PURSUIT_RECORD (after)->deleted_at != 0;

  if (!pursuit_quarter_is_valid (after->period))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is no quarter; write one as 2026-Q1."),
                   after->period != NULL ? after->period : "");
      return FALSE;
    }

  return require_same_place (before, after, error) && require_contact (desk, after, is_new, error) &&
         require_staff (desk, after, is_new, error) && require_only (desk, after, error);
}
