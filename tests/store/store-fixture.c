/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include "pursuit-share-vfs-private.h"
#include "sample-record.h"

/**
 * store_fixture_set_up_closed:
 * @self: a fixture
 * @data: ignored
 *
 * Makes the directory; there is no database in it yet.
 */
void
store_fixture_set_up_closed (StoreFixture  *self,
                             gconstpointer  data)
{
  g_assert_true (pursuit_share_vfs_register ());
  self->dir = scratch_dir_new ();
  self->path = g_build_filename (self->dir, "test.pursuit", NULL);
  self->store = NULL;
}

/**
 * store_fixture_set_up:
 * @self: a fixture
 * @data: ignored
 *
 * Makes the directory and a new database in it.
 */
void
store_fixture_set_up (StoreFixture  *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  store_fixture_set_up_closed (self, data);
  self->store = pursuit_store_open (self->path, PURSUIT_STORE_CREATE, &error);
  g_assert_no_error (error);
}

/**
 * store_fixture_close:
 * @self: a fixture
 *
 * Closes the store, if it is open.
 */
void
store_fixture_close (StoreFixture *self)
{
  if (self->store != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->store));
}

/**
 * store_fixture_open:
 * @self: a fixture
 *
 * Opens the database again, which must succeed.
 */
void
store_fixture_open (StoreFixture *self)
{
  g_autoptr(GError) error = NULL;

  store_fixture_close (self);
  self->store = pursuit_store_open (self->path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
}

/**
 * store_fixture_tear_down:
 * @self: a fixture
 * @data: ignored
 *
 * Closes the store and removes the file and its empty journal; nothing else may be left.
 */
void
store_fixture_tear_down (StoreFixture  *self,
                         gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  store_fixture_close (self);
  g_unlink (self->path);
  g_unlink (journal);
  scratch_dir_remove (self->dir);
  g_free (self->path);
}

/**
 * store_fixture_fill:
 * @self: a fixture with an open, empty store
 *
 * Writes one record of every type, each with the id 1 and every field set.
 */
void
store_fixture_fill (StoreFixture *self)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;
  guint n;
  const GType *types = pursuit_record_types (&n);

  pursuit_tx_begin (&tx, self->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PursuitRecord) record = sample_record_new (types[i], i);

      pursuit_store_insert (self->store, record, &error);
      g_assert_no_error (error);
      g_assert_cmpint (record->id, ==, 1);
    }
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
}

/**
 * store_fixture_raw:
 * @self: a fixture
 * @sql: statements that must succeed
 *
 * Changes the file behind the store's back.
 */
void
store_fixture_raw (StoreFixture *self,
                   const char   *sql)
{
  sqlite3 *db = scratch_open (self->path, PURSUIT_SHARE_VFS);

  scratch_exec (db, sql);
  scratch_close (db);
}

/**
 * store_fixture_int:
 * @self: a fixture
 * @sql: a query that must give a row
 *
 * Returns: the first column of the first row, as a second witness sees it
 */
gint64
store_fixture_int (StoreFixture *self,
                   const char   *sql)
{
  sqlite3 *db = scratch_open (self->path, PURSUIT_SHARE_VFS);
  gint64 number = scratch_int (db, sql);

  scratch_close (db);

  return number;
}

/**
 * store_fixture_text:
 * @self: a fixture
 * @sql: a query
 *
 * Returns: (transfer full): the first column of the first row, as a second witness sees it
 */
char *
store_fixture_text (StoreFixture *self,
                    const char   *sql)
{
  sqlite3 *db = scratch_open (self->path, PURSUIT_SHARE_VFS);
  char *text = scratch_text (db, sql);

  scratch_close (db);

  return text;
}

static int
by_name (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * store_fixture_list_files:
 * @self: a fixture
 *
 * Returns: (transfer full): the names of the files in the directory, "a|b", but for an empty journal and, while the store is
 *   open, the folder that says so
 */
char *
store_fixture_list_files (StoreFixture *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->dir, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      /* Who is here is nobody's business after closing. */
      if (self->store != NULL && g_str_has_suffix (name, ".presence"))
        continue;
      if (info.st_size > 0 || !g_str_has_suffix (name, "-journal"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, by_name);
  g_ptr_array_add (names, NULL);

  return g_strjoinv ("|", (char **) names->pdata);
}

/**
 * store_fixture_hash_file:
 * @self: a fixture
 *
 * Returns: (transfer full): a hash over the bytes of the database
 */
char *
store_fixture_hash_file (StoreFixture *self)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

/* Opening it fails with exactly this. */
void
store_fixture_refuses (StoreFixture      *self,
                              PursuitStoreFlags  flags,
                              PursuitError       code,
                              const char        *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_store_open (self->path, flags, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
}
