/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-lane-strip.h"

#include <glib/gi18n-lib.h>

#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-vertical-label.h"

/* PursuitLaneStrip is what is left of a lane of the board when it is folded. */
struct _PursuitLaneStrip
{
  GtkWidget parent_instance;

  GtkWidget *number;
  GtkWidget *unfold_button;
  GtkWidget *name;
  GtkWidget *count;
  GtkWidget *amount;
};

G_DEFINE_FINAL_TYPE (PursuitLaneStrip, pursuit_lane_strip, GTK_TYPE_WIDGET)

static gboolean
pursuit_lane_strip_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PURSUIT_LANE_STRIP (widget)->unfold_button);
}

static void
pursuit_lane_strip_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_LANE_STRIP);

  G_OBJECT_CLASS (pursuit_lane_strip_parent_class)->dispose (object);
}

static void
pursuit_lane_strip_class_init (PursuitLaneStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_lane_strip_dispose;
  widget_class->grab_focus = pursuit_lane_strip_grab_focus;

  g_type_ensure (PURSUIT_TYPE_VERTICAL_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/lane-strip.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitLaneStrip, number);
  gtk_widget_class_bind_template_child (widget_class, PursuitLaneStrip, unfold_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitLaneStrip, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitLaneStrip, count);
  gtk_widget_class_bind_template_child (widget_class, PursuitLaneStrip, amount);
}

static void
pursuit_lane_strip_init (PursuitLaneStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_lane_strip_new:
 *
 * Returns: (transfer floating): a strip without a name
 */
GtkWidget *
pursuit_lane_strip_new (void)
{
  return g_object_new (PURSUIT_TYPE_LANE_STRIP, NULL);
}

/**
 * pursuit_lane_strip_show_name:
 * @self: a strip
 * @number: (nullable): that of its stage, %NULL where lanes are no stages
 * @name: the name of the lane
 */
void
pursuit_lane_strip_show_name (PursuitLaneStrip *self,
                              const char       *number,
                              const char       *name)
{
  g_autofree char *unfold = NULL;

  g_return_if_fail (PURSUIT_IS_LANE_STRIP (self) && name != NULL);

  /* Translators: buttons of a lane of the board, read aloud: %s is the lane */
  unfold = g_strdup_printf (_("Unfold “%s”"), name);
  gtk_label_set_text (GTK_LABEL (self->number), number != NULL ? number : "");
  gtk_widget_set_visible (self->number, number != NULL);
  pursuit_vertical_label_set_label (PURSUIT_VERTICAL_LABEL (self->name), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unfold_button), GTK_ACCESSIBLE_PROPERTY_LABEL, unfold, -1);
}

/**
 * pursuit_lane_strip_show_totals:
 * @self: a strip
 * @count: how many deals there are
 * @amount: what they are worth
 */
void
pursuit_lane_strip_show_totals (PursuitLaneStrip *self,
                                const char       *count,
                                const char       *amount)
{
  g_return_if_fail (PURSUIT_IS_LANE_STRIP (self));

  gtk_label_set_text (GTK_LABEL (self->count), count);
  pursuit_vertical_label_set_label (PURSUIT_VERTICAL_LABEL (self->amount), amount);
}
