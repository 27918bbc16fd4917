/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-decline-dialog.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/* PursuitDeclineDialog asks why a request for a role is declined; without a reason it is not. */
struct _PursuitDeclineDialog
{
  AdwWindow parent;

  GtkLabel *question;
  GtkEditable *reason;
  GtkWidget *confirm_button;
};

G_DEFINE_FINAL_TYPE (PursuitDeclineDialog, pursuit_decline_dialog, ADW_TYPE_WINDOW)

static guint declined_signal;

static void
changed_cb (PursuitDeclineDialog *self)
{
  g_autofree char *reason = pursuit_str_dup_stripped (gtk_editable_get_text (self->reason));

  gtk_widget_set_sensitive (self->confirm_button, !pursuit_str_empty (reason));
}

static void
confirm_cb (PursuitDeclineDialog *self)
{
  g_autofree char *reason = pursuit_str_dup_stripped (gtk_editable_get_text (self->reason));

  g_signal_emit (self, declined_signal, 0, reason);
  gtk_window_close (GTK_WINDOW (self));
}

static void
pursuit_decline_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_DECLINE_DIALOG);

  G_OBJECT_CLASS (pursuit_decline_dialog_parent_class)->dispose (object);
}

static void
pursuit_decline_dialog_class_init (PursuitDeclineDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_decline_dialog_dispose;

  /**
   * PursuitDeclineDialog::declined:
   * @self: the dialog
   * @reason: why
   *
   * A person said why.
   */
  declined_signal = g_signal_new ("declined", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("team/decline-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDeclineDialog, question);
  gtk_widget_class_bind_template_child (widget_class, PursuitDeclineDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PursuitDeclineDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
pursuit_decline_dialog_init (PursuitDeclineDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_decline_dialog_present:
 * @over: the widget that asks for it
 * @what: which request it is, in words
 *
 * Asks why the request is declined; #PursuitDeclineDialog::declined tells.
 *
 * Returns: (transfer none): the dialog, which is shown
 */
PursuitDeclineDialog *
pursuit_decline_dialog_present (GtkWidget  *over,
                                const char *what)
{
  PursuitDeclineDialog *self = g_object_new (PURSUIT_TYPE_DECLINE_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (over);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_label_set_text (self->question, what);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));

  return self;
}
