/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch-desk.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-import-names.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

#define N_NAMES 12
#define N_STEPS 400

/* Matching in memory must say what the database says. The slow twin never reads all names: it is made anew each time. */

static gboolean
print_found (gint64   id,
             gboolean exact,
             gpointer user_data)
{
  g_string_append_printf (user_data, " %d%s", (int) id, exact ? "!" : "");
  return TRUE;
}

static char *
find (PursuitImportNames        *names,
      const PursuitImportWanted *wanted)
{
  GString *found = g_string_new (NULL);

  g_assert_true (pursuit_import_names_find (names, wanted, print_found, found, NULL));
  return g_string_free (found, FALSE);
}

static void
assert_same (PursuitStore              *store,
             GType                      type,
             PursuitImportBy            by,
             PursuitImportNames        *names,
             const PursuitImportWanted *wanted)
{
  PursuitImportNames *twin = pursuit_import_names_new (store, type, by);
  g_autofree char *found = find (names, wanted);
  g_autofree char *expected = find (twin, wanted);

  g_assert_cmpstr (found, ==, expected);
  pursuit_import_names_free (twin);
}

/* Names that meet: "Firm 3 Ltd." and "firm 3" fold to the same. */
static char *
draw_name (void)
{
  static const char *const shapes[] = { "Firm %d", "firm %d", "Firm %d Ltd.", "Firm %d (Group)" };

  return g_strdup_printf (shapes[g_test_rand_int_range (0, G_N_ELEMENTS (shapes))], g_test_rand_int_range (0, N_NAMES));
}

static PursuitRecord *
add_customer (PursuitStore *store,
              const char   *name,
              int           number)
{
  PursuitRecord *record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);

  PURSUIT_CUSTOMER (record)->name = g_strdup (name);
  if (number > 0)
    record->external_id = g_strdup_printf ("N%d", number);
  g_assert_true (pursuit_store_insert (store, record, NULL));

  return record;
}

static PursuitRecord *
add_contact (PursuitStore *store,
             const char   *name,
             gint64        customer_id)
{
  PursuitRecord *record = pursuit_record_new (PURSUIT_TYPE_CONTACT);

  PURSUIT_CONTACT (record)->name = g_strdup (name);
  PURSUIT_CONTACT (record)->customer_id = customer_id;
  g_assert_true (pursuit_store_insert (store, record, NULL));

  return record;
}

static void
test_by_name (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  PursuitImportNames *names = pursuit_import_names_new (scratch->store, PURSUIT_TYPE_CUSTOMER, PURSUIT_IMPORT_BY_NAME);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, scratch->store, NULL));
  for (guint step = 0; step < N_STEPS; step++)
    {
      g_autofree char *name = draw_name ();
      g_autofree char *key = pursuit_text_fold_company (name);
      const PursuitImportWanted wanted = { key, name, 0 };

      if (g_test_rand_int_range (0, 3) == 0)
        {
          g_autoptr(PursuitRecord) record = add_customer (scratch->store, name, 0);

          pursuit_import_names_add (names, record);
        }
      assert_same (scratch->store, PURSUIT_TYPE_CUSTOMER, PURSUIT_IMPORT_BY_NAME, names, &wanted);
    }
  pursuit_import_names_free (names);
}

static void
test_by_number (ScratchDesk   *scratch,
                gconstpointer  unused)
{
  PursuitImportNames *names = pursuit_import_names_new (scratch->store, PURSUIT_TYPE_CUSTOMER, PURSUIT_IMPORT_BY_NUMBER);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, scratch->store, NULL));
  for (int step = 1; step < N_STEPS; step++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", g_test_rand_int_range (1, step + 1));
      const PursuitImportWanted wanted = { number, number, 0 };
      g_autoptr(PursuitRecord) record = add_customer (scratch->store, "Firm", step % 3 == 0 ? 0 : step);

      pursuit_import_names_add (names, record);
      if (step % 7 == 0)
        g_assert_true (pursuit_store_set_deleted (scratch->store, record, TRUE, NULL));
      assert_same (scratch->store, PURSUIT_TYPE_CUSTOMER, PURSUIT_IMPORT_BY_NUMBER, names, &wanted);
    }
  pursuit_import_names_free (names);
}

static void
test_at_customer (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  PursuitImportNames *names = pursuit_import_names_new (scratch->store, PURSUIT_TYPE_CONTACT, PURSUIT_IMPORT_AT_CUSTOMER);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, scratch->store, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(PursuitRecord) customer = add_customer (scratch->store, "Firm", 0);

      g_assert_cmpint (customer->id, ==, i + 1);
    }
  for (guint step = 0; step < N_STEPS; step++)
    {
      g_autofree char *name = draw_name ();
      g_autofree char *key = pursuit_text_fold_key (name);
      const PursuitImportWanted wanted = { key, name, g_test_rand_int_range (1, 4) };

      if (g_test_rand_int_range (0, 3) == 0)
        {
          g_autoptr(PursuitRecord) record = add_contact (scratch->store, name, g_test_rand_int_range (1, 4));

          pursuit_import_names_add (names, record);
        }
      assert_same (scratch->store, PURSUIT_TYPE_CONTACT, PURSUIT_IMPORT_AT_CUSTOMER, names, &wanted);
    }
  pursuit_import_names_free (names);
}

static void
test_renamed (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  static const PursuitImportWanted old = { "old", "Old", 0 };
  static const PursuitImportWanted new = { "new", "NEW", 0 };
  PursuitImportNames *names = pursuit_import_names_new (scratch->store, PURSUIT_TYPE_CUSTOMER, PURSUIT_IMPORT_BY_NAME);
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;
  g_autofree char *by_old = NULL;
  g_autofree char *by_new = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, scratch->store, NULL));
  before = add_customer (scratch->store, "Old", 0);
  for (guint i = 0; i < 10; i++)   /* until it has read them all */
    {
      g_autofree char *found = find (names, &old);

      g_assert_cmpstr (found, ==, " 1!");
    }

  after = pursuit_record_copy (before);
  pursuit_set_str (&PURSUIT_CUSTOMER (after)->name, "New");
  g_assert_true (pursuit_store_update (scratch->store, after, NULL));
  pursuit_import_names_change (names, before, after);
  by_old = find (names, &old);
  by_new = find (names, &new);
  g_assert_cmpstr (by_old, ==, "");
  g_assert_cmpstr (by_new, ==, " 1");
  pursuit_import_names_free (names);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/names/by-name", test_by_name);
  scratch_desk_add ("/service/import/names/by-number", test_by_number);
  scratch_desk_add ("/service/import/names/at-a-customer", test_at_customer);
  scratch_desk_add ("/service/import/names/renamed-ones-are-called-so", test_renamed);

  return g_test_run ();
}
