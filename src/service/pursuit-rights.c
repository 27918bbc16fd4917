/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rights.h"

#include <glib/gi18n-lib.h>

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
 * pursuit_rights_get_scope:
 * @role: somebody's role
 * @right: what they want to do
 *
 * Returns: how far @right reaches for @role
 */
PursuitScope
pursuit_rights_get_scope (PursuitSystemRole role,
                          PursuitRight      right)
{
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (table) && right < PURSUIT_N_RIGHTS, PURSUIT_SCOPE_NONE);

  return table[role][right];
}

/**
 * pursuit_rights_covers:
 * @role: somebody's role
 * @other: another
 *
 * Nobody gives a role that may do more than their own.
 *
 * Returns: %TRUE when @role may do, as far, whatever @other may
 */
gboolean
pursuit_rights_covers (PursuitSystemRole role,
                       PursuitSystemRole other)
{
  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    if (pursuit_rights_get_scope (other, right) > pursuit_rights_get_scope (role, right))
      return FALSE;

  return TRUE;
}

static const char *
right_to_text (PursuitRight right)
{
  switch (right)
    {
    case PURSUIT_RIGHT_VIEW:
      return _("see this");
    case PURSUIT_RIGHT_EDIT:
      return _("change this");
    case PURSUIT_RIGHT_DELETE:
      return _("delete this");
    case PURSUIT_RIGHT_ASSIGN:
      return _("give this to somebody else");
    case PURSUIT_RIGHT_PRICE:
      return _("see or change prices");
    case PURSUIT_RIGHT_STAFF:
      return _("change staff and products");
    case PURSUIT_RIGHT_IMPORT:
      return _("import files");
    case PURSUIT_RIGHT_EXPORT:
      return _("export lists");
    case PURSUIT_RIGHT_OVERRIDE:
      return _("go on without milestones that are missing");
    case PURSUIT_RIGHT_PROFILE:
      return _("see the personal profile");
    case PURSUIT_RIGHT_MERGE:
      return _("merge these");
    case PURSUIT_RIGHT_HAND_OVER:
      return _("hand over what somebody had");
    case PURSUIT_RIGHT_ERASE:
      return _("erase what is known about a person");
    case PURSUIT_RIGHT_FIELDS:
      return _("add or change own fields");
    case PURSUIT_RIGHT_TEAM:
      return _("put people on this deal");
    case PURSUIT_RIGHT_REQUEST:
      return _("ask for a role here");
    case PURSUIT_RIGHT_TECHNICAL:
      return _("record technical answers here");
    case PURSUIT_RIGHT_ADMINISTER:
    case PURSUIT_N_RIGHTS:
    default:
      return _("administer the database");
    }
}

/**
 * pursuit_rights_dup_refusal:
 * @role: the role of whoever was refused
 * @right: what they wanted to do
 *
 * Returns: (transfer full): one sentence that says so and names the roles that could
 */
char *
pursuit_rights_dup_refusal (PursuitSystemRole role,
                            PursuitRight      right)
{
  g_autoptr(GString) roles = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i][right] > table[role][right] && table[i][right] >= PURSUIT_SCOPE_TEAM)
      g_string_append_printf (roles, "%s%s", roles->len > 0 ? _(", ") : "",
                              pursuit_enum_get_label (PURSUIT_TYPE_SYSTEM_ROLE, (int) i));

  if (role == PURSUIT_SYSTEM_ROLE_NONE)
    return g_strdup_printf (_("Somebody without a role may not %1$s. It can be done by: %2$s."), right_to_text (right),
                            roles->str);

  return g_strdup_printf (_("A person with the role “%1$s” may not %2$s. It can be done by: %3$s."),
                          pursuit_enum_get_label (PURSUIT_TYPE_SYSTEM_ROLE, (int) role), right_to_text (right),
                          roles->str);
}
