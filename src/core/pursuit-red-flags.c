/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-red-flags.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-rival.h"
#include "pursuit-str.h"

/* What each flag is called for other programs, and how bad it is; listed in the order of the kinds. */
static const struct
{
  const char *id;
  gboolean is_error;
} kinds[] = {
  [PURSUIT_FLAG_LATE] = { "late", TRUE },
  [PURSUIT_FLAG_STEP_OVERDUE] = { "step-overdue", TRUE },
  [PURSUIT_FLAG_DECIDER_AGAINST] = { "decider-against", TRUE },
  [PURSUIT_FLAG_RIVAL_AHEAD] = { "rival-ahead", FALSE },
  [PURSUIT_FLAG_NO_DECIDER] = { "no-decider", FALSE },
  [PURSUIT_FLAG_AHEAD] = { "ahead", FALSE },
  [PURSUIT_FLAG_STALLED] = { "stalled", FALSE },
  [PURSUIT_FLAG_SILENT] = { "silent", FALSE },
  [PURSUIT_FLAG_MISSING] = { "missing", FALSE },
  [PURSUIT_FLAG_NO_STEP] = { "no-step", FALSE },
  [PURSUIT_FLAG_NO_COACH] = { "no-coach", FALSE },
  [PURSUIT_FLAG_NOT_ACCEPTED] = { "not-accepted", FALSE },
};

static void
flag_free (gpointer data)
{
  g_free (((PursuitRedFlag *) data)->text);
  g_free (data);
}

static void
raise_flag (GPtrArray          *flags,
            PursuitRedFlagKind  kind,
            char               *text)
{
  PursuitRedFlag *flag = g_new0 (PursuitRedFlag, 1);

  flag->kind = kind;
  flag->id = kinds[kind].id;
  flag->is_error = kinds[kind].is_error;
  flag->text = text;
  g_ptr_array_add (flags, flag);
}

static int
by_kind (gconstpointer a,
         gconstpointer b)
{
  const PursuitRedFlag *first = *(PursuitRedFlag *const *) a;
  const PursuitRedFlag *second = *(PursuitRedFlag *const *) b;

  return (int) first->kind - (int) second->kind;
}

/* STG-1: where we are and where the buyer is should agree. */
static void
judge_gap (const PursuitRedFlagFacts *facts,
           GPtrArray                 *flags)
{
  int gap = (int) facts->deal->gap;

  if (pursuit_deal_is_ahead (gap))
    raise_flag (flags, PURSUIT_FLAG_AHEAD,
           g_strdup_printf (ngettext ("We are %d stage ahead of the buyer.", "We are %d stages ahead of the buyer.", gap),
                            gap));
  else if (pursuit_deal_is_late (gap))
    raise_flag (flags, PURSUIT_FLAG_LATE,
           g_strdup_printf (ngettext ("The buyer is %d stage further than we are.",
                                      "The buyer is %d stages further than we are.", -gap), -gap));
}

/* STG-4. What is promised for a day is due on that day, parked or not. */
static void
judge_next_step (const PursuitRedFlagFacts *facts,
                 gboolean                   is_parked,
                 GPtrArray                 *flags)
{
  const PursuitDeal *deal = facts->deal;
  int days;

  switch (pursuit_deal_judge_next_step (deal->next_step_on, facts->today))
    {
    case PURSUIT_NEXT_STEP_OVERDUE:
      days = pursuit_date_days_between (deal->next_step_on, facts->today);
      raise_flag (flags, PURSUIT_FLAG_STEP_OVERDUE,
             g_strdup_printf (ngettext ("The next step is overdue by %d day.", "The next step is overdue by %d days.", days),
                              days));
      break;
    case PURSUIT_NEXT_STEP_NONE:
      if (!is_parked)
        raise_flag (flags, PURSUIT_FLAG_NO_STEP,
               g_strdup (pursuit_str_empty (deal->next_step) ? _("No next step is planned.")
                                                             : _("The next step has no date.")));
      break;
    case PURSUIT_NEXT_STEP_TODAY:
    case PURSUIT_NEXT_STEP_FUTURE:
    default:
      break;
    }
}

/* STG-3: standing still, and silence. Neither counts while the deal is parked. */
static void
judge_time (const PursuitRedFlagFacts *facts,
            GPtrArray                 *flags)
{
  int in_stage = pursuit_deal_count_days_in_stage (facts->deal->stage_entered_at, facts->now);
  gint64 silent = (facts->now - facts->last_contact_at) / G_TIME_SPAN_DAY;

  if (pursuit_deal_is_stalled (in_stage, facts->expected_days))
    raise_flag (flags, PURSUIT_FLAG_STALLED,
           /* Translators: %1$d is a number of days, %2$d how many are usual */
           g_strdup_printf (ngettext ("It has stood in this stage for %1$d day; %2$d are usual.",
                                      "It has stood in this stage for %1$d days; %2$d are usual.", in_stage),
                            in_stage, (int) facts->expected_days));

  if (!pursuit_deal_is_silent (facts->last_contact_at, facts->now, facts->silence_days))
    return;
  if (facts->last_contact_at == 0)
    raise_flag (flags, PURSUIT_FLAG_SILENT, g_strdup (_("No call, visit or meeting with the customer is known.")));
  else
    raise_flag (flags, PURSUIT_FLAG_SILENT,
           g_strdup_printf (ngettext ("There has been no contact with the customer for %d day.",
                                      "There has been no contact with the customer for %d days.", (gulong) silent),
                            (int) silent));
}

/* CUS-7: who decides, and what they think of us. */
static void
judge_people (const PursuitRedFlagFacts *facts,
              GPtrArray                 *flags)
{
  gboolean has_decider = FALSE;
  gboolean has_coach = FALSE;

  for (guint i = 0; i < facts->n_people; i++)
    {
      const PursuitRedFlagPerson *person = &facts->people[i];
      gint64 role = person->stakeholder->role;
      gboolean decides = role == PURSUIT_BUYING_ROLE_DECIDER || role == PURSUIT_BUYING_ROLE_APPROVER;

      has_decider |= role == PURSUIT_BUYING_ROLE_DECIDER;
      has_coach |= role == PURSUIT_BUYING_ROLE_COACH;
      if (decides && person->stakeholder->attitude < 0)
        raise_flag (flags, PURSUIT_FLAG_DECIDER_AGAINST,
               /* Translators: %s is a person at the customer */
               g_strdup_printf (_("%s, who decides, is against us."), person->name != NULL ? person->name : ""));
    }

  if (!has_decider)
    raise_flag (flags, PURSUIT_FLAG_NO_DECIDER, g_strdup (_("No decision maker is known.")));
  if (!has_coach)
    raise_flag (flags, PURSUIT_FLAG_NO_COACH, g_strdup (_("Nobody at the customer coaches us.")));
}

/* CUS-7: our position against competitors. */
static void
judge_rivals (const PursuitRedFlagFacts *facts,
              GPtrArray                 *flags)
{
  for (guint i = 0; facts->rivals != NULL && i < facts->rivals->len; i++)
    {
      const PursuitRival *rival = g_ptr_array_index (facts->rivals, i);

      /* A standing says where we are: behind them. */
      if (rival->standing == PURSUIT_STANDING_BEHIND)
        /* Translators: %s is a competitor */
        raise_flag (flags, PURSUIT_FLAG_RIVAL_AHEAD, g_strdup_printf (_("%s is ahead of us."), rival->name));
    }
}

static void
judge_milestones (const PursuitRedFlagFacts *facts,
                  GPtrArray                 *flags)
{
  int n = (int) facts->n_missing;

  if (n > 0)
    raise_flag (flags, PURSUIT_FLAG_MISSING,
           g_strdup_printf (ngettext ("%d required milestone of the stages left is not shown.",
                                      "%d required milestones of the stages left are not shown.", n), n));
}

static void
judge_open (const PursuitRedFlagFacts *facts,
            GPtrArray                 *flags)
{
  gboolean is_parked = pursuit_deal_is_parked (facts->deal->parked_until, facts->today);

  judge_gap (facts, flags);
  judge_next_step (facts, is_parked, flags);
  judge_people (facts, flags);
  judge_rivals (facts, flags);
  judge_milestones (facts, flags);
  if (!is_parked)
    judge_time (facts, flags);
}

/**
 * pursuit_red_flags_compute:
 * @facts: what is known of a deal
 *
 * Says what warns of a deal (CUS-7, STG-1 to STG-4, STG-8). A lost deal is warned of no more; of a won one only its
 * hand-over and what was never shown.
 *
 * Returns: (transfer full) (element-type PursuitRedFlag): the flags, the worst first
 */
GPtrArray *
pursuit_red_flags_compute (const PursuitRedFlagFacts *facts)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func (flag_free);

  g_return_val_if_fail (facts != NULL && PURSUIT_IS_DEAL (facts->deal), flags);

  if (facts->deal->status == PURSUIT_DEAL_OPEN)
    judge_open (facts, flags);
  else if (facts->deal->status == PURSUIT_DEAL_WON)
    {
      judge_milestones (facts, flags);
      if (pursuit_str_empty (facts->deal->accepted_on))
        raise_flag (flags, PURSUIT_FLAG_NOT_ACCEPTED, g_strdup (_("Won, and delivery has not taken it over.")));
    }

  g_ptr_array_sort (flags, by_kind);

  return flags;
}
