/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

GPtrArray *pursuit_text_search (PursuitDesk   *desk,
                                const char    *words,
                                guint          limit,
                                GCancellable  *cancellable,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
