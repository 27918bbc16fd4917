/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-successions.h"

G_BEGIN_DECLS

PursuitSuccessionPreview *pursuit_successions_gather (PursuitDesk        *desk,
                                                      PursuitSuccession  *succession,
                                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
