/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-rules-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-str.h"

/* The other track of a deal (STG-1): where the buyer stands, and how far we are ahead of that or behind. */

/**
 * pursuit_deal_keep_gap:
 * @self: a deal
 * @ours: the stage in which it stands
 * @buyers: (nullable): the stage in which the buyer stands, %NULL when nobody said
 *
 * Computes the gap anew: our position minus the buyer's, 0 when the buyer's is not known, and of a deal that is won: the
 * buyer has signed. Every path that moves either ends with this.
 */
void
pursuit_deal_keep_gap (PursuitDeal  *self,
                       PursuitStage *ours,
                       PursuitStage *buyers)
{
  gboolean has_gap = buyers != NULL && self->status != PURSUIT_DEAL_WON;

  g_return_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (ours));

  pursuit_deal_rules_set_number (self, "gap", has_gap ? ours->position - buyers->position : 0);
}

/**
 * pursuit_deal_begin_with_buyer:
 * @self: a deal that was just entered into its first stage
 * @first: that stage
 *
 * Both sides begin together: whoever is in the first stage has a buyer there, too. Of a deal that begins further on nobody
 * knows yet where the buyer stands.
 */
void
pursuit_deal_begin_with_buyer (PursuitDeal  *self,
                               PursuitStage *first)
{
  g_return_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (first));

  if (first->position != 1)
    return;

  pursuit_deal_rules_set_number (self, "buyer_stage_id", PURSUIT_RECORD (first)->id);
  pursuit_deal_rules_set_number (self, "buyer_entered_at", self->stage_entered_at);
  pursuit_deal_rules_set_number (self, "gap", 0);
}

static gboolean
require_stage (PursuitDeal   *self,
               PursuitStage  *to,
               GError       **error)
{
  if (to != NULL && to->process_id != self->process_id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is not a stage of the process of “%2$s”."),
                   pursuit_locale_choose_name (to->buyer_name, to->buyer_name_zh), self->title);
      return FALSE;
    }
  if ((to != NULL ? PURSUIT_RECORD (to)->id : 0) != self->buyer_stage_id)
    return TRUE;

  if (to == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Where the buyer of “%s” stands is not known anyway."),
                 self->title);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The buyer of “%1$s” already stands in stage %2$d."),
                 self->title, (int) to->position);
  return FALSE;
}

/**
 * pursuit_deal_set_buyer_stage:
 * @self: an open deal
 * @ours: the stage in which it stands
 * @to: (nullable): the stage of its process that the buyer has reached, %NULL when that is not known any more
 * @evidence: what shows it; must say something
 * @at: when, UTC microseconds
 * @error: return location for the refusal
 *
 * Says where the buyer stands (STG-1).
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is closed, the buyer stands there already, @to is of another process, or
 * @evidence is blank.
 *
 * Returns: %TRUE when the buyer stands there
 */
gboolean
pursuit_deal_set_buyer_stage (PursuitDeal   *self,
                              PursuitStage  *ours,
                              PursuitStage  *to,
                              const char    *evidence,
                              gint64         at,
                              GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (ours), FALSE);

  if (!pursuit_deal_rules_require_open (self, error) || !require_stage (self, to, error))
    return FALSE;
  if (pursuit_str_empty (evidence))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say what shows where the buyer stands."));
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_number (self, "buyer_stage_id", to != NULL ? PURSUIT_RECORD (to)->id : 0);
  pursuit_deal_rules_set_number (self, "buyer_entered_at", to != NULL ? at : 0);
  pursuit_deal_keep_gap (self, ours, to);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_is_ahead:
 * @gap: our position minus the buyer's
 *
 * One stage ahead is how selling goes; from two on it is wishful (STG-1).
 *
 * Returns: %TRUE when we are out of step with the buyer that way
 */
gboolean
pursuit_deal_is_ahead (gint64 gap)
{
  return gap >= 2;
}

/**
 * pursuit_deal_is_late:
 * @gap: our position minus the buyer's
 *
 * Returns: %TRUE when the buyer is further than we are (STG-1)
 */
gboolean
pursuit_deal_is_late (gint64 gap)
{
  return gap <= -1;
}
