/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

typedef struct _PursuitDocumentCopies PursuitDocumentCopies;

PursuitDocumentCopies *pursuit_document_copies_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_document_copies_free  (PursuitDocumentCopies  *self);
char                  *pursuit_document_copies_make  (PursuitDocumentCopies  *self,
                                                      PursuitDesk            *desk,
                                                      gint64                  document_id,
                                                      gint64                  version,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_document_copies_tidy  (void);
char                  *pursuit_document_copies_dup_home (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitDocumentCopies, pursuit_document_copies_free)

G_END_DECLS
