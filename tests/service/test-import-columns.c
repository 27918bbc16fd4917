/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "array-source.h"
#include "scratch-desk.h"

#include "pursuit-error.h"
#include "pursuit-import.h"

/* The fields that the columns fill, "field|field", - for a column left out, with the factor where there is one. */
static char *
print_columns (PursuitImport *import)
{
  GPtrArray *columns = pursuit_import_get_columns (import);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (columns, i);

      g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", column->field != NULL ? column->field : "-");
      if (column->factor != 1)
        g_string_append_printf (all, "*%" G_GINT64_FORMAT, column->factor);
    }

  return g_string_free (all, FALSE);
}

static PursuitImport *
open_header (PursuitImportKind  kind,
             const char        *header)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("file.csv", header, NULL);
  g_autoptr(GError) error = NULL;
  PursuitImport *import = pursuit_import_new (kind, source, &error);

  g_assert_no_error (error);
  return import;
}

typedef struct
{
  PursuitImportKind kind;
  const char *header;
  const char *fields;
} HeaderCase;

static const HeaderCase header_cases[] = {
  /* The real export. */
  { PURSUIT_IMPORT_CUSTOMERS, "account|sector|year_established|revenue|employees|office_location|subsidiary_of",
    "name|industry|founded_year|annual_revenue|employees|region|parent_id" },
  { PURSUIT_IMPORT_PRODUCTS, "product|series|sales_price", "name|series|price" },
  { PURSUIT_IMPORT_STAFF, "sales_agent|manager|regional_office", "name|manager_id|office" },
  { PURSUIT_IMPORT_DEALS,
    "opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value|engage_quarter|close_quarter",
    "external_id|owner_id|product_id|customer_id|stage_id|opened_on|closed_on|amount|-|-" },
  /* The mockup. */
  { PURSUIT_IMPORT_CUSTOMERS, "客户编号|客户名称|所属区域|级别|业务员|预估业绩（万元）|备注1",
    "external_id|name|region|grade|owner_id|estimated_revenue*10000|-" },
  { PURSUIT_IMPORT_CUSTOMERS, "客戶編號|客戶名稱|所屬區域|級別|負責人|預估業績(萬元)|統一編號",
    "external_id|name|region|grade|owner_id|estimated_revenue*10000|registration_code" },
  { PURSUIT_IMPORT_CUSTOMERS, "ID|Company Name|Annual Revenue (USD millions)|E-Mail|  phone ",
    "external_id|name|annual_revenue*1000000|email|phone" },
  { PURSUIT_IMPORT_CONTACTS, "联系人编号|公司名称|联系人|职务|手机|微信|上级", "external_id|customer_id|name|title|phone|wechat|reports_to_id" },
  { PURSUIT_IMPORT_CONTACTS, "聯絡人編號|客戶名稱|姓名|職稱|行動電話|電子郵件", "external_id|customer_id|name|title|phone|email" },
  { PURSUIT_IMPORT_PRODUCTS, "产品编码|产品名称|系列|单价（元）|停售", "external_id|name|series|price|retired" },
  { PURSUIT_IMPORT_STAFF, "工号|姓名|部门|主管|角色|离职", "external_id|name|unit_id|manager_id|role_id|inactive" },
  { PURSUIT_IMPORT_STAFF, "員工編號|姓名|大區|主管|手機", "external_id|name|office|manager_id|phone" },
  { PURSUIT_IMPORT_DEALS, "项目编号|项目名称|客户名称|负责人|产品|阶段|状态|金额（万元）|立项日期|预计成交日期|成交日期|丢单原因",
    "external_id|title|customer_id|owner_id|product_id|stage_id|status|amount*10000|opened_on|expected_close|closed_on|lost_reason" },
  { PURSUIT_IMPORT_DEALS, "專案編號|專案名稱|客戶名稱|業務|產品|階段|狀態|金額(萬元)",
    "external_id|title|customer_id|owner_id|product_id|stage_id|status|amount*10000" },
  { PURSUIT_IMPORT_CUSTOMERS, "公司名稱|負責業務", "name|owner_id" },
  { PURSUIT_IMPORT_DEALS, "商机名称|客户|销售代表|创建时间|预计成交时间", "title|customer_id|owner_id|opened_on|expected_close" },
  { PURSUIT_IMPORT_DEALS, "商機名稱|客戶|負責業務|建立時間|預計成交日", "title|customer_id|owner_id|opened_on|expected_close" },
  /* Of two columns that mean the same, the first. */
  { PURSUIT_IMPORT_CUSTOMERS, "客户|公司|Name", "name|-|-" },
};

static void
test_recognised (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (header_cases); i++)
    {
      g_autoptr(PursuitImport) import = open_header (header_cases[i].kind, header_cases[i].header);
      g_autofree char *fields = print_columns (import);

      g_assert_cmpstr (fields, ==, header_cases[i].fields);
    }
}

/* What a form calls a field must be understood in a file, and no two fields may answer to the same word. */
static void
test_own_labels (void)
{
  for (PursuitImportKind kind = PURSUIT_IMPORT_CUSTOMERS; kind <= PURSUIT_IMPORT_DEALS; kind++)
    {
      guint n;
      g_autofree const PursuitField **fields = pursuit_import_list_fields (kind, NULL, &n);
      g_autoptr(GString) header = g_string_new (NULL);
      g_autoptr(GString) expected = g_string_new (NULL);
      g_autoptr(PursuitImport) import = NULL;
      g_autofree char *found = NULL;

      for (guint i = 0; i < n; i++)
        {
          g_string_append_printf (header, "%s%s", i > 0 ? "|" : "", fields[i]->label);
          g_string_append_printf (expected, "%s%s", i > 0 ? "|" : "", fields[i]->name);
        }
      import = open_header (kind, header->str);
      found = print_columns (import);
      g_assert_cmpstr (found, ==, expected->str);
    }
}

static void
test_samples (void)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("file.csv", "name|region|grade", "A| |", "!odd", "B| East |",
                                                         "C|West|", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitImport) import = pursuit_import_new (PURSUIT_IMPORT_CUSTOMERS, source, &error);
  GPtrArray *columns = pursuit_import_get_columns (import);

  g_assert_cmpstr (((PursuitImportColumn *) g_ptr_array_index (columns, 0))->sample, ==, "A");
  g_assert_cmpstr (((PursuitImportColumn *) g_ptr_array_index (columns, 1))->sample, ==, "East");
  g_assert_null (((PursuitImportColumn *) g_ptr_array_index (columns, 2))->sample);
}

static void
test_map (void)
{
  g_autoptr(PursuitImport) import = open_header (PURSUIT_IMPORT_CUSTOMERS, "account|Firma|Umsatz (万元)|region");
  g_autoptr(GError) error = NULL;
  g_autofree char *fields = NULL;

  g_assert_true (pursuit_import_map_column (import, "Firma", "name", &error));
  g_assert_true (pursuit_import_map_column (import, "umsatz", "Annual revenue", &error));
  g_assert_true (pursuit_import_map_column (import, "region", "-", &error));
  g_assert_no_error (error);
  fields = print_columns (import);
  g_assert_cmpstr (fields, ==, "-|name|annual_revenue*10000|-");
}

static void
test_map_refusals (void)
{
  g_autoptr(PursuitImport) import = open_header (PURSUIT_IMPORT_PRODUCTS, "product|price|cost");
  g_autoptr(GError) no_column = NULL;
  g_autoptr(GError) no_field = NULL;
  g_autoptr(GError) twice = NULL;

  g_assert_false (pursuit_import_map_column (import, "preis", "price", &no_column));
  g_assert_error (no_column, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (no_column->message, ==, "“file.csv” has no column “preis”; its columns are: product, price, cost");

  g_assert_false (pursuit_import_map_column (import, "cost", "colour", &no_field));
  g_assert_error (no_field, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (no_field->message, ==,
                   "There is no field “colour”; the fields are: external_id, name, series, price, retired");

  g_assert_true (pursuit_import_map_column (import, "cost", "price", NULL));
  g_assert_false (pursuit_import_map_column (import, "price", "price", &twice));
  g_assert_error (twice, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static void
test_missing (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  static const struct
  {
    PursuitImportKind kind;
    const char *header;
    const char *message;
  } cases[] = {
    { PURSUIT_IMPORT_CUSTOMERS, "region|grade",
      "No column of “file.csv” was recognised as Name; its columns are: region, grade" },
    { PURSUIT_IMPORT_CONTACTS, "name|phone",
      "No column of “file.csv” was recognised as Customer; its columns are: name, phone" },
    { PURSUIT_IMPORT_DEALS, "account|amount",
      "No column of “file.csv” was recognised as Deal or Product or External number; its columns are: account, amount" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitImport) import = open_header (cases[i].kind, cases[i].header);
      g_autoptr(GError) error = NULL;

      g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/import/columns/recognised", test_recognised);
  g_test_add_func ("/service/import/columns/own-labels-are-understood", test_own_labels);
  g_test_add_func ("/service/import/columns/samples", test_samples);
  g_test_add_func ("/service/import/columns/can-be-chosen", test_map);
  g_test_add_func ("/service/import/columns/wrong-choices-are-refused", test_map_refusals);
  scratch_desk_add ("/service/import/columns/missing-ones-are-named", test_missing);

  return g_test_run ();
}
