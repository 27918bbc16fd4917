/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-views.h"

#include <glib/gi18n-lib.h>

#include "pursuit-board-page.h"
#include "pursuit-customers-page.h"
#include "pursuit-pipeline-page.h"
#include "pursuit-process-page.h"
#include "pursuit-query-run.h"
#include "pursuit-requests.h"
#include "pursuit-team-page.h"

static gint64
count_customers (PursuitDesk  *desk,
                 GError      **error)
{
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(GArray) ids = NULL;

  /* Counting is quick without a scope; with one, the person's own customers are few. */
  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_VIEW) == PURSUIT_SCOPE_ALL)
    return pursuit_store_count_customers (pursuit_desk_get_store (desk), error);

  query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  ids = pursuit_desk_query_ids (desk, query, 0, error);
  return ids ? (gint64) ids->len : -1;
}

static gint64
count_open_deals (PursuitDesk  *desk,
                  GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = NULL;
  PursuitTotals totals;

  query->status = PURSUIT_DEAL_OPEN;
  scoped = pursuit_desk_scope_query (desk, query);
  if (!pursuit_store_query_totals (pursuit_desk_get_store (desk), scoped, &totals, error))
    return -1;

  return totals.count;
}

/* What waits for an answer. */
static gint64
count_requests (PursuitDesk  *desk,
                GError      **error)
{
  PursuitRequestCounts counts;

  return pursuit_requests_count (desk, &counts, error) ? counts.n_waiting : -1;
}

/* A page plugs in with one line here; see HACKING.md. */
static const PursuitView views[] = {
  { "customers", N_("Customers"), "pursuit-customer-symbolic", pursuit_customers_page_get_type, count_customers },
  { "board", N_("Board"), "pursuit-board-symbolic", pursuit_board_page_get_type, count_open_deals },
  { "team", N_("Team"), "pursuit-team-symbolic", pursuit_team_page_get_type, count_requests },
  { "pipeline", N_("Pipeline"), "pursuit-forecast-symbolic", pursuit_pipeline_page_get_type, NULL },
  { "processes", N_("Processes"), "pursuit-process-symbolic", pursuit_process_page_get_type, NULL },
  { 0 }
};

/**
 * pursuit_views_list:
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none): the views in the order of the sidebar
 */
const PursuitView *
pursuit_views_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (views) - 1;
  return views;
}

/**
 * pursuit_views_find:
 * @name: (nullable): a view's name
 *
 * Returns: (transfer none) (nullable): the view, or %NULL
 */
const PursuitView *
pursuit_views_find (const char *name)
{
  for (const PursuitView *view = views; view->name; view++)
    if (g_strcmp0 (view->name, name) == 0)
      return view;

  return NULL;
}
