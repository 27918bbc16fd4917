/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

/* What the page adds to a drag between its lanes: the ends of the board light up, and the board scrolls sideways near its
 * edges, which a scrolled window does not do by itself. */

/* How near an edge the board begins to scroll, and how fast it does at the very edge, in pixels and per second. */
#define EDGE 60
#define FASTEST 900.0

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PursuitBoardPage *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  double fps = gdk_frame_clock_get_fps (clock);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_speed / MAX (fps, 20));

  return G_SOURCE_CONTINUE;
}

/* Called when the card leaves the board or is let go. */
void
pursuit_board_page_stop_scrolling (PursuitBoardPage *self)
{
  self->scroll_speed = 0;
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->scroll_tick);
  self->scroll_tick = 0;
}

static void
drag_motion_cb (GtkDropControllerMotion *controller,
                double                   x,
                double                   y,
                PursuitBoardPage        *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->scroller));

  if (x < EDGE)
    self->scroll_speed = -FASTEST * (EDGE - x) / EDGE;
  else if (x > width - EDGE)
    self->scroll_speed = FASTEST * (x - (width - EDGE)) / EDGE;
  else
    self->scroll_speed = 0;

  if (self->scroll_speed == 0)
    pursuit_board_page_stop_scrolling (self);
  else if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), scroll_cb, self, NULL);
}

static void
drag_leave_cb (GtkDropControllerMotion *controller,
               PursuitBoardPage        *self)
{
  pursuit_board_page_stop_scrolling (self);
}

static void
dragging_cb (PursuitBoardLane *lane,
             gboolean          dragging,
             PursuitBoardPage *self)
{
  pursuit_end_target_set_dragging (self->won, dragging);
  pursuit_end_target_set_dragging (self->lost, dragging);
  if (!dragging)
    pursuit_board_page_stop_scrolling (self);
}

/* Called for each new lane. */
void
pursuit_board_page_watch_lane (PursuitBoardPage *self,
                               PursuitBoardLane *lane)
{
  g_signal_connect_object (lane, "dragging", G_CALLBACK (dragging_cb), self, 0);
}

/* Called from class_init. */
void
pursuit_board_page_bind_dnd (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, drag_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_leave_cb);
}
