/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A demonstration database is damaged in many ways: nothing crashes, the damaged file is not touched, what is saved is sound, and
 * whatever is not there is listed. */

#include <glib/gstdio.h>
#include <string.h>

#include "pursuit-demo.h"
#include "pursuit-error.h"
#include "pursuit-salvage.h"
#include "scratch-db.h"

#define N_CUSTOMERS 240
#define PAGE 4096
#define N_LEAVES 10

/* The whole database, and what was in it. */
typedef struct
{
  char *dir;
  char *path;
  char *target;
  guint8 *bytes;
  gsize length;
  GArray *leaves;       /* pages of customers */
  GHashTable *ids;      /* table -> GArray of gint64 */
} House;

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static GArray *
read_numbers (sqlite3    *db,
              const char *sql)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (numbers, number);
    }
  sqlite3_finalize (stmt);

  return numbers;
}

static void
note_content (House *house)
{
  sqlite3 *db = scratch_open (house->path, NULL);
  guint n;
  const GType *types = pursuit_record_types (&n);

  house->leaves = read_numbers (db, "SELECT pageno FROM dbstat WHERE name = 'customer' AND pagetype = 'leaf'");
  house->ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < n; i++)
    {
      const char *table = pursuit_record_type_get_table (types[i]);
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s", table);

      g_hash_table_insert (house->ids, (char *) table, read_numbers (db, sql));
    }
  scratch_close (db);
}

/* Made once: filling it takes longer than saving it. */
static House *
house_new (void)
{
  House *house = g_new0 (House, 1);
  g_autofree char *backups = NULL;
  g_autoptr(PursuitDesk) desk = NULL;
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  house->dir = scratch_dir_new ();
  backups = g_build_filename (house->dir, "backups", NULL);
  g_setenv ("PURSUIT_BACKUP_HOME", backups, TRUE);
  house->path = g_build_filename (house->dir, "house.pursuit", NULL);
  house->target = g_build_filename (house->dir, "saved.pursuit", NULL);
  desk = pursuit_desk_create (house->path, "CNY", &error);
  g_assert_no_error (error);
  pursuit_demo_fill (desk, N_CUSTOMERS, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  backup = pursuit_backups_take (desk, PURSUIT_BACKUP_ASKED, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&desk);

  g_assert_true (g_file_get_contents (house->path, (char **) &house->bytes, &house->length, NULL));
  note_content (house);
  g_assert_cmpuint (house->leaves->len, >=, N_LEAVES);
  return house;
}

static void
house_free (House *house)
{
  remove_tree (house->dir);
  g_free (house->dir);
  g_free (house->path);
  g_free (house->target);
  g_free (house->bytes);
  g_array_unref (house->leaves);
  g_hash_table_unref (house->ids);
  g_free (house);
}

static void
zero_page (guint8 *bytes,
           gint64  page)
{
  memset (bytes + (page - 1) * PAGE, 0, PAGE);
}

static void
scribble (guint8 *bytes,
          gsize   from,
          gsize   length,
          GRand  *rand)
{
  for (gsize i = 0; i < length; i++)
    bytes[from + i] = (guint8) g_rand_int (rand);
}

/* What happens to the file; each with its own seed. */
static void
zero_leaf (House  *house,
           guint8 *bytes,
           gsize  *length,
           GRand  *rand,
           guint   n)
{
  zero_page (bytes, g_array_index (house->leaves, gint64, n % house->leaves->len));
}

static void
flip_bits (House  *house,
           guint8 *bytes,
           gsize  *length,
           GRand  *rand,
           guint   n)
{
  for (guint i = 0; i < 1u << (n * 2); i++)
    bytes[g_rand_int_range (rand, 0, (gint32) *length)] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
}

static void
cut_end (House  *house,
         guint8 *bytes,
         gsize  *length,
         GRand  *rand,
         guint   n)
{
  *length = (gsize) g_rand_int_range (rand, (gint32) (*length / 3), (gint32) *length);
}

static void
overwrite_header (House  *house,
                  guint8 *bytes,
                  gsize  *length,
                  GRand  *rand,
                  guint   n)
{
  scribble (bytes, 0, n == 0 ? PAGE : 100, rand);
}

static void
zero_pages (House  *house,
            guint8 *bytes,
            gsize  *length,
            GRand  *rand,
            guint   n)
{
  for (guint i = 0; i < 5; i++)
    zero_page (bytes, g_rand_int_range (rand, n == 0 ? 1 : 2, (gint32) (*length / PAGE)));
}

static void
overwrite_middle (House  *house,
                  guint8 *bytes,
                  gsize  *length,
                  GRand  *rand,
                  guint   n)
{
  scribble (bytes, (gsize) g_rand_int_range (rand, 0, (gint32) *length - 65536), 65536, rand);
}

/* What the rows of a table hang from. */
static void
zero_above (House  *house,
            guint8 *bytes,
            gsize  *length,
            GRand  *rand,
            guint   n)
{
  for (gsize page = 2; page < *length / PAGE; page++)
    if (bytes[(page - 1) * PAGE] == 0x05 && g_rand_boolean (rand))
      zero_page (bytes, (gint64) page);
}

typedef struct
{
  const char *name;
  void (*apply) (House *house, guint8 *bytes, gsize *length, GRand *rand, guint n);
  guint n;
} Damage;

static const Damage damages[] = {
  { "zeroed-leaf", zero_leaf, N_LEAVES },
  { "flipped-bits", flip_bits, 6 },
  { "cut-off", cut_end, 5 },
  { "overwritten-header", overwrite_header, 3 },
  { "zeroed-pages", zero_pages, 3 },
  { "overwritten-middle", overwrite_middle, 2 },
  { "zeroed-above", zero_above, 2 },
};

static char *
hash_file (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *) content, length);
}

static void
remove_saved (House *house)
{
  g_autofree char *evidence = g_strconcat (house->target, ".evidence", NULL);
  g_autofree char *presence = g_strconcat (house->target, ".presence", NULL);
  g_autofree char *journal = g_strconcat (house->target, "-journal", NULL);

  remove_tree (house->target);
  remove_tree (journal);
  remove_tree (evidence);
  remove_tree (presence);
}

static gboolean
is_listed (const GArray *missing,
           gint64        id)
{
  for (guint i = 0; i < missing->len; i++)
    if (g_array_index (missing, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Whatever was there is there, or is said to be missing. */
static void
assert_accounted (House          *house,
                  PursuitSalvage *salvage,
                  sqlite3        *db)
{
  GHashTableIter iter;
  gpointer table, ids;

  g_hash_table_iter_init (&iter, house->ids);
  while (g_hash_table_iter_next (&iter, &table, &ids))
    {
      const PursuitRecoveredTable *found = pursuit_recovery_find_table (salvage->recovery, table);

      for (guint i = 0; i < ((GArray *) ids)->len; i++)
        {
          gint64 id = g_array_index ((GArray *) ids, gint64, i);
          g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE id = %d", (char *) table, (int) id);

          if (scratch_int (db, sql) == 0 && !is_listed (found->missing, id))
            g_error ("%s %d is neither there nor missed", (char *) table, (int) id);
        }
    }
}

static void
assert_sound (PursuitSalvage *salvage,
              sqlite3        *db)
{
  g_autofree char *integrity = scratch_text (db, "PRAGMA integrity_check");

  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  if (!salvage->is_sound)
    for (guint i = 0; i < salvage->findings->len; i++)
      g_test_message ("%s", (char *) g_ptr_array_index (salvage->findings, i));
  g_assert_true (salvage->is_sound);
}

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  House *house = house_new ();
  GString *figures = g_string_new (NULL);

  for (guint n = 0; n < damage->n; n++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (1000 + n);
      g_autofree guint8 *bytes = g_memdup2 (house->bytes, house->length);
      gsize length = house->length;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr(PursuitSalvage) salvage = NULL;
      g_autoptr(GError) error = NULL;
      sqlite3 *db;

      damage->apply (house, bytes, &length, rand, n);
      g_assert_true (g_file_set_contents (house->path, (char *) bytes, (gssize) length, NULL));
      before = hash_file (house->path);
      salvage = pursuit_salvage_run (house->path, house->target, NULL, &error);
      g_assert_no_error (error);
      after = hash_file (house->path);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpstr (salvage->sha256, ==, before);

      db = scratch_open (house->target, NULL);
      assert_sound (salvage, db);
      assert_accounted (house, salvage, db);
      g_string_append_printf (figures, " %d", (int) pursuit_recovery_find_table (salvage->recovery, "customer")->n_rows);
      if (damage->apply == zero_leaf)
        g_assert_cmpint (pursuit_recovery_find_table (salvage->recovery, "customer")->n_rows, >=, N_CUSTOMERS * 95 / 100);
      if (damage->apply == zero_above)
        g_assert_cmpint (pursuit_recovery_find_table (salvage->recovery, "customer")->n_rows, ==, N_CUSTOMERS);
      scratch_close (db);
      remove_saved (house);
    }
  g_test_message ("%s: of %d customers saved:%s", damage->name, N_CUSTOMERS, figures->str);
  g_string_free (figures, TRUE);
  house_free (house);
}

/* A file in which nothing is wrong comes out as it was. */
static void
test_whole (void)
{
  House *house = house_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSalvage) salvage = pursuit_salvage_run (house->path, house->target, NULL, &error);
  g_autofree char *advice = pursuit_salvage_dup_advice (house->path);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS old", house->path);
  sqlite3 *db;

  g_assert_no_error (error);
  g_assert_cmpuint (salvage->findings->len, ==, 0);
  g_assert_nonnull (salvage->backup);
  g_assert_nonnull (strstr (advice, "newest good backup"));
  db = scratch_open (house->target, NULL);
  scratch_exec (db, attach);
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM (SELECT * FROM old.customer EXCEPT SELECT * FROM main.customer)"), ==, 0);
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM (SELECT * FROM old.deal EXCEPT SELECT * FROM main.deal)"), ==, 0);
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM (SELECT * FROM old.journal EXCEPT SELECT * FROM main.journal)"), ==, 0);
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM (SELECT * FROM old.deal_total EXCEPT SELECT * FROM main.deal_total)"),
                   ==, 0);
  g_assert_cmpint (scratch_int (db, "SELECT (SELECT uuid FROM old.identity) = (SELECT uuid FROM main.identity)"), ==, 1);
  g_assert_cmpint (scratch_int (db, "SELECT generation FROM main.identity"), ==, 2);
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM main.journal WHERE verb = 'salvage'"), ==, 1);
  scratch_close (db);
  house_free (house);
}

/* What was cut off in the middle is taken back in the copy, and stays in the file. */
static void
test_hot_journal (void)
{
  House *house = house_new ();
  g_autofree char *journal = g_strconcat (house->path, "-journal", NULL);
  g_autofree char *kept = g_strconcat (house->target, ".evidence/house.pursuit-journal", NULL);
  g_autofree char *file = NULL;
  g_autofree char *log = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(PursuitSalvage) salvage = NULL;
  g_autoptr(GError) error = NULL;
  gsize file_length, log_length;
  sqlite3 *db = scratch_open (house->path, NULL);

  scratch_exec (db, "PRAGMA cache_size = 5; BEGIN; UPDATE customer SET name = 'half done', notes = zeroblob (500) || ''");
  g_assert_true (g_file_get_contents (house->path, &file, &file_length, NULL));
  g_assert_true (g_file_get_contents (journal, &log, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 0);
  scratch_exec (db, "ROLLBACK");
  scratch_close (db);
  g_assert_true (g_file_set_contents (house->path, file, (gssize) file_length, NULL));
  g_assert_true (g_file_set_contents (journal, log, (gssize) log_length, NULL));

  before = hash_file (journal);
  salvage = pursuit_salvage_run (house->path, house->target, NULL, &error);
  g_assert_no_error (error);
  after = hash_file (journal);
  g_assert_cmpstr (after, ==, before);
  g_clear_pointer (&after, g_free);
  after = hash_file (kept);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (salvage->findings->len, ==, 0);
  db = scratch_open (house->target, NULL);
  g_assert_cmpint (scratch_int (db, "SELECT count(*) FROM customer WHERE name = 'half done'"), ==, 0);
  scratch_close (db);
  house_free (house);
}

static void
assert_refused (House      *house,
                const char *damaged,
                int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_salvage_run (damaged, house->target, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
}

static void
test_refused (void)
{
  House *house = house_new ();
  sqlite3 *db = scratch_open (house->path, NULL);

  scratch_exec (db, "BEGIN EXCLUSIVE");
  assert_refused (house, house->path, PURSUIT_ERROR_BUSY);
  scratch_exec (db, "ROLLBACK");
  scratch_close (db);
  assert_refused (house, "/nowhere/at.all", PURSUIT_ERROR_NOT_FOUND);
  assert_refused (house, house->dir, PURSUIT_ERROR_STORAGE);
  g_assert_true (g_file_set_contents (house->target, "mine", -1, NULL));
  assert_refused (house, house->path, PURSUIT_ERROR_STORAGE);
  house_free (house);
}

/* Nothing to be found in it, and nothing to fall over. */
static void
test_nonsense (void)
{
  House *house = house_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  static const gsize lengths[] = { 0, 1, 99, 4096, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree guint8 *bytes = g_malloc0 (lengths[i] + 1);
      g_autoptr(PursuitSalvage) salvage = NULL;
      g_autoptr(GError) error = NULL;

      scribble (bytes, 0, lengths[i], rand);
      g_assert_true (g_file_set_contents (house->path, (char *) bytes, (gssize) lengths[i], NULL));
      salvage = pursuit_salvage_run (house->path, house->target, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (salvage->is_sound);
      g_assert_cmpint (pursuit_recovery_find_table (salvage->recovery, "customer")->n_rows, ==, 0);
      g_assert_cmpint (salvage->n_in_backup, >, N_CUSTOMERS);
      remove_saved (house);
    }
  house_free (house);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/salvage/whole-file-comes-out-as-it-was", test_whole);
  g_test_add_func ("/service/salvage/hot-journal-is-taken-back-in-the-copy", test_hot_journal);
  g_test_add_func ("/service/salvage/refuses-what-it-must-not-touch", test_refused);
  g_test_add_func ("/service/salvage/nonsense-is-survived", test_nonsense);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/service/salvage/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_damage);
    }

  return g_test_run ();
}
