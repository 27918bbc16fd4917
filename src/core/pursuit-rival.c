/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rival.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"

G_DEFINE_FINAL_TYPE (PursuitRival, pursuit_rival, PURSUIT_TYPE_RECORD)

static const PursuitField rival_fields[] = {
  PURSUIT_FIELD_REF (PursuitRival, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitRival, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitRival, name, N_("Competitor"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_ENUM (PursuitRival, standing, N_("Our position"), pursuit_standing_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitRival, strengths, N_("Its strengths"), 0),
  PURSUIT_FIELD_LONG (PursuitRival, weaknesses, N_("Its weaknesses"), 0),
  PURSUIT_FIELD_LONG (PursuitRival, plan, N_("Our answer"), 0),
};

static void
pursuit_rival_class_init (PursuitRivalClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "rival", N_("Competitor"),
                                   rival_fields, G_N_ELEMENTS (rival_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_rival_init (PursuitRival *self)
{
}
