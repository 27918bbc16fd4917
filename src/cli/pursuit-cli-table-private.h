/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-output-private.h"

G_BEGIN_DECLS

typedef struct _PursuitTable PursuitTable;

PursuitTable *pursuit_table_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_table_free       (PursuitTable   *self);
void          pursuit_table_add_column (PursuitTable   *self,
                                        const char     *title,
                                        gboolean        is_number);
void          pursuit_table_take_cell  (PursuitTable   *self,
                                        char           *cell);
void          pursuit_table_add_cell   (PursuitTable   *self,
                                        const char     *cell);
void          pursuit_table_write      (PursuitTable   *self,
                                        PursuitOutput  *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitTable, pursuit_table_free)

G_END_DECLS
