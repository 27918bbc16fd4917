/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

/* What people say about an open deal that stays where it is: that it waits (STG-3), and how likely it is (STG-4). */

/**
 * pursuit_deal_park:
 * @self: an open deal
 * @until: ISO date, later than today
 * @reason: why; must say something
 * @today: ISO date
 * @error: return location for the refusal
 *
 * Lets a deal wait: until that day it neither stands still nor is silent. A deal that is parked can be parked anew.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is closed, @until is no date or not to come, or @reason is blank.
 *
 * Returns: %TRUE when the deal is parked
 */
gboolean
pursuit_deal_park (PursuitDeal  *self,
                   const char   *until,
                   const char   *reason,
                   const char   *today,
                   GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self), FALSE);

  if (!pursuit_deal_rules_require_open (self, error))
    return FALSE;
  if (!pursuit_date_is_valid (until))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a date."), until != NULL ? until : "");
      return FALSE;
    }
  if (strcmp (until, today) <= 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A deal is parked until tomorrow at the earliest."));
      return FALSE;
    }
  if (pursuit_str_empty (reason))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say why the deal is parked."));
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_text (self, "parked_until", until);
  pursuit_deal_rules_set_typed (self, "parked_reason", reason);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_unpark:
 * @self: a deal
 * @error: return location for the refusal
 *
 * Goes on with a deal before the day until which it was parked.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is not parked.
 *
 * Returns: %TRUE when it is not parked any more
 */
gboolean
pursuit_deal_unpark (PursuitDeal  *self,
                     GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self), FALSE);

  if (self->parked_until == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not parked."), self->title);
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_text (self, "parked_until", NULL);
  pursuit_deal_rules_set_text (self, "parked_reason", NULL);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_is_parked:
 * @parked_until: (nullable): ISO date
 * @today: ISO date
 *
 * Returns: %TRUE when the day is still to come; nobody has to end a parking that is over
 */
gboolean
pursuit_deal_is_parked (const char *parked_until,
                        const char *today)
{
  return !pursuit_str_empty (parked_until) && strcmp (parked_until, today) > 0;
}

/**
 * pursuit_deal_is_silent:
 * @last_contact_at: when the customer was last called, visited or met, UTC microseconds, 0 for never
 * @now: UTC microseconds
 * @silence_days: how many days of silence the process bears, 0 for any number
 *
 * Whole days count, as in the lists, which ask the same in SQL.
 *
 * Returns: %TRUE when nobody has spoken with the customer for longer (STG-3); a deal that is parked may be silent
 */
gboolean
pursuit_deal_is_silent (gint64 last_contact_at,
                        gint64 now,
                        gint64 silence_days)
{
  return silence_days > 0 && (now - last_contact_at) / G_TIME_SPAN_DAY > silence_days;
}

/**
 * pursuit_deal_estimate:
 * @self: an open deal
 * @stage: the stage in which it stands
 * @percent: 0 to 100, or -1 to go by the stage again
 * @error: return location for the refusal
 *
 * Sets the win probability by hand (STG-4); it is kept on moving.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is closed, @percent is none, or nothing was estimated that could be
 * taken back.
 *
 * Returns: %TRUE when the probability is as wanted
 */
gboolean
pursuit_deal_estimate (PursuitDeal   *self,
                       PursuitStage  *stage,
                       int            percent,
                       GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (stage), FALSE);

  if (!pursuit_deal_rules_require_open (self, error))
    return FALSE;
  if (percent < -1 || percent > 100)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A win probability lies between 0 and 100, not at %d."),
                   percent);
      return FALSE;
    }
  if (percent == -1 && !self->probability_manual)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The win probability of “%s” is already that of its stage."),
                   self->title);
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_number (self, "probability_manual", percent >= 0);
  pursuit_deal_rules_set_number (self, "probability", percent >= 0 ? percent : stage->probability);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}
