/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOCUMENT (pursuit_document_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDocument, pursuit_document, PURSUIT, DOCUMENT, PursuitRecord)

/* A file kept with a customer or a deal (DOS-5): what its newest version is, not its content. Version 0 is a link to
 * a place outside. */
struct _PursuitDocument
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  char *name;
  char *location;
  char *notes;
  gint64 version;
  gint64 size;
  char *media_type;
  char *checksum;
};

G_END_DECLS
