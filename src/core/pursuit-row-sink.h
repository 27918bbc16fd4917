/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitCellKind:
 * @PURSUIT_CELL_TEXT: whatever it looks like: a name, a telephone number, a code of digits
 * @PURSUIT_CELL_NUMBER: a count, "12"
 * @PURSUIT_CELL_MONEY: an amount, "1234.50"
 * @PURSUIT_CELL_DATE: a day, "2026-03-17"
 * @PURSUIT_CELL_TIME: an instant, "2026-03-17T06:32:00Z"
 *
 * What the cells of a column are, for a format that can tell them apart; a sink gets all of them as text.
 */
typedef enum
{
  PURSUIT_CELL_TEXT,
  PURSUIT_CELL_NUMBER,
  PURSUIT_CELL_MONEY,
  PURSUIT_CELL_DATE,
  PURSUIT_CELL_TIME,
} PursuitCellKind;

/**
 * PursuitRowSink:
 * @cells: (array zero-terminated=1): the cells of one row, lent for this call
 * @user_data: whatever the one who gave the function gave with it
 * @error: return location
 *
 * Where rows go that leave the program, whatever their format; the counterpart of #PursuitRowSource. The service
 * fills it, the command line and the window pass on to a writer of the report layer.
 *
 * Returns: %TRUE when the row was taken; %FALSE with @error set ends the export with that error
 */
typedef gboolean (*PursuitRowSink) (const char * const  *cells,
                                    gpointer             user_data,
                                    GError             **error);

/**
 * PursuitRowsAnew:
 * @user_data: whatever the one who gave the function gave with it
 * @error: return location
 *
 * Beside a #PursuitRowSink: what it took does not hold any more, the rows come again from the first one on.
 *
 * Returns: %TRUE when the sink is empty again; %FALSE with @error set ends the export with that error
 */
typedef gboolean (*PursuitRowsAnew) (gpointer   user_data,
                                     GError   **error);

G_END_DECLS
