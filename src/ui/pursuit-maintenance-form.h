/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_MAINTENANCE_FORM (pursuit_maintenance_form_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMaintenanceForm, pursuit_maintenance_form, PURSUIT, MAINTENANCE_FORM, GtkWidget)

GtkWidget  *pursuit_maintenance_form_new         (void) G_GNUC_WARN_UNUSED_RESULT;
const char *pursuit_maintenance_form_get_message (PursuitMaintenanceForm *self);
guint       pursuit_maintenance_form_get_minutes (PursuitMaintenanceForm *self);

G_END_DECLS
