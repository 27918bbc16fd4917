/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitGateFact:
 * @milestone_id: a milestone
 * @position: of its stage
 * @required: whether the stage is not left without it
 * @handover: whether it belongs to the hand-over instead
 * @name: what it is called
 * @name_zh: (nullable): the same in Chinese
 * @proof_id: what shows it, 0 for nothing
 * @kind: a #PursuitProofKind
 * @done_on: (nullable): ISO date on which it was reached
 * @note: (nullable): what is said about it
 * @source: (nullable): the name of the document, visit or person that shows it
 * @is_gone: whether that was deleted, is not there, or has left
 * @has_left: whether it is a person who does not work at the customer any more
 *
 * One milestone of a deal's process, and whether the deal has reached it.
 */
typedef struct
{
  gint64 milestone_id;
  int position;
  gboolean required;
  gboolean handover;
  char *name;
  char *name_zh;
  gint64 proof_id;
  int kind;
  char *done_on;
  char *note;
  char *source;
  gboolean is_gone;
  gboolean has_left;
} PursuitGateFact;

void       pursuit_gate_fact_free        (PursuitGateFact  *self);
GPtrArray *pursuit_gate_facts_list       (PursuitStore     *store,
                                          gint64            deal_id,
                                          gint64            process_id,
                                          int               first_position,
                                          int               last_position,
                                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_gate_facts_count_between (PursuitStore  *store,
                                          gint64            process_id,
                                          int               from_position,
                                          int               to_position,
                                          guint            *out_count,
                                          GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitGateFact, pursuit_gate_fact_free)

G_END_DECLS
