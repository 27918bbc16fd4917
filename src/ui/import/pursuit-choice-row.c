/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-choice-row.h"

/*
 * PursuitChoiceRow is "what the file says → what it means": a column and its field, a word and its stage. "changed" is
 * emitted when a person chooses.
 */
struct _PursuitChoiceRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *note;
  GtkDropDown *choice;
};

G_DEFINE_FINAL_TYPE (PursuitChoiceRow, pursuit_choice_row, GTK_TYPE_LIST_BOX_ROW)

static guint changed_signal;

static void
selected_cb (GtkDropDown      *choice,
             GParamSpec       *pspec,
             PursuitChoiceRow *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
pursuit_choice_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PURSUIT_CHOICE_ROW (widget)->choice));
}

static void
pursuit_choice_row_class_init (PursuitChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  widget_class->grab_focus = pursuit_choice_row_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/pursuit/Pursuit/ui/import/choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PursuitChoiceRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitChoiceRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PursuitChoiceRow, note);
  gtk_widget_class_bind_template_child (widget_class, PursuitChoiceRow, choice);
}

static void
pursuit_choice_row_init (PursuitChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_choice_row_new:
 * @title: what the file says
 * @subtitle: (nullable): an example
 * @choices: a model of #GtkStringObject
 * @selected: which of them is chosen, %GTK_INVALID_LIST_POSITION for none
 *
 * Returns: (transfer floating): a row for a list box
 */
GtkWidget *
pursuit_choice_row_new (const char *title,
                        const char *subtitle,
                        GListModel *choices,
                        guint       selected)
{
  PursuitChoiceRow *self = g_object_new (PURSUIT_TYPE_CHOICE_ROW, NULL);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL);
  gtk_drop_down_set_model (self->choice, choices);
  gtk_drop_down_set_selected (self->choice, selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_choice_row_get_title:
 * @self: a row
 *
 * Returns: what the file says, lent
 */
const char *
pursuit_choice_row_get_title (PursuitChoiceRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_CHOICE_ROW (self), NULL);

  return gtk_label_get_label (self->title);
}

/**
 * pursuit_choice_row_get_selected:
 * @self: a row
 *
 * Returns: what is chosen, %GTK_INVALID_LIST_POSITION for nothing
 */
guint
pursuit_choice_row_get_selected (PursuitChoiceRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_CHOICE_ROW (self), GTK_INVALID_LIST_POSITION);

  return gtk_drop_down_get_selected (self->choice);
}

/**
 * pursuit_choice_row_set_note:
 * @self: a row
 * @note: (nullable): what to see to, such as "× 10 000"
 *
 * Shows a short note beside the title.
 */
void
pursuit_choice_row_set_note (PursuitChoiceRow *self,
                             const char       *note)
{
  g_return_if_fail (PURSUIT_IS_CHOICE_ROW (self));

  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}
