/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_EXCHANGE (pursuit_exchange_get_type ())
G_DECLARE_FINAL_TYPE (PursuitExchange, pursuit_exchange, PURSUIT, EXCHANGE, PursuitRecord)

/* A demonstration or technical exchange: rehearsed two days before, summed up two days after (TEAM-6). */
struct _PursuitExchange
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 kind;
  char *held_on;
  char *place;
  gint64 staff_id;
  char *rehearsal_on;
  char *rehearsed_on;
  char *summary_by;
  char *summary;
  char *summed_up_on;
};

G_END_DECLS
