/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-journal.h"
#include "pursuit-store-private.h"

G_BEGIN_DECLS

#define PURSUIT_JOURNAL_HASH_SIZE PURSUIT_HASH_SIZE
#define PURSUIT_JOURNAL_SALT_SIZE 16

/* The column order is a contract between every SELECT and pursuit_journal_lend_entry(). */
#define PURSUIT_JOURNAL_COLUMNS                                                                    \
  "j.id, j.at, j.actor_id, j.actor, j.verb, j.entity, j.entity_id, j.customer_id, j.deal_id, j.undoes_id," \
  " p.before, p.after, j.client, j.seq"
#define PURSUIT_JOURNAL_N_COLUMNS 14
#define PURSUIT_JOURNAL_FROM " FROM journal j LEFT JOIN journal_payload p ON p.journal_id = j.id "

void pursuit_journal_lend_entry   (PursuitStmt                *stmt,
                                   PursuitJournalEntry        *out_entry);
void pursuit_journal_hash_payload (const PursuitJournalEntry  *entry,
                                   const guint8               *salt,
                                   guint8                     *out_hash);
void pursuit_journal_hash_entry   (const PursuitJournalEntry  *entry,
                                   const guint8               *prev_hash,
                                   const guint8               *payload_hash,
                                   guint8                     *out_hash);

G_END_DECLS
