/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wrap-layout.h"

/*
 * PursuitWrapLayout sets children one after the other like words, each as wide as it likes, and begins a new line where
 * the next does not fit: chips and facets are never cut (a GtkFlowBox would give all of them the same width).
 */
struct _PursuitWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int natural_width;   /* at most this much is asked for, 0 for a single line */
};

enum
{
  PROP_SPACING = 1,
  PROP_NATURAL_WIDTH,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitWrapLayout, pursuit_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *child;
  int x;
  int y;
  int width;
  int height;
} Place;

static void
measure_child (GtkWidget *child,
               int        available,
               Place     *place)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  place->child = child;
  place->width = MAX (minimum, MIN (natural, available));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height, NULL, NULL);
}

/* Everything on a line gets its height, so that what is smaller can stand in the middle. */
static void
end_line (GArray *places,
          guint   first,
          int     height)
{
  for (guint i = first; places != NULL && i < places->len; i++)
    g_array_index (places, Place, i).height = height;
}

/* Where everything goes in @width; with @places %NULL only how high that is. */
static int
arrange (PursuitWrapLayout *self,
         GtkWidget         *widget,
         int                width,
         GArray            *places)
{
  guint first = 0;
  int x = 0;
  int y = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Place place;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, width, &place);
      if (x > 0 && x + place.width > width)
        {
          end_line (places, first, line);
          first = places != NULL ? places->len : 0;
          x = 0;
          y += line + self->spacing;
          line = 0;
        }
      place.x = x;
      place.y = y;
      x += place.width + self->spacing;
      line = MAX (line, place.height);
      if (places != NULL)
        g_array_append_val (places, place);
    }
  end_line (places, first, line);

  return y + line;
}

static void
measure_width (PursuitWrapLayout *self,
               GtkWidget         *widget,
               int               *minimum,
               int               *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
  if (self->natural_width > 0)
    *natural = MAX (*minimum, MIN (*natural, self->natural_width));
}

static void
pursuit_wrap_layout_measure (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *minimum,
                             int              *natural,
                             int              *minimum_baseline,
                             int              *natural_baseline)
{
  PursuitWrapLayout *self = PURSUIT_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = arrange (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size, NULL);
}

static void
pursuit_wrap_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget        *widget,
                              int               width,
                              int               height,
                              int               baseline)
{
  PursuitWrapLayout *self = PURSUIT_WRAP_LAYOUT (manager);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  arrange (self, widget, width, places);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      GtkAllocation allocation = { is_rtl ? width - place->x - place->width : place->x, place->y, place->width,
                                   place->height };

      gtk_widget_size_allocate (place->child, &allocation, -1);
    }
}

static GtkSizeRequestMode
pursuit_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                      GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pursuit_wrap_layout_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, PURSUIT_WRAP_LAYOUT (object)->spacing);
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, PURSUIT_WRAP_LAYOUT (object)->natural_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_wrap_layout_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PursuitWrapLayout *self = PURSUIT_WRAP_LAYOUT (object);
  int *member = prop_id == PROP_SPACING ? &self->spacing : &self->natural_width;

  if (*member == g_value_get_int (value))
    return;

  *member = g_value_get_int (value);
  g_object_notify_by_pspec (object, pspec);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
pursuit_wrap_layout_class_init (PursuitWrapLayoutClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = pursuit_wrap_layout_get_property;
  object_class->set_property = pursuit_wrap_layout_set_property;

  layout_class->get_request_mode = pursuit_wrap_layout_get_request_mode;
  layout_class->measure = pursuit_wrap_layout_measure;
  layout_class->allocate = pursuit_wrap_layout_allocate;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 6, flags);
  props[PROP_NATURAL_WIDTH] = g_param_spec_int ("natural-width", NULL, NULL, 0, G_MAXINT16, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pursuit_wrap_layout_init (PursuitWrapLayout *self)
{
  self->spacing = 6;
}

/**
 * pursuit_wrap_layout_new:
 *
 * Returns: (transfer full): a layout that wraps its children
 */
GtkLayoutManager *
pursuit_wrap_layout_new (void)
{
  return g_object_new (PURSUIT_TYPE_WRAP_LAYOUT, NULL);
}
