/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "board-fixture.h"
#include "pursuit-gate-row.h"
#include "pursuit-gate-sheet-private.h"

G_BEGIN_DECLS

/* A board whose first stage has two required milestones and an optional one, whose second has an optional one only. */
void              gate_set_up         (BoardFixture  *self,
                                       gconstpointer  data);
void              gate_fill           (PursuitDesk   *desk);
PursuitGateSheet *gate_wait_for_sheet (BoardFixture  *self);
PursuitGateSheet *gate_try            (BoardFixture  *self,
                                       int            position,
                                       guint          at,
                                       int            by);
PursuitGateRow   *gate_get_row        (PursuitGateSheet *sheet,
                                       guint          at);
GtkWidget        *gate_say            (PursuitGateSheet *sheet,
                                       guint          at,
                                       const char    *kind,
                                       const char    *text,
                                       const char    *day);
void              gate_tick           (PursuitGateSheet *sheet,
                                       guint          at,
                                       const char    *kind,
                                       const char    *text);
void              gate_press_done     (PursuitGateSheet *sheet,
                                       guint          at);
void              gate_write_reason   (PursuitGateSheet *sheet,
                                       const char    *text);
gboolean          gate_may            (PursuitGateSheet *sheet,
                                       const char    *action);
void              gate_wait_for_text  (gpointer       widget,
                                       const char    *text);
PursuitDesk      *gate_open_elsewhere (BoardFixture  *self);
void              gate_close          (BoardFixture  *self);

G_END_DECLS
