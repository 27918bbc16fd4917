/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-run.h"

#include <string.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-own-set.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"
#include "pursuit-str.h"

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

static gboolean
begin_sql (PursuitStore        *self,
           PursuitQuerySql     *sql,
           const PursuitQuery  *query,
           const Catch         *caught,
           GError             **error)
{
  if (caught->ids == NULL)
    pursuit_query_sql_init (sql, pursuit_list_rows_sql (query->list));
  else
    {
      pursuit_query_sql_init (sql, "SELECT ");
      g_string_append (sql->sql, pursuit_list_shape (query->list)->id);
      g_string_append (sql->sql, pursuit_list_from (query));
    }

  return pursuit_query_sql_where (sql, self, query, error);
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

  if (!begin_sql (self, &sql, query, caught, error))
    return FALSE;
  if (group == DUE_UNTIL_TODAY)
    pursuit_query_sql_text (&sql, " AND d.next_step_on <= ", today, "");
  else if (group == DUE_LATER)
    pursuit_query_sql_text (&sql, " AND d.next_step_on > ", today, "");
  else
    g_string_append (sql.sql, " AND d.next_step_on IS NULL");
  g_string_append (sql.sql, query->reversed ? " ORDER BY d.next_step_on DESC, d.id DESC" : " ORDER BY d.next_step_on, d.id");

  return collect (self, query, &sql, caught, error);
}

/* A customer whose value changes meanwhile must not be listed twice, or not at all. */
static gboolean
collect_by_own (PursuitStore        *self,
                const PursuitQuery  *query,
                const PursuitOwn    *own,
                Catch               *caught,
                GError             **error)
{
  guint n = pursuit_query_own_order_n_parts (own);

  for (guint i = 0; i < n && (caught->limit == 0 || count_caught (caught) < caught->limit); i++)
    {
      g_auto(PursuitQuerySql) sql = { NULL };

      if (!pursuit_query_own_order_part (&sql, self, query, own, i, error) || !collect (self, query, &sql, caught, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
collect_all (PursuitStore        *self,
             const PursuitQuery  *query,
             Catch               *caught,
             GError             **error)
{
  g_auto(PursuitReading) reading = { NULL };
  g_auto(PursuitQuerySql) sql = { NULL };
  const PursuitOwn *own = NULL;

  if (caught->ids != NULL && !pursuit_query_find_own_order (self, query, &own, error))
    return FALSE;
  if (own != NULL)
    return pursuit_reading_begin (&reading, self, error) && collect_by_own (self, query, own, caught, error);

  /* A deal whose next step is moved meanwhile must not be listed twice, or not at all. */
  if (pursuit_list_order (query)->around_today)
    {
      if (!pursuit_reading_begin (&reading, self, error))
        return FALSE;
      for (StepGroup i = 0; i < N_GROUPS && (caught->limit == 0 || count_caught (caught) < caught->limit); i++)
        if (!collect_group (self, query, query->reversed ? N_GROUPS - 1 - i : i, caught, error))
          return FALSE;
      return TRUE;
    }

  if (!begin_sql (self, &sql, query, caught, error))
    return FALSE;
  pursuit_query_sql_order (&sql, query);

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

typedef struct
{
  const char *field;
  const char *counted;    /* by reading the customers */
  const char *kept;       /* from what triggers keep, where nothing is 0 or an empty text; NULL where they keep nothing */
} FacetSql;

static const FacetSql *
find_facet (const char *field)
{
  static const FacetSql facets[] = {
    { "grade", "SELECT c.grade, count(*) FROM customer c", "SELECT nullif(x.grade, ''), sum(x.count) FROM customer_facet x" },
    { "funnel", "SELECT c.funnel, count(*) FROM customer c", "SELECT x.funnel, sum(x.count) FROM customer_facet x" },
    { "region", "SELECT c.region, count(*) FROM customer c", "SELECT nullif(x.region, ''), sum(x.count) FROM customer_facet x" },
    { "industry", "SELECT c.industry, count(*) FROM customer c", "SELECT nullif(x.industry, ''), sum(x.count) FROM customer_facet x" },
    { "owner_id", "SELECT c.owner_id, count(*) FROM customer c", "SELECT nullif(x.owner_id, 0), sum(x.count) FROM customer_facet x" },
    { "source", "SELECT c.source, count(*) FROM customer c", NULL },
    { "tag", "SELECT g.tag, count(*) FROM customer_tag g JOIN customer c ON c.id = g.customer_id", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facets); i++)
    if (g_strcmp0 (facets[i].field, field) == 0)
      return &facets[i];

  g_return_val_if_reached (NULL);
}

/* Whether the kept counts know everything that the query asks; none is of a region without a name, none of who works on what. */
static gboolean
knows_all (const PursuitQuery *query)
{
  return !query->scope_is_assigned && query->customer_id == 0 && pursuit_str_empty (query->search) &&
         g_strcmp0 (query->region, "") != 0 && g_strcmp0 (query->industry, "") != 0 && pursuit_query_sql_keeps_choices (query);
}

/* What leads the engine to the index that has all facets in it; always true. Tags and sources lead to few customers themselves. */
static const char *
get_lead (const PursuitQuery *query,
          const char         *field)
{
  if (g_str_equal (field, "source"))
    return " AND c.source > ''";
  if (g_str_equal (field, "grade") || g_str_equal (field, "tag") || pursuit_query_sql_leads_to_few (query))
    return "";

  return " AND c.last_contact_at >= 0";
}

/* Every living customer has its tags in the table, so the table answers alone. */
static gboolean
is_about_all_tags (const PursuitQuery *query,
                   const char         *field)
{
  return g_str_equal (field, "tag") && pursuit_query_is_about_all (query);
}

/* Of an own field; only records with own fields are read. */
static gboolean
append_own_facet (PursuitStore        *self,
                  PursuitQuerySql     *sql,
                  const PursuitQuery  *query,
                  const char          *field,
                  GError             **error)
{
  const char *row = query->list == PURSUIT_LIST_DEALS ? "d" : query->list == PURSUIT_LIST_CONTACTS ? "p" : "c";
  g_autofree char *path = g_strconcat ("$.", strstr (field, PURSUIT_OWN_PREFIX) + strlen (PURSUIT_OWN_PREFIX), NULL);

  pursuit_query_sql_init (sql, "SELECT CASE json_type(");
  g_string_append_printf (sql->sql, "%s.extra", row);
  pursuit_query_sql_text (sql, ", ", path, ") WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE json_extract(");
  g_string_append_printf (sql->sql, "%s.extra", row);
  pursuit_query_sql_text (sql, ", ", path, ") END AS own, count(*)");
  g_string_append (sql->sql, pursuit_list_from (query));
  if (!pursuit_query_sql_where (sql, self, query, error))
    return FALSE;

  g_string_append_printf (sql->sql, " AND %s.extra IS NOT NULL AND own IS NOT NULL", row);
  return TRUE;
}

/* Appends the statement that counts the values of @field among what @query lists. */
static gboolean
append_facet (PursuitStore        *self,
              PursuitQuerySql     *sql,
              const PursuitQuery  *query,
              const char          *field,
              GError             **error)
{
  const FacetSql *facet;

  if (query->list == PURSUIT_LIST_PRODUCTS)
    {
      pursuit_query_sql_init (sql, "SELECT " PURSUIT_PRODUCT_LINE ", count(*) FROM product p");
      return pursuit_query_sql_where (sql, self, query, error);
    }
  if (is_about_all_tags (query, field))
    {
      pursuit_query_sql_init (sql, "SELECT g.tag, count(*) FROM customer_tag g");
      return TRUE;
    }

  if (pursuit_query_is_own_field (field))
    return append_own_facet (self, sql, query, field, error);

  facet = find_facet (field);
  g_return_val_if_fail (facet != NULL, FALSE);
  if (facet->kept != NULL && knows_all (query))
    {
      pursuit_query_sql_init (sql, facet->kept);
      pursuit_query_sql_where_facets (sql, query);
      return TRUE;
    }
  pursuit_query_sql_init (sql, facet->counted);
  if (!pursuit_query_sql_where (sql, self, query, error))
    return FALSE;
  g_string_append (sql->sql, get_lead (query, field));
  return TRUE;
}

/**
 * pursuit_store_query_facet:
 * @self: a store
 * @query: a query of customers, of products for their lines, or of contacts or deals for a field that the house has added to them
 * @field: of customers "grade", "funnel", "region", "industry", "owner_id", "source", "tag", or "own." and a key; of contacts
 *   "contact.own.", of deals "deal.own." and a key
 * @error: return location
 *
 * Without words, tags or sources to look for, the customers are not looked at: what triggers keep answers. Sources are counted
 * without those that have none.
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

  g_return_val_if_fail (query->list == PURSUIT_LIST_CUSTOMERS || query->list == PURSUIT_LIST_PRODUCTS ||
                          ((query->list == PURSUIT_LIST_CONTACTS || query->list == PURSUIT_LIST_DEALS) &&
                           pursuit_query_is_own_field (field)), NULL);

  if (!append_facet (self, &sql, query, field, error))
    return NULL;
  g_string_append (sql.sql, " GROUP BY 1 ORDER BY 2 DESC, 1");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error))
    return NULL;
  for (;;)
    {
      PursuitFacet *found;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&facets);
      found = g_new0 (PursuitFacet, 1);
      found->value = g_strdup (pursuit_stmt_get_text (&stmt, 0));
      found->count = pursuit_stmt_get_number (&stmt, 1);
      g_ptr_array_add (facets, found);
    }
}
