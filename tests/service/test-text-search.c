/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding what was written down: by whom it may be found, and that it follows every verb. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-records.h"
#include "pursuit-processes.h"
#include "pursuit-search.h"
#include "pursuit-text-search.h"

#include <string.h>

/* "activity 1 at 1 visit «…[match]…»", one a line; "*" marks one's own. */
static char *
search (DeskFixture       *f,
        const char        *words,
        PursuitFoundKinds  kinds)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = pursuit_search (f->desk, words, kinds, NULL, 0, 50, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s%s%s (%s): %s", i > 0 ? "|" : "", found->own ? "*" : "", found->title,
                              found->detail != NULL ? found->detail : "", found->snippet != NULL ? found->snippet : "");
      g_assert_true (found->kind != PURSUIT_FOUND_TEXT || (found->id != 0 && (found->customer_id != 0) == (found->type != PURSUIT_TYPE_STAGE)));
    }
  for (char *p = text->str; *p != '\0'; p++)
    *p = *p == '\002' ? '[' : *p == '\003' ? ']' : *p;

  return g_string_free (text, FALSE);
}

static void
assert_search (DeskFixture *f,
               const char  *words,
               const char  *expected)
{
  g_autofree char *found = search (f, words, PURSUIT_FOUND_TEXT);

  g_assert_cmpstr (found, ==, expected);
}

static void
note (DeskFixture *f,
      gint64       customer_id,
      const char  *subject,
      const char  *body)
{
  g_autoptr(PursuitRecord) activity = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", subject, "body", body, "customer-id",
                                                    customer_id, NULL);
  g_autoptr(GError) error = NULL;

  pursuit_records_create (f->desk, activity, NULL, &error);
  g_assert_no_error (error);
}

/* The playbooks that come with the program say a lot: without them only what a test writes is found. */
static void
set_up (DeskFixture   *f,
        gconstpointer  data)
{
  g_autoptr(GPtrArray) stages = NULL;
  g_auto(PursuitTx) tx = { NULL };

  desk_fixture_set_up (f, data);
  g_assert_true (pursuit_tx_begin (&tx, f->base.store, NULL));
  stages = pursuit_store_list (f->base.store, PURSUIT_TYPE_STAGE, NULL);
  for (guint i = 0; i < stages->len; i++)
    {
      g_object_set (g_ptr_array_index (stages, i), "playbook", NULL, "scripts", NULL, "templates", NULL, "lessons", NULL, NULL);
      g_assert_true (pursuit_store_update (f->base.store, g_ptr_array_index (stages, i), NULL));
    }
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

/* Playbooks are everybody's (STG-5), those of drafts nobody's: what deals may follow is found. */
static void
test_playbooks (DeskFixture   *f,
                gconstpointer  data)
{
  static const char *const people[] = { "Root", "Chief", "Ma", "Li", "Sun" };
  g_autoptr(PursuitProcessBook) original = NULL;
  g_autoptr(PursuitProcessBook) edited = NULL;
  gint64 draft_id;

  g_assert_true (pursuit_processes_draft (f->desk, pursuit_desk_get_process_id (f->desk), &draft_id, NULL, NULL));
  original = pursuit_processes_load (f->desk, draft_id, NULL);
  edited = pursuit_process_book_copy (original);
  g_object_set (((PursuitBookStage *) g_ptr_array_index (edited->stages, 2))->stage, "lessons", "千万不要只发邮件", "name-zh", "初步方案", NULL);
  g_assert_true (pursuit_processes_save (f->desk, original, edited, NULL, NULL));
  assert_search (f, "发邮件", "");

  g_assert_true (pursuit_processes_publish (f->desk, draft_id, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      desk_fixture_sign_in (f, people[i]);
      assert_search (f, "发邮件",
                     "First proposal sent (Project selling, version 2): 千万不要只[发邮件]");
    }
  desk_fixture_sign_in (f, "Qian");
  assert_search (f, "发邮件", "");
}

/* What one may not see is neither found nor counted. */
static void
test_rights (DeskFixture   *f,
             gconstpointer  data)
{
  static const struct { const char *who; const char *expected; } cases[] = {
    { "Chief", "1234" }, { "Root", "1234" }, { "Ma", "1234" }, { "Sun", "1234" }, { "Li", "13" }, { "Wang", "23" }, { "Zhao", "34" },
    { "Qian", "" },
  };
  static const struct { const char *name; const char *owner; } customers[] = { { "One", "Li" }, { "Two", "Wang" }, { "Three", NULL },
                                                                               { "Four", "Zhao" } };

  for (guint i = 0; i < G_N_ELEMENTS (customers); i++)
    {
      g_autofree char *subject = g_strdup_printf ("%u", i + 1);

      note (f, desk_fixture_add_customer (f, customers[i].name, customers[i].owner), subject, "谈了报价单");
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) all = NULL;

      desk_fixture_sign_in (f, cases[i].who);
      all = pursuit_text_search (f->desk, "报价", 50, NULL, NULL);
      g_assert_cmpuint (all->len, ==, strlen (cases[i].expected));
      for (guint k = 0; k < all->len; k++)
        g_assert_nonnull (strchr (cases[i].expected, *((PursuitFound *) g_ptr_array_index (all, k))->title));
    }
}

/* A deal's texts belong to its seller, whoever has the customer. */
static void
test_deals (DeskFixture   *f,
            gconstpointer  data)
{
  gint64 id;

  desk_fixture_add_customer (f, "Mill", "Li");
  id = desk_fixture_add_deal (f, "Press line", "Mill", "Wang", 100, 1);
  {
    g_autoptr(PursuitRecord) original = pursuit_store_load (f->base.store, pursuit_record_type_from_table ("deal"), id, NULL);
    g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

    g_object_set (edited, "next-step", "Send the drawings", NULL);
    g_assert_true (pursuit_records_save (f->desk, original, edited, NULL, NULL));
  }
  desk_fixture_sign_in (f, "Li");
  assert_search (f, "draw", "");
  desk_fixture_sign_in (f, "Wang");
  assert_search (f, "draw", "*Press line (Mill): Send the [drawings]");
  g_assert_true (pursuit_deals_lose (f->desk, id, "预算被砍", NULL, NULL, NULL));
  assert_search (f, "預算", "*Press line (Mill): Send the drawings [预算]被砍");
}

/* Names are looked for apart from texts, and texts come after them. */
static void
test_kinds (DeskFixture   *f,
            gconstpointer  data)
{
  gint64 id = desk_fixture_add_customer (f, "Harbour Mill", "Li");
  g_autofree char *names = NULL;
  g_autofree char *both = NULL;

  note (f, id, "Visit", "They showed the harbour.");
  names = search (f, "harbour", PURSUIT_FOUND_NAMES);
  g_assert_null (strstr (names, "showed"));
  both = search (f, "harbour", PURSUIT_FOUND_NAMES | PURSUIT_FOUND_TEXT);
  g_assert_true (g_str_has_prefix (both, names));
  g_assert_true (g_str_has_suffix (both, "|Visit (Harbour Mill): Visit They showed the [harbour]."));
}

static gint64
set_notes (DeskFixture *f,
           const char  *notes)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (f->base.store, PURSUIT_TYPE_CUSTOMER, 1, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  gint64 entry_id = 0;

  g_object_set (edited, "notes", notes, NULL);
  g_assert_true (pursuit_records_save (f->desk, original, edited, &entry_id, NULL));

  return entry_id;
}

static gint64
undo (DeskFixture *f,
      gint64       entry_id)
{
  gint64 undo_id = 0;

  g_assert_true (pursuit_records_undo (f->desk, entry_id, &undo_id, NULL));

  return undo_id;
}

static void
test_undo (DeskFixture   *f,
           gconstpointer  data)
{
  gint64 entry_id;

  desk_fixture_add_customer (f, "Mill", NULL);
  set_notes (f, "合同");
  entry_id = set_notes (f, "报价");
  assert_search (f, "合同", "");
  entry_id = undo (f, entry_id);
  assert_search (f, "合同", "Mill (): [合同]");
  assert_search (f, "报价", "");
  undo (f, entry_id);
  assert_search (f, "报价", "Mill (): [报价]");
  g_assert_true (pursuit_records_delete (f->desk, PURSUIT_TYPE_CUSTOMER, 1, &entry_id, NULL));
  assert_search (f, "报价", "");
  undo (f, entry_id);
  assert_search (f, "报价", "Mill (): [报价]");
  desk_fixture_assert_sound (f);
}

/* A person's own data is nobody's to search through. */
static void
test_personal (DeskFixture   *f,
               gconstpointer  data)
{
  gint64 id = desk_fixture_add_customer (f, "Mill", NULL);
  g_autoptr(PursuitRecord) contact = g_object_new (pursuit_record_type_from_table ("contact"), "name", "Ann", "customer-id", id,
                                                   "ambition", "wants the chair", "notes", "likes the press", NULL);

  g_assert_true (pursuit_records_create (f->desk, contact, NULL, NULL));
  assert_search (f, "chair", "");
  assert_search (f, "press", "Ann (Mill): likes the [press]");
}

static void
test_limit (DeskFixture   *f,
            gconstpointer  data)
{
  gint64 id = desk_fixture_add_customer (f, "Press", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) some = NULL;

  for (guint i = 0; i < 10; i++)
    note (f, id, "Call", "about the press");
  some = pursuit_search (f->desk, "press", PURSUIT_FOUND_NAMES | PURSUIT_FOUND_TEXT, NULL, 0, 4, NULL, NULL);
  g_assert_cmpuint (some->len, ==, 4);
  g_assert_cmpint (((PursuitFound *) g_ptr_array_index (some, 0))->kind, ==, PURSUIT_FOUND_CUSTOMER);
  g_assert_cmpint (((PursuitFound *) g_ptr_array_index (some, 1))->kind, ==, PURSUIT_FOUND_TEXT);

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_text_search (f->desk, "press", 4, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/service/text-search/" path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)
  ADD ("nothing-that-one-may-not-see", test_rights);
  ADD ("playbooks-are-found-by-everybody", test_playbooks);
  ADD ("deals-belong-to-their-sellers", test_deals);
  ADD ("after-the-names", test_kinds);
  ADD ("follows-undo", test_undo);
  ADD ("no-personal-data", test_personal);
  ADD ("limit-and-cancel", test_limit);
#undef ADD

  return g_test_run ();
}
