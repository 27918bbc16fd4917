/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-review-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deal-sheet.h"
#include "pursuit-enums.h"
#include "pursuit-list-status.h"
#include "pursuit-query-model.h"
#include "pursuit-review-row.h"
#include "pursuit-ui-types.h"

/* What was moved past its gate within so many days is looked at in a review. */
#define REVIEWED_DAYS 30

/*
 * PursuitReviewDialog lists the deals that a review should look at, under the board's filters: those that are out of step
 * with their buyers (STG-1), those that were moved past missing milestones (STG-2), and won ones that delivery has not taken
 * over (STG-8).
 *
 *   PursuitQueryModel -> GtkNoSelection -> GtkListView of PursuitReviewRow
 */
struct _PursuitReviewDialog
{
  PursuitDealDialog parent_instance;

  GtkToggleButton *misaligned;
  GtkToggleButton *past_gate;
  GtkToggleButton *unaccepted;
  GtkListView *list;
  GtkStack *states;
  PursuitListStatus *status;
  AdwStatusPage *empty;

  PursuitQuery *filter;
  PursuitQueryModel *model;
};

G_DEFINE_FINAL_TYPE (PursuitReviewDialog, pursuit_review_dialog, PURSUIT_TYPE_DEAL_DIALOG)

static void
setup_row_cb (PursuitReviewDialog *self,
              GtkListItem         *item)
{
  gtk_list_item_set_child (item, pursuit_review_row_new ());
}

static void
bind_row_cb (PursuitReviewDialog *self,
             GtkListItem         *item)
{
  const PursuitOpened *opened =
    pursuit_worker_get_opened (pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)));

  pursuit_review_row_show (PURSUIT_REVIEW_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                           opened != NULL ? opened->currency : NULL);
}

static void
unbind_row_cb (PursuitReviewDialog *self,
               GtkListItem         *item)
{
  pursuit_review_row_show (PURSUIT_REVIEW_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
show_state (PursuitReviewDialog *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_stack_set_visible_child_name (self->states, pursuit_list_status_is_needed (self->status) ? "status"
                                                  : empty ? "empty" : "list");
}

static void
items_changed_cb (GListModel          *model,
                  guint                position,
                  guint                removed,
                  guint                added,
                  PursuitReviewDialog *self)
{
  show_state (self);
}

static void
ask (PursuitReviewDialog *self)
{
  g_autoptr(PursuitQuery) query = NULL;
  const char *empty;

  if (self->model == NULL)
    return;

  query = pursuit_query_copy (self->filter);
  if (gtk_toggle_button_get_active (self->misaligned))
    {
      query->status = PURSUIT_DEAL_OPEN;
      query->gap = PURSUIT_GAP_MISALIGNED;
      query->order = PURSUIT_ORDER_GAP;
      empty = _("Every open deal is in step with its buyer.");
    }
  else if (gtk_toggle_button_get_active (self->past_gate))
    {
      query->status = PURSUIT_ANY;
      query->overridden = REVIEWED_DAYS;
      empty = _("Nobody moved a deal past missing milestones in the last 30 days.");
    }
  else
    {
      query->status = PURSUIT_DEAL_WON;
      query->unaccepted = TRUE;
      empty = _("Delivery has taken over every won deal.");
    }
  adw_status_page_set_description (self->empty, empty);
  pursuit_query_model_set_query (self->model, query);
  show_state (self);
}

static void
toggled_cb (PursuitReviewDialog *self,
            GtkToggleButton     *button)
{
  /* One goes off and another on: one question is enough. */
  if (gtk_toggle_button_get_active (button))
    ask (self);
}

static void
activate_cb (PursuitReviewDialog *self,
             guint                position)
{
  gboolean won = gtk_toggle_button_get_active (self->unaccepted);

  pursuit_deal_sheet_present_at (GTK_WIDGET (self), pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)),
                                 pursuit_query_model_get_id (self->model, position), won ? "handover" : "history");
}

static void
pursuit_review_dialog_show_problem (PursuitDealDialog *dialog,
                                    const GError      *error)
{
}

static void
pursuit_review_dialog_dispose (GObject *object)
{
  PursuitReviewDialog *self = PURSUIT_REVIEW_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_REVIEW_DIALOG);

  G_OBJECT_CLASS (pursuit_review_dialog_parent_class)->dispose (object);
}

static void
pursuit_review_dialog_finalize (GObject *object)
{
  g_clear_pointer (&PURSUIT_REVIEW_DIALOG (object)->filter, pursuit_query_free);

  G_OBJECT_CLASS (pursuit_review_dialog_parent_class)->finalize (object);
}

static void
pursuit_review_dialog_class_init (PursuitReviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_review_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_review_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_review_dialog_show_problem;

  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/review-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, misaligned);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, past_gate);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, unaccepted);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitReviewDialog, empty);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pursuit_review_dialog_init (PursuitReviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_review_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @filter: a query of deals whose filters narrow the list
 *
 * Shows the deals that a review should look at.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_review_dialog_present (GtkWidget          *over,
                               PursuitWorker      *worker,
                               const PursuitQuery *filter)
{
  PursuitReviewDialog *self = g_object_new (PURSUIT_TYPE_REVIEW_DIALOG, NULL);
  g_autoptr(GtkNoSelection) selection = NULL;

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
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
