/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOCUMENTS_VIEW (pursuit_documents_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDocumentsView, pursuit_documents_view, PURSUIT, DOCUMENTS_VIEW, GtkWidget)

void     pursuit_documents_view_set_worker (PursuitDocumentsView *self,
                                            PursuitWorker        *worker);
void     pursuit_documents_view_show       (PursuitDocumentsView *self,
                                            gint64                customer_id,
                                            gint64                deal_id);
void     pursuit_documents_view_set_editable (PursuitDocumentsView *self,
                                            gboolean              editable);
void     pursuit_documents_view_refresh    (PursuitDocumentsView *self);
guint    pursuit_documents_view_get_count  (PursuitDocumentsView *self);
void     pursuit_documents_view_add_files  (PursuitDocumentsView *self,
                                            GSList               *files);

G_END_DECLS
