/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-wall-view-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-quarter.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wall-verbs.h"

typedef struct
{
  gint64 id;
  char *name;
} Guest;

enum
{
  PROP_PREVIEW = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitWallView, pursuit_wall_view, GTK_TYPE_WIDGET)

static void
guest_clear (gpointer data)
{
  g_free (((Guest *) data)->name);
}

/* What one reading is about. */
typedef struct
{
  gint64 customer_id;
  char *period;
} Question;

static void
question_free (gpointer data)
{
  g_free (((Question *) data)->period);
  g_free (data);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;

  return pursuit_wall_read (desk, question->customer_id, question->period, error);
}

/* Colleagues of whom something was said by now are there anyway. */
static void
invite_guests (PursuitWallView *self)
{
  for (guint i = 0; i < self->guests->len; i++)
    {
      const Guest *guest = &g_array_index (self->guests, Guest, i);
      PursuitWallStaff *staff;
      gboolean is_there = FALSE;

      for (guint j = 0; j < self->wall->staff->len; j++)
        is_there |= ((PursuitWallStaff *) g_ptr_array_index (self->wall->staff, j))->id == guest->id;
      if (is_there)
        continue;
      staff = g_new0 (PursuitWallStaff, 1);
      staff->id = guest->id;
      staff->name = g_strdup (guest->name);
      g_ptr_array_add (self->wall->staff, staff);
    }
}

static char *
dup_summary (const PursuitWall *wall)
{
  g_autofree char *quarter = pursuit_quarter_format (wall->period);
  g_autofree char *day = wall->assessed_on != NULL ? pursuit_date_format (wall->assessed_on) : NULL;

  if (day == NULL)
    /* Translators: %s is a quarter such as 2026 Q1 */
    return g_strdup_printf (_("%s is not assessed yet · strength 0–5, arrow = target"), quarter);
  if (wall->assessed_by == NULL)
    /* Translators: %1$s is a quarter such as 2026 Q1, %2$s a date */
    return g_strdup_printf (_("Assessed %1$s · %2$s · strength 0–5, arrow = target"), quarter, day);

  /* Translators: %1$s is a quarter such as 2026 Q1, %2$s a person, %3$s a date */
  return g_strdup_printf (_("Assessed %1$s · %2$s, %3$s · strength 0–5, arrow = target"), quarter, wall->assessed_by, day);
}

/* The newest first, the present one even while nothing is said about it. */
static void
show_periods (PursuitWallView *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GPtrArray) quarters = g_ptr_array_new ();
  guint selected = 0;

  if (pursuit_wall_find_period (self->wall, self->wall->present) == NULL)
    g_ptr_array_add (quarters, self->wall->present);
  for (guint i = self->wall->periods->len; i > 0; i--)
    g_ptr_array_add (quarters, ((PursuitWallPeriod *) g_ptr_array_index (self->wall->periods, i - 1))->period);
  if (!g_ptr_array_find_with_equal_func (quarters, self->wall->period, g_str_equal, &selected))
    {
      selected = quarters->len;
      g_ptr_array_add (quarters, self->wall->period);
    }
  for (guint i = 0; i < quarters->len; i++)
    {
      g_autofree char *name = pursuit_quarter_format (g_ptr_array_index (quarters, i));

      gtk_string_list_append (names, name);
    }

  self->is_showing = TRUE;
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->period, selected);
  self->is_showing = FALSE;
}

/* The average strength, period by period. */
static void
show_trend (PursuitWallView *self)
{
  const GPtrArray *periods = self->wall->periods;
  g_autofree double *figures = g_new0 (double, periods->len + 1);
  g_autoptr(GString) spoken = g_string_new (_("Average strength"));
  const PursuitWallPeriod *last = pursuit_wall_find_period (self->wall, self->wall->period);
  g_autofree char *text = NULL;

  for (guint i = 0; i < periods->len; i++)
    {
      const PursuitWallPeriod *period = g_ptr_array_index (periods, i);

      figures[i] = (double) period->sum / period->n_cells;
      g_string_append_printf (spoken, "; %s: %.1f", period->period, figures[i]);
    }
  if (last != NULL)
    /* Translators: of a relationship wall: how many targets were reached of how many, and how many gaps there are */
    text = g_strdup_printf (_("Targets reached: %1$d of %2$d · Gaps: %3$d"), last->n_reached, last->n_targets, last->n_holes);
  pursuit_spark_set_figures (self->trend_line, figures, periods->len, spoken->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->trend_line), spoken->str);
  gtk_label_set_text (self->trend_text, text != NULL ? text : "");
  gtk_widget_set_visible (self->trend, !self->preview && last != NULL);
}

static void
show_wall (PursuitWallView *self)
{
  g_autofree char *summary = dup_summary (self->wall);
  gboolean is_empty;

  invite_guests (self);
  is_empty = self->wall->people->len == 0 || self->wall->staff->len == 0;
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->hint, self->wall->people->len == 0
                                    ? _("Add the people at the customer first: the wall shows how well we know them.")
                                    : _("Nobody of us is on the wall yet: add a colleague from the menu."));
  show_periods (self);
  show_trend (self);
  if (!is_empty)
    pursuit_wall_grid_show (self->grid, self->wall);
  gtk_stack_set_visible_child_name (self->state, is_empty ? "empty" : "wall");
  pursuit_wall_view_update_actions (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitWallView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitWall) wall = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another customer or quarter was asked for meanwhile, or the view is gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (wall != NULL)
    {
      g_clear_pointer (&self->wall, pursuit_wall_free);
      self->wall = g_steal_pointer (&wall);
      show_wall (self);
    }
  else
    {
      gtk_label_set_text (self->refusal, error->message);
      gtk_stack_set_visible_child_name (self->state, "refusal");
    }
  if (self->is_stale)
    pursuit_wall_view_read (self);
}

static void
stop_reading (PursuitWallView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_stale = FALSE;
}

/* One reading is under way at most, and one more follows when it did not see everything. */
void
pursuit_wall_view_read (PursuitWallView *self)
{
  Question *question;

  self->is_stale = self->cancellable != NULL;
  if (self->worker == NULL || self->customer_id == 0 || self->is_stale)
    return;

  question = g_new0 (Question, 1);
  question->customer_id = self->customer_id;
  question->period = g_strdup (self->wanted);
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_job, question, question_free, (GDestroyNotify) pursuit_wall_free,
                             self->cancellable, read_cb, g_object_ref (self));
}

/* A column for a colleague of whom nothing was said yet. */
void
pursuit_wall_view_add_guest (PursuitWallView *self,
                             gint64           staff_id,
                             const char      *name)
{
  const Guest guest = { staff_id, g_strdup (name) };

  g_array_append_val (self->guests, guest);
  if (self->wall != NULL)
    show_wall (self);
}

static void
period_cb (PursuitWallView *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->period);

  g_assert (PURSUIT_IS_WALL_VIEW (self));

  if (self->is_showing || item == NULL || self->wall == NULL)
    return;
  for (guint i = 0; i <= self->wall->periods->len; i++)
    {
      const char *quarter = i == self->wall->periods->len ? self->wall->present
                              : ((PursuitWallPeriod *) g_ptr_array_index (self->wall->periods, i))->period;
      g_autofree char *name = pursuit_quarter_format (quarter);

      if (g_str_equal (name, gtk_string_object_get_string (item)))
        pursuit_set_str (&self->wanted, quarter);
    }
  stop_reading (self);
  pursuit_wall_view_read (self);
}

static void
change_cb (PursuitWallView     *self,
           PursuitWallCellView *cell,
           int                  level,
           int                  target,
           const char          *evidence)
{
  g_assert (PURSUIT_IS_WALL_VIEW (self));

  pursuit_wall_view_change (self, cell, level, target, evidence);
}

static void
remove_cb (PursuitWallView     *self,
           PursuitWallCellView *cell)
{
  g_assert (PURSUIT_IS_WALL_VIEW (self));

  pursuit_wall_view_remove (self, cell);
}

static void
pursuit_wall_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      PURSUIT_WALL_VIEW (object)->preview = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_wall_view_dispose (GObject *object)
{
  PursuitWallView *self = PURSUIT_WALL_VIEW (object);

  stop_reading (self);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_WALL_VIEW);

  G_OBJECT_CLASS (pursuit_wall_view_parent_class)->dispose (object);
}

static void
pursuit_wall_view_finalize (GObject *object)
{
  PursuitWallView *self = PURSUIT_WALL_VIEW (object);

  g_clear_pointer (&self->wall, pursuit_wall_free);
  g_array_unref (self->guests);
  g_free (self->wanted);

  G_OBJECT_CLASS (pursuit_wall_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("wall/wall-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, summary);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, period);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, menu);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, refusal);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, hint);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, grid);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, trend);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, trend_line);
  gtk_widget_class_bind_template_child (widget_class, PursuitWallView, trend_text);
  gtk_widget_class_bind_template_callback (widget_class, period_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
pursuit_wall_view_class_init (PursuitWallViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pursuit_wall_view_dispose;
  object_class->finalize = pursuit_wall_view_finalize;
  object_class->set_property = pursuit_wall_view_set_property;

  props[PROP_PREVIEW] = g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PURSUIT_TYPE_SPARK);
  g_type_ensure (PURSUIT_TYPE_WALL_GRID);
  bind_template (GTK_WIDGET_CLASS (klass));
  pursuit_wall_view_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
pursuit_wall_view_init (PursuitWallView *self)
{
  self->guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  g_array_set_clear_func (self->guests, guest_clear);
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_wall_view_update_actions (self);
}

/**
 * pursuit_wall_view_set_worker:
 * @self: a view
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Says where to read; the view then shows nobody's wall.
 */
void
pursuit_wall_view_set_worker (PursuitWallView *self,
                              PursuitWorker   *worker)
{
  g_return_if_fail (PURSUIT_IS_WALL_VIEW (self));

  pursuit_wall_view_show (self, 0);
  g_set_object (&self->worker, worker);
}

/**
 * pursuit_wall_view_show:
 * @self: a view
 * @customer_id: a customer, 0 for nobody
 *
 * Shows the wall of a customer, as it was assessed last.
 */
void
pursuit_wall_view_show (PursuitWallView *self,
                        gint64           customer_id)
{
  g_return_if_fail (PURSUIT_IS_WALL_VIEW (self));

  if (self->customer_id == customer_id)
    return;

  stop_reading (self);
  self->customer_id = customer_id;
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wall, pursuit_wall_free);
  g_array_set_size (self->guests, 0);
  gtk_label_set_text (self->summary, "");
  gtk_stack_set_visible_child_name (self->state, "loading");
  pursuit_wall_view_update_actions (self);
  pursuit_wall_view_read (self);
}

/**
 * pursuit_wall_view_refresh:
 * @self: a view
 *
 * Reads the wall again.
 */
void
pursuit_wall_view_refresh (PursuitWallView *self)
{
  g_return_if_fail (PURSUIT_IS_WALL_VIEW (self));

  pursuit_wall_view_read (self);
}

/**
 * pursuit_wall_view_get_grid:
 * @self: a view
 *
 * Returns: (transfer none): its grid
 */
PursuitWallGrid *
pursuit_wall_view_get_grid (PursuitWallView *self)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_VIEW (self), NULL);

  return self->grid;
}

/**
 * pursuit_wall_view_get_wall:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows, %NULL while it is being read
 */
const PursuitWall *
pursuit_wall_view_get_wall (PursuitWallView *self)
{
  g_return_val_if_fail (PURSUIT_IS_WALL_VIEW (self), NULL);

  return self->cancellable == NULL ? self->wall : NULL;
}
