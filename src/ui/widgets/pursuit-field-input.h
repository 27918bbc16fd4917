/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-record.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FIELD_INPUT (pursuit_field_input_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFieldInput, pursuit_field_input, PURSUIT, FIELD_INPUT, GtkWidget)

GtkWidget *pursuit_field_input_new      (PursuitWorker       *worker,
                                          const PursuitField  *field) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_field_input_load     (PursuitFieldInput  *self,
                                          PursuitRecord       *record,
                                          const char          *currency);
gboolean   pursuit_field_input_store    (PursuitFieldInput  *self,
                                          PursuitRecord       *record,
                                          const char          *currency,
                                          GError             **error);
gboolean   pursuit_field_input_is_choice (PursuitFieldInput *self);
void       pursuit_field_input_set_label (PursuitFieldInput *self,
                                          GtkWidget           *label);
char      *pursuit_field_input_dup_text (PursuitFieldInput  *self) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_field_input_set_text (PursuitFieldInput  *self,
                                          const char          *text);

G_END_DECLS
