/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-verbs.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"

/* Which right each verb takes, for those who ask why they may not. tests/lint/verbs.py finds what the journal is told and is
 * missing here; a verb that several rights may refuse stands with the one that is asked first. */
static const PursuitVerb verbs[] = {
  { "show", PURSUIT_RIGHT_VIEW },
  { "list", PURSUIT_RIGHT_VIEW },
  { "find", PURSUIT_RIGHT_VIEW },
  { "timeline", PURSUIT_RIGHT_VIEW },

  { "create", PURSUIT_RIGHT_EDIT },
  { "add", PURSUIT_RIGHT_EDIT },
  { "edit", PURSUIT_RIGHT_EDIT },
  { "set", PURSUIT_RIGHT_EDIT },
  { "bulk", PURSUIT_RIGHT_EDIT },
  { "move", PURSUIT_RIGHT_EDIT },
  { "win", PURSUIT_RIGHT_EDIT },
  { "lose", PURSUIT_RIGHT_EDIT },
  { "reopen", PURSUIT_RIGHT_EDIT },
  { "park", PURSUIT_RIGHT_EDIT },
  { "unpark", PURSUIT_RIGHT_EDIT },
  { "estimate", PURSUIT_RIGHT_EDIT },
  { "buyer-stage", PURSUIT_RIGHT_EDIT },
  { "tick", PURSUIT_RIGHT_EDIT },
  { "untick", PURSUIT_RIGHT_EDIT },
  { "hand-over", PURSUIT_RIGHT_EDIT },
  { "accept", PURSUIT_RIGHT_EDIT },
  { "grade", PURSUIT_RIGHT_EDIT },
  { "funnel", PURSUIT_RIGHT_EDIT },
  { "level", PURSUIT_RIGHT_EDIT },
  { "assess", PURSUIT_RIGHT_EDIT },
  { "post", PURSUIT_RIGHT_EDIT },
  { "leave", PURSUIT_RIGHT_EDIT },
  { "come-back", PURSUIT_RIGHT_EDIT },
  { "version", PURSUIT_RIGHT_EDIT },
  { "undo", PURSUIT_RIGHT_EDIT },

  { "delete", PURSUIT_RIGHT_DELETE },
  { "restore", PURSUIT_RIGHT_DELETE },
  { "assign", PURSUIT_RIGHT_ASSIGN },
  { "release", PURSUIT_RIGHT_TEAM },
  { "decline", PURSUIT_RIGHT_REQUEST },
  { "done", PURSUIT_RIGHT_REQUEST },
  { "withdraw", PURSUIT_RIGHT_REQUEST },
  { "override", PURSUIT_RIGHT_OVERRIDE },
  { "import", PURSUIT_RIGHT_IMPORT },
  { "export", PURSUIT_RIGHT_EXPORT },
  { "view", PURSUIT_RIGHT_PROFILE },
  { "merge", PURSUIT_RIGHT_MERGE },
  { "unmerge", PURSUIT_RIGHT_MERGE },
  { "succession", PURSUIT_RIGHT_HAND_OVER },
  { "erase", PURSUIT_RIGHT_ERASE },
  { "draft", PURSUIT_RIGHT_ADMINISTER },
  { "publish", PURSUIT_RIGHT_ADMINISTER },
  { "retire", PURSUIT_RIGHT_ADMINISTER },
  { "standard", PURSUIT_RIGHT_ADMINISTER },
  { "migrate", PURSUIT_RIGHT_ADMINISTER },
  { "demo", PURSUIT_RIGHT_ADMINISTER },
  { "salvage", PURSUIT_RIGHT_ADMINISTER },
  { "backup", PURSUIT_RIGHT_ADMINISTER },
  { "maintenance", PURSUIT_RIGHT_ADMINISTER },
  { "check", PURSUIT_RIGHT_ADMINISTER },
};

/**
 * pursuit_verbs_list:
 * @out_n: (out): how many
 *
 * Returns: (array length=out_n): the verbs, by their rights; lent
 */
const PursuitVerb *
pursuit_verbs_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (verbs);
  return verbs;
}

/**
 * pursuit_verbs_find:
 * @name: a verb, or the nick of a right
 * @out_right: (out): what it takes
 *
 * What is the name of both is meant as the right: that is what it is called in the table of rights.
 *
 * Returns: %TRUE when there is one
 */
gboolean
pursuit_verbs_find (const char   *name,
                    PursuitRight *out_right)
{
  int right;

  g_return_val_if_fail (name != NULL, FALSE);

  if (pursuit_enum_from_nick (PURSUIT_TYPE_RIGHT, name, &right))
    {
      *out_right = (PursuitRight) right;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      {
        *out_right = verbs[i].right;
        return TRUE;
      }

  return FALSE;
}

static char *
dup_allowed (PursuitDesk  *desk,
             PursuitRight  right)
{
  const PursuitRights *rights = pursuit_desk_get_rights (desk);

  /* Translators: a role, the short name of a right, how far it reaches, such as “Team” */
  return g_strdup_printf (_("The role “%1$s” has the right “%2$s” for: %3$s."), rights->role,
                          pursuit_enum_get_label (PURSUIT_TYPE_RIGHT, (int) right),
                          pursuit_enum_get_label (PURSUIT_TYPE_SCOPE, (int) rights->scopes[right]));
}

/**
 * pursuit_verbs_explain:
 * @desk: a desk
 * @right: what somebody wants to do
 * @subject: (nullable): with what, %NULL for anything
 * @error: return location
 *
 * Says whether whoever sits at the desk may do something, why, and who could.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the answer
 */
PursuitExplanation *
pursuit_verbs_explain (PursuitDesk           *desk,
                       PursuitRight           right,
                       const PursuitSubject  *subject,
                       GError               **error)
{
  g_autoptr(PursuitExplanation) self = g_new0 (PursuitExplanation, 1);
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);
  g_return_val_if_fail ((guint) right < PURSUIT_N_RIGHTS, NULL);

  self->right = right;
  self->scope = pursuit_desk_get_scope (desk, right);
  self->may = subject != NULL ? pursuit_desk_require_about (desk, right, subject, &local) : pursuit_desk_require (desk, right, &local);
  if (!self->may && !g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  self->sentence = self->may ? dup_allowed (desk, right) : g_strdup (local->message);
  return g_steal_pointer (&self);
}

/**
 * pursuit_explanation_free:
 * @self: an explanation
 *
 * Frees it.
 */
void
pursuit_explanation_free (PursuitExplanation *self)
{
  g_free (self->sentence);
  g_free (self);
}
