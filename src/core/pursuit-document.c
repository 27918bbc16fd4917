/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"

G_DEFINE_FINAL_TYPE (PursuitDocument, pursuit_document, PURSUIT_TYPE_RECORD)

static const PursuitField document_fields[] = {
  PURSUIT_FIELD_REF (PursuitDocument, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitDocument, deal_id, N_("Deal"), pursuit_deal_get_type, 0),
  PURSUIT_FIELD_TEXT (PursuitDocument, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_FULL_TEXT),
  PURSUIT_FIELD_TEXT (PursuitDocument, location, N_("Location"), 0),
  PURSUIT_FIELD_LONG (PursuitDocument, notes, N_("Notes"), PURSUIT_FIELD_FULL_TEXT),
  PURSUIT_FIELD_INT (PursuitDocument, version, N_("Version"), PURSUIT_FIELD_DERIVED, .min = 0, .max = 1000000),
  PURSUIT_FIELD_INT (PursuitDocument, size, N_("Size"), PURSUIT_FIELD_DERIVED, .min = 0, .max = G_GINT64_CONSTANT (1000000000000000)),
  PURSUIT_FIELD_TEXT (PursuitDocument, media_type, N_("Media type"), PURSUIT_FIELD_DERIVED),
  PURSUIT_FIELD_TEXT (PursuitDocument, checksum, N_("Checksum"), PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL),
};

static void
pursuit_document_class_init (PursuitDocumentClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "document", N_("Document"),
                                   document_fields, G_N_ELEMENTS (document_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
  record_class->sorts_names = TRUE;
}

static void
pursuit_document_init (PursuitDocument *self)
{
}
