/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-exchange.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitExchange, pursuit_exchange, PURSUIT_TYPE_RECORD)

static const PursuitField exchange_fields[] = {
  PURSUIT_FIELD_REF (PursuitExchange, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitExchange, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_ENUM (PursuitExchange, kind, N_("Kind"), pursuit_exchange_kind_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitExchange, held_on, N_("Held on"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitExchange, place, N_("Place"), 0),
  PURSUIT_FIELD_REF (PursuitExchange, staff_id, N_("Led by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitExchange, rehearsal_on, N_("Rehearsal on"), 0),
  PURSUIT_FIELD_DATE (PursuitExchange, rehearsed_on, N_("Rehearsed on"), 0),
  PURSUIT_FIELD_DATE (PursuitExchange, summary_by, N_("Summary by"), 0),
  PURSUIT_FIELD_LONG (PursuitExchange, summary, N_("Summary"), 0),
  PURSUIT_FIELD_DATE (PursuitExchange, summed_up_on, N_("Summed up on"), 0),
};

static void
pursuit_exchange_class_init (PursuitExchangeClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "exchange", N_("Exchange"), exchange_fields, G_N_ELEMENTS (exchange_fields));
}

static void
pursuit_exchange_init (PursuitExchange *self)
{
}
