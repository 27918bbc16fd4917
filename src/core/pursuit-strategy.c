/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-strategy.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitStrategy, pursuit_strategy, PURSUIT_TYPE_RECORD)

static const PursuitField strategy_fields[] = {
  PURSUIT_FIELD_REF (PursuitStrategy, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitStrategy, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_DATE (PursuitStrategy, written_on, N_("Written on"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitStrategy, staff_id, N_("By"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitStrategy, goal, N_("Goal"), 0),
  PURSUIT_FIELD_LONG (PursuitStrategy, standing, N_("Our position"), 0),
  PURSUIT_FIELD_LONG (PursuitStrategy, changes, N_("What changed since last time"), 0),
};

static void
pursuit_strategy_class_init (PursuitStrategyClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "strategy", N_("Strategy"),
                                   strategy_fields, G_N_ELEMENTS (strategy_fields));
}

static void
pursuit_strategy_init (PursuitStrategy *self)
{
}
