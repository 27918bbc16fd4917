/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-contact.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-enums.h"

G_DEFINE_FINAL_TYPE (PursuitContact, pursuit_contact, PURSUIT_TYPE_RECORD)

static const PursuitField contact_fields[] = {
  PURSUIT_FIELD_REF (PursuitContact, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED,
                      .aliases = "account|customer|company|company name|客户|客户名称|公司|公司名称|单位|客戶|"
                                 "account name|所属客户|所属公司|客戶名稱|公司名稱"),
  PURSUIT_FIELD_TEXT (PursuitContact, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED,
                      .aliases = "contact|contact name|full name|person|联系人|联系人姓名|姓名|客户姓名|聯絡人|"
                                 "聯絡人姓名|客户联系人|名字|人名|聯絡人名稱|名称"),
  PURSUIT_FIELD_TEXT (PursuitContact, title, N_("Title"), PURSUIT_FIELD_SEARCHED,
                      .aliases = "job title|position|职务|职位|頭銜|職稱|role title|称谓|岗位|職務|職位"),
  PURSUIT_FIELD_ENUM (PursuitContact, buying_role, N_("Role in the purchase"), pursuit_buying_role_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "buying role|role|角色|采购角色|購買角色|role in the purchase|决策角色|"
                                 "在采购中的角色|采购中的角色|採購角色|在採購中的角色"),
  PURSUIT_FIELD_INT (PursuitContact, attitude, N_("Attitude to us"), 0, .min = -2, .max = 2,
                      .aliases = "attitude|态度|態度|attitude to us|support|对我方态度|对我们的态度|支持度|對我方態度|"
                                 "對我們的態度|对我方的态度"),
  PURSUIT_FIELD_REF (PursuitContact, reports_to_id, N_("Reports to"), pursuit_contact_get_type, 0,
                      .aliases = "reports to|manager|supervisor|superior|上级|汇报对象|汇报给|直属上级|上司|主管|"
                                 "彙報對象|直屬主管|上級|匯報對象"),
  PURSUIT_FIELD_TEXT (PursuitContact, phone, N_("Phone"), PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_PERSONAL,
                      .aliases = "mobile|cell|telephone|tel|手机|电话|手机号|手机号码|联系电话|行動電話|手機|"
                                 "phone number|mobile phone|移动电话|联系方式|聯絡電話|手機號碼"),
  PURSUIT_FIELD_TEXT (PursuitContact, email, N_("E-mail"), PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_PERSONAL,
                      .aliases = "email|mail|邮箱|电子邮件|郵箱|電子郵件|e mail address|电邮|邮件|電郵|電子信箱|信箱"),
  PURSUIT_FIELD_TEXT (PursuitContact, wechat, N_("WeChat"), PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_PERSONAL,
                      .aliases = "wechat id|weixin|微信|微信号|微信 ID|微信帳號|微信账号|微信號"),
  PURSUIT_FIELD_TEXT (PursuitContact, address, N_("Address"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "street|地址|home address|联系地址|通讯地址|住址|聯絡地址|通訊地址"),
  PURSUIT_FIELD_DATE (PursuitContact, birthday, N_("Birthday"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "birth date|生日|出生日期|birthdate|date of birth|出生年月|出生年月日|生辰"),
  PURSUIT_FIELD_LONG (PursuitContact, ambition, N_("Ambition"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "抱负|理想|志向|抱負"),
  PURSUIT_FIELD_LONG (PursuitContact, character, N_("Character"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "品行|moral character|品德|人品"),
  PURSUIT_FIELD_LONG (PursuitContact, temperament, N_("Temperament"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "性格|个性|personality|脾气|性情|個性|性格特点"),
  PURSUIT_FIELD_LONG (PursuitContact, preferences, N_("Likes"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "preferences|喜好|爱好|hobbies|兴趣|兴趣爱好|偏好|愛好|興趣"),
  PURSUIT_FIELD_LONG (PursuitContact, strengths, N_("Strengths"), PURSUIT_FIELD_PERSONAL | PURSUIT_FIELD_PROFILE,
                      .aliases = "特长|專長|strength|talents|长处|优势|擅长|特長|擅長|長處"),
  PURSUIT_FIELD_TEXT (PursuitContact, interest, N_("Interested in"), 0,
                      .aliases = "interest|interested in|感兴趣|兴趣点|关注点|感兴趣的内容|感興趣的內容|感興趣|意向|意向产品|關注點"),
  PURSUIT_FIELD_DATE (PursuitContact, left_on, N_("Left the company"), 0,
                      .aliases = "left|left on|已离职|已離職|离职日期|离开日期|離職日期|離開日期"),
  PURSUIT_FIELD_LONG (PursuitContact, notes, N_("Notes"), PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "note|remark|remarks|comment|备注|備註|description|说明|附注|附註|說明"),
  PURSUIT_FIELD_TIME (PursuitContact, erased_at, N_("Erased"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_REF (PursuitContact, merged_into_id, N_("Merged into"), pursuit_contact_get_type,
                     PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_LONG (PursuitContact, extra, N_("Own fields"), PURSUIT_FIELD_TECHNICAL),
};

static void
pursuit_contact_class_init (PursuitContactClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "contact", N_("Contact"),
                                   contact_fields, G_N_ELEMENTS (contact_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->sorts_names = TRUE;
}

static void
pursuit_contact_init (PursuitContact *self)
{
}
