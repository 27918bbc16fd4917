/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-table-reader.h"

#include <glib/gi18n-lib.h>

#include "pursuit-csv-reader.h"
#include "pursuit-error.h"
#include "pursuit-vcard-reader.h"
#include "pursuit-xlsx-package.h"
#include "pursuit-xlsx-reader.h"

/* A file with a table, whichever of the formats it is in: told by its content, since names lie. */

/* Nobody keeps a table under such a name: its first line would be taken for a header, and that refused. */
static gboolean
is_called_cards (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && (g_str_has_suffix (lower, ".vcf") || g_str_has_suffix (lower, ".vcard"));
}

static PursuitRowSource *
refuse_cards (GFile   *file,
              GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no business card in “%s”."), display);
  return NULL;
}

/**
 * pursuit_table_reader_new:
 * @file: a CSV file, a workbook or a file of business cards
 * @options: (nullable): how to read it; %NULL to find out
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is called a file of business cards and has none, and as pursuit_csv_reader_new(), pursuit_xlsx_reader_new() and pursuit_vcard_reader_new().
 *
 * Returns: (transfer full): a row source before its first row
 */
PursuitRowSource *
pursuit_table_reader_new (GFile                      *file,
                          const PursuitTableOptions  *options,
                          GError                    **error)
{
  static const PursuitTableOptions defaults = { NULL };
  PursuitCsvOptions csv = { NULL };

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (options == NULL)
    options = &defaults;
  if (pursuit_xlsx_is_package (file))
    return (PursuitRowSource *) pursuit_xlsx_reader_new (file, options->sheet, error);
  if (pursuit_vcard_is_card_file (file))
    return (PursuitRowSource *) pursuit_vcard_reader_new (file, options->encoding, error);

  if (is_called_cards (file) && g_file_query_exists (file, NULL))
    return refuse_cards (file, error);

  csv.encoding = options->encoding;
  csv.separator = options->separator;
  return (PursuitRowSource *) pursuit_csv_reader_new (file, &csv, error);
}

/**
 * pursuit_table_reader_get_encoding:
 * @source: what pursuit_table_reader_new() gave
 *
 * Returns: (transfer none) (nullable): the name of a text file's encoding; %NULL for a workbook
 */
const char *
pursuit_table_reader_get_encoding (PursuitRowSource *source)
{
  return PURSUIT_IS_CSV_READER (source) ? pursuit_csv_reader_get_encoding (PURSUIT_CSV_READER (source)) : NULL;
}

/**
 * pursuit_table_reader_get_separator:
 * @source: what pursuit_table_reader_new() gave
 *
 * Returns: what separates the cells of a text file; NUL for a workbook
 */
char
pursuit_table_reader_get_separator (PursuitRowSource *source)
{
  return PURSUIT_IS_CSV_READER (source) ? pursuit_csv_reader_get_separator (PURSUIT_CSV_READER (source)) : '\0';
}

/**
 * pursuit_table_reader_get_sheet:
 * @source: what pursuit_table_reader_new() gave
 *
 * Returns: (transfer none) (nullable): the name of the sheet that is read; %NULL for a text file
 */
const char *
pursuit_table_reader_get_sheet (PursuitRowSource *source)
{
  return PURSUIT_IS_XLSX_READER (source) ? pursuit_xlsx_reader_get_sheet (PURSUIT_XLSX_READER (source)) : NULL;
}

/**
 * pursuit_table_reader_get_sheets:
 * @source: what pursuit_table_reader_new() gave
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names of all sheets; %NULL for a text file
 */
const char * const *
pursuit_table_reader_get_sheets (PursuitRowSource *source)
{
  return PURSUIT_IS_XLSX_READER (source) ? pursuit_xlsx_reader_get_sheets (PURSUIT_XLSX_READER (source)) : NULL;
}

/**
 * pursuit_table_reader_is_cards:
 * @source: what pursuit_table_reader_new() gave
 *
 * Returns: %TRUE when it is a file of business cards, whose companies may not be known yet
 */
gboolean
pursuit_table_reader_is_cards (PursuitRowSource *source)
{
  return PURSUIT_IS_VCARD_READER (source);
}
