/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-enums.h"
#include "pursuit-import.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/**
 * PursuitImportStanding:
 * @is_known: whether the file says anything
 * @status: open, won or lost
 * @position: the stage, 0 when the file does not say
 *
 * Where a deal stands according to a file.
 */
typedef struct
{
  gboolean is_known;
  PursuitDealStatus status;
  int position;
} PursuitImportStanding;

typedef struct _PursuitImportStages PursuitImportStages;

PursuitImportStages *pursuit_import_stages_new          (PursuitImport          *import,
                                                         PursuitDesk            *desk,
                                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_import_stages_free         (PursuitImportStages    *self);
gboolean             pursuit_import_stages_parse        (PursuitImportStages    *self,
                                                         const char             *label,
                                                         PursuitImportStanding  *out_standing);
PursuitStage        *pursuit_import_stages_get          (PursuitImportStages    *self,
                                                         int                     position);
PursuitStage        *pursuit_import_stages_get_last     (PursuitImportStages    *self);
gboolean             pursuit_import_stages_require_known (PursuitImportStages   *self,
                                                         GCancellable          *cancellable,
                                                         GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitImportStages, pursuit_import_stages_free)

G_END_DECLS
