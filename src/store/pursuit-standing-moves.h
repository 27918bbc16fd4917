/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-standing-rules.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* The dated changes of the standing of customers; every path of grade, funnel and relationship level writes them. */

gboolean   pursuit_standing_moves_add             (PursuitStore               *store,
                                                   const PursuitStandingMove  *move,
                                                   GError                    **error);
gboolean   pursuit_standing_moves_add_new         (PursuitStore               *store,
                                                   gint64                      first_id,
                                                   gint64                      last_id,
                                                   gint64                      at,
                                                   gint64                      staff_id,
                                                   GError                    **error);
GPtrArray *pursuit_standing_moves_list            (PursuitStore               *store,
                                                   gint64                      customer_id,
                                                   GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_standing_moves_find_interested (PursuitStore               *store,
                                                   gint64                      customer_id,
                                                   gboolean                   *out_has,
                                                   GError                    **error);

G_END_DECLS
