/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOCUMENT (pursuit_document_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDocument, pursuit_document, PURSUIT, DOCUMENT, PursuitRecord)

/* A file kept with a customer or a deal (DOS-5): what it is, not its content. */
struct _PursuitDocument
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  char *name;
  char *location;
  char *notes;
};

G_END_DECLS
