/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-gate-row.h"
#include "pursuit-gate-sheet.h"
#include "pursuit-gate.h"
#include "pursuit-row.h"
#include "pursuit-stage-tracks.h"

G_BEGIN_DECLS

/*
 * PursuitGateSheet shows what a move of a deal needs (STG-2), lets it be ticked there and then, asks for the reason where
 * the process wants one, and lets whoever may go past what is missing.
 *
 *   news, ticks -> pursuit_deals_read_gate() -> PursuitGate -> rows by milestone, words, what can be pressed
 *   "Move" -> PursuitDealVerb -> worker; the verb asks the same questions again
 */
struct _PursuitGateSheet
{
  PursuitDealDialog parent_instance;

  AdwWindowTitle *title;
  GtkStack *states;
  AdwStatusPage *loading_problem;
  PursuitStageTracks *tracks;
  GtkWidget *notice;
  GtkWidget *ahead;
  GtkLabel *ahead_text;
  GtkWidget *roles;
  GtkLabel *roles_text;
  GtkWidget *milestones;
  GtkLabel *milestones_title;
  GtkLabel *required_text;
  GtkLevelBar *required_bar;
  GtkListBox *list;
  AdwActionRow *stage_row;
  AdwActionRow *days_row;
  AdwActionRow *probability_row;
  GtkWidget *date;
  GtkWidget *reason_box;
  GtkLabel *reason_title;
  GtkWidget *who_may;
  GtkWidget *reason_card;
  GtkTextView *reason;
  GtkTextBuffer *reason_buffer;
  GtkLabel *reason_hint;
  GtkLabel *reason_count;
  GtkWidget *may_not;
  GtkWidget *bar;
  GtkImage *status_icon;
  GtkLabel *status;
  GtkWidget *override_button;
  GtkWidget *move_button;

  gint64 deal_id;
  int position;             /* where the deal is to go; 0: it is to be won */
  PursuitGate *gate;        /* %NULL until it was read */
  PursuitRow *row;          /* the deal in its list: the customer's name; may be %NULL */
  char *gone;               /* why nothing can be moved any more, %NULL while it can */
  gint64 seen_stage_id;     /* where the deal stood when the sheet was opened */
  gboolean spans_stages;    /* whether milestones of several stages are listed */
  gboolean is_reading;
  gboolean is_stale;
  gboolean is_busy;
};

/* pursuit-gate-sheet.c */
void     pursuit_gate_sheet_read         (PursuitGateSheet *self);

/* pursuit-gate-sheet-view.c */
void     pursuit_gate_sheet_show         (PursuitGateSheet *self);
PursuitGateRow *pursuit_gate_sheet_get_row (PursuitGateSheet *self,
                                         guint             at);
void     pursuit_gate_sheet_set_up_list  (PursuitGateSheet *self);
void     pursuit_gate_sheet_update       (PursuitGateSheet *self);
guint    pursuit_gate_sheet_count_missing (PursuitGateSheet *self);
char    *pursuit_gate_sheet_dup_reason   (PursuitGateSheet *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_gate_sheet_may_move     (PursuitGateSheet *self);
gboolean pursuit_gate_sheet_may_override (PursuitGateSheet *self);

G_END_DECLS
