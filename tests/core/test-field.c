/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a field is read from what people type, and shown to them. */

#include "pursuit-customer.h"
#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

typedef struct
{
  const char *field;
  const char *text;
  gint64 number;
} NumberCase;

static const NumberCase number_cases[] = {
  { "employees", "1200", 1200 },
  { "employees", " 1,200 ", 1200 },
  { "employees", "１２００", 1200 },
  { "employees", "", 0 },
  { "employees", "\u3000", 0 },
  { "relationship_level", "5", 5 },
  { "grade", "a", PURSUIT_GRADE_A },
  { "grade", "Grade B", PURSUIT_GRADE_B },
  { "grade", "ＧＲＡＤＥ　c", PURSUIT_GRADE_C },
  { "grade", "none", PURSUIT_GRADE_NONE },
  { "funnel", "Lead", PURSUIT_FUNNEL_LEAD },
  { "placeholder", "yes", 1 },
  { "placeholder", "是", 1 },
  { "placeholder", "TRUE", 1 },
  { "placeholder", "否", 0 },
  { "placeholder", "0", 0 },
  { "estimated_revenue", "1,234.50", 123450 },
  { "owner_id", "7", 7 },
  { "last_contact_at", "1970-01-01T00:00:01Z", 1000000 },
};

static void
test_parse_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      const NumberCase *c = &number_cases[i];
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
      const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, c->field);
      g_autoptr(GError) error = NULL;

      pursuit_record_parse (record, field, c->text, "CNY", PURSUIT_DATE_ORDER_AUTO, &error);
      g_assert_no_error (error);
      g_assert_cmpint (pursuit_record_get_number (record, field), ==, c->number);
    }
}

static const struct { const char *field; const char *text; const char *sentence; } refused_cases[] = {
  { "employees", "many", "“many” is not a whole number." },
  { "employees", "1.5", "“1.5” is not a whole number." },
  { "employees", ",", "“,” is not a whole number." },
  { "employees", "99999999999999999999", "“99999999999999999999” is not a whole number." },
  { "employees", "-1", "“-1” is outside the range of Employees, 0 to 100000000." },
  { "relationship_level", "6", "“6” is outside the range of Relationship level, 0 to 5." },
  { "grade", "d", "“d” is not a known value for Grade." },
  { "placeholder", "perhaps", "“perhaps” is neither yes nor no." },
  { "owner_id", "-7", "“-7” is outside the range of Owner." },
  { "last_contact_at", "yesterday", "“yesterday” is not a time." },
  { "last_contact_at", "1960-01-01", "“1960-01-01” is outside the range of Last contact." },
};

static void
test_parse_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
      const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, refused_cases[i].field);
      g_autoptr(GError) error = NULL;

      pursuit_record_set_number (record, field, 3);
      g_assert_false (pursuit_record_parse (record, field, refused_cases[i].text, "CNY", PURSUIT_DATE_ORDER_AUTO,
                                            &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, refused_cases[i].sentence);
      g_assert_cmpint (pursuit_record_get_number (record, field), ==, 3);
    }
}

static void
test_parse_texts (void)
{
  static const struct { const char *field; const char *text; const char *value; } cases[] = {
    { "name", " Li Na ", "Li Na" },
    { "name", "\u3000李娜\u3000\u00a0", "李娜" },
    { "name", "a b", "a b" },
    { "name", " \u3000 ", NULL },
    { "notes", "one\ntwo\n", "one\ntwo" },
    { "birthday", "1980/5/1", "1980-05-01" },
    { "birthday", " ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CONTACT);
      const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CONTACT, cases[i].field);
      g_autoptr(GError) error = NULL;

      pursuit_record_parse (record, field, cases[i].text, "CNY", PURSUIT_DATE_ORDER_YMD, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (pursuit_record_get_text (record, field), ==, cases[i].value);
    }
}

static void
test_format (void)
{
  static const struct { const char *field; gint64 number; const char *text; } cases[] = {
    { "employees", 0, "" },
    { "employees", 12, "12" },
    { "grade", PURSUIT_GRADE_NONE, "" },
    { "grade", PURSUIT_GRADE_A, "Grade A" },
    { "placeholder", 0, "No" },
    { "placeholder", 1, "Yes" },
    { "estimated_revenue", 0, "" },
    { "owner_id", 0, "" },
    { "owner_id", 5, "5" },
    { "last_contact_at", 0, "" },
  };
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, cases[i].field);
      g_autofree char *text = NULL;

      pursuit_record_set_number (record, field, cases[i].number);
      text = pursuit_record_format (record, field, "CNY");
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* 0 is a value where the range goes below it: an attitude of 0 is neutral, not unknown. */
static void
test_format_zero (void)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CONTACT);
  g_autofree char *text = pursuit_record_format (record, pursuit_record_type_find (PURSUIT_TYPE_CONTACT, "attitude"), "CNY");

  g_assert_cmpstr (text, ==, "0");
}

static void
test_strings (void)
{
  static const struct { const char *text; const char *stripped; } cases[] = {
    { "", "" },
    { "a", "a" },
    { " \t\na b\u3000", "a b" },
    { "\u3000\u3000", "" },
    { "\xff", "\xff" },
    { " \xff ", "\xff" },
  };

  g_assert_true (pursuit_str_empty (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stripped = pursuit_str_dup_stripped (cases[i].text);

      g_assert_cmpstr (stripped, ==, cases[i].stripped);
      g_assert_cmpint (pursuit_str_empty (cases[i].text), ==, *stripped == '\0');
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/field/parse/numbers", test_parse_numbers);
  g_test_add_func ("/core/field/parse/refusals", test_parse_refusals);
  g_test_add_func ("/core/field/parse/texts", test_parse_texts);
  g_test_add_func ("/core/field/format/values", test_format);
  g_test_add_func ("/core/field/format/zero-may-be-a-value", test_format_zero);
  g_test_add_func ("/core/str/white-space-of-any-script", test_strings);

  return g_test_run ();
}
