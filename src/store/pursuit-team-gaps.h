/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitTeamGap:
 * @deal_id: an open deal
 * @title: what it is called
 * @customer_id: its customer
 * @customer: what the customer is called
 * @owner: (nullable): whose deal it is
 * @at: where it stands
 * @position: the stage that needs the role, @at or the one after it
 * @stage: what that is called
 * @role_id: the role that nobody plays there
 * @role: what it is called
 * @is_asked: whether somebody was asked and has not answered
 *
 * A role that an open deal needs now or next, and does not have (TEAM-3).
 */
typedef struct
{
  gint64 deal_id;
  char *title;
  gint64 customer_id;
  char *customer;
  char *owner;
  int at;
  int position;
  char *stage;
  gint64 role_id;
  char *role;
  gboolean is_asked;
} PursuitTeamGap;

void       pursuit_team_gap_free    (PursuitTeamGap  *self);
GPtrArray *pursuit_team_lookup_gaps (PursuitStore    *store,
                                     const gint64    *deal_ids,
                                     guint            n_deals,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitTeamGap, pursuit_team_gap_free)

G_END_DECLS
