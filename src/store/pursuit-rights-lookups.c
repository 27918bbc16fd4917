/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rights-lookups.h"

#include "pursuit-store-private.h"

/* What the roles of a house may do otherwise than they are shipped with. There are a dozen roles. */

static int
parse_nick (GType       type,
            const char *nick,
            int         fallback)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  return value != NULL ? value->value : fallback;
}

/**
 * pursuit_lookup_role_rights:
 * @store: a store
 * @func: is told of each role at least once, and of each of its rights that is kept; the rows of a role come together
 * @user_data: for @func
 * @error: return location
 *
 * A right that only a later program knows is passed over; no scope is %PURSUIT_SCOPE_NONE.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all were told
 */
gboolean
pursuit_lookup_role_rights (PursuitStore          *store,
                            PursuitRoleRightFunc   func,
                            gpointer               user_data,
                            GError               **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT r.id, r.name, r.system_role, t.\"right\", t.scope FROM role r"
                             " LEFT JOIN role_right t ON t.role_id = r.id AND t.deleted_at = 0"
                             " WHERE r.deleted_at = 0 ORDER BY r.id", error))
    return FALSE;

  for (;;)
    {
      PursuitRoleRightRow told = { 0 };
      gboolean row;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      told.role_id = pursuit_stmt_get_number (&stmt, 0);
      told.name = pursuit_stmt_get_text (&stmt, 1);
      told.system_role = (PursuitSystemRole) parse_nick (PURSUIT_TYPE_SYSTEM_ROLE, pursuit_stmt_get_text (&stmt, 2), 0);
      told.right = parse_nick (PURSUIT_TYPE_RIGHT, pursuit_stmt_get_text (&stmt, 3), -1);
      told.scope = (PursuitScope) parse_nick (PURSUIT_TYPE_SCOPE, pursuit_stmt_get_text (&stmt, 4), PURSUIT_SCOPE_NONE);
      func (&told, user_data);
    }
}

/**
 * pursuit_lookup_role_right:
 * @store: a store
 * @role_id: a role
 * @right: a right
 * @out_id: (out): the living record that says how far it reaches, 0 when it is as it is shipped
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_role_right (PursuitStore  *store,
                           gint64         role_id,
                           PursuitRight   right,
                           gint64        *out_id,
                           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT id FROM role_right WHERE role_id = $1 AND \"right\" = $2 AND deleted_at = 0", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, role_id);
  pursuit_stmt_bind_text (&stmt, 2, pursuit_enum_get_nick (PURSUIT_TYPE_RIGHT, right));
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/**
 * pursuit_lookup_people_in_roles:
 * @store: a store
 * @role_ids: (element-type gint64): a set of roles, by g_int64_hash()
 * @out_count: (out): how many active members of staff have one of them
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_people_in_roles (PursuitStore  *store,
                                GHashTable    *role_ids,
                                gint64        *out_count,
                                GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 count = 0;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT role_id, count(*) FROM staff WHERE deleted_at = 0 AND inactive = 0 AND role_id IS NOT NULL"
                             " GROUP BY role_id", error))
    return FALSE;

  for (;;)
    {
      gboolean row;
      gint64 role_id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      role_id = pursuit_stmt_get_number (&stmt, 0);
      if (g_hash_table_contains (role_ids, &role_id))
        count += pursuit_stmt_get_number (&stmt, 1);
    }

  *out_count = count;
  return TRUE;
}
