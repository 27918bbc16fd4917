/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stage-tracks.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "pursuit-compat.h"
#include "pursuit-locale.h"
#include "pursuit-stage.h"

/* The height of a track, the radius of a stage on it, and the room between the words and the first stage. */
#define TRACK 30
#define RADIUS 10.0
#define GAP 18
#define LEAST_STEP 26
#define USUAL_STEP 60

/*
 * PursuitStageTracks draws where a deal stands on both sides (STG-1): our track with the stage to which it is to be moved,
 * and the buyer's below. What it shows is in its name too, and a stage says what it is called when it is pointed at.
 */
struct _PursuitStageTracks
{
  GtkWidget parent_instance;

  GPtrArray *stages;    /* PursuitStage by position */
  int ours;
  int target;
  int buyer;
};

G_DEFINE_FINAL_TYPE (PursuitStageTracks, pursuit_stage_tracks, GTK_TYPE_WIDGET)

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  GdkRGBA text;
  GdkRGBA secondary;
  GdkRGBA line;
  GdkRGBA accent;
  GdkRGBA on_accent;
  GdkRGBA accent_text;
  GdkRGBA tint;
  GdkRGBA background;
  double first;         /* the middle of the first stage */
  double step;
} Drawing;

static const char *
get_track_name (gboolean buyer)
{
  return buyer ? C_("track", "Buyer") : C_("track", "We");
}

static int
measure_names (PursuitStageTracks *self)
{
  int widest = 0;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), get_track_name (i == 1));
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

static double
get_step (PursuitStageTracks *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - measure_names (self) - GAP;

  return (double) room / MAX (self->stages->len, 1);
}

static void
draw_text (Drawing       *drawing,
           const char    *text,
           const GdkRGBA *color,
           double         x,
           double         y,
           gboolean       centered)
{
  int width, height;

  pango_layout_set_text (drawing->layout, text, -1);
  pango_layout_get_pixel_size (drawing->layout, &width, &height);
  gdk_cairo_set_source_rgba (drawing->cr, color);
  cairo_move_to (drawing->cr, centered ? x - width / 2.0 : x, y - height / 2.0);
  pango_cairo_show_layout (drawing->cr, drawing->layout);
}

static double
get_x (Drawing *drawing,
       int      position)
{
  return drawing->first + (position - 1) * drawing->step;
}

static void
draw_line (Drawing       *drawing,
           int            from,
           int            to,
           const GdkRGBA *color,
           double         y,
           gboolean       dashed)
{
  const double dashes[] = { 4, 3 };

  if (from == to || from < 1 || to < 1)
    return;

  gdk_cairo_set_source_rgba (drawing->cr, color);
  cairo_set_line_width (drawing->cr, 3);
  cairo_set_dash (drawing->cr, dashes, dashed ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_move_to (drawing->cr, get_x (drawing, from), y);
  cairo_line_to (drawing->cr, get_x (drawing, to), y);
  cairo_stroke (drawing->cr);
  cairo_set_dash (drawing->cr, NULL, 0, 0);
}

static void
fill_circle (Drawing       *drawing,
             double         x,
             double         y,
             double         radius,
             const GdkRGBA *color)
{
  cairo_new_path (drawing->cr);
  cairo_arc (drawing->cr, x, y, radius, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (drawing->cr, color);
  cairo_fill (drawing->cr);
}

static void
draw_stage (Drawing       *drawing,
            int            position,
            double         y,
            const GdkRGBA *filled,
            gboolean       is_target)
{
  double x = get_x (drawing, position);
  const GdkRGBA *edge = is_target ? &drawing->accent : &drawing->line;
  const GdkRGBA *text = filled == &drawing->accent ? &drawing->on_accent
                        : filled != NULL           ? &drawing->background
                        : is_target                ? &drawing->accent_text
                                                   : &drawing->secondary;
  g_autofree char *number = g_strdup_printf ("%d", position);

  /* What is under the circle must not shine through it. */
  fill_circle (drawing, x, y, RADIUS, &drawing->background);
  if (filled != NULL)
    fill_circle (drawing, x, y, RADIUS, filled);
  else if (is_target)
    fill_circle (drawing, x, y, RADIUS, &drawing->tint);
  if (filled == NULL)
    {
      cairo_new_path (drawing->cr);
      cairo_arc (drawing->cr, x, y, RADIUS - 1, 0, 2 * G_PI);
      cairo_set_line_width (drawing->cr, 2);
      gdk_cairo_set_source_rgba (drawing->cr, edge);
      cairo_stroke (drawing->cr);
    }
  draw_text (drawing, number, text, x, y, TRUE);
}

static void
draw_track (PursuitStageTracks *self,
            Drawing            *drawing,
            gboolean            buyer)
{
  int at = buyer ? self->buyer : self->ours;
  int target = buyer || self->target == self->ours ? 0 : self->target;
  double y = buyer ? TRACK * 1.5 : TRACK * 0.5;
  const GdkRGBA *color = buyer ? &drawing->secondary : &drawing->accent;

  draw_line (drawing, 1, (int) self->stages->len, &drawing->line, y, FALSE);
  draw_line (drawing, 1, at, color, y, FALSE);
  if (target > at)
    {
      draw_line (drawing, at, target, &drawing->background, y, FALSE);
      draw_line (drawing, at, target, color, y, TRUE);
    }
  if (!buyer && at > 0)
    fill_circle (drawing, get_x (drawing, at), y, RADIUS + 3, &drawing->tint);
  for (int position = 1; position <= (int) self->stages->len; position++)
    draw_stage (drawing, position, y, position <= at && position != target ? color : NULL, position == target);
}

static void
pursuit_stage_tracks_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  PursuitStageTracks *self = PURSUIT_STAGE_TRACKS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr(PangoLayout) words = gtk_widget_create_pango_layout (widget, NULL);
  g_autoptr(PangoLayout) numbers = gtk_widget_create_pango_layout (widget, NULL);
  g_autoptr(PangoAttrList) small = pango_attr_list_new ();
  Drawing drawing = { .layout = words, .step = get_step (self) };

  pursuit_compat_get_color (widget, "window_fg_color", &drawing.text);
  pursuit_compat_get_color (widget, "window_bg_color", &drawing.background);
  pursuit_compat_get_color (widget, "pursuit_secondary_color", &drawing.secondary);
  pursuit_compat_get_color (widget, "pursuit_track_color", &drawing.line);
  pursuit_compat_get_color (widget, "accent_bg_color", &drawing.accent);
  pursuit_compat_get_color (widget, "accent_fg_color", &drawing.on_accent);
  pursuit_compat_get_color (widget, "pursuit_accent_text", &drawing.accent_text);
  pursuit_compat_get_color (widget, "pursuit_accent_tint", &drawing.tint);
  drawing.first = measure_names (self) + GAP + drawing.step / 2;
  drawing.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  draw_text (&drawing, get_track_name (FALSE), &drawing.text, 0, TRACK * 0.5, FALSE);
  draw_text (&drawing, get_track_name (TRUE), &drawing.text, 0, TRACK * 1.5, FALSE);
  pango_attr_list_insert (small, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (small, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (numbers, small);
  drawing.layout = numbers;
  draw_track (self, &drawing, FALSE);
  draw_track (self, &drawing, TRUE);
  cairo_destroy (drawing.cr);
}

static void
pursuit_stage_tracks_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  PursuitStageTracks *self = PURSUIT_STAGE_TRACKS (widget);
  int names = measure_names (self) + GAP;

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? 2 * TRACK : names + (int) self->stages->len * LEAST_STEP;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? 2 * TRACK : names + (int) self->stages->len * USUAL_STEP;
}

static char *
dup_stage_text (PursuitStageTracks *self,
                int                 position,
                gboolean            buyer)
{
  PursuitStage *stage;
  const char *name;

  if (position < 1 || position > (int) self->stages->len)
    return g_strdup (_("nobody has said"));

  stage = g_ptr_array_index (self->stages, position - 1);
  name = buyer ? pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh)
               : pursuit_locale_choose_name (stage->name, stage->name_zh);
  if (name == NULL || *name == '\0')
    name = pursuit_locale_choose_name (stage->name, stage->name_zh);
  /* Translators: %1$d is the number of a stage, %2$s its name */
  return g_strdup_printf (_("%1$d %2$s"), position, name);
}

static gboolean
pursuit_stage_tracks_query_tooltip (GtkWidget  *widget,
                                    int         x,
                                    int         y,
                                    gboolean    keyboard,
                                    GtkTooltip *tooltip)
{
  PursuitStageTracks *self = PURSUIT_STAGE_TRACKS (widget);
  int position = (int) floor ((x - measure_names (self) - GAP) / get_step (self)) + 1;
  g_autofree char *text = NULL;

  if (keyboard || position < 1 || position > (int) self->stages->len)
    return FALSE;

  text = dup_stage_text (self, position, y > TRACK);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
pursuit_stage_tracks_finalize (GObject *object)
{
  g_ptr_array_unref (PURSUIT_STAGE_TRACKS (object)->stages);

  G_OBJECT_CLASS (pursuit_stage_tracks_parent_class)->finalize (object);
}

static void
pursuit_stage_tracks_class_init (PursuitStageTracksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pursuit_stage_tracks_finalize;
  widget_class->measure = pursuit_stage_tracks_measure;
  widget_class->snapshot = pursuit_stage_tracks_snapshot;
  widget_class->query_tooltip = pursuit_stage_tracks_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "tracks");
}

static void
pursuit_stage_tracks_init (PursuitStageTracks *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->stages = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_stage_tracks_new:
 *
 * Returns: (transfer floating): tracks without a stage
 */
GtkWidget *
pursuit_stage_tracks_new (void)
{
  return g_object_new (PURSUIT_TYPE_STAGE_TRACKS, NULL);
}

/**
 * pursuit_stage_tracks_show:
 * @self: the tracks
 * @stages: (element-type PursuitStage): the stages of a process, by position
 * @ours: where we stand, from 1; 0 for nowhere
 * @target: where we are to stand, @ours or 0 when nothing is to be moved
 * @buyer: where the buyer stands, 0 when nobody said
 *
 * Shows where a deal stands on both sides.
 */
void
pursuit_stage_tracks_show (PursuitStageTracks *self,
                           GPtrArray          *stages,
                           int                 ours,
                           int                 target,
                           int                 buyer)
{
  g_autofree char *our_text = NULL;
  g_autofree char *buyer_text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (PURSUIT_IS_STAGE_TRACKS (self));

  g_ptr_array_set_size (self->stages, 0);
  for (guint i = 0; i < stages->len; i++)
    g_ptr_array_add (self->stages, g_object_ref (g_ptr_array_index (stages, i)));
  self->ours = ours;
  self->target = target != 0 ? target : ours;
  self->buyer = buyer;

  our_text = dup_stage_text (self, ours, FALSE);
  buyer_text = dup_stage_text (self, buyer, TRUE);
  /* Translators: where a deal stands, read aloud: %1$s and %2$s are a stage's number and name */
  spoken = g_strdup_printf (_("Our stage: %1$s. The buyer’s stage: %2$s."), our_text, buyer_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
