/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-columns-layout.h"

/*
 * PursuitColumnsLayout puts a widget's two children side by side in a fixed proportion while there is room, and one
 * below the other when there is not. With "hug" the second child keeps its natural width and the first takes the rest.
 * The decision follows from the width alone, so nothing flips back and forth.
 */
struct _PursuitColumnsLayout
{
  GtkLayoutManager parent_instance;

  double ratio;
  int spacing;
  int row_spacing;
  int narrow_below;
  gboolean hug;
};

enum
{
  PROP_RATIO = 1,
  PROP_SPACING,
  PROP_ROW_SPACING,
  PROP_NARROW_BELOW,
  PROP_HUG,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitColumnsLayout, pursuit_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
measure_min (GtkWidget      *child,
             GtkOrientation  orientation,
             int             for_size)
{
  int minimum = 0;

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

static gboolean
has_two (GtkWidget *first,
         GtkWidget *second)
{
  return first != NULL && second != NULL && gtk_widget_should_layout (first) && gtk_widget_should_layout (second);
}

static int
get_first_width (PursuitColumnsLayout *self,
                 GtkWidget            *second,
                 int                   width)
{
  int natural = 0;

  if (self->hug)
    {
      gtk_widget_measure (second, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      return width - self->spacing - natural;
    }

  return (int) ((width - self->spacing) * self->ratio / (1 + self->ratio));
}

static gboolean
is_wide (PursuitColumnsLayout *self,
         GtkWidget            *first,
         GtkWidget            *second,
         int                   width)
{
  int first_width;

  if (!has_two (first, second) || width < self->narrow_below)
    return FALSE;
  first_width = get_first_width (self, second, width);

  return
         measure_min (first, GTK_ORIENTATION_HORIZONTAL, -1) <= first_width &&
         measure_min (second, GTK_ORIENTATION_HORIZONTAL, -1) <= width - self->spacing - first_width;
}

static void
measure_width (PursuitColumnsLayout *self,
               GtkWidget            *first,
               GtkWidget            *second,
               int                  *minimum,
               int                  *natural)
{
  int first_natural = 0;
  int second_natural = 0;

  if (first != NULL && gtk_widget_should_layout (first))
    gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &first_natural, NULL, NULL);
  if (second != NULL && gtk_widget_should_layout (second))
    gtk_widget_measure (second, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &second_natural, NULL, NULL);

  *minimum = MAX (measure_min (first, GTK_ORIENTATION_HORIZONTAL, -1),
                  measure_min (second, GTK_ORIENTATION_HORIZONTAL, -1));
  *natural = MAX (*minimum, first_natural + (has_two (first, second) ? self->spacing + second_natural : second_natural));
}

static void
pursuit_columns_layout_measure (GtkLayoutManager *manager,
                                GtkWidget        *widget,
                                GtkOrientation    orientation,
                                int               for_size,
                                int              *minimum,
                                int              *natural,
                                int              *minimum_baseline,
                                int              *natural_baseline)
{
  PursuitColumnsLayout *self = PURSUIT_COLUMNS_LAYOUT (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = first != NULL ? gtk_widget_get_next_sibling (first) : NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, first, second, minimum, natural);
      return;
    }

  if (for_size < 0)
    measure_width (self, first, second, &for_size, natural);
  if (is_wide (self, first, second, for_size))
    {
      int first_width = get_first_width (self, second, for_size);

      *minimum = MAX (measure_min (first, orientation, first_width),
                      measure_min (second, orientation, for_size - self->spacing - first_width));
    }
  else
    *minimum = measure_min (first, orientation, for_size) + measure_min (second, orientation, for_size) +
               (has_two (first, second) ? self->row_spacing : 0);
  *natural = *minimum;
}

static void
allocate_child (GtkWidget *child,
                int        x,
                int        y,
                int        width,
                int        height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
pursuit_columns_layout_allocate (GtkLayoutManager *manager,
                                 GtkWidget        *widget,
                                 int               width,
                                 int               height,
                                 int               baseline)
{
  PursuitColumnsLayout *self = PURSUIT_COLUMNS_LAYOUT (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = first != NULL ? gtk_widget_get_next_sibling (first) : NULL;

  if (is_wide (self, first, second, width))
    {
      int first_width = get_first_width (self, second, width);
      int second_width = width - self->spacing - first_width;
      gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      allocate_child (first, is_rtl ? second_width + self->spacing : 0, 0, first_width, height);
      allocate_child (second, is_rtl ? 0 : first_width + self->spacing, 0, second_width, height);
    }
  else
    {
      int first_height = measure_min (first, GTK_ORIENTATION_VERTICAL, width);
      int y = first_height + (has_two (first, second) ? self->row_spacing : 0);

      allocate_child (first, 0, 0, width, first_height);
      allocate_child (second, 0, y, width, MAX (height - y, 0));
    }
}

static GtkSizeRequestMode
pursuit_columns_layout_get_request_mode (GtkLayoutManager *manager,
                                         GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pursuit_columns_layout_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  PursuitColumnsLayout *self = PURSUIT_COLUMNS_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_RATIO:
      g_value_set_double (value, self->ratio);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_ROW_SPACING:
      g_value_set_int (value, self->row_spacing);
      break;
    case PROP_NARROW_BELOW:
      g_value_set_int (value, self->narrow_below);
      break;
    case PROP_HUG:
      g_value_set_boolean (value, self->hug);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_columns_layout_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  PursuitColumnsLayout *self = PURSUIT_COLUMNS_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_RATIO:
      self->ratio = g_value_get_double (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_ROW_SPACING:
      self->row_spacing = g_value_get_int (value);
      break;
    case PROP_NARROW_BELOW:
      self->narrow_below = g_value_get_int (value);
      break;
    case PROP_HUG:
      self->hug = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  g_object_notify_by_pspec (object, pspec);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
pursuit_columns_layout_class_init (PursuitColumnsLayoutClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = pursuit_columns_layout_get_property;
  object_class->set_property = pursuit_columns_layout_set_property;

  layout_class->get_request_mode = pursuit_columns_layout_get_request_mode;
  layout_class->measure = pursuit_columns_layout_measure;
  layout_class->allocate = pursuit_columns_layout_allocate;

  props[PROP_RATIO] = g_param_spec_double ("ratio", NULL, NULL, 0.1, 10, 1.62, flags);
  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 18, flags);
  props[PROP_ROW_SPACING] = g_param_spec_int ("row-spacing", NULL, NULL, 0, G_MAXINT16, 18, flags);
  props[PROP_NARROW_BELOW] = g_param_spec_int ("narrow-below", NULL, NULL, 0, G_MAXINT16, 660, flags);
  props[PROP_HUG] = g_param_spec_boolean ("hug", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pursuit_columns_layout_init (PursuitColumnsLayout *self)
{
  self->ratio = 1.62;
  self->spacing = 18;
  self->row_spacing = 18;
  self->narrow_below = 660;
}

/**
 * pursuit_columns_layout_new:
 *
 * Returns: (transfer full): a layout for a widget with two children, in the proportion 1.62 : 1
 */
GtkLayoutManager *
pursuit_columns_layout_new (void)
{
  return g_object_new (PURSUIT_TYPE_COLUMNS_LAYOUT, NULL);
}
