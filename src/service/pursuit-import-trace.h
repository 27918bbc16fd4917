/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

typedef struct _PursuitImportTrace PursuitImportTrace;

PursuitImportTrace *pursuit_import_trace_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_import_trace_free        (PursuitImportTrace  *self);
void                pursuit_import_trace_add_new     (PursuitImportTrace  *self,
                                                      PursuitRecord       *record);
void                pursuit_import_trace_add_change  (PursuitImportTrace  *self,
                                                      PursuitRecord       *before,
                                                      PursuitRecord       *after);
gboolean            pursuit_import_trace_has_created (PursuitImportTrace  *self,
                                                      PursuitRecord       *record);
gboolean            pursuit_import_trace_get_created (PursuitImportTrace  *self,
                                                      const char          *table,
                                                      guint                index,
                                                      gint64              *out_first,
                                                      gint64              *out_last);
gboolean            pursuit_import_trace_is_empty    (PursuitImportTrace  *self);
gsize               pursuit_import_trace_get_size    (PursuitImportTrace  *self);
void                pursuit_import_trace_to_json     (PursuitImportTrace  *self,
                                                      JsonObject          *head,
                                                      char               **out_before,
                                                      char               **out_after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportTrace, pursuit_import_trace_free)

G_END_DECLS
