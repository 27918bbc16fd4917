/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-words.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-str.h"

/* What a row of deals says in words: on its card, in its tooltip, and to those who hear rather than see. */

/**
 * pursuit_deal_words_is_parked:
 * @row: a loaded row of %PURSUIT_LIST_DEALS
 *
 * Returns: whether the deal is put aside; a day that has come is over (STG-3)
 */
gboolean
pursuit_deal_words_is_parked (PursuitRow *row)
{
  const char *until = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_UNTIL);
  g_autofree char *today = NULL;

  /* Most are not, and the day costs a look at the clock. */
  if (pursuit_str_empty (until))
    return FALSE;

  today = pursuit_date_today ();
  return pursuit_deal_is_parked (until, today);
}

/**
 * pursuit_deal_words_get_days:
 * @row: a loaded row of %PURSUIT_LIST_DEALS
 *
 * Returns: for how many days the deal has stood in its stage
 */
int
pursuit_deal_words_get_days (PursuitRow *row)
{
  return pursuit_deal_count_days_in_stage (pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ENTERED_AT),
                                           pursuit_time_now ());
}

/**
 * pursuit_deal_words_is_stalled:
 * @row: a loaded row of %PURSUIT_LIST_DEALS
 *
 * Returns: whether the deal stands in its stage for longer than expected; one that is parked does not (STG-3)
 */
gboolean
pursuit_deal_words_is_stalled (PursuitRow *row)
{
  return pursuit_deal_is_stalled (pursuit_deal_words_get_days (row),
                                  pursuit_row_get_number (row, PURSUIT_DEAL_ROW_EXPECTED_DAYS)) &&
         !pursuit_deal_words_is_parked (row);
}

/**
 * pursuit_deal_words_gap:
 * @gap: our position minus the buyer's
 *
 * Returns: (transfer full) (nullable): what the chip says; %NULL where both walk together, which one stage ahead is too
 */
char *
pursuit_deal_words_gap (int gap)
{
  if (pursuit_deal_is_ahead (gap))
    /* Translators: how many stages we are ahead of the buyer in a deal; keep it short */
    return g_strdup_printf (ngettext ("%d ahead of the buyer", "%d ahead of the buyer", (gulong) gap), gap);
  if (pursuit_deal_is_late (gap))
    /* Translators: how many stages we are behind the buyer in a deal; keep it short */
    return g_strdup_printf (ngettext ("%d behind", "%d behind", (gulong) -gap), -gap);

  return NULL;
}

/**
 * pursuit_deal_words_age:
 * @row: a loaded row of %PURSUIT_LIST_DEALS
 * @brief: whether there is little room
 *
 * Returns: (transfer full): for how long the deal has stood in its stage
 */
char *
pursuit_deal_words_age (PursuitRow *row,
                        gboolean    brief)
{
  int days = pursuit_deal_words_get_days (row);

  if (brief)
    /* Translators: for how many days a deal has stood in its stage, where there is little room */
    return g_strdup_printf (_("%d d"), days);
  if (pursuit_deal_words_is_stalled (row))
    /* Translators: a deal that has stood too long in its stage, in days; keep it short */
    return g_strdup_printf (ngettext ("Stalled %d d", "Stalled %d d", (gulong) days), days);

  /* Translators: for how long a deal has stood in its stage; keep it short */
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

/**
 * pursuit_deal_words_stage:
 * @row: a loaded row of %PURSUIT_LIST_DEALS
 *
 * Returns: (transfer full): in which stage the deal stands
 */
char *
pursuit_deal_words_stage (PursuitRow *row)
{
  /* Translators: %1$d is the number of a stage, %2$s its name */
  return g_strdup_printf (_("%1$d  %2$s"), (int) pursuit_row_get_number (row, PURSUIT_DEAL_ROW_POSITION),
                          pursuit_locale_choose_name (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_STAGE),
                                                      pursuit_row_get_text (row, PURSUIT_DEAL_ROW_STAGE_ZH)));
}

/**
 * pursuit_deal_words_parked:
 * @row: a loaded row of %PURSUIT_LIST_DEALS that is parked
 *
 * Returns: (transfer full): what the chip says, which has a sign for a pause
 */
char *
pursuit_deal_words_parked (PursuitRow *row)
{
  g_autofree char *until = pursuit_date_format_relative (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_UNTIL));

  /* Translators: a deal that is put aside until a day; on a card, with the sign for a pause before it: keep it short */
  return g_strdup_printf (C_("parked", "Until %s"), until);
}

static char *
dup_next_step (PursuitRow *row)
{
  const char *on = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_NEXT_STEP_ON);
  const char *step = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_NEXT_STEP);
  g_autofree char *when = pursuit_date_format_relative (on);

  if (pursuit_str_empty (step))
    return pursuit_str_empty (on) ? g_strdup (_("No next step")) : g_steal_pointer (&when);
  if (pursuit_str_empty (on))
    return g_strdup (step);

  /* Translators: the next step of a deal: %1$s is when, %2$s what */
  return g_strdup_printf (_("%1$s: %2$s"), when, step);
}

static char *
dup_probability (PursuitRow *row,
                 int         stage_probability)
{
  int probability = (int) pursuit_row_get_number (row, PURSUIT_DEAL_ROW_PROBABILITY);

  if (stage_probability >= 0)
    /* Translators: a win probability that somebody set by hand, and what is usual in the stage of the deal */
    return g_strdup_printf (_("win probability %1$d%% by hand, %2$d%% in this stage"), probability, stage_probability);

  /* Translators: a win probability that somebody set by hand */
  return g_strdup_printf (_("win probability %d%% by hand"), probability);
}

static char *
dup_days (PursuitRow *row)
{
  int days = pursuit_deal_words_get_days (row);

  if (pursuit_deal_words_is_stalled (row))
    return g_strdup_printf (ngettext ("stalled for %d day", "stalled for %d days", (gulong) days), days);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static void
take_text (GStrvBuilder *facts,
           char         *text)
{
  if (!pursuit_str_empty (text))
    g_strv_builder_add (facts, text);
  g_free (text);
}

/* What wants attention, in the order in which the card shows it. */
static void
add_attention (GStrvBuilder *facts,
               PursuitRow   *row)
{
  int missing = (int) pursuit_row_get_number (row, PURSUIT_DEAL_ROW_MISSING);
  g_autofree char *until = NULL;

  if (missing > 0)
    take_text (facts, g_strdup_printf (ngettext ("%d milestone missing", "%d milestones missing", (gulong) missing),
                                       missing));
  take_text (facts, pursuit_deal_words_gap ((int) pursuit_row_get_number (row, PURSUIT_DEAL_ROW_GAP)));
  if (!pursuit_deal_words_is_parked (row))
    return;
  until = pursuit_date_format_relative (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_UNTIL));
  take_text (facts, g_strdup_printf (_("parked until %s"), until));
  take_text (facts, g_strdup (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_REASON)));
}

/**
 * pursuit_deal_words_facts:
 * @row: a loaded row of %PURSUIT_LIST_DEALS
 * @currency: (nullable): the house currency
 * @stage_probability: what is usual in the deal's stage, -1 when that is not known
 *
 * Returns: (transfer full): everything a card shows, one fact each, nothing cut: customer, deal, amount, stage, days in the
 *   stage, then what wants attention, the next step and whose deal it is
 */
char **
pursuit_deal_words_facts (PursuitRow *row,
                          const char *currency,
                          int         stage_probability)
{
  g_autoptr(GStrvBuilder) facts = g_strv_builder_new ();

  take_text (facts, g_strdup (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_CUSTOMER)));
  take_text (facts, g_strdup (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE)));
  take_text (facts, pursuit_money_format (pursuit_row_get_number (row, PURSUIT_DEAL_ROW_AMOUNT), currency,
                                          PURSUIT_MONEY_SHORT));
  take_text (facts, g_strdup (pursuit_locale_choose_name (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_STAGE),
                                                          pursuit_row_get_text (row, PURSUIT_DEAL_ROW_STAGE_ZH))));
  take_text (facts, dup_days (row));
  add_attention (facts, row);
  if (!pursuit_deal_words_is_parked (row))
    take_text (facts, dup_next_step (row));
  if (pursuit_row_get_number (row, PURSUIT_DEAL_ROW_PROBABILITY_MANUAL) != 0)
    take_text (facts, dup_probability (row, stage_probability));
  take_text (facts, g_strdup (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_OWNER)));

  return g_strv_builder_end (facts);
}
