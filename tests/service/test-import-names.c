/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch-desk.h"

#include "pursuit-customer.h"
#include "pursuit-import-names.h"
#include "pursuit-name-lookups.h"

#define N_NAMES 12
#define N_STEPS 400

static PursuitRecord *
make_customer (const char *name)
{
  PursuitRecord *record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);

  PURSUIT_CUSTOMER (record)->name = g_strdup (name);
  return record;
}

static gboolean
print_found (gint64   id,
             gboolean exact,
             gpointer user_data)
{
  g_string_append_printf (user_data, " %d%s", (int) id, exact ? "!" : "");
  return TRUE;
}

typedef struct
{
  GString *all;
  const char *name;
} Twin;

static gboolean
print_named (gint64      id,
             const char *name,
             gpointer    user_data)
{
  Twin *twin = user_data;

  return print_found (id, g_str_equal (name, twin->name), twin->all);
}

/* The database, asked each time, is the slow twin. */
static void
assert_same (PursuitStore       *store,
             PursuitImportNames *names,
             const char         *name)
{
  g_autoptr(PursuitRecord) record = make_customer (name);
  g_autoptr(GString) found = g_string_new (NULL);
  g_autoptr(GString) expected = g_string_new (NULL);
  Twin twin = { expected, name };
  const char *key = pursuit_record_get_name_key (record);

  g_assert_true (pursuit_lookup_named (store, PURSUIT_TYPE_CUSTOMER, key, print_named, &twin, NULL));
  g_assert_true (pursuit_import_names_find (names, key, name, print_found, found, NULL));
  g_assert_cmpstr (found->str, ==, expected->str);
}

/* Names that meet: "Firm 3 Ltd." and "firm 3" fold to the same. */
static char *
draw_name (void)
{
  static const char *const shapes[] = { "Firm %d", "firm %d", "Firm %d Ltd.", "Firm %d (Group)" };

  return g_strdup_printf (shapes[g_test_rand_int_range (0, G_N_ELEMENTS (shapes))], g_test_rand_int_range (0, N_NAMES));
}

static void
rename_one (PursuitStore       *store,
            PursuitImportNames *names,
            gint64              id)
{
  g_autoptr(PursuitRecord) before = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_autoptr(PursuitRecord) after = pursuit_record_copy (before);

  g_free (PURSUIT_CUSTOMER (after)->name);
  PURSUIT_CUSTOMER (after)->name = draw_name ();
  g_assert_true (pursuit_store_update (store, after, NULL));
  pursuit_import_names_remove (names, before);
  pursuit_import_names_add (names, after);
}

static void
test_twin (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  PursuitImportNames *names = pursuit_import_names_new (scratch->store, PURSUIT_TYPE_CUSTOMER);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, scratch->store, NULL));
  for (guint step = 0; step < N_STEPS; step++)
    {
      g_autofree char *name = draw_name ();

      if (g_test_rand_int_range (0, 3) == 0)
        {
          g_autoptr(PursuitRecord) record = make_customer (name);

          g_assert_true (pursuit_store_insert (scratch->store, record, NULL));
          pursuit_import_names_add (names, record);
        }
      assert_same (scratch->store, names, name);
    }
  pursuit_import_names_free (names);
}

static gboolean
count_found (gint64   id,
             gboolean exact,
             gpointer user_data)
{
  (*(guint *) user_data)++;
  return TRUE;
}

static void
test_renamed (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  PursuitImportNames *names = pursuit_import_names_new (scratch->store, PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitRecord) old = make_customer ("Old");
  g_auto(PursuitTx) tx = { NULL };
  guint n_old = 0;
  guint n_all = 0;

  g_assert_true (pursuit_tx_begin (&tx, scratch->store, NULL));
  g_assert_true (pursuit_store_insert (scratch->store, old, NULL));
  for (guint i = 0; i < 10; i++)   /* until it has read them all */
    g_assert_true (pursuit_import_names_find (names, "old", "Old", count_found, &n_old, NULL));
  g_assert_cmpuint (n_old, ==, 10);

  rename_one (scratch->store, names, old->id);
  g_assert_true (pursuit_import_names_find (names, "old", "Old", count_found, &n_old, NULL));
  g_assert_cmpuint (n_old, ==, 10);
  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *key = g_strdup_printf ("firm%u", i);

      g_assert_true (pursuit_import_names_find (names, key, key, count_found, &n_all, NULL));
    }
  g_assert_cmpuint (n_all, ==, 1);
  pursuit_import_names_free (names);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/names/as-the-database-says", test_twin);
  scratch_desk_add ("/service/import/names/renamed-ones-are-called-so", test_renamed);

  return g_test_run ();
}
