/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-lose-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deals-gate.h"
#include "pursuit-rivals.h"
#include "pursuit-stage-tracks.h"
#include "pursuit-str.h"
#include "pursuit-text.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitLoseDialog closes a deal as lost: why, and who got it (STG-4), beside where it stopped on both sides. The reason is
 * one of the common ones, free words, or both; competitors that are known are a click.
 */
struct _PursuitLoseDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  AdwComboRow *reason;
  GtkWidget *words;
  GtkWidget *lost_to;
  GtkWidget *names;
  PursuitStageTracks *tracks;
  GtkWidget *problem;

  gint64 deal_id;
  char *title;
};

G_DEFINE_FINAL_TYPE (PursuitLoseDialog, pursuit_lose_dialog, PURSUIT_TYPE_DEAL_DIALOG)

static char *
dup_reason (PursuitLoseDialog *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->words));
  guint selected = adw_combo_row_get_selected (self->reason);
  GtkStringList *reasons = GTK_STRING_LIST (adw_combo_row_get_model (self->reason));
  /* The first entry asks to choose one. */
  const char *common = selected != 0 && selected != GTK_INVALID_LIST_POSITION
                         ? gtk_string_list_get_string (reasons, selected)
                         : NULL;

  if (common == NULL)
    return g_strdup (words);
  if (pursuit_str_empty (words))
    return g_strdup (common);

  /* Translators: why a deal was lost: %1$s is a common reason, %2$s more about it */
  return g_strdup_printf (_("%1$s: %2$s"), common, words);
}

static void
pursuit_lose_dialog_show_problem (PursuitDealDialog *dialog,
                                  const GError      *error)
{
  PursuitLoseDialog *self = PURSUIT_LOSE_DIALOG (dialog);

  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
  if (error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
pursuit_lose_dialog_show_busy (PursuitDealDialog *dialog,
                               gboolean           busy)
{
  gtk_widget_set_sensitive (PURSUIT_LOSE_DIALOG (dialog)->confirm_button, !busy);
}

static void
confirm_cb (PursuitLoseDialog *self)
{
  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_LOSE, self->deal_id);
  g_autofree char *done = g_strdup_printf (_("“%s” lost"), self->title);

  verb->text = dup_reason (self);
  verb->other = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->lost_to)));
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
changed_cb (PursuitLoseDialog *self)
{
  gtk_widget_set_visible (self->problem, FALSE);
}

/* Of the names that are offered, those that begin like what is typed. */
static void
lost_to_changed_cb (PursuitLoseDialog *self)
{
  g_autofree char *typed = pursuit_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->lost_to)));

  for (GtkWidget *button = gtk_widget_get_first_child (self->names); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      g_autofree char *folded = pursuit_text_fold (gtk_button_get_label (GTK_BUTTON (button)));

      gtk_widget_set_visible (button, strstr (folded, typed) != NULL && !g_str_equal (folded, typed));
    }
  changed_cb (self);
}

static void
choose_name_cb (PursuitLoseDialog *self,
                GtkButton         *button)
{
  g_autofree char *name = g_strdup (gtk_button_get_label (button));

  gtk_editable_set_text (GTK_EDITABLE (self->lost_to), name);
  gtk_widget_grab_focus (self->lost_to);
  gtk_editable_set_position (GTK_EDITABLE (self->lost_to), -1);
}

typedef struct
{
  PursuitGate *gate;
  GPtrArray *names;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->gate, pursuit_gate_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 deal_id = *(gint64 *) data;
  Answer *answer = g_new0 (Answer, 1);

  answer->gate = pursuit_deals_read_milestones (desk, deal_id, error);
  answer->names = answer->gate != NULL ? pursuit_rivals_list_names (desk, deal_id, error) : NULL;
  if (answer->names != NULL)
    return answer;

  answer_free (answer);
  return NULL;
}

/* Both are a help only: without them the dialog can do all the same. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitLoseDialog) self = user_data;
  Answer *answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (answer != NULL && !g_cancellable_is_cancelled (pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self))))
    {
      pursuit_stage_tracks_show (self->tracks, answer->gate->stages, answer->gate->from, 0, answer->gate->buyer);
      gtk_widget_set_visible (GTK_WIDGET (self->tracks), TRUE);
      for (guint i = 0; i < answer->names->len; i++)
        {
          GtkWidget *button = gtk_button_new_with_label (g_ptr_array_index (answer->names, i));

          gtk_widget_add_css_class (button, "facet");
          g_signal_connect_object (button, "clicked", G_CALLBACK (choose_name_cb), self, G_CONNECT_SWAPPED);
          gtk_box_append (GTK_BOX (self->names), button);
        }
      gtk_widget_set_visible (self->names, answer->names->len > 0);
      lost_to_changed_cb (self);
    }
  g_clear_pointer ((gpointer *) &answer, answer_free);
}

static void
pursuit_lose_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_LOSE_DIALOG);

  G_OBJECT_CLASS (pursuit_lose_dialog_parent_class)->dispose (object);
}

static void
pursuit_lose_dialog_finalize (GObject *object)
{
  g_free (PURSUIT_LOSE_DIALOG (object)->title);

  G_OBJECT_CLASS (pursuit_lose_dialog_parent_class)->finalize (object);
}

static void
pursuit_lose_dialog_class_init (PursuitLoseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_lose_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_lose_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_lose_dialog_show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = pursuit_lose_dialog_show_busy;

  g_type_ensure (PURSUIT_TYPE_STAGE_TRACKS);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/lose-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, words);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, lost_to);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, names);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, tracks);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lost_to_changed_cb);
}

static void
pursuit_lose_dialog_init (PursuitLoseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_lose_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: an open deal
 * @title: (nullable): what it is called
 *
 * Asks why a deal was lost and who got it, and closes it so.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_lose_dialog_present (GtkWidget     *over,
                             PursuitWorker *worker,
                             gint64         deal_id,
                             const char    *title)
{
  PursuitLoseDialog *self = g_object_new (PURSUIT_TYPE_LOSE_DIALOG, NULL);
  g_autofree char *question = NULL;

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  self->deal_id = deal_id;
  self->title = g_strdup (title != NULL ? title : "");
  question = g_strdup_printf (_("Why was “%s” lost?"), self->title);
  gtk_label_set_text (self->question, question);
  pursuit_worker_call_async (worker, read_job, g_memdup2 (&deal_id, sizeof deal_id), g_free, answer_free,
                             pursuit_deal_dialog_get_cancellable (PURSUIT_DEAL_DIALOG (self)), read_cb,
                             g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));

  return PURSUIT_DEAL_DIALOG (self);
}
