/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-merge-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-ui-types.h"

/* One field in which two records differ, side by side, and which of the two values stays. */
struct _PursuitMergeRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *caption;
  GtkCheckButton *first;
  GtkCheckButton *second;
  GtkCheckButton *both;
  GtkLabel *first_text;
  GtkLabel *second_text;

  const PursuitField *field;
};

G_DEFINE_FINAL_TYPE (PursuitMergeRow, pursuit_merge_row, GTK_TYPE_LIST_BOX_ROW)

static void
dim (GtkLabel *label,
     gboolean  dimmed)
{
  if (dimmed)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
}

/* What goes is paler; that it is not chosen is said by the button as well. */
static void
toggled_cb (PursuitMergeRow *self)
{
  PursuitMergeChoice choice = pursuit_merge_row_get_choice (self);

  dim (self->first_text, choice == PURSUIT_MERGE_THEIRS);
  dim (self->second_text, choice == PURSUIT_MERGE_KEPT);
}

static void
pursuit_merge_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_MERGE_ROW);

  G_OBJECT_CLASS (pursuit_merge_row_parent_class)->dispose (object);
}

static void
pursuit_merge_row_class_init (PursuitMergeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_merge_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("merge/merge-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeRow, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeRow, first);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeRow, second);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeRow, both);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeRow, first_text);
  gtk_widget_class_bind_template_child (widget_class, PursuitMergeRow, second_text);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
pursuit_merge_row_init (PursuitMergeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_value (GtkCheckButton     *button,
            GtkLabel           *label,
            const PursuitField *field,
            const char         *value)
{
  const char *shown = *value != '\0' ? value : _("Not filled in");
  /* Translators: what a screen reader says of a choice: a field and one of its values */
  g_autofree char *name = g_strdup_printf (C_("merge", "%1$s: %2$s"), _(field->label), shown);

  gtk_label_set_text (label, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * pursuit_merge_row_new:
 * @field: a field with its two values, copied
 * @choice: what is chosen at first
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
pursuit_merge_row_new (const PursuitMergeField *field,
                       PursuitMergeChoice       choice)
{
  PursuitMergeRow *self = g_object_new (PURSUIT_TYPE_MERGE_ROW, NULL);
  GtkCheckButton *const buttons[] = { self->first, self->second, self->both };

  self->field = field->field;
  gtk_label_set_text (self->caption, _(field->field->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(field->field->label), -1);
  show_value (self->first, self->first_text, field->field, field->winner);
  show_value (self->second, self->second_text, field->field, field->loser);
  gtk_widget_set_visible (GTK_WIDGET (self->both), field->can_join);
  gtk_check_button_set_active (buttons[choice], TRUE);
  toggled_cb (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_merge_row_get_field:
 * @self: a row
 *
 * Returns: its field
 */
const PursuitField *
pursuit_merge_row_get_field (PursuitMergeRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_MERGE_ROW (self), NULL);

  return self->field;
}

/**
 * pursuit_merge_row_get_choice:
 * @self: a row
 *
 * Returns: what is to become of its field
 */
PursuitMergeChoice
pursuit_merge_row_get_choice (PursuitMergeRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_MERGE_ROW (self), PURSUIT_MERGE_KEPT);

  if (gtk_check_button_get_active (self->both))
    return PURSUIT_MERGE_BOTH;

  return gtk_check_button_get_active (self->second) ? PURSUIT_MERGE_THEIRS : PURSUIT_MERGE_KEPT;
}
