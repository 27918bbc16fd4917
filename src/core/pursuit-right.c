/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-right.h"

#include <glib/gi18n-lib.h>

/* The one place where rights and scopes have names: the nick kept in files, the short name of a table, and the deed of a refusal. */

GType
pursuit_right_get_type (void)
{
  static gsize type_id;
  static const GEnumValue values[] = {
    { PURSUIT_RIGHT_VIEW, N_("See"), "view" },
    { PURSUIT_RIGHT_EDIT, N_("Change"), "edit" },
    { PURSUIT_RIGHT_DELETE, N_("Delete"), "delete" },
    { PURSUIT_RIGHT_ASSIGN, N_("Give to somebody else"), "assign" },
    { PURSUIT_RIGHT_PRICE, N_("Prices"), "price" },
    { PURSUIT_RIGHT_STAFF, N_("Staff and products"), "staff" },
    { PURSUIT_RIGHT_IMPORT, N_("Import"), "import" },
    { PURSUIT_RIGHT_EXPORT, N_("Export"), "export" },
    { PURSUIT_RIGHT_OVERRIDE, N_("Go on without milestones"), "override" },
    { PURSUIT_RIGHT_PROFILE, N_("Personal profile"), "profile" },
    { PURSUIT_RIGHT_MERGE, N_("Merge"), "merge" },
    { PURSUIT_RIGHT_HAND_OVER, N_("Hand over"), "hand-over" },
    { PURSUIT_RIGHT_ERASE, N_("Erase persons"), "erase" },
    { PURSUIT_RIGHT_FIELDS, N_("Own fields"), "fields" },
    { PURSUIT_RIGHT_TEAM, N_("Put people on deals"), "team" },
    { PURSUIT_RIGHT_REQUEST, N_("Ask for roles"), "request" },
    { PURSUIT_RIGHT_TECHNICAL, N_("Technical answers"), "technical" },
    { PURSUIT_RIGHT_ADMINISTER, N_("Administer"), "administer" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type_id))
    g_once_init_leave (&type_id, g_enum_register_static ("PursuitRight", values));

  return type_id;
}

GType
pursuit_scope_get_type (void)
{
  static gsize type_id;
  static const GEnumValue values[] = {
    { PURSUIT_SCOPE_NONE, N_("Nothing"), "none" },
    { PURSUIT_SCOPE_OWN, N_("Own"), "own" },
    { PURSUIT_SCOPE_ASSIGNED, N_("Worked on"), "assigned" },
    { PURSUIT_SCOPE_TEAM, N_("Team"), "team" },
    { PURSUIT_SCOPE_ALL, N_("Everything"), "all" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type_id))
    g_once_init_leave (&type_id, g_enum_register_static ("PursuitScope", values));

  return type_id;
}

/* What somebody does with a right, to stand after “may not”. */
static const char *const deeds[PURSUIT_N_RIGHTS] = {
  [PURSUIT_RIGHT_VIEW] = N_("see this"),
  [PURSUIT_RIGHT_EDIT] = N_("change this"),
  [PURSUIT_RIGHT_DELETE] = N_("delete this"),
  [PURSUIT_RIGHT_ASSIGN] = N_("give this to somebody else"),
  [PURSUIT_RIGHT_PRICE] = N_("see or change prices"),
  [PURSUIT_RIGHT_STAFF] = N_("change staff and products"),
  [PURSUIT_RIGHT_IMPORT] = N_("import files"),
  [PURSUIT_RIGHT_EXPORT] = N_("export lists"),
  [PURSUIT_RIGHT_OVERRIDE] = N_("go on without milestones that are missing"),
  [PURSUIT_RIGHT_PROFILE] = N_("see the personal profile"),
  [PURSUIT_RIGHT_MERGE] = N_("merge these"),
  [PURSUIT_RIGHT_HAND_OVER] = N_("hand over what somebody had"),
  [PURSUIT_RIGHT_ERASE] = N_("erase what is known about a person"),
  [PURSUIT_RIGHT_FIELDS] = N_("add or change own fields"),
  [PURSUIT_RIGHT_TEAM] = N_("put people on this deal"),
  [PURSUIT_RIGHT_REQUEST] = N_("ask for a role here"),
  [PURSUIT_RIGHT_TECHNICAL] = N_("record technical answers here"),
  [PURSUIT_RIGHT_ADMINISTER] = N_("administer the database"),
};

/**
 * pursuit_right_get_deed:
 * @right: a right
 *
 * Returns: what one does with it, in the words that stand after “may not”, lent
 */
const char *
pursuit_right_get_deed (PursuitRight right)
{
  g_return_val_if_fail ((guint) right < PURSUIT_N_RIGHTS, "");

  return _(deeds[right]);
}

/**
 * pursuit_right_knows_scope:
 * @right: a right
 * @scope: how far it might reach
 *
 * What belongs to nobody in particular may be done with everything or with nothing; staff belong to whoever leads them.
 *
 * Returns: %TRUE when @scope means something for @right
 */
gboolean
pursuit_right_knows_scope (PursuitRight right,
                           PursuitScope scope)
{
  switch (right)
    {
    case PURSUIT_RIGHT_PRICE:
    case PURSUIT_RIGHT_IMPORT:
    case PURSUIT_RIGHT_ERASE:
    case PURSUIT_RIGHT_FIELDS:
    case PURSUIT_RIGHT_ADMINISTER:
      return scope == PURSUIT_SCOPE_NONE || scope == PURSUIT_SCOPE_ALL;
    case PURSUIT_RIGHT_STAFF:
      return scope == PURSUIT_SCOPE_NONE || scope >= PURSUIT_SCOPE_TEAM;
    case PURSUIT_RIGHT_VIEW:
    case PURSUIT_RIGHT_EDIT:
    case PURSUIT_RIGHT_DELETE:
    case PURSUIT_RIGHT_ASSIGN:
    case PURSUIT_RIGHT_EXPORT:
    case PURSUIT_RIGHT_OVERRIDE:
    case PURSUIT_RIGHT_PROFILE:
    case PURSUIT_RIGHT_MERGE:
    case PURSUIT_RIGHT_HAND_OVER:
    case PURSUIT_RIGHT_TEAM:
    case PURSUIT_RIGHT_REQUEST:
    case PURSUIT_RIGHT_TECHNICAL:
    case PURSUIT_N_RIGHTS:
    default:
      return TRUE;
    }
}
