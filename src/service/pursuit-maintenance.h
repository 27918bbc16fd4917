/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/* Read at every sign-in; see pursuit_maintenance_load(). */
#define PURSUIT_SETTING_MAINTENANCE "maintenance"

#define PURSUIT_MAINTENANCE_MINUTES 10
#define PURSUIT_MAINTENANCE_MOST_MINUTES 1440

/**
 * PursuitMaintenance:
 * @by: who asked everybody to leave
 * @message: (nullable): what that person says about it
 * @since: when, UTC microseconds
 * @until: when everybody is to have left, UTC microseconds
 *
 * The database is wanted alone. It stays so until it is ended, not only to @until.
 */
typedef struct
{
  char *by;
  char *message;
  gint64 since;
  gint64 until;
} PursuitMaintenance;

void                pursuit_maintenance_free  (PursuitMaintenance *self);
PursuitMaintenance *pursuit_maintenance_load  (PursuitStore       *store,
                                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_maintenance_begin (PursuitDesk        *desk,
                                               const char         *message,
                                               guint               minutes,
                                               gint64             *out_entry_id,
                                               GError            **error);
gboolean            pursuit_maintenance_end   (PursuitDesk        *desk,
                                               gint64             *out_entry_id,
                                               GError            **error);
gboolean            pursuit_maintenance_admits (PursuitStore      *store,
                                               const PursuitRights *rights,
                                               GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitMaintenance, pursuit_maintenance_free)

G_END_DECLS
