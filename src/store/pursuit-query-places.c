/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-places.h"

#include <string.h>

#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/*
 * Where a few rows of a list stand, without listing it anew. All other rows are as they were, so they are still in order, and
 * each of the few finds its place among them by halving: some twenty keys are read where a whole list would be a million.
 *
 *   ids (as they were) ──without the few──▶ rest, in order ◀──halved── key of each of the few that is still listed
 */

typedef struct
{
  PursuitRowPlace place;
  sqlite3_value *key;   /* NULL for a row that is not listed any more */
  guint rank;           /* how many of the rest stand before it */
} Candidate;

typedef struct
{
  const gint64 *ids;
  guint n_rest;
  GArray *candidates;   /* Candidate */
  GArray *gaps;         /* guint: where those of the few stand that were listed, ascending */
  const PursuitOwn *own;   /* the own field that the list is ordered by, or NULL */
  gboolean descending;
  PursuitStmt key_stmt;
} Search;

static void
candidate_clear (gpointer data)
{
  sqlite3_value_free (((Candidate *) data)->key);
}

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->gaps, g_array_unref);
  pursuit_stmt_clear (&self->key_stmt);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static Candidate *
get_candidate (Search *self,
               guint   i)
{
  return &g_array_index (self->candidates, Candidate, i);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 x = ((const Candidate *) a)->place.id;
  gint64 y = ((const Candidate *) b)->place.id;

  return (x > y) - (x < y);
}

/* One walk over the ids for all of the few together; nearly every id is told apart by one bit. */
static void
find_old_places (Search *self,
                 guint   n_ids)
{
  guint64 bits = 0;

  for (guint i = 0; i < self->candidates->len; i++)
    bits |= G_GUINT64_CONSTANT (1) << (get_candidate (self, i)->place.id & 63);

  for (guint i = 0; i < n_ids; i++)
    {
      Candidate wanted = { { self->ids[i], 0, 0, FALSE }, NULL, 0 };
      guint at;

      if (!(bits & G_GUINT64_CONSTANT (1) << (self->ids[i] & 63)) ||
          !g_array_binary_search (self->candidates, &wanted, compare_ids, &at))
        continue;
      get_candidate (self, at)->place.from = i;
      g_array_append_val (self->gaps, i);
    }
  self->n_rest = n_ids - self->gaps->len;
}

/* The id at a place among the rest. */
static gint64
get_rest (Search *self,
          guint   rank)
{
  for (guint i = 0; i < self->gaps->len && g_array_index (self->gaps, guint, i) <= rank; i++)
    rank++;

  return self->ids[rank];
}

static int
get_class (sqlite3_value *value)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_NULL:
      return 0;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return 1;
    case SQLITE_TEXT:
      return 2;
    default:
      return 3;
    }
}

static int
compare_bytes (sqlite3_value *a,
               sqlite3_value *b)
{
  const void *x = sqlite3_value_blob (a);
  const void *y = sqlite3_value_blob (b);
  int n_x = sqlite3_value_bytes (a);
  int n_y = sqlite3_value_bytes (b);
  int order = MIN (n_x, n_y) > 0 ? memcmp (x, y, (size_t) MIN (n_x, n_y)) : 0;

  return order != 0 ? order : (n_x > n_y) - (n_x < n_y);
}

/* Only own fields have decimals; they are so few that a double tells them apart (pursuit-extra.h). */
static int
compare_numbers (sqlite3_value *a,
                 sqlite3_value *b)
{
  if (sqlite3_value_type (a) == SQLITE_FLOAT || sqlite3_value_type (b) == SQLITE_FLOAT)
    {
      double x = sqlite3_value_double (a);
      double y = sqlite3_value_double (b);

      return (x > y) - (x < y);
    }
  else
    {
      gint64 x = sqlite3_value_int64 (a);
      gint64 y = sqlite3_value_int64 (b);

      return (x > y) - (x < y);
    }
}

/* As the engine orders values: nothing, numbers, texts byte by byte, bytes. */
static int
compare_values (sqlite3_value *a,
                sqlite3_value *b)
{
  int class = get_class (a);

  if (class != get_class (b))
    return class - get_class (b);
  if (class == 0)
    return 0;

  return class == 1 ? compare_numbers (a, b) : compare_bytes (a, b);
}

static int
compare_rows (Search        *self,
              sqlite3_value *key,
              gint64         id,
              sqlite3_value *other_key,
              gint64         other_id)
{
  int order = compare_values (key, other_key);

  if (order == 0)
    order = (id > other_id) - (id < other_id);

  return self->descending ? -order : order;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->key == NULL || y->key == NULL)
    return (x->key == NULL) - (y->key == NULL);

  return compare_rows (user_data, x->key, x->place.id, y->key, y->place.id);
}

static void
begin_key (PursuitQuerySql    *sql,
           const PursuitQuery *query,
           const PursuitOwn   *own)
{
  pursuit_query_sql_init (sql, "SELECT ");
  if (own != NULL)
    pursuit_query_own_order_key (sql, query, own);
  else
    pursuit_query_sql_key (sql, query);
  g_string_append (sql->sql, pursuit_list_from (query));
}

/* Whether one of the few is still what the list asks for, and by which key it stands there. */
static gboolean
read_candidate (PursuitStore        *self,
                const PursuitQuery  *query,
                const PursuitOwn    *own,
                Candidate           *candidate,
                GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  g_autofree char *and = g_strdup_printf (" AND %s = ", pursuit_list_shape (query->list)->id);
  gboolean row;

  begin_key (&sql, query, own);
  if (!pursuit_query_sql_where (&sql, self, query, error))
    return FALSE;
  pursuit_query_sql_number (&sql, and, candidate->place.id, "");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  if (row)
    candidate->key = sqlite3_value_dup (sqlite3_column_value (stmt.handle, 0));
  return TRUE;
}

/* Halves the rest. One of the rest that is not there contradicts that it is as it was: then nobody knows. */
static gboolean
find_rank (Search     *self,
           int         id_index,
           Candidate  *candidate,
           gboolean   *out_known,
           GError    **error)
{
  guint low = 0;
  guint high = self->n_rest;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 id = get_rest (self, middle);
      sqlite3_value *key;
      gboolean row;

      pursuit_stmt_bind_number (&self->key_stmt, id_index, id);
      if (!pursuit_stmt_step (&self->key_stmt, &row, error))
        return FALSE;
      *out_known = row;
      if (!row)
        return TRUE;
      key = sqlite3_value_dup (sqlite3_column_value (self->key_stmt.handle, 0));
      if (compare_rows (self, candidate->key, candidate->place.id, key, id) < 0)
        high = middle;
      else
        low = middle + 1;
      sqlite3_value_free (key);
      sqlite3_reset (self->key_stmt.handle);
    }

  candidate->rank = low;
  return TRUE;
}

static gboolean
find_ranks (PursuitStore        *self,
            const PursuitQuery  *query,
            Search              *search,
            gboolean            *out_known,
            GError             **error)
{
  g_auto(PursuitQuerySql) sql = { NULL };
  g_autofree char *where = g_strdup_printf (" WHERE %s = ", pursuit_list_shape (query->list)->id);

  *out_known = TRUE;
  begin_key (&sql, query, search->own);
  pursuit_query_sql_number (&sql, where, 0, "");
  if (!pursuit_query_sql_prepare (&sql, self->db, &search->key_stmt, error))
    return FALSE;
  for (guint i = 0; i < search->candidates->len && *out_known; i++)
    if (get_candidate (search, i)->key != NULL &&
        !find_rank (search, (int) sql.texts->len, get_candidate (search, i), out_known, error))
      return FALSE;

  return TRUE;
}

/* How many of the rest stood before a row. */
static guint
get_old_rank (Search    *self,
              Candidate *candidate)
{
  guint n = 0;

  while (n < self->gaps->len && g_array_index (self->gaps, guint, n) < candidate->place.from)
    n++;

  return candidate->place.from - n;
}

/* Numbers the rows that are listed, and sees which of them have the neighbours that they had. */
static GArray *
take_places (Search *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (PursuitRowPlace));
  gint64 last_stay = -1;

  g_array_sort_with_data (self->candidates, compare_candidates, self);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = get_candidate (self, i);
      PursuitRowPlace *place = &candidate->place;

      if (candidate->key != NULL)
        {
          place->to = candidate->rank + i;
          place->stays = place->from != PURSUIT_NO_PLACE && get_old_rank (self, candidate) == candidate->rank &&
                         (gint64) place->from > last_stay;
        }
      if (place->stays)
        last_stay = place->from;
      g_array_append_val (places, *place);
    }

  return places;
}

static void
add_candidates (Search *self,
                GArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    {
      Candidate candidate = { { g_array_index (changed, gint64, i), PURSUIT_NO_PLACE, PURSUIT_NO_PLACE, FALSE }, NULL, 0 };
      guint at;

      if (g_array_binary_search (self->candidates, &candidate, compare_ids, &at))
        continue;
      g_array_append_val (self->candidates, candidate);
      g_array_sort (self->candidates, compare_ids);
    }
}

/**
 * pursuit_store_query_places:
 * @self: a store, best within a reading
 * @query: a list; not %PURSUIT_LIST_TIMELINE
 * @ids: (array length=n_ids): what pursuit_store_query_ids() once gave for it
 * @n_ids: how many
 * @changed: (element-type gint64): the few rows of which anything may have changed since; of all others nothing that the list
 *   asks for or is ordered by
 * @out_places: (out) (transfer full) (element-type PursuitRowPlace): what became of @changed, each once, in the order in which
 *   they are listed now, those that are not at the end; %NULL when @ids contradict the database, so that only asking for all of
 *   them will tell
 * @error: return location
 *
 * Finds the places of a few rows in about as many steps as the logarithm of the list is long.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: %TRUE when @out_places is set
 */
gboolean
pursuit_store_query_places (PursuitStore        *self,
                            const PursuitQuery  *query,
                            const gint64        *ids,
                            guint                n_ids,
                            GArray              *changed,
                            GArray             **out_places,
                            GError             **error)
{
  g_auto(Search) search = { .ids = ids };
  gboolean is_known;

  g_return_val_if_fail (query->list != PURSUIT_LIST_TIMELINE, FALSE);

  if (!pursuit_query_find_own_order (self, query, &search.own, error))
    return FALSE;
  search.descending = search.own != NULL ? query->reversed : pursuit_list_is_descending (query);

  search.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (search.candidates, candidate_clear);
  search.gaps = g_array_new (FALSE, FALSE, sizeof (guint));
  add_candidates (&search, changed);
  find_old_places (&search, n_ids);
  for (guint i = 0; i < search.candidates->len; i++)
    if (!read_candidate (self, query, search.own, get_candidate (&search, i), error))
      return FALSE;
  if (!find_ranks (self, query, &search, &is_known, error))
    return FALSE;

  *out_places = is_known ? take_places (&search) : NULL;
  return TRUE;
}

/**
 * pursuit_store_query_of_customer:
 * @self: a store
 * @list: a list whose rows belong to a customer each
 * @customer_id: a customer
 * @limit: how many at most
 * @error: return location
 *
 * The rows of a customer, listed or not, in no order.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): their ids
 */
GArray *
pursuit_store_query_of_customer (PursuitStore  *self,
                                 PursuitList    list,
                                 gint64         customer_id,
                                 guint          limit,
                                 GError       **error)
{
  const PursuitListShape *shape = pursuit_list_shape (list);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *head = g_strdup_printf ("SELECT %s%s WHERE %s", shape->id, shape->from, shape->customer);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  pursuit_query_sql_init (&sql, head);
  pursuit_query_sql_number (&sql, " = ", customer_id, "");
  pursuit_query_sql_number (&sql, " LIMIT ", limit, "");
  if (!pursuit_query_sql_prepare (&sql, self->db, &stmt, error))
    return NULL;
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (ids, id);
    }
}
