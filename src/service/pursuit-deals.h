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
 *
 * What somebody had before their eyes when they decided to move a deal.
 */
typedef struct
{
  gint64 stage_id;
  gint64 status;
  const char *client;
} PursuitDealSeen;

/**
 * PursuitDealChange:
 * @verb: "move", "win", "lose" or "reopen"
 * @deal_id: which deal
 * @position: for "move": the stage to enter, from 1
 * @reason: (nullable): for "move" and "lose": why
 * @lost_to: (nullable): for "lose": the competitor who got it
 * @day: (nullable): for "win": the ISO date, %NULL for today
 * @seen: what the person saw; with a `stage_id` of 0 nothing is expected
 *
 * One move of one deal, for pursuit_deals_change().
 */
typedef struct
{
  const char *verb;
  gint64 deal_id;
  int position;
  const char *reason;
  const char *lost_to;
  const char *day;
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
GPtrArray *pursuit_deals_list_stages (PursuitDesk *desk,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
