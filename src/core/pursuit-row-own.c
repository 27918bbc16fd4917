/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-row-own.h"

/**
 * pursuit_row_hold_own:
 * @row: a row
 * @column: the column in which the fields are that a house has added
 * @field: one of them
 *
 * Returns: (transfer full): a record of the field's type that has the row's own fields and nothing else, to read @field of
 */
PursuitRecord *
pursuit_row_hold_own (PursuitRow         *row,
                      guint               column,
                      const PursuitField *field)
{
  PursuitRecord *record = pursuit_record_new (field->own->type);

  pursuit_record_set_text (record, PURSUIT_RECORD_GET_CLASS (record)->extra, pursuit_row_get_text (row, column));
  return record;
}

/**
 * pursuit_row_format_own:
 * @row: a row
 * @column: the column in which the fields are that a house has added
 * @field: one of them
 * @currency: (nullable): the house currency
 *
 * Returns: (transfer full): the value as people read it, empty for none
 */
char *
pursuit_row_format_own (PursuitRow         *row,
                        guint               column,
                        const PursuitField *field,
                        const char         *currency)
{
  g_autoptr(PursuitRecord) record = NULL;

  if (pursuit_row_get_text (row, column) == NULL)
    return g_strdup ("");

  record = pursuit_row_hold_own (row, column, field);
  if (pursuit_field_is_text (field))
    return pursuit_field_format (field, 0, pursuit_record_get_text (record, field), currency);

  return pursuit_field_format (field, pursuit_record_get_number (record, field), NULL, currency);
}
