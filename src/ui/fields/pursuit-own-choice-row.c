/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-choice-row.h"

#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* PursuitOwnChoiceRow is one of the values that a field of the house lets choose from, with its name in both scripts. */
struct _PursuitOwnChoiceRow
{
  GtkListBoxRow parent_instance;

  GtkEditable *name;
  GtkEditable *name_zh;
  GtkToggleButton *retired;

  char *key;      /* NULL while the choice is new */
};

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitOwnChoiceRow, pursuit_own_choice_row, GTK_TYPE_LIST_BOX_ROW)

static void
remove_cb (PursuitOwnChoiceRow *self)
{
  g_assert (PURSUIT_IS_OWN_CHOICE_ROW (self));

  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static gboolean
pursuit_own_choice_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PURSUIT_OWN_CHOICE_ROW (widget)->name));
}

static void
pursuit_own_choice_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_OWN_CHOICE_ROW);

  G_OBJECT_CLASS (pursuit_own_choice_row_parent_class)->dispose (object);
}

static void
pursuit_own_choice_row_finalize (GObject *object)
{
  g_free (PURSUIT_OWN_CHOICE_ROW (object)->key);

  G_OBJECT_CLASS (pursuit_own_choice_row_parent_class)->finalize (object);
}

static void
pursuit_own_choice_row_class_init (PursuitOwnChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_own_choice_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_own_choice_row_finalize;
  widget_class->grab_focus = pursuit_own_choice_row_grab_focus;

  /**
   * PursuitOwnChoiceRow::removed:
   *
   * A person wants the choice gone.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("fields/own-choice-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnChoiceRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnChoiceRow, name_zh);
  gtk_widget_class_bind_template_child (widget_class, PursuitOwnChoiceRow, retired);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
pursuit_own_choice_row_init (PursuitOwnChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_own_choice_row_new:
 * @choice: (nullable): what there is already, %NULL for a new one
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
pursuit_own_choice_row_new (const PursuitOwnChoice *choice)
{
  PursuitOwnChoiceRow *self = g_object_new (PURSUIT_TYPE_OWN_CHOICE_ROW, NULL);

  if (choice == NULL)
    return GTK_WIDGET (self);

  self->key = g_strdup (choice->key);
  gtk_editable_set_text (self->name, choice->name);
  gtk_editable_set_text (self->name_zh, choice->name_zh != NULL ? choice->name_zh : "");
  gtk_toggle_button_set_active (self->retired, choice->retired);

  return GTK_WIDGET (self);
}

/**
 * pursuit_own_choice_row_read:
 * @self: a row
 * @others: (element-type PursuitOwnChoice): those above it; a new choice gets a key that none of them has
 *
 * Returns: (transfer full) (nullable): what it holds, %NULL for a new one without a name
 */
PursuitOwnChoice *
pursuit_own_choice_row_read (PursuitOwnChoiceRow *self,
                             GPtrArray           *others)
{
  const char *name = gtk_editable_get_text (self->name);
  g_autofree char *key = NULL;
  PursuitOwnChoice *choice;

  g_return_val_if_fail (PURSUIT_IS_OWN_CHOICE_ROW (self), NULL);

  if (self->key == NULL && pursuit_str_empty (name))
    return NULL;

  key = self->key != NULL ? g_strdup (self->key) : pursuit_own_choices_make_key (others, name);
  choice = pursuit_own_choice_new (key, name, gtk_editable_get_text (self->name_zh));
  choice->retired = gtk_toggle_button_get_active (self->retired);
  return choice;
}
