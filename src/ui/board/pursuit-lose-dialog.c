/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-lose-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitLoseDialog closes a deal as lost: why, and who got it (STG-4). The reason is one of the common ones, free words,
 * or both.
 */
struct _PursuitLoseDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  AdwComboRow *reason;
  GtkWidget *words;
  GtkWidget *lost_to;
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

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/lose-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, words);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, lost_to);
  gtk_widget_class_bind_template_child (widget_class, PursuitLoseDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
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
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));

  return PURSUIT_DEAL_DIALOG (self);
}
