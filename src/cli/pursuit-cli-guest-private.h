/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"

G_BEGIN_DECLS

gboolean pursuit_guest_may_run  (PursuitCli  *self,
                                 GError     **error);
gboolean pursuit_guest_sit_down (PursuitCli  *self,
                                 GError     **error);

G_END_DECLS
