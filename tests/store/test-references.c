/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who refers to whom: what the program goes by is what the schema says. */

#include "pursuit-references.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "store-fixture.h"

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_known (GType type)
{
  g_autoptr(GArray) references = pursuit_references_list (type);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < references->len; i++)
    {
      const PursuitReference *reference = &g_array_index (references, PursuitReference, i);

      g_ptr_array_add (names, g_strconcat (reference->table, ".", reference->column, NULL));
    }
  g_ptr_array_sort (names, compare_texts);
  g_ptr_array_add (names, NULL);

  return g_strjoinv ("\n", (char **) names->pdata);
}

/* No table that refers to a customer or a contact is left behind when they are merged; which tags a customer has follows from its own
 * row. */
static void
test_complete (StoreFixture  *fixture,
               gconstpointer  data)
{
  const GType types[] = { PURSUIT_TYPE_CUSTOMER, PURSUIT_TYPE_CONTACT };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT group_concat (name, char (10)) FROM (SELECT m.name || '.' || f.\"from\" AS name FROM sqlite_schema m,"
        " pragma_foreign_key_list (m.name) f WHERE m.type = 'table' AND m.name <> 'customer_tag' AND f.\"table\" = '%s'"
        " ORDER BY 1)",
        pursuit_record_type_get_table (types[i]));
      g_autofree char *schema = store_fixture_text (fixture, sql);
      g_autofree char *known = list_known (types[i]);

      g_assert_cmpstr (known, ==, schema);
    }
}

static gint64
insert (StoreFixture  *fixture,
        PursuitRecord *record)
{
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_store_insert (fixture->store, record, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));

  return record->id;
}

static gint64
add_customer (StoreFixture *fixture,
              const char   *name)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);

  return insert (fixture, customer);
}

static gint64
add_contact (StoreFixture *fixture,
             gint64        customer_id,
             const char   *name)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "customer-id", customer_id, NULL);

  return insert (fixture, contact);
}

static void
test_move (StoreFixture  *fixture,
           gconstpointer  data)
{
  const PursuitReference reference = { "contact", "customer_id", PURSUIT_TYPE_CONTACT };
  gint64 mill = add_customer (fixture, "Mill");
  gint64 press = add_customer (fixture, "Press");
  gint64 first = add_contact (fixture, mill, "Li");
  gint64 second = add_contact (fixture, press, "Li");
  g_autoptr(GArray) ids = NULL;
  g_auto(PursuitTx) tx = { NULL };
  gboolean moved;
  gint64 count;

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_references_move (fixture->store, &reference, first, mill, press, &moved, NULL));
  g_assert_true (moved);
  /* that one was never there */
  g_assert_true (pursuit_references_move (fixture->store, &reference, second, mill, press, &moved, NULL));
  g_assert_false (moved);
  g_assert_true (pursuit_tx_commit (&tx, NULL));

  ids = pursuit_references_find (fixture->store, &reference, press, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_true (pursuit_references_count (fixture->store, &reference, mill, &count, NULL));
  g_assert_cmpint (count, ==, 0);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT revision FROM contact WHERE id = 1"), ==, 2);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT revision FROM contact WHERE id = 2"), ==, 1);
}

static void
test_same (StoreFixture  *fixture,
           gconstpointer  data)
{
  static const char *const fields[] = { "customer_id", "title", NULL };
  gint64 mill = add_customer (fixture, "Mill");
  gint64 first = add_contact (fixture, mill, "Li");
  gint64 second = add_contact (fixture, mill, "Wang");
  g_autoptr(PursuitRecord) record = pursuit_store_load (fixture->store, PURSUIT_TYPE_CONTACT, second, NULL);
  gint64 id;

  g_assert_true (pursuit_references_find_same (fixture->store, record, fields, &id, NULL));
  g_assert_cmpint (id, ==, first);
  g_object_set (record, "title", "Buyer", NULL);
  g_assert_true (pursuit_references_find_same (fixture->store, record, fields, &id, NULL));
  g_assert_cmpint (id, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/references/complete", StoreFixture, NULL, store_fixture_set_up, test_complete, store_fixture_tear_down);
  g_test_add ("/store/references/move", StoreFixture, NULL, store_fixture_set_up, test_move, store_fixture_tear_down);
  g_test_add ("/store/references/same", StoreFixture, NULL, store_fixture_set_up, test_same, store_fixture_tear_down);

  return g_test_run ();
}
