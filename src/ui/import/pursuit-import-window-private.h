/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-doubt-pane.h"
#include "pursuit-import-plan.h"
#include "pursuit-import-window.h"
#include "pursuit-step-trail.h"
#include "pursuit-template-menu.h"

G_BEGIN_DECLS

/*
 * The import assistant: a file, what its columns mean and what would become of its rows, the run, the result. The plan
 * is what the person decided; the analysis is what the worker found out under it, anew after each decision.
 *
 *   report rows ─▶ GListStore of PursuitImportItem ─▶ GtkFilterListModel (outcome) ─▶ GtkColumnView
 */
struct _PursuitImportWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  PursuitStepTrail *trail;
  PursuitTemplateMenu *templates;
  GtkButton *cancel_button;
  GtkButton *back_button;
  GtkStack *steps;
  GtkListBox *kinds;
  GtkLabel *file_hint;
  GtkLabel *file_error;
  GtkListBox *how_to_read;
  GtkLabel *fields_heading;
  GtkListBox *fields;
  GtkListBox *stages;
  GtkListBox *people;
  GtkBox *tiles;
  GtkStack *outcome;
  GtkColumnView *table;
  AdwStatusPage *problem;
  GtkLabel *notes;
  GtkLabel *promise;
  GtkSpinner *checking;
  GtkButton *decide_button;
  GtkButton *import_button;
  PursuitDoubtPane *doubt;
  AdwStatusPage *reading;
  GtkProgressBar *reading_progress;
  AdwStatusPage *running;
  GtkProgressBar *progress;
  AdwStatusPage *done;

  PursuitWorker *worker;
  PursuitImportPlan *plan;
  PursuitImportAnalysis *analysis;
  PursuitImportPace *pace;
  GCancellable *cancellable;
  guint pace_id;
  gboolean is_importing;
  gboolean filling;          /* rows are being made: their choices are not a person's */
  gboolean replacing;        /* a row of the table is shown anew: that is no other row */
  GListStore *rows;
  GtkFilter *filter;
  guint shown_outcome;
  guint64 shown_row;         /* in the pane of what is to be decided */
  int turned;                /* 1 or -1: the rows to decide were turned over to the next or last ones */
};

void pursuit_import_window_set_up_preview (PursuitImportWindow *self);
void pursuit_import_window_show_preview   (PursuitImportWindow *self);
void pursuit_import_window_fill_choices   (PursuitImportWindow *self);
void pursuit_import_window_choose_template (PursuitImportWindow *self,
                                           PursuitSavedFilter  *kept);
void pursuit_import_window_choose_outcome (PursuitImportWindow *self,
                                           guint                outcome);
void pursuit_import_window_decision_changed (PursuitImportWindow *self,
                                           guint64              row);
void pursuit_import_window_decisions_changed (PursuitImportWindow *self);
void pursuit_import_window_set_up_doubts  (PursuitImportWindow *self);
void pursuit_import_window_show_doubt     (PursuitImportWindow *self);
void pursuit_import_window_show_turned    (PursuitImportWindow *self);
void pursuit_import_window_count_doubts   (PursuitImportWindow *self,
                                           guint64             *out_undecided,
                                           guint64             *out_taken);
PursuitDoubtful pursuit_import_window_get_decided (PursuitImportWindow    *self,
                                           const PursuitImportRow *row);
void pursuit_import_window_install_doubt_actions (GtkWidgetClass *widget_class);
void pursuit_import_window_analyse        (PursuitImportWindow *self);

G_END_DECLS
