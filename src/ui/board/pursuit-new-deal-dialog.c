/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-new-deal-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-locale.h"
#include "pursuit-processes.h"
#include "pursuit-record-form.h"
#include "pursuit-stage.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitNewDealDialog makes a deal: the form of the deal's fields, which process it follows where there are several (STG-7),
 * and the stage in which it begins.
 */
struct _PursuitNewDealDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  PursuitRecordForm *form;
  AdwComboRow *process;
  AdwComboRow *stage;

  GPtrArray *books;       /* PursuitProcessBook, in the order of the row */
  gint64 process_id;      /* the one to begin with, 0 for the standard one */
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

static PursuitProcessBook *
get_book (PursuitNewDealDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->process);

  return self->books != NULL && selected < self->books->len ? g_ptr_array_index (self->books, selected) : NULL;
}

static void
confirm_cb (PursuitNewDealDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->stage);
  PursuitProcessBook *book = get_book (self);
  PursuitRecord *deal = pursuit_record_form_read (self->form);
  g_autofree char *done = NULL;
  PursuitDealVerb *verb;

  if (deal == NULL)
    return;

  if (book != NULL)
    PURSUIT_DEAL (deal)->process_id = PURSUIT_RECORD (book->process)->id;
  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_CREATE, 0);
  verb->edited = deal;
  verb->position = book != NULL && selected < book->stages->len
                     ? (int) ((PursuitBookStage *) g_ptr_array_index (book->stages, selected))->stage->position
                     : 1;
  done = g_strdup_printf (_("“%s” added"), pursuit_record_get_name (deal));
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

/* The newest version of each process that deals may follow, the standard one first. */
static gpointer
list_books_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GPtrArray) infos = pursuit_processes_list (desk, error);
  g_autoptr(GPtrArray) books = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_process_book_free);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      PursuitProcessInfo *info = g_ptr_array_index (infos, i);
      PursuitProcessBook *book;

      if (!info->is_newest && !info->process->standard)
        continue;
      book = pursuit_processes_load (desk, PURSUIT_RECORD (info->process)->id, error);
      if (book == NULL)
        return NULL;
      g_ptr_array_insert (books, info->process->standard ? 0 : -1, book);
    }

  return infos != NULL ? g_steal_pointer (&books) : NULL;
}

static void
process_chosen_cb (PursuitNewDealDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  PursuitProcessBook *book = get_book (self);

  for (guint i = 0; book != NULL && i < book->stages->len; i++)
    {
      PursuitStage *stage = ((PursuitBookStage *) g_ptr_array_index (book->stages, i))->stage;
      g_autofree char *label = g_strdup_printf (_("%1$d  %2$s"), (int) stage->position, pursuit_stage_get_label (stage));

      gtk_string_list_append (names, label);
    }
  adw_combo_row_set_model (self->stage, G_LIST_MODEL (names));
}

static void
list_books_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PursuitNewDealDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *books = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&books, g_ptr_array_unref);
      return;
    }
  if (books == NULL)
    {
      pursuit_new_deal_dialog_show_problem (PURSUIT_DEAL_DIALOG (self), error);
      return;
    }

  g_clear_pointer (&self->books, g_ptr_array_unref);
  self->books = books;
  for (guint i = 0; i < books->len; i++)
    {
      PursuitProcess *process = ((PursuitProcessBook *) g_ptr_array_index (books, i))->process;

      gtk_string_list_append (names, pursuit_locale_choose_name (process->name, process->name_zh));
      if (PURSUIT_RECORD (process)->id == self->process_id)
        selected = i;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->process), books->len > 1);
  adw_combo_row_set_model (self->process, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->process, selected);
  process_chosen_cb (self);
}

static void
pursuit_new_deal_dialog_dispose (GObject *object)
{
  PursuitNewDealDialog *self = PURSUIT_NEW_DEAL_DIALOG (object);

  g_clear_pointer (&self->books, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDealDialog, process);
  gtk_widget_class_bind_template_child (widget_class, PursuitNewDealDialog, stage);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, process_chosen_cb);
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
 * @process_id: the process to begin with, 0 for the one that new deals follow
 *
 * Asks for what one knows of a new deal, and adds it.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_new_deal_dialog_present (GtkWidget     *over,
                                 PursuitWorker *worker,
                                 gint64         customer_id,
                                 gint64         process_id)
{
  PursuitNewDealDialog *self = g_object_new (PURSUIT_TYPE_NEW_DEAL_DIALOG, NULL);
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", customer_id, "owner-id",
                                              opened != NULL ? opened->actor_id : 0, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  pursuit_record_form_set_record (self->form, worker, PURSUIT_RECORD (deal), first_fields);
  pursuit_record_form_insert (self->form, GTK_WIDGET (self->stage), "amount");
  pursuit_record_form_insert (self->form, GTK_WIDGET (self->process), "amount");
  self->process_id = process_id;
  pursuit_worker_call_async (worker, list_books_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                             pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self)), list_books_cb,
                             g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  pursuit_record_form_focus (self->form, customer_id != 0 ? "title" : NULL);

  return PURSUIT_DEAL_DIALOG (self);
}
