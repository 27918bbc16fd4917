/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-xlsx-package.h"

G_BEGIN_DECLS

typedef struct _PursuitXlsxStrings PursuitXlsxStrings;

PursuitXlsxStrings *pursuit_xlsx_strings_read (PursuitXlsxPackage  *package,
                                               const char          *path,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_xlsx_strings_free (PursuitXlsxStrings  *self);
const char         *pursuit_xlsx_strings_get  (PursuitXlsxStrings  *self,
                                               guint64              index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitXlsxStrings, pursuit_xlsx_strings_free)

G_END_DECLS
