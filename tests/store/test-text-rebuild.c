/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The full-text index is always what a new one would be, and made anew when it is not. */

#include "pursuit-journal.h"
#include "pursuit-share-vfs-private.h"
#include "text-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const questions[] = { "报价", "价", "合同 报价", "server", "se", "a b", "九 月", "报价单 server", "9" };

/* What a list of questions finds. */
static char *
ask_all (StoreFixture *fixture)
{
  g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  GString *answers = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *found = text_fixture_find (fixture, scope, questions[i]);

      g_string_append_printf (answers, "%s: %s\n", questions[i], found);
    }

  return g_string_free (answers, FALSE);
}

static void
rebuild (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gint64 count;

  pursuit_text_index_rebuild (fixture->store, &count, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, store_fixture_int (fixture, "SELECT count(*) FROM text_entry"));
}

/* The twin: whatever was found before is found, in that order, after the index was made anew. */
static void
assert_like_new (StoreFixture *fixture)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  text_fixture_assert_sound (fixture);
  before = ask_all (fixture);
  rebuild (fixture);
  text_fixture_assert_sound (fixture);
  after = ask_all (fixture);
  g_assert_cmpstr (before, ==, after);
}

static char *
random_text (GRand *random)
{
  static const char *const words[] = { "报价", "单", "合同", "Server", "a", "b", "九月", "，", "\n", "9", "價", "é", "see" };
  GString *text = g_string_new (NULL);

  if (g_rand_int_range (random, 0, 4) == 0)
    return g_string_free (text, FALSE);
  for (int n = g_rand_int_range (random, 1, 12); n > 0; n--)
    {
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      if (g_rand_boolean (random))
        g_string_append_c (text, ' ');
    }

  return g_string_free (text, FALSE);
}

/* One change of a random record, which is sometimes taken back. */
static void
change_something (StoreFixture *fixture,
                  GRand        *random,
                  GPtrArray    *records)
{
  g_autoptr(PursuitRecord) record = NULL;
  g_autofree char *text = random_text (random);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  if (records->len == 0 || g_rand_int_range (random, 0, 3) == 0)
    {
      record = g_object_new (pursuit_record_type_from_table ("customer"), "name", "甲", "notes", text, NULL);
      g_assert_true (pursuit_store_insert (fixture->store, record, NULL));
    }
  else
    {
      guint which = (guint) g_rand_int_range (random, 0, (gint32) records->len);

      record = pursuit_store_load (fixture->store, pursuit_record_type_from_table ("customer"),
                                   ((PursuitRecord *) g_ptr_array_index (records, which))->id, NULL);
      if (g_rand_boolean (random))
        {
          g_object_set (record, "progress", text, NULL);
          g_assert_true (pursuit_store_update (fixture->store, record, NULL));
        }
      else
        g_assert_true (pursuit_store_set_deleted (fixture->store, record, record->deleted_at == 0, NULL));
    }
  if (g_rand_int_range (random, 0, 4) == 0)
    return;
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  if (record->revision == 1)
    g_ptr_array_add (records, g_steal_pointer (&record));
}

static void
test_random (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint round = 0; round < 300; round++)
    {
      change_something (fixture, random, records);
      if (round % 75 == 74)
        assert_like_new (fixture);
    }
}

/* An import that is taken back: many records in one statement, but for those that somebody has changed since. */
static void
test_delete_range (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitRecord) changed = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(PursuitRecord) record = text_fixture_add_customer (fixture, "报价");

      g_assert_cmpint (record->id, ==, i + 1);
    }
  changed = pursuit_store_load (fixture->store, pursuit_record_type_from_table ("customer"), 3, NULL);
  g_object_set (changed, "region", "浙江", NULL);
  text_fixture_save (fixture, changed);
  {
    g_auto(PursuitTx) tx = { NULL };
    gint64 count;

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_true (pursuit_store_delete_range (fixture->store, pursuit_record_type_from_table ("customer"), 2, 4, &count, NULL));
    g_assert_cmpint (count, ==, 2);
    g_assert_true (pursuit_tx_commit (&tx, NULL));
  }
  text_fixture_assert_found (fixture, "报价", "customer 3|customer 5|customer 1");
  assert_like_new (fixture);
}

/* An index that is missing or of another way of cutting is made by the first who searches. */
static void
test_foreign_state (StoreFixture  *fixture,
                    gconstpointer  data)
{
  static const char *const changes[] = { "DELETE FROM text_state", "UPDATE text_state SET version = version + 1",
                                         "UPDATE text_state SET kind = 1, last_id = 0",
                                         "DELETE FROM text_state; UPDATE text_entry SET body = 'something else'" };
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "报价");
  gboolean ready;

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      store_fixture_close (fixture);
      store_fixture_raw (fixture, changes[i]);
      store_fixture_open (fixture);
      text_fixture_assert_found (fixture, "报价", "customer 1");
      g_assert_true (pursuit_text_index_continue (fixture->store, &ready, NULL) && ready);
      text_fixture_assert_sound (fixture);
    }
}

/* As long as the index is of another version, saves leave it alone; it would be wrong either way. */
static void
test_save_into_foreign (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "报价");

  store_fixture_raw (fixture, "UPDATE text_state SET version = version + 1");
  g_object_set (customer, "notes", "合同", NULL);
  text_fixture_save (fixture, customer);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM text_entry WHERE body = '报价'"), ==, 1);
  text_fixture_assert_found (fixture, "合同", "customer 1");
  text_fixture_assert_sound (fixture);
}

/* What another program writes is not found wrongly, the check says that it is missing, and a new index has it. */
static void
test_raw_writes (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "报价 server");
  sqlite3 *stock = scratch_open (fixture->path, NULL);
  g_autofree char *verdict = scratch_text (stock, "PRAGMA integrity_check");

  /* Without our tokenizer: the file is sound, can be read and searched for plain words, and be written to. */
  g_assert_cmpstr (verdict, ==, "ok");
  g_assert_cmpint (scratch_int (stock, "SELECT rowid FROM text_index WHERE text_index MATCH 'server'"), ==, 1);
  scratch_exec (stock, "UPDATE customer SET notes = '合同' WHERE id = 1;"
                       "INSERT INTO customer (created_at, changed_at, name, notes) VALUES (1, 1, 'Mill', '报价')");
  scratch_close (stock);

  g_assert_false (text_fixture_is_sound (fixture));
  rebuild (fixture);
  text_fixture_assert_found (fixture, "报价", "customer 2");
  text_fixture_assert_found (fixture, "合同", "customer 1");
  text_fixture_assert_sound (fixture);
}

/* The texts are changed by another program and then by ours: the index follows from what it had itself. */
static void
test_save_over_raw (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "报价");

  store_fixture_raw (fixture, "UPDATE customer SET notes = '合同 a b c d e f g' WHERE id = 1");
  g_object_set (customer, "notes", "九月", NULL);
  text_fixture_save (fixture, customer);
  text_fixture_assert_found (fixture, "九月", "customer 1");
  text_fixture_assert_found (fixture, "合同", "");
  assert_like_new (fixture);
}

static const char *const damages[] = {
  "UPDATE text_index_data SET block = x'00'",
  "DELETE FROM text_index_data",
  "DELETE FROM text_index_data WHERE id > 10",
  "UPDATE text_index_data SET block = zeroblob (length (block)) WHERE id > 10",
  "DELETE FROM text_index_config",
  "DELETE FROM text_index_docsize",
  "DELETE FROM text_index_idx",
  "DELETE FROM text_entry",
};

/* Whatever is wrong with the index: the file is not given up for it, saves go through, and a new index has everything. */
static void
test_damage (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) other = text_fixture_add_customer (fixture, "server");
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "报价");

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr(PursuitQuery) scope = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
      g_autofree char *notes = g_strdup_printf ("报价 number%u", (guint) i);

      store_fixture_close (fixture);
      store_fixture_raw (fixture, damages[i]);
      store_fixture_open (fixture);
      g_free (text_fixture_find (fixture, scope, "报价"));
      g_object_set (customer, "notes", notes, NULL);
      text_fixture_save (fixture, customer);
      g_assert_false (pursuit_store_is_damaged (fixture->store));
      rebuild (fixture);
      text_fixture_assert_found (fixture, notes, "customer 2");
      text_fixture_assert_found (fixture, "server", "customer 1");
      text_fixture_assert_sound (fixture);
    }
}

/* Saves first, before anybody has looked. */
static void
test_save_into_damage (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "报价");

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *notes = g_strdup_printf ("报价 number%u", (guint) i);

      store_fixture_close (fixture);
      store_fixture_raw (fixture, damages[i]);
      store_fixture_open (fixture);
      g_object_set (customer, "notes", notes, NULL);
      text_fixture_save (fixture, customer);
      g_assert_false (pursuit_store_is_damaged (fixture->store));
      rebuild (fixture);
      text_fixture_assert_found (fixture, notes, "customer 1");
      text_fixture_assert_sound (fixture);
    }
}

/* A large file is searched before all its texts are gathered; others go on where one stopped, and what is saved meanwhile is found. */
static void
test_large (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitRecord) late = NULL;
  g_autoptr(GError) error = NULL;
  gboolean ready = FALSE;
  guint batches = 0;

  store_fixture_raw (fixture, "DELETE FROM text_state;"
                              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 7000)"
                              " INSERT INTO customer (created_at, changed_at, name, notes) SELECT 1, 1, 'Mill', 'number' || i FROM n");
  store_fixture_open (fixture);
  g_assert_true (pursuit_text_index_has_more (fixture->store));
  g_assert_true (pursuit_text_index_continue (fixture->store, &ready, NULL) && !ready);
  g_assert_true (text_fixture_is_sound (fixture));
  late = text_fixture_add_customer (fixture, "server");

  while (!ready)
    {
      pursuit_text_index_continue (fixture->store, &ready, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (++batches, <, 10);
    }
  g_assert_cmpuint (batches, >, 1);
  text_fixture_assert_found (fixture, "number 7000", "customer 7000");
  text_fixture_assert_found (fixture, "server", "customer 7001");
  text_fixture_assert_sound (fixture);
  store_fixture_open (fixture);
  g_assert_false (pursuit_text_index_has_more (fixture->store));
}

/* A file from before there was an index has one when it is open. */
static void
test_older (StoreFixture  *fixture,
            gconstpointer  data)
{
  static const char *const left[] = { ".v7.backup", ".v7.backup.json" };
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDb) db = pursuit_db_open (fixture->path, TRUE, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (pursuit_schema_migrate (db, fixture->path, 7, NULL));
  g_clear_pointer (&db, pursuit_db_close);
  store_fixture_raw (fixture, "INSERT INTO customer (created_at, changed_at, name, notes) VALUES (1, 1, 'Mill', '报价')");
  store_fixture_open (fixture);
  g_assert_false (pursuit_text_index_has_more (fixture->store));
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM text_entry"), ==, 1);
  text_fixture_assert_found (fixture, "baojia", "customer 1");
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, left[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* Opening alone writes nothing: the file may be damaged. */
static void
test_opening (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_close (fixture);
  store_fixture_raw (fixture, "DELETE FROM text_state");
  before = store_fixture_hash_file (fixture);
  store_fixture_open (fixture);
  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
file_has (StoreFixture *fixture,
          const char   *word)
{
  g_autofree char *bytes = NULL;
  gsize length;
  gboolean has = FALSE;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (gsize i = 0; i + strlen (word) <= length && !has; i++)
    has = memcmp (bytes + i, word, strlen (word)) == 0;

  return has;
}

/* What is erased from the journal is not left among the words of the index either. */
static void
test_erase (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitRecord) other = text_fixture_add_customer (fixture, "zebra");
  g_autoptr(PursuitRecord) customer = text_fixture_add_customer (fixture, "quagga");
  PursuitJournalEntry erasing = { .verb = (char *) "erase", .entity = (char *) "customer", .actor = (char *) "x" };
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (file_has (fixture, "quagga"));
  g_object_set (customer, "notes", NULL, NULL);
  text_fixture_save (fixture, customer);

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_journal_add (fixture->store, &erasing, NULL));
  g_assert_true (pursuit_journal_erase (fixture->store, 1, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  g_assert_false (file_has (fixture, "quagga"));
  g_assert_true (file_has (fixture, "zebra"));
  text_fixture_assert_sound (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/text-rebuild/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("random-changes-leave-what-a-new-one-has", test_random);
  ADD ("follows-a-range-that-is-deleted", test_delete_range);
  ADD ("gathers-what-is-missing", test_foreign_state);
  ADD ("saves-leave-a-foreign-index-alone", test_save_into_foreign);
  ADD ("other-programs-read-and-write-the-file", test_raw_writes);
  ADD ("follows-after-another-program", test_save_over_raw);
  ADD ("damage-is-made-good", test_damage);
  ADD ("damage-refuses-no-save", test_save_into_damage);
  ADD ("opening-alone-writes-nothing", test_opening);
  ADD ("large-files-are-gathered-step-by-step", test_large);
  ADD ("erased-is-erased", test_erase);
#undef ADD
  g_test_add ("/store/text-rebuild/older-files-get-an-index", StoreFixture, NULL, store_fixture_set_up_closed, test_older,
              store_fixture_tear_down);

  return g_test_run ();
}
