/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-lookups.h"

#include "pursuit-enums.h"
#include "pursuit-store-private.h"

/* A person reads a wall on one page: what is more than this is not on it. */
#define MOST_PEOPLE "200"
#define MOST_STAFF "100"
#define MOST_CELLS "5000"

/**
 * pursuit_wall_read_marks:
 * @store: a store
 * @wall: a wall whose customer is known; its marks are added to
 * @error: return location
 *
 * Reads what was assessed in every period, the oldest first.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is read
 */
gboolean
pursuit_wall_read_marks (PursuitStore  *store,
                         PursuitWall   *wall,
                         GError       **error)
{
  static const char sql[] =
    "SELECT contact_id, staff_id, period, level, target FROM bond WHERE customer_id = $1 AND deleted_at = 0"
    " ORDER BY period, contact_id, staff_id LIMIT " MOST_CELLS;
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, wall->customer_id);
  while (row)
    {
      PursuitWallMark mark = { 0 };

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      mark.contact_id = pursuit_stmt_get_number (&stmt, 0);
      mark.staff_id = pursuit_stmt_get_number (&stmt, 1);
      g_strlcpy (mark.period, pursuit_stmt_get_text (&stmt, 2), sizeof mark.period);
      mark.level = (int) pursuit_stmt_get_number (&stmt, 3);
      mark.target = (int) pursuit_stmt_get_number (&stmt, 4);
      g_array_append_val (wall->marks, mark);
    }

  return TRUE;
}

/* Makes something of a row. */
typedef gpointer (*ReadRow) (PursuitStmt *stmt);

/* What a statement about a customer and a period answers, row by row. */
static gboolean
read_rows (PursuitStore  *store,
           PursuitWall   *wall,
           const char    *sql,
           GPtrArray     *rows,
           ReadRow        read_row,
           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, wall->customer_id);
  pursuit_stmt_bind_text (&stmt, 2, wall->period);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (rows, read_row (&stmt));
    }

  return TRUE;
}

static gpointer
read_person (PursuitStmt *stmt)
{
  PursuitWallPerson *person = g_new0 (PursuitWallPerson, 1);
  const char *role = pursuit_stmt_get_text (stmt, 3);

  person->id = pursuit_stmt_get_number (stmt, 0);
  person->name = g_strdup (pursuit_stmt_get_text (stmt, 1));
  person->title = g_strdup (pursuit_stmt_get_text (stmt, 2));
  if (role == NULL || !pursuit_enum_from_nick (PURSUIT_TYPE_BUYING_ROLE, role, &person->role))
    person->role = PURSUIT_BUYING_ROLE_NONE;
  person->has_left = pursuit_stmt_get_number (stmt, 4) != 0;

  return person;
}

/**
 * pursuit_wall_read_people:
 * @store: a store
 * @wall: a wall whose customer and period are known; its people are added to
 * @error: return location
 *
 * Reads who works at the customer, and who did and was assessed in the period: deciders first, those who have left last.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is read
 */
gboolean
pursuit_wall_read_people (PursuitStore  *store,
                          PursuitWall   *wall,
                          GError       **error)
{
  static const char sql[] =
    "SELECT p.id, p.name, p.title, p.buying_role, (p.left_on IS NOT NULL OR p.customer_id <> $1) AS gone FROM contact p"
    " WHERE p.id IN (SELECT id FROM contact WHERE customer_id = $1 AND deleted_at = 0 AND left_on IS NULL"
    "   UNION SELECT contact_id FROM bond WHERE customer_id = $1 AND period = $2 AND deleted_at = 0)"
    "   AND p.deleted_at = 0"
    " ORDER BY gone, CASE p.buying_role WHEN 'decider' THEN 1 WHEN 'approver' THEN 2 WHEN 'evaluator' THEN 3 WHEN 'user' THEN 4"
    "   WHEN 'gatekeeper' THEN 5 WHEN 'coach' THEN 6 ELSE 7 END, p.id LIMIT " MOST_PEOPLE;

  return read_rows (store, wall, sql, wall->people, read_person, error);
}

static gpointer
read_one_of_us (PursuitStmt *stmt)
{
  PursuitWallStaff *staff = g_new0 (PursuitWallStaff, 1);

  staff->id = pursuit_stmt_get_number (stmt, 0);
  staff->name = g_strdup (pursuit_stmt_get_text (stmt, 1));
  staff->title = g_strdup (pursuit_stmt_get_text (stmt, 2));
  staff->is_inactive = pursuit_stmt_get_number (stmt, 3) != 0;

  return staff;
}

/**
 * pursuit_wall_read_staff:
 * @store: a store
 * @wall: a wall whose customer and period are known; its staff is added to
 * @error: return location
 *
 * Reads who of us was assessed in the period, owns the customer or one of its open deals.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is read
 */
gboolean
pursuit_wall_read_staff (PursuitStore  *store,
                         PursuitWall   *wall,
                         GError       **error)
{
  static const char sql[] =
    "SELECT s.id, s.name, s.title, s.inactive FROM staff s"
    " WHERE s.id IN (SELECT staff_id FROM bond WHERE customer_id = $1 AND period = $2 AND deleted_at = 0"
    "   UNION SELECT w.id FROM customer c JOIN staff w ON w.id = c.owner_id WHERE c.id = $1 AND w.inactive = 0"
    "   UNION SELECT w.id FROM deal d JOIN staff w ON w.id = d.owner_id WHERE d.customer_id = $1 AND d.status = 'open'"
    "     AND d.deleted_at = 0 AND w.inactive = 0)"
    " ORDER BY s.id LIMIT " MOST_STAFF;

  return read_rows (store, wall, sql, wall->staff, read_one_of_us, error);
}

/**
 * pursuit_wall_list_bonds:
 * @store: a store
 * @customer_id: a customer
 * @period: a quarter
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): what was assessed then
 */
GArray *
pursuit_wall_list_bonds (PursuitStore  *store,
                         gint64         customer_id,
                         const char    *period,
                         GError       **error)
{
  static const char sql[] =
    "SELECT id FROM bond WHERE customer_id = $1 AND period = $2 AND deleted_at = 0 ORDER BY contact_id, staff_id"
    " LIMIT " MOST_CELLS;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  pursuit_stmt_bind_text (&stmt, 2, period);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_array_append_vals (ids, &(gint64) { pursuit_stmt_get_number (&stmt, 0) }, 1);
    }

  return g_steal_pointer (&ids);
}

/**
 * pursuit_wall_find_bond:
 * @store: a store
 * @bond: customer, period and the two people
 * @out_id: (out): the record that holds what was assessed of them then, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_wall_find_bond (PursuitStore  *store,
                        PursuitBond   *bond,
                        gint64        *out_id,
                        GError       **error)
{
  static const char sql[] =
    "SELECT id FROM bond WHERE customer_id = $1 AND period = $2 AND contact_id = $3 AND staff_id = $4 AND deleted_at = 0";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, bond->customer_id);
  pursuit_stmt_bind_text (&stmt, 2, bond->period);
  pursuit_stmt_bind_number (&stmt, 3, bond->contact_id);
  pursuit_stmt_bind_number (&stmt, 4, bond->staff_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/**
 * pursuit_wall_find_latest:
 * @store: a store
 * @customer_id: a customer
 * @until: a quarter
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the last quarter up to @until in which anything was assessed, "" for none
 */
char *
pursuit_wall_find_latest (PursuitStore  *store,
                          gint64         customer_id,
                          const char    *until,
                          GError       **error)
{
  static const char sql[] =
    "SELECT period FROM bond WHERE customer_id = $1 AND period <= $2 AND deleted_at = 0 ORDER BY period DESC LIMIT 1";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  pursuit_stmt_bind_text (&stmt, 2, until);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return NULL;

  return g_strdup (row ? pursuit_stmt_get_text (&stmt, 0) : "");
}
