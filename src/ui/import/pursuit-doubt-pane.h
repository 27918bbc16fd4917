/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-import.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOUBT_PANE (pursuit_doubt_pane_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDoubtPane, pursuit_doubt_pane, PURSUIT, DOUBT_PANE, GtkWidget)

void                   pursuit_doubt_pane_show         (PursuitDoubtPane             *self,
                                                        const PursuitImportRow       *row,
                                                        const PursuitImportDecision  *decision,
                                                        PursuitDoubtful               otherwise);
void                   pursuit_doubt_pane_set_all      (PursuitDoubtPane             *self,
                                                        guint64                       n);
void                   pursuit_doubt_pane_set_position (PursuitDoubtPane             *self,
                                                        guint64                       index,
                                                        guint64                       total);
PursuitImportDecision  pursuit_doubt_pane_get_decision (PursuitDoubtPane             *self);
void                   pursuit_doubt_pane_decide       (PursuitDoubtPane             *self,
                                                        PursuitDoubtful               what);

G_END_DECLS
