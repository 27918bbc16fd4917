/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicates-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-duplicate-row.h"
#include "pursuit-merge-window.h"
#include "pursuit-records.h"
#include "pursuit-ui-types.h"

/*
 * Who may be there twice (DOS-6), the likeliest first: pairs (worker) ──▶ a row for each of the first, "Show More" for the rest. After
 * whatever was done, by whomever, as many as are shown are asked for again.
 */

#define PAIRS_AT_ONCE 50

struct _PursuitDuplicatesWindow
{
  AdwWindow parent_instance;

  GtkStack *state;
  GtkToggleButton *customers;
  GtkToggleButton *contacts;
  GtkListBox *list;
  GtkWidget *more;
  AdwStatusPage *problem;
  AdwToastOverlay *toasts;

  PursuitWorker *worker;
  GCancellable *cancellable;
  guint limit;
  guint n_asked;            /* only the answer to the last question is shown */
};

G_DEFINE_FINAL_TYPE (PursuitDuplicatesWindow, pursuit_duplicates_window, ADW_TYPE_WINDOW)

static GType
get_kind (PursuitDuplicatesWindow *self)
{
  return gtk_toggle_button_get_active (self->customers) ? PURSUIT_TYPE_CUSTOMER : PURSUIT_TYPE_CONTACT;
}

static void ask (PursuitDuplicatesWindow *self);

typedef struct
{
  PursuitDuplicatesWindow *window;
  guint number;
} Asking;

typedef struct
{
  GType type;
  gint64 id;
  gint64 other_id;
  guint limit;
} Question;

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;

  /* one more than is shown tells whether there are more */
  return pursuit_duplicates_catch_up (desk, cancellable, error)
           ? pursuit_duplicates_list (desk, question->type, 0, question->limit + 1, NULL, error) : NULL;
}

static void
compare_pair_cb (PursuitDuplicatesWindow *self,
                 PursuitDuplicateRow     *row)
{
  gint64 first_id, second_id;

  pursuit_duplicate_row_get_ids (row, &first_id, &second_id);
  gtk_window_present (GTK_WINDOW (pursuit_merge_window_new (GTK_WIDGET (self), self->worker, get_kind (self), first_id, second_id)));
}

static gpointer
dismiss_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Question *question = data;
  gint64 entry_id;

  return pursuit_duplicates_dismiss (desk, question->type, question->id, question->other_id, &entry_id, error)
           ? g_memdup2 (&entry_id, sizeof entry_id) : NULL;
}

static void
offer_undo (PursuitDuplicatesWindow *self,
            const char              *text,
            gint64                   entry_id)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  if (entry_id != 0)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "duplicates.undo");
      adw_toast_set_action_target_value (toast, g_variant_new_int64 (entry_id));
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
dismissed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitDuplicatesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  offer_undo (self, entry_id != NULL ? _("Not a duplicate") : error->message, entry_id != NULL ? *entry_id : 0);
  if (entry_id != NULL)
    ask (self);
}

static void
dismiss_pair_cb (PursuitDuplicatesWindow *self,
                 PursuitDuplicateRow     *row)
{
  Question *question = g_new0 (Question, 1);

  question->type = get_kind (self);
  pursuit_duplicate_row_get_ids (row, &question->id, &question->other_id);
  pursuit_worker_call_async (self->worker, dismiss_job, question, g_free, g_free, NULL, dismissed_cb, g_object_ref (self));
}

static void
add_row (PursuitDuplicatesWindow *self,
         const PursuitLikelyPair *pair)
{
  GtkWidget *row = pursuit_duplicate_row_new (pair);

  g_signal_connect_object (row, "compare", G_CALLBACK (compare_pair_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dismiss", G_CALLBACK (dismiss_pair_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
show_pairs (PursuitDuplicatesWindow *self,
            GPtrArray               *pairs)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (pairs->len, self->limit); i++)
    add_row (self, g_ptr_array_index (pairs, i));
  gtk_widget_set_visible (self->more, pairs->len > self->limit);
  gtk_stack_set_visible_child_name (self->state, pairs->len > 0 ? "list" : "nothing");
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr(PursuitDuplicatesWindow) self = asking->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pairs = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || asking->number != self->n_asked)
    return;

  if (pairs != NULL)
    {
      show_pairs (self, pairs);
      return;
    }

  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->state, "problem");
}

static void
ask (PursuitDuplicatesWindow *self)
{
  Question *question;
  Asking *asking;

  if (self->worker == NULL)
    return;
  question = g_new0 (Question, 1);
  asking = g_new0 (Asking, 1);
  question->type = get_kind (self);
  question->limit = self->limit;
  asking->window = g_object_ref (self);
  asking->number = ++self->n_asked;
  pursuit_worker_call_async (self->worker, list_job, question, g_free, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                             listed_cb, asking);
}

static void
kind_toggled_cb (PursuitDuplicatesWindow *self)
{
  g_assert (PURSUIT_IS_DUPLICATES_WINDOW (self));

  self->limit = PAIRS_AT_ONCE;
  gtk_stack_set_visible_child_name (self->state, "loading");
  ask (self);
}

static void
more_cb (PursuitDuplicatesWindow *self)
{
  g_assert (PURSUIT_IS_DUPLICATES_WINDOW (self));

  self->limit += PAIRS_AT_ONCE;
  ask (self);
}

static void
row_activated_cb (PursuitDuplicatesWindow *self,
                  GtkListBoxRow           *row)
{
  g_assert (PURSUIT_IS_DUPLICATES_WINDOW (self));

  compare_pair_cb (self, PURSUIT_DUPLICATE_ROW (row));
}

static gpointer
undo_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 entry_id;

  return pursuit_records_undo (desk, *(const gint64 *) data, &entry_id, error) ? g_memdup2 (&entry_id, sizeof entry_id) : NULL;
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitDuplicatesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *entry_id = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (entry_id == NULL)
    offer_undo (self, error->message, 0);
  pursuit_worker_poll (PURSUIT_WORKER (source));
  ask (self);
}

static void
undo (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  PursuitDuplicatesWindow *self = PURSUIT_DUPLICATES_WINDOW (widget);
  gint64 entry_id = g_variant_get_int64 (parameter);

  pursuit_worker_call_async (self->worker, undo_job, g_memdup2 (&entry_id, sizeof entry_id), g_free, g_free, NULL, undone_cb,
                             g_object_ref (self));
}

/* What the window of a comparison says when it is done. */
static void
offer (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  g_autofree char *text = NULL;
  gint64 entry_id;

  g_variant_get (parameter, "(sx)", &text, &entry_id);
  offer_undo (PURSUIT_DUPLICATES_WINDOW (widget), text, entry_id);
}

static void
pursuit_duplicates_window_dispose (GObject *object)
{
  PursuitDuplicatesWindow *self = PURSUIT_DUPLICATES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_DUPLICATES_WINDOW);

  G_OBJECT_CLASS (pursuit_duplicates_window_parent_class)->dispose (object);
}

static void
pursuit_duplicates_window_finalize (GObject *object)
{
  g_clear_object (&PURSUIT_DUPLICATES_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (pursuit_duplicates_window_parent_class)->finalize (object);
}

static void
pursuit_duplicates_window_class_init (PursuitDuplicatesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_duplicates_window_dispose;
  object_class->finalize = pursuit_duplicates_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("merge/duplicates-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, customers);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, contacts);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, more);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitDuplicatesWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "win.offer-undo", "(sx)", offer);
  gtk_widget_class_install_action (widget_class, "duplicates.undo", "x", undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_duplicates_window_init (PursuitDuplicatesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->limit = PAIRS_AT_ONCE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_duplicates_window_new:
 * @parent: (nullable): the window over which it is shown
 * @worker: the thread that keeps the records
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_duplicates_window_new (GtkWindow     *parent,
                               PursuitWorker *worker)
{
  PursuitDuplicatesWindow *self = g_object_new (PURSUIT_TYPE_DUPLICATES_WINDOW, "transient-for", parent, NULL);

  self->worker = g_object_ref (worker);
  g_signal_connect_object (worker, "news", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);

  return GTK_WIDGET (self);
}
