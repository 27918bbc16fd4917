/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-process-book.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STAGE_EDITOR (pursuit_stage_editor_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStageEditor, pursuit_stage_editor, PURSUIT, STAGE_EDITOR, GtkWidget)

void     pursuit_stage_editor_show   (PursuitStageEditor *self,
                                      PursuitWorker      *worker,
                                      PursuitBookStage   *entry,
                                      GPtrArray          *roles,
                                      gboolean            may_edit,
                                      gboolean            is_draft);
gboolean pursuit_stage_editor_check  (PursuitStageEditor *self);
void     pursuit_stage_editor_keep   (PursuitStageEditor *self);
void     pursuit_stage_editor_forget (PursuitStageEditor *self);

G_END_DECLS
