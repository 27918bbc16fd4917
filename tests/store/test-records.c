/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Load, insert, update and soft delete, made from the field tables; raw SQL is the second witness. */

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-name-lookups.h"
#include "pursuit-own-field.h"
#include "pursuit-setting.h"
#include "pursuit-share-vfs-private.h"
#include "sample-record.h"
#include "store-fixture.h"

#define NOW G_GINT64_CONSTANT (1773729120000007)

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  store_fixture_set_up (fixture, data);
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  data)
{
  store_fixture_tear_down (fixture, data);
  pursuit_time_set_now (0);
}

static PursuitRecord *
load (StoreFixture *fixture,
      GType         type,
      gint64        id)
{
  g_autoptr(GError) error = NULL;
  PursuitRecord *record = pursuit_store_load (fixture->store, type, id, &error);

  g_assert_no_error (error);

  return record;
}

/* In a transaction of its own. */
static gboolean
write_one (StoreFixture   *fixture,
           gboolean      (*verb) (PursuitStore *, PursuitRecord *, GError **),
           PursuitRecord  *record,
           GError        **error)
{
  g_auto(PursuitTx) tx = { NULL };

  return pursuit_tx_begin (&tx, fixture->store, error) && verb (fixture->store, record, error) &&
         pursuit_tx_commit (&tx, error);
}

static gboolean
delete_it (PursuitStore   *store,
           PursuitRecord  *record,
           GError        **error)
{
  return pursuit_store_set_deleted (store, record, TRUE, error);
}

static gboolean
restore_it (PursuitStore   *store,
            PursuitRecord  *record,
            GError        **error)
{
  return pursuit_store_set_deleted (store, record, FALSE, error);
}

static PursuitRecord *
insert_customer (StoreFixture *fixture,
                 const char   *name)
{
  PursuitRecord *record = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  g_autoptr(GError) error = NULL;

  write_one (fixture, pursuit_store_insert, record, &error);
  g_assert_no_error (error);

  return record;
}

static void
test_round_trip (StoreFixture  *fixture,
                 gconstpointer  data)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  store_fixture_fill (fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) expected = sample_record_new (types[i], i);
      g_autoptr(PursuitRecord) record = load (fixture, types[i], 1);
      PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

      if (klass->derive != NULL)
        klass->derive (expected);
      g_assert_cmpuint (pursuit_record_diff (record, expected), ==, 0);
      g_assert_cmpint (record->id, ==, 1);
      g_assert_cmpint (record->revision, ==, 1);
      g_assert_cmpint (record->created_at, ==, NOW);
      g_assert_cmpint (record->changed_at, ==, NOW);
      g_assert_cmpint (record->deleted_at, ==, 0);
      g_assert_null (record->external_id);
    }
}

/* How the file holds a value, worked out apart from the store. */
static char *
raw_form (PursuitRecord      *record,
          const PursuitField *field)
{
  if (pursuit_field_is_text (field))
    return g_strdup (pursuit_record_get_text (record, field));
  if (field->kind == PURSUIT_KIND_ENUM)
    {
      const char *nick = pursuit_enum_get_nick (field->type (), (int) pursuit_record_get_number (record, field));

      return g_str_equal (nick, "none") ? NULL : g_strdup (nick);
    }
  if (field->kind == PURSUIT_KIND_REF && pursuit_record_get_number (record, field) == 0)
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT, pursuit_record_get_number (record, field));
}

static void
assert_file_holds (sqlite3       *db,
                   PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint f = 0; f < klass->n_fields; f++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = %d", klass->fields[f].name, klass->table,
                                              (int) record->id);
      g_autofree char *raw = scratch_text (db, sql);
      g_autofree char *expected = raw_form (record, &klass->fields[f]);

      g_assert_cmpstr (raw, ==, expected);
    }
}

static void
test_raw (StoreFixture  *fixture,
          gconstpointer  data)
{
  guint n;
  const GType *types = pursuit_record_types (&n);
  sqlite3 *db;

  store_fixture_fill (fixture);
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) record = load (fixture, types[i], 1);

      assert_file_holds (db, record);
    }
  scratch_close (db);
}

/* What a definition belongs to, and where its values stand, is for good. */
static void
keep_key (PursuitRecord *record,
          PursuitRecord *original)
{
  if (!PURSUIT_IS_OWN_FIELD (record))
    return;

  pursuit_record_assign_field (record, original, pursuit_record_type_find (PURSUIT_TYPE_OWN_FIELD, "key"));
  pursuit_record_assign_field (record, original, pursuit_record_type_find (PURSUIT_TYPE_OWN_FIELD, "entity"));
}

static void
test_update (StoreFixture  *fixture,
             gconstpointer  data)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  store_fixture_fill (fixture);
  pursuit_time_set_now (NOW + 5);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) record = load (fixture, types[i], 1);
      g_autoptr(PursuitRecord) original = pursuit_record_copy (record);
      g_autoptr(PursuitRecord) read = NULL;
      g_autoptr(GError) error = NULL;

      sample_record_fill (record, i + 7);
      keep_key (record, original);
      g_free (record->external_id);
      record->external_id = g_strdup_printf ("x%u", i);
      write_one (fixture, pursuit_store_update, record, &error);
      g_assert_no_error (error);
      read = load (fixture, types[i], 1);
      g_assert_cmpuint (pursuit_record_diff (record, read), ==, 0);
      g_assert_cmpint (read->revision, ==, 2);
      g_assert_cmpint (record->revision, ==, 2);
      g_assert_cmpint (read->created_at, ==, NOW);
      g_assert_cmpint (read->changed_at, ==, NOW + 5);
      g_assert_cmpint (record->changed_at, ==, NOW + 5);
      g_assert_cmpstr (read->external_id, ==, record->external_id);
    }
}

static void
test_conflict (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) mine = insert_customer (fixture, "Mill");
  g_autoptr(PursuitRecord) theirs = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *phone = NULL;

  g_object_set (theirs, "phone", "theirs", NULL);
  g_object_set (mine, "phone", "mine", NULL);
  g_assert_true (write_one (fixture, pursuit_store_update, theirs, NULL));
  pursuit_time_set_now (NOW + 5);
  g_assert_false (write_one (fixture, pursuit_store_update, mine, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Somebody else changed “Mill” meanwhile.");
  g_assert_cmpint (mine->revision, ==, 1);
  g_assert_cmpint (mine->changed_at, ==, NOW);
  phone = store_fixture_text (fixture, "SELECT phone FROM customer");
  g_assert_cmpstr (phone, ==, "theirs");
  g_clear_error (&error);

  g_assert_false (write_one (fixture, delete_it, mine, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpint (mine->deleted_at, ==, 0);
}

static void
test_not_found (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = insert_customer (fixture, "Mill");
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_store_load (fixture->store, PURSUIT_TYPE_CUSTOMER, 9, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no Customer with the number 9.");
  g_clear_error (&error);
  store_fixture_raw (fixture, "DELETE FROM customer");
  g_assert_false (write_one (fixture, pursuit_store_update, customer, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_soft_delete (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = insert_customer (fixture, "Mill");
  g_autoptr(PursuitRecord) other = insert_customer (fixture, "Press");
  g_autoptr(PursuitRecord) read = NULL;
  g_autoptr(GPtrArray) all = NULL;

  pursuit_time_set_now (NOW + 9);
  g_assert_true (write_one (fixture, delete_it, record, NULL));
  g_assert_cmpint (record->deleted_at, ==, NOW + 9);
  g_assert_cmpint (record->revision, ==, 2);
  read = load (fixture, PURSUIT_TYPE_CUSTOMER, record->id);
  g_assert_cmpint (read->deleted_at, ==, NOW + 9);
  g_assert_cmpint (read->revision, ==, 2);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
  all = pursuit_store_list (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (PURSUIT_RECORD (g_ptr_array_index (all, 0))->id, ==, other->id);

  g_assert_true (write_one (fixture, restore_it, record, NULL));
  g_assert_cmpint (record->deleted_at, ==, 0);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, 2);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT revision FROM customer WHERE id = 1"), ==, 3);
}

static gboolean
take_id (const PursuitNamed *named,
         gpointer            user_data)
{
  *(gint64 *) user_data = named->id;
  return TRUE;
}

static void
test_find (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL);
  g_autoptr(PursuitRecord) twin = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Other", NULL);
  g_autoptr(GError) error = NULL;
  gint64 found = 0;
  gint64 none = 0;

  record->external_id = g_strdup ("A-1");
  twin->external_id = g_strdup ("A-1");
  g_assert_true (write_one (fixture, pursuit_store_insert, record, NULL));
  g_assert_true (pursuit_lookup_numbered (fixture->store, PURSUIT_TYPE_CUSTOMER, "A-1", take_id, &found, &error));
  g_assert_true (pursuit_lookup_numbered (fixture->store, PURSUIT_TYPE_CUSTOMER, "a-1", take_id, &none, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, record->id);
  g_assert_cmpint (none, ==, 0);

  g_assert_false (write_one (fixture, pursuit_store_insert, twin, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (twin->id, ==, 0);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
}

/* Search text and folded name follow every write. */
static void
test_derived_columns (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = insert_customer (fixture, "東方機械有限公司");
  g_autofree char *before = store_fixture_text (fixture, "SELECT search || '/' || name_key FROM customer");
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "东方机械有限公司/东方机械");
  g_object_set (record, "name", "Mill Ltd", "tags", "VIP", NULL);
  g_assert_true (write_one (fixture, pursuit_store_update, record, NULL));
  after = store_fixture_text (fixture, "SELECT search || '/' || name_key || '/' || completeness FROM customer");
  g_assert_cmpstr (after, ==, "mill ltd vip/mill/9");
}

static gint64
id_of (GHashTable *names,
       const char *key)
{
  return (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (names, key));
}

static void
test_index_names (StoreFixture  *fixture,
                  gconstpointer  data)
{
  static const char *const names[] = { "Mill Ltd", "MILL", "Press", "Gone", "。" };
  g_autoptr(GHashTable) index = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(PursuitRecord) record = insert_customer (fixture, names[i]);

      if (g_str_equal (names[i], "Gone"))
        g_assert_true (write_one (fixture, delete_it, record, NULL));
    }
  index = pursuit_store_index_names (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL);
  g_assert_cmpint (id_of (index, "mill"), ==, 1);
  g_assert_cmpint (id_of (index, "press"), ==, 3);
  g_assert_null (g_hash_table_lookup (index, "gone"));
  g_assert_null (g_hash_table_lookup (index, ""));
}

static void
test_invalid (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = g_object_new (PURSUIT_TYPE_CUSTOMER, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (write_one (fixture, pursuit_store_insert, record, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Name is missing.");
  g_assert_cmpint (record->id, ==, 0);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer"), ==, 0);
}

/* References are looked at when the transaction ends, so that loops can be written. */
static void
test_dangling (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Li Na", "customer-id",
                                                  G_GINT64_CONSTANT (77), NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (write_one (fixture, pursuit_store_insert, record, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM contact"), ==, 0);
}

static void
test_rollback (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL);

  {
    g_auto(PursuitTx) tx = { NULL };

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_true (pursuit_store_insert (fixture->store, record, NULL));
  }
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer"), ==, 0);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, 0);
  record->id = 0;
  g_assert_true (write_one (fixture, pursuit_store_insert, record, NULL));
}

/* A colleague's transaction is waited for, and then told. */
static void
test_locked (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;
  sqlite3 *db;

  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  store_fixture_open (fixture);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (db, "BEGIN IMMEDIATE");
  g_assert_false (pursuit_tx_begin (&tx, fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” is locked by another program; try again in a moment.");
  scratch_exec (db, "ROLLBACK");
  scratch_close (db);
  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static void
put_setting (StoreFixture *fixture,
             const char   *key,
             const char   *value)
{
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_store_put_setting (fixture->store, key, value, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static void
test_settings (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_null (pursuit_store_dup_setting (fixture->store, "currency", &error));
  g_assert_no_error (error);
  put_setting (fixture, "currency", "CNY");
  first = pursuit_store_dup_setting (fixture->store, "currency", NULL);
  put_setting (fixture, "currency", "EUR");
  second = pursuit_store_dup_setting (fixture->store, "currency", NULL);
  g_assert_cmpstr (first, ==, "CNY");
  g_assert_cmpstr (second, ==, "EUR");
  g_assert_cmpint (store_fixture_int (fixture, "SELECT revision FROM setting"), ==, 2);

  /* What somebody deleted and sets again is there again. */
  store_fixture_raw (fixture, "UPDATE setting SET deleted_at = 5");
  g_assert_null (pursuit_store_dup_setting (fixture->store, "currency", NULL));
  put_setting (fixture, "currency", "USD");
  g_free (g_steal_pointer (&second));
  second = pursuit_store_dup_setting (fixture->store, "currency", NULL);
  g_assert_cmpstr (second, ==, "USD");
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/records/round-trip", test_round_trip);
  ADD ("/store/records/file-holds-values", test_raw);
  ADD ("/store/records/update", test_update);
  ADD ("/store/records/conflict-on-stale-revision", test_conflict);
  ADD ("/store/records/not-found", test_not_found);
  ADD ("/store/records/soft-delete", test_soft_delete);
  ADD ("/store/records/find-by-external-id", test_find);
  ADD ("/store/records/search-and-name-follow", test_derived_columns);
  ADD ("/store/records/index-names", test_index_names);
  ADD ("/store/records/invalid-is-refused", test_invalid);
  ADD ("/store/records/dangling-reference-is-refused", test_dangling);
  ADD ("/store/tx/rolls-back-on-scope-exit", test_rollback);
  ADD ("/store/tx/locked", test_locked);
  ADD ("/store/settings/put-and-get", test_settings);

  return g_test_run ();
}
