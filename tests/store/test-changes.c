/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing only what differs must leave behind what writing everything does. */

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-own-field.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"
#include "sample-record.h"
#include "store-fixture.h"

#define N_CHANGES 12

typedef struct
{
  StoreFixture changed;
  StoreFixture updated;
} Twins;

static void
set_up (Twins         *self,
        gconstpointer  data)
{
  pursuit_time_set_now (G_GINT64_CONSTANT (1773729120000007));
  store_fixture_set_up (&self->changed, NULL);
  store_fixture_set_up (&self->updated, NULL);
  store_fixture_fill (&self->changed);
  store_fixture_fill (&self->updated);
}

static void
tear_down (Twins         *self,
           gconstpointer  data)
{
  store_fixture_tear_down (&self->changed, NULL);
  store_fixture_tear_down (&self->updated, NULL);
  pursuit_time_set_now (0);
}

/* @before is %NULL for everything. */
static gboolean
write_one (StoreFixture   *fixture,
           PursuitRecord  *before,
           PursuitRecord  *record,
           GError        **error)
{
  g_auto(PursuitTx) tx = { NULL };

  return pursuit_tx_begin (&tx, fixture->store, error) &&
         (before != NULL ? pursuit_store_change (fixture->store, before, record, error)
                         : pursuit_store_update (fixture->store, record, error)) &&
         pursuit_tx_commit (&tx, error);
}

/* Some fields of the record, as another sample has them. */
static void
change_some (PursuitRecord *record,
             GRand         *random,
             guint          variant)
{
  g_autoptr(PursuitRecord) other = sample_record_new (G_OBJECT_TYPE (record), variant);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    if (g_rand_int_range (random, 0, 3) == 0 && !(klass->fields[i].flags & PURSUIT_FIELD_DERIVED))
      pursuit_record_assign_field (record, other, &klass->fields[i]);
}

static gboolean
try_both (Twins  *self,
          GType   type,
          GRand  *random,
          guint   variant)
{
  g_autoptr(PursuitRecord) before = pursuit_store_load (self->changed.store, type, 1, NULL);
  g_autoptr(PursuitRecord) one = pursuit_record_copy (before);
  g_autoptr(PursuitRecord) two = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) expected = NULL;

  change_some (one, random, variant);
  two = pursuit_record_copy (one);
  write_one (&self->changed, before, one, &error);
  write_one (&self->updated, NULL, two, &expected);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected != NULL ? expected->message : NULL);
  g_assert_cmpint (one->revision, ==, two->revision);
  return error == NULL;
}

/* Every row of every table; of the full-text index only what belongs to it, and not what tells one file from another. */
static void
assert_same_files (Twins *self)
{
  sqlite3 *db = scratch_open (self->changed.path, PURSUIT_SHARE_VFS);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", self->updated.path);
  g_autofree char *names = NULL;
  g_auto(GStrv) tables = NULL;

  scratch_exec (db, attach);
  names = scratch_text (db, "SELECT group_concat (name) FROM main.sqlite_schema WHERE type = 'table'"
                            " AND name NOT LIKE 'text\\_index%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
                            " AND name NOT IN ('identity', 'journal', 'journal_payload')");
  tables = g_strsplit (names, ",", -1);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT (SELECT count(*) FROM (SELECT * FROM main.%1$s EXCEPT SELECT * FROM other.%1$s)) +"
                                              " (SELECT count(*) FROM (SELECT * FROM other.%1$s EXCEPT SELECT * FROM main.%1$s))",
                                              tables[i]);
      g_autofree char *n_other = scratch_text (db, sql);

      if (!g_str_equal (n_other, "0"))
        g_error ("%s rows of %s differ", n_other, tables[i]);
    }
  scratch_close (db);
}

static void
test_same (Twins         *self,
           gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  guint n_types, n_written = 0;
  const GType *types = pursuit_record_types (&n_types);

  for (guint i = 0; i < n_types; i++)
    for (guint j = 0; j < N_CHANGES && types[i] != PURSUIT_TYPE_OWN_FIELD; j++)
      n_written += try_both (self, types[i], random, i + j + 1);

  /* Some samples are no way from one to the other. */
  g_assert_cmpuint (n_written, >, n_types * N_CHANGES / 3);
  assert_same_files (self);
}

/* Somebody else's change in a field that this one leaves alone is one, too. */
static void
test_conflict (Twins         *self,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) before = pursuit_store_load (self->changed.store, PURSUIT_TYPE_CUSTOMER, 1, NULL);
  g_autoptr(PursuitRecord) theirs = pursuit_record_copy (before);
  g_autoptr(PursuitRecord) mine = pursuit_record_copy (before);
  g_autoptr(GError) error = NULL;

  g_object_set (theirs, "phone", "theirs", NULL);
  g_object_set (mine, "address", "mine", NULL);
  g_assert_true (write_one (&self->changed, before, theirs, NULL));
  g_assert_false (write_one (&self->changed, before, mine, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
}

static int
note_update_cb (unsigned  what,
                void     *data,
                void     *statement,
                void     *text)
{
  /* Of a trigger there is a comment. */
  if (g_str_has_prefix (text, "UPDATE deal SET"))
    g_ptr_array_add (data, g_strdup (text));

  return 0;
}

/* A column that a statement names has its indices, triggers and checks gone through. */
static void
test_names_what_changed (Twins         *self,
                         gconstpointer  data)
{
  g_autoptr(PursuitRecord) before = pursuit_store_load (self->changed.store, PURSUIT_TYPE_DEAL, 1, NULL);
  g_autoptr(PursuitRecord) after = pursuit_record_copy (before);
  g_autoptr(GPtrArray) updates = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  g_object_set (after, "amount", G_GINT64_CONSTANT (123456), NULL);
  sqlite3_trace_v2 (self->changed.store->db->handle, SQLITE_TRACE_STMT, note_update_cb, updates);
  write_one (&self->changed, before, after, &error);
  sqlite3_trace_v2 (self->changed.store->db->handle, 0, NULL, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (updates->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (updates, 0), "amount ="));
  g_assert_null (strstr (g_ptr_array_index (updates, 0), "owner_id ="));
  g_assert_null (strstr (g_ptr_array_index (updates, 0), "sort_key ="));
}

/* However many ways there are, not every one of them is kept. */
static void
test_many_ways (Twins         *self,
                gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 100; i++)
    try_both (self, PURSUIT_TYPE_CUSTOMER, random, i);
  assert_same_files (self);
}

#define ADD(path, func) g_test_add (path, Twins, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/changes/leave-what-updates-leave", test_same);
  ADD ("/store/changes/conflict-on-stale-revision", test_conflict);
  ADD ("/store/changes/name-what-changed", test_names_what_changed);
  ADD ("/store/changes/of-many-kinds", test_many_ways);

  return g_test_run ();
}
