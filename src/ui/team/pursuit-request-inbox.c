/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-request-inbox.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-answer-row.h"
#include "pursuit-error.h"
#include "pursuit-request-card.h"
#include "pursuit-requests.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* Cards are made for so many at first, and for so many more whenever somebody wants to see them. */
#define CARDS_AT_ONCE 40

/*
 * PursuitRequestInbox shows what is asked for (TEAM-4): what waits for the person's answer, what they asked for, and all that they may
 * see, the soonest needed first; below stands what was answered last.
 *
 *   worker: pursuit_requests_list() + pursuit_requests_count() ──▶ cards ──▶ PURSUIT_SAVE_ANSWER ──▶ news ──▶ read again
 */
struct _PursuitRequestInbox
{
  GtkWidget parent;

  GtkToggleButton *tabs[3];
  GtkStack *states;
  GtkListBox *cards;
  GtkWidget *more;
  GtkWidget *answered_part;
  GtkListBox *answered;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;

  PursuitWorker *worker;
  GCancellable *reading;
  gboolean is_stale;        /* something happened while it was read */
  GPtrArray *items;         /* PursuitRequestItem */
  guint n_wanted;           /* how many cards there may be */
};

G_DEFINE_FINAL_TYPE (PursuitRequestInbox, pursuit_request_inbox, GTK_TYPE_WIDGET)

static guint shown_signal;

/* What the worker found out. */
typedef struct
{
  PursuitRequestList list;
  PursuitRequestCounts counts;
  GPtrArray *items;
  GPtrArray *answered;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->items, g_ptr_array_unref);
  g_clear_pointer (&answer->answered, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Answer) answer = g_new0 (Answer, 1);

  answer->list = (PursuitRequestList) GPOINTER_TO_INT (data);
  answer->items = pursuit_requests_list (desk, answer->list, error);
  if (answer->items == NULL || (answer->answered = pursuit_requests_list (desk, PURSUIT_REQUESTS_ANSWERED, error)) == NULL ||
      !pursuit_requests_count (desk, &answer->counts, error))
    return NULL;

  return g_steal_pointer (&answer);
}

static PursuitRequestList
get_list (PursuitRequestInbox *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    if (gtk_toggle_button_get_active (self->tabs[i]))
      return (PursuitRequestList) i;

  return PURSUIT_REQUESTS_WAITING;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Of which request the card is that has the focus, 0 for none. */
static gint64
get_focused_id (PursuitRequestInbox *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->cards));
  GtkWidget *card = focus != NULL ? gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (focus)) : NULL;

  return card != NULL ? pursuit_request_card_get_id (PURSUIT_REQUEST_CARD (card)) : 0;
}

static void
add_card (PursuitRequestInbox      *self,
          const PursuitRequestItem *item,
          gint64                    focused_id)
{
  GtkWidget *card = pursuit_request_card_new (self->worker, item);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), card);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, card, NULL, -1);
  gtk_list_box_append (self->cards, row);
  if (item->id == focused_id)
    gtk_widget_grab_focus (row);
}

static void
show_cards (PursuitRequestInbox *self)
{
  gint64 focused_id = get_focused_id (self);

  clear_list (self->cards);
  for (guint i = 0; i < MIN (self->items->len, self->n_wanted); i++)
    add_card (self, g_ptr_array_index (self->items, i), focused_id);
  gtk_widget_set_visible (self->more, self->items->len > self->n_wanted);
}

static void
more_cb (PursuitRequestInbox *self)
{
  self->n_wanted += CARDS_AT_ONCE;
  show_cards (self);
}

static void
show_answered (PursuitRequestInbox *self,
               GPtrArray           *answered)
{
  clear_list (self->answered);
  for (guint i = 0; i < answered->len; i++)
    gtk_list_box_append (self->answered, pursuit_answer_row_new (g_ptr_array_index (answered, i)));
  gtk_widget_set_visible (self->answered_part, answered->len > 0);
}

static void
show_counts (PursuitRequestInbox        *self,
             const PursuitRequestCounts *counts)
{
  g_autofree char *waiting = g_strdup_printf (_("Waiting %lld"), (long long) counts->n_waiting);
  g_autofree char *mine = g_strdup_printf (_("Asked by Me %lld"), (long long) counts->n_mine);

  gtk_button_set_label (GTK_BUTTON (self->tabs[PURSUIT_REQUESTS_WAITING]), waiting);
  gtk_button_set_label (GTK_BUTTON (self->tabs[PURSUIT_REQUESTS_MINE]), mine);
}

static void
show_answer (PursuitRequestInbox *self,
             Answer              *answer)
{
  static const char *const empty[] = {
    [PURSUIT_REQUESTS_WAITING] = N_("Nothing waits for your answer."),
    [PURSUIT_REQUESTS_MINE] = N_("You asked for nobody. A role is asked for on a deal, in its coverage or on the way into a stage."),
    [PURSUIT_REQUESTS_OPEN] = N_("No role is asked for on the deals that you may see."),
  };

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_ptr_array_ref (answer->items);
  show_counts (self, &answer->counts);
  show_cards (self);
  show_answered (self, answer->answered);
  adw_status_page_set_description (self->empty_page, _(empty[answer->list]));
  gtk_widget_set_visible (GTK_WIDGET (self->empty_page), answer->items->len == 0);
  gtk_stack_set_visible_child_name (self->states, "list");
}

static void
show_error (PursuitRequestInbox *self,
            const GError        *error)
{
  gboolean denied = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);

  adw_status_page_set_title (self->error_page, denied ? _("Not for You") : _("The Requests Cannot Be Shown"));
  adw_status_page_set_description (self->error_page, error->message);
  gtk_widget_set_visible (adw_status_page_get_child (self->error_page), !denied);
  gtk_stack_set_visible_child_name (self->states, "error");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitRequestInbox) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->worker != PURSUIT_WORKER (source))
    return;

  g_clear_object (&self->reading);
  if (self->is_stale)
    {
      pursuit_request_inbox_read (self);
      return;
    }
  if (answer != NULL)
    show_answer (self, answer);
  else
    show_error (self, error);
  g_signal_emit (self, shown_signal, 0);
}

static void
news_cb (PursuitRequestInbox *self)
{
  if (self->reading != NULL)
    self->is_stale = TRUE;
  else
    pursuit_request_inbox_read (self);
}

static void
tab_cb (PursuitRequestInbox *self,
        GtkToggleButton     *tab)
{
  if (!gtk_toggle_button_get_active (tab) || self->worker == NULL)
    return;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->n_wanted = CARDS_AT_ONCE;
  pursuit_request_inbox_read (self);
}

static void
read_again (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (PURSUIT_REQUEST_INBOX (widget)->states, "loading");
  pursuit_request_inbox_read (PURSUIT_REQUEST_INBOX (widget));
}

static void
take_worker_away (PursuitRequestInbox *self)
{
  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_func (self->worker, news_cb, self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->is_stale = FALSE;
  self->n_wanted = CARDS_AT_ONCE;
}

static void
pursuit_request_inbox_dispose (GObject *object)
{
  take_worker_away (PURSUIT_REQUEST_INBOX (object));
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_REQUEST_INBOX);

  G_OBJECT_CLASS (pursuit_request_inbox_parent_class)->dispose (object);
}

static void
pursuit_request_inbox_class_init (PursuitRequestInboxClass *klass)
{
  static const char *const tab_ids[] = { "waiting", "mine", "open" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_request_inbox_dispose;

  /**
   * PursuitRequestInbox::shown:
   * @self: the inbox
   *
   * What is asked for, or why it cannot be told, is on the screen.
   */
  shown_signal = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "requests.read-again", NULL, read_again);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("team/request-inbox.ui"));
  for (guint i = 0; i < G_N_ELEMENTS (tab_ids); i++)
    gtk_widget_class_bind_template_child_full (widget_class, tab_ids[i], FALSE,
                                               (gssize) (G_STRUCT_OFFSET (PursuitRequestInbox, tabs) + i * sizeof (GtkToggleButton *)));
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, cards);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, more);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, answered_part);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, answered);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PursuitRequestInbox, error_page);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
pursuit_request_inbox_init (PursuitRequestInbox *self)
{
  self->n_wanted = CARDS_AT_ONCE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_request_inbox_read:
 * @self: an inbox with a worker
 *
 * Reads again what is asked for.
 */
void
pursuit_request_inbox_read (PursuitRequestInbox *self)
{
  g_return_if_fail (PURSUIT_IS_REQUEST_INBOX (self));

  if (self->worker == NULL || self->reading != NULL)
    return;

  self->is_stale = FALSE;
  self->reading = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_job, GINT_TO_POINTER (get_list (self)), NULL, answer_free, self->reading, read_cb,
                             g_object_ref (self));
}

/**
 * pursuit_request_inbox_set_worker:
 * @self: an inbox
 * @worker: (nullable): the opened database, or %NULL
 *
 * Shows what is asked for there, and follows the news.
 */
void
pursuit_request_inbox_set_worker (PursuitRequestInbox *self,
                                  PursuitWorker       *worker)
{
  g_return_if_fail (PURSUIT_IS_REQUEST_INBOX (self));

  take_worker_away (self);
  clear_list (self->cards);
  clear_list (self->answered);
  gtk_stack_set_visible_child_name (self->states, "loading");
  if (worker == NULL)
    return;

  self->worker = g_object_ref (worker);
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  pursuit_request_inbox_read (self);
}
