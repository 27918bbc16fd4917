/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_CSV_WRITER (pursuit_csv_writer_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCsvWriter, pursuit_csv_writer, PURSUIT, CSV_WRITER, GObject)

PursuitCsvWriter *pursuit_csv_writer_new     (GFile               *file,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          pursuit_csv_writer_add_row (PursuitCsvWriter    *self,
                                              const char * const  *cells,
                                              GError             **error);
gboolean          pursuit_csv_writer_close   (PursuitCsvWriter    *self,
                                              GError             **error);

G_END_DECLS
