/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

GPtrArray *pursuit_rivals_list_names (PursuitDesk  *desk,
                                      gint64        deal_id,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
