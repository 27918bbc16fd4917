/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-field-input.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-own-set.h"
#include "pursuit-record-picker.h"
#include "pursuit-tags-editor.h"

/* A range this small is chosen, not typed. */
#define MAX_CHOICES 10

/*
 * PursuitFieldInput is what a value is changed with: an entry, a text view, a drop-down, a picker of records or a switch,
 * as the kind of its field asks. "changed" says that something was typed, "apply" that the person is done, "cancel" that
 * nothing shall change.
 */
struct _PursuitFieldInput
{
  GtkWidget parent_instance;

  const PursuitField *field;
  PursuitWorker *worker;
  GtkWidget *input;        /* what holds the value */
  GArray *choices;         /* of gint64, in the drop-down's order */
  GPtrArray *own_choices;  /* PursuitOwnChoice, NULL for none; of an own field the same */
  gboolean is_loading;
};

enum
{
  SIGNAL_APPLY,
  SIGNAL_CANCEL,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitFieldInput, pursuit_field_input, GTK_TYPE_WIDGET)

static void
apply_cb (PursuitFieldInput *self)
{
  g_assert (PURSUIT_IS_FIELD_INPUT (self));

  if (!self->is_loading)
    g_signal_emit (self, signals[SIGNAL_APPLY], 0);
}

static void
changed_cb (PursuitFieldInput *self)
{
  g_assert (PURSUIT_IS_FIELD_INPUT (self));

  if (!self->is_loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
key_pressed_cb (PursuitFieldInput    *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  gboolean is_return = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  g_assert (PURSUIT_IS_FIELD_INPUT (self));

  if (keyval == GDK_KEY_Escape)
    {
      g_signal_emit (self, signals[SIGNAL_CANCEL], 0);
      return GDK_EVENT_STOP;
    }
  if (is_return && (state & GDK_CONTROL_MASK))
    {
      g_signal_emit (self, signals[SIGNAL_APPLY], 0);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
has_few_values (const PursuitField *field)
{
  return field->kind == PURSUIT_KIND_INT && field->max > field->min && field->max - field->min <= MAX_CHOICES;
}

static void
add_choice (PursuitFieldInput *self,
            GtkStringList      *labels,
            gint64              value,
            const char         *label)
{
  g_array_append_val (self->choices, value);
  gtk_string_list_append (labels, *label != '\0' ? label : C_("no value", "None"));
}

static GtkWidget *
create_choice (PursuitFieldInput *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  self->choices = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (self->field->kind == PURSUIT_KIND_ENUM)
    {
      g_autoptr(GEnumClass) klass = g_type_class_ref (self->field->type ());

      for (guint i = 0; i < klass->n_values; i++)
        add_choice (self, labels, klass->values[i].value,
                    pursuit_enum_get_label (self->field->type (), klass->values[i].value));
    }
  else
    for (gint64 value = self->field->min; value <= self->field->max; value++)
      {
        g_autofree char *label = g_strdup_printf (self->field->min < 0 && value > 0 ? "+%d" : "%d", (int) value);

        add_choice (self, labels, value, label);
      }

  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);

  return drop_down;
}

static GtkWidget *
create_own_choice (PursuitFieldInput *self)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  self->own_choices = g_ptr_array_new ();
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);

  return drop_down;
}

/* What is not offered any more is, to whoever has it. */
static void
load_own_choice (PursuitFieldInput *self,
                 PursuitRecord     *record)
{
  const char *held = pursuit_record_get_text (record, self->field);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GPtrArray *choices = self->field->own->choices;
  guint selected = 0;

  g_ptr_array_set_size (self->own_choices, 0);
  g_ptr_array_add (self->own_choices, NULL);
  gtk_string_list_append (labels, C_("no value", "None"));
  for (guint i = 0; i < choices->len; i++)
    {
      const PursuitOwnChoice *choice = g_ptr_array_index (choices, i);
      gboolean is_held = g_strcmp0 (choice->key, held) == 0;

      if (choice->retired && !is_held)
        continue;
      if (is_held)
        selected = self->own_choices->len;
      g_ptr_array_add (self->own_choices, (gpointer) choice);
      gtk_string_list_append (labels, pursuit_own_choice_get_label (choice));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->input), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input), selected);
}

static void
store_own_choice (PursuitFieldInput *self,
                  PursuitRecord     *record)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input));
  const PursuitOwnChoice *choice;

  if (selected >= self->own_choices->len)
    return;

  choice = g_ptr_array_index (self->own_choices, selected);
  pursuit_record_set_text (record, self->field, choice != NULL ? choice->key : NULL);
}

static GtkWidget *
create_text_view (PursuitFieldInput *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return view;
}

static GtkWidget *
create_switch (PursuitFieldInput *self)
{
  GtkWidget *input = gtk_switch_new ();

  gtk_widget_set_halign (input, GTK_ALIGN_START);
  g_signal_connect_object (input, "notify::active", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);

  return input;
}

static GtkWidget *
create_entry (PursuitFieldInput *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  if (self->field->kind == PURSUIT_KIND_DATE)
    /* Translators: how a date is typed: year, month, day */
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("YYYY-MM-DD"));
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);

  return entry;
}

static GtkWidget *
create_picker (PursuitFieldInput *self)
{
  GtkWidget *picker = pursuit_record_picker_new ();

  pursuit_record_picker_set_title (PURSUIT_RECORD_PICKER (picker), _(self->field->label));
  g_signal_connect_object (picker, "changed", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);

  return picker;
}

static GtkWidget *
create_tags (PursuitFieldInput *self)
{
  GtkWidget *editor = pursuit_tags_editor_new (self->worker);

  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "activated", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);

  return editor;
}

static GtkWidget *
create_input (PursuitFieldInput *self)
{
  if (g_str_equal (self->field->name, "tags"))
    return create_tags (self);
  if (self->field->kind == PURSUIT_KIND_REF)
    return create_picker (self);
  if (self->field->kind == PURSUIT_KIND_BOOL)
    return create_switch (self);
  if (self->field->kind == PURSUIT_KIND_LONG_TEXT)
    return create_text_view (self);
  if (self->field->kind == PURSUIT_KIND_CHOICE)
    return create_own_choice (self);
  if (pursuit_field_input_is_choice (self))
    return create_choice (self);

  return create_entry (self);
}

static gboolean
pursuit_field_input_grab_focus (GtkWidget *widget)
{
  PursuitFieldInput *self = PURSUIT_FIELD_INPUT (widget);

  /* A picker is a bin around its button. */
  return gtk_widget_grab_focus (self->input) || gtk_widget_child_focus (self->input, GTK_DIR_TAB_FORWARD);
}

static void
pursuit_field_input_dispose (GObject *object)
{
  PursuitFieldInput *self = PURSUIT_FIELD_INPUT (object);

  g_clear_pointer (&self->input, gtk_widget_unparent);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (pursuit_field_input_parent_class)->dispose (object);
}

static void
pursuit_field_input_finalize (GObject *object)
{
  PursuitFieldInput *self = PURSUIT_FIELD_INPUT (object);

  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->own_choices, g_ptr_array_unref);

  G_OBJECT_CLASS (pursuit_field_input_parent_class)->finalize (object);
}

static void
pursuit_field_input_class_init (PursuitFieldInputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_field_input_dispose;
  object_class->finalize = pursuit_field_input_finalize;
  widget_class->grab_focus = pursuit_field_input_grab_focus;

  signals[SIGNAL_APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldinput");
}

static void
pursuit_field_input_init (PursuitFieldInput *self)
{
}

/* An open drop-down wants Escape for itself; a text view would swallow Ctrl+Enter. */
static void
watch_keys (PursuitFieldInput *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, pursuit_field_input_is_choice (self) ? GTK_PHASE_BUBBLE
                                                                                          : GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * pursuit_field_input_new:
 * @worker: who knows the records that a reference can refer to
 * @field: what is to be edited; static
 *
 * Returns: (transfer floating): an input that suits the field's kind
 */
GtkWidget *
pursuit_field_input_new (PursuitWorker      *worker,
                          const PursuitField *field)
{
  PursuitFieldInput *self = g_object_new (PURSUIT_TYPE_FIELD_INPUT, NULL);

  self->worker = g_object_ref (worker);
  self->field = field;
  self->input = create_input (self);
  gtk_widget_set_parent (self->input, GTK_WIDGET (self));
  watch_keys (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_field_input_is_choice:
 * @self: an input
 *
 * Returns: %TRUE when a value is chosen from a few, so that choosing is all there is to do
 */
gboolean
pursuit_field_input_is_choice (PursuitFieldInput *self)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_INPUT (self), FALSE);

  return self->field->kind == PURSUIT_KIND_ENUM || self->field->kind == PURSUIT_KIND_REF ||
         self->field->kind == PURSUIT_KIND_BOOL || self->field->kind == PURSUIT_KIND_CHOICE || has_few_values (self->field);
}

/**
 * pursuit_field_input_set_label:
 * @self: an input
 * @label: the widget that names it
 *
 * Says to assistive technology what is edited here.
 */
void
pursuit_field_input_set_label (PursuitFieldInput *self,
                                GtkWidget          *label)
{
  g_return_if_fail (PURSUIT_IS_FIELD_INPUT (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (PURSUIT_IS_TAGS_EDITOR (self->input)
                                                    ? pursuit_tags_editor_get_entry (PURSUIT_TAGS_EDITOR (self->input))
                                                    : self->input),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

static guint
find_choice (PursuitFieldInput *self,
             gint64              value)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_array_index (self->choices, gint64, i) == value)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* Whoever belongs to a customer refers to people and deals of the same customer. */
static void
load_picker (PursuitFieldInput *self,
             PursuitRecord      *record)
{
  const PursuitField *customer = pursuit_record_type_find (G_OBJECT_TYPE (record), "customer_id");
  g_autoptr(PursuitQuery) query = NULL;
  PursuitList list;

  if (!pursuit_record_picker_find_list (self->field->type (), &list))
    return;

  query = pursuit_query_new (list);
  if (customer != NULL && (list == PURSUIT_LIST_CONTACTS || list == PURSUIT_LIST_DEALS))
    query->customer_id = pursuit_record_get_number (record, customer);
  pursuit_record_picker_set_source (PURSUIT_RECORD_PICKER (self->input), self->worker, query,
                                    (self->field->flags & PURSUIT_FIELD_REQUIRED) ? NULL : C_("no value", "None"));
  pursuit_record_picker_set_id (PURSUIT_RECORD_PICKER (self->input), pursuit_record_get_number (record, self->field),
                                NULL);
}

/* Dates and times are shown in the manner of the locale but typed in one that has a single reading. */
static char *
dup_typed (const PursuitField *field,
           PursuitRecord      *record,
           const char         *currency)
{
  if (field->kind == PURSUIT_KIND_DATE)
    return g_strdup (pursuit_record_get_text (record, field));
  if (field->kind == PURSUIT_KIND_TIME && pursuit_record_get_number (record, field) != 0)
    return pursuit_time_to_iso (pursuit_record_get_number (record, field));

  return pursuit_record_format (record, field, currency);
}

/**
 * pursuit_field_input_load:
 * @self: an input
 * @record: the record whose value to show
 * @currency: the house currency
 *
 * Shows the value as it is to be changed; nothing is emitted.
 */
void
pursuit_field_input_load (PursuitFieldInput *self,
                           PursuitRecord      *record,
                           const char         *currency)
{
  g_return_if_fail (PURSUIT_IS_FIELD_INPUT (self));

  self->is_loading = TRUE;
  if (PURSUIT_IS_RECORD_PICKER (self->input))
    load_picker (self, record);
  else if (self->own_choices != NULL)
    load_own_choice (self, record);
  else if (GTK_IS_DROP_DOWN (self->input))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input),
                                find_choice (self, pursuit_record_get_number (record, self->field)));
  else if (GTK_IS_SWITCH (self->input))
    gtk_switch_set_active (GTK_SWITCH (self->input), pursuit_record_get_number (record, self->field) != 0);
  else
    {
      g_autofree char *typed = dup_typed (self->field, record, currency);

      pursuit_field_input_set_text (self, typed);
    }
  self->is_loading = FALSE;
}

/**
 * pursuit_field_input_store:
 * @self: an input
 * @record: the record to set the value in
 * @currency: the house currency
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_INVALID and a sentence that quotes what was typed; @record is then unchanged.
 *
 * Returns: %TRUE when @record holds the value
 */
gboolean
pursuit_field_input_store (PursuitFieldInput  *self,
                            PursuitRecord       *record,
                            const char          *currency,
                            GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_INPUT (self), FALSE);

  if (PURSUIT_IS_TAGS_EDITOR (self->input))
    return pursuit_tags_editor_read (PURSUIT_TAGS_EDITOR (self->input), record, self->field);
  if (self->own_choices != NULL)
    {
      store_own_choice (self, record);
      return TRUE;
    }
  if (GTK_IS_DROP_DOWN (self->input))
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input));

      if (selected != GTK_INVALID_LIST_POSITION)
        pursuit_record_set_number (record, self->field, g_array_index (self->choices, gint64, selected));
      return TRUE;
    }
  if (PURSUIT_IS_RECORD_PICKER (self->input))
    {
      pursuit_record_set_number (record, self->field,
                                 pursuit_record_picker_get_id (PURSUIT_RECORD_PICKER (self->input)));
      return TRUE;
    }
  if (GTK_IS_SWITCH (self->input))
    {
      pursuit_record_set_number (record, self->field, gtk_switch_get_active (GTK_SWITCH (self->input)));
      return TRUE;
    }

  {
    g_autofree char *typed = pursuit_field_input_dup_text (self);

    return pursuit_record_parse (record, self->field, typed, currency, PURSUIT_DATE_ORDER_AUTO, error);
  }
}

/**
 * pursuit_field_input_dup_text:
 * @self: an input
 *
 * Returns: (transfer full): what is typed at the moment, or the name of the record that is chosen; else empty
 */
char *
pursuit_field_input_dup_text (PursuitFieldInput *self)
{
  g_return_val_if_fail (PURSUIT_IS_FIELD_INPUT (self), NULL);

  if (GTK_IS_TEXT_VIEW (self->input))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  if (PURSUIT_IS_TAGS_EDITOR (self->input))
    return pursuit_tags_editor_dup_text (PURSUIT_TAGS_EDITOR (self->input));
  if (GTK_IS_EDITABLE (self->input))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
  if (PURSUIT_IS_RECORD_PICKER (self->input))
    {
      const char *name = pursuit_record_picker_get_name (PURSUIT_RECORD_PICKER (self->input));

      return g_strdup (name != NULL ? name : "");
    }

  return g_strdup ("");
}

/**
 * pursuit_field_input_set_text:
 * @self: an input
 * @text: (nullable): what to put in; ignored where a value is chosen
 *
 * Does what typing would do.
 */
void
pursuit_field_input_set_text (PursuitFieldInput *self,
                               const char         *text)
{
  g_return_if_fail (PURSUIT_IS_FIELD_INPUT (self));

  if (GTK_IS_TEXT_VIEW (self->input))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), text != NULL ? text : "", -1);
  else if (PURSUIT_IS_TAGS_EDITOR (self->input))
    pursuit_tags_editor_set_text (PURSUIT_TAGS_EDITOR (self->input), text);
  else if (GTK_IS_EDITABLE (self->input))
    gtk_editable_set_text (GTK_EDITABLE (self->input), text != NULL ? text : "");
}
