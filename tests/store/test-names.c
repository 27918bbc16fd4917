/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of a database in memory: the same that LIKE finds and what can be read so, as the database is now, and kept in a file
 * of this computer. */

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-journal.h"
#include "pursuit-local.h"
#include "pursuit-names-private.h"
#include "pursuit-query-run.h"
#include "pursuit-text.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* As every verb does it: the record, and an entry that says so. */
static void
write_down (PursuitStore  *store,
            PursuitRecord *record,
            const char    *entity)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;
  PursuitJournalEntry entry = { .actor = (char *) "Test", .verb = (char *) "edit", .entity = (char *) entity };

  pursuit_tx_begin (&tx, store, &error);
  g_assert_no_error (error);
  if (record->id == 0)
    pursuit_store_insert (store, record, &error);
  else
    pursuit_store_update (store, record, &error);
  g_assert_no_error (error);
  entry.entity_id = record->id;
  entry.customer_id = PURSUIT_IS_CUSTOMER (record) ? record->id : PURSUIT_CONTACT (record)->customer_id;
  pursuit_journal_add (store, &entry, &error);
  g_assert_no_error (error);
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
}

static gint64
add_customer (PursuitStore *store,
              const char   *name)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);

  write_down (store, customer, "customer");
  return customer->id;
}

static void
rename_customer (PursuitStore *store,
                 gint64        id,
                 const char   *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRecord) customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, id, &error);

  g_assert_no_error (error);
  g_object_set (customer, "name", name, NULL);
  write_down (store, customer, "customer");
}

static GArray *
list (PursuitStore *store,
      PursuitList   which,
      const char   *words)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (which);
  g_autoptr(GError) error = NULL;
  GArray *ids;

  query->search = g_strdup (words);
  query->order = PURSUIT_ORDER_AGE;
  ids = pursuit_store_query_ids (store, query, 0, &error);
  g_assert_no_error (error);
  return ids;
}

static guint
count (PursuitStore *store,
       const char   *words)
{
  g_autoptr(GArray) ids = list (store, PURSUIT_LIST_CUSTOMERS, words);

  return ids->len;
}

static gboolean
has (GArray *ids,
     gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* What LIKE finds on the folded column, asked from outside. */
static GArray *
ask_like (sqlite3    *db,
          const char *word)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT id FROM customer WHERE deleted_at = 0 AND search LIKE '%' || replace (replace (?1,"
                                           " '_', '\\_'), '%', '\\%') || '%' ESCAPE '\\' ORDER BY id DESC", -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, word, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_array_append_vals (ids, &(gint64) { sqlite3_column_int64 (stmt, 0) }, 1);
  sqlite3_finalize (stmt);

  return ids;
}

/* Letters may also be pinyin, and numbers be separated otherwise: then there may be more. */
static gboolean
is_plain (const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      return FALSE;

  return TRUE;
}

static void
compare_with_like (PursuitStore *store,
                   sqlite3      *db,
                   const char   *typed)
{
  g_autofree char *word = pursuit_text_fold (typed);
  g_autoptr(GArray) like = NULL;
  g_autoptr(GArray) ours = NULL;

  if (*word == '\0' || strchr (word, ' ') != NULL)
    return;

  like = ask_like (db, word);
  ours = list (store, PURSUIT_LIST_CUSTOMERS, typed);
  for (guint i = 0; i < like->len; i++)
    if (!has (ours, g_array_index (like, gint64, i)))
      g_error ("“%s” does not find customer %d", typed, (int) g_array_index (like, gint64, i));
  if (is_plain (word))
    g_assert_cmpuint (ours->len, ==, like->len);
}

static char *
make_name (GRand *rand)
{
  static const char *const pieces[] = { "海", "康", "威视", "數字", "技术", "有限公司", "銀行", "a", "Mill", "é", "_", "%", "(", "Ｘ", " ",
                                        "13", "8", "-", "长沙" };
  g_autoptr(GString) name = g_string_new ("海");

  for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
    g_string_append (name, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Every beginning of one to six characters, at every place of every name: as many as LIKE finds, and no others (P4c). */
static void
test_like (StoreFixture  *f,
           gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3 *db = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_ptr_array_add (names, make_name (rand));
      add_customer (f->store, g_ptr_array_index (names, i));
    }
  g_assert_cmpint (sqlite3_open_v2 (f->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < names->len; i++)
    for (const char *p = g_ptr_array_index (names, i); *p != '\0'; p = g_utf8_next_char (p))
      for (glong n = 1; n <= 6 && n <= g_utf8_strlen (p, -1); n++)
        {
          char *word = g_utf8_substring (p, 0, n);

          if (g_hash_table_add (asked, word))
            compare_with_like (f->store, db, word);
        }
  sqlite3_close (db);
  g_assert_cmpuint (g_hash_table_size (asked), >, 200);
}

static void
test_pinyin (StoreFixture  *f,
             gconstpointer  data)
{
  gint64 id = add_customer (f->store, "海康威视");
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "王小明", "customer-id", id, NULL);
  g_autoptr(GArray) by_customer = NULL;
  g_autoptr(GArray) by_both = NULL;
  g_autoptr(GArray) by_neither = NULL;

  write_down (f->store, contact, "contact");
  g_assert_cmpuint (count (f->store, "hkws"), ==, 1);
  g_assert_cmpuint (count (f->store, "wxm"), ==, 0);
  by_customer = list (f->store, PURSUIT_LIST_CONTACTS, "hkws");
  by_both = list (f->store, PURSUIT_LIST_CONTACTS, "wxm haik");
  by_neither = list (f->store, PURSUIT_LIST_CONTACTS, "wxm haix");
  g_assert_cmpuint (by_customer->len, ==, 1);
  g_assert_cmpuint (by_both->len, ==, 1);
  g_assert_cmpuint (by_neither->len, ==, 0);
}

/* More than are looked up one by one. */
static void
test_many (StoreFixture  *f,
           gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  add_customer (f->store, "nothing");
  pursuit_tx_begin (&tx, f->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2300; i++)
    {
      g_autofree char *name = g_strdup_printf ("海康 %u", i);
      g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);

      pursuit_store_insert (f->store, customer, &error);
      g_assert_no_error (error);
    }
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (count (f->store, "海康"), ==, 2300);
  g_assert_cmpuint (count (f->store, "hk"), ==, 2300);
  g_assert_cmpuint (count (f->store, "hk 999"), ==, 2);
  g_assert_cmpuint (count (f->store, "康海"), ==, 0);
}

static void
test_follows (StoreFixture  *f,
              gconstpointer  data)
{
  gint64 id = add_customer (f->store, "海康");

  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
  rename_customer (f->store, id, "威视");
  g_assert_cmpuint (count (f->store, "hk"), ==, 0);
  g_assert_cmpuint (count (f->store, "ws"), ==, 1);
  add_customer (f->store, "海康");
  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
}

/* What was read before somebody had no more time is not read again, and what changed meanwhile is. */
static void
test_cancelled (StoreFixture  *f,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;
  guint n = 0;

  add_customer (f->store, "海康");
  g_assert_true (pursuit_store_prepare_some_names (f->store, &is_done, &error));
  g_assert_true (pursuit_store_prepare_some_names (f->store, &is_done, &error));
  g_assert_false (is_done);
  add_customer (f->store, "海口");
  g_cancellable_cancel (cancellable);
  pursuit_store_set_cancellable (f->store, cancellable);
  g_assert_false (pursuit_store_prepare_names (f->store, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pursuit_store_set_cancellable (f->store, NULL);
  g_clear_error (&error);

  while (!is_done && n++ < 100)
    g_assert_true (pursuit_store_prepare_some_names (f->store, &is_done, &error));
  g_assert_true (is_done);
  g_assert_cmpuint (count (f->store, "hk"), ==, 2);
}

/* What is rolled back was never there. */
static void
test_rolled_back (StoreFixture  *f,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  add_customer (f->store, "海康");
  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
  {
    g_auto(PursuitTx) tx = { NULL };
    g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "海口", NULL);

    pursuit_tx_begin (&tx, f->store, &error);
    pursuit_store_insert (f->store, customer, &error);
    g_assert_no_error (error);
    /* within it, the text as it stands is asked */
    g_assert_cmpuint (count (f->store, "海"), ==, 2);
    g_assert_cmpuint (count (f->store, "hk"), ==, 0);
  }
  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
}

/* What another process writes is found, although nobody tells. */
static void
test_others (StoreFixture  *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitStore) other = pursuit_store_open (f->path, PURSUIT_STORE_NONE, &error);
  gint64 id;

  g_assert_no_error (error);
  id = add_customer (f->store, "海康");
  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
  rename_customer (other, id, "威视");
  add_customer (other, "海口");
  add_customer (other, "海南");
  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
  g_assert_cmpuint (count (f->store, "h"), ==, 2);
  g_assert_cmpuint (count (f->store, "ws"), ==, 1);
  g_assert_cmpuint (count (other, "h"), ==, 2);
}

/* What hangs on a customer that is gone: people go with it, deals stay. */
static void
test_gone_customer (StoreFixture  *f,
                    gconstpointer  data)
{
  g_autoptr(GArray) contacts = NULL;
  g_autoptr(GArray) deals = NULL;
  g_autoptr(GArray) customers = NULL;

  store_fixture_fill (f);
  store_fixture_raw (f, "UPDATE customer SET name = '海康', search = '海康', deleted_at = 5");
  contacts = list (f->store, PURSUIT_LIST_CONTACTS, "hk");
  deals = list (f->store, PURSUIT_LIST_DEALS, "hk");
  customers = list (f->store, PURSUIT_LIST_CUSTOMERS, "hk");
  g_assert_cmpuint (customers->len, ==, 0);
  g_assert_cmpuint (contacts->len, ==, 0);
  g_assert_cmpuint (deals->len, ==, 1);
}

/* A file that is written for any number of names, and what is in it; the store is closed afterwards. */
static char *
keep_names (StoreFixture *f)
{
  g_autofree char *dir = pursuit_local_dup_dir (pursuit_store_get_uuid (f->store));
  g_autofree char *half = g_build_filename (dir, "names.new", NULL);
  char *path = g_build_filename (dir, "names", NULL);

  /* as a program leaves it behind that was ended while it wrote */
  g_assert_true (g_file_set_contents (half, "half", -1, NULL));
  g_assert_cmpint (g_chmod (half, 0600), ==, 0);
  pursuit_names_set_least (1);
  add_customer (f->store, "海康");
  add_customer (f->store, "威视");
  g_assert_cmpuint (count (f->store, "hk"), ==, 1);
  store_fixture_close (f);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));

  return path;
}

static void
done_with (char *path)
{
  g_unlink (path);
  g_free (path);
  pursuit_names_set_least (20000);
}

/* The names are changed behind the program's back, which the journal does not say: whoever still finds the old ones has them
 * from the file. */
static gboolean
reads_file (StoreFixture *f)
{
  gboolean has_old;

  store_fixture_raw (f, "UPDATE customer SET name = '上海', search = '上海' WHERE name = '海康'");
  store_fixture_open (f);
  has_old = count (f->store, "hk") == 1;
  g_assert_cmpuint (count (f->store, "shangh"), ==, has_old ? 0 : 1);

  return has_old;
}

static void
test_file (StoreFixture  *f,
           gconstpointer  data)
{
  char *path = keep_names (f);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (reads_file (f));
  done_with (path);
}

/* Whoever prepares for a search has it written when all is read, not only when the store is closed. */
static void
test_file_is_prepared (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autofree char *dir = pursuit_local_dup_dir (pursuit_store_get_uuid (f->store));
  char *path = g_build_filename (dir, "names", NULL);
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  pursuit_names_set_least (1);
  add_customer (f->store, "海康");
  for (guint i = 0; i < 100 && !is_done; i++)
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_true (pursuit_store_prepare_some_names (f->store, &is_done, &error));
    }
  g_assert_true (is_done);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  done_with (path);
}

/* What happened since the file was written is read from the journal. */
static void
test_file_is_topped_up (StoreFixture  *f,
                        gconstpointer  data)
{
  char *path = keep_names (f);

  pursuit_names_set_least (1000);
  store_fixture_open (f);
  add_customer (f->store, "海口");
  rename_customer (f->store, 2, "海南");
  store_fixture_close (f);
  store_fixture_raw (f, "UPDATE customer SET name = '上海', search = '上海' WHERE name = '海康'");
  store_fixture_open (f);
  g_assert_cmpuint (count (f->store, "hn"), ==, 1);
  g_assert_cmpuint (count (f->store, "hk"), ==, 2);
  g_assert_cmpuint (count (f->store, "shangh"), ==, 0);
  g_assert_cmpuint (count (f->store, "ws"), ==, 0);
  done_with (path);
}

static void
set_contents (const char *path,
              const char *contents,
              gsize       length)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_spoilt_file (StoreFixture  *f,
                  gconstpointer  data)
{
  char *path = keep_names (f);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  contents[length / 2] ^= 1;
  set_contents (path, contents, length);
  g_assert_false (reads_file (f));
  done_with (path);
}

static void
test_short_file (StoreFixture  *f,
                 gconstpointer  data)
{
  char *path = keep_names (f);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  set_contents (path, contents, length - 8);
  g_assert_false (reads_file (f));
  done_with (path);
}

/* The entry up to which the file knows is another one. */
static const char other_history[] =
  "DROP TRIGGER journal_keeps_content;"
  "UPDATE journal SET hash = zeroblob (32) WHERE id = (SELECT max (id) FROM journal);"
  "CREATE TRIGGER journal_keeps_content BEFORE UPDATE ON journal\n"
  "BEGIN\n"
  "  SELECT RAISE (ABORT, 'the journal is append-only');\n"
  "END;";

/* An older state of the database was put back, or a copy of it went its own way. */
static void
test_foreign_file (StoreFixture  *f,
                   gconstpointer  data)
{
  char *path = keep_names (f);

  store_fixture_raw (f, data);
  g_assert_false (reads_file (f));
  done_with (path);
}

#define add(name, test) g_test_add ("/store/names/" name, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("finds-what-like-finds", test_like);
  add ("lists-read-pinyin", test_pinyin);
  add ("many-are-looked-at", test_many);
  add ("follows-what-is-written", test_follows);
  add ("goes-on-after-a-cancel", test_cancelled);
  add ("forgets-what-is-rolled-back", test_rolled_back);
  add ("follows-others", test_others);
  add ("deals-of-gone-customers-stay", test_gone_customer);
  add ("file/is-read", test_file);
  add ("file/is-written-before-a-search", test_file_is_prepared);
  add ("file/is-topped-up", test_file_is_topped_up);
  add ("file/spoilt-is-none", test_spoilt_file);
  add ("file/short-is-none", test_short_file);
  g_test_add ("/store/names/file/of-another-generation-is-none", StoreFixture, "UPDATE identity SET generation = generation + 1",
              store_fixture_set_up, test_foreign_file, store_fixture_tear_down);
  g_test_add ("/store/names/file/of-another-history-is-none", StoreFixture, other_history, store_fixture_set_up, test_foreign_file,
              store_fixture_tear_down);

  return g_test_run ();
}
