/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pursuit_csv_needs_guard (const char *cell);
gboolean pursuit_csv_is_guarded  (const char *cell);

G_END_DECLS
