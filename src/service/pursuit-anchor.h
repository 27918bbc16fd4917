/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal-verify.h"

G_BEGIN_DECLS

/**
 * PursuitAnchor:
 * @database: (nullable): the file's name
 * @store_uuid: (nullable): which database it is, wherever it lies
 * @n_entries: how many entries the journal had
 * @id: the newest of them, 0 for an empty journal
 * @at: when that was written, UTC microseconds
 * @hash: (nullable): its hash, 64 hexadecimal digits
 * @number: its hash in short, "01234 56789 …", which one can read aloud
 * @n_findings: how many things were wrong with the journal
 * @version: (nullable): the program that made the anchor
 * @made_at: when that was, UTC microseconds
 *
 * What one notes down of a journal, to prove later that all of it is still there: signed, printed or filed, but not where the
 * database is.
 */
typedef struct
{
  char *database;
  char *store_uuid;
  gint64 n_entries;
  gint64 id;
  gint64 at;
  char *hash;
  char *number;
  guint n_findings;
  char *version;
  gint64 made_at;
} PursuitAnchor;

PursuitAnchor         *pursuit_anchor_new      (PursuitStore         *store,
                                                GCancellable         *cancellable,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_anchor_free     (PursuitAnchor        *self);
char                  *pursuit_anchor_dup_text (const PursuitAnchor  *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray             *pursuit_anchor_parse    (const char           *text,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitJournalVerdict *pursuit_anchor_verify   (PursuitStore         *store,
                                                GPtrArray            *anchors,
                                                GCancellable         *cancellable,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;
char                  *pursuit_anchor_dup_number (const char         *hash) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitAnchor, pursuit_anchor_free)

G_END_DECLS
