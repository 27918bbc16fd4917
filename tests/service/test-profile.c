/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The personal profile: who gets it, on whichever way a contact leaves the service, and that showing it is written down. */

#include "desk-fixture.h"
#include "pursuit-comparison.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-dossier.h"
#include "pursuit-error.h"
#include "pursuit-export.h"
#include "pursuit-profile.h"
#include "pursuit-query-run.h"
#include "pursuit-records.h"
#include "pursuit-row.h"

#include <string.h>

/* No value of the profile is anything else's. */
#define SECRET "Geheimnis"
#define SECRET_DAY "1978-05-06"

#define DAY_US (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  DeskFixture base;
  gint64 contact_id;
} Fixture;

static void
fill (PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].flags & PURSUIT_FIELD_PROFILE)
      {
        g_autofree char *text = g_strdup_printf (SECRET " %s", klass->fields[i].name);

        pursuit_record_set_text (record, &klass->fields[i], klass->fields[i].kind == PURSUIT_KIND_DATE ? SECRET_DAY : text);
      }
}

/* Li's customer has one person; Qian may change all customers, and see no profile. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_set_up (&fixture->base, data);
  store_fixture_raw (&fixture->base.base, "UPDATE staff SET role_id = (SELECT id FROM role WHERE system_role = 'commercial')"
                                          " WHERE name = 'Qian'");
  contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", desk_fixture_add_customer (&fixture->base, "Heming Steel", "Li"),
                          "name", "Gao Huimin", "phone", "139", NULL);
  fill (contact);
  pursuit_records_create (fixture->base.desk, contact, NULL, &error);
  g_assert_no_error (error);
  fixture->contact_id = contact->id;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_fixture_tear_down (&fixture->base, data);
}

static PursuitRecord *
load (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  PursuitRecord *record = pursuit_records_load (fixture->base.desk, PURSUIT_TYPE_CONTACT, fixture->contact_id, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_shown (PursuitRecord *record,
              gboolean       shown)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].flags & PURSUIT_FIELD_PROFILE)
      g_assert_true (pursuit_record_is_blank (record, &klass->fields[i]) != shown);
  g_assert_cmpstr (PURSUIT_CONTACT (record)->phone, ==, "139");
}

static gboolean
add_row_cb (const char * const  *cells,
            gpointer             user_data,
            GError             **error)
{
  for (; *cells != NULL; cells++)
    g_string_append_printf (user_data, "%s|", *cells);
  return TRUE;
}

/* Everything that the actor can get to read of contacts, one below the other. */
static char *
read_everything (Fixture *fixture)
{
  PursuitDesk *desk = fixture->base.desk;
  gint64 customer_id = desk_fixture_find (&fixture->base, "customer", "Heming Steel");
  g_autoptr(PursuitDossier) dossier = pursuit_dossier_read (desk, customer_id, NULL);
  g_autofree char *json = pursuit_dossier_export_json (desk, customer_id, NULL);
  g_autoptr(PursuitQuery) contacts = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  g_autoptr(PursuitQuery) timeline = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GPtrArray) entries = pursuit_journal_list_about (fixture->base.base.store, "contact", fixture->contact_id, 100, NULL);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  GString *all = g_string_new (json);

  g_assert_true (pursuit_dossier_read_lists (dossier, desk, NULL));
  for (guint i = 0; i < dossier->contacts->len; i++)
    {
      g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *text = NULL;

      json_node_take_object (node, pursuit_record_to_json (g_ptr_array_index (dossier->contacts, i), PURSUIT_FIELD_MASK_ALL));
      text = json_to_string (node, FALSE);
      g_string_append (all, text);
    }
  pursuit_export_records (desk, desk, contacts, 0, add_row_cb, all, NULL, NULL);
  timeline->customer_id = customer_id;
  ids = pursuit_desk_query_ids (desk, timeline, 0, NULL);
  rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (all, "%s;", pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_TIMELINE_ROW_DETAIL));
  pursuit_profile_hide_entries (desk, entries);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (all, "%s;", ((PursuitJournalEntry *) g_ptr_array_index (entries, i))->after);

  return g_string_free (all, FALSE);
}

static void
test_who (Fixture       *fixture,
          gconstpointer  data)
{
  static const struct { const char *who; gboolean may_see; } cases[] = {
    { "Root", TRUE }, { "Chief", TRUE }, { "Ma", TRUE }, { "Li", TRUE }, { "Zhu", FALSE }, { "Sun", FALSE }, { "Qian", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitRecord) record = NULL;
      g_autofree char *all = NULL;

      desk_fixture_sign_in (&fixture->base, cases[i].who);
      record = load (fixture);
      assert_shown (record, cases[i].may_see);
      g_assert_true (pursuit_contacts_may_see_profile (fixture->base.desk, PURSUIT_CONTACT (record)) == cases[i].may_see);
      all = read_everything (fixture);
      g_assert_true ((strstr (all, SECRET) != NULL) == cases[i].may_see);
      g_assert_true ((strstr (all, SECRET_DAY) != NULL) == cases[i].may_see);
      g_assert_nonnull (strstr (all, "Gao Huimin"));
    }
}

/* Whose profile an entry of the timeline is about is asked of that entry: another one, about a person whose profile may be seen,
 * stands at every number that could be taken for its own. */
static void
test_timeline_is_about_the_right_one (Fixture       *fixture,
                                      gconstpointer  data)
{
  PursuitDesk *desk = fixture->base.desk;
  g_autoptr(PursuitQuery) timeline = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(PursuitRecord) mine = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", desk_fixture_add_customer (&fixture->base, "Own", "Zhu"),
                                                "name", "Own Person", NULL);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GString) all = g_string_new (NULL);

  g_assert_true (pursuit_records_create (desk, mine, NULL, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(PursuitRecord) edited = pursuit_record_copy (mine);
      g_autofree char *phone = g_strdup_printf ("%u", 1000 + i);

      g_object_set (edited, "phone", phone, NULL);
      g_assert_true (pursuit_records_save (desk, mine, edited, NULL, NULL));
      g_set_object (&mine, edited);
    }

  desk_fixture_sign_in (&fixture->base, "Zhu");
  timeline->customer_id = desk_fixture_find (&fixture->base, "customer", "Heming Steel");
  ids = pursuit_desk_query_ids (desk, timeline, 0, NULL);
  rows = pursuit_desk_query_rows (desk, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (all, "%s;", pursuit_row_get_text (g_ptr_array_index (rows, i), PURSUIT_TIMELINE_ROW_DETAIL));
  g_assert_nonnull (strstr (all->str, "Gao Huimin"));
  g_assert_null (strstr (all->str, SECRET));
}

/* An entry about many says of profiles what it says of all of them. */
static void
test_entries_about_many (Fixture       *fixture,
                         gconstpointer  data)
{
  PursuitJournalEntry entry = {
    .actor = (char *) "x",
    .verb = (char *) "import",
    .entity = (char *) "contact",
    .before = (char *) "{\"changed\":{\"contact\":[[1,{\"ambition\":null}]]}}",
    .after = (char *) "{\"file\":\"People.csv\",\"created\":{},\"changed\":{\"contact\":[[1,{\"ambition\":\"" SECRET "\"}]]}}",
  };
  static const struct { const char *who; gboolean may_see; } cases[] = { { "Root", TRUE }, { "Zhu", FALSE }, { "Qian", FALSE } };
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.base.store, NULL));
  g_assert_true (pursuit_journal_add (fixture->base.base.store, &entry, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) rows = NULL;
      const char *after;

      desk_fixture_sign_in (&fixture->base, cases[i].who);
      rows = pursuit_desk_query_rows (fixture->base.desk, PURSUIT_LIST_JOURNAL, &entry.id, 1, NULL);
      after = pursuit_row_get_text (g_ptr_array_index (rows, 0), PURSUIT_JOURNAL_ROW_AFTER);
      g_assert_true ((after != NULL && strstr (after, SECRET) != NULL) == cases[i].may_see);
    }
}

static char *
read_profile (Fixture *fixture)
{
  return desk_fixture_text (&fixture->base,
                            "SELECT coalesce(address,'') || coalesce(birthday,'') || coalesce(ambition,'') || coalesce(character,'') ||"
                            " coalesce(temperament,'') || coalesce(preferences,'') || coalesce(strengths,'') FROM contact WHERE id = %d",
                            (int) fixture->contact_id);
}

static void
test_save_keeps (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *before = read_profile (fixture);
  g_autofree char *after = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&fixture->base, "Qian");
  original = load (fixture);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "title", "Head of Automation", NULL);
  pursuit_records_save (fixture->base.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
  assert_shown (edited, FALSE);
  g_assert_cmpint (edited->revision, ==, original->revision + 1);

  after = read_profile (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_save_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) fresh = NULL;
  g_autoptr(GError) error = NULL;
  PursuitRecordClass *klass;

  desk_fixture_sign_in (&fixture->base, "Qian");
  original = load (fixture);
  klass = PURSUIT_RECORD_GET_CLASS (original);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_autoptr(PursuitRecord) edited = NULL;
      g_autoptr(GError) refusal = NULL;

      if (!(klass->fields[i].flags & PURSUIT_FIELD_PROFILE))
        continue;
      edited = pursuit_record_copy (original);
      pursuit_record_set_text (edited, &klass->fields[i], klass->fields[i].kind == PURSUIT_KIND_DATE ? "1999-01-01" : "x");
      g_assert_false (pursuit_records_save (fixture->base.desk, original, edited, NULL, &refusal));
      g_assert_error (refusal, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
    }

  fresh = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", PURSUIT_CONTACT (original)->customer_id, "name", "Tian Ye",
                        "ambition", "x", NULL);
  g_assert_false (pursuit_records_create (fixture->base.desk, fresh, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

/* What others write of it is no conflict to speak of for those who may not see it. */
static void
test_comparison (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&fixture->base, "Qian");
  seen = load (fixture);
  desk_fixture_sign_in (&fixture->base, "Li");
  original = load (fixture);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "ambition", SECRET " 2", "title", "CEO", NULL);
  pursuit_records_save (fixture->base.desk, original, edited, NULL, &error);
  g_assert_no_error (error);
  assert_shown (edited, TRUE);

  desk_fixture_sign_in (&fixture->base, "Qian");
  comparison = pursuit_records_compare (fixture->base.desk, seen, seen, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comparison->fields->len, ==, 1);
  g_assert_nonnull (pursuit_comparison_find (comparison, "title"));
}

static gint64
count_views (Fixture *fixture)
{
  return desk_fixture_int (&fixture->base,
                           "SELECT count(*) FROM journal j JOIN journal_payload p ON p.journal_id = j.id WHERE j.verb = 'view'"
                           " AND j.entity = 'contact' AND j.entity_id = %d AND p.before IS NULL AND p.after IS NULL"
                           " AND j.customer_id IS NULL", (int) fixture->contact_id);
}

static void
note (Fixture *fixture)
{
  g_autoptr(PursuitRecord) record = load (fixture);
  g_autoptr(GError) error = NULL;

  pursuit_contacts_note_view (fixture->base.desk, PURSUIT_CONTACT (record), &error);
  g_assert_no_error (error);
}

static void
test_views (Fixture       *fixture,
            gconstpointer  data)
{
  desk_fixture_sign_in (&fixture->base, "Li");
  note (fixture);
  note (fixture);
  g_assert_cmpint (count_views (fixture), ==, 1);
  desk_fixture_sign_in (&fixture->base, "Ma");
  note (fixture);
  g_assert_cmpint (count_views (fixture), ==, 2);
  pursuit_time_set_now (DESK_NOW + DAY_US);
  note (fixture);
  note (fixture);
  g_assert_cmpint (count_views (fixture), ==, 3);
  desk_fixture_assert_sound (&fixture->base);
}

/* Of a profile that is blank there was nothing to be seen. */
static void
test_views_blank (Fixture       *fixture,
                  gconstpointer  data)
{
  store_fixture_raw (&fixture->base.base, "UPDATE contact SET address = NULL, birthday = NULL, ambition = NULL, character = NULL,"
                                          " temperament = NULL, preferences = NULL, strengths = NULL");
  desk_fixture_sign_in (&fixture->base, "Li");
  note (fixture);
  g_assert_cmpint (count_views (fixture), ==, 0);
}

static void
test_views_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&fixture->base, "Sun");
  record = load (fixture);
  g_assert_false (pursuit_contacts_note_view (fixture->base.desk, PURSUIT_CONTACT (record), &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_cmpint (count_views (fixture), ==, 0);
}

/* Looking is no change: it is not on the timeline, cannot be undone, and does not stand in the way of undoing. */
static void
test_views_are_no_changes (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(PursuitQuery) timeline = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GError) error = NULL;
  gint64 before, after, last;
  gboolean touched;

  timeline->customer_id = desk_fixture_find (&fixture->base, "customer", "Heming Steel");
  g_assert_true (pursuit_desk_query_count (fixture->base.desk, timeline, &before, NULL));
  g_assert_true (pursuit_journal_get_last (fixture->base.base.store, &last, NULL));
  desk_fixture_sign_in (&fixture->base, "Li");
  note (fixture);
  g_assert_true (pursuit_desk_query_count (fixture->base.desk, timeline, &after, NULL));
  g_assert_cmpint (before, ==, after);
  g_assert_true (pursuit_journal_is_touched (fixture->base.base.store, last, "contact", fixture->contact_id, &touched, NULL));
  g_assert_false (touched);
  g_assert_false (pursuit_records_undo (fixture->base.desk, last + 1, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static void
take_out (Fixture            *fixture,
          PursuitExportFlags  flags)
{
  PursuitDesk *desk = fixture->base.desk;
  g_autoptr(PursuitQuery) contacts = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  pursuit_export_records (desk, desk, contacts, flags, add_row_cb, all, NULL, &error);
  g_assert_no_error (error);
}

/* A list that goes out with profiles is a look at each of them; one that goes out without is none. */
static void
test_views_of_an_export (Fixture       *fixture,
                         gconstpointer  data)
{
  desk_fixture_sign_in (&fixture->base, "Li");
  take_out (fixture, PURSUIT_EXPORT_WITHOUT_PERSONAL);
  g_assert_cmpint (count_views (fixture), ==, 0);
  take_out (fixture, PURSUIT_EXPORT_NONE);
  take_out (fixture, PURSUIT_EXPORT_NONE);
  g_assert_cmpint (count_views (fixture), ==, 1);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal WHERE verb = 'view'"), ==, 1);
  desk_fixture_sign_in (&fixture->base, "Zhu");
  take_out (fixture, PURSUIT_EXPORT_NONE);
  g_assert_cmpint (count_views (fixture), ==, 1);
  desk_fixture_assert_sound (&fixture->base);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/profile/timeline-asks-about-the-right-one", test_timeline_is_about_the_right_one);
  add ("/service/profile/journal-rows-about-many", test_entries_about_many);
  add ("/service/profile/shown-to-those-who-may-see-it", test_who);
  add ("/service/profile/kept-by-a-save-that-cannot-see-it", test_save_keeps);
  add ("/service/profile/not-set-by-those-who-cannot-see-it", test_save_refused);
  add ("/service/profile/no-conflict-to-those-who-cannot-see-it", test_comparison);
  add ("/service/profile/views/written-down-once-a-day", test_views);
  add ("/service/profile/views/nothing-to-see", test_views_blank);
  add ("/service/profile/views/refused", test_views_refused);
  add ("/service/profile/views/of-an-export", test_views_of_an_export);
  add ("/service/profile/views/are-no-changes", test_views_are_no_changes);

  return g_test_run ();
}
