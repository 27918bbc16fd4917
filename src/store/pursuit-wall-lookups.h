/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"
#include "pursuit-wall.h"

G_BEGIN_DECLS

/* What the relationship wall of one customer is read from; each is an indexed statement. */

gboolean  pursuit_wall_read_marks  (PursuitStore  *store,
                                    PursuitWall   *wall,
                                    GError       **error);
gboolean  pursuit_wall_read_people (PursuitStore  *store,
                                    PursuitWall   *wall,
                                    GError       **error);
gboolean  pursuit_wall_read_staff  (PursuitStore  *store,
                                    PursuitWall   *wall,
                                    GError       **error);
GArray   *pursuit_wall_list_bonds  (PursuitStore  *store,
                                    gint64         customer_id,
                                    const char    *period,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_wall_find_bond   (PursuitStore  *store,
                                    PursuitBond   *bond,
                                    gint64        *out_id,
                                    GError       **error);
char     *pursuit_wall_find_latest (PursuitStore  *store,
                                    gint64         customer_id,
                                    const char    *until,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
