/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-receipts.h"
#include "pursuit-store-private.h"

G_BEGIN_DECLS

#define PURSUIT_RECEIPTS_FILE "saves.jsonl"
#define PURSUIT_RECEIPTS_OLDER_FILE "saves.1.jsonl"

/* Called by the journal and the transaction that it is written in. */
void pursuit_receipts_add    (PursuitStore              *store,
                              const PursuitJournalEntry *entry,
                              const guint8              *hash);
void pursuit_receipts_note   (PursuitStore              *store);
void pursuit_receipts_forget (PursuitStore              *store);
void pursuit_receipts_blot   (PursuitStore              *store,
                              const char * const        *texts,
                              GHashTable                *entries);

G_END_DECLS
