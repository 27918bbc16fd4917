/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

gboolean pursuit_standard_install (PursuitStore  *store,
                                   gint64        *out_process_id,
                                   GError       **error);

G_END_DECLS
