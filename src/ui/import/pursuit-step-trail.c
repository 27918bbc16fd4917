/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-step-trail.h"

#include <glib/gi18n-lib.h>

#include "pursuit-ui-types.h"

#define N_STEPS 3

/* Where in an import one is: the file, what its columns mean and would bring, the import. Nothing to press, only to be told. */
struct _PursuitStepTrail
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkStack *mark_1;
  GtkStack *mark_2;
  GtkStack *mark_3;
  GtkLabel *label_1;
  GtkLabel *label_2;
  GtkLabel *label_3;
  guint step;
};

G_DEFINE_FINAL_TYPE (PursuitStepTrail, pursuit_step_trail, GTK_TYPE_WIDGET)

static void
show_mark (GtkStack *mark,
           GtkLabel *label,
           guint     number,
           guint     step)
{
  const char *classes[] = { "step", number == step ? "current" : number < step ? "done" : NULL, NULL };
  const char *text[] = { number == step ? "heading" : "secondary", NULL };

  gtk_stack_set_visible_child_name (mark, number < step ? "done" : "number");
  gtk_widget_set_css_classes (GTK_WIDGET (mark), classes);
  gtk_widget_set_css_classes (GTK_WIDGET (label), text);
}

static void
pursuit_step_trail_dispose (GObject *object)
{
  PursuitStepTrail *self = PURSUIT_STEP_TRAIL (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (pursuit_step_trail_parent_class)->dispose (object);
}

static void
pursuit_step_trail_class_init (PursuitStepTrailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_step_trail_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("import/step-trail.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, content);
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, mark_1);
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, mark_2);
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, mark_3);
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, label_1);
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, label_2);
  gtk_widget_class_bind_template_child (widget_class, PursuitStepTrail, label_3);
}

static void
pursuit_step_trail_init (PursuitStepTrail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_step_trail_set_step (self, 1);
}

/**
 * pursuit_step_trail_set_step:
 * @self: a trail
 * @step: where one is, from 1; one more than there are when all is done
 */
void
pursuit_step_trail_set_step (PursuitStepTrail *self,
                             guint             step)
{
  GtkLabel *labels[N_STEPS];
  GtkStack *marks[N_STEPS];
  g_autofree char *spoken = NULL;

  g_return_if_fail (PURSUIT_IS_STEP_TRAIL (self));
  g_return_if_fail (step >= 1 && step <= N_STEPS + 1);

  labels[0] = self->label_1;
  labels[1] = self->label_2;
  labels[2] = self->label_3;
  marks[0] = self->mark_1;
  marks[1] = self->mark_2;
  marks[2] = self->mark_3;
  self->step = step;
  for (guint i = 0; i < N_STEPS; i++)
    show_mark (marks[i], labels[i], i + 1, step);

  if (step <= N_STEPS)
    /* Translators: which of how many steps of an import, and what it is called */
    spoken = g_strdup_printf (_("Step %1$u of %2$u: %3$s"), step, N_STEPS, gtk_label_get_label (labels[step - 1]));
  else
    spoken = g_strdup (_("All steps are done"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * pursuit_step_trail_get_step:
 * @self: a trail
 *
 * Returns: where one is, from 1
 */
guint
pursuit_step_trail_get_step (PursuitStepTrail *self)
{
  g_return_val_if_fail (PURSUIT_IS_STEP_TRAIL (self), 0);

  return self->step;
}
