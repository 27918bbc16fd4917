/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-query-run.h"

G_BEGIN_DECLS

/* Open deals that stand in a stage, and the position that was the furthest they came to. */
typedef struct
{
  gint64 stage_id;
  gint64 furthest;
  PursuitTotals totals;
} PursuitReportOpen;

/* Closed deals of one status and furthest position: how many, their amount in minor units, of how many the cycle is known, and
 * those cycles together in days. */
typedef struct
{
  int status;
  gint64 furthest;
  gint64 count;
  gint64 amount;
  gint64 timed;
  gint64 days;
} PursuitReportOutcome;

/* Stays in a stage of one class of length (pursuit_stays_classify()): how many, and how long together. */
typedef struct
{
  gint64 stage_id;
  guint length;
  gint64 count;
  gint64 seconds;
} PursuitReportStay;

GArray *pursuit_store_report_open     (PursuitStore        *self,
                                       const PursuitQuery  *query,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *pursuit_store_report_outcomes (PursuitStore        *self,
                                       const PursuitQuery  *query,
                                       gint64               process_id,
                                       gint64               first_month,
                                       gint64               last_month,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *pursuit_store_report_stays    (PursuitStore        *self,
                                       const PursuitQuery  *query,
                                       gint64               first_month,
                                       gint64               last_month,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
