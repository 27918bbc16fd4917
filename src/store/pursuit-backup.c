/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-copy-private.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-store-private.h"

/*
 * A backup is made in three steps, so that only the first needs the connection:
 *
 *   pursuit_store_copy()     under a read lock, into a file of this attempt's own
 *   pursuit_backup_check()   on the copy, on any thread: the engine's check, references, journal, rows, hash
 *   pursuit_backup_keep()    manifest beside it, flushed to the disk, then the name
 *
 * An unchecked copy is no backup.
 */

#define PIECE 65536

static gboolean
refuse (const char  *target,
        int          code,
        GError     **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%1$s” cannot be written: %2$s."), target,
               g_strerror (code));
  return FALSE;
}

/**
 * pursuit_backup_dup_part:
 * @target: the file name that a backup is to have
 *
 * Returns: (transfer full): a file name beside it, for this attempt alone
 */
char *
pursuit_backup_dup_part (const char *target)
{
  return g_strdup_printf ("%s.%08x" PURSUIT_PART_SUFFIX, target, g_random_int ());
}

/**
 * pursuit_backup_remove:
 * @backup: the file name of a backup
 *
 * Removes a backup and what belongs to it, as far as it is there.
 */
void
pursuit_backup_remove (const char *backup)
{
  g_autofree char *manifest = pursuit_manifest_dup_name (backup);

  /* In this order: a manifest without its copy is known to be left over. */
  pursuit_db_remove (backup);
  g_unlink (manifest);
}

/**
 * pursuit_store_copy:
 * @self: a store, outside any transaction
 * @target: a file that does not exist yet
 * @cancellable: (nullable): looked at every few milliseconds
 * @error: return location
 *
 * Copies the database as it is now, while it is in use. Nothing of the copy is checked, see pursuit_backup_check().
 *
 * Fails as pursuit_copy_make(); nothing is left behind then.
 *
 * Returns: %TRUE when @target is a copy
 */
gboolean
pursuit_store_copy (PursuitStore  *self,
                    const char    *target,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);
  g_return_val_if_fail (!self->in_transaction, FALSE);

  return pursuit_copy_make (self->db, target, cancellable, error);
}

/* What the engine says of a page that it could not read at all: that is no word about its content. */
#define UNREADABLE "unable to get the page"

/* The engine's own word that the copy is whole; it puts a heading over what it has to say. */
static gboolean
is_sound (PursuitDb  *copy,
          GError    **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  const char *word, *line;
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, copy, "PRAGMA integrity_check (1)", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  word = row ? pursuit_stmt_get_text (&stmt, 0) : NULL;
  if (g_strcmp0 (word, "ok") == 0)
    return TRUE;

  line = word != NULL ? strrchr (word, '\n') : NULL;
  line = line != NULL ? line + 1 : word;
  if (line != NULL && strstr (line, UNREADABLE) != NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The copy of “%1$s” cannot be read: %2$s."), copy->name, line);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, _("“%1$s” is damaged, so its copy is no backup: %2$s."),
                 copy->name, line);
  return FALSE;
}

/* An older format may not have it yet. */
static gboolean
has_table (PursuitDb   *copy,
           const char  *table,
           gboolean    *out_has,
           GError     **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, copy, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, table);

  return pursuit_stmt_step (&stmt, out_has, error);
}

static gboolean
count_table (PursuitDb        *copy,
             const char       *table,
             PursuitManifest  *manifest,
             GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  gboolean exists;
  gint64 count;

  if (!has_table (copy, table, &exists, error))
    return FALSE;
  if (!exists)
    return TRUE;
  if (!pursuit_db_get_number (copy, sql, &count, error))
    return FALSE;

  pursuit_manifest_add_rows (manifest, table, count);
  return TRUE;
}

/* The names are the field tables' constants. */
static gboolean
count_rows (PursuitDb        *copy,
            PursuitManifest  *manifest,
            GError          **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) klass = g_type_class_ref (types[i]);

      if (!count_table (copy, PURSUIT_RECORD_CLASS (klass)->table, manifest, error))
        return FALSE;
    }

  return count_table (copy, "journal", manifest, error);
}

static gboolean
read_head (PursuitDb        *copy,
           PursuitManifest  *manifest,
           GError          **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, copy, "SELECT id, lower (hex (hash)) FROM journal ORDER BY id DESC LIMIT 1", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  manifest->journal_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  manifest->journal_hash = g_strdup (row ? pursuit_stmt_get_text (&stmt, 1) : "");

  return TRUE;
}

static gboolean
read_identity (PursuitDb        *copy,
               PursuitManifest  *manifest,
               GError          **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!has_table (copy, "identity", &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, copy, "SELECT uuid, generation FROM identity", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  manifest->store_uuid = row ? g_strdup (pursuit_stmt_get_text (&stmt, 0)) : NULL;
  manifest->generation = row ? pursuit_stmt_get_number (&stmt, 1) : 0;

  return TRUE;
}

/* What is wrong with the content is the database's trouble: the copy has it as it is, and says so. */
static gboolean
collect_findings (PursuitDb        *copy,
                  PursuitManifest  *manifest,
                  GCancellable     *cancellable,
                  GError          **error)
{
  g_autoptr(PursuitStore) store = g_object_new (PURSUIT_TYPE_STORE, NULL);
  g_autoptr(GPtrArray) findings = NULL;

  /* Only today's tables can be read with today's statements. */
  if (manifest->schema != pursuit_schema_get_newest ())
    return TRUE;

  store->db = copy;
  findings = pursuit_store_check_content (store, cancellable, error);
  store->db = NULL;
  if (findings == NULL)
    return FALSE;

  g_ptr_array_add (findings, NULL);
  manifest->findings = findings->len > 1 ? g_strdupv ((char **) findings->pdata) : NULL;
  return TRUE;
}

static gboolean
look_into (PursuitDb        *copy,
           PursuitManifest  *manifest,
           GCancellable     *cancellable,
           GError          **error)
{
  gint64 version;

  if (!is_sound (copy, error) || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !pursuit_db_get_number (copy, "PRAGMA user_version", &version, error) || !count_rows (copy, manifest, error) ||
      !read_head (copy, manifest, error) || !read_identity (copy, manifest, error))
    return FALSE;

  manifest->schema = (int) version;
  return collect_findings (copy, manifest, cancellable, error);
}

static char *
hash_file (const char    *path,
           gint64        *out_size,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autofree char *name = g_filename_display_basename (path);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gint64 size = 0;
  gssize n = fd >= 0 ? 1 : -1;

  while (n > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      do
        n = read (fd, piece, PIECE);
      while (n < 0 && errno == EINTR);
      g_checksum_update (sum, piece, MAX (n, 0));
      size += MAX (n, 0);
    }
  if (n < 0)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%1$s” cannot be read: %2$s."), name,
                 g_strerror (errno));
  if (fd >= 0)
    close (fd);
  if (n < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  *out_size = size;
  return g_strdup (g_checksum_get_string (sum));
}

/* For writing, although nothing is written: of a file that it may only read the engine does not check the constraints.
 * Called by its own name it would be a riddle to whoever reads the sentence. */
static PursuitDb *
open_copy (const char  *path,
           const char  *name,
           GError     **error)
{
  PursuitDb *copy = pursuit_db_open (path, FALSE, FALSE, error);

  if (copy != NULL)
    {
      g_free (copy->name);
      copy->name = g_strdup (name);
      copy->is_copy = TRUE;
    }

  return copy;
}

/**
 * pursuit_backup_check:
 * @copy: a file that pursuit_store_copy() made
 * @name: what to call the database in sentences
 * @cancellable: (nullable): looked at between the parts
 * @error: return location
 *
 * Looks through a copy on whatever thread it is called: the engine's check, references, totals and the journal's chain, how
 * many rows there are, and its hash. What is wrong with the content is a finding, not a failure: the copy has it as it was.
 *
 * Fails with %PURSUIT_ERROR_DAMAGED when the copy is not sound, %PURSUIT_ERROR_STORAGE when it cannot be read,
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what is known of it; database, path, reason and when are the caller's to set
 */
PursuitManifest *
pursuit_backup_check (const char    *copy,
                      const char    *name,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(PursuitManifest) manifest = pursuit_manifest_new ();
  g_autoptr(PursuitDb) db = open_copy (copy, name, error);

  if (db == NULL || !look_into (db, manifest, cancellable, error))
    return NULL;
  g_clear_pointer (&db, pursuit_db_close);

  manifest->sha256 = hash_file (copy, &manifest->size, cancellable, error);
  manifest->program = g_strdup (PURSUIT_VERSION);
  manifest->at = pursuit_time_now ();
  return manifest->sha256 != NULL ? g_steal_pointer (&manifest) : NULL;
}

static gboolean
flush (const char *path,
       int         flags,
       int        *out_code)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  *out_code = errno;
  if (fd >= 0)
    close (fd);

  return ok;
}

static gboolean
give_name (const char  *copy,
           const char  *target,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  int code;

  if (!flush (copy, O_RDWR, &code))
    return refuse (target, code, error);
  if (g_rename (copy, target) != 0)
    return refuse (target, errno, error);
  /* A file system that cannot flush a folder is no reason to fail. */
  if (!flush (folder, O_RDONLY | O_DIRECTORY, &code))
    g_debug ("%s could not be synchronised: %s", folder, g_strerror (code));

  return TRUE;
}

/**
 * pursuit_backup_keep:
 * @copy: a checked copy in the folder of @target
 * @target: the name it is to have
 * @manifest: what is known of it, complete
 * @error: return location
 *
 * Writes the manifest, brings everything to the disk and gives the copy its name.
 *
 * Fails with %PURSUIT_ERROR_STORAGE; then @copy is still there and nothing has its name.
 *
 * Returns: %TRUE when @target is a backup
 */
gboolean
pursuit_backup_keep (const char             *copy,
                     const char             *target,
                     const PursuitManifest  *manifest,
                     GError                **error)
{
  g_autofree char *name = pursuit_manifest_dup_name (target);
  g_autoptr(GError) local = NULL;

  if (!pursuit_manifest_write (manifest, target, &local))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%1$s” cannot be written: %2$s."), target,
                   local->message);
      return FALSE;
    }
  if (give_name (copy, target, error))
    return TRUE;

  g_unlink (name);
  return FALSE;
}

/**
 * pursuit_backup_verify:
 * @backup: the file name of a backup
 * @cancellable: (nullable): looked at on the way
 * @error: return location
 *
 * Compares a backup with its manifest, byte by byte so to speak.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when it has no manifest, %PURSUIT_ERROR_STORAGE when it cannot be read or is not what it
 * was when it was checked, %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when the backup is good
 */
gboolean
pursuit_backup_verify (const char    *backup,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(PursuitManifest) manifest = pursuit_manifest_load (backup, error);
  g_autofree char *name = g_filename_display_basename (backup);
  g_autofree char *hash = NULL;
  gint64 size;

  if (manifest == NULL)
    return FALSE;
  hash = hash_file (backup, &size, cancellable, error);
  if (hash == NULL)
    return FALSE;
  if (size == manifest->size && g_str_equal (hash, manifest->sha256))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%s” is not what it was when it was made."), name);
  return FALSE;
}

static gboolean
is_free (const char  *target,
         GError     **error)
{
  g_autofree char *manifest = pursuit_manifest_dup_name (target);
  const char *taken = g_file_test (target, G_FILE_TEST_EXISTS) ? target : manifest;

  if (!g_file_test (taken, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” exists already."), taken);
  return FALSE;
}

/* Copies into a file of this attempt's own, which gets its name when it is whole. */
gboolean
pursuit_backup_copy (PursuitDb       *db,
                     const char      *path,
                     const char      *target,
                     const char      *reason,
                      GError         **error)
{
  g_autofree char *part = pursuit_backup_dup_part (target);
  g_autoptr(PursuitManifest) manifest = NULL;
  gboolean ok;

  if (!pursuit_copy_make (db, part, NULL, error))
    {
      pursuit_db_remove (part);
      return FALSE;
    }

  manifest = pursuit_backup_check (part, db->name, NULL, error);
  if (manifest != NULL)
    {
      manifest->database = g_filename_display_basename (path);
      manifest->path = g_filename_display_name (path);
      manifest->reason = g_strdup (reason);
    }
  ok = manifest != NULL && pursuit_backup_keep (part, target, manifest, error);
  if (!ok)
    pursuit_db_remove (part);

  return ok;
}

/**
 * pursuit_store_backup:
 * @self: a store
 * @target: a file that does not exist yet
 * @error: return location
 *
 * Copies the database as it is now, while it is in use; the copy is checked before it gets its name. What it is stands
 * beside it in TARGET.json.
 *
 * Fails with %PURSUIT_ERROR_STORAGE; nothing is left behind then.
 *
 * Returns: %TRUE when @target is a sound copy
 */
gboolean
pursuit_store_backup (PursuitStore  *self,
                      const char    *target,
                      GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);

  return is_free (target, error) &&
         pursuit_backup_copy (self->db, self->path, target, PURSUIT_BACKUP_ASKED, error);
}
