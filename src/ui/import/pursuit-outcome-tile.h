/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-import.h"

G_BEGIN_DECLS

/* Beside the outcomes: all rows. */
#define PURSUIT_OUTCOME_ALL PURSUIT_N_OUTCOMES

#define PURSUIT_TYPE_OUTCOME_TILE (pursuit_outcome_tile_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOutcomeTile, pursuit_outcome_tile, PURSUIT, OUTCOME_TILE, GtkToggleButton)

GtkWidget  *pursuit_outcome_tile_new         (guint               outcome);
guint       pursuit_outcome_tile_get_outcome (PursuitOutcomeTile *self);
void        pursuit_outcome_tile_set_count   (PursuitOutcomeTile *self,
                                              guint64             count);
const char *pursuit_outcome_get_label        (guint               outcome);
const char *pursuit_outcome_get_style        (guint               outcome);

G_END_DECLS
