/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-record.h"

G_BEGIN_DECLS

/* Refusals that are named; the rest is only counted. */
#define PURSUIT_BULK_MOST_REFUSALS 100

/**
 * PursuitBulkRefusal:
 * @id: a customer
 * @name: what it is called
 * @sentence: why it stays as it is
 */
typedef struct
{
  gint64 id;
  char *name;
  char *sentence;
} PursuitBulkRefusal;

/**
 * PursuitBulkOutcome:
 * @n_changed: how many customers are changed
 * @n_same: how many have that value already
 * @n_refused: how many stay as they are although they have another value
 * @refusals: (element-type PursuitBulkRefusal): the first of these
 * @entry_id: the journal entry, 0 for a preview and when there was nothing to change
 *
 * What giving one value to many customers does.
 */
typedef struct
{
  gint64 n_changed;
  gint64 n_same;
  gint64 n_refused;
  GPtrArray *refusals;
  gint64 entry_id;
} PursuitBulkOutcome;

/**
 * PursuitBulkChange:
 * @query: which customers
 * @field: which field of #PursuitCustomer
 * @wanted: a customer that has the value
 * @preview: find out what would happen, and change nothing
 */
typedef struct
{
  const PursuitQuery *query;
  const PursuitField *field;
  PursuitRecord *wanted;
  gboolean preview;
} PursuitBulkChange;

typedef void (*PursuitBulkProgress) (gint64   n_done,
                                     gint64   n_all,
                                     gpointer user_data);

gboolean            pursuit_bulk_can_set            (const PursuitField       *field);
PursuitBulkOutcome *pursuit_bulk_customers          (PursuitDesk              *desk,
                                                     const PursuitBulkChange  *change,
                                                     PursuitBulkProgress       progress,
                                                     gpointer                  user_data,
                                                     GCancellable             *cancellable,
                                                     GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_bulk_outcome_free       (PursuitBulkOutcome       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBulkOutcome, pursuit_bulk_outcome_free)

G_END_DECLS
