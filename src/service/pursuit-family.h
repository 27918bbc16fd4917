/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

gboolean pursuit_family_require (PursuitDesk      *desk,
                                 PursuitRecord    *record,
                                 GError          **error);

G_END_DECLS
