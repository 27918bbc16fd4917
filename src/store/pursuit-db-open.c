/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-error.h"
#include "pursuit-names-sql-private.h"
#include "pursuit-own-values-private.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-text-index-private.h"

/* The open sequence of shared-database.md 3.3, as far as a local file goes. The header is looked at before SQLite is
 * let near the file, so that each kind of wrong file gets its own sentence and none is ever changed. */

#define HEADER_SIZE 100
#define MAGIC "SQLite format 3"
/* Bytes 18 and 19: the versions that a reader and a writer must know; 1 for a rollback journal. */
#define WAL_VERSION 2

/* How often a file that seems too short is looked at. */
#define LOOKS 4
#define BETWEEN_LOOKS_US 3000

static const char *vfs_name = PURSUIT_SHARE_VFS;

/* For the tests: opens through another VFS, such as one that injects faults. %NULL puts things right again. */
void
pursuit_db_set_vfs (const char *name)
{
  vfs_name = name != NULL ? name : PURSUIT_SHARE_VFS;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *name)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, name);
  return FALSE;
}

/* On a share these say that the server cannot be reached, or does not know any more what was open: nothing about the file. */
static int
code_for (int error_number)
{
  switch (error_number)
    {
    case EIO:
    case ESTALE:
    case ETIMEDOUT:
    case ENOTCONN:
    case ECONNRESET:
    case ECONNABORTED:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENETDOWN:
    case ENETUNREACH:
    case EREMOTEIO:
      return PURSUIT_ERROR_AWAY;

    default:
      return PURSUIT_ERROR_STORAGE;
    }
}

/* A journal that begins with something other than zeros belongs to a write that was cut off: SQLite takes it back when
 * the file is opened, and until then the file may be short. */
static gboolean
has_hot_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  int fd = g_open (journal, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  char first = 0;

  if (fd < 0)
    return FALSE;
  if (read (fd, &first, 1) < 1)
    first = 0;
  close (fd);

  return first != 0;
}

/* What a program that works with a write-ahead log has not yet written into the file. */
static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

static gboolean
header_is_ours (const guint8  *header,
                const char    *name,
                GError       **error)
{
  if (memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return refuse (error, _("“%s” is not a database."), name);
  if (read_big_endian (header + 68) != PURSUIT_APPLICATION_ID)
    return refuse (error, _("“%s” is a database of another program."), name);

  return TRUE;
}

/* How long the file is by what it says itself, 0 when that cannot be trusted. */
static gint64
get_announced_size (const guint8 *header)
{
  guint page_size = header[16] << 8 | header[17];
  gint64 pages = read_big_endian (header + 28);

  if (read_big_endian (header + 24) != read_big_endian (header + 92))
    return 0;

  return pages * (page_size == 1 ? 65536 : page_size);
}

static gboolean
is_regular (const char  *path,
            const char  *name,
            GStatBuf    *out_info,
            GError     **error)
{
  if (g_stat (path, out_info) != 0)
    {
      if (errno == ENOENT)
        g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no file “%s”."), path);
      else
        g_set_error (error, PURSUIT_ERROR, code_for (errno), _("“%1$s” cannot be opened: %2$s."), name, g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (out_info->st_mode))
    return refuse (error, _("“%s” is a folder, not a database."), name);
  if (!S_ISREG (out_info->st_mode))
    return refuse (error, _("“%s” is not a file."), name);

  return TRUE;
}

static gboolean
read_header (const char  *path,
             const char  *name,
             guint8      *out_header,
             GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n_read = fd >= 0 ? pread (fd, out_header, HEADER_SIZE, 0) : -1;

  if (n_read < 0)
    g_set_error (error, PURSUIT_ERROR, code_for (errno), _("“%1$s” cannot be read: %2$s."), name, g_strerror (errno));
  else if (n_read == 0)
    refuse (error, _("“%s” is empty, not a database."), name);
  else if (n_read < HEADER_SIZE)
    refuse (error, _("“%s” is not a database."), name);
  if (fd >= 0)
    close (fd);

  return n_read == HEADER_SIZE;
}

/* Looks at the file without SQLite. No lock keeps others from writing meanwhile: between the size and the header a colleague
 * may have made the file longer. The next look then finds it whole; a file that was cut off stays as it is. */
static gboolean
check_file (const char  *path,
            const char  *name,
            gboolean    *out_is_wal,
            GError     **error)
{
  guint8 header[HEADER_SIZE];
  gboolean is_wal = FALSE;
  gboolean is_whole = FALSE;
  GStatBuf info;

  for (int look = 0; look < LOOKS && !is_whole; look++)
    {
      if (look > 0)
        g_usleep (BETWEEN_LOOKS_US);
      if (!is_regular (path, name, &info, error) || !read_header (path, name, header, error) ||
          !header_is_ours (header, name, error))
        return FALSE;
      is_wal = header[18] == WAL_VERSION || header[19] == WAL_VERSION;
      is_whole = info.st_size >= get_announced_size (header) || has_hot_journal (path) || (is_wal && has_log (path));
    }
  if (!is_whole)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, _("“%s” is incomplete: a part of the file is missing at its end."),
                   name);
      return FALSE;
    }

  *out_is_wal = is_wal;
  return TRUE;
}

/* Makes an empty file, which SQLite takes for a new database; whatever is there already is left alone. */
static gboolean
make_file (const char  *path,
           const char  *name,
           GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }

  if (errno == EEXIST)
    return refuse (error, _("“%s” exists already."), name);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be made: %2$s."), path,
               g_strerror (errno));
  return FALSE;
}

/* Removes a database that was only just made, and its journal. */
void
pursuit_db_remove (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_unlink (path);
  g_unlink (journal);
}

/* The journal needs room beside the file: where none can be made, the file can only be read. */
static gboolean
may_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  /* A server that does not answer has not refused. */
  return (g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0) || code_for (errno) == PURSUIT_ERROR_AWAY;
}

static gboolean
ask (PursuitDb   *self,
     const char  *pragma,
     const char  *expected,
     GError     **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self, pragma, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  if (row && g_strcmp0 (pursuit_stmt_get_text (&stmt, 0), expected) == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be used safely: %2$s."), self->name,
               pragma);
  return FALSE;
}

/*
 * A file that another program switched to a write-ahead log is switched back, with all that is in the log. Our VFS has no
 * shared memory, so the log can only be read by whoever has the file alone: nobody else may have it open meanwhile. Normal
 * locking afterwards is what makes sure that no log can be begun again.
 */
static gboolean
bring_back (PursuitDb   *self,
            const char  *path,
            GError     **error)
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  int code;

  code = sqlite3_exec (self->handle, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE", NULL, NULL, NULL);
  if ((code & 0xff) == SQLITE_BUSY)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY,
                   _("Somebody has “%s” open in another program, which switched it to a write-ahead log; close it there first."),
                   self->name);
      return FALSE;
    }
  if (code != SQLITE_OK)
    {
      pursuit_db_set_error (self, code, error);
      return FALSE;
    }

  /* Only whoever uses a log has use for its index; as long as we have the file alone, nobody does. */
  if (!ask (self, "PRAGMA journal_mode", "truncate", error))
    return FALSE;
  g_unlink (index);

  /* The lock is given back by the next one who reads. */
  return ask (self, "PRAGMA locking_mode = NORMAL", "normal", error) &&
         pursuit_db_exec (self, "SELECT count(*) FROM sqlite_schema", error);
}

static gboolean
harden (PursuitDb   *self,
        const char  *wal_path,
        GError     **error)
{
  static const char sql[] =
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA temp_store = MEMORY;"
    PURSUIT_DB_USUAL_CACHE ";"
    "PRAGMA secure_delete = ON;"   /* what was erased is not left in free pages */
    "PRAGMA recursive_triggers = OFF;";

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  /* The log first: almost every other pragma reads the schema, and could not. */
  return (wal_path == NULL || bring_back (self, wal_path, error)) && pursuit_db_exec (self, sql, error) &&
         (self->read_only || (ask (self, "PRAGMA journal_mode = TRUNCATE", "truncate", error) &&
                              pursuit_db_exec (self, "PRAGMA synchronous = FULL", error) &&
                              ask (self, "PRAGMA synchronous", "2", error)));
}

static void
finalize_statement (gpointer handle)
{
  sqlite3_finalize (handle);
}

/* Scripts may want to wait shorter or longer than a person would. */
guint
pursuit_db_get_patience (void)
{
  const char *text = g_getenv ("PURSUIT_PATIENCE_MS");
  guint64 patience;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &patience, NULL))
    return (guint) patience;

  return PURSUIT_DB_PATIENCE;
}

/* Statements are long, and looked up for every row that is written: a seventh of the text tells them apart. */
static guint
hash_sql (gconstpointer key)
{
  const char *sql = key;
  gsize length = strlen (sql);
  guint hash = (guint) length;

  for (gsize i = 0; i < length; i += 7)
    hash = hash * 31 + (guchar) sql[i];

  return hash;
}

static PursuitDb *
connect_to (const char  *path,
            const char  *name,
            int          flags,
            GError     **error)
{
  g_autoptr(PursuitDb) self = g_new0 (PursuitDb, 1);
  int code;

  self->name = g_strdup (name);
  self->statements = g_hash_table_new_full (hash_sql, g_str_equal, g_free, finalize_statement);
  if (!pursuit_share_vfs_register ())
    {
      refuse (error, _("“%s” cannot be opened: the database engine does not start."), self->name);
      return NULL;
    }

  code = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs_name);
  if (code == PURSUIT_SHARE_SECOND)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY, _("“%s” is open in this program already."), self->name);
      return NULL;
    }
  if (code != SQLITE_OK)
    {
      pursuit_db_set_error (self, code, error);
      return NULL;
    }
  if (!pursuit_text_tokenizer_register (self->handle))
    {
      refuse (error, _("“%s” cannot be opened: the database engine has no full-text search."), self->name);
      return NULL;
    }
  /* Asked to write, the engine falls back to reading where it may not. */
  self->read_only = sqlite3_db_readonly (self->handle, "main") == 1;
  pursuit_busy_install (&self->busy, self->handle, pursuit_db_get_patience ());

  return g_steal_pointer (&self);
}

/**
 * pursuit_db_open:
 * @path: a file
 * @create: make a new one; nothing may be there yet
 * @read_only: do not write, or even try
 * @error: return location
 *
 * Opens a database with rollback journal in TRUNCATE mode and full synchronisation (shared-database.md 3.3), guarded. A file
 * that may not be written is opened for reading; one that another program switched to a write-ahead log is switched back.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such file, %PURSUIT_ERROR_STORAGE when it cannot be used
 * (unreadable, no database, another program's, truncated) or made, %PURSUIT_ERROR_BUSY when it stays locked or is on a share and
 * open in this process already, and as pursuit_db_set_error() says; a file that was there keeps its content then, one that was
 * made is removed.
 *
 * Returns: (transfer full): the connection; the schema's version has not been looked at
 */
PursuitDb *
pursuit_db_open (const char  *path,
                 gboolean     create,
                 gboolean     read_only,
                 GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(PursuitDb) self = NULL;
  gboolean is_wal = FALSE;
  int flags = SQLITE_OPEN_READWRITE;

  if (create ? !make_file (path, name, error) : !check_file (path, name, &is_wal, error))
    return NULL;
  if (!create && (read_only || !may_write (path)))
    flags = SQLITE_OPEN_READONLY;
  if (is_wal && flags == SQLITE_OPEN_READONLY)
    {
      refuse (error, _("“%s” was switched to a write-ahead log by another program and cannot be read like that; open it once"
                       " where it can be written."), name);
      return NULL;
    }

  self = connect_to (path, name, flags, error);
  if (self != NULL && harden (self, is_wal ? path : NULL, error))
    {
      pursuit_names_register (self);
      pursuit_own_values_register (self);
      pursuit_db_guard (self);
      return g_steal_pointer (&self);
    }

  g_clear_pointer (&self, pursuit_db_close);
  if (create)
    pursuit_db_remove (path);
  return NULL;
}

/**
 * pursuit_db_open_plain:
 * @path: a file that need not exist
 * @name: what to call it in messages
 * @error: return location
 *
 * Opens the target of a backup: nothing is expected of its content.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the connection
 */
PursuitDb *
pursuit_db_open_plain (const char  *path,
                       const char  *name,
                       GError     **error)
{
  PursuitDb *self = connect_to (path, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  if (self != NULL)
    self->is_copy = TRUE;
  return self;
}
