/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-str.h"

/* Moving a card that somebody else moved. */

/* Deeper than this in a deal's entries its last move is not looked for. */
#define MOST_ENTRIES 200

typedef gboolean (*IsAboutFunc) (const PursuitJournalEntry *entry);

static gboolean
is_buyer_move (const PursuitJournalEntry *entry)
{
  return entry->after != NULL && strstr (entry->after, "\"buyer_stage_id\"") != NULL;
}

static gboolean
is_move (const PursuitJournalEntry *entry)
{
  static const char *const verbs[] = { "move", "win", "lose", "reopen", "undo", "import", NULL };

  return g_strv_contains (verbs, entry->verb) && entry->after != NULL &&
         (strstr (entry->after, "\"stage_id\"") != NULL || strstr (entry->after, "\"status\"") != NULL);
}

/* The last one that did so; %NULL when the journal does not tell. */
static PursuitJournalEntry *
find_entry (PursuitDesk *desk,
            PursuitDeal *deal,
            IsAboutFunc  is_about)
{
  g_autoptr(GPtrArray) entries = pursuit_journal_list_about (pursuit_desk_get_store (desk), "deal",
                                                             PURSUIT_RECORD (deal)->id, MOST_ENTRIES, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (is_about (g_ptr_array_index (entries, i)))
      return g_ptr_array_steal_index (entries, i);

  return NULL;
}

static char *
dup_stage_name (PursuitDesk *desk,
                PursuitDeal *deal)
{
  g_autoptr(PursuitStage) stage = pursuit_deals_load_stage (desk, deal->stage_id, NULL);

  return g_strdup (stage != NULL ? pursuit_locale_choose_name (stage->name, stage->name_zh) : "");
}

static char *
dup_sentence (PursuitDesk               *desk,
              PursuitDeal               *deal,
              const PursuitJournalEntry *entry)
{
  const char *title = pursuit_record_get_name (PURSUIT_RECORD (deal));
  g_autofree char *stage = dup_stage_name (desk, deal);
  g_autofree char *when = NULL;

  if (entry == NULL || pursuit_str_empty (entry->actor))
    return g_strdup_printf (_("Somebody else moved “%s” meanwhile."), title);

  when = pursuit_time_format_since (entry->at);
  if (deal->status == PURSUIT_DEAL_WON)
    /* Translators: %1$s is a person, %2$s a deal, %3$s when, such as “3 s ago” or “at 10:31” */
    return g_strdup_printf (_("%1$s closed “%2$s” as won %3$s."), entry->actor, title, when);
  if (deal->status == PURSUIT_DEAL_LOST)
    /* Translators: %1$s is a person, %2$s a deal, %3$s when, such as “3 s ago” or “at 10:31” */
    return g_strdup_printf (_("%1$s closed “%2$s” as lost %3$s."), entry->actor, title, when);

  /* Translators: %1$s is a person, %2$s a deal, %3$s a stage, %4$s when, such as “3 s ago” or “at 10:31” */
  return g_strdup_printf (_("%1$s moved “%2$s” to “%3$s” %4$s."), entry->actor, title, stage, when);
}

/**
 * pursuit_deals_dup_move:
 * @desk: a desk
 * @deal: a deal that was moved
 *
 * Returns: (transfer full): one sentence that says who moved the deal where it is, and when
 */
char *
pursuit_deals_dup_move (PursuitDesk *desk,
                        PursuitDeal *deal)
{
  g_autoptr(PursuitJournalEntry) entry = find_entry (desk, deal, is_move);

  return dup_sentence (desk, deal, entry);
}

/* Alt+Right twice, faster than the board follows: the first move is the person's own. */
static gboolean
is_own (PursuitDesk               *desk,
        const PursuitJournalEntry *entry,
        const PursuitDealSeen     *seen)
{
  return entry != NULL && entry->client != NULL && entry->actor_id == pursuit_desk_get_actor_id (desk) &&
         (g_strcmp0 (entry->client, seen->client) == 0 ||
          g_str_equal (entry->client, pursuit_store_get_client (pursuit_desk_get_store (desk))));
}

static char *
dup_buyer_sentence (PursuitDesk               *desk,
                    PursuitDeal               *deal,
                    const PursuitJournalEntry *entry)
{
  const char *title = pursuit_record_get_name (PURSUIT_RECORD (deal));
  g_autoptr(PursuitStage) stage =
    deal->buyer_stage_id != 0 ? pursuit_deals_load_stage (desk, deal->buyer_stage_id, NULL) : NULL;
  g_autofree char *when = NULL;

  if (entry == NULL || pursuit_str_empty (entry->actor))
    return g_strdup_printf (_("Somebody else said meanwhile where the buyer of “%s” stands."), title);

  when = pursuit_time_format_since (entry->at);
  if (stage == NULL)
    /* Translators: %1$s is a person, %2$s a deal, %3$s when, such as “3 s ago” or “at 10:31” */
    return g_strdup_printf (_("%1$s said of the buyer of “%2$s” %3$s that nobody knows where they stand."), entry->actor, title,
                            when);

  /* Translators: %1$s is a person, %2$s a deal, %3$s a stage of the buyer, %4$s when, such as “3 s ago” or “at 10:31” */
  return g_strdup_printf (_("%1$s set the buyer of “%2$s” to “%3$s” %4$s."), entry->actor, title,
                          pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh), when);
}

/**
 * pursuit_deals_require_seen:
 * @desk: a desk, within a transaction
 * @deal: the deal as it is
 * @change: what is to be done to it, with what the person saw
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when somebody else put the deal elsewhere since; for the buyer's stage, when somebody
 * else set that.
 *
 * Returns: %TRUE when it stands where it was seen
 */
gboolean
pursuit_deals_require_seen (PursuitDesk              *desk,
                            PursuitDeal              *deal,
                            const PursuitDealChange  *change,
                            GError                  **error)
{
  const PursuitDealSeen *seen = &change->seen;
  gboolean is_about_buyer = g_str_equal (change->verb, "buyer-stage");
  g_autoptr(PursuitJournalEntry) entry = NULL;
  g_autofree char *sentence = NULL;

  if (seen->stage_id == 0 || (is_about_buyer ? deal->buyer_stage_id == seen->buyer_stage_id
                                             : deal->stage_id == seen->stage_id && deal->status == seen->status))
    return TRUE;
  entry = find_entry (desk, deal, is_about_buyer ? is_buyer_move : is_move);
  if (is_own (desk, entry, seen))
    return TRUE;

  sentence = is_about_buyer ? dup_buyer_sentence (desk, deal, entry) : dup_sentence (desk, deal, entry);
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, sentence);
  return FALSE;
}
