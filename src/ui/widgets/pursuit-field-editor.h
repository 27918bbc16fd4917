/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-record.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FIELD_EDITOR (pursuit_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFieldEditor, pursuit_field_editor, PURSUIT, FIELD_EDITOR, GObject)

gboolean            pursuit_field_editor_can_edit     (const PursuitField  *field);
PursuitFieldEditor *pursuit_field_editor_new          (const PursuitField  *field,
                                                       PursuitWorker       *worker) G_GNUC_WARN_UNUSED_RESULT;
const PursuitField *pursuit_field_editor_get_field    (PursuitFieldEditor  *self);
GtkWidget          *pursuit_field_editor_get_row      (PursuitFieldEditor  *self);
void                pursuit_field_editor_show         (PursuitFieldEditor  *self,
                                                       PursuitRecord       *record);
gboolean            pursuit_field_editor_read         (PursuitFieldEditor  *self,
                                                       PursuitRecord       *record,
                                                       GError             **error);
void                pursuit_field_editor_set_editable (PursuitFieldEditor  *self,
                                                       gboolean             editable);
void                pursuit_field_editor_set_wrong    (PursuitFieldEditor  *self,
                                                       gboolean             wrong);
void                pursuit_field_editor_set_query    (PursuitFieldEditor  *self,
                                                       const PursuitQuery  *query);

G_END_DECLS
