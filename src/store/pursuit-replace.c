/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-replace.h"

#include "pursuit-store-private.h"

/*
 * Another state is put into a database that others have open: page by page into the same file, in one transaction of the
 * engine, so that a crash in the middle leaves the old one (shared-database.md 3.7). The file is never exchanged for
 * another: whoever had it open would go on writing into the old one.
 */

/* Pages between two looks at the cancellable. */
#define PAGES_PER_STEP 1024

static gboolean
read_generation (PursuitStore  *self,
                 gint64        *out_generation,
                 GError       **error)
{
  return pursuit_db_get_number (self->db, "SELECT generation FROM identity", out_generation, error);
}

/* In this mode the engine does not give its locks back with the transaction. */
static gboolean
keep_locks (PursuitStore  *self,
            GError       **error)
{
  gboolean guarded = pursuit_db_set_guarded (self->db, FALSE);
  gboolean ok = pursuit_db_exec (self->db, "PRAGMA locking_mode = EXCLUSIVE", error);

  pursuit_db_set_guarded (self->db, guarded);
  return ok;
}

/**
 * pursuit_store_seize:
 * @self: a store, outside any transaction
 * @error: return location
 *
 * Keeps everybody else out, readers too, until pursuit_store_release(): so that what is kept of the present is all of it.
 * To be called when everything that can be prepared is.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file can only be read, %PURSUIT_ERROR_BUSY when somebody stays in it,
 * %PURSUIT_ERROR_NEWER when a newer program brought it up to date meanwhile, %PURSUIT_ERROR_AWAY.
 *
 * Returns: %TRUE when the file is ours alone
 */
gboolean
pursuit_store_seize (PursuitStore  *self,
                     GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self) && !self->in_transaction, FALSE);

  if (!pursuit_store_may_write (self, error) || !keep_locks (self, error))
    return FALSE;
  /* What a newer program made of the file must not be undone by an older one that still has it open. */
  if (pursuit_db_exec (self->db, "BEGIN EXCLUSIVE; COMMIT", error) && pursuit_store_is_still_known (self, error))
    return TRUE;

  pursuit_store_release (self, NULL);
  return FALSE;
}

/**
 * pursuit_store_release:
 * @self: a store that was seized
 * @error: return location
 *
 * Lets the others in again, by way of a new connection: that knows nothing of what was there before.
 *
 * Fails as pursuit_store_reopen().
 *
 * Returns: %TRUE when the store can be used
 */
gboolean
pursuit_store_release (PursuitStore  *self,
                       GError       **error)
{
  return pursuit_store_reopen (self, error);
}

/**
 * pursuit_store_adopt_identity:
 * @self: the store of a copy, within a transaction
 * @live: the store that is to get its content
 * @error: return location
 *
 * Makes the copy the next generation of @live: whoever misses saves later knows why.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when it is
 */
gboolean
pursuit_store_adopt_identity (PursuitStore  *self,
                              PursuitStore  *live,
                              GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 ours, theirs;

  g_return_val_if_fail (PURSUIT_IS_STORE (self) && self->in_transaction, FALSE);

  if (!read_generation (self, &ours, error) || !read_generation (live, &theirs, error) ||
      !pursuit_stmt_prepare (&stmt, self->db, "UPDATE identity SET uuid = $1, generation = $2", error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, live->uuid);
  pursuit_stmt_bind_number (&stmt, 2, MAX (ours, theirs) + 1);

  return pursuit_stmt_run (&stmt, error);
}

/* Nobody else knows of the copy: what is locked, interrupted or damaged is not it. */
static gboolean
copy_pages (PursuitDb     *from,
            PursuitDb     *to,
            GCancellable  *cancellable,
            GError       **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  gboolean cancelled = FALSE;
  int code;

  if (backup == NULL)
    {
      pursuit_db_set_error (to, sqlite3_extended_errcode (to->handle), error);
      return FALSE;
    }
  do
    {
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      /* The step counts: to finishing, says the manual, a lock that stayed is no error. */
      code = cancelled ? SQLITE_ABORT : sqlite3_backup_step (backup, PAGES_PER_STEP);
    }
  while (code == SQLITE_OK);
  sqlite3_backup_finish (backup);
  if (code != SQLITE_DONE && !cancelled)
    pursuit_db_set_error (to, code, error);

  return code == SQLITE_DONE;
}

/* The answer to the last step may be lost on the way: then the file is asked. */
static gboolean
has_generation (PursuitStore *self,
                gint64        generation)
{
  gint64 found;

  return pursuit_store_reopen (self, NULL) && read_generation (self, &found, NULL) && found == generation;
}

/**
 * pursuit_store_replace:
 * @self: a store that was seized
 * @with: the store of a copy that adopted the identity of @self
 * @cancellable: (nullable): until the last page is written it ends everything
 * @error: return location
 *
 * Puts the content of @with in place of that of @self. For everybody else that is a change as any other.
 *
 * Fails as pursuit_db_set_error() says or with %G_IO_ERROR_CANCELLED; the content is then as it was.
 *
 * Returns: %TRUE when the database holds the content of @with; it is to be released in any case
 */
gboolean
pursuit_store_replace (PursuitStore  *self,
                       PursuitStore  *with,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(GError) local = NULL;
  gint64 generation;

  g_return_val_if_fail (PURSUIT_IS_STORE (self) && !self->in_transaction, FALSE);
  g_return_val_if_fail (PURSUIT_IS_STORE (with) && !with->in_transaction, FALSE);

  if (!read_generation (with, &generation, error))
    return FALSE;
  if (copy_pages (with->db, self->db, cancellable, &local) || has_generation (self, generation))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
