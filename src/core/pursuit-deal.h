/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEAL (pursuit_deal_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDeal, pursuit_deal, PURSUIT, DEAL, PursuitRecord)

/* One purchase that is being pursued (STG-4), on our side and on the buyer's (STG-1). */
struct _PursuitDeal
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  char *title;
  gint64 process_id;
  gint64 stage_id;
  gint64 status;
  gint64 amount;
  gint64 probability;
  gint64 owner_id;
  gint64 product_id;
  char *opened_on;
  char *expected_close;
  char *closed_on;
  char *next_step;
  char *next_step_on;
  char *lost_reason;
  char *lost_to;
  char *source;
  char *notes;
  gint64 stage_entered_at;
  gint64 max_position;
  char *stays;
  char *extra;
  gint64 buyer_stage_id;
  gint64 buyer_entered_at;
  gint64 gap;
  gint64 probability_manual;
  char *parked_until;
  char *parked_reason;
  gint64 next_step_owner_id;
  gint64 receiver_id;
  char *handed_over_on;
  char *accepted_on;
};

G_END_DECLS
