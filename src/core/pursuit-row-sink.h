/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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

G_END_DECLS
