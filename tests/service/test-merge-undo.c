/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A merge of two that have something of every kind, and its undo: every table holds the same bytes again. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-interface-rule.h"
#include "pursuit-merge.h"
#include "pursuit-product.h"
#include "pursuit-records.h"
#include "pursuit-references.h"
#include "sample-record.h"

#include <string.h>

typedef struct
{
  DeskFixture base;
  gint64 customers[2];      /* the one that stays, the one that goes */
  gint64 contacts[2][2];    /* the two people of each */
  gint64 deals[2];
} Fixture;

static void
insert (Fixture       *fixture,
        PursuitRecord *record)
{
  g_autoptr(GError) error = NULL;

  pursuit_store_insert (fixture->base.base.store, record, &error);
  g_assert_no_error (error);
}

static gboolean
set_ref (PursuitRecord *record,
         GType          type,
         gint64         id)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  gboolean set = FALSE;

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind == PURSUIT_KIND_REF && klass->fields[i].type () == type && G_OBJECT_TYPE (record) != type)
      {
        pursuit_record_set_number (record, &klass->fields[i], id);
        set = TRUE;
      }

  return set;
}

static void
set_text (PursuitRecord *record,
          const char    *name,
          const char    *text)
{
  const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name);

  if (field != NULL)
    pursuit_record_set_text (record, field, text);
}

static void
set_number (PursuitRecord *record,
            const char    *name,
            gint64         number)
{
  const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), name);

  if (field != NULL)
    pursuit_record_set_number (record, field, number);
}

static gint64
add_sample (Fixture *fixture,
            GType    type,
            guint    side,
            guint    variant)
{
  g_autoptr(PursuitRecord) record = sample_record_new (type, variant);

  set_ref (record, PURSUIT_TYPE_CUSTOMER, fixture->customers[side]);
  set_ref (record, PURSUIT_TYPE_CONTACT, fixture->contacts[side][variant % 2]);
  set_ref (record, PURSUIT_TYPE_DEAL, fixture->deals[side]);
  set_text (record, "period", "2026-Q1");
  set_number (record, "merged_into_id", 0);
  set_number (record, "milestone_id", 1 + variant);
  set_text (record, "left_on", NULL);
  /* a link to what lies elsewhere */
  set_number (record, "version", 0);
  set_number (record, "size", 0);
  set_text (record, "media_type", NULL);
  set_text (record, "checksum", NULL);
  insert (fixture, record);

  return record->id;
}

static gint64
add_customer (Fixture    *fixture,
              const char *name,
              guint       variant)
{
  g_autoptr(PursuitRecord) customer = sample_record_new (PURSUIT_TYPE_CUSTOMER, variant);

  set_text (customer, "name", name);
  set_text (customer, "extra", variant == 1 ? "{\"a\":1}" : "{\"a\":2,\"b\":3}");
  set_number (customer, "merged_into_id", 0);
  set_number (customer, "last_contact_at", 0);
  set_number (customer, "placeholder", 0);
  insert (fixture, customer);

  return customer->id;
}

static gboolean
belongs (GType type)
{
  g_autoptr(PursuitRecord) record = g_object_new (type, NULL);

  return type != PURSUIT_TYPE_CUSTOMER && type != PURSUIT_TYPE_CONTACT && type != PURSUIT_TYPE_DEAL &&
         (set_ref (record, PURSUIT_TYPE_CUSTOMER, 1) || set_ref (record, PURSUIT_TYPE_CONTACT, 1));
}

/* Two of every kind for either side, by the list of all record types. */
static void
fill_side (Fixture *fixture,
           guint    side)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < 2; i++)
    fixture->contacts[side][i] = add_sample (fixture, PURSUIT_TYPE_CONTACT, side, 2 * side + i);
  fixture->deals[side] = add_sample (fixture, PURSUIT_TYPE_DEAL, side, side);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; belongs (types[i]) && j < 2; j++)
      add_sample (fixture, types[i], side, 2 * side + j);
}

/* What only some have: a deleted person, somebody below, somebody merged before, history. */
static void
fill_rest (Fixture *fixture)
{
  g_autoptr(PursuitRecord) gone = pursuit_store_load (fixture->base.base.store, PURSUIT_TYPE_CONTACT, fixture->contacts[1][1], NULL);
  g_autoptr(PursuitRecord) below = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Below", "parent-id", fixture->customers[1], NULL);
  g_autoptr(PursuitRecord) merged = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Former", "merged-into-id", fixture->customers[1],
                                                  NULL);

  g_assert_true (pursuit_store_set_deleted (fixture->base.base.store, gone, TRUE, NULL));
  insert (fixture, below);
  insert (fixture, merged);
  g_assert_true (pursuit_store_set_deleted (fixture->base.base.store, merged, TRUE, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitRecord) product = NULL;
  g_autoptr(PursuitRecord) rule = NULL;

  desk_fixture_set_up (&fixture->base, data);
  g_assert_true (pursuit_tx_begin (&tx, fixture->base.base.store, NULL));
  product = sample_record_new (PURSUIT_TYPE_PRODUCT, 1);
  insert (fixture, product);
  rule = sample_record_new (PURSUIT_TYPE_INTERFACE_RULE, 1);
  insert (fixture, rule);
  fixture->customers[0] = add_customer (fixture, "Mill", 1);
  fixture->customers[1] = add_customer (fixture, "The Mill", 2);
  fill_side (fixture, 0);
  fill_side (fixture, 1);
  fill_rest (fixture);
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "UPDATE customer SET last_contact_at = (SELECT coalesce (max (happened_at), 0) FROM activity WHERE kind <> 'note' AND"
        " customer_id = customer.id); INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at)"
        " VALUES (%d, 'grade', 0, 1, 5)", (int) fixture->customers[i]);

      store_fixture_raw (&fixture->base.base, sql);
    }
  pursuit_time_set_now (DESK_NOW + 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_fixture_tear_down (&fixture->base, data);
}

/* What goes on by itself: the journal is append-only, and what FTS keeps for itself may lie elsewhere. */
static gboolean
is_looked_at (const char *table)
{
  static const char *const others[] = { "journal", "journal_payload", "save", NULL };

  return !g_str_has_prefix (table, "sqlite_") && !g_str_has_prefix (table, "text_index") && !g_strv_contains (others, table);
}

/* Every column of every row but the two that never go back, and the number under which the text index keeps a text. */
static char *
dump_table (Fixture    *fixture,
            const char *table)
{
  g_autofree char *columns = desk_fixture_text (&fixture->base,
    "SELECT group_concat ('quote(' || name || ')', '||''|''||') FROM pragma_table_info ('%s')"
    " WHERE name <> 'revision' AND name <> 'changed_at' AND NOT ('%s' = 'text_entry' AND name = 'id')", table, table);
  g_autofree char *rows = desk_fixture_text (&fixture->base,
    "SELECT group_concat (x, char (10)) FROM (SELECT %s AS x FROM %s ORDER BY 1)", columns, table);

  return g_steal_pointer (&rows);
}

static GHashTable *
dump (Fixture *fixture)
{
  g_autoptr(GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *names = desk_fixture_text (&fixture->base,
    "SELECT group_concat (name, '|') FROM sqlite_schema WHERE type = 'table'");
  g_auto(GStrv) all = g_strsplit (names, "|", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (is_looked_at (all[i]))
      g_hash_table_insert (tables, g_strdup (all[i]), dump_table (fixture, all[i]));
  g_assert_cmpuint (g_hash_table_size (tables), >, 25);

  return g_steal_pointer (&tables);
}

/* The first row in which they differ says enough. */
static void
assert_same_rows (const char *table,
                  const char *before,
                  const char *after)
{
  g_auto(GStrv) was = g_strsplit (before, "\n", -1);
  g_auto(GStrv) is = g_strsplit (after, "\n", -1);

  g_test_message ("%s", table);
  for (guint i = 0; was[i] != NULL && is[i] != NULL; i++)
    g_assert_cmpstr (is[i], ==, was[i]);
  g_assert_cmpuint (g_strv_length (is), ==, g_strv_length (was));
}

/* Dated changes are history: each path of a grade writes one, back too. */
static void
assert_same (GHashTable *before,
             GHashTable *after)
{
  GHashTableIter iter;
  gpointer table, rows;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &table, &rows))
    {
      const char *now = g_hash_table_lookup (after, table);

      if (g_strcmp0 (rows, now) == 0 || (g_str_equal (table, "standing_move") && now != NULL && g_str_has_prefix (now, rows)))
        continue;
      assert_same_rows (table, rows != NULL ? rows : "", now != NULL ? now : "");
    }
}

static gint64
merge (Fixture *fixture,
       GType    type,
       gint64   winner_id,
       gint64   loser_id,
       gboolean takes_all)
{
  const PursuitMerge merge = { .type = type, .winner_id = winner_id, .loser_id = loser_id, .has_choices = takes_all,
                               .combining = { .theirs = PURSUIT_FIELD_MASK_ALL } };
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  pursuit_merge_records (fixture->base.desk, &merge, &entry_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry_id, !=, 0);

  return entry_id;
}

static void
undo (Fixture *fixture,
      gint64   entry_id)
{
  g_autoptr(GError) error = NULL;

  pursuit_records_undo (fixture->base.desk, entry_id, NULL, &error);
  g_assert_no_error (error);
}

/* Nothing refers to the loser any more, not even what was deleted; the loser itself says where it went. */
static void
assert_empty (Fixture *fixture,
              GType    type,
              gint64   loser_id,
              gint64   winner_id)
{
  g_autoptr(GArray) references = pursuit_references_list (type);

  for (guint i = 0; i < references->len; i++)
    {
      const PursuitReference *reference = &g_array_index (references, PursuitReference, i);
      g_autoptr(GArray) ids = pursuit_references_find (fixture->base.base.store, reference, loser_id, NULL);

      g_assert_cmpuint (ids->len, ==, 0);
    }
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT merged_into_id FROM %s WHERE id = %d AND deleted_at <> 0",
                                     pursuit_record_type_get_table (type), (int) loser_id), ==, winner_id);
}

static void
there_and_back (Fixture *fixture,
                GType    type,
                gint64   winner_id,
                gint64   loser_id,
                gboolean takes_all)
{
  g_autoptr(GHashTable) before = dump (fixture);
  g_autoptr(GHashTable) after = NULL;
  gint64 entry_id = merge (fixture, type, winner_id, loser_id, takes_all);

  assert_empty (fixture, type, loser_id, winner_id);
  desk_fixture_assert_sound (&fixture->base);
  undo (fixture, entry_id);
  desk_fixture_assert_sound (&fixture->base);
  after = dump (fixture);
  assert_same (before, after);
}

static void
test_customers (Fixture       *fixture,
                gconstpointer  data)
{
  there_and_back (fixture, PURSUIT_TYPE_CUSTOMER, fixture->customers[0], fixture->customers[1], FALSE);
}

static void
test_customers_all_theirs (Fixture       *fixture,
                           gconstpointer  data)
{
  there_and_back (fixture, PURSUIT_TYPE_CUSTOMER, fixture->customers[0], fixture->customers[1], TRUE);
}

/* Both people have a part in one deal and a relationship to the same of us in the same period. */
static void
test_contacts (Fixture       *fixture,
               gconstpointer  data)
{
  there_and_back (fixture, PURSUIT_TYPE_CONTACT, fixture->contacts[0][0], fixture->contacts[0][1], FALSE);
}

static void
test_contacts_elsewhere (Fixture       *fixture,
                         gconstpointer  data)
{
  there_and_back (fixture, PURSUIT_TYPE_CONTACT, fixture->contacts[0][0], fixture->contacts[1][0], TRUE);
}

/* First the customers, then the people; back in the other order. */
static void
test_both (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GHashTable) before = dump (fixture);
  g_autoptr(GHashTable) after = NULL;
  gint64 customers = merge (fixture, PURSUIT_TYPE_CUSTOMER, fixture->customers[0], fixture->customers[1], FALSE);
  gint64 contacts = merge (fixture, PURSUIT_TYPE_CONTACT, fixture->contacts[0][0], fixture->contacts[1][0], FALSE);

  desk_fixture_assert_sound (&fixture->base);
  undo (fixture, contacts);
  undo (fixture, customers);
  after = dump (fixture);
  assert_same (before, after);
}

/* Whatever there can only be one of is known to whoever brings it together. */
static void
test_clashes (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 entry_id = merge (fixture, PURSUIT_TYPE_CONTACT, fixture->contacts[0][0], fixture->contacts[0][1], FALSE);
  gint64 loser_id = fixture->contacts[0][1];

  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM stakeholder WHERE deleted_at = 0 AND contact_id = %d",
                                     (int) fixture->contacts[0][0]), ==, 1);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM stakeholder WHERE deleted_at <> 0 AND contact_id = %d",
                                     (int) fixture->contacts[0][0]), ==, 1);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM bond WHERE deleted_at = 0 AND contact_id = %d",
                                     (int) fixture->contacts[0][0]), ==, 1);
  undo (fixture, entry_id);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM stakeholder WHERE deleted_at = 0 AND contact_id = %d",
                                     (int) loser_id), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/merge-undo/customers", Fixture, NULL, set_up, test_customers, tear_down);
  g_test_add ("/service/merge-undo/customers-all-theirs", Fixture, NULL, set_up, test_customers_all_theirs, tear_down);
  g_test_add ("/service/merge-undo/contacts", Fixture, NULL, set_up, test_contacts, tear_down);
  g_test_add ("/service/merge-undo/contacts-elsewhere", Fixture, NULL, set_up, test_contacts_elsewhere, tear_down);
  g_test_add ("/service/merge-undo/both", Fixture, NULL, set_up, test_both, tear_down);
  g_test_add ("/service/merge-undo/clashes", Fixture, NULL, set_up, test_clashes, tear_down);

  return g_test_run ();
}
