/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-interface-rule.h"

#include <glib/gi18n-lib.h>

#include "pursuit-stage.h"

G_DEFINE_FINAL_TYPE (PursuitInterfaceRule, pursuit_interface_rule, PURSUIT_TYPE_RECORD)

static const PursuitField interface_rule_fields[] = {
  PURSUIT_FIELD_REF (PursuitInterfaceRule, stage_id, N_("Stage"), pursuit_stage_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitInterfaceRule, owing, N_("Department that owes"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitInterfaceRule, receiving, N_("For department"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitInterfaceRule, what, N_("What"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitInterfaceRule, days, N_("Days"), 0, .min = 0, .max = 3650),
};

static void
pursuit_interface_rule_class_init (PursuitInterfaceRuleClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "interface_rule", N_("Interface"), interface_rule_fields, G_N_ELEMENTS (interface_rule_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "what");
}

static void
pursuit_interface_rule_init (PursuitInterfaceRule *self)
{
}
