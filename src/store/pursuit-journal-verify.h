/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal-finding.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitJournalVerdict:
 * @n_entries: how many entries were read
 * @n_erased: how many of them have no payload any more
 * @last_id: the newest entry, 0 for an empty journal
 * @last_at: when it was written, UTC microseconds
 * @last_hash: the hash of its chain, 64 hexadecimal digits; zeros for an empty journal
 * @findings: (element-type PursuitJournalFinding): what is wrong; empty when all is well
 * @n_more: how many findings there were beyond those
 *
 * What came of reading the whole journal.
 */
typedef struct
{
  gint64 n_entries;
  gint64 n_erased;
  gint64 last_id;
  gint64 last_at;
  char *last_hash;
  GPtrArray *findings;
  guint n_more;
} PursuitJournalVerdict;

PursuitJournalVerdict *pursuit_journal_verify        (PursuitStore           *store,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_journal_verdict_free  (PursuitJournalVerdict  *verdict);
gboolean               pursuit_journal_find_hash     (PursuitStore           *store,
                                                      gint64                  id,
                                                      char                  **out_hash,
                                                      GError                **error);
gboolean               pursuit_journal_check_anchor  (PursuitStore           *store,
                                                      PursuitJournalVerdict  *verdict,
                                                      gint64                  id,
                                                      gint64                  at,
                                                      const char             *hash,
                                                      GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitJournalVerdict, pursuit_journal_verdict_free)

G_END_DECLS
