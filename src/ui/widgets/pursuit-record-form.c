/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-form.h"

#include <glib/gi18n-lib.h>

#include "pursuit-field-editor.h"
#include "pursuit-own-set.h"
#include "pursuit-ui-types.h"

/*
 * PursuitRecordForm edits any record: its rows follow from the record's field table, so a field that is added there is
 * in every form. It writes nothing: whoever shows it reads the edited record and hands both to a verb.
 *
 *   original --copy--> rows --pursuit_record_form_read()--> edited
 */
struct _PursuitRecordForm
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkWidget *problem_row;
  GtkLabel *problem;

  PursuitRecord *original;
  GPtrArray *editors;             /* PursuitFieldEditor, in the order of the rows */
  PursuitFieldEditor *wrong;      /* the row that the problem is about */
  gboolean editable;
  gboolean showing;               /* while the rows are set by us */
};

G_DEFINE_FINAL_TYPE (PursuitRecordForm, pursuit_record_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static PursuitFieldEditor *
find_editor (PursuitRecordForm *self,
             const char        *name)
{
  for (guint i = 0; name != NULL && i < self->editors->len; i++)
    {
      PursuitFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_str_equal (pursuit_field_editor_get_field (editor)->name, name))
        return editor;
    }

  return NULL;
}

static void
clear_problem (PursuitRecordForm *self)
{
  if (self->wrong != NULL)
    pursuit_field_editor_set_wrong (self->wrong, FALSE);
  self->wrong = NULL;
  gtk_widget_set_visible (self->problem_row, FALSE);
}

static void
editor_changed_cb (PursuitFieldEditor *editor,
                   PursuitRecordForm  *self)
{
  if (self->showing)
    return;

  if (self->wrong == editor)
    clear_problem (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
editor_activated_cb (PursuitFieldEditor *editor,
                     PursuitRecordForm  *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
add_editor (PursuitRecordForm  *self,
            const PursuitField *field,
            PursuitWorker      *worker)
{
  PursuitFieldEditor *editor = pursuit_field_editor_new (field, worker);

  g_ptr_array_add (self->editors, editor);
  gtk_list_box_append (self->list, pursuit_field_editor_get_row (editor));
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  g_signal_connect_object (editor, "activated", G_CALLBACK (editor_activated_cb), self, 0);
}

static void
add_own_editors (PursuitRecordForm *self,
                 PursuitWorker     *worker)
{
  guint n;
  const PursuitField *const *own =
    pursuit_own_set_list (worker != NULL ? pursuit_worker_get_own_set (worker) : NULL, G_OBJECT_TYPE (self->original), &n);

  for (guint i = 0; i < n; i++)
    add_editor (self, own[i], worker);
}

/* An entry that is taken away with the focus in it goes on blinking, and GTK complains. */
static void
let_go_of_focus (PursuitRecordForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
}

static void
remove_rows (PursuitRecordForm *self)
{
  let_go_of_focus (self);
  clear_problem (self);
  for (guint i = 0; i < self->editors->len; i++)
    gtk_list_box_remove (self->list, pursuit_field_editor_get_row (g_ptr_array_index (self->editors, i)));
  g_ptr_array_set_size (self->editors, 0);
}

/* All of them, or but for those that are in @typed. */
static void
show_all (PursuitRecordForm *self,
          PursuitRecord     *record,
          GPtrArray         *typed)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->editors->len; i++)
    if (typed == NULL || !g_ptr_array_find (typed, g_ptr_array_index (self->editors, i), NULL))
      pursuit_field_editor_show (g_ptr_array_index (self->editors, i), record);
  self->showing = FALSE;
}

static void
pursuit_record_form_dispose (GObject *object)
{
  PursuitRecordForm *self = PURSUIT_RECORD_FORM (object);

  g_clear_object (&self->original);
  self->wrong = NULL;
  if (self->editors != NULL)
    g_ptr_array_set_size (self->editors, 0);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_RECORD_FORM);

  G_OBJECT_CLASS (pursuit_record_form_parent_class)->dispose (object);
}

static void
pursuit_record_form_finalize (GObject *object)
{
  PursuitRecordForm *self = PURSUIT_RECORD_FORM (object);

  g_ptr_array_unref (self->editors);

  G_OBJECT_CLASS (pursuit_record_form_parent_class)->finalize (object);
}

static void
pursuit_record_form_class_init (PursuitRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_record_form_dispose;
  object_class->finalize = pursuit_record_form_finalize;

  /**
   * PursuitRecordForm::changed:
   *
   * A person changed something; see pursuit_record_form_is_changed().
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * PursuitRecordForm::activated:
   *
   * Enter was pressed in a field of one line: the person is done.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/record-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordForm, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordForm, problem_row);
  gtk_widget_class_bind_template_child (widget_class, PursuitRecordForm, problem);
}

static void
pursuit_record_form_init (PursuitRecordForm *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_record_form_new:
 *
 * Returns: (transfer floating): a form without a record
 */
GtkWidget *
pursuit_record_form_new (void)
{
  return g_object_new (PURSUIT_TYPE_RECORD_FORM, NULL);
}

/**
 * pursuit_record_form_set_record:
 * @self: a form
 * @worker: (nullable): where the records that it refers to are looked up
 * @record: the record to edit, new or loaded; it is copied
 * @names: (nullable) (array zero-terminated=1): the fields to show, in this order, "extra" for all that the house has
 *   added, "own." and its key for one of them; %NULL for all that people set
 *
 * Shows a record. What was typed before is gone.
 */
void
pursuit_record_form_set_record (PursuitRecordForm *self,
                                PursuitWorker     *worker,
                                PursuitRecord     *record,
                                const char *const *names)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  g_return_if_fail (PURSUIT_IS_RECORD_FORM (self));

  remove_rows (self);
  g_clear_object (&self->original);
  self->original = pursuit_record_copy (record);

  for (guint i = 0; names == NULL && i < klass->n_fields; i++)
    if (pursuit_field_editor_can_edit (&klass->fields[i]))
      add_editor (self, &klass->fields[i], worker);
  if (names == NULL)
    add_own_editors (self, worker);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const PursuitField *field =
        pursuit_own_set_find_field (worker != NULL ? pursuit_worker_get_own_set (worker) : NULL, G_OBJECT_TYPE (record), names[i]);

      if (field == klass->extra)
        {
          add_own_editors (self, worker);
          continue;
        }
      g_return_if_fail (field != NULL && (field->own != NULL || pursuit_field_editor_can_edit (field)));
      add_editor (self, field, worker);
    }

  show_all (self, self->original, NULL);
  pursuit_record_form_set_editable (self, self->editable);
}

/**
 * pursuit_record_form_set_editable:
 * @self: a form
 * @editable: whether values can be changed
 */
void
pursuit_record_form_set_editable (PursuitRecordForm *self,
                                  gboolean           editable)
{
  g_return_if_fail (PURSUIT_IS_RECORD_FORM (self));

  self->editable = editable;
  for (guint i = 0; i < self->editors->len; i++)
    pursuit_field_editor_set_editable (g_ptr_array_index (self->editors, i), editable);
}

/**
 * pursuit_record_form_set_query:
 * @self: a form with a record
 * @name: a field that refers to another record
 * @query: which records can be chosen for it
 *
 * Narrows a choice, such as a contact to those of one customer.
 */
void
pursuit_record_form_set_query (PursuitRecordForm  *self,
                               const char         *name,
                               const PursuitQuery *query)
{
  PursuitFieldEditor *editor;

  g_return_if_fail (PURSUIT_IS_RECORD_FORM (self));

  editor = find_editor (self, name);
  g_return_if_fail (editor != NULL);
  pursuit_field_editor_set_query (editor, query);
}

/**
 * pursuit_record_form_insert:
 * @self: a form with a record
 * @row: (transfer floating): a row of the caller's own
 * @after_name: the field below which it goes
 *
 * Puts something among the fields that is not one: the stage in which a new deal begins. It goes with the next
 * pursuit_record_form_set_record() only if the caller removes it.
 */
void
pursuit_record_form_insert (PursuitRecordForm *self,
                            GtkWidget         *row,
                            const char        *after_name)
{
  PursuitFieldEditor *editor;

  g_return_if_fail (PURSUIT_IS_RECORD_FORM (self));

  editor = find_editor (self, after_name);
  g_return_if_fail (editor != NULL);
  gtk_list_box_insert (self->list, row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (pursuit_field_editor_get_row (editor))) + 1);
}

/**
 * pursuit_record_form_get_original:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the record as it was when editing began, for pursuit_records_save()
 */
PursuitRecord *
pursuit_record_form_get_original (PursuitRecordForm *self)
{
  g_return_val_if_fail (PURSUIT_IS_RECORD_FORM (self), NULL);

  return self->original;
}

/**
 * pursuit_record_form_read:
 * @self: a form with a record
 *
 * Reads what was typed. What cannot be read, or what is missing, is said below its row, and the row gets the focus.
 *
 * Returns: (transfer full) (nullable): the edited record; %NULL when something is wrong
 */
PursuitRecord *
pursuit_record_form_read (PursuitRecordForm *self)
{
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (PURSUIT_IS_RECORD_FORM (self) && self->original != NULL, NULL);

  clear_problem (self);
  edited = pursuit_record_copy (self->original);
  for (guint i = 0; i < self->editors->len; i++)
    {
      PursuitFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const PursuitField *field = pursuit_field_editor_get_field (editor);
      g_autofree char *missing = NULL;

      if (!pursuit_field_editor_read (editor, edited, &error))
        {
          pursuit_record_form_show_problem (self, field->name, error->message);
          return NULL;
        }
      if ((field->flags & PURSUIT_FIELD_REQUIRED) && pursuit_record_is_blank (edited, field))
        {
          missing = g_strdup_printf (_("%s is missing."), _(field->label));
          pursuit_record_form_show_problem (self, field->name, missing);
          return NULL;
        }
    }

  return g_steal_pointer (&edited);
}

/**
 * pursuit_record_form_peek:
 * @self: a form with a record
 *
 * Returns: (transfer full): the record as it is typed at the moment; what cannot be read is as it was, and nothing is said
 */
PursuitRecord *
pursuit_record_form_peek (PursuitRecordForm *self)
{
  PursuitRecord *edited;

  g_return_val_if_fail (PURSUIT_IS_RECORD_FORM (self) && self->original != NULL, NULL);

  edited = pursuit_record_copy (self->original);
  for (guint i = 0; i < self->editors->len; i++)
    pursuit_field_editor_read (g_ptr_array_index (self->editors, i), edited, NULL);

  return edited;
}

/**
 * pursuit_record_form_is_changed:
 * @self: a form
 *
 * Returns: %TRUE when the rows hold something other than the record; what cannot be read counts as a change
 */
gboolean
pursuit_record_form_is_changed (PursuitRecordForm *self)
{
  g_autoptr(PursuitRecord) edited = NULL;

  g_return_val_if_fail (PURSUIT_IS_RECORD_FORM (self), FALSE);

  if (self->original == NULL)
    return FALSE;

  edited = pursuit_record_copy (self->original);
  for (guint i = 0; i < self->editors->len; i++)
    if (!pursuit_field_editor_read (g_ptr_array_index (self->editors, i), edited, NULL))
      return TRUE;

  return pursuit_record_diff (self->original, edited) != 0;
}

/**
 * pursuit_record_form_show_problem:
 * @self: a form
 * @name: (nullable): the field that it is about; %NULL for the record as a whole
 * @message: (nullable): one sentence, as the service wrote it; %NULL when all is well again
 *
 * Says what is wrong next to what caused it.
 */
void
pursuit_record_form_show_problem (PursuitRecordForm *self,
                                  const char        *name,
                                  const char        *message)
{
  int position = -1;

  g_return_if_fail (PURSUIT_IS_RECORD_FORM (self));

  clear_problem (self);
  if (message == NULL)
    return;

  self->wrong = find_editor (self, name);
  g_object_ref (self->problem_row);
  gtk_list_box_remove (self->list, self->problem_row);
  if (self->wrong != NULL)
    {
      GtkWidget *row = pursuit_field_editor_get_row (self->wrong);

      position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1;
      pursuit_field_editor_set_wrong (self->wrong, TRUE);
      gtk_widget_grab_focus (row);
    }
  gtk_list_box_insert (self->list, self->problem_row, position);
  g_object_unref (self->problem_row);
  gtk_label_set_text (self->problem, message);
  gtk_widget_set_visible (self->problem_row, TRUE);
}

/* The editors that were typed in; what cannot be read counts. */
static GPtrArray *
list_typed (PursuitRecordForm *self)
{
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (self->original);
  GPtrArray *typed = g_ptr_array_new ();

  for (guint i = 0; i < self->editors->len; i++)
    {
      PursuitFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (!pursuit_field_editor_read (editor, edited, NULL) ||
          pursuit_record_differs (self->original, edited, pursuit_field_editor_get_field (editor)))
        g_ptr_array_add (typed, editor);
    }

  return typed;
}

/**
 * pursuit_record_form_rebase:
 * @self: a form with a record
 * @theirs: the same record as it is now
 *
 * Takes over what somebody else changed meanwhile. Fields that were typed in keep what was typed: saving then replaces
 * theirs, knowingly. Nothing typed is lost.
 */
void
pursuit_record_form_rebase (PursuitRecordForm *self,
                            PursuitRecord     *theirs)
{
  g_autoptr(GPtrArray) typed = NULL;

  g_return_if_fail (PURSUIT_IS_RECORD_FORM (self) && self->original != NULL);

  typed = list_typed (self);
  g_object_unref (self->original);
  self->original = pursuit_record_copy (theirs);
  show_all (self, theirs, typed);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * pursuit_record_form_follow:
 * @self: a form with a record
 * @theirs: the same record as it is now
 *
 * Takes over what somebody else changed meanwhile, but for the fields that were typed in: of those the form remembers what
 * they were, so that saving is refused where both changed the same. Nothing typed is lost.
 *
 * Returns: the fields in which both changed something, to different values
 */
PursuitFieldMask
pursuit_record_form_follow (PursuitRecordForm *self,
                            PursuitRecord     *theirs)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GPtrArray) typed = NULL;
  PursuitFieldMask overtaken = 0;

  g_return_val_if_fail (PURSUIT_IS_RECORD_FORM (self) && self->original != NULL, 0);

  typed = list_typed (self);
  edited = pursuit_record_form_peek (self);
  original = pursuit_record_copy (theirs);
  for (guint i = 0; i < typed->len; i++)
    {
      const PursuitField *field = pursuit_field_editor_get_field (g_ptr_array_index (typed, i));

      if (pursuit_record_differs (self->original, theirs, field) && pursuit_record_differs (edited, theirs, field))
        overtaken |= pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (theirs), field);
      pursuit_record_assign_field (original, self->original, field);
    }
  g_set_object (&self->original, original);
  show_all (self, theirs, typed);
  g_signal_emit (self, signals[CHANGED], 0);

  return overtaken;
}

/**
 * pursuit_record_form_focus:
 * @self: a form
 * @name: (nullable): a field; %NULL for the first
 *
 * Returns: %TRUE when the field's row has the focus
 */
gboolean
pursuit_record_form_focus (PursuitRecordForm *self,
                           const char        *name)
{
  PursuitFieldEditor *editor;

  g_return_val_if_fail (PURSUIT_IS_RECORD_FORM (self), FALSE);

  editor = name != NULL ? find_editor (self, name)
                        : self->editors->len > 0 ? g_ptr_array_index (self->editors, 0) : NULL;

  return editor != NULL && gtk_widget_child_focus (pursuit_field_editor_get_row (editor), GTK_DIR_TAB_FORWARD);
}
