/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bulk-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-gate-sheet.h"
#include "pursuit-ui-types.h"

/*
 * PursuitBulkDialog says which of several deals were refused and why. Those that miss something are looked at one after
 * the other, each in the sheet of its move.
 */
struct _PursuitBulkDialog
{
  PursuitDealDialog parent_instance;

  GtkLabel *summary;
  GtkListBox *list;
  GtkWidget *look_button;

  GPtrArray *gated;       /* PursuitBulkItem */
};

G_DEFINE_FINAL_TYPE (PursuitBulkDialog, pursuit_bulk_dialog, PURSUIT_TYPE_DEAL_DIALOG)

/* The deals that are still to be looked at, over the window that asked. */
typedef struct
{
  GWeakRef over;
  PursuitWorker *worker;
  GPtrArray *items;
  guint at;
} Round;

static void open_next (Round *round);

static void
round_free (Round *round)
{
  g_weak_ref_clear (&round->over);
  g_object_unref (round->worker);
  g_ptr_array_unref (round->items);
  g_free (round);
}

static gboolean
next_cb (gpointer user_data)
{
  open_next (user_data);

  return G_SOURCE_REMOVE;
}

/* The next one opens when the window of this one is quite gone. */
static void
destroyed_cb (GtkWidget *sheet,
              Round     *round)
{
  g_idle_add (next_cb, round);
}

static void
open_next (Round *round)
{
  g_autoptr(GtkWidget) over = g_weak_ref_get (&round->over);
  const PursuitBulkItem *item;
  PursuitDealDialog *sheet;

  if (over == NULL || round->at == round->items->len || pursuit_worker_get_opened (round->worker) == NULL)
    {
      round_free (round);
      return;
    }

  item = g_ptr_array_index (round->items, round->at++);
  sheet = pursuit_gate_sheet_present (over, round->worker, item->verb->deal_id, item->verb->position, NULL);
  g_signal_connect (sheet, "destroy", G_CALLBACK (destroyed_cb), round);
}

static void
look (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitBulkDialog *self = PURSUIT_BULK_DIALOG (widget);
  Round *round = g_new0 (Round, 1);

  g_weak_ref_init (&round->over, gtk_window_get_transient_for (GTK_WINDOW (self)));
  round->worker = g_object_ref (pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (self)));
  round->items = g_ptr_array_ref (self->gated);
  gtk_window_close (GTK_WINDOW (self));
  open_next (round);
}

static void
pursuit_bulk_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_BULK_DIALOG);

  G_OBJECT_CLASS (pursuit_bulk_dialog_parent_class)->dispose (object);
}

static void
pursuit_bulk_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (PURSUIT_BULK_DIALOG (object)->gated);

  G_OBJECT_CLASS (pursuit_bulk_dialog_parent_class)->finalize (object);
}

static void
pursuit_bulk_dialog_class_init (PursuitBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_bulk_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_bulk_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "bulk.look", NULL, look);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("gate/bulk-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkDialog, look_button);
}

static void
pursuit_bulk_dialog_init (PursuitBulkDialog *self)
{
  self->gated = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_bulk_item_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_left (PursuitBulkDialog     *self,
          const PursuitBulkItem *item)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", item->title, "subtitle",
                                 item->sentence, NULL);

  gtk_list_box_append (self->list, row);
  if (item->is_gated)
    g_ptr_array_add (self->gated, pursuit_bulk_item_new (pursuit_deal_verb_copy (item->verb), item->title));
}

/**
 * pursuit_bulk_dialog_present:
 * @over: the widget that asks for it
 * @worker: the worker
 * @result: what became of several deals
 *
 * Says which deals were refused.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDealDialog *
pursuit_bulk_dialog_present (GtkWidget               *over,
                             PursuitWorker           *worker,
                             const PursuitBulkResult *result)
{
  PursuitBulkDialog *self = g_object_new (PURSUIT_TYPE_BULK_DIALOG, NULL);
  guint n_done = result->n_done + result->n_waiting;
  g_autofree char *done = g_strdup_printf (ngettext ("%u deal is done.", "%u deals are done.", n_done), n_done);
  g_autofree char *left = g_strdup_printf (ngettext ("%u deal stays where it is:", "%u deals stay where they are:",
                                                     result->left->len), result->left->len);
  g_autofree char *summary = g_strjoin ("\n", done, left, NULL);

  pursuit_deal_dialog_set_up (PURSUIT_DEAL_DIALOG (self), over, worker);
  gtk_label_set_text (self->summary, summary);
  for (guint i = 0; i < result->left->len; i++)
    add_left (self, g_ptr_array_index (result->left, i));
  gtk_widget_set_visible (self->look_button, self->gated->len > 0);
  gtk_window_present (GTK_WINDOW (self));

  return PURSUIT_DEAL_DIALOG (self);
}
