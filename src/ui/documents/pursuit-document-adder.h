/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitDocumentPlace:
 * @customer_id: whose documents they become, 0 for that of the deal
 * @deal_id: of which deal, 0 for none
 * @document_id: of which document they become versions, 0 for new documents
 *
 * Where files are added.
 */
typedef struct
{
  gint64 customer_id;
  gint64 deal_id;
  gint64 document_id;
} PursuitDocumentPlace;

#define PURSUIT_TYPE_DOCUMENT_ADDER (pursuit_document_adder_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDocumentAdder, pursuit_document_adder, PURSUIT, DOCUMENT_ADDER, GObject)

PursuitDocumentAdder *pursuit_document_adder_new          (PursuitWorker              *worker) G_GNUC_WARN_UNUSED_RESULT;
void                  pursuit_document_adder_add_file     (PursuitDocumentAdder       *self,
                                                           const PursuitDocumentPlace *place,
                                                           GFile                      *file);
void                  pursuit_document_adder_add_bytes    (PursuitDocumentAdder       *self,
                                                           const PursuitDocumentPlace *place,
                                                           const char                 *name,
                                                           GBytes                     *bytes);
void                  pursuit_document_adder_cancel       (PursuitDocumentAdder       *self);
gboolean              pursuit_document_adder_is_busy      (PursuitDocumentAdder       *self);
const char           *pursuit_document_adder_get_name     (PursuitDocumentAdder       *self);
guint                 pursuit_document_adder_get_waiting  (PursuitDocumentAdder       *self);
double                pursuit_document_adder_get_fraction (PursuitDocumentAdder       *self);

G_END_DECLS
