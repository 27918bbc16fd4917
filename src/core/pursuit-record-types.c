/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-absence.h"
#include "pursuit-activity.h"
#include "pursuit-assignment.h"
#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-default-member.h"
#include "pursuit-distinction.h"
#include "pursuit-document.h"
#include "pursuit-employment.h"
#include "pursuit-exchange.h"
#include "pursuit-interface-rule.h"
#include "pursuit-milestone.h"
#include "pursuit-obligation.h"
#include "pursuit-org-unit.h"
#include "pursuit-own-field.h"
#include "pursuit-process.h"
#include "pursuit-product.h"
#include "pursuit-proof.h"
#include "pursuit-risk.h"
#include "pursuit-rival.h"
#include "pursuit-role-request.h"
#include "pursuit-role-right.h"
#include "pursuit-role.h"
#include "pursuit-saved-filter.h"
#include "pursuit-selling-activity.h"
#include "pursuit-setting.h"
#include "pursuit-staff.h"
#include "pursuit-stage-role.h"
#include "pursuit-stage.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"
#include "pursuit-technical-question.h"
#include "pursuit-technical-stage.h"

#define N_TYPES 35

/**
 * pursuit_record_types:
 * @out_n: (out): how many
 *
 * Returns: every record type, in an order in which references can be written (what is referred to comes first,
 *   but for the loops of people, roles and units); lent
 */
const GType *
pursuit_record_types (guint *out_n)
{
  static GType types[N_TYPES];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      guint n = 0;

      types[n++] = PURSUIT_TYPE_ORG_UNIT;
      types[n++] = PURSUIT_TYPE_ROLE;
      types[n++] = PURSUIT_TYPE_ROLE_RIGHT;
      types[n++] = PURSUIT_TYPE_STAFF;
      types[n++] = PURSUIT_TYPE_PROCESS;
      types[n++] = PURSUIT_TYPE_STAGE;
      types[n++] = PURSUIT_TYPE_MILESTONE;
      types[n++] = PURSUIT_TYPE_STAGE_ROLE;
      types[n++] = PURSUIT_TYPE_INTERFACE_RULE;
      types[n++] = PURSUIT_TYPE_DEFAULT_MEMBER;
      types[n++] = PURSUIT_TYPE_ABSENCE;
      types[n++] = PURSUIT_TYPE_OWN_FIELD;
      types[n++] = PURSUIT_TYPE_CUSTOMER;
      types[n++] = PURSUIT_TYPE_CONTACT;
      types[n++] = PURSUIT_TYPE_PRODUCT;
      types[n++] = PURSUIT_TYPE_DEAL;
      types[n++] = PURSUIT_TYPE_ACTIVITY;
      types[n++] = PURSUIT_TYPE_DOCUMENT;
      types[n++] = PURSUIT_TYPE_PROOF;
      types[n++] = PURSUIT_TYPE_STAKEHOLDER;
      types[n++] = PURSUIT_TYPE_RIVAL;
      types[n++] = PURSUIT_TYPE_STRATEGY;
      types[n++] = PURSUIT_TYPE_ROLE_REQUEST;
      types[n++] = PURSUIT_TYPE_ASSIGNMENT;
      types[n++] = PURSUIT_TYPE_TECHNICAL_STAGE;
      types[n++] = PURSUIT_TYPE_TECHNICAL_QUESTION;
      types[n++] = PURSUIT_TYPE_RISK;
      types[n++] = PURSUIT_TYPE_EXCHANGE;
      types[n++] = PURSUIT_TYPE_OBLIGATION;
      types[n++] = PURSUIT_TYPE_SELLING_ACTIVITY;
      types[n++] = PURSUIT_TYPE_EMPLOYMENT;
      types[n++] = PURSUIT_TYPE_BOND;
      types[n++] = PURSUIT_TYPE_SAVED_FILTER;
      types[n++] = PURSUIT_TYPE_DISTINCTION;
      types[n++] = PURSUIT_TYPE_SETTING;
      g_assert (n == N_TYPES);
      g_once_init_leave (&ready, 1);
    }

  *out_n = N_TYPES;
  return types;
}

/**
 * pursuit_record_type_from_table:
 * @table: the name of a table
 *
 * Returns: the record type kept in @table, %G_TYPE_INVALID when there is none
 */
GType
pursuit_record_type_from_table (const char *table)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (pursuit_record_type_get_table (types[i]), table) == 0)
      return types[i];

  return G_TYPE_INVALID;
}
