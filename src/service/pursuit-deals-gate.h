/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-gate.h"

G_BEGIN_DECLS

/* What a move would need, read before it is tried; the verbs ask the same again. */

PursuitGate *pursuit_deals_read_gate       (PursuitDesk  *desk,
                                            gint64        deal_id,
                                            int           to_position,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitGate *pursuit_deals_read_milestones (PursuitDesk  *desk,
                                            gint64        deal_id,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
