/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _PursuitOutput PursuitOutput;

PursuitOutput *pursuit_output_new        (void) G_GNUC_WARN_UNUSED_RESULT;
PursuitOutput *pursuit_output_new_kept   (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_output_is_kept    (PursuitOutput  *self);
void           pursuit_output_take       (PursuitOutput  *self,
                                          char          **out_answer,
                                          char          **out_messages);
void           pursuit_output_free       (PursuitOutput  *self);
void           pursuit_output_text       (PursuitOutput  *self,
                                          const char     *text);
void           pursuit_output_bytes      (PursuitOutput  *self,
                                          const char     *bytes,
                                          gsize           length);
void           pursuit_output_line       (PursuitOutput  *self,
                                          const char     *format,
                                          ...) G_GNUC_PRINTF (2, 3);
void           pursuit_output_object     (PursuitOutput  *self,
                                          JsonObject     *object);
void           pursuit_output_message    (PursuitOutput  *self,
                                          const char     *format,
                                          ...) G_GNUC_PRINTF (2, 3);
gboolean       pursuit_output_has_begun  (PursuitOutput  *self);
gboolean       pursuit_output_is_ended   (PursuitOutput  *self);
void           pursuit_output_discard    (PursuitOutput  *self);
gboolean       pursuit_output_flush      (PursuitOutput  *self,
                                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitOutput, pursuit_output_free)

char          *pursuit_text_make_plain   (const char     *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
