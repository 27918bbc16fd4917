/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-spark.h"
#include "pursuit-wall-view.h"

G_BEGIN_DECLS

/*
 * PursuitWallView is the relationship wall of a customer (CUS-2) in one quarter: read on the worker, changed cell by cell, or
 * assessed as a whole. In the overview it has no trend.
 *
 *   pursuit_wall_read() on the worker -> PursuitWall -> PursuitWallGrid
 *   a key or the popover of a cell -> PursuitSave -> worker -> read again
 */
struct _PursuitWallView
{
  GtkWidget parent_instance;

  GtkLabel *summary;
  GtkDropDown *period;
  GtkWidget *menu;
  GtkStack *state;
  GtkLabel *refusal;
  GtkLabel *hint;
  PursuitWallGrid *grid;
  GtkWidget *trend;
  PursuitSpark *trend_line;
  GtkLabel *trend_text;

  PursuitWorker *worker;
  gint64 customer_id;
  char *wanted;            /* (nullable): the quarter that was chosen */
  PursuitWall *wall;       /* (nullable): what is shown */
  GArray *guests;          /* Guest: colleagues who were added and of whom nothing was said yet */
  GCancellable *cancellable;
  gboolean is_stale;
  gboolean is_showing;     /* while the chooser of quarters is being filled */
  gboolean preview;
};

void pursuit_wall_view_read            (PursuitWallView *self);
void pursuit_wall_view_add_guest       (PursuitWallView *self,
                                        gint64           staff_id,
                                        const char      *name);
void pursuit_wall_view_install_actions (GtkWidgetClass  *widget_class);
void pursuit_wall_view_update_actions  (PursuitWallView *self);
void pursuit_wall_view_change          (PursuitWallView     *self,
                                        PursuitWallCellView *cell,
                                        int                  level,
                                        int                  target,
                                        const char          *evidence);
void pursuit_wall_view_remove          (PursuitWallView     *self,
                                        PursuitWallCellView *cell);

G_END_DECLS
