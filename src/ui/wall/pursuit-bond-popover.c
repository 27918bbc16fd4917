/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bond-popover.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitBondPopover says everything about one cell of the wall: how well two people know each other and should, what shows it,
 * and when that was assessed.
 */
struct _PursuitBondPopover
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkSpinButton *level;
  GtkSpinButton *target;
  GtkEditable *evidence;
  GtkLabel *assessed;
  GtkWidget *buttons;
  GtkWidget *remove;
  GtkWidget *save;
};

enum
{
  SAVE,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitBondPopover, pursuit_bond_popover, GTK_TYPE_POPOVER)

static void
save_cb (PursuitBondPopover *self)
{
  g_assert (PURSUIT_IS_BOND_POPOVER (self));

  if (!gtk_widget_get_visible (self->buttons))
    return;
  g_signal_emit (self, signals[SAVE], 0, gtk_spin_button_get_value_as_int (self->level),
                 gtk_spin_button_get_value_as_int (self->target), gtk_editable_get_text (self->evidence));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
remove_cb (PursuitBondPopover *self)
{
  g_assert (PURSUIT_IS_BOND_POPOVER (self));

  g_signal_emit (self, signals[REMOVE], 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* A spin button keeps Enter for itself. */
static gboolean
key_cb (GtkEventController *controller,
        guint               key,
        guint               code,
        GdkModifierType     state,
        gpointer            user_data)
{
  GtkWidget *spin = gtk_event_controller_get_widget (controller);

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;

  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  save_cb (PURSUIT_BOND_POPOVER (gtk_widget_get_ancestor (spin, PURSUIT_TYPE_BOND_POPOVER)));
  return GDK_EVENT_STOP;
}

static void
pursuit_bond_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_BOND_POPOVER);

  G_OBJECT_CLASS (pursuit_bond_popover_parent_class)->dispose (object);
}

static void
pursuit_bond_popover_class_init (PursuitBondPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_bond_popover_dispose;

  /**
   * PursuitBondPopover::save:
   * @self: the popover
   * @level: how well two people know each other
   * @target: how well they should
   * @evidence: what shows it, "" for nothing
   *
   * What is there is to be saved.
   */
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_INT, G_TYPE_INT, G_TYPE_STRING);

  /**
   * PursuitBondPopover::remove:
   * @self: the popover
   *
   * What was assessed is to go.
   */
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("wall/bond-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, level);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, target);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, evidence);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, assessed);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, buttons);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, remove);
  gtk_widget_class_bind_template_child (widget_class, PursuitBondPopover, save);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
pursuit_bond_popover_init (PursuitBondPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_bond_popover_new:
 * @title: whom it is about
 * @bond: (nullable): what was assessed, %NULL for nothing yet
 * @assessed: (nullable): when that was and by whom, in words
 * @editable: whether anything may be changed
 * @at_target: whether to begin with the target
 *
 * Returns: (transfer floating): a popover to be put on a widget; its signals say what is to be done
 */
GtkWidget *
pursuit_bond_popover_new (const char  *title,
                          PursuitBond *bond,
                          const char  *assessed,
                          gboolean     editable,
                          gboolean     at_target)
{
  PursuitBondPopover *self = g_object_new (PURSUIT_TYPE_BOND_POPOVER, NULL);

  gtk_label_set_text (self->title, title);
  gtk_spin_button_set_value (self->level, bond != NULL ? (double) bond->level : 1);
  gtk_spin_button_set_value (self->target, bond != NULL ? (double) bond->target : 0);
  gtk_editable_set_text (self->evidence, bond != NULL && bond->evidence != NULL ? bond->evidence : "");
  gtk_label_set_text (self->assessed, assessed != NULL ? assessed : "");
  gtk_widget_set_visible (GTK_WIDGET (self->assessed), !pursuit_str_empty (assessed));
  gtk_widget_set_visible (self->buttons, editable);
  gtk_widget_set_visible (self->remove, bond != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->level), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->target), editable);
  gtk_editable_set_editable (self->evidence, editable);
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->save);
  gtk_widget_grab_focus (GTK_WIDGET (at_target ? self->target : self->level));

  return GTK_WIDGET (self);
}
