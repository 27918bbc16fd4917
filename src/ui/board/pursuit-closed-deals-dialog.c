/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-closed-deals-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-closed-deal-row.h"
#include "pursuit-date.h"
#include "pursuit-deal-sheet.h"
#include "pursuit-enums.h"
#include "pursuit-list-status.h"
#include "pursuit-query-model.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitClosedDealsDialog lists the deals that were won or lost, or won and not handed over to delivery, under the board's
 * filters, and reopens them.
 *
 *   PursuitQueryModel -> GtkNoSelection -> GtkListView of PursuitClosedDealRow
 */
struct _PursuitClosedDealsDialog
{
  PursuitDealDialog parent_instance;

  GtkToggleButton *won;
  GtkToggleButton *lost;
  GtkToggleButton *unaccepted;
  GtkToggleButton *quarter;
  GtkToggleButton *all;
  GtkListView *list;
  GtkStack *states;
  PursuitListStatus *status;
  GtkWidget *notice;

  PursuitQuery *filter;
  PursuitQueryModel *model;
};

G_DEFINE_FINAL_TYPE (PursuitClosedDealsDialog, pursuit_closed_deals_dialog, PURSUIT_TYPE_DEAL_DIALOG)

static const char *
get_currency (PursuitClosedDealsDialog *self)
{
  const PursuitOpened *opened =
    pursuit_worker_get_opened (pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)));

  return opened != NULL ? opened->currency : NULL;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_list_item_set_child (item, pursuit_closed_deal_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             PursuitClosedDealsDialog *self)
{
  pursuit_closed_deal_row_show (PURSUIT_CLOSED_DEAL_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                                get_currency (self));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  pursuit_closed_deal_row_show (PURSUIT_CLOSED_DEAL_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
show_state (PursuitClosedDealsDialog *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_widget_set_visible (self->notice, FALSE);
  gtk_stack_set_visible_child_name (self->states, pursuit_list_status_is_needed (self->status) ? "status"
                                                  : empty ? "empty" : "list");
}

static void
items_changed_cb (GListModel               *model,
                  guint                     position,
                  guint                     removed,
                  guint                     added,
                  PursuitClosedDealsDialog *self)
{
  show_state (self);
}

static void
ask (PursuitClosedDealsDialog *self)
{
  g_autoptr(PursuitQuery) query = NULL;
  g_autofree char *today = NULL;

  if (self->model == NULL)
    return;

  query = pursuit_query_copy (self->filter);
  query->status = gtk_toggle_button_get_active (self->lost) ? PURSUIT_DEAL_LOST : PURSUIT_DEAL_WON;
  query->unaccepted = gtk_toggle_button_get_active (self->unaccepted);
  if (gtk_toggle_button_get_active (self->quarter))
    {
      today = pursuit_date_today ();
      pursuit_date_quarter (today, &query->closed_from, &query->closed_to);
    }
  pursuit_query_model_set_query (self->model, query);
  show_state (self);
}

static void
toggled_cb (PursuitClosedDealsDialog *self,
            GtkToggleButton          *button)
{
  /* Of a pair, one goes off and the other on: one question is enough. */
  if (gtk_toggle_button_get_active (button))
    ask (self);
}

static void
activate_cb (GtkListView              *list,
             guint                     position,
             PursuitClosedDealsDialog *self)
{
  pursuit_deal_sheet_present (GTK_WIDGET (self), pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)),
                              pursuit_query_model_get_id (self->model, position));
}

static void
reopen (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  gint64 deal_id = g_variant_get_int64 (parameter);

  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (widget), pursuit_deal_verb_new (PURSUIT_DEAL_VERB_REOPEN, deal_id),
                            _("Deal reopened"));
}

static void
pursuit_closed_deals_dialog_show_problem (PursuitDealDialog *dialog,
                                          const GError      *error)
{
  PursuitClosedDealsDialog *self = PURSUIT_CLOSED_DEALS_DIALOG (dialog);

  gtk_label_set_text (GTK_LABEL (self->notice), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->notice, error != NULL);
}

/* Others may be reopened as well. */
static void
pursuit_closed_deals_dialog_done (PursuitDealDialog     *dialog,
                                  const PursuitDealDone *done)
{
}

static void
pursuit_closed_deals_dialog_dispose (GObject *object)
{
  PursuitClosedDealsDialog *self = PURSUIT_CLOSED_DEALS_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_CLOSED_DEALS_DIALOG);

  G_OBJECT_CLASS (pursuit_closed_deals_dialog_parent_class)->dispose (object);
}

static void
pursuit_closed_deals_dialog_finalize (GObject *object)
{
  g_clear_pointer (&PURSUIT_CLOSED_DEALS_DIALOG (object)->filter, pursuit_query_free);

  G_OBJECT_CLASS (pursuit_closed_deals_dialog_parent_class)->finalize (object);
}

static void
pursuit_closed_deals_dialog_class_init (PursuitClosedDealsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_closed_deals_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_closed_deals_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_closed_deals_dialog_show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->done = pursuit_closed_deals_dialog_done;

  gtk_widget_class_install_action (widget_class, "closed.reopen", "x", reopen);
  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/closed-deals-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, won);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, lost);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, unaccepted);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, quarter);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, all);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, PursuitClosedDealsDialog, status);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pursuit_closed_deals_dialog_init (PursuitClosedDealsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_closed_deals_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @filter: a query of deals: its filters narrow the list, its status, and whether it asks for deals that were not handed
 *   over, say what to show first
 *
 * Shows the deals that were won or lost.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_closed_deals_dialog_present (GtkWidget          *over,
                                     PursuitWorker      *worker,
                                     const PursuitQuery *filter)
{
  PursuitClosedDealsDialog *self = g_object_new (PURSUIT_TYPE_CLOSED_DEALS_DIALOG, NULL);
  g_autoptr(GtkNoSelection) selection = NULL;

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "closed.reopen",
                                 pursuit_deal_dialog_may_edit (PURSUIT_DEAL_DIALOG (self)));
  gtk_toggle_button_set_active (filter->status == PURSUIT_DEAL_LOST ? self->lost
                                : filter->unaccepted ? self->unaccepted : self->won, TRUE);
  /* What nobody took over may be old. */
  if (filter->unaccepted)
    gtk_toggle_button_set_active (self->all, TRUE);

  self->filter = pursuit_query_copy (filter);
  self->model = pursuit_query_model_new (worker);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  pursuit_list_status_set_model (self->status, self->model);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  ask (self);
  gtk_window_present (GTK_WINDOW (self));

  return PURSUIT_DEAL_DIALOG (self);
}
