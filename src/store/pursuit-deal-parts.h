/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitDealPart:
 * @PURSUIT_PART_STAGES: the stages of its process, by position
 * @PURSUIT_PART_STAKEHOLDERS: who has a part in the purchase, the most influential first
 * @PURSUIT_PART_CONTACTS: who else at the customer has a role in purchases
 * @PURSUIT_PART_RIVALS: the competitors, in the order in which they were noted
 * @PURSUIT_PART_STRATEGIES: the reviews of the strategy, the newest first
 *
 * What belongs to a deal and is read as records.
 */
typedef enum
{
  PURSUIT_PART_STAGES,
  PURSUIT_PART_STAKEHOLDERS,
  PURSUIT_PART_CONTACTS,
  PURSUIT_PART_RIVALS,
  PURSUIT_PART_STRATEGIES,
} PursuitDealPart;

GPtrArray *pursuit_deal_parts_list    (PursuitStore     *store,
                                       PursuitDealPart   part,
                                       gint64            deal_id,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *pursuit_deal_parts_tracks  (PursuitStore     *store,
                                       gint64            deal_id,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *pursuit_deal_parts_journal (PursuitStore     *store,
                                       gint64            deal_id,
                                       gint64            since,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
