/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pursuit_money_read_mark       (const char **p,
                                        const char  *currency,
                                        gboolean    *out_is_foreign);
gboolean pursuit_money_read_multiplier (const char **p,
                                        guint       *out_power);

G_END_DECLS
