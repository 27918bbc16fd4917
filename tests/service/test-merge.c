/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two become one (DOS-6): what is chosen, what is refused, what comes after. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-merge.h"
#include "pursuit-query-run.h"
#include "pursuit-records.h"

#include <string.h>

typedef struct
{
  DeskFixture base;
  gint64 mill;          /* Li's */
  gint64 other;         /* Li's, the same company */
  gint64 foreign;       /* Zhao's, in another team */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  fixture->mill = desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  fixture->other = desk_fixture_add_customer (&fixture->base, "The Mill", "Li");
  fixture->foreign = desk_fixture_add_customer (&fixture->base, "Press", "Zhao");
  pursuit_time_set_now (DESK_NOW + 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_fixture_tear_down (&fixture->base, data);
}

static gint64
add (Fixture       *fixture,
     PursuitRecord *record)
{
  g_autoptr(GError) error = NULL;

  pursuit_records_create (fixture->base.desk, record, NULL, &error);
  g_assert_no_error (error);

  return record->id;
}

static gint64
add_contact (Fixture    *fixture,
             gint64      customer_id,
             const char *name)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", customer_id, NULL);

  return add (fixture, contact);
}

static gint64
add_visit (Fixture *fixture,
           gint64   customer_id)
{
  g_autoptr(PursuitRecord) visit = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", "Visit", "customer-id", customer_id, "kind",
                                                 (gint64) PURSUIT_ACTIVITY_VISIT, NULL);

  return add (fixture, visit);
}

static gint64
set (Fixture    *fixture,
     GType       type,
     gint64      id,
     const char *property,
     gpointer    value,
     gboolean    is_text)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.base.store, type, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  if (is_text)
    g_object_set (edited, property, (const char *) value, NULL);
  else
    g_object_set (edited, property, *(gint64 *) value, NULL);
  pursuit_records_save (fixture->base.desk, original, edited, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static gint64
set_text (Fixture    *fixture,
          gint64      customer_id,
          const char *property,
          const char *text)
{
  return set (fixture, PURSUIT_TYPE_CUSTOMER, customer_id, property, (gpointer) text, TRUE);
}

static gboolean
try_merge (Fixture *fixture,
           GType    type,
           gint64   winner_id,
           gint64   loser_id,
           gint64  *out_entry_id,
           GError **error)
{
  const PursuitMerge merge = { .type = type, .winner_id = winner_id, .loser_id = loser_id };

  return pursuit_merge_records (fixture->base.desk, &merge, out_entry_id, error);
}

static gint64
merge (Fixture *fixture,
       gint64   winner_id,
       gint64   loser_id)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  try_merge (fixture, PURSUIT_TYPE_CUSTOMER, winner_id, loser_id, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static void
refuses (Fixture      *fixture,
         GType         type,
         gint64        winner_id,
         gint64        loser_id,
         int           code,
         const char   *says)
{
  g_autoptr(GError) error = NULL;
  gint64 n = desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal");
  PursuitMergePreview *preview;

  g_assert_false (try_merge (fixture, type, winner_id, loser_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_assert_cmpstr (error->message, ==, says);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal"), ==, n);

  /* nobody chooses in vain */
  preview = pursuit_merge_preview (fixture->base.desk, type, winner_id, loser_id, NULL);
  g_assert_null (preview);
}

static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 contact_id = add_contact (fixture, fixture->other, "Ann");
  gint64 entry_id, kept_id;
  g_autofree char *verbs = NULL;

  add_visit (fixture, fixture->other);
  desk_fixture_add_deal (&fixture->base, "Line", "The Mill", "Li", 1000, 2);
  set_text (fixture, fixture->other, "region", "East");
  set_text (fixture, fixture->other, "notes", "second");
  set_text (fixture, fixture->mill, "notes", "first");
  entry_id = merge (fixture, fixture->mill, fixture->other);

  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT customer_id FROM contact WHERE id = %d", (int) contact_id), ==,
                   fixture->mill);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM customer WHERE id = %d AND last_contact_at > 0 AND"
                                     " region = 'East' AND notes = 'first' || char (10, 10) || 'second'", (int) fixture->mill), ==, 1);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM deal WHERE customer_id = %d AND customer_region = 'East'"
                                     " AND contacted_at > 0", (int) fixture->mill), ==, 1);
  g_assert_true (pursuit_merge_find_kept (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->other, &kept_id, NULL));
  g_assert_cmpint (kept_id, ==, fixture->mill);
  verbs = desk_fixture_text (&fixture->base, "SELECT group_concat (verb || entity || entity_id) FROM journal WHERE id >= %d",
                             (int) entry_id);
  g_assert_cmpstr (verbs, ==, "mergecustomer1");
  desk_fixture_assert_sound (&fixture->base);
}

/* What was done to the other one is in the timeline of the one that stays, as long as they are one. */
static void
test_timeline (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) before = NULL;
  g_autoptr(GArray) during = NULL;
  g_autoptr(GArray) after = NULL;
  gint64 entry_id;

  query->customer_id = fixture->mill;
  set_text (fixture, fixture->other, "phone", "1");
  before = pursuit_store_query_ids (fixture->base.base.store, query, 0, NULL);
  entry_id = merge (fixture, fixture->mill, fixture->other);
  during = pursuit_store_query_ids (fixture->base.base.store, query, 0, NULL);
  /* its creation, the change, and the merge */
  g_assert_cmpuint (during->len, ==, before->len + 3);
  g_assert_true (pursuit_records_undo (fixture->base.desk, entry_id, NULL, NULL));
  after = pursuit_store_query_ids (fixture->base.base.store, query, 0, NULL);
  g_assert_cmpuint (after->len, ==, before->len + 2);
}

static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GTypeClass) held = g_type_class_ref (PURSUIT_TYPE_CUSTOMER);
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (held);
  PursuitMerge merge = { .type = PURSUIT_TYPE_CUSTOMER, .winner_id = fixture->mill, .loser_id = fixture->other, .has_choices = TRUE };

  set_text (fixture, fixture->other, "phone", "22");
  set_text (fixture, fixture->other, "email", "b@x.test");
  set_text (fixture, fixture->mill, "phone", "11");
  merge.combining.theirs = pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, "phone"));
  g_assert_true (pursuit_merge_records (fixture->base.desk, &merge, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM customer WHERE id = %d AND phone = '22' AND"
                                     " email IS NULL AND search LIKE '%%22%%'", (int) fixture->mill), ==, 1);
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 above = desk_fixture_add_customer (&fixture->base, "Group", "Li");
  gint64 gone = desk_fixture_add_customer (&fixture->base, "Gone", "Li");
  gint64 li = add_contact (fixture, fixture->mill, "Li");
  gint64 boss = add_contact (fixture, fixture->mill, "Boss");

  set (fixture, PURSUIT_TYPE_CUSTOMER, fixture->other, "parent-id", &above, FALSE);
  set (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, "parent-id", &fixture->other, FALSE);
  set (fixture, PURSUIT_TYPE_CONTACT, li, "reports-to-id", &boss, FALSE);
  g_assert_true (pursuit_records_delete (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, gone, NULL, NULL));

  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, fixture->mill, PURSUIT_ERROR_INVALID, "with itself");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, fixture->other, PURSUIT_ERROR_INVALID, "“Mill” belongs to “The Mill”");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->other, fixture->mill, PURSUIT_ERROR_INVALID, "“Mill” belongs to “The Mill”");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, above, fixture->mill, PURSUIT_ERROR_INVALID, "“Mill” belongs to “Group”");
  refuses (fixture, PURSUIT_TYPE_CONTACT, li, boss, PURSUIT_ERROR_INVALID, "two people");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, gone, PURSUIT_ERROR_NOT_FOUND, "“Gone” was deleted");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, gone, fixture->mill, PURSUIT_ERROR_NOT_FOUND, "“Gone” was deleted");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, 999, PURSUIT_ERROR_NOT_FOUND, "999");
}

/* The right is asked for both, whichever stays. */
static void
test_rights (Fixture       *fixture,
             gconstpointer  data)
{
  desk_fixture_sign_in (&fixture->base, "Li");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, fixture->foreign, PURSUIT_ERROR_DENIED, "merge");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->foreign, fixture->mill, PURSUIT_ERROR_DENIED, "merge");
  desk_fixture_sign_in (&fixture->base, "Sun");
  refuses (fixture, PURSUIT_TYPE_CUSTOMER, fixture->mill, fixture->other, PURSUIT_ERROR_DENIED, "merge");
  desk_fixture_sign_in (&fixture->base, "Li");
  merge (fixture, fixture->mill, fixture->other);
}

static void
test_meanwhile (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PursuitMergePreview) preview =
    pursuit_merge_preview (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->mill, fixture->other, NULL);
  PursuitMerge merge = { .type = PURSUIT_TYPE_CUSTOMER, .winner_id = fixture->mill, .loser_id = fixture->other,
                         .winner_revision = preview->winner->revision, .loser_revision = preview->loser->revision };
  g_autoptr(GError) error = NULL;

  set_text (fixture, fixture->other, "phone", "1");
  g_assert_false (pursuit_merge_records (fixture->base.desk, &merge, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  merge.loser_revision++;
  g_assert_true (pursuit_merge_records (fixture->base.desk, &merge, NULL, NULL));
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitMergePreview) preview = NULL;
  const PursuitMergeField *field;
  const PursuitMergeCount *count;

  add_contact (fixture, fixture->other, "Ann");
  add_contact (fixture, fixture->other, "Bob");
  add_contact (fixture, fixture->mill, "Ann");
  preview = pursuit_merge_preview (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->mill, fixture->other, NULL);

  g_assert_cmpuint (preview->fields->len, ==, 1);
  field = g_ptr_array_index (preview->fields, 0);
  g_assert_cmpstr (field->field->name, ==, "name");
  g_assert_cmpstr (field->winner, ==, "Mill");
  g_assert_cmpstr (field->loser, ==, "The Mill");
  g_assert_false (field->can_join);
  g_assert_cmpuint (preview->counts->len, ==, 1);
  count = &g_array_index (preview->counts, PursuitMergeCount, 0);
  g_assert_true (count->type == PURSUIT_TYPE_CONTACT);
  g_assert_cmpint (count->n_winner, ==, 1);
  g_assert_cmpint (count->n_loser, ==, 2);
}

static void
undo_refuses (Fixture      *fixture,
              gint64        entry_id,
              int           code,
              const char   *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_records_undo (fixture->base.desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_assert_cmpstr (error->message, ==, says);
}

/* Other fields, new rows and rows that went elsewhere stay as they are. */
static void
test_undo_keeps_later_edits (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 first = add_contact (fixture, fixture->other, "Ann");
  gint64 second = add_contact (fixture, fixture->other, "Bob");
  gint64 third, entry_id;
  g_autofree char *places = NULL;

  set_text (fixture, fixture->other, "region", "East");
  entry_id = merge (fixture, fixture->mill, fixture->other);
  set_text (fixture, fixture->mill, "phone", "1");
  set (fixture, PURSUIT_TYPE_CONTACT, first, "title", (gpointer) "Buyer", TRUE);
  set (fixture, PURSUIT_TYPE_CONTACT, second, "customer-id", &fixture->foreign, FALSE);
  third = add_contact (fixture, fixture->mill, "Cid");
  g_assert_true (pursuit_records_undo (fixture->base.desk, entry_id, NULL, NULL));

  places = desk_fixture_text (&fixture->base, "SELECT group_concat (customer_id || coalesce (title, '')) FROM contact");
  g_assert_cmpint (third, ==, 3);
  g_assert_cmpstr (places, ==, "2Buyer,3,1");
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM customer WHERE id = %d AND phone = '1' AND"
                                     " region IS NULL", (int) fixture->mill), ==, 1);
  desk_fixture_assert_sound (&fixture->base);
}

static void
test_undo_refusals (Fixture       *fixture,
                    gconstpointer  data)
{
  gint64 entry_id, edit_id, later_id, undo_id;

  set_text (fixture, fixture->other, "region", "East");
  entry_id = merge (fixture, fixture->mill, fixture->other);

  edit_id = set_text (fixture, fixture->mill, "region", "West");
  undo_refuses (fixture, entry_id, PURSUIT_ERROR_CONFLICT, "“Mill” was changed since");
  g_assert_true (pursuit_records_undo (fixture->base.desk, edit_id, NULL, NULL));

  later_id = merge (fixture, fixture->foreign, fixture->mill);
  undo_refuses (fixture, entry_id, PURSUIT_ERROR_CONFLICT, "merged into another since");
  g_assert_true (pursuit_records_undo (fixture->base.desk, later_id, NULL, NULL));

  g_assert_true (pursuit_records_delete (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->mill, &later_id, NULL));
  undo_refuses (fixture, entry_id, PURSUIT_ERROR_NOT_FOUND, "“Mill” was deleted");
  g_assert_true (pursuit_records_undo (fixture->base.desk, later_id, NULL, NULL));

  desk_fixture_sign_in (&fixture->base, "Sun");
  undo_refuses (fixture, entry_id, PURSUIT_ERROR_DENIED, "merge");
  desk_fixture_sign_in (&fixture->base, "Li");
  g_assert_true (pursuit_records_undo (fixture->base.desk, entry_id, &undo_id, NULL));
  undo_refuses (fixture, entry_id, PURSUIT_ERROR_INVALID, "already");
  undo_refuses (fixture, undo_id, PURSUIT_ERROR_INVALID, "merge them anew");
}

/* The loser does not come back by itself, nor by taking back what was done to it before. */
static void
test_loser_rests (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 edit_id = set_text (fixture, fixture->other, "phone", "1");
  g_autoptr(GError) error = NULL;

  merge (fixture, fixture->mill, fixture->other);
  g_assert_false (pursuit_records_restore (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->other, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "was merged into another"));
  undo_refuses (fixture, edit_id, PURSUIT_ERROR_NOT_FOUND, "was merged into another");
}

/* A chain is followed to its end, also after the one in the middle went. */
static void
test_chain (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 kept_id;

  merge (fixture, fixture->other, fixture->mill);
  merge (fixture, fixture->foreign, fixture->other);
  g_assert_true (pursuit_merge_find_kept (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->mill, &kept_id, NULL));
  g_assert_cmpint (kept_id, ==, fixture->foreign);
  g_assert_true (pursuit_merge_find_kept (fixture->base.desk, PURSUIT_TYPE_CUSTOMER, fixture->foreign, &kept_id, NULL));
  g_assert_cmpint (kept_id, ==, fixture->foreign);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/merge/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/service/merge/timeline", Fixture, NULL, set_up, test_timeline, tear_down);
  g_test_add ("/service/merge/choices", Fixture, NULL, set_up, test_choices, tear_down);
  g_test_add ("/service/merge/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  g_test_add ("/service/merge/rights", Fixture, NULL, set_up, test_rights, tear_down);
  g_test_add ("/service/merge/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/service/merge/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/service/merge/undo-keeps-later-edits", Fixture, NULL, set_up, test_undo_keeps_later_edits, tear_down);
  g_test_add ("/service/merge/undo-refusals", Fixture, NULL, set_up, test_undo_refusals, tear_down);
  g_test_add ("/service/merge/loser-rests", Fixture, NULL, set_up, test_loser_rests, tear_down);
  g_test_add ("/service/merge/chain", Fixture, NULL, set_up, test_chain, tear_down);

  return g_test_run ();
}
