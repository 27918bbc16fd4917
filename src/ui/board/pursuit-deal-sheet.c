/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compare-list.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-form-draft.h"
#include "pursuit-query-model.h"
#include "pursuit-records.h"
#include "pursuit-request-dialog.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-toasts.h"
#include "pursuit-ui-types.h"

/* As long as this nobody types in one go. */
#define PAUSE_MS 500

G_DEFINE_FINAL_TYPE (PursuitDealSheet, pursuit_deal_sheet, PURSUIT_TYPE_DEAL_DIALOG)

/* A deal as it is edited and as it is shown, and its strategy. */
typedef struct
{
  PursuitRecord *deal;
  PursuitRow *row;
  PursuitStrategySheet *sheet;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_object (&loaded->deal);
  g_clear_object (&loaded->row);
  g_clear_pointer (&loaded->sheet, pursuit_strategy_sheet_free);
  g_free (loaded);
}

static gpointer
load_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 *deal_id = data;
  Loaded *loaded = g_new0 (Loaded, 1);
  g_autoptr(GPtrArray) rows = NULL;

  loaded->deal = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, *deal_id, error);
  if (loaded->deal != NULL)
    loaded->sheet = pursuit_strategy_read (desk, *deal_id, error);
  if (loaded->sheet != NULL)
    rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_DEALS, deal_id, 1, error);
  if (rows != NULL && rows->len > 0)
    {
      loaded->row = g_object_ref (g_ptr_array_index (rows, 0));
      return loaded;
    }

  loaded_free (loaded);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("This deal does not exist any more."));
  return NULL;
}

static void
show_closed (PursuitDealSheet *self,
             PursuitDeal      *deal)
{
  g_autofree char *date = pursuit_date_format (deal->closed_on);
  g_autofree char *text = NULL;

  if (self->status == PURSUIT_DEAL_WON)
    text = g_strdup_printf (_("Won on %s"), date);
  else if (self->status == PURSUIT_DEAL_LOST && !pursuit_str_empty (deal->lost_to))
    /* Translators: %1$s is a date, %2$s a competitor, %3$s the reason */
    text = g_strdup_printf (_("Lost on %1$s to %2$s: %3$s"), date, deal->lost_to, deal->lost_reason);
  else if (self->status == PURSUIT_DEAL_LOST)
    /* Translators: %1$s is a date, %2$s the reason */
    text = g_strdup_printf (_("Lost on %1$s: %2$s"), date, deal->lost_reason);

  gtk_label_set_text (self->closed_text, text != NULL ? text : "");
  gtk_widget_set_visible (self->closed_bar, text != NULL);
}

static void
show_head (PursuitDealSheet *self,
           PursuitRow       *row)
{
  const char *stage = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_STAGE);
  const char *customer = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_CUSTOMER);
  g_autofree char *subtitle = NULL;

  /* Translators: below a deal's title: %1$s is the customer, %2$s the stage */
  subtitle = g_strdup_printf (_("%1$s · %2$s"), customer != NULL ? customer : "",
                              !pursuit_str_empty (stage) ? _(stage) : "");
  adw_window_title_set_title (self->title, pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE));
}

/* Once: the model then follows the news by itself. */
static void
show_history (PursuitDealSheet *self,
              PursuitWorker    *worker,
              GPtrArray        *stages)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(PursuitQueryModel) model = NULL;

  if (self->was_shown)
    return;

  query->deal_id = self->deal_id;
  query->customer_id = self->customer_id;
  model = pursuit_query_model_new (worker);
  pursuit_timeline_view_set_stages (self->history, stages);
  pursuit_timeline_view_set_model (self->history, model);
  pursuit_query_model_set_query (model, query);
  pursuit_documents_view_set_worker (self->documents, worker);
  pursuit_documents_view_show (self->documents, 0, self->deal_id);
  pursuit_documents_view_set_editable (self->documents, pursuit_deal_dialog_may_edit (PURSUIT_DEAL_DIALOG (self)));
}

/* What others changed comes in where nothing was typed. Where both changed something, what was typed stays, and saving it
 * will be refused once: nobody's change is replaced unseen. */
static void
follow (PursuitDealSheet *self,
        PursuitRecord    *deal)
{
  PursuitFieldMask overtaken = pursuit_record_form_follow (self->form, deal);
  g_autofree char *labels = pursuit_record_class_dup_labels (PURSUIT_RECORD_GET_CLASS (deal), overtaken);
  g_autofree char *text = NULL;

  /* The person is choosing already: that stays on top until they save. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->compared)))
    return;

  /* Translators: %s is one or several names of fields, such as “Amount” */
  text = g_strdup_printf (_("Somebody else changed %s too. What you typed is left as it is."), labels);
  gtk_label_set_text (GTK_LABEL (self->notice), text);
  gtk_widget_set_visible (self->notice, overtaken != 0);
}

/* A role that nobody plays there can be asked for, by whoever may ask; the coverage reads itself again when it was. */
static void
role_opened_cb (PursuitDealSheet *self,
                gint64            role_id,
                int               position)
{
  const PursuitCoverage *coverage = pursuit_coverage_view_get_coverage (self->coverage);
  const PursuitCoverageCell *cell = coverage != NULL ? pursuit_coverage_find_cell (coverage, role_id, position) : NULL;

  if (cell == NULL || !coverage->may_ask || !coverage->is_open || cell->state == PURSUIT_COVERAGE_FILLED ||
      cell->state == PURSUIT_COVERAGE_REQUESTED || cell->state == PURSUIT_COVERAGE_PAST)
    return;

  pursuit_request_dialog_present (GTK_WIDGET (self), pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)), self->deal_id, position,
                                  role_id);
}

static void
show_strategy (PursuitDealSheet           *self,
               const PursuitStrategySheet *sheet)
{
  PursuitWorker *worker = pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self));

  pursuit_strategy_head_show (self->head, sheet);
  pursuit_milestones_view_show (self->milestones, worker, sheet);
  pursuit_strategy_view_show (self->strategy, worker, sheet);
  pursuit_hand_over_view_show (self->handover, worker, sheet);
  pursuit_tracks_view_show (self->tracks, sheet->tracks);
  pursuit_coverage_view_set_worker (self->coverage, worker);
  pursuit_coverage_view_set_deal (self->coverage, self->deal_id);
  if (self->was_shown)
    pursuit_coverage_view_read (self->coverage);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitDealSheet) self = user_data;
  g_autoptr(GError) error = NULL;
  Loaded *loaded = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer ((gpointer *) &loaded, loaded_free);
      return;
    }
  if (loaded == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->loading_problem), error->message);
      gtk_stack_set_visible_child_name (self->states, "error");
      return;
    }

  self->status = (PursuitDealStatus) PURSUIT_DEAL (loaded->deal)->status;
  self->customer_id = PURSUIT_DEAL (loaded->deal)->customer_id;
  if (self->rebasing)
    pursuit_record_form_rebase (self->form, loaded->deal);
  else if (self->following)
    follow (self, loaded->deal);
  else
    pursuit_record_form_set_record (self->form, PURSUIT_WORKER (source), loaded->deal, NULL);
  self->rebasing = self->following = FALSE;
  pursuit_record_form_set_editable (self->form, pursuit_deal_dialog_may_edit (PURSUIT_DEAL_DIALOG (self)));
  show_head (self, loaded->row);
  show_history (self, PURSUIT_WORKER (source), loaded->sheet->stages);
  show_closed (self, PURSUIT_DEAL (loaded->deal));
  show_strategy (self, loaded->sheet);
  pursuit_deal_sheet_update_actions (self);
  gtk_stack_set_visible_child_name (self->states, "deal");
  if (!self->was_shown)
    {
      pursuit_record_form_focus (self->form, NULL);
      pursuit_recents_note (pursuit_worker_get_recents (PURSUIT_WORKER (source)), PURSUIT_TYPE_DEAL, self->deal_id);
    }
  self->was_shown = TRUE;
  loaded_free (loaded);
}

static void
load (PursuitDealSheet *self)
{
  PursuitDealDialog *dialog = PURSUIT_DEAL_DIALOG (self);

  pursuit_worker_call_async (pursuit_deal_dialog_get_worker (dialog), load_job,
                             g_memdup2 (&self->deal_id, sizeof self->deal_id), g_free, loaded_free,
                             pursuit_deal_dialog_get_cancellable (dialog), load_cb, g_object_ref (self));
}

static void
news_cb (PursuitWorker    *worker,
         GPtrArray        *entries,
         PursuitDealSheet *self)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->deal_id == self->deal_id || g_str_equal (entry->entity, "database"))
        {
          self->following = TRUE;
          load (self);
          return;
        }
    }
}

/* Theirs comes in beside what was typed; what is chosen then replaces it knowingly. */
static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PursuitDealSheet) self = user_data;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  if (comparison != NULL && comparison->deleted_at == 0 && comparison->conflict != 0)
    {
      gtk_label_set_text (GTK_LABEL (self->notice),
                          _("Somebody else changed the same meanwhile. Choose what shall stay, then save."));
      pursuit_compare_list_show (self->compared, comparison);
      gtk_widget_set_visible (GTK_WIDGET (self->compared), TRUE);
      gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->compared)));
    }
  self->rebasing = TRUE;
  load (self);
}

static void
pursuit_deal_sheet_show_problem (PursuitDealDialog *dialog,
                                 const GError      *error)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (dialog);
  gboolean was_saving = self->is_saving;

  /* Without a problem something has only begun. */
  if (error != NULL)
    self->is_saving = FALSE;
  pursuit_record_form_show_problem (self->form, NULL, NULL);
  gtk_label_set_text (GTK_LABEL (self->notice), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->notice, error != NULL);

  if (error == NULL || !g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    return;

  if (was_saving && self->refused != NULL)
    pursuit_compare_list_ask_async (pursuit_deal_dialog_get_worker (dialog),
                                    pursuit_record_form_get_original (self->form), self->refused,
                                    pursuit_deal_dialog_get_cancellable (dialog), compared_cb, g_object_ref (self));
  else
    {
      self->rebasing = TRUE;
      load (self);
    }
}

static void
pursuit_deal_sheet_show_busy (PursuitDealDialog *dialog,
                              gboolean           busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (PURSUIT_DEAL_SHEET (dialog)->form), !busy);
}

static gboolean
pursuit_deal_sheet_is_changed (PursuitDealDialog *dialog)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (dialog);

  return pursuit_deal_dialog_may_edit (dialog) && (pursuit_record_form_is_changed (self->form) ||
                                                   pursuit_milestones_view_is_changed (self->milestones));
}

void
pursuit_deal_sheet_keep_typed (PursuitDealSheet *self)
{
  PursuitWorker *worker = pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self));
  PursuitDrafts *drafts = worker != NULL ? pursuit_worker_get_drafts (worker) : NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (drafts == NULL || !self->was_shown)
    return;

  edited = pursuit_record_form_peek (self->form);
  pursuit_form_draft_keep (drafts, pursuit_record_form_get_original (self->form), edited);
}

static void
drop_draft (PursuitDealDialog *dialog)
{
  PursuitDealSheet *self = PURSUIT_DEAL_SHEET (dialog);
  PursuitDrafts *drafts = pursuit_worker_get_drafts (pursuit_deal_dialog_get_worker (dialog));

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (drafts != NULL && self->was_shown)
    pursuit_form_draft_drop (drafts, pursuit_record_form_get_original (self->form));
}

static void
pursuit_deal_sheet_done (PursuitDealDialog     *dialog,
                         const PursuitDealDone *done)
{
  if (PURSUIT_DEAL_SHEET (dialog)->is_saving)
    drop_draft (dialog);

  PURSUIT_DEAL_DIALOG_CLASS (pursuit_deal_sheet_parent_class)->done (dialog, done);
}

static gboolean
paused_cb (gpointer user_data)
{
  PursuitDealSheet *self = user_data;

  self->draft_id = 0;
  pursuit_deal_sheet_keep_typed (self);

  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (PursuitDealSheet *self)
{
  pursuit_deal_sheet_update_actions (self);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (PAUSE_MS, paused_cb, self);
}

static void
form_activated_cb (PursuitDealSheet *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sheet.save", NULL);
}

static void
pursuit_deal_sheet_dispose (GObject *object)
{
  /* The program ends in the middle of a sentence. */
  if (PURSUIT_DEAL_SHEET (object)->draft_id != 0)
    pursuit_deal_sheet_keep_typed (PURSUIT_DEAL_SHEET (object));
  if (PURSUIT_DEAL_SHEET (object)->strategy != NULL)
    pursuit_strategy_view_set_aside (PURSUIT_DEAL_SHEET (object)->strategy);
  g_clear_object (&PURSUIT_DEAL_SHEET (object)->refused);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_DEAL_SHEET);

  G_OBJECT_CLASS (pursuit_deal_sheet_parent_class)->dispose (object);
}

static void
pursuit_deal_sheet_class_init (PursuitDealSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_deal_sheet_dispose;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_deal_sheet_show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = pursuit_deal_sheet_show_busy;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->discard = drop_draft;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->done = pursuit_deal_sheet_done;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->is_changed = pursuit_deal_sheet_is_changed;

  pursuit_deal_sheet_install_actions (widget_class);
  g_type_ensure (PURSUIT_TYPE_COVERAGE_VIEW);
  g_type_ensure (PURSUIT_TYPE_DOCUMENTS_VIEW);
  g_type_ensure (PURSUIT_TYPE_HAND_OVER_VIEW);
  g_type_ensure (PURSUIT_TYPE_MILESTONES_VIEW);
  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  g_type_ensure (PURSUIT_TYPE_STRATEGY_HEAD);
  g_type_ensure (PURSUIT_TYPE_STRATEGY_VIEW);
  g_type_ensure (PURSUIT_TYPE_TRACKS_VIEW);
  g_type_ensure (PURSUIT_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/deal-sheet.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, save_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, loading_problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, closed_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, closed_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, notice);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, compared);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, documents);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, history);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, handover);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, head);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, milestones);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, coverage);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, strategy);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, tabs);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, toasts);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealSheet, tracks);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_opened_cb);
}

static void
pursuit_deal_sheet_init (PursuitDealSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_deal_sheet_present_at:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: a deal, open or closed
 * @tab: what to show first: "overview", "milestones", "team", "strategy", "history", "documents" or "handover"
 *
 * Shows a deal.
 *
 * Returns: (transfer none): the sheet, which is shown
 */
PursuitDealDialog *
pursuit_deal_sheet_present_at (GtkWidget     *over,
                               PursuitWorker *worker,
                               gint64         deal_id,
                               const char    *tab)
{
  PursuitDealSheet *self = g_object_new (PURSUIT_TYPE_DEAL_SHEET, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  pursuit_toasts_install (GTK_WIDGET (self), self->toasts, worker);
  self->deal_id = deal_id;
  gtk_stack_set_visible_child_name (self->tabs, tab);
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, 0);
  pursuit_deal_sheet_update_actions (self);
  load (self);
  gtk_window_present (GTK_WINDOW (self));

  return PURSUIT_DEAL_DIALOG (self);
}

/**
 * pursuit_deal_sheet_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: a deal, open or closed
 *
 * Shows a deal from its beginning.
 *
 * Returns: (transfer none): the sheet, which is shown
 */
PursuitDealDialog *
pursuit_deal_sheet_present (GtkWidget     *over,
                            PursuitWorker *worker,
                            gint64         deal_id)
{
  return pursuit_deal_sheet_present_at (over, worker, deal_id, "overview");
}
