/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-milestone.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-stage.h"

G_DEFINE_FINAL_TYPE (PursuitMilestone, pursuit_milestone, PURSUIT_TYPE_RECORD)

static const PursuitField milestone_fields[] = {
  PURSUIT_FIELD_REF (PursuitMilestone, stage_id, N_("Stage"), pursuit_stage_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitMilestone, position, N_("Position"), 0, .min = 1, .max = 100),
  PURSUIT_FIELD_TEXT (PursuitMilestone, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_ENUM (PursuitMilestone, kind, N_("Kind"), pursuit_milestone_kind_get_type, 0),
  PURSUIT_FIELD_BOOL (PursuitMilestone, required, N_("Required"), 0),
  PURSUIT_FIELD_TEXT (PursuitMilestone, name_zh, N_("Chinese name"), 0),
  PURSUIT_FIELD_BOOL (PursuitMilestone, handover, N_("Part of the hand-over"), 0),
  PURSUIT_FIELD_BOOL (PursuitMilestone, technical, N_("Technical"), 0),
};

static void
pursuit_milestone_class_init (PursuitMilestoneClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "milestone", N_("Milestone"),
                                   milestone_fields, G_N_ELEMENTS (milestone_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_milestone_init (PursuitMilestone *self)
{
}
