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
read_line (const char    *line,
           gsize          length,
           PursuitMount  *out_mount)
{
  g_autofree char *copy = g_strndup (line, length);
  g_auto(GStrv) fields = g_strsplit (copy, " ", -1);
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

/* Every line begins with the number of its mount. */
static gboolean
find_by_id (const char    *mountinfo,
            gint64         mount_id,
            PursuitMount  *out_mount)
{
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT " ", mount_id);

  for (const char *line = mountinfo; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");

      if (g_str_has_prefix (line, start))
        return read_line (line, length, out_mount);
      line += length + (line[length] == '\n');
    }

  return FALSE;
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
  g_auto(PursuitMount) best = { NULL };

  if (mount_id > 0 && find_by_id (mountinfo, mount_id, out_mount))
    return TRUE;

  for (const char *line = mountinfo; *line != '\0';)
    {
      g_auto(PursuitMount) mount = { NULL };
      gsize length = strcspn (line, "\n");

      if (read_line (line, length, &mount) && pursuit_path_lies_under (path, mount.point) &&
          (best.point == NULL || strlen (mount.point) >= strlen (best.point)))
        {
          pursuit_mount_clear (&best);
          best = mount;
          mount = (PursuitMount) { NULL };
        }
      line += length + (line[length] == '\n');
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
