/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-backup.h"
#include "pursuit-db-private.h"

G_BEGIN_DECLS

gboolean pursuit_copy_make (PursuitDb     *db,
                            const char    *target,
                            GCancellable  *cancellable,
                            GError       **error);

G_END_DECLS
