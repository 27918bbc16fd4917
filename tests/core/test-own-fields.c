/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-own-rules.h"
#include "pursuit-own-set.h"
#include "sample-record.h"

#define CHOICES "[{\"key\":\"frame\",\"name\":\"Frame contract\",\"name_zh\":\"框架合同\"}," \
                "{\"key\":\"single\",\"name\":\"Single order\",\"name_zh\":\"单次订单\"}]"

static PursuitOwnField *
define (gint64      id,
        int         entity,
        const char *key,
        const char *name,
        const char *name_zh,
        int         kind)
{
  PursuitOwnField *definition = PURSUIT_OWN_FIELD (pursuit_record_new (PURSUIT_TYPE_OWN_FIELD));

  PURSUIT_RECORD (definition)->id = id;
  definition->entity = entity;
  definition->key = g_strdup (key);
  definition->name = g_strdup (name);
  definition->name_zh = g_strdup (name_zh);
  definition->kind = kind;
  definition->choices = kind == PURSUIT_OWN_CHOICE ? g_strdup (CHOICES) : NULL;
  definition->position = id;

  return definition;
}

static GPtrArray *
define_all (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (all, define (1, PURSUIT_OWN_OF_CUSTOMER, "slogan", "Slogan", "口号", PURSUIT_OWN_TEXT));
  g_ptr_array_add (all, define (2, PURSUIT_OWN_OF_CUSTOMER, "machines", "Machines", NULL, PURSUIT_OWN_NUMBER));
  g_ptr_array_add (all, define (3, PURSUIT_OWN_OF_CUSTOMER, "budget", "Yearly budget", NULL, PURSUIT_OWN_MONEY));
  g_ptr_array_add (all, define (4, PURSUIT_OWN_OF_CUSTOMER, "audited", "Audited on", NULL, PURSUIT_OWN_DATE));
  g_ptr_array_add (all, define (5, PURSUIT_OWN_OF_CUSTOMER, "contract", "Contract type", "合同类型", PURSUIT_OWN_CHOICE));
  g_ptr_array_add (all, define (6, PURSUIT_OWN_OF_CUSTOMER, "listed", "Listed company", NULL, PURSUIT_OWN_YES_NO));
  g_ptr_array_add (all, define (7, PURSUIT_OWN_OF_DEAL, "contract", "Contract type", "合同类型", PURSUIT_OWN_CHOICE));

  return all;
}

static PursuitOwnSet *
make_set (void)
{
  g_autoptr(GPtrArray) all = define_all ();

  return pursuit_own_set_new (all);
}

static const struct
{
  const char *key, *typed, *shown, *extra;
} values[] = {
  { "slogan", " 一 \"b\" ", "一 \"b\"", "{\"slogan\":\"一 \\\"b\\\"\"}" },
  { "machines", "1,200.50", "1200.5", "{\"machines\":1200.5}" },
  { "machines", "0", "0", "{\"machines\":0}" },
  { "budget", "3万", "¥30,000.00", "{\"budget\":3000000}" },
  { "budget", "0", "", NULL },
  { "audited", "2026-3-17", "Mar 17, 2026", "{\"audited\":\"2026-03-17\"}" },
  { "contract", "frame", "Frame contract", "{\"contract\":\"frame\"}" },
  { "contract", "FRAME CONTRACT", "Frame contract", "{\"contract\":\"frame\"}" },
  { "contract", "單次訂單", "Single order", "{\"contract\":\"single\"}" },
  { "listed", "yes", "Yes", "{\"listed\":true}" },
  { "listed", "否", "No", "{\"listed\":false}" },
  { "slogan", "  ", "", NULL },
};

static void
test_values (void)
{
  g_autoptr(PursuitOwnSet) set = make_set ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
      g_autoptr(GError) error = NULL;
      const PursuitOwn *own = pursuit_own_set_find (set, PURSUIT_TYPE_CUSTOMER, values[i].key);
      g_autofree char *shown = NULL;

      pursuit_record_parse (record, &own->field, values[i].typed, "CNY", 0, &error);
      g_assert_no_error (error);
      shown = pursuit_record_format (record, &own->field, "CNY");
      if (own->kind != PURSUIT_OWN_DATE && own->kind != PURSUIT_OWN_MONEY)
        g_assert_cmpstr (shown, ==, values[i].shown);
      g_assert_true ((*shown == '\0') == (*values[i].shown == '\0'));
      g_assert_cmpstr (PURSUIT_CUSTOMER (record)->extra, ==, values[i].extra);
      g_assert_true (pursuit_record_is_blank (record, &own->field) == (values[i].extra == NULL));
      g_assert_true (pursuit_own_set_check (set, record, &error));
    }
}

static const struct
{
  const char *key, *typed;
} refused[] = {
  { "machines", "many" }, { "machines", "1.23456" }, { "budget", "x" }, { "audited", "2026-02-30" }, { "contract", "other" },
  { "listed", "perhaps" },
};

static void
test_refuses_values (void)
{
  g_autoptr(PursuitOwnSet) set = make_set ();

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
      g_autoptr(GError) error = NULL;
      const PursuitOwn *own = pursuit_own_set_find (set, PURSUIT_TYPE_CUSTOMER, refused[i].key);

      g_assert_false (pursuit_record_parse (record, &own->field, refused[i].typed, "CNY", 0, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_null (PURSUIT_CUSTOMER (record)->extra);
    }
}

static const struct
{
  const char *extra;
  gboolean is_valid;
} extras[] = {
  { NULL, TRUE },
  { "{\"unknown\":[1,2],\"machines\":3}", TRUE },
  { "{\"machines\":\"3\"}", FALSE },
  { "{\"slogan\":3}", FALSE },
  { "{\"budget\":1.5}", FALSE },
  { "{\"audited\":\"yesterday\"}", FALSE },
  { "{\"contract\":\"other\"}", FALSE },
  { "{\"contract\":true}", FALSE },
  { "{\"listed\":\"true\"}", FALSE },
  { "no object", FALSE },
};

static void
test_checks_kinds (void)
{
  g_autoptr(PursuitOwnSet) set = make_set ();

  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
      g_autoptr(GError) error = NULL;

      PURSUIT_CUSTOMER (record)->extra = g_strdup (extras[i].extra);
      g_assert_true (pursuit_own_set_check (set, record, &error) == extras[i].is_valid);
      if (!extras[i].is_valid)
        g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
    }
}

/* A value of a kind that the field does not have is not shown, and goes only when another one is set. */
static void
test_keeps_what_it_cannot_show (void)
{
  g_autoptr(PursuitOwnSet) set = make_set ();
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  const PursuitField *machines = &pursuit_own_set_find (set, PURSUIT_TYPE_CUSTOMER, "machines")->field;
  const PursuitField *slogan = &pursuit_own_set_find (set, PURSUIT_TYPE_CUSTOMER, "own.slogan")->field;

  PURSUIT_CUSTOMER (record)->extra = g_strdup ("{\"gone\":1,\"machines\":\"three\"}");
  g_assert_null (pursuit_record_get_text (record, machines));
  pursuit_record_set_text (record, slogan, "x");
  g_assert_cmpstr (PURSUIT_CUSTOMER (record)->extra, ==, "{\"gone\":1,\"machines\":\"three\",\"slogan\":\"x\"}");
  pursuit_record_set_text (record, machines, "3");
  g_assert_cmpstr (PURSUIT_CUSTOMER (record)->extra, ==, "{\"gone\":1,\"machines\":3,\"slogan\":\"x\"}");
}

static PursuitRecord *
make_customer (const char *extra)
{
  PursuitRecord *record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);

  PURSUIT_CUSTOMER (record)->name = g_strdup ("Mill");
  PURSUIT_CUSTOMER (record)->extra = g_strdup (extra);
  return record;
}

static void
test_merge (void)
{
  g_autoptr(PursuitRecord) original = make_customer ("{\"machines\":1,\"slogan\":\"x\"}");
  g_autoptr(PursuitRecord) mine = make_customer ("{\"machines\":2,\"slogan\":\"x\"}");
  g_autoptr(PursuitRecord) theirs = make_customer ("{\"machines\":1,\"slogan\":\"y\"}");
  PursuitFieldMask conflict = 0;

  g_assert_true (pursuit_record_merge (original, mine, theirs, &conflict));
  g_assert_cmpstr (PURSUIT_CUSTOMER (mine)->extra, ==, "{\"machines\":2,\"slogan\":\"y\"}");

  pursuit_record_set_text (theirs, PURSUIT_RECORD_GET_CLASS (theirs)->extra, "{\"machines\":3}");
  g_assert_false (pursuit_record_merge (original, mine, theirs, &conflict));
  g_assert_true (conflict == pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (mine),
                                                           PURSUIT_RECORD_GET_CLASS (mine)->extra));
  g_assert_cmpstr (PURSUIT_CUSTOMER (mine)->extra, ==, "{\"machines\":2,\"slogan\":\"y\"}");
}

static void
test_json (void)
{
  g_autoptr(PursuitRecord) record = make_customer ("{\"machines\":1.5,\"z\":{\"a\":1}}");
  g_autoptr(PursuitRecord) copy = make_customer (NULL);
  g_autoptr(JsonObject) object = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (json_object_get_object_member (object, "extra"));
  g_assert_true (pursuit_record_apply_json (copy, object, &error));
  g_assert_cmpstr (PURSUIT_CUSTOMER (copy)->extra, ==, PURSUIT_CUSTOMER (record)->extra);

  json_object_set_array_member (object, "extra", json_array_new ());
  g_assert_false (pursuit_record_apply_json (copy, object, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static void
test_set (void)
{
  g_autoptr(GPtrArray) all = define_all ();
  g_autoptr(PursuitOwnSet) set = NULL;
  g_autoptr(PursuitOwnSet) same = NULL;
  g_autoptr(PursuitOwnSet) other = NULL;
  const PursuitField *const *fields;
  guint n;

  set = pursuit_own_set_new (all);
  same = pursuit_own_set_new (all);
  PURSUIT_OWN_FIELD (g_ptr_array_index (all, 0))->position = 50;
  PURSUIT_OWN_FIELD (g_ptr_array_index (all, 1))->retired = 1;
  PURSUIT_RECORD (g_ptr_array_index (all, 2))->deleted_at = 1;
  other = pursuit_own_set_new (all);
  g_assert_true (pursuit_own_set_equal (set, same));
  g_assert_false (pursuit_own_set_equal (set, other));

  fields = pursuit_own_set_list (other, PURSUIT_TYPE_CUSTOMER, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (fields[0]->name, ==, "own.audited");
  g_assert_cmpstr (fields[3]->name, ==, "own.slogan");
  g_assert_nonnull (pursuit_own_set_find (other, PURSUIT_TYPE_CUSTOMER, "machines"));
  g_assert_null (pursuit_own_set_find (other, PURSUIT_TYPE_CUSTOMER, "budget"));
  g_assert_true (pursuit_own_set_find_called (set, PURSUIT_TYPE_CUSTOMER, "合同類型") ==
                 pursuit_own_set_find_field (set, PURSUIT_TYPE_CUSTOMER, "own.contract"));
  g_assert_null (pursuit_own_set_find_called (other, PURSUIT_TYPE_CUSTOMER, "Machines"));
  pursuit_own_set_list (NULL, PURSUIT_TYPE_CUSTOMER, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_search (void)
{
  g_autoptr(GPtrArray) all = define_all ();
  g_autoptr(PursuitOwnSet) set = NULL;
  g_autoptr(PursuitRecord) record = make_customer ("{\"contract\":\"frame\",\"machines\":3,\"slogan\":\"興\"}");
  g_autofree char *search = NULL;

  PURSUIT_OWN_FIELD (g_ptr_array_index (all, 0))->searched = 1;
  PURSUIT_OWN_FIELD (g_ptr_array_index (all, 4))->searched = 1;
  set = pursuit_own_set_new (all);
  search = pursuit_own_set_dup_search (set, record);
  g_assert_cmpstr (search, ==, "mill 兴 frame contract 框架合同");
}

static const struct
{
  const char *key, *name, *name_zh, *choices;
  int kind;
  gboolean is_valid;
} definitions[] = {
  { "color", "Colour", "颜色", NULL, PURSUIT_OWN_TEXT, TRUE },
  { "color", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, TRUE },
  { "color", "  ", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Grade", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "ANNUAL revenue", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "company name", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Colour", "客户等级", NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Colour", "客戶等級", NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "slogan", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Colour", "口号", NULL, PURSUIT_OWN_TEXT, FALSE },
  { "slogan", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "grade", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "id", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "extra", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "Color", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "1st", "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { NULL, "Colour", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Two\nlines", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "0123456789012345678901234567890123456789012345678901234567890", NULL, NULL, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Colour", NULL, CHOICES, PURSUIT_OWN_CHOICE, TRUE },
  { "color", "Colour", NULL, CHOICES, PURSUIT_OWN_TEXT, FALSE },
  { "color", "Colour", NULL, NULL, PURSUIT_OWN_CHOICE, FALSE },
  { "color", "Colour", NULL, "[{\"key\":\"a\",\"name\":\"Red\"},{\"key\":\"b\",\"name\":\"red\"}]", PURSUIT_OWN_CHOICE, FALSE },
  { "color", "Colour", NULL, "[{\"key\":\"a\",\"name\":\"Red\"},{\"key\":\"a\",\"name\":\"Blue\"}]", PURSUIT_OWN_CHOICE, FALSE },
  { "color", "Colour", NULL, "[{\"key\":\"a\",\"name\":\" \"}]", PURSUIT_OWN_CHOICE, FALSE },
  { "color", "Colour", NULL, "[{\"key\":\"a\",\"name\":\"Red\",\"retired\":true}]", PURSUIT_OWN_CHOICE, FALSE },
  { "color", "Colour", NULL, "[{\"name\":\"Red\"}]", PURSUIT_OWN_CHOICE, FALSE },
  { "color", "Colour", NULL, "{}", PURSUIT_OWN_CHOICE, FALSE },
};

static void
test_rules (void)
{
  g_autoptr(GPtrArray) others = define_all ();

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr(PursuitOwnField) definition =
        define (0, PURSUIT_OWN_OF_CUSTOMER, definitions[i].key, definitions[i].name, definitions[i].name_zh, definitions[i].kind);
      g_autoptr(GError) error = NULL;
      gboolean is_valid;

      g_free (definition->choices);
      definition->choices = g_strdup (definitions[i].choices);
      is_valid = pursuit_own_rules_check (definition, others, &error);
      if (is_valid != definitions[i].is_valid)
        g_test_message ("definition %u", i);
      g_assert_true (is_valid == definitions[i].is_valid);
      g_assert_true (is_valid || g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID));
    }
}

static void
test_makes_keys (void)
{
  g_autoptr(GPtrArray) others = define_all ();
  static const struct
  {
    const char *name, *key;
  } cases[] = { { "Press Line (new)", "press_line_new" }, { "Slogan", "slogan_1" }, { "颜色", "field_1" }, { "Grade", "grade_1" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitOwnField) definition = define (0, PURSUIT_OWN_OF_CUSTOMER, NULL, cases[i].name, NULL, PURSUIT_OWN_TEXT);
      g_autofree char *key = pursuit_own_rules_make_key (definition, others);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/own-fields/value/read-and-shown", test_values);
  g_test_add_func ("/core/own-fields/value/refused", test_refuses_values);
  g_test_add_func ("/core/own-fields/check/kinds", test_checks_kinds);
  g_test_add_func ("/core/own-fields/value/kept-when-not-shown", test_keeps_what_it_cannot_show);
  g_test_add_func ("/core/own-fields/merge/by-key", test_merge);
  g_test_add_func ("/core/own-fields/json/object", test_json);
  g_test_add_func ("/core/own-fields/set/order-and-names", test_set);
  g_test_add_func ("/core/own-fields/search/both-scripts", test_search);
  g_test_add_func ("/core/own-fields/rules/definitions", test_rules);
  g_test_add_func ("/core/own-fields/rules/makes-keys", test_makes_keys);

  return g_test_run ();
}
