/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TAGS_EDITOR (pursuit_tags_editor_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTagsEditor, pursuit_tags_editor, PURSUIT, TAGS_EDITOR, GtkWidget)

GtkWidget  *pursuit_tags_editor_new       (PursuitWorker     *worker) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_tags_editor_set_text  (PursuitTagsEditor *self,
                                           const char        *text);
char       *pursuit_tags_editor_dup_text  (PursuitTagsEditor *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_tags_editor_read      (PursuitTagsEditor *self,
                                           PursuitRecord     *record,
                                           const PursuitField *field);
GtkWidget  *pursuit_tags_editor_get_entry (PursuitTagsEditor *self);

G_END_DECLS
