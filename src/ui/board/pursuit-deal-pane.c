/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-field-list.h"
#include "pursuit-milestones-view.h"
#include "pursuit-query-model.h"
#include "pursuit-strategy-head.h"
#include "pursuit-template.h"
#include "pursuit-timeline-view.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDealPane shows a deal beside the board: how it stands, what is missing, its fields and what happened, all of which can be
 * changed there and then. It follows the card that has the focus, and the news. The whole of it is in PursuitDealSheet.
 */
struct _PursuitDealPane
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkStack *states;
  AdwStatusPage *problem;
  GtkStack *tabs;
  PursuitStrategyHead *head;
  PursuitFieldList *fields;
  PursuitMilestonesView *milestones;
  PursuitTimelineView *history;

  PursuitWorker *worker;
  GCancellable *reading;      /* (nullable): the deal on its way */
  gint64 deal_id;             /* 0 for none */
  gint64 history_of;          /* the deal whose history is shown, 0 for none */
};

G_DEFINE_FINAL_TYPE (PursuitDealPane, pursuit_deal_pane, GTK_TYPE_WIDGET)

/* What is asked about first, in the order of the field table; the rest is in the sheet. */
static const char *const field_names[] = { "amount", "probability", "owner_id", "expected_close", "next_step", "next_step_on",
                                           "next_step_owner_id", "product_id", "source", "notes", NULL };

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_strategy_read (desk, *(gint64 *) data, error);
}

static const char *
find_name (const PursuitField *field,
           gint64              id,
           gpointer            user_data)
{
  const PursuitStrategySheet *sheet = user_data;

  return g_hash_table_lookup (sheet->names, field->name);
}

static void
show_history (PursuitDealPane            *self,
              const PursuitStrategySheet *sheet)
{
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(PursuitQueryModel) model = NULL;

  /* The model follows the news by itself. */
  if (self->history_of == self->deal_id)
    return;

  query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  query->deal_id = self->deal_id;
  query->customer_id = sheet->deal->customer_id;
  model = pursuit_query_model_new (self->worker);
  pursuit_timeline_view_set_stages (self->history, sheet->stages);
  pursuit_timeline_view_set_model (self->history, model);
  pursuit_query_model_set_query (model, query);
  self->history_of = self->deal_id;
}

static void
show (PursuitDealPane            *self,
      const PursuitStrategySheet *sheet)
{
  g_autofree char *subtitle = g_strdup_printf (_("%1$s · %2$s"), sheet->customer->name,
                                               sheet->stage != NULL ? pursuit_stage_get_label (sheet->stage) : "");

  gtk_label_set_label (self->title, sheet->deal->title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  pursuit_strategy_head_show (self->head, sheet);
  pursuit_field_list_set_record (self->fields, PURSUIT_RECORD (sheet->deal), sheet->may_edit, find_name, (gpointer) sheet);
  pursuit_milestones_view_show (self->milestones, self->worker, sheet);
  show_history (self, sheet);
  gtk_stack_set_visible_child_name (self->states, "deal");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitDealPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitStrategySheet) sheet = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another card is looked at by now. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->reading);
  if (sheet != NULL)
    {
      show (self, sheet);
      return;
    }

  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->states, "error");
}

static void
stop_reading (PursuitDealPane *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_deal (PursuitDealPane *self)
{
  stop_reading (self);
  self->reading = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_job, g_memdup2 (&self->deal_id, sizeof self->deal_id), g_free,
                             (GDestroyNotify) pursuit_strategy_sheet_free, self->reading, read_cb, g_object_ref (self));
}

static void
news_cb (PursuitDealPane *self,
         GPtrArray       *entries)
{
  for (guint i = 0; i < entries->len && self->deal_id != 0; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->deal_id == self->deal_id || g_str_equal (entry->entity, "database"))
        {
          read_deal (self);
          return;
        }
    }
}

static void
set_up_fields (PursuitDealPane *self)
{
  g_autoptr(GTypeClass) holder = g_type_class_ref (PURSUIT_TYPE_DEAL);
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (holder);
  PursuitFieldMask fields = 0;

  for (guint i = 0; field_names[i] != NULL; i++)
    fields |= pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, field_names[i]));
  fields &= ~pursuit_record_class_select (klass, PURSUIT_FIELD_DERIVED);
  pursuit_field_list_set_fields (self->fields, self->worker, PURSUIT_TYPE_DEAL, fields, fields);
}

/**
 * pursuit_deal_pane_set_worker:
 * @self: a pane
 * @worker: (nullable): who reads and saves; %NULL when the database is closed
 *
 * Shows nothing until pursuit_deal_pane_show().
 */
void
pursuit_deal_pane_set_worker (PursuitDealPane *self,
                              PursuitWorker   *worker)
{
  g_return_if_fail (PURSUIT_IS_DEAL_PANE (self));

  stop_reading (self);
  self->deal_id = self->history_of = 0;
  gtk_stack_set_visible_child_name (self->states, "nothing");
  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_data (self->worker, self);
  g_set_object (&self->worker, worker);
  if (worker == NULL)
    return;

  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  set_up_fields (self);
}

/**
 * pursuit_deal_pane_show:
 * @self: a pane with a worker
 * @deal_id: a deal
 *
 * Shows another deal; what was typed into a field of the one before is saved.
 */
void
pursuit_deal_pane_show (PursuitDealPane *self,
                        gint64           deal_id)
{
  g_return_if_fail (PURSUIT_IS_DEAL_PANE (self));

  if (self->worker == NULL || self->deal_id == deal_id)
    return;

  pursuit_field_list_apply (self->fields);
  self->deal_id = deal_id;
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->states), "deal"))
    gtk_stack_set_visible_child_name (self->states, "loading");
  read_deal (self);
}

/**
 * pursuit_deal_pane_get_deal:
 * @self: a pane
 *
 * Returns: the deal that is shown, or on its way; 0 for none
 */
gint64
pursuit_deal_pane_get_deal (PursuitDealPane *self)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL_PANE (self), 0);

  return self->deal_id;
}

static void
open_sheet (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitDealPane *self = PURSUIT_DEAL_PANE (widget);

  if (self->deal_id != 0)
    gtk_widget_activate_action (widget, "board.open-deal", "x", self->deal_id);
}

static void
pursuit_deal_pane_dispose (GObject *object)
{
  PursuitDealPane *self = PURSUIT_DEAL_PANE (object);

  stop_reading (self);
  if (self->fields != NULL)
    pursuit_field_list_set_aside (self->fields);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_DEAL_PANE);

  G_OBJECT_CLASS (pursuit_deal_pane_parent_class)->dispose (object);
}

static void
pursuit_deal_pane_class_init (PursuitDealPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_deal_pane_dispose;

  g_type_ensure (PURSUIT_TYPE_FIELD_LIST);
  g_type_ensure (PURSUIT_TYPE_MILESTONES_VIEW);
  g_type_ensure (PURSUIT_TYPE_STRATEGY_HEAD);
  g_type_ensure (PURSUIT_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/deal-pane.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, tabs);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, head);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, fields);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, milestones);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealPane, history);
  gtk_widget_class_install_action (widget_class, "pane.open", NULL, open_sheet);
}

static void
pursuit_deal_pane_init (PursuitDealPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
