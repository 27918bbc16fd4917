/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-proof.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-milestone.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitProof, pursuit_proof, PURSUIT_TYPE_RECORD)

static const PursuitField proof_fields[] = {
  PURSUIT_FIELD_REF (PursuitProof, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitProof, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitProof, milestone_id, N_("Milestone"), pursuit_milestone_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_ENUM (PursuitProof, kind, N_("Proof"), pursuit_proof_kind_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitProof, done_on, N_("Reached on"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitProof, staff_id, N_("By"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_REF (PursuitProof, document_id, N_("Document"), pursuit_document_get_type, 0),
  PURSUIT_FIELD_REF (PursuitProof, activity_id, N_("Visit"), pursuit_activity_get_type, 0),
  PURSUIT_FIELD_REF (PursuitProof, contact_id, N_("Person"), pursuit_contact_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitProof, note, N_("Note"), 0),
};

static void
pursuit_proof_class_init (PursuitProofClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "proof", N_("Proof"),
                                   proof_fields, G_N_ELEMENTS (proof_fields));
}

static void
pursuit_proof_init (PursuitProof *self)
{
}
