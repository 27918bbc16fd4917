/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-ui-types.h"
#include "pursuit-when-row.h"

/*
 * PursuitRecordDialog adds a record or edits all of one: a form and two buttons. What was typed stays until the store has
 * acknowledged it.
 */
struct _PursuitRecordDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  PursuitRecordForm *form;
  GtkWidget *save;
  GtkWidget *when;             /* (nullable): the row of the one time that people set */
  const PursuitField *when_field;

  PursuitWorker *worker;
  GWeakRef opener;
  GCancellable *cancellable;
  gboolean is_saving;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (PursuitRecordDialog, pursuit_record_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  PursuitRecord *original;
  PursuitRecord *edited;
} Change;

typedef struct
{
  gint64 id;
  gint64 entry_id;
  char *name;
  PursuitRecord *theirs;   /* on a conflict */
  char *message;
} Outcome;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->original);
  g_object_unref (change->edited);
  g_free (change);
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_object (&outcome->theirs);
  g_free (outcome->name);
  g_free (outcome->message);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gboolean
write_change (PursuitDesk  *desk,
              Change       *change,
              gint64       *out_entry_id,
              GError      **error)
{
  if (change->edited->id != 0)
    return pursuit_records_save (desk, change->original, change->edited, out_entry_id, error);

  return pursuit_records_create (desk, change->edited, out_entry_id, error);
}

static gpointer
save_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Change *change = data;
  g_autoptr(Outcome) outcome = g_new0 (Outcome, 1);
  g_autoptr(GError) local = NULL;

  if (!write_change (desk, change, &outcome->entry_id, &local))
    {
      if (!g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      outcome->message = g_strdup (local->message);
      outcome->theirs = pursuit_records_load (desk, G_OBJECT_TYPE (change->edited), change->edited->id, error);
      if (outcome->theirs == NULL)
        return NULL;
    }
  outcome->id = change->edited->id;
  outcome->name = g_strdup (pursuit_record_get_name (change->edited));

  return g_steal_pointer (&outcome);
}

static void
set_saving (PursuitRecordDialog *self,
            gboolean             is_saving)
{
  self->is_saving = is_saving;
  gtk_widget_set_sensitive (self->save, !is_saving);
}

/* Theirs are taken over where I typed nothing; saving again then replaces the rest, knowingly. */
static void
show_conflict (PursuitRecordDialog *self,
               Outcome             *outcome)
{
  g_autofree char *message = g_strdup_printf (
    /* Translators: %s is a sentence that says what somebody else changed */
    _("%s Save again to replace theirs with what you typed."), outcome->message);

  pursuit_record_form_rebase (self->form, outcome->theirs);
  pursuit_record_form_show_problem (self->form, NULL, message);
}

static void
tell_saved (PursuitRecordDialog *self,
            Outcome             *outcome)
{
  g_autoptr(GtkWidget) opener = g_weak_ref_get (&self->opener);
  g_autofree char *text = g_strdup_printf (_("“%s” saved"), outcome->name);

  if (opener != NULL && outcome->entry_id != 0)
    gtk_widget_activate_action (opener, "win.offer-undo", "(sx)", text, outcome->entry_id);
  g_signal_emit (self, saved_signal, 0, outcome->id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitRecordDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Outcome) outcome = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  pursuit_worker_poll (PURSUIT_WORKER (source));
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_saving (self, FALSE);
  if (outcome == NULL)
    pursuit_record_form_show_problem (self->form, NULL, error->message);
  else if (outcome->theirs != NULL)
    show_conflict (self, outcome);
  else
    tell_saved (self, outcome);
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
  if (pursuit_compat_ask_finish (result, NULL))
    gtk_window_destroy (GTK_WINDOW (source));
}

/* What was typed cannot be had back, so this is asked. */
static gboolean
pursuit_record_dialog_close_request (GtkWindow *window)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (window);

  if (!pursuit_record_form_is_changed (self->form))
    return GTK_WINDOW_CLASS (pursuit_record_dialog_parent_class)->close_request (window);

  pursuit_compat_ask_async (window, _("Discard What You Typed?"), NULL, _("_Discard"), PURSUIT_COMPAT_ASK_DESTRUCTIVE,
                            NULL, self->cancellable, discard_cb, NULL);
  return GDK_EVENT_STOP;
}

static void
pursuit_record_dialog_dispose (GObject *object)
{
  PursuitRecordDialog *self = PURSUIT_RECORD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
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

  G_OBJECT_CLASS (pursuit_record_dialog_parent_class)->finalize (object);
}

static void
pursuit_record_dialog_class_init (PursuitRecordDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_record_dialog_dispose;
  object_class->finalize = pursuit_record_dialog_finalize;
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

  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/record-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
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
  Change *change;

  g_return_if_fail (PURSUIT_IS_RECORD_DIALOG (self));

  if (self->is_saving)
    return;
  edited = pursuit_record_form_read (self->form);
  if (edited == NULL || !read_when (self, edited))
    return;

  change = g_new0 (Change, 1);
  change->original = pursuit_record_copy (pursuit_record_form_get_original (self->form));
  change->edited = g_steal_pointer (&edited);
  set_saving (self, TRUE);
  pursuit_worker_call_async (self->worker, save_job, change, change_free, outcome_free, NULL, save_cb,
                             g_object_ref (self));
}
