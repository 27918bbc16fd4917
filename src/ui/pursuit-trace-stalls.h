/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void pursuit_trace_stalls (guint least_ms);

G_END_DECLS
