/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-glance.h"

#include "pursuit-query-sql-private.h"
#include "pursuit-store-private.h"

/* One line about some records of which only the ids are known, as far as whoever asks may see them. */

/* The column order is a contract between every SELECT here and read_glance(). */
static const char *
get_head (PursuitList list)
{
  switch (list)
    {
    case PURSUIT_LIST_CUSTOMERS:
      return "SELECT c.id, c.owner_id, c.id, c.name, NULL, c.region, o.name"
             "  FROM customer c LEFT JOIN staff o ON o.id = c.owner_id";
    case PURSUIT_LIST_CONTACTS:
      return "SELECT p.id, c.owner_id, c.id, p.name, coalesce(c.short_name, c.name), p.title, NULL"
             "  FROM contact p JOIN customer c ON c.id = p.customer_id";
    case PURSUIT_LIST_DEALS:
      return "SELECT d.id, d.owner_id, c.id, d.title, coalesce(c.short_name, c.name), t.name, o.name"
             "  FROM deal d JOIN customer c ON c.id = d.customer_id JOIN stage t ON t.id = d.stage_id"
             "  LEFT JOIN staff o ON o.id = d.owner_id";
    case PURSUIT_LIST_STAFF:
      return "SELECT s.id, s.id, 0, s.name, NULL, s.title, n.name"
             "  FROM staff s LEFT JOIN org_unit n ON n.id = s.unit_id";
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * pursuit_glance_free:
 * @self: (transfer full): a glance
 */
void
pursuit_glance_free (PursuitGlance *self)
{
  g_free (self->title);
  g_free (self->customer);
  g_free (self->about);
  g_free (self->person);
  g_free (self);
}

static PursuitGlance *
read_glance (PursuitStmt *stmt)
{
  PursuitGlance *glance = g_new0 (PursuitGlance, 1);

  glance->id = pursuit_stmt_get_number (stmt, 0);
  glance->owner_id = pursuit_stmt_get_number (stmt, 1);
  glance->customer_id = pursuit_stmt_get_number (stmt, 2);
  glance->title = g_strdup (pursuit_stmt_get_text (stmt, 3));
  glance->customer = g_strdup (pursuit_stmt_get_text (stmt, 4));
  glance->about = g_strdup (pursuit_stmt_get_text (stmt, 5));
  glance->person = g_strdup (pursuit_stmt_get_text (stmt, 6));

  return glance;
}

/**
 * pursuit_store_glance:
 * @self: a store
 * @query: a query of customers, contacts, deals or staff, with the scope of whoever asks
 * @ids: (array length=n_ids): which ones
 * @n_ids: how many
 * @error: return location
 *
 * Looks at single records within what @query lists.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: (transfer full) (element-type PursuitGlance): in the order of @ids; what is gone, may not be seen or is filtered out
 *   is left out
 */
GPtrArray *
pursuit_store_glance (PursuitStore        *self,
                      const PursuitQuery  *query,
                      const gint64        *ids,
                      guint                n_ids,
                      GError             **error)
{
  g_autoptr(GPtrArray) glances = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_glance_free);
  g_auto(PursuitQuerySql) sql = { NULL };
  g_auto(PursuitReading) reading = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean found;

  pursuit_query_sql_init (&sql, get_head (query->list));
  if (!pursuit_query_sql_where (&sql, self, query, error))
    return NULL;
  g_string_append_printf (sql.sql, " AND %s", pursuit_list_shape (query->list)->id);
  pursuit_query_sql_number (&sql, " = ", 0, "");
  if (!pursuit_reading_begin (&reading, self, error) ||
      !pursuit_query_sql_prepare (&sql, self->db, &stmt, error))
    return NULL;
  for (guint i = 0; i < n_ids; i++)
    {
      pursuit_stmt_bind_number (&stmt, (int) sql.texts->len, ids[i]);
      if (!pursuit_stmt_step (&stmt, &found, error))
        return NULL;
      if (found)
        g_ptr_array_add (glances, read_glance (&stmt));
      sqlite3_reset (stmt.handle);
    }

  return g_steal_pointer (&glances);
}
