/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New records of a large transaction, which a thread writes, against the same written one by one. */

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#define NOW G_GINT64_CONSTANT (1773729120000007)
#define MANY 1500

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  store_fixture_set_up (fixture, data);
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  data)
{
  store_fixture_tear_down (fixture, data);
  pursuit_time_set_now (0);
}

/* Some have everything, some nothing but a name; a name may be long, empty texts and notes occur. */
static PursuitRecord *
make_customer (guint i)
{
  g_autofree char *name = g_strdup_printf ("%s %u", i % 7 == 0 ? "杭州海康威视数字技术股份有限公司" : "Mill", i);
  g_autofree char *filler = g_strnfill (i % 50 == 0 ? 20000 : i % 40, 'x');
  PursuitRecord *record = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "employees", (gint64) i, "grade", (int) (i % 4), NULL);

  if (i % 3 == 0)
    g_object_set (record, "region", filler, "industry", "", "estimated-revenue", G_GINT64_CONSTANT (-5) * i, NULL);
  if (i % 100 == 0)
    g_object_set (record, "notes", filler, NULL);
  if (i % 2 == 0)
    record->external_id = g_strdup_printf ("C%u", i);

  return record;
}

static PursuitRecord *
make_contact (guint  i,
              gint64 customer_id)
{
  g_autofree char *name = g_strdup_printf ("王小明 %u", i);

  return g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", customer_id, NULL);
}

/* Both types in turn, a look at what was written now and then. */
static void
insert_many (PursuitStore *store)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PursuitRecord) customer = make_customer (i);
      g_autoptr(PursuitRecord) contact = NULL;

      pursuit_store_insert (store, customer, &error);
      g_assert_no_error (error);
      g_assert_cmpint (customer->id, ==, i + 1);
      g_assert_cmpint (customer->revision, ==, 1);
      g_assert_cmpint (customer->created_at, ==, NOW);
      if (i % 5 == 0)
        {
          contact = make_contact (i, customer->id);
          pursuit_store_insert (store, contact, &error);
          g_assert_no_error (error);
        }
      if (i % 250 == 0)
        g_assert_cmpint (pursuit_store_count (store, PURSUIT_TYPE_CUSTOMER, NULL), ==, i + 1);
    }
}

static char *
dup_content (StoreFixture *fixture)
{
  return store_fixture_text (fixture,
                             "SELECT group_concat (t, char (10)) FROM ("
                             " SELECT id || quote (external_id) || quote (name) || quote (grade) || quote (funnel) || quote (region) ||"
                             "        quote (industry) || quote (notes) || quote (phone) || quote (owner_id) || employees ||"
                             "        estimated_revenue || quote (sort_key) || search || name_key || completeness || revision ||"
                             "        created_at || changed_at AS t FROM customer"
                             " UNION ALL SELECT id || customer_id || name || quote (sort_key) || search FROM contact"
                             " UNION ALL SELECT region || industry || grade || count FROM customer_facet)");
}

static void
test_same_as_one_by_one (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_auto(PursuitTx) large = { NULL };
  g_auto(PursuitTx) small = { NULL };

  g_assert_true (pursuit_tx_begin (&small, fixture->store, NULL));
  insert_many (fixture->store);
  g_assert_true (pursuit_tx_commit (&small, NULL));
  expected = dup_content (fixture);
  store_fixture_raw (fixture, "DELETE FROM contact; DELETE FROM customer");

  g_assert_true (pursuit_tx_begin_large (&large, fixture->store, NULL));
  g_assert_nonnull (fixture->store->db->inserts);
  insert_many (fixture->store);
  g_assert_true (pursuit_tx_commit (&large, NULL));
  g_assert_null (fixture->store->db->inserts);
  found = dup_content (fixture);
  g_assert_cmpstr (found, ==, expected);
}

/* Who asks for each record what it is gets the truth, however often. */
static void
test_asked_each_time (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin_large (&tx, fixture->store, NULL));
  for (guint i = 0; i < 400; i++)
    {
      g_autoptr(PursuitRecord) customer = make_customer (i);
      g_autoptr(PursuitRecord) loaded = NULL;

      g_assert_true (pursuit_store_insert (fixture->store, customer, NULL));
      loaded = pursuit_store_load (fixture->store, PURSUIT_TYPE_CUSTOMER, customer->id, NULL);
      g_assert_nonnull (loaded);
      g_assert_cmpstr (pursuit_record_get_name (loaded), ==, pursuit_record_get_name (customer));
      g_object_set (loaded, "phone", "138", NULL);
      g_assert_true (pursuit_store_update (fixture->store, loaded, NULL));
    }
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer WHERE phone = '138'"), ==, 400);
}

/* What the engine refuses of a row is told before the commit, as the failure of the whole. */
static void
test_refused (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };
  gboolean ok = TRUE;

  g_assert_true (pursuit_tx_begin_large (&tx, fixture->store, NULL));
  for (guint i = 0; i < MANY && ok; i++)
    {
      g_autoptr(PursuitRecord) customer = make_customer (i == 700 ? 4 : i);

      ok = pursuit_store_insert (fixture->store, customer, &error);
    }
  if (ok)
    ok = pursuit_tx_commit (&tx, &error);
  g_assert_false (ok);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  pursuit_tx_clear (&tx);
  g_assert_null (fixture->store->db->inserts);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer"), ==, 0);
}

/* A transaction that is given up in the middle. */
static void
test_given_up (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin_large (&tx, fixture->store, NULL));
  insert_many (fixture->store);
  pursuit_tx_clear (&tx);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer"), ==, 0);
  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  insert_many (fixture->store);
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

/* Cancelled from another thread, as a window does. */
static void
test_cancelled (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };
  gboolean ok = TRUE;

  g_assert_true (pursuit_tx_begin_large (&tx, fixture->store, NULL));
  pursuit_store_set_cancellable (fixture->store, cancellable);
  for (guint i = 0; ok; i++)
    {
      g_autoptr(PursuitRecord) customer = make_customer (2 * i + 1);

      if (i == 100)
        g_cancellable_cancel (cancellable);
      ok = pursuit_store_insert (fixture->store, customer, &error);
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pursuit_tx_clear (&tx);
  pursuit_store_set_cancellable (fixture->store, NULL);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer"), ==, 0);
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/inserts/same-as-one-by-one", test_same_as_one_by_one);
  ADD ("/store/inserts/asked-each-time", test_asked_each_time);
  ADD ("/store/inserts/refused-row-fails-all", test_refused);
  ADD ("/store/inserts/given-up", test_given_up);
  ADD ("/store/inserts/can-be-cancelled", test_cancelled);

  return g_test_run ();
}
