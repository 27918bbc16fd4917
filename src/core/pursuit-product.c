/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-product.h"

#include <glib/gi18n-lib.h>

#include "pursuit-text.h"

G_DEFINE_FINAL_TYPE (PursuitProduct, pursuit_product, PURSUIT_TYPE_RECORD)

static const PursuitField product_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitProduct, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED,
                      .aliases = "product|product name|item|产品|产品名称|商品|品名|產品|name of product|名称|产品名|"
                                 "商品名称|物料名称|產品名稱|商品名稱"),
  PURSUIT_FIELD_TEXT (PursuitProduct, series, N_("Series"), PURSUIT_FIELD_FACET,
                      .aliases = "line|product line|family|category|系列|产品线|类别|產品線|product series|"
                                 "product family|产品系列|产品类别|分类|產品系列|產品類別"),
  PURSUIT_FIELD_MONEY (PursuitProduct, price, N_("List price"), PURSUIT_FIELD_PRICE,
                      .aliases = "price|sales price|list price|unit price|价格|单价|售价|目录价|標價|standard price|"
                                 "产品价格|标准价|标价|价目|定价|定價|單價|售價|價格|目錄價|牌價"),
  PURSUIT_FIELD_BOOL (PursuitProduct, retired, N_("No longer sold"), 0,
                      .aliases = "retired|discontinued|停售|已停售|no longer sold|end of life|不再销售|已下架|下架|"
                                 "已停產|停产|不再銷售"),
};

static void
pursuit_product_class_init (PursuitProductClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "product", N_("Product"),
                                   product_fields, G_N_ELEMENTS (product_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->fold_name = pursuit_text_fold_key;
  record_class->sorts_names = TRUE;
}

static void
pursuit_product_init (PursuitProduct *self)
{
}
