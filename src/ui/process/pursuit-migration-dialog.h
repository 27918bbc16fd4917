/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MIGRATION_DIALOG (pursuit_migration_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMigrationDialog, pursuit_migration_dialog, PURSUIT, MIGRATION_DIALOG, AdwWindow)

GtkWindow *pursuit_migration_dialog_present (GtkWidget     *over,
                                             PursuitWorker *worker,
                                             gint64         from_id,
                                             GPtrArray     *infos);

G_END_DECLS
