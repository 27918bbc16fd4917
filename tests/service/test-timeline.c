/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One stream of what happened with a customer, narrowed by what it is about and by who did it (DOS-4). */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-documents.h"
#include "pursuit-enums.h"
#include "pursuit-records.h"
#include "pursuit-row.h"
#include "pursuit-timeline-topic.h"

#include <string.h>

static gint64 clock_us = DESK_NOW;

/* Each verb a second after the one before, so that the order is that of the verbs. */
static void
next_second (void)
{
  clock_us += G_USEC_PER_SEC;
  pursuit_time_set_now (clock_us);
}

static void
create (DeskFixture   *fixture,
        PursuitRecord *record)
{
  g_autoptr(GError) error = NULL;

  next_second ();
  pursuit_records_create (fixture->desk, record, NULL, &error);
  g_assert_no_error (error);
}

static gint64
add_document (DeskFixture *fixture,
              gint64       version_of,
              const char  *content)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (content, strlen (content));
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDocumentFile) file = pursuit_document_file_new_for_bytes ("Offer.pdf", bytes, G_MAXINT64, &error);
  g_autoptr(PursuitDocument) document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), NULL);

  next_second ();
  if (version_of != 0)
    pursuit_documents_add_version (fixture->desk, version_of, file, NULL, NULL, &error);
  else
    pursuit_documents_add (fixture->desk, document, file, NULL, NULL, &error);
  g_assert_no_error (error);

  return PURSUIT_RECORD (document)->id;
}

static void
set_grade (DeskFixture *fixture)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, 1, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  next_second ();
  g_object_set (edited, "grade", (gint64) PURSUIT_GRADE_A, NULL);
  pursuit_records_save (fixture->desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (1), "name", "Gao", NULL);
  g_autoptr(PursuitRecord) link = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", G_GINT64_CONSTANT (1), "name", "Tender", NULL);
  g_autoptr(PursuitRecord) visit = g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", G_GINT64_CONSTANT (1), "kind",
                                                 (gint64) PURSUIT_ACTIVITY_VISIT, "subject", "Tour", NULL);
  gint64 id;

  clock_us = DESK_NOW;
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Press", "Li");
  desk_fixture_sign_in (fixture, "Li");
  create (fixture, contact);
  create (fixture, visit);
  next_second ();
  desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 1000, 2);
  next_second ();
  g_assert_true (pursuit_deals_set_buyer_stage (fixture->desk, 1, 3, "They wrote", NULL, NULL));
  desk_fixture_sign_in (fixture, "Ma");
  set_grade (fixture);
  create (fixture, link);
  id = add_document (fixture, 0, "one");
  add_document (fixture, id, "two");
}

/* The newest first, each in one word. */
static char *
list (DeskFixture          *fixture,
      PursuitTimelineTopic  topic,
      const char           *actor)
{
  static const char *const words[] = { "activity", "move", "change", "buyer", "standing", "document" };
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  query->customer_id = 1;
  query->topic = (int) topic;
  query->actor_id = actor != NULL ? desk_fixture_find (fixture, "staff", actor) : 0;
  ids = pursuit_desk_query_ids (fixture->desk, query, 0, NULL);
  g_assert_nonnull (ids);
  rows = pursuit_desk_query_rows (fixture->desk, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);
      gint64 source = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[source]);
      if (source == PURSUIT_TIMELINE_CHANGE)
        g_string_append_printf (text, ":%s:%s", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB),
                                pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY));
      if (source == PURSUIT_TIMELINE_DOCUMENT)
        g_string_append_printf (text, ":%lld", (long long) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_everything (DeskFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *all = list (fixture, PURSUIT_TOPIC_ANY, NULL);

  g_assert_true (g_str_has_prefix (all, "document:2 document:1 change:create:document "));
  g_assert_nonnull (strstr (all, " standing "));
  g_assert_nonnull (strstr (all, " buyer "));
  g_assert_nonnull (strstr (all, " activity "));
  /* A version is one entry, not one of the table and one of the journal. */
  g_assert_null (strstr (all, "change:version"));
}

static void
test_topics (DeskFixture   *fixture,
             gconstpointer  data)
{
  static const struct
  {
    PursuitTimelineTopic topic;
    const char *entries;
  } cases[] = {
    { PURSUIT_TOPIC_VISITS, "activity" },
    { PURSUIT_TOPIC_DOCUMENTS, "document:2 document:1 change:create:document" },
    { PURSUIT_TOPIC_PEOPLE, "change:create:contact" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list (fixture, cases[i].topic, NULL);

      g_assert_cmpstr (found, ==, cases[i].entries);
    }
}

/* Each entry is about one thing: the topics together are everything. */
static void
test_topics_are_everything (DeskFixture   *fixture,
                            gconstpointer  data)
{
  g_autofree char *all = list (fixture, PURSUIT_TOPIC_ANY, NULL);
  guint n_all = 0;
  guint n_topics = 0;

  for (PursuitTimelineTopic topic = PURSUIT_TOPIC_ANY; topic < PURSUIT_TOPIC_LOOKS; topic++)
    {
      g_autofree char *some = list (fixture, topic, NULL);
      g_auto(GStrv) words = g_strsplit (some, " ", -1);

      if (topic == PURSUIT_TOPIC_ANY)
        n_all = g_strv_length (words);
      else
        n_topics += g_strv_length (words);
    }
  g_assert_cmpuint (n_all, >, 6);
  g_assert_cmpuint (n_topics, ==, n_all);
}

static void
test_person (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *of_ma = list (fixture, PURSUIT_TOPIC_ANY, "Ma");
  g_autofree char *visits_of_li = list (fixture, PURSUIT_TOPIC_VISITS, "Li");
  g_autofree char *visits_of_ma = list (fixture, PURSUIT_TOPIC_VISITS, "Ma");

  g_assert_true (g_str_has_prefix (of_ma, "document:2 document:1 change:create:document "));
  g_assert_null (strstr (of_ma, "activity"));
  g_assert_cmpstr (visits_of_li, ==, "activity");
  g_assert_cmpstr (visits_of_ma, ==, "");
}

/* Who looked at a profile is told to those who see the whole journal, and when they ask for it. */
static void
test_looks (DeskFixture   *fixture,
            gconstpointer  data)
{
  PursuitJournalEntry entry = { .actor = (char *) "Ma", .verb = (char *) "view", .entity = (char *) "contact", .entity_id = 1 };
  g_autofree char *of_seller = NULL;
  g_autofree char *of_root = NULL;
  g_autofree char *all_of_root = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
  g_assert_true (pursuit_journal_add (fixture->base.store, &entry, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));

  of_seller = list (fixture, PURSUIT_TOPIC_LOOKS, NULL);
  g_assert_cmpstr (of_seller, ==, "");
  desk_fixture_sign_in (fixture, "Root");
  of_root = list (fixture, PURSUIT_TOPIC_LOOKS, NULL);
  g_assert_cmpstr (of_root, ==, "change:view:contact");
  all_of_root = list (fixture, PURSUIT_TOPIC_ANY, NULL);
  g_assert_null (strstr (all_of_root, "view"));
}

#define ADD(path, function) g_test_add ("/service/timeline/" path, DeskFixture, NULL, set_up, function, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-stream", test_everything);
  ADD ("topics", test_topics);
  ADD ("topics-are-everything", test_topics_are_everything);
  ADD ("person", test_person);
  ADD ("looks", test_looks);

  return g_test_run ();
}
