/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-requests.h"

#include "pursuit-date.h"

/* Requests for a role, as the inbox and the command line list them. */

/* More than anybody reads; what is open is far less. */
#define MOST_OPEN 500
#define MOST_ANSWERED 10

static PursuitQuery *
make_scope (PursuitDesk *desk)
{
  g_autoptr(PursuitQuery) deals = pursuit_query_new (PURSUIT_LIST_DEALS);

  return pursuit_desk_scope_query (desk, deals);
}

static PursuitRequestViewer
make_viewer (PursuitDesk        *desk,
             const PursuitQuery *scope,
             const char         *today)
{
  return (PursuitRequestViewer) { .scope = scope, .staff_id = pursuit_desk_get_actor_id (desk), .today = today,
                                  .answers_all = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_ADMINISTER) != PURSUIT_SCOPE_NONE };
}

/* What whoever looks may see and do. */
static void
complete (PursuitDesk        *desk,
          PursuitRequestItem *item)
{
  gboolean administers = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_ADMINISTER) != PURSUIT_SCOPE_NONE;
  gint64 actor_id = pursuit_desk_get_actor_id (desk);

  item->is_mine = item->requester_id == actor_id;
  item->may_choose = administers || (actor_id != 0 && actor_id == item->coordinator_id);
  item->may_answer = item->may_choose || (actor_id != 0 && actor_id == item->staff_id);
  item->hides_amount = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PRICE) == PURSUIT_SCOPE_NONE;
  if (item->hides_amount)
    item->amount = 0;
}

/**
 * pursuit_requests_list:
 * @desk: a desk
 * @list: which
 * @error: return location
 *
 * Lists what the actor may see: requests on deals that they may see, and those that they asked, or may be answered by them. Amounts are
 * left out for whoever may not see prices.
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may see nothing, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRequestItem): the soonest needed first; of those answered, the last first
 */
GPtrArray *
pursuit_requests_list (PursuitDesk         *desk,
                       PursuitRequestList   list,
                       GError             **error)
{
  g_autoptr(PursuitQuery) scope = make_scope (desk);
  g_autofree char *today = pursuit_date_today ();
  const PursuitRequestViewer viewer = make_viewer (desk, scope, today);
  g_autoptr(GPtrArray) items = NULL;

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_VIEW, error) ||
      (items = pursuit_request_lookup_list (pursuit_desk_get_store (desk), list, &viewer,
                                            list == PURSUIT_REQUESTS_ANSWERED ? MOST_ANSWERED : MOST_OPEN, error)) == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    complete (desk, g_ptr_array_index (items, i));

  return g_steal_pointer (&items);
}

/**
 * pursuit_requests_count:
 * @desk: a desk
 * @out_counts: (out): how many requests the actor would find in each list
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_counts was set
 */
gboolean
pursuit_requests_count (PursuitDesk           *desk,
                        PursuitRequestCounts  *out_counts,
                        GError               **error)
{
  g_autoptr(PursuitQuery) scope = make_scope (desk);
  g_autofree char *today = pursuit_date_today ();
  const PursuitRequestViewer viewer = make_viewer (desk, scope, today);

  return pursuit_request_lookup_counts (pursuit_desk_get_store (desk), &viewer, out_counts, error);
}

/**
 * pursuit_requests_read:
 * @desk: a desk
 * @id: a request
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the actor may not see it, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): one request, as pursuit_requests_list() has it
 */
PursuitRequestItem *
pursuit_requests_read (PursuitDesk  *desk,
                       gint64        id,
                       GError      **error)
{
  g_autofree char *today = pursuit_date_today ();
  g_autoptr(PursuitRequestItem) item = pursuit_request_lookup_item (pursuit_desk_get_store (desk), id, today, error);
  PursuitSubject subject = { 0 };

  if (item == NULL)
    return NULL;
  complete (desk, item);
  subject = (PursuitSubject) { .owner_id = item->owner_id, .customer_id = item->customer_id, .deal_id = item->deal_id };
  if (!item->may_answer && !item->is_mine && !pursuit_desk_require_about (desk, PURSUIT_RIGHT_VIEW, &subject, error))
    return NULL;

  return g_steal_pointer (&item);
}
