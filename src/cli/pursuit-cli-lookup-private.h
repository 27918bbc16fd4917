/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-record.h"

G_BEGIN_DECLS

gboolean  pursuit_cli_look_up       (PursuitCli          *self,
                                     GType                type,
                                     const char          *text,
                                     gint64              *out_id,
                                     GError             **error);
gboolean  pursuit_cli_look_up_stage (PursuitCli          *self,
                                     gint64               process_id,
                                     int                  position,
                                     gint64              *out_id,
                                     GError             **error);
char     *pursuit_cli_dup_name      (PursuitCli          *self,
                                     GType                type,
                                     gint64               id);
const PursuitField *pursuit_cli_find_field (PursuitCli *self,
                                     PursuitRecordClass  *klass,
                                     const char          *word,
                                     GError             **error);
gboolean  pursuit_cli_set_fields    (PursuitCli          *self,
                                     PursuitRecord       *record,
                                     char               **pairs,
                                     GError             **error);
gboolean  pursuit_cli_set_field     (PursuitCli          *self,
                                     PursuitRecord       *record,
                                     const PursuitField  *field,
                                     const char          *value,
                                     GError             **error);

G_END_DECLS
