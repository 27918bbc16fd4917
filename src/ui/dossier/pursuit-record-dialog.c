/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-error.h"
#include "pursuit-ui-types.h"
#include "pursuit-when-row.h"

static guint saved_signal;

G_DEFINE_FINAL_TYPE (PursuitRecordDialog, pursuit_record_dialog, ADW_TYPE_WINDOW)

void
pursuit_record_dialog_set_saving (PursuitRecordDialog *self,
                                  gboolean             is_saving)
{
  self->is_saving = is_saving;
  gtk_widget_set_sensitive (self->save, !is_saving);
}

/* Says what became of it, where the dialog was opened: it goes away. */
static void
tell (PursuitRecordDialog *self,
      const char          *text,
      gint64               entry_id)
{
  g_autoptr(GtkWidget) opener = g_weak_ref_get (&self->opener);

  if (opener != NULL && entry_id != 0)
    gtk_widget_activate_action (opener, "win.offer-undo", "(sx)", text, entry_id);
  else if (opener != NULL && text != NULL)
    gtk_widget_activate_action (opener, "win.toast", "s", text);
}

typedef struct
{
  PursuitRecordDialog *dialog;
  PursuitRecord *original;
  PursuitRecord *edited;
  gint64 entry_id;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->dialog);
  g_object_unref (telling->original);
  g_object_unref (telling->edited);
  g_free (telling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, telling_free)

static gpointer
merged_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Telling *telling = data;

  return pursuit_records_compare (desk, telling->original, telling->edited, error);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Telling) telling = user_data;
  g_autoptr(PursuitComparison) comparison = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  g_autofree char *merged = comparison != NULL ? pursuit_comparison_dup_merged (comparison) : NULL;
  g_autofree char *text = g_strdup_printf (_("“%s” saved"), pursuit_record_get_name (telling->edited));

  tell (telling->dialog, merged != NULL ? merged : text, telling->entry_id);
}

static void
tell_saved (PursuitRecordDialog *self,
            const PursuitSaved  *saved)
{
  g_autofree char *text = g_strdup_printf (_("“%s” saved"), pursuit_record_get_name (self->edited));
  Telling *telling;

  if (saved->entry_id == 0)
    return;
  if (saved->record == NULL || self->original->id == 0 || saved->record->revision <= self->original->revision + 1)
    {
      tell (self, text, saved->entry_id);
      return;
    }

  /* Others saved between the two: what they changed is said too. */
  telling = g_new0 (Telling, 1);
  telling->dialog = g_object_ref (self);
  telling->original = pursuit_record_copy (self->original);
  telling->edited = pursuit_record_copy (self->edited);
  telling->entry_id = saved->entry_id;
  pursuit_worker_call_async (self->worker, merged_job, telling, NULL, (GDestroyNotify) pursuit_comparison_free, NULL,
                             merged_cb, telling);
}

static void
take_answer (PursuitRecordDialog *self,
             const PursuitSaved  *saved)
{
  if (saved->state == PURSUIT_SAVED_CONFLICT)
    {
      pursuit_record_dialog_compare (self, saved->sentence);
      return;
    }

  pursuit_record_dialog_drop_draft (self);
  if (saved->state == PURSUIT_SAVED_QUEUED)
    tell (self, _("Your change is kept on this computer and will be saved as soon as possible."), 0);
  else
    tell_saved (self, saved);
  /* A new record that waits has no number yet. */
  if (saved->id != 0)
    g_signal_emit (self, saved_signal, 0, saved->id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitRecordDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  pursuit_record_dialog_set_saving (self, FALSE);
  if (saved != NULL)
    take_answer (self, saved);
  else if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND) && self->edited->id != 0)
    pursuit_record_dialog_compare (self, error->message);
  else
    {
      gtk_stack_set_visible_child_name (self->pages, "form");
      pursuit_record_form_show_problem (self->form, NULL, error->message);
    }
}

/* Sends what is to be saved: a new record, a changed one, or one that is to come back. */
void
pursuit_record_dialog_send (PursuitRecordDialog *self,
                            PursuitSaveVerb      verb)
{
  PursuitSave *save = self->edited->id == 0 ? pursuit_save_new_create (self->edited)
                                            : pursuit_save_new_edit (self->original, self->edited);

  if (self->edited->id != 0)
    save->verb = verb;
  pursuit_record_dialog_set_saving (self, TRUE);
  pursuit_worker_save_async (self->worker, save, NULL, saved_cb, g_object_ref (self));
}

static gboolean
read_when (PursuitRecordDialog *self,
           PursuitRecord       *edited)
{
  g_autoptr(GError) error = NULL;
  gint64 us;

  if (self->when == NULL)
    return TRUE;
  if (!pursuit_when_row_read (PURSUIT_WHEN_ROW (self->when), &us, &error))
    {
      pursuit_record_form_show_problem (self->form, NULL, error->message);
      return FALSE;
    }

  pursuit_record_set_number (edited, self->when_field, us);
  return TRUE;
}

static void
save_clicked_cb (PursuitRecordDialog *self)
{
  g_assert (PURSUIT_IS_RECORD_DIALOG (self));

  pursuit_record_dialog_save (self);
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  if (!pursuit_compat_ask_finish (result, NULL))
    return;

  pursuit_record_dialog_drop_draft (PURSUIT_RECORD_DIALOG (source));
  gtk_window_destroy (GTK_WINDOW (source));
}

/* What was typed cannot be had back, so this is asked. */
static gboolean
pursuit_record_dialog_close_request (GtkWindow *window)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (window);

  if (!pursuit_record_form_is_changed (self->form))
    {
      pursuit_record_dialog_drop_draft (self);
      return GTK_WINDOW_CLASS (pursuit_record_dialog_parent_class)->close_request (window);
    }

  pursuit_compat_ask_async (window, _("Discard What You Typed?"), NULL, _("_Discard"), PURSUIT_COMPAT_ASK_DESTRUCTIVE,
                            NULL, self->cancellable, discard_cb, NULL);
  return GDK_EVENT_STOP;
}

/* "Show", in the banner that says that somebody changed what is being edited. */
static void
compare_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (widget);
  g_autoptr(PursuitRecord) edited = pursuit_record_form_read (self->form);

  if (edited == NULL || self->is_saving)
    return;

  g_set_object (&self->original, pursuit_record_form_get_original (self->form));
  g_set_object (&self->edited, edited);
  pursuit_record_dialog_compare (self, NULL);
}

static void
pursuit_record_dialog_dispose (GObject *object)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  /* The program ends in the middle of a sentence. */
  if (self->draft_id != 0)
    pursuit_record_dialog_keep_typed (self);
  g_weak_ref_set (&self->opener, NULL);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_RECORD_DIALOG);

  G_OBJECT_CLASS (pursuit_record_dialog_parent_class)->dispose (object);
}

static void
pursuit_record_dialog_finalize (GObject *object)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (object);

  g_weak_ref_clear (&self->opener);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->original);
  g_clear_object (&self->edited);
  g_clear_pointer (&self->comparison, pursuit_comparison_free);

  G_OBJECT_CLASS (pursuit_record_dialog_parent_class)->finalize (object);
}

/* Whoever opened it by keyboard types at once. */
static void
pursuit_record_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pursuit_record_dialog_parent_class)->map (widget);

  if (gtk_window_get_focus (GTK_WINDOW (widget)) == NULL)
    pursuit_record_form_focus (PURSUIT_RECORD_DIALOG (widget)->form, NULL);
}

static void
pursuit_record_dialog_class_init (PursuitRecordDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_record_dialog_dispose;
  object_class->finalize = pursuit_record_dialog_finalize;
  widget_class->map = pursuit_record_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = pursuit_record_dialog_close_request;

  /**
   * PursuitRecordDialog::saved:
   * @id: the record's id
   *
   * The record is in the database; the dialog goes away.
   */
  saved_signal = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_INT64);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_install_action (widget_class, "dialog.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "dialog.show-duplicate", NULL, pursuit_record_dialog_show_twin);

  g_type_ensure (PURSUIT_TYPE_BANNERS);
  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/record-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, save);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, banners);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, meanwhile);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, compared);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, keep_draft);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_record_dialog_keep_editing);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_record_dialog_keep_draft);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_record_dialog_typed);
}

static void
pursuit_record_dialog_init (PursuitRecordDialog *self)
{
  g_weak_ref_init (&self->opener, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Forms leave times out; the one that people set, such as when a visit was, gets a row of its own. */
static void
fill_form (PursuitRecordDialog *self,
           PursuitRecord       *record,
           const char *const   *names)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();
  const char *above = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_record_class_find (klass, names[i]);

      if (field->kind != PURSUIT_KIND_TIME)
        {
          g_ptr_array_add (shown, (gpointer) names[i]);
          continue;
        }
      self->when_field = field;
      above = names[i - 1];
    }
  g_ptr_array_add (shown, NULL);
  pursuit_record_form_set_record (self->form, self->worker, record,
                                  names != NULL ? (const char *const *) shown->pdata : NULL);
  if (above == NULL)
    return;

  self->when = pursuit_when_row_new (_(self->when_field->label));
  if (pursuit_record_get_number (record, self->when_field) != 0)
    pursuit_when_row_set_time (PURSUIT_WHEN_ROW (self->when), pursuit_record_get_number (record, self->when_field));
  pursuit_record_form_insert (self->form, self->when, above);
}

/**
 * pursuit_record_dialog_new:
 * @opener: the widget that asks for it; its window is covered and tells how it went
 * @worker: the thread that keeps the records
 * @record: a new record, or one as it was loaded; no deal, which has a dialog of its own
 * @title: what the dialog is for
 * @names: (nullable) (array zero-terminated=1): the fields, in order, a time not as the first; %NULL for all that people
 *   set
 *
 * Returns: (transfer full): a dialog, to be presented
 */
GtkWidget *
pursuit_record_dialog_new (GtkWidget         *opener,
                           PursuitWorker     *worker,
                           PursuitRecord     *record,
                           const char        *title,
                           const char *const *names)
{
  PursuitRecordDialog *self = g_object_new (PURSUIT_TYPE_RECORD_DIALOG, "title", title, NULL);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->worker = g_object_ref (worker);
  g_weak_ref_set (&self->opener, opener);
  adw_window_title_set_title (self->title, title);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  fill_form (self, record, names);
  g_signal_connect_object (worker, "news", G_CALLBACK (pursuit_record_dialog_handle_news), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * pursuit_record_dialog_get_form:
 * @self: a dialog
 *
 * Returns: (transfer none): its form
 */
PursuitRecordForm *
pursuit_record_dialog_get_form (PursuitRecordDialog *self)
{
  g_return_val_if_fail (PURSUIT_IS_RECORD_DIALOG (self), NULL);

  return self->form;
}

/**
 * pursuit_record_dialog_save:
 * @self: a dialog
 *
 * Hands what was typed to the verb. On success the dialog goes away; a refusal is said in the form.
 */
void
pursuit_record_dialog_save (PursuitRecordDialog *self)
{
  g_autoptr(PursuitRecord) edited = NULL;

  g_return_if_fail (PURSUIT_IS_RECORD_DIALOG (self));

  if (self->is_saving)
    return;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->pages), "comparison"))
    {
      pursuit_record_dialog_save_choices (self);
      return;
    }
  edited = pursuit_record_form_read (self->form);
  if (edited == NULL || !read_when (self, edited))
    return;

  g_clear_object (&self->original);
  self->original = pursuit_record_copy (pursuit_record_form_get_original (self->form));
  g_set_object (&self->edited, edited);
  pursuit_record_dialog_keep_typed (self);
  pursuit_record_dialog_send (self, PURSUIT_SAVE_EDIT);
}
