/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-run.h"

#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/* Sums over deals: from what triggers keep where they answer, from an index where one does, else by reading the deals. */

/* The three figures at @column, as %PURSUIT_SUM_COLUMNS gives them. */
void
pursuit_totals_read (PursuitTotals *self,
                     PursuitStmt   *stmt,
                     int            column)
{
  self->count = pursuit_stmt_get_number (stmt, column);
  self->amount = pursuit_stmt_get_number (stmt, column + 1);
  self->weighted = pursuit_stmt_get_number (stmt, column + 2);
}

/**
 * pursuit_totals_add:
 * @self: some totals
 * @more: what comes to them
 */
void
pursuit_totals_add (PursuitTotals       *self,
                    const PursuitTotals *more)
{
  self->count += more->count;
  self->amount += more->amount;
  self->weighted += more->weighted;
}

/* Whether nothing narrows the query but what the kept totals know: process, stage, status, and the day of closing. */
gboolean
pursuit_query_is_about_all (const PursuitQuery *query)
{
  return !pursuit_query_is_filtered (query) && query->scope == PURSUIT_SCOPE_ALL && query->customer_id == 0 &&
         query->deal_id == 0 && !query->no_owner && !query->no_region && !query->no_product && query->except == NULL;
}

/* Whether it is about all deals that stand still, for which there is an index. */
static gboolean
is_about_all_stalled (const PursuitQuery *query)
{
  PursuitQuery plain = *query;

  plain.stalled = FALSE;
  return query->stalled && pursuit_query_is_about_all (&plain) && query->closed_from == NULL && query->closed_to == NULL &&
         (query->status == PURSUIT_ANY || query->status == PURSUIT_DEAL_OPEN);
}

static gboolean
query_stalled_in_stage (PursuitStore   *self,
                        gint64          stage_id,
                        gint64          entered_until,
                        PursuitTotals  *totals,
                        GError        **error)
{
  static const char sql[] = "SELECT " PURSUIT_SUM_COLUMNS " FROM deal d WHERE d.stage_id = $1 AND d.status = 'open'"
                            " AND d.deleted_at = 0 AND d.stage_entered_at > 0 AND d.stage_entered_at <= $2"
                            " AND coalesce(d.parked_until, '') <= $3";
  g_autofree char *today = pursuit_date_today ();
  g_auto(PursuitStmt) stmt = { NULL };
  PursuitTotals more;
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, stage_id);
  pursuit_stmt_bind_number (&stmt, 2, entered_until);
  pursuit_stmt_bind_text (&stmt, 3, today);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  pursuit_totals_read (&more, &stmt, 0);
  pursuit_totals_add (totals, &more);
  return TRUE;
}

/* Stage by stage, so that the index gives just those that came in too long ago; the engine itself would look at all. */
static gboolean
query_stalled_totals (PursuitStore        *self,
                      const PursuitQuery  *query,
                      PursuitTotals       *out_totals,
                      GError             **error)
{
  g_auto(PursuitReading) reading = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  PursuitTotals totals = { 0, 0, 0 };
  gint64 now = pursuit_time_now ();
  gboolean row;

  if (!pursuit_reading_begin (&reading, self, error) ||
      !pursuit_stmt_prepare (&stmt, self->db, "SELECT id, expected_days, process_id FROM stage WHERE expected_days > 0", error))
    return FALSE;
  for (;;)
    {
      gint64 stage_id, days, process_id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      stage_id = pursuit_stmt_get_number (&stmt, 0);
      days = pursuit_stmt_get_number (&stmt, 1);
      process_id = pursuit_stmt_get_number (&stmt, 2);
      if ((query->stage_id == 0 || query->stage_id == stage_id) && (query->process_id == 0 || query->process_id == process_id) &&
          !query_stalled_in_stage (self, stage_id, now - (days + 1) * G_TIME_SPAN_DAY, &totals, error))
        return FALSE;
    }

  *out_totals = totals;
  return TRUE;
}

/* The kept totals that answer, or NULL when the deals have to be counted. */
static const char *
find_kept_totals (const PursuitQuery *query)
{
  gboolean has_days = query->closed_from != NULL || query->closed_to != NULL;

  if (!pursuit_query_is_about_all (query))
    return NULL;
  if (!has_days)
    return "SELECT coalesce(sum(d.count), 0), coalesce(sum(d.amount), 0), coalesce(sum(d.weighted), 0)"
           " FROM deal_total d";
  if (query->stage_id == 0 && query->process_id == 0)
    return "SELECT coalesce(sum(d.count), 0), coalesce(sum(d.amount), 0), coalesce(sum(d.weighted), 0)"
           " FROM deal_closed_total d";

  return NULL;
}

/**
 * pursuit_store_query_totals:
 * @self: a store
 * @query: a query of deals
 * @out_totals: (out): the figures of all of them
 * @error: return location
 *
 * Everything, or everything in a stage, of a status or closed between two days, comes from the totals that triggers keep and
 * costs the same at any size (P3); otherwise the deals are counted.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_totals was set
 */
gboolean
pursuit_store_query_totals (PursuitStore        *self,
                            const PursuitQuery  *query,
                            PursuitTotals       *out_totals,
                            GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  const char *kept;
  gboolean row;

  g_return_val_if_fail (query->list == PURSUIT_LIST_DEALS, FALSE);

  if (is_about_all_stalled (query))
    return query_stalled_totals (self, query, out_totals, error);

  kept = find_kept_totals (query);
  pursuit_query_sql_init (&sql, kept != NULL ? kept : "SELECT " PURSUIT_SUM_COLUMNS);
  if (kept != NULL)
    pursuit_query_sql_where_kept (&sql, query);
  else
    {
      g_string_append (sql.sql, pursuit_list_from (query));
      if (!pursuit_query_sql_where (&sql, self, query, error))
        return FALSE;
    }
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  pursuit_totals_read (out_totals, &stmt, 0);
  return TRUE;
}

/* Columns: stage id, position, status, then the totals; a stage without deals comes once with no status. */
static gboolean
read_board (PursuitStmt    *stmt,
            GArray         *lanes,
            PursuitTotals  *out_won,
            PursuitTotals  *out_lost,
            GError        **error)
{
  gboolean row;

  for (;;)
    {
      PursuitStageTotals *lane;
      PursuitTotals totals;
      const char *status;
      gint64 stage_id;

      if (!pursuit_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      stage_id = pursuit_stmt_get_number (stmt, 0);
      lane = lanes->len > 0 ? &g_array_index (lanes, PursuitStageTotals, lanes->len - 1) : NULL;
      if (lane == NULL || lane->stage_id != stage_id)
        {
          PursuitStageTotals fresh = { stage_id, pursuit_stmt_get_number (stmt, 1), { 0, 0, 0 } };

          g_array_append_val (lanes, fresh);
          lane = &g_array_index (lanes, PursuitStageTotals, lanes->len - 1);
        }
      status = pursuit_stmt_get_text (stmt, 2);
      pursuit_totals_read (&totals, stmt, 3);
      if (g_strcmp0 (status, "open") == 0)
        pursuit_totals_add (&lane->open, &totals);
      else if (g_strcmp0 (status, "won") == 0)
        pursuit_totals_add (out_won, &totals);
      else if (g_strcmp0 (status, "lost") == 0)
        pursuit_totals_add (out_lost, &totals);
    }
}

/**
 * pursuit_store_query_board:
 * @self: a store
 * @process_id: the process whose stages are the lanes
 * @query: (nullable): a query of deals whose filters narrow the figures; its process, stage and status do not count
 * @out_won: (out): the won deals
 * @out_lost: (out): the lost deals
 * @error: return location
 *
 * The figures of the board's heads. Without filters they come from the totals that triggers keep, so they
 * cost the same at any size (P3); with filters the deals are counted.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitStageTotals): one entry per stage, by position
 */
GArray *
pursuit_store_query_board (PursuitStore        *self,
                           gint64               process_id,
                           const PursuitQuery  *query,
                           PursuitTotals       *out_won,
                           PursuitTotals       *out_lost,
                           GError             **error)
{
  g_autoptr(GArray) lanes = g_array_new (FALSE, FALSE, sizeof (PursuitStageTotals));
  gboolean all = query == NULL || (pursuit_query_is_about_all (query) && query->closed_from == NULL && query->closed_to == NULL);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };

  memset (out_won, 0, sizeof *out_won);
  memset (out_lost, 0, sizeof *out_lost);
  pursuit_query_sql_init (&sql, "SELECT t.id, t.position, ");
  if (all)
    g_string_append (sql.sql, "x.status, x.count, x.amount, x.weighted"
                              " FROM stage t LEFT JOIN deal_total x ON x.stage_id = t.id");
  else
    {
      g_autoptr(PursuitQuery) any = pursuit_query_copy (query);

      any->process_id = 0;
      any->stage_id = 0;
      any->status = PURSUIT_ANY;
      g_string_append (sql.sql, "x.status, x.n, x.a, x.w FROM stage t LEFT JOIN ("
                                "SELECT d.stage_id, d.status, count(*) AS n, sum(d.amount) AS a,"
                                " sum(" PURSUIT_WEIGHTED ") AS w");
      g_string_append (sql.sql, pursuit_list_from (any));
      if (!pursuit_query_sql_where (&sql, self, any, error))
        return NULL;
      g_string_append (sql.sql, " GROUP BY d.stage_id, d.status) x ON x.stage_id = t.id");
    }
  pursuit_query_sql_number (&sql, " WHERE t.process_id = ", process_id, " AND t.deleted_at = 0 ORDER BY t.position");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) ||
      !read_board (&stmt, lanes, out_won, out_lost, error))
    return NULL;

  return g_steal_pointer (&lanes);
}
