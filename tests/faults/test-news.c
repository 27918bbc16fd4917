/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody does at one machine is news at the other, by itself; also after the cable was out in between. */

#include "main-loop.h"
#include "two-desks.h"

#include "pursuit-customer.h"
#include "pursuit-records.h"
#include "pursuit-worker.h"

/* The promise; asked only where the computer has nothing else to do. */
#define PROMISED_US (2 * G_USEC_PER_SEC)

typedef struct
{
  TwoDesks desks;          /* only the machines: the desks are the workers' */
  PursuitWorker *workers[N_DESKS];
  gint64 heard_of;         /* the newest customer that THERE was told of */
} Fixture;

static void
news_cb (PursuitWorker *worker,
         GPtrArray     *entries,
         Fixture       *fixture)
{
  const PursuitJournalEntry *last = g_ptr_array_index (entries, entries->len - 1);

  fixture->heard_of = last->entity_id;
}

static void
open_worker (Fixture *fixture,
             guint    machine)
{
  g_autofree char *path = machines_dup_path (fixture->desks.machines, machine, "team.pursuit");
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;
  GAsyncResult *slot = NULL;

  fixture->workers[machine] = pursuit_worker_new ();
  pursuit_worker_open_async (fixture->workers[machine], path, PURSUIT_STORE_NONE, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (fixture->workers[machine], result, &error);
  g_assert_no_error (error);
  g_assert_false (opened->read_only);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  two_desks_set_up (&fixture->desks, data);
  if (fixture->desks.machines == NULL)
    return;

  for (guint i = 0; i < N_DESKS; i++)
    {
      two_desks_leave (&fixture->desks, i);
      open_worker (fixture, i);
    }
  g_signal_connect (fixture->workers[THERE], "news", G_CALLBACK (news_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_DESKS && fixture->workers[i] != NULL; i++)
    main_loop_end_worker (fixture->workers[i]);
  two_desks_tear_down (&fixture->desks, data);
}

static gpointer
add_customer_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", data, NULL);
  gint64 *id = g_new (gint64, 1);

  pursuit_records_create (desk, customer, NULL, error);
  *id = customer->id;

  return id;
}

static gint64
add_customer (Fixture    *fixture,
              const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree gint64 *id = NULL;
  GAsyncResult *slot = NULL;

  pursuit_worker_call_async (fixture->workers[HERE], add_customer_job, (gpointer) name, NULL, g_free, NULL,
                             main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  id = pursuit_worker_call_finish (fixture->workers[HERE], result, &error);
  g_assert_no_error (error);

  return *id;
}

typedef struct
{
  Fixture *fixture;
  gint64 id;
} Expected;

static gboolean
has_heard (gpointer data)
{
  Expected *expected = data;

  return expected->fixture->heard_of == expected->id;
}

static void
hear_of (Fixture    *fixture,
         const char *name)
{
  Expected expected = { fixture, add_customer (fixture, name) };
  gint64 saved_at = g_get_monotonic_time ();
  gint64 took_us;

  main_loop_run_until (has_heard, &expected);
  took_us = g_get_monotonic_time () - saved_at;
  g_test_message ("news after %d ms", (int) (took_us / 1000));
  if (g_test_slow ())
    g_assert_cmpint (took_us, <=, PROMISED_US);
}

static void
test_live (Fixture       *fixture,
           gconstpointer  data)
{
  if (two_desks_are_missing (&fixture->desks))
    return;

  machines_set (fixture->desks.machines, HERE, "delay_us=300\n");
  machines_set (fixture->desks.machines, THERE, "delay_us=300\n");
  hear_of (fixture, "First");
  hear_of (fixture, "Second");
}

static gboolean
has_been_told (gpointer data)
{
  Fixture *fixture = data;

  return machines_get (fixture->desks.machines, THERE, "faults") > 0;
}

/* Who was cut off catches up. */
static void
test_after_a_break (Fixture       *fixture,
                    gconstpointer  data)
{
  Expected expected = { fixture, 0 };

  if (two_desks_are_missing (&fixture->desks))
    return;

  machines_set (fixture->desks.machines, THERE, "lease_ms=1\ndown=1\n");
  main_loop_run_until (has_been_told, fixture);
  expected.id = add_customer (fixture, "Meanwhile");
  machines_set (fixture->desks.machines, THERE, "down=0\n");
  main_loop_run_until (has_heard, &expected);
  hear_of (fixture, "Afterwards");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/faults/two-machines/news/by-itself", test_live);
  ADD ("/faults/two-machines/news/after-a-break", test_after_a_break);

  return g_test_run ();
}
