/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-milestone.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MILESTONE_EDITOR (pursuit_milestone_editor_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMilestoneEditor, pursuit_milestone_editor, PURSUIT, MILESTONE_EDITOR, AdwExpanderRow)

GtkWidget        *pursuit_milestone_editor_new           (PursuitWorker       *worker,
                                                       PursuitMilestone    *milestone,
                                                       gboolean             may_edit,
                                                       gboolean             is_draft) G_GNUC_WARN_UNUSED_RESULT;
PursuitMilestone *pursuit_milestone_editor_get_milestone (PursuitMilestoneEditor *self);
gboolean          pursuit_milestone_editor_check        (PursuitMilestoneEditor *self);
void              pursuit_milestone_editor_keep          (PursuitMilestoneEditor *self);

G_END_DECLS
