/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-wall.h"

G_BEGIN_DECLS

/**
 * PursuitWallChange:
 * @contact_id: a person at the customer
 * @staff_id: one of us
 * @level: how well they know each other, -1 to leave it as it is
 * @target: how well they should, 0 for no target, -1 to leave it as it is
 * @evidence: (nullable): what shows it, %NULL to leave it as it is
 *
 * What somebody says about two people.
 */
typedef struct
{
  gint64 contact_id;
  gint64 staff_id;
  int level;
  int target;
  const char *evidence;
} PursuitWallChange;

PursuitWall *pursuit_wall_read         (PursuitDesk              *desk,
                                        gint64                    customer_id,
                                        const char               *period,
                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     pursuit_wall_set          (PursuitDesk              *desk,
                                        gint64                    customer_id,
                                        const char               *period,
                                        const PursuitWallChange  *change,
                                        gint64                   *out_bond_id,
                                        gint64                   *out_entry_id,
                                        GError                  **error);
gboolean     pursuit_wall_clear        (PursuitDesk              *desk,
                                        gint64                    customer_id,
                                        const char               *period,
                                        gint64                    contact_id,
                                        gint64                    staff_id,
                                        gint64                   *out_entry_id,
                                        GError                  **error);
gboolean     pursuit_wall_assess       (PursuitDesk              *desk,
                                        gint64                    customer_id,
                                        const char               *period,
                                        const PursuitWallChange  *changes,
                                        guint                     n_changes,
                                        gint64                   *out_entry_id,
                                        GError                  **error);

G_END_DECLS
