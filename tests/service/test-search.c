/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command bar asks: things by what somebody remembers of their names. */

#include "main-loop.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
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

#define add(name, test) g_test_add (name, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/service/search/finds-each-kind", test_kinds);
  add ("/service/search/says-what-it-is", test_details);
  add ("/service/search/respects-rights", test_rights);
  add ("/service/search/puts-recent-first", test_recent);
  add ("/service/search/keeps-limit", test_limit);
  add ("/service/search/can-be-cancelled", test_cancelled);
  add ("/service/search/describes-what-is-there", test_describe);
  g_test_add ("/service/search/works-on-the-worker", WorkerFixture, NULL, worker_fixture_set_up, test_on_worker,
              worker_fixture_tear_down);

  return g_test_run ();
}
