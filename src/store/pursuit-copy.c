/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-copy-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-error.h"

/*
 * A copy of a database that is in use. All of it is read under one lock: writers wait that long, so what is not copying,
 * such as checking the copy, is done elsewhere and later.
 *
 * The bytes are copied, not the pages: on a share each page would be a question of its own (63 MB in 6.5 s instead of
 * 0.1 s, shared-database.md 2.8), and on a local disk it takes half the time of sqlite3_backup_step().
 */

/* Fewer questions to a server are better; beyond a mebibyte nothing is gained (shared-database.md 2.8). */
#define PIECE (1024 * 1024)

/* What a file is to be called in the end, see pursuit_backup_dup_part(). */
static char *
dup_final_name (const char *part)
{
  char *name = g_filename_display_name (part);
  char *dot = NULL;

  if (g_str_has_suffix (name, PURSUIT_PART_SUFFIX))
    {
      name[strlen (name) - strlen (PURSUIT_PART_SUFFIX)] = '\0';
      dot = strrchr (name, '.');
    }
  if (dot != NULL)
    *dot = '\0';

  return name;
}

static gboolean
refuse_target (const char  *target,
               int          code,
               GError     **error)
{
  g_autofree char *name = dup_final_name (target);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The copy “%1$s” cannot be written: %2$s."), name,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_piece (int            fd,
             const guint8  *piece,
             gsize          length,
             const char    *target,
             GError       **error)
{
  while (length > 0)
    {
      gssize n = write (fd, piece, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return refuse_target (target, errno, error);
      piece += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Through the engine's own open file: another descriptor of ours could see other bytes on a share. */
static gboolean
fill (PursuitDb     *db,
      int            fd,
      const char    *target,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  int code = sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &size);
  for (sqlite3_int64 offset = 0; code == SQLITE_OK && offset < size; offset += PIECE)
    {
      int length = (int) MIN (PIECE, size - offset);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      code = file->pMethods->xRead (file, piece, length, offset);
      if (code == SQLITE_OK && !write_piece (fd, piece, (gsize) length, target, error))
        return FALSE;
    }
  if (code == SQLITE_OK)
    return TRUE;

  pursuit_db_set_error (db, code, error);
  return FALSE;
}

/* A deferred transaction takes its lock with the first look at the file. */
static gboolean
begin_reading (PursuitDb  *db,
               GError    **error)
{
  gint64 version;

  if (!pursuit_db_exec (db, "BEGIN", error))
    return FALSE;
  if (pursuit_db_get_number (db, "PRAGMA schema_version", &version, error))
    return TRUE;

  pursuit_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
fill_locked (PursuitDb     *db,
             int            fd,
             const char    *target,
             GCancellable  *cancellable,
             GError       **error)
{
  gboolean ok;

  if (!begin_reading (db, error))
    return FALSE;
  ok = fill (db, fd, target, cancellable, error);
  /* Nothing was written: whatever became of the lock, it is given back. */
  pursuit_db_exec (db, "ROLLBACK", NULL);

  return ok;
}

/**
 * pursuit_copy_make:
 * @db: a connection outside any transaction
 * @target: a file that does not exist yet
 * @cancellable: (nullable): looked at every few milliseconds
 * @error: return location
 *
 * Copies the database as it is now into a file that only its owner may read. Whether it is sound is not looked at, and
 * nothing is flushed to the disk yet.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, as pursuit_db_set_error() says, or with %G_IO_ERROR_CANCELLED; nothing is left behind
 * then.
 *
 * Returns: %TRUE when @target has all of it
 */
gboolean
pursuit_copy_make (PursuitDb     *db,
                   const char    *target,
                   GCancellable  *cancellable,
                   GError       **error)
{
  /* The engine would only say that it cannot open a file, not why. */
  int fd = g_open (target, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  gboolean ok;

  if (fd < 0)
    return refuse_target (target, errno, error);

  ok = fill_locked (db, fd, target, cancellable, error);
  /* A share may tell only now that it is full. */
  if (close (fd) != 0 && ok)
    ok = refuse_target (target, errno, error);
  if (!ok)
    pursuit_db_remove (target);

  return ok;
}
