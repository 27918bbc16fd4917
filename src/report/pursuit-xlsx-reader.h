/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row-source.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_XLSX_READER (pursuit_xlsx_reader_get_type ())
G_DECLARE_FINAL_TYPE (PursuitXlsxReader, pursuit_xlsx_reader, PURSUIT, XLSX_READER, GObject)

PursuitXlsxReader  *pursuit_xlsx_reader_new         (GFile              *file,
                                                     const char         *sheet,
                                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;
const char * const *pursuit_xlsx_reader_get_sheets  (PursuitXlsxReader  *self);
const char         *pursuit_xlsx_reader_get_sheet   (PursuitXlsxReader  *self);
guint64             pursuit_xlsx_reader_count_rows  (GFile              *file,
                                                     GError            **error);

G_END_DECLS
