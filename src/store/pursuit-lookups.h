/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* Small questions that the rules of the verbs ask. */

gboolean pursuit_lookup_is_in_team       (PursuitStore  *store,
                                          gint64         leader_id,
                                          gint64         staff_id,
                                          gboolean      *out_in_team,
                                          GError       **error);
gboolean pursuit_lookup_is_unit_in_team  (PursuitStore  *store,
                                          gint64         leader_id,
                                          gint64         unit_id,
                                          gboolean      *out_in_team,
                                          GError       **error);
gboolean pursuit_lookup_works_on (PursuitStore  *store,
                                  gint64         staff_id,
                                  gint64         customer_id,
                                  gint64         deal_id,
                                  gboolean      *out_works,
                                  GError       **error);

GArray  *pursuit_lookup_team             (PursuitStore  *store,
                                          gint64         leader_id,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_lookup_open_deals       (PursuitStore  *store,
                                          gint64         customer_id,
                                          gint64        *out_count,
                                          GError       **error);
gboolean pursuit_lookup_contacts         (PursuitStore  *store,
                                          gint64         customer_id,
                                          gint64        *out_count,
                                          GError       **error);
gboolean pursuit_lookup_subsidiaries     (PursuitStore  *store,
                                          gint64         customer_id,
                                          gint64        *out_count,
                                          GError       **error);
gboolean pursuit_lookup_activities       (PursuitStore  *store,
                                          gint64         customer_id,
                                          gint64        *out_count,
                                          GError       **error);
gboolean pursuit_lookup_last_contact     (PursuitStore  *store,
                                          gint64         customer_id,
                                          gint64        *out_at,
                                          GError       **error);
gboolean pursuit_lookup_stage            (PursuitStore  *store,
                                          gint64         process_id,
                                          int            position,
                                          gint64        *out_id,
                                          GError       **error);
gboolean pursuit_lookup_won_stage        (PursuitStore  *store,
                                          gint64         process_id,
                                          gint64        *out_id,
                                          GError       **error);
char    *pursuit_lookup_name             (PursuitStore  *store,
                                          GType          type,
                                          gint64         id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
