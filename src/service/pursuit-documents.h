/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-document-file.h"
#include "pursuit-document-versions.h"
#include "pursuit-document.h"

G_BEGIN_DECLS

/* How large a document may be, in bytes, as a number in text. */
#define PURSUIT_SETTING_DOCUMENT_LIMIT "documents.limit"
#define PURSUIT_DOCUMENT_LIMIT_DEFAULT (G_GINT64_CONSTANT (25) * 1024 * 1024)
#define PURSUIT_DOCUMENT_LIMIT_LEAST (G_GINT64_CONSTANT (64) * 1024)
#define PURSUIT_DOCUMENT_LIMIT_MOST (G_GINT64_CONSTANT (1024) * 1024 * 1024)

/* Documents with their content (DOS-5). Renaming, notes, deleting and restoring are the verbs of pursuit-records.h: what
 * was added stays in the database, so that each of them can be undone. */

gint64     pursuit_documents_get_limit     (PursuitDesk              *desk,
                                            GError                  **error);
gboolean   pursuit_documents_set_limit     (PursuitDesk              *desk,
                                            gint64                    limit,
                                            gint64                   *out_entry_id,
                                            GError                  **error);
gboolean   pursuit_documents_add           (PursuitDesk              *desk,
                                            PursuitDocument          *document,
                                            PursuitDocumentFile      *file,
                                            GCancellable             *cancellable,
                                            gint64                   *out_entry_id,
                                            GError                  **error);
gboolean   pursuit_documents_add_version   (PursuitDesk              *desk,
                                            gint64                    document_id,
                                            PursuitDocumentFile      *file,
                                            GCancellable             *cancellable,
                                            gint64                   *out_entry_id,
                                            GError                  **error);
GPtrArray *pursuit_documents_list_versions (PursuitDesk              *desk,
                                            gint64                    document_id,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * PursuitDocumentSink:
 * @bytes: a piece of a document
 * @length: how many bytes
 * @data: what was given with it
 * @error: return location
 *
 * Returns: %FALSE with @error set to end the reading
 */
typedef gboolean (*PursuitDocumentSink) (const guint8  *bytes,
                                         gsize          length,
                                         gpointer       data,
                                         GError       **error);

gboolean   pursuit_documents_read          (PursuitDesk              *desk,
                                            gint64                    document_id,
                                            gint64                    version,
                                            PursuitDocumentSink       sink,
                                            gpointer                  data,
                                            GCancellable             *cancellable,
                                            GError                  **error);
gboolean   pursuit_documents_save_as       (PursuitDesk              *desk,
                                            gint64                    document_id,
                                            gint64                    version,
                                            const char               *path,
                                            GCancellable             *cancellable,
                                            GError                  **error);
char      *pursuit_documents_export        (PursuitDesk              *desk,
                                            gint64                    document_id,
                                            gint64                    version,
                                            const char               *folder,
                                            GCancellable             *cancellable,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
char      *pursuit_documents_dup_file_name (PursuitDesk              *desk,
                                            gint64                    document_id,
                                            gint64                    version,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
