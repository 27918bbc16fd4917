/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-query-batch-private.h"
#include "pursuit-query-model.h"
#include "pursuit-row-cache-private.h"

G_BEGIN_DECLS

/*
 * PursuitQueryModel is a window onto a query (design.md 5): the ids of all rows in order, 8 bytes each, and the rows
 * themselves only while they are looked at.
 *
 *   query ──worker──▶ ids ──get_item()──▶ PursuitRow (a placeholder that fills in)
 *                      ▲                     ▲
 *   journal's news ────┘ places of a few     └─ fetched in one job per turn of the main loop
 *                        rows, or all ids
 *
 * Rows stay alive while a widget holds them; the last few hundred are kept besides, so that scrolling back is free.
 */
struct _PursuitQueryModel
{
  GObject parent_instance;

  PursuitWorker *worker;
  PursuitQuery *query;
  PursuitIdList *ids;
  gint64 as_of;              /* the last entry of the journal that @ids know; 0 for not known */
  char *day;                 /* on which @ids were listed */
  PursuitRowCache rows;
  GHashTable *missing;       /* ids whose rows have to be fetched */
  guint fetch_id;
  GCancellable *cancellable; /* of the question that is under way */
  gboolean loading;
  gint64 stale_since;        /* news came while a question was under way: the entry before the first; -1 for none */
  char *error;
};

GArray *pursuit_query_model_list_kept (PursuitQueryModel *self) G_GNUC_WARN_UNUSED_RESULT;
void pursuit_query_model_watch_news  (PursuitQueryModel *self);
void pursuit_query_model_catch_up    (PursuitQueryModel *self);
void pursuit_query_model_ask         (PursuitQueryModel *self,
                                      PursuitJob         job,
                                      PursuitQueryBatch *batch);
void pursuit_query_model_replace_ids (PursuitQueryModel *self,
                                      PursuitIdList     *ids);
void pursuit_query_model_take_places (PursuitQueryModel *self,
                                      GArray            *places);

G_END_DECLS
