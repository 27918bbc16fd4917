/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-record-form.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RECORD_DIALOG (pursuit_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRecordDialog, pursuit_record_dialog, PURSUIT, RECORD_DIALOG, AdwWindow)

GtkWidget         *pursuit_record_dialog_new      (GtkWidget           *opener,
                                                   PursuitWorker       *worker,
                                                   PursuitRecord       *record,
                                                   const char          *title,
                                                   const char *const   *names) G_GNUC_WARN_UNUSED_RESULT;
PursuitRecordForm *pursuit_record_dialog_get_form (PursuitRecordDialog *self);
void               pursuit_record_dialog_save     (PursuitRecordDialog *self);

G_END_DECLS
