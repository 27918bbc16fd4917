/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deals.h"

G_BEGIN_DECLS

gboolean  pursuit_deals_require_seen (PursuitDesk            *desk,
                                      PursuitDeal            *deal,
                                      const PursuitDealSeen  *seen,
                                      GError                **error);
char     *pursuit_deals_dup_move     (PursuitDesk            *desk,
                                      PursuitDeal            *deal) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
