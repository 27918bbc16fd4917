/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-row.h"

G_BEGIN_DECLS

void pursuit_row_watch (PursuitRow **slot,
                        PursuitRow  *row,
                        GCallback    changed,
                        gpointer     watcher);

G_END_DECLS
