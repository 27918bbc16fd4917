/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal.h"

G_BEGIN_DECLS

/**
 * PursuitReceipt:
 * @entry: the save, as it was acknowledged
 * @generation: the database's generation then
 *
 * What this computer remembers of a save that the database acknowledged.
 */
typedef struct
{
  PursuitJournalEntry *entry;
  gint64 generation;
} PursuitReceipt;

void       pursuit_receipt_free        (PursuitReceipt  *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitReceipt, pursuit_receipt_free)

gboolean   pursuit_receipts_check      (PursuitStore    *store,
                                        gboolean        *out_whole,
                                        GError         **error);
GPtrArray *pursuit_receipts_list_missing (PursuitStore  *store,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_receipts_settle     (PursuitStore    *store);

G_END_DECLS
