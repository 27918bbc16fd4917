/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-run.h"

#include "pursuit-date.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/* The three big figures of any customers (DOS-7), by one statement. */

/* Columns: the month or '', how many, how much. Months come with the newest first. */
static gboolean
read_figures (PursuitStmt     *stmt,
              PursuitFigures  *figures,
              const char *const *months,
              GError         **error)
{
  gboolean row;

  for (;;)
    {
      const char *month;

      if (!pursuit_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      month = pursuit_stmt_get_text (stmt, 0);
      if (month != NULL && *month == '\0')
        {
          figures->customers = pursuit_stmt_get_number (stmt, 1);
          continue;
        }
      figures->purchases += pursuit_stmt_get_number (stmt, 1);
      figures->amount += pursuit_stmt_get_number (stmt, 2);
      for (guint i = 0; i < PURSUIT_FIGURE_MONTHS; i++)
        if (g_strcmp0 (month, months[i]) == 0)
          {
            figures->month_purchases[i] = pursuit_stmt_get_number (stmt, 1);
            figures->month_amounts[i] = pursuit_stmt_get_number (stmt, 2);
          }
    }
}

/* "2026-03", and the eleven before it, the oldest first. */
static char **
list_months (void)
{
  char **months = g_new0 (char *, PURSUIT_FIGURE_MONTHS + 1);
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (pursuit_time_now () / G_USEC_PER_SEC);
  int month = g_date_time_get_year (now) * 12 + g_date_time_get_month (now) - 1;

  for (int i = 0; i < PURSUIT_FIGURE_MONTHS; i++)
    {
      int at = month - (PURSUIT_FIGURE_MONTHS - 1 - i);

      months[i] = g_strdup_printf ("%04d-%02d", at / 12, at % 12 + 1);
    }

  return months;
}

/**
 * pursuit_store_query_figures:
 * @self: a store
 * @query: a query of customers
 * @out_figures: (out caller-allocates): their figures
 * @error: return location
 *
 * How many customers there are, what they bought and how often, ever and in each of the last twelve months. Their ids are not
 * listed for that.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: %TRUE when @out_figures was set
 */
gboolean
pursuit_store_query_figures (PursuitStore        *self,
                             const PursuitQuery  *query,
                             PursuitFigures      *out_figures,
                             GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  g_auto(GStrv) months = list_months ();
  PursuitFigures figures = { 0 };

  g_return_val_if_fail (query->list == PURSUIT_LIST_CUSTOMERS, FALSE);

  pursuit_query_sql_init (&sql, "WITH chosen (id) AS MATERIALIZED (SELECT c.id FROM customer c");
  if (!pursuit_query_sql_where (&sql, self, query, error))
    return FALSE;
  /* Leads the engine to the index that has all that customers are narrowed by; always true. */
  if (!pursuit_query_sql_leads_to_few (query))
    g_string_append (sql.sql, " AND c.last_contact_at >= 0");
  g_string_append (sql.sql,
                   ") SELECT '', count(*), 0 FROM chosen"
                   " UNION ALL SELECT coalesce(substr(d.closed_on, 1, 7), '?'), count(*), coalesce(sum(d.amount), 0)"
                   "  FROM deal d WHERE d.status = 'won' AND d.deleted_at = 0 AND d.customer_id IN (SELECT id FROM chosen) GROUP BY 1");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) ||
      !read_figures (&stmt, &figures, (const char *const *) months, error))
    return FALSE;

  *out_figures = figures;
  return TRUE;
}
