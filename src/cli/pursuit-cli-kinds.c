/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-kinds-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-assignment.h"
#include "pursuit-bond.h"
#include "pursuit-cli-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-default-member.h"
#include "pursuit-document.h"
#include "pursuit-milestone.h"
#include "pursuit-org-unit.h"
#include "pursuit-process.h"
#include "pursuit-product.h"
#include "pursuit-rival.h"
#include "pursuit-role-request.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "pursuit-stage.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"

static const PursuitKind kinds[] = {
  { "customer", "customers", pursuit_customer_get_type, TRUE, PURSUIT_LIST_CUSTOMERS,
    PURSUIT_FILTER_SEARCH | PURSUIT_FILTER_OWNER | PURSUIT_FILTER_CUSTOMER | PURSUIT_FILTER_FACETS |
      PURSUIT_FILTER_WHERE | PURSUIT_FILTER_SAVED },
  { "contact", "contacts", pursuit_contact_get_type, TRUE, PURSUIT_LIST_CONTACTS,
    PURSUIT_FILTER_SEARCH | PURSUIT_FILTER_OWNER | PURSUIT_FILTER_CUSTOMER | PURSUIT_FILTER_WHERE | PURSUIT_FILTER_SAVED },
  { "deal", "deals", pursuit_deal_get_type, TRUE, PURSUIT_LIST_DEALS,
    PURSUIT_FILTER_SEARCH | PURSUIT_FILTER_OWNER | PURSUIT_FILTER_STAGE | PURSUIT_FILTER_STATUS |
      PURSUIT_FILTER_CUSTOMER | PURSUIT_FILTER_STALLED | PURSUIT_FILTER_TRACKS | PURSUIT_FILTER_WHERE |
      PURSUIT_FILTER_SAVED },
  { "activity", "activities", pursuit_activity_get_type, TRUE, PURSUIT_LIST_ACTIVITIES,
    PURSUIT_FILTER_SEARCH | PURSUIT_FILTER_OWNER | PURSUIT_FILTER_CUSTOMER | PURSUIT_FILTER_SAVED },
  { "staff", "staff", pursuit_staff_get_type, TRUE, PURSUIT_LIST_STAFF, PURSUIT_FILTER_SEARCH },
  { "unit", "units", pursuit_org_unit_get_type, TRUE, PURSUIT_LIST_UNITS, PURSUIT_FILTER_SEARCH },
  { "product", "products", pursuit_product_get_type, TRUE, PURSUIT_LIST_PRODUCTS, PURSUIT_FILTER_SEARCH },
  { "document", "documents", pursuit_document_get_type, TRUE, PURSUIT_LIST_DOCUMENTS,
    PURSUIT_FILTER_SEARCH | PURSUIT_FILTER_OWNER | PURSUIT_FILTER_CUSTOMER },
  { "role", "roles", pursuit_role_get_type, FALSE, 0, 0 },
  { "process", "processes", pursuit_process_get_type, FALSE, 0, 0 },
  { "stage", "stages", pursuit_stage_get_type, FALSE, 0, 0 },
  { "milestone", "milestones", pursuit_milestone_get_type, FALSE, 0, 0 },
  { "stakeholder", "stakeholders", pursuit_stakeholder_get_type, FALSE, 0, 0 },
  { "rival", "rivals", pursuit_rival_get_type, FALSE, 0, 0 },
  { "strategy", "strategies", pursuit_strategy_get_type, FALSE, 0, 0 },
  { "bond", "bonds", pursuit_bond_get_type, FALSE, 0, 0 },
  { "request", "requests", pursuit_role_request_get_type, FALSE, 0, 0 },
  { "assignment", "assignments", pursuit_assignment_get_type, FALSE, 0, 0 },
  { "default-member", "default-members", pursuit_default_member_get_type, FALSE, 0, 0 },
};

static void
append_word (GString    *words,
             const char *separator,
             const char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? separator : "", word);
}

static const PursuitKind *
find (const char  *word,
      gboolean     only_lists,
      GError     **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (only_lists && !kinds[i].has_list)
        continue;
      if (g_str_equal (kinds[i].name, word) || g_str_equal (kinds[i].plural, word))
        return &kinds[i];
      append_word (names, ", ", only_lists ? kinds[i].plural : kinds[i].name);
    }

  pursuit_cli_misuse (error, _("“%1$s” is not a kind of record. The kinds are: %2$s."), word, names->str);
  return NULL;
}

/**
 * pursuit_kind_find:
 * @word: what was typed, one or several
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED; the message names the kinds.
 *
 * Returns: (nullable): the kind
 */
const PursuitKind *
pursuit_kind_find (const char  *word,
                   GError     **error)
{
  return find (word, FALSE, error);
}

/**
 * pursuit_kind_find_list:
 * @word: what was typed, one or several
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED; the message names the kinds that have a list.
 *
 * Returns: (nullable): the kind
 */
const PursuitKind *
pursuit_kind_find_list (const char  *word,
                        GError     **error)
{
  return find (word, TRUE, error);
}

/**
 * pursuit_kind_from_type:
 * @type: a record type
 *
 * Returns: (nullable): its kind
 */
const PursuitKind *
pursuit_kind_from_type (GType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type () == type)
      return &kinds[i];

  return NULL;
}

/**
 * pursuit_kinds_dup_words:
 * @only_lists: whether to give those that have a list, in the plural, or all of them
 *
 * Returns: (transfer full): the words, with spaces between
 */
char *
pursuit_kinds_dup_words (gboolean only_lists)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!only_lists || kinds[i].has_list)
      append_word (words, " ", only_lists ? kinds[i].plural : kinds[i].name);

  return g_string_free (g_steal_pointer (&words), FALSE);
}
