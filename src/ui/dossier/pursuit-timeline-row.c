/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-timeline-row.h"

#include "pursuit-date.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-timeline-text.h"
#include "pursuit-ui-types.h"

/*
 * PursuitTimelineRow is one thing that happened with a customer: when, what kind, a sentence and what there is to say
 * besides. The day is written only where it differs from the entry above.
 */
struct _PursuitTimelineRow
{
  GtkWidget parent_instance;

  GtkLabel *day;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;

  PursuitRow *row;
  PursuitRow *previous;
  GPtrArray *stages;
  PursuitOwnSet *own_set;
  char *currency;
};

G_DEFINE_FINAL_TYPE (PursuitTimelineRow, pursuit_timeline_row, GTK_TYPE_WIDGET)

static gboolean
is_same_day (const char *day,
             PursuitRow *previous)
{
  g_autofree char *above = NULL;

  if (previous == NULL || !pursuit_row_is_loaded (previous))
    return FALSE;
  above = pursuit_time_format_ago (pursuit_row_get_number (previous, PURSUIT_TIMELINE_ROW_AT));

  return g_str_equal (day, above);
}

static void
name_item (PursuitTimelineRow *self,
           const char         *day,
           const char         *detail)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *sentence = pursuit_timeline_dup_plain (self->row, self->stages, self->own_set, self->currency);
  g_autofree char *whole = g_strdup_printf (*detail != '\0' ? "%s, %s, %s" : "%s, %s", day, sentence, detail);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
update (PursuitTimelineRow *self)
{
  g_autofree char *markup = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *day = NULL;
  g_autofree char *when = NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    {
      gtk_label_set_text (self->day, "");
      gtk_label_set_text (self->title, "");
      gtk_widget_set_visible (GTK_WIDGET (self->detail), FALSE);
      return;
    }

  markup = pursuit_timeline_dup_markup (self->row, self->stages, self->own_set, self->currency);
  detail = pursuit_timeline_dup_detail (self->row);
  day = pursuit_time_format_ago (pursuit_row_get_number (self->row, PURSUIT_TIMELINE_ROW_AT));
  when = pursuit_time_format (pursuit_row_get_number (self->row, PURSUIT_TIMELINE_ROW_AT));
  gtk_label_set_text (self->day, is_same_day (day, self->previous) ? "" : day);
  gtk_label_set_markup (self->title, markup);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_image_set_from_icon_name (self->icon, pursuit_timeline_get_icon (self->row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), when);
  name_item (self, when, detail);
}

static void
changed_cb (PursuitRow         *row,
            PursuitTimelineRow *self)
{
  g_assert (PURSUIT_IS_TIMELINE_ROW (self));

  update (self);
}

static void
pursuit_timeline_row_dispose (GObject *object)
{
  PursuitTimelineRow *self = PURSUIT_TIMELINE_ROW (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_row_watch (&self->previous, NULL, G_CALLBACK (changed_cb), self);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->own_set, pursuit_own_set_unref);
  g_clear_pointer (&self->currency, g_free);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_TIMELINE_ROW);

  G_OBJECT_CLASS (pursuit_timeline_row_parent_class)->dispose (object);
}

static void
pursuit_timeline_row_class_init (PursuitTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_timeline_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/timeline-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineRow, day);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineRow, detail);
}

static void
pursuit_timeline_row_init (PursuitTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_timeline_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_timeline_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_TIMELINE_ROW, NULL);
}

/**
 * pursuit_timeline_row_show:
 * @self: a row
 * @row: (nullable): an entry of %PURSUIT_LIST_TIMELINE, %NULL for none
 * @previous: (nullable): the entry above
 * @stages: (nullable) (element-type PursuitStage): the stages that deals move through
 * @worker: (nullable): whose house it is, which says what fields of its own are called
 *
 * Shows an entry, and follows it while its values are on their way.
 */
void
pursuit_timeline_row_show (PursuitTimelineRow *self,
                           PursuitRow         *row,
                           PursuitRow         *previous,
                           GPtrArray          *stages,
                           PursuitWorker      *worker)
{
  const PursuitOpened *opened = worker != NULL ? pursuit_worker_get_opened (worker) : NULL;
  const PursuitOwnSet *own_set = worker != NULL ? pursuit_worker_get_own_set (worker) : NULL;

  g_return_if_fail (PURSUIT_IS_TIMELINE_ROW (self));

  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  pursuit_row_watch (&self->previous, previous, G_CALLBACK (changed_cb), self);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = stages != NULL ? g_ptr_array_ref (stages) : NULL;
  g_clear_pointer (&self->own_set, pursuit_own_set_unref);
  self->own_set = own_set != NULL ? pursuit_own_set_ref ((PursuitOwnSet *) own_set) : NULL;
  pursuit_set_str (&self->currency, opened != NULL ? opened->currency : NULL);
  update (self);
}

/**
 * pursuit_timeline_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRow *
pursuit_timeline_row_get_row (PursuitTimelineRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_TIMELINE_ROW (self), NULL);

  return self->row;
}
