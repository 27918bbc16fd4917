/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-desk.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/* The verbs of deals (STG-4). Every path (drag, key, form, bulk, command line, import) goes through these, and
 * each writes a row of history. */

/**
 * PursuitDealSeen:
 * @stage_id: the stage in which the person saw the deal, 0 when they did not look
 * @status: its status then, a #PursuitDealStatus
 * @client: (nullable): under whose name the person's own saves are numbered: their own last move is no surprise to them
 * @buyer_stage_id: where the buyer stood then, 0 when that was not known; only "buyer-stage" goes by it
 *
 * What somebody had before their eyes when they decided to move a deal.
 */
typedef struct
{
  gint64 stage_id;
  gint64 status;
  const char *client;
  gint64 buyer_stage_id;
} PursuitDealSeen;

/**
 * PursuitDealChange:
 * @verb: "move", "win", "lose", "reopen", "buyer-stage", "park", "unpark", "estimate", "hand-over" or "accept"
 * @deal_id: which deal
 * @position: for "move": the stage to enter, from 1; for "buyer-stage": the buyer's, 0 for unknown; for "estimate": a
 *   percentage, -1 for the stage's
 * @reason: (nullable): for "move", "lose" and "park": why; for "win": why it is won past what is missing; for
 *   "buyer-stage": what shows it
 * @override: for "move" and "win": whether to go past milestones that are missing (STG-2)
 * @lost_to: (nullable): for "lose": the competitor who got it
 * @day: (nullable): an ISO date, for "park" that until which it waits; else %NULL is today
 * @ref_id: for "hand-over": the member of staff who receives it
 * @seen: what the person saw; with a `stage_id` of 0 nothing is expected
 *
 * One verb for one deal, for pursuit_deals_change().
 */
typedef struct
{
  const char *verb;
  gint64 deal_id;
  int position;
  const char *reason;
  gboolean override;
  const char *lost_to;
  const char *day;
  gint64 ref_id;
  PursuitDealSeen seen;
} PursuitDealChange;

gboolean  pursuit_deals_change      (PursuitDesk  *desk,
                                     const PursuitDealChange *change,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_create      (PursuitDesk  *desk,
                                     PursuitDeal  *deal,
                                     int           position,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_move        (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     int           position,
                                     const char   *reason,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_win         (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_win_on      (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     const char   *day,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_lose        (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     const char   *reason,
                                     const char   *lost_to,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_reopen      (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_set_buyer_stage (PursuitDesk *desk,
                                     gint64        deal_id,
                                     int           position,
                                     const char   *evidence,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_park        (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     const char   *until,
                                     const char   *reason,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_unpark      (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_estimate    (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     int           percent,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_hand_over   (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     gint64        receiver_id,
                                     const char   *day,
                                     gint64       *out_entry_id,
                                     GError      **error);
gboolean  pursuit_deals_accept      (PursuitDesk  *desk,
                                     gint64        deal_id,
                                     const char   *day,
                                     gint64       *out_entry_id,
                                     GError      **error);
GPtrArray *pursuit_deals_list_stages (PursuitDesk *desk,
                                     gint64        process_id,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
