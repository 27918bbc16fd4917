/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-request-lookups.h"
#include "pursuit-role-request.h"

G_BEGIN_DECLS

/* What is done with requests for a role (TEAM-4), as the journal has it; asking is creating one. */
#define PURSUIT_VERB_REQUEST_ACCEPT "accept"
#define PURSUIT_VERB_REQUEST_DECLINE "decline"
#define PURSUIT_VERB_REQUEST_DONE "done"
#define PURSUIT_VERB_REQUEST_WITHDRAW "withdraw"

/**
 * PursuitAnswer:
 * @request_id: a request
 * @state: what becomes of it: accepted, declined, done or withdrawn
 * @staff_id: who comes when it is accepted, 0 for the person asked, or for the actor when nobody was
 * @hours: how many hours a week it takes then, -1 for what the request and the role say
 * @reason: (nullable): why it is declined, or what else is to be said
 */
typedef struct
{
  gint64 request_id;
  PursuitRequestState state;
  gint64 staff_id;
  int hours;
  const char *reason;
} PursuitAnswer;

gboolean   pursuit_requests_ask        (PursuitDesk          *desk,
                                        PursuitRoleRequest   *request,
                                        gint64               *out_entry_id,
                                        GError              **error);
gboolean   pursuit_requests_answer     (PursuitDesk          *desk,
                                        const PursuitAnswer  *answer,
                                        gint64               *out_entry_id,
                                        GError              **error);

GPtrArray *pursuit_requests_list       (PursuitDesk          *desk,
                                        PursuitRequestList    list,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitRequestItem *pursuit_requests_read (PursuitDesk       *desk,
                                        gint64                id,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_requests_count      (PursuitDesk          *desk,
                                        PursuitRequestCounts *out_counts,
                                        GError              **error);

/* What the verbs that are the same for every record ask about requests. */
gboolean   pursuit_requests_complete   (PursuitDesk          *desk,
                                        PursuitRoleRequest   *request,
                                        PursuitRecord        *deal);
gboolean   pursuit_requests_require    (PursuitDesk          *desk,
                                        PursuitRoleRequest   *request,
                                        const PursuitSubject *subject,
                                        GError              **error);
gboolean   pursuit_requests_require_part (PursuitDesk        *desk,
                                        PursuitRoleRequest   *before,
                                        PursuitRoleRequest   *after,
                                        GError              **error);
gboolean   pursuit_requests_require_change (PursuitDesk      *desk,
                                        PursuitRecord        *before,
                                        PursuitRecord        *after,
                                        GError              **error);
gboolean   pursuit_requests_may_go     (PursuitRecord        *record,
                                        GError              **error);
gboolean   pursuit_requests_follow     (PursuitDesk          *desk,
                                        PursuitRecord        *before,
                                        PursuitRecord        *after,
                                        GError              **error);

G_END_DECLS
