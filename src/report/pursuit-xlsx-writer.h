/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row-sink.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_XLSX_WRITER (pursuit_xlsx_writer_get_type ())
G_DECLARE_FINAL_TYPE (PursuitXlsxWriter, pursuit_xlsx_writer, PURSUIT, XLSX_WRITER, GObject)

PursuitXlsxWriter *pursuit_xlsx_writer_new       (GFile                  *file,
                                                  GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_xlsx_writer_set_kinds (PursuitXlsxWriter      *self,
                                                  const PursuitCellKind  *kinds,
                                                  guint                   n_kinds);
gboolean           pursuit_xlsx_writer_add_row   (PursuitXlsxWriter      *self,
                                                  const char * const     *cells,
                                                  GError                **error);
gboolean           pursuit_xlsx_writer_close     (PursuitXlsxWriter      *self,
                                                  GError                **error);

G_END_DECLS
