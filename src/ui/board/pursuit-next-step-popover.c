/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-next-step-popover.h"

#include "pursuit-date-button.h"
#include "pursuit-date.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitNextStepPopover changes what comes next in a deal, and when, right on its card. Enter saves, Escape leaves.
 */
struct _PursuitNextStepPopover
{
  GtkPopover parent_instance;

  GtkWidget *text;
  GtkWidget *date;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (PursuitNextStepPopover, pursuit_next_step_popover, GTK_TYPE_POPOVER)

enum
{
  PLANNED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
save_cb (PursuitNextStepPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->date));
  g_autoptr(GError) error = NULL;
  g_autofree char *date = NULL;

  if (!pursuit_str_empty (typed) && !pursuit_date_parse (typed, PURSUIT_DATE_ORDER_AUTO, &date, &error))
    {
      gtk_label_set_text (GTK_LABEL (self->problem), error->message);
      gtk_widget_set_visible (self->problem, TRUE);
      gtk_widget_add_css_class (self->date, "error");
      gtk_widget_grab_focus (self->date);
      return;
    }

  g_signal_emit (self, signals[PLANNED], 0, pursuit_str_empty (text) ? NULL : text, date);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
changed_cb (PursuitNextStepPopover *self)
{
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_remove_css_class (self->date, "error");
}

static void
pursuit_next_step_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_NEXT_STEP_POPOVER);

  G_OBJECT_CLASS (pursuit_next_step_popover_parent_class)->dispose (object);
}

static void
pursuit_next_step_popover_class_init (PursuitNextStepPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_next_step_popover_dispose;

  /**
   * PursuitNextStepPopover::planned:
   * @self: the popover
   * @text: (nullable): the next step
   * @date: (nullable): its ISO date
   *
   * A person wants it so.
   */
  signals[PLANNED] = g_signal_new ("planned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (PURSUIT_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/next-step-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitNextStepPopover, text);
  gtk_widget_class_bind_template_child (widget_class, PursuitNextStepPopover, date);
  gtk_widget_class_bind_template_child (widget_class, PursuitNextStepPopover, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pursuit_next_step_popover_init (PursuitNextStepPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_next_step_popover_new:
 * @text: (nullable): the present next step
 * @date: (nullable): its ISO date
 *
 * Returns: (transfer floating): a popover that can be opened over a card
 */
GtkWidget *
pursuit_next_step_popover_new (const char *text,
                               const char *date)
{
  PursuitNextStepPopover *self = g_object_new (PURSUIT_TYPE_NEXT_STEP_POPOVER, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->text), text != NULL ? text : "");
  gtk_editable_set_text (GTK_EDITABLE (self->date), date != NULL ? date : "");

  return GTK_WIDGET (self);
}
