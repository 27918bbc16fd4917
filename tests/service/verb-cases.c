/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One verb of each family, to be done at a small house while the disk, the network or the power fails. */

#include "verb-cases.h"

#include "array-source.h"
#include "pursuit-import-decide.h"
#include "pursuit-bulk-customers.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-documents.h"
#include "pursuit-enums.h"
#include "pursuit-erasure.h"
#include "pursuit-import.h"
#include "pursuit-merge.h"
#include "pursuit-milestone.h"
#include "pursuit-own-fields.h"
#include "pursuit-posts.h"
#include "pursuit-profile.h"
#include "pursuit-proof.h"
#include "pursuit-records.h"
#include "pursuit-requests.h"
#include "pursuit-rights-verbs.h"
#include "pursuit-standing.h"
#include "pursuit-successions.h"
#include "pursuit-team.h"
#include "pursuit-wall-verbs.h"

static gboolean
create_customer (PursuitDesk  *desk,
                 GError      **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "New", NULL);

  return pursuit_records_create (desk, customer, NULL, error);
}

static gboolean
create_deal (PursuitDesk  *desk,
             GError      **error)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "New", "customer-id", G_GINT64_CONSTANT (1),
                                              "amount", G_GINT64_CONSTANT (5), NULL);

  return pursuit_deals_create (desk, deal, 2, NULL, error);
}

static gboolean
save (PursuitDesk  *desk,
      GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, 1, error);
  g_autoptr(PursuitRecord) edited = original != NULL ? pursuit_record_copy (original) : NULL;

  if (edited == NULL)
    return FALSE;
  g_object_set (edited, "phone", "123", NULL);

  return pursuit_records_save (desk, original, edited, NULL, error);
}

/* Grades go with a history of their own. */
static gboolean
bulk (PursuitDesk  *desk,
      GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(PursuitRecord) wanted = g_object_new (PURSUIT_TYPE_CUSTOMER, "grade", (gint64) PURSUIT_GRADE_B, NULL);
  const PursuitBulkChange change = { query, pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "grade"), wanted, FALSE };
  g_autoptr(PursuitBulkOutcome) outcome = pursuit_bulk_customers (desk, &change, NULL, NULL, NULL, error);

  return outcome != NULL;
}

/* The values of own fields stand one by one in a table as well. */
static gboolean
bulk_own (PursuitDesk  *desk,
          GError      **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(PursuitRecord) wanted = g_object_new (PURSUIT_TYPE_CUSTOMER, "extra", "{\"machines\":7}", NULL);
  const PursuitOwnSet *set = pursuit_desk_get_own_set (desk, error);
  PursuitBulkChange change = { query, NULL, wanted, FALSE };
  g_autoptr(PursuitBulkOutcome) outcome = NULL;

  if (set == NULL)
    return FALSE;
  change.field = pursuit_own_set_find_field (set, PURSUIT_TYPE_CUSTOMER, "own.machines");
  outcome = pursuit_bulk_customers (desk, &change, NULL, NULL, NULL, error);

  return outcome != NULL;
}

static gboolean
judge (PursuitDesk  *desk,
       GError      **error)
{
  const PursuitStandingChange change = { .customer_id = 1, .kind = PURSUIT_STANDING_KIND_LEVEL, .value = 3, .reason = "Praise" };

  return pursuit_standing_change (desk, &change, NULL, error);
}

/* Copies a cell, changes it and makes another. */
static gboolean
assess (PursuitDesk  *desk,
        GError      **error)
{
  const PursuitWallChange changes[] = { { 101, 6, 3, 4, "Lunch" }, { 101, 5, 1, -1, NULL } };

  return pursuit_wall_assess (desk, 1, "2026-Q2", changes, G_N_ELEMENTS (changes), NULL, error);
}

static gboolean
move (PursuitDesk  *desk,
      GError      **error)
{
  return pursuit_deals_move (desk, 1, 6, "why", NULL, error);
}

static gboolean
win (PursuitDesk  *desk,
     GError      **error)
{
  return pursuit_deals_win (desk, 1, NULL, error);
}

static gboolean
set_buyer_stage (PursuitDesk  *desk,
                 GError      **error)
{
  return pursuit_deals_set_buyer_stage (desk, 1, 4, "They wrote", NULL, error);
}

static gboolean
park (PursuitDesk  *desk,
      GError      **error)
{
  return pursuit_deals_park (desk, 1, "2026-05-01", "Budget year", NULL, error);
}

static gboolean
estimate (PursuitDesk  *desk,
          GError      **error)
{
  return pursuit_deals_estimate (desk, 1, 65, NULL, error);
}

/* Deal 2 stands where won deals do. */
static gboolean
hand_over (PursuitDesk  *desk,
           GError      **error)
{
  return pursuit_deals_hand_over (desk, 2, 1, NULL, NULL, error);
}

static gboolean
tick (PursuitDesk  *desk,
      GError      **error)
{
  g_autoptr(PursuitRecord) proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", G_GINT64_CONSTANT (1), "milestone-id",
                                                 G_GINT64_CONSTANT (1), "kind", (gint64) PURSUIT_PROOF_DATE, NULL);

  return pursuit_records_create (desk, proof, NULL, error);
}

/* On several pages of the file. */
static gboolean
add_document (PursuitDesk  *desk,
              GError      **error)
{
  static const guint8 zeros[9000];
  g_autoptr(GBytes) bytes = g_bytes_new_static (zeros, sizeof zeros);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("Offer.pdf", bytes, G_MAXINT64, error);
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "deal-id", G_GINT64_CONSTANT (1), NULL);

  return file != NULL && pursuit_documents_add (desk, document, file, NULL, NULL, error);
}

static gboolean
add_version (PursuitDesk  *desk,
             GError      **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("Signed", 6);
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("Offer.pdf", bytes, G_MAXINT64, error);

  return file != NULL && pursuit_documents_add_version (desk, 1, file, NULL, NULL, error);
}

static gboolean
delete (PursuitDesk  *desk,
        GError      **error)
{
  return pursuit_records_delete (desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, error);
}

static gboolean
merge (PursuitDesk  *desk,
       GError      **error)
{
  const PursuitMerge merge = { .type = PURSUIT_TYPE_CUSTOMER, .winner_id = 1, .loser_id = 3 };

  return pursuit_merge_records (desk, &merge, NULL, error);
}

/* The first of all merges. */
static gboolean
unmerge (PursuitDesk  *desk,
         GError      **error)
{
  g_autoptr(GPtrArray) entries = pursuit_journal_list_last (pursuit_desk_get_store (desk), 1000, error);
  gint64 entry_id = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->verb, "merge") && (entry_id == 0 || entry->id < entry_id))
        entry_id = entry->id;
    }

  return entries != NULL && pursuit_records_undo (desk, entry_id, NULL, error);
}

/* The newest entry is that of a move. */
static gboolean
undo (PursuitDesk  *desk,
      GError      **error)
{
  gint64 last_id;

  return pursuit_journal_get_last (pursuit_desk_get_store (desk), &last_id, error) &&
         pursuit_records_undo (desk, last_id, NULL, error);
}

/* Changes a deal that is there, and brings one in whose customer is still to be made. */
/* A row that looks like a customer, and one that has to be compared with all of them. */
static gboolean
import_alike (PursuitDesk  *desk,
              GError      **error)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("customers.csv", "name|region", "Mill Ltd.|South", "Beta|West", NULL);
  g_autoptr(PursuitImport) customers = pursuit_import_new (PURSUIT_IMPORT_CUSTOMERS, source, error);
  g_autoptr(PursuitImportReport) report = NULL;

  if (customers == NULL)
    return FALSE;
  pursuit_import_set_doubtful (customers, PURSUIT_DOUBTFUL_MERGE);
  report = pursuit_import_run (customers, desk, FALSE, NULL, NULL, NULL, error);

  return report != NULL;
}

static gboolean
import (PursuitDesk  *desk,
        GError      **error)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("deals.csv", "title|customer|stage|value|close date", "Line|Mill|won|7|2026-02-03",
                                                         "New||2|9|", NULL);
  g_autoptr(PursuitImport) deals = pursuit_import_new (PURSUIT_IMPORT_DEALS, source, error);
  g_autoptr(PursuitImportReport) report = NULL;

  if (deals == NULL)
    return FALSE;
  pursuit_import_set_allow_refused (deals, TRUE);
  report = pursuit_import_run (deals, desk, FALSE, NULL, NULL, NULL, error);

  return report != NULL;
}

/* Li, who owns both customers and sells both deals, goes; Zhao comes after. */
static gboolean
succeed (PursuitDesk  *desk,
         GError      **error)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (6, 9);

  pursuit_succession_set_deactivate (succession, TRUE);
  return pursuit_successions_do (desk, succession, NULL, NULL, NULL, error);
}

static gboolean
post (PursuitDesk  *desk,
      GError      **error)
{
  return pursuit_contacts_move (desk, 3, 2, "CEO", "2026-03-01", NULL, error);
}

static gboolean
view (PursuitDesk  *desk,
      GError      **error)
{
  g_autoptr(PursuitRecord) contact = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, 3, error);

  return contact != NULL && pursuit_contacts_note_view (desk, PURSUIT_CONTACT (contact), error);
}

static gboolean
erase (PursuitDesk  *desk,
       GError      **error)
{
  PursuitErasure erasure;

  return pursuit_contacts_erase (desk, 3, &erasure, error);
}

static gboolean
add_own_field (PursuitDesk  *desk,
               GError      **error)
{
  g_autoptr(PursuitOwnField) definition = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", "Colour", NULL);

  return pursuit_own_fields_add (desk, definition, NULL, error);
}

static gboolean
give_right (PursuitDesk  *desk,
            GError      **error)
{
  return pursuit_rights_set (desk, 4, PURSUIT_RIGHT_EDIT, PURSUIT_SCOPE_TEAM, NULL, error);
}

static gboolean
delete_own_field (PursuitDesk  *desk,
                  GError      **error)
{
  return pursuit_own_fields_delete (desk, 1, TRUE, NULL, error);
}

/* As the request that is there. */
static gboolean
ask_for_role (PursuitDesk  *desk,
              GError      **error)
{
  g_autoptr(PursuitRecord) there = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_ROLE_REQUEST, 1, error);
  g_autoptr(PursuitRoleRequest) request = NULL;

  if (there == NULL)
    return FALSE;
  request = g_object_new (PURSUIT_TYPE_ROLE_REQUEST, "deal-id", G_GINT64_CONSTANT (1), "role-id", PURSUIT_ROLE_REQUEST (there)->role_id,
                          "needed-on", "2099-03-20", "purpose", "A visit", NULL);

  return pursuit_requests_ask (desk, request, NULL, error);
}

/* The request and the assignment that follows from it. */
static gboolean
accept_request (PursuitDesk  *desk,
                GError      **error)
{
  const PursuitAnswer answer = { .request_id = 1, .state = PURSUIT_REQUEST_ACCEPTED, .staff_id = 6, .hours = 4 };

  return pursuit_requests_answer (desk, &answer, NULL, error);
}

/* Sun is pre-sales; the process asks for it. */
static gboolean
assign (PursuitDesk  *desk,
        GError      **error)
{
  g_autoptr(PursuitAssignment) assignment = g_object_new (PURSUIT_TYPE_ASSIGNMENT, "deal-id", G_GINT64_CONSTANT (1), "role-id",
                                                          (gint64) PURSUIT_SYSTEM_ROLE_PRESALES, "staff-id", G_GINT64_CONSTANT (3), "from-stage", G_GINT64_CONSTANT (3), NULL);

  return pursuit_team_assign (desk, assignment, NULL, error);
}

static gboolean
release (PursuitDesk  *desk,
         GError      **error)
{
  return pursuit_team_release (desk, 1, NULL, "Back to the laboratory", NULL, error);
}

static const VerbCase cases[] = {
  { "create-customer", create_customer },
  { "create-deal", create_deal },
  { "document", add_document },
  { "document-version", add_version },
  { "own-field", add_own_field },
  { "save", save },
  { "bulk", bulk },
  { "bulk-own", bulk_own },
  { "judge", judge },
  { "assess", assess },
  { "buyer-stage", set_buyer_stage },
  { "park", park },
  { "estimate", estimate },
  { "tick", tick },
  { "ask-for-role", ask_for_role },
  { "accept-request", accept_request },
  { "release", release },
  { "assign", assign },
  { "hand-over", hand_over },
  { "move", move },
  { "win", win },
  { "delete", delete },
  { "undo", undo },
  { "import", import },
  { "import-alike", import_alike },
  { "merge", merge },
  { "unmerge", unmerge },
  { "succession", succeed },
  { "post", post },
  { "view", view },
  { "erase", erase },
  { "give-right", give_right },
  { "own-field-delete", delete_own_field },
};

/**
 * verb_cases_list:
 * @out_n: (out): how many
 *
 * Returns: the verbs; each can be done at the house of verb_cases_furnish(), also one after the other in this order
 */
const VerbCase *
verb_cases_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (cases);
  return cases;
}

static void
add_link (DeskFixture *fixture)
{
  g_autoptr(PursuitRecord) link = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), "name", "Tender", NULL);

  g_assert_true (pursuit_records_create (fixture->desk, link, NULL, NULL));
}

/* Two that are Mill as well; the second is merged already. */
static void
add_twins (DeskFixture *fixture)
{
  const PursuitMerge merge = { .type = PURSUIT_TYPE_CUSTOMER, .winner_id = 1, .loser_id = 4 };

  for (gint64 id = 3; id <= 4; id++)
    {
      g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Ann", "customer-id", id, NULL);

      desk_fixture_add_customer (fixture, id == 3 ? "Old Mill" : "Twin", "Li");
      g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, NULL));
    }
  g_assert_true (pursuit_merge_records (fixture->desk, &merge, NULL, NULL));
}

/* Optional, so that it stands in nobody's way. */
static void
add_milestone (DeskFixture *fixture)
{
  g_autoptr(PursuitRecord) milestone = g_object_new (PURSUIT_TYPE_MILESTONE, "stage-id", G_GINT64_CONSTANT (1), "position",
                                                     G_GINT64_CONSTANT (50), "name", "Need confirmed", NULL);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  g_assert_true (pursuit_store_insert (fixture->base.store, milestone, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

/* Of Mill and Press one has a value. */
static void
add_machines (DeskFixture *fixture)
{
  g_autoptr(PursuitOwnField) machines = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", "Machines", "kind", (gint64) PURSUIT_OWN_NUMBER,
                                                      NULL);
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  g_assert_true (pursuit_own_fields_add (fixture->desk, machines, NULL, NULL));
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "extra", "{\"machines\":2}", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

static void
add_person (DeskFixture *fixture)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (1), "name", "Gao",
                                                   "phone", "13900002718", "ambition", "Fame", NULL);

  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, NULL));
}

/**
 * verb_cases_furnish:
 * @fixture: a desk at the small house
 *
 * Adds what the verbs are about.
 */
void
verb_cases_furnish (DeskFixture *fixture)
{
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Press", "Li");
  add_machines (fixture);
  add_twins (fixture);
  desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 1000, 2);
  add_milestone (fixture);
  add_link (fixture);
  add_person (fixture);
  store_fixture_raw (&fixture->base,
                     "INSERT OR IGNORE INTO stage_role (created_at, changed_at, stage_id, role_id) VALUES (1, 1, 3, 5);"
                     "INSERT INTO assignment (created_at, changed_at, customer_id, deal_id, role_id, staff_id, until_stage)"
                     " VALUES (1, 1, 1, 1, 5, 5, 2);"
                     "INSERT INTO contact (id, created_at, changed_at, customer_id, name) VALUES (101, 1, 1, 1, 'Known');"
                     "INSERT INTO bond (created_at, changed_at, customer_id, contact_id, staff_id, period, level)"
                     " VALUES (1, 1, 1, 101, 6, '2026-Q1', 2);"
                     "INSERT INTO role_request (created_at, changed_at, customer_id, deal_id, role_id, stage, needed_on, purpose)"
                     " SELECT 1, 1, 1, 1, min(id), 2, '2026-03-20', 'A talk' FROM role WHERE works_on_deals = 1;");
  desk_fixture_add_deal (fixture, "Signed", "Mill", "Li", 500, 8);
  g_assert_true (pursuit_deals_move (fixture->desk, 1, 3, NULL, NULL, NULL));
}

/**
 * verb_cases_picture:
 * @fixture: a desk
 *
 * Returns: (transfer full): the records that the verbs change, their history and what the journal says of them
 */
char *
verb_cases_picture (DeskFixture *fixture)
{
  return desk_fixture_text (fixture,
    "SELECT group_concat (x, '|') FROM ("
    "SELECT 'c' || id || revision || (deleted_at <> 0) || coalesce (phone, '') AS x FROM customer"
    " UNION ALL SELECT 'k' || id || customer_id || revision || name || erased_at FROM contact"
    " UNION ALL SELECT 'e' || id || revision || contact_id || customer_id || until_on FROM employment"
    " UNION ALL SELECT 'd' || id || revision || (deleted_at <> 0) || stage_id || status || probability || gap ||"
    "   coalesce (parked_until, '') || coalesce (receiver_id, '') FROM deal"
    " UNION ALL SELECT 'o' || id || coalesce (owner_id, 0) FROM customer UNION ALL SELECT 's' || id || inactive FROM staff"
    " UNION ALL SELECT 'w' || id || coalesce (owner_id, 0) FROM deal"
    " UNION ALL SELECT 'o' || id || revision || key || (deleted_at <> 0) FROM own_field"
    " UNION ALL SELECT 'x' || id || coalesce (extra, '') FROM customer"
    " UNION ALL SELECT 'v' || entity || key || record_id || value FROM own_value"
    " UNION ALL SELECT 'r' || id || revision || state FROM role_request"
    " UNION ALL SELECT 'a' || id || staff_id || (deleted_at <> 0) FROM assignment"
    " UNION ALL SELECT 'b' || id || to_stage_id || coalesce (evidence, '') FROM buyer_move"
    " UNION ALL SELECT 'w' || id || revision || period || contact_id || staff_id || level FROM bond"
    " UNION ALL SELECT 's' || id || kind || from_value || to_value || coalesce (reason, '') FROM standing_move"
    " UNION ALL SELECT 'p' || id || revision || milestone_id FROM proof"
    " UNION ALL SELECT 'a' || id || revision || deal_id || role_id || staff_id || coalesce (released_on, '') FROM assignment"
    " UNION ALL SELECT 'f' || id || revision || name || version || size FROM document"
    " UNION ALL SELECT 'v' || v.id || document_id || version || (SELECT count(*) || '+' || coalesce (sum(length(bytes)), 0)"
    "   FROM document_piece WHERE version_id = v.id) FROM document_version v"
    " UNION ALL SELECT 'm' || id || to_stage_id || to_status FROM stage_move"
    " UNION ALL SELECT 'r' || id || revision || role_id || \"right\" || coalesce (scope, '') FROM role_right"
    " UNION ALL SELECT 't' || stage_id || status || count || amount || weighted FROM deal_total WHERE count > 0"
    " UNION ALL SELECT 'j' || id || verb || entity || entity_id || coalesce (length (after), 0) FROM journal"
    "   JOIN journal_payload ON journal_id = id ORDER BY 1)");
}
