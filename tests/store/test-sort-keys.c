/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys by which names are sorted are written with every record, and made anew when they are of another time. */

#include "pursuit-collation-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-query-run.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-sort-keys-private.h"
#include "sample-record.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

static const char *const names[] = {
  "珠海格力", "重庆机械", "Zeta", "厦门航空", "阿里巴巴", "长沙磨床", "第10期", "abc", "第2期", "北京机床", "ABB", "\xef\xbf\xbd",
};

/* The same names in order, without the last. */
#define IN_ORDER "阿里巴巴|北京机床|长沙磨床|重庆机械|第2期|第10期|厦门航空|珠海格力|ABB|abc|Zeta"

static void
add (StoreFixture *fixture,
     const char   *name)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, &error));
  g_assert_true (pursuit_store_insert (fixture->store, customer, &error));
  g_assert_true (pursuit_tx_commit (&tx, &error));
}

static void
add_customers (StoreFixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add (fixture, names[i]);
}

static char *
dup_key (const char *name)
{
  guint8 key[PURSUIT_COLLATION_KEY_SIZE];
  gsize length = pursuit_collation_make_key (name, key);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02X", key[i]);

  return g_string_free (text, FALSE);
}

static void
assert_stamp (StoreFixture *fixture,
              gint64        version)
{
  g_assert_cmpint (store_fixture_int (fixture, "SELECT coalesce ((SELECT version FROM derived WHERE name = 'sort_key'"
                                               " AND recipe = 'zh@collation=pinyin'), 0)"), ==, version);
}

static void
assert_order (StoreFixture *fixture)
{
  g_autofree char *found = store_fixture_text (fixture, "SELECT group_concat (name, '|') FROM (SELECT name FROM customer"
                                                        " WHERE name <> char (65533) AND deleted_at = 0 ORDER BY sort_key, id)");

  g_assert_cmpstr (found, ==, IN_ORDER);
}

/* As another program sees it, and as the list shows it. */
static void
test_order (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GString) shown = g_string_new (NULL);
  g_autofree char *raw = NULL;

  add_customers (fixture);
  query->order = PURSUIT_ORDER_NAME;
  ids = pursuit_store_query_ids (fixture->store, query, 0, NULL);
  rows = pursuit_store_query_rows (fixture->store, PURSUIT_LIST_CUSTOMERS, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (shown, "%s|", pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_CUSTOMER_ROW_NAME));
  raw = store_fixture_text (fixture, "SELECT group_concat (name, '|') || '|' FROM (SELECT name FROM customer ORDER BY sort_key)");
  g_assert_cmpstr (shown->str, ==, raw);
  assert_order (fixture);
}

/* Every type that has the column gets its key from the field that it is recognised by, when it is new and when that changes. */
static void
test_every_type (StoreFixture  *fixture,
                 gconstpointer  data)
{
  guint n, n_sorted = 0;
  const GType *types = pursuit_record_types (&n);

  store_fixture_fill (fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) type_class = g_type_class_ref (types[i]);
      PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (type_class);
      g_autofree char *sql = g_strdup_printf ("SELECT hex (sort_key) FROM %s WHERE id = 1", klass->table);
      g_autoptr(PursuitRecord) record = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *key = NULL;
      g_autofree char *other = dup_key ("长沙");
      g_auto(PursuitTx) tx = { NULL };

      if (!klass->sorts_names)
        continue;
      n_sorted++;
      record = pursuit_store_load (fixture->store, types[i], 1, NULL);
      key = dup_key (pursuit_record_get_name (record));
      before = store_fixture_text (fixture, sql);
      g_assert_cmpstr (before, ==, key);

      g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
      pursuit_record_set_text (record, klass->name_field, "长沙");
      g_assert_true (pursuit_store_update (fixture->store, record, NULL));
      g_assert_true (pursuit_tx_commit (&tx, NULL));
      after = store_fixture_text (fixture, sql);
      g_assert_cmpstr (after, ==, other);
    }
  g_assert_cmpuint (n_sorted, ==, 7);
}

/* Whatever a person pastes as a name can be saved, and the key stays short. */
static void
test_odd_names (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *digits = g_strnfill (9999, '7');

  add (fixture, digits);
  add (fixture, "x\xf0\xa0\xae\xb7");
  add (fixture, "\xe2\x80\x8b");
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer WHERE length (sort_key) <= 256"), ==, 3);
}

/* A file of the time before there were keys. */
static void
make_v7 (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDb) db = pursuit_db_open (fixture->path, TRUE, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (pursuit_schema_migrate (db, fixture->path, 7, &error));
  g_clear_pointer (&db, pursuit_db_close);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO customer (revision, created_at, changed_at, name) VALUES (3, 5, 7, '%s')",
                                              names[i]);

      store_fixture_raw (fixture, sql);
    }
  /* More than are made at a time. */
  store_fixture_raw (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 4001)"
                              " INSERT INTO contact (created_at, changed_at, customer_id, name) SELECT 5, 7, 1, 'P' || i FROM n");
}

static void
remove_backup (StoreFixture *fixture)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".v7.backup", NULL);
  g_autofree char *manifest = pursuit_manifest_dup_name (backup);

  g_assert_cmpint (g_unlink (backup), ==, 0);
  g_assert_cmpint (g_unlink (manifest), ==, 0);
}

static void
test_old_file (StoreFixture  *fixture,
               gconstpointer  data)
{
  make_v7 (fixture);
  store_fixture_open (fixture);
  assert_order (fixture);
  assert_stamp (fixture, pursuit_collation_get_version ());
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM contact WHERE sort_key <> x''"), ==, 4001);

  /* Nobody wrote anything. */
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, 0);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer WHERE revision <> 3 OR changed_at <> 7"), ==, 0);
  store_fixture_close (fixture);
  remove_backup (fixture);
}

static void
spoil_keys (StoreFixture *fixture,
            gint64        version)
{
  g_autofree char *stamp = g_strdup_printf ("UPDATE customer SET sort_key = x'00'; UPDATE derived SET version = %" G_GINT64_FORMAT,
                                            version);

  store_fixture_close (fixture);
  store_fixture_raw (fixture, stamp);
}

static gint64
count_spoilt (StoreFixture *fixture)
{
  return store_fixture_int (fixture, "SELECT count(*) FROM customer WHERE sort_key = x'00'");
}

static void
test_older_keys (StoreFixture  *fixture,
                 gconstpointer  data)
{
  add_customers (fixture);
  spoil_keys (fixture, pursuit_collation_get_version () - 1);
  store_fixture_open (fixture);
  assert_order (fixture);
  assert_stamp (fixture, pursuit_collation_get_version ());

  /* Keys of this version are not looked at again. */
  spoil_keys (fixture, pursuit_collation_get_version ());
  store_fixture_open (fixture);
  g_assert_cmpint (count_spoilt (fixture), ==, G_N_ELEMENTS (names));
}

static void
test_other_recipe (StoreFixture  *fixture,
                   gconstpointer  data)
{
  add_customers (fixture);
  spoil_keys (fixture, pursuit_collation_get_version ());
  store_fixture_raw (fixture, "UPDATE derived SET recipe = 'zh@collation=stroke'");
  store_fixture_open (fixture);
  assert_order (fixture);
  assert_stamp (fixture, pursuit_collation_get_version ());
}

/* Somebody with a newer engine knows better; what is written here has our keys nevertheless. */
static void
test_newer_keys (StoreFixture  *fixture,
                 gconstpointer  data)
{
  gint64 newer = pursuit_collation_get_version () + 1;
  g_autofree char *key = NULL;
  g_autofree char *ours = dup_key ("海康");

  add_customers (fixture);
  spoil_keys (fixture, newer);
  store_fixture_open (fixture);
  g_assert_cmpint (count_spoilt (fixture), ==, G_N_ELEMENTS (names));
  add (fixture, "海康");
  assert_stamp (fixture, newer);
  key = store_fixture_text (fixture, "SELECT hex (sort_key) FROM customer WHERE name = '海康'");
  g_assert_cmpstr (key, ==, ours);
}

/* A file that is only read is left as it is. */
static void
test_read_only (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_customers (fixture);
  spoil_keys (fixture, 0);
  before = store_fixture_hash_file (fixture);
  fixture->store = pursuit_store_open (fixture->path, PURSUIT_STORE_READ_ONLY, NULL);
  g_assert_nonnull (fixture->store);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, G_N_ELEMENTS (names));
  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* Somebody is saving all the time: the file opens, and the keys are made another time. */
static void
test_locked (StoreFixture  *fixture,
             gconstpointer  data)
{
  sqlite3 *other;

  add_customers (fixture);
  spoil_keys (fixture, 0);
  other = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (other, "BEGIN IMMEDIATE");
  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  store_fixture_open (fixture);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  scratch_exec (other, "COMMIT");
  scratch_close (other);
  g_assert_cmpint (count_spoilt (fixture), ==, G_N_ELEMENTS (names));

  store_fixture_open (fixture);
  assert_order (fixture);
}

static void
open_later (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->store = pursuit_store_open (fixture->path, PURSUIT_STORE_KEYS_LATER, &error);
  g_assert_no_error (error);
}

static gboolean
go_on (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean ready;

  g_assert_true (pursuit_sort_keys_continue (fixture->store, &ready, &error));
  g_assert_no_error (error);
  g_assert_true (ready == !pursuit_sort_keys_has_more (fixture->store));

  return ready;
}

/* A window shows its file first, and has the keys made piece by piece while people work. */
static void
test_later (StoreFixture  *fixture,
            gconstpointer  data)
{
  guint n_pieces = 1;

  add_customers (fixture);
  store_fixture_raw (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 4001)"
                              " INSERT INTO contact (created_at, changed_at, customer_id, name) SELECT 5, 7, 1, 'P' || i FROM n");
  spoil_keys (fixture, pursuit_collation_get_version () - 1);
  open_later (fixture);
  g_assert_cmpint (count_spoilt (fixture), ==, G_N_ELEMENTS (names));
  g_assert_true (pursuit_sort_keys_has_more (fixture->store));

  for (; !go_on (fixture); n_pieces++)
    if (n_pieces == 1)
      add (fixture, "海康");
  g_assert_cmpuint (n_pieces, >, 4);
  g_assert_cmpint (count_spoilt (fixture), ==, 0);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM contact WHERE sort_key = x''"), ==, 0);
  assert_stamp (fixture, pursuit_collation_get_version ());

  store_fixture_close (fixture);
  open_later (fixture);
  g_assert_false (pursuit_sort_keys_has_more (fixture->store));
}

/* A piece that could not be written is written later, and what somebody else has finished is not done twice. */
static void
test_later_with_others (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitStore) colleague = NULL;
  sqlite3 *other;
  gboolean ready;

  add_customers (fixture);
  spoil_keys (fixture, 0);
  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  open_later (fixture);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  other = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (other, "BEGIN IMMEDIATE");
  g_assert_false (pursuit_sort_keys_continue (fixture->store, &ready, NULL));
  g_assert_true (pursuit_sort_keys_has_more (fixture->store));
  scratch_exec (other, "COMMIT");
  scratch_close (other);
  while (count_spoilt (fixture) > 0)
    g_assert_false (go_on (fixture));

  colleague = pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, NULL);
  g_assert_nonnull (colleague);
  assert_stamp (fixture, pursuit_collation_get_version ());
  g_assert_true (go_on (fixture));
  assert_order (fixture);
}

/* Whoever only opens a file in order does not pay for reading the engine's data. In a process of its own: other tests make keys. */
static void
test_opening_is_cheap (StoreFixture  *fixture,
                       gconstpointer  data)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  store_fixture_close (fixture);
  store_fixture_open (fixture);
  g_assert_false (pursuit_collation_is_read ());
  add (fixture, "海康");
  g_assert_true (pursuit_collation_is_read ());
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/sort-keys/order", test_order);
  ADD ("/store/sort-keys/every-type", test_every_type);
  ADD ("/store/sort-keys/odd-names", test_odd_names);
  g_test_add ("/store/sort-keys/old-file", StoreFixture, NULL, store_fixture_set_up_closed, test_old_file, store_fixture_tear_down);
  ADD ("/store/sort-keys/older-keys-are-made-anew", test_older_keys);
  ADD ("/store/sort-keys/of-another-recipe-too", test_other_recipe);
  ADD ("/store/sort-keys/newer-keys-stay", test_newer_keys);
  ADD ("/store/sort-keys/read-only-stays", test_read_only);
  ADD ("/store/sort-keys/locked-opens", test_locked);
  ADD ("/store/sort-keys/later/piece-by-piece", test_later);
  ADD ("/store/sort-keys/later/with-others", test_later_with_others);
  ADD ("/store/sort-keys/opening-is-cheap", test_opening_is_cheap);

  return g_test_run ();
}
