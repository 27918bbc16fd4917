/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-banners.h"
#include "pursuit-comparison.h"
#include "pursuit-record-dialog.h"

G_BEGIN_DECLS

/*
 * PursuitRecordDialog adds a record or edits all of one: a form and two buttons. What was typed stays until the store has
 * acknowledged it.
 */
struct _PursuitRecordDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  PursuitRecordForm *form;
  PursuitBanners *banners;
  GtkStack *pages;             /* the form, or the comparison */
  GtkLabel *meanwhile;
  GtkBox *compared;
  GtkWidget *keep_draft;
  GtkWidget *save;
  GtkWidget *when;             /* (nullable): the row of the one time that people set */
  const PursuitField *when_field;

  PursuitWorker *worker;
  GWeakRef opener;
  GCancellable *cancellable;
  gboolean is_saving;
  PursuitRecord *original;     /* what is being saved, in place of what */
  PursuitRecord *edited;
  PursuitComparison *comparison;   /* (nullable): what others made of it meanwhile */
  guint draft_id;              /* a pause in typing */
  gboolean is_looking;         /* see pursuit-record-dialog-twins.c */
  gboolean looks_again;
  gint64 twin_customer_id;
};

void pursuit_record_dialog_send         (PursuitRecordDialog *self,
                                         PursuitSaveVerb      verb);
void pursuit_record_dialog_set_saving   (PursuitRecordDialog *self,
                                         gboolean             is_saving);
void pursuit_record_dialog_compare      (PursuitRecordDialog *self,
                                         const char          *message);
void pursuit_record_dialog_save_choices (PursuitRecordDialog *self);
void pursuit_record_dialog_handle_news  (PursuitRecordDialog *self,
                                         GPtrArray           *entries);
void pursuit_record_dialog_keep_editing (PursuitRecordDialog *self);
void pursuit_record_dialog_keep_draft   (PursuitRecordDialog *self);
void pursuit_record_dialog_keep_typed   (PursuitRecordDialog *self);
void pursuit_record_dialog_drop_draft   (PursuitRecordDialog *self);
void pursuit_record_dialog_typed        (PursuitRecordDialog *self);
void pursuit_record_dialog_look_for_twins (PursuitRecordDialog *self);
void pursuit_record_dialog_show_twin    (GtkWidget           *widget,
                                         const char          *action_name,
                                         GVariant            *parameter);

G_END_DECLS
