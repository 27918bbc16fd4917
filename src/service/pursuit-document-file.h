/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PursuitDocumentProgress:
 * @done: how many bytes were read
 * @total: how many there are
 * @data: what was given with it
 *
 * Called at each piece of a file, on the thread that reads it.
 */
typedef void (*PursuitDocumentProgress) (gint64   done,
                                         gint64   total,
                                         gpointer data);

typedef struct _PursuitDocumentFile PursuitDocumentFile;

PursuitDocumentFile *pursuit_document_file_open           (const char               *path,
                                                           gint64                    limit,
                                                           PursuitDocumentProgress   progress,
                                                           gpointer                  data,
                                                           GCancellable             *cancellable,
                                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDocumentFile *pursuit_document_file_new_for_bytes  (const char               *name,
                                                           GBytes                   *bytes,
                                                           gint64                    limit,
                                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_document_file_free           (PursuitDocumentFile      *self);
const char          *pursuit_document_file_get_name       (PursuitDocumentFile      *self);
const char          *pursuit_document_file_get_media_type (PursuitDocumentFile      *self);
const char          *pursuit_document_file_get_checksum   (PursuitDocumentFile      *self);
gint64               pursuit_document_file_get_size       (PursuitDocumentFile      *self);
gboolean             pursuit_document_file_read           (PursuitDocumentFile      *self,
                                                           gint64                    offset,
                                                           guint8                   *buffer,
                                                           gsize                     length,
                                                           GError                  **error);
void                 pursuit_document_file_set_changed    (PursuitDocumentFile      *self,
                                                           GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDocumentFile, pursuit_document_file_free)

G_END_DECLS
