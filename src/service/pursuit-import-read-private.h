/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import-private.h"

G_BEGIN_DECLS

/* From the cells of a row to the fields of a record. */

/* pursuit-import-values.c */
gboolean pursuit_import_read_cells (PursuitImportRun  *run,
                                    PursuitRecord     *record,
                                    PursuitFieldMask  *out_given,
                                    GError           **error);
gboolean pursuit_import_read_value (PursuitImportRun            *run,
                                    const PursuitImportBinding  *binding,
                                    const char                  *text,
                                    PursuitRecord               *record,
                                    GError                     **error);
gboolean pursuit_import_parse_word (GType              type,
                                    const char        *text,
                                    int               *out_value);

/* pursuit-import-refs.c */
void     pursuit_import_refs_init   (PursuitImportRun            *run);
void     pursuit_import_refs_clear  (PursuitImportRun            *run);
PursuitImportNames *pursuit_import_peek_names (PursuitImportRun *run,
                                     GType                        type,
                                     PursuitImportBy              by);
PursuitImportNames *pursuit_import_get_names (PursuitImportRun  *run,
                                     GType                        type,
                                     PursuitImportBy              by);
gboolean pursuit_import_find_ref    (PursuitImportRun            *run,
                                     GType                        type,
                                     const char                  *text,
                                     gint64                      *out_id,
                                     GError                     **error);
gboolean pursuit_import_read_name   (PursuitImportRun            *run,
                                     GType                        type,
                                     gint64                       id,
                                     char                       **out_name,
                                     GError                     **error);
gboolean pursuit_import_require_ref (PursuitImportRun            *run,
                                     GType                        type,
                                     const char                  *text,
                                     gint64                      *out_id,
                                     GError                     **error);
char    *pursuit_import_dup_unknown (GType                        type,
                                     const char                  *text);
void     pursuit_import_defer       (PursuitImportRun            *run,
                                     const PursuitImportBinding  *binding,
                                     const char                  *text);
void     pursuit_import_settle_deferred  (PursuitImportRun       *run,
                                     gboolean                     is_taken);
gboolean pursuit_import_resolve_deferred (PursuitImportRun       *run,
                                     GError                     **error);
void     pursuit_import_note_name   (PursuitImportRun            *run,
                                     const char                  *text,
                                     const char                  *name);
void     pursuit_import_note_names  (PursuitImportRun            *run);

G_END_DECLS
