/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-search.h"

G_BEGIN_DECLS

gboolean pursuit_found_get_list (PursuitFoundKinds  kind,
                                 PursuitList       *out_list);

G_END_DECLS
