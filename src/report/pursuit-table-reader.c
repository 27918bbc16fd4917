/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-table-reader.h"

#include "pursuit-csv-reader.h"
#include "pursuit-vcard-reader.h"
#include "pursuit-xlsx-package.h"
#include "pursuit-xlsx-reader.h"

/* A file with a table, whichever of the formats it is in: told by its content, since names lie. */

/**
 * pursuit_table_reader_new:
 * @file: a CSV file, a workbook or a file of business cards
 * @options: (nullable): how to read it; %NULL to find out
 * @error: return location for the refusal
 *
 * Fails as pursuit_csv_reader_new(), pursuit_xlsx_reader_new() and pursuit_vcard_reader_new().
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
