/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-query.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* One text that was found. */
typedef struct
{
  GType type;           /* of the record that holds it */
  gint64 id;            /* its id */
  gint64 customer_id;
  gint64 deal_id;       /* or 0 */
  char *title;
  char *detail;         /* the customer, NULL when the title says it already */
  char *snippet;        /* see pursuit_text_query_dup_snippet() */
  gboolean own;
} PursuitTextHit;

void       pursuit_text_hit_free         (PursuitTextHit      *self);

gboolean   pursuit_text_index_is_ready   (PursuitStore        *store,
                                          gboolean            *out_ready,
                                          GError             **error);
gboolean   pursuit_text_index_has_more   (PursuitStore        *store);
gboolean   pursuit_text_index_continue   (PursuitStore        *store,
                                          gboolean            *out_ready,
                                          GError             **error);
gboolean   pursuit_text_index_rebuild    (PursuitStore        *store,
                                          gint64              *out_count,
                                          GCancellable        *cancellable,
                                          GError             **error);
GPtrArray *pursuit_text_index_find       (PursuitStore        *store,
                                          const PursuitQuery  *scope,
                                          const char          *words,
                                          guint                limit,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
