/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what: the table of roles, and what it means at the desk. */

#include "desk-fixture.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-org-unit.h"
#include "pursuit-product.h"
#include "pursuit-records.h"
#include "pursuit-role.h"
#include "pursuit-row.h"
#include "pursuit-setting.h"
#include "pursuit-staff.h"

/* One letter per right, in their order: view edit delete assign price staff import export override
 * profile merge hand-over erase fields team request technical administer;
 * none, own, deals one works on, team, all. Written down here a second time: a change of the table must be meant. */
static const char *const expected[] = {
  [PURSUIT_SYSTEM_ROLE_NONE] = "------------------",
  [PURSUIT_SYSTEM_ROLE_ADMINISTRATOR] = "aaaaaaaaaaaaaaaaaa",
  [PURSUIT_SYSTEM_ROLE_EXECUTIVE] = "aa-aa--aaaaa--aaa-",
  [PURSUIT_SYSTEM_ROLE_MANAGER] = "atttataatttt--ttt-",
  [PURSUIT_SYSTEM_ROLE_SELLER] = "doo-a--o-oo---odo-",
  [PURSUIT_SYSTEM_ROLE_PRESALES] = "a--------------dd-",
  [PURSUIT_SYSTEM_ROLE_CONSULTANT] = "a--------------dd-",
  [PURSUIT_SYSTEM_ROLE_COMMERCIAL] = "aa--a--a------aa--",
  [PURSUIT_SYSTEM_ROLE_FINANCE] = "a---a--a-------d--",
  [PURSUIT_SYSTEM_ROLE_LEGAL] = "a---a----------d--",
  [PURSUIT_SYSTEM_ROLE_RECRUITER] = "------------------",
  [PURSUIT_SYSTEM_ROLE_DISPATCHER] = "a--a--------------",
  [PURSUIT_SYSTEM_ROLE_SUPERVISOR] = "a---a--a----------",
  [PURSUIT_SYSTEM_ROLE_RISK_CONTROL] = "a-----------------",
  [PURSUIT_SYSTEM_ROLE_INFORMANT] = "------------------",
};

static void
test_table (void)
{
  static const char letters[] = "-odta";

  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, PURSUIT_SYSTEM_ROLE_INFORMANT + 1);
  for (guint role = 0; role < G_N_ELEMENTS (expected); role++)
    {
      char found[PURSUIT_N_RIGHTS + 1] = { 0 };

      for (guint right = 0; right < PURSUIT_N_RIGHTS; right++)
        found[right] = letters[pursuit_rights_get_shipped ((PursuitSystemRole) role, (PursuitRight) right)];
      g_assert_cmpstr (found, ==, expected[role]);
    }
}

static gboolean
covers (PursuitSystemRole role,
        PursuitSystemRole other)
{
  g_autoptr(PursuitRights) rights = pursuit_rights_new_shipped (role);
  g_autoptr(PursuitRights) others = pursuit_rights_new_shipped (other);

  return pursuit_rights_covers (rights, others);
}

static void
test_covers (void)
{
  g_assert_true (covers (PURSUIT_SYSTEM_ROLE_ADMINISTRATOR, PURSUIT_SYSTEM_ROLE_EXECUTIVE));
  g_assert_true (covers (PURSUIT_SYSTEM_ROLE_MANAGER, PURSUIT_SYSTEM_ROLE_SELLER));
  g_assert_true (covers (PURSUIT_SYSTEM_ROLE_MANAGER, PURSUIT_SYSTEM_ROLE_MANAGER));
  g_assert_true (covers (PURSUIT_SYSTEM_ROLE_SELLER, PURSUIT_SYSTEM_ROLE_NONE));
  g_assert_false (covers (PURSUIT_SYSTEM_ROLE_MANAGER, PURSUIT_SYSTEM_ROLE_ADMINISTRATOR));
  g_assert_false (covers (PURSUIT_SYSTEM_ROLE_MANAGER, PURSUIT_SYSTEM_ROLE_EXECUTIVE));
  g_assert_false (covers (PURSUIT_SYSTEM_ROLE_EXECUTIVE, PURSUIT_SYSTEM_ROLE_MANAGER));
}

/* A refusal says who could do it. */
static void
test_refusals (void)
{
  static const struct { PursuitSystemRole role; PursuitRight right; const char *sentence; } cases[] = {
    { PURSUIT_SYSTEM_ROLE_SELLER, PURSUIT_RIGHT_ASSIGN,
      "A person with the role “Seller” may not give this to somebody else. It can be done by: Administrator, Executive,"
      " Sales manager, Dispatcher." },
    { PURSUIT_SYSTEM_ROLE_PRESALES, PURSUIT_RIGHT_EDIT,
      "A person with the role “Pre-sales engineer” may not change this. It can be done by: Administrator, Executive,"
      " Sales manager, Commercial manager." },
    { PURSUIT_SYSTEM_ROLE_MANAGER, PURSUIT_RIGHT_DELETE,
      "A person with the role “Sales manager” may not delete this. It reaches only to what belongs to their team."
      " It can be done by: Administrator." },
    { PURSUIT_SYSTEM_ROLE_ADMINISTRATOR, PURSUIT_RIGHT_VIEW,
      "A person with the role “Administrator” may not see this. No role may do more." },
    { PURSUIT_SYSTEM_ROLE_NONE, PURSUIT_RIGHT_ADMINISTER,
      "Somebody without a role may not administer the database. It can be done by: Administrator." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRights) rights = pursuit_rights_new_shipped (cases[i].role);
      g_autofree char *sentence = pursuit_rights_dup_refusal (rights, cases[i].right);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  static const char *const sellers[] = { "Li", "Wang", "Zhao" };

  desk_fixture_set_up (fixture, data);
  for (guint i = 0; i < G_N_ELEMENTS (sellers); i++)
    {
      g_autofree char *customer = g_strdup_printf ("Of %s", sellers[i]);
      g_autofree char *deal = g_strdup_printf ("Deal of %s", sellers[i]);

      desk_fixture_add_customer (fixture, customer, sellers[i]);
      desk_fixture_add_deal (fixture, deal, customer, sellers[i], 100, 2);
    }
  desk_fixture_add_customer (fixture, "Pool", NULL);
}

static PursuitRecord *
load (DeskFixture *fixture,
      const char  *table,
      const char  *name)
{
  g_autoptr(GError) error = NULL;
  PursuitRecord *record = pursuit_store_load (fixture->base.store, pursuit_record_type_from_table (table),
                                              desk_fixture_find (fixture, table, name), &error);

  g_assert_no_error (error);

  return record;
}

/* The verbs that are tried on something that somebody owns. */
static gboolean
try_edit (DeskFixture  *fixture,
          const char   *table,
          const char   *name,
          const char   *property,
          gint64        number,
          GError      **error)
{
  g_autoptr(PursuitRecord) original = load (fixture, table, name);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, property, number, NULL);

  return pursuit_records_save (fixture->desk, original, edited, NULL, error);
}

static gboolean
try_verb (DeskFixture  *fixture,
          const char   *verb,
          const char   *seller,
          GError      **error)
{
  g_autofree char *customer = g_strdup_printf (seller != NULL ? "Of %s" : "Pool", seller);
  g_autofree char *deal = g_strdup_printf ("Deal of %s", seller);

  if (g_str_equal (verb, "see"))
    {
      g_autoptr(PursuitRecord) record =
        pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, desk_fixture_find (fixture, "customer", customer), error);

      return record != NULL;
    }
  if (g_str_equal (verb, "edit"))
    return try_edit (fixture, "customer", customer, "employees",
                     desk_fixture_int (fixture, "SELECT max (employees) + 1 FROM customer"), error);
  if (g_str_equal (verb, "assign"))
    return try_edit (fixture, "customer", customer, "owner-id", desk_fixture_find (fixture, "staff", "Chief"), error);
  if (g_str_equal (verb, "move"))
    return pursuit_deals_move (fixture->desk, desk_fixture_find (fixture, "deal", deal), 5, "because", NULL, error);
  if (g_str_equal (verb, "win"))
    return pursuit_deals_win (fixture->desk, desk_fixture_find (fixture, "deal", deal), NULL, error);
  if (g_str_equal (verb, "delete deal"))
    return pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, desk_fixture_find (fixture, "deal", deal), NULL, error);
  if (g_str_equal (verb, "delete pool"))
    return pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, desk_fixture_find (fixture, "customer", "Pool"),
                                   NULL, error);
  if (g_str_equal (verb, "contact"))
    {
      g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Ms X", "customer-id",
                                                       desk_fixture_find (fixture, "customer", customer), NULL);

      return pursuit_records_create (fixture->desk, contact, NULL, error);
    }

  g_assert_not_reached ();
}

typedef struct
{
  const char *name;
  const char *actor;
  const char *verb;
  const char *owner;   /* NULL: nobody's */
  gboolean allowed;
} RightCase;

static const RightCase right_cases[] = {
  { "seller-sees-own", "Li", "see", "Li", TRUE },
  { "seller-sees-other", "Li", "see", "Wang", FALSE },
  { "seller-sees-pool", "Li", "see", NULL, TRUE },
  { "manager-sees-all", "Ma", "see", "Zhao", TRUE },
  { "nobody-sees-pool", "Qian", "see", NULL, FALSE },
  { "seller-edits-own", "Li", "edit", "Li", TRUE },
  { "seller-edits-other", "Li", "edit", "Wang", FALSE },
  { "seller-edits-pool", "Li", "edit", NULL, TRUE },
  { "manager-edits-team", "Ma", "edit", "Li", TRUE },
  { "manager-edits-below", "Ma", "edit", "Wang", TRUE },
  { "manager-edits-other-team", "Ma", "edit", "Zhao", FALSE },
  { "executive-edits-all", "Chief", "edit", "Zhao", TRUE },
  { "presales-edits", "Sun", "edit", "Li", FALSE },
  { "nobody-edits-pool", "Qian", "edit", NULL, FALSE },
  { "seller-moves-own", "Li", "move", "Li", TRUE },
  { "seller-moves-other", "Li", "move", "Zhao", FALSE },
  { "manager-moves-below", "Ma", "move", "Wang", TRUE },
  { "manager-moves-other-team", "Zhu", "move", "Wang", FALSE },
  { "presales-moves", "Sun", "move", "Li", FALSE },
  { "seller-wins-own", "Li", "win", "Li", TRUE },
  { "seller-wins-other", "Li", "win", "Wang", FALSE },
  { "seller-deletes-own", "Li", "delete deal", "Li", TRUE },
  { "seller-deletes-other", "Li", "delete deal", "Wang", FALSE },
  { "seller-deletes-pool", "Li", "delete pool", NULL, FALSE },
  { "manager-deletes-pool", "Ma", "delete pool", NULL, TRUE },
  { "executive-deletes", "Chief", "delete deal", "Li", FALSE },
  { "seller-assigns-own", "Li", "assign", "Li", FALSE },
  { "seller-assigns-pool", "Li", "assign", NULL, FALSE },
  { "manager-assigns-team", "Ma", "assign", "Wang", TRUE },
  { "manager-assigns-other-team", "Ma", "assign", "Zhao", FALSE },
  { "manager-assigns-pool", "Ma", "assign", NULL, TRUE },
  { "seller-adds-contact-to-own", "Li", "contact", "Li", TRUE },
  { "seller-adds-contact-to-other", "Li", "contact", "Wang", FALSE },
  { "manager-adds-contact-below", "Ma", "contact", "Wang", TRUE },
};

static void
test_right (DeskFixture   *fixture,
            gconstpointer  data)
{
  const RightCase *c = data;
  g_autoptr(GError) error = NULL;
  gint64 n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");
  gboolean done;

  desk_fixture_sign_in (fixture, c->actor);
  done = try_verb (fixture, c->verb, c->owner, &error);
  if (c->allowed)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      return;
    }

  g_assert_false (done);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_nonnull (g_strstr_len (error->message, -1, "Administrator"));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);
}

static void
assert_denied (gboolean   done,
               GError   **error)
{
  g_assert_false (done);
  g_assert_error (*error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (error);
}

/* Taking what is nobody's is not giving it away. */
static void
test_claim (DeskFixture   *fixture,
            gconstpointer  data)
{
  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (try_edit (fixture, "customer", "Pool", "owner-id", desk_fixture_find (fixture, "staff", "Li"), NULL));
}

/* Whoever makes a customer and may only change their own owns it. */
static void
test_own_creation (DeskFixture   *fixture,
                   gconstpointer  data)
{
  GError *error = NULL;
  g_autoptr(PursuitRecord) other = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Y", "owner-id",
                                                 desk_fixture_find (fixture, "staff", "Wang"), NULL);

  desk_fixture_sign_in (fixture, "Li");
  desk_fixture_add_customer (fixture, "X", NULL);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT owner_id FROM customer WHERE name = 'X'"), ==,
                   desk_fixture_find (fixture, "staff", "Li"));
  assert_denied (pursuit_records_create (fixture->desk, other, NULL, &error), &error);

  desk_fixture_sign_in (fixture, "Ma");
  desk_fixture_add_customer (fixture, "Z", NULL);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT owner_id IS NULL FROM customer WHERE name = 'Z'"), ==, 1);
}

/* A contact is not moved into a dossier that one may not change. */
static void
test_move_contact (DeskFixture   *fixture,
                   gconstpointer  data)
{
  GError *error = NULL;
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Ms X", "customer-id",
                                                   desk_fixture_find (fixture, "customer", "Of Li"), NULL);

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, NULL));
  assert_denied (try_edit (fixture, "contact", "Ms X", "customer-id", desk_fixture_find (fixture, "customer", "Of Zhao"),
                           &error), &error);
  g_assert_true (try_edit (fixture, "contact", "Ms X", "customer-id", desk_fixture_find (fixture, "customer", "Pool"), NULL));
}

/* TEAM-6: prices are shown to and changed by those who may. */
static void
test_prices (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) product = g_object_new (PURSUIT_TYPE_PRODUCT, "name", "Pump", "price", G_GINT64_CONSTANT (500), NULL);
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(PursuitRecord) hidden = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  gint64 id;

  g_assert_true (pursuit_records_create (fixture->desk, product, NULL, NULL));
  id = product->id;
  desk_fixture_sign_in (fixture, "Li");
  seen = pursuit_records_load (fixture->desk, PURSUIT_TYPE_PRODUCT, id, NULL);
  g_assert_cmpint (PURSUIT_PRODUCT (seen)->price, ==, 500);

  desk_fixture_sign_in (fixture, "Sun");
  hidden = pursuit_records_load (fixture->desk, PURSUIT_TYPE_PRODUCT, id, NULL);
  g_assert_cmpint (PURSUIT_PRODUCT (hidden)->price, ==, 0);
  rows = pursuit_desk_query_rows (fixture->desk, PURSUIT_LIST_PRODUCTS, &id, 1, NULL);
  g_assert_cmpint (pursuit_row_get_number (g_ptr_array_index (rows, 0), PURSUIT_PRODUCT_ROW_PRICE), ==, 0);
  g_assert_cmpstr (pursuit_row_get_text (g_ptr_array_index (rows, 0), PURSUIT_PRODUCT_ROW_NAME), ==, "Pump");
}

/* Our own house: people are kept by whoever leads them, and nobody lifts themselves. */
static void
test_staff (DeskFixture   *fixture,
            gconstpointer  data)
{
  GError *error = NULL;
  gint64 administrator = desk_fixture_int (fixture, "SELECT id FROM role WHERE system_role = 'administrator'");
  gint64 seller = desk_fixture_int (fixture, "SELECT id FROM role WHERE system_role = 'seller'");
  g_autoptr(PursuitRecord) made = g_object_new (PURSUIT_TYPE_STAFF, "name", "New", "unit-id",
                                                desk_fixture_find (fixture, "org_unit", "Coast"), "role-id", seller, NULL);
  g_autoptr(PursuitRecord) lifted = g_object_new (PURSUIT_TYPE_STAFF, "name", "Lifted", "unit-id",
                                                  desk_fixture_find (fixture, "org_unit", "Coast"), "role-id",
                                                  administrator, NULL);
  g_autoptr(PursuitRecord) elsewhere = g_object_new (PURSUIT_TYPE_STAFF, "name", "Elsewhere", "unit-id",
                                                     desk_fixture_find (fixture, "org_unit", "West"), NULL);

  desk_fixture_sign_in (fixture, "Li");
  assert_denied (try_edit (fixture, "staff", "Li", "inactive", 1, &error), &error);
  desk_fixture_sign_in (fixture, "Ma");
  g_assert_true (pursuit_records_create (fixture->desk, made, NULL, NULL));
  assert_denied (pursuit_records_create (fixture->desk, lifted, NULL, &error), &error);
  assert_denied (pursuit_records_create (fixture->desk, elsewhere, NULL, &error), &error);
  g_assert_true (try_edit (fixture, "staff", "Wang", "inactive", 1, NULL));
  assert_denied (try_edit (fixture, "staff", "Zhao", "inactive", 1, &error), &error);
  assert_denied (try_edit (fixture, "staff", "Ma", "role-id", administrator, &error), &error);
  assert_denied (try_edit (fixture, "staff", "Wang", "unit-id", desk_fixture_find (fixture, "org_unit", "West"), &error),
                 &error);
}

static void
test_units (DeskFixture   *fixture,
            gconstpointer  data)
{
  GError *error = NULL;
  gint64 ma = desk_fixture_find (fixture, "staff", "Ma");
  g_autoptr(PursuitRecord) below = g_object_new (PURSUIT_TYPE_ORG_UNIT, "name", "New", "parent-id",
                                                 desk_fixture_find (fixture, "org_unit", "Coast"), NULL);
  g_autoptr(PursuitRecord) beside = g_object_new (PURSUIT_TYPE_ORG_UNIT, "name", "Beside", "lead-id", ma, NULL);

  desk_fixture_sign_in (fixture, "Ma");
  g_assert_true (pursuit_records_create (fixture->desk, below, NULL, NULL));
  assert_denied (pursuit_records_create (fixture->desk, beside, NULL, &error), &error);
  assert_denied (try_edit (fixture, "org_unit", "West", "lead-id", ma, &error), &error);
  assert_denied (try_edit (fixture, "org_unit", "Head", "lead-id", ma, &error), &error);
  assert_denied (try_edit (fixture, "org_unit", "East", "parent-id", desk_fixture_find (fixture, "org_unit", "West"), &error),
                 &error);
  g_assert_true (try_edit (fixture, "org_unit", "Coast", "lead-id", desk_fixture_find (fixture, "staff", "Wang"), NULL));
}

/* What the program itself goes by is the administrator's. */
static void
test_administration (DeskFixture   *fixture,
                     gconstpointer  data)
{
  GError *error = NULL;
  g_autoptr(PursuitRecord) setting = g_object_new (PURSUIT_TYPE_SETTING, "key", "x", "value", "y", NULL);

  desk_fixture_sign_in (fixture, "Ma");
  assert_denied (try_edit (fixture, "role", "Sales manager", "system-role", PURSUIT_SYSTEM_ROLE_ADMINISTRATOR, &error), &error);
  assert_denied (try_edit (fixture, "stage", "Project evaluation", "probability", 1, &error), &error);
  assert_denied (pursuit_records_create (fixture->desk, setting, NULL, &error), &error);
  assert_denied (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_ROLE, 1, NULL, &error), &error);
  desk_fixture_sign_in (fixture, "Root");
  g_assert_true (try_edit (fixture, "stage", "Project evaluation", "expected_days", 71, NULL));
  g_assert_true (pursuit_records_create (fixture->desk, setting, NULL, NULL));
}

static void
test_sign_in (DeskFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (pursuit_desk_get_actor_id (fixture->desk), ==, 0);
  g_assert_cmpint (pursuit_desk_get_role (fixture->desk), ==, PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
  g_assert_true (pursuit_desk_sign_in_as (fixture->desk, "ｍａ", NULL));
  g_assert_cmpstr (pursuit_desk_get_actor_name (fixture->desk), ==, "Ma");
  g_assert_cmpint (pursuit_desk_get_role (fixture->desk), ==, PURSUIT_SYSTEM_ROLE_MANAGER);
  g_assert_cmpint (pursuit_desk_get_actor_id (fixture->desk), ==, desk_fixture_find (fixture, "staff", "Ma"));

  g_assert_false (pursuit_desk_sign_in_as (fixture->desk, "Nobody", &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no member of staff called “Nobody”.");
  g_assert_cmpstr (pursuit_desk_get_actor_name (fixture->desk), ==, "Ma");
}

static void
test_sign_in_refused (DeskFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (try_edit (fixture, "staff", "Wang", "inactive", 1, NULL));
  g_assert_false (pursuit_desk_sign_in (fixture->desk, desk_fixture_find (fixture, "staff", "Wang"), &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "“Wang” has left and cannot sign in.");
  g_assert_cmpint (pursuit_desk_get_actor_id (fixture->desk), ==, 0);

  /* A role that was abolished gives no rights. */
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_ROLE,
                                         desk_fixture_int (fixture, "SELECT id FROM role WHERE system_role = 'manager'"),
                                         NULL, NULL));
  desk_fixture_sign_in (fixture, "Ma");
  g_assert_cmpint (pursuit_desk_get_role (fixture->desk), ==, PURSUIT_SYSTEM_ROLE_NONE);
}

static void
assert_count (DeskFixture *fixture,
              PursuitList  list,
              gint64       expected_count)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);
  gint64 count;

  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, NULL));
  g_assert_cmpint (count, ==, expected_count);
}

static gboolean
loads (DeskFixture *fixture,
       const char  *table,
       const char  *name)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (fixture->desk, pursuit_record_type_from_table (table),
                                                          desk_fixture_find (fixture, table, name), NULL);

  return record != NULL;
}

/* TEAM-6: whoever works on a deal sees it and its customer, not the customer's other deals, and changes neither. */
static void
test_assigned (DeskFixture   *fixture,
               gconstpointer  data)
{
  GError *error = NULL;

  desk_fixture_add_deal (fixture, "Other deal of Zhao", "Of Zhao", "Zhao", 100, 2);
  store_fixture_raw (&fixture->base,
                     "INSERT INTO assignment (created_at, changed_at, customer_id, deal_id, role_id, staff_id)"
                     " SELECT 1, 1, d.customer_id, d.id, 1,"
                     " (SELECT id FROM staff WHERE name = 'Li') FROM deal d WHERE d.title = 'Deal of Zhao';");
  desk_fixture_sign_in (fixture, "Li");
  assert_count (fixture, PURSUIT_LIST_DEALS, 2);
  assert_count (fixture, PURSUIT_LIST_CUSTOMERS, 3);
  g_assert_true (loads (fixture, "deal", "Deal of Zhao"));
  g_assert_true (loads (fixture, "customer", "Of Zhao"));
  g_assert_false (loads (fixture, "deal", "Other deal of Zhao"));
  g_assert_false (loads (fixture, "customer", "Of Wang"));
  assert_denied (try_edit (fixture, "customer", "Of Zhao", "grade", PURSUIT_GRADE_A, &error), &error);

  store_fixture_raw (&fixture->base, "UPDATE assignment SET released_on = '2026-03-01';");
  assert_count (fixture, PURSUIT_LIST_DEALS, 1);
  assert_count (fixture, PURSUIT_LIST_CUSTOMERS, 2);
  g_assert_false (loads (fixture, "deal", "Deal of Zhao"));
  g_assert_false (loads (fixture, "customer", "Of Zhao"));
}

#define ADD(path, data, func) g_test_add (path, DeskFixture, data, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/rights/table", test_table);
  g_test_add_func ("/service/rights/covers", test_covers);
  g_test_add_func ("/service/rights/refusals-name-who-could", test_refusals);
  ADD ("/service/rights/assigned", NULL, test_assigned);
  for (guint i = 0; i < G_N_ELEMENTS (right_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/service/rights/scope/", right_cases[i].name, NULL);

      ADD (path, &right_cases[i], test_right);
    }
  ADD ("/service/rights/claim-from-the-pool", NULL, test_claim);
  ADD ("/service/rights/own-creation", NULL, test_own_creation);
  ADD ("/service/rights/move-contact", NULL, test_move_contact);
  ADD ("/service/rights/prices", NULL, test_prices);
  ADD ("/service/rights/staff", NULL, test_staff);
  ADD ("/service/rights/units", NULL, test_units);
  ADD ("/service/rights/administration", NULL, test_administration);
  ADD ("/service/desk/sign-in", NULL, test_sign_in);
  ADD ("/service/desk/sign-in-refused", NULL, test_sign_in_refused);

  return g_test_run ();
}
