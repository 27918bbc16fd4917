/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-import.h"

G_BEGIN_DECLS

gboolean pursuit_demo_fill (PursuitDesk      *desk,
                            guint             n_customers,
                            guint32           seed,
                            PursuitProgress   progress,
                            gpointer          user_data,
                            GCancellable     *cancellable,
                            GError          **error);

G_END_DECLS
