/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-request-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-decline-dialog.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-record-picker.h"
#include "pursuit-role-request.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitRequestCard is one request for a role: what for, on which deal, by when, and what the person who looks may do with it. Whatever
 * they do is a save; the inbox reads again when the news of it comes.
 */
struct _PursuitRequestCard
{
  GtkWidget parent;

  GtkLabel *title;
  GtkLabel *due;
  GtkLabel *deal;
  GtkLabel *when;
  GtkWidget *background_part;
  GtkLabel *background;
  GtkWidget *person_part;
  AdwAvatar *avatar;
  GtkLabel *person;
  PursuitRecordPicker *picker;
  GtkWidget *buttons;
  GtkWidget *accept_button;
  GtkWidget *decline_button;
  GtkWidget *done_button;
  GtkWidget *withdraw_button;
  GtkLabel *problem;

  PursuitWorker *worker;
  gint64 id;
  gint64 deal_id;
};

G_DEFINE_FINAL_TYPE (PursuitRequestCard, pursuit_request_card, GTK_TYPE_WIDGET)

static void
show_problem (PursuitRequestCard *self,
              const char         *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static const char *
get_done_text (const char *state)
{
  if (g_str_equal (state, "accepted"))
    return _("Accepted and assigned.");
  if (g_str_equal (state, "declined"))
    return _("Declined.");
  if (g_str_equal (state, "done"))
    return _("Noted as done.");

  return _("Withdrawn.");
}

typedef struct
{
  PursuitRequestCard *card;
  GtkWidget *root;
  char *state;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->card);
  g_clear_object (&call->root);
  g_free (call->state);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* The card may be gone by now: news come before the answer. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);
  const char *sentence = saved == NULL                                ? error->message
                         : saved->state == PURSUIT_SAVED_CONFLICT ? saved->sentence
                                                                  : NULL;

  gtk_widget_set_sensitive (call->card->buttons, TRUE);
  show_problem (call->card, sentence);
  if (sentence != NULL || call->root == NULL)
    return;
  if (saved->state == PURSUIT_SAVED_QUEUED)
    gtk_widget_activate_action (call->root, "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  else
    gtk_widget_activate_action (call->root, "win.offer-undo", "(sx)", get_done_text (call->state), saved->entry_id);
}

static void
answer (PursuitRequestCard *self,
        const char         *state,
        const char         *reason)
{
  PursuitSave *save = pursuit_save_new (PURSUIT_SAVE_ANSWER, PURSUIT_TYPE_ROLE_REQUEST, self->id);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Call *call = g_new0 (Call, 1);

  call->card = g_object_ref (self);
  call->root = root != NULL ? g_object_ref (GTK_WIDGET (root)) : NULL;
  call->state = g_strdup (state);
  save->other = g_strdup (state);
  save->text = g_strdup (reason);
  save->position = -1;
  if (g_str_equal (state, "accepted"))
    save->ref_id = pursuit_record_picker_get_id (self->picker);
  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->buttons, FALSE);
  pursuit_worker_save_async (self->worker, save, NULL, saved_cb, call);
}

static void
settle (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  PursuitRequestCard *self = PURSUIT_REQUEST_CARD (widget);
  const char *state = g_variant_get_string (parameter, NULL);

  if (g_str_equal (state, "accepted") && gtk_widget_get_visible (GTK_WIDGET (self->picker)) &&
      pursuit_record_picker_get_id (self->picker) == 0)
    {
      show_problem (self, _("Choose who comes."));
      gtk_widget_child_focus (GTK_WIDGET (self->picker), GTK_DIR_TAB_FORWARD);
      return;
    }

  answer (self, state, NULL);
}

static void
declined_cb (PursuitRequestCard *self,
             const char         *reason)
{
  answer (self, "declined", reason);
}

static void
decline (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PursuitRequestCard *self = PURSUIT_REQUEST_CARD (widget);
  PursuitDeclineDialog *dialog = pursuit_decline_dialog_present (widget, gtk_label_get_text (self->title));

  g_signal_connect_object (dialog, "declined", G_CALLBACK (declined_cb), self, G_CONNECT_SWAPPED);
}

static void
open_deal (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-deal", "x", PURSUIT_REQUEST_CARD (widget)->deal_id);
}

static void
pursuit_request_card_dispose (GObject *object)
{
  PursuitRequestCard *self = PURSUIT_REQUEST_CARD (object);

  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_REQUEST_CARD);

  G_OBJECT_CLASS (pursuit_request_card_parent_class)->dispose (object);
}

static void
pursuit_request_card_class_init (PursuitRequestCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_request_card_dispose;

  g_type_ensure (PURSUIT_TYPE_RECORD_PICKER);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "request.settle", "s", settle);
  gtk_widget_class_install_action (widget_class, "request.decline", NULL, decline);
  gtk_widget_class_install_action (widget_class, "request.open-deal", NULL, open_deal);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("team/request-card.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, due);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, deal);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, when);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, background_part);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, background);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, person_part);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, person);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, picker);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, accept_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, decline_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, done_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestCard, problem);
}

static void
pursuit_request_card_init (PursuitRequestCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_due (PursuitRequestCard       *self,
          const PursuitRequestItem *item)
{
  g_autofree char *today = pursuit_date_today ();
  int days = pursuit_date_days_between (today, item->needed_on);
  g_autofree char *text = NULL;

  if (item->state != PURSUIT_REQUEST_ASKED)
    text = g_strdup (pursuit_enum_get_label (PURSUIT_TYPE_REQUEST_STATE, (int) item->state));
  else if (days < 0)
    text = g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", (gulong) -days), -days);
  else
    text = pursuit_date_format_relative (item->needed_on);
  gtk_label_set_text (self->due, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->due), item->is_overdue                            ? "error"
                                                    : item->state == PURSUIT_REQUEST_ACCEPTED ? "success"
                                                                                              : "calm");
}

static void
show_deal (PursuitRequestCard       *self,
           const PursuitRequestItem *item)
{
  const char *currency = pursuit_worker_get_opened (self->worker)->currency;
  g_autofree char *amount = pursuit_money_format (item->amount, currency, PURSUIT_MONEY_SHORT);
  g_autofree char *text = NULL;

  if (item->hides_amount || item->amount == 0)
    /* Translators: %1$s is a customer, %2$s a deal */
    text = g_strdup_printf (_("%1$s %2$s"), item->customer, item->deal);
  else
    /* Translators: %1$s is a customer, %2$s a deal, %3$s its amount */
    text = g_strdup_printf (_("%1$s %2$s · %3$s"), item->customer, item->deal, amount);
  gtk_label_set_text (self->deal, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->deal), text);
}

static void
show_when (PursuitRequestCard       *self,
           const PursuitRequestItem *item)
{
  g_autofree char *day = pursuit_date_format (item->needed_on);
  const char *requester = item->requester != NULL ? item->requester : C_("person", "Somebody");
  g_autofree char *text = NULL;

  if (item->hours > 0)
    /* Translators: %1$s is a day, %2$lld a number of hours, %3$s a person */
    text = g_strdup_printf (_("Needed by %1$s · %2$lld h · asked by %3$s"), day, (long long) item->hours, requester);
  else
    /* Translators: %1$s is a day, %2$s a person */
    text = g_strdup_printf (_("Needed by %1$s · asked by %2$s"), day, requester);
  gtk_label_set_text (self->when, text);
}

/* Who is asked; who may name another person does so here. */
static void
show_person (PursuitRequestCard       *self,
             const PursuitRequestItem *item)
{
  gboolean may_choose = item->may_choose && item->state == PURSUIT_REQUEST_ASKED;
  g_autofree char *text = NULL;

  if (item->person != NULL)
    text = g_strdup (item->person);
  else if (item->coordinator != NULL)
    /* Translators: %s is whoever coordinates a role */
    text = g_strdup_printf (_("Nobody named · %s coordinates"), item->coordinator);
  else
    text = g_strdup (_("Nobody named · nobody coordinates"));
  adw_avatar_set_text (self->avatar, item->person);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), item->person != NULL);
  gtk_label_set_text (self->person, text);
  gtk_widget_set_visible (GTK_WIDGET (self->person), !may_choose || item->staff_id == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), may_choose);
  if (may_choose)
    {
      g_autoptr(PursuitQuery) staff = pursuit_query_new (PURSUIT_LIST_STAFF);

      staff->order = PURSUIT_ORDER_NAME;
      pursuit_record_picker_set_source (self->picker, self->worker, staff, NULL);
      pursuit_record_picker_set_title (self->picker, _("Who Comes"));
    }
  pursuit_record_picker_set_id (self->picker, item->staff_id, item->person);
}

static void
show_buttons (PursuitRequestCard       *self,
              const PursuitRequestItem *item)
{
  gboolean writable = !pursuit_worker_get_opened (self->worker)->read_only;
  gboolean asked = item->state == PURSUIT_REQUEST_ASKED;
  gboolean answers = writable && asked && item->may_answer;
  gboolean withdraws = writable && asked && item->is_mine;
  gboolean ends = writable && item->state == PURSUIT_REQUEST_ACCEPTED && (item->is_mine || item->may_answer);

  gtk_widget_set_visible (self->accept_button, answers);
  gtk_widget_set_visible (self->decline_button, answers);
  gtk_widget_set_visible (self->done_button, ends);
  gtk_widget_set_visible (self->withdraw_button, withdraws);
  gtk_widget_set_visible (self->buttons, answers || ends || withdraws);
}

/**
 * pursuit_request_card_get_id:
 * @self: a card
 *
 * Returns: of which request it is
 */
gint64
pursuit_request_card_get_id (PursuitRequestCard *self)
{
  g_return_val_if_fail (PURSUIT_IS_REQUEST_CARD (self), 0);

  return self->id;
}

/**
 * pursuit_request_card_new:
 * @worker: the worker
 * @item: a request
 *
 * Returns: (transfer floating): a card that shows it
 */
GtkWidget *
pursuit_request_card_new (PursuitWorker            *worker,
                          const PursuitRequestItem *item)
{
  PursuitRequestCard *self = g_object_new (PURSUIT_TYPE_REQUEST_CARD, NULL);
  /* Translators: %1$s is a role, %2$s what it is asked for */
  g_autofree char *title = g_strdup_printf (_("%1$s · %2$s"), pursuit_locale_choose_name (item->role, NULL), item->purpose);

  self->worker = g_object_ref (worker);
  self->id = item->id;
  self->deal_id = item->deal_id;
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  show_due (self, item);
  show_deal (self, item);
  show_when (self, item);
  gtk_label_set_text (self->background, item->background != NULL ? item->background : "");
  gtk_widget_set_visible (self->background_part, !pursuit_str_empty (item->background));
  show_person (self, item);
  show_buttons (self, item);

  return GTK_WIDGET (self);
}
