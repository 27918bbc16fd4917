/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-short-label.h"

#include "pursuit-str.h"
#include "pursuit-tip.h"

/*
 * One line of text with a shorter wording for narrow places: the full one is shown where it fits, the brief one where it
 * would be cut. The full one is the tooltip and, through the parent, what a screen reader says.
 */
struct _PursuitShortLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;
  char *full;
  char *brief;
  gboolean is_brief;
  guint flip_id;
};

G_DEFINE_FINAL_TYPE (PursuitShortLabel, pursuit_short_label, GTK_TYPE_WIDGET)

static gboolean
flip_cb (gpointer user_data)
{
  PursuitShortLabel *self = user_data;

  self->flip_id = 0;
  gtk_label_set_text (GTK_LABEL (self->label), self->is_brief ? self->brief : self->full);

  return G_SOURCE_REMOVE;
}

static int
measure_full (PursuitShortLabel *self)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (self->label, self->full);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* A widget may not change what it shows while it is given its place: the decision is made here, and shown in an idle. */
static void
pursuit_short_label_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  PursuitShortLabel *self = PURSUIT_SHORT_LABEL (widget);
  gboolean is_brief = !pursuit_str_empty (self->brief) && self->full != NULL && measure_full (self) > width;

  gtk_widget_allocate (self->label, width, height, baseline, NULL);
  if (is_brief == self->is_brief)
    return;

  self->is_brief = is_brief;
  if (self->flip_id == 0)
    self->flip_id = g_idle_add (flip_cb, self);
}

static void
pursuit_short_label_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  gtk_widget_measure (PURSUIT_SHORT_LABEL (widget)->label, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
pursuit_short_label_dispose (GObject *object)
{
  PursuitShortLabel *self = PURSUIT_SHORT_LABEL (object);

  g_clear_handle_id (&self->flip_id, g_source_remove);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (pursuit_short_label_parent_class)->dispose (object);
}

static void
pursuit_short_label_finalize (GObject *object)
{
  PursuitShortLabel *self = PURSUIT_SHORT_LABEL (object);

  g_free (self->full);
  g_free (self->brief);

  G_OBJECT_CLASS (pursuit_short_label_parent_class)->finalize (object);
}

static void
pursuit_short_label_class_init (PursuitShortLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_short_label_dispose;
  object_class->finalize = pursuit_short_label_finalize;
  widget_class->measure = pursuit_short_label_measure;
  widget_class->size_allocate = pursuit_short_label_size_allocate;
}

static void
pursuit_short_label_init (PursuitShortLabel *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * pursuit_short_label_set_texts:
 * @self: a label
 * @full: the whole text, in the language of the window
 * @brief: (nullable): the same for narrow places; without one the whole text is cut
 *
 * Shows a text.
 */
void
pursuit_short_label_set_texts (PursuitShortLabel *self,
                               const char        *full,
                               const char        *brief)
{
  g_return_if_fail (PURSUIT_IS_SHORT_LABEL (self) && full != NULL);

  pursuit_set_str (&self->full, full);
  pursuit_set_str (&self->brief, brief);
  self->is_brief = FALSE;
  gtk_label_set_text (GTK_LABEL (self->label), full);
  pursuit_tip_set (GTK_WIDGET (self), full);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
