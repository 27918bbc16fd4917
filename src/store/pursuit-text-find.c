/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-index-private.h"

#include "pursuit-query-sql-private.h"
#include "pursuit-str.h"
#include "pursuit-text-query.h"

/* Looks words up in the full-text index, within what somebody may see. */

/* Whom a text belongs to: a deal to its seller, everything else to the customer's owner, where nobody is everybody. The playbook of
 * a stage (STG-5) has no customer and so is everybody's, as long as deals may follow its process. */
#define OWNER "CASE WHEN d.id IS NULL THEN c.owner_id ELSE coalesce (d.owner_id, 0) END"

/* The kinds are those of pursuit_text_kind_of_table(). What hangs on a customer leaves with it, deals stay, as in the lists. */
#define PLACES                                                                                                   \
  "  LEFT JOIN contact p ON e.place % 64 = 2 AND p.id = e.place / 64 AND p.deleted_at = 0"                       \
  "  LEFT JOIN deal d ON e.place % 64 = 3 AND d.id = e.place / 64 AND d.deleted_at = 0"                          \
  "  LEFT JOIN activity a ON e.place % 64 = 4 AND a.id = e.place / 64 AND a.deleted_at = 0"                      \
  "  LEFT JOIN document f ON e.place % 64 = 5 AND f.id = e.place / 64 AND f.deleted_at = 0"                      \
  "  LEFT JOIN stage s ON e.place % 64 = 6 AND s.id = e.place / 64 AND s.deleted_at = 0"                         \
  "    AND (SELECT r.state = 'published' AND r.deleted_at = 0 FROM process r WHERE r.id = s.process_id)"         \
  "  LEFT JOIN customer c ON c.id = CASE e.place % 64 WHEN 1 THEN e.place / 64 WHEN 2 THEN p.customer_id"        \
  "   WHEN 3 THEN d.customer_id WHEN 4 THEN a.customer_id WHEN 5 THEN f.customer_id END"

#define ALIVE " AND (c.deleted_at = 0 OR d.id IS NOT NULL OR s.id IS NOT NULL)"

static const PursuitListShape shape = {
  .owner = OWNER,
  .works_on_deal = "d.id",
  .works_on_customer = "CASE WHEN d.id IS NULL THEN c.id END",
  .pool_is_shared = TRUE,
};

/* Of what everybody writes all the time only so many texts are weighed, those that were written last: weighing them all would
 * take the longer the more there are. */
#define WEIGHED 1000

/* Of two texts that fit about equally well the newer one is wanted. */
static const char sql_weighed[] =
  "SELECT w.id FROM (SELECT i.rowid AS id, e.place, round (" PURSUIT_TEXT_WEIGH " (text_index), 1) AS weight,"
  " coalesce (a.happened_at, p.changed_at, d.changed_at, f.changed_at, s.changed_at, c.changed_at) AS at"
  "  FROM text_index i CROSS JOIN text_entry e ON e.id = i.rowid" PLACES;
#define BEST ") w ORDER BY w.weight DESC, w.at DESC, w.place DESC"

static const char sql_found[] =
  "SELECT e.place, e.body, c.id, coalesce (d.id, a.deal_id, f.deal_id, 0), coalesce (p.name, d.title, a.subject, f.name, s.name, c.name),"
  " CASE WHEN e.place % 64 = 1 THEN NULL ELSE coalesce (c.short_name, c.name) END, " OWNER
  "  FROM text_entry e" PLACES " WHERE e.id = $1";

void
pursuit_text_hit_free (PursuitTextHit *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->snippet);
  g_free (self);
}

static GArray *
find_ids (PursuitStore        *self,
          const PursuitQuery  *scope,
          const char          *match,
          guint                limit,
          GError             **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  pursuit_query_sql_init (&sql, sql_weighed);
  pursuit_query_sql_text (&sql, " WHERE text_index MATCH ", match, ALIVE);
  pursuit_query_sql_within_scope (&sql, &shape, scope);
  pursuit_query_sql_number (&sql, " ORDER BY i.rowid DESC LIMIT ", WEIGHED, BEST);
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

static PursuitTextHit *
read_hit (PursuitStmt        *stmt,
          const PursuitQuery *scope,
          PursuitTextQuery   *query)
{
  g_autofree char *snippet = pursuit_text_query_dup_snippet (query, pursuit_stmt_get_text (stmt, 1));
  gint64 place = pursuit_stmt_get_number (stmt, 0);
  PursuitTextHit *hit;

  /* The index has words that the text has not: somebody else's tool wrote to it. */
  if (snippet == NULL)
    return NULL;

  hit = g_new0 (PursuitTextHit, 1);
  hit->type = pursuit_text_kind_get_type ((int) (place % PURSUIT_TEXT_KINDS));
  hit->id = place / PURSUIT_TEXT_KINDS;
  hit->customer_id = pursuit_stmt_get_number (stmt, 2);
  hit->deal_id = pursuit_stmt_get_number (stmt, 3);
  hit->title = g_strdup (pursuit_stmt_get_text (stmt, 4));
  hit->detail = g_strdup (pursuit_stmt_get_text (stmt, 5));
  hit->own = scope->scope_staff_id != 0 && pursuit_stmt_get_number (stmt, 6) == scope->scope_staff_id;
  hit->snippet = g_steal_pointer (&snippet);

  return hit;
}

static gboolean
read_hits (PursuitStore        *self,
           const PursuitQuery  *scope,
           PursuitTextQuery    *query,
           GArray              *ids,
           GPtrArray           *hits,
           GError             **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_auto(PursuitStmt) stmt = { NULL };
      PursuitTextHit *hit;
      gboolean row;

      if (!pursuit_stmt_prepare (&stmt, self->db, sql_found, error))
        return FALSE;
      pursuit_stmt_bind_number (&stmt, 1, g_array_index (ids, gint64, i));
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      hit = row ? read_hit (&stmt, scope, query) : NULL;
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }

  return TRUE;
}

/* An index that is damaged is as good as none. */
static gboolean
find_once (PursuitStore        *self,
           const PursuitQuery  *scope,
           PursuitTextQuery    *query,
           guint                limit,
           GPtrArray           *hits,
           gboolean            *out_usable,
           GError             **error)
{
  g_autofree char *match = pursuit_text_query_dup_match (query);
  g_autoptr(GError) local = NULL;
  g_autoptr(GArray) ids = NULL;
  g_auto(PursuitReading) reading = { NULL };

  if (!pursuit_reading_begin (&reading, self, error) || !pursuit_text_index_is_usable (self, out_usable, error))
    return FALSE;
  if (!*out_usable)
    return TRUE;

  ids = find_ids (self, scope, match, limit, &local);
  if (ids != NULL)
    return read_hits (self, scope, query, ids, hits, error);
  if (self->db->is_index_damaged)
    {
      *out_usable = FALSE;
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
can_write (PursuitStore *self)
{
  return !pursuit_store_is_read_only (self) && sqlite3_get_autocommit (self->db->handle);
}

/* Makes the index anew where that can be done now. */
static gboolean
heal (PursuitStore *self)
{
  self->db->is_index_damaged = FALSE;
  if (!can_write (self) || !pursuit_text_index_discard (self, NULL))
    return FALSE;

  pursuit_text_index_prepare (self);
  return TRUE;
}

/**
 * pursuit_text_index_find:
 * @self: a store
 * @scope: whose scope it is, its other members do not count
 * @words: what somebody typed, of any length and content
 * @limit: how many at most
 * @error: return location
 *
 * Finds the texts in which all of @words occur: of an index that is not complete, those that it has. One that is missing or damaged
 * is begun anew first, where the file may be written.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: (transfer full) (element-type PursuitTextHit): those that fit best first
 */
GPtrArray *
pursuit_text_index_find (PursuitStore        *self,
                         const PursuitQuery  *scope,
                         const char          *words,
                         guint                limit,
                         GError             **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_text_hit_free);
  g_autoptr(PursuitTextQuery) query = pursuit_text_query_new (words);
  gboolean usable;

  if (query == NULL || limit == 0)
    return g_steal_pointer (&hits);

  if (!find_once (self, scope, query, limit, hits, &usable, error))
    return NULL;
  if (!usable && heal (self) && !find_once (self, scope, query, limit, hits, &usable, error))
    return NULL;

  return g_steal_pointer (&hits);
}
