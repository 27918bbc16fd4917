/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-staff.h"

#include <glib/gi18n-lib.h>

#include "pursuit-org-unit.h"
#include "pursuit-role.h"
#include "pursuit-text.h"

G_DEFINE_FINAL_TYPE (PursuitStaff, pursuit_staff, PURSUIT_TYPE_RECORD)

static const PursuitField staff_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitStaff, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED,
                      .aliases = "staff|employee|sales agent|agent|seller|salesperson|sales rep|员工|员工姓名|"
                                 "姓名|销售|销售员|业务员|销售人员|職員"),
  PURSUIT_FIELD_TEXT (PursuitStaff, title, N_("Title"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "job title|position|职务|职位|岗位|職稱"),
  PURSUIT_FIELD_REF (PursuitStaff, unit_id, N_("Unit"), pursuit_org_unit_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "regional office|office|unit|team|department|region|大区|区域|部门|团队|分公司|办事处|"
                                 "組織"),
  PURSUIT_FIELD_REF (PursuitStaff, manager_id, N_("Reports to"), pursuit_staff_get_type, 0,
                      .aliases = "manager|reports to|supervisor|主管|经理|上级|直属上级|销售经理|上司"),
  PURSUIT_FIELD_REF (PursuitStaff, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "role|角色"),
  PURSUIT_FIELD_TEXT (PursuitStaff, phone, N_("Phone"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "mobile|telephone|手机|电话|手机号|联系电话|行動電話"),
  PURSUIT_FIELD_TEXT (PursuitStaff, email, N_("E-mail"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "email|mail|邮箱|电子邮件|郵箱|電子郵件"),
  PURSUIT_FIELD_BOOL (PursuitStaff, inactive, N_("Has left"), 0,
                      .aliases = "left|inactive|离职|已离职"),
};

static void
pursuit_staff_class_init (PursuitStaffClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "staff", N_("Staff"),
                                   staff_fields, G_N_ELEMENTS (staff_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->fold_name = pursuit_text_fold_key;
}

static void
pursuit_staff_init (PursuitStaff *self)
{
}
