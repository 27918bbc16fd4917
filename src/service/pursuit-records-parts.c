/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-records-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deal-parts.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-rival.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"

/* What belongs to a deal and is kept as records of their own: people, competitors and reviews of the strategy (CUS-7). */

static gboolean
is_strategy_part (PursuitRecord *record)
{
  return PURSUIT_IS_STAKEHOLDER (record) || PURSUIT_IS_RIVAL (record) || PURSUIT_IS_STRATEGY (record);
}

static const PursuitField *
find (PursuitRecord *record,
      const char    *name)
{
  return pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name);
}

/**
 * pursuit_records_complete_part:
 * @desk: a desk
 * @record: a new record
 *
 * Fills in what follows: the customer from the deal, and of a review who wrote it, and when.
 */
void
pursuit_records_complete_part (PursuitDesk   *desk,
                               PursuitRecord *record)
{
  g_autoptr(PursuitRecord) deal = NULL;
  PursuitStrategy *strategy;

  if (!is_strategy_part (record))
    return;

  /* Whether there is such a deal is asked again where it matters. */
  deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL,
                             pursuit_record_get_number (record, find (record, "deal_id")), NULL);
  if (deal != NULL)
    pursuit_record_set_number (record, find (record, "customer_id"), PURSUIT_DEAL (deal)->customer_id);
  if (!PURSUIT_IS_STRATEGY (record))
    return;

  strategy = PURSUIT_STRATEGY (record);
  if (strategy->staff_id == 0)
    strategy->staff_id = pursuit_desk_get_actor_id (desk);
  if (strategy->written_on == NULL)
    strategy->written_on = pursuit_date_today ();
}

static gboolean
require_person (PursuitDesk         *desk,
                PursuitStakeholder  *part,
                GError             **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) contact = pursuit_store_load (store, PURSUIT_TYPE_CONTACT, part->contact_id, error);
  g_autoptr(GPtrArray) others = NULL;

  if (contact == NULL)
    return FALSE;
  if (PURSUIT_CONTACT (contact)->customer_id != part->customer_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” belongs to another customer."),
                   PURSUIT_CONTACT (contact)->name);
      return FALSE;
    }

  others = pursuit_deal_parts_list (store, PURSUIT_PART_STAKEHOLDERS, part->deal_id, error);
  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    {
      PursuitStakeholder *other = g_ptr_array_index (others, i);

      if (other->contact_id == part->contact_id && PURSUIT_RECORD (other)->id != PURSUIT_RECORD (part)->id)
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” has a part in this deal already."),
                       PURSUIT_CONTACT (contact)->name);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * pursuit_records_require_part:
 * @desk: a desk, within a transaction
 * @record: a record that is to be written
 * @error: return location
 *
 * What belongs to a deal must agree with it: it is the deal's customer's, and a person has one part in it.
 *
 * Fails with %PURSUIT_ERROR_INVALID, %PURSUIT_ERROR_NOT_FOUND when the deal is gone, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it may be written
 */
gboolean
pursuit_records_require_part (PursuitDesk    *desk,
                              PursuitRecord  *record,
                              GError        **error)
{
  g_autoptr(PursuitRecord) deal = NULL;

  if (!is_strategy_part (record))
    return TRUE;

  deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL,
                             pursuit_record_get_number (record, find (record, "deal_id")), error);
  if (deal == NULL || !pursuit_records_require_alive (deal, error))
    return FALSE;
  if (pursuit_record_get_number (record, find (record, "customer_id")) != PURSUIT_DEAL (deal)->customer_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is a deal of another customer."),
                   PURSUIT_DEAL (deal)->title);
      return FALSE;
    }

  return !PURSUIT_IS_STAKEHOLDER (record) || require_person (desk, PURSUIT_STAKEHOLDER (record), error);
}
