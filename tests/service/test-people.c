/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who else has the database open, as a window hears of it. */

#include "desk-fixture.h"
#include "main-loop.h"
#include "pursuit-people.h"

/* The desk of the fixture is the window next door. */
typedef struct
{
  DeskFixture next_door;
  PursuitWorker *worker;
  PursuitPeople *people;
  guint n_changed;
  guint expected;
} Fixture;

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_set_up (&f->next_door, data);
  desk_fixture_sign_in (&f->next_door, "Root");
  f->worker = pursuit_worker_new ();
  pursuit_worker_set_staff (f->worker, "Li");
  pursuit_worker_open_async (f->worker, f->next_door.base.path, PURSUIT_STORE_NONE, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (f->worker, result, &error);
  g_assert_no_error (error);

  f->people = pursuit_people_new (f->worker);
  g_signal_connect_swapped (f->people, "changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  pursuit_people_shut_down (f->people);
  main_loop_shut_down (f->worker);
  g_assert_finalize_object (f->people);
  main_loop_end_worker (f->worker);
  desk_fixture_tear_down (&f->next_door, data);
}

static gboolean
are_there (gpointer data)
{
  Fixture *f = data;

  pursuit_people_look (f->people);
  return pursuit_people_count (f->people) == f->expected;
}

static void
wait_for (Fixture *f,
          guint    expected)
{
  f->expected = expected;
  main_loop_run_until (are_there, f);
}

static void
test_sees_next_door (Fixture       *f,
                     gconstpointer  data)
{
  GPtrArray *list;

  wait_for (f, 2);
  list = pursuit_people_get_list (f->people);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((PursuitPresent *) list->pdata[0])->person, ==, "Li");
  g_assert_true (((PursuitPresent *) list->pdata[0])->is_me);
  g_assert_cmpstr (((PursuitPresent *) list->pdata[1])->person, ==, "Root");
  g_assert_cmpint (pursuit_people_get_sharing (f->people), ==, PURSUIT_SHARING_PROVEN);
  g_assert_false (pursuit_people_is_shared (f->people));
}

static void
test_sees_them_go (Fixture       *f,
                   gconstpointer  data)
{
  wait_for (f, 2);
  desk_fixture_reopen (&f->next_door, PURSUIT_STORE_READ_ONLY);
  wait_for (f, 1);
}

static gboolean
is_one_person_twice (gpointer data)
{
  Fixture *f = data;

  pursuit_people_look (f->people);
  return pursuit_people_get_list (f->people)->len == 2 && pursuit_people_count (f->people) == 1;
}

/* Two programs of one person on one computer are one person. */
static void
test_counts_people (Fixture       *f,
                    gconstpointer  data)
{
  wait_for (f, 2);
  desk_fixture_sign_in (&f->next_door, "Li");
  desk_fixture_reopen (&f->next_door, PURSUIT_STORE_NONE);
  desk_fixture_sign_in (&f->next_door, "Li");
  main_loop_run_until (is_one_person_twice, f);
}

static gboolean
is_asked (gpointer data)
{
  return pursuit_people_get_maintenance (((Fixture *) data)->people) != NULL;
}

static gboolean
is_not_asked (gpointer data)
{
  return pursuit_people_get_maintenance (((Fixture *) data)->people) == NULL;
}

static void
test_hears_of_maintenance (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  wait_for (f, 2);
  g_assert_null (pursuit_people_get_maintenance (f->people));
  pursuit_maintenance_begin (f->next_door.desk, "New disks", 5, NULL, &error);
  g_assert_no_error (error);
  pursuit_worker_poll (f->worker);
  main_loop_run_until (is_asked, f);
  g_assert_cmpstr (pursuit_people_get_maintenance (f->people)->message, ==, "New disks");

  pursuit_maintenance_end (f->next_door.desk, NULL, &error);
  g_assert_no_error (error);
  pursuit_worker_poll (f->worker);
  main_loop_run_until (is_not_asked, f);
}

static gboolean
has_looked_often (gpointer data)
{
  Fixture *f = data;

  pursuit_people_look (f->people);
  return f->expected++ >= 1000;
}

static void
test_is_quiet (Fixture       *f,
               gconstpointer  data)
{
  guint n_changed;

  wait_for (f, 2);
  n_changed = f->n_changed;
  f->expected = 0;
  main_loop_run_until (has_looked_often, f);
  g_assert_cmpuint (f->n_changed, ==, n_changed);
}

#define ADD(path, func) g_test_add ("/service/people/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sees-who-is-there", test_sees_next_door);
  ADD ("sees-them-go", test_sees_them_go);
  ADD ("counts-people-not-programs", test_counts_people);
  ADD ("hears-of-maintenance", test_hears_of_maintenance);
  ADD ("is-quiet-while-nothing-changes", test_is_quiet);

  return g_test_run ();
}
