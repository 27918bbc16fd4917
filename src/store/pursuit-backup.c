/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-error.h"
#include "pursuit-journal-verify.h"

/* Findings of the engine that are shown; after that it only repeats itself. */
#define MOST_FINDINGS 20

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

static gboolean
collect (PursuitStore  *self,
         const char    *sql,
         const char    *format,
         GPtrArray     *findings,
         GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error))
    return FALSE;
  while (findings->len < MOST_FINDINGS)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      if (g_strcmp0 (pursuit_stmt_get_text (&stmt, 0), "ok") != 0)
        g_ptr_array_add (findings, g_strdup_printf (format, pursuit_stmt_get_text (&stmt, 0)));
    }

  return TRUE;
}

/* A recount must agree with the totals that the triggers keep. */
static const char sql_totals[] =
  "WITH counted AS ("
  " SELECT stage_id, status, count(*) AS n, sum(amount) AS a,"
  "        sum(amount / 100 * probability + amount % 100 * probability / 100) AS w"
  "   FROM deal WHERE deleted_at = 0 GROUP BY stage_id, status)"
  " SELECT t.stage_id FROM deal_total t LEFT JOIN counted c ON c.stage_id = t.stage_id AND c.status = t.status"
  "  WHERE t.count <> coalesce(c.n, 0) OR t.amount <> coalesce(c.a, 0) OR t.weighted <> coalesce(c.w, 0)"
  " UNION SELECT c.stage_id FROM counted c LEFT JOIN deal_total t ON t.stage_id = c.stage_id AND t.status = c.status"
  "  WHERE t.stage_id IS NULL";

static const char sql_closed_totals[] =
  "WITH counted AS ("
  " SELECT status, closed_on, count(*) AS n, sum(amount) AS a,"
  "        sum(amount / 100 * probability + amount % 100 * probability / 100) AS w"
  "   FROM deal WHERE deleted_at = 0 AND status <> 'open' AND closed_on IS NOT NULL GROUP BY status, closed_on)"
  " SELECT t.closed_on FROM deal_closed_total t"
  "   LEFT JOIN counted c ON c.status = t.status AND c.closed_on = t.closed_on"
  "  WHERE t.count <> coalesce(c.n, 0) OR t.amount <> coalesce(c.a, 0) OR t.weighted <> coalesce(c.w, 0)"
  " UNION SELECT c.closed_on FROM counted c"
  "   LEFT JOIN deal_closed_total t ON t.status = c.status AND t.closed_on = c.closed_on WHERE t.status IS NULL";

static gboolean
check_chain (PursuitStore  *self,
             GCancellable  *cancellable,
             GPtrArray     *findings,
             GError       **error)
{
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (self, cancellable, error);

  if (verdict == NULL)
    return FALSE;

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const PursuitJournalFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_ptr_array_add (findings, g_strdup (finding->sentence));
    }
  return TRUE;
}

/**
 * pursuit_store_check:
 * @self: a store
 * @cancellable: (nullable): looked at between the parts
 * @error: return location
 *
 * Looks at the whole database: the engine's own check, references, kept totals against a recount, the journal's chain.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file cannot be read so far, %G_IO_ERROR_CANCELLED when cancelled.
 *
 * Returns: (transfer full) (element-type utf8): one sentence per finding; empty when all is well
 */
GPtrArray *
pursuit_store_check (PursuitStore  *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  if (!collect (self, "PRAGMA integrity_check (20)", _("The file is damaged: %s."), findings, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !collect (self, "PRAGMA foreign_key_check", _("A row of “%s” refers to something that does not exist."), findings,
                error) ||
      !collect (self, sql_totals, _("The totals of stage %s do not agree with its deals."), findings, error) ||
      !collect (self, sql_closed_totals, _("The totals of the deals closed on %s do not agree with them."), findings,
                error) ||
      !check_chain (self, cancellable, findings, error))
    return NULL;

  return g_steal_pointer (&findings);
}
