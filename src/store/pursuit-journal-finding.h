/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitJournalFindingKind:
 * @PURSUIT_JOURNAL_ALTERED: the entry says something else than when it was written
 * @PURSUIT_JOURNAL_PAYLOAD_ALTERED: what it says of before and after was altered
 * @PURSUIT_JOURNAL_REMOVED: entries are missing
 * @PURSUIT_JOURNAL_INSERTED: the entry was put between others
 * @PURSUIT_JOURNAL_EXCHANGED: the entry is whole in itself, but is not the one that the next one follows
 * @PURSUIT_JOURNAL_MOVED: the entry stands elsewhere than it was written
 * @PURSUIT_JOURNAL_CUT_OFF: the newest entries are missing
 * @PURSUIT_JOURNAL_REWRITTEN: the entry is not the one that was anchored
 *
 * What can be wrong with a journal.
 */
typedef enum
{
  PURSUIT_JOURNAL_ALTERED,
  PURSUIT_JOURNAL_PAYLOAD_ALTERED,
  PURSUIT_JOURNAL_REMOVED,
  PURSUIT_JOURNAL_INSERTED,
  PURSUIT_JOURNAL_EXCHANGED,
  PURSUIT_JOURNAL_MOVED,
  PURSUIT_JOURNAL_CUT_OFF,
  PURSUIT_JOURNAL_REWRITTEN,
} PursuitJournalFindingKind;

/**
 * PursuitJournalFinding:
 * @kind: what is wrong
 * @id: the entry concerned, or the first one
 * @last_id: the last entry concerned
 * @at: when it says that it was written, UTC microseconds, 0 where nothing says so
 * @actor: (nullable): who, as it says
 * @sentence: all of it for a person
 *
 * One thing that is wrong with a journal.
 */
typedef struct
{
  PursuitJournalFindingKind kind;
  gint64 id;
  gint64 last_id;
  gint64 at;
  char *actor;
  char *sentence;
} PursuitJournalFinding;

void        pursuit_journal_finding_free     (PursuitJournalFinding     *finding);
const char *pursuit_journal_finding_get_nick (PursuitJournalFindingKind  kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitJournalFinding, pursuit_journal_finding_free)

G_END_DECLS
