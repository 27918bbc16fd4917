/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command bar asks: things by what somebody remembers of their names. */

#include "import-fixture.h"
#include "main-loop.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-lookups.h"
#include "pursuit-names.h"
#include "pursuit-records.h"
#include "pursuit-search.h"
#include "worker-fixture.h"

/* One letter for the kind, then the title; "*" marks one's own: "c Mill, d* Press line". */
static char *
dup_found (GPtrArray *all)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (all, i);
      static const char letters[] = "cpds";

      g_string_append_printf (text, "%s%c%s %s", i > 0 ? ", " : "", letters[g_bit_nth_lsf (found->kind, -1)],
                              found->own ? "*" : "", found->title);
    }

  return g_string_free (text, FALSE);
}

static void
assert_found (DeskFixture           *f,
              const char            *words,
              PursuitFoundKinds      kinds,
              const PursuitFoundRef *recent,
              guint                  n_recent,
              const char            *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = pursuit_search (f->desk, words, kinds, recent, n_recent, 20, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = dup_found (all);
  g_assert_cmpstr (text, ==, expected);
}

static gint64
add_contact (DeskFixture *f,
             const char  *name,
             const char  *title,
             gint64       customer_id)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "title", title, "customer-id",
                                                   customer_id, NULL);
  g_autoptr(GError) error = NULL;

  pursuit_records_create (f->desk, contact, NULL, &error);
  g_assert_no_error (error);
  return contact->id;
}

/* Customers of Li, of Zhao and of nobody, with a person and a deal each. */
static void
fill (DeskFixture *f)
{
  static const struct { const char *name; const char *owner; } all[] = { { "Harbour Mill", "Li" }, { "Hill Mill", "Zhao" },
                                                                         { "Open Mill", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gint64 id = desk_fixture_add_customer (f, all[i].name, all[i].owner);
      g_autofree char *person = g_strconcat ("Ann ", all[i].name, NULL);
      g_autofree char *deal = g_strconcat ("Press for ", all[i].name, NULL);

      add_contact (f, person, "Buyer", id);
      desk_fixture_add_deal (f, deal, all[i].name, all[i].owner, 100, 1);
    }
}

static void
test_kinds (DeskFixture   *f,
            gconstpointer  data)
{
  fill (f);
  assert_found (f, "harbour", PURSUIT_FOUND_CUSTOMER, NULL, 0, "c Harbour Mill");
  assert_found (f, "harbour", PURSUIT_FOUND_CONTACT, NULL, 0, "p Ann Harbour Mill");
  assert_found (f, "ma", PURSUIT_FOUND_STAFF, NULL, 0, "s Ma");
  assert_found (f, "harbour press", PURSUIT_FOUND_NAMES, NULL, 0, "d Press for Harbour Mill");
  assert_found (f, "  ", PURSUIT_FOUND_NAMES, NULL, 0, "");
  assert_found (f, "nobody", PURSUIT_FOUND_NAMES, NULL, 0, "");
}

static void
test_details (DeskFixture   *f,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;
  const PursuitFound *found;
  gint64 id;

  fill (f);
  id = desk_fixture_find (f, "customer", "Harbour Mill");
  all = pursuit_search (f->desk, "press harbour", PURSUIT_FOUND_DEAL, NULL, 0, 20, NULL, &error);
  g_assert_no_error (error);
  found = g_ptr_array_index (all, 0);
  g_assert_cmpint (found->customer_id, ==, id);
  g_assert_cmpint (found->deal_id, ==, found->id);
  g_assert_true (g_str_has_prefix (found->detail, "Harbour Mill · "));

  g_clear_pointer (&all, g_ptr_array_unref);
  all = pursuit_search (f->desk, "ann harbour", PURSUIT_FOUND_CONTACT, NULL, 0, 20, NULL, &error);
  g_assert_no_error (error);
  found = g_ptr_array_index (all, 0);
  g_assert_cmpint (found->customer_id, ==, id);
  g_assert_cmpint (found->deal_id, ==, 0);
  g_assert_cmpstr (found->detail, ==, "Buyer · Harbour Mill");
}

/* What one may not see is not found; what belongs to nobody is everybody's. */
static void
test_rights (DeskFixture   *f,
             gconstpointer  data)
{
  fill (f);
  desk_fixture_sign_in (f, "Li");
  assert_found (f, "mill", PURSUIT_FOUND_CUSTOMER, NULL, 0, "c* Harbour Mill, c Open Mill");
  assert_found (f, "ann", PURSUIT_FOUND_CONTACT, NULL, 0, "p* Ann Harbour Mill, p Ann Open Mill");
  assert_found (f, "press", PURSUIT_FOUND_DEAL, NULL, 0, "d* Press for Harbour Mill");
  desk_fixture_sign_in (f, "Qian");
  assert_found (f, "mill", PURSUIT_FOUND_NAMES, NULL, 0, "");
}

/* TEAM-6: what one works on is found with its customer and the people there, lately opened or not; not the customer's other deals. */
static void
test_work (DeskFixture   *f,
           gconstpointer  data)
{
  PursuitFoundRef recent;

  fill (f);
  desk_fixture_add_deal (f, "Second press", "Hill Mill", "Zhao", 100, 1);
  recent = (PursuitFoundRef) { PURSUIT_FOUND_CUSTOMER, desk_fixture_find (f, "customer", "Hill Mill") };
  for (guint i = 0; i < 2; i++)
    store_fixture_raw (&f->base, "INSERT INTO assignment (created_at, changed_at, customer_id, deal_id, role_id, staff_id)"
                                 " SELECT 1, 1, d.customer_id, d.id, 1, (SELECT id FROM staff WHERE name = 'Li') FROM deal d"
                                 " WHERE d.title = 'Press for Hill Mill';");
  desk_fixture_sign_in (f, "Li");
  assert_found (f, "mill", PURSUIT_FOUND_CUSTOMER, NULL, 0, "c* Harbour Mill, c Hill Mill, c Open Mill");
  assert_found (f, "mill", PURSUIT_FOUND_CUSTOMER, &recent, 1, "c Hill Mill, c* Harbour Mill, c Open Mill");
  assert_found (f, "ann hill", PURSUIT_FOUND_NAMES, NULL, 0, "p Ann Hill Mill");
  assert_found (f, "press", PURSUIT_FOUND_DEAL, NULL, 0, "d* Press for Harbour Mill, d Press for Hill Mill");

  store_fixture_raw (&f->base, "UPDATE assignment SET released_on = '2026-03-01';");
  assert_found (f, "mill", PURSUIT_FOUND_CUSTOMER, &recent, 1, "c* Harbour Mill, c Open Mill");
}

static void
test_recent (DeskFixture   *f,
             gconstpointer  data)
{
  PursuitFoundRef recent[2];

  fill (f);
  recent[0] = (PursuitFoundRef) { PURSUIT_FOUND_CUSTOMER, desk_fixture_find (f, "customer", "Open Mill") };
  recent[1] = (PursuitFoundRef) { PURSUIT_FOUND_CUSTOMER, desk_fixture_find (f, "customer", "Hill Mill") };
  assert_found (f, "mill", PURSUIT_FOUND_CUSTOMER, recent, 2, "c Open Mill, c Hill Mill, c Harbour Mill");
}

static void
test_limit (DeskFixture   *f,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;

  fill (f);
  all = pursuit_search (f->desk, "mill", PURSUIT_FOUND_NAMES, NULL, 0, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
}

/* What the best leave no room for comes after them. */
static void
test_each_kind (DeskFixture   *f,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) best = NULL;
  g_autoptr(GPtrArray) all = NULL;
  PursuitFoundKinds kinds = 0;

  fill (f);
  best = pursuit_search (f->desk, "mill", PURSUIT_FOUND_NAMES, NULL, 0, 2, NULL, &error);
  g_assert_no_error (error);
  all = pursuit_search (f->desk, "mill", PURSUIT_FOUND_NAMES | PURSUIT_FOUND_EACH, NULL, 0, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >, best->len);
  g_assert_cmpuint (all->len, <=, 4);
  for (guint i = 0; i < all->len; i++)
    {
      const PursuitFound *found = g_ptr_array_index (all, i);

      if (i < best->len)
        {
          kinds |= found->kind;
          g_assert_cmpint (found->id, ==, ((const PursuitFound *) g_ptr_array_index (best, i))->id);
        }
      else
        g_assert_cmpuint (found->kind & kinds, ==, 0);
    }
}

static void
test_cancelled (DeskFixture   *f,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_search (f->desk, "mill", PURSUIT_FOUND_NAMES, NULL, 0, 2, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was opened lately, as far as it is still there and may still be seen. */
static void
test_describe (DeskFixture   *f,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *text = NULL;
  PursuitFoundRef refs[4];

  fill (f);
  refs[0] = (PursuitFoundRef) { PURSUIT_FOUND_STAFF, desk_fixture_find (f, "staff", "Ma") };
  refs[1] = (PursuitFoundRef) { PURSUIT_FOUND_CUSTOMER, desk_fixture_find (f, "customer", "Hill Mill") };
  refs[2] = (PursuitFoundRef) { PURSUIT_FOUND_DEAL, desk_fixture_find (f, "deal", "Press for Harbour Mill") };
  refs[3] = (PursuitFoundRef) { PURSUIT_FOUND_CUSTOMER, desk_fixture_add_customer (f, "Gone Mill", NULL) };
  pursuit_records_delete (f->desk, PURSUIT_TYPE_CUSTOMER, refs[3].id, NULL, &error);
  g_assert_no_error (error);
  desk_fixture_sign_in (f, "Li");
  all = pursuit_search_describe (f->desk, refs, G_N_ELEMENTS (refs), &error);
  g_assert_no_error (error);
  text = dup_found (all);
  g_assert_cmpstr (text, ==, "s Ma, d* Press for Harbour Mill");
}

static void
test_on_worker (WorkerFixture *f,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) described = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  GAsyncResult *slot = NULL;
  PursuitFoundRef ref = { PURSUIT_FOUND_CUSTOMER, 1 };

  worker_fixture_open (f);
  pursuit_search_async (f->worker, "mill", PURSUIT_FOUND_NAMES, NULL, 0, 5, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  all = pursuit_search_finish (f->worker, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((PursuitFound *) all->pdata[0])->title, ==, "Mill");

  pursuit_search_describe_async (f->worker, &ref, 1, NULL, main_loop_keep_cb, &slot);
  second = main_loop_await (&slot);
  described = pursuit_search_describe_finish (f->worker, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (described->len, ==, 1);
}

static gpointer
look_at_names_job (PursuitDesk   *desk,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gboolean *is_there = data;

  *is_there = pursuit_store_get_names (pursuit_desk_get_store (desk)) != NULL;
  return NULL;
}

/* Whoever is about to search has the names by then, and a window that nobody searches in has none. */
static gboolean
has_names (gpointer data)
{
  WorkerFixture *f = data;
  gboolean is_there = FALSE;

  worker_fixture_call (f, look_at_names_job, &is_there, NULL, NULL);
  return is_there;
}

static void
test_prepares (WorkerFixture *f,
               gconstpointer  data)
{
  PursuitFoundRef ref = { PURSUIT_FOUND_CUSTOMER, 1 };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) described = NULL;
  GAsyncResult *slot = NULL;

  worker_fixture_open (f);
  g_assert_false (has_names (f));
  pursuit_search_describe_async (f->worker, &ref, 1, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  described = pursuit_search_describe_finish (f->worker, result, NULL);
  main_loop_run_until (has_names, f);
}

static void
test_pinyin (DeskFixture   *f,
             gconstpointer  data)
{
  desk_fixture_add_customer (f, "杭州海康威视", "Li");
  desk_fixture_add_customer (f, "海口港", NULL);
  assert_found (f, "hkws", PURSUIT_FOUND_NAMES, NULL, 0, "c 杭州海康威视");
  assert_found (f, "haik", PURSUIT_FOUND_NAMES, NULL, 0, "c 海口港, c 杭州海康威视");
  assert_found (f, "h康ws 杭", PURSUIT_FOUND_NAMES, NULL, 0, "c 杭州海康威视");
  assert_found (f, "海港", PURSUIT_FOUND_NAMES, NULL, 0, "");
}

/* A leader sees what the people below have, not what others have. */
static void
test_team (DeskFixture   *f,
           gconstpointer  data)
{
  static const char *const owners[] = { "Ma", "Li", "Wang", "Zhao", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) team = pursuit_lookup_team (f->base.store, desk_fixture_find (f, "staff", "Ma"), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (team->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *name = g_strdup_printf ("Mill %u", i);
      g_autofree char *deal = g_strdup_printf ("Deal %u", i);

      desk_fixture_add_customer (f, name, owners[i]);
      desk_fixture_add_deal (f, deal, name, owners[i], 1, 1);
    }
  desk_fixture_sign_in (f, "Wang");
  assert_found (f, "mill", PURSUIT_FOUND_NAMES, NULL, 0, "c* Mill 2, c Mill 4");
  assert_found (f, "deal", PURSUIT_FOUND_NAMES, NULL, 0, "d* Deal 2");
  desk_fixture_sign_in (f, "Chief");
  assert_found (f, "deal", PURSUIT_FOUND_NAMES, NULL, 0, "d Deal 0, d Deal 1, d Deal 2, d Deal 3, d Deal 4");
}

static void
save (DeskFixture *f,
      GType        type,
      gint64       id,
      const char  *property,
      gint64       number,
      const char  *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRecord) original = pursuit_store_load (f->base.store, type, id, &error);
  g_autoptr(PursuitRecord) edited = NULL;

  g_assert_no_error (error);
  edited = pursuit_record_copy (original);
  if (text != NULL)
    g_object_set (edited, property, text, NULL);
  else
    g_object_set (edited, property, number, NULL);
  pursuit_records_save (f->desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

/* Whoever looks finds things as they are now, whatever was done meanwhile. */
static void
test_follows_verbs (DeskFixture   *f,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 id = desk_fixture_add_customer (f, "Harbour Mill", "Li");
  gint64 person = add_contact (f, "Ann", "Buyer", id);
  gint64 entry = 0;

  assert_found (f, "ann", PURSUIT_FOUND_NAMES, NULL, 0, "p Ann");
  save (f, PURSUIT_TYPE_CONTACT, person, "name", 0, "Berta");
  assert_found (f, "ann", PURSUIT_FOUND_NAMES, NULL, 0, "");
  assert_found (f, "berta", PURSUIT_FOUND_NAMES, NULL, 0, "p Berta");

  /* whose customer it is decides who finds the people */
  save (f, PURSUIT_TYPE_CUSTOMER, id, "owner-id", desk_fixture_find (f, "staff", "Zhao"), NULL);
  desk_fixture_sign_in (f, "Li");
  assert_found (f, "berta", PURSUIT_FOUND_NAMES, NULL, 0, "");
  desk_fixture_sign_in (f, "Zhao");
  assert_found (f, "berta", PURSUIT_FOUND_NAMES, NULL, 0, "p* Berta");

  desk_fixture_sign_in (f, "Root");
  pursuit_records_delete (f->desk, PURSUIT_TYPE_CONTACT, person, &entry, &error);
  g_assert_no_error (error);
  assert_found (f, "berta", PURSUIT_FOUND_NAMES, NULL, 0, "");
  pursuit_records_undo (f->desk, entry, NULL, &error);
  g_assert_no_error (error);
  assert_found (f, "berta", PURSUIT_FOUND_NAMES, NULL, 0, "p Berta");
}

/* Two windows at one file: what the other one does is found here. */
static void
test_follows_others (WorkerFixture *f,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) here = pursuit_desk_open (f->next_door.base.path, PURSUIT_STORE_NONE, &error);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  g_assert_no_error (error);
  before = pursuit_search (here, "haikou", PURSUIT_FOUND_NAMES, NULL, 0, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  desk_fixture_add_customer (&f->next_door, "海口港", NULL);
  after = pursuit_search (here, "haikou", PURSUIT_FOUND_NAMES, NULL, 0, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 1);
}

/* What an import brings is found at once, and what its undo takes is not. */
static guint
count_found (PursuitDesk *desk,
             const char  *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = pursuit_search (desk, words, PURSUIT_FOUND_NAMES, NULL, 0, 9, NULL, &error);

  g_assert_no_error (error);
  return all->len;
}

/* The same next door, where only the journal tells. */
static void
test_follows_import_of_others (ScratchDesk   *scratch,
                               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) here = pursuit_desk_open (scratch->path, PURSUIT_STORE_NONE, &error);
  gint64 entry;

  g_assert_no_error (error);
  g_assert_cmpuint (count_found (here, "hk"), ==, 0);
  entry = import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                                array_source_new ("a.csv", "id|name", "1|海康", "2|海口", "3|上海", NULL));
  g_assert_cmpuint (count_found (here, "hk"), ==, 2);
  pursuit_records_undo (scratch->desk, entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_found (here, "hk"), ==, 0);
}

static void
test_follows_import (ScratchDesk   *scratch,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) before = pursuit_search (scratch->desk, "hk", PURSUIT_FOUND_NAMES, NULL, 0, 9, NULL, &error);
  g_autoptr(GPtrArray) brought = NULL;
  g_autoptr(GPtrArray) after = NULL;
  gint64 entry;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  entry = import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                                array_source_new ("a.csv", "id|name", "1|海康", "2|海口", "3|上海", NULL));
  brought = pursuit_search (scratch->desk, "hk", PURSUIT_FOUND_NAMES, NULL, 0, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (brought->len, ==, 2);
  pursuit_records_undo (scratch->desk, entry, NULL, &error);
  g_assert_no_error (error);
  after = pursuit_search (scratch->desk, "hk", PURSUIT_FOUND_NAMES, NULL, 0, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 0);
}

/* Nobody waits for what was typed by a cat. */
static void
test_bad_words (DeskFixture   *f,
                gconstpointer  data)
{
  g_autofree char *many = g_strnfill (10000, 'h');
  g_autofree char *spaces = g_strnfill (10000, ' ');

  fill (f);
  assert_found (f, many, PURSUIT_FOUND_NAMES, NULL, 0, "");
  assert_found (f, spaces, PURSUIT_FOUND_NAMES, NULL, 0, "");
  assert_found (f, "\xed\xa0\x80\xff", PURSUIT_FOUND_NAMES, NULL, 0, "");
}

#define add(name, test) g_test_add (name, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/search/finds-each-kind", test_kinds);
  add ("/service/search/says-what-it-is", test_details);
  add ("/service/search/respects-rights", test_rights);
  add ("/service/search/finds-work", test_work);
  add ("/service/search/puts-recent-first", test_recent);
  add ("/service/search/keeps-limit", test_limit);
  add ("/service/search/room-for-each-kind", test_each_kind);
  add ("/service/search/can-be-cancelled", test_cancelled);
  add ("/service/search/describes-what-is-there", test_describe);
  add ("/service/search/reads-pinyin", test_pinyin);
  add ("/service/search/respects-teams", test_team);
  add ("/service/search/follows-verbs", test_follows_verbs);
  add ("/service/search/bears-bad-words", test_bad_words);
  g_test_add ("/service/search/follows-others", WorkerFixture, NULL, worker_fixture_set_up, test_follows_others,
              worker_fixture_tear_down);
  scratch_desk_add ("/service/search/follows-imports", test_follows_import);
  scratch_desk_add ("/service/search/follows-imports-of-others", test_follows_import_of_others);
  g_test_add ("/service/search/has-names-read-in-time", WorkerFixture, NULL, worker_fixture_set_up, test_prepares,
              worker_fixture_tear_down);
  g_test_add ("/service/search/works-on-the-worker", WorkerFixture, NULL, worker_fixture_set_up, test_on_worker,
              worker_fixture_tear_down);

  return g_test_run ();
}
