/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-proof.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-milestone.h"
#include "pursuit-staff.h"
#include "pursuit-str.h"

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

/**
 * pursuit_proof_require_source:
 * @self: a proof
 * @error: return location for the refusal
 *
 * A proof points to what its kind says and to nothing else; a note says something.
 *
 * Fails with %PURSUIT_ERROR_INVALID.
 *
 * Returns: %TRUE when it does
 */
gboolean
pursuit_proof_require_source (PursuitProof  *self,
                              GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_PROOF (self), FALSE);

  if ((self->document_id != 0) == (self->kind == PURSUIT_PROOF_DOCUMENT) &&
      (self->activity_id != 0) == (self->kind == PURSUIT_PROOF_VISIT) &&
      (self->contact_id != 0) == (self->kind == PURSUIT_PROOF_CONTACT) &&
      (self->kind != PURSUIT_PROOF_NOTE || !pursuit_str_empty (self->note)))
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("Say what shows that the milestone was reached: one document, visit or person, a note, or the day alone."));
  return FALSE;
}
