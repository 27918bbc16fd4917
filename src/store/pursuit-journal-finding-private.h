/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal-verify.h"
#include "pursuit-journal.h"

G_BEGIN_DECLS

void pursuit_journal_verdict_add         (PursuitJournalVerdict      *verdict,
                                          PursuitJournalFindingKind   kind,
                                          const PursuitJournalEntry  *entry);
void pursuit_journal_verdict_add_removed (PursuitJournalVerdict      *verdict,
                                          gint64                      first_id,
                                          gint64                      last_id,
                                          gint64                      next_at);
void pursuit_journal_verdict_add_moved   (PursuitJournalVerdict      *verdict,
                                          gint64                      first_id,
                                          gint64                      last_id,
                                          gint64                      shift);
void pursuit_journal_verdict_add_either  (PursuitJournalVerdict      *verdict,
                                          gint64                      first_id,
                                          gint64                      second_id);
void pursuit_journal_verdict_add_cut_off (PursuitJournalVerdict      *verdict,
                                          gint64                      first_id,
                                          gint64                      last_id,
                                          gint64                      anchored_at);
void pursuit_journal_verdict_add_rewritten (PursuitJournalVerdict    *verdict,
                                          gint64                      id,
                                          gint64                      anchored_at);

G_END_DECLS
