/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-milestone.h"
#include "pursuit-proof.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PROOF_FORM (pursuit_proof_form_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProofForm, pursuit_proof_form, PURSUIT, PROOF_FORM, GtkWidget)

void     pursuit_proof_form_set_up     (PursuitProofForm *self,
                                        PursuitWorker    *worker,
                                        gint64            customer_id,
                                        gint64            deal_id,
                                        PursuitMilestone *milestone);
void     pursuit_proof_form_set_replaced (PursuitProofForm *self,
                                        PursuitProof     *proof);
gboolean pursuit_proof_form_is_changed (PursuitProofForm *self);
void     pursuit_proof_form_clear      (PursuitProofForm *self);

G_END_DECLS
