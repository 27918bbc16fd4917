/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

/* Moving a card that somebody else moved. */

/* Deeper than this in a deal's entries its last move is not looked for. */
#define MOST_ENTRIES 200

static gboolean
is_move (const PursuitJournalEntry *entry)
{
  static const char *const verbs[] = { "move", "win", "lose", "reopen", "undo", "import", NULL };

  return g_strv_contains (verbs, entry->verb) && entry->after != NULL &&
         (strstr (entry->after, "\"stage_id\"") != NULL || strstr (entry->after, "\"status\"") != NULL);
}

/* The last one that moved it; %NULL when the journal does not tell. */
static PursuitJournalEntry *
find_move (PursuitDesk *desk,
           PursuitDeal *deal)
{
  g_autoptr(GPtrArray) entries = pursuit_journal_list_about (pursuit_desk_get_store (desk), "deal",
                                                             PURSUIT_RECORD (deal)->id, MOST_ENTRIES, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (is_move (g_ptr_array_index (entries, i)))
      return g_ptr_array_steal_index (entries, i);

  return NULL;
}

static char *
dup_stage_name (PursuitDesk *desk,
                PursuitDeal *deal)
{
  g_autoptr(PursuitRecord) stage = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, deal->stage_id,
                                                       NULL);

  /* The standard stages are kept by their English names. */
  return g_strdup (stage != NULL ? _(pursuit_record_get_name (stage)) : "");
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
  g_autoptr(PursuitJournalEntry) entry = find_move (desk, deal);

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

/**
 * pursuit_deals_require_seen:
 * @desk: a desk, within a transaction
 * @deal: the deal as it is
 * @seen: where the person saw it, with a `stage_id` of 0 when that does not matter
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when somebody else put the deal elsewhere since.
 *
 * Returns: %TRUE when it stands where it was seen
 */
gboolean
pursuit_deals_require_seen (PursuitDesk            *desk,
                            PursuitDeal            *deal,
                            const PursuitDealSeen  *seen,
                            GError                **error)
{
  g_autoptr(PursuitJournalEntry) entry = NULL;
  g_autofree char *sentence = NULL;

  if (seen->stage_id == 0 || (deal->stage_id == seen->stage_id && deal->status == seen->status))
    return TRUE;
  entry = find_move (desk, deal);
  if (is_own (desk, entry, seen))
    return TRUE;

  sentence = dup_sentence (desk, deal, entry);
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, sentence);
  return FALSE;
}
