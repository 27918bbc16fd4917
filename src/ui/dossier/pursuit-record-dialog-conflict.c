/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compare-list.h"

/* What the dialog does when somebody else changed or deleted the record: it shows the fields that both changed, what they
 * were, are and were typed as, and lets the person choose for each. */

/* What the worker compares, and what to say should there be nothing to compare. */
typedef struct
{
  PursuitRecordDialog *dialog;
  PursuitRecord *original;
  PursuitRecord *edited;
  char *message;
  gboolean is_news;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->dialog);
  g_object_unref (look->original);
  g_object_unref (look->edited);
  g_free (look->message);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static gpointer
compare_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Look *look = data;

  return pursuit_records_compare (desk, look->original, look->edited, error);
}

static void
show_comparison (PursuitRecordDialog *self)
{
  gboolean is_deleted = self->comparison->deleted_at != 0;
  g_autofree char *deletion = pursuit_comparison_dup_deletion (self->comparison);

  pursuit_compare_list_show (self->compared, self->comparison);
  gtk_label_set_text (self->meanwhile,
                      is_deleted ? deletion
                                 : _("Somebody else changed the same meanwhile. Choose what shall stay, then save."));
  gtk_widget_set_visible (self->keep_draft, is_deleted);
  gtk_button_set_label (GTK_BUTTON (self->save), is_deleted ? _("Restore with Your Changes") : _("Save"));
  pursuit_banners_unset (self->banners, "news");
  gtk_stack_set_visible_child_name (self->pages, "comparison");
  if (is_deleted)
    gtk_widget_grab_focus (self->save);
  else
    gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->compared)));
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  PursuitRecordDialog *self = look->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (comparison != NULL && (comparison->deleted_at != 0 || comparison->conflict != 0))
    {
      g_clear_pointer (&self->comparison, pursuit_comparison_free);
      self->comparison = g_steal_pointer (&comparison);
      show_comparison (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->pages, "form");
  pursuit_record_form_show_problem (self->form, NULL, error != NULL ? error->message : look->message);
}

static Look *
look_new (PursuitRecordDialog *self,
          PursuitRecord       *original,
          PursuitRecord       *edited)
{
  Look *look = g_new0 (Look, 1);

  look->dialog = g_object_ref (self);
  look->original = pursuit_record_copy (original);
  look->edited = pursuit_record_copy (edited);

  return look;
}

/* Shows what is to be saved beside what others made of it; @message is said when there is nothing to compare. */
void
pursuit_record_dialog_compare (PursuitRecordDialog *self,
                               const char          *message)
{
  Look *look = look_new (self, self->original, self->edited);

  look->message = g_strdup (message);
  pursuit_worker_call_async (self->worker, compare_job, look, NULL, (GDestroyNotify) pursuit_comparison_free, NULL,
                             compared_cb, look);
}

/* Saves what was chosen; what nobody disputes is merged by the verb. */
void
pursuit_record_dialog_save_choices (PursuitRecordDialog *self)
{
  if (self->comparison->deleted_at != 0)
    {
      pursuit_record_dialog_send (self, PURSUIT_SAVE_REVIVE);
      return;
    }

  pursuit_compare_list_apply (self->compared, self->comparison->current, self->edited);
  /* Having been seen, theirs is what is replaced. */
  pursuit_record_assign (self->original, self->comparison->current, self->comparison->conflict);
  pursuit_record_dialog_send (self, PURSUIT_SAVE_EDIT);
}

/* Back to the form, with everything that was typed. */
void
pursuit_record_dialog_keep_editing (PursuitRecordDialog *self)
{
  gtk_button_set_label (GTK_BUTTON (self->save), _("Save"));
  gtk_stack_set_visible_child_name (self->pages, "form");
  pursuit_record_form_focus (self->form, NULL);
}

/* The record is gone, what was typed is not. */
void
pursuit_record_dialog_keep_draft (PursuitRecordDialog *self)
{
  pursuit_record_dialog_keep_typed (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  PursuitRecordDialog *self = look->dialog;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  g_autofree char *sentence = NULL;

  if (comparison == NULL || g_cancellable_is_cancelled (self->cancellable) || self->is_saving)
    return;
  if (comparison->deleted_at == 0 && comparison->conflict == 0)
    {
      pursuit_banners_unset (self->banners, "news");
      return;
    }

  sentence = comparison->deleted_at != 0 ? pursuit_comparison_dup_deletion (comparison)
                                         : pursuit_comparison_dup_changes (comparison);
  pursuit_banners_set (self->banners, "news", PURSUIT_SEVERITY_WARNING, sentence, NULL, _("_Show"), "dialog.compare");
}

static gboolean
concerns (PursuitRecordDialog       *self,
          const PursuitJournalEntry *entry)
{
  PursuitRecord *original = pursuit_record_form_get_original (self->form);

  return original->id != 0 && entry->entity_id == original->id &&
         g_strcmp0 (entry->entity, PURSUIT_RECORD_GET_CLASS (original)->table) == 0;
}

/* Somebody changed the record while the form is open. Nothing in the form is touched; a change of what is being edited is
 * said above it. */
void
pursuit_record_dialog_handle_news (PursuitRecordDialog *self,
                                   GPtrArray           *entries)
{
  g_autoptr(PursuitRecord) edited = NULL;

  for (guint i = 0; i < entries->len; i++)
    if (concerns (self, g_ptr_array_index (entries, i)))
      edited = pursuit_record_form_peek (self->form);
  if (edited == NULL || self->is_saving)
    return;

  {
    Look *look = look_new (self, pursuit_record_form_get_original (self->form), edited);

    pursuit_worker_call_async (self->worker, compare_job, look, NULL, (GDestroyNotify) pursuit_comparison_free, NULL,
                               looked_cb, look);
  }
}
