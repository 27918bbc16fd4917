/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"
#include "pursuit-query-run.h"
#include "pursuit-record.h"

G_BEGIN_DECLS

JsonObject *pursuit_answer_describe_record (PursuitCli           *self,
                                            PursuitRecord        *record) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *pursuit_answer_describe_totals (const PursuitTotals  *totals,
                                            gboolean              weighted) G_GNUC_WARN_UNUSED_RESULT;
gboolean    pursuit_answer_change          (PursuitCli           *self,
                                            GType                 type,
                                            gint64                id,
                                            gint64                entry_id,
                                            GError              **error);
void        pursuit_answer_set_text        (JsonObject           *object,
                                            const char           *key,
                                            const char           *text);
void        pursuit_answer_set_id          (JsonObject           *object,
                                            const char           *key,
                                            gint64                id);
void        pursuit_answer_set_time        (JsonObject           *object,
                                            const char           *key,
                                            gint64                at);

G_END_DECLS
