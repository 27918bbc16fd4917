/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-xlsx-package.h"

G_BEGIN_DECLS

typedef struct _PursuitXlsxStyles PursuitXlsxStyles;

PursuitXlsxStyles *pursuit_xlsx_styles_read     (PursuitXlsxPackage  *package,
                                                 const char          *path,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_xlsx_styles_free     (PursuitXlsxStyles   *self);
int                pursuit_xlsx_styles_get_form (PursuitXlsxStyles   *self,
                                                 guint                style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitXlsxStyles, pursuit_xlsx_styles_free)

G_END_DECLS
