/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* What belongs to one deal: proofs, stakeholders, rivals, strategies. */

gboolean pursuit_part_lookup_proof       (PursuitStore  *store,
                                              gint64         deal_id,
                                              gint64         milestone_id,
                                              gint64        *out_id,
                                              GError       **error);
gboolean pursuit_part_lookup_stakeholder (PursuitStore  *store,
                                              gint64         deal_id,
                                              gint64         contact_id,
                                              gint64        *out_id,
                                              GError       **error);
gboolean pursuit_part_set_customer     (PursuitStore  *store,
                                              gint64         deal_id,
                                              gint64         customer_id,
                                              GError       **error);

G_END_DECLS
