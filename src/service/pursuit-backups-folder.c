/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-local.h"

/*
 * Where backups are: always in a folder of this computer, NAME-UUID8 below $XDG_DATA_HOME/pursuit/backups, and in a second
 * folder if somebody chose one. That choice is the computer's and not the database's: a path means nothing elsewhere.
 */

#define SETTINGS "backup.ini"
#define GROUP "Backup"
#define KEY_SECOND "SecondFolder"

/* How much of the UUID stands in a folder's name: enough to tell databases of one name apart. */
#define UUID_DIGITS 8

/* The file may have been renamed since the folder was made. */
static char *
find_by_uuid (const char *root,
              const char *suffix)
{
  g_autoptr(GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return g_build_filename (root, name, NULL);

  return NULL;
}

/**
 * pursuit_backups_dup_folder_in:
 * @root: a folder for backups
 * @path: a database
 * @store_uuid: its UUID
 *
 * Returns: (transfer full): the folder below @root for this database, which need not be there yet
 */
char *
pursuit_backups_dup_folder_in (const char *root,
                               const char *path,
                               const char *store_uuid)
{
  g_autofree char *suffix = g_strdup_printf ("-%.*s", UUID_DIGITS, store_uuid);
  char *folder = find_by_uuid (root, suffix);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = NULL;
  char *dot = strrchr (base, '.');

  if (folder != NULL)
    return folder;
  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_strconcat (base, suffix, NULL);

  return g_build_filename (root, name, NULL);
}

/**
 * pursuit_backups_make_folder:
 * @folder: a folder
 * @error: return location
 *
 * Makes it when it is not there, for its owner alone.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when it cannot be made or written.
 *
 * Returns: %TRUE when files can be put there
 */
gboolean
pursuit_backups_make_folder (const char  *folder,
                             GError     **error)
{
  g_autofree char *name = g_filename_display_name (folder);

  if (g_mkdir_with_parents (folder, 0700) == 0 && g_access (folder, W_OK | X_OK) == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The folder “%1$s” cannot take backups: %2$s."), name,
               g_strerror (errno));
  return FALSE;
}

/* What is not there yet will be on the file system of the first folder above it that is. */
static gboolean
get_device (const char *path,
            dev_t      *out_device)
{
  g_autofree char *place = g_canonicalize_filename (path, NULL);
  GStatBuf info;

  while (g_stat (place, &info) != 0)
    {
      char *above = g_path_get_dirname (place);

      if (g_str_equal (above, place))
        {
          g_free (above);
          return FALSE;
        }
      g_free (place);
      place = above;
    }

  *out_device = info.st_dev;
  return TRUE;
}

/**
 * pursuit_backups_is_same_place:
 * @a: a path
 * @b: another
 *
 * Returns: %TRUE when both are on one file system, so that what takes the one takes the other
 */
gboolean
pursuit_backups_is_same_place (const char *a,
                               const char *b)
{
  dev_t first, second;

  return get_device (a, &first) && get_device (b, &second) && first == second;
}

static char *
dup_settings_name (const char *store_uuid)
{
  g_autofree char *dir = pursuit_local_dup_dir (store_uuid);

  return dir != NULL ? g_build_filename (dir, SETTINGS, NULL) : NULL;
}

/**
 * pursuit_backups_read_second:
 * @store_uuid: a database
 *
 * Returns: (transfer full) (nullable): the folder that somebody chose on this computer beside the local one
 */
char *
pursuit_backups_read_second (const char *store_uuid)
{
  g_autofree char *name = dup_settings_name (store_uuid);
  g_autoptr(GKeyFile) settings = g_key_file_new ();
  g_autofree char *uri = NULL;

  if (name == NULL || !g_key_file_load_from_file (settings, name, G_KEY_FILE_NONE, NULL))
    return NULL;
  uri = g_key_file_get_string (settings, GROUP, KEY_SECOND, NULL);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

/**
 * pursuit_backups_write_second:
 * @store_uuid: a database
 * @folder: (nullable): the second folder, %NULL for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is remembered
 */
gboolean
pursuit_backups_write_second (const char  *store_uuid,
                              const char  *folder,
                              GError     **error)
{
  g_autofree char *name = dup_settings_name (store_uuid);
  g_autofree char *uri = folder != NULL ? g_filename_to_uri (folder, NULL, NULL) : NULL;
  g_autoptr(GKeyFile) settings = g_key_file_new ();
  g_autoptr(GError) local = NULL;

  /* As a URI, because a file name need not be text. */
  if (uri != NULL)
    g_key_file_set_string (settings, GROUP, KEY_SECOND, uri);
  if (name != NULL && g_key_file_save_to_file (settings, name, &local))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The folder for backups cannot be remembered: %s."),
               local != NULL ? local->message : g_strerror (errno));
  return FALSE;
}
