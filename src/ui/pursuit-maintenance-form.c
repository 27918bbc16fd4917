/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-maintenance-form.h"

#include <adwaita.h>

#include "pursuit-maintenance.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* PursuitMaintenanceForm is what an administrator says when everybody is asked to leave: why, and how long they have. */
struct _PursuitMaintenanceForm
{
  GtkWidget parent_instance;

  GtkEditable *message;
  GtkSpinButton *minutes;
};

G_DEFINE_FINAL_TYPE (PursuitMaintenanceForm, pursuit_maintenance_form, GTK_TYPE_WIDGET)

static void
pursuit_maintenance_form_dispose (GObject *object)
{
  pursuit_template_dispose (GTK_WIDGET (object), PURSUIT_TYPE_MAINTENANCE_FORM);

  G_OBJECT_CLASS (pursuit_maintenance_form_parent_class)->dispose (object);
}

static void
pursuit_maintenance_form_class_init (PursuitMaintenanceFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_maintenance_form_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("maintenance-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitMaintenanceForm, message);
  gtk_widget_class_bind_template_child (widget_class, PursuitMaintenanceForm, minutes);
}

static void
pursuit_maintenance_form_init (PursuitMaintenanceForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->minutes, 0, PURSUIT_MAINTENANCE_MOST_MINUTES);
  gtk_spin_button_set_value (self->minutes, PURSUIT_MAINTENANCE_MINUTES);
}

/**
 * pursuit_maintenance_form_new:
 *
 * Returns: (transfer floating): a form with the usual time
 */
GtkWidget *
pursuit_maintenance_form_new (void)
{
  return g_object_new (PURSUIT_TYPE_MAINTENANCE_FORM, NULL);
}

/**
 * pursuit_maintenance_form_get_message:
 * @self: a form
 *
 * Returns: what is to be told, lent; empty for nothing
 */
const char *
pursuit_maintenance_form_get_message (PursuitMaintenanceForm *self)
{
  g_return_val_if_fail (PURSUIT_IS_MAINTENANCE_FORM (self), "");

  return gtk_editable_get_text (self->message);
}

/**
 * pursuit_maintenance_form_get_minutes:
 * @self: a form
 *
 * Returns: how long everybody has
 */
guint
pursuit_maintenance_form_get_minutes (PursuitMaintenanceForm *self)
{
  g_return_val_if_fail (PURSUIT_IS_MAINTENANCE_FORM (self), 0);

  gtk_spin_button_update (self->minutes);
  return (guint) gtk_spin_button_get_value_as_int (self->minutes);
}
