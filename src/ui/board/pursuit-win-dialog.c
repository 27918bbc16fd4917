/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-win-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-ui-types.h"

/*
 * PursuitWinDialog closes a deal as won; the only thing to say is on which day.
 */
struct _PursuitWinDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  GtkWidget *date;
  GtkWidget *problem;

  gint64 deal_id;
  char *title;
};

G_DEFINE_FINAL_TYPE (PursuitWinDialog, pursuit_win_dialog, PURSUIT_TYPE_DEAL_DIALOG)

static void
pursuit_win_dialog_show_problem (PursuitDealDialog *dialog,
                                 const GError      *error)
{
  PursuitWinDialog *self = PURSUIT_WIN_DIALOG (dialog);

  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (self->date, "error");
  else
    gtk_widget_remove_css_class (self->date, "error");
}

static void
pursuit_win_dialog_show_busy (PursuitDealDialog *dialog,
                              gboolean           busy)
{
  gtk_widget_set_sensitive (PURSUIT_WIN_DIALOG (dialog)->confirm_button, !busy);
}

static void
confirm_cb (PursuitWinDialog *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *date = NULL;
  g_autofree char *done = NULL;
  PursuitDealVerb *verb;

  if (!pursuit_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)), PURSUIT_DATE_ORDER_AUTO, &date, &error))
    {
      pursuit_win_dialog_show_problem (PURSUIT_DEAL_DIALOG (self), error);
      return;
    }

  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_WIN, self->deal_id);
  verb->date = g_steal_pointer (&date);
  done = g_strdup_printf (_("“%s” won"), self->title);
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
pursuit_win_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_WIN_DIALOG);

  G_OBJECT_CLASS (pursuit_win_dialog_parent_class)->dispose (object);
}

static void
pursuit_win_dialog_finalize (GObject *object)
{
  g_free (PURSUIT_WIN_DIALOG (object)->title);

  G_OBJECT_CLASS (pursuit_win_dialog_parent_class)->finalize (object);
}

static void
pursuit_win_dialog_class_init (PursuitWinDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_win_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_win_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = pursuit_win_dialog_show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = pursuit_win_dialog_show_busy;

  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/win-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitWinDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitWinDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitWinDialog, date);
  gtk_widget_class_bind_template_child (widget_class, PursuitWinDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
pursuit_win_dialog_init (PursuitWinDialog *self)
{
  g_autofree char *today = pursuit_date_today ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->date), today);
}

/**
 * pursuit_win_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: an open deal
 * @title: (nullable): what it is called
 *
 * Asks on which day a deal was won, and closes it so.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_win_dialog_present (GtkWidget     *over,
                            PursuitWorker *worker,
                            gint64         deal_id,
                            const char    *title)
{
  PursuitWinDialog *self = g_object_new (PURSUIT_TYPE_WIN_DIALOG, NULL);
  g_autofree char *question = NULL;

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  self->deal_id = deal_id;
  self->title = g_strdup (title != NULL ? title : "");
  question = g_strdup_printf (_("“%s” is won. On which day?"), self->title);
  gtk_label_set_text (self->question, question);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->date);

  return PURSUIT_DEAL_DIALOG (self);
}
