/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-enums.h"
#include "pursuit-process.h"
#include "pursuit-product.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"

G_DEFINE_FINAL_TYPE (PursuitDeal, pursuit_deal, PURSUIT_TYPE_RECORD)

static const PursuitField deal_fields[] = {
  PURSUIT_FIELD_REF (PursuitDeal, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED,
                      .aliases = "account|customer|company|client|account name|客户|客户名称|公司名称|客戶|"
                                 "company name|customer name|公司|甲方|买方|客戶名稱|公司名稱"),
  PURSUIT_FIELD_TEXT (PursuitDeal, title, N_("Deal"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED,
                      .aliases = "deal|deal name|title|opportunity|opportunity name|project|project name|项目|"
                                 "项目名称|商机|商机名称|專案|專案名稱|subject|标题|名称|项目名|商機|商機名稱|標題"),
  PURSUIT_FIELD_REF (PursuitDeal, process_id, N_("Process"), pursuit_process_get_type, PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_REF (PursuitDeal, stage_id, N_("Stage"), pursuit_stage_get_type, PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_DERIVED,
                      .aliases = "deal stage|stage|sales stage|opportunity stage|pipeline stage|阶段|销售阶段|"
                                 "项目阶段|商机阶段|階段|current stage|当前阶段|進度階段|銷售階段"),
  PURSUIT_FIELD_ENUM (PursuitDeal, status, N_("Status"), pursuit_deal_status_get_type, PURSUIT_FIELD_FACET | PURSUIT_FIELD_DERIVED,
                      .aliases = "deal status|opportunity status|won or lost|状态|项目状态|商机状态|狀態|结果|赢输|"
                                 "結果"),
  PURSUIT_FIELD_MONEY (PursuitDeal, amount, N_("Amount"), 0,
                      .aliases = "value|deal value|close value|deal size|contract amount|金额|项目金额|合同金额|"
                                 "成交金额|预计金额|金額|sum|price|amount of money|expected amount|预估金额|商机金额|"
                                 "预计合同金额|合約金額|專案金額|預估金額|預計金額|成交金額"),
  PURSUIT_FIELD_INT (PursuitDeal, probability, N_("Win probability"), PURSUIT_FIELD_DERIVED, .min = 0, .max = 100),
  PURSUIT_FIELD_REF (PursuitDeal, owner_id, N_("Seller"), pursuit_staff_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "owner|sales agent|agent|salesperson|sales rep|负责人|销售|业务员|销售员|归属人|"
                                 "負責人|業務|seller|deal owner|opportunity owner|所有者|销售负责人|跟进人|业务|"
                                 "業務員|銷售|销售代表|业务代表|負責業務|業務代表"),
  PURSUIT_FIELD_REF (PursuitDeal, product_id, N_("Product"), pursuit_product_get_type, PURSUIT_FIELD_FACET,
                      .aliases = "product|product name|产品|产品名称|產品|item|商品|产品线|產品名稱"),
  PURSUIT_FIELD_DATE (PursuitDeal, opened_on, N_("Opened"), 0,
                      .aliases = "engage date|open date|created|start date|开始日期|立项日期|创建日期|接洽日期|"
                                 "開始日期|opened|opened on|create date|created date|created on|建档日期|开启日期|"
                                 "开立日期|商机日期|立項日期|建立日期|開啟日期|开始|建立于|创建时间|建立時間"),
  PURSUIT_FIELD_DATE (PursuitDeal, expected_close, N_("Expected close"), 0,
                      .aliases = "expected close date|forecast date|预计成交|预计成交日期|预计签约日期|預計成交日|"
                                 "expected close|expected closing|estimated close|estimated close date|预计关闭日期|"
                                 "预计成交日|预计成交时间|预计签约|预计签约时间|预期成交|预计完成日期|預計結案日|預計成交日期|預計簽約日期"),
  PURSUIT_FIELD_DATE (PursuitDeal, closed_on, N_("Closed"), PURSUIT_FIELD_DERIVED,
                      .aliases = "close date|closed date|成交日期|关闭日期|签约日期|結案日期|closed|closed on|"
                                 "closing date|close|结束日期|关闭时间|成交日|成交时间|签约日|结案|关闭|簽約日期|"
                                 "結案日|结束于"),
  PURSUIT_FIELD_TEXT (PursuitDeal, next_step, N_("Next step"), PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "next action|next activity|下一步|下步计划|下一步行动|next steps|下一步工作|"
                                 "下一步動作|後續動作"),
  PURSUIT_FIELD_DATE (PursuitDeal, next_step_on, N_("Next step on"), 0,
                      .aliases = "next step date|next action date|下一步日期|下次跟进|下次跟进时间|next step on|"
                                 "next contact date|下一步时间|下一步期限|下次联系日期|下次跟进日期|下次聯絡日期|"
                                 "下一步日"),
  PURSUIT_FIELD_TEXT (PursuitDeal, lost_reason, N_("Lost because"), PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "loss reason|lost reason|丢单原因|失败原因|輸單原因|lost because|reason lost|"
                                 "reason for loss|输单原因|失单原因|丢失原因|丟單原因|失敗原因"),
  PURSUIT_FIELD_TEXT (PursuitDeal, lost_to, N_("Lost to"), PURSUIT_FIELD_DERIVED,
                      .aliases = "winning competitor|lost to|丢给|输给|得標者|competitor|输给谁|输给的对手|中标方|"
                                 "竞争对手|輸給|丟給"),
  PURSUIT_FIELD_TEXT (PursuitDeal, source, N_("Source"), PURSUIT_FIELD_FACET,
                      .aliases = "lead source|来源|商机来源|來源|deal source|线索来源|商機來源"),
  PURSUIT_FIELD_LONG (PursuitDeal, notes, N_("Notes"), PURSUIT_FIELD_FULL_TEXT,
                      .aliases = "note|remark|remarks|comment|description|备注|说明|備註|memo|附注|附註|說明"),
  PURSUIT_FIELD_TIME (PursuitDeal, stage_entered_at, N_("In this stage since"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_INT (PursuitDeal, max_position, N_("Furthest stage"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_TEXT (PursuitDeal, stays, N_("Time in earlier stages"), PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_LONG (PursuitDeal, extra, N_("Own fields"), PURSUIT_FIELD_TECHNICAL),
  PURSUIT_FIELD_REF (PursuitDeal, buyer_stage_id, N_("The buyer’s stage"), pursuit_stage_get_type, PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_TIME (PursuitDeal, buyer_entered_at, N_("The buyer there since"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_INT (PursuitDeal, gap, N_("Gap to the buyer"), PURSUIT_FIELD_DERIVED, .min = -100, .max = 100),
  PURSUIT_FIELD_BOOL (PursuitDeal, probability_manual, N_("Win probability set by hand"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_DATE (PursuitDeal, parked_until, N_("Parked until"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_TEXT (PursuitDeal, parked_reason, N_("Parked because"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_REF (PursuitDeal, next_step_owner_id, N_("Next step by"), pursuit_staff_get_type, 0,
                      .aliases = "next step by|next step owner|next action owner|下一步负责人|下一步由谁|下一步負責人"),
  PURSUIT_FIELD_REF (PursuitDeal, receiver_id, N_("Handed over to"), pursuit_staff_get_type, PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_DATE (PursuitDeal, handed_over_on, N_("Handed over"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_DATE (PursuitDeal, accepted_on, N_("Accepted"), PURSUIT_FIELD_DERIVED),
};

static void
pursuit_deal_class_init (PursuitDealClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "deal", N_("Deal"),
                                   deal_fields, G_N_ELEMENTS (deal_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "title");
  record_class->sorts_names = TRUE;
}

static void
pursuit_deal_init (PursuitDeal *self)
{
}
