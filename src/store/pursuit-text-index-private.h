/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store-private.h"
#include "pursuit-text-index.h"

G_BEGIN_DECLS

/* Which way of cutting the index was made by. Raise it when pursuit_text_tokenize() cuts otherwise or texts are put together
 * otherwise: an index of another version is made anew at the next opening for writing. */
#define PURSUIT_TEXT_INDEX_VERSION 4

/* An entry's place says whose text it is: PURSUIT_TEXT_KINDS times the record's id, plus the kind of record. */
#define PURSUIT_TEXT_KINDS 64

/* What the function is called that weighs how well a text fits, see pursuit-text-weigh.c. */
#define PURSUIT_TEXT_WEIGH "pursuit_weigh"

gboolean pursuit_text_weigh_register     (fts5_api       *api);
gboolean pursuit_text_tokenizer_register (sqlite3        *handle);
int      pursuit_text_kind_of_table      (const char     *table);
GType    pursuit_text_kind_get_type      (int             kind);
char    *pursuit_text_dup_body           (PursuitStmt    *stmt,
                                          guint           n_texts) G_GNUC_WARN_UNUSED_RESULT;

gboolean pursuit_text_index_put          (PursuitStore   *store,
                                          PursuitRecord  *record,
                                          gboolean        is_new,
                                          GError        **error);
gboolean pursuit_text_index_drop_range   (PursuitStore   *store,
                                          GType           type,
                                          gint64          first_id,
                                          gint64          last_id,
                                          GError        **error);
gboolean pursuit_text_index_scrub        (PursuitStore   *store,
                                          GError        **error);
gboolean pursuit_text_index_settle       (PursuitStore   *store,
                                          GError        **error);
gboolean pursuit_text_index_is_usable    (PursuitStore   *store,
                                          gboolean       *out_usable,
                                          GError        **error);
void     pursuit_text_index_prepare      (PursuitStore   *store);
void     pursuit_text_index_meet         (PursuitStore   *store);
gboolean pursuit_text_index_discard      (PursuitStore   *store,
                                          GError        **error);
gboolean pursuit_text_index_check        (PursuitStore   *store,
                                          GCancellable   *cancellable,
                                          GPtrArray      *findings,
                                          GError        **error);

G_END_DECLS
