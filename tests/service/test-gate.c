/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STG-1 to STG-4 and STG-8 at the desk: what a move needs on every path, who may go past it, and that both tracks of a deal,
 * their histories and the gap agree whatever is done and taken back. */

#include "array-source.h"
#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals-gate.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-import.h"
#include "pursuit-posts.h"
#include "pursuit-records.h"
#include "pursuit-rival.h"
#include "pursuit-row.h"
#include "pursuit-save.h"
#include "pursuit-stakeholder.h"

#define LONG_REASON "The buyer wants the contract this week"

static gint64
stage_id (DeskFixture *fixture,
          int          position)
{
  return desk_fixture_int (fixture, "SELECT s.id FROM stage s JOIN process p ON p.id = s.process_id"
                                    " WHERE p.standard AND s.position = %d", position);
}

static void
insert (DeskFixture   *fixture,
        PursuitRecord *record)
{
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  g_assert_true (pursuit_store_insert (fixture->base.store, record, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static gint64
add_milestone (DeskFixture *fixture,
               int          position,
               const char  *name,
               gboolean     required,
               gboolean     handover)
{
  g_autoptr(PursuitRecord) milestone =
    g_object_new (PURSUIT_TYPE_MILESTONE, "stage-id", stage_id (fixture, position), "position", G_GINT64_CONSTANT (1), "name",
                  name, "kind", (gint64) PURSUIT_MILESTONE_BUYER_ACT, "required", (gint64) required, "handover",
                  (gint64) handover, NULL);

  insert (fixture, milestone);
  return milestone->id;
}

/* Whatever the standard process asks for, these tests bring their own milestones. */
static void
forget_milestones (DeskFixture *fixture)
{
  g_autoptr(GPtrArray) all = pursuit_store_list (fixture->base.store, PURSUIT_TYPE_MILESTONE, NULL);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  for (guint i = 0; i < all->len; i++)
    g_assert_true (pursuit_store_set_deleted (fixture->base.store, g_ptr_array_index (all, i), TRUE, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static void
set_rules (DeskFixture     *fixture,
           PursuitMoveRule  skip,
           PursuitMoveRule  back)
{
  g_autoptr(PursuitRecord) process =
    pursuit_store_load (fixture->base.store, PURSUIT_TYPE_PROCESS, pursuit_desk_get_process_id (fixture->desk), NULL);
  g_auto(PursuitTx) tx = { NULL };

  g_object_set (process, "skip-rule", (gint64) skip, "back-rule", (gint64) back, NULL);
  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  g_assert_true (pursuit_store_update (fixture->base.store, process, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

/* Deal 1 of Li in stage 1; stages 1 to 3 ask for something, stage 8 has a hand-over. */
static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  forget_milestones (fixture);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Press", "Li");
  desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 1000, 1);
  add_milestone (fixture, 1, "Need confirmed", TRUE, FALSE);
  add_milestone (fixture, 2, "Budget named", TRUE, FALSE);
  add_milestone (fixture, 2, "Site seen", FALSE, FALSE);
  add_milestone (fixture, 3, "Team formed", TRUE, FALSE);
  add_milestone (fixture, 8, "Contract signed", TRUE, FALSE);
  add_milestone (fixture, 8, "Drawings handed over", TRUE, TRUE);
}

/* What always holds, whatever was done: the gap follows from both positions, each track ends where its history does. */
static void
assert_agrees (DeskFixture *fixture)
{
  g_assert_cmpint (desk_fixture_int (fixture,
    "SELECT count(*) FROM deal d JOIN stage o ON o.id = d.stage_id LEFT JOIN stage b ON b.id = d.buyer_stage_id"
    " WHERE d.gap <> CASE WHEN d.status = 'won' THEN 0 ELSE coalesce (o.position - b.position, 0) END"), ==, 0);
  g_assert_cmpint (desk_fixture_int (fixture,
    "SELECT count(*) FROM deal d WHERE d.buyer_stage_id IS NOT (SELECT to_stage_id FROM buyer_move m WHERE m.deal_id = d.id"
    " ORDER BY m.id DESC LIMIT 1)"), ==, 0);
  g_assert_cmpint (desk_fixture_int (fixture,
    "SELECT count(*) FROM deal d WHERE d.stage_id IS NOT (SELECT to_stage_id FROM stage_move m WHERE m.deal_id = d.id"
    " ORDER BY m.id DESC LIMIT 1)"), ==, 0);
  desk_fixture_assert_sound (fixture);
}

static gint64
tick (DeskFixture *fixture,
      const char  *milestone)
{
  g_autoptr(PursuitRecord) proof =
    g_object_new (PURSUIT_TYPE_PROOF, "deal-id", G_GINT64_CONSTANT (1), "milestone-id",
                  desk_fixture_find (fixture, "milestone", milestone), "kind", (gint64) PURSUIT_PROOF_DATE, NULL);
  g_autoptr(GError) error = NULL;

  pursuit_records_create (fixture->desk, proof, NULL, &error);
  g_assert_no_error (error);
  return proof->id;
}

static gboolean
move (DeskFixture  *fixture,
      int           position,
      const char   *reason,
      gboolean      override,
      GError      **error)
{
  const PursuitDealChange change = { .verb = position == 0 ? "win" : "move", .deal_id = 1, .position = position,
                                     .reason = reason, .override = override };

  return pursuit_deals_change (fixture->desk, &change, NULL, error);
}

static void
assert_moves (DeskFixture *fixture,
              int          position,
              const char  *reason,
              gboolean     override)
{
  g_autoptr(GError) error = NULL;

  move (fixture, position, reason, override, &error);
  g_assert_no_error (error);
  assert_agrees (fixture);
}

static void
assert_blocked (DeskFixture  *fixture,
                int           position,
                const char   *reason,
                gboolean      override,
                PursuitError  code,
                const char   *sentence)
{
  g_autoptr(GError) error = NULL;
  gint64 n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");

  g_assert_false (move (fixture, position, reason, override, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);
}

static int
position_of (DeskFixture *fixture)
{
  return (int) desk_fixture_int (fixture, "SELECT s.position FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.id = 1");
}

static void
test_forward (DeskFixture   *fixture,
              gconstpointer  data)
{
  desk_fixture_sign_in (fixture, "Li");
  assert_blocked (fixture, 2, LONG_REASON, FALSE, PURSUIT_ERROR_GATED,
                  "“Line” cannot go on while a milestone is missing: “Need confirmed”.");
  assert_blocked (fixture, 4, LONG_REASON, FALSE, PURSUIT_ERROR_GATED,
                  "“Line” cannot go on while milestones are missing: “Need confirmed”, “Budget named”, “Team formed”.");
  tick (fixture, "Need confirmed");
  assert_moves (fixture, 2, NULL, FALSE);
  /* What is optional never stands in the way. */
  tick (fixture, "Budget named");
  assert_moves (fixture, 3, NULL, FALSE);
}

static void
test_win (DeskFixture   *fixture,
          gconstpointer  data)
{
  assert_blocked (fixture, 0, NULL, FALSE, PURSUIT_ERROR_GATED,
                  "“Line” cannot go on while milestones are missing: “Need confirmed”, “Budget named”, “Team formed”, "
                  "“Contract signed”.");
  tick (fixture, "Need confirmed");
  tick (fixture, "Budget named");
  tick (fixture, "Team formed");
  tick (fixture, "Contract signed");
  assert_moves (fixture, 0, NULL, FALSE);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, 0);
  g_assert_true (pursuit_deals_reopen (fixture->desk, 1, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, 7);
  assert_agrees (fixture);
}

static void
test_ways (DeskFixture   *fixture,
           gconstpointer  data)
{
  forget_milestones (fixture);
  assert_blocked (fixture, 3, " ", FALSE, PURSUIT_ERROR_GATED, "Say why “Line” leaves stages out between stage 1 and stage 3.");
  assert_moves (fixture, 3, "quick", FALSE);
  assert_blocked (fixture, 2, NULL, FALSE, PURSUIT_ERROR_GATED, "Say why “Line” goes back from stage 3 to stage 2.");
  assert_moves (fixture, 2, "new boss", FALSE);

  set_rules (fixture, PURSUIT_MOVE_RULE_FORBIDDEN, PURSUIT_MOVE_RULE_FORBIDDEN);
  assert_blocked (fixture, 4, LONG_REASON, TRUE, PURSUIT_ERROR_INVALID,
                  "The process of “Line” lets no stage be left out between stage 2 and stage 4.");
  assert_blocked (fixture, 1, LONG_REASON, TRUE, PURSUIT_ERROR_INVALID,
                  "The process of “Line” does not let a deal go back from stage 2 to stage 1.");
  assert_moves (fixture, 3, NULL, FALSE);

  set_rules (fixture, PURSUIT_MOVE_RULE_FREE, PURSUIT_MOVE_RULE_FREE);
  assert_moves (fixture, 6, NULL, FALSE);
  assert_moves (fixture, 1, NULL, FALSE);
}

typedef struct
{
  const char *who;
  gboolean may_edit;
  gboolean may_override;
} Person;

static const Person people[] = {
  { "Li", TRUE, FALSE },    /* the seller */
  { "Ma", TRUE, TRUE },     /* the manager of the seller's team */
  { "Zhu", FALSE, FALSE },  /* the manager of another */
  { "Sun", FALSE, FALSE },  /* pre-sales */
  { "Chief", TRUE, TRUE },
  { "Root", TRUE, TRUE },
};

static void
test_override (DeskFixture   *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(PursuitGate) gate = NULL;
      g_autoptr(GError) error = NULL;
      gboolean done;

      desk_fixture_sign_in (fixture, people[i].who);
      gate = pursuit_deals_read_gate (fixture->desk, 1, 2, NULL);
      g_assert_cmpint (gate->may_override, ==, people[i].may_override);
      g_assert_cmpint (gate->may_not == NULL, ==, people[i].may_override);
      done = move (fixture, 2, LONG_REASON, TRUE, &error);
      g_assert_cmpint (done, ==, people[i].may_override);
      if (!done)
        {
          g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
          continue;
        }
      assert_moves (fixture, 1, "back again", FALSE);
    }
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM stage_move WHERE missing IS NOT NULL"), ==, 3);
}

static void
test_override_reason (DeskFixture   *fixture,
                      gconstpointer  data)
{
  g_autofree char *found = NULL;

  assert_blocked (fixture, 4, "  because they say so ", TRUE, PURSUIT_ERROR_GATED,
                  "Say in at least 20 characters why “Line” goes on without what is missing.");
  tick (fixture, "Budget named");
  assert_moves (fixture, 4, LONG_REASON, TRUE);
  found = desk_fixture_text (fixture, "SELECT reason || '|' || missing FROM stage_move ORDER BY id DESC");
  g_assert_cmpstr (found, ==, LONG_REASON "|Need confirmed\nTeam formed");
}

/* Asking for an override where nothing is missing leaves no mark. */
static void
test_override_unneeded (DeskFixture   *fixture,
                        gconstpointer  data)
{
  desk_fixture_sign_in (fixture, "Li");
  tick (fixture, "Need confirmed");
  assert_moves (fixture, 2, NULL, TRUE);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM stage_move WHERE missing IS NOT NULL"), ==, 0);
}

static void
test_read (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitGate) gate = NULL;
  g_autoptr(PursuitGate) all = NULL;
  const PursuitGateItem *item;

  tick (fixture, "Need confirmed");
  gate = pursuit_deals_read_gate (fixture->desk, 1, 3, NULL);
  g_assert_cmpuint (gate->stages->len, ==, 8);
  g_assert_cmpint (gate->from, ==, 1);
  g_assert_cmpint (gate->to, ==, 3);
  g_assert_cmpint (gate->buyer, ==, 1);
  g_assert_cmpuint (gate->items->len, ==, 3);
  g_assert_cmpuint (gate->n_required, ==, 2);
  g_assert_cmpuint (gate->n_missing, ==, 1);
  g_assert_true (gate->skips && gate->needs_reason && !gate->is_forbidden && !gate->goes_back);
  item = g_ptr_array_index (gate->items, 0);
  g_assert_cmpstr (item->milestone->name, ==, "Need confirmed");
  g_assert_nonnull (item->proof);
  g_assert_nonnull (item->shown_by);
  g_assert_false (item->is_missing);

  all = pursuit_deals_read_milestones (fixture->desk, 1, NULL);
  g_assert_cmpuint (all->items->len, ==, 6);
  g_assert_cmpint (all->from, ==, all->to);
  g_assert_null (pursuit_deals_read_gate (fixture->desk, 1, 9, NULL));
}

/* A proof that points to something deleted shows nothing, and says so. */
static void
test_proof_gone (DeskFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr(PursuitRecord) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), "name", "Letter", NULL);
  g_autoptr(PursuitRecord) proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", G_GINT64_CONSTANT (1), "milestone-id",
                                                 desk_fixture_find (fixture, "milestone", "Need confirmed"), "kind",
                                                 (gint64) PURSUIT_PROOF_DOCUMENT, NULL);
  g_autoptr(PursuitGate) gate = NULL;
  const PursuitGateItem *item;

  g_assert_true (pursuit_records_create (fixture->desk, document, NULL, NULL));
  g_object_set (proof, "document-id", document->id, NULL);
  g_assert_true (pursuit_records_create (fixture->desk, proof, NULL, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DOCUMENT, document->id, NULL, NULL));
  assert_blocked (fixture, 2, NULL, FALSE, PURSUIT_ERROR_GATED,
                  "“Line” cannot go on while a milestone is missing: “Need confirmed”.");
  gate = pursuit_deals_read_gate (fixture->desk, 1, 2, NULL);
  item = g_ptr_array_index (gate->items, 0);
  g_assert_cmpstr (item->trouble, ==, "The document “Letter” was deleted.");
  g_assert_true (item->is_missing);
  g_assert_true (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_DOCUMENT, document->id, NULL, NULL));
  assert_moves (fixture, 2, NULL, FALSE);
}

/* What the deal's row says. */
static gint64
count_missing (DeskFixture *fixture)
{
  const gint64 id = 1;
  g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (fixture->desk, PURSUIT_LIST_DEALS, &id, 1, NULL);

  return pursuit_row_get_number (g_ptr_array_index (rows, 0), PURSUIT_DEAL_ROW_MISSING);
}

/* Whoever has left decides nothing any more: the gate asks anew, until they are back. */
static void
test_proof_by_who_left (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) person = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (1), "name", "Gao", NULL);
  g_autoptr(PursuitRecord) proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", G_GINT64_CONSTANT (1), "milestone-id",
                                                 desk_fixture_find (fixture, "milestone", "Need confirmed"), "kind",
                                                 (gint64) PURSUIT_PROOF_CONTACT, NULL);
  g_autoptr(PursuitGate) gate = NULL;
  const PursuitGateItem *item;

  g_assert_true (pursuit_records_create (fixture->desk, person, NULL, NULL));
  g_object_set (proof, "contact-id", person->id, NULL);
  g_assert_true (pursuit_records_create (fixture->desk, proof, NULL, NULL));
  g_assert_cmpint (count_missing (fixture), ==, 0);
  g_assert_true (pursuit_contacts_leave (fixture->desk, person->id, "2026-03-01", NULL, NULL));
  assert_blocked (fixture, 2, NULL, FALSE, PURSUIT_ERROR_GATED,
                  "“Line” cannot go on while a milestone is missing: “Need confirmed”.");
  gate = pursuit_deals_read_gate (fixture->desk, 1, 2, NULL);
  item = g_ptr_array_index (gate->items, 0);
  g_assert_cmpstr (item->trouble, ==, "“Gao” does not work there any more.");
  g_assert_true (item->is_missing);
  g_assert_cmpint (count_missing (fixture), ==, 1);
  g_assert_true (pursuit_contacts_come_back (fixture->desk, person->id, NULL, NULL, NULL));
  g_assert_cmpint (count_missing (fixture), ==, 0);
  assert_moves (fixture, 2, NULL, FALSE);
}

static void
refuse_part (DeskFixture   *fixture,
             PursuitRecord *part,
             PursuitError   code,
             const char    *sentence)
{
  g_autoptr(PursuitRecord) owned = part;
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_records_create (fixture->desk, owned, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
}

static PursuitRecord *
make_proof (DeskFixture *fixture,
            const char  *milestone,
            const char  *reference,
            gint64       id,
            gint64       kind)
{
  PursuitRecord *proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", G_GINT64_CONSTANT (1), "milestone-id",
                                       desk_fixture_find (fixture, "milestone", milestone), "kind", kind, NULL);

  if (reference != NULL)
    g_object_set (proof, reference, id, NULL);
  return proof;
}

static void
test_part_refusals (DeskFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitRecord) stranger = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (2), "name", "Qin", NULL);
  g_autoptr(PursuitRecord) note = g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", G_GINT64_CONSTANT (1), "subject", "Thought", NULL);
  PursuitRecord *late = make_proof (fixture, "Need confirmed", NULL, 0, PURSUIT_PROOF_DATE);
  static const char which[] = "Say what shows that the milestone was reached: one document, visit or person, a note, or the day alone.";

  g_assert_true (pursuit_records_create (fixture->desk, stranger, NULL, NULL));
  g_assert_true (pursuit_records_create (fixture->desk, note, NULL, NULL));
  refuse_part (fixture, make_proof (fixture, "Need confirmed", NULL, 0, PURSUIT_PROOF_DOCUMENT), PURSUIT_ERROR_INVALID, which);
  refuse_part (fixture, make_proof (fixture, "Need confirmed", NULL, 0, PURSUIT_PROOF_NOTE), PURSUIT_ERROR_INVALID, which);
  refuse_part (fixture, make_proof (fixture, "Need confirmed", "contact-id", stranger->id, PURSUIT_PROOF_CONTACT),
               PURSUIT_ERROR_INVALID, "“Qin” belongs to another customer.");
  refuse_part (fixture, make_proof (fixture, "Need confirmed", "activity-id", note->id, PURSUIT_PROOF_VISIT),
               PURSUIT_ERROR_INVALID, "“Thought” is a note and no contact with the customer.");
  g_object_set (late, "done-on", "2026-03-18", NULL);
  refuse_part (fixture, late, PURSUIT_ERROR_INVALID,
               "A milestone cannot have been reached on 2026-03-18, which is still to come.");
  tick (fixture, "Need confirmed");
  refuse_part (fixture, make_proof (fixture, "Need confirmed", NULL, 0, PURSUIT_PROOF_DATE), PURSUIT_ERROR_INVALID,
               "“Need confirmed” was reached already.");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL));
  refuse_part (fixture, make_proof (fixture, "Budget named", NULL, 0, PURSUIT_PROOF_DATE), PURSUIT_ERROR_NOT_FOUND,
               "“Line” was deleted; restore it first.");
}

/* A part belongs to the deal's customer, says so in the journal, and goes along to another one. */
static void
test_part_customer (DeskFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitRecord) rival = g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", G_GINT64_CONSTANT (1), "name", "Acme", NULL);
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 entry_id;

  g_assert_true (pursuit_records_create (fixture->desk, rival, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT customer_id * 100 + deal_id FROM journal WHERE entity = 'rival'"), ==, 101);
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "customer-id", G_GINT64_CONSTANT (2), NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, &entry_id, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT customer_id FROM rival"), ==, 2);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT customer_id FROM rival"), ==, 1);
}

/* Ticking and unticking is a change of the deal: an executive may, who deletes nothing else. */
static void
test_untick (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 proof_id = tick (fixture, "Need confirmed");
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  desk_fixture_sign_in (fixture, "Sun");
  g_assert_false (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_PROOF, proof_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  desk_fixture_sign_in (fixture, "Chief");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_PROOF, proof_id, &entry_id, NULL));
  g_assert_false (move (fixture, 2, NULL, FALSE, NULL));
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  assert_moves (fixture, 2, NULL, FALSE);
}

static gint64
set_buyer (DeskFixture *fixture,
           int          position)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_deals_set_buyer_stage (fixture->desk, 1, position, "They said so", &entry_id, &error);
  g_assert_no_error (error);
  assert_agrees (fixture);
  return entry_id;
}

static void
test_gap (DeskFixture   *fixture,
          gconstpointer  data)
{
  gint64 entry_id, undo_id;

  assert_agrees (fixture);
  entry_id = set_buyer (fixture, 4);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, -3);
  assert_moves (fixture, 2, LONG_REASON, TRUE);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, -2);

  /* Taken back although our side moved on since: the gap is that of today. */
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, &undo_id, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, 1);
  assert_agrees (fixture);
  g_assert_true (pursuit_records_undo (fixture->desk, undo_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, -2);
  assert_agrees (fixture);

  g_assert_true (pursuit_deals_lose (fixture->desk, 1, "price", NULL, NULL, NULL));
  assert_agrees (fixture);
  g_assert_true (pursuit_deals_reopen (fixture->desk, 1, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, -2);
  g_assert_cmpint (position_of (fixture), ==, 2);
  set_buyer (fixture, 0);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, 0);
}

static void
test_buyer_refusals (DeskFixture   *fixture,
                     gconstpointer  data)
{
  static const struct { int position; const char *evidence; const char *sentence; } cases[] = {
    { 1, "x", "The buyer of “Line” already stands in stage 1." },
    { 9, "x", "There is no stage 9; the process has 8 stages." },
    { -1, "x", "There is no stage -1; the first one is 1." },
    { 2, " ", "Say what shows where the buyer stands." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (pursuit_deals_set_buyer_stage (fixture->desk, 1, cases[i].position, cases[i].evidence, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].sentence);
    }
}

/* Two people say where the same buyer stands: the second one is told. Our own moves are no matter. */
static void
test_buyer_conflict (DeskFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitSave) save = pursuit_save_new (PURSUIT_SAVE_BUYER_STAGE, PURSUIT_TYPE_DEAL, 1);
  g_autoptr(PursuitDesk) other = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  save->original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL);
  save->position = 3;
  save->text = g_strdup ("They wrote");
  assert_moves (fixture, 2, LONG_REASON, TRUE);
  other = pursuit_desk_open (fixture->base.path, PURSUIT_STORE_NONE, NULL);
  g_assert_true (pursuit_desk_sign_in_as (other, "Ma", NULL));
  g_assert_true (pursuit_deals_set_buyer_stage (other, 1, 2, "They called", NULL, NULL));

  g_assert_false (pursuit_save_apply (save, fixture->desk, &entry_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_true (g_str_has_prefix (error->message, "Ma set the buyer of “Line” to “Feasibility studied, budget set” "));
  g_clear_object (&save->original);
  g_assert_true (pursuit_save_apply (save, fixture->desk, &entry_id, NULL));
  assert_agrees (fixture);
}

static void
test_park (DeskFixture   *fixture,
           gconstpointer  data)
{
  static const struct { const char *day; const char *reason; const char *sentence; } cases[] = {
    { "2026-03-17", "x", "A deal is parked until tomorrow at the earliest." },
    { "2026-02-30", "x", "“2026-02-30” is not a date." },
    { "2026-03-18", "", "Say why the deal is parked." },
  };
  gint64 entry_id;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (pursuit_deals_park (fixture->desk, 1, cases[i].day, cases[i].reason, NULL, &error));
      g_assert_cmpstr (error->message, ==, cases[i].sentence);
    }
  g_assert_false (pursuit_deals_unpark (fixture->desk, 1, NULL, NULL));
  g_assert_true (pursuit_deals_park (fixture->desk, 1, "2026-03-18", "Budget year", &entry_id, NULL));
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE parked_until IS NULL AND parked_reason IS NULL"), ==, 1);
  g_assert_true (pursuit_deals_park (fixture->desk, 1, "2026-05-01", "Budget year", NULL, NULL));
  assert_moves (fixture, 2, LONG_REASON, TRUE);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE parked_until IS NULL"), ==, 1);
}

static void
test_estimate (DeskFixture   *fixture,
               gconstpointer  data)
{
  gint64 entry_id;

  g_assert_false (pursuit_deals_estimate (fixture->desk, 1, 101, NULL, NULL));
  g_assert_false (pursuit_deals_estimate (fixture->desk, 1, -1, NULL, NULL));
  g_assert_true (pursuit_deals_estimate (fixture->desk, 1, 66, NULL, NULL));
  g_assert_true (pursuit_deals_estimate (fixture->desk, 1, 66, &entry_id, NULL));
  g_assert_cmpint (entry_id, ==, 0);
  assert_moves (fixture, 2, LONG_REASON, TRUE);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT probability FROM deal"), ==, 66);
  g_assert_true (pursuit_deals_estimate (fixture->desk, 1, -1, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT probability FROM deal"), ==, 20);
}

static void
test_hand_over (DeskFixture   *fixture,
                gconstpointer  data)
{
  gint64 receiver = desk_fixture_find (fixture, "staff", "Sun");
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_false (pursuit_deals_hand_over (fixture->desk, 1, receiver, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "“Line” is not won and cannot be handed over.");
  g_clear_error (&error);
  assert_moves (fixture, 0, LONG_REASON, TRUE);
  g_assert_false (pursuit_deals_accept (fixture->desk, 1, NULL, NULL, NULL));
  g_assert_true (pursuit_deals_hand_over (fixture->desk, 1, receiver, "2026-03-16", NULL, NULL));

  /* The receiver may accept, who may change nothing else. */
  desk_fixture_sign_in (fixture, "Sun");
  g_assert_false (pursuit_deals_accept (fixture->desk, 1, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED);
  g_assert_cmpstr (error->message, ==, "“Line” cannot go on while a milestone is missing: “Drawings handed over”.");
  g_clear_error (&error);
  desk_fixture_sign_in (fixture, "Li");
  tick (fixture, "Drawings handed over");
  desk_fixture_sign_in (fixture, "Qian");
  g_assert_false (pursuit_deals_accept (fixture->desk, 1, NULL, NULL, NULL));
  desk_fixture_sign_in (fixture, "Sun");
  g_assert_false (pursuit_deals_accept (fixture->desk, 1, "2026-03-15", NULL, NULL));
  g_assert_true (pursuit_deals_accept (fixture->desk, 1, NULL, &entry_id, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE accepted_on = '" DESK_TODAY "'"), ==, 1);
  desk_fixture_sign_in (fixture, "Root");
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE accepted_on IS NULL"), ==, 1);
}

/* Changing the owner touches nothing else. */
static void
test_owner (DeskFixture   *fixture,
            gconstpointer  data)
{
  static const char picture[] = "SELECT stage_id || ' ' || stage_entered_at || ' ' || process_id || ' ' || gap || ' ' ||"
                                " probability || ' ' || buyer_stage_id || ' ' || buyer_entered_at || ' ' || max_position FROM deal";
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_buyer (fixture, 3);
  pursuit_time_set_now (DESK_NOW + G_TIME_SPAN_DAY);
  before = desk_fixture_text (fixture, picture);
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "owner-id", desk_fixture_find (fixture, "staff", "Wang"), NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
  after = desk_fixture_text (fixture, picture);
  g_assert_cmpstr (before, ==, after);
}

/* Begun further on, nobody knows yet where the buyer stands. */
static void
test_begin (DeskFixture   *fixture,
            gconstpointer  data)
{
  desk_fixture_add_deal (fixture, "Later", "Mill", "Li", 1, 4);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE title = 'Later' AND buyer_stage_id IS NULL"), ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM deal WHERE title = 'Line' AND buyer_stage_id = %" G_GINT64_FORMAT,
                                     stage_id (fixture, 1)), ==, 1);
  assert_agrees (fixture);
}

/* Won deals stand where the stage's type says so, wherever that is. */
static void
test_won_stage_by_type (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) lost = g_object_new (PURSUIT_TYPE_STAGE, "process-id", pursuit_desk_get_process_id (fixture->desk),
                                                "position", G_GINT64_CONSTANT (9), "name", "Given up", "buyer-name", "Left",
                                                "type", (gint64) PURSUIT_STAGE_LOST, NULL);

  insert (fixture, lost);
  assert_blocked (fixture, 9, LONG_REASON, TRUE, PURSUIT_ERROR_INVALID,
                  "“Given up” is for lost deals; close “Line” as lost instead.");
  assert_moves (fixture, 0, LONG_REASON, TRUE);
  g_assert_cmpint (position_of (fixture), ==, 8);
}

/* A move that waits on this computer is refused when it arrives, as it would have been at once. */
static void
test_queued (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitSave) save = pursuit_save_new (PURSUIT_SAVE_MOVE, PURSUIT_TYPE_DEAL, 1);
  g_autoptr(PursuitSave) back = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  gint64 entry_id;

  save->position = 2;
  json = pursuit_save_to_json (save);
  back = pursuit_save_from_json (json, NULL);
  g_assert_false (pursuit_save_apply (back, fixture->desk, &entry_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED);
  back->override = TRUE;
  back->text = g_strdup (LONG_REASON);
  g_assert_true (pursuit_save_apply (back, fixture->desk, &entry_id, NULL));
  g_assert_cmpint (position_of (fixture), ==, 2);
}

/* Brings deal 1 to stage 3, as far as a file may. */
static PursuitImportReport *
import_row (DeskFixture *fixture)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("deals.csv", "title|customer|stage", "Line|Mill|3", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitImport) deals = pursuit_import_new (PURSUIT_IMPORT_DEALS, source, &error);
  PursuitImportReport *report;

  g_assert_no_error (error);
  pursuit_import_set_allow_refused (deals, TRUE);
  report = pursuit_import_run (deals, fixture->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return report;
}

/* A file says no more than a person may. */
static void
test_import (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitImportReport) report = import_row (fixture);
  g_autofree char *reason = NULL;

  g_assert_cmpint (position_of (fixture), ==, 1);
  tick (fixture, "Need confirmed");
  tick (fixture, "Budget named");
  g_clear_pointer (&report, pursuit_import_report_free);
  report = import_row (fixture);
  g_assert_cmpint (position_of (fixture), ==, 3);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT gap FROM deal"), ==, 2);
  reason = desk_fixture_text (fixture, "SELECT reason FROM stage_move ORDER BY id DESC");
  g_assert_cmpstr (reason, ==, "Imported from a file");
  assert_agrees (fixture);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/gate/forward/needs-milestones", test_forward);
  ADD ("/service/gate/win/needs-all-to-the-end", test_win);
  ADD ("/service/gate/ways/skip-and-back", test_ways);
  ADD ("/service/gate/override/who-may", test_override);
  ADD ("/service/gate/override/needs-a-reason", test_override_reason);
  ADD ("/service/gate/override/leaves-no-mark-unneeded", test_override_unneeded);
  ADD ("/service/gate/read/what-is-missing", test_read);
  ADD ("/service/gate/proof/says-that-its-document-is-gone", test_proof_gone);
  ADD ("/service/gate/proof/by-who-left-shows-nothing", test_proof_by_who_left);
  ADD ("/service/gate/parts/refusals", test_part_refusals);
  ADD ("/service/gate/parts/follow-the-deal", test_part_customer);
  ADD ("/service/gate/parts/untick-is-a-change", test_untick);
  ADD ("/service/gate/gap/kept-on-every-path", test_gap);
  ADD ("/service/gate/buyer/refusals", test_buyer_refusals);
  ADD ("/service/gate/buyer/conflict", test_buyer_conflict);
  ADD ("/service/gate/park/until-it-is-moved", test_park);
  ADD ("/service/gate/estimate/is-kept-on-moving", test_estimate);
  ADD ("/service/gate/hand-over/checklist-and-receiver", test_hand_over);
  ADD ("/service/gate/owner/touches-nothing-else", test_owner);
  ADD ("/service/gate/begin/both-sides", test_begin);
  ADD ("/service/gate/stages/by-type", test_won_stage_by_type);
  ADD ("/service/gate/queued/is-asked-again", test_queued);
  ADD ("/service/gate/import/is-asked-too", test_import);

  return g_test_run ();
}
