/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-strategy-read.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STRATEGY_HEAD (pursuit_strategy_head_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStrategyHead, pursuit_strategy_head, PURSUIT, STRATEGY_HEAD, GtkWidget)

void pursuit_strategy_head_show (PursuitStrategyHead        *self,
                                 const PursuitStrategySheet *sheet);

G_END_DECLS
