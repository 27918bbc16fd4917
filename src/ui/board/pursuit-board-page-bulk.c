/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-assign-dialog.h"
#include "pursuit-bulk-dialog.h"
#include "pursuit-bulk.h"
#include "pursuit-offer.h"
#include "pursuit-park-dialog.h"
#include "pursuit-records.h"

/* The same done with several cards. Each deal goes by itself; those that were refused are listed with the reason. */

/* The cards that were chosen; without a choice the one that an action is about. */
GPtrArray *
pursuit_board_page_dup_rows (PursuitBoardPage *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  PursuitBoardTarget target;
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      PursuitRow *now = pursuit_board_page_find_row (self, *(gint64 *) id);

      g_ptr_array_add (rows, g_object_ref (now != NULL && pursuit_row_is_loaded (now) ? now : row));
    }
  if (rows->len == 0 && pursuit_board_page_find_target (self, &target))
    g_ptr_array_add (rows, g_object_ref (target.row));

  return rows;
}

static void
offer_undo (PursuitBoardPage  *self,
            PursuitBulkResult *result)
{
  GVariantBuilder builder;
  g_autofree char *text = g_strdup_printf (ngettext ("%u deal is done.", "%u deals are done.", result->n_done),
                                           result->n_done);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  for (guint i = result->entries->len; i > 0; i--)
    g_variant_builder_add (&builder, "x", g_array_index (result->entries, gint64, i - 1));
  pursuit_offer_make (GTK_WIDGET (self), text, _("Undo"), "board.undo-many", g_variant_builder_end (&builder));
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;
  g_autoptr(PursuitBulkResult) answer = pursuit_bulk_run_finish (result);

  if (self->worker == NULL)
    return;

  if (answer->n_waiting > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  if (answer->entries->len > 0)
    offer_undo (self, answer);
  if (answer->left->len > 0)
    pursuit_bulk_dialog_present (GTK_WIDGET (self), self->worker, answer);
}

static const char *
find_title (GPtrArray *rows,
            gint64     deal_id)
{
  for (guint i = 0; i < rows->len; i++)
    if (pursuit_row_get_id (g_ptr_array_index (rows, i)) == deal_id)
      return pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_DEAL_ROW_TITLE);

  return NULL;
}

/* Does what @verbs say with the deals of @rows, and lets go of the choice. */
void
pursuit_board_page_run (PursuitBoardPage *self,
                        GPtrArray        *verbs,
                        GPtrArray        *rows)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_bulk_item_free);

  pursuit_board_page_clear_choice (self);
  if (self->worker == NULL || verbs->len == 0)
    return;

  for (guint i = 0; i < verbs->len; i++)
    {
      const PursuitDealVerb *verb = g_ptr_array_index (verbs, i);

      g_ptr_array_add (items, pursuit_bulk_item_new (pursuit_deal_verb_copy (verb), find_title (rows, verb->deal_id)));
    }
  pursuit_bulk_run_async (self->worker, items, run_cb, g_object_ref (self));
}

typedef struct
{
  PursuitBoardPage *page;
  GPtrArray *rows;
  gint64 staff_id;
} Chosen;

static void
chosen_free (gpointer data)
{
  Chosen *self = data;

  g_object_unref (self->page);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chosen, chosen_free)

static Chosen *
chosen_new (PursuitBoardPage *self,
            GPtrArray        *rows)
{
  Chosen *chosen = g_new0 (Chosen, 1);

  chosen->page = g_object_ref (self);
  chosen->rows = g_ptr_array_ref (rows);
  return chosen;
}

static void
closure_free (gpointer  data,
              GClosure *closure)
{
  chosen_free (data);
}

static void
park_chosen_cb (PursuitParkDialog *dialog,
                const char        *reason,
                const char        *until,
                Chosen            *chosen)
{
  g_autoptr(GPtrArray) verbs = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_deal_verb_free);

  for (guint i = 0; i < chosen->rows->len; i++)
    {
      PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_PARK,
                                                     pursuit_row_get_id (g_ptr_array_index (chosen->rows, i)));

      verb->text = g_strdup (reason);
      verb->date = g_strdup (until);
      g_ptr_array_add (verbs, verb);
    }
  pursuit_board_page_run (chosen->page, verbs, chosen->rows);
}

/* Puts several deals aside together. */
void
pursuit_board_page_park_many (PursuitBoardPage *self,
                              GPtrArray        *rows)
{
  PursuitDealDialog *dialog = pursuit_park_dialog_present_many (GTK_WIDGET (self), self->worker, rows->len);

  g_signal_connect_data (dialog, "chosen", G_CALLBACK (park_chosen_cb), chosen_new (self, rows), closure_free, 0);
}

/* Their records, so that nothing but the seller is changed. */
static gpointer
read_deals_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  GArray *ids = data;
  g_autoptr(GPtrArray) deals = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      PursuitRecord *deal = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, g_array_index (ids, gint64, i), error);

      if (deal == NULL)
        return NULL;
      g_ptr_array_add (deals, deal);
    }

  return g_steal_pointer (&deals);
}

static void
deals_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Chosen) chosen = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) deals = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autoptr(GPtrArray) verbs = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_deal_verb_free);

  if (chosen->page->worker == NULL)
    return;
  if (deals == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (chosen->page), "win.toast", "s", error->message);
      return;
    }

  for (guint i = 0; i < deals->len; i++)
    {
      PursuitRecord *deal = g_ptr_array_index (deals, i);
      PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_SAVE, deal->id);

      verb->original = pursuit_record_copy (deal);
      verb->edited = pursuit_record_copy (deal);
      PURSUIT_DEAL (verb->edited)->owner_id = chosen->staff_id;
      g_ptr_array_add (verbs, verb);
    }
  pursuit_board_page_run (chosen->page, verbs, chosen->rows);
}

static void
seller_chosen_cb (PursuitAssignDialog *dialog,
                  gint64               staff_id,
                  Chosen              *chosen)
{
  PursuitBoardPage *self = chosen->page;
  Chosen *copy = chosen_new (self, chosen->rows);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  copy->staff_id = staff_id;
  for (guint i = 0; i < chosen->rows->len; i++)
    {
      gint64 id = pursuit_row_get_id (g_ptr_array_index (chosen->rows, i));

      g_array_append_val (ids, id);
    }
  pursuit_worker_call_async (pursuit_deal_dialog_get_worker (PURSUIT_DEAL_DIALOG (dialog)), read_deals_job, ids,
                             (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref, NULL, deals_cb, copy);
}

static void
assign_cards (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(GPtrArray) rows = pursuit_board_page_dup_rows (self);
  PursuitDealDialog *dialog;

  if (rows->len == 0)
    return;

  dialog = pursuit_assign_dialog_present (widget, self->worker, rows->len);
  g_signal_connect_data (dialog, "chosen", G_CALLBACK (seller_chosen_cb), chosen_new (self, rows), closure_free, 0);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);
  const char *sentence = saved == NULL ? error->message : saved->state == PURSUIT_SAVED_CONFLICT ? saved->sentence : NULL;

  if (self->worker != NULL && sentence != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", sentence);
}

/* The last one first, each by itself. */
static void
undo_many (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  GVariantIter iter;
  gint64 entry_id;

  g_variant_iter_init (&iter, parameter);
  while (self->worker != NULL && g_variant_iter_next (&iter, "x", &entry_id))
    pursuit_worker_save_async (self->worker, pursuit_save_new_undo (entry_id), NULL, undone_cb, g_object_ref (self));
}

/* Called from class_init. */
void
pursuit_board_page_install_bulk (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.assign", NULL, assign_cards);
  gtk_widget_class_install_action (widget_class, "board.undo-many", "ax", undo_many);
}
