/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-error.h"

/* Nobody else knows of the copy: what is locked, interrupted or damaged is the original. */
static gboolean
is_of_reading (int code)
{
  int kind = code & 0xff;

  return kind == SQLITE_BUSY || kind == SQLITE_LOCKED || kind == SQLITE_CORRUPT || kind == SQLITE_INTERRUPT ||
         code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ;
}

static gboolean
copy_pages (PursuitDb   *from,
            PursuitDb   *to,
            GError     **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int code;

  if (backup == NULL)
    {
      pursuit_db_set_error (to, sqlite3_extended_errcode (to->handle), error);
      return FALSE;
    }
  /* The step counts: to finishing, says the manual, a lock that stayed is no error. */
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;

  pursuit_db_set_error (is_of_reading (code) ? from : to, code, error);
  return FALSE;
}

/* The engine's own word that the copy is whole: an unchecked backup is none. */
static gboolean
copy_is_sound (PursuitDb  *copy,
               GError    **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, copy, "PRAGMA integrity_check (1)", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  if (row && g_strcmp0 (pursuit_stmt_get_text (&stmt, 0), "ok") == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%s” is not sound."), copy->name);
  return FALSE;
}

static void
remove_part (const char *part)
{
  g_autofree char *journal = g_strconcat (part, "-journal", NULL);

  g_unlink (part);
  g_unlink (journal);
}

static gboolean
refuse_target (const char  *target,
               int          code,
               GError     **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%1$s” cannot be written: %2$s."), target,
               g_strerror (code));
  return FALSE;
}

/* The engine would only say that it cannot open a file, not why. */
static gboolean
make_part (const char  *part,
           const char  *target,
           GError     **error)
{
  int fd = g_open (part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    return refuse_target (target, errno, error);

  close (fd);
  return TRUE;
}

static gboolean
give_name (const char  *part,
           const char  *target,
           GError     **error)
{
  return g_rename (part, target) == 0 || refuse_target (target, errno, error);
}

/* Copies into a file of this attempt's own, which gets its name when it is whole. */
gboolean
pursuit_backup_copy (PursuitDb   *db,
                     const char  *target,
                     GError     **error)
{
  g_autofree char *part = g_strdup_printf ("%s.%08x.part", target, g_random_int ());
  g_autofree char *name = g_path_get_basename (target);
  g_autoptr(PursuitDb) copy = NULL;
  gboolean ok;

  if (!make_part (part, target, error))
    return FALSE;
  copy = pursuit_db_open_plain (part, name, error);
  if (copy == NULL)
    {
      remove_part (part);
      return FALSE;
    }

  ok = copy_pages (db, copy, error) && copy_is_sound (copy, error);
  g_clear_pointer (&copy, pursuit_db_close);
  ok = ok && give_name (part, target, error);
  if (!ok)
    remove_part (part);

  return ok;
}

/**
 * pursuit_store_backup:
 * @self: a store
 * @target: a file that does not exist yet
 * @error: return location
 *
 * Copies the database as it is now, while it is in use; the copy is checked before it gets its name.
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

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” exists already."), target);
      return FALSE;
    }

  return pursuit_backup_copy (self->db, target, error);
}
