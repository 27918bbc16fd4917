/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-compare-field.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

/*
 * PursuitCompareField shows one field of which there are two opinions: what it was, what somebody else made of it and
 * when, and what was typed here; below that, which of them is to stay. In a row of a list the versions stand one below
 * the other, and the row has buttons of its own.
 */
struct _PursuitCompareField
{
  GtkWidget parent_instance;

  GtkLabel *caption;
  GtkWidget *versions;
  GtkLabel *original;
  GtkLabel *theirs_head;
  GtkLabel *theirs;
  GtkLabel *mine;
  GtkWidget *theirs_box;
  GtkWidget *mine_box;
  GtkWidget *choices;
  GtkCheckButton *keep_theirs;
  GtkCheckButton *save_mine;
  GtkCheckButton *keep_both;

  const PursuitField *field;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (PursuitCompareField, pursuit_compare_field, GTK_TYPE_WIDGET)

static void
set_chosen (GtkWidget *box,
            gboolean   is_chosen)
{
  if (is_chosen)
    gtk_widget_add_css_class (box, "chosen");
  else
    gtk_widget_remove_css_class (box, "chosen");
}

static void
show_choice (PursuitCompareField *self)
{
  PursuitCompareChoice choice = pursuit_compare_field_get_choice (self);
  gboolean can_choose = gtk_widget_get_visible (self->choices);

  set_chosen (self->theirs_box, can_choose && choice != PURSUIT_COMPARE_MINE);
  set_chosen (self->mine_box, can_choose && choice != PURSUIT_COMPARE_THEIRS);
}

/* Of a group two buttons change at a time: the one that is let go of says nothing. */
static void
toggled_cb (PursuitCompareField *self,
            GtkCheckButton      *button)
{
  g_assert (PURSUIT_IS_COMPARE_FIELD (self));

  if (!gtk_check_button_get_active (button))
    return;

  show_choice (self);
  g_signal_emit (self, changed_signal, 0);
}

/* Not to the first text, which could be copied, but to what is to be decided. */
static gboolean
pursuit_compare_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PURSUIT_COMPARE_FIELD (widget)->keep_theirs));
}

static void
pursuit_compare_field_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_COMPARE_FIELD);

  G_OBJECT_CLASS (pursuit_compare_field_parent_class)->dispose (object);
}

static void
pursuit_compare_field_class_init (PursuitCompareFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_compare_field_dispose;
  widget_class->grab_focus = pursuit_compare_field_grab_focus;

  /**
   * PursuitCompareField::changed:
   *
   * Another version was chosen.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "comparefield");
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/compare-field.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, caption);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, versions);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, original);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, theirs_head);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, theirs);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, mine);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, theirs_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, mine_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, choices);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, keep_theirs);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, save_mine);
  gtk_widget_class_bind_template_child (widget_class, PursuitCompareField, keep_both);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
pursuit_compare_field_init (PursuitCompareField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_version (GtkLabel   *label,
              const char *text)
{
  gboolean is_blank = pursuit_str_empty (text);

  gtk_label_set_text (label, is_blank ? _("Not filled in") : text);
  if (is_blank)
    gtk_widget_add_css_class (GTK_WIDGET (label), "hint");
}

static char *
dup_theirs_head (const PursuitComparedField *compared)
{
  g_autofree char *when = pursuit_time_format_since (compared->at);

  if (compared->who == NULL)
    return g_strdup (_("Somebody else"));

  /* Translators: above what somebody else wrote: %1$s is that person, %2$s when, such as “3 s ago” or “at 10:31” */
  return g_strdup_printf (_("%1$s, %2$s"), compared->who, when);
}

/**
 * pursuit_compare_field_new:
 * @compared: a field and what was made of it
 *
 * Returns: (transfer floating): a comparison of its versions, theirs chosen
 */
GtkWidget *
pursuit_compare_field_new (const PursuitComparedField *compared)
{
  PursuitCompareField *self = g_object_new (PURSUIT_TYPE_COMPARE_FIELD, NULL);
  g_autofree char *head = dup_theirs_head (compared);

  self->field = compared->field;
  gtk_label_set_text (self->caption, _(compared->field->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(compared->field->label), -1);
  gtk_label_set_text (self->theirs_head, head);
  show_version (self->original, compared->original);
  show_version (self->theirs, compared->theirs);
  show_version (self->mine, compared->mine);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_both), compared->field->kind == PURSUIT_KIND_LONG_TEXT);
  show_choice (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_compare_field_get_field:
 * @self: a comparison
 *
 * Returns: the field that it is about
 */
const PursuitField *
pursuit_compare_field_get_field (PursuitCompareField *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMPARE_FIELD (self), NULL);

  return self->field;
}

/**
 * pursuit_compare_field_set_in_row:
 * @self: a comparison
 *
 * Leaves out the caption and the choice, which the row has, and sets the versions one below the other.
 */
void
pursuit_compare_field_set_in_row (PursuitCompareField *self)
{
  g_return_if_fail (PURSUIT_IS_COMPARE_FIELD (self));

  gtk_widget_set_visible (GTK_WIDGET (self->caption), FALSE);
  gtk_widget_set_visible (self->choices, FALSE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->versions), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (GTK_BOX (self->versions), FALSE);
  gtk_box_set_spacing (GTK_BOX (self->versions), 6);
  show_choice (self);
}

/**
 * pursuit_compare_field_get_choice:
 * @self: a comparison
 *
 * Returns: which version is to stay
 */
PursuitCompareChoice
pursuit_compare_field_get_choice (PursuitCompareField *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMPARE_FIELD (self), PURSUIT_COMPARE_THEIRS);

  if (gtk_check_button_get_active (self->save_mine))
    return PURSUIT_COMPARE_MINE;

  return gtk_check_button_get_active (self->keep_both) ? PURSUIT_COMPARE_BOTH : PURSUIT_COMPARE_THEIRS;
}

/**
 * pursuit_compare_field_set_choice:
 * @self: a comparison
 * @choice: which version is to stay
 */
void
pursuit_compare_field_set_choice (PursuitCompareField  *self,
                                  PursuitCompareChoice  choice)
{
  g_return_if_fail (PURSUIT_IS_COMPARE_FIELD (self));

  gtk_check_button_set_active (choice == PURSUIT_COMPARE_MINE   ? self->save_mine
                               : choice == PURSUIT_COMPARE_BOTH ? self->keep_both
                                                                : self->keep_theirs,
                               TRUE);
}

/**
 * pursuit_compare_field_join:
 * @theirs: (nullable): what is saved
 * @mine: (nullable): what was typed
 *
 * Returns: (transfer full): both, as two paragraphs
 */
char *
pursuit_compare_field_join (const char *theirs,
                            const char *mine)
{
  if (pursuit_str_empty (theirs) || pursuit_str_empty (mine))
    return g_strdup (pursuit_str_empty (theirs) ? mine : theirs);

  return g_strconcat (theirs, "\n\n", mine, NULL);
}
