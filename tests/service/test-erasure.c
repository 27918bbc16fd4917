/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Erasing a person: nothing of what was known is left, in the file or on this computer, and all else is as it was. */

#include "array-source.h"
#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-documents.h"
#include "pursuit-drafts.h"
#include "pursuit-employment.h"
#include "pursuit-enums.h"
#include "pursuit-erasure.h"
#include "pursuit-error.h"
#include "pursuit-filters.h"
#include "pursuit-import.h"
#include "pursuit-journal-verify.h"
#include "pursuit-local.h"
#include "pursuit-names-private.h"
#include "pursuit-names.h"
#include "pursuit-own-field.h"
#include "pursuit-records.h"
#include "pursuit-stakeholder.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* As people write it, and as the search columns have it. */
static const char *const secrets[] = {
  "Gao Huimin", "gao huimin", "高惠敏", "13900002718", "gao.hm@example", "gaohm-wx", "zebrafink", "Zebrafink", "quaggaherz",
  "nachtigall", "wiesenpieper", "rohrdommel", "1978-05-06",
  "steinschmaetzer",
};

/* What must not go with it. */
static const char *const others[] = { "Tian Ye", "Heming Steel", "Umbau", "goldammer" };

typedef struct
{
  DeskFixture base;
  char *state;
  char *state_before;
  gint64 customer_id;
  gint64 contact_id;
} Fixture;

static gint64
add (Fixture *fixture,
     gpointer record)
{
  g_autoptr(PursuitRecord) own = record;
  g_autoptr(GError) error = NULL;

  pursuit_records_create (fixture->base.desk, own, NULL, &error);
  g_assert_no_error (error);
  return own->id;
}

/* What no verb makes yet is written as a verb would. */
static void
add_plain (Fixture *fixture,
           gpointer record)
{
  g_autoptr(PursuitRecord) own = record;
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.base.store, NULL));
  pursuit_store_insert (fixture->base.base.store, own, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_desk_write_journal (fixture->base.desk, "create", NULL, own, NULL, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static void
edit (Fixture    *fixture,
      GType       type,
      gint64      id,
      const char *name,
      const char *value)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->base.desk, type, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  g_object_set (edited, name, value, NULL);
  pursuit_records_save (fixture->base.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

static void
add_person (Fixture *fixture)
{
  PursuitContact *contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", fixture->customer_id, "name", "Gao Huimin 高惠敏",
                                          "title", "Head of zebrafink", "phone", "13900002718", "email", "gao.hm@example.cn",
                                          "wechat", "gaohm-wx", "birthday", "1978-05-06", "ambition", "quaggaherz und Ruhm",
                                          "notes", "Zebrafink und rohrdommel", "interest", "nachtigall", NULL);

  fixture->contact_id = add (fixture, contact);
  edit (fixture, PURSUIT_TYPE_CONTACT, fixture->contact_id, "strengths", "wiesenpieper");
  edit (fixture, PURSUIT_TYPE_CONTACT, fixture->contact_id, "strengths", "Zahlen");
  add (fixture, g_object_new (PURSUIT_TYPE_OWN_FIELD, "entity", (gint64) PURSUIT_OWN_OF_CONTACT, "name", "Hobby", "kind",
                              (gint64) PURSUIT_OWN_TEXT, "searched", G_GINT64_CONSTANT (1), NULL));
  edit (fixture, PURSUIT_TYPE_CONTACT, fixture->contact_id, "extra", "{\"hobby\":\"steinschmaetzer\"}");
}

/* What files were called, and what somebody looks for. */
static void
add_names (Fixture *fixture)
{
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", fixture->customer_id, "name", "CV", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr(PursuitDocumentFile) file =
    pursuit_document_file_new_for_bytes ("CV of Gao Huimin 高惠敏.txt", bytes, PURSUIT_DOCUMENT_LIMIT_DEFAULT, NULL);
  g_autoptr(PursuitSavedFilter) filter = pursuit_filters_new (fixture->base.desk, PURSUIT_LIST_CONTACTS);

  g_assert_true (pursuit_documents_add (fixture->base.desk, document, file, NULL, NULL, NULL));
  store_fixture_raw (&fixture->base.base,
                     "UPDATE stage_move SET reason = 'Gao Huimin 高惠敏 said so';"
                     "INSERT INTO buyer_move (deal_id, to_stage_id, moved_at, evidence) SELECT id, stage_id, 5, 'Letter of Gao Huimin 高惠敏' FROM deal;"
                     "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at, reason)"
                     " SELECT id, 'grade', 0, 0, 5, 'Gao Huimin 高惠敏 is fair' FROM customer;");
  g_object_set (filter, "name", "About Gao Huimin 高惠敏", "definition", "{\"search\":\"13900002718\"}", NULL);
  add (fixture, g_steal_pointer (&filter));
}

/* What hangs on the person, and where others wrote of it. */
static void
add_surroundings (Fixture *fixture)
{
  gint64 deal_id = desk_fixture_add_deal (&fixture->base, "Umbau", "Heming Steel", "Li", 100, 2);
  gint64 other = add (fixture, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", fixture->customer_id, "name", "Tian Ye", NULL));

  edit (fixture, PURSUIT_TYPE_CONTACT, other, "notes", "goldammer");
  edit (fixture, PURSUIT_TYPE_DEAL, deal_id, "next-step", "Call Gao Huimin 高惠敏 on 13900002718");
  add (fixture, g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", fixture->customer_id, "contact-id", fixture->contact_id,
                              "subject", "Met Gao Huimin 高惠敏", "body", "Gao Huimin 高惠敏 likes Umbau", NULL));
  add (fixture, g_object_new (PURSUIT_TYPE_STAKEHOLDER, "deal-id", deal_id, "contact-id", fixture->contact_id, "wants",
                              "zebrafink", "notes", "rohrdommel", NULL));
  add_plain (fixture, g_object_new (PURSUIT_TYPE_EMPLOYMENT, "customer-id", fixture->customer_id, "contact-id",
                                    fixture->contact_id, "title", "zebrafink", "notes", "rohrdommel", NULL));
  add_plain (fixture, g_object_new (PURSUIT_TYPE_BOND, "customer-id", fixture->customer_id, "contact-id", fixture->contact_id,
                                    "staff-id", desk_fixture_find (&fixture->base, "staff", "Li"), "period", "2026-Q1",
                                    "evidence", "nachtigall", NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->state_before = g_strdup (g_getenv ("PURSUIT_STATE_HOME"));
  fixture->state = g_dir_make_tmp ("pursuit-erasure-XXXXXX", NULL);
  g_setenv ("PURSUIT_STATE_HOME", fixture->state, TRUE);
  pursuit_names_set_least (0);
  desk_fixture_set_up (&fixture->base, data);
  fixture->customer_id = desk_fixture_add_customer (&fixture->base, "Heming Steel", "Li");
  add_person (fixture);
  add_surroundings (fixture);
  add_names (fixture);
}

static void
remove_tree (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      remove_tree (path);
      g_remove (path);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_fixture_tear_down (&fixture->base, data);
  pursuit_names_set_least (20000);
  remove_tree (fixture->state);
  g_rmdir (fixture->state);
  g_free (fixture->state);
  if (fixture->state_before != NULL)
    g_setenv ("PURSUIT_STATE_HOME", fixture->state_before, TRUE);
  else
    g_unsetenv ("PURSUIT_STATE_HOME");
  g_free (fixture->state_before);
}

static gboolean
has_bytes (const char *path,
           const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + strlen (text) <= length; i++)
    if (bytes[i] == *text && memcmp (bytes + i, text, strlen (text)) == 0)
      return TRUE;

  return FALSE;
}

/* In the file, beside it, or in what this computer keeps. */
static gboolean
folder_has (const char *folder,
            const char *text)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) ? folder_has (path, text) : has_bytes (path, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_left (Fixture    *fixture,
         const char *text)
{
  return folder_has (fixture->base.base.dir, text) || folder_has (fixture->state, text);
}

static PursuitErasure
erase (Fixture *fixture)
{
  PursuitErasure erasure;
  g_autoptr(GError) error = NULL;

  pursuit_contacts_erase (fixture->base.desk, fixture->contact_id, &erasure, &error);
  g_assert_no_error (error);
  return erasure;
}

static void
assert_chain (Fixture *fixture,
              guint    n_erased)
{
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (fixture->base.base.store, NULL, NULL);

  g_assert_cmpuint (verdict->findings->len, ==, 0);
  g_assert_cmpint (verdict->n_erased, ==, n_erased);
}

static void
test_no_trace (Fixture       *fixture,
               gconstpointer  data)
{
  PursuitErasure erasure;

  g_assert_true (pursuit_store_prepare_names (fixture->base.base.store, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (!is_left (fixture, secrets[i]))
      g_error ("“%s” is nowhere before", secrets[i]);

  erasure = erase (fixture);
  g_assert_true (erasure.is_wiped);
  g_assert_cmpuint (erasure.n_entries, >, 0);
  g_assert_cmpuint (erasure.n_mentions, >=, 2);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (is_left (fixture, secrets[i]))
      g_error ("“%s” is still there", secrets[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_true (is_left (fixture, others[i]));

  assert_chain (fixture, erasure.n_entries);
  desk_fixture_assert_sound (&fixture->base);
}

/* Whatever fields a person may get: there is nothing in them, but the customer and when it was erased. */
static void
test_fields (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autofree char *name = g_strdup_printf ("Erased person %d", (int) fixture->contact_id);
  g_autofree char *text = NULL;
  PursuitRecordClass *klass;

  erase (fixture);
  contact = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_CONTACT, fixture->contact_id, NULL);
  klass = PURSUIT_RECORD_GET_CLASS (contact);
  for (guint i = 0; i < klass->n_fields; i++)
    if (!g_strv_contains ((const char *const[]) { "name", "customer_id", "erased_at", NULL }, klass->fields[i].name))
      g_assert_true (pursuit_record_is_blank (contact, &klass->fields[i]) ||
                     (!pursuit_field_is_text (&klass->fields[i]) && pursuit_record_get_number (contact, &klass->fields[i]) == 0));
  g_assert_cmpstr (PURSUIT_CONTACT (contact)->name, ==, name);
  g_assert_cmpint (PURSUIT_CONTACT (contact)->erased_at, ==, DESK_NOW);
  text = desk_fixture_text (&fixture->base, "SELECT subject FROM activity");
  g_assert_cmpstr (text, ==, "Met ███");
}

/* The entry says that something was erased, and nothing else. */
static void
test_entry (Fixture       *fixture,
            gconstpointer  data)
{
  PursuitErasure erasure = erase (fixture);
  g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (fixture->base.base.store, erasure.entry_id, NULL);

  g_assert_cmpstr (entry->verb, ==, "erase");
  g_assert_cmpstr (entry->entity, ==, "contact");
  g_assert_cmpint (entry->entity_id, ==, fixture->contact_id);
  g_assert_null (entry->before);
  g_assert_null (entry->after);
  /* Who did what stays. */
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal WHERE entity = 'contact' AND entity_id = %d"
                                                     " AND verb IN ('create', 'edit')", (int) fixture->contact_id), ==, 4);
}

/* An import that brought the person in holds it too. */
static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("people.csv", "Name|Customer|Title", "Gao Huimin 高惠敏|Heming Steel|wiesenpieper 2",
                                                         "Tian Ye|Heming Steel|CEO", NULL);
  g_autoptr(PursuitImport) import = pursuit_import_new (PURSUIT_IMPORT_CONTACTS, source, NULL);
  g_autoptr(PursuitImportReport) report = pursuit_import_run (import, fixture->base.desk, FALSE, NULL, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (report);
  g_assert_true (is_left (fixture, "wiesenpieper 2"));
  erase (fixture);
  g_assert_false (is_left (fixture, "wiesenpieper 2"));
  g_assert_false (pursuit_records_undo (fixture->base.desk, report->entry_id, NULL, &error));
  g_assert_nonnull (error);
}

/* What another program deleted in the file, without overwriting it, goes too. */
static void
test_older_leftovers (Fixture       *fixture,
                      gconstpointer  data)
{
  sqlite3 *raw;

  g_assert_cmpint (sqlite3_open (fixture->base.base.path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw, "PRAGMA secure_delete = OFF; CREATE TABLE junk (t TEXT);"
                                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
                                      " INSERT INTO junk SELECT 'leftover of 13900002718 ' || i FROM n; DROP TABLE junk",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (raw);
  g_assert_true (has_bytes (fixture->base.base.path, "leftover of"));
  g_assert_true (erase (fixture).is_wiped);
  g_assert_false (has_bytes (fixture->base.base.path, "leftover of"));
  g_assert_false (is_left (fixture, "13900002718"));
  desk_fixture_assert_sound (&fixture->base);
}

/* Somebody else with that name keeps it. */
static void
test_namesake (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *subject = NULL;
  gint64 namesake = add (fixture, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", fixture->customer_id, "name",
                                                "Gao Huimin 高惠敏", NULL));

  erase (fixture);
  subject = desk_fixture_text (&fixture->base, "SELECT subject FROM activity");
  g_assert_cmpstr (subject, ==, "Met Gao Huimin 高惠敏");
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM contact WHERE id = %d AND name LIKE 'Gao%%'",
                                     (int) namesake), ==, 1);
  g_assert_false (is_left (fixture, "13900002718"));
}

static void
test_drafts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *dir = pursuit_local_dup_dir (pursuit_store_get_uuid (fixture->base.base.store));
  g_autofree char *folder = g_build_filename (dir, "drafts", NULL);
  PursuitDrafts *drafts = pursuit_drafts_new (folder);

  pursuit_drafts_keep (drafts, PURSUIT_TYPE_CONTACT, fixture->contact_id, "notes", "", "typed of the person");
  pursuit_drafts_keep (drafts, PURSUIT_TYPE_CUSTOMER, fixture->customer_id, "notes", "", "typed of the customer");
  pursuit_drafts_keep (drafts, PURSUIT_TYPE_CUSTOMER, fixture->customer_id, "progress", "", "call 13900002718");
  pursuit_drafts_flush (drafts);
  g_object_unref (drafts);
  g_assert_true (is_left (fixture, "typed of the person"));
  erase (fixture);
  g_assert_false (is_left (fixture, "typed of the person"));
  g_assert_false (is_left (fixture, "13900002718"));
  g_assert_true (is_left (fixture, "typed of the customer"));
}

static void
test_for_good (Fixture       *fixture,
               gconstpointer  data)
{
  PursuitErasure erasure = erase (fixture);
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_CONTACT, fixture->contact_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) again = NULL;
  g_autoptr(GError) undo = NULL;
  g_autoptr(GError) save = NULL;

  g_assert_false (pursuit_contacts_erase (fixture->base.desk, fixture->contact_id, &erasure, &again));
  g_assert_error (again, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_false (pursuit_records_undo (fixture->base.desk, erasure.entry_id, NULL, &undo));
  g_assert_error (undo, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_object_set (edited, "phone", "1", NULL);
  g_assert_false (pursuit_records_save (fixture->base.desk, original, edited, NULL, &save));
  g_assert_error (save, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const people[] = { "Chief", "Ma", "Li", "Sun", "Qian" };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      PursuitErasure erasure;
      g_autoptr(GError) error = NULL;

      desk_fixture_sign_in (&fixture->base, people[i]);
      g_assert_false (pursuit_contacts_erase (fixture->base.desk, fixture->contact_id, &erasure, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
    }
  g_assert_true (is_left (fixture, "13900002718"));
}

#define ADD(path, test) g_test_add ("/service/erasure/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-trace-in-any-file", test_no_trace);
  ADD ("every-field-blank", test_fields);
  ADD ("entry-says-that-not-what", test_entry);
  ADD ("import-forgets-what-it-brought", test_import);
  ADD ("older-leftovers-go", test_older_leftovers);
  ADD ("namesake-keeps-the-name", test_namesake);
  ADD ("drafts-go", test_drafts);
  ADD ("for-good", test_for_good);
  ADD ("refused-to-others", test_refused);

  return g_test_run ();
}
