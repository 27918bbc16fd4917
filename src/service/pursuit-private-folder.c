/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-private-folder-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-error.h"
#include "pursuit-local.h"

/* Folders for copies that exist for a moment only: on this computer, and for nobody else's eyes. */

#define TEMPLATE "copy-XXXXXX"

/* Nobody works at a copy that long; what is older was left by a crash. */
#define SECONDS_OF_COPIES (24 * 60 * 60)

static void
remove_left_over (const char *parent)
{
  g_autoptr(GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, "copy-") && g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode) &&
          info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - SECONDS_OF_COPIES)
        pursuit_private_folder_remove (path);
    }
}

/**
 * pursuit_private_folder_make:
 * @store_uuid: which database the copies are of
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): an empty folder, to be given to pursuit_private_folder_remove()
 */
char *
pursuit_private_folder_make (const char  *store_uuid,
                             GError     **error)
{
  g_autofree char *parent = pursuit_local_dup_dir (store_uuid);
  g_autofree char *folder = parent != NULL ? g_build_filename (parent, TEMPLATE, NULL) : NULL;

  if (parent != NULL)
    remove_left_over (parent);
  if (folder != NULL && g_mkdtemp_full (folder, 0700) != NULL)
    return g_steal_pointer (&folder);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("There is no place for a copy on this computer: %s."),
               g_strerror (errno));
  return NULL;
}

/**
 * pursuit_private_folder_remove:
 * @folder: a folder of this program's own
 *
 * Removes it with everything in it. Links are not followed.
 */
void
pursuit_private_folder_remove (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        pursuit_private_folder_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}
