/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

GArray *pursuit_children_list (PursuitStore        *store,
                               GType                type,
                               const PursuitField  *field,
                               gint64               id,
                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
