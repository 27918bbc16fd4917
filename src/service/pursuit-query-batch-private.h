/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-id-list-private.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/* A few rows are placed one by one; of more, the list is asked anew. */
#define PURSUIT_MOST_PLACES 32

/* What a query model's job on the worker is asked, and what it brings back. */
typedef struct
{
  PursuitQuery *query;    /* in */
  GArray *wanted;         /* in: gint64, rows to fetch */
  gint64 since;           /* in: the entry of the journal after which there are news; 0 for not known */
  char *day;              /* in and out: the local day on which the list was asked; what is due depends on it */
  PursuitIdList *known;   /* in and out: what is listed so far */

  PursuitList list;       /* out: whose rows they are */
  PursuitIdList *ids;     /* out: all ids; NULL when @places say what changed, or only rows were asked for */
  GArray *places;         /* out: PursuitRowPlace; NULL when @ids were listed anew */
  GPtrArray *rows;        /* out */
  gint64 as_of;           /* out: the last entry of the journal that the answer knows */
} PursuitQueryBatch;

PursuitQueryBatch *pursuit_query_batch_new         (const PursuitQuery  *query,
                                                    GArray              *wanted) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_query_batch_free        (PursuitQueryBatch   *self);
gpointer           pursuit_query_batch_list_job    (PursuitDesk         *desk,
                                                    gpointer             data,
                                                    GCancellable        *cancellable,
                                                    GError             **error);
gpointer           pursuit_query_batch_refresh_job (PursuitDesk         *desk,
                                                    gpointer             data,
                                                    GCancellable        *cancellable,
                                                    GError             **error);
gpointer           pursuit_query_batch_fetch_job   (PursuitDesk         *desk,
                                                    gpointer             data,
                                                    GCancellable        *cancellable,
                                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitQueryBatch, pursuit_query_batch_free)

G_END_DECLS
