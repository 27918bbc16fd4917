/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every right in every scope, on a role that is made for it, over every verb and every list: what is refused and what is
 * filtered (SYS-3, TEAM-6). */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-deals-gate.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-dossier.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-export.h"
#include "pursuit-merge.h"
#include "pursuit-own-fields.h"
#include "pursuit-person-file.h"
#include "pursuit-posts.h"
#include "pursuit-product.h"
#include "pursuit-profile.h"
#include "pursuit-query-run.h"
#include "pursuit-records.h"
#include "pursuit-rights-verbs.h"
#include "pursuit-role.h"
#include "pursuit-search.h"
#include "pursuit-setting.h"
#include "pursuit-staff.h"
#include "pursuit-standing.h"
#include "pursuit-successions.h"
#include "pursuit-team.h"
#include "pursuit-verbs.h"

/* How something stands to whoever is tried, each with the scope from which on it is reached. */
static const struct { const char *owner; PursuitScope needed; } relations[] = {
  { "Walker", PURSUIT_SCOPE_OWN },
  { "Zhao", PURSUIT_SCOPE_ASSIGNED },
  { "Wang", PURSUIT_SCOPE_TEAM },
  { "Li", PURSUIT_SCOPE_ALL },
};

#define N_RELATIONS G_N_ELEMENTS (relations)

/* A customer with two persons, a deal, a call and a document. */
typedef struct
{
  gint64 owner_id;
  gint64 customer_id;
  gint64 contact_id;
  gint64 other_contact_id;
  gint64 deal_id;
  gint64 activity_id;
  gint64 document_id;
} Thing;

typedef struct
{
  DeskFixture house;
  PursuitDesk *owner;     /* of the file, who sets the scene and takes back what was done */
  gint64 role_id;
  Thing things[N_RELATIONS];
} Walk;

static gint64
add (Walk          *walk,
     PursuitRecord *record)
{
  g_autoptr(GError) error = NULL;

  pursuit_records_create (walk->house.desk, record, NULL, &error);
  g_assert_no_error (error);

  return record->id;
}

static gint64
add_part (Walk        *walk,
          GType        type,
          gint64       customer_id,
          const char  *property,
          const char  *text)
{
  g_autoptr(PursuitRecord) record = g_object_new (type, "customer-id", customer_id, property, text, NULL);

  return add (walk, record);
}

static void
add_thing (Walk       *walk,
           Thing      *thing,
           const char *owner)
{
  g_autofree char *customer = g_strdup_printf ("Walked of %s", owner);
  g_autofree char *deal = g_strdup_printf ("Walked deal of %s", owner);

  thing->owner_id = desk_fixture_find (&walk->house, "staff", owner);
  thing->customer_id = desk_fixture_add_customer (&walk->house, customer, owner);
  thing->deal_id = desk_fixture_add_deal (&walk->house, deal, customer, owner, 100, 2);
  thing->contact_id = add_part (walk, PURSUIT_TYPE_CONTACT, thing->customer_id, "name", "Walked Ann");
  thing->other_contact_id = add_part (walk, PURSUIT_TYPE_CONTACT, thing->customer_id, "name", "Walked Bea");
  thing->activity_id = add_part (walk, PURSUIT_TYPE_ACTIVITY, thing->customer_id, "subject", "Walked call");
  thing->document_id = add_part (walk, PURSUIT_TYPE_DOCUMENT, thing->customer_id, "name", "Walked tender");
}

static void
add_walker (Walk *walk)
{
  g_autoptr(PursuitRecord) role = g_object_new (PURSUIT_TYPE_ROLE, "name", "Walkers", NULL);
  g_autoptr(PursuitRecord) staff = g_object_new (PURSUIT_TYPE_STAFF, "name", "Walker", "unit-id",
                                                 desk_fixture_find (&walk->house, "org_unit", "Coast"), NULL);

  walk->role_id = add (walk, role);
  PURSUIT_STAFF (staff)->role_id = walk->role_id;
  add (walk, staff);
  store_fixture_raw (&walk->house.base, "UPDATE org_unit SET lead_id = (SELECT id FROM staff WHERE name = 'Walker') WHERE name = 'Coast';");
}

static void
set_up (Walk          *walk,
        gconstpointer  data)
{
  desk_fixture_set_up (&walk->house, NULL);
  add_walker (walk);
  for (guint i = 0; i < N_RELATIONS; i++)
    add_thing (walk, &walk->things[i], relations[i].owner);
  store_fixture_raw (&walk->house.base,
                     "UPDATE customer SET region = 'Walkland'; UPDATE contact SET ambition = 'Fame';"
                     "INSERT INTO product (id, created_at, changed_at, name) VALUES (77, 1, 1, 'Walked press');"
                     "INSERT INTO assignment (created_at, changed_at, customer_id, deal_id, role_id, staff_id)"
                     " SELECT 1, 1, d.customer_id, d.id, 1, (SELECT id FROM staff WHERE name = 'Walker') FROM deal d"
                     " WHERE d.title = 'Walked deal of Zhao';");
  walk->owner = pursuit_desk_new_at_copy (walk->house.desk, walk->house.base.store, NULL);
  desk_fixture_sign_in (&walk->house, "Walker");
}

static void
tear_down (Walk          *walk,
           gconstpointer  data)
{
  g_clear_object (&walk->owner);
  desk_fixture_tear_down (&walk->house, NULL);
}

static void
give (Walk         *walk,
      PursuitRight  right,
      PursuitScope  scope)
{
  g_autoptr(GError) error = NULL;

  pursuit_rights_set (walk->owner, walk->role_id, right, scope, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_desk_refresh_rights (walk->house.desk, NULL));
}

/* Everything, but for the one right that is walked. */
static void
give_rest (Walk         *walk,
           PursuitRight  walked)
{
  for (PursuitRight right = 0; right < PURSUIT_N_RIGHTS; right++)
    if (right != walked)
      give (walk, right, PURSUIT_SCOPE_ALL);
}

/* The verbs. Each tells its journal entry, if there is one to be taken back. */
typedef gboolean (*Try) (PursuitDesk  *desk,
                         const Thing  *thing,
                         gint64       *out_entry_id,
                         GError      **error);

static gboolean
change (PursuitDesk  *desk,
        GType         type,
        gint64        id,
        const char   *name,
        gint64        number,
        gint64       *out_entry_id,
        GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), type, id, error);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  pursuit_record_set_number (edited, pursuit_record_type_find (type, name), number);
  return pursuit_records_save (desk, original, edited, out_entry_id, error);
}

static gboolean
load (PursuitDesk  *desk,
      GType         type,
      gint64        id,
      GError      **error)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (desk, type, id, error);

  return record != NULL;
}

#define TRY(name) static gboolean try_##name (PursuitDesk *desk, const Thing *thing, gint64 *out_entry_id, GError **error)

TRY (show_customer) { return load (desk, PURSUIT_TYPE_CUSTOMER, thing->customer_id, error); }
TRY (show_deal) { return load (desk, PURSUIT_TYPE_DEAL, thing->deal_id, error); }
TRY (show_contact) { return load (desk, PURSUIT_TYPE_CONTACT, thing->contact_id, error); }
TRY (show_activity) { return load (desk, PURSUIT_TYPE_ACTIVITY, thing->activity_id, error); }
TRY (show_document) { return load (desk, PURSUIT_TYPE_DOCUMENT, thing->document_id, error); }

TRY (show_dossier)
{
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (desk, thing->customer_id, error);

  return dossier != NULL;
}

TRY (edit_customer) { return change (desk, PURSUIT_TYPE_CUSTOMER, thing->customer_id, "employees", 7, out_entry_id, error); }
TRY (edit_deal) { return change (desk, PURSUIT_TYPE_DEAL, thing->deal_id, "amount", 9000, out_entry_id, error); }
TRY (edit_contact) { return change (desk, PURSUIT_TYPE_CONTACT, thing->contact_id, "buying_role", 1, out_entry_id, error); }

TRY (create)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Cai", "customer-id", thing->customer_id, NULL);

  return pursuit_records_create (desk, contact, out_entry_id, error);
}

TRY (move) { return pursuit_deals_move (desk, thing->deal_id, 3, NULL, out_entry_id, error); }
TRY (win) { return pursuit_deals_win (desk, thing->deal_id, out_entry_id, error); }
TRY (lose) { return pursuit_deals_lose (desk, thing->deal_id, "Price", NULL, out_entry_id, error); }
TRY (park) { return pursuit_deals_park (desk, thing->deal_id, "2026-05-01", "Budget", out_entry_id, error); }
TRY (estimate) { return pursuit_deals_estimate (desk, thing->deal_id, 40, out_entry_id, error); }
TRY (buyer_stage) { return pursuit_deals_set_buyer_stage (desk, thing->deal_id, 3, "They wrote", out_entry_id, error); }

TRY (grade)
{
  const PursuitStandingChange judged = { .customer_id = thing->customer_id, .kind = PURSUIT_STANDING_KIND_GRADE,
                                         .value = PURSUIT_GRADE_A, .reason = "Praise" };

  return pursuit_standing_change (desk, &judged, out_entry_id, error);
}

TRY (delete_deal) { return pursuit_records_delete (desk, PURSUIT_TYPE_DEAL, thing->deal_id, out_entry_id, error); }
TRY (delete_contact) { return pursuit_records_delete (desk, PURSUIT_TYPE_CONTACT, thing->contact_id, out_entry_id, error); }

/* To somebody who has none of them. */
static gint64
find_heir (PursuitDesk *desk)
{
  g_autoptr(GHashTable) names = pursuit_store_index_names (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, NULL);

  return (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (names, "chief"));
}

TRY (assign_customer)
{
  return change (desk, PURSUIT_TYPE_CUSTOMER, thing->customer_id, "owner_id", find_heir (desk), out_entry_id, error);
}

TRY (assign_deal) { return change (desk, PURSUIT_TYPE_DEAL, thing->deal_id, "owner_id", find_heir (desk), out_entry_id, error); }
/* Who may put somebody on a deal may release them. */
TRY (release)
{
  g_autoptr(GHashTable) names = pursuit_store_index_names (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, NULL);
  g_autoptr(PursuitAssignment) assignment =
    g_object_new (PURSUIT_TYPE_ASSIGNMENT, "deal-id", thing->deal_id, "role-id", (gint64) PURSUIT_SYSTEM_ROLE_PRESALES, "staff-id",
                  (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (names, "sun")), NULL);

  return pursuit_team_assign (desk, assignment, NULL, error) &&
         pursuit_team_release (desk, PURSUIT_RECORD (assignment)->id, NULL, "Leave", NULL, error);
}

TRY (price) { return change (desk, PURSUIT_TYPE_PRODUCT, 77, "price", 900, out_entry_id, error); }
TRY (staff) { return change (desk, PURSUIT_TYPE_STAFF, thing->owner_id, "weekly_hours", 30, out_entry_id, error); }

TRY (export_dossier)
{
  g_autofree char *json = pursuit_dossier_export_json (desk, thing->customer_id, error);

  return json != NULL;
}

TRY (export_person)
{
  g_autoptr(JsonObject) person = pursuit_contacts_export (desk, thing->contact_id, error);

  return person != NULL;
}

TRY (merge)
{
  const PursuitMerge merge = { .type = PURSUIT_TYPE_CONTACT, .winner_id = thing->contact_id, .loser_id = thing->other_contact_id };

  return pursuit_merge_records (desk, &merge, out_entry_id, error);
}

TRY (hand_over)
{
  g_autoptr(PursuitSuccession) succession = pursuit_succession_new (thing->owner_id, find_heir (desk));
  g_autoptr(PursuitSuccessionPreview) preview = pursuit_successions_preview (desk, succession, error);

  return preview != NULL;
}

TRY (field)
{
  g_autoptr(PursuitOwnField) definition = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", "Colour", NULL);

  return pursuit_own_fields_add (desk, definition, out_entry_id, error);
}

TRY (administer)
{
  g_autofree char *key = g_strdup_printf ("walked-%lld", (long long) thing->customer_id);
  g_autoptr(PursuitRecord) setting = g_object_new (PURSUIT_TYPE_SETTING, "key", key, "value", "y", NULL);

  return pursuit_records_create (desk, setting, out_entry_id, error);
}

/* A profile is not refused but blank. */
TRY (view)
{
  g_autoptr(PursuitRecord) contact = pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, thing->contact_id, error);

  if (contact == NULL)
    return FALSE;
  if (PURSUIT_CONTACT (contact)->ambition != NULL)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED, "blank");
  return FALSE;
}

static const struct
{
  const char *verb;       /* as in pursuit-verbs.c */
  PursuitRight right;
  Try try;
} steps[] = {
  { "show", PURSUIT_RIGHT_VIEW, try_show_customer },
  { "show", PURSUIT_RIGHT_VIEW, try_show_deal },
  { "show", PURSUIT_RIGHT_VIEW, try_show_contact },
  { "show", PURSUIT_RIGHT_VIEW, try_show_activity },
  { "show", PURSUIT_RIGHT_VIEW, try_show_document },
  { "show", PURSUIT_RIGHT_VIEW, try_show_dossier },
  { "edit", PURSUIT_RIGHT_EDIT, try_edit_customer },
  { "edit", PURSUIT_RIGHT_EDIT, try_edit_deal },
  { "edit", PURSUIT_RIGHT_EDIT, try_edit_contact },
  { "create", PURSUIT_RIGHT_EDIT, try_create },
  { "move", PURSUIT_RIGHT_EDIT, try_move },
  { "win", PURSUIT_RIGHT_EDIT, try_win },
  { "lose", PURSUIT_RIGHT_EDIT, try_lose },
  { "park", PURSUIT_RIGHT_EDIT, try_park },
  { "estimate", PURSUIT_RIGHT_EDIT, try_estimate },
  { "buyer-stage", PURSUIT_RIGHT_EDIT, try_buyer_stage },
  { "grade", PURSUIT_RIGHT_EDIT, try_grade },
  { "delete", PURSUIT_RIGHT_DELETE, try_delete_deal },
  { "delete", PURSUIT_RIGHT_DELETE, try_delete_contact },
  { "assign", PURSUIT_RIGHT_ASSIGN, try_assign_customer },
  { "assign", PURSUIT_RIGHT_ASSIGN, try_assign_deal },
  { "release", PURSUIT_RIGHT_TEAM, try_release },
  { "price", PURSUIT_RIGHT_PRICE, try_price },
  { "staff", PURSUIT_RIGHT_STAFF, try_staff },
  { "export", PURSUIT_RIGHT_EXPORT, try_export_dossier },
  { "export", PURSUIT_RIGHT_EXPORT, try_export_person },
  { "view", PURSUIT_RIGHT_PROFILE, try_view },
  { "merge", PURSUIT_RIGHT_MERGE, try_merge },
  { "succession", PURSUIT_RIGHT_HAND_OVER, try_hand_over },
  { "fields", PURSUIT_RIGHT_FIELDS, try_field },
  { "administer", PURSUIT_RIGHT_ADMINISTER, try_administer },
};

/* Staff are reached through the unit that they are in, never because one works with them; what knows no owner is reached by all. */
static gboolean
is_reached (PursuitRight right,
            PursuitScope scope,
            guint        relation)
{
  if (!pursuit_right_knows_scope (right, PURSUIT_SCOPE_TEAM))
    return scope == PURSUIT_SCOPE_ALL;
  if (right == PURSUIT_RIGHT_STAFF && scope == PURSUIT_SCOPE_TEAM)
    return g_str_equal (relations[relation].owner, "Wang") || g_str_equal (relations[relation].owner, "Walker");
  /* What somebody has is handed over, not what they work on. */
  if (right == PURSUIT_RIGHT_HAND_OVER && relations[relation].needed == PURSUIT_SCOPE_ASSIGNED)
    return scope == PURSUIT_SCOPE_ALL;

  return scope >= relations[relation].needed;
}

/* Done or refused as it must be; what was done is taken back, what was refused left nothing. */
static void
take_step (Walk         *walk,
           guint         step,
           PursuitScope  scope,
           guint         relation)
{
  g_autoptr(GError) error = NULL;
  gint64 n_entries = desk_fixture_int (&walk->house, "SELECT count(*) FROM journal");
  gint64 entry_id = 0;
  gboolean done = steps[step].try (walk->house.desk, &walk->things[relation], &entry_id, &error);

  g_test_message ("%s, %s, of %s: %s", steps[step].verb, pursuit_enum_get_nick (PURSUIT_TYPE_SCOPE, (int) scope),
                  relations[relation].owner, error != NULL ? error->message : "done");
  if (!is_reached (steps[step].right, scope, relation))
    {
      g_assert_false (done);
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
      g_assert_cmpint (desk_fixture_int (&walk->house, "SELECT count(*) FROM journal"), ==, n_entries);
      return;
    }

  g_assert_no_error (error);
  g_assert_true (done);
  if (entry_id != 0)
    {
      pursuit_records_undo (walk->owner, entry_id, NULL, &error);
      g_assert_no_error (error);
    }
}

/* What the desk itself says, and what it says why. */
static void
ask_desk (Walk         *walk,
          PursuitRight  right,
          PursuitScope  scope,
          guint         relation)
{
  const Thing *thing = &walk->things[relation];
  const PursuitSubject subject = { thing->owner_id, thing->customer_id, thing->deal_id };
  g_autoptr(PursuitExplanation) explanation = pursuit_verbs_explain (walk->house.desk, right, &subject, NULL);

  g_assert_cmpint (explanation->may, ==, scope >= relations[relation].needed);
  g_assert_cmpint (explanation->scope, ==, scope);
  g_assert_nonnull (strstr (explanation->sentence, "Walkers"));
  if (!explanation->may)
    g_assert_nonnull (strstr (explanation->sentence, "Administrator"));
}

static void
test_verbs (Walk          *walk,
            gconstpointer  data)
{
  PursuitRight right = (PursuitRight) GPOINTER_TO_UINT (data);

  give_rest (walk, right);
  for (int scope = PURSUIT_SCOPE_NONE; scope < PURSUIT_N_SCOPES; scope++)
    {
      if (!pursuit_right_knows_scope (right, (PursuitScope) scope))
        {
          g_assert_false (pursuit_rights_set (walk->owner, walk->role_id, right, (PursuitScope) scope, NULL, NULL));
          continue;
        }
      give (walk, right, (PursuitScope) scope);
      for (guint relation = 0; relation < N_RELATIONS; relation++)
        {
          ask_desk (walk, right, (PursuitScope) scope, relation);
          for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
            if (steps[step].right == right)
              take_step (walk, step, (PursuitScope) scope, relation);
        }
    }
}

static gboolean
count_row (const char * const  *cells,
           gpointer             user_data,
           GError             **error)
{
  (*(guint *) user_data)++;
  return TRUE;
}

static void
assert_list (Walk        *walk,
             PursuitList  list,
             guint        expected)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (walk->house.desk, query, 0, NULL);
  gint64 count;

  g_assert_cmpuint (ids->len, ==, expected);
  g_assert_true (pursuit_desk_query_count (walk->house.desk, query, &count, NULL));
  g_assert_cmpint (count, ==, expected);
}

static void
assert_timelines (Walk         *walk,
                  PursuitScope  scope)
{
  for (guint i = 0; i < N_RELATIONS; i++)
    {
      g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
      gint64 count;

      query->customer_id = walk->things[i].customer_id;
      g_assert_true (pursuit_desk_query_count (walk->house.desk, query, &count, NULL));
      g_assert_cmpint (count > 0, ==, scope >= relations[i].needed);
    }
}

static void
assert_facet (Walk  *walk,
              guint  expected)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GPtrArray) facets = pursuit_desk_query_facet (walk->house.desk, query, "region", NULL);
  gint64 count = 0;

  for (guint i = 0; i < facets->len; i++)
    count += ((PursuitFacet *) g_ptr_array_index (facets, i))->count;
  g_assert_cmpint (count, ==, expected);
}

static void
assert_search (Walk             *walk,
               PursuitFoundKinds kinds,
               guint             expected)
{
  g_autoptr(GPtrArray) found = pursuit_search (walk->house.desk, "walked", kinds, NULL, 0, 50, NULL, NULL);

  g_assert_cmpuint (found->len, ==, expected);
}

/* Lists, counts, facets, names, texts and timelines show no more than may be seen. */
static void
test_lists (Walk          *walk,
            gconstpointer  data)
{
  give_rest (walk, PURSUIT_RIGHT_VIEW);
  for (int scope = PURSUIT_SCOPE_NONE; scope < PURSUIT_N_SCOPES; scope++)
    {
      guint n = (guint) scope;      /* one more relation with each */

      give (walk, PURSUIT_RIGHT_VIEW, (PursuitScope) scope);
      assert_list (walk, PURSUIT_LIST_CUSTOMERS, n);
      assert_list (walk, PURSUIT_LIST_DEALS, n);
      assert_list (walk, PURSUIT_LIST_CONTACTS, 2 * n);
      assert_list (walk, PURSUIT_LIST_ACTIVITIES, n);
      assert_list (walk, PURSUIT_LIST_DOCUMENTS, n);
      assert_facet (walk, n);
      assert_search (walk, PURSUIT_FOUND_CUSTOMER, n);
      assert_search (walk, PURSUIT_FOUND_DEAL, n);
      assert_search (walk, PURSUIT_FOUND_CONTACT, 2 * n);
      assert_search (walk, PURSUIT_FOUND_TEXT, 2 * n);
      assert_timelines (walk, (PursuitScope) scope);
    }
}

/* What is taken out reaches as far as both rights do. */
static void
test_exports (Walk          *walk,
              gconstpointer  data)
{
  give_rest (walk, PURSUIT_RIGHT_EXPORT);
  for (int scope = PURSUIT_SCOPE_OWN; scope < PURSUIT_N_SCOPES; scope++)
    for (int seen = PURSUIT_SCOPE_OWN; seen < PURSUIT_N_SCOPES; seen++)
      {
        static const PursuitList lists[] = { PURSUIT_LIST_CUSTOMERS, PURSUIT_LIST_DEALS };

        give (walk, PURSUIT_RIGHT_EXPORT, (PursuitScope) scope);
        give (walk, PURSUIT_RIGHT_VIEW, (PursuitScope) seen);
        for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
          {
            g_autoptr(PursuitQuery) query = pursuit_query_new (lists[i]);
            g_autoptr(GError) error = NULL;
            guint n_rows = 0;

            pursuit_export_list (walk->house.desk, query, NULL, count_row, &n_rows, NULL, &error);
            g_assert_no_error (error);
            g_assert_cmpuint (n_rows, ==, 1 + (guint) MIN (scope, seen));
          }
      }
}

/* Prices are blank for those who may not see them, and the journal is the administrator's. */
static void
test_hidden (Walk          *walk,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) with = NULL;
  g_autoptr(PursuitRecord) without = NULL;

  store_fixture_raw (&walk->house.base, "UPDATE product SET price = 500 WHERE id = 77;");
  give_rest (walk, PURSUIT_RIGHT_ADMINISTER);
  assert_list (walk, PURSUIT_LIST_JOURNAL, 0);
  with = pursuit_records_load (walk->house.desk, PURSUIT_TYPE_PRODUCT, 77, NULL);
  give (walk, PURSUIT_RIGHT_PRICE, PURSUIT_SCOPE_NONE);
  without = pursuit_records_load (walk->house.desk, PURSUIT_TYPE_PRODUCT, 77, NULL);
  g_assert_cmpint (PURSUIT_PRODUCT (with)->price, ==, 500);
  g_assert_cmpint (PURSUIT_PRODUCT (without)->price, ==, 0);
}

/* Verbs that are walked over elsewhere, or by another verb that asks in the same place. */
static const char *const elsewhere[] = {
  "list", "find", "timeline",                                             /* test_lists() */
  "add", "set", "bulk", "reopen", "unpark", "tick", "untick", "hand-over", "accept", "funnel", "level", "assess", "post", "leave",
  "come-back", "version", "undo",                                         /* the right to change, as “edit” and “move” */
  "restore", "unmerge",                                                   /* as “delete” and “merge” */
  "decline", "done", "withdraw",                                          /* test-requests.c; who may answer goes by the request */
  "override", "import", "erase",                                          /* test-gate.c, test-import-run.c, test-erasure.c */
  "draft", "publish", "retire", "standard", "migrate", "demo", "salvage", "backup", "maintenance", "check",  /* as “administer” */
};

/* A verb that is new has to be walked over, or to be said where it is. */
static void
test_complete (void)
{
  guint n;
  const PursuitVerb *verbs = pursuit_verbs_list (&n);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_walked = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (elsewhere); j++)
        is_walked |= g_str_equal (elsewhere[j], verbs[i].name);
      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        if (g_str_equal (steps[j].verb, verbs[i].name))
          {
            g_assert_cmpint (steps[j].right, ==, verbs[i].right);
            is_walked = TRUE;
          }
      if (!is_walked)
        g_error ("nobody walks over “%s”", verbs[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint right = 0; right < PURSUIT_N_RIGHTS; right++)
    {
      g_autofree char *path = g_strconcat ("/service/rights-walk/verbs/", pursuit_enum_get_nick (PURSUIT_TYPE_RIGHT, (int) right), NULL);

      g_test_add (path, Walk, GUINT_TO_POINTER (right), set_up, test_verbs, tear_down);
    }
  g_test_add ("/service/rights-walk/lists", Walk, NULL, set_up, test_lists, tear_down);
  g_test_add ("/service/rights-walk/exports", Walk, NULL, set_up, test_exports, tear_down);
  g_test_add ("/service/rights-walk/hidden", Walk, NULL, set_up, test_hidden, tear_down);
  g_test_add_func ("/service/rights-walk/complete", test_complete);

  return g_test_run ();
}
