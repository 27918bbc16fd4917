/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-park-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitParkDialog puts a deal aside until a day, with a reason (STG-3): it is neither stalled nor silent until then. For
 * several deals it only asks.
 */
struct _PursuitParkDialog
{
  PursuitDealDialog parent_instance;

  GtkWidget *confirm_button;
  GtkLabel *question;
  GtkWidget *reason;
  GtkWidget *date;
  GtkWidget *problem;

  gint64 deal_id;          /* 0 when several are to be parked: whoever asked does it */
  char *name;              /* of the deal */
};

G_DEFINE_FINAL_TYPE (PursuitParkDialog, pursuit_park_dialog, PURSUIT_TYPE_DEAL_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
show_problem (PursuitDealDialog *dialog,
              const GError      *error)
{
  PursuitParkDialog *self = PURSUIT_PARK_DIALOG (dialog);

  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
}

static void
show_busy (PursuitDealDialog *dialog,
           gboolean           busy)
{
  gtk_widget_set_sensitive (PURSUIT_PARK_DIALOG (dialog)->confirm_button, !busy);
}

static void
update (PursuitParkDialog *self)
{
  gboolean complete = !pursuit_str_empty (gtk_editable_get_text (GTK_EDITABLE (self->reason))) &&
                      !pursuit_str_empty (gtk_editable_get_text (GTK_EDITABLE (self->date)));

  gtk_widget_set_sensitive (self->confirm_button, complete);
}

static void
changed_cb (PursuitParkDialog *self)
{
  show_problem (PURSUIT_DEAL_DIALOG (self), NULL);
  gtk_widget_remove_css_class (self->date, "error");
  update (self);
}

static void
refuse_date (PursuitParkDialog *self,
             const GError      *error)
{
  show_problem (PURSUIT_DEAL_DIALOG (self), error);
  gtk_widget_add_css_class (self->date, "error");
  gtk_widget_grab_focus (self->date);
}

static void
park (PursuitParkDialog *self,
      char              *day)
{
  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_PARK, self->deal_id);
  g_autofree char *done = NULL;

  verb->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  verb->date = day;
  if (self->deal_id == 0)
    {
      g_signal_emit (self, signals[CHOSEN], 0, verb->text, verb->date);
      pursuit_deal_verb_free (verb);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  done = g_strdup_printf (_("“%s” parked"), self->name);
  pursuit_deal_dialog_call (PURSUIT_DEAL_DIALOG (self), verb, done);
}

static void
confirm_cb (PursuitParkDialog *self)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *day = NULL;
  g_autoptr(GError) error = NULL;

  if (!pursuit_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)), PURSUIT_DATE_ORDER_AUTO, &day, &error))
    refuse_date (self, error);
  else if (g_strcmp0 (day, today) <= 0)
    {
      g_set_error_literal (&error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A deal is parked until a day to come."));
      refuse_date (self, error);
    }
  else
    park (self, g_steal_pointer (&day));
}

/* In how many days that is. */
static char *
dup_day (const char *choice)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *last = NULL;
  GDate date;

  if (g_str_equal (choice, "weeks"))
    return pursuit_date_add_days (today, 14);
  if (g_str_equal (choice, "quarter"))
    {
      pursuit_date_quarter (today, NULL, &last);
      return pursuit_date_add_days (last, 1);
    }

  g_date_clear (&date, 1);
  g_date_set_parse (&date, today);
  g_date_add_months (&date, 1);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static void
choose (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitParkDialog *self = PURSUIT_PARK_DIALOG (widget);
  g_autofree char *day = dup_day (g_variant_get_string (parameter, NULL));

  gtk_editable_set_text (GTK_EDITABLE (self->date), day);
}

static void
pursuit_park_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_PARK_DIALOG);

  G_OBJECT_CLASS (pursuit_park_dialog_parent_class)->dispose (object);
}

static void
pursuit_park_dialog_finalize (GObject *object)
{
  g_free (PURSUIT_PARK_DIALOG (object)->name);

  G_OBJECT_CLASS (pursuit_park_dialog_parent_class)->finalize (object);
}

static void
pursuit_park_dialog_class_init (PursuitParkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_park_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_park_dialog_finalize;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_problem = show_problem;
  PURSUIT_DEAL_DIALOG_CLASS (klass)->show_busy = show_busy;

  /**
   * PursuitParkDialog::chosen:
   * @self: the dialog
   * @reason: why
   * @until: the ISO date
   *
   * What to do with several deals was said.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "park.until", "s", choose);

  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/park-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitParkDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitParkDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitParkDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PursuitParkDialog, date);
  gtk_widget_class_bind_template_child (widget_class, PursuitParkDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pursuit_park_dialog_init (PursuitParkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static PursuitParkDialog *
new_dialog (GtkWidget     *over,
            PursuitWorker *worker,
            const char    *question)
{
  PursuitParkDialog *self = g_object_new (PURSUIT_TYPE_PARK_DIALOG, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  gtk_label_set_text (self->question, question);
  return self;
}

/**
 * pursuit_park_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @deal_id: an open deal
 * @title: (nullable): what it is called
 * @until: (nullable): until when it is parked already
 * @reason: (nullable): why it is
 *
 * Asks why and until when a deal is put aside, and does so.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_park_dialog_present (GtkWidget     *over,
                             PursuitWorker *worker,
                             gint64         deal_id,
                             const char    *title,
                             const char    *until,
                             const char    *reason)
{
  g_autofree char *question = g_strdup_printf (_("Why does “%s” rest, and until when?"), title != NULL ? title : "");
  PursuitParkDialog *self = new_dialog (over, worker, question);

  self->deal_id = deal_id;
  self->name = g_strdup (title != NULL ? title : "");
  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason != NULL ? reason : "");
  gtk_editable_set_text (GTK_EDITABLE (self->date), until != NULL ? until : "");
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->reason);

  return PURSUIT_DEAL_DIALOG (self);
}

/**
 * pursuit_park_dialog_present_many:
 * @over: the widget that asks for it
 * @worker: the worker
 * @n_deals: how many deals
 *
 * Asks why and until when several deals are put aside; #PursuitParkDialog::chosen tells.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_park_dialog_present_many (GtkWidget     *over,
                                  PursuitWorker *worker,
                                  guint          n_deals)
{
  g_autofree char *question = g_strdup_printf (ngettext ("Why does %u deal rest, and until when?",
                                                         "Why do %u deals rest, and until when?", n_deals), n_deals);
  PursuitParkDialog *self = new_dialog (over, worker, question);

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->reason);

  return PURSUIT_DEAL_DIALOG (self);
}
