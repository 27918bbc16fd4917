/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STRATEGY (pursuit_strategy_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStrategy, pursuit_strategy, PURSUIT, STRATEGY, PursuitRecord)

/* How a deal was judged on one day (CUS-7). Each review is a record of its own, so that the last one can be looked back at. */
struct _PursuitStrategy
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  char *written_on;
  gint64 staff_id;
  char *goal;
  char *standing;
  char *changes;
};

G_END_DECLS
