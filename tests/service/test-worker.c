/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thread that touches the database: jobs in order, cancelling, news, and an orderly end. */

#include "desk-fixture.h"
#include "main-loop.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-store-private.h"
#include "pursuit-worker.h"

#include <glib/gstdio.h>

/* The desk of the fixture is the window next door: a second connection to the same file. */
typedef struct
{
  DeskFixture next_door;
  PursuitWorker *worker;
  GPtrArray *news;   /* "verb entity id" */
} Fixture;

static void
news_cb (PursuitWorker *worker,
         GPtrArray     *entries,
         Fixture       *fixture)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (fixture->news, g_strdup_printf ("%s %s %d", entry->verb, entry->entity, (int) entry->entity_id));
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->next_door, data);
  fixture->worker = pursuit_worker_new ();
  fixture->news = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->worker, "news", G_CALLBACK (news_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  main_loop_end_worker (fixture->worker);
  g_ptr_array_unref (fixture->news);
  desk_fixture_tear_down (&fixture->next_door, data);
}

static PursuitOpened *
open_file (Fixture            *fixture,
           const char         *path,
           PursuitStoreFlags   flags,
           GError            **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  pursuit_worker_open_async (fixture->worker, path, flags, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);

  return pursuit_worker_open_finish (fixture->worker, result, error);
}

static void
open_database (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitOpened) opened = open_file (fixture, fixture->next_door.base.path, PURSUIT_STORE_NONE, &error);

  g_assert_no_error (error);
}

static gpointer
call (Fixture       *fixture,
      PursuitJob     job,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  pursuit_worker_call_async (fixture->worker, job, data, NULL, g_free, cancellable, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);

  return pursuit_worker_call_finish (fixture->worker, result, error);
}

static gpointer
tell_path_job (PursuitDesk   *desk,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return g_strdup (pursuit_store_get_path (pursuit_desk_get_store (desk)));
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitOpened) opened = NULL;

  g_assert_null (pursuit_worker_get_opened (fixture->worker));
  opened = open_file (fixture, fixture->next_door.base.path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opened->path, ==, fixture->next_door.base.path);
  g_assert_cmpstr (opened->currency, ==, "CNY");
  g_assert_cmpint (opened->actor_id, ==, 0);
  g_assert_cmpint (opened->role, ==, PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
  g_assert_cmpint (opened->process_id, ==, 1);
  g_assert_false (opened->read_only);
  g_assert_cmpstr (pursuit_worker_get_opened (fixture->worker)->path, ==, opened->path);
}

static void
test_open_staff (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitOpened) opened = NULL;
  g_autoptr(PursuitOpened) created = NULL;
  g_autofree char *path = g_build_filename (fixture->next_door.base.dir, "new.pursuit", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  pursuit_worker_set_staff (fixture->worker, "Li");
  opened = open_file (fixture, fixture->next_door.base.path, PURSUIT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opened->actor_name, ==, "Li");
  g_assert_cmpint (opened->role, ==, PURSUIT_SYSTEM_ROLE_SELLER);
  g_assert_true (opened->read_only);

  /* Nobody works in a new house yet. */
  created = open_file (fixture, path, PURSUIT_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (created->role, ==, PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
  main_loop_shut_down (fixture->worker);
  g_unlink (path);
  g_unlink (journal);
}

/* What cannot be opened leaves what is open alone. */
static void
test_open_failure (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const staff[] = { NULL, "Nobody" };
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  open_database (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      pursuit_worker_set_staff (fixture->worker, staff[i]);
      g_assert_null (open_file (fixture, staff[i] == NULL ? "/nowhere/x.pursuit" : fixture->next_door.base.path,
                                PURSUIT_STORE_NONE, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
      g_clear_error (&error);
      g_assert_cmpstr (pursuit_worker_get_opened (fixture->worker)->path, ==, fixture->next_door.base.path);
    }
  path = call (fixture, tell_path_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, fixture->next_door.base.path);
}

static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (call (fixture, tell_path_job, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "No database is open.");
}

#define N_JOBS 100

typedef struct
{
  GArray *done;       /* numbers, by the worker */
  GArray *told;       /* numbers, by the main thread */
  guint freed;        /* on any thread */
  GThread *main;
} Order;

typedef struct
{
  Order *order;
  int number;
} Numbered;

static gpointer
note_number_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Numbered *numbered = data;

  g_assert_true (g_thread_self () != numbered->order->main);
  g_array_append_val (numbered->order->done, numbered->number);

  return GINT_TO_POINTER (numbered->number + 1);
}

static void
free_numbered (gpointer data)
{
  Numbered *numbered = data;

  g_atomic_int_inc (&numbered->order->freed);
  g_free (numbered);
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Order *order = user_data;
  int number = GPOINTER_TO_INT (pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL)) - 1;

  g_assert_true (g_thread_self () == order->main);
  g_array_append_val (order->told, number);
}

static gboolean
all_told (gpointer data)
{
  return ((Order *) data)->told->len == N_JOBS;
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  Order order = { g_array_new (FALSE, FALSE, sizeof (int)), g_array_new (FALSE, FALSE, sizeof (int)), 0, g_thread_self () };

  open_database (fixture);
  for (int i = 0; i < N_JOBS; i++)
    {
      Numbered *numbered = g_new (Numbered, 1);

      *numbered = (Numbered) { &order, i };
      pursuit_worker_call_async (fixture->worker, note_number_job, numbered, free_numbered, NULL, NULL, told_cb, &order);
    }
  main_loop_run_until (all_told, &order);
  main_loop_shut_down (fixture->worker);
  for (int i = 0; i < N_JOBS; i++)
    {
      g_assert_cmpint (g_array_index (order.done, int, i), ==, i);
      g_assert_cmpint (g_array_index (order.told, int, i), ==, i);
    }
  g_assert_cmpuint (order.freed, ==, N_JOBS);
  g_array_unref (order.done);
  g_array_unref (order.told);
}

/* Counts to a number that nobody can wait for. */
#define ENDLESS "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

static gpointer
endless_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  int *begun = data;
  gint64 count;

  if (begun != NULL)
    g_atomic_int_set (begun, TRUE);

  return pursuit_db_get_number (pursuit_desk_get_store (desk)->db, ENDLESS, &count, error) ? g_strdup ("ended") : NULL;
}

/* The cancel comes before the statement is begun, in the middle of a job. */
static gpointer
endless_after_cancel_job (PursuitDesk   *desk,
                          gpointer       data,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_atomic_int_set ((int *) data, TRUE);
  while (!g_cancellable_is_cancelled (cancellable))
    g_thread_yield ();

  return endless_job (desk, NULL, cancellable, error);
}

static gboolean
has_begun (gpointer data)
{
  g_main_context_wakeup (NULL);

  return g_atomic_int_get ((int *) data);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  GAsyncResult *slot = NULL;
  int begun = FALSE;

  open_database (fixture);
  pursuit_worker_call_async (fixture->worker, (PursuitJob) data, &begun, NULL, g_free, cancellable, main_loop_keep_cb, &slot);
  main_loop_run_until (has_begun, &begun);
  g_cancellable_cancel (cancellable);
  result = main_loop_await (&slot);
  g_assert_null (pursuit_worker_call_finish (fixture->worker, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* The next job is nobody's business. */
  path = call (fixture, tell_path_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (path);
}

static gpointer
never_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_assert_not_reached ();
}

static void
test_cancel_waiting (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  open_database (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_null (call (fixture, never_job, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A verb that is cancelled in its middle has not happened. */
static gpointer
half_a_verb_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Half", NULL);
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, store, error) || !pursuit_store_insert (store, customer, error))
    return NULL;

  return endless_job (desk, data, cancellable, error);
}

static void
test_cancel_rolls_back (Fixture       *fixture,
                        gconstpointer  data)
{
  test_cancel (fixture, half_a_verb_job);
  g_assert_cmpint (desk_fixture_int (&fixture->next_door, "SELECT count(*) FROM customer WHERE name = 'Half'"), ==, 0);
  desk_fixture_add_customer (&fixture->next_door, "Next", NULL);
}

/* What nobody takes is freed. */
static gpointer
give_object_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return data;
}

static void
test_untaken_result (Fixture       *fixture,
                     gconstpointer  data)
{
  GObject *object = g_object_new (PURSUIT_TYPE_CUSTOMER, NULL);

  open_database (fixture);
  g_object_add_weak_pointer (object, (gpointer *) &object);
  pursuit_worker_call_async (fixture->worker, give_object_job, object, NULL, g_object_unref, NULL, NULL, NULL);
  main_loop_shut_down (fixture->worker);
  g_assert_null (object);
}

static gboolean
has_news (gpointer data)
{
  return ((Fixture *) data)->news->len > 0;
}

static char *
take_news (Fixture *fixture)
{
  char *text;

  g_ptr_array_add (fixture->news, NULL);
  text = g_strjoinv ("|", (char **) fixture->news->pdata);
  g_ptr_array_set_size (fixture->news, 0);

  return text;
}

static gpointer
add_customer_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Ours", NULL);

  return pursuit_records_create (desk, customer, NULL, error) ? g_strdup ("done") : NULL;
}

/* News is what happened since the database was opened, here or next door. */
static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *theirs = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *done = NULL;

  desk_fixture_add_customer (&fixture->next_door, "Before", NULL);
  open_database (fixture);
  desk_fixture_add_customer (&fixture->next_door, "Theirs", NULL);
  desk_fixture_add_deal (&fixture->next_door, "Deal", "Theirs", NULL, 5, 1);
  pursuit_worker_poll (fixture->worker);
  pursuit_worker_poll (fixture->worker);
  main_loop_run_until (has_news, fixture);
  theirs = take_news (fixture);
  g_assert_cmpstr (theirs, ==, "create customer 2|create deal 1");

  done = call (fixture, add_customer_job, NULL, NULL, NULL);
  g_assert_cmpstr (done, ==, "done");
  pursuit_worker_poll (fixture->worker);
  main_loop_run_until (has_news, fixture);
  ours = take_news (fixture);
  g_assert_cmpstr (ours, ==, "create customer 3");
}

/* Without being asked the worker looks once a second. */
static void
test_news_by_itself (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *news = NULL;

  open_database (fixture);
  desk_fixture_add_customer (&fixture->next_door, "Theirs", NULL);
  main_loop_run_until (has_news, fixture);
  news = take_news (fixture);
  g_assert_cmpstr (news, ==, "create customer 1");
}

#define N_NEWS 1203

static gboolean
has_all_news (gpointer data)
{
  return ((Fixture *) data)->news->len == N_NEWS;
}

/* A long feed comes in pieces, and completely. */
static void
test_long_news (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  PursuitStore *store = fixture->next_door.base.store;

  open_database (fixture);
  g_assert_true (pursuit_tx_begin (&tx, store, NULL));
  for (int i = 0; i < N_NEWS; i++)
    {
      PursuitJournalEntry entry = { .actor = (char *) "x", .verb = (char *) "edit", .entity = (char *) "deal", .entity_id = i };

      g_assert_true (pursuit_journal_add (store, &entry, NULL));
    }
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  pursuit_worker_poll (fixture->worker);
  main_loop_run_until (has_all_news, fixture);
  for (int i = 0; i < N_NEWS; i++)
    {
      g_autofree char *expected = g_strdup_printf ("edit deal %d", i);

      g_assert_cmpstr (g_ptr_array_index (fixture->news, i), ==, expected);
    }
}

static gpointer
tell_kept_job (PursuitDesk   *desk,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  int most;

  sqlite3_db_status (pursuit_desk_get_store (desk)->db->handle, SQLITE_DBSTATUS_CACHE_USED, data, &most, 0);
  return NULL;
}

/* Between two jobs, and whether or not there is a database. */
static void
test_rest (Fixture       *fixture,
           gconstpointer  data)
{
  int before = 0, after = 0;
  gpointer done;

  pursuit_worker_rest (fixture->worker);
  open_database (fixture);
  done = call (fixture, add_customer_job, NULL, NULL, NULL);
  g_free (done);
  call (fixture, tell_kept_job, &before, NULL, NULL);
  pursuit_worker_rest (fixture->worker);
  call (fixture, tell_kept_job, &after, NULL, NULL);
  g_assert_cmpint (before, >, 0);
  g_assert_cmpint (after, <, before);
}

/* The jobs that wait are done, then the file is closed; who waits is still told. */
static void
test_shut_down (Fixture       *fixture,
                gconstpointer  data)
{
  GAsyncResult *slots[5] = { NULL };

  open_database (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    pursuit_worker_call_async (fixture->worker, add_customer_job, NULL, NULL, g_free, NULL, main_loop_keep_cb, &slots[i]);
  main_loop_shut_down (fixture->worker);
  pursuit_worker_shut_down (fixture->worker);
  g_assert_cmpint (desk_fixture_int (&fixture->next_door, "SELECT count(*) FROM customer"), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr(GAsyncResult) result = main_loop_await (&slots[i]);
      g_autofree char *done = pursuit_worker_call_finish (fixture->worker, result, NULL);

      g_assert_cmpstr (done, ==, "done");
    }
  pursuit_worker_poll (fixture->worker);
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/worker/open/what-the-window-needs", NULL, test_open);
  ADD ("/service/worker/open/as-somebody", NULL, test_open_staff);
  ADD ("/service/worker/open/failure-keeps-the-old", NULL, test_open_failure);
  ADD ("/service/worker/jobs/no-database", NULL, test_no_database);
  ADD ("/service/worker/jobs/in-order", NULL, test_order);
  ADD ("/service/worker/jobs/untaken-result-is-freed", NULL, test_untaken_result);
  ADD ("/service/worker/cancel/a-long-statement", (gconstpointer) endless_job, test_cancel);
  ADD ("/service/worker/cancel/before-the-statement", (gconstpointer) endless_after_cancel_job, test_cancel);
  ADD ("/service/worker/cancel/a-job-that-waits", NULL, test_cancel_waiting);
  ADD ("/service/worker/cancel/rolls-back", NULL, test_cancel_rolls_back);
  ADD ("/service/worker/news/here-and-next-door", NULL, test_news);
  ADD ("/service/worker/news/by-itself", NULL, test_news_by_itself);
  ADD ("/service/worker/news/long", NULL, test_long_news);
  ADD ("/service/worker/rest/gives-memory-back", NULL, test_rest);
  ADD ("/service/worker/shut-down/finishes-what-waits", NULL, test_shut_down);

  return g_test_run ();
}
