/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-worker.h"

G_BEGIN_DECLS

/* What a query model's job on the worker is asked, and what it brings back. */
typedef struct
{
  PursuitQuery *query;   /* in */
  PursuitList list;      /* out: whose rows they are */
  GArray *ids;           /* in: rows to fetch; out: all ids, NULL when only rows were asked for */
  GPtrArray *rows;       /* out */
} PursuitQueryBatch;

PursuitQueryBatch *pursuit_query_batch_new       (const PursuitQuery  *query,
                                                  GArray              *ids) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_query_batch_free      (PursuitQueryBatch   *self);
gpointer           pursuit_query_batch_list_job  (PursuitDesk         *desk,
                                                  gpointer             data,
                                                  GCancellable        *cancellable,
                                                  GError             **error);
gpointer           pursuit_query_batch_fetch_job (PursuitDesk         *desk,
                                                  gpointer             data,
                                                  GCancellable        *cancellable,
                                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitQueryBatch, pursuit_query_batch_free)

G_END_DECLS
