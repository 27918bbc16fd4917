/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-window.h"

G_BEGIN_DECLS

void pursuit_trace_type (PursuitWindow *window,
                         const char    *words,
                         gboolean       quit);

G_END_DECLS
