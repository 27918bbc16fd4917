/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-hand-over-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-milestones-view.h"
#include "pursuit-record-picker.h"
#include "pursuit-save.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitHandOverView is how a won deal goes to delivery (STG-8): what has to be handed over, who receives it and since when,
 * and that they took it.
 */
struct _PursuitHandOverView
{
  GtkWidget parent_instance;

  GtkStack *states;
  PursuitMilestonesView *checklist;
  GtkLabel *where;
  GtkWidget *problem;
  GtkWidget *giving;
  PursuitRecordPicker *receiver;
  GtkEditable *day;
  GtkBox *day_box;
  GtkWidget *taking;
  GtkLabel *missing;

  PursuitWorker *worker;
  gint64 deal_id;
};

G_DEFINE_FINAL_TYPE (PursuitHandOverView, pursuit_hand_over_view, GTK_TYPE_WIDGET)

static void
show_problem (PursuitHandOverView *self,
              const char          *text)
{
  gtk_label_set_text (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitHandOverView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (self->worker == NULL)
    return;
  if (saved == NULL)
    show_problem (self, error->message);
  else if (saved->state == PURSUIT_SAVED_CONFLICT)
    show_problem (self, saved->sentence);
  else if (saved->state == PURSUIT_SAVED_QUEUED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", _("Saved."), saved->entry_id);
}

static void
send (PursuitHandOverView *self,
      PursuitSaveVerb      verb,
      gint64               receiver_id,
      const char          *day)
{
  PursuitSave *save = pursuit_save_new (verb, PURSUIT_TYPE_DEAL, self->deal_id);

  save->ref_id = receiver_id;
  save->day = g_strdup (day);
  show_problem (self, NULL);
  pursuit_worker_save_async (self->worker, save, NULL, saved_cb, g_object_ref (self));
}

static void
hand_over (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitHandOverView *self = PURSUIT_HAND_OVER_VIEW (widget);
  gint64 receiver_id = pursuit_record_picker_get_id (self->receiver);
  g_autofree char *day = NULL;
  g_autoptr(GError) error = NULL;

  if (receiver_id == 0)
    {
      show_problem (self, _("Choose who receives it."));
      return;
    }
  if (!pursuit_date_parse (gtk_editable_get_text (self->day), PURSUIT_DATE_ORDER_AUTO, &day, &error))
    {
      show_problem (self, error->message);
      return;
    }

  send (self, PURSUIT_SAVE_HAND_OVER, receiver_id, day);
}

static void
accept_deal (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  g_autofree char *today = pursuit_date_today ();

  send (PURSUIT_HAND_OVER_VIEW (widget), PURSUIT_SAVE_ACCEPT, 0, today);
}

static void
pursuit_hand_over_view_dispose (GObject *object)
{
  PursuitHandOverView *self = PURSUIT_HAND_OVER_VIEW (object);

  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_HAND_OVER_VIEW);

  G_OBJECT_CLASS (pursuit_hand_over_view_parent_class)->dispose (object);
}

static void
pursuit_hand_over_view_class_init (PursuitHandOverViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_hand_over_view_dispose;

  g_type_ensure (PURSUIT_TYPE_MILESTONES_VIEW);
  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  gtk_widget_class_install_action (widget_class, "handover.give", NULL, hand_over);
  gtk_widget_class_install_action (widget_class, "handover.accept", NULL, accept_deal);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/hand-over-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, checklist);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, where);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, giving);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, receiver);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, day);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, day_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, taking);
  gtk_widget_class_bind_template_child (widget_class, PursuitHandOverView, missing);
}

static void
pursuit_hand_over_view_init (PursuitHandOverView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (self->day_box, pursuit_date_button_new (self->day));
}

static char *
dup_where (const PursuitStrategySheet *sheet)
{
  const char *receiver = g_hash_table_lookup (sheet->names, "receiver_id");
  g_autofree char *given = NULL;
  g_autofree char *taken = NULL;

  if (sheet->deal->handed_over_on == NULL)
    return g_strdup (_("It has not been handed over yet."));

  given = pursuit_date_format (sheet->deal->handed_over_on);
  receiver = receiver != NULL ? receiver : C_("person", "Somebody");
  if (sheet->deal->accepted_on == NULL)
    /* Translators: %1$s is a person, %2$s a date */
    return g_strdup_printf (_("Handed over to %1$s on %2$s, not accepted yet."), receiver, given);

  taken = pursuit_date_format (sheet->deal->accepted_on);
  /* Translators: %1$s is a person, %2$s and %3$s are dates */
  return g_strdup_printf (_("Handed over to %1$s on %2$s, accepted on %3$s."), receiver, given, taken);
}

static int
count_missing (const PursuitGate *gate)
{
  int n = 0;

  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);

      n += item->milestone->handover && item->milestone->required && (item->proof == NULL || item->trouble != NULL);
    }

  return n;
}

static void
show_actions (PursuitHandOverView        *self,
              const PursuitStrategySheet *sheet)
{
  gboolean is_given = sheet->deal->handed_over_on != NULL;
  gboolean is_taken = sheet->deal->accepted_on != NULL;
  int n_missing = count_missing (sheet->milestones);
  g_autofree char *missing = g_strdup_printf (ngettext ("%d required item is missing.", "%d required items are missing.",
                                                        n_missing), n_missing);

  gtk_widget_set_visible (self->giving, sheet->may_edit && !is_taken);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.give", sheet->may_edit && !is_taken);
  gtk_widget_set_visible (self->taking, sheet->may_accept && is_given && !is_taken);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.accept",
                                 sheet->may_accept && is_given && !is_taken && n_missing == 0);
  gtk_label_set_text (self->missing, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), n_missing > 0);
}

/* What the person is choosing stays until it is done. */
static void
show_receiver (PursuitHandOverView        *self,
               const PursuitStrategySheet *sheet)
{
  g_autofree char *today = pursuit_date_today ();
  const char *day = sheet->deal->handed_over_on != NULL ? sheet->deal->handed_over_on : today;

  if (*gtk_editable_get_text (self->day) == '\0')
    gtk_editable_set_text (self->day, day);
  if (pursuit_record_picker_get_id (self->receiver) == 0)
    pursuit_record_picker_set_id (self->receiver, sheet->deal->receiver_id,
                                  g_hash_table_lookup (sheet->names, "receiver_id"));
}

/**
 * pursuit_hand_over_view_show:
 * @self: a view
 * @worker: where changes go
 * @sheet: what to show
 *
 * Shows how far the hand-over of a deal is.
 */
void
pursuit_hand_over_view_show (PursuitHandOverView        *self,
                             PursuitWorker              *worker,
                             const PursuitStrategySheet *sheet)
{
  g_autofree char *where = NULL;
  gboolean begins = sheet->deal->status == PURSUIT_DEAL_WON ||
                    (sheet->deal->status == PURSUIT_DEAL_OPEN && sheet->stage != NULL && sheet->stage->type == PURSUIT_STAGE_WON);

  g_return_if_fail (PURSUIT_IS_HAND_OVER_VIEW (self));

  if (g_set_object (&self->worker, worker))
    {
      g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_STAFF);

      pursuit_record_picker_set_source (self->receiver, worker, query, _("Nobody"));
      pursuit_record_picker_set_title (self->receiver, _("Receiver"));
    }
  self->deal_id = PURSUIT_RECORD (sheet->deal)->id;
  where = dup_where (sheet);
  gtk_label_set_text (self->where, where);
  pursuit_milestones_view_show (self->checklist, worker, sheet);
  show_receiver (self, sheet);
  show_actions (self, sheet);
  gtk_stack_set_visible_child_name (self->states, begins ? "handover" : "early");
}
