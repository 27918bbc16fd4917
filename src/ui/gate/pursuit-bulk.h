/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-verb.h"

G_BEGIN_DECLS

/**
 * PursuitBulkItem:
 * @verb: what to do
 * @title: what its deal is called
 * @sentence: (nullable): why it was not done
 * @is_gated: whether something is missing that a sheet can show
 *
 * One of several deals.
 */
typedef struct
{
  PursuitDealVerb *verb;
  char *title;
  char *sentence;
  gboolean is_gated;
} PursuitBulkItem;

/**
 * PursuitBulkResult:
 * @entries: (element-type gint64): the journal entries of those that are done
 * @n_done: how many are done, or had nothing to be changed
 * @n_waiting: how many wait on this computer
 * @left: (element-type PursuitBulkItem): those that were refused
 *
 * What became of several deals.
 */
typedef struct
{
  GArray *entries;
  guint n_done;
  guint n_waiting;
  GPtrArray *left;
} PursuitBulkResult;

PursuitBulkItem   *pursuit_bulk_item_new    (PursuitDealVerb      *verb,
                                             const char           *title) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_bulk_item_free   (PursuitBulkItem      *self);
void               pursuit_bulk_result_free (PursuitBulkResult    *self);
void               pursuit_bulk_run_async   (PursuitWorker        *worker,
                                             GPtrArray            *items,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
PursuitBulkResult *pursuit_bulk_run_finish  (GAsyncResult         *result) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBulkResult, pursuit_bulk_result_free)

G_END_DECLS
