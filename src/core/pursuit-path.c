/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-path.h"

#include <stdlib.h>

/* One name for one file, so that it is never opened twice under two. */

/**
 * pursuit_path_canonicalize:
 * @path: (type filename): the name of a file that may not exist
 * @folder: (type filename) (nullable): what a relative name starts from, %NULL for the process's own folder
 *
 * Resolves symbolic links, and dots. Of a file that does not exist the folder is resolved; when that does not exist either
 * only the dots are.
 *
 * Returns: (transfer full) (type filename): the absolute name
 */
char *
pursuit_path_canonicalize (const char *path,
                           const char *folder)
{
  g_autofree char *plain = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *name = NULL;
  char *found;
  char *result;

  g_return_val_if_fail (path != NULL, NULL);

  plain = g_canonicalize_filename (path, folder);
  parent = g_path_get_dirname (plain);
  name = g_path_get_basename (plain);
  found = realpath (plain, NULL);
  if (found != NULL)
    result = g_strdup (found);
  else if ((found = realpath (parent, NULL)) != NULL)
    result = g_build_filename (found, name, NULL);
  else
    result = g_steal_pointer (&plain);
  free (found);

  return result;
}

/**
 * pursuit_path_is_same:
 * @a: (type filename) (nullable): the name of a file
 * @b: (type filename) (nullable): the name of a file
 *
 * Returns: %TRUE when both name one file; %NULL names none
 */
gboolean
pursuit_path_is_same (const char *a,
                      const char *b)
{
  g_autofree char *first = a != NULL ? pursuit_path_canonicalize (a, NULL) : NULL;
  g_autofree char *second = b != NULL ? pursuit_path_canonicalize (b, NULL) : NULL;

  return first != NULL && g_strcmp0 (first, second) == 0;
}
