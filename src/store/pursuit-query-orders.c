/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-sql-private.h"

#include "pursuit-date.h"
#include "pursuit-enums.h"

/* The orders of the lists. A variable ORDER BY picks from constants; each order that a list has is one walk along an index. */

static const PursuitOrderShape by_default[] = {
  [PURSUIT_LIST_CUSTOMERS] = { .key = "c.last_contact_at", .descending = TRUE },
  [PURSUIT_LIST_CONTACTS] = { .key = "p.sort_key" },
  [PURSUIT_LIST_DEALS] = { .key = "d.closed_on", .descending = TRUE },
  [PURSUIT_LIST_ACTIVITIES] = { .key = "a.happened_at", .descending = TRUE },
  [PURSUIT_LIST_TIMELINE] = { .key = "t.at", .descending = TRUE },
  [PURSUIT_LIST_STAFF] = { .key = "s.sort_key" },
  [PURSUIT_LIST_UNITS] = { .key = "u.sort_key" },
  [PURSUIT_LIST_PRODUCTS] = { .key = "p.sort_key" },
  [PURSUIT_LIST_DOCUMENTS] = { .key = "f.sort_key" },
  [PURSUIT_LIST_JOURNAL] = { .descending = TRUE },
};

static const PursuitOrderShape of_customers[] = {
  [PURSUIT_ORDER_DEFAULT] = { .key = "c.last_contact_at", .descending = TRUE },
  [PURSUIT_ORDER_NAME] = { .key = "c.sort_key" },
  [PURSUIT_ORDER_AMOUNT] = { .key = "c.estimated_revenue", .descending = TRUE },
  [PURSUIT_ORDER_AGE] = { .descending = TRUE },
  [PURSUIT_ORDER_GRADE] = { .key = "c.grade", .none_last = TRUE },
  [PURSUIT_ORDER_CLOSING] = { .key = "c.last_contact_at", .descending = TRUE },
  [PURSUIT_ORDER_BUYING_ROLE] = { .key = "c.last_contact_at", .descending = TRUE },
  [PURSUIT_ORDER_GAP] = { .key = "c.last_contact_at", .descending = TRUE },
};

static const PursuitOrderShape of_deals[] = {
  [PURSUIT_ORDER_DEFAULT] = { .key = "d.closed_on", .descending = TRUE },
  [PURSUIT_ORDER_NAME] = { .key = "d.sort_key" },
  [PURSUIT_ORDER_AMOUNT] = { .key = "d.amount", .descending = TRUE },
  [PURSUIT_ORDER_AGE] = { .key = "d.stage_entered_at" },
  [PURSUIT_ORDER_GRADE] = { .key = "d.closed_on", .descending = TRUE },
  [PURSUIT_ORDER_CLOSING] = { .key = "d.expected_close", .none_last = TRUE },
  [PURSUIT_ORDER_BUYING_ROLE] = { .key = "d.closed_on", .descending = TRUE },
  [PURSUIT_ORDER_GAP] = { .key = "d.gap", .descending = TRUE },
};

/* What open deals are listed for: overdue, today, none planned, later (platform.md 7). */
static const PursuitOrderShape by_next_step = { .key = "d.next_step_on", .around_today = TRUE };

/* For the people of one customer, who are few enough to be sorted; by name within a part, and who has left comes last. */
static const PursuitOrderShape by_buying_role = {
  .key = "CASE WHEN p.left_on IS NULL THEN '0' ELSE '1' END || CASE coalesce(p.buying_role, 'none') WHEN 'decider' THEN '1' WHEN 'approver' THEN '2' WHEN 'evaluator' THEN '3'"
         " WHEN 'user' THEN '4' WHEN 'gatekeeper' THEN '5' WHEN 'coach' THEN '6' ELSE '7' END || p.search",
};

G_STATIC_ASSERT (G_N_ELEMENTS (by_default) == PURSUIT_LIST_JOURNAL + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (of_customers) == PURSUIT_N_ORDERS);
G_STATIC_ASSERT (G_N_ELEMENTS (of_deals) == PURSUIT_N_ORDERS);

/* What @query is ordered by. Its rows compare as the values of pursuit_query_sql_key() and, where these are equal, their ids do;
 * a value may be NULL, which stands before all others, as the engine has it. */
const PursuitOrderShape *
pursuit_list_order (const PursuitQuery *query)
{
  g_return_val_if_fail ((guint) query->list < G_N_ELEMENTS (by_default) && query->order < PURSUIT_N_ORDERS, NULL);

  if (query->list == PURSUIT_LIST_CUSTOMERS)
    return &of_customers[query->order];
  if (query->list == PURSUIT_LIST_CONTACTS && query->order == PURSUIT_ORDER_BUYING_ROLE)
    return &by_buying_role;
  if (query->list != PURSUIT_LIST_DEALS)
    return &by_default[query->list];
  if (query->order == PURSUIT_ORDER_DEFAULT && query->status == PURSUIT_DEAL_OPEN)
    return &by_next_step;

  return &of_deals[query->order];
}

/* Whether the largest key comes first in the end. */
gboolean
pursuit_list_is_descending (const PursuitQuery *query)
{
  return pursuit_list_order (query)->descending != query->reversed;
}

/* Appends the key of @query as an expression, for whoever compares rows; the id where that alone decides. */
void
pursuit_query_sql_key (PursuitQuerySql    *self,
                       const PursuitQuery *query)
{
  const PursuitOrderShape *order = pursuit_list_order (query);

  if (order->around_today)
    {
      g_autofree char *today = pursuit_date_today ();
      g_autofree char *after_today = g_strconcat (today, "~", NULL);

      g_string_append_printf (self->sql, "coalesce(%s", order->key);
      pursuit_query_sql_text (self, ", ", after_today, ")");
    }
  else if (order->none_last)
    g_string_append_printf (self->sql, "coalesce(%s, '~')", order->key);
  else
    g_string_append (self->sql, order->key != NULL ? order->key : pursuit_list_shape (query->list)->id);
}

/* Appends " ORDER BY ..."; not for orders around today, which are asked for in parts, each along the index. */
void
pursuit_query_sql_order (PursuitQuerySql    *self,
                         const PursuitQuery *query)
{
  const PursuitOrderShape *order = pursuit_list_order (query);
  const char *direction = pursuit_list_is_descending (query) ? " DESC" : "";
  const char *nulls = !order->none_last ? "" : query->reversed ? " NULLS FIRST" : " NULLS LAST";

  g_assert (!order->around_today);

  g_string_append (self->sql, " ORDER BY ");
  if (order->key != NULL)
    g_string_append_printf (self->sql, "%s%s%s, ", order->key, direction, nulls);
  g_string_append_printf (self->sql, "%s%s", pursuit_list_shape (query->list)->id, direction);
}
