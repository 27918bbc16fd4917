/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-staff.h"

#include <glib/gi18n-lib.h>

#include "pursuit-org-unit.h"
#include "pursuit-role.h"
#include "pursuit-text.h"

G_DEFINE_FINAL_TYPE (PursuitStaff, pursuit_staff, PURSUIT_TYPE_RECORD)

static const PursuitField staff_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitStaff, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED,
                      .aliases = "staff|employee|sales agent|agent|seller|salesperson|sales rep|员工|员工姓名|姓名|"
                                 "销售|销售员|业务员|销售人员|職員|employee name|staff name|full name|人员|名称|"
                                 "负责人|業務員|業務|員工|員工姓名|人員"),
  PURSUIT_FIELD_TEXT (PursuitStaff, title, N_("Title"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "job title|position|职务|职位|岗位|職稱|职称|職位|職務"),
  PURSUIT_FIELD_REF (PursuitStaff, unit_id, N_("Unit"), pursuit_org_unit_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "team|department|unit|organisational unit|部门|团队|组织|小组|單位|單位名稱|所属部门|"
                                 "所在部门|部門|團隊|组织单位|所屬部門|单位"),
  PURSUIT_FIELD_REF (PursuitStaff, manager_id, N_("Reports to"), pursuit_staff_get_type, 0,
                      .aliases = "manager|reports to|supervisor|主管|经理|上级|直属上级|销售经理|上司|sales manager|"
                                 "line manager|汇报对象|汇报给|直属主管|主管姓名|经理姓名|直屬主管|上級|匯報對象|"
                                 "彙報對象|經理"),
  PURSUIT_FIELD_REF (PursuitStaff, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "role|角色|system role|系统角色|职责|系統角色"),
  PURSUIT_FIELD_TEXT (PursuitStaff, phone, N_("Phone"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "mobile|telephone|手机|电话|手机号|联系电话|行動電話|cell|telephone number|"
                                 "phone number|tel|手机号码|聯絡電話|手機"),
  PURSUIT_FIELD_TEXT (PursuitStaff, email, N_("E-mail"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "email|mail|邮箱|电子邮件|郵箱|電子郵件|e mail address|电邮|邮件|電郵|電子信箱|信箱"),
  PURSUIT_FIELD_BOOL (PursuitStaff, inactive, N_("Has left"), 0,
                      .aliases = "left|inactive|离职|已离职|has left|left the company|是否离职|离职状态|離職|已離職"),
  PURSUIT_FIELD_INT (PursuitStaff, weekly_hours, N_("Hours a week"), 0, .min = 0, .max = 168,
                     .aliases = "weekly hours|hours per week|每周工时|每周小时|周工时|每週工時|每週小時"),
};

static void
pursuit_staff_class_init (PursuitStaffClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "staff", N_("Staff"),
                                   staff_fields, G_N_ELEMENTS (staff_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->fold_name = pursuit_text_fold_key;
  record_class->sorts_names = TRUE;
}

static void
pursuit_staff_init (PursuitStaff *self)
{
}
