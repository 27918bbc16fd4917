/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The full-text index: what is written is found, what is gone is not, and whatever happens it says what a new one would. */

#include "pursuit-org-unit.h"
#include "pursuit-staff.h"
#include "text-fixture.h"

static void
test_follows (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "昨天发了報價單，還沒有回音。\nThe SERVER room is Élan.");

  text_fixture_assert_found (fixture, "报价", "customer 1");
  text_fixture_assert_found (fixture, "報價單", "customer 1");
  text_fixture_assert_found (fixture, "单 serv elan", "customer 1");
  text_fixture_assert_found (fixture, "ｓｅｒｖｅｒ", "customer 1");
  text_fixture_assert_found (fixture, "erver", "");
  text_fixture_assert_found (fixture, "价单发", "");

  g_object_set (customer, "notes", "合同已签", NULL);
  text_fixture_save (fixture, customer);
  text_fixture_assert_found (fixture, "报价", "");
  text_fixture_assert_found (fixture, "合同", "customer 1");
  text_fixture_set_deleted (fixture, customer, TRUE);
  text_fixture_assert_found (fixture, "合同", "");
  text_fixture_set_deleted (fixture, customer, FALSE);
  text_fixture_assert_found (fixture, "合同", "customer 1");
  g_object_set (customer, "notes", NULL, NULL);
  text_fixture_save (fixture, customer);
  text_fixture_assert_found (fixture, "合同", "");
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM text_entry"), ==, 0);
  text_fixture_assert_sound (fixture);
}

/* A record without text costs the index nothing. */
static void
test_no_text (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = NULL;
  gint64 before = store_fixture_int (fixture, "SELECT count(*) + sum(length(block)) FROM text_index_data");

  customer = text_fixture_add_customer (fixture, NULL);
  g_object_set (customer, "region", "浙江", NULL);
  text_fixture_save (fixture, customer);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM text_entry"), ==, 0);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) + sum(length(block)) FROM text_index_data"), ==, before);
}

static void
test_every_field (StoreFixture  *fixture,
                  gconstpointer  data)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  store_fixture_fill (fixture);
  /* The playbook of a process that no deal may follow is not found. */
  store_fixture_raw (fixture, "UPDATE process SET state = 'published';");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) type_class = g_type_class_ref (types[i]);
      PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (type_class);
      g_autoptr(PursuitRecord) record = NULL;

      g_assert_cmpuint (pursuit_record_class_select (klass, PURSUIT_FIELD_FULL_TEXT) &
                        pursuit_record_class_select (klass, PURSUIT_FIELD_PERSONAL), ==, 0);
      if (pursuit_record_class_select (klass, PURSUIT_FIELD_FULL_TEXT) == 0)
        continue;
      record = pursuit_store_load (fixture->store, types[i], 1, NULL);
      for (guint f = 0; f < klass->n_fields; f++)
        {
          g_autofree char *expected = g_strdup_printf ("%s 1", klass->table);
          g_autofree char *word = g_strdup_printf ("word%uq", f);

          /* An object with what a house has added is no text. */
          if (!pursuit_field_is_text (&klass->fields[f]) || klass->fields[f].kind == PURSUIT_KIND_DATE ||
              g_str_equal (klass->fields[f].name, "extra"))
            continue;
          pursuit_record_set_text (record, &klass->fields[f], word);
          text_fixture_save (fixture, record);
          text_fixture_assert_found (fixture, word, klass->fields[f].flags & PURSUIT_FIELD_FULL_TEXT ? expected : "");
          /* Two records of different types never share an entry. */
          pursuit_record_set_text (record, &klass->fields[f], "x");
          text_fixture_save (fixture, record);
        }
    }
  text_fixture_assert_sound (fixture);
}

/* Whoever may see what is decided where the lists decide it. */
static void
test_scope (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitRecord) staff = g_object_new (PURSUIT_TYPE_STAFF, "name", "甲", NULL);
  g_autoptr(PursuitRecord) other = g_object_new (PURSUIT_TYPE_STAFF, "name", "乙", NULL);
  g_autoptr(PursuitRecord) theirs = NULL;
  g_autoptr(PursuitRecord) pool = NULL;
  g_autoptr(PursuitRecord) visit = NULL;
  g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *own = NULL;
  g_autoptr(PursuitRecord) unit = NULL;
  g_autofree char *of_team = NULL;
  g_autofree char *none = NULL;
  g_autofree char *of_other = NULL;

  text_fixture_save (fixture, staff);
  text_fixture_save (fixture, other);
  theirs = text_fixture_add_customer (fixture, "报价");
  pool = text_fixture_add_customer (fixture, "报价 报价");
  g_object_set (theirs, "owner-id", other->id, NULL);
  text_fixture_save (fixture, theirs);
  visit = text_fixture_add_activity (fixture, theirs->id, "拜访", "谈报价");

  scope->scope = PURSUIT_SCOPE_OWN;
  scope->scope_staff_id = staff->id;
  own = text_fixture_find (fixture, scope, "报价");
  g_assert_cmpstr (own, ==, "customer 2");
  scope->scope_staff_id = other->id;
  of_other = text_fixture_find (fixture, scope, "拜访");
  g_assert_cmpstr (of_other, ==, "activity 1");
  scope->scope = PURSUIT_SCOPE_TEAM;
  scope->scope_staff_id = staff->id;
  unit = g_object_new (PURSUIT_TYPE_ORG_UNIT, "name", "丙", "lead-id", staff->id, NULL);
  text_fixture_save (fixture, unit);
  g_object_set (other, "unit-id", unit->id, NULL);
  text_fixture_save (fixture, other);
  of_team = text_fixture_find (fixture, scope, "拜访");
  g_assert_cmpstr (of_team, ==, "activity 1");
  scope->scope = PURSUIT_SCOPE_NONE;
  none = text_fixture_find (fixture, scope, "报价");
  g_assert_cmpstr (none, ==, "");

  /* What hangs on a customer leaves with it. */
  text_fixture_set_deleted (fixture, theirs, TRUE);
  text_fixture_assert_found (fixture, "拜访", "");
  text_fixture_assert_sound (fixture);
}

/* Nothing that somebody types is an error, or reaches the engine as anything but quoted words. */
static void
test_any_words (StoreFixture  *fixture,
                gconstpointer  data)
{
  static const char *const words[] = { "", " ", "\"", "\" OR 1", "body : x", "NEAR(a b, 2)", "a AND", "^a", "a*b", "{body}: a", "-a",
                                       "\xed\xa0\x80", "\xff", "%_", "(((((", "价\"单", "'; DROP TABLE text_entry; --" };
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "a b c 价单");
  g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *spaces = g_strnfill (10000, ' ');
  g_autofree char *letters = g_strnfill (10000, 'a');
  g_autofree char *quotes = g_strnfill (10000, '"');
  const char *const long_words[] = { spaces, letters, quotes };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_free (text_fixture_find (fixture, scope, words[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (long_words); i++)
    text_fixture_assert_found (fixture, long_words[i], "");
  text_fixture_assert_found (fixture, "a", "customer 1");
}

/* What fits better comes first, and of two equal ones the newer. */
static void
test_order (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, NULL);
  g_autoptr(PursuitRecord) first = text_fixture_add_activity (fixture, 1, "报价", "谈");
  g_autoptr(PursuitRecord) second = text_fixture_add_activity (fixture, 1, "报价", "谈");
  g_autoptr(PursuitRecord) third = text_fixture_add_activity (fixture, 1, "拜访", "在很长的一次谈话里也提到了报价，其余都是别的事情，没有结果，下次再说，先等他们的预算。");
  g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GPtrArray) hits = NULL;

  for (guint i = 0; i < 20; i++)
    g_object_unref (text_fixture_add_activity (fixture, 1, "电话", "没有人接"));
  g_object_set (first, "happened-at", (gint64) 3000000, NULL);
  text_fixture_save (fixture, first);
  text_fixture_assert_found (fixture, "报价", "activity 1|activity 2|activity 3");
  g_object_set (second, "happened-at", (gint64) 4000000, NULL);
  text_fixture_save (fixture, second);
  text_fixture_assert_found (fixture, "报价", "activity 2|activity 1|activity 3");
  hits = pursuit_text_index_find (fixture->store, scope, "报价", 2, NULL);
  g_assert_cmpuint (hits->len, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/text-index/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("follows-the-records", test_follows);
  ADD ("nothing-for-no-text", test_no_text);
  ADD ("every-field-with-the-flag-and-no-other", test_every_field);
  ADD ("keeps-to-the-scope", test_scope);
  ADD ("any-words-are-harmless", test_any_words);
  ADD ("best-first-then-newest", test_order);
#undef ADD

  return g_test_run ();
}
