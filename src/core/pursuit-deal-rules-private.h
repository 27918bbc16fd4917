/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-rules.h"

G_BEGIN_DECLS

void     pursuit_deal_rules_set_number   (PursuitDeal  *self,
                                          const char   *name,
                                          gint64        number);
void     pursuit_deal_rules_set_text     (PursuitDeal  *self,
                                          const char   *name,
                                          const char   *text);
void     pursuit_deal_rules_set_typed    (PursuitDeal  *self,
                                          const char   *name,
                                          const char   *typed);
void     pursuit_deal_rules_end_handover (PursuitDeal  *self);
gboolean pursuit_deal_rules_require_open (PursuitDeal  *self,
                                          GError      **error);

G_END_DECLS
