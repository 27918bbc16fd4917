/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-milestones-view.h"

#include <glib/gi18n-lib.h>

#include "pursuit-gate-row.h"
#include "pursuit-locale.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitMilestonesView is what a deal has to show, stage by stage (STG-2), to be ticked and unticked. The milestones of the
 * hand-over, which no gate asks for, are listed by themselves: with @handover it shows those, otherwise the others.
 *
 *   PursuitStrategySheet -> a group for each stage -> PursuitGateRow; rows are kept while the milestones are the same
 */
struct _PursuitMilestonesView
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *groups;
  GtkWidget *none;

  PursuitWorker *worker;
  GPtrArray *rows;          /* PursuitGateRow, lent by their lists */
  GPtrArray *heads;         /* GtkLabel: how many of a stage are shown, by stages */
  gboolean handover;
};

enum
{
  PROP_HANDOVER = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitMilestonesView, pursuit_milestones_view, GTK_TYPE_WIDGET)

static void
pursuit_milestones_view_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HANDOVER:
      g_value_set_boolean (value, PURSUIT_MILESTONES_VIEW (object)->handover);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_milestones_view_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_HANDOVER:
      PURSUIT_MILESTONES_VIEW (object)->handover = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_milestones_view_dispose (GObject *object)
{
  PursuitMilestonesView *self = PURSUIT_MILESTONES_VIEW (object);

  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->heads, 0);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_MILESTONES_VIEW);

  G_OBJECT_CLASS (pursuit_milestones_view_parent_class)->dispose (object);
}

static void
pursuit_milestones_view_finalize (GObject *object)
{
  g_ptr_array_unref (PURSUIT_MILESTONES_VIEW (object)->rows);
  g_ptr_array_unref (PURSUIT_MILESTONES_VIEW (object)->heads);

  G_OBJECT_CLASS (pursuit_milestones_view_parent_class)->finalize (object);
}

static void
pursuit_milestones_view_class_init (PursuitMilestonesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_milestones_view_dispose;
  object_class->finalize = pursuit_milestones_view_finalize;
  object_class->get_property = pursuit_milestones_view_get_property;
  object_class->set_property = pursuit_milestones_view_set_property;

  props[PROP_HANDOVER] = g_param_spec_boolean ("handover", NULL, NULL, FALSE,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/milestones-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMilestonesView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitMilestonesView, groups);
  gtk_widget_class_bind_template_child (widget_class, PursuitMilestonesView, none);
}

static void
pursuit_milestones_view_init (PursuitMilestonesView *self)
{
  self->rows = g_ptr_array_new ();
  self->heads = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_wanted (PursuitMilestonesView *self,
           const PursuitGateItem *item)
{
  return (item->milestone->handover != 0) == self->handover;
}

/* The rows stay as long as they stand for the same milestones in the same order. */
static gboolean
fits (PursuitMilestonesView *self,
      const PursuitGate     *gate)
{
  guint n = 0;

  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);
      PursuitMilestone *shown;

      if (!is_wanted (self, item))
        continue;
      if (n >= self->rows->len)
        return FALSE;
      shown = pursuit_gate_row_get_milestone (g_ptr_array_index (self->rows, n++));
      if (shown == NULL || PURSUIT_RECORD (shown)->id != PURSUIT_RECORD (item->milestone)->id)
        return FALSE;
    }

  return n == self->rows->len;
}

static GtkListBox *
add_group (PursuitMilestonesView *self,
           PursuitStage          *stage)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title, *count;
  GtkWidget *list = gtk_list_box_new ();
  /* Translators: a stage: its number and its name */
  g_autofree char *text = g_strdup_printf (_("%1$d · %2$s"), (int) stage->position,
                                           pursuit_locale_choose_name (stage->name, stage->name_zh));

  title = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  count = gtk_label_new (NULL);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "secondary");
  g_object_set_data (G_OBJECT (count), "position", GINT_TO_POINTER (stage->position));
  g_ptr_array_add (self->heads, count);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), count);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  gtk_box_append (self->groups, line);
  gtk_box_append (self->groups, list);

  return GTK_LIST_BOX (list);
}

static PursuitStage *
find_stage (GPtrArray *stages,
            int        position)
{
  for (guint i = 0; i < stages->len; i++)
    if (((PursuitStage *) g_ptr_array_index (stages, i))->position == position)
      return g_ptr_array_index (stages, i);

  return NULL;
}

static void
build (PursuitMilestonesView *self,
       const PursuitGate     *gate)
{
  GtkWidget *child;
  GtkListBox *list = NULL;
  int position = 0;

  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->heads, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);
      PursuitStage *stage = find_stage (gate->stages, item->position);

      if (!is_wanted (self, item) || stage == NULL)
        continue;
      if (list == NULL || item->position != position)
        list = add_group (self, stage);
      position = item->position;
      g_ptr_array_add (self->rows, pursuit_gate_row_new (self->worker));
      gtk_list_box_append (list, g_ptr_array_index (self->rows, self->rows->len - 1));
    }
}

static void
count_group (PursuitMilestonesView *self,
             const PursuitGate     *gate,
             GtkLabel              *head)
{
  int position = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (head), "position"));
  int n_required = 0;
  int n_shown = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);

      if (item->position != position || !is_wanted (self, item) || !item->milestone->required)
        continue;
      n_required++;
      n_shown += item->proof != NULL && item->trouble == NULL;
    }

  /* Translators: of the required milestones of a stage, how many are shown */
  text = g_strdup_printf (_("Required %1$d / %2$d"), n_shown, n_required);
  gtk_label_set_text (head, text);
  gtk_widget_set_visible (GTK_WIDGET (head), n_required > 0);
}

/**
 * pursuit_milestones_view_show:
 * @self: a view
 * @worker: where ticks go
 * @sheet: what to show
 *
 * Shows the milestones of a deal, or a newer state of the same; proof that is being written stays.
 */
void
pursuit_milestones_view_show (PursuitMilestonesView      *self,
                              PursuitWorker              *worker,
                              const PursuitStrategySheet *sheet)
{
  const PursuitGate *gate = sheet->milestones;
  guint n = 0;

  g_return_if_fail (PURSUIT_IS_MILESTONES_VIEW (self) && gate != NULL);

  g_set_object (&self->worker, worker);
  if (!fits (self, gate))
    build (self, gate);
  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);

      if (is_wanted (self, item) && n < self->rows->len)
        pursuit_gate_row_show (g_ptr_array_index (self->rows, n++), gate->deal, item, sheet->may_edit);
    }
  for (guint i = 0; i < self->heads->len; i++)
    count_group (self, gate, g_ptr_array_index (self->heads, i));
  gtk_widget_set_visible (self->none, self->rows->len == 0);
}

/**
 * pursuit_milestones_view_is_changed:
 * @self: a view
 *
 * Returns: %TRUE when proof is being written that is not saved
 */
gboolean
pursuit_milestones_view_is_changed (PursuitMilestonesView *self)
{
  g_return_val_if_fail (PURSUIT_IS_MILESTONES_VIEW (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (pursuit_gate_row_is_changed (g_ptr_array_index (self->rows, i)))
      return TRUE;

  return FALSE;
}
