/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

JsonObject *pursuit_local_json_parse       (const char      *json) G_GNUC_WARN_UNUSED_RESULT;
char       *pursuit_local_json_print       (JsonObject      *object) G_GNUC_WARN_UNUSED_RESULT;

void        pursuit_local_json_add_text    (JsonObject      *object,
                                            const char      *name,
                                            const char      *text);
void        pursuit_local_json_add_number  (JsonObject      *object,
                                            const char      *name,
                                            gint64           number);
void        pursuit_local_json_add_record  (JsonObject      *object,
                                            const char      *name,
                                            PursuitRecord   *record);
gboolean    pursuit_local_json_read_text   (JsonObject      *object,
                                            const char      *name,
                                            char           **out_text);
gboolean    pursuit_local_json_read_number (JsonObject      *object,
                                            const char      *name,
                                            gint64          *out_number);
gboolean    pursuit_local_json_read_record (JsonObject      *object,
                                            const char      *name,
                                            GType            type,
                                            PursuitRecord  **out_record);

G_END_DECLS
