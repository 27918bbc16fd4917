/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-desk.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/* The verbs of deals (STG-4). Every path (drag, key, form, bulk, command line, import) goes through these, and
 * each writes a row of history. */

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
