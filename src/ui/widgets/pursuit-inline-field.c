/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inline-field-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

enum
{
  PROP_EDITING = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitInlineField, pursuit_inline_field, GTK_TYPE_LIST_BOX_ROW)

const char *
pursuit_inline_field_get_currency (PursuitInlineField *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  return opened != NULL ? opened->currency : "CNY";
}

static gboolean
is_blank (PursuitInlineField *self)
{
  return self->record == NULL || pursuit_record_is_blank (self->record, self->field);
}

static char *
dup_value (PursuitInlineField *self)
{
  if (is_blank (self))
    return g_strdup ("");
  if (self->field->kind == PURSUIT_KIND_REF)
    return g_strdup (self->ref_name != NULL ? self->ref_name : "");
  /* Where a number can be negative, its sign says something. */
  if (self->field->kind == PURSUIT_KIND_INT && self->field->min < 0 &&
      pursuit_record_get_number (self->record, self->field) > 0)
    return g_strdup_printf ("+%" G_GINT64_FORMAT, pursuit_record_get_number (self->record, self->field));

  return pursuit_record_format (self->record, self->field, pursuit_inline_field_get_currency (self));
}

static void
set_css_class (GtkWidget  *widget,
               const char *name,
               gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_value (PursuitInlineField *self)
{
  g_autofree char *value = dup_value (self);
  gboolean blank = *value == '\0';
  const char *shown = blank ? _("Not filled in") : value;
  g_autofree char *name = NULL;

  gtk_label_set_text (self->value, shown);
  set_css_class (GTK_WIDGET (self->value), "hint", blank);

  /* Translators: a field and its value for screen readers: %1$s is the field's name, %2$s its value */
  name = g_strdup_printf (_("%1$s: %2$s"), _(self->field->label), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_state (PursuitInlineField *self)
{
  gboolean is_shown = self->state == PURSUIT_INLINE_SHOWN;
  gboolean is_choice = self->editor != NULL && pursuit_field_input_is_choice (self->editor);

  gtk_stack_set_visible_child (self->stack, is_shown ? GTK_WIDGET (self->value) : self->slot);
  gtk_widget_set_visible (self->pencil, is_shown && self->is_editable && !is_blank (self));
  gtk_widget_set_visible (self->add, is_shown && self->is_editable && is_blank (self));
  gtk_widget_set_visible (self->apply, self->state == PURSUIT_INLINE_EDITING && !is_choice);
  gtk_widget_set_visible (self->spinner, self->state == PURSUIT_INLINE_SAVING);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->state == PURSUIT_INLINE_SAVING);
  gtk_widget_set_visible (self->waiting, is_shown && self->is_waiting);
  gtk_widget_set_visible (self->conflict, self->state == PURSUIT_INLINE_CONFLICT);
  gtk_widget_set_visible (GTK_WIDGET (self->stack), self->state != PURSUIT_INLINE_CONFLICT);
  gtk_widget_set_sensitive (self->slot, self->state != PURSUIT_INLINE_SAVING);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), is_shown && self->is_editable);
  set_css_class (GTK_WIDGET (self), "editing", !is_shown);
}

/* Before the editor is greyed or taken away: an entry that goes with the focus never hears that it left. */
static void
take_focus (PursuitInlineField *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drop_editor (PursuitInlineField *self)
{
  take_focus (self);
  self->editor = NULL;
  adw_bin_set_child (ADW_BIN (self->slot), NULL);
}

/* Brings the row into another state; the one place that decides what is to be seen of it. */
void
pursuit_inline_field_enter (PursuitInlineField *self,
                            PursuitInlineState  state)
{
  gboolean was_editing = self->state != PURSUIT_INLINE_SHOWN;

  self->state = state;
  if (state == PURSUIT_INLINE_SHOWN)
    {
      g_clear_object (&self->original);
      g_clear_object (&self->wanted);
      g_clear_handle_id (&self->draft_id, g_source_remove);
      drop_editor (self);
      show_value (self);
    }
  if (state != PURSUIT_INLINE_EDITING)
    pursuit_inline_field_set_overtaken (self, NULL);
  if (state != PURSUIT_INLINE_CONFLICT)
    {
      adw_bin_set_child (self->versions, NULL);
      g_clear_pointer (&self->comparison, pursuit_comparison_free);
    }
  if (state == PURSUIT_INLINE_SAVING)
    take_focus (self);
  if (state != PURSUIT_INLINE_EDITING)
    gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  show_state (self);
  if (was_editing != (state != PURSUIT_INLINE_SHOWN))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITING]);
}

/* Shows a refusal in place; what was typed stays. */
void
pursuit_inline_field_refuse (PursuitInlineField *self,
                             const char         *message)
{
  pursuit_inline_field_enter (self, PURSUIT_INLINE_EDITING);
  gtk_label_set_text (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  pursuit_inline_field_come_into_view (self);
}

/* Takes a newer state of the record over, without touching what is being edited. */
void
pursuit_inline_field_take (PursuitInlineField *self,
                           PursuitRecord      *record,
                           const char         *ref_name)
{
  g_set_object (&self->record, record);
  pursuit_set_str (&self->ref_name, ref_name);
  pursuit_inline_field_overlay (self);
}

static void
apply_clicked_cb (PursuitInlineField *self)
{
  g_assert (PURSUIT_IS_INLINE_FIELD (self));

  pursuit_inline_field_apply (self);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  pursuit_inline_field_edit (PURSUIT_INLINE_FIELD (widget));
}

/* While two versions are compared, Escape goes back to what was typed; nothing is given up. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  PursuitInlineField *self = PURSUIT_INLINE_FIELD (widget);

  if (self->state != PURSUIT_INLINE_CONFLICT)
    return FALSE;

  pursuit_inline_field_keep_editing (self);
  return TRUE;
}

static void
pursuit_inline_field_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITING:
      g_value_set_boolean (value, pursuit_inline_field_is_editing (PURSUIT_INLINE_FIELD (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_inline_field_dispose (GObject *object)
{
  PursuitInlineField *self = PURSUIT_INLINE_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  /* The window closes: what was typed until now is found again. */
  if (self->editor != NULL)
    pursuit_inline_field_keep_typed (self);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->editor = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_INLINE_FIELD);

  G_OBJECT_CLASS (pursuit_inline_field_parent_class)->dispose (object);
}

static void
pursuit_inline_field_finalize (GObject *object)
{
  PursuitInlineField *self = PURSUIT_INLINE_FIELD (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  g_clear_object (&self->record);
  g_clear_object (&self->original);
  g_clear_object (&self->wanted);
  g_clear_pointer (&self->comparison, pursuit_comparison_free);
  g_free (self->ref_name);

  G_OBJECT_CLASS (pursuit_inline_field_parent_class)->finalize (object);
}

static void
pursuit_inline_field_class_init (PursuitInlineFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_inline_field_dispose;
  object_class->finalize = pursuit_inline_field_finalize;
  object_class->get_property = pursuit_inline_field_get_property;

  props[PROP_EDITING] = g_param_spec_boolean ("editing", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "field.edit", NULL, rename_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "field.edit", NULL);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/inline-field.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, pair);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, value);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, slot);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, pencil);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, add);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, apply);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, spinner);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, error);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, conflict);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, conflict_text);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, waiting);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, versions);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, keep_theirs);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, save_mine);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, keep_both);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, keep_editing);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, restore_mine);
  gtk_widget_class_bind_template_child (widget_class, PursuitInlineField, keep_draft);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_inline_field_keep_theirs);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_inline_field_save_mine);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_inline_field_keep_both);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_inline_field_keep_editing);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_inline_field_restore_mine);
  gtk_widget_class_bind_template_callback (widget_class, pursuit_inline_field_keep_draft);
}

static void
pursuit_inline_field_init (PursuitInlineField *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What waited was sent, or given up. */
static void
unsent_cb (PursuitInlineField *self)
{
  if (!self->is_waiting || self->state != PURSUIT_INLINE_SHOWN)
    return;

  pursuit_inline_field_overlay (self);
  show_value (self);
  show_state (self);
}

/**
 * pursuit_inline_field_new:
 * @worker: the thread that keeps the records
 * @field: which field; static
 *
 * Returns: (transfer floating): a row for the field, without a record yet
 */
GtkWidget *
pursuit_inline_field_new (PursuitWorker      *worker,
                          const PursuitField *field)
{
  PursuitInlineField *self = g_object_new (PURSUIT_TYPE_INLINE_FIELD, NULL);

  self->worker = g_object_ref (worker);
  self->field = field;
  g_signal_connect_object (worker, "unsent", G_CALLBACK (unsent_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_text (self->caption, _(field->label));
  gtk_widget_set_tooltip_text (self->apply, field->kind == PURSUIT_KIND_LONG_TEXT ? _("Save (Ctrl+Enter)")
                                                                                   : _("Save (Enter)"));
  show_value (self);
  show_state (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_inline_field_get_field:
 * @self: a row
 *
 * Returns: the field that it shows
 */
const PursuitField *
pursuit_inline_field_get_field (PursuitInlineField *self)
{
  g_return_val_if_fail (PURSUIT_IS_INLINE_FIELD (self), NULL);

  return self->field;
}

/**
 * pursuit_inline_field_set_record:
 * @self: a row
 * @record: (nullable): the record, not to be changed any more by anybody
 * @ref_name: (nullable): for a reference, what is referred to
 *
 * Shows the value in @record. A value that is being edited stays as it is when @record is the same one in a newer
 * state; another record ends the editing.
 */
void
pursuit_inline_field_set_record (PursuitInlineField *self,
                                 PursuitRecord      *record,
                                 const char         *ref_name)
{
  gboolean is_same;

  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  is_same = self->record != NULL && record != NULL && self->record->id == record->id;
  pursuit_inline_field_take (self, record, ref_name);
  if (is_same && self->state != PURSUIT_INLINE_SHOWN)
    {
      if (self->original != NULL && pursuit_record_differs (self->original, record, self->field))
        pursuit_inline_field_look (self);
      return;
    }

  /* A change that is on its way to the store is not called back. */
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->state != PURSUIT_INLINE_SHOWN)
    pursuit_inline_field_keep_typed (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}

/**
 * pursuit_inline_field_set_editable:
 * @self: a row
 * @editable: whether the person may change the value
 *
 * Without the right to edit, nothing about the row suggests that one could. Derived fields are never editable.
 */
void
pursuit_inline_field_set_editable (PursuitInlineField *self,
                                   gboolean            editable)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  self->is_editable = editable && !(self->field->flags & PURSUIT_FIELD_DERIVED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "field.edit", self->is_editable);
  show_state (self);
}

/**
 * pursuit_inline_field_set_beside:
 * @self: a row
 * @captions: makes the captions of several rows equally wide
 *
 * Puts the caption beside the value rather than above it.
 */
void
pursuit_inline_field_set_beside (PursuitInlineField *self,
                                 GtkSizeGroup       *captions)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->pair), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->pair, 12);
  gtk_label_set_ellipsize (self->caption, PANGO_ELLIPSIZE_NONE);
  gtk_size_group_add_widget (captions, GTK_WIDGET (self->caption));
  gtk_widget_add_css_class (GTK_WIDGET (self), "beside");
}

/**
 * pursuit_inline_field_is_editing:
 * @self: a row
 *
 * Returns: %TRUE from the beginning of an edit until it is saved or given up
 */
gboolean
pursuit_inline_field_is_editing (PursuitInlineField *self)
{
  g_return_val_if_fail (PURSUIT_IS_INLINE_FIELD (self), FALSE);

  return self->state != PURSUIT_INLINE_SHOWN;
}

/**
 * pursuit_inline_field_edit:
 * @self: a row
 *
 * Turns the value into an entry, when it may be changed.
 */
void
pursuit_inline_field_edit (PursuitInlineField *self)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  if (!self->is_editable || self->record == NULL || self->state != PURSUIT_INLINE_SHOWN)
    return;

  self->original = g_object_ref (self->record);
  self->editor = PURSUIT_FIELD_INPUT (pursuit_field_input_new (self->worker, self->field));
  pursuit_field_input_set_label (self->editor, GTK_WIDGET (self->caption));
  pursuit_field_input_load (self->editor, self->record, pursuit_inline_field_get_currency (self));
  g_signal_connect_object (self->editor, "apply", G_CALLBACK (pursuit_inline_field_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "cancel", G_CALLBACK (pursuit_inline_field_cancel), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self->slot), GTK_WIDGET (self->editor));
  pursuit_inline_field_watch_typing (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_EDITING);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  pursuit_inline_field_come_into_view (self);
}

/**
 * pursuit_inline_field_apply:
 * @self: a row being edited
 *
 * Saves what was typed. A refusal is shown in the row and what was typed stays.
 */
void
pursuit_inline_field_apply (PursuitInlineField *self)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  if (self->state == PURSUIT_INLINE_EDITING)
    pursuit_inline_field_save (self);
}

/**
 * pursuit_inline_field_cancel:
 * @self: a row
 *
 * Gives the edit up, its draft too, and shows the value again.
 */
void
pursuit_inline_field_cancel (PursuitInlineField *self)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self));

  if (self->state != PURSUIT_INLINE_EDITING && self->state != PURSUIT_INLINE_CONFLICT)
    return;

  pursuit_inline_field_drop_draft (self);
  pursuit_inline_field_enter (self, PURSUIT_INLINE_SHOWN);
}

/**
 * pursuit_inline_field_dup_text:
 * @self: a row
 *
 * Returns: (transfer full): what is typed while editing, else what is shown
 */
char *
pursuit_inline_field_dup_text (PursuitInlineField *self)
{
  g_return_val_if_fail (PURSUIT_IS_INLINE_FIELD (self), NULL);

  return self->editor != NULL ? pursuit_field_input_dup_text (self->editor)
                              : g_strdup (gtk_label_get_text (self->value));
}

/**
 * pursuit_inline_field_set_text:
 * @self: a row being edited
 * @text: (nullable): what to put into the entry
 */
void
pursuit_inline_field_set_text (PursuitInlineField *self,
                               const char         *text)
{
  g_return_if_fail (PURSUIT_IS_INLINE_FIELD (self) && self->editor != NULL);

  pursuit_field_input_set_text (self->editor, text);
}

/**
 * pursuit_inline_field_get_error:
 * @self: a row
 *
 * Returns: (nullable): the refusal that is shown at the moment, lent
 */
const char *
pursuit_inline_field_get_error (PursuitInlineField *self)
{
  g_return_val_if_fail (PURSUIT_IS_INLINE_FIELD (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->error)) ? gtk_label_get_text (self->error) : NULL;
}
