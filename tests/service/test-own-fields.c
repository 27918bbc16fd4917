/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields that a house adds: who may, what of them may change, and that values stay what their definitions say. */

#include "desk-fixture.h"
#include "pursuit-comparison.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-own-defs.h"
#include "pursuit-own-fields.h"
#include "pursuit-query-run.h"
#include "pursuit-records.h"
#include "pursuit-save.h"

#define CHOICES "[{\"key\":\"frame\",\"name\":\"Frame contract\",\"name_zh\":\"框架合同\"}," \
                "{\"key\":\"single\",\"name\":\"Single order\"}]"

static PursuitOwnField *
define (const char *name,
        int         kind)
{
  return g_object_new (PURSUIT_TYPE_OWN_FIELD, "entity", (gint64) PURSUIT_OWN_OF_CUSTOMER, "name", name, "kind", (gint64) kind,
                       "position", G_GINT64_CONSTANT (1), "choices", kind == PURSUIT_OWN_CHOICE ? CHOICES : NULL, NULL);
}

static gint64
add (DeskFixture *fixture,
     const char  *name,
     int          kind)
{
  g_autoptr(PursuitOwnField) definition = define (name, kind);
  g_autoptr(GError) error = NULL;

  pursuit_own_fields_add (fixture->desk, definition, NULL, &error);
  g_assert_no_error (error);
  return PURSUIT_RECORD (definition)->id;
}

static gboolean
set (DeskFixture  *fixture,
     gint64        customer_id,
     const char   *key,
     const char   *text,
     gint64       *out_entry_id,
     GError      **error)
{
  const PursuitOwn *own = pursuit_own_set_find (pursuit_desk_get_own_set (fixture->desk, NULL), PURSUIT_TYPE_CUSTOMER, key);
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, customer_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_assert_nonnull (own);
  return pursuit_record_parse (edited, &own->field, text, "CNY", 0, error) &&
         pursuit_records_save (fixture->desk, original, edited, out_entry_id, error);
}

static void
assert_extra (DeskFixture *fixture,
              gint64       customer_id,
              const char  *expected)
{
  g_autofree char *extra = desk_fixture_text (fixture, "SELECT coalesce (extra, '') FROM customer WHERE id = %d",
                                              (int) customer_id);

  g_assert_cmpstr (extra, ==, expected);
}

static void
test_add (DeskFixture   *fixture,
          gconstpointer  data)
{
  g_autoptr(PursuitOwnField) grade = define ("Grade", PURSUIT_OWN_TEXT);
  g_autoptr(PursuitOwnField) other = define ("Colour", PURSUIT_OWN_TEXT);
  g_autoptr(GPtrArray) infos = NULL;
  g_autoptr(GError) error = NULL;

  add (fixture, "Contract type", PURSUIT_OWN_CHOICE);
  add (fixture, "Machines", PURSUIT_OWN_NUMBER);
  g_assert_false (pursuit_own_fields_add (fixture->desk, grade, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Grade” cannot be the name: “Grade” is called so already.");
  g_clear_error (&error);

  infos = pursuit_own_fields_list (fixture->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (infos->len, ==, 2);
  g_assert_cmpstr (((PursuitOwnFieldInfo *) infos->pdata[0])->definition->key, ==, "contract_type");
  g_assert_cmpint (((PursuitOwnFieldInfo *) infos->pdata[1])->definition->position, ==, 20);

  desk_fixture_sign_in (fixture, "Ma");
  g_assert_false (pursuit_own_fields_add (fixture->desk, other, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  desk_fixture_assert_sound (fixture);
}

static void
test_values (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 id = desk_fixture_add_customer (fixture, "Mill", "Li");
  gint64 entry_id;
  gint64 first_entry_id;

  add (fixture, "Contract type", PURSUIT_OWN_CHOICE);
  add (fixture, "Machines", PURSUIT_OWN_NUMBER);
  g_assert_true (set (fixture, id, "machines", "12.50", &first_entry_id, &error));
  g_assert_true (set (fixture, id, "contract_type", "框架合同", &entry_id, &error));
  assert_extra (fixture, id, "{\"contract_type\":\"frame\",\"machines\":12.5}");

  /* another way of writing meets the same rules */
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, id, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "extra", "{\"contract_type\":\"none such\"}", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_object_set (edited, "extra", "[]", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  /* each own field is taken back for itself */
  g_assert_true (pursuit_records_undo (fixture->desk, first_entry_id, NULL, &error));
  assert_extra (fixture, id, "{\"contract_type\":\"frame\"}");
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  assert_extra (fixture, id, "");
  desk_fixture_assert_sound (fixture);
}

static void
test_undo_refused (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 id = desk_fixture_add_customer (fixture, "Mill", "Li");
  gint64 entry_id;

  add (fixture, "Machines", PURSUIT_OWN_NUMBER);
  g_assert_true (set (fixture, id, "machines", "1", &entry_id, &error));
  g_assert_true (set (fixture, id, "machines", "2", NULL, &error));
  g_assert_false (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  assert_extra (fixture, id, "{\"machines\":2}");
}

/* Two people, each with what they loaded. */
static void
test_conflict_by_key (DeskFixture   *fixture,
                      gconstpointer  data)
{
  gint64 id = desk_fixture_add_customer (fixture, "Mill", "Li");
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) mine = NULL;
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autoptr(GError) error = NULL;
  const PursuitComparedField *compared;

  add (fixture, "Slogan", PURSUIT_OWN_TEXT);
  add (fixture, "Machines", PURSUIT_OWN_NUMBER);
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_assert_true (set (fixture, id, "machines", "3", NULL, &error));

  mine = pursuit_record_copy (original);
  g_object_set (mine, "extra", "{\"slogan\":\"x\"}", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, mine, NULL, &error));
  assert_extra (fixture, id, "{\"machines\":3,\"slogan\":\"x\"}");

  g_object_set (mine, "extra", "{\"machines\":4,\"slogan\":\"y\"}", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, mine, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Somebody else changed the same thing of “Mill” meanwhile: Machines, Slogan.");
  g_clear_error (&error);

  comparison = pursuit_records_compare (fixture->desk, original, mine, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comparison->fields->len, ==, 2);
  compared = pursuit_comparison_find (comparison, "own.machines");
  g_assert_true (compared->is_conflict);
  g_assert_cmpstr (compared->original, ==, "");
  g_assert_cmpstr (compared->theirs, ==, "3");
  g_assert_cmpstr (compared->mine, ==, "4");
  g_assert_cmpint (compared->entry_id, !=, 0);
  g_assert_cmpint (compared->entry_id, <, pursuit_comparison_find (comparison, "own.slogan")->entry_id);
}

static void
test_kind_and_choices_stay (DeskFixture   *fixture,
                            gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Mill", "Li");
  gint64 id = add (fixture, "Contract type", PURSUIT_OWN_CHOICE);
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (set (fixture, customer_id, "contract_type", "frame", NULL, &error));
  original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_OWN_FIELD, id, NULL);

  edited = pursuit_record_copy (original);
  g_object_set (edited, "choices", "[{\"key\":\"single\",\"name\":\"Single order\"}]", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "1 record holds “Frame contract”: the choice cannot be removed, but it can be retired.");
  g_clear_error (&error);

  g_object_set (edited, "choices", NULL, "kind", (gint64) PURSUIT_OWN_TEXT, NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  pursuit_record_assign (edited, original, PURSUIT_FIELD_MASK_ALL);
  g_object_set (edited, "key", "other", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  /* retired, or without the choice that nobody has, it may be */
  pursuit_record_assign (edited, original, PURSUIT_FIELD_MASK_ALL);
  g_object_set (edited, "name", "Kind of contract", "choices",
                "[{\"key\":\"frame\",\"name\":\"Frame\",\"retired\":true},{\"key\":\"spot\",\"name\":\"Spot\"}]", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_no_error (error);
  assert_extra (fixture, customer_id, "{\"contract_type\":\"frame\"}");
}

static void
test_delete (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Mill", "Li");
  gint64 id = add (fixture, "Machines", PURSUIT_OWN_NUMBER);
  g_autoptr(PursuitOwnField) again = define ("Machines", PURSUIT_OWN_TEXT);
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_true (set (fixture, customer_id, "machines", "3", NULL, &error));
  g_assert_false (pursuit_own_fields_delete (fixture->desk, id, FALSE, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_OWN_FIELD, id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (pursuit_own_fields_retire (fixture->desk, id, TRUE, NULL, &error));
  g_assert_true (pursuit_own_fields_retire (fixture->desk, id, FALSE, NULL, &error));
  g_assert_true (pursuit_own_fields_delete (fixture->desk, id, TRUE, &entry_id, &error));
  assert_extra (fixture, customer_id, "{\"machines\":3}");

  /* the values are of a number, and would be shown as something else */
  g_assert_false (pursuit_own_fields_add (fixture->desk, again, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (pursuit_own_set_find (pursuit_desk_get_own_set (fixture->desk, NULL), PURSUIT_TYPE_CUSTOMER, "machines"));
  desk_fixture_assert_sound (fixture);
}

static char *
dup_order (DeskFixture *fixture)
{
  return desk_fixture_text (fixture, "SELECT group_concat (key, ' ') FROM (SELECT key FROM own_field ORDER BY position, id)");
}

static void
test_move (DeskFixture   *fixture,
           gconstpointer  data)
{
  gint64 a = add (fixture, "Alpha", PURSUIT_OWN_TEXT);
  gint64 b = add (fixture, "Beta", PURSUIT_OWN_TEXT);
  gint64 c = add (fixture, "Gamma", PURSUIT_OWN_TEXT);
  g_autoptr(GError) error = NULL;

  /* often enough for the room between two to run out */
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *order = NULL;

      g_assert_true (pursuit_own_fields_move (fixture->desk, i % 2 == 0 ? c : b, i % 2 == 0 ? b : c, NULL, &error));
      g_assert_no_error (error);
      order = dup_order (fixture);
      g_assert_cmpstr (order, ==, i % 2 == 0 ? "alpha gamma beta" : "alpha beta gamma");
    }
  {
    g_autofree char *order = NULL;

    g_assert_true (pursuit_own_fields_move (fixture->desk, a, 0, NULL, &error));
    order = dup_order (fixture);
    g_assert_cmpstr (order, ==, "beta gamma alpha");
  }
  g_assert_false (pursuit_own_fields_move (fixture->desk, a, 999, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_search (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Mill", "Li");
  gint64 id = add (fixture, "Contract type", PURSUIT_OWN_CHOICE);
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GError) error = NULL;
  gint64 count;

  g_assert_true (set (fixture, customer_id, "contract_type", "frame", NULL, &error));
  query->search = g_strdup ("框架");
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, &error));
  g_assert_cmpint (count, ==, 0);

  original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_OWN_FIELD, id, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "searched", G_GINT64_CONSTANT (1), NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, &error));
  g_assert_cmpint (count, ==, 1);

  g_assert_true (set (fixture, customer_id, "contract_type", "single", NULL, &error));
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, &error));
  g_assert_cmpint (count, ==, 0);
}

/* Customers are narrowed by choices and by yes or no, and counted by them. */
static void
test_facet (DeskFixture   *fixture,
            gconstpointer  data)
{
  gint64 mill = desk_fixture_add_customer (fixture, "Mill", "Li");
  gint64 press = desk_fixture_add_customer (fixture, "Press", "Li");
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GPtrArray) contracts = NULL;
  g_autoptr(GPtrArray) listed = NULL;
  g_autoptr(GError) error = NULL;
  gint64 count;

  desk_fixture_add_customer (fixture, "Saw", "Li");
  add (fixture, "Contract type", PURSUIT_OWN_CHOICE);
  add (fixture, "Listed", PURSUIT_OWN_YES_NO);
  g_assert_true (set (fixture, mill, "contract_type", "frame", NULL, &error));
  g_assert_true (set (fixture, press, "contract_type", "frame", NULL, &error));
  g_assert_true (set (fixture, press, "listed", "no", NULL, &error));

  contracts = pursuit_desk_query_facet (fixture->desk, query, "own.contract_type", &error);
  g_assert_cmpuint (contracts->len, ==, 1);
  g_assert_cmpstr (((PursuitFacet *) contracts->pdata[0])->value, ==, "frame");
  g_assert_cmpint (((PursuitFacet *) contracts->pdata[0])->count, ==, 2);
  listed = pursuit_desk_query_facet (fixture->desk, query, "own.listed", &error);
  g_assert_cmpstr (((PursuitFacet *) listed->pdata[0])->value, ==, "false");

  pursuit_query_set_chosen (query, "own.contract_type", "frame", TRUE);
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, &error));
  g_assert_cmpint (count, ==, 2);
  pursuit_query_set_chosen (query, "own.listed", "", TRUE);
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, &error));
  g_assert_cmpint (count, ==, 1);
  pursuit_query_set_chosen (query, "own.listed", "false", TRUE);
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, &error));
  g_assert_cmpint (count, ==, 2);
}

/* What waited on this computer meets today's definitions. */
static void
test_outbox (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Mill", "Li");
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, customer_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(PursuitSave) save = NULL;
  g_autoptr(PursuitSave) sent = NULL;
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  add (fixture, "Machines", PURSUIT_OWN_NUMBER);
  g_object_set (edited, "extra", "{\"machines\":\"three\"}", NULL);
  save = pursuit_save_new_edit (original, edited);
  json = pursuit_save_to_json (save);
  sent = pursuit_save_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_false (pursuit_save_apply (sent, fixture->desk, &entry_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  g_object_set (sent->edited, "extra", "{\"machines\":3,\"elsewhere\":1}", NULL);
  g_assert_true (pursuit_save_apply (sent, fixture->desk, &entry_id, &error));
  assert_extra (fixture, customer_id, "{\"elsewhere\":1,\"machines\":3}");
}

static void
add_test (const char *path,
          void (*test) (DeskFixture *, gconstpointer))
{
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/service/own-fields/add/named-and-allowed", test_add);
  add_test ("/service/own-fields/value/checked-and-undone", test_values);
  add_test ("/service/own-fields/value/undo-refused-when-changed", test_undo_refused);
  add_test ("/service/own-fields/value/conflict-by-key", test_conflict_by_key);
  add_test ("/service/own-fields/value/outbox", test_outbox);
  add_test ("/service/own-fields/change/kind-and-choices-stay", test_kind_and_choices_stay);
  add_test ("/service/own-fields/delete/with-values-on-demand", test_delete);
  add_test ("/service/own-fields/move/until-no-room", test_move);
  add_test ("/service/own-fields/search/both-scripts", test_search);
  add_test ("/service/own-fields/facet/counted-and-chosen", test_facet);

  return g_test_run ();
}
