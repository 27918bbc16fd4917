/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RECORD_PICKER (pursuit_record_picker_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRecordPicker, pursuit_record_picker, PURSUIT, RECORD_PICKER, AdwBin)

GtkWidget *pursuit_record_picker_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_record_picker_set_source    (PursuitRecordPicker *self,
                                                PursuitWorker       *worker,
                                                const PursuitQuery  *query,
                                                const char          *none_label);
void       pursuit_record_picker_set_title     (PursuitRecordPicker *self,
                                                const char          *title);
void       pursuit_record_picker_set_id        (PursuitRecordPicker *self,
                                                gint64               id,
                                                const char          *name);
gint64     pursuit_record_picker_get_id        (PursuitRecordPicker *self);
const char *pursuit_record_picker_get_name     (PursuitRecordPicker *self);
void       pursuit_record_picker_popup         (PursuitRecordPicker *self);
gboolean   pursuit_record_picker_find_list     (GType                type,
                                                PursuitList         *out_list);

G_END_DECLS
