/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-activity.h"
#include "pursuit-assignment.h"
#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deals-private.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-exchange.h"
#include "pursuit-family.h"
#include "pursuit-locale.h"
#include "pursuit-obligation.h"
#include "pursuit-part-lookups.h"
#include "pursuit-proof.h"
#include "pursuit-records-private.h"
#include "pursuit-requests.h"
#include "pursuit-risk.h"
#include "pursuit-rival.h"
#include "pursuit-role-request.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"
#include "pursuit-team-private.h"
#include "pursuit-technical-question.h"
#include "pursuit-technical-stage.h"
#include "pursuit-wall-private.h"

/* What is part of a deal (proofs, stakeholders, rivals, strategies): it belongs to the deal's customer, and points only to what
 * is there and fits. */

/**
 * pursuit_records_is_part_of_deal:
 * @type: a record type
 *
 * Returns: %TRUE when its records belong to whoever owns the deal that they name
 */
gboolean
pursuit_records_is_part_of_deal (GType type)
{
  return type == PURSUIT_TYPE_PROOF || type == PURSUIT_TYPE_STAKEHOLDER || type == PURSUIT_TYPE_RIVAL ||
         type == PURSUIT_TYPE_STRATEGY || type == PURSUIT_TYPE_ROLE_REQUEST || type == PURSUIT_TYPE_ASSIGNMENT ||
         type == PURSUIT_TYPE_OBLIGATION || pursuit_records_is_technical (type);
}

/**
 * pursuit_records_is_technical:
 * @type: a record type
 *
 * Returns: %TRUE when its records are the technical side of a deal, which whoever works on that keeps (TEAM-6)
 */
gboolean
pursuit_records_is_technical (GType type)
{
  return type == PURSUIT_TYPE_TECHNICAL_STAGE || type == PURSUIT_TYPE_TECHNICAL_QUESTION || type == PURSUIT_TYPE_RISK ||
         type == PURSUIT_TYPE_EXCHANGE;
}

static gint64
get_number (PursuitRecord *record,
            const char    *name)
{
  return pursuit_record_get_number (record, pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name));
}

static void
set_customer (PursuitRecord *record,
              PursuitDeal   *deal)
{
  pursuit_record_set_number (record, pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), "customer_id"),
                             deal->customer_id);
}

/**
 * pursuit_records_complete_part:
 * @desk: a desk
 * @record: a new record
 * @error: return location
 *
 * Fills in what a part of a deal need not say: its customer, who noted it, and when.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such deal, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @record is no part of a deal, or complete
 */
gboolean
pursuit_records_complete_part (PursuitDesk    *desk,
                               PursuitRecord  *record,
                               GError        **error)
{
  g_autoptr(PursuitRecord) deal = NULL;

  if (PURSUIT_IS_BOND (record))
    pursuit_wall_complete_bond (desk, PURSUIT_BOND (record));
  /* Without a deal it is refused as incomplete. */
  if (!pursuit_records_is_part_of_deal (G_OBJECT_TYPE (record)) || get_number (record, "deal_id") == 0)
    return TRUE;
  deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, get_number (record, "deal_id"), error);
  if (deal == NULL)
    return FALSE;

  set_customer (record, PURSUIT_DEAL (deal));
  if (PURSUIT_IS_ROLE_REQUEST (record))
    return pursuit_requests_complete (desk, PURSUIT_ROLE_REQUEST (record), deal);
  if (PURSUIT_IS_PROOF (record))
    {
      PursuitProof *proof = PURSUIT_PROOF (record);

      if (proof->staff_id == 0)
        proof->staff_id = pursuit_desk_get_actor_id (desk);
      if (proof->done_on == NULL)
        proof->done_on = pursuit_date_today ();
    }
  else if (PURSUIT_IS_STRATEGY (record))
    {
      PursuitStrategy *strategy = PURSUIT_STRATEGY (record);

      if (strategy->staff_id == 0)
        strategy->staff_id = pursuit_desk_get_actor_id (desk);
      if (strategy->written_on == NULL)
        strategy->written_on = pursuit_date_today ();
    }

  return !PURSUIT_IS_ASSIGNMENT (record) || pursuit_team_complete_assignment (desk, PURSUIT_ASSIGNMENT (record), error);
}

/* What a part points to is there, and at the deal's customer. */
static gboolean
require_source (PursuitDesk  *desk,
                PursuitDeal  *deal,
                GType         type,
                gint64        id,
                GError      **error)
{
  g_autoptr(PursuitRecord) source = NULL;

  if (id == 0)
    return TRUE;
  source = pursuit_store_load (pursuit_desk_get_store (desk), type, id, error);
  if (source == NULL || !pursuit_records_require_alive (source, error))
    return FALSE;
  if (get_number (source, "customer_id") != deal->customer_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” belongs to another customer."),
                   pursuit_record_get_name (source));
      return FALSE;
    }
  if (!PURSUIT_IS_ACTIVITY (source) || PURSUIT_ACTIVITY (source)->kind != PURSUIT_ACTIVITY_NOTE)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is a note and no contact with the customer."),
               pursuit_record_get_name (source));
  return FALSE;
}

static gboolean
require_only_proof (PursuitDesk       *desk,
                    PursuitProof      *proof,
                    PursuitMilestone  *milestone,
                    GError           **error)
{
  gint64 other_id;

  if (!pursuit_part_lookup_proof (pursuit_desk_get_store (desk), proof->deal_id, proof->milestone_id, &other_id, error))
    return FALSE;
  if (other_id == 0 || other_id == PURSUIT_RECORD (proof)->id)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” was reached already."),
               pursuit_locale_choose_name (milestone->name, milestone->name_zh));
  return FALSE;
}

static gboolean
require_milestone (PursuitDesk   *desk,
                   PursuitDeal   *deal,
                   PursuitProof  *proof,
                   GError       **error)
{
  g_autoptr(PursuitRecord) record =
    pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_MILESTONE, proof->milestone_id, error);
  g_autoptr(PursuitStage) stage = NULL;
  PursuitMilestone *milestone;

  if (record == NULL || !pursuit_records_require_alive (record, error))
    return FALSE;
  milestone = PURSUIT_MILESTONE (record);
  stage = pursuit_deals_load_stage (desk, milestone->stage_id, error);
  if (stage == NULL)
    return FALSE;
  if (stage->process_id != deal->process_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is not a milestone of the process of “%2$s”."),
                   pursuit_locale_choose_name (milestone->name, milestone->name_zh), deal->title);
      return FALSE;
    }

  return require_only_proof (desk, proof, milestone, error);
}

static gboolean
require_proof (PursuitDesk   *desk,
               PursuitDeal   *deal,
               PursuitProof  *proof,
               GError       **error)
{
  g_autofree char *today = pursuit_date_today ();

  if (strcmp (proof->done_on, today) > 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A milestone cannot have been reached on %s, which is still to come."),
                   proof->done_on);
      return FALSE;
    }

  return pursuit_proof_require_source (proof, error) && require_milestone (desk, deal, proof, error) &&
         require_source (desk, deal, PURSUIT_TYPE_DOCUMENT, proof->document_id, error) &&
         require_source (desk, deal, PURSUIT_TYPE_ACTIVITY, proof->activity_id, error) &&
         require_source (desk, deal, PURSUIT_TYPE_CONTACT, proof->contact_id, error);
}

static gboolean
require_stakeholder (PursuitDesk         *desk,
                     PursuitDeal         *deal,
                     PursuitStakeholder  *stakeholder,
                     GError             **error)
{
  g_autoptr(PursuitRecord) contact = NULL;
  gint64 other_id;

  if (!require_source (desk, deal, PURSUIT_TYPE_CONTACT, stakeholder->contact_id, error) ||
      !pursuit_part_lookup_stakeholder (pursuit_desk_get_store (desk), stakeholder->deal_id, stakeholder->contact_id,
                                            &other_id, error))
    return FALSE;
  if (other_id == 0 || other_id == PURSUIT_RECORD (stakeholder)->id)
    return TRUE;

  contact = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CONTACT, stakeholder->contact_id, error);
  if (contact != NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” has a part in this deal already."),
                 pursuit_record_get_name (contact));
  return FALSE;
}

/* The deal and, for a proof, the milestone are what the part is about. */
static gboolean
require_same_deal (PursuitRecord  *before,
                   PursuitRecord  *after,
                   GError        **error)
{
  if (before == NULL || (get_number (before, "deal_id") == get_number (after, "deal_id") &&
                         (!PURSUIT_IS_PROOF (after) ||
                          PURSUIT_PROOF (before)->milestone_id == PURSUIT_PROOF (after)->milestone_id)))
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("What belongs to one deal or milestone cannot be given to another."));
  return FALSE;
}

/**
 * pursuit_records_require_part:
 * @desk: a desk, within a transaction
 * @before: (nullable): the record as it is, %NULL when it is new or comes back
 * @after: the record as it is to be
 * @error: return location
 *
 * Asks whether a part of a deal fits the deal, and gives it the deal's customer.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it does not fit, %PURSUIT_ERROR_NOT_FOUND when the deal or what it points to is
 * gone, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @after is no part of a deal, or fits
 */
gboolean
pursuit_records_require_part (PursuitDesk    *desk,
                              PursuitRecord  *before,
                              PursuitRecord  *after,
                              GError        **error)
{
  g_autoptr(PursuitRecord) deal = NULL;

  if (PURSUIT_IS_BOND (after))
    return pursuit_wall_require_bond (desk, before != NULL ? PURSUIT_BOND (before) : NULL, PURSUIT_BOND (after), error);
  if (!pursuit_records_is_part_of_deal (G_OBJECT_TYPE (after)))
    return TRUE;
  deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, get_number (after, "deal_id"), error);
  if (deal == NULL || !pursuit_records_require_alive (deal, error) || !require_same_deal (before, after, error))
    return FALSE;

  set_customer (after, PURSUIT_DEAL (deal));
  if (PURSUIT_IS_PROOF (after))
    return require_proof (desk, PURSUIT_DEAL (deal), PURSUIT_PROOF (after), error);
  if (PURSUIT_IS_STAKEHOLDER (after))
    return require_stakeholder (desk, PURSUIT_DEAL (deal), PURSUIT_STAKEHOLDER (after), error);
  if (PURSUIT_IS_ROLE_REQUEST (after))
    return pursuit_requests_require_part (desk, before != NULL ? PURSUIT_ROLE_REQUEST (before) : NULL, PURSUIT_ROLE_REQUEST (after), error);
  if (PURSUIT_IS_ASSIGNMENT (after))
    return pursuit_team_require_assignment (desk, PURSUIT_DEAL (deal), before != NULL ? PURSUIT_ASSIGNMENT (before) : NULL,
                                            PURSUIT_ASSIGNMENT (after), error);

  return TRUE;
}

/**
 * pursuit_records_complete_change:
 * @desk: a desk, within a transaction
 * @record: a record whose fields were put back, or done again
 * @error: return location
 *
 * Brings in what follows from other records before @record is written: the gap of a deal, and that a part fits its deal.
 *
 * Fails as pursuit_records_require_part().
 *
 * Returns: %TRUE when it can be written
 */
gboolean
pursuit_records_complete_change (PursuitDesk    *desk,
                                 PursuitRecord  *record,
                                 GError        **error)
{
  if (PURSUIT_IS_DEAL (record))
    return pursuit_deals_keep_gap (desk, PURSUIT_DEAL (record), error);

  return pursuit_family_require (desk, record, error) && pursuit_records_require_part (desk, NULL, record, error);
}
