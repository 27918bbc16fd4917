/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-part-row.h"

#include "pursuit-field-list.h"
#include "pursuit-label-tip.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitPartRow is a person, a competitor or a review of a deal's strategy: a line that opens and then shows every field,
 * to be changed where it stands.
 */
struct _PursuitPartRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *role;
  GtkLabel *chip;
  GtkLabel *figure;
  GtkImage *arrow;
  GtkRevealer *revealer;
  PursuitFieldList *fields;
  GtkWidget *remove;

  PursuitRecord *record;
};

G_DEFINE_FINAL_TYPE (PursuitPartRow, pursuit_part_row, GTK_TYPE_LIST_BOX_ROW)

static void
remove_part (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  gtk_widget_activate_action (gtk_widget_get_parent (widget), "strategy.remove", "(sx)",
                              PURSUIT_RECORD_GET_CLASS (PURSUIT_PART_ROW (widget)->record)->table,
                              PURSUIT_PART_ROW (widget)->record->id);
}

static void
pursuit_part_row_dispose (GObject *object)
{
  g_clear_object (&PURSUIT_PART_ROW (object)->record);
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_PART_ROW);

  G_OBJECT_CLASS (pursuit_part_row_parent_class)->dispose (object);
}

static void
pursuit_part_row_class_init (PursuitPartRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_part_row_dispose;

  g_type_ensure (PURSUIT_TYPE_FIELD_LIST);
  gtk_widget_class_install_action (widget_class, "part.remove", NULL, remove_part);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("strategy/part-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, role);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, chip);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, figure);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, fields);
  gtk_widget_class_bind_template_child (widget_class, PursuitPartRow, remove);
}

static void
pursuit_part_row_init (PursuitPartRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_label_tip_when_cut (self->title);
  pursuit_label_tip_when_cut (self->caption);
}

/**
 * pursuit_part_row_new:
 * @worker: where changes go
 * @type: the type of the records that it will show
 * @fields: which of their fields
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
pursuit_part_row_new (PursuitWorker    *worker,
                      GType             type,
                      PursuitFieldMask  fields)
{
  PursuitPartRow *self = g_object_new (PURSUIT_TYPE_PART_ROW, NULL);

  pursuit_field_list_set_fields (self->fields, worker, type, fields, fields);

  return GTK_WIDGET (self);
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), !pursuit_str_empty (text));
}

/* A screen reader stops at the row: everything that it says goes there. */
static void
name_row (PursuitPartRow         *self,
          const PursuitPartWords *words)
{
  const char *const all[] = { words->title, words->role, words->chip, words->figure, words->caption };
  g_autoptr(GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!pursuit_str_empty (all[i]))
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", all[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
}

/**
 * pursuit_part_row_show:
 * @self: a row
 * @record: what it is about
 * @words: what it says while it is closed
 * @editable: whether the person may change it
 *
 * Shows a record, or a newer state of the same one; fields that are being edited are then left alone.
 */
void
pursuit_part_row_show (PursuitPartRow         *self,
                       PursuitRecord          *record,
                       const PursuitPartWords *words,
                       gboolean                editable)
{
  const char *classes[] = { "chip", words->tone != NULL ? words->tone : "neutral", NULL };

  g_return_if_fail (PURSUIT_IS_PART_ROW (self) && PURSUIT_IS_RECORD (record));

  g_set_object (&self->record, record);
  show_text (self->title, words->title);
  show_text (self->caption, words->caption);
  show_text (self->role, words->role);
  show_text (self->chip, words->chip);
  gtk_widget_set_css_classes (GTK_WIDGET (self->chip), classes);
  show_text (self->figure, words->figure);
  gtk_widget_set_visible (self->remove, editable);
  name_row (self, words);
  pursuit_field_list_set_record (self->fields, record, editable, NULL, NULL);
}

/**
 * pursuit_part_row_align:
 * @self: a row
 * @columns: (array fixed-size=3): groups for what stands beside the title
 *
 * Lets the rows of a list stand below each other as those of a table do.
 */
void
pursuit_part_row_align (PursuitPartRow      *self,
                        GtkSizeGroup *const *columns)
{
  GtkLabel *const labels[PURSUIT_PART_COLUMNS] = { self->role, self->chip, self->figure };

  g_return_if_fail (PURSUIT_IS_PART_ROW (self));

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_size_group_add_widget (columns[i], gtk_widget_get_parent (GTK_WIDGET (labels[i])));
}

/**
 * pursuit_part_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PursuitRecord *
pursuit_part_row_get_record (PursuitPartRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_PART_ROW (self), NULL);

  return self->record;
}

/**
 * pursuit_part_row_toggle:
 * @self: a row
 *
 * Opens the row, or closes it unless something is being edited in it.
 */
void
pursuit_part_row_toggle (PursuitPartRow *self)
{
  gboolean open;

  g_return_if_fail (PURSUIT_IS_PART_ROW (self));

  open = !pursuit_part_row_is_open (self) || pursuit_field_list_is_editing (self->fields);
  gtk_revealer_set_reveal_child (self->revealer, open);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

/**
 * pursuit_part_row_is_open:
 * @self: a row
 *
 * Returns: %TRUE when the fields are shown
 */
gboolean
pursuit_part_row_is_open (PursuitPartRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_PART_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * pursuit_part_row_set_aside:
 * @self: a row
 *
 * Ends what is being edited without saving it; it is kept as a draft.
 */
void
pursuit_part_row_set_aside (PursuitPartRow *self)
{
  g_return_if_fail (PURSUIT_IS_PART_ROW (self));

  pursuit_field_list_set_aside (self->fields);
}
