/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-field-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-own-choice-row.h"
#include "pursuit-record-form.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* PursuitOwnFieldDialog makes a field of the house, or changes one: its names, what it holds, and what can be chosen. */
struct _PursuitOwnFieldDialog
{
  AdwWindow parent_instance;

  PursuitRecordForm *form;
  GtkLabel *note;
  GtkWidget *choices_group;
  GtkListBox *choices;
  GtkWidget *save;

  PursuitWorker *worker;
  GCancellable *cancellable;
};

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitOwnFieldDialog, pursuit_own_field_dialog, ADW_TYPE_WINDOW)

static void
removed_cb (PursuitOwnFieldDialog *self,
            GtkWidget             *row)
{
  gtk_list_box_remove (self->choices, row);
}

static GtkWidget *
append_choice (PursuitOwnFieldDialog  *self,
               const PursuitOwnChoice *choice)
{
  GtkWidget *row = pursuit_own_choice_row_new (choice);

  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->choices, row);

  return row;
}

static void
add_choice_cb (PursuitOwnFieldDialog *self)
{
  g_assert (PURSUIT_IS_OWN_FIELD_DIALOG (self));

  gtk_widget_grab_focus (append_choice (self, NULL));
}

/* Only a choice has choices; an empty list is begun with two of them. */
static void
changed_cb (PursuitOwnFieldDialog *self)
{
  g_autoptr(PursuitRecord) typed = NULL;
  gboolean is_choice;

  g_assert (PURSUIT_IS_OWN_FIELD_DIALOG (self));

  typed = pursuit_record_form_peek (self->form);
  is_choice = PURSUIT_OWN_FIELD (typed)->kind == PURSUIT_OWN_CHOICE;
  gtk_widget_set_visible (self->choices_group, is_choice);
  if (is_choice && gtk_list_box_get_row_at_index (self->choices, 0) == NULL)
    {
      append_choice (self, NULL);
      append_choice (self, NULL);
    }
}

static char *
read_choices (PursuitOwnFieldDialog *self)
{
  g_autoptr(GPtrArray) choices = pursuit_own_choices_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->choices, i)) != NULL; i++)
    {
      PursuitOwnChoice *choice = pursuit_own_choice_row_read (PURSUIT_OWN_CHOICE_ROW (row), choices);

      if (choice != NULL)
        g_ptr_array_add (choices, choice);
    }

  return pursuit_own_choices_print (choices);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree GWeakRef *ref = user_data;
  g_autoptr(PursuitOwnFieldDialog) self = g_weak_ref_get (ref);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  g_weak_ref_clear (ref);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (saved != NULL && saved->state != PURSUIT_SAVED_CONFLICT)
    {
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  pursuit_record_form_show_problem (self->form, NULL, saved != NULL ? saved->sentence : error->message);
}

static void
save_cb (PursuitOwnFieldDialog *self)
{
  g_autoptr(PursuitRecord) edited = NULL;
  PursuitRecord *original;
  g_autofree char *choices = NULL;
  GWeakRef *ref;

  g_assert (PURSUIT_IS_OWN_FIELD_DIALOG (self));

  edited = pursuit_record_form_read (self->form);
  if (edited == NULL || !gtk_widget_get_sensitive (self->save))
    return;

  original = pursuit_record_form_get_original (self->form);
  choices = PURSUIT_OWN_FIELD (edited)->kind == PURSUIT_OWN_CHOICE ? read_choices (self) : NULL;
  g_object_set (edited, "choices", choices, NULL);
  gtk_widget_set_sensitive (self->save, FALSE);
  ref = g_new (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  pursuit_worker_save_async (self->worker, original->id != 0 ? pursuit_save_new_edit (original, edited)
                                                             : pursuit_save_new_create (edited),
                             NULL, saved_cb, ref);
}

static void
pursuit_own_field_dialog_dispose (GObject *object)
{
  PursuitOwnFieldDialog *self = PURSUIT_OWN_FIELD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_OWN_FIELD_DIALOG);

  G_OBJECT_CLASS (pursuit_own_field_dialog_parent_class)->dispose (object);
}

static void
pursuit_own_field_dialog_finalize (GObject *object)
{
  g_clear_object (&PURSUIT_OWN_FIELD_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (pursuit_own_field_dialog_parent_class)->finalize (object);
}

static void
pursuit_own_field_dialog_class_init (PursuitOwnFieldDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_own_field_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_own_field_dialog_finalize;

  /**
   * PursuitOwnFieldDialog::saved:
   *
   * What was typed is saved, or will be.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_RECORD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("fields/own-field-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldDialog, note);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldDialog, choices_group);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnFieldDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_choice_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_own_field_dialog_init (PursuitOwnFieldDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_own_field_dialog_new:
 * @parent: (nullable): the window over which it is shown
 * @worker: the opened database
 * @definition: what to change, or what a new one belongs to
 * @n_values: how many records have a value of it; then what it holds cannot change
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
pursuit_own_field_dialog_new (GtkWindow       *parent,
                              PursuitWorker   *worker,
                              PursuitOwnField *definition,
                              gint64           n_values)
{
  static const char *const all[] = { "name", "name_zh", "kind", "searched", NULL };
  static const char *const without_kind[] = { "name", "name_zh", "searched", NULL };
  PursuitOwnFieldDialog *self = g_object_new (PURSUIT_TYPE_OWN_FIELD_DIALOG, "transient-for", parent, "modal", parent != NULL,
                                              NULL);
  gboolean is_new = PURSUIT_RECORD (definition)->id == 0;
  g_autoptr(GPtrArray) choices = pursuit_own_choices_parse (definition->choices, NULL);
  g_autofree char *note = NULL;

  self->worker = g_object_ref (worker);
  gtk_window_set_title (GTK_WINDOW (self), is_new ? _("New Field") : _("Change the Field"));
  pursuit_record_form_set_record (self->form, worker, PURSUIT_RECORD (definition), n_values > 0 ? without_kind : all);
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    append_choice (self, g_ptr_array_index (choices, i));
  if (n_values > 0)
    {
      note = g_strdup_printf (ngettext ("%1$s: as %2$d record has a value, what the field holds cannot change.",
                                        "%1$s: as %2$d records have values, what the field holds cannot change.", (gulong) n_values),
                              pursuit_enum_get_label (PURSUIT_TYPE_OWN_KIND, (int) definition->kind), (int) n_values);
      gtk_label_set_text (self->note, note);
      gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
    }
  changed_cb (self);
  pursuit_record_form_focus (self->form, NULL);

  return GTK_WIDGET (self);
}
