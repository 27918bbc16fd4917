/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import.h"

G_BEGIN_DECLS

gboolean        pursuit_doubtful_parse            (const char                  *word,
                                                   PursuitDoubtful             *out_doubtful);
gboolean        pursuit_alike_parse               (const char                  *word,
                                                   guint                       *out_alike);

void            pursuit_import_set_doubtful       (PursuitImport               *self,
                                                   PursuitDoubtful              doubtful);
PursuitDoubtful pursuit_import_get_doubtful       (PursuitImport               *self);
void            pursuit_import_set_doubtful_alike (PursuitImport               *self,
                                                   guint                        alike,
                                                   PursuitDoubtful              doubtful);
void            pursuit_import_decide             (PursuitImport               *self,
                                                   guint64                      row,
                                                   const PursuitImportDecision *decision);
gboolean        pursuit_import_read_decisions     (PursuitImport               *self,
                                                   PursuitRowSource            *source,
                                                   GError                     **error);
void            pursuit_import_set_doubts         (PursuitImport               *self,
                                                   PursuitRowSink               sink,
                                                   PursuitRowsAnew              anew,
                                                   gpointer                     user_data);
void            pursuit_import_set_page           (PursuitImport               *self,
                                                   guint64                      first);

G_END_DECLS
