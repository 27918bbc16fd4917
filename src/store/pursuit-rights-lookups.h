/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-enums.h"
#include "pursuit-right.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitRoleRightRow:
 * @role_id: a role
 * @name: what it is called, lent
 * @system_role: its kind
 * @right: a #PursuitRight that the house gave it otherwise, -1 for none
 * @scope: how far that reaches
 *
 * A role, and one of its rights that is not as it is shipped.
 */
typedef struct
{
  gint64 role_id;
  const char *name;
  PursuitSystemRole system_role;
  int right;
  PursuitScope scope;
} PursuitRoleRightRow;

typedef void (*PursuitRoleRightFunc) (const PursuitRoleRightRow *row,
                                      gpointer                   user_data);

gboolean pursuit_lookup_role_rights     (PursuitStore          *store,
                                         PursuitRoleRightFunc   func,
                                         gpointer               user_data,
                                         GError               **error);
gboolean pursuit_lookup_role_right      (PursuitStore          *store,
                                         gint64                 role_id,
                                         PursuitRight           right,
                                         gint64                *out_id,
                                         GError               **error);
gboolean pursuit_lookup_people_in_roles (PursuitStore          *store,
                                         GHashTable            *role_ids,
                                         gint64                *out_count,
                                         GError               **error);

G_END_DECLS
