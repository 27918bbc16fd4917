/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-bond.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

/* For whatever writes cells of the wall. */

void     pursuit_wall_complete_bond (PursuitDesk  *desk,
                                     PursuitBond  *bond);
gboolean pursuit_wall_require_bond  (PursuitDesk  *desk,
                                     PursuitBond  *before,
                                     PursuitBond  *after,
                                     GError      **error);

G_END_DECLS
