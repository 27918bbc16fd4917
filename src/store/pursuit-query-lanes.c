/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-run.h"

#include <string.h>

#include "pursuit-collation.h"
#include "pursuit-enums.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/* The lanes of a board that are not stages, each grouping in one statement; and what closed deals brought, open ones will bring. */

/**
 * pursuit_lane_totals_free:
 * @lane: (transfer full): the figures of a lane
 */
void
pursuit_lane_totals_free (PursuitLaneTotals *lane)
{
  g_free (lane->key_text);
  g_free (lane->label);
  g_free (lane);
}

/* What stands around "SELECT deals of some lanes" for each grouping. Columns: number, text, label, then the totals; the largest
 * lanes come first. */
static const struct
{
  const char *before;
  const char *key;
  const char *after;
} groupings[] = {
  [PURSUIT_BOARD_BY_SELLER] = {
    .before = "SELECT x.k, NULL, s.name, x.n, x.a, x.w FROM (",
    .key = "d.owner_id",
    .after = ") x LEFT JOIN staff s ON s.id = x.k ORDER BY x.n DESC, x.k",
  },
  [PURSUIT_BOARD_BY_REGION] = {
    .before = "SELECT 0, x.k, x.k, x.n, x.a, x.w FROM (",
    .key = "d.customer_region",
    .after = ") x ORDER BY x.n DESC, x.k",
  },
  [PURSUIT_BOARD_BY_PRODUCT] = {
    .before = "SELECT 0, y.l, y.l, sum(y.n), sum(y.a), sum(y.w) FROM (SELECT " PURSUIT_PRODUCT_LINE " AS l, x.n, x.a, x.w FROM (",
    .key = "d.product_id",
    .after = ") x LEFT JOIN product p ON p.id = x.k) y GROUP BY y.l ORDER BY 4 DESC, y.l",
  },
};

static PursuitLaneTotals *
read_lane (PursuitStmt *stmt)
{
  PursuitLaneTotals *lane = g_new0 (PursuitLaneTotals, 1);

  lane->key_id = pursuit_stmt_get_number (stmt, 0);
  lane->key_text = g_strdup (pursuit_stmt_get_text (stmt, 1));
  lane->label = g_strdup (pursuit_stmt_get_text (stmt, 2));
  pursuit_totals_read (&lane->totals, stmt, 3);

  return lane;
}

static gboolean
is_nobodys (const PursuitLaneTotals *lane)
{
  return lane->key_id == 0 && lane->key_text == NULL;
}

/* By name, which stays as it is while cards move; those that have none after them. */
static int
compare_lanes (gconstpointer a,
               gconstpointer b)
{
  const PursuitLaneTotals *x = *(const PursuitLaneTotals *const *) a;
  const PursuitLaneTotals *y = *(const PursuitLaneTotals *const *) b;
  guint8 x_key[PURSUIT_COLLATION_KEY_SIZE], y_key[PURSUIT_COLLATION_KEY_SIZE];
  gsize n_x, n_y;
  int order;

  if (is_nobodys (x) || is_nobodys (y))
    return is_nobodys (x) - is_nobodys (y);

  n_x = pursuit_collation_make_key (x->label != NULL ? x->label : "", x_key);
  n_y = pursuit_collation_make_key (y->label != NULL ? y->label : "", y_key);
  order = memcmp (x_key, y_key, MIN (n_x, n_y));
  if (order == 0)
    order = (n_x > n_y) - (n_x < n_y);

  return order != 0 ? order : (x->key_id > y->key_id) - (x->key_id < y->key_id);
}

/* Keeps the largest lanes, and has one more for all others. Nobody's lane is none of them, however small. */
static void
gather_others (GPtrArray *lanes,
               guint      limit)
{
  PursuitLaneTotals *others = NULL;
  guint at = 0;
  guint n_kept = 0;
  gboolean has_nobodys = FALSE;

  for (guint i = 0; i < lanes->len; i++)
    has_nobodys = has_nobodys || is_nobodys (g_ptr_array_index (lanes, i));
  if (lanes->len > limit)
    {
      others = g_new0 (PursuitLaneTotals, 1);
      others->is_others = TRUE;
      limit -= has_nobodys ? 2 : 1;
    }
  while (others != NULL && at < lanes->len)
    {
      PursuitLaneTotals *lane = g_ptr_array_index (lanes, at);

      if (is_nobodys (lane) || n_kept++ < limit)
        {
          at++;
          continue;
        }
      pursuit_totals_add (&others->totals, &lane->totals);
      g_ptr_array_remove_index (lanes, at);
    }

  g_ptr_array_sort (lanes, compare_lanes);
  if (others != NULL)
    g_ptr_array_add (lanes, others);
}

/* Whether nothing narrows the query but of whom the deals are, and of which process. */
static gboolean
is_about_people (const PursuitQuery *query)
{
  PursuitQuery plain = *query;

  plain.owner_id = 0;
  plain.unit_id = 0;
  plain.scope = PURSUIT_SCOPE_ALL;

  return pursuit_query_is_about_all (&plain) && query->stage_id == 0 && query->closed_from == NULL && query->closed_to == NULL;
}

/* One index has all that the lanes of some people are made of. The engine would go along another that brings the deals in the order of
 * their lanes, and look up each: four times as long. */
static const char *
get_from (const PursuitQuery *query)
{
  return is_about_people (query) ? " FROM deal d INDEXED BY deal_open_by_owner" : pursuit_list_from (query);
}

/**
 * pursuit_store_query_lanes:
 * @self: a store
 * @query: a query of deals whose filters narrow the lanes; its status does not count
 * @grouping: what the lanes are; not %PURSUIT_BOARD_BY_STAGE, see pursuit_store_query_board()
 * @limit: how many lanes at most, more than two
 * @error: return location
 *
 * The lanes in which there are open deals, by name, then that of the deals that have no such thing. Where there are too many, the
 * largest are given, and a last one has the figures of all others.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitLaneTotals): the lanes
 */
GPtrArray *
pursuit_store_query_lanes (PursuitStore          *self,
                           const PursuitQuery    *query,
                           PursuitBoardGrouping   grouping,
                           guint                  limit,
                           GError               **error)
{
  g_autoptr(GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_lane_totals_free);
  g_autoptr(PursuitQuery) open = pursuit_query_copy (query);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_return_val_if_fail (grouping != PURSUIT_BOARD_BY_STAGE && grouping < PURSUIT_N_BOARD_GROUPINGS && limit > 2, NULL);

  open->status = PURSUIT_DEAL_OPEN;
  pursuit_query_sql_init (&sql, groupings[grouping].before);
  g_string_append_printf (sql.sql, "SELECT %s AS k, ", groupings[grouping].key);
  g_string_append (sql.sql, "count(*) AS n, sum(d.amount) AS a, sum(" PURSUIT_WEIGHTED ") AS w");
  g_string_append (sql.sql, get_from (open));
  if (!pursuit_query_sql_where (&sql, self, open, error))
    return NULL;
  g_string_append_printf (sql.sql, " GROUP BY %s%s", groupings[grouping].key, groupings[grouping].after);
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        break;
      g_ptr_array_add (lanes, read_lane (&stmt));
    }

  gather_others (lanes, limit);
  return g_steal_pointer (&lanes);
}

static gint64
get_month (const char *iso)
{
  return g_ascii_strtoll (iso, NULL, 10) * 100 + g_ascii_strtoll (iso + 5, NULL, 10);
}

/**
 * pursuit_store_query_closed:
 * @self: a store
 * @query: a query of deals of one status, won or lost; the days on which they were closed do not count
 * @from: the first day of a month
 * @to: the last day of a month
 * @out_totals: (out): the figures of what was closed between the two; the weighted sum is the sum of what was won
 * @error: return location
 *
 * As long as only people, units or a process narrow the query, the figures come from the summary that triggers keep.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_totals was set
 */
gboolean
pursuit_store_query_closed (PursuitStore        *self,
                            const PursuitQuery  *query,
                            const char          *from,
                            const char          *to,
                            PursuitTotals       *out_totals,
                            GError             **error)
{
  gboolean won = query->status == PURSUIT_DEAL_WON;
  g_autoptr(PursuitQuery) closed = pursuit_query_copy (query);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_clear_pointer (&closed->closed_from, g_free);
  g_clear_pointer (&closed->closed_to, g_free);
  if (!is_about_people (closed))
    {
      closed->closed_from = g_strdup (from);
      closed->closed_to = g_strdup (to);
      if (!pursuit_store_query_totals (self, closed, out_totals, error))
        return FALSE;
      out_totals->weighted = won ? out_totals->amount : 0;
      return TRUE;
    }

  pursuit_query_sql_init (&sql, "SELECT coalesce(sum(x.count), 0), coalesce(sum(x.amount), 0), ");
  g_string_append_printf (sql.sql, "%s FROM deal_outcome_total x WHERE x.status = '%s'",
                          won ? "coalesce(sum(x.amount), 0)" : "0", won ? "won" : "lost");
  if (pursuit_query_is_about_all (closed))
    g_string_append (sql.sql, " AND x.owner_id = -1");
  else
    pursuit_query_sql_owners (&sql, "x.owner_id", closed);
  if (query->process_id != 0)
    pursuit_query_sql_number (&sql, " AND x.process_id = ", query->process_id, "");
  pursuit_query_sql_number (&sql, " AND x.month >= ", get_month (from), "");
  pursuit_query_sql_number (&sql, " AND x.month <= ", get_month (to), "");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  pursuit_totals_read (out_totals, &stmt, 0);
  return TRUE;
}

/* Of all deals, or all of a process, triggers keep what is expected in each month. */
static gboolean
query_kept_expected (PursuitStore        *self,
                     const PursuitQuery  *query,
                     PursuitTotals       *out_totals,
                     GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  pursuit_query_sql_init (&sql, "SELECT coalesce(sum(x.count), 0), coalesce(sum(x.amount), 0), coalesce(sum(x.weighted), 0)"
                                " FROM deal_expected_total x");
  pursuit_query_sql_number (&sql, " WHERE x.month >= ", get_month (query->expected_from), "");
  pursuit_query_sql_number (&sql, " AND x.month <= ", get_month (query->expected_to), "");
  if (query->process_id != 0)
    pursuit_query_sql_number (&sql, " AND x.process_id = ", query->process_id, "");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  pursuit_totals_read (out_totals, &stmt, 0);
  return TRUE;
}

/**
 * pursuit_store_query_expected:
 * @self: a store
 * @query: a query of deals; its stage, its status, its days and whether they are parked do not count
 * @from: the first day of a month
 * @to: the last day of a month
 * @out_expected: (out): the figures of the open deals that are expected to close between the two
 * @error: return location
 *
 * As long as at most a process narrows the query, the figures come from what triggers keep; the parked deals, which are few and are
 * so only until their day, are always counted.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_expected was set
 */
gboolean
pursuit_store_query_expected (PursuitStore        *self,
                              const PursuitQuery  *query,
                              const char          *from,
                              const char          *to,
                              PursuitExpected     *out_expected,
                              GError             **error)
{
  g_autoptr(PursuitQuery) expected = pursuit_query_copy (query);
  g_auto(PursuitReading) reading = { NULL };
  PursuitTotals all, parked;
  gboolean is_kept;

  expected->stage_id = 0;
  expected->status = PURSUIT_DEAL_OPEN;
  expected->parked = PURSUIT_ANY;
  g_clear_pointer (&expected->closed_from, g_free);
  g_clear_pointer (&expected->closed_to, g_free);
  g_clear_pointer (&expected->expected_from, g_free);
  g_clear_pointer (&expected->expected_to, g_free);
  is_kept = pursuit_query_is_about_all (expected);
  expected->expected_from = g_strdup (from);
  expected->expected_to = g_strdup (to);
  if (!pursuit_reading_begin (&reading, self, error) ||
      !(is_kept ? query_kept_expected (self, expected, &all, error) : pursuit_store_query_totals (self, expected, &all, error)))
    return FALSE;
  expected->parked = TRUE;
  if (!pursuit_store_query_totals (self, expected, &parked, error))
    return FALSE;

  out_expected->parked = parked;
  out_expected->open.count = all.count - parked.count;
  out_expected->open.amount = all.amount - parked.amount;
  out_expected->open.weighted = all.weighted - parked.weighted;
  return TRUE;
}

/**
 * pursuit_store_query_count:
 * @self: a store
 * @query: what to list
 * @out_count: (out): how many rows there are
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_count was set
 */
gboolean
pursuit_store_query_count (PursuitStore        *self,
                           const PursuitQuery  *query,
                           gint64              *out_count,
                           GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  pursuit_query_sql_init (&sql, "SELECT count(*)");
  g_string_append (sql.sql, pursuit_list_from (query));
  if (!pursuit_query_sql_where (&sql, self, query, error) ||
      !pursuit_query_sql_prepare (&sql, self->db, &stmt, error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_count = pursuit_stmt_get_number (&stmt, 0);
  return TRUE;
}
