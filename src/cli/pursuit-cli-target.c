/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-target-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-error.h"
#include "pursuit-store.h"

/* A new file takes the place of an old one of that name; two files must not be lost that way. */

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
 * @format: in which format
 * @error: return location
 *
 * Begins a table; see pursuit_table_writer_new().
 *
 * Fails with %PURSUIT_ERROR_INVALID when @path is the database or @source, and as pursuit_table_writer_new().
 *
 * Returns: (transfer full): the writer
 */
PursuitTableWriter *
pursuit_target_open (PursuitCli          *self,
                     const char          *path,
                     const char          *source,
                     PursuitTableFormat   format,
                     GError             **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_name (path);

  if (is_same_file (path, source) || is_same_file (path, pursuit_store_get_path (pursuit_desk_get_store (self->desk))))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is being read and cannot be written at once."), name);
      return NULL;
    }

  return pursuit_table_writer_new (file, format, error);
}

/**
 * pursuit_target_choose_format:
 * @wanted: (nullable): the word of an option, %NULL to go by the name
 * @path: (nullable): the file to write, %NULL for the standard output
 * @out_format: (out): the format
 * @error: return location
 *
 * Returns: %TRUE when @out_format was set; %FALSE when @wanted is no format
 */
gboolean
pursuit_target_choose_format (const char          *wanted,
                              const char          *path,
                              PursuitTableFormat  *out_format,
                              GError             **error)
{
  if (wanted == NULL)
    *out_format = path != NULL ? pursuit_table_format_of_name (path) : PURSUIT_TABLE_CSV;
  else if (!pursuit_table_format_parse (wanted, out_format))
    return pursuit_cli_misuse (error, _("“%1$s” is not a format; the formats are %2$s."), wanted, "csv, xlsx");

  return TRUE;
}
