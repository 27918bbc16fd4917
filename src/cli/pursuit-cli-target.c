/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-target-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-error.h"
#include "pursuit-store.h"

/* A new CSV file takes the place of an old one of that name; two files must not be lost that way. */

static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf first;
  GStatBuf second;

  return b != NULL && g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

/**
 * pursuit_target_open:
 * @self: a run with an open desk
 * @path: where to write
 * @source: (nullable): the file that is being read
 * @error: return location
 *
 * Begins a CSV file; see pursuit_csv_writer_new().
 *
 * Fails with %PURSUIT_ERROR_INVALID when @path is the database or @source, and as pursuit_csv_writer_new().
 *
 * Returns: (transfer full): the writer
 */
PursuitCsvWriter *
pursuit_target_open (PursuitCli  *self,
                     const char  *path,
                     const char  *source,
                     GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_name (path);

  if (is_same_file (path, source) || is_same_file (path, pursuit_store_get_path (pursuit_desk_get_store (self->desk))))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is being read and cannot be written at once."), name);
      return NULL;
    }

  return pursuit_csv_writer_new (file, error);
}
