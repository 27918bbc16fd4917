/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitJournalEntry:
 * @id: position in the journal, set on reading and by pursuit_journal_add()
 * @at: UTC microseconds
 * @actor_id: the member of staff who did it, 0 for none
 * @actor: that person's name at the time
 * @verb: what was done: "create", "edit", "delete", "restore", "move", "win", "lose", "reopen", "buyer-stage", "park",
 *   "import", "undo" ...
 * @entity: the table of the record, or "import"
 * @entity_id: the record
 * @customer_id: the customer concerned, 0 for none
 * @deal_id: the deal concerned, 0 for none
 * @undoes_id: the entry that this one takes back, 0 for none
 * @before: (nullable): JSON of the changed fields as they were
 * @after: (nullable): JSON of the changed fields as they are
 * @client: (nullable): under whose name the save was numbered, see pursuit_store_get_client(); set on reading, %NULL in
 *   old entries
 * @seq: the number of the save there
 *
 * One intention of one person, as it stays on record (SYS-3).
 */
typedef struct
{
  gint64 id;
  gint64 at;
  gint64 actor_id;
  char *actor;
  char *verb;
  char *entity;
  gint64 entity_id;
  gint64 customer_id;
  gint64 deal_id;
  gint64 undoes_id;
  char *before;
  char *after;
  char *client;
  gint64 seq;
} PursuitJournalEntry;

void                 pursuit_journal_entry_free (PursuitJournalEntry  *entry);

gboolean             pursuit_journal_add        (PursuitStore         *store,
                                                 PursuitJournalEntry  *entry,
                                                 GError              **error);
gboolean             pursuit_journal_erase      (PursuitStore         *store,
                                                 gint64                id,
                                                 GError              **error);
PursuitJournalEntry *pursuit_journal_load       (PursuitStore         *store,
                                                 gint64                id,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *pursuit_journal_list_since (PursuitStore         *store,
                                                 gint64                after_id,
                                                 guint                 limit,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *pursuit_journal_list_last  (PursuitStore         *store,
                                                 guint                 limit,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *pursuit_journal_list_about (PursuitStore         *store,
                                                 const char           *entity,
                                                 gint64                entity_id,
                                                 guint                 limit,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean             pursuit_journal_find_save  (PursuitStore         *store,
                                                 const char           *client,
                                                 gint64                seq,
                                                 gint64               *out_entry_id,
                                                 GError              **error);
gboolean             pursuit_journal_get_last   (PursuitStore         *store,
                                                 gint64               *out_id,
                                                 GError              **error);
gboolean             pursuit_journal_is_undone  (PursuitStore         *store,
                                                 gint64                id,
                                                 gboolean             *out_undone,
                                                 GError              **error);
gboolean             pursuit_journal_is_touched (PursuitStore        *store,
                                                 gint64                after_id,
                                                 const char           *entity,
                                                 gint64                entity_id,
                                                 gboolean             *out_touched,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitJournalEntry, pursuit_journal_entry_free)

G_END_DECLS
