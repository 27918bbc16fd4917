/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pursuit-backups-folder.h"
#include "pursuit-error.h"
#include "pursuit-local.h"
#include "pursuit-place.h"
#include "pursuit-str.h"

/* Which backups there are: files with a manifest beside them. Nothing else remembers them, so that folders can be moved,
 * thinned out and brought back by hand. */

/* What a migration's copy beside the database is called, see pursuit-schema.c. */
#define MIGRATION_SUFFIX ".backup"

/**
 * pursuit_backups_new:
 * @desk: a desk, on its thread
 *
 * Returns: (transfer full): where the backups of its database are
 */
PursuitBackups *
pursuit_backups_new (PursuitDesk *desk)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitBackups *self = g_new0 (PursuitBackups, 1);
  g_autofree char *root = pursuit_local_dup_backups_dir ();

  self->path = g_strdup (pursuit_store_get_path (store));
  self->uuid = g_strdup (pursuit_store_get_uuid (store));
  self->folder = pursuit_backups_dup_folder_in (root, self->path, self->uuid);
  self->second = pursuit_backups_read_second (self->uuid);

  return self;
}

/**
 * pursuit_backups_free:
 * @self: (transfer full): where backups are
 */
void
pursuit_backups_free (PursuitBackups *self)
{
  g_free (self->path);
  g_free (self->uuid);
  g_free (self->folder);
  g_free (self->second);
  g_free (self);
}

/**
 * pursuit_backup_free:
 * @self: (transfer full): a backup
 */
void
pursuit_backup_free (PursuitBackup *self)
{
  g_free (self->path);
  g_clear_pointer (&self->manifest, pursuit_manifest_free);
  g_free (self->trouble);
  g_free (self);
}

/**
 * pursuit_backup_is_good:
 * @self: a backup
 *
 * Returns: %TRUE when one could go back to it, as far as a look at it tells; see pursuit_backup_verify()
 */
gboolean
pursuit_backup_is_good (const PursuitBackup *self)
{
  return self->is_whole && self->manifest->findings == NULL;
}

/**
 * pursuit_backups_get_folder:
 * @self: where backups are
 *
 * Returns: the folder on this computer, which need not be there yet; lent
 */
const char *
pursuit_backups_get_folder (PursuitBackups *self)
{
  return self->folder;
}

/**
 * pursuit_backups_get_second:
 * @self: where backups are
 *
 * Returns: (nullable): the folder that was chosen beside it, lent
 */
const char *
pursuit_backups_get_second (PursuitBackups *self)
{
  return self->second;
}

/* Several databases may share the chosen folder: each has one of its own in it. */
char *
pursuit_backups_dup_second_folder (PursuitBackups *self)
{
  return self->second != NULL ? pursuit_backups_dup_folder_in (self->second, self->path, self->uuid) : NULL;
}

static gboolean
is_only_place (PursuitBackups *self,
               const char     *folder)
{
  g_autoptr(PursuitPlace) place = pursuit_place_classify (self->path, NULL);

  return place != NULL && place->kind != PURSUIT_PLACE_LOCAL && pursuit_backups_is_same_place (folder, self->path) &&
         pursuit_backups_is_same_place (self->folder, self->path);
}

/**
 * pursuit_backups_set_second:
 * @self: where backups are
 * @folder: (nullable): a folder that is there, %NULL for none
 * @error: return location
 *
 * Chooses where backups are put beside this computer's own folder, for this computer. Refused is a folder on a share that holds
 * the database and, because the home folder lies there, its other backups: all would be lost together.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is no folder or adds nothing, %PURSUIT_ERROR_STORAGE when it cannot be written.
 *
 * Returns: %TRUE when it is remembered
 */
gboolean
pursuit_backups_set_second (PursuitBackups  *self,
                            const char      *folder,
                            GError         **error)
{
  g_autofree char *path = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (path != NULL && !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a folder."), name);
      return FALSE;
    }
  if (path != NULL && is_only_place (self, path))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” lies where the database and its other backups are: what takes the one takes all. Choose a folder"
                     " elsewhere."), name);
      return FALSE;
    }
  if (path != NULL && !pursuit_backups_make_folder (path, error))
    return FALSE;
  if (!pursuit_backups_write_second (self->uuid, path, error))
    return FALSE;

  pursuit_set_str (&self->second, path);
  return TRUE;
}

static PursuitBackup *
read_backup (const char *path)
{
  PursuitManifest *manifest = pursuit_manifest_load (path, NULL);
  PursuitBackup *backup;
  GStatBuf info;

  if (manifest == NULL)
    return NULL;

  backup = g_new0 (PursuitBackup, 1);
  backup->path = g_strdup (path);
  backup->manifest = manifest;
  backup->is_whole = g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size == manifest->size;

  return backup;
}

/* In no order. */
GPtrArray *
pursuit_backups_list_folder (const char *folder,
                             const char *suffix)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_backup_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      PursuitBackup *backup = g_str_has_suffix (name, suffix) ? read_backup (path) : NULL;

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }

  return backups;
}

/* A format that does not say which database it is of is told by where that was. */
static gboolean
is_ours (PursuitBackups      *self,
         const PursuitBackup *backup)
{
  g_autofree char *path = g_filename_display_name (self->path);

  return backup->manifest->store_uuid != NULL ? g_str_equal (backup->manifest->store_uuid, self->uuid)
                                              : g_str_equal (backup->manifest->path, path);
}

/* Takes over what is of this database and not known yet; what is whole counts more than what only bears its name. */
static void
take_from (PursuitBackups *self,
           const char     *folder,
           const char     *suffix,
           gboolean        is_second,
           GPtrArray      *all,
           GHashTable     *known)
{
  g_autoptr(GPtrArray) found = pursuit_backups_list_folder (folder, suffix);

  for (guint i = found->len; i > 0; i--)
    {
      g_autoptr(PursuitBackup) backup = g_ptr_array_steal_index_fast (found, i - 1);
      g_autofree char *name = g_path_get_basename (backup->path);
      PursuitBackup *other = g_hash_table_lookup (known, name);

      backup->is_second = is_second;
      if (!is_ours (self, backup) || (other != NULL && (other->is_whole || !backup->is_whole)))
        continue;
      if (other != NULL)
        g_ptr_array_remove_fast (all, other);
      g_hash_table_insert (known, g_steal_pointer (&name), backup);
      g_ptr_array_add (all, g_steal_pointer (&backup));
    }
}

static int
by_newest (gconstpointer a,
           gconstpointer b)
{
  const PursuitBackup *first = *(PursuitBackup *const *) a;
  const PursuitBackup *second = *(PursuitBackup *const *) b;

  if (first->manifest->at != second->manifest->at)
    return first->manifest->at < second->manifest->at ? 1 : -1;

  return strcmp (second->path, first->path);
}

/**
 * pursuit_backups_list:
 * @self: where backups are
 *
 * Looks at this computer's folder, the second one, and where the state before a new format was kept: on this computer and
 * beside the database. Folders that are away have no backups.
 *
 * Returns: (transfer full) (element-type PursuitBackup): the backups, the newest first
 */
GPtrArray *
pursuit_backups_list (PursuitBackups *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_backup_free);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *beside = g_path_get_dirname (self->path);
  g_autofree char *second = pursuit_backups_dup_second_folder (self);
  g_autofree char *formats = pursuit_local_dup_formats_dir ();

  take_from (self, self->folder, PURSUIT_BACKUP_SUFFIX, FALSE, all, known);
  if (second != NULL)
    take_from (self, second, PURSUIT_BACKUP_SUFFIX, TRUE, all, known);
  take_from (self, formats, MIGRATION_SUFFIX, FALSE, all, known);
  take_from (self, beside, MIGRATION_SUFFIX, FALSE, all, known);
  g_ptr_array_sort (all, by_newest);

  return all;
}

/**
 * pursuit_backups_find_last:
 * @self: where backups are
 *
 * Returns: (transfer full) (nullable): the newest good backup in this computer's own folder
 */
PursuitBackup *
pursuit_backups_find_last (PursuitBackups *self)
{
  g_autoptr(GPtrArray) backups = pursuit_backups_list_folder (self->folder, PURSUIT_BACKUP_SUFFIX);

  g_ptr_array_sort (backups, by_newest);
  for (guint i = 0; i < backups->len; i++)
    {
      PursuitBackup *backup = g_ptr_array_index (backups, i);

      if (pursuit_backup_is_good (backup) && is_ours (self, backup))
        return g_ptr_array_steal_index (backups, i);
    }

  return NULL;
}

/**
 * pursuit_backups_find:
 * @self: where backups are
 * @name: a path, or the name of one of the backups, or "last"
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the backup
 */
PursuitBackup *
pursuit_backups_find (PursuitBackups  *self,
                      const char      *name,
                      GError         **error)
{
  g_autoptr(GPtrArray) backups = pursuit_backups_list (self);
  g_autofree char *path = g_canonicalize_filename (name, NULL);
  g_autofree char *wanted = g_path_get_basename (name);
  g_autofree char *display = g_filename_display_name (wanted);
  PursuitBackup *backup = read_backup (path);

  for (guint i = 0; i < backups->len && backup == NULL; i++)
    {
      PursuitBackup *candidate = g_ptr_array_index (backups, i);
      g_autofree char *base = g_path_get_basename (candidate->path);

      if (g_str_equal (wanted, "last") ? pursuit_backup_is_good (candidate) : g_str_equal (base, wanted))
        backup = g_ptr_array_steal_index (backups, i);
    }
  if (backup == NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” is no backup: nothing beside it says what it is."), display);
  else if (backup == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no backup “%s”."), display);

  return backup;
}

/**
 * pursuit_backups_list_for_path:
 * @path: a database, which need not be readable any more
 *
 * Looks through the folders of this computer for backups of what lay at @path.
 *
 * Returns: (transfer full) (element-type PursuitBackup): the backups, the newest first
 */
GPtrArray *
pursuit_backups_list_for_path (const char *path)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_backup_free);
  g_autofree char *root = pursuit_local_dup_backups_dir ();
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *display = g_filename_display_name (canonical);
  g_autoptr(GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      g_autoptr(GPtrArray) found = pursuit_backups_list_folder (folder, PURSUIT_BACKUP_SUFFIX);

      for (guint i = found->len; i > 0; i--)
        if (g_str_equal (((PursuitBackup *) g_ptr_array_index (found, i - 1))->manifest->path, display))
          g_ptr_array_add (all, g_ptr_array_steal_index_fast (found, i - 1));
    }
  g_ptr_array_sort (all, by_newest);

  return all;
}

/**
 * pursuit_backups_is_backup:
 * @path: a file
 *
 * Returns: %TRUE when it is a backup, to be opened with %PURSUIT_STORE_READ_ONLY: what is written to it, one could not go back to
 */
gboolean
pursuit_backups_is_backup (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *root = pursuit_local_dup_backups_dir ();
  g_autofree char *folder = g_path_get_dirname (canonical);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autoptr(PursuitManifest) manifest = pursuit_manifest_load (canonical, NULL);

  return manifest != NULL || g_str_equal (above, root);
}
