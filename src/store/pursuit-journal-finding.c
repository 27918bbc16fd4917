/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-finding-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"

/* What is said of a journal that was tampered with. */

/* A journal that is nothing but wrong must not fill the memory. */
#define MOST_FINDINGS 1000

/**
 * pursuit_journal_finding_free:
 * @finding: (transfer full): a finding
 */
void
pursuit_journal_finding_free (PursuitJournalFinding *finding)
{
  g_free (finding->actor);
  g_free (finding->sentence);
  g_free (finding);
}

/**
 * pursuit_journal_finding_get_nick:
 * @kind: what is wrong
 *
 * Returns: the word for it in JSON
 */
const char *
pursuit_journal_finding_get_nick (PursuitJournalFindingKind kind)
{
  static const char *const nicks[] = {
    [PURSUIT_JOURNAL_ALTERED] = "altered",
    [PURSUIT_JOURNAL_PAYLOAD_ALTERED] = "payload-altered",
    [PURSUIT_JOURNAL_REMOVED] = "removed",
    [PURSUIT_JOURNAL_INSERTED] = "inserted",
    [PURSUIT_JOURNAL_EXCHANGED] = "exchanged",
    [PURSUIT_JOURNAL_MOVED] = "moved",
    [PURSUIT_JOURNAL_CUT_OFF] = "cut-off",
    [PURSUIT_JOURNAL_REWRITTEN] = "rewritten",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}

/* Takes the sentence. */
static void
take (PursuitJournalVerdict     *verdict,
      PursuitJournalFindingKind  kind,
      gint64                     id,
      gint64                     last_id,
      gint64                     at,
      const char                *actor,
      char                      *sentence)
{
  PursuitJournalFinding *finding;

  if (verdict->findings->len >= MOST_FINDINGS)
    {
      g_free (sentence);
      verdict->n_more++;
      return;
    }

  finding = g_new (PursuitJournalFinding, 1);
  *finding = (PursuitJournalFinding) {
    .kind = kind,
    .id = id,
    .last_id = last_id,
    .at = at,
    .actor = actor != NULL ? g_utf8_make_valid (actor, -1) : NULL,
    .sentence = sentence,
  };
  g_ptr_array_add (verdict->findings, finding);
}

static const char *
get_format (PursuitJournalFindingKind kind)
{
  switch (kind)
    {
    case PURSUIT_JOURNAL_PAYLOAD_ALTERED:
      /* Translators: the number of an entry of the journal, what was done ("edit"), by whom and when; so below */
      return _("Entry %1$lld (%2$s, %3$s, %4$s): what it says of before and after was altered later.");
    case PURSUIT_JOURNAL_INSERTED:
      return _("Entry %1$lld (%2$s, %3$s, %4$s) was inserted later.");
    case PURSUIT_JOURNAL_EXCHANGED:
      return _("Entry %1$lld (%2$s, %3$s, %4$s) was exchanged for another one: it is not the one that the next entry follows.");
    default:
      return _("Entry %1$lld (%2$s, %3$s, %4$s) was altered later.");
    }
}

/* One entry that says who and when, as far as one may believe it. */
void
pursuit_journal_verdict_add (PursuitJournalVerdict     *verdict,
                             PursuitJournalFindingKind  kind,
                             const PursuitJournalEntry *entry)
{
  g_autofree char *verb = g_utf8_make_valid (entry->verb != NULL ? entry->verb : "", -1);
  g_autofree char *actor = g_utf8_make_valid (entry->actor != NULL ? entry->actor : "", -1);
  g_autofree char *when = pursuit_time_format (entry->at);

  take (verdict, kind, entry->id, entry->id, entry->at, entry->actor,
        g_strdup_printf (get_format (kind), (long long) entry->id, verb, actor, when));
}

void
pursuit_journal_verdict_add_removed (PursuitJournalVerdict *verdict,
                                     gint64                 first_id,
                                     gint64                 last_id,
                                     gint64                 next_at)
{
  g_autofree char *when = pursuit_time_format (next_at);
  char *sentence;

  if (first_id == last_id)
    sentence = g_strdup_printf (_("Entry %1$lld was removed; the next one is of %2$s."), (long long) first_id,
                                when);
  else
    /* Translators: two numbers of entries, how many that are, and a time */
    sentence = g_strdup_printf (_("Entries %1$lld to %2$lld were removed, %3$lld in all; the next one is of %4$s."),
                                (long long) first_id, (long long) last_id, (long long) (last_id - first_id + 1),
                                when);

  take (verdict, PURSUIT_JOURNAL_REMOVED, first_id, last_id, 0, NULL, sentence);
}

void
pursuit_journal_verdict_add_moved (PursuitJournalVerdict *verdict,
                                   gint64                 first_id,
                                   gint64                 last_id,
                                   gint64                 shift)
{
  char *sentence;

  if (first_id == last_id)
    sentence = g_strdup_printf (_("Entry %1$lld is not where it was written: it was entry %2$lld."), (long long) first_id,
                                (long long) (first_id - shift));
  else
    sentence = g_strdup_printf (_("Entries %1$lld to %2$lld are not where they were written: they were entries %3$lld to"
                                  " %4$lld."),
                                (long long) first_id, (long long) last_id, (long long) (first_id - shift),
                                (long long) (last_id - shift));

  take (verdict, PURSUIT_JOURNAL_MOVED, first_id, last_id, 0, NULL, sentence);
}

/* At the end of the journal nothing says any more which of the two it was. */
void
pursuit_journal_verdict_add_either (PursuitJournalVerdict *verdict,
                                    gint64                 first_id,
                                    gint64                 second_id)
{
  take (verdict, PURSUIT_JOURNAL_EXCHANGED, first_id, second_id, 0, NULL,
        g_strdup_printf (_("Entry %1$lld or entry %2$lld was exchanged for another one: they do not follow each other."),
                         (long long) first_id, (long long) second_id));
}

/* Without @anchored_at what is left of the entries themselves tells. */
void
pursuit_journal_verdict_add_cut_off (PursuitJournalVerdict *verdict,
                                     gint64                 first_id,
                                     gint64                 last_id,
                                     gint64                 anchored_at)
{
  g_autofree char *when = pursuit_time_format (anchored_at);
  char *sentence;

  if (anchored_at != 0)
    sentence = g_strdup_printf (_("The journal was cut off: it ends before entry %1$lld, but on %2$s it went up to entry"
                                  " %3$lld."),
                                (long long) first_id, when, (long long) last_id);
  else
    sentence = g_strdup_printf (_("The journal was cut off: it ends before entry %1$lld, but something of entry %2$lld is"
                                  " still there."),
                                (long long) first_id, (long long) last_id);

  take (verdict, PURSUIT_JOURNAL_CUT_OFF, first_id, last_id, 0, NULL, sentence);
}

void
pursuit_journal_verdict_add_rewritten (PursuitJournalVerdict *verdict,
                                       gint64                 id,
                                       gint64                 anchored_at)
{
  g_autofree char *when = pursuit_time_format (anchored_at);

  take (verdict, PURSUIT_JOURNAL_REWRITTEN, id, id, 0, NULL,
        g_strdup_printf (_("The journal was written anew: entry %1$lld is not the one that was anchored on %2$s."),
                         (long long) id, when));
}
