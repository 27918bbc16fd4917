/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-documents.h"

G_BEGIN_DECLS

char    *pursuit_documents_copy          (PursuitDesk          *desk,
                                          gint64                document_id,
                                          gint64                version,
                                          const char           *folder,
                                          GCancellable         *cancellable,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void     pursuit_documents_describe      (PursuitDocument      *document,
                                          PursuitDocumentFile  *file,
                                          gint64                version);
gboolean pursuit_documents_write_content (PursuitDesk          *desk,
                                          PursuitDocument      *document,
                                          PursuitDocumentFile  *file,
                                          gint64                at,
                                          GCancellable         *cancellable,
                                          GError              **error);

G_END_DECLS
