/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rights-verbs.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-rights-lookups.h"
#include "pursuit-role-right.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

/* Rights are kept where they are otherwise than shipped: what is put back to that is kept no longer. */

/**
 * pursuit_rights_list:
 * @desk: a desk
 * @error: return location
 *
 * What whoever sits at the desk may know of the rights: those of all roles for those who administer, else those of their own.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRights): in the order of the system roles
 */
GPtrArray *
pursuit_rights_list (PursuitDesk  *desk,
                     GError      **error)
{
  g_autoptr(GPtrArray) own = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_ADMINISTER) != PURSUIT_SCOPE_NONE)
    return pursuit_rights_load_all (pursuit_desk_get_store (desk), error);

  own = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_rights_free);
  g_ptr_array_add (own, pursuit_rights_copy (pursuit_desk_get_rights (desk)));
  return g_steal_pointer (&own);
}

static GHashTable *
list_administering (PursuitStore  *store,
                    GError       **error)
{
  g_autoptr(GPtrArray) all = pursuit_rights_load_all (store, error);
  GHashTable *roles;

  if (all == NULL)
    return NULL;

  roles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const PursuitRights *rights = g_ptr_array_index (all, i);

      if (pursuit_rights_may (rights, PURSUIT_RIGHT_ADMINISTER))
        g_hash_table_add (roles, g_memdup2 (&rights->role_id, sizeof rights->role_id));
    }

  return roles;
}

/* Whether the change can have taken the right from somebody. */
static gboolean
concerns_administrators (PursuitRecord *before,
                         PursuitRecord *after,
                         GHashTable    *administering)
{
  const PursuitStaff *was = PURSUIT_IS_STAFF (before) ? PURSUIT_STAFF (before) : NULL;

  if (PURSUIT_IS_ROLE (after) || PURSUIT_IS_ROLE_RIGHT (after))
    return TRUE;

  return was != NULL && !was->inactive && before->deleted_at == 0 && g_hash_table_contains (administering, &was->role_id);
}

/**
 * pursuit_rights_require_administrator:
 * @desk: a desk, within a transaction
 * @before: (nullable): a record as it was
 * @after: the same as it was written
 * @error: return location
 *
 * Where people sign in, somebody can always administer the database: the last who may does not lose that by a change of their
 * role, or of themselves. The owner of a single-user file, who is no member of staff, may do everything anyway.
 *
 * Fails with %PURSUIT_ERROR_INVALID when nobody would be left, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when somebody is
 */
gboolean
pursuit_rights_require_administrator (PursuitDesk    *desk,
                                      PursuitRecord  *before,
                                      PursuitRecord  *after,
                                      GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GHashTable) administering = NULL;
  gint64 n_people;

  if (pursuit_desk_get_actor_id (desk) == 0 ||
      !(PURSUIT_IS_ROLE (after) || PURSUIT_IS_ROLE_RIGHT (after) || PURSUIT_IS_STAFF (after)))
    return TRUE;
  administering = list_administering (store, error);
  if (administering == NULL)
    return FALSE;
  if (!concerns_administrators (before, after, administering))
    return TRUE;
  if (!pursuit_lookup_people_in_roles (store, administering, &n_people, error))
    return FALSE;
  if (n_people > 0)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("Nobody could administer the database any more. Give somebody else a role that may do so first."));
  return FALSE;
}

static gboolean
is_possible (PursuitRight   right,
             PursuitScope   scope,
             GError       **error)
{
  if (pursuit_right_knows_scope (right, scope))
    return TRUE;

  /* Translators: how far a right reaches, such as “Team”; the short name of the right */
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is no scope for “%2$s”."),
               pursuit_enum_get_label (PURSUIT_TYPE_SCOPE, (int) scope), pursuit_enum_get_label (PURSUIT_TYPE_RIGHT, (int) right));
  return FALSE;
}

/* @scope as a record that is to be, and @record as it is, NULL for none; *@out_entry_id is 0 when there is nothing to change. */
static gboolean
write_right (PursuitDesk    *desk,
             PursuitRecord  *role,
             PursuitRight    right,
             PursuitScope    scope,
             PursuitRecord  *record,
             gint64         *out_entry_id,
             GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gboolean is_shipped = scope == pursuit_rights_get_shipped ((PursuitSystemRole) PURSUIT_ROLE (role)->system_role, right);
  g_autoptr(PursuitRecord) before = record != NULL ? pursuit_record_copy (record) : NULL;
  g_autoptr(PursuitRecord) after = record != NULL ? g_object_ref (record) : pursuit_record_new (PURSUIT_TYPE_ROLE_RIGHT);
  const char *verb = before == NULL ? "create" : is_shipped ? "delete" : "edit";
  gboolean written;

  if (before == NULL ? is_shipped : PURSUIT_ROLE_RIGHT (before)->scope == (gint64) scope)
    return TRUE;

  PURSUIT_ROLE_RIGHT (after)->role_id = role->id;
  PURSUIT_ROLE_RIGHT (after)->right = right;
  if (before == NULL || !is_shipped)
    PURSUIT_ROLE_RIGHT (after)->scope = scope;
  written = before == NULL ? pursuit_store_insert (store, after, error)
            : is_shipped   ? pursuit_store_set_deleted (store, after, TRUE, error)
                           : pursuit_store_update (store, after, error);

  return written && pursuit_rights_require_administrator (desk, before, after, error) &&
         pursuit_desk_write_journal (desk, verb, before, after, out_entry_id, error);
}

/**
 * pursuit_rights_set:
 * @desk: a desk
 * @role_id: a role
 * @right: one of its rights
 * @scope: how far it is to reach
 * @out_entry_id: (out) (optional): the journal entry, 0 when it reached as far already
 * @error: return location
 *
 * Says how far a right reaches for everybody with a role.
 *
 * Fails with %PURSUIT_ERROR_DENIED unless the actor administers, %PURSUIT_ERROR_INVALID when @scope means nothing for @right
 * or nobody could administer any more, %PURSUIT_ERROR_NOT_FOUND when the role is gone, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it does
 */
gboolean
pursuit_rights_set (PursuitDesk   *desk,
                    gint64         role_id,
                    PursuitRight   right,
                    PursuitScope   scope,
                    gint64        *out_entry_id,
                    GError       **error)
{
  PursuitStore *store;
  g_autoptr(PursuitRecord) role = NULL;
  g_autoptr(PursuitRecord) record = NULL;
  g_auto(PursuitTx) tx = { NULL };
  gint64 entry_id = 0;
  gint64 id;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);
  g_return_val_if_fail ((guint) right < PURSUIT_N_RIGHTS && (guint) scope < PURSUIT_N_SCOPES, FALSE);

  store = pursuit_desk_get_store (desk);
  if (!is_possible (right, scope, error) || !pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) ||
      !pursuit_tx_begin (&tx, store, error) || !(role = pursuit_store_load (store, PURSUIT_TYPE_ROLE, role_id, error)) ||
      !pursuit_records_require_alive (role, error) || !pursuit_lookup_role_right (store, role_id, right, &id, error) ||
      (id != 0 && !(record = pursuit_store_load (store, PURSUIT_TYPE_ROLE_RIGHT, id, error))) ||
      !write_right (desk, role, right, scope, record, &entry_id, error) ||
      (entry_id != 0 && !pursuit_tx_commit (&tx, error)))
    return FALSE;

  /* It is done; where it cannot be read now, the news of it will be. */
  pursuit_desk_refresh_rights (desk, NULL);

  if (out_entry_id != NULL)
    *out_entry_id = entry_id;
  return TRUE;
}

/**
 * pursuit_rights_reset:
 * @desk: a desk
 * @role_id: a role
 * @right: one of its rights
 * @out_entry_id: (out) (optional): the journal entry, 0 when it was as shipped
 * @error: return location
 *
 * Has a right of a role reach as far as it is shipped. Fails as pursuit_rights_set().
 *
 * Returns: %TRUE when it does
 */
gboolean
pursuit_rights_reset (PursuitDesk   *desk,
                      gint64         role_id,
                      PursuitRight   right,
                      gint64        *out_entry_id,
                      GError       **error)
{
  g_autoptr(PursuitRecord) role = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && (guint) right < PURSUIT_N_RIGHTS, FALSE);

  role = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE, role_id, error);
  if (role == NULL)
    return FALSE;

  return pursuit_rights_set (desk, role_id, right,
                             pursuit_rights_get_shipped ((PursuitSystemRole) PURSUIT_ROLE (role)->system_role, right), out_entry_id,
                             error);
}
