/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one page shows of a customer; and what a desk is made with. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-deals.h"
#include "pursuit-dossier.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"

#include <glib/gstdio.h>

static void
add_contact (DeskFixture       *fixture,
             const char        *name,
             PursuitBuyingRole  role)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", G_GINT64_CONSTANT (1),
                                                   "buying-role", (gint64) role, NULL);

  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, NULL));
}

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  g_autoptr(PursuitRecord) visit = NULL;

  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Parent", "Wang");
  desk_fixture_add_customer (fixture, "Other", NULL);
  store_fixture_raw (&fixture->base, "UPDATE customer SET parent_id = 2 WHERE id IN (1, 3)");
  add_contact (fixture, "Zeta", PURSUIT_BUYING_ROLE_NONE);
  add_contact (fixture, "Yves", PURSUIT_BUYING_ROLE_USER);
  add_contact (fixture, "Xena", PURSUIT_BUYING_ROLE_DECIDER);
  add_contact (fixture, "Anna", PURSUIT_BUYING_ROLE_NONE);
  desk_fixture_add_deal (fixture, "Lost one", "Mill", "Li", 7, 1);
  desk_fixture_add_deal (fixture, "Won one", "Mill", "Li", 500, 1);
  desk_fixture_add_deal (fixture, "Open one", "Mill", "Li", 1000, 2);
  desk_fixture_add_deal (fixture, "Elsewhere", "Other", "Wang", 9, 1);
  g_assert_true (pursuit_deals_lose (fixture->desk, 1, "price", NULL, NULL, NULL));
  g_assert_true (pursuit_deals_win (fixture->desk, 2, NULL, NULL));
  visit = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", "Visit", "customer-id", G_GINT64_CONSTANT (1), "kind",
                        (gint64) PURSUIT_ACTIVITY_VISIT, NULL);
  g_assert_true (pursuit_records_create (fixture->desk, visit, NULL, NULL));
}

static char *
join_names (GPtrArray *records)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", pursuit_record_get_name (g_ptr_array_index (records, i)));

  return g_string_free (names, FALSE);
}

static char *
join_rows (GPtrArray *rows)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", pursuit_row_get_text (g_ptr_array_index (rows, i), 0));

  return g_string_free (names, FALSE);
}

static void
test_read (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (fixture->desk, 1, &error);
  PursuitRecordClass *klass;
  g_autofree char *contacts = NULL;
  g_autofree char *deals = NULL;

  g_assert_no_error (error);
  klass = PURSUIT_RECORD_GET_CLASS (dossier->customer);
  g_assert_cmpstr (dossier->customer->name, ==, "Mill");
  g_assert_cmpint (dossier->customer->last_contact_at, ==, DESK_NOW);
  g_assert_cmpstr (dossier->owner_name, ==, "Li");
  g_assert_cmpstr (dossier->parent_name, ==, "Parent");
  g_assert_cmpint (dossier->n_subsidiaries, ==, 0);
  g_assert_cmpint (dossier->n_activities, ==, 1);
  g_assert_null (dossier->contacts);
  g_assert_null (dossier->deals);
  g_assert_cmpint (dossier->n_contacts, ==, 4);
  g_assert_cmpint (dossier->n_deals, ==, 3);
  g_assert_true (pursuit_dossier_read_lists (dossier, fixture->desk, &error));
  contacts = join_names (dossier->contacts);
  g_assert_cmpstr (contacts, ==, "Xena|Yves|Anna|Zeta");
  deals = join_rows (dossier->deals);
  g_assert_cmpstr (deals, ==, "Open one|Won one|Lost one");
  g_assert_cmpint (dossier->open.count, ==, 1);
  g_assert_cmpint (dossier->open.amount, ==, 1000);
  g_assert_cmpint (dossier->won.count, ==, 1);
  g_assert_cmpint (dossier->won.amount, ==, 500);
  g_assert_true (dossier->missing & pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, "phone")));
  g_assert_false (dossier->missing & pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, "name")));
  g_assert_true (dossier->may_edit);
}

static void
test_parent (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (fixture->desk, 2, NULL);

  g_assert_cmpint (dossier->n_subsidiaries, ==, 2);
  g_assert_null (dossier->parent_name);
  g_assert_true (pursuit_dossier_read_lists (dossier, fixture->desk, NULL));
  g_assert_cmpuint (dossier->contacts->len, ==, 0);
  g_assert_cmpuint (dossier->deals->len, ==, 0);
}

static void
assert_not_readable (DeskFixture  *fixture,
                     gint64        id,
                     PursuitError  code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_dossier_read (fixture->desk, id, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
}

static void
test_rights (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitDossier) others = NULL;
  g_autoptr(PursuitDossier) pool = NULL;

  desk_fixture_sign_in (fixture, "Zhao");
  assert_not_readable (fixture, 1, PURSUIT_ERROR_DENIED);
  pool = pursuit_dossier_read (fixture->desk, 3, NULL);
  g_assert_nonnull (pool);
  g_assert_true (pool->may_edit);
  /* Of a customer that one may see, the deals of others are still theirs. */
  g_assert_true (pursuit_dossier_read_lists (pool, fixture->desk, NULL));
  g_assert_cmpuint (pool->deals->len, ==, 0);
  g_assert_cmpint (pool->open.count, ==, 0);

  desk_fixture_sign_in (fixture, "Sun");
  others = pursuit_dossier_read (fixture->desk, 1, NULL);
  g_assert_true (pursuit_dossier_read_lists (others, fixture->desk, NULL));
  g_assert_cmpuint (others->deals->len, ==, 3);
  g_assert_false (others->may_edit);
}

static void
test_gone (DeskFixture   *fixture,
           gconstpointer  data)
{
  assert_not_readable (fixture, 99, PURSUIT_ERROR_NOT_FOUND);
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, NULL));
  assert_not_readable (fixture, 2, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_read_only (DeskFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr(PursuitDossier) dossier = NULL;

  desk_fixture_reopen (fixture, PURSUIT_STORE_READ_ONLY);
  dossier = pursuit_dossier_read (fixture->desk, 1, NULL);
  g_assert_nonnull (dossier);
  g_assert_false (dossier->may_edit);
}

/* A new database has the standard process, one role per system role, and one entry in its journal. */
static void
test_create_desk (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) desk = pursuit_desk_create (fixture->path, "EUR", &error);
  g_autofree char *entry = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (pursuit_desk_get_currency (desk), ==, "EUR");
  g_assert_cmpint (pursuit_desk_get_process_id (desk), ==, 1);
  g_assert_cmpint (pursuit_desk_get_role (desk), ==, PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM stage WHERE process_id = 1"), ==, 8);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(DISTINCT system_role) FROM role"), ==, 14);
  entry = store_fixture_text (fixture, "SELECT verb || ' ' || entity FROM journal");
  g_assert_cmpstr (entry, ==, "create database");
  g_clear_object (&desk);

  desk = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pursuit_desk_get_currency (desk), ==, "EUR");
  g_assert_cmpint (pursuit_desk_get_process_id (desk), ==, 1);
}

static void
test_create_desk_refused (StoreFixture  *fixture,
                          gconstpointer  data)
{
  static const char *const wrong[] = { "", "cny", "EURO", "E1R", "元" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *sentence =
        g_strdup_printf ("“%s” is not a currency; give its three capital letters, such as CNY.", wrong[i]);

      g_assert_null (pursuit_desk_create (fixture->path, wrong[i], &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, sentence);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)
#define ADD_CLOSED(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_closed, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/dossier/read", test_read);
  ADD ("/service/dossier/parent", test_parent);
  ADD ("/service/dossier/rights", test_rights);
  ADD ("/service/dossier/gone", test_gone);
  ADD ("/service/dossier/read-only", test_read_only);
  ADD_CLOSED ("/service/desk/create/standard", test_create_desk);
  ADD_CLOSED ("/service/desk/create/refused-currency", test_create_desk_refused);

  return g_test_run ();
}
