/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-gate-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-buyer-stage-dialog.h"
#include "pursuit-columns-layout.h"
#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-deals-gate.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-level-bar.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/* How much of the window below stays to be seen around the sheet. */
#define MARGIN 48

G_DEFINE_FINAL_TYPE (PursuitGateSheet, pursuit_gate_sheet, PURSUIT_TYPE_DEAL_DIALOG)

typedef struct
{
  gint64 deal_id;
  int position;
} Question;

typedef struct
{
  PursuitGate *gate;
  PursuitRow *row;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->gate, pursuit_gate_free);
  g_clear_object (&self->row);
  g_free (self);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;
  g_autoptr(PursuitGate) gate = pursuit_deals_read_gate (desk, question->deal_id, question->position, error);
  g_autoptr(GPtrArray) rows = NULL;
  Answer *answer;

  if (gate == NULL)
    return NULL;

  rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_DEALS, &question->deal_id, 1, error);
  if (rows == NULL)
    return NULL;

  answer = g_new0 (Answer, 1);
  answer->gate = g_steal_pointer (&gate);
  answer->row = rows->len > 0 ? g_object_ref (g_ptr_array_index (rows, 0)) : NULL;
  return answer;
}

static void
say (PursuitGateSheet *self,
     const char       *text)
{
  gtk_label_set_text (GTK_LABEL (self->notice), text != NULL ? text : "");
  gtk_widget_set_visible (self->notice, text != NULL);
}

/* The deal may have been moved or closed while the sheet is open: whoever looks at it decides what follows. */
static void
look_at_deal (PursuitGateSheet *self)
{
  PursuitDeal *deal = self->gate->deal;

  g_clear_pointer (&self->gone, g_free);
  if (deal->status != PURSUIT_DEAL_OPEN)
    self->gone = g_strdup (_("The deal has been closed meanwhile."));
  else if (!self->gate->is_win && self->gate->from == self->gate->to)
    self->gone = g_strdup (_("The deal stands in this stage already."));

  if (self->seen_stage_id == 0)
    {
      self->seen_stage_id = deal->stage_id;
      pursuit_deal_dialog_expect (PURSUIT_DEAL_DIALOG (self), deal->stage_id, deal->status);
    }
  else if (self->seen_stage_id != deal->stage_id && self->gone == NULL)
    {
      g_autofree char *text = g_strdup_printf (_("Somebody moved the deal to stage %d meanwhile. What is shown below is for moving it on from there."),
                                               self->gate->from);

      self->seen_stage_id = deal->stage_id;
      pursuit_deal_dialog_expect (PURSUIT_DEAL_DIALOG (self), deal->stage_id, deal->status);
      say (self, text);
    }
}

static void
refuse_reading (PursuitGateSheet *self,
                const GError     *error)
{
  if (self->gate != NULL)
    {
      say (self, error->message);
      return;
    }

  adw_status_page_set_description (self->loading_problem, error->message);
  gtk_stack_set_visible_child_name (self->states, "error");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitGateSheet) self = user_data;
  g_autoptr(GError) error = NULL;
  Answer *answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self))))
    {
      g_clear_pointer (&answer, answer_free);
      return;
    }

  self->is_reading = FALSE;
  if (answer == NULL)
    refuse_reading (self, error);
  else
    {
      g_clear_pointer (&self->gate, pursuit_gate_free);
      self->gate = g_steal_pointer (&answer->gate);
      g_set_object (&self->row, answer->row);
      answer_free (answer);
      look_at_deal (self);
      pursuit_gate_sheet_show (self);
    }
  if (self->is_stale)
    pursuit_gate_sheet_read (self);
}

/* Reads what the move needs, now or when the reading under way is over. */
void
pursuit_gate_sheet_read (PursuitGateSheet *self)
{
  PursuitDealDialog *dialog = PURSUIT_DEAL_DIALOG (self);
  Question *question;

  self->is_stale = self->is_reading;
  pursuit_gate_sheet_update (self);
  if (self->is_reading)
    return;

  self->is_reading = TRUE;
  question = g_new (Question, 1);
  *question = (Question) { self->deal_id, self->position };
  pursuit_worker_call_async (pursuit_deal_dialog_get_worker (dialog), read_job, question, g_free, answer_free,
                             pursuit_deal_dialog_get_cancellable (dialog), read_cb, g_object_ref (self));
}

/* Milestones, documents, people, the deal itself: whatever others do may matter here, and is read within a millisecond. */
static void
news_cb (PursuitWorker    *worker,
         GPtrArray        *entries,
         PursuitGateSheet *self)
{
  pursuit_gate_sheet_read (self);
}

static void
changed_cb (PursuitGateSheet *self)
{
  gtk_widget_remove_css_class (self->date, "error");
  pursuit_gate_sheet_update (self);
}

static char *
dup_done_text (PursuitGateSheet *self)
{
  if (self->gate->is_win)
    return g_strdup_printf (_("“%s” won"), self->gate->deal->title);

  /* Translators: %1$s is a deal, %2$d the number of the stage */
  return g_strdup_printf (_("“%1$s” moved to stage %2$d"), self->gate->deal->title, self->gate->to);
}

static void
call (PursuitGateSheet *self,
      gboolean          override)
{
  g_autofree char *reason = pursuit_gate_sheet_dup_reason (self);
  g_autofree char *done = dup_done_text (self);
  g_autofree char *day = NULL;
  g_autoptr(GError) error = NULL;
  PursuitDealVerb *verb;

  if (self->gate->is_win &&
      !pursuit_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)), PURSUIT_DATE_ORDER_AUTO, &day, &error))
    {
      say (self, error->message);
      gtk_widget_add_css_class (self->date, "error");
      return;
    }

  verb = pursuit_deal_verb_new (self->gate->is_win ? PURSUIT_DEAL_VERB_WIN : PURSUIT_DEAL_VERB_MOVE, self->deal_id);
  verb->position = self->gate->is_win ? 0 : self->gate->to;
  verb->date = g_steal_pointer (&day);
  verb->text = pursuit_str_empty (reason) ? NULL : g_steal_pointer (&reason);
  verb->override = override;
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
move (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitGateSheet *self = PURSUIT_GATE_SHEET (widget);

  if (pursuit_gate_sheet_may_move (self))
    call (self, FALSE);
}

static void
override (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PursuitGateSheet *self = PURSUIT_GATE_SHEET (widget);

  if (pursuit_gate_sheet_may_override (self))
    call (self, TRUE);
}

static void
set_buyer_stage (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  PursuitGateSheet *self = PURSUIT_GATE_SHEET (widget);

  pursuit_buyer_stage_dialog_present (widget, pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)), self->deal_id, 1);
}

static void
pursuit_gate_sheet_show_problem (PursuitDealDialog *dialog,
                                 const GError      *error)
{
  PursuitGateSheet *self = PURSUIT_GATE_SHEET (dialog);

  say (self, error != NULL ? error->message : NULL);
  if (error == NULL)
    return;

  /* Who was quicker, and what is missing now, is seen in place. */
  if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    self->seen_stage_id = 0;
  pursuit_gate_sheet_read (self);
}

static void
pursuit_gate_sheet_show_busy (PursuitDealDialog *dialog,
                              gboolean           busy)
{
  PURSUIT_GATE_SHEET (dialog)->is_busy = busy;
  pursuit_gate_sheet_update (PURSUIT_GATE_SHEET (dialog));
}

static gboolean
pursuit_gate_sheet_is_changed (PursuitDealDialog *dialog)
{
  PursuitGateSheet *self = PURSUIT_GATE_SHEET (dialog);
  PursuitGateRow *row;

  if (gtk_text_buffer_get_char_count (self->reason_buffer) > 0 && self->gone == NULL)
    return TRUE;
  for (guint i = 0; (row = pursuit_gate_sheet_get_row (self, i)) != NULL; i++)
    if (pursuit_gate_row_is_changed (row))
      return TRUE;

  return FALSE;
}

static void
pursuit_gate_sheet_dispose (GObject *object)
{
  PursuitGateSheet *self = PURSUIT_GATE_SHEET (object);

  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  g_clear_pointer (&self->gate, pursuit_gate_free);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_GATE_SHEET);

  G_OBJECT_CLASS (pursuit_gate_sheet_parent_class)->dispose (object);
}

static void
pursuit_gate_sheet_finalize (GObject *object)
{
  g_free (PURSUIT_GATE_SHEET (object)->gone);

  G_OBJECT_CLASS (pursuit_gate_sheet_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/gate-sheet.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, loading_problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, tracks);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, notice);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, ahead);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, ahead_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, roles);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, roles_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, milestones);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, milestones_title);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, required_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, required_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, stage_row);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, days_row);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, probability_row);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, date);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason_title);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, who_may);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason_card);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason_buffer);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason_hint);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, reason_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, may_not);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, status_icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, override_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitGateSheet, move_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pursuit_gate_sheet_class_init (PursuitGateSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_gate_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_gate_sheet_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_gate_sheet_show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = pursuit_gate_sheet_show_busy;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->is_changed = pursuit_gate_sheet_is_changed;

  gtk_widget_class_install_action (widget_class, "gate.move", NULL, move);
  gtk_widget_class_install_action (widget_class, "gate.override", NULL, override);
  gtk_widget_class_install_action (widget_class, "gate.buyer-stage", NULL, set_buyer_stage);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "gate.move", NULL);
  g_type_ensure (PURSUIT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  g_type_ensure (PURSUIT_TYPE_STAGE_TRACKS);
  bind_template (widget_class);
}

static void
pursuit_gate_sheet_init (PursuitGateSheet *self)
{
  g_autofree char *today = pursuit_date_today ();

  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_gate_sheet_set_up_list (self);
  pursuit_level_bar_make_plain (self->required_bar);
  gtk_editable_set_text (GTK_EDITABLE (self->date), today);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.move", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.override", FALSE);
}

/* Smaller where the window below is. */
static void
fit (PursuitGateSheet *self,
     GtkWidget        *over)
{
  GtkWidget *below = GTK_WIDGET (gtk_widget_get_root (over));
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (below != NULL && gtk_widget_get_width (below) > 2 * MARGIN && gtk_widget_get_height (below) > 2 * MARGIN)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, gtk_widget_get_width (below) - MARGIN),
                                 MIN (height, gtk_widget_get_height (below) - MARGIN));
}

/**
 * pursuit_gate_sheet_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: an open deal
 * @position: the stage that it is to enter, from 1; 0 when it is to be won
 * @day: (nullable): for a win, the ISO date on which it was signed, %NULL for today
 *
 * Shows what a move needs, and moves the deal when all is there.
 *
 * Returns: (transfer none): the sheet, which is shown
 */
PursuitDealDialog *
pursuit_gate_sheet_present (GtkWidget     *over,
                            PursuitWorker *worker,
                            gint64         deal_id,
                            int            position,
                            const char    *day)
{
  PursuitGateSheet *self = g_object_new (PURSUIT_TYPE_GATE_SHEET, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  fit (self, over);
  self->deal_id = deal_id;
  self->position = position;
  if (day != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->date), day);
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, 0);
  pursuit_gate_sheet_read (self);
  gtk_window_present (GTK_WINDOW (self));

  return PURSUIT_DEAL_DIALOG (self);
}
