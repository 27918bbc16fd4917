/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-sheet.h"
#include "pursuit-documents-view.h"
#include "pursuit-hand-over-view.h"
#include "pursuit-coverage-view.h"
#include "pursuit-milestones-view.h"
#include "pursuit-record-form.h"
#include "pursuit-strategy-head.h"
#include "pursuit-strategy-view.h"
#include "pursuit-timeline-view.h"
#include "pursuit-tracks-view.h"

G_BEGIN_DECLS

/*
 * PursuitDealSheet shows everything that is known of one deal: how it stands, its fields, to be changed, and what happened
 * with it; its milestones (STG-2), its strategy (CUS-7), the history of both tracks (STG-1) and the hand-over (STG-8). When
 * somebody else changes the deal meanwhile, their changes come in and what was typed stays.
 *
 *   news -> load_job: the deal, its row, PursuitStrategySheet -> form, head, tabs
 */
struct _PursuitDealSheet
{
  PursuitDealDialog parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkWidget *save_button;
  GtkStack *states;
  GtkStack *tabs;
  GtkWidget *loading_problem;
  GtkWidget *closed_bar;
  GtkLabel *closed_text;
  GtkWidget *notice;
  GtkBox *compared;           /* the fields that somebody else changed too, to be chosen from */
  PursuitRecordForm *form;
  PursuitDocumentsView *documents;
  PursuitTimelineView *history;
  PursuitStrategyHead *head;
  PursuitMilestonesView *milestones;
  PursuitCoverageView *coverage;
  PursuitStrategyView *strategy;
  PursuitHandOverView *handover;
  PursuitTracksView *tracks;

  gint64 deal_id;
  gint64 customer_id;
  PursuitDealStatus status;
  gboolean was_shown;
  gboolean following;         /* while the deal is read again because somebody changed it */
  gboolean rebasing;          /* while it is read again after a conflict, which the person has been told of */
  gboolean is_saving;
  PursuitRecord *refused;     /* what was to be saved last */
  guint draft_id;             /* a pause in typing */
};

/* pursuit-deal-sheet.c */
void pursuit_deal_sheet_keep_typed      (PursuitDealSheet *self);

/* pursuit-deal-sheet-actions.c */
void pursuit_deal_sheet_install_actions (GtkWidgetClass   *widget_class);
void pursuit_deal_sheet_update_actions  (PursuitDealSheet *self);

G_END_DECLS
