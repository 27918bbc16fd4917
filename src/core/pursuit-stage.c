/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stage.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-process.h"
#include "pursuit-locale.h"
#include "pursuit-role.h"
#include "pursuit-str.h"

G_DEFINE_FINAL_TYPE (PursuitStage, pursuit_stage, PURSUIT_TYPE_RECORD)

static const PursuitField stage_fields[] = {
  PURSUIT_FIELD_REF (PursuitStage, process_id, N_("Process"), pursuit_process_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitStage, position, N_("Position"), 0, .min = 1, .max = 100),
  PURSUIT_FIELD_TEXT (PursuitStage, name, N_("Our stage"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_TEXT (PursuitStage, short_name, N_("Short name"), 0),
  PURSUIT_FIELD_TEXT (PursuitStage, buyer_name, N_("The buyer’s stage"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitStage, probability, N_("Win probability"), 0, .min = 0, .max = 100),
  PURSUIT_FIELD_INT (PursuitStage, expected_days, N_("Expected days"), 0, .min = 0, .max = 3650),
  PURSUIT_FIELD_TEXT (PursuitStage, name_zh, N_("Our stage in Chinese"), 0),
  PURSUIT_FIELD_TEXT (PursuitStage, buyer_name_zh, N_("The buyer’s stage in Chinese"), 0),
  PURSUIT_FIELD_ENUM (PursuitStage, type, N_("Kind"), pursuit_stage_type_get_type, 0),
  PURSUIT_FIELD_REF (PursuitStage, lead_role_id, N_("Lead role"), pursuit_role_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitStage, playbook, N_("What to do"), PURSUIT_FIELD_FULL_TEXT),
  PURSUIT_FIELD_LONG (PursuitStage, scripts, N_("Scripts"), PURSUIT_FIELD_FULL_TEXT),
  PURSUIT_FIELD_LONG (PursuitStage, templates, N_("Templates"), PURSUIT_FIELD_FULL_TEXT),
  PURSUIT_FIELD_LONG (PursuitStage, lessons, N_("Lessons learnt"), PURSUIT_FIELD_FULL_TEXT),
};

static void
pursuit_stage_class_init (PursuitStageClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "stage", N_("Stage"),
                                   stage_fields, G_N_ELEMENTS (stage_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_stage_init (PursuitStage *self)
{
}

/**
 * pursuit_stage_get_label:
 * @self: a stage
 *
 * Returns: what people call it where there is little room: its Chinese name for those who read Chinese, when it has one, or its
 *   short name, or its name; lent
 */
const char *
pursuit_stage_get_label (PursuitStage *self)
{
  g_return_val_if_fail (PURSUIT_IS_STAGE (self), NULL);

  return pursuit_locale_choose_name (pursuit_str_empty (self->short_name) ? self->name : self->short_name, self->name_zh);
}
