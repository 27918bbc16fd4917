/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-enums.h"
#include "pursuit-query.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitRequestList:
 * @PURSUIT_REQUESTS_WAITING: what waits for the person's answer
 * @PURSUIT_REQUESTS_MINE: what the person asked for and is not done
 * @PURSUIT_REQUESTS_OPEN: all that is asked or accepted and not done
 * @PURSUIT_REQUESTS_ANSWERED: what was answered last
 *
 * Which requests for roles are listed (TEAM-4).
 */
typedef enum
{
  PURSUIT_REQUESTS_WAITING,
  PURSUIT_REQUESTS_MINE,
  PURSUIT_REQUESTS_OPEN,
  PURSUIT_REQUESTS_ANSWERED,
  PURSUIT_N_REQUEST_LISTS,
} PursuitRequestList;

/**
 * PursuitRequestViewer:
 * @scope: (transfer none): a query with the scope of whoever looks
 * @staff_id: who looks, 0 for the owner of the file
 * @answers_all: whether they may answer what nobody else can
 * @today: the ISO date
 *
 * Who looks at requests, and when.
 */
typedef struct
{
  const PursuitQuery *scope;
  gint64 staff_id;
  gboolean answers_all;
  const char *today;
} PursuitRequestViewer;

/**
 * PursuitRequestItem:
 * @is_overdue: whether it is asked and was needed before today
 * @hides_amount: whether @amount is not for whoever looks; set by the service, as are those that follow
 * @is_mine: whether whoever looks asked
 * @may_answer: whether they may answer
 * @may_choose: whether they may name another person
 * @coordinator_id: who answers for the role, 0 for nobody
 * @owner_id: who sells the deal, 0 for nobody
 * @role_hours: how many hours a week the role takes
 *
 * A request with the names around it; see #PursuitRoleRequest for the rest.
 */
typedef struct
{
  gint64 id;
  gint64 deal_id;
  gint64 customer_id;
  gint64 role_id;
  gint64 staff_id;
  gint64 requester_id;
  gint64 coordinator_id;
  gint64 owner_id;
  gint64 stage;
  gint64 hours;
  gint64 role_hours;
  gint64 amount;
  gint64 answered_at;
  PursuitRequestState state;
  gboolean is_overdue;
  gboolean hides_amount;
  gboolean is_mine;
  gboolean may_answer;
  gboolean may_choose;
  char *needed_on;
  char *purpose;
  char *background;
  char *reason;
  char *role;
  char *deal;
  char *customer;
  char *person;
  char *requester;
  char *answerer;
  char *coordinator;
} PursuitRequestItem;

typedef struct
{
  gint64 n_waiting;
  gint64 n_mine;
  gint64 n_open;
  gint64 n_overdue;      /* of those that wait */
} PursuitRequestCounts;

void       pursuit_request_item_free     (PursuitRequestItem         *self);

GPtrArray *pursuit_request_lookup_list   (PursuitStore               *store,
                                          PursuitRequestList          list,
                                          const PursuitRequestViewer *viewer,
                                          guint                       limit,
                                          GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitRequestItem *pursuit_request_lookup_item (PursuitStore        *store,
                                          gint64                      id,
                                          const char                 *today,
                                          GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_request_lookup_counts (PursuitStore               *store,
                                          const PursuitRequestViewer *viewer,
                                          PursuitRequestCounts       *out_counts,
                                          GError                    **error);
gboolean   pursuit_request_lookup_assignment (PursuitStore           *store,
                                          gint64                      deal_id,
                                          gint64                      request_id,
                                          gint64                     *out_id,
                                          GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitRequestItem, pursuit_request_item_free)

G_END_DECLS
