/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"


G_DEFINE_FINAL_TYPE (PursuitProcess, pursuit_process, PURSUIT_TYPE_RECORD)

static const PursuitField process_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitProcess, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_INT (PursuitProcess, version, N_("Version"), 0, .min = 1, .max = 1000000),
  PURSUIT_FIELD_BOOL (PursuitProcess, standard, N_("Standard"), 0),
  PURSUIT_FIELD_TEXT (PursuitProcess, code, N_("Code"), 0),
  PURSUIT_FIELD_TEXT (PursuitProcess, name_zh, N_("Chinese name"), 0),
  PURSUIT_FIELD_ENUM (PursuitProcess, state, N_("State"), pursuit_process_state_get_type, PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_ENUM (PursuitProcess, skip_rule, N_("Skipping stages"), pursuit_move_rule_get_type, 0),
  PURSUIT_FIELD_ENUM (PursuitProcess, back_rule, N_("Going back"), pursuit_move_rule_get_type, 0),
  PURSUIT_FIELD_INT (PursuitProcess, silence_days, N_("Days of silence before a warning"), 0, .min = 0, .max = 3650),
};

static void
pursuit_process_class_init (PursuitProcessClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "process", N_("Process"),
                                   process_fields, G_N_ELEMENTS (process_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_process_init (PursuitProcess *self)
{
}
