/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-probability-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitProbabilityDialog sets the win probability of a deal by hand, or gives it back to its stage.
 */
struct _PursuitProbabilityDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  GtkWidget *percent;
  GtkWidget *give_back;
  GtkWidget *problem;

  gint64 deal_id;
  char *name;              /* of the deal */
};

G_DEFINE_FINAL_TYPE (PursuitProbabilityDialog, pursuit_probability_dialog, PURSUIT_TYPE_DEAL_DIALOG)

static void
show_problem (PursuitDealDialog *dialog,
              const GError      *error)
{
  PursuitProbabilityDialog *self = PURSUIT_PROBABILITY_DIALOG (dialog);

  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
}

static void
show_busy (PursuitDealDialog *dialog,
           gboolean           busy)
{
  gtk_widget_set_sensitive (PURSUIT_PROBABILITY_DIALOG (dialog)->confirm_button, !busy);
}

static gboolean
get_percent (PursuitProbabilityDialog *self,
             gint64                   *out_percent)
{
  g_autofree char *text = pursuit_str_dup_stripped (gtk_editable_get_text (GTK_EDITABLE (self->percent)));

  if (text != NULL && g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';

  return text != NULL && g_ascii_string_to_signed (g_strchomp (text), 10, 0, 100, out_percent, NULL);
}

static void
changed_cb (PursuitProbabilityDialog *self)
{
  gint64 percent;

  show_problem (PURSUIT_DEAL_DIALOG (self), NULL);
  gtk_widget_set_sensitive (self->confirm_button, get_percent (self, &percent));
}

static void
call (PursuitProbabilityDialog *self,
      int                       percent)
{
  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_ESTIMATE, self->deal_id);
  g_autofree char *done = g_strdup_printf (_("Win probability of “%s” set"), self->name);

  verb->position = percent;
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
confirm_cb (PursuitProbabilityDialog *self)
{
  gint64 percent;

  if (get_percent (self, &percent))
    call (self, (int) percent);
}

static void
give_back_cb (PursuitProbabilityDialog *self)
{
  call (self, -1);
}

static void
pursuit_probability_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_PROBABILITY_DIALOG);

  G_OBJECT_CLASS (pursuit_probability_dialog_parent_class)->dispose (object);
}

static void
pursuit_probability_dialog_finalize (GObject *object)
{
  g_free (PURSUIT_PROBABILITY_DIALOG (object)->name);

  G_OBJECT_CLASS (pursuit_probability_dialog_parent_class)->finalize (object);
}

static void
pursuit_probability_dialog_class_init (PursuitProbabilityDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_probability_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_probability_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = show_busy;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/probability-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitProbabilityDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitProbabilityDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitProbabilityDialog, percent);
  gtk_widget_class_bind_template_child (widget_class, PursuitProbabilityDialog, give_back);
  gtk_widget_class_bind_template_child (widget_class, PursuitProbabilityDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_back_cb);
}

static void
pursuit_probability_dialog_init (PursuitProbabilityDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_probability_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: an open deal
 * @title: (nullable): what it is called
 * @percent: its win probability now
 * @is_manual: whether that was set by hand
 *
 * Asks how likely it is that a deal will be won; giving it back means that the stage says so again.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_probability_dialog_present (GtkWidget     *over,
                                    PursuitWorker *worker,
                                    gint64         deal_id,
                                    const char    *title,
                                    int            percent,
                                    gboolean       is_manual)
{
  PursuitProbabilityDialog *self = g_object_new (PURSUIT_TYPE_PROBABILITY_DIALOG, NULL);
  g_autofree char *question = NULL;
  g_autofree char *text = g_strdup_printf ("%d", percent);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  self->deal_id = deal_id;
  self->name = g_strdup (title != NULL ? title : "");
  question = g_strdup_printf (_("How likely is it that “%s” will be won? Without your own figure it is that of the stage."),
                              self->name);
  gtk_label_set_text (self->question, question);
  gtk_widget_set_visible (self->give_back, is_manual);
  gtk_editable_set_text (GTK_EDITABLE (self->percent), text);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->percent);

  return PURSUIT_DEAL_DIALOG (self);
}
