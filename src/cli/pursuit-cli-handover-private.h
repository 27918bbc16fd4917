/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"

G_BEGIN_DECLS

gboolean pursuit_handover_try (PursuitCli  *self,
                               GError     **error);

G_END_DECLS
