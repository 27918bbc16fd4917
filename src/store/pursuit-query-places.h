/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-query.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* Where there is no place. */
#define PURSUIT_NO_PLACE G_MAXUINT

/**
 * PursuitRowPlace:
 * @id: a row
 * @from: where it stood, %PURSUIT_NO_PLACE when it was not listed
 * @to: where it stands, %PURSUIT_NO_PLACE when it is not listed any more
 * @stays: whether the rows around it are the same as before, so that nothing moves
 *
 * What became of one row of a list.
 */
typedef struct
{
  gint64 id;
  guint from;
  guint to;
  gboolean stays;
} PursuitRowPlace;

gboolean  pursuit_store_query_places      (PursuitStore        *self,
                                           const PursuitQuery  *query,
                                           const gint64        *ids,
                                           guint                n_ids,
                                           GArray              *changed,
                                           GArray             **out_places,
                                           GError             **error);
GArray   *pursuit_store_query_of_customer (PursuitStore        *self,
                                           PursuitList          list,
                                           gint64               customer_id,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
