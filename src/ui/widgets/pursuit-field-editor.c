/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-field-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-money.h"
#include "pursuit-own-set.h"
#include "pursuit-record-picker.h"
#include "pursuit-tags-editor.h"
#include "pursuit-text-row.h"

/*
 * PursuitFieldEditor is one row of a form: the widgets that show and change one field, whatever its kind.
 *
 *   text, amount, number, date -> AdwEntryRow (a date with a calendar beside it)
 *   long text                  -> PursuitTextRow
 *   yes or no                  -> AdwActionRow with a switch
 *   one of several             -> AdwComboRow, as is a choice of a house's own
 *   another record             -> AdwActionRow with a PursuitRecordPicker
 */
struct _PursuitFieldEditor
{
  GObject parent_instance;

  const PursuitField *field;
  PursuitWorker *worker;
  GtkWidget *row;
  GtkWidget *control;   /* what is inside the row; the row itself where it is the control */
  GArray *values;       /* int, the enum's values in the order of the combo row */
  GPtrArray *choices;   /* PursuitOwnChoice, NULL for none, in that order */
};

G_DEFINE_FINAL_TYPE (PursuitFieldEditor, pursuit_field_editor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed_cb (PursuitFieldEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (PursuitFieldEditor *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static const char *
get_currency (PursuitFieldEditor *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL ? opened->currency : NULL;
}

static char *
dup_title (const PursuitField *field)
{
  if (field->flags & PURSUIT_FIELD_REQUIRED)
    /* Translators: %s is a field that must be filled in */
    return g_strdup_printf (_("%s (required)"), _(field->label));

  return g_strdup (_(field->label));
}

static void
make_entry (PursuitFieldEditor *self,
            const char         *title)
{
  GtkEditable *text;

  self->row = self->control = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->field->kind == PURSUIT_KIND_INT)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_DIGITS);
  if (self->field->kind == PURSUIT_KIND_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_NUMBER);
  if (self->field->kind == PURSUIT_KIND_DATE)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), pursuit_date_button_new (GTK_EDITABLE (self->row)));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static void
make_action_row (PursuitFieldEditor *self,
                 const char         *title,
                 GtkWidget          *control)
{
  self->row = adw_action_row_new ();
  self->control = control;
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), control);
}

static void
make_switch (PursuitFieldEditor *self,
             const char         *title)
{
  make_action_row (self, title, gtk_switch_new ());
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
make_combo (PursuitFieldEditor *self,
            const char         *title)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (self->field->type ());
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  self->values = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < klass->n_values; i++)
    {
      const char *label = pursuit_enum_get_label (self->field->type (), klass->values[i].value);

      g_array_append_val (self->values, klass->values[i].value);
      gtk_string_list_append (labels, *label != '\0' ? label : C_("choice", "None"));
    }

  self->row = self->control = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (labels));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* What is not offered any more is, to whoever has it. */
static void
offer_choices (PursuitFieldEditor *self,
               const char         *held)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GPtrArray *choices = self->field->own->choices;

  g_ptr_array_set_size (self->choices, 0);
  g_ptr_array_add (self->choices, NULL);
  gtk_string_list_append (labels, C_("choice", "None"));
  for (guint i = 0; i < choices->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (choices, i);

      if (choice->retired && g_strcmp0 (choice->key, held) != 0)
        continue;
      g_ptr_array_add (self->choices, (gpointer) choice);
      gtk_string_list_append (labels, pursuit_own_choice_get_label (choice));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (labels));
}

static void
make_own_combo (PursuitFieldEditor *self,
                const char         *title)
{
  self->choices = g_ptr_array_new ();
  self->row = self->control = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  offer_choices (self, NULL);
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_own_choice (PursuitFieldEditor *self,
                 const char         *key)
{
  offer_choices (self, key);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_strcmp0 (choice != NULL ? choice->key : NULL, key) == 0)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), i);
    }
}

static void
read_own_choice (PursuitFieldEditor *self,
                 PursuitRecord      *record)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
  const PursuitOwnChoice *choice;

  if (selected >= self->choices->len)
    return;

  choice = g_ptr_array_index (self->choices, selected);
  pursuit_record_set_text (record, self->field, choice != NULL ? choice->key : NULL);
}

static void
make_picker (PursuitFieldEditor *self,
             const char         *title)
{
  PursuitList list = PURSUIT_LIST_CUSTOMERS;
  g_autoptr(PursuitQuery) query = NULL;

  make_action_row (self, title, pursuit_record_picker_new ());
  pursuit_record_picker_set_title (PURSUIT_RECORD_PICKER (self->control), _(self->field->label));
  if (pursuit_record_picker_find_list (self->field->type (), &list))
    {
      query = pursuit_query_new (list);
      if (list == PURSUIT_LIST_CUSTOMERS)
        query->order = PURSUIT_ORDER_NAME;
      pursuit_field_editor_set_query (self, query);
    }
  g_signal_connect_object (self->control, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* The caption stands above the chips, as the title of an entry row stands above its text. */
static void
make_tags (PursuitFieldEditor *self,
           const char         *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *caption = gtk_label_new (title);

  self->row = gtk_list_box_row_new ();
  self->control = pursuit_tags_editor_new (self->worker);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (box, "tags");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->control);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (pursuit_tags_editor_get_entry (PURSUIT_TAGS_EDITOR (self->control))),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  g_signal_connect_object (self->control, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->control, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
is_tags (const PursuitField *field)
{
  return g_str_equal (field->name, "tags");
}

static void
make_row (PursuitFieldEditor *self)
{
  g_autofree char *title = dup_title (self->field);

  if (is_tags (self->field))
    {
      make_tags (self, title);
      g_object_ref_sink (self->row);
      return;
    }
  switch (self->field->kind)
    {
    case PURSUIT_KIND_LONG_TEXT:
      self->row = self->control = pursuit_text_row_new (title);
      g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      break;
    case PURSUIT_KIND_BOOL:
      make_switch (self, title);
      break;
    case PURSUIT_KIND_ENUM:
      make_combo (self, title);
      break;
    case PURSUIT_KIND_CHOICE:
      make_own_combo (self, title);
      break;
    case PURSUIT_KIND_REF:
      make_picker (self, title);
      break;
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_DATE:
    case PURSUIT_KIND_MONEY:
    case PURSUIT_KIND_INT:
    case PURSUIT_KIND_TIME:
    case PURSUIT_KIND_NUMBER:
    default:
      make_entry (self, title);
      break;
    }
  g_object_ref_sink (self->row);
}

static void
pursuit_field_editor_dispose (GObject *object)
{
  PursuitFieldEditor *self = PURSUIT_FIELD_EDITOR (object);

  g_clear_object (&self->row);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (pursuit_field_editor_parent_class)->dispose (object);
}

static void
pursuit_field_editor_class_init (PursuitFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pursuit_field_editor_dispose;

  /**
   * PursuitFieldEditor::changed:
   *
   * What the row holds is another now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * PursuitFieldEditor::activated:
   *
   * Enter was pressed in a field of one line.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
pursuit_field_editor_init (PursuitFieldEditor *self)
{
}

/**
 * pursuit_field_editor_can_edit:
 * @field: a field
 *
 * Returns: %TRUE when people set the field in forms: it is not kept by rules, and it can be shown
 */
gboolean
pursuit_field_editor_can_edit (const PursuitField *field)
{
  PursuitList list;

  if ((field->flags & (PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL)) || field->kind == PURSUIT_KIND_TIME)
    return FALSE;

  return field->kind != PURSUIT_KIND_REF || pursuit_record_picker_find_list (field->type (), &list);
}

/**
 * pursuit_field_editor_new:
 * @field: a field for which pursuit_field_editor_can_edit() holds, static
 * @worker: (nullable): where other records are looked up
 *
 * Returns: (transfer full): a row for @field, empty
 */
PursuitFieldEditor *
pursuit_field_editor_new (const PursuitField *field,
                          PursuitWorker      *worker)
{
  PursuitFieldEditor *self;

  g_return_val_if_fail (pursuit_field_editor_can_edit (field), NULL);

  self = g_object_new (PURSUIT_TYPE_FIELD_EDITOR, NULL);
  self->field = field;
  g_set_object (&self->worker, worker);
  make_row (self);

  return self;
}

/**
 * pursuit_field_editor_get_field:
 * @self: an editor
 *
 * Returns: what it edits
 */
const PursuitField *
pursuit_field_editor_get_field (PursuitFieldEditor *self)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_EDITOR (self), NULL);

  return self->field;
}

/**
 * pursuit_field_editor_get_row:
 * @self: an editor
 *
 * Returns: (transfer none): its row, for a list box
 */
GtkWidget *
pursuit_field_editor_get_row (PursuitFieldEditor *self)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_EDITOR (self), NULL);

  return self->row;
}

/**
 * pursuit_field_editor_set_query:
 * @self: an editor of a reference
 * @query: which records can be chosen, such as the contacts of one customer
 *
 * Narrows what can be chosen.
 */
void
pursuit_field_editor_set_query (PursuitFieldEditor *self,
                                const PursuitQuery *query)
{
  g_return_if_fail (PURSUIT_IS_FIELD_EDITOR (self));
  g_return_if_fail (self->field->kind == PURSUIT_KIND_REF);

  if (self->worker != NULL)
    pursuit_record_picker_set_source (PURSUIT_RECORD_PICKER (self->control), self->worker, query,
                                      self->field->flags & PURSUIT_FIELD_REQUIRED ? NULL : C_("choice", "None"));
}

static guint
find_value (GArray *values,
            gint64  value)
{
  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, int, i) == value)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/**
 * pursuit_field_editor_show:
 * @self: an editor
 * @record: a record of the field's type
 *
 * Shows the field's value in @record, in the form in which people type it.
 */
void
pursuit_field_editor_show (PursuitFieldEditor *self,
                           PursuitRecord      *record)
{
  const PursuitField *field = self->field;
  gint64 number = pursuit_field_is_text (field) ? 0 : pursuit_record_get_number (record, field);
  g_autofree char *text = NULL;

  if (is_tags (field))
    {
      pursuit_tags_editor_set_text (PURSUIT_TAGS_EDITOR (self->control), pursuit_record_get_text (record, field));
      return;
    }
  switch (field->kind)
    {
    case PURSUIT_KIND_LONG_TEXT:
      pursuit_text_row_set_text (PURSUIT_TEXT_ROW (self->row), pursuit_record_get_text (record, field));
      return;
    case PURSUIT_KIND_BOOL:
      gtk_switch_set_active (GTK_SWITCH (self->control), number != 0);
      return;
    case PURSUIT_KIND_ENUM:
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), find_value (self->values, number));
      return;
    case PURSUIT_KIND_CHOICE:
      show_own_choice (self, pursuit_record_get_text (record, field));
      return;
    case PURSUIT_KIND_REF:
      pursuit_record_picker_set_id (PURSUIT_RECORD_PICKER (self->control), number, NULL);
      return;
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_DATE:
    case PURSUIT_KIND_MONEY:
    case PURSUIT_KIND_INT:
    case PURSUIT_KIND_TIME:
    case PURSUIT_KIND_NUMBER:
    default:
      /* A date as it is kept: the one form that reads the same everywhere. */
      text = pursuit_field_is_text (field) ? g_strdup (pursuit_record_get_text (record, field))
                                           : pursuit_record_format (record, field, get_currency (self));
      gtk_editable_set_text (GTK_EDITABLE (self->row), text != NULL ? text : "");
      return;
    }
}

/**
 * pursuit_field_editor_read:
 * @self: an editor
 * @record: a record of the field's type
 * @error: return location for the refusal
 *
 * Sets the field in @record to what the row holds.
 *
 * Fails with %PURSUIT_ERROR_INVALID when that cannot be read; @record is unchanged then.
 *
 * Returns: %TRUE when the field was set
 */
gboolean
pursuit_field_editor_read (PursuitFieldEditor  *self,
                           PursuitRecord       *record,
                           GError             **error)
{
  const PursuitField *field = self->field;
  guint selected;
  g_autofree char *text = NULL;

  if (is_tags (field))
    return pursuit_tags_editor_read (PURSUIT_TAGS_EDITOR (self->control), record, field);
  switch (field->kind)
    {
    case PURSUIT_KIND_LONG_TEXT:
      text = pursuit_text_row_dup_text (PURSUIT_TEXT_ROW (self->row));
      return pursuit_record_parse (record, field, text, NULL, PURSUIT_DATE_ORDER_AUTO, error);
    case PURSUIT_KIND_BOOL:
      pursuit_record_set_number (record, field, gtk_switch_get_active (GTK_SWITCH (self->control)));
      return TRUE;
    case PURSUIT_KIND_ENUM:
      selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
      if (selected < self->values->len)
        pursuit_record_set_number (record, field, g_array_index (self->values, int, selected));
      return TRUE;
    case PURSUIT_KIND_CHOICE:
      read_own_choice (self, record);
      return TRUE;
    case PURSUIT_KIND_REF:
      pursuit_record_set_number (record, field, pursuit_record_picker_get_id (PURSUIT_RECORD_PICKER (self->control)));
      return TRUE;
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_DATE:
    case PURSUIT_KIND_MONEY:
    case PURSUIT_KIND_INT:
    case PURSUIT_KIND_TIME:
    case PURSUIT_KIND_NUMBER:
    default:
      return pursuit_record_parse (record, field, gtk_editable_get_text (GTK_EDITABLE (self->row)),
                                   get_currency (self), PURSUIT_DATE_ORDER_AUTO, error);
    }
}

/**
 * pursuit_field_editor_set_editable:
 * @self: an editor
 * @editable: whether the value can be changed
 */
void
pursuit_field_editor_set_editable (PursuitFieldEditor *self,
                                   gboolean            editable)
{
  g_return_if_fail (PURSUIT_IS_FIELD_EDITOR (self));

  if (GTK_IS_EDITABLE (self->row))
    gtk_editable_set_editable (GTK_EDITABLE (self->row), editable);
  else if (PURSUIT_IS_TEXT_ROW (self->row))
    pursuit_text_row_set_editable (PURSUIT_TEXT_ROW (self->row), editable);
  else
    gtk_widget_set_sensitive (self->control, editable);
}

/**
 * pursuit_field_editor_set_wrong:
 * @self: an editor
 * @wrong: whether what it holds was refused
 *
 * Marks the row; the words stand below it, see #PursuitRecordForm.
 */
void
pursuit_field_editor_set_wrong (PursuitFieldEditor *self,
                                gboolean            wrong)
{
  g_return_if_fail (PURSUIT_IS_FIELD_EDITOR (self));

  if (wrong)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
