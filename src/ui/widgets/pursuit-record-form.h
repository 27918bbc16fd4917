/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-record.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RECORD_FORM (pursuit_record_form_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRecordForm, pursuit_record_form, PURSUIT, RECORD_FORM, AdwBin)

GtkWidget     *pursuit_record_form_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void           pursuit_record_form_set_record   (PursuitRecordForm   *self,
                                                 PursuitWorker       *worker,
                                                 PursuitRecord       *record,
                                                 const char *const   *names);
void           pursuit_record_form_set_editable (PursuitRecordForm   *self,
                                                 gboolean             editable);
void           pursuit_record_form_set_query    (PursuitRecordForm   *self,
                                                 const char          *name,
                                                 const PursuitQuery  *query);
void           pursuit_record_form_insert       (PursuitRecordForm   *self,
                                                 GtkWidget           *row,
                                                 const char          *after_name);
PursuitRecord *pursuit_record_form_get_original (PursuitRecordForm   *self);
PursuitRecord *pursuit_record_form_read         (PursuitRecordForm   *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitRecord *pursuit_record_form_peek         (PursuitRecordForm   *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_record_form_is_changed   (PursuitRecordForm   *self);
void           pursuit_record_form_show_problem (PursuitRecordForm   *self,
                                                 const char          *name,
                                                 const char          *message);
void           pursuit_record_form_rebase       (PursuitRecordForm   *self,
                                                 PursuitRecord       *theirs);
PursuitFieldMask pursuit_record_form_follow     (PursuitRecordForm   *self,
                                                 PursuitRecord       *theirs);
gboolean       pursuit_record_form_focus        (PursuitRecordForm   *self,
                                                 const char          *name);

G_END_DECLS
