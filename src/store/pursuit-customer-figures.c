/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-figures.h"

#include "pursuit-date.h"
#include "pursuit-standing-moves.h"
#include "pursuit-store-private.h"

/* What is known of one customer at a glance: every statement finds it by an index. */

/* Families are small; one that is not is cut, and one that runs in a circle ends. */
#define MOST_RELATIVES "100"
#define DEEPEST "12"

static void
relative_free (gpointer data)
{
  g_free (((PursuitRelative *) data)->name);
  g_free (data);
}

/**
 * pursuit_customer_figures_free:
 * @self: (transfer full): some figures
 */
void
pursuit_customer_figures_free (PursuitCustomerFigures *self)
{
  g_clear_pointer (&self->family, g_ptr_array_unref);
  g_free (self->next_step);
  g_free (self->next_step_on);
  g_free (self->with);
  g_free (self);
}

/* Months count from the year 0. */
static int
get_month (const char *iso)
{
  return (int) (g_ascii_strtoll (iso, NULL, 10) * 12 + g_ascii_strtoll (iso + 5, NULL, 10) - 1);
}

/* One row of what @sql finds for the customer, or none; the statement is to be asked for its columns. */
static gboolean
ask (PursuitStmt   *stmt,
     PursuitStore  *store,
     const char    *sql,
     gint64         customer_id,
     gboolean      *out_row,
     GError       **error)
{
  if (!pursuit_stmt_prepare (stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (stmt, 1, customer_id);

  return pursuit_stmt_step (stmt, out_row, error);
}

static void
add_member (PursuitCustomerFigures *self,
            gint64                  created_at,
            int                     this_month)
{
  g_autofree char *day = pursuit_date_from_time (created_at);
  int month = day != NULL ? get_month (day) : 0;
  int first = this_month - PURSUIT_FIGURES_MONTHS + 1;

  for (int i = MAX (month - first, 0); i < PURSUIT_FIGURES_MONTHS; i++)
    self->group[i]++;
  self->n_new += month >= first;
}

/* Depth first, so that each stands below its parent; a path of ids keeps that order and ends circles. */
static gboolean
read_family (PursuitCustomerFigures  *self,
             PursuitStore            *store,
             gint64                   customer_id,
             int                      this_month,
             GError                 **error)
{
  static const char sql[] =
    "WITH RECURSIVE family (id, name, created_at, depth, path) AS ("
    " SELECT id, name, created_at, 0, '/' || id || '/' FROM customer WHERE id = $1"
    " UNION ALL"
    " SELECT c.id, c.name, c.created_at, f.depth + 1, f.path || printf ('%019d', c.id) || '/' FROM family f"
    "   JOIN customer c ON c.parent_id = f.id"
    "  WHERE c.deleted_at = 0 AND f.depth < " DEEPEST " AND c.id <> $1 AND instr (f.path, printf ('/%019d/', c.id)) = 0"
    " LIMIT " MOST_RELATIVES ")"
    " SELECT id, name, created_at, depth FROM family ORDER BY path";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  self->family = g_ptr_array_new_with_free_func (relative_free);
  if (!ask (&stmt, store, sql, customer_id, &row, error))
    return FALSE;
  while (row)
    {
      int depth = (int) pursuit_stmt_get_number (&stmt, 3);

      add_member (self, pursuit_stmt_get_number (&stmt, 2), this_month);
      if (depth > 0)
        {
          PursuitRelative *relative = g_new0 (PursuitRelative, 1);

          relative->id = pursuit_stmt_get_number (&stmt, 0);
          relative->name = g_strdup (pursuit_stmt_get_text (&stmt, 1));
          relative->depth = depth;
          g_ptr_array_add (self->family, relative);
        }
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_purchases (PursuitCustomerFigures *self,
               const char             *month_text,
               gint64                  count,
               gint64                  amount,
               int                     this_month)
{
  int month = get_month (month_text);
  int first = this_month - PURSUIT_FIGURES_MONTHS + 1;

  self->n_all += count;
  if (self->first_year == 0 || month / 12 < self->first_year)
    self->first_year = month / 12;
  for (int i = MAX (month - first, 0); i < PURSUIT_FIGURES_MONTHS; i++)
    self->traded[i] += (double) amount;
  if (month >= first && month <= this_month)
    {
      self->purchases[month - first] += (double) count;
      self->n_lately += count;
      self->traded_lately += amount;
    }
  else if (month >= first - PURSUIT_FIGURES_MONTHS && month < first)
    self->traded_before += amount;
}

static gboolean
read_purchases (PursuitCustomerFigures  *self,
                PursuitStore            *store,
                gint64                   customer_id,
                int                      this_month,
                GError                 **error)
{
  static const char sql[] =
    "SELECT substr (closed_on, 1, 7), count(*), sum(amount) FROM deal"
    " WHERE customer_id = $1 AND status = 'won' AND deleted_at = 0 AND closed_on IS NOT NULL GROUP BY 1";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!ask (&stmt, store, sql, customer_id, &row, error))
    return FALSE;
  while (row)
    {
      add_purchases (self, pursuit_stmt_get_text (&stmt, 0), pursuit_stmt_get_number (&stmt, 1),
                     pursuit_stmt_get_number (&stmt, 2), this_month);
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_next_step (PursuitCustomerFigures  *self,
                PursuitStore            *store,
                gint64                   customer_id,
                GError                 **error)
{
  static const char sql[] =
    "SELECT next_step, next_step_on FROM deal WHERE customer_id = $1 AND status = 'open' AND deleted_at = 0"
    " AND next_step_on IS NOT NULL ORDER BY next_step_on, id LIMIT 1";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!ask (&stmt, store, sql, customer_id, &row, error))
    return FALSE;
  if (row)
    {
      self->next_step = g_strdup (pursuit_stmt_get_text (&stmt, 0));
      self->next_step_on = g_strdup (pursuit_stmt_get_text (&stmt, 1));
    }

  return TRUE;
}

/* Who stands on the wall as it was assessed last, or owns an open deal. */
static gboolean
read_with (PursuitCustomerFigures  *self,
           PursuitStore            *store,
           gint64                   customer_id,
           const char              *comma,
           GError                 **error)
{
  static const char sql[] =
    "SELECT s.name FROM staff s WHERE s.id IN ("
    " SELECT staff_id FROM bond WHERE customer_id = $1 AND deleted_at = 0"
    "    AND period = (SELECT period FROM bond WHERE customer_id = $1 AND deleted_at = 0 ORDER BY period DESC LIMIT 1)"
    " UNION SELECT owner_id FROM deal WHERE customer_id = $1 AND status = 'open' AND deleted_at = 0)"
    " AND s.id NOT IN (SELECT coalesce (owner_id, 0) FROM customer WHERE id = $1) AND s.inactive = 0 AND s.deleted_at = 0"
    " ORDER BY s.id LIMIT 4";
  g_autoptr(GString) names = g_string_new (NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!ask (&stmt, store, sql, customer_id, &row, error))
    return FALSE;
  while (row)
    {
      g_string_append_printf (names, "%s%s", names->len > 0 ? comma : "", pursuit_stmt_get_text (&stmt, 0));
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
    }

  if (names->len > 0)
    self->with = g_strdup (names->str);
  return TRUE;
}

static gboolean
read_numbers (PursuitCustomerFigures  *self,
              PursuitStore            *store,
              gint64                   customer_id,
              GError                 **error)
{
  static const char sql[] =
    "SELECT (SELECT count(*) FROM activity WHERE customer_id = $1 AND kind <> 'note' AND deleted_at = 0),"
    " (SELECT from_value FROM standing_move WHERE customer_id = $1 AND kind = 'level'"
    "   ORDER BY moved_at DESC, id DESC LIMIT 1),"
    " (SELECT to_value FROM standing_move WHERE customer_id = $1 AND kind = 'level' LIMIT 1) IS NOT NULL";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!ask (&stmt, store, sql, customer_id, &row, error))
    return FALSE;

  self->n_visits = pursuit_stmt_get_number (&stmt, 0);
  self->level_before = pursuit_stmt_get_number (&stmt, 2) != 0 ? (int) pursuit_stmt_get_number (&stmt, 1) : -1;
  return TRUE;
}

/**
 * pursuit_customer_figures_read:
 * @store: a store
 * @customer_id: a customer
 * @today: an ISO date
 * @comma: what stands between two names
 * @error: return location
 *
 * Reads what the head of a dossier and its tiles show.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the figures
 */
PursuitCustomerFigures *
pursuit_customer_figures_read (PursuitStore  *store,
                               gint64         customer_id,
                               const char    *today,
                               const char    *comma,
                               GError       **error)
{
  g_autoptr(PursuitCustomerFigures) self = g_new0 (PursuitCustomerFigures, 1);
  int this_month = get_month (today);

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  if (!read_family (self, store, customer_id, this_month, error) ||
      !read_purchases (self, store, customer_id, this_month, error) || !read_next_step (self, store, customer_id, error) ||
      !read_with (self, store, customer_id, comma, error) || !read_numbers (self, store, customer_id, error) ||
      !pursuit_standing_moves_find_interested (store, customer_id, &self->has_interested, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_customer_is_below:
 * @store: a store
 * @customer_id: a customer
 * @above_id: another
 * @out_is_below: (out): whether the first is the second, a subsidiary of it, or one of theirs
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_customer_is_below (PursuitStore  *store,
                           gint64         customer_id,
                           gint64         above_id,
                           gboolean      *out_is_below,
                           GError       **error)
{
  static const char sql[] =
    "WITH RECURSIVE above (id) AS (SELECT $1 UNION SELECT c.parent_id FROM above a JOIN customer c ON c.id = a.id"
    "  WHERE c.parent_id IS NOT NULL) SELECT EXISTS (SELECT 1 FROM above WHERE id = $2)";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  pursuit_stmt_bind_number (&stmt, 2, above_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_is_below = row && pursuit_stmt_get_number (&stmt, 0) != 0;
  return TRUE;
}
