/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-sql-private.h"
#include "pursuit-timeline-topic.h"

#include "pursuit-names.h"
#include "pursuit-str.h"

/* The hand-written half of the lists: where their rows are and what one row shows. */

/* What hangs on a customer leaves the lists with it; deals stay, because what was won with them stays won. */
/* What a change in the journal is about, as a #PursuitTimelineTopic. */
#define TOPIC_OF_CHANGE                                                                                        \
  "CASE WHEN entity IN ('deal', 'proof', 'stakeholder', 'rival', 'strategy', 'assignment', 'role_request') THEN 2"   \
  " WHEN entity = 'document' THEN 3 WHEN entity IN ('contact', 'employment', 'bond') THEN 5 ELSE 4 END"

/* Versions of documents are entries of their own, and say more than the journal. */
#define IS_OF_DOCUMENT                                                                                         \
  "(entity = 'document' AND (verb = 'version' OR (verb = 'create' AND EXISTS (SELECT 1 FROM document x"         \
  " JOIN document_version y ON y.document_id = x.id AND y.version = 1 AND y.added_at = x.created_at WHERE x.id = entity_id))))"

/* A succession is one entry about many customers, and about deals with yet others: whom it concerns stands in what changed. There
 * are few such entries, all of them about staff. */
#define OF_SUCCESSIONS                                                                                         \
  "SELECT 2 + 8 * j.id, j.at, k.id, NULL, 4, j.actor_id"                                                       \
  "  FROM customer k JOIN journal j INDEXED BY journal_by_entity ON j.entity = 'staff' AND (j.verb = 'succession' OR j.verb = 'undo')"\
  "  JOIN journal_payload p ON p.journal_id = j.id"                                                            \
  " WHERE EXISTS (SELECT 1 FROM json_each(p.after, '$.changed.customer') e WHERE json_extract(e.value, '$[0]') = k.id)" \
  " OR EXISTS (SELECT 1 FROM json_each(p.after, '$.changed.deal') e JOIN deal d ON d.id = json_extract(e.value, '$[0]')" \
  " WHERE d.customer_id = k.id)"

/* What was done to many customers at once, and taking it back. Who became part of whom may both be named by one entry. */
#define OF_MANY                                                                                                \
  "SELECT 2 + 8 * b.journal_id, j.at, b.customer_id, NULL, 4, j.actor_id"                                      \
  "  FROM journal_customer b JOIN journal j ON j.id = b.journal_id"                                            \
  " WHERE NOT EXISTS (SELECT 1 FROM journal_customer x WHERE x.customer_id = b.customer_id AND x.journal_id = b.journal_id" \
  " AND x.id < b.id)"

/* How it begins: the rest of what such an entry says is as long as there are customers. */
#define SET_FOR_MANY                                                                                           \
  "json_extract(substr(p.after, 1, instr(p.after, ',\"created\"') - 1) || '}', '$.set')"

G_STATIC_ASSERT (PURSUIT_TIMELINE_MOST_SOURCES == 8 && PURSUIT_TOPIC_LOOKS == 6);

static const PursuitListShape shapes[] = {
  [PURSUIT_LIST_CUSTOMERS] = {
    .id = "c.id",
    .from = " FROM customer c",
    .alive = "c.deleted_at = 0",
    .search = { "c.search" },
    .names = 1 + PURSUIT_NAME_CUSTOMER,
    .customer = "c.parent_id",
    .owner = "c.owner_id",
    .works_on_customer = "c.id",
    .has_customer = TRUE,
    .pool_is_shared = TRUE,
  },
  [PURSUIT_LIST_CONTACTS] = {
    .id = "p.id",
    .from = " FROM contact p JOIN customer c ON c.id = p.customer_id",
    .alive = "p.deleted_at = 0 AND c.deleted_at = 0",
    .search = { "p.search", "c.search" },
    .names = 1 + PURSUIT_NAME_CONTACT,
    .customer = "p.customer_id",
    .owner = "c.owner_id",
    .works_on_customer = "c.id",
    .has_customer = TRUE,
    .pool_is_shared = TRUE,
  },
  [PURSUIT_LIST_DEALS] = {
    .id = "d.id",
    .from = " FROM deal d JOIN customer c ON c.id = d.customer_id",
    .alive = "d.deleted_at = 0",
    .search = { "d.search", "c.search" },
    .names = 1 + PURSUIT_NAME_DEAL,
    .customer = "d.customer_id",
    .deal = "d.id",
    .stage = "d.stage_id",
    .owner = "d.owner_id",
    .product = "d.product_id",
    .status = " AND d.status",
    .works_on_deal = "d.id",
    .has_customer = TRUE,
  },
  [PURSUIT_LIST_ACTIVITIES] = {
    .id = "a.id",
    .from = " FROM activity a JOIN customer c ON c.id = a.customer_id",
    .alive = "a.deleted_at = 0 AND c.deleted_at = 0",
    .search = { "a.search", "c.search" },
    .customer = "a.customer_id",
    .deal = "a.deal_id",
    .owner = "c.owner_id",
    .works_on_customer = "c.id",
    .has_customer = TRUE,
    .pool_is_shared = TRUE,
  },
  [PURSUIT_LIST_TIMELINE] = {
    .id = "t.id",
    .from = " FROM ("
            "SELECT 0 + 8 * id AS id, happened_at AS at, customer_id, deal_id, 1 AS topic, staff_id AS actor_id"
            "  FROM activity WHERE deleted_at = 0"
            " UNION ALL "
            "SELECT 1 + 8 * m.id, m.moved_at, d.customer_id, m.deal_id, 2, m.staff_id"
            "  FROM stage_move m JOIN deal d ON d.id = m.deal_id"
            " UNION ALL "
            "SELECT 2 + 8 * id, at, customer_id, deal_id, " TOPIC_OF_CHANGE ", actor_id FROM journal"
            " WHERE customer_id IS NOT NULL AND entity <> 'activity'"
            " AND verb NOT IN ('move', 'win', 'lose', 'reopen', 'buyer-stage', 'grade', 'funnel', 'level', 'view') AND NOT " IS_OF_DOCUMENT
            " UNION ALL "
            /* and of those who became part of it */
            "SELECT 2 + 8 * j.id, j.at, l.merged_into_id, j.deal_id, " TOPIC_OF_CHANGE ", actor_id"
            "  FROM customer l JOIN journal j ON j.customer_id = l.id"
            " WHERE l.merged_into_id IS NOT NULL AND entity <> 'activity'"
            " AND verb NOT IN ('move', 'win', 'lose', 'reopen', 'buyer-stage', 'grade', 'funnel', 'level', 'view') AND NOT " IS_OF_DOCUMENT
            " UNION ALL "
            OF_SUCCESSIONS
            " UNION ALL "
            OF_MANY
            " UNION ALL "
            "SELECT 2 + 8 * j.id, j.at, p.customer_id, NULL, 6, j.actor_id"
            "  FROM contact p JOIN journal j ON j.entity = 'contact' AND j.entity_id = p.id AND j.verb = 'view'"
            " UNION ALL "
            "SELECT 3 + 8 * b.id, b.moved_at, d.customer_id, b.deal_id, 2, b.staff_id"
            "  FROM buyer_move b JOIN deal d ON d.id = b.deal_id"
            " UNION ALL "
            "SELECT 4 + 8 * id, moved_at, customer_id, NULL, 4, staff_id FROM standing_move"
            " UNION ALL "
            "SELECT 5 + 8 * v.id, v.added_at, f.customer_id, f.deal_id, 3, v.staff_id"
            "  FROM document_version v JOIN document f ON f.id = v.document_id"
            ") t JOIN customer c ON c.id = t.customer_id",
    .alive = "c.deleted_at = 0",
    .customer = "t.customer_id",
    .deal = "t.deal_id",
    .owner = "c.owner_id",
    .works_on_customer = "c.id",
    .has_customer = TRUE,
    .pool_is_shared = TRUE,
  },
  [PURSUIT_LIST_STAFF] = {
    .id = "s.id",
    .from = " FROM staff s",
    .alive = "s.deleted_at = 0",
    .search = { "s.search" },
    .names = 1 + PURSUIT_NAME_STAFF,
  },
  [PURSUIT_LIST_UNITS] = {
    .id = "u.id",
    .from = " FROM org_unit u",
    .alive = "u.deleted_at = 0",
    .search = { "u.search" },
  },
  [PURSUIT_LIST_PRODUCTS] = {
    .id = "p.id",
    .from = " FROM product p",
    .alive = "p.deleted_at = 0",
    .search = { "p.search" },
  },
  [PURSUIT_LIST_DOCUMENTS] = {
    .id = "f.id",
    .from = " FROM document f JOIN customer c ON c.id = f.customer_id",
    .alive = "f.deleted_at = 0 AND c.deleted_at = 0",
    .search = { "f.search", "c.search" },
    .customer = "f.customer_id",
    .deal = "f.deal_id",
    .owner = "c.owner_id",
    .works_on_customer = "c.id",
    .has_customer = TRUE,
    .pool_is_shared = TRUE,
  },
  [PURSUIT_LIST_JOURNAL] = {
    .id = "j.id",
    .from = " FROM journal j",
    .alive = "j.id > 0",    /* always true, and makes the engine walk along the ids */
    .customer = "j.customer_id",
    .deal = "j.deal_id",
    .owner = "j.actor_id",
  },
};

const PursuitListShape *
pursuit_list_shape (PursuitList list)
{
  g_return_val_if_fail ((guint) list < G_N_ELEMENTS (shapes), NULL);

  return &shapes[list];
}

/* Own fields of the deals themselves are not about their customers. */
static gboolean
chooses_customers (const PursuitQuery *query)
{
  for (guint i = 0; query->choices != NULL && i < query->choices->len; i++)
    if (!g_str_has_prefix (((PursuitChoice *) g_ptr_array_index (query->choices, i))->field, PURSUIT_OWN_OF_DEAL_PREFIX))
      return TRUE;

  return FALSE;
}

static gboolean
looks_at_customer (const PursuitQuery *query)
{
  return !pursuit_str_empty (query->search) || query->grade != PURSUIT_ANY || query->funnel != PURSUIT_ANY ||
         query->industry != NULL || chooses_customers (query);
}

/* Where the rows of a query are. Deals are listed with their customers only when the query looks at those: alone, an index
 * answers for the ids of a lane. */
const char *
pursuit_list_from (const PursuitQuery *query)
{
  if (query->list == PURSUIT_LIST_DEALS && !looks_at_customer (query))
    return " FROM deal d";

  return pursuit_list_shape (query->list)->from;
}

#define DEAL_ROWS                                                                                              \
  "SELECT d.id, d.title, d.customer_id, coalesce(c.short_name, c.name), d.status, d.stage_id, t.position, t.name," \
  " t.expected_days, d.stage_entered_at, d.amount, d.probability, d.owner_id, s.name, p.name, d.next_step,"      \
  " d.next_step_on, d.expected_close, d.closed_on, d.lost_reason, d.revision, t.name_zh, coalesce(b.position, 0),"  \
  " d.gap, (SELECT count(*) FROM stage g JOIN milestone m ON m.stage_id = g.id AND m.required AND NOT m.handover"  \
  "          AND m.deleted_at = 0 WHERE g.process_id = d.process_id AND g.position <= t.position AND g.deleted_at = 0" \
  "          AND NOT EXISTS (SELECT 1 FROM proof x WHERE x.deal_id = d.id AND x.milestone_id = m.id AND " PURSUIT_PROOF_SHOWS "))," \
  " d.probability_manual, d.parked_until, d.parked_reason, c.last_contact_at, d.accepted_on"                     \
  "  FROM deal d JOIN customer c ON c.id = d.customer_id JOIN stage t ON t.id = d.stage_id"                      \
  "  LEFT JOIN stage b ON b.id = d.buyer_stage_id"                                                                \
  "  LEFT JOIN staff s ON s.id = d.owner_id LEFT JOIN product p ON p.id = d.product_id"

/* One row by its id. The columns are those of pursuit-row.h, in that order, after the id. */
static const char *const row_sql[] = {
  [PURSUIT_LIST_CUSTOMERS] =
    "SELECT c.id, c.name, c.short_name, c.grade, c.funnel, c.region, c.industry, c.owner_id, s.name,"
    " c.last_contact_at, c.completeness, count(d.id), coalesce(sum(d.amount), 0), c.placeholder, c.extra"
    "  FROM customer c LEFT JOIN staff s ON s.id = c.owner_id"
    "  LEFT JOIN deal d ON d.customer_id = c.id AND d.status = 'open' AND d.deleted_at = 0"
    " WHERE c.id = $1 GROUP BY c.id",
  [PURSUIT_LIST_CONTACTS] =
    "SELECT p.id, p.name, p.title, p.customer_id, c.name, p.buying_role, p.attitude, p.phone, p.email, p.left_on"
    "  FROM contact p JOIN customer c ON c.id = p.customer_id"
    " WHERE p.id = $1",
  [PURSUIT_LIST_DEALS] = DEAL_ROWS " WHERE d.id = $1",
  [PURSUIT_LIST_ACTIVITIES] =
    "SELECT a.id, a.kind, a.subject, a.body, a.happened_at, s.name, p.name, d.title, c.name"
    "  FROM activity a JOIN customer c ON c.id = a.customer_id LEFT JOIN staff s ON s.id = a.staff_id"
    "  LEFT JOIN contact p ON p.id = a.contact_id LEFT JOIN deal d ON d.id = a.deal_id"
    " WHERE a.id = $1",
  [PURSUIT_LIST_TIMELINE] =
    "SELECT 0 + 8 * a.id, 0, a.happened_at, s.name,"
    " CASE a.kind WHEN 'note' THEN 0 WHEN 'call' THEN 1 WHEN 'visit' THEN 2 ELSE 3 END, a.subject, a.body, 0, 0, NULL,"
    " 'activity', NULL, NULL, NULL, NULL, NULL, NULL"
    "  FROM activity a LEFT JOIN staff s ON s.id = a.staff_id WHERE $1 % 8 = 0 AND a.id = $1 / 8"
    " UNION ALL "
    "SELECT 1 + 8 * m.id, 1, m.moved_at, s.name,"
    " CASE m.to_status WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END, d.title, m.reason,"
    " coalesce(f.position, 0), t.position, NULL, 'deal', coalesce(t.short_name, t.name), t.name_zh,"
    " coalesce(f.short_name, f.name), f.name_zh, m.missing, NULL"
    "  FROM stage_move m JOIN deal d ON d.id = m.deal_id JOIN stage t ON t.id = m.to_stage_id"
    "  LEFT JOIN stage f ON f.id = m.from_stage_id LEFT JOIN staff s ON s.id = m.staff_id"
    " WHERE $1 % 8 = 1 AND m.id = $1 / 8"
    " UNION ALL "
    "SELECT 2 + 8 * j.id, 2, j.at, j.actor, 0, coalesce(d.title, c.name),"
    " CASE WHEN j.entity = 'staff' THEN NULL WHEN j.verb = 'bulk' THEN " SET_FOR_MANY " ELSE p.after END, 0, 0, j.verb, j.entity,"
    " CASE j.entity WHEN 'proof' THEN (SELECT m.name FROM proof x JOIN milestone m ON m.id = x.milestone_id"
    " WHERE x.id = j.entity_id)"
    " WHEN 'stakeholder' THEN (SELECT n.name FROM stakeholder x JOIN contact n ON n.id = x.contact_id"
    " WHERE x.id = j.entity_id)"
    " WHEN 'rival' THEN (SELECT name FROM rival WHERE id = j.entity_id)"
    " WHEN 'role_request' THEN (SELECT o.name FROM role_request x JOIN role o ON o.id = x.role_id WHERE x.id = j.entity_id)"
    " WHEN 'staff' THEN (SELECT name FROM staff WHERE id = j.entity_id)"
    " WHEN 'assignment' THEN (SELECT n.name FROM assignment x JOIN staff n ON n.id = x.staff_id WHERE x.id = j.entity_id)"
    " WHEN 'contact' THEN CASE j.verb WHEN 'view' THEN (SELECT name FROM contact WHERE id = j.entity_id) END END,"
    " CASE j.entity WHEN 'proof' THEN (SELECT m.name_zh FROM proof x JOIN milestone m ON m.id = x.milestone_id"
    " WHERE x.id = j.entity_id) END, NULL, NULL, NULL,"
    " CASE WHEN json_valid(p.before) THEN json_extract(p.before, '$.extra') END"
    "  FROM journal j LEFT JOIN journal_payload p ON p.journal_id = j.id LEFT JOIN deal d ON d.id = j.deal_id"
    "  LEFT JOIN customer c ON c.id = j.customer_id WHERE $1 % 8 = 2 AND j.id = $1 / 8"
    " UNION ALL "
    "SELECT 3 + 8 * b.id, 3, b.moved_at, s.name, 0, d.title, b.evidence, coalesce(f.position, 0),"
    " coalesce(t.position, 0), NULL, 'deal', t.buyer_name, t.buyer_name_zh, f.buyer_name, f.buyer_name_zh, NULL, NULL"
    "  FROM buyer_move b JOIN deal d ON d.id = b.deal_id LEFT JOIN stage t ON t.id = b.to_stage_id"
    "  LEFT JOIN stage f ON f.id = b.from_stage_id LEFT JOIN staff s ON s.id = b.staff_id"
    " WHERE $1 % 8 = 3 AND b.id = $1 / 8"
    " UNION ALL "
    "SELECT 4 + 8 * m.id, 4, m.moved_at, s.name, 0, c.name, m.reason, m.from_value, m.to_value, NULL, 'customer', m.kind,"
    " NULL, NULL, NULL, NULL, NULL"
    "  FROM standing_move m JOIN customer c ON c.id = m.customer_id LEFT JOIN staff s ON s.id = m.staff_id"
    " WHERE $1 % 8 = 4 AND m.id = $1 / 8"
    " UNION ALL "
    "SELECT 5 + 8 * v.id, 5, v.added_at, s.name, v.version, f.name, NULL, v.size, f.id, NULL, 'document', v.file_name,"
    " NULL, NULL, NULL, NULL, NULL"
    "  FROM document_version v JOIN document f ON f.id = v.document_id LEFT JOIN staff s ON s.id = v.staff_id"
    " WHERE $1 % 8 = 5 AND v.id = $1 / 8",
  [PURSUIT_LIST_STAFF] =
    "SELECT s.id, s.name, s.title, u.name, m.name, r.name, s.phone, s.email, s.inactive"
    "  FROM staff s LEFT JOIN org_unit u ON u.id = s.unit_id LEFT JOIN staff m ON m.id = s.manager_id"
    "  LEFT JOIN role r ON r.id = s.role_id"
    " WHERE s.id = $1",
  [PURSUIT_LIST_UNITS] =
    "SELECT u.id, u.name, u.parent_id, p.name, s.name"
    "  FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id LEFT JOIN staff s ON s.id = u.lead_id"
    " WHERE u.id = $1",
  [PURSUIT_LIST_PRODUCTS] = "SELECT id, name, series, price, retired FROM product WHERE id = $1",
  [PURSUIT_LIST_DOCUMENTS] =
    "SELECT f.id, f.name, f.location, c.name, d.title, f.deal_id, f.version, f.size, f.media_type,"
    " coalesce(v.added_at, f.created_at), s.name"
    "  FROM document f JOIN customer c ON c.id = f.customer_id LEFT JOIN deal d ON d.id = f.deal_id"
    "  LEFT JOIN document_version v ON v.document_id = f.id AND v.version = f.version"
    "  LEFT JOIN staff s ON s.id = v.staff_id"
    " WHERE f.id = $1",
  [PURSUIT_LIST_JOURNAL] =
    "SELECT j.id, j.at, j.actor, j.verb, j.entity, j.entity_id, p.before, p.after,"
    " CASE j.entity WHEN 'customer' THEN (SELECT name FROM customer WHERE id = j.entity_id)"
    " WHEN 'contact' THEN (SELECT name FROM contact WHERE id = j.entity_id)"
    " WHEN 'deal' THEN (SELECT title FROM deal WHERE id = j.entity_id)"
    " WHEN 'activity' THEN (SELECT subject FROM activity WHERE id = j.entity_id)"
    " WHEN 'document' THEN (SELECT name FROM document WHERE id = j.entity_id)"
    " WHEN 'product' THEN (SELECT name FROM product WHERE id = j.entity_id)"
    " WHEN 'staff' THEN (SELECT name FROM staff WHERE id = j.entity_id)"
    " WHEN 'org_unit' THEN (SELECT name FROM org_unit WHERE id = j.entity_id) END,"
    " j.customer_id, j.deal_id"
    "  FROM journal j LEFT JOIN journal_payload p ON p.journal_id = j.id"
    " WHERE j.id = $1",
};

const char *
pursuit_list_row_sql (PursuitList list)
{
  g_return_val_if_fail ((guint) list < G_N_ELEMENTS (row_sql), NULL);

  return row_sql[list];
}

/* The same columns for all that a query finds, its conditions to follow; for deals alone. */
const char *
pursuit_list_rows_sql (PursuitList list)
{
  g_return_val_if_fail (list == PURSUIT_LIST_DEALS, NULL);

  return DEAL_ROWS;
}

/* One letter per column: T text, N number; enums by nick: g grade, f funnel, b buying role, s status, k activity. */
const char *
pursuit_list_row_spec (PursuitList list)
{
  static const char *const specs[] = {
    [PURSUIT_LIST_CUSTOMERS] = "TTgfTTNTNNNNNT",
    [PURSUIT_LIST_CONTACTS] = "TTNTbNTTT",
    [PURSUIT_LIST_DEALS] = "TNTsNNTNNNNNTTTTTTTNTNNNNTTNT",
    [PURSUIT_LIST_ACTIVITIES] = "kTTNTTTT",
    [PURSUIT_LIST_TIMELINE] = "NNTNTTNNTTTTTTTT",
    [PURSUIT_LIST_STAFF] = "TTTTTTTN",
    [PURSUIT_LIST_UNITS] = "TNTT",
    [PURSUIT_LIST_PRODUCTS] = "TTNN",
    [PURSUIT_LIST_DOCUMENTS] = "TTTTNNNTNT",
    [PURSUIT_LIST_JOURNAL] = "NTTTNTTTNN",
  };

  g_return_val_if_fail ((guint) list < G_N_ELEMENTS (specs), NULL);

  return specs[list];
}
