/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-vertical-label.h"

/* Where letters are spaced, a text asks for less than it needs not to be cut. */
#define SLACK 4

/*
 * PursuitVerticalLabel is one line of text from top to bottom, as on the back of a book: Latin letters lie on their side,
 * Chinese characters stand upright below each other. It is a label that is turned when it is placed.
 */
struct _PursuitVerticalLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (PursuitVerticalLabel, pursuit_vertical_label, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

static GtkSizeRequestMode
pursuit_vertical_label_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
pursuit_vertical_label_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  PursuitVerticalLabel *self = PURSUIT_VERTICAL_LABEL (widget);
  GtkOrientation turned = orientation == GTK_ORIENTATION_HORIZONTAL ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL;

  gtk_widget_measure (self->label, turned, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural += SLACK;
}

static void
pursuit_vertical_label_size_allocate (GtkWidget *widget,
                                      int        width,
                                      int        height,
                                      int        baseline)
{
  PursuitVerticalLabel *self = PURSUIT_VERTICAL_LABEL (widget);
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) width, 0));

  gtk_widget_allocate (self->label, height, width, -1, gsk_transform_rotate (transform, 90));
}

static void
pursuit_vertical_label_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  g_value_set_string (value, pursuit_vertical_label_get_label (PURSUIT_VERTICAL_LABEL (object)));
}

static void
pursuit_vertical_label_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  pursuit_vertical_label_set_label (PURSUIT_VERTICAL_LABEL (object), g_value_get_string (value));
}

static void
pursuit_vertical_label_dispose (GObject *object)
{
  g_clear_pointer (&PURSUIT_VERTICAL_LABEL (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (pursuit_vertical_label_parent_class)->dispose (object);
}

static void
pursuit_vertical_label_class_init (PursuitVerticalLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_vertical_label_get_property;
  object_class->set_property = pursuit_vertical_label_set_property;
  object_class->dispose = pursuit_vertical_label_dispose;
  widget_class->get_request_mode = pursuit_vertical_label_get_request_mode;
  widget_class->measure = pursuit_vertical_label_measure;
  widget_class->size_allocate = pursuit_vertical_label_size_allocate;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "",
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pursuit_vertical_label_init (PursuitVerticalLabel *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  /* The text runs towards the east of the page: glyphs that stand upright in vertical text are turned back. */
  pango_context_set_base_gravity (gtk_widget_get_pango_context (self->label), PANGO_GRAVITY_EAST);
}

/**
 * pursuit_vertical_label_new:
 *
 * Returns: (transfer floating): a label without text
 */
GtkWidget *
pursuit_vertical_label_new (void)
{
  return g_object_new (PURSUIT_TYPE_VERTICAL_LABEL, NULL);
}

/**
 * pursuit_vertical_label_set_label:
 * @self: a label
 * @label: (nullable): its text
 */
void
pursuit_vertical_label_set_label (PursuitVerticalLabel *self,
                                  const char           *label)
{
  g_return_if_fail (PURSUIT_IS_VERTICAL_LABEL (self));

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->label)), label != NULL ? label : "") == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->label), label != NULL ? label : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

/**
 * pursuit_vertical_label_get_label:
 * @self: a label
 *
 * Returns: (transfer none): its text
 */
const char *
pursuit_vertical_label_get_label (PursuitVerticalLabel *self)
{
  g_return_val_if_fail (PURSUIT_IS_VERTICAL_LABEL (self), "");

  return gtk_label_get_text (GTK_LABEL (self->label));
}
