/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-report.h"

#include "pursuit-enums.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/* The figures of reports, from the summaries that triggers keep (schema step "summaries"): nothing here looks at a deal, but for
 * the open ones of some sellers, of which an index tells all. */

/* The rows of all deals together; those of sellers are above. */
#define EVERYBODY "-1"

static gboolean
is_about_everybody (const PursuitQuery *query)
{
  return query->scope == PURSUIT_SCOPE_ALL && query->owner_id == 0 && query->unit_id == 0;
}

static void
of_whom (PursuitQuerySql    *sql,
         const char         *column,
         const PursuitQuery *query)
{
  if (is_about_everybody (query))
    g_string_append_printf (sql->sql, " AND %s = " EVERYBODY, column);
  else
    pursuit_query_sql_owners (sql, column, query);
}

typedef void (*ReadRow) (PursuitStmt *stmt,
                         GArray      *rows);

static GArray *
read_all (PursuitStore     *self,
          PursuitQuerySql  *sql,
          guint             size,
          ReadRow           read_row,
          GError          **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, size);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_query_sql_prepare (sql, self->db, &stmt, error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      read_row (&stmt, rows);
    }
}

static void
read_open (PursuitStmt *stmt,
           GArray      *rows)
{
  const PursuitReportOpen open = {
    .stage_id = pursuit_stmt_get_number (stmt, 0),
    .furthest = pursuit_stmt_get_number (stmt, 1),
    .totals = { pursuit_stmt_get_number (stmt, 2), pursuit_stmt_get_number (stmt, 3), pursuit_stmt_get_number (stmt, 4) },
  };

  g_array_append_val (rows, open);
}

/**
 * pursuit_store_report_open:
 * @self: a store
 * @query: of whose deals, and what may be seen: its owner, unit and scope
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitReportOpen): the open deals, of all processes
 */
GArray *
pursuit_store_report_open (PursuitStore        *self,
                           const PursuitQuery  *query,
                           GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };

  if (is_about_everybody (query))
    pursuit_query_sql_init (&sql, "SELECT x.stage_id, x.furthest, x.count, x.amount, x.weighted FROM deal_stage_total x"
                                  " WHERE x.status = 'open' AND x.count > 0");
  else
    {
      pursuit_query_sql_init (&sql, "SELECT d.stage_id, d.max_position, count(*), sum(d.amount),"
                                    " sum(d.amount / 100 * d.probability + d.amount % 100 * d.probability / 100)"
                                    " FROM deal d WHERE d.status = 'open' AND d.deleted_at = 0");
      pursuit_query_sql_owners (&sql, "d.owner_id", query);
      g_string_append (sql.sql, " GROUP BY d.stage_id, d.max_position");
    }

  return read_all (self, &sql, sizeof (PursuitReportOpen), read_open, error);
}

static void
read_outcome (PursuitStmt *stmt,
              GArray      *rows)
{
  PursuitReportOutcome outcome = {
    .furthest = pursuit_stmt_get_number (stmt, 1),
    .count = pursuit_stmt_get_number (stmt, 2),
    .amount = pursuit_stmt_get_number (stmt, 3),
    .timed = pursuit_stmt_get_number (stmt, 4),
    .days = pursuit_stmt_get_number (stmt, 5),
  };

  if (pursuit_enum_from_nick (PURSUIT_TYPE_DEAL_STATUS, pursuit_stmt_get_text (stmt, 0), &outcome.status))
    g_array_append_val (rows, outcome);
}

/**
 * pursuit_store_report_outcomes:
 * @self: a store
 * @query: of whose deals, and what may be seen: its owner, unit and scope
 * @process_id: a process
 * @first_month: the first month of closing, year * 100 + month, 0 for all time
 * @last_month: the last one
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitReportOutcome): the closed deals
 */
GArray *
pursuit_store_report_outcomes (PursuitStore        *self,
                               const PursuitQuery  *query,
                               gint64               process_id,
                               gint64               first_month,
                               gint64               last_month,
                               GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };

  pursuit_query_sql_init (&sql, "SELECT x.status, x.furthest, sum(x.count), sum(x.amount), sum(x.timed), sum(x.days)"
                                " FROM deal_outcome_total x");
  pursuit_query_sql_number (&sql, " WHERE x.process_id = ", process_id, "");
  of_whom (&sql, "x.owner_id", query);
  if (first_month != 0)
    {
      pursuit_query_sql_number (&sql, " AND x.month >= ", first_month, "");
      pursuit_query_sql_number (&sql, " AND x.month <= ", last_month, "");
    }
  g_string_append (sql.sql, " GROUP BY x.status, x.furthest");

  return read_all (self, &sql, sizeof (PursuitReportOutcome), read_outcome, error);
}

static void
read_stay (PursuitStmt *stmt,
           GArray      *rows)
{
  const PursuitReportStay stay = {
    .stage_id = pursuit_stmt_get_number (stmt, 0),
    .length = (guint) pursuit_stmt_get_number (stmt, 1),
    .count = pursuit_stmt_get_number (stmt, 2),
    .seconds = pursuit_stmt_get_number (stmt, 3),
  };

  g_array_append_val (rows, stay);
}

/**
 * pursuit_store_report_stays:
 * @self: a store
 * @query: of whose deals, and what may be seen: its owner, unit and scope
 * @first_month: the first month in which a stage was left, year * 100 + month, 0 for all time
 * @last_month: the last one
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitReportStay): the stays in stages that were left, of all processes
 */
GArray *
pursuit_store_report_stays (PursuitStore        *self,
                            const PursuitQuery  *query,
                            gint64               first_month,
                            gint64               last_month,
                            GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };

  pursuit_query_sql_init (&sql, "SELECT x.stage_id, x.slot % 10, sum(x.count), sum(x.seconds) FROM deal_stay_total x WHERE 1 = 1");
  of_whom (&sql, "x.owner_id", query);
  if (first_month != 0)
    {
      pursuit_query_sql_number (&sql, " AND x.slot >= ", first_month * 10, "");
      pursuit_query_sql_number (&sql, " AND x.slot <= ", last_month * 10 + 9, "");
    }
  g_string_append (sql.sql, " GROUP BY x.stage_id, x.slot % 10");

  return read_all (self, &sql, sizeof (PursuitReportStay), read_stay, error);
}
