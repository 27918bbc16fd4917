/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-desk.h"

#include "pursuit-error.h"
#include "pursuit-lookups.h"

/* What whoever sits at a desk may do with what. */

/**
 * pursuit_desk_get_scope:
 * @self: a desk
 * @right: what the actor wants to do
 *
 * Returns: how far it reaches
 */
PursuitScope
pursuit_desk_get_scope (PursuitDesk  *self,
                        PursuitRight  right)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (self), PURSUIT_SCOPE_NONE);

  return pursuit_rights_get_scope (pursuit_desk_get_rights (self), right);
}

static gboolean
refuse (PursuitDesk   *self,
        PursuitRight   right,
        GError       **error)
{
  g_autofree char *sentence = pursuit_rights_dup_refusal (pursuit_desk_get_rights (self), right);

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, sentence);
  return FALSE;
}

/**
 * pursuit_desk_require:
 * @self: a desk
 * @right: what the actor wants to do
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_DENIED and a sentence that names who could, unless the right holds for something.
 *
 * Returns: %TRUE when the actor has the right in some scope
 */
gboolean
pursuit_desk_require (PursuitDesk   *self,
                      PursuitRight   right,
                      GError       **error)
{
  return pursuit_desk_get_scope (self, right) != PURSUIT_SCOPE_NONE || refuse (self, right, error);
}

/* What belongs to nobody is seen by everybody who may see something, and free to claim for everybody who may change
 * something; only a leader deletes or gives it. */
static gboolean
is_free (PursuitRight right,
         PursuitScope scope)
{
  return scope == PURSUIT_SCOPE_TEAM ||
         (scope != PURSUIT_SCOPE_NONE && (right == PURSUIT_RIGHT_VIEW || right == PURSUIT_RIGHT_EDIT));
}

/**
 * pursuit_desk_require_for:
 * @self: a desk
 * @right: what the actor wants to do
 * @owner_id: whose it is, 0 for nobody's
 * @error: return location
 *
 * Like pursuit_desk_require(), for something that belongs to somebody. What belongs to nobody may be seen and changed by
 * anybody who may see and change something: it is free to claim.
 *
 * Fails with %PURSUIT_ERROR_DENIED, or %PURSUIT_ERROR_STORAGE when the teams cannot be read.
 *
 * Returns: %TRUE when the actor has the right for what @owner_id owns
 */
gboolean
pursuit_desk_require_for (PursuitDesk   *self,
                          PursuitRight   right,
                          gint64         owner_id,
                          GError       **error)
{
  const PursuitSubject subject = { .owner_id = owner_id };

  return pursuit_desk_require_about (self, right, &subject, error);
}

static gboolean
is_in_sight (PursuitDesk           *self,
             PursuitScope           scope,
             const PursuitSubject  *subject,
             gboolean              *out_in_sight,
             GError               **error)
{
  if (scope == PURSUIT_SCOPE_TEAM &&
      !pursuit_lookup_is_in_team (pursuit_desk_get_store (self), pursuit_desk_get_actor_id (self), subject->owner_id, out_in_sight, error))
    return FALSE;
  if (*out_in_sight || scope < PURSUIT_SCOPE_ASSIGNED || (subject->customer_id == 0 && subject->deal_id == 0))
    return TRUE;

  return pursuit_lookup_works_on (pursuit_desk_get_store (self), pursuit_desk_get_actor_id (self), subject->customer_id, subject->deal_id, out_in_sight, error);
}

/**
 * pursuit_desk_require_about:
 * @self: a desk
 * @right: what the actor wants to do
 * @subject: with what
 * @error: return location
 *
 * Like pursuit_desk_require_for(), for something that others than its owner may work on (TEAM-6).
 *
 * Fails with %PURSUIT_ERROR_DENIED, or %PURSUIT_ERROR_STORAGE when the teams cannot be read.
 *
 * Returns: %TRUE when the actor has the right for @subject
 */
gboolean
pursuit_desk_require_about (PursuitDesk           *self,
                            PursuitRight           right,
                            const PursuitSubject  *subject,
                            GError               **error)
{
  PursuitScope scope = pursuit_desk_get_scope (self, right);
  gint64 owner_id = subject->owner_id;
  gboolean in_sight = FALSE;

  if (scope == PURSUIT_SCOPE_ALL)
    return TRUE;
  if (scope != PURSUIT_SCOPE_NONE && (owner_id == 0 ? is_free (right, scope) : owner_id == pursuit_desk_get_actor_id (self)))
    return TRUE;
  if (!is_in_sight (self, scope, subject, &in_sight, error))
    return FALSE;

  return in_sight || refuse (self, right, error);
}

/**
 * pursuit_desk_require_for_unit:
 * @self: a desk
 * @right: what the actor wants to do
 * @unit_id: a unit, 0 for none
 * @error: return location
 *
 * Like pursuit_desk_require(), for a unit or somebody in it: within a team, the units that the actor leads and those below.
 *
 * Fails with %PURSUIT_ERROR_DENIED, or %PURSUIT_ERROR_STORAGE when the units cannot be read.
 *
 * Returns: %TRUE when the actor has the right for @unit_id
 */
gboolean
pursuit_desk_require_for_unit (PursuitDesk   *self,
                               PursuitRight   right,
                               gint64         unit_id,
                               GError       **error)
{
  PursuitScope scope = pursuit_desk_get_scope (self, right);
  gboolean in_team = FALSE;

  if (scope == PURSUIT_SCOPE_ALL)
    return TRUE;
  if (scope == PURSUIT_SCOPE_TEAM &&
      !pursuit_lookup_is_unit_in_team (pursuit_desk_get_store (self), pursuit_desk_get_actor_id (self), unit_id, &in_team, error))
    return FALSE;

  return in_team || refuse (self, right, error);
}
