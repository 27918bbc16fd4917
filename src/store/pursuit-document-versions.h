/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* The content of a version is kept in pieces of this size; the last one is shorter. */
#define PURSUIT_DOCUMENT_PIECE (256 * 1024)

/**
 * PursuitDocumentVersion:
 * @id: its row, set by pursuit_document_versions_add() and on reading
 * @document_id: of which document
 * @version: its number, from 1
 * @file_name: what the file was called
 * @media_type: (nullable): what it is, such as "application/pdf"
 * @size: of the content, in bytes
 * @checksum: SHA-256 of the content, in hexadecimal
 * @added_at: when it was added, UTC microseconds
 * @staff_id: by whom, 0 for nobody who is known
 * @staff: (nullable): that person's name, set on reading
 *
 * One version of a document, as it was added; neither it nor its content ever changes (DOS-5).
 */
typedef struct
{
  gint64 id;
  gint64 document_id;
  gint64 version;
  char *file_name;
  char *media_type;
  gint64 size;
  char *checksum;
  gint64 added_at;
  gint64 staff_id;
  char *staff;
} PursuitDocumentVersion;

void                    pursuit_document_version_free       (PursuitDocumentVersion        *self);
gint64                  pursuit_document_version_n_pieces   (const PursuitDocumentVersion  *self);
gsize                   pursuit_document_version_get_length (const PursuitDocumentVersion  *self,
                                                             gint64                         position);

gboolean                pursuit_document_versions_add       (PursuitStore                  *store,
                                                             PursuitDocumentVersion        *version,
                                                             GError                       **error);
gboolean                pursuit_document_versions_add_piece (PursuitStore                  *store,
                                                             const PursuitDocumentVersion  *version,
                                                             gint64                         position,
                                                             const guint8                  *bytes,
                                                             gsize                          length,
                                                             GError                       **error);
GPtrArray              *pursuit_document_versions_list      (PursuitStore                  *store,
                                                             gint64                         document_id,
                                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitDocumentVersion *pursuit_document_versions_load      (PursuitStore                  *store,
                                                             gint64                         document_id,
                                                             gint64                         version,
                                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes                 *pursuit_document_versions_read_piece (PursuitStore                 *store,
                                                             const PursuitDocumentVersion  *version,
                                                             gint64                         position,
                                                             GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
void                    pursuit_document_versions_set_damage (const PursuitDocumentVersion *version,
                                                             GError                       **error);
gboolean                pursuit_document_versions_check     (PursuitStore                  *store,
                                                             guint                          most,
                                                             GCancellable                  *cancellable,
                                                             GPtrArray                     *findings,
                                                             GError                       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDocumentVersion, pursuit_document_version_free)

G_END_DECLS
