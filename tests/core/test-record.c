/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copy, compare, merge, validate and JSON, which are written once for all record types. */

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"
#include "sample-record.h"

static PursuitFieldMask
bit_of (gpointer    record,
        const char *name)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  return pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, name));
}

static void
set_text (gpointer    record,
          const char *name,
          const char *text)
{
  pursuit_record_set_text (record, pursuit_record_type_find (G_OBJECT_TYPE (record), name), text);
}

static void
set_number (gpointer    record,
            const char *name,
            gint64      number)
{
  pursuit_record_set_number (record, pursuit_record_type_find (G_OBJECT_TYPE (record), name), number);
}

static PursuitFieldMask
every_field (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  guint n = PURSUIT_RECORD_CLASS (klass)->n_fields;

  return n == 64 ? PURSUIT_FIELD_MASK_ALL : (G_GUINT64_CONSTANT (1) << n) - 1;
}

static void
test_copy (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (types[i], i);
      g_autoptr(PursuitRecord) copy = NULL;

      record->id = 5;
      record->revision = 6;
      record->created_at = 7;
      record->changed_at = 8;
      record->deleted_at = 9;
      record->external_id = g_strdup ("x10");
      copy = pursuit_record_copy (record);
      g_assert_cmpuint (pursuit_record_diff (record, copy), ==, 0);
      g_assert_cmpint (copy->id, ==, 5);
      g_assert_cmpint (copy->revision, ==, 6);
      g_assert_cmpint (copy->created_at, ==, 7);
      g_assert_cmpint (copy->changed_at, ==, 8);
      g_assert_cmpint (copy->deleted_at, ==, 9);
      g_assert_cmpstr (copy->external_id, ==, "x10");

      sample_record_fill (copy, i + 1);
      g_assert_cmpuint (pursuit_record_diff (record, copy), !=, 0);
    }
}

/* Every field by itself is seen as a difference, and assigned alone. */
static void
test_diff_and_assign (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) full = sample_record_new (types[i], 3);
      PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (full);

      for (guint f = 0; f < klass->n_fields; f++)
        {
          g_autoptr(PursuitRecord) blank = pursuit_record_new (types[i]);
          g_autoptr(PursuitRecord) copy = pursuit_record_copy (blank);
          PursuitFieldMask bit = G_GUINT64_CONSTANT (1) << f;

          pursuit_record_assign (copy, full, bit);
          g_assert_cmpuint (pursuit_record_diff (blank, copy), ==,
                            pursuit_record_diff (blank, full) & bit);
        }
    }
}

static void
test_texts (void)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "notes");

  pursuit_record_set_text (record, field, "");
  g_assert_null (pursuit_record_get_text (record, field));
  pursuit_record_set_text (record, field, "a");
  pursuit_record_set_text (record, field, pursuit_record_get_text (record, field));
  g_assert_cmpstr (pursuit_record_get_text (record, field), ==, "a");
  pursuit_record_set_text (record, field, NULL);
  g_assert_true (pursuit_record_is_blank (record, field));
}

/* design.md 4: changes of different fields go together, the same change twice is no conflict. */
static void
test_merge (void)
{
  g_autoptr(PursuitRecord) original = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) mine = pursuit_record_copy (original);
  g_autoptr(PursuitRecord) theirs = pursuit_record_copy (original);
  PursuitFieldMask conflict = 0;

  theirs->revision = 4;
  theirs->changed_at = 44;
  set_text (mine, "phone", "1");
  set_text (theirs, "email", "e");
  set_text (mine, "tags", "same");
  set_text (theirs, "tags", "same");
  g_assert_true (pursuit_record_merge (original, mine, theirs, &conflict));
  g_assert_cmpstr (PURSUIT_CUSTOMER (mine)->phone, ==, "1");
  g_assert_cmpstr (PURSUIT_CUSTOMER (mine)->email, ==, "e");
  g_assert_cmpstr (PURSUIT_CUSTOMER (mine)->tags, ==, "same");
  g_assert_cmpint (mine->revision, ==, 4);
  g_assert_cmpint (mine->changed_at, ==, 44);
  g_assert_cmpuint (conflict, ==, 0);
}

static void
test_merge_conflict (void)
{
  g_autoptr(PursuitRecord) original = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) mine = pursuit_record_copy (original);
  g_autoptr(PursuitRecord) theirs = pursuit_record_copy (original);
  PursuitFieldMask conflict = 0;

  set_text (mine, "phone", "1");
  set_text (theirs, "phone", "2");
  set_number (mine, "employees", 1);
  set_number (theirs, "employees", 0);
  set_text (theirs, "email", "e");
  g_assert_false (pursuit_record_merge (original, mine, theirs, &conflict));
  g_assert_cmpuint (conflict, ==, bit_of (mine, "phone") | bit_of (mine, "employees"));
  g_assert_cmpstr (PURSUIT_CUSTOMER (mine)->email, ==, PURSUIT_CUSTOMER (original)->email);
}

/* Derived fields are the rules' own: whatever I did to them, theirs stand. */
static void
test_merge_derived (void)
{
  g_autoptr(PursuitRecord) original = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) mine = pursuit_record_copy (original);
  g_autoptr(PursuitRecord) theirs = pursuit_record_copy (original);
  PursuitFieldMask conflict = 0;

  set_number (mine, "last_contact_at", 1);
  set_number (mine, "completeness", 1);
  set_number (theirs, "completeness", 2);
  g_assert_true (pursuit_record_merge (original, mine, theirs, &conflict));
  g_assert_cmpuint (pursuit_record_diff (mine, theirs), ==, 0);
}

/* The id in the other system is no field, but it must not be lost either. */
static void
test_merge_external_id (void)
{
  g_autoptr(PursuitRecord) original = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) mine = pursuit_record_copy (original);
  g_autoptr(PursuitRecord) theirs = pursuit_record_copy (original);
  PursuitFieldMask conflict = 0;

  theirs->external_id = g_strdup ("imported");
  g_assert_true (pursuit_record_merge (original, mine, theirs, &conflict));
  g_assert_cmpstr (mine->external_id, ==, "imported");

  g_free (mine->external_id);
  mine->external_id = g_strdup ("mine");
  g_assert_true (pursuit_record_merge (theirs, mine, theirs, &conflict));
  g_assert_cmpstr (mine->external_id, ==, "mine");
}

static void
assert_invalid (PursuitRecord *record,
                const char    *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_record_validate (record, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, sentence);
}

/* A required field is missing when it is blank, however the blank is made. */
static void
test_validate_required (void)
{
  static const char *const blanks[] = { NULL, "", "  ", "\t\n", "\u3000", "\u00a0 \u3000" };

  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);

      set_text (record, "name", blanks[i]);
      assert_invalid (record, "Name is missing.");
    }
}

static void
test_validate_numbers (void)
{
  static const struct { const char *field; gint64 number; const char *sentence; } cases[] = {
    { "employees", -1, "Employees is out of range." },
    { "employees", 100000001, "Employees is out of range." },
    { "relationship_level", 6, "Relationship level is out of range." },
    { "grade", 4, "Grade is out of range." },
    { "grade", -1, "Grade is out of range." },
    { "grade", G_GINT64_CONSTANT (1) << 32, "Grade is out of range." },
    { "placeholder", 2, "Placeholder is out of range." },
    { "owner_id", -1, "Owner is out of range." },
    { "last_contact_at", -1, "Last contact is out of range." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);

      set_number (record, cases[i].field, cases[i].number);
      assert_invalid (record, cases[i].sentence);
    }
}

/* A date is kept as ISO text: what a person may type is not what a record may hold. */
static void
test_validate_dates (void)
{
  static const char *const wrong[] = { "2026/3/7", "2026-3-7", "20260307", "2026-02-30", "soon" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CONTACT, 1);

      set_text (record, "birthday", wrong[i]);
      assert_invalid (record, "Birthday is not a date.");
    }
}

static void
test_validate_text (void)
{
  g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);

  set_text (record, "region", "\xff\xfe");
  assert_invalid (record, "Region is not valid text.");
}

static void
test_validate_own_parent (void)
{
  g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);

  record->id = 7;
  set_text (record, "name", "Mill");
  set_number (record, "parent_id", 7);
  assert_invalid (record, "“Mill” cannot be its own subsidiary.");
  set_number (record, "parent_id", 8);
  g_assert_true (pursuit_record_validate (record, NULL));
}

/* What is written down comes back the same, to the microsecond: an undo must restore exactly what was. */
static void
test_json_round_trip (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    for (guint variant = 0; variant < 30; variant++)
      {
        g_autoptr(PursuitRecord) record = sample_record_new (types[i], variant);
        g_autoptr(PursuitRecord) read = pursuit_record_new (types[i]);
        g_autoptr(JsonObject) object = pursuit_record_to_json (record, PURSUIT_FIELD_MASK_ALL);
        g_autoptr(GError) error = NULL;

        g_assert_true (pursuit_record_apply_json (read, object, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (pursuit_record_diff (record, read), ==, 0);
      }
}

/* A blank record too, and it blanks what was full. */
static void
test_json_blank_round_trip (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) blank = pursuit_record_new (types[i]);
      g_autoptr(PursuitRecord) full = sample_record_new (types[i], 2);
      g_autoptr(JsonObject) object = pursuit_record_to_json (blank, every_field (types[i]));

      g_assert_true (pursuit_record_apply_json (full, object, NULL));
      g_assert_cmpuint (pursuit_record_diff (full, blank), ==, 0);
    }
}

static void
assert_json (gpointer    record,
             const char *name,
             const char *expected)
{
  g_autoptr(JsonObject) object = pursuit_record_to_json (record, bit_of (record, name));
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_json_form (void)
{
  g_autoptr(PursuitRecord) activity = pursuit_record_new (PURSUIT_TYPE_ACTIVITY);
  g_autoptr(PursuitRecord) deal = pursuit_record_new (PURSUIT_TYPE_DEAL);
  g_autoptr(PursuitRecord) customer = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitRecord) staff = pursuit_record_new (PURSUIT_TYPE_STAFF);

  assert_json (activity, "happened_at", "{\"happened_at\":null}");
  set_number (activity, "happened_at", G_GINT64_CONSTANT (1773729120000000));
  assert_json (activity, "happened_at", "{\"happened_at\":\"2026-03-17T06:32:00Z\"}");
  set_number (activity, "happened_at", G_GINT64_CONSTANT (1773729120000007));
  assert_json (activity, "happened_at", "{\"happened_at\":\"2026-03-17T06:32:00.000007Z\"}");
  assert_json (deal, "amount", "{\"amount\":0}");
  set_number (deal, "amount", 123456);
  assert_json (deal, "amount", "{\"amount\":123456}");
  assert_json (deal, "status", "{\"status\":\"open\"}");
  assert_json (deal, "owner_id", "{\"owner_id\":null}");
  assert_json (customer, "grade", "{\"grade\":null}");
  set_number (customer, "grade", PURSUIT_GRADE_B);
  assert_json (customer, "grade", "{\"grade\":\"b\"}");
  assert_json (customer, "name", "{\"name\":null}");
  assert_json (staff, "inactive", "{\"inactive\":false}");
}

static void
test_json_refusals (void)
{
  static const struct { const char *field; const char *json; } cases[] = {
    { "name", "{\"name\":5}" },
    { "name", "{\"name\":{}}" },
    { "grade", "{\"grade\":\"z\"}" },
    { "grade", "{\"grade\":\"Grade A\"}" },
    { "grade", "{\"grade\":1}" },
    { "employees", "{\"employees\":\"5\"}" },
    { "employees", "{\"employees\":1.5}" },
    { "last_contact_at", "{\"last_contact_at\":\"yesterday\"}" },
    { "placeholder", "{\"placeholder\":\"yes\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);
      g_autoptr(PursuitRecord) copy = pursuit_record_copy (record);
      g_autoptr(JsonNode) node = json_from_string (cases[i].json, NULL);
      g_autofree char *sentence = g_strdup_printf ("The value of “%s” has the wrong kind.", cases[i].field);
      g_autoptr(GError) error = NULL;

      g_assert_false (pursuit_record_apply_json (record, json_node_get_object (node), &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, sentence);
      g_assert_cmpuint (pursuit_record_diff (record, copy), ==, 0);
    }
}

static void
test_json_ignores_strangers (void)
{
  g_autoptr(PursuitRecord) record = sample_record_new (PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) copy = pursuit_record_copy (record);
  g_autoptr(JsonNode) node = json_from_string ("{\"id\":9,\"nonsense\":[],\"phone\":\"1\"}", NULL);

  g_assert_true (pursuit_record_apply_json (record, json_node_get_object (node), NULL));
  g_assert_cmpuint (pursuit_record_diff (record, copy), ==, bit_of (record, "phone"));
  g_assert_cmpint (record->id, ==, 0);
}

static void
test_search (void)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autofree char *none = NULL;
  g_autofree char *search = NULL;

  none = pursuit_record_dup_search (record);
  g_assert_cmpstr (none, ==, "");
  set_text (record, "name", "東方機械 ＭＩＬＬ");
  set_text (record, "tags", "VIP");
  set_text (record, "notes", "not searched");
  search = pursuit_record_dup_search (record);
  g_assert_cmpstr (search, ==, "东方机械 mill vip");
}

/* A record that was used and reset is as good as a new one. */
static void
test_reset (void)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) blank = pursuit_record_new (types[i]);
      g_autoptr(PursuitRecord) record = sample_record_new (types[i], 1);

      record->id = record->revision = record->deleted_at = 7;
      pursuit_set_str (&record->external_id, "E1");
      g_assert_cmphex (pursuit_record_diff (record, blank), !=, 0);
      pursuit_record_reset (record);
      g_assert_cmphex (pursuit_record_diff (record, blank), ==, 0);
      g_assert_null (record->external_id);
      g_assert_cmpint (record->id, ==, 0);
      g_assert_cmpint (record->revision, ==, 0);
      g_assert_cmpint (record->deleted_at, ==, 0);
      g_assert_cmpstr (pursuit_record_get_name_key (record), ==, NULL);
    }
}

static void
test_name_key (void)
{
  g_autoptr(PursuitRecord) customer = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitRecord) contact = sample_record_new (PURSUIT_TYPE_CONTACT, 1);
  g_autofree char *key = NULL;

  g_assert_null (pursuit_record_get_name_key (customer));
  set_text (customer, "name", "東方機械有限公司");
  key = g_strdup (pursuit_record_get_name_key (customer));
  set_text (customer, "name", "东方机械");
  g_assert_cmpstr (pursuit_record_get_name_key (customer), ==, key);
  set_text (customer, "name", "南方机械");
  g_assert_cmpstr (pursuit_record_get_name_key (customer), ==, "南方机械");
  set_text (customer, "name", NULL);
  g_assert_null (pursuit_record_get_name_key (customer));
  g_assert_null (pursuit_record_get_name_key (contact));
}

static void
test_names (void)
{
  g_autoptr(PursuitRecord) customer = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitRecord) deal = pursuit_record_new (PURSUIT_TYPE_DEAL);

  g_assert_cmpstr (pursuit_record_get_name (customer), ==, "Customer");
  set_text (customer, "name", "Mill");
  set_text (deal, "title", "Press line");
  g_assert_cmpstr (pursuit_record_get_name (customer), ==, "Mill");
  g_assert_cmpstr (pursuit_record_get_name (deal), ==, "Press line");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/record/copy/is-independent", test_copy);
  g_test_add_func ("/core/record/diff/sees-each-field", test_diff_and_assign);
  g_test_add_func ("/core/record/text/empty-is-none", test_texts);
  g_test_add_func ("/core/record/merge/different-fields", test_merge);
  g_test_add_func ("/core/record/merge/conflict-on-same-field", test_merge_conflict);
  g_test_add_func ("/core/record/merge/derived-follow-theirs", test_merge_derived);
  g_test_add_func ("/core/record/merge/keeps-external-id", test_merge_external_id);
  g_test_add_func ("/core/record/validate/required", test_validate_required);
  g_test_add_func ("/core/record/validate/numbers", test_validate_numbers);
  g_test_add_func ("/core/record/validate/dates", test_validate_dates);
  g_test_add_func ("/core/record/validate/text", test_validate_text);
  g_test_add_func ("/core/record/validate/own-parent", test_validate_own_parent);
  g_test_add_func ("/core/record/json/round-trip", test_json_round_trip);
  g_test_add_func ("/core/record/json/blank-round-trip", test_json_blank_round_trip);
  g_test_add_func ("/core/record/json/form", test_json_form);
  g_test_add_func ("/core/record/json/refusals", test_json_refusals);
  g_test_add_func ("/core/record/json/ignores-strangers", test_json_ignores_strangers);
  g_test_add_func ("/core/record/search/folds-searched-fields", test_search);
  g_test_add_func ("/core/record/name-key/folds", test_name_key);
  g_test_add_func ("/core/record/reset-is-new", test_reset);
  g_test_add_func ("/core/record/name/falls-back-to-type", test_names);

  return g_test_run ();
}
