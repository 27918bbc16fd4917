/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-copy-private.h"
#include "pursuit-error.h"
#include "pursuit-local.h"
#include "pursuit-str.h"

/*
 * A file of which the engine once said that it is damaged is not written to any more by that connection: no transaction begins
 * or ends well, and nothing is tidied up at the close. Only a transaction that was on its way is rolled back, which puts the
 * file into the state in which it was found; so does the engine with a journal that it finds at the opening, since without that
 * a sound file would look damaged. Whoever salvages works on copies made before.
 *
 * On a share a sound file was called damaged once, after the server had been started anew (shared-database.md 2.5). So before
 * the next transaction or reading the file is opened anew and looked through, and only then it is given up. That it is under suspicion is kept on this computer, and whoever
 * opens it next looks first.
 */

static char *
dup_note (PursuitStore *self)
{
  g_autofree char *dir = self->uuid != NULL ? pursuit_local_dup_dir (self->uuid) : NULL;

  return dir != NULL ? g_build_filename (dir, "damaged", NULL) : NULL;
}

/* The note names the file: a copy of it may be sound. */
static gboolean
is_suspected (PursuitStore *self)
{
  g_autofree char *note = dup_note (self);
  g_autofree char *path = NULL;

  return note != NULL && g_file_get_contents (note, &path, NULL, NULL) && g_str_equal (path, self->path);
}

static void
suspect (PursuitStore *self)
{
  g_autofree char *note = dup_note (self);

  /* Without it the next one finds out by itself. */
  if (note != NULL && !is_suspected (self))
    g_file_set_contents (note, self->path, -1, NULL);
}

static void
acquit (PursuitStore *self)
{
  g_autofree char *note = dup_note (self);

  if (note != NULL && is_suspected (self))
    g_unlink (note);
}

/* At the close: what was found out on the way is for the next one. */
void
pursuit_store_leave_damage (PursuitStore *self)
{
  if (self->db != NULL && self->db->is_damaged)
    suspect (self);
}

/**
 * pursuit_store_is_damaged:
 * @self: a store
 *
 * Returns: %TRUE when the file was found to be damaged: it is not written to any more
 */
gboolean
pursuit_store_is_damaged (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);

  return self->damage != NULL;
}

/* The engine said so through this connection, and nobody has looked through the file yet. */
gboolean
pursuit_store_is_in_doubt (PursuitStore *self)
{
  return self->damage == NULL && self->db->is_damaged;
}

static void
set_damaged_error (PursuitStore  *self,
                   GError       **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, _("“%s” is damaged and is not written to any more."), self->db->name);
}

/* What was done through a connection that came across damage is not kept, whoever was right. */
gboolean
pursuit_store_refuse_damage (PursuitStore  *self,
                             GError       **error)
{
  if (!self->db->is_damaged)
    return TRUE;

  set_damaged_error (self, error);
  return FALSE;
}

/* On a share each page would be a question of its own: the bytes are fetched in one go and looked at here. */
static gboolean
look_through_copy (PursuitStore  *self,
                   GError       **error)
{
  g_autofree char *dir = pursuit_local_dup_dir (self->uuid);
  g_autofree char *name = g_strdup_printf ("look-%s" PURSUIT_PART_SUFFIX, self->client);
  g_autofree char *copy = g_build_filename (dir != NULL ? dir : g_get_tmp_dir (), name, NULL);
  g_autofree char *journal = g_strconcat (copy, "-journal", NULL);
  g_autoptr(PursuitManifest) manifest = NULL;

  if (pursuit_store_copy (self, copy, self->cancellable, error))
    manifest = pursuit_backup_check (copy, self->db->name, self->cancellable, error);
  g_unlink (copy);
  g_unlink (journal);

  return manifest != NULL;
}

static gboolean
look_through (PursuitStore  *self,
              GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (self->place->kind != PURSUIT_PLACE_LOCAL)
    return look_through_copy (self, error);
  if (!pursuit_stmt_prepare (&stmt, self->db, "PRAGMA integrity_check (1)", error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  if (row && g_strcmp0 (pursuit_stmt_get_text (&stmt, 0), "ok") == 0)
    return TRUE;

  set_damaged_error (self, error);
  return FALSE;
}

/**
 * pursuit_store_look_through:
 * @self: a store that was called damaged, with a new connection
 * @error: return location
 *
 * Finds out whether the file is damaged. If it is, it can only be read from now on, as far as that goes.
 *
 * Fails with %PURSUIT_ERROR_DAMAGED when it is, and when that cannot be found out, as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when it is sound
 */
gboolean
pursuit_store_look_through (PursuitStore  *self,
                            GError       **error)
{
  g_autoptr(GError) local = NULL;

  if (look_through (self, &local))
    {
      acquit (self);
      return TRUE;
    }
  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED))
    {
      g_clear_error (&local);
      set_damaged_error (self, &local);
      suspect (self);
      self->db->is_damaged = TRUE;
      pursuit_set_str (&self->damage, local->message);
    }

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* At the opening: somebody here has seen that it is damaged. It may have been put right since. */
gboolean
pursuit_store_meet_suspicion (PursuitStore  *self,
                              GError       **error)
{
  g_autoptr(GError) local = NULL;

  if (!is_suspected (self) || pursuit_store_look_through (self, &local) || pursuit_store_is_damaged (self))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
