/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bulk-edit-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-bulk-customers.h"
#include "pursuit-customer.h"
#include "pursuit-own-set.h"
#include "pursuit-record-form.h"
#include "pursuit-ui-types.h"

/*
 * PursuitBulkEditDialog gives one value to one field of many customers: first it says what would happen and why not, then it does
 * it, at once and as a whole, and offers to take it back.
 */
struct _PursuitBulkEditDialog
{
  AdwWindow parent_instance;

  AdwComboRow *field;
  PursuitRecordForm *form;
  GtkLabel *outcome;
  GtkLabel *refusals;

  GtkWidget *over;             /* (nullable): whose window tells how it went */
  PursuitWorker *worker;
  PursuitQuery *query;
  GPtrArray *fields;           /* const PursuitField, in the order of the row */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PursuitBulkEditDialog, pursuit_bulk_edit_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  PursuitQuery *query;
  const PursuitField *field;
  PursuitRecord *wanted;
  gboolean preview;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  pursuit_query_free (question->query);
  g_object_unref (question->wanted);
  g_free (question);
}

static const PursuitField *
get_field (PursuitBulkEditDialog *self)
{
  guint position = adw_combo_row_get_selected (self->field);

  return position < self->fields->len ? g_ptr_array_index (self->fields, position) : NULL;
}

static gpointer
change_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Question *question = data;
  const PursuitBulkChange change = { question->query, question->field, question->wanted, question->preview };

  return pursuit_bulk_customers (desk, &change, NULL, NULL, cancellable, error);
}

static void
stop (PursuitBulkEditDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget_outcome (PursuitBulkEditDialog *self)
{
  stop (self);
  gtk_label_set_text (self->outcome, "");
  gtk_label_set_text (self->refusals, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", FALSE);
}

static char *
dup_outcome (const PursuitBulkOutcome *outcome)
{
  g_autofree char *changed = g_strdup_printf (ngettext ("%lld will change.", "%lld will change.", (gulong) outcome->n_changed),
                                              (long long) outcome->n_changed);
  g_autofree char *same = g_strdup_printf (ngettext ("%lld has it already.", "%lld have it already.", (gulong) outcome->n_same),
                                           (long long) outcome->n_same);
  g_autofree char *refused = g_strdup_printf (ngettext ("%lld cannot.", "%lld cannot.", (gulong) outcome->n_refused),
                                              (long long) outcome->n_refused);

  return g_strjoin ("\n", changed, outcome->n_same > 0 ? same : refused, outcome->n_same > 0 && outcome->n_refused > 0 ? refused : NULL,
                    NULL);
}

static void
show_preview (PursuitBulkEditDialog    *self,
              const PursuitBulkOutcome *outcome)
{
  g_autofree char *text = dup_outcome (outcome);
  g_autoptr(GString) why = g_string_new (NULL);

  for (guint i = 0; i < outcome->refusals->len; i++)
    {
      const PursuitBulkRefusal *refusal = g_ptr_array_index (outcome->refusals, i);

      g_string_append_printf (why, "%s%s: %s", i > 0 ? "\n" : "", refusal->name, refusal->sentence);
    }
  gtk_label_set_text (self->outcome, text);
  gtk_label_set_text (self->refusals, why->str);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", outcome->n_changed > 0);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitBulkEditDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBulkOutcome) outcome = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autofree char *text = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (outcome == NULL)
    {
      gtk_label_set_text (self->outcome, error->message);
      return;
    }
  if (outcome->entry_id == 0)
    {
      show_preview (self, outcome);
      return;
    }

  text = g_strdup_printf (ngettext ("%lld customer changed", "%lld customers changed", (gulong) outcome->n_changed),
                          (long long) outcome->n_changed);
  if (self->over != NULL)
    gtk_widget_activate_action (self->over, "win.offer-undo", "(sx)", text, outcome->entry_id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
ask (PursuitBulkEditDialog *self,
     gboolean               preview)
{
  g_autoptr(PursuitRecord) wanted = pursuit_record_form_read (self->form);
  Question *question;

  if (wanted == NULL || get_field (self) == NULL)
    return;

  forget_outcome (self);
  question = g_new0 (Question, 1);
  *question = (Question) { pursuit_query_copy (self->query), get_field (self), g_steal_pointer (&wanted), preview };
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, change_job, question, question_free, (GDestroyNotify) pursuit_bulk_outcome_free,
                             self->cancellable, changed_cb, g_object_ref (self));
}

static void
preview (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  ask (PURSUIT_BULK_EDIT_DIALOG (widget), TRUE);
}

static void
apply (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  ask (PURSUIT_BULK_EDIT_DIALOG (widget), FALSE);
}

static void
field_chosen_cb (PursuitBulkEditDialog *self)
{
  const PursuitField *field = get_field (self);
  g_autoptr(PursuitRecord) blank = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);

  g_assert (PURSUIT_IS_BULK_EDIT_DIALOG (self));

  if (field == NULL || self->worker == NULL)
    return;
  /* A form wants a name; nobody gets this one. */
  g_object_set (blank, "name", "-", NULL);
  pursuit_record_form_set_record (self->form, self->worker, blank, (const char *const[]) { field->name, NULL });
  forget_outcome (self);
}

static void
value_changed_cb (PursuitBulkEditDialog *self)
{
  g_assert (PURSUIT_IS_BULK_EDIT_DIALOG (self));

  forget_outcome (self);
}

static void
add_field (PursuitBulkEditDialog *self,
           const PursuitField    *field,
           GtkStringList         *titles)
{
  g_ptr_array_add (self->fields, (gpointer) field);
  gtk_string_list_append (titles, _(field->label));
}

/* Those of the house stand after the others. */
static void
list_fields (PursuitBulkEditDialog *self)
{
  guint n_own;
  const PursuitField *const *own = pursuit_own_set_list (pursuit_worker_get_own_set (self->worker), PURSUIT_TYPE_CUSTOMER, &n_own);
  g_autoptr(GTypeClass) klass = g_type_class_ref (PURSUIT_TYPE_CUSTOMER);
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < record_class->n_fields; i++)
    if (pursuit_bulk_can_set (&record_class->fields[i]))
      add_field (self, &record_class->fields[i], titles);
  for (guint i = 0; i < n_own; i++)
    add_field (self, own[i], titles);
  adw_combo_row_set_model (self->field, G_LIST_MODEL (titles));
}

static void
over_gone_cb (gpointer  data,
              GObject  *over)
{
  ((PursuitBulkEditDialog *) data)->over = NULL;
}

static void
pursuit_bulk_edit_dialog_dispose (GObject *object)
{
  PursuitBulkEditDialog *self = PURSUIT_BULK_EDIT_DIALOG (object);

  stop (self);
  if (self->over != NULL)
    g_object_weak_unref (G_OBJECT (self->over), over_gone_cb, self);
  self->over = NULL;
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_BULK_EDIT_DIALOG);

  G_OBJECT_CLASS (pursuit_bulk_edit_dialog_parent_class)->dispose (object);
}

static void
pursuit_bulk_edit_dialog_finalize (GObject *object)
{
  PursuitBulkEditDialog *self = PURSUIT_BULK_EDIT_DIALOG (object);

  g_clear_pointer (&self->query, pursuit_query_free);
  g_ptr_array_unref (self->fields);

  G_OBJECT_CLASS (pursuit_bulk_edit_dialog_parent_class)->finalize (object);
}

static void
pursuit_bulk_edit_dialog_class_init (PursuitBulkEditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_bulk_edit_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_bulk_edit_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "bulk.preview", NULL, preview);
  gtk_widget_class_install_action (widget_class, "bulk.apply", NULL, apply);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/bulk-edit-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkEditDialog, field);
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkEditDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkEditDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, PursuitBulkEditDialog, refusals);
  gtk_widget_class_bind_template_callback (widget_class, field_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
}

static void
pursuit_bulk_edit_dialog_init (PursuitBulkEditDialog *self)
{
  self->fields = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", FALSE);
}

/**
 * pursuit_bulk_edit_dialog_present:
 * @over: over whose window it opens, which also tells how it went
 * @worker: who changes
 * @query: which customers; copied
 *
 * Returns: (transfer none): the dialog, which its window owns
 */
PursuitBulkEditDialog *
pursuit_bulk_edit_dialog_present (GtkWidget          *over,
                                  PursuitWorker      *worker,
                                  const PursuitQuery *query)
{
  GtkRoot *root = gtk_widget_get_root (over);
  PursuitBulkEditDialog *self = g_object_new (PURSUIT_TYPE_BULK_EDIT_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);

  self->worker = g_object_ref (worker);
  self->query = pursuit_query_copy (query);
  list_fields (self);
  self->over = over;
  g_object_weak_ref (G_OBJECT (over), over_gone_cb, self);
  field_chosen_cb (self);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

/**
 * pursuit_bulk_edit_dialog_choose:
 * @self: a dialog
 * @field: a field of customers, "own." and its key for one that the house has added
 *
 * Chooses a field as a person would.
 */
void
pursuit_bulk_edit_dialog_choose (PursuitBulkEditDialog *self,
                                 const char            *field)
{
  g_return_if_fail (PURSUIT_IS_BULK_EDIT_DIALOG (self));

  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (((const PursuitField *) g_ptr_array_index (self->fields, i))->name, field))
      adw_combo_row_set_selected (self->field, i);
}
