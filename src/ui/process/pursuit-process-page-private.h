/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-activity-builder.h"
#include "pursuit-banner.h"
#include "pursuit-process-page.h"
#include "pursuit-processes.h"
#include "pursuit-record-form.h"
#include "pursuit-stage-editor.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/* The states of the page, children of its stack. */
#define PURSUIT_PROCESS_LOADING "loading"
#define PURSUIT_PROCESS_BOOK "book"
#define PURSUIT_PROCESS_EMPTY "empty"
#define PURSUIT_PROCESS_ERROR "error"

/* How the house sells, to be read by everybody and written by administrators (STG-5). What is typed goes into @edited, and with
 * one save into the database. */
struct _PursuitProcessPage
{
  GtkWidget parent_instance;

  GtkDropDown *chooser;
  GtkWidget *state;
  GtkStack *states;
  GtkWidget *error_page;
  GtkListBox *contents;
  GtkWidget *stage_buttons;
  GtkStack *parts;
  PursuitRecordForm *rules;
  GtkLabel *facts;
  PursuitStageEditor *stage;
  PursuitActivityBuilder *builder;
  PursuitBanner *problem;
  GtkWidget *save_bar;

  PursuitWorker *worker;
  GCancellable *reading;
  GPtrArray *infos;               /* of PursuitProcessInfo */
  GPtrArray *roles;               /* of PursuitRole */
  PursuitProcessBook *original;
  PursuitProcessBook *edited;
  gint64 process_id;              /* 0 for the one that new deals follow */
  gint64 wanted_stage;            /* the stage to be shown when it is read, 0 for none */
  guint shown;                    /* the row of @contents whose part is shown */
  gboolean may_edit;
  gboolean is_changed;
  gboolean is_showing;            /* widgets are being filled */
  gboolean is_stale;              /* something happened while it was read, or while somebody edits */
  gboolean ready;
};

PursuitProcessInfo *pursuit_process_page_get_info        (PursuitProcessPage *self);
gboolean            pursuit_process_page_is_draft        (PursuitProcessPage *self);
void                pursuit_process_page_set_state       (PursuitProcessPage *self,
                                                          const char         *state);
void                pursuit_process_page_set_changed     (PursuitProcessPage *self,
                                                          gboolean            changed);
void                pursuit_process_page_show_problem    (PursuitProcessPage *self,
                                                          const char         *sentence);
void                pursuit_process_page_drop_books      (PursuitProcessPage *self);
void                pursuit_process_page_read            (PursuitProcessPage *self,
                                                          gint64              process_id);
void                pursuit_process_page_save            (PursuitProcessPage *self);

void                pursuit_process_page_fill_list       (PursuitProcessPage *self,
                                                          guint               selected);
void                pursuit_process_page_show_part       (PursuitProcessPage *self,
                                                          guint               row);
gboolean            pursuit_process_page_check_part      (PursuitProcessPage *self);
void                pursuit_process_page_keep_part       (PursuitProcessPage *self);

void                pursuit_process_page_update_actions  (PursuitProcessPage *self);
void                pursuit_process_page_install_actions (GtkWidgetClass     *widget_class);

G_END_DECLS
