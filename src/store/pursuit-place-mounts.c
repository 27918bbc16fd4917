/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* statx() */

#include "pursuit-place-private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

/* /proc/self/mountinfo, see proc_pid_mountinfo(5):
 *   36 35 98:0 /root /point rw,noatime [optional fields ...] - type source rw,errors=continue */
enum
{
  FIELD_ID = 0,
  FIELD_POINT = 4,
  FIELD_OPTIONS = 5,
  FIELD_OPTIONAL = 6,
};

/* Both absolute; a folder lies under itself. */
gboolean
pursuit_path_lies_under (const char *path,
                         const char *folder)
{
  gsize length = strlen (folder);

  return g_str_has_prefix (path, folder) && (length == 1 || path[length] == '/' || path[length] == '\0');
}

/* Spaces, tabs, newlines and backslashes are written in octal. */
static gboolean
read_line (char          **fields,
           PursuitMount   *out_mount)
{
  guint dash = FIELD_OPTIONAL;

  if (g_strv_length (fields) <= FIELD_OPTIONAL)
    return FALSE;
  while (fields[dash] != NULL && !g_str_equal (fields[dash], "-"))
    dash++;
  if (fields[dash] == NULL || fields[dash + 1] == NULL || fields[dash + 2] == NULL)
    return FALSE;

  *out_mount = (PursuitMount) {
    .point = g_strcompress (fields[FIELD_POINT]),
    .type = g_strcompress (fields[dash + 1]),
    .options = g_strjoin (",", fields[FIELD_OPTIONS], fields[dash + 3], NULL),
  };
  return TRUE;
}

/**
 * pursuit_mount_find:
 * @mountinfo: the mount table
 * @path: an absolute path without symbolic links
 * @mount_id: the mount's number, 0 when it is not known
 * @out_mount: (out): the mount
 *
 * Finds the mount that a path lies on: the one with that number, otherwise the one with the longest matching mount point, and
 * of several there the last, which hides the others.
 *
 * Returns: %TRUE when there is one
 */
gboolean
pursuit_mount_find (const char    *mountinfo,
                    const char    *path,
                    gint64         mount_id,
                    PursuitMount  *out_mount)
{
  g_auto(GStrv) lines = g_strsplit (mountinfo, "\n", -1);
  g_auto(PursuitMount) best = { NULL };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], " ", -1);
      g_auto(PursuitMount) mount = { NULL };
      gboolean is_it;

      if (!read_line (fields, &mount))
        continue;
      is_it = mount_id > 0 && g_ascii_strtoll (fields[FIELD_ID], NULL, 10) == mount_id;
      if (is_it || (pursuit_path_lies_under (path, mount.point) &&
                    (best.point == NULL || strlen (mount.point) >= strlen (best.point))))
        {
          pursuit_mount_clear (&best);
          best = mount;
          mount = (PursuitMount) { NULL };
        }
      if (is_it)
        break;
    }

  *out_mount = best;
  best = (PursuitMount) { NULL };
  return out_mount->point != NULL;
}

/**
 * pursuit_mount_get_id:
 * @path: a file or folder
 *
 * Asks the kernel, which knows better than a comparison of names when mounts hide each other.
 *
 * Returns: the number of the mount that @path lies on, 0 when the kernel is older than 5.8 or there is no such file
 */
gint64
pursuit_mount_get_id (const char *path)
{
#ifdef STATX_MNT_ID
  struct statx info;

  if (statx (AT_FDCWD, path, 0, STATX_MNT_ID, &info) == 0 && (info.stx_mask & STATX_MNT_ID) != 0)
    return (gint64) info.stx_mnt_id;
#endif

  return 0;
}

void
pursuit_mount_clear (PursuitMount *self)
{
  g_clear_pointer (&self->point, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->options, g_free);
}
