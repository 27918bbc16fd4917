/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitReference:
 * @table: a table; static
 * @column: a column of it that holds the id of another record; static
 * @type: the type of the records in @table, %G_TYPE_INVALID when its rows are no records
 *
 * One of the columns by which rows refer to records of some type.
 */
typedef struct
{
  const char *table;
  const char *column;
  GType type;
} PursuitReference;

GArray   *pursuit_references_list  (GType                    type) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_references_find  (PursuitStore            *store,
                                    const PursuitReference  *reference,
                                    gint64                   id,
                                    GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_references_count (PursuitStore            *store,
                                    const PursuitReference  *reference,
                                    gint64                   id,
                                    gint64                  *out_count,
                                    GError                 **error);
gboolean  pursuit_references_move  (PursuitStore            *store,
                                    const PursuitReference  *reference,
                                    gint64                   row_id,
                                    gint64                   from_id,
                                    gint64                   to_id,
                                    gboolean                *out_moved,
                                    GError                 **error);
gboolean  pursuit_references_find_same (PursuitStore        *store,
                                    PursuitRecord           *record,
                                    const char *const       *fields,
                                    gint64                  *out_id,
                                    GError                 **error);

G_END_DECLS
