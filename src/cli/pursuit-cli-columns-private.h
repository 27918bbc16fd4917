/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-row.h"

G_BEGIN_DECLS

/* The journal is not among them: see pursuit-cmd-journal.c. */
JsonObject   *pursuit_columns_describe     (PursuitList    list,
                                            PursuitRow    *row) G_GNUC_WARN_UNUSED_RESULT;
PursuitTable *pursuit_columns_make_table   (PursuitList    list) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_columns_add_to_table (PursuitCli    *self,
                                            PursuitList    list,
                                            PursuitRow    *row,
                                            PursuitTable  *table);
gboolean      pursuit_columns_find         (PursuitList    list,
                                            const char    *key,
                                            guint         *out_column);
void          pursuit_columns_append_keys  (PursuitList    list,
                                            GString       *keys);
void          pursuit_columns_add_heading  (PursuitList    list,
                                            guint          column,
                                            PursuitTable  *table);
char         *pursuit_columns_format_cell  (PursuitCli    *self,
                                            PursuitList    list,
                                            PursuitRow    *row,
                                            guint          column) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_columns_set_member   (JsonObject    *object,
                                            PursuitList    list,
                                            PursuitRow    *row,
                                            guint          column);

G_END_DECLS
