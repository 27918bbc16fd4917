/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-stays.h"
#include "pursuit-str.h"

/* What may happen to a deal (STG-3, STG-4). No SQL, no rights: the verbs in service/ bring the records and write them. */

void
pursuit_deal_rules_set_number (PursuitDeal *self,
                               const char  *name,
                               gint64       number)
{
  pursuit_record_set_number (PURSUIT_RECORD (self), pursuit_record_type_find (PURSUIT_TYPE_DEAL, name), number);
}

void
pursuit_deal_rules_set_text (PursuitDeal *self,
                             const char  *name,
                             const char  *text)
{
  pursuit_record_set_text (PURSUIT_RECORD (self), pursuit_record_type_find (PURSUIT_TYPE_DEAL, name), text);
}

/* What a person typed, without the white space around it; the blank text means none. */
void
pursuit_deal_rules_set_typed (PursuitDeal *self,
                              const char  *name,
                              const char  *typed)
{
  g_autofree char *text = pursuit_str_empty (typed) ? NULL : pursuit_str_dup_stripped (typed);

  pursuit_deal_rules_set_text (self, name, text);
}

/* The time in the stage that an open deal leaves, or ends in, is kept with the deal. */
static void
leave_stage (PursuitDeal *self,
             gint64       at)
{
  g_autofree char *stays = pursuit_stays_add (self->stays, self->stage_id, self->stage_entered_at, at);

  pursuit_deal_rules_set_text (self, "stays", stays);
}

static void
stand_in (PursuitDeal  *self,
          PursuitStage *stage,
          gint64        at)
{
  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_number (self, "stage_id", PURSUIT_RECORD (stage)->id);
  if (!self->probability_manual)
    pursuit_deal_rules_set_number (self, "probability", stage->probability);
  pursuit_deal_rules_set_number (self, "stage_entered_at", at);
  pursuit_deal_rules_set_number (self, "max_position", MAX (self->max_position, stage->position));
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
pursuit_deal_rules_require_open (PursuitDeal  *self,
                                 GError      **error)
{
  if (self->status == PURSUIT_DEAL_OPEN)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               self->status == PURSUIT_DEAL_WON ? _("“%s” is already won; reopen it first.")
                                                : _("“%s” is already lost; reopen it first."),
               self->title);
  return FALSE;
}

/* Whoever moves or closes a deal does not wait any more. */
static void
end_parking (PursuitDeal *self)
{
  pursuit_deal_rules_set_text (self, "parked_until", NULL);
  pursuit_deal_rules_set_text (self, "parked_reason", NULL);
}

static void
close_as (PursuitDeal       *self,
          PursuitDealStatus  status,
          gint64             at)
{
  g_autofree char *day = pursuit_date_from_time (at);

  pursuit_deal_rules_set_number (self, "status", status);
  pursuit_deal_rules_set_number (self, "probability_manual", FALSE);
  pursuit_deal_rules_set_text (self, "closed_on", day);
  end_parking (self);
}

static gboolean
require_process (PursuitDeal   *self,
                 PursuitStage  *stage,
                 GError       **error)
{
  if (self->process_id == stage->process_id)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is not a stage of the process of “%2$s”."),
               pursuit_locale_choose_name (stage->name, stage->name_zh), self->title);
  return FALSE;
}

/**
 * pursuit_deal_enter_stage:
 * @self: a deal
 * @to: a stage of the deal's process
 * @at: when, UTC microseconds
 * @error: return location for the refusal
 *
 * Moves an open deal to another stage, forward or back; the win probability becomes the stage's unless somebody
 * estimated it (STG-4), the days in the stage begin anew (STG-3), and a deal that was parked is not any more. What the
 * process asks for on the way is the matter of pursuit_gate_require(), the gap that of pursuit_deal_keep_gap().
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is closed, already stands there, has another process, or @to is for lost
 * deals.
 *
 * Returns: %TRUE when the deal now stands in @to
 */
gboolean
pursuit_deal_enter_stage (PursuitDeal   *self,
                          PursuitStage  *to,
                          gint64         at,
                          GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (to), FALSE);

  if (!pursuit_deal_rules_require_open (self, error) || !require_process (self, to, error))
    return FALSE;
  if (to->type == PURSUIT_STAGE_LOST)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is for lost deals; close “%2$s” as lost instead."),
                   pursuit_locale_choose_name (to->name, to->name_zh), self->title);
      return FALSE;
    }
  if (self->stage_id == PURSUIT_RECORD (to)->id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” already stands in stage %2$d."),
                   self->title, (int) to->position);
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  leave_stage (self, at);
  stand_in (self, to, at);
  end_parking (self);
  /* What was handed over is back in our hands. */
  if (to->type != PURSUIT_STAGE_WON)
    pursuit_deal_rules_end_handover (self);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_win:
 * @self: a deal
 * @won: the stage of its process in which won deals stand
 * @at: when, UTC microseconds
 * @error: return location for the refusal
 *
 * Closes an open deal as won: it stands in the stage for won deals, with certainty.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is closed, or has another process.
 *
 * Returns: %TRUE when the deal is won
 */
gboolean
pursuit_deal_win (PursuitDeal   *self,
                  PursuitStage  *won,
                  gint64         at,
                  GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (won), FALSE);

  if (!pursuit_deal_rules_require_open (self, error) || !require_process (self, won, error))
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  leave_stage (self, at);
  if (self->stage_id != PURSUIT_RECORD (won)->id)
    stand_in (self, won, at);
  pursuit_deal_rules_set_number (self, "probability", 100);
  close_as (self, PURSUIT_DEAL_WON, at);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_date_closing:
 * @self: a closed deal
 * @day: ISO date on which it was really closed
 * @today: ISO date
 * @error: return location for the refusal
 *
 * Says that a deal was closed on another day than the one on which somebody came to note it.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is open, or @day is no date or still to come.
 *
 * Returns: %TRUE when it counts for @day
 */
gboolean
pursuit_deal_date_closing (PursuitDeal  *self,
                           const char   *day,
                           const char   *today,
                           GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self), FALSE);

  if (self->status == PURSUIT_DEAL_OPEN)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is open."), self->title);
      return FALSE;
    }
  if (!pursuit_date_is_valid (day))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a date."), day != NULL ? day : "");
      return FALSE;
    }
  if (strcmp (day, today) > 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A deal cannot be closed on %s, which is still to come."),
                   day);
      return FALSE;
    }

  pursuit_deal_rules_set_text (self, "closed_on", day);
  return TRUE;
}

/**
 * pursuit_deal_lose:
 * @self: a deal
 * @reason: why; must say something (STG-4)
 * @lost_to: (nullable): the competitor who got it
 * @at: when, UTC microseconds
 * @error: return location for the refusal
 *
 * Closes an open deal as lost; it keeps the stage where it stopped.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is closed or @reason is blank.
 *
 * Returns: %TRUE when the deal is lost
 */
gboolean
pursuit_deal_lose (PursuitDeal  *self,
                   const char   *reason,
                   const char   *lost_to,
                   gint64        at,
                   GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self), FALSE);

  if (!pursuit_deal_rules_require_open (self, error))
    return FALSE;
  if (pursuit_str_empty (reason))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say why the deal is lost."));
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (self));
  leave_stage (self, at);
  pursuit_deal_rules_set_number (self, "probability", 0);
  pursuit_deal_rules_set_typed (self, "lost_reason", reason);
  pursuit_deal_rules_set_typed (self, "lost_to", lost_to);
  close_as (self, PURSUIT_DEAL_LOST, at);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_reopen:
 * @self: a deal
 * @stage: the stage where it stopped
 * @at: when, UTC microseconds
 * @error: return location for the refusal
 *
 * Opens a closed deal again in the stage where it stopped; the days in the stage begin anew.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the deal is open, or has another process.
 *
 * Returns: %TRUE when the deal is open
 */
gboolean
pursuit_deal_reopen (PursuitDeal   *self,
                     PursuitStage  *stage,
                     gint64         at,
                     GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL (self) && PURSUIT_IS_STAGE (stage), FALSE);

  if (self->status == PURSUIT_DEAL_OPEN)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is open already."), self->title);
      return FALSE;
    }
  if (!require_process (self, stage, error))
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  pursuit_deal_rules_set_number (self, "status", PURSUIT_DEAL_OPEN);
  pursuit_deal_rules_set_text (self, "closed_on", NULL);
  pursuit_deal_rules_set_text (self, "lost_reason", NULL);
  pursuit_deal_rules_set_text (self, "lost_to", NULL);
  pursuit_deal_rules_set_number (self, "probability_manual", FALSE);
  stand_in (self, stage, at);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

/**
 * pursuit_deal_weigh:
 * @amount: minor units, not negative
 * @probability: 0 to 100
 *
 * Returns: the amount weighted by the win probability, in minor units, rounded down; the same formula is
 *   in the totals that the schema keeps
 */
gint64
pursuit_deal_weigh (gint64 amount,
                    gint64 probability)
{
  return amount / 100 * probability + amount % 100 * probability / 100;
}

/**
 * pursuit_deal_count_days_in_stage:
 * @stage_entered_at: UTC microseconds, 0 for unknown
 * @now: UTC microseconds
 *
 * Returns: whole days since the stage was entered, never negative (STG-3)
 */
int
pursuit_deal_count_days_in_stage (gint64 stage_entered_at,
                                  gint64 now)
{
  if (stage_entered_at <= 0 || now <= stage_entered_at)
    return 0;

  return (int) ((now - stage_entered_at) / G_TIME_SPAN_DAY);
}

/**
 * pursuit_deal_is_stalled:
 * @days_in_stage: how long it has stood there
 * @expected_days: what the process expects of the stage, 0 for no expectation
 *
 * Returns: %TRUE when the deal stands still too long (STG-3)
 */
gboolean
pursuit_deal_is_stalled (int    days_in_stage,
                         gint64 expected_days)
{
  return expected_days > 0 && days_in_stage > expected_days;
}

/**
 * pursuit_deal_judge_next_step:
 * @next_step_on: (nullable): ISO date of the next step
 * @today: ISO date
 *
 * Returns: how the next step stands
 */
PursuitNextStepState
pursuit_deal_judge_next_step (const char *next_step_on,
                              const char *today)
{
  int order;

  if (pursuit_str_empty (next_step_on))
    return PURSUIT_NEXT_STEP_NONE;

  order = g_strcmp0 (next_step_on, today);
  if (order < 0)
    return PURSUIT_NEXT_STEP_OVERDUE;

  return order == 0 ? PURSUIT_NEXT_STEP_TODAY : PURSUIT_NEXT_STEP_FUTURE;
}
