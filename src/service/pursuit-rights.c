/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-locale.h"
#include "pursuit-rights-lookups.h"
#include "pursuit-str.h"

/* The default rights (Default: the texts are silent). N none, O own, D deals that one works on too, T team, A all. */
#define N PURSUIT_SCOPE_NONE
#define O PURSUIT_SCOPE_OWN
#define D PURSUIT_SCOPE_ASSIGNED
#define T PURSUIT_SCOPE_TEAM
#define A PURSUIT_SCOPE_ALL

static const PursuitScope table[][PURSUIT_N_RIGHTS] = {
  /*                                      view edit del  asgn pric staf imp  exp  over prof mrg  hand eras flds team req  tech admin */
  [PURSUIT_SYSTEM_ROLE_NONE] =          { N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N },
  [PURSUIT_SYSTEM_ROLE_ADMINISTRATOR] = { A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A,   A },
  [PURSUIT_SYSTEM_ROLE_EXECUTIVE] =     { A,   A,   N,   A,   A,   N,   N,   A,   A,   A,   A,   A,   N,   N,   A,   A,   A,   N },
  [PURSUIT_SYSTEM_ROLE_MANAGER] =       { A,   T,   T,   T,   A,   T,   A,   A,   T,   T,   T,   T,   N,   N,   T,   T,   T,   N },
  [PURSUIT_SYSTEM_ROLE_SELLER] =        { D,   O,   O,   N,   A,   N,   N,   O,   N,   O,   O,   N,   N,   N,   O,   D,   O,   N },
  [PURSUIT_SYSTEM_ROLE_PRESALES] =      { A,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   D,   D,   N },
  [PURSUIT_SYSTEM_ROLE_CONSULTANT] =    { A,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   D,   D,   N },
  [PURSUIT_SYSTEM_ROLE_COMMERCIAL] =    { A,   A,   N,   N,   A,   N,   N,   A,   N,   N,   N,   N,   N,   N,   A,   A,   N,   N },
  [PURSUIT_SYSTEM_ROLE_FINANCE] =       { A,   N,   N,   N,   A,   N,   N,   A,   N,   N,   N,   N,   N,   N,   N,   D,   N,   N },
  [PURSUIT_SYSTEM_ROLE_LEGAL] =         { A,   N,   N,   N,   A,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   D,   N,   N },
  [PURSUIT_SYSTEM_ROLE_RECRUITER] =     { N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N },
  [PURSUIT_SYSTEM_ROLE_DISPATCHER] =    { A,   N,   N,   A,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N },
  [PURSUIT_SYSTEM_ROLE_SUPERVISOR] =    { A,   N,   N,   N,   A,   N,   N,   A,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N },
  [PURSUIT_SYSTEM_ROLE_RISK_CONTROL] =  { A,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N },
  [PURSUIT_SYSTEM_ROLE_INFORMANT] =     { N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N,   N },
};

#undef N
#undef O
#undef D
#undef T
#undef A

/**
 * pursuit_rights_get_shipped:
 * @role: a system role
 * @right: what somebody wants to do
 *
 * Returns: how far @right reaches for a role of that kind unless a house says otherwise
 */
PursuitScope
pursuit_rights_get_shipped (PursuitSystemRole role,
                            PursuitRight      right)
{
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (table) && right < PURSUIT_N_RIGHTS, PURSUIT_SCOPE_NONE);

  return table[role][right];
}

static PursuitRights *
rights_new (gint64             role_id,
            const char        *name,
            PursuitSystemRole  system_role)
{
  PursuitRights *self = g_new0 (PursuitRights, 1);

  self->role_id = role_id;
  self->system_role = system_role;
  self->role = g_strdup (pursuit_locale_choose_name (name, NULL));
  memcpy (self->scopes, table[system_role], sizeof self->scopes);

  return self;
}

/* Names those of @all who may do more than @self with each right. A scope that depends on who asks is no answer to who could. */
static void
name_others (PursuitRights *self,
             GPtrArray     *all)
{
  for (guint right = 0; right < PURSUIT_N_RIGHTS; right++)
    {
      g_autoptr(GString) names = g_string_new (NULL);

      for (guint i = 0; i < all->len; i++)
        {
          const PursuitRights *other = g_ptr_array_index (all, i);

          if (other->scopes[right] > self->scopes[right] && other->scopes[right] >= PURSUIT_SCOPE_TEAM)
            g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", other->role);
        }
      g_free (self->others[right]);
      self->others[right] = g_string_free (g_steal_pointer (&names), FALSE);
    }
}

/**
 * pursuit_rights_new_shipped:
 * @role: a system role
 *
 * Returns: (transfer full): what a role of that kind may do where no house said otherwise
 */
PursuitRights *
pursuit_rights_new_shipped (PursuitSystemRole role)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_rights_free);
  PursuitRights *self;

  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (table), NULL);

  for (guint i = PURSUIT_SYSTEM_ROLE_ADMINISTRATOR; i < G_N_ELEMENTS (table); i++)
    g_ptr_array_add (all, rights_new (0, pursuit_enum_get_label (PURSUIT_TYPE_SYSTEM_ROLE, (int) i), (PursuitSystemRole) i));
  self = rights_new (0, pursuit_enum_get_label (PURSUIT_TYPE_SYSTEM_ROLE, (int) role), role);
  name_others (self, all);

  return self;
}

/* The rows of one role come together. */
static void
take_role_right (const PursuitRoleRightRow *row,
                 gpointer                   user_data)
{
  GPtrArray *all = user_data;
  PursuitRights *rights = all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;

  if (rights == NULL || rights->role_id != row->role_id)
    {
      rights = rights_new (row->role_id, row->name, row->system_role);
      g_ptr_array_add (all, rights);
    }
  if (row->right >= 0)
    rights->scopes[row->right] = row->scope;
}

static int
compare_roles (gconstpointer a,
               gconstpointer b)
{
  const PursuitRights *first = *(PursuitRights *const *) a;
  const PursuitRights *second = *(PursuitRights *const *) b;

  if (first->system_role != second->system_role)
    return first->system_role < second->system_role ? -1 : 1;

  return first->role_id < second->role_id ? -1 : first->role_id > second->role_id;
}

/**
 * pursuit_rights_load_all:
 * @store: a store
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRights): what each role may do, in the order of the system roles
 */
GPtrArray *
pursuit_rights_load_all (PursuitStore  *store,
                         GError       **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_rights_free);

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  if (!pursuit_lookup_role_rights (store, take_role_right, all, error))
    return NULL;
  g_ptr_array_sort (all, compare_roles);
  for (guint i = 0; i < all->len; i++)
    name_others (g_ptr_array_index (all, i), all);

  return g_steal_pointer (&all);
}

/**
 * pursuit_rights_load:
 * @store: a store
 * @role_id: a role; 0, or one that was deleted, for whoever has none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): what somebody in that role may do
 */
PursuitRights *
pursuit_rights_load (PursuitStore  *store,
                     gint64         role_id,
                     GError       **error)
{
  g_autoptr(GPtrArray) all = pursuit_rights_load_all (store, error);
  PursuitRights *self;

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (((PursuitRights *) g_ptr_array_index (all, i))->role_id == role_id)
      return pursuit_rights_copy (g_ptr_array_index (all, i));

  self = rights_new (0, NULL, PURSUIT_SYSTEM_ROLE_NONE);
  name_others (self, all);
  return self;
}

/**
 * pursuit_rights_copy:
 * @self: rights
 *
 * Returns: (transfer full): the same
 */
PursuitRights *
pursuit_rights_copy (const PursuitRights *self)
{
  PursuitRights *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->role = g_strdup (self->role);
  for (guint right = 0; right < PURSUIT_N_RIGHTS; right++)
    copy->others[right] = g_strdup (self->others[right]);

  return copy;
}

/**
 * pursuit_rights_free:
 * @self: (nullable): rights
 *
 * Frees them.
 */
void
pursuit_rights_free (PursuitRights *self)
{
  if (self == NULL)
    return;

  g_free (self->role);
  for (guint right = 0; right < PURSUIT_N_RIGHTS; right++)
    g_free (self->others[right]);
  g_free (self);
}

/**
 * pursuit_rights_equal:
 * @self: rights
 * @other: others
 *
 * Returns: %TRUE when they are those of the same role, reach as far, and are shared with the same roles
 */
gboolean
pursuit_rights_equal (const PursuitRights *self,
                      const PursuitRights *other)
{
  gboolean is_equal;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  is_equal = self->role_id == other->role_id && self->system_role == other->system_role &&
             g_str_equal (self->role, other->role) && memcmp (self->scopes, other->scopes, sizeof self->scopes) == 0;
  for (guint right = 0; is_equal && right < PURSUIT_N_RIGHTS; right++)
    is_equal = g_strcmp0 (self->others[right], other->others[right]) == 0;

  return is_equal;
}

/**
 * pursuit_rights_get_scope:
 * @self: somebody's rights
 * @right: what they want to do
 *
 * Returns: how far @right reaches for them
 */
PursuitScope
pursuit_rights_get_scope (const PursuitRights *self,
                          PursuitRight         right)
{
  g_return_val_if_fail (self != NULL && right < PURSUIT_N_RIGHTS, PURSUIT_SCOPE_NONE);

  return self->scopes[right];
}

/**
 * pursuit_rights_may:
 * @self: somebody's rights
 * @right: what they want to do
 *
 * Returns: %TRUE when they may do it with something
 */
gboolean
pursuit_rights_may (const PursuitRights *self,
                    PursuitRight         right)
{
  return pursuit_rights_get_scope (self, right) != PURSUIT_SCOPE_NONE;
}

/**
 * pursuit_rights_covers:
 * @self: somebody's rights
 * @other: those of another role
 *
 * Nobody gives a role that may do more than their own.
 *
 * Returns: %TRUE when @self may do, as far, whatever @other may
 */
gboolean
pursuit_rights_covers (const PursuitRights *self,
                       const PursuitRights *other)
{
  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    if (pursuit_rights_get_scope (other, right) > pursuit_rights_get_scope (self, right))
      return FALSE;

  return TRUE;
}

/* How far it reaches nevertheless. */
static const char *
say_reach (PursuitScope scope)
{
  switch (scope)
    {
    case PURSUIT_SCOPE_OWN:
      return _("It reaches only to what is their own.");
    case PURSUIT_SCOPE_ASSIGNED:
      return _("It reaches only to what is their own and to what they work on in a role.");
    case PURSUIT_SCOPE_TEAM:
      return _("It reaches only to what belongs to their team.");
    case PURSUIT_SCOPE_NONE:
    case PURSUIT_SCOPE_ALL:
    default:
      return NULL;
    }
}

static char *
say_others (const PursuitRights *self,
            PursuitRight         right)
{
  if (pursuit_str_empty (self->others[right]))
    return g_strdup (_("No role may do more."));

  /* Translators: names of roles */
  return g_strdup_printf (_("It can be done by: %s."), self->others[right]);
}

/**
 * pursuit_rights_dup_refusal:
 * @self: the rights of whoever was refused
 * @right: what they wanted to do
 *
 * Returns: (transfer full): sentences that say so, how far the right reaches nevertheless, and which roles could
 */
char *
pursuit_rights_dup_refusal (const PursuitRights *self,
                            PursuitRight         right)
{
  const char *deed = pursuit_right_get_deed (right);
  const char *reach = say_reach (pursuit_rights_get_scope (self, right));
  g_autofree char *others = say_others (self, right);
  g_autofree char *refusal = NULL;

  if (pursuit_str_empty (self->role))
    refusal = g_strdup_printf (_("Somebody without a role may not %s."), deed);
  else
    /* Translators: the name of a role, what its people may not do */
    refusal = g_strdup_printf (_("A person with the role “%1$s” may not %2$s."), self->role, deed);

  /* Translators: each is a whole sentence; Chinese puts nothing between them */
  return reach != NULL ? g_strdup_printf (C_("sentences", "%1$s %2$s %3$s"), refusal, reach, others)
                       : g_strdup_printf (C_("sentences", "%1$s %2$s"), refusal, others);
}
