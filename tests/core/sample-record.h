/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

PursuitRecord *sample_record_new   (GType          type,
                                    guint          variant) G_GNUC_WARN_UNUSED_RESULT;
void           sample_record_fill  (PursuitRecord *record,
                                    guint          variant);
gint64         sample_number       (GType               type,
                                    const PursuitField *field,
                                    guint               variant);
char          *sample_text         (const PursuitField *field,
                                    guint               variant) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
