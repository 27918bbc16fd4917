/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitFoundKinds:
 * @PURSUIT_FOUND_CUSTOMER: customers
 * @PURSUIT_FOUND_CONTACT: contacts
 * @PURSUIT_FOUND_DEAL: deals
 * @PURSUIT_FOUND_STAFF: our own people
 * @PURSUIT_FOUND_TEXT: records in whose notes, subjects and the like the words occur
 * @PURSUIT_FOUND_EACH: no kind of its own: when there is no room among the best for anything of a kind that is looked for, the
 *   best of these kinds come after them, as many again
 *
 * What a search looks for.
 */
typedef enum   /*< flags >*/
{
  PURSUIT_FOUND_CUSTOMER = 1 << 0,
  PURSUIT_FOUND_CONTACT = 1 << 1,
  PURSUIT_FOUND_DEAL = 1 << 2,
  PURSUIT_FOUND_STAFF = 1 << 3,
  PURSUIT_FOUND_TEXT = 1 << 4,
  PURSUIT_FOUND_EACH = 1 << 5,
} PursuitFoundKinds;

#define PURSUIT_FOUND_NAMES \
  (PURSUIT_FOUND_CUSTOMER | PURSUIT_FOUND_CONTACT | PURSUIT_FOUND_DEAL | PURSUIT_FOUND_STAFF)

/**
 * PursuitFound:
 * @kind: one of them
 * @id: the record; of a text, the record that holds it
 * @type: of a text, the type of that record; else %G_TYPE_INVALID
 * @customer_id: at which customer it is shown, 0 for staff
 * @deal_id: at which deal, or 0
 * @title: plain text, never markup
 * @detail: (nullable): one line that tells it from others of that name
 * @snippet: (nullable): of a text, the words around the match, the match itself between U+0002 and U+0003
 * @own: whether it belongs to whoever asked
 *
 * One thing that was found.
 */
typedef struct
{
  PursuitFoundKinds kind;
  gint64 id;
  GType type;
  gint64 customer_id;
  gint64 deal_id;
  char *title;
  char *detail;
  char *snippet;
  gboolean own;
} PursuitFound;

/* Something known by its id only, as what was opened lately. */
typedef struct
{
  PursuitFoundKinds kind;
  gint64 id;
} PursuitFoundRef;

#define PURSUIT_TYPE_FOUND (pursuit_found_get_type ())

GType         pursuit_found_get_type         (void);
PursuitFound *pursuit_found_copy             (const PursuitFound    *self) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_found_free             (PursuitFound          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitFound, pursuit_found_free)

GPtrArray    *pursuit_search                 (PursuitDesk           *desk,
                                              const char            *words,
                                              PursuitFoundKinds      kinds,
                                              const PursuitFoundRef *recent,
                                              guint                  n_recent,
                                              guint                  limit,
                                              GCancellable          *cancellable,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray    *pursuit_search_describe        (PursuitDesk           *desk,
                                              const PursuitFoundRef *refs,
                                              guint                  n_refs,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same on the worker's thread. */
void          pursuit_search_async           (PursuitWorker         *worker,
                                              const char            *words,
                                              PursuitFoundKinds      kinds,
                                              const PursuitFoundRef *recent,
                                              guint                  n_recent,
                                              guint                  limit,
                                              GCancellable          *cancellable,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
GPtrArray    *pursuit_search_finish          (PursuitWorker         *worker,
                                              GAsyncResult          *result,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_search_prepare         (PursuitWorker         *worker);
void          pursuit_search_describe_async  (PursuitWorker         *worker,
                                              const PursuitFoundRef *refs,
                                              guint                  n_refs,
                                              GCancellable          *cancellable,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
GPtrArray    *pursuit_search_describe_finish (PursuitWorker         *worker,
                                              GAsyncResult          *result,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
