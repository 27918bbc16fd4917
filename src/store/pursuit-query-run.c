/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-run.h"

#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/**
 * pursuit_facet_free:
 * @facet: (transfer full): a facet
 */
void
pursuit_facet_free (PursuitFacet *facet)
{
  g_free (facet->value);
  g_free (facet);
}

static int
nick_to_value (GType       type,
               const char *nick)
{
  int value = 0;

  if (nick != NULL)
    pursuit_enum_from_nick (type, nick, &value);

  return value;
}

static void
fill_column (PursuitRow  *row,
             guint        column,
             char         letter,
             PursuitStmt *stmt)
{
  const char *text = letter == 'N' ? NULL : pursuit_stmt_get_text (stmt, (int) column + 1);

  switch (letter)
    {
    case 'T':
      pursuit_row_set_text (row, column, text);
      break;
    case 'g':
      pursuit_row_set_number (row, column, nick_to_value (PURSUIT_TYPE_GRADE, text));
      break;
    case 'f':
      pursuit_row_set_number (row, column, nick_to_value (PURSUIT_TYPE_FUNNEL, text));
      break;
    case 'b':
      pursuit_row_set_number (row, column, nick_to_value (PURSUIT_TYPE_BUYING_ROLE, text));
      break;
    case 's':
      pursuit_row_set_number (row, column, nick_to_value (PURSUIT_TYPE_DEAL_STATUS, text));
      break;
    case 'k':
      pursuit_row_set_number (row, column, nick_to_value (PURSUIT_TYPE_ACTIVITY_KIND, text));
      break;
    default:
      pursuit_row_set_number (row, column, pursuit_stmt_get_number (stmt, (int) column + 1));
      break;
    }
}

static PursuitRow *
read_row (PursuitStmt *stmt,
          PursuitList  list)
{
  const char *spec = pursuit_list_row_spec (list);
  PursuitRow *row = pursuit_row_new (pursuit_stmt_get_number (stmt, 0), pursuit_list_n_columns (list));

  for (guint column = 0; spec[column] != '\0'; column++)
    fill_column (row, column, spec[column], stmt);

  return row;
}

/* What a query gathers: only the ids, or the rows. */
typedef struct
{
  GArray *ids;       /* NULL when rows are wanted */
  GPtrArray *rows;
  guint limit;       /* 0 for all */
} Catch;

static guint
count_caught (const Catch *caught)
{
  return caught->ids != NULL ? caught->ids->len : caught->rows->len;
}

static gboolean
collect (PursuitStore        *self,
         const PursuitQuery  *query,
         PursuitQuerySql     *sql,
         Catch               *caught,
         GError             **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (caught->limit > 0)
    pursuit_query_sql_number (sql, " LIMIT ", caught->limit - count_caught (caught), "");
  if (!pursuit_query_sql_prepare (sql, self->db, &stmt, error))
    return FALSE;
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (caught->ids == NULL)
        {
          g_ptr_array_add (caught->rows, read_row (&stmt, query->list));
          continue;
        }
      id = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (caught->ids, id);
    }
}

static void
begin_sql (PursuitQuerySql    *sql,
           const PursuitQuery *query,
           const Catch        *caught)
{
  if (caught->ids == NULL)
    pursuit_query_sql_init (sql, pursuit_list_rows_sql (query->list));
  else
    {
      pursuit_query_sql_init (sql, "SELECT ");
      g_string_append (sql->sql, pursuit_list_shape (query->list)->id);
      g_string_append (sql->sql, pursuit_list_from (query));
    }
  pursuit_query_sql_where (sql, query);
}

/* Which of the three groups of next steps; in this order they make the board's order (platform.md 7). */
typedef enum
{
  DUE_UNTIL_TODAY,
  NONE_PLANNED,
  DUE_LATER,
  N_GROUPS,
} StepGroup;

static gboolean
collect_group (PursuitStore        *self,
               const PursuitQuery  *query,
               StepGroup            group,
               Catch               *caught,
               GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_autofree char *today = pursuit_date_today ();

  begin_sql (&sql, query, caught);
  if (group == DUE_UNTIL_TODAY)
    pursuit_query_sql_text (&sql, " AND d.next_step_on <= ", today, "");
  else if (group == DUE_LATER)
    pursuit_query_sql_text (&sql, " AND d.next_step_on > ", today, "");
  else
    g_string_append (sql.sql, " AND d.next_step_on IS NULL");
  g_string_append (sql.sql, " ORDER BY d.next_step_on, d.id");

  return collect (self, query, &sql, caught, error);
}

static gboolean
collect_all (PursuitStore        *self,
             const PursuitQuery  *query,
             Catch               *caught,
             GError             **error)
{
  g_auto(PursuitReading) reading = { NULL };
  g_auto(PursuitQuerySql) sql = { NULL };

  /* A deal whose next step is moved meanwhile must not be listed twice, or not at all. */
  if (query->list == PURSUIT_LIST_DEALS && query->order == PURSUIT_ORDER_DEFAULT && query->status == PURSUIT_DEAL_OPEN)
    {
      if (!pursuit_reading_begin (&reading, self, error))
        return FALSE;
      for (StepGroup group = 0; group < N_GROUPS && (caught->limit == 0 || count_caught (caught) < caught->limit); group++)
        if (!collect_group (self, query, group, caught, error))
          return FALSE;
      return TRUE;
    }

  begin_sql (&sql, query, caught);
  g_string_append (sql.sql, pursuit_list_order_by (query->list, query->order));

  return collect (self, query, &sql, caught, error);
}

/**
 * pursuit_store_query_ids:
 * @self: a store
 * @query: what to list
 * @limit: how many at most, 0 for all
 * @error: return location
 *
 * The first half of a list: its ids in order, 8 bytes a row. The rows themselves are fetched as they are looked at,
 * see pursuit_store_query_rows().
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: (transfer full) (element-type gint64): the ids
 */
GArray *
pursuit_store_query_ids (PursuitStore        *self,
                         const PursuitQuery  *query,
                         guint                limit,
                         GError             **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Catch caught = { ids, NULL, limit };

  return collect_all (self, query, &caught, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * pursuit_store_query_first:
 * @self: a store
 * @query: what deals to list
 * @limit: how many at most
 * @error: return location
 *
 * The first rows of a list of deals, as pursuit_store_query_ids() and pursuit_store_query_rows() would give them, in one go:
 * for what is shown before anybody scrolls.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: (transfer full) (element-type PursuitRow): the rows
 */
GPtrArray *
pursuit_store_query_first (PursuitStore        *self,
                           const PursuitQuery  *query,
                           guint                limit,
                           GError             **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  Catch caught = { NULL, rows, limit };

  g_return_val_if_fail (query->list == PURSUIT_LIST_DEALS && limit > 0, NULL);

  return collect_all (self, query, &caught, error) ? g_steal_pointer (&rows) : NULL;
}

/**
 * pursuit_store_query_rows:
 * @self: a store
 * @list: the list
 * @ids: (array length=n_ids): which rows
 * @n_ids: how many
 * @error: return location
 *
 * The second half of a list: the rows for some ids, microseconds each.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRow): the rows in the order of @ids; an id that is gone is left out
 */
GPtrArray *
pursuit_store_query_rows (PursuitStore  *self,
                          PursuitList    list,
                          const gint64  *ids,
                          guint          n_ids,
                          GError       **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(PursuitReading) reading = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean found;

  if (!pursuit_reading_begin (&reading, self, error) ||
      !pursuit_stmt_prepare (&stmt, self->db, pursuit_list_row_sql (list), error))
    return NULL;
  for (guint i = 0; i < n_ids; i++)
    {
      pursuit_stmt_bind_number (&stmt, 1, ids[i]);
      if (!pursuit_stmt_step (&stmt, &found, error))
        return NULL;
      if (found)
        g_ptr_array_add (rows, read_row (&stmt, list));
      sqlite3_reset (stmt.handle);
    }

  return g_steal_pointer (&rows);
}

#define SUM_COLUMNS                 \
  "count(*), coalesce(sum(d.amount), 0)," \
  " coalesce(sum(d.amount / 100 * d.probability + d.amount % 100 * d.probability / 100), 0)"

static void
read_totals (PursuitStmt   *stmt,
             int            column,
             PursuitTotals *out_totals)
{
  out_totals->count = pursuit_stmt_get_number (stmt, column);
  out_totals->amount = pursuit_stmt_get_number (stmt, column + 1);
  out_totals->weighted = pursuit_stmt_get_number (stmt, column + 2);
}

/* Whether nothing narrows the query but what the kept totals know: stage, status, and the day of closing. */
static gboolean
is_about_all (const PursuitQuery *query)
{
  return !pursuit_query_is_filtered (query) && query->scope == PURSUIT_SCOPE_ALL && query->customer_id == 0 &&
         query->deal_id == 0;
}

/* The kept totals that answer, or NULL when the deals have to be counted. */
static const char *
find_kept_totals (const PursuitQuery *query)
{
  gboolean has_days = query->closed_from != NULL || query->closed_to != NULL;

  if (!is_about_all (query))
    return NULL;
  if (!has_days)
    return "SELECT coalesce(sum(d.count), 0), coalesce(sum(d.amount), 0), coalesce(sum(d.weighted), 0)"
           " FROM deal_total d";
  if (query->stage_id == 0)
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

  kept = find_kept_totals (query);
  pursuit_query_sql_init (&sql, kept != NULL ? kept : "SELECT " SUM_COLUMNS);
  if (kept != NULL)
    pursuit_query_sql_where_kept (&sql, query);
  else
    {
      g_string_append (sql.sql, pursuit_list_from (query));
      pursuit_query_sql_where (&sql, query);
    }
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  read_totals (&stmt, 0, out_totals);
  return TRUE;
}

static void
add_totals (PursuitTotals       *self,
            const PursuitTotals *more)
{
  self->count += more->count;
  self->amount += more->amount;
  self->weighted += more->weighted;
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
      read_totals (stmt, 3, &totals);
      if (g_strcmp0 (status, "open") == 0)
        add_totals (&lane->open, &totals);
      else if (g_strcmp0 (status, "won") == 0)
        add_totals (out_won, &totals);
      else if (g_strcmp0 (status, "lost") == 0)
        add_totals (out_lost, &totals);
    }
}

/**
 * pursuit_store_query_board:
 * @self: a store
 * @process_id: the process whose stages are the lanes
 * @query: (nullable): a query of deals whose filters narrow the figures; its stage and status do not count
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
  gboolean all = query == NULL || (is_about_all (query) && query->closed_from == NULL && query->closed_to == NULL);
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

      any->stage_id = 0;
      any->status = PURSUIT_ANY;
      g_string_append (sql.sql, "x.status, x.n, x.a, x.w FROM stage t LEFT JOIN ("
                                "SELECT d.stage_id, d.status, count(*) AS n, sum(d.amount) AS a,"
                                " sum(d.amount / 100 * d.probability + d.amount % 100 * d.probability / 100) AS w");
      g_string_append (sql.sql, pursuit_list_from (any));
      pursuit_query_sql_where (&sql, any);
      g_string_append (sql.sql, " GROUP BY d.stage_id, d.status) x ON x.stage_id = t.id");
    }
  pursuit_query_sql_number (&sql, " WHERE t.process_id = ", process_id, " AND t.deleted_at = 0 ORDER BY t.position");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) ||
      !read_board (&stmt, lanes, out_won, out_lost, error))
    return NULL;

  return g_steal_pointer (&lanes);
}

static const char *
facet_sql (const char *field)
{
  static const struct
  {
    const char *field;
    const char *sql;
  } facets[] = {
    { "grade", "SELECT c.grade, count(*) FROM customer c" },
    { "funnel", "SELECT c.funnel, count(*) FROM customer c" },
    { "region", "SELECT c.region, count(*) FROM customer c" },
    { "industry", "SELECT c.industry, count(*) FROM customer c" },
    { "owner_id", "SELECT c.owner_id, count(*) FROM customer c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facets); i++)
    if (g_strcmp0 (facets[i].field, field) == 0)
      return facets[i].sql;

  g_return_val_if_reached (NULL);
}

/**
 * pursuit_store_query_facet:
 * @self: a store
 * @query: a query of customers
 * @field: "grade", "funnel", "region", "industry" or "owner_id"
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitFacet): the values that occur among what @query lists, most frequent first
 */
GPtrArray *
pursuit_store_query_facet (PursuitStore        *self,
                           const PursuitQuery  *query,
                           const char          *field,
                           GError             **error)
{
  g_autoptr(GPtrArray) facets = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_facet_free);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_return_val_if_fail (query->list == PURSUIT_LIST_CUSTOMERS, NULL);

  pursuit_query_sql_init (&sql, facet_sql (field));
  pursuit_query_sql_where (&sql, query);
  g_string_append (sql.sql, " GROUP BY 1 ORDER BY 2 DESC, 1");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error))
    return NULL;
  for (;;)
    {
      PursuitFacet *facet;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&facets);
      facet = g_new0 (PursuitFacet, 1);
      facet->value = g_strdup (pursuit_stmt_get_text (&stmt, 0));
      facet->count = pursuit_stmt_get_number (&stmt, 1);
      g_ptr_array_add (facets, facet);
    }
}
