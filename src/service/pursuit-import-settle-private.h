/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import-private.h"

G_BEGIN_DECLS

/* From what a row says to what becomes of it. */

/* pursuit-import-match.c */
gboolean pursuit_import_match      (PursuitImportRun  *run,
                                    PursuitRecord     *incoming,
                                    PursuitRecord    **out_existing,
                                    GError           **error);
void     pursuit_import_mark_seen  (PursuitImportRun  *run,
                                    gint64             id);
gboolean pursuit_import_is_same_name (PursuitImportRun *run,
                                    GType              type,
                                    gint64             id,
                                    gint64             other_id,
                                    gboolean          *out_same,
                                    GError           **error);

/* pursuit-import-alike.c */
gboolean pursuit_import_find_alike   (PursuitImportRun   *run,
                                      PursuitRecord      *incoming,
                                      PursuitRecord      *existing,
                                      PursuitLike        *out_like,
                                      GError            **error);
gboolean pursuit_import_settle_alike (PursuitImportRun   *run,
                                      PursuitRecord      *incoming,
                                      PursuitFieldMask    given,
                                      const PursuitLike  *like,
                                      GError            **error);
void     pursuit_import_likeness_free (PursuitImportLikeness *self);

/* pursuit-import-decide.c */
guint    pursuit_import_make_fingerprint (const char * const *cells);
const PursuitImportDecision *pursuit_import_find_decision (PursuitImportRun *run);
PursuitDoubtful pursuit_import_choose     (PursuitImportRun   *run,
                                      guint               alike);
gboolean pursuit_import_takes_all_as_new (PursuitImport   *self);
gboolean pursuit_import_write_doubt  (PursuitImportRun   *run,
                                      GError            **error);

/* pursuit-import-people.c */
gboolean pursuit_import_note_person  (PursuitImportRun   *run,
                                      const char         *text,
                                      char              **out_message,
                                      GError            **error);
gint64   pursuit_import_find_mapped  (PursuitImportRun   *run,
                                      const char         *text);
void     pursuit_import_person_free  (PursuitImportPerson *self);

/* pursuit-import-settle.c */
char    *pursuit_import_format_field (PursuitImportRun   *run,
                                      PursuitRecord      *record,
                                      const PursuitField *field) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_import_settle     (PursuitImportRun  *run,
                                    PursuitRecord     *incoming,
                                    PursuitFieldMask   given,
                                    GError           **error);
gboolean pursuit_import_require_fields (PursuitImportRun *run,
                                    PursuitRecord     *record,
                                    GError           **error);
gboolean pursuit_import_create     (PursuitImportRun  *run,
                                    PursuitRecord     *record,
                                    GError           **error);
gboolean pursuit_import_change     (PursuitImportRun  *run,
                                    PursuitRecord     *existing,
                                    PursuitRecord     *changed,
                                    GError           **error);
gboolean pursuit_import_merge      (PursuitImportRun  *run,
                                    PursuitRecord     *existing,
                                    PursuitRecord     *incoming,
                                    PursuitFieldMask   given,
                                    GError           **error);
gboolean pursuit_import_insert     (PursuitImportRun  *run,
                                    PursuitRecord     *record,
                                    GError           **error);
gboolean pursuit_import_update     (PursuitImportRun  *run,
                                    PursuitRecord     *before,
                                    PursuitRecord     *after,
                                    GError           **error);

/* pursuit-import-standing.c */
gboolean pursuit_import_fit_funnel (PursuitImportRun  *run,
                                    PursuitRecord     *existing,
                                    PursuitRecord     *incoming,
                                    PursuitFieldMask  *given,
                                    GError           **error);
void     pursuit_import_note_funnel (PursuitImportRun *run);
gboolean pursuit_import_note_standing (PursuitImportRun *run,
                                    GError           **error);

/* pursuit-import-report.c */
PursuitImportReport *pursuit_import_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void     pursuit_import_doubt      (PursuitImportRun  *run,
                                    const char        *column,
                                    char              *message);
void     pursuit_import_note       (PursuitImportRun  *run,
                                    char              *sentence);
void     pursuit_import_take_row   (PursuitImportRun  *run);
gboolean pursuit_import_refuse_row (PursuitImportRun  *run,
                                    const char        *message,
                                    gboolean           is_located,
                                    GError           **error);
void     pursuit_import_revise_row (PursuitImportRun  *run,
                                    guint64            row,
                                    PursuitOutcome     from,
                                    PursuitOutcome     to,
                                    const char        *column,
                                    const char        *message);
void     pursuit_import_set_refused (PursuitImportRun *run,
                                    GError           **error);

G_END_DECLS
