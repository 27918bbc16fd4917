/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-staff.h"
#include "pursuit-tags.h"
#include "pursuit-text.h"

G_DEFINE_FINAL_TYPE (PursuitCustomer, pursuit_customer, PURSUIT_TYPE_RECORD)

static const PursuitField customer_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitCustomer, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_WANTED,
                      .aliases = "account|customer|company|company name|customer name|account name|client|"
                                 "organisation|organization|客户|客户名称|公司|公司名称|企业名称|单位名称|客户全称|"
                                 "客戶名稱|名称|组织|組織|組織名稱|厂家|單位名稱"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, short_name, N_("Short name"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "abbreviation|简称|客户简称|公司简称|short name|nickname|名称简称|簡稱"),
  PURSUIT_FIELD_ENUM (PursuitCustomer, grade, N_("Grade"), pursuit_grade_get_type, PURSUIT_FIELD_FACET | PURSUIT_FIELD_WANTED,
                      .aliases = "class|level|rating|级别|等级|客户等级|客户级别|分级|abc|abc class|客户类别|abc类|"
                                 "客戶等級|客戶級別"),
  PURSUIT_FIELD_ENUM (PursuitCustomer, funnel, N_("Funnel"), pursuit_funnel_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "status|funnel status|漏斗|客户状态|客户漏斗|lifecycle|客户阶段|漏斗阶段|小漏斗|"
                                 "客戶狀態"),
  PURSUIT_FIELD_REF (PursuitCustomer, owner_id, N_("Owner"), pursuit_staff_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "owner|sales agent|account manager|seller|负责人|业务员|销售|客户经理|归属人|負責人|"
                                 "account owner|salesperson|sales rep|responsible|所有者|销售员|销售负责人|跟进人|"
                                 "業務|業務員|销售代表|业务代表|負責業務|業務代表"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, region, N_("Region"), PURSUIT_FIELD_FACET | PURSUIT_FIELD_WANTED,
                      .aliases = "office location|location|area|territory|country|province|区域|所属区域|地区|省份|"
                                 "国家|所在地|區域|state|省|大区|国别|所屬區域|地區"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, industry, N_("Industry"), PURSUIT_FIELD_FACET | PURSUIT_FIELD_WANTED,
                      .aliases = "sector|行业|所属行业|產業|行业类别|產業別|行業|產業類別"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, address, N_("Address"), PURSUIT_FIELD_WANTED,
                      .aliases = "street|地址|详细地址|公司地址|通讯地址|street address|office address|住址|公司位址|"
                                 "通訊地址"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, phone, N_("Phone"), PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_WANTED,
                      .aliases = "telephone|tel|电话|联系电话|公司电话|座机|联系方式|電話|phone number|contact number|"
                                 "公司電話|聯絡電話|聯絡方式"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, email, N_("E-mail"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "email|mail|邮箱|电子邮件|郵箱|電子郵件|e mail address|电邮|邮件|電郵|電子信箱|信箱"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, website, N_("Website"), 0,
                      .aliases = "web|url|homepage|网址|官网|网站|網站|web site|web address|公司网址|主页|網址"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, registration_code, N_("Registration code"), PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_WANTED,
                      .aliases = "tax id|credit code|registration|统一社会信用代码|信用代码|税号|统一编号|統一編號|"
                                 "registration number|vat number|社会信用代码|工商注册号|营业执照号|统编|註冊號"),
  PURSUIT_FIELD_REF (PursuitCustomer, parent_id, N_("Subsidiary of"), pursuit_customer_get_type, 0,
                      .aliases = "parent|parent account|parent company|subsidiary of|母公司|上级单位|上级客户|"
                                 "所属集团|隶属|所属公司|上级公司|隶属于|子公司属于|母公司名称|隸屬|隸屬於"),
  PURSUIT_FIELD_LONG (PursuitCustomer, business_condition, N_("Business condition"), PURSUIT_FIELD_WANTED | PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "condition|经营状况|经营情况|營運狀況|business condition|营业状况|經營狀況"),
  PURSUIT_FIELD_LONG (PursuitCustomer, progress, N_("Present progress"), PURSUIT_FIELD_WANTED | PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "progress|目前进展|进展|進度|current progress|当前进展|目前進展|目前進度"),
  PURSUIT_FIELD_LONG (PursuitCustomer, potential_projects, N_("Potential projects"), PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "potential|潜力项目|潜在项目|潛力專案|潜力专案|潜在专案|潛在專案"),
  PURSUIT_FIELD_MONEY (PursuitCustomer, estimated_revenue, N_("Estimated revenue"), PURSUIT_FIELD_WANTED,
                      .aliases = "estimated revenue|expected revenue|预估业绩|预计业绩|預估業績|estimated sales|"
                                 "potential revenue|预估收入|预期业绩|預計業績|预估营收"),
  PURSUIT_FIELD_MONEY (PursuitCustomer, annual_revenue, N_("Annual revenue"), 0,
                      .aliases = "revenue|turnover|annual revenue|营业额|年营收|营收|年收入|營收|annual sales|"
                                 "sales revenue|年营业额|年销售额|年度营收|营业收入|年營業額|年營收"),
  PURSUIT_FIELD_INT (PursuitCustomer, employees, N_("Employees"), 0, .min = 0, .max = 100000000,
                      .aliases = "headcount|staff count|number of employees|员工数|员工人数|人数|員工人數|"
                                 "employee count|员工|员工总数|员工人數|员工規模|人员规模|規模|員工|員工數"),
  PURSUIT_FIELD_INT (PursuitCustomer, founded_year, N_("Founded"), 0, .min = 0, .max = 3000,
                      .aliases = "year established|founded|established|成立年份|成立时间|创立年份|year founded|"
                                 "foundation year|成立年|成立日期年份|创立|创办年份|成立|成立年度|創立"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, competitors, N_("Competitors"), PURSUIT_FIELD_WANTED,
                      .aliases = "competitor|竞争对手|竞品|競爭對手|竞争者|竞争厂商|競爭者|競爭廠商"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, source, N_("Source"), PURSUIT_FIELD_FACET,
                      .aliases = "lead source|来源|客户来源|來源|customer source|渠道来源|線索來源|线索来源|客戶來源"),
  PURSUIT_FIELD_TEXT (PursuitCustomer, tags, N_("Tags"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "labels|标签|標籤|tag|关键词|關鍵字"),
  PURSUIT_FIELD_INT (PursuitCustomer, relationship_level, N_("Relationship level"), 0, .min = 0, .max = 5,
                      .aliases = "relationship|关系层次|客户关系层次|关系等级|relationship level|关系层级|关系级别|"
                                 "客户关系|关系水平|關係層次|客戶關係層次"),
  PURSUIT_FIELD_LONG (PursuitCustomer, notes, N_("Notes"), PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "note|remark|remarks|comment|description|备注|说明|備註|memo|附注|附註|備考|說明"),
  PURSUIT_FIELD_BOOL (PursuitCustomer, placeholder, N_("Placeholder"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_INT (PursuitCustomer, completeness, N_("Completeness"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_TIME (PursuitCustomer, last_contact_at, N_("Last contact"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_REF (PursuitCustomer, merged_into_id, N_("Merged into"), pursuit_customer_get_type,
                     PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_LONG (PursuitCustomer, extra, N_("Own fields"), PURSUIT_FIELD_TECHNICAL),
};

static const PursuitField *tags;
static const PursuitField *completeness;   /* of the field table, for what is done with every row that is written */

static void
pursuit_customer_derive (PursuitRecord *record)
{
  if (PURSUIT_CUSTOMER (record)->tags != NULL)
    pursuit_record_take_text (record, tags, pursuit_tags_settle (PURSUIT_CUSTOMER (record)->tags));
  pursuit_record_set_number (record, completeness, pursuit_customer_compute_completeness (PURSUIT_CUSTOMER (record), NULL));
}

static gboolean
pursuit_customer_check (PursuitRecord  *record,
                        GError        **error)
{
  if (record->id != 0 && PURSUIT_CUSTOMER (record)->parent_id == record->id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” cannot be its own subsidiary."),
                   pursuit_record_get_name (record));
      return FALSE;
    }

  return TRUE;
}

static void
pursuit_customer_class_init (PursuitCustomerClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "customer", N_("Customer"),
                                   customer_fields, G_N_ELEMENTS (customer_fields));
  tags = pursuit_record_class_find (record_class, "tags");
  completeness = pursuit_record_class_find (record_class, "completeness");
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->fold_name = pursuit_text_fold_company;
  record_class->sorts_names = TRUE;
  record_class->derive = pursuit_customer_derive;
  record_class->check = pursuit_customer_check;
}

static void
pursuit_customer_init (PursuitCustomer *self)
{
}

/**
 * pursuit_customer_compute_completeness:
 * @self: a customer
 * @out_missing: (out) (optional): the wanted fields that are blank
 *
 * How much of what a colleague needs is there (DOS-6): the wanted fields that hold a value, of all wanted fields.
 *
 * Returns: 0 to 100
 */
int
pursuit_customer_compute_completeness (PursuitCustomer  *self,
                                       PursuitFieldMask *out_missing)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  PursuitFieldMask missing = 0;
  int wanted = 0;
  int filled = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (!(klass->fields[i].flags & PURSUIT_FIELD_WANTED))
        continue;
      wanted++;
      if (pursuit_record_is_blank (PURSUIT_RECORD (self), &klass->fields[i]))
        missing |= G_GUINT64_CONSTANT (1) << i;
      else
        filled++;
    }
  if (out_missing != NULL)
    *out_missing = missing;

  return filled * 100 / wanted;
}
