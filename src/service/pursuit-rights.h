/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-enums.h"
#include "pursuit-right.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitRights:
 * @role_id: the role that somebody has, 0 for none
 * @system_role: what kind of role it is
 * @role: its name as it is shown, "" for none
 * @scopes: how far each right reaches
 * @others: who could do more with each right: names of roles, separated; "" when nobody could
 *
 * What somebody may do: the shipped table of their system role, and what the house gave the role otherwise (design.md 6).
 */
typedef struct
{
  gint64 role_id;
  PursuitSystemRole system_role;
  char *role;
  PursuitScope scopes[PURSUIT_N_RIGHTS];
  char *others[PURSUIT_N_RIGHTS];
} PursuitRights;

PursuitScope   pursuit_rights_get_shipped   (PursuitSystemRole     role,
                                             PursuitRight          right);

PursuitRights *pursuit_rights_new_shipped   (PursuitSystemRole     role) G_GNUC_WARN_UNUSED_RESULT;
PursuitRights *pursuit_rights_load          (PursuitStore         *store,
                                             gint64                role_id,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *pursuit_rights_load_all      (PursuitStore         *store,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitRights *pursuit_rights_copy          (const PursuitRights  *self) G_GNUC_WARN_UNUSED_RESULT;
void           pursuit_rights_free          (PursuitRights        *self);

gboolean       pursuit_rights_equal         (const PursuitRights  *self,
                                             const PursuitRights  *other);
PursuitScope   pursuit_rights_get_scope     (const PursuitRights  *self,
                                             PursuitRight          right);
gboolean       pursuit_rights_may           (const PursuitRights  *self,
                                             PursuitRight          right);
gboolean       pursuit_rights_covers        (const PursuitRights  *self,
                                             const PursuitRights  *other);
char          *pursuit_rights_dup_refusal   (const PursuitRights  *self,
                                             PursuitRight          right) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitRights, pursuit_rights_free)

G_END_DECLS
