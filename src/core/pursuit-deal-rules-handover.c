/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"

/* From selling to delivery (STG-8): who received the deal, and when that person took it. */

static gboolean
require_day (const char  *day,
             const char  *first,
             const char  *today,
             GError     **error)
{
  if (!pursuit_date_is_valid (day))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a date."), day != NULL ? day : "");
      return FALSE;
    }
  if (strcmp (day, today) > 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is still to come."), day);
      return FALSE;
    }
  if (first == NULL || strcmp (day, first) >= 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("It was handed over on %1$s and cannot be accepted on %2$s."), first,
               day);
  return FALSE;
}

/* Forgets who received it. */
void
pursuit_deal_rules_end_handover (PursuitDeal *self)
{
  pursuit_deal_rules_set_number (self, "receiver_id", 0);
  pursuit_deal_rules_set_text (self, "handed_over_on", NULL);
  pursuit_deal_rules_set_text (self, "accepted_on", NULL);
}

/**
 * pursuit_deal_hand_over:
 * @self: a deal that is won, or stands in the stage for won deals
 * @stage: the stage in which it stands
 * @receiver_id: who receives it
 * @day: ISO date
 * @today: ISO date
 * @error: return location for the refusal
 *
 * Hands a deal over to delivery (STG-8). It can be handed over to somebody else; that person then has to accept it.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is not there yet, is lost, nobody is to receive it, or @day is no date
 * or still to come.
 *
 * Returns: %TRUE when it is handed over
 */
gboolean
pursuit_deal_hand_over (PursuitDeal   *self,
                        PursuitStage  *stage,
                        gint64         receiver_id,
                        const char    *day,
                        const char    *today,
                        GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (stage), FALSE);

  if (self->status == PURSUIT_DEAL_LOST ||
      (self->status == PURSUIT_DEAL_OPEN && stage->type != PURSUIT_STAGE_WON))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not won and cannot be handed over."), self->title);
      return FALSE;
    }
  if (receiver_id == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say who receives the deal."));
      return FALSE;
    }
  if (!require_day (day, NULL, today, error))
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_number (self, "receiver_id", receiver_id);
  pursuit_deal_rules_set_text (self, "handed_over_on", day);
  pursuit_deal_rules_set_text (self, "accepted_on", NULL);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_accept:
 * @self: a deal that was handed over
 * @day: ISO date, not before the hand-over
 * @today: ISO date
 * @error: return location for the refusal
 *
 * Says that delivery has taken the deal (STG-8). Whether the hand-over is complete is the matter of the verb.
 *
 * Fails with %PURSUIT_ERROR_INVALID when nobody received the deal, it was accepted already, or @day is no date, too early or
 * still to come.
 *
 * Returns: %TRUE when it is accepted
 */
gboolean
pursuit_deal_accept (PursuitDeal  *self,
                     const char   *day,
                     const char   *today,
                     GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self), FALSE);

  if (self->receiver_id == 0 || self->handed_over_on == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” was not handed over yet."), self->title);
      return FALSE;
    }
  if (self->accepted_on != NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” was accepted on %2$s already."), self->title,
                   self->accepted_on);
      return FALSE;
    }
  if (!require_day (day, self->handed_over_on, today, error))
    return FALSE;

  pursuit_deal_rules_set_text (self, "accepted_on", day);
  return TRUE;
}
