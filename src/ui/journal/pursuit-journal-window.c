/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-filter-button.h"
#include "pursuit-journal-row.h"
#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-ui-types.h"

/*
 * PursuitJournalWindow shows everything that was ever done in the database, newest first, by anybody or by one person (SYS-3). It is
 * the administrator's, and follows what happens.
 *
 *   PursuitFilterButton -> PursuitQuery -> PursuitQueryModel (PURSUIT_LIST_JOURNAL) -> GtkNoSelection -> GtkListView
 */
struct _PursuitJournalWindow
{
  AdwWindow parent_instance;

  PursuitFilterButton *person;
  GtkStack *states;
  GtkListView *list;
  PursuitListStatus *status;

  PursuitQueryModel *model;
};

G_DEFINE_FINAL_TYPE (PursuitJournalWindow, pursuit_journal_window, ADW_TYPE_WINDOW)

static const char *
get_currency (PursuitJournalWindow *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (pursuit_query_model_get_worker (self->model));

  return opened != NULL ? opened->currency : NULL;
}

static void
setup_cb (PursuitJournalWindow *self,
          GtkListItem          *item)
{
  g_assert (PURSUIT_IS_JOURNAL_WINDOW (self));

  gtk_list_item_set_child (item, pursuit_journal_row_new ());
}

static void
bind_cb (PursuitJournalWindow *self,
         GtkListItem          *item)
{
  g_assert (PURSUIT_IS_JOURNAL_WINDOW (self));

  pursuit_journal_row_show (PURSUIT_JOURNAL_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                            get_currency (self),
                            pursuit_worker_get_own_set (pursuit_query_model_get_worker (self->model)));
}

static void
unbind_cb (PursuitJournalWindow *self,
           GtkListItem          *item)
{
  pursuit_journal_row_show (PURSUIT_JOURNAL_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

/* What the entry is about is shown in the window behind. */
static void
activate_cb (PursuitJournalWindow *self,
             guint                 position)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr(PursuitRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  gint64 customer_id = row != NULL ? pursuit_row_get_number (row, PURSUIT_JOURNAL_ROW_CUSTOMER_ID) : 0;
  gint64 deal_id = row != NULL ? pursuit_row_get_number (row, PURSUIT_JOURNAL_ROW_DEAL_ID) : 0;

  g_assert (PURSUIT_IS_JOURNAL_WINDOW (self));

  if (parent == NULL || (customer_id == 0 && deal_id == 0))
    return;

  gtk_widget_activate_action (GTK_WIDGET (parent), deal_id != 0 ? "win.show-deal" : "win.show-customer", "x",
                              deal_id != 0 ? deal_id : customer_id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_state (PursuitJournalWindow *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_stack_set_visible_child_name (self->states, pursuit_list_status_is_needed (self->status) ? "status"
                                                  : is_empty ? "empty" : "list");
}

static void
ask (PursuitJournalWindow *self)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_JOURNAL);

  query->owner_id = pursuit_filter_button_get_id (self->person);
  pursuit_query_model_set_query (self->model, query);
}

static void
filter_changed_cb (PursuitJournalWindow *self)
{
  g_assert (PURSUIT_IS_JOURNAL_WINDOW (self));

  if (self->model != NULL)
    ask (self);
}

static void
pursuit_journal_window_dispose (GObject *object)
{
  PursuitJournalWindow *self = PURSUIT_JOURNAL_WINDOW (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_JOURNAL_WINDOW);

  G_OBJECT_CLASS (pursuit_journal_window_parent_class)->dispose (object);
}

static void
pursuit_journal_window_class_init (PursuitJournalWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_journal_window_dispose;

  g_type_ensure (PURSUIT_TYPE_FILTER_BUTTON);
  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("journal/journal-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalWindow, person);
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalWindow, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitJournalWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_journal_window_init (PursuitJournalWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_filter_button_set_title (self->person, _("Person"), C_("people", "all"));
}

/**
 * pursuit_journal_window_new:
 * @parent: (nullable): the window over which it is shown, and which shows what an entry is about
 * @worker: the opened database
 *
 * Who may not see the journal is shown an empty one; the action that opens this is not for them.
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_journal_window_new (GtkWindow     *parent,
                            PursuitWorker *worker)
{
  PursuitJournalWindow *self = g_object_new (PURSUIT_TYPE_JOURNAL_WINDOW, "transient-for", parent, NULL);
  g_autoptr(GtkNoSelection) selection = NULL;

  self->model = pursuit_query_model_new (worker);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  pursuit_list_place_keep (self->list, self->model, (PursuitRowOfChild) pursuit_journal_row_get_row);
  pursuit_list_status_set_model (self->status, self->model);
  pursuit_filter_button_set_source (self->person, worker, PURSUIT_LIST_STAFF);
  ask (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_journal_window_get_model:
 * @self: a window
 *
 * Returns: (transfer none): what it lists
 */
PursuitQueryModel *
pursuit_journal_window_get_model (PursuitJournalWindow *self)
{
  g_return_val_if_fail (PURSUIT_IS_JOURNAL_WINDOW (self), NULL);

  return self->model;
}
