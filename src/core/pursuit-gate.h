/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-milestone.h"
#include "pursuit-process.h"
#include "pursuit-proof.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/* Whoever goes past what is missing writes at least so many characters about it (STG-2). */
#define PURSUIT_GATE_LEAST_REASON 20

/**
 * PursuitGateItem:
 * @milestone: what is to be reached
 * @position: of its stage
 * @proof: (nullable): what shows that it was reached
 * @trouble: (nullable): why @proof does not count, such as a document that was deleted
 * @is_missing: whether it is required and not shown
 * @shown_by: (nullable): @proof in one line: the document, visit, person or note, and the day
 *
 * One milestone of a stage that is to be left, or of the hand-over.
 */
typedef struct
{
  PursuitMilestone *milestone;
  int position;
  PursuitProof *proof;
  char *trouble;
  gboolean is_missing;
  char *shown_by;
} PursuitGateItem;

/**
 * PursuitGate:
 * @deal: the deal as it is
 * @stages: (element-type PursuitStage): the stages of its process, by position
 * @from: where it stands
 * @to: where it is to stand; of a win, the stage for won deals
 * @buyer: where the buyer stands, 0 when nobody said
 * @items: (element-type PursuitGateItem): the milestones of the stages that are left, optional ones too
 * @n_required: how many of them are required
 * @n_missing: how many of those are not shown
 * @n_left_out: how many stages lie between
 * @is_win: whether the deal is to be won
 * @skips: whether stages are left out
 * @goes_back: whether it goes back
 * @needs_reason: whether the process asks why
 * @is_forbidden: whether the process does not allow the move at all
 * @may_override: whether the person who asked may go past what is missing, with a reason
 * @may_not: (nullable): otherwise, one sentence that names who may
 * @missing_roles: (nullable): the roles that the stage to enter requires, and nobody has or was asked for (TEAM-3); they stop nothing
 *
 * What a move of a deal needs (STG-2), as plain data: it is read on one thread and shown on another.
 */
typedef struct
{
  PursuitDeal *deal;
  GPtrArray *stages;
  int from;
  int to;
  int buyer;
  GPtrArray *items;
  guint n_required;
  guint n_missing;
  guint n_left_out;
  gboolean is_win;
  gboolean skips;
  gboolean goes_back;
  gboolean needs_reason;
  gboolean is_forbidden;
  gboolean may_override;
  char *may_not;
  char *missing_roles;
} PursuitGate;

PursuitGateItem *pursuit_gate_item_new  (PursuitMilestone *milestone,
                                         int               position) G_GNUC_WARN_UNUSED_RESULT;
void         pursuit_gate_item_free     (PursuitGateItem  *self);

PursuitGate *pursuit_gate_new           (PursuitDeal      *deal) G_GNUC_WARN_UNUSED_RESULT;
void         pursuit_gate_free          (PursuitGate      *self);
void         pursuit_gate_take_item     (PursuitGate      *self,
                                         PursuitGateItem  *item);
void         pursuit_gate_judge         (PursuitGate      *self,
                                         PursuitProcess   *process);
gboolean     pursuit_gate_is_open       (const PursuitGate *self);
char        *pursuit_gate_dup_missing   (const PursuitGate *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     pursuit_gate_is_reason     (const char       *text);
gboolean     pursuit_gate_require       (const PursuitGate *self,
                                         const char       *reason,
                                         gboolean          override,
                                         GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitGate, pursuit_gate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitGateItem, pursuit_gate_item_free)

G_END_DECLS
