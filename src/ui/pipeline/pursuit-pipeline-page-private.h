/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-filter-button.h"
#include "pursuit-pipeline-page.h"
#include "pursuit-process-button.h"
#include "pursuit-report-card.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/* The states of the page, children of its stack. */
#define PURSUIT_PIPELINE_LOADING "loading"
#define PURSUIT_PIPELINE_REPORT "report"
#define PURSUIT_PIPELINE_NOTHING "nothing"
#define PURSUIT_PIPELINE_EMPTY "empty"
#define PURSUIT_PIPELINE_ERROR "error"

/* What the funnel tells: what stands in it, how much of it gets through, and how fast. */
struct _PursuitPipelinePage
{
  GtkWidget parent_instance;

  PursuitProcessButton *process_button;
  GtkWidget *filter_bar;
  PursuitFilterButton *seller;
  PursuitFilterButton *team;
  GtkDropDown *period;
  GtkStack *states;
  GtkWidget *error_page;
  GtkLabel *open;
  GtkLabel *win_rate;
  GtkLabel *cycle;
  GtkLabel *velocity;
  PursuitReportCard *pipeline;
  PursuitReportCard *conversion;
  PursuitReportCard *days;

  PursuitWorker *worker;
  GCancellable *reading;
  gint64 chosen_process;  /* whose deals were asked for, 0 for those of new deals */
  gint64 process_id;      /* whose deals are shown, 0 for none yet */
  gboolean is_stale;      /* something happened while it was read */
  gboolean table;
  gboolean ready;
};

void pursuit_pipeline_page_read      (PursuitPipelinePage *self);
void pursuit_pipeline_page_set_state (PursuitPipelinePage *self,
                                      const char          *state);

G_END_DECLS
