/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-assign-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-record-picker.h"
#include "pursuit-ui-types.h"

/*
 * PursuitAssignDialog asks which seller is to have a deal, or several. Nothing else of a deal changes with its seller.
 */
struct _PursuitAssignDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  PursuitRecordPicker *picker;
};

G_DEFINE_FINAL_TYPE (PursuitAssignDialog, pursuit_assign_dialog, PURSUIT_TYPE_DEAL_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed_cb (PursuitAssignDialog *self)
{
  gtk_widget_set_sensitive (self->confirm_button, pursuit_record_picker_get_id (self->picker) != 0);
}

static void
confirm_cb (PursuitAssignDialog *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, pursuit_record_picker_get_id (self->picker));
  gtk_window_close (GTK_WINDOW (self));
}

static void
pursuit_assign_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_ASSIGN_DIALOG);

  G_OBJECT_CLASS (pursuit_assign_dialog_parent_class)->dispose (object);
}

static void
pursuit_assign_dialog_class_init (PursuitAssignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_assign_dialog_dispose;

  /**
   * PursuitAssignDialog::chosen:
   * @self: the dialog
   * @staff_id: the seller
   *
   * A person chose.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/assign-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitAssignDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitAssignDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitAssignDialog, picker);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
pursuit_assign_dialog_init (PursuitAssignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_assign_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @n_deals: how many deals
 *
 * Asks which seller is to have them; #PursuitAssignDialog::chosen tells.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_assign_dialog_present (GtkWidget     *over,
                               PursuitWorker *worker,
                               guint          n_deals)
{
  PursuitAssignDialog *self = g_object_new (PURSUIT_TYPE_ASSIGN_DIALOG, NULL);
  g_autoptr(PursuitQuery) staff = pursuit_query_new (PURSUIT_LIST_STAFF);
  g_autofree char *question = g_strdup_printf (ngettext ("Who is to have %u deal?", "Who is to have %u deals?", n_deals),
                                               n_deals);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  gtk_label_set_text (self->question, question);
  pursuit_record_picker_set_title (self->picker, _("Seller"));
  pursuit_record_picker_set_source (self->picker, worker, staff, NULL);
  gtk_window_present (GTK_WINDOW (self));

  return PURSUIT_DEAL_DIALOG (self);
}
