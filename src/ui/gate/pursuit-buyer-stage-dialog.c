/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-buyer-stage-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deals-gate.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-stage-tracks.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitBuyerStageDialog says where the buyer stands, and what shows it (STG-1).
 */
struct _PursuitBuyerStageDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  PursuitStageTracks *tracks;
  AdwComboRow *stage;
  GtkWidget *evidence;
  GtkWidget *problem;

  gint64 deal_id;
  int by;                  /* from where the buyer stands: what is offered first */
  PursuitGate *gate;       /* %NULL until the deal was read */
  gboolean is_told;        /* that somebody else was quicker: then the person means it all the same */
  char *name;              /* of the deal */
};

G_DEFINE_FINAL_TYPE (PursuitBuyerStageDialog, pursuit_buyer_stage_dialog, PURSUIT_TYPE_DEAL_DIALOG)

static void
show_problem (PursuitDealDialog *dialog,
              const GError      *error)
{
  PursuitBuyerStageDialog *self = PURSUIT_BUYER_STAGE_DIALOG (dialog);

  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
  if (error != NULL && g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    self->is_told = TRUE;
}

static void
show_busy (PursuitDealDialog *dialog,
           gboolean           busy)
{
  gtk_widget_set_sensitive (PURSUIT_BUYER_STAGE_DIALOG (dialog)->confirm_button, !busy);
}

/* The first entry stands for “nobody has said”. */
static int
get_chosen (PursuitBuyerStageDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->stage);

  return selected == GTK_INVALID_LIST_POSITION ? 0 : (int) selected;
}

static void
show_tracks (PursuitBuyerStageDialog *self)
{
  if (self->gate != NULL)
    pursuit_stage_tracks_show (self->tracks, self->gate->stages, self->gate->from, self->gate->from, get_chosen (self));
}

static void
update (PursuitBuyerStageDialog *self)
{
  const char *evidence = gtk_editable_get_text (GTK_EDITABLE (self->evidence));

  gtk_widget_set_sensitive (self->confirm_button, self->gate != NULL && !pursuit_str_empty (evidence));
}

static void
changed_cb (PursuitBuyerStageDialog *self)
{
  show_problem (PURSUIT_DEAL_DIALOG (self), NULL);
  update (self);
}

static void
stage_chosen_cb (PursuitBuyerStageDialog *self)
{
  show_tracks (self);
  changed_cb (self);
}

static void
show_stages (PursuitBuyerStageDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  int first = CLAMP (self->gate->buyer + self->by, 0, (int) self->gate->stages->len);

  gtk_string_list_append (names, _("Nobody has said"));
  for (guint i = 0; i < self->gate->stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (self->gate->stages, i);
      const char *name = pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh);
      /* Translators: %1$d is the number of a stage, %2$s its name */
      g_autofree char *label = g_strdup_printf (_("%1$d %2$s"), (int) stage->position,
                                                pursuit_str_empty (name)
                                                  ? pursuit_locale_choose_name (stage->name, stage->name_zh) : name);

      gtk_string_list_append (names, label);
    }
  adw_combo_row_set_model (self->stage, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->stage, (guint) first);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_deals_read_milestones (desk, *(gint64 *) data, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitBuyerStageDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitGate) gate = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *question = NULL;

  if (g_cancellable_is_cancelled (pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self))))
    return;
  if (gate == NULL)
    {
      show_problem (PURSUIT_DEAL_DIALOG (self), error);
      return;
    }

  self->gate = g_steal_pointer (&gate);
  pursuit_set_str (&self->name, self->gate->deal->title);
  question = g_strdup_printf (_("Where does the buyer stand with “%s”?"), self->name);
  gtk_label_set_text (self->question, question);
  show_stages (self);
  update (self);
}

/* Refused when somebody else said something about the buyer since this was read. */
static void
confirm_cb (PursuitBuyerStageDialog *self)
{
  PursuitDealVerb *verb;
  g_autofree char *done = NULL;

  if (self->gate == NULL)
    return;

  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_BUYER_STAGE, self->deal_id);
  verb->position = get_chosen (self);
  verb->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->evidence)));
  if (!self->is_told)
    verb->original = pursuit_record_copy (PURSUIT_RECORD (self->gate->deal));
  done = g_strdup_printf (_("The buyer’s stage of “%s” set"), self->name);
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
pursuit_buyer_stage_dialog_dispose (GObject *object)
{
  g_clear_pointer (&PURSUIT_BUYER_STAGE_DIALOG (object)->gate, pursuit_gate_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_BUYER_STAGE_DIALOG);

  G_OBJECT_CLASS (pursuit_buyer_stage_dialog_parent_class)->dispose (object);
}

static void
pursuit_buyer_stage_dialog_finalize (GObject *object)
{
  g_free (PURSUIT_BUYER_STAGE_DIALOG (object)->name);

  G_OBJECT_CLASS (pursuit_buyer_stage_dialog_parent_class)->finalize (object);
}

static void
pursuit_buyer_stage_dialog_class_init (PursuitBuyerStageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_buyer_stage_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_buyer_stage_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = show_busy;

  g_type_ensure (PURSUIT_TYPE_STAGE_TRACKS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/buyer-stage-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBuyerStageDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitBuyerStageDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitBuyerStageDialog, tracks);
  gtk_widget_class_bind_template_child (widget_class, PursuitBuyerStageDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, PursuitBuyerStageDialog, evidence);
  gtk_widget_class_bind_template_child (widget_class, PursuitBuyerStageDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_chosen_cb);
}

static void
pursuit_buyer_stage_dialog_init (PursuitBuyerStageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * pursuit_buyer_stage_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: a deal
 * @by: which stage to offer, counted from where the buyer stands: 1 for the next one
 *
 * Asks where the buyer stands and what shows it.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_buyer_stage_dialog_present (GtkWidget     *over,
                                    PursuitWorker *worker,
                                    gint64         deal_id,
                                    int            by)
{
  PursuitBuyerStageDialog *self = g_object_new (PURSUIT_TYPE_BUYER_STAGE_DIALOG, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  self->deal_id = deal_id;
  self->by = by;
  pursuit_worker_call_async (worker, read_job, g_memdup2 (&deal_id, sizeof deal_id), g_free,
                             (GDestroyNotify) pursuit_gate_free,
                             pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self)), read_cb,
                             g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->evidence);

  return PURSUIT_DEAL_DIALOG (self);
}
