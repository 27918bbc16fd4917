/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-new-deal-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deals.h"
#include "pursuit-record-form.h"
#include "pursuit-stage.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitNewDealDialog makes a deal: the form of the deal's fields, and the stage in which it begins.
 */
struct _PursuitNewDealDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  PursuitRecordForm *form;
  AdwComboRow *stage;

  GPtrArray *stages;      /* PursuitStage, in the order of the row */
};

G_DEFINE_FINAL_TYPE (PursuitNewDealDialog, pursuit_new_deal_dialog, PURSUIT_TYPE_DEAL_DIALOG)

/* What one knows when a deal begins; the rest is in its sheet. */
static const char *const first_fields[] = {
  "customer_id", "title", "amount", "owner_id", "product_id", "expected_close", "next_step", "next_step_on", NULL,
};

static void
pursuit_new_deal_dialog_show_problem (PursuitDealDialog *dialog,
                                      const GError      *error)
{
  pursuit_record_form_show_problem (PURSUIT_NEW_DEAL_DIALOG (dialog)->form, NULL, error != NULL ? error->message : NULL);
}

static void
pursuit_new_deal_dialog_show_busy (PursuitDealDialog *dialog,
                                   gboolean           busy)
{
  gtk_widget_set_sensitive (PURSUIT_NEW_DEAL_DIALOG (dialog)->confirm_button, !busy);
}

static gboolean
pursuit_new_deal_dialog_is_changed (PursuitDealDialog *dialog)
{
  return pursuit_record_form_is_changed (PURSUIT_NEW_DEAL_DIALOG (dialog)->form);
}

static void
confirm_cb (PursuitNewDealDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->stage);
  PursuitRecord *deal = pursuit_record_form_read (self->form);
  g_autofree char *done = NULL;
  PursuitDealVerb *verb;

  if (deal == NULL)
    return;

  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_CREATE, 0);
  verb->edited = deal;
  verb->position = self->stages != NULL && selected < self->stages->len
                     ? (int) PURSUIT_STAGE (g_ptr_array_index (self->stages, selected))->position
                     : 1;
  done = g_strdup_printf (_("“%s” added"), pursuit_record_get_name (deal));
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static gpointer
list_stages_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return pursuit_deals_list_stages (desk, error);
}

static void
list_stages_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PursuitNewDealDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *stages = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&stages, g_ptr_array_unref);
      return;
    }
  if (stages == NULL)
    {
      pursuit_new_deal_dialog_show_problem (PURSUIT_DEAL_DIALOG (self), error);
      return;
    }

  for (guint i = 0; i < stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (stages, i);
      const char *name = pursuit_str_empty (stage->short_name) ? stage->name : stage->short_name;
      g_autofree char *label = g_strdup_printf (_("%1$d  %2$s"), (int) stage->position, _(name));

      gtk_string_list_append (names, label);
    }
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = stages;
  adw_combo_row_set_model (self->stage, G_LIST_MODEL (names));
}

static void
pursuit_new_deal_dialog_dispose (GObject *object)
{
  PursuitNewDealDialog *self = PURSUIT_NEW_DEAL_DIALOG (object);

  g_clear_pointer (&self->stages, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_NEW_DEAL_DIALOG);

  G_OBJECT_CLASS (pursuit_new_deal_dialog_parent_class)->dispose (object);
}

static void
pursuit_new_deal_dialog_class_init (PursuitNewDealDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_new_deal_dialog_dispose;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_new_deal_dialog_show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = pursuit_new_deal_dialog_show_busy;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->is_changed = pursuit_new_deal_dialog_is_changed;

  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/new-deal-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDealDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDealDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDealDialog, stage);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
pursuit_new_deal_dialog_init (PursuitNewDealDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_new_deal_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @customer_id: whose deal it is, 0 when that is to be chosen
 *
 * Asks for what one knows of a new deal, and adds it.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_new_deal_dialog_present (GtkWidget     *over,
                                 PursuitWorker *worker,
                                 gint64         customer_id)
{
  PursuitNewDealDialog *self = g_object_new (PURSUIT_TYPE_NEW_DEAL_DIALOG, NULL);
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", customer_id, "owner-id",
                                              opened != NULL ? opened->actor_id : 0, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  pursuit_record_form_set_record (self->form, worker, PURSUIT_RECORD (deal), first_fields);
  pursuit_record_form_insert (self->form, GTK_WIDGET (self->stage), "amount");
  pursuit_worker_call_async (worker, list_stages_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                             pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self)), list_stages_cb,
                             g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  pursuit_record_form_focus (self->form, customer_id != 0 ? "title" : NULL);

  return PURSUIT_DEAL_DIALOG (self);
}
