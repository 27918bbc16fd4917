/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-org-unit.h"

#include <glib/gi18n-lib.h>

#include "pursuit-staff.h"
#include "pursuit-text.h"

G_DEFINE_FINAL_TYPE (PursuitOrgUnit, pursuit_org_unit, PURSUIT_TYPE_RECORD)

static const PursuitField org_unit_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitOrgUnit, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED,
                      .aliases = "unit|team|office|regional office|部门|团队|大区|分公司|组织|区域"),
  PURSUIT_FIELD_REF (PursuitOrgUnit, parent_id, N_("Part of"), pursuit_org_unit_get_type, 0),
  PURSUIT_FIELD_REF (PursuitOrgUnit, lead_id, N_("Led by"), pursuit_staff_get_type, 0),
};

static void
pursuit_org_unit_class_init (PursuitOrgUnitClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "org_unit", N_("Organisational unit"),
                                   org_unit_fields, G_N_ELEMENTS (org_unit_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->fold_name = pursuit_text_fold_key;
  record_class->sorts_names = TRUE;
}

static void
pursuit_org_unit_init (PursuitOrgUnit *self)
{
}
