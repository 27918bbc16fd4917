/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-record.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_INLINE_FIELD (pursuit_inline_field_get_type ())
G_DECLARE_FINAL_TYPE (PursuitInlineField, pursuit_inline_field, PURSUIT, INLINE_FIELD, GtkListBoxRow)

GtkWidget          *pursuit_inline_field_new          (PursuitWorker       *worker,
                                                       const PursuitField  *field) G_GNUC_WARN_UNUSED_RESULT;
const PursuitField *pursuit_inline_field_get_field    (PursuitInlineField  *self);
void                pursuit_inline_field_set_record   (PursuitInlineField  *self,
                                                       PursuitRecord       *record,
                                                       const char          *ref_name);
void                pursuit_inline_field_set_editable (PursuitInlineField  *self,
                                                       gboolean             editable);
void                pursuit_inline_field_set_beside   (PursuitInlineField  *self,
                                                       GtkSizeGroup        *captions);
gboolean            pursuit_inline_field_is_editing   (PursuitInlineField  *self);
void                pursuit_inline_field_edit         (PursuitInlineField  *self);
void                pursuit_inline_field_apply        (PursuitInlineField  *self);
void                pursuit_inline_field_cancel       (PursuitInlineField  *self);
char               *pursuit_inline_field_dup_text     (PursuitInlineField  *self) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_inline_field_set_text     (PursuitInlineField  *self,
                                                       const char          *text);
const char         *pursuit_inline_field_get_error    (PursuitInlineField  *self);
void                pursuit_inline_field_set_aside (PursuitInlineField *self);
void                pursuit_inline_field_look     (PursuitInlineField *self);
void                pursuit_inline_field_compare  (PursuitInlineField *self);
gboolean            pursuit_inline_field_is_waiting (PursuitInlineField *self);
gboolean            pursuit_inline_field_is_overtaken (PursuitInlineField *self);

G_END_DECLS
