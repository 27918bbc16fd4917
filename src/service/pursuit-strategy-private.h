/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-strategy-read.h"

G_BEGIN_DECLS

gboolean pursuit_strategy_sheet_read_changes (PursuitStrategySheet  *self,
                                              PursuitDesk           *desk,
                                              GError               **error);

G_END_DECLS
