/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inline-field-private.h"

/* A row that turns into something larger does so below what is seen as well: it is brought into view with all its buttons. */

/* A frame lays out what the one before has changed; what is wrapped, and what goes at the top of the page, takes some more. */
#define FRAMES 12

/* Where it stands in what is scrolled does not depend on how far that is scrolled just now. Setting the value, unlike
 * gtk_adjustment_clamp_page(), also ends the animation towards where the focus was before the row grew. */
static void
show (GtkWidget   *widget,
      GtkViewport *viewport)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, gtk_viewport_get_child (viewport), &bounds))
    return;

  value = MAX (value, (double) bounds.origin.y + (double) bounds.size.height - page);
  value = MIN (value, (double) bounds.origin.y);
  gtk_adjustment_set_value (adjustment, value);
}

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  int *left = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (viewport == NULL || PURSUIT_INLINE_FIELD (widget)->state == PURSUIT_INLINE_SHOWN)
    return G_SOURCE_REMOVE;

  show (widget, GTK_VIEWPORT (viewport));
  /* Of what is too high for the page its beginning is seen by now; where the keys go must be as well. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    show (focus, GTK_VIEWPORT (viewport));

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* After the row has grown. */
void
pursuit_inline_field_come_into_view (PursuitInlineField *self)
{
  int *left = g_new (int, 1);

  *left = FRAMES;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, left, g_free);
}
