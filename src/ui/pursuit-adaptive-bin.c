/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-adaptive-bin.h"

#include <adwaita.h>

/*
 * A sidebar beside some content, as long as there is room for both. When the bin is narrower than "fold-width" it is
 * folded: the sidebar is away, and comes over the content when asked for. With "fills" it then takes the whole width
 * and hides the content, for a list and what is selected in it.
 *
 * Whether it is folded is decided while allocating, and told in an idle: others change their visibility on it.
 */
struct _PursuitAdaptiveBin
{
  GtkWidget parent;

  GtkWidget *content;
  GtkWidget *shade;
  GtkWidget *sidebar;

  int fold_width;
  gboolean fills;

  gboolean folded;
  gboolean pinned;
  gboolean peeking;
  guint tell_id;

  AdwAnimation *slide;
  double slid;       /* how far the sidebar has come over the content, 0 to 1 */
};

#define SLIDE_MS 200

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_SIDEBAR,
  PROP_FOLD_WIDTH,
  PROP_FILLS,
  PROP_PINNED,
  PROP_FOLDED,
  PROP_DOCKED,
  PROP_REVEALED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitAdaptiveBin, pursuit_adaptive_bin, GTK_TYPE_WIDGET)

static void
tell (PursuitAdaptiveBin *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCKED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVEALED]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
tell_cb (gpointer user_data)
{
  PursuitAdaptiveBin *self = user_data;

  self->tell_id = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

static void
slide_cb (double   value,
          gpointer user_data)
{
  PursuitAdaptiveBin *self = user_data;

  self->slid = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Lets the sidebar come or go over the content; the animation follows the desktop's setting for motion. */
static void
set_peeking (PursuitAdaptiveBin *self,
             gboolean            peeking)
{
  self->peeking = peeking;
  if (peeking)
    gtk_widget_add_css_class (GTK_WIDGET (self), "peeking");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "peeking");

  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->slide), self->slid);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->slide), peeking ? 1 : 0);
  adw_animation_play (self->slide);
}

static void
decide (PursuitAdaptiveBin *self,
        int                 width)
{
  gboolean folded = width < self->fold_width;

  if (self->folded == folded)
    return;

  self->folded = folded;
  /* A list that fills stays where it was; a sidebar goes away. */
  if (!self->fills)
    {
      adw_animation_skip (self->slide);
      self->peeking = FALSE;
      self->slid = 0;
      gtk_widget_remove_css_class (GTK_WIDGET (self), "peeking");
    }
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static int
measure_sidebar (PursuitAdaptiveBin *self)
{
  int minimum = 0, natural = 0;

  if (self->sidebar == NULL)
    return 0;

  gtk_widget_measure (self->sidebar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, natural);
}

/* The widths that content and sidebar will have at a width, so that their heights are not worked out twice. */
static void
foresee_widths (PursuitAdaptiveBin *self,
                int                 width,
                int                *widths)
{
  gboolean docked = width >= self->fold_width && self->pinned;
  int side = measure_sidebar (self);
  int least = 0;

  if (self->content)
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  widths[0] = MAX (least, docked ? width - side : width);
  widths[1] = self->fills && width < self->fold_width ? MAX (side, width) : side;
}

static void
pursuit_adaptive_bin_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  PursuitAdaptiveBin *self = PURSUIT_ADAPTIVE_BIN (widget);
  GtkWidget *children[] = { self->content, self->sidebar };
  int widths[] = { -1, -1 };

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    foresee_widths (self, for_size, widths);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int child_minimum, child_natural;

      if (children[i] == NULL)
        continue;

      gtk_widget_measure (children[i], orientation, widths[i], &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        *natural += child_natural;
      else
        *natural = MAX (*natural, child_natural);
    }
}

static void
place (GtkWidget *child,
       int        x,
       int        width,
       int        height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, width, height }, -1);
}

/* Where the sidebar stands: beside the content, over all of it, or as far over it as it has come. */
static void
allocate_sidebar (PursuitAdaptiveBin *self,
                  int                 width,
                  int                 height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean whole = self->folded && self->fills;
  double shown = !self->folded ? self->pinned : self->fills ? self->peeking : self->slid;
  int side = whole ? width : measure_sidebar (self);
  int hidden = side - (int) (side * shown);

  gtk_widget_set_child_visible (self->sidebar, shown > 0);
  if (shown > 0)
    place (self->sidebar, rtl ? width - side + hidden : -hidden, side, height);
}

static void
pursuit_adaptive_bin_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  PursuitAdaptiveBin *self = PURSUIT_ADAPTIVE_BIN (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean covered, over;
  int side;

  decide (self, width);
  covered = self->folded && self->peeking && self->fills;
  over = self->folded && self->slid > 0 && !self->fills;
  side = pursuit_adaptive_bin_get_docked (self) ? measure_sidebar (self) : 0;

  if (self->sidebar)
    allocate_sidebar (self, width, height);

  gtk_widget_set_child_visible (self->shade, over);
  gtk_widget_set_opacity (self->shade, self->slid);
  if (over)
    place (self->shade, 0, width, height);

  if (self->content == NULL)
    return;

  gtk_widget_set_child_visible (self->content, !covered);
  if (!covered)
    place (self->content, rtl ? 0 : side, width - side, height);
}

static void
leave_cb (PursuitAdaptiveBin *self)
{
  pursuit_adaptive_bin_set_revealed (self, FALSE);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  PursuitAdaptiveBin *self = PURSUIT_ADAPTIVE_BIN (widget);

  if (!self->folded || !self->peeking || self->fills)
    return FALSE;

  pursuit_adaptive_bin_set_revealed (self, FALSE);
  return TRUE;
}

static void
set_child (PursuitAdaptiveBin  *self,
           GtkWidget          **slot,
           GtkWidget           *child,
           guint                prop)
{
  if (*slot == child)
    return;

  g_clear_pointer (slot, gtk_widget_unparent);
  *slot = child;
  /* The content is drawn first, then the shade, then the sidebar. */
  if (child && slot == &self->content)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else if (child)
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);

  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
set_pinned (PursuitAdaptiveBin *self,
            gboolean            pinned)
{
  if (self->pinned == pinned)
    return;

  self->pinned = pinned;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PINNED]);
  tell (self);
}

static void
pursuit_adaptive_bin_dispose (GObject *object)
{
  PursuitAdaptiveBin *self = PURSUIT_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_clear_object (&self->slide);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);

  G_OBJECT_CLASS (pursuit_adaptive_bin_parent_class)->dispose (object);
}

static void
pursuit_adaptive_bin_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  PursuitAdaptiveBin *self = PURSUIT_ADAPTIVE_BIN (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    case PROP_FILLS:
      g_value_set_boolean (value, self->fills);
      break;
    case PROP_PINNED:
      g_value_set_boolean (value, self->pinned);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_DOCKED:
      g_value_set_boolean (value, pursuit_adaptive_bin_get_docked (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, pursuit_adaptive_bin_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_adaptive_bin_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  PursuitAdaptiveBin *self = PURSUIT_ADAPTIVE_BIN (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      pursuit_adaptive_bin_set_content (self, g_value_get_object (value));
      break;
    case PROP_SIDEBAR:
      pursuit_adaptive_bin_set_sidebar (self, g_value_get_object (value));
      break;
    case PROP_FOLD_WIDTH:
      self->fold_width = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    case PROP_FILLS:
      self->fills = g_value_get_boolean (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    case PROP_PINNED:
      set_pinned (self, g_value_get_boolean (value));
      break;
    case PROP_REVEALED:
      pursuit_adaptive_bin_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags | G_PARAM_READWRITE);
  props[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags | G_PARAM_READWRITE);
  props[PROP_FOLD_WIDTH] = g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 0, flags | G_PARAM_READWRITE);
  props[PROP_FILLS] = g_param_spec_boolean ("fills", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  props[PROP_PINNED] = g_param_spec_boolean ("pinned", NULL, NULL, TRUE, flags | G_PARAM_READWRITE);
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  props[PROP_DOCKED] = g_param_spec_boolean ("docked", NULL, NULL, TRUE, flags | G_PARAM_READABLE);
  props[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, TRUE, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pursuit_adaptive_bin_class_init (PursuitAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_adaptive_bin_dispose;
  object_class->get_property = pursuit_adaptive_bin_get_property;
  object_class->set_property = pursuit_adaptive_bin_set_property;
  widget_class->measure = pursuit_adaptive_bin_measure;
  widget_class->size_allocate = pursuit_adaptive_bin_size_allocate;

  install_properties (object_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "adaptivebin");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
pursuit_adaptive_bin_init (PursuitAdaptiveBin *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->pinned = TRUE;
  self->shade = adw_bin_new ();
  gtk_widget_add_css_class (self->shade, "shade");
  gtk_widget_set_child_visible (self->shade, FALSE);
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  self->slide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, SLIDE_MS,
                                         adw_callback_animation_target_new (slide_cb, self, NULL));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  g_signal_connect_object (click, "released", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
}

/**
 * pursuit_adaptive_bin_set_content:
 * @self: an adaptive bin
 * @content: (nullable): what is always there
 *
 * Replaces the content.
 */
void
pursuit_adaptive_bin_set_content (PursuitAdaptiveBin *self,
                                  GtkWidget          *content)
{
  g_return_if_fail (PURSUIT_IS_ADAPTIVE_BIN (self));

  set_child (self, &self->content, content, PROP_CONTENT);
}

/**
 * pursuit_adaptive_bin_set_sidebar:
 * @self: an adaptive bin
 * @sidebar: (nullable): what folds away
 *
 * Replaces the sidebar.
 */
void
pursuit_adaptive_bin_set_sidebar (PursuitAdaptiveBin *self,
                                  GtkWidget          *sidebar)
{
  g_return_if_fail (PURSUIT_IS_ADAPTIVE_BIN (self));

  set_child (self, &self->sidebar, sidebar, PROP_SIDEBAR);
}

/**
 * pursuit_adaptive_bin_get_folded:
 * @self: an adaptive bin
 *
 * Returns: whether there is no room for both beside each other
 */
gboolean
pursuit_adaptive_bin_get_folded (PursuitAdaptiveBin *self)
{
  g_return_val_if_fail (PURSUIT_IS_ADAPTIVE_BIN (self), FALSE);

  return self->folded;
}

/**
 * pursuit_adaptive_bin_get_docked:
 * @self: an adaptive bin
 *
 * Returns: whether the sidebar stands beside the content
 */
gboolean
pursuit_adaptive_bin_get_docked (PursuitAdaptiveBin *self)
{
  g_return_val_if_fail (PURSUIT_IS_ADAPTIVE_BIN (self), FALSE);

  return !self->folded && self->pinned;
}

/**
 * pursuit_adaptive_bin_get_revealed:
 * @self: an adaptive bin
 *
 * Returns: whether the sidebar can be seen, beside the content or over it
 */
gboolean
pursuit_adaptive_bin_get_revealed (PursuitAdaptiveBin *self)
{
  g_return_val_if_fail (PURSUIT_IS_ADAPTIVE_BIN (self), FALSE);

  return self->folded ? self->peeking : self->pinned;
}

/**
 * pursuit_adaptive_bin_set_revealed:
 * @self: an adaptive bin
 * @revealed: whether the sidebar is wanted
 *
 * Shows or hides the sidebar. Where there is room for both this is remembered as "pinned"; where there is not, the
 * sidebar comes over the content until it is hidden again.
 */
void
pursuit_adaptive_bin_set_revealed (PursuitAdaptiveBin *self,
                                   gboolean            revealed)
{
  g_return_if_fail (PURSUIT_IS_ADAPTIVE_BIN (self));

  if (!self->folded)
    {
      set_pinned (self, revealed);
      return;
    }
  if (self->peeking == revealed)
    return;

  set_peeking (self, revealed);
  tell (self);
}
