/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"
#include "pursuit-succession.h"

G_BEGIN_DECLS

/**
 * PursuitHeld:
 * @id: the record that names who has the duty
 * @name: what it is called
 * @customer_id: the customer that it is about, 0 for none
 * @customer: (nullable): what the customer is called
 * @region: (nullable): the customer's region
 * @unit_id: the unit of ours that it is about, 0 for none
 *
 * One duty of somebody; lent for the call.
 */
typedef struct
{
  gint64 id;
  const char *name;
  gint64 customer_id;
  const char *customer;
  const char *region;
  gint64 unit_id;
} PursuitHeld;

typedef void (*PursuitHeldFunc) (const PursuitHeld *held,
                                 gpointer           user_data);

gboolean pursuit_lookup_duties       (PursuitStore     *store,
                                      PursuitDuty       duty,
                                      gint64            staff_id,
                                      PursuitHeldFunc   func,
                                      gpointer          user_data,
                                      GError          **error);
gboolean pursuit_lookup_closed_deals (PursuitStore     *store,
                                      gint64            staff_id,
                                      gint64           *out_count,
                                      GError          **error);

G_END_DECLS
