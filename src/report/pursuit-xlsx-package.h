/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PursuitXlsxPackage PursuitXlsxPackage;

gboolean            pursuit_xlsx_is_package        (GFile               *file);

PursuitXlsxPackage *pursuit_xlsx_package_open      (GFile               *file,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_xlsx_package_free      (PursuitXlsxPackage  *self);
const char         *pursuit_xlsx_package_get_name  (PursuitXlsxPackage  *self);
gpointer            pursuit_xlsx_package_get_zip   (PursuitXlsxPackage  *self);
guint64             pursuit_xlsx_package_get_size  (PursuitXlsxPackage  *self);
gboolean            pursuit_xlsx_package_has       (PursuitXlsxPackage  *self,
                                                    const char          *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitXlsxPackage, pursuit_xlsx_package_free)

G_END_DECLS
