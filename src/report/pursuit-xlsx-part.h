/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-xlsx-package.h"

G_BEGIN_DECLS

/**
 * PursuitXlsxHandler:
 * @start: (nullable): an element begins; its name without namespace, its attributes for pursuit_xlsx_attribute()
 * @end: (nullable): an element ends
 * @text: (nullable): a piece of text, not terminated
 *
 * What is done with the elements of a part while it is read.
 */
typedef struct
{
  void (*start) (gpointer      user_data,
                 const char   *name,
                 const char  **attributes);
  void (*end)   (gpointer      user_data,
                 const char   *name);
  void (*text)  (gpointer      user_data,
                 const char   *text,
                 gsize         length);
} PursuitXlsxHandler;

typedef struct _PursuitXlsxPart PursuitXlsxPart;

PursuitXlsxPart *pursuit_xlsx_part_open         (PursuitXlsxPackage        *package,
                                                 const char                *path,
                                                 guint64                    limit,
                                                 const PursuitXlsxHandler  *handler,
                                                 gpointer                   user_data,
                                                 GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_xlsx_part_free         (PursuitXlsxPart           *self);
gboolean         pursuit_xlsx_part_read         (PursuitXlsxPart           *self,
                                                 gboolean                  *out_ended,
                                                 GError                   **error);
double           pursuit_xlsx_part_get_progress (PursuitXlsxPart           *self);
void             pursuit_xlsx_part_stop         (PursuitXlsxPart           *self,
                                                 GError                    *failure);
gboolean         pursuit_xlsx_part_read_all     (PursuitXlsxPackage        *package,
                                                 const char                *path,
                                                 guint64                    limit,
                                                 const PursuitXlsxHandler  *handler,
                                                 gpointer                   user_data,
                                                 GError                   **error);
const char      *pursuit_xlsx_attribute         (const char               **attributes,
                                                 const char                *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitXlsxPart, pursuit_xlsx_part_free)

G_END_DECLS
