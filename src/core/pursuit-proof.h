/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PROOF (pursuit_proof_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProof, pursuit_proof, PURSUIT, PROOF, PursuitRecord)

/* One milestone of one deal that was reached, and what shows it (STG-2). At most one of @document_id, @activity_id and
 * @contact_id is set, as @kind says; @note may always say more. */
struct _PursuitProof
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 milestone_id;
  gint64 kind;
  char *done_on;
  gint64 staff_id;
  gint64 document_id;
  gint64 activity_id;
  gint64 contact_id;
  char *note;
};

gboolean pursuit_proof_require_source (PursuitProof  *self,
                                       GError       **error);

G_END_DECLS
