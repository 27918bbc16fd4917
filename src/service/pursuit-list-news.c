/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-list-news-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-erasure.h"
#include "pursuit-import-undo.h"
#include "pursuit-person-file.h"
#include "pursuit-posts.h"
#include "pursuit-profile.h"
#include "pursuit-requests.h"
#include "pursuit-team.h"

/*
 * What an entry of the journal means for a list. A list shows and asks for more than its own records: the name of an owner, the
 * grade of a customer. The table says for each list which other records it looks at, at which of their fields, and whose rows
 * then have to be looked at again.
 */

/* Whose rows an entry changes. */
typedef enum
{
  OWN,            /* that of the record itself */
  OF_CUSTOMER,    /* those of the record's customers, the present one and the one before */
  CUSTOMER,       /* that of the record's customers themselves */
  OF_ITS_CUSTOMER, /* those of the customers to whom the record belongs */
  OF_DEAL,        /* that of the deal to which the record belongs */
  ENTRY,          /* that of the entry */
  ALL,
} Whose;

typedef struct
{
  PursuitList list;
  const char *entity;     /* NULL for any */
  Whose whose;
  const char *fields;     /* words: only when one of these changed; NULL for any */
} Rule;

#define PERSON " name unit_id role_id "
#define UNIT " parent_id lead_id deleted "
/* Whether a proof that points to it counts. */
#define IS_THERE " deleted "
#define WORKS_THERE " deleted left_on customer_id "
/* What a customer's contacts, activities and documents are listed by: that it is there, its facets, and who may see it. */
#define CUSTOMER_OF_ROWS " name grade funnel region industry owner_id deleted "

static const Rule rules[] = {
  { PURSUIT_LIST_CUSTOMERS, "customer", OWN, NULL },
  { PURSUIT_LIST_CUSTOMERS, "deal", CUSTOMER, " customer_id amount status deleted " },
  { PURSUIT_LIST_CUSTOMERS, "activity", CUSTOMER, NULL },
  { PURSUIT_LIST_CUSTOMERS, "staff", ALL, PERSON },
  { PURSUIT_LIST_CUSTOMERS, "org_unit", ALL, UNIT },
  { PURSUIT_LIST_CONTACTS, "contact", OWN, NULL },
  { PURSUIT_LIST_CONTACTS, "customer", OF_CUSTOMER, CUSTOMER_OF_ROWS },
  { PURSUIT_LIST_CONTACTS, "staff", ALL, PERSON },
  { PURSUIT_LIST_CONTACTS, "org_unit", ALL, UNIT },
  { PURSUIT_LIST_DEALS, "deal", OWN, NULL },
  { PURSUIT_LIST_DEALS, "customer", OF_CUSTOMER, " name short_name grade funnel region industry " },
  { PURSUIT_LIST_DEALS, "staff", ALL, PERSON },
  { PURSUIT_LIST_DEALS, "org_unit", ALL, UNIT },
  { PURSUIT_LIST_DEALS, "stage", ALL, NULL },
  { PURSUIT_LIST_DEALS, "process", ALL, " silence_days " },
  { PURSUIT_LIST_DEALS, "milestone", ALL, NULL },
  { PURSUIT_LIST_DEALS, "proof", OF_DEAL, NULL },
  { PURSUIT_LIST_DEALS, "assignment", OF_DEAL, NULL },
  { PURSUIT_LIST_DEALS, "role_request", OF_DEAL, NULL },
  { PURSUIT_LIST_DEALS, "assignment", OF_DEAL, NULL },
  { PURSUIT_LIST_DEALS, "role_request", OF_DEAL, NULL },
  { PURSUIT_LIST_DEALS, "stage_role", ALL, NULL },
  { PURSUIT_LIST_DEALS, "activity", OF_ITS_CUSTOMER, " kind happened_at customer_id deleted " },
  { PURSUIT_LIST_DEALS, "contact", OF_ITS_CUSTOMER, WORKS_THERE },
  { PURSUIT_LIST_DEALS, "document", OF_ITS_CUSTOMER, IS_THERE },
  { PURSUIT_LIST_DEALS, "product", ALL, " name series " },
  { PURSUIT_LIST_ACTIVITIES, "activity", OWN, NULL },
  { PURSUIT_LIST_ACTIVITIES, "customer", OF_CUSTOMER, CUSTOMER_OF_ROWS },
  { PURSUIT_LIST_ACTIVITIES, "contact", ALL, " name " },
  { PURSUIT_LIST_ACTIVITIES, "deal", ALL, " title " },
  { PURSUIT_LIST_ACTIVITIES, "staff", ALL, PERSON },
  { PURSUIT_LIST_ACTIVITIES, "org_unit", ALL, UNIT },
  { PURSUIT_LIST_TIMELINE, "activity", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "customer", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "contact", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "deal", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "document", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "bond", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "employment", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "proof", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "stakeholder", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "rival", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "strategy", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "role_request", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "assignment", ALL, NULL },
  { PURSUIT_LIST_TIMELINE, "staff", ALL, PERSON },
  { PURSUIT_LIST_TIMELINE, "org_unit", ALL, UNIT },
  { PURSUIT_LIST_STAFF, "staff", ALL, " name " },
  { PURSUIT_LIST_STAFF, "staff", OWN, NULL },
  { PURSUIT_LIST_STAFF, "org_unit", ALL, " name " },
  { PURSUIT_LIST_STAFF, "role", ALL, NULL },
  { PURSUIT_LIST_UNITS, "org_unit", ALL, " name " },
  { PURSUIT_LIST_UNITS, "org_unit", OWN, NULL },
  { PURSUIT_LIST_UNITS, "staff", ALL, " name " },
  { PURSUIT_LIST_PRODUCTS, "product", OWN, NULL },
  { PURSUIT_LIST_DOCUMENTS, "document", OWN, NULL },
  { PURSUIT_LIST_DOCUMENTS, "customer", OF_CUSTOMER, CUSTOMER_OF_ROWS },
  { PURSUIT_LIST_DOCUMENTS, "deal", ALL, " title " },
  { PURSUIT_LIST_DOCUMENTS, "staff", ALL, PERSON },
  { PURSUIT_LIST_DOCUMENTS, "org_unit", ALL, UNIT },
  { PURSUIT_LIST_JOURNAL, NULL, ENTRY, NULL },
};

static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static gboolean
has_field_among (JsonObject *changed,
                 const char *fields)
{
  g_autoptr(GList) names = changed != NULL ? json_object_get_members (changed) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *word = g_strdup_printf (" %s ", (const char *) l->data);

      if (strstr (fields, word) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A new record of another kind is not referred to by anything yet; its own row, and its customer's, it does change. */
static gboolean
fits (const Rule                *rule,
      const PursuitJournalEntry *entry)
{
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;

  if (rule->entity != NULL && !g_str_equal (rule->entity, entry->entity))
    return FALSE;
  if (rule->fields == NULL)
    return TRUE;
  if (g_str_equal (entry->verb, "create"))
    return rule->whose == CUSTOMER || (rule->whose == OF_ITS_CUSTOMER && !g_str_equal (rule->fields, IS_THERE) &&
                                        !g_str_equal (rule->fields, WORKS_THERE));

  before = parse_object (entry->before);
  after = parse_object (entry->after);
  /* What the fields were was erased. */
  if (before == NULL && after == NULL)
    return TRUE;

  return has_field_among (before, rule->fields) || has_field_among (after, rule->fields);
}

/* The verbs that change the one record that they name, and what follows from it. */
static gboolean
is_about_one_record (const PursuitJournalEntry *entry)
{
  static const char *const verbs[] = { "create", "edit", "delete", "restore", "move", "win", "lose", "reopen", "undo",
                                       "buyer-stage", "park", "unpark", "estimate", "hand-over", "accept", PURSUIT_VERB_REQUEST_DECLINE,
                                       PURSUIT_VERB_REQUEST_DONE, PURSUIT_VERB_REQUEST_WITHDRAW, PURSUIT_VERB_POST, PURSUIT_VERB_LEAVE, PURSUIT_VERB_COME_BACK,
                                       PURSUIT_VERB_ERASE, PURSUIT_VERB_RELEASE, NULL };

  return entry->entity_id != 0 && g_strv_contains (verbs, entry->verb) && !g_str_equal (entry->entity, "database") &&
         !pursuit_import_is_whole (entry);
}

static gint64
get_former_customer (const PursuitJournalEntry *entry)
{
  g_autoptr(JsonObject) before = parse_object (entry->before);

  return before != NULL && json_object_has_member (before, "customer_id")
           ? json_object_get_int_member_with_default (before, "customer_id", 0) : 0;
}

/* The list of one customer is not concerned by what happens at others. */
static gboolean
is_elsewhere (const PursuitQuery        *query,
              const PursuitJournalEntry *entry)
{
  return query->list != PURSUIT_LIST_CUSTOMERS && query->customer_id != 0 && entry->customer_id != 0 &&
         entry->customer_id != query->customer_id && get_former_customer (entry) != query->customer_id;
}

static PursuitReach
add (GArray       *ids,
     gint64        first,
     gint64        second,
     PursuitReach  reach)
{
  if (ids != NULL && first != 0)
    g_array_append_val (ids, first);
  if (ids != NULL && second != 0)
    g_array_append_val (ids, second);

  return reach;
}

/**
 * pursuit_list_news_reach:
 * @query: a list
 * @entry: something that happened
 * @ids: (nullable) (element-type gint64): the ids of the rows, or of the customers, are added here
 *
 * Returns: how much of the list the entry may have changed
 */
PursuitReach
pursuit_list_news_reach (const PursuitQuery        *query,
                         const PursuitJournalEntry *entry,
                         GArray                    *ids)
{
  if (query->list == PURSUIT_LIST_JOURNAL)
    return add (ids, entry->id, 0, PURSUIT_REACH_ROWS);
  if (g_str_equal (entry->verb, PURSUIT_VERB_VIEW) || g_str_equal (entry->verb, PURSUIT_VERB_EXPORT))
    return PURSUIT_REACH_NOTHING;
  if (!is_about_one_record (entry))
    return g_str_equal (entry->entity, "setting") ? PURSUIT_REACH_NOTHING : PURSUIT_REACH_ALL;
  if (is_elsewhere (query, entry))
    return PURSUIT_REACH_NOTHING;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (rules[i].list != query->list || !fits (&rules[i], entry))
        continue;

      switch (rules[i].whose)
        {
        case OWN:
          return add (ids, entry->entity_id, 0, PURSUIT_REACH_ROWS);
        case CUSTOMER:
          return add (ids, entry->customer_id, get_former_customer (entry), PURSUIT_REACH_ROWS);
        case OF_DEAL:
          return add (ids, entry->deal_id, 0, PURSUIT_REACH_ROWS);
        case OF_ITS_CUSTOMER:
          return add (ids, entry->customer_id, get_former_customer (entry), PURSUIT_REACH_OF_CUSTOMERS);
        case OF_CUSTOMER:
          return add (ids, entry->entity_id, 0, PURSUIT_REACH_OF_CUSTOMERS);
        case ENTRY:
          return add (ids, entry->id, 0, PURSUIT_REACH_ROWS);
        case ALL:
        default:
          return PURSUIT_REACH_ALL;
        }
    }

  return PURSUIT_REACH_NOTHING;
}
