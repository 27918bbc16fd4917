/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOCUMENT_ROW (pursuit_document_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDocumentRow, pursuit_document_row, PURSUIT, DOCUMENT_ROW, GtkWidget)

GtkWidget  *pursuit_document_row_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_document_row_show         (PursuitDocumentRow *self,
                                               PursuitRow         *document,
                                               gboolean            may_edit);
PursuitRow *pursuit_document_row_get_document (PursuitDocumentRow *self);
void        pursuit_document_row_popup        (PursuitDocumentRow *self);

G_END_DECLS
