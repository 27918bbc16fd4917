/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two windows and a colleague at one record, in random weather: cables pulled in the middle of a save, locks held, programs
 * ended and begun anew. Afterwards every save is accounted for: it is in the journal once, or the person was told that it is
 * not, or it is held for them. */

#include "fault-vfs.h"
#include "main-loop.h"
#include "pursuit-customer.h"
#include "pursuit-db-private.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"
#include "worker-fixture.h"

#define N_SEEDS 4
#define N_STEPS 200
#define N_WINDOWS 2

/* One wish of a person, and what they were told. */
typedef struct
{
  char *client;
  gint64 seq;
  gboolean is_answered;
  gboolean is_refused;    /* told that it was not done */
  gboolean is_done;       /* told that it was */
} Wish;

typedef struct
{
  WorkerFixture base;                /* its worker is not used */
  WorkerFixture windows[N_WINDOWS];
  GPtrArray *wishes;
  GRand *rand;
  guint n_queued;
} Fixture;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->client);
  g_free (wish);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  worker_fixture_set_up (&fixture->base, data);
  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
  pursuit_db_set_vfs (FAULT_VFS);
  fixture->wishes = g_ptr_array_new_with_free_func (wish_free);
  for (guint i = 0; i < N_WINDOWS; i++)
    {
      fixture->windows[i] = (WorkerFixture) { .next_door = fixture->base.next_door };
      worker_fixture_open (&fixture->windows[i]);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fault_vfs_disarm ();
  worker_fixture_let_go (&fixture->base);
  for (guint i = 0; i < N_WINDOWS; i++)
    worker_fixture_close (&fixture->windows[i]);
  g_ptr_array_unref (fixture->wishes);
  worker_fixture_tear_down (&fixture->base, data);
  pursuit_db_set_vfs (NULL);
}

typedef struct
{
  Fixture *fixture;
  Wish *wish;
} Question;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Question *question = user_data;
  Wish *wish = question->wish;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);

  wish->is_answered = TRUE;
  wish->is_refused = saved == NULL || saved->state == PURSUIT_SAVED_CONFLICT;
  wish->is_done = saved != NULL && saved->state == PURSUIT_SAVED_DONE;
  question->fixture->n_queued += saved != NULL && saved->state == PURSUIT_SAVED_QUEUED;
}

/* A person changes one of three fields of what they saw. */
static void
save_something (Fixture *fixture,
                guint    step)
{
  static const char *const properties[] = { "phone", "region", "website" };
  WorkerFixture *window = &fixture->windows[g_rand_int_range (fixture->rand, 0, N_WINDOWS)];
  g_autofree char *value = g_strdup_printf ("%u", step);
  PursuitSave *save = worker_fixture_edit (&fixture->base, properties[g_rand_int_range (fixture->rand, 0, 3)], value);
  Question *question = g_new0 (Question, 1);

  question->fixture = fixture;
  question->wish = g_new0 (Wish, 1);
  g_ptr_array_add (fixture->wishes, question->wish);
  pursuit_worker_save_async (window->worker, save, NULL, saved_cb, question);
  question->wish->client = g_strdup (save->client);
  question->wish->seq = save->seq;
}

static void
begin_anew (Fixture *fixture)
{
  WorkerFixture *window = &fixture->windows[g_rand_int_range (fixture->rand, 0, N_WINDOWS)];

  worker_fixture_close (window);
  fault_vfs_disarm ();
  worker_fixture_open (window);
}

static void
change_lock (Fixture *fixture)
{
  if (fixture->base.hold.store != NULL)
    worker_fixture_let_go (&fixture->base);
  else
    pursuit_tx_begin (&fixture->base.hold, fixture->base.next_door.base.store, NULL);
}

static gboolean
all_are_answered (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < fixture->wishes->len; i++)
    if (!((Wish *) g_ptr_array_index (fixture->wishes, i))->is_answered)
      return FALSE;

  return TRUE;
}

static void
take_step (Fixture *fixture,
           guint    step)
{
  switch (g_rand_int_range (fixture->rand, 0, 12))
    {
    case 0:
      fault_vfs_arm (g_rand_int_range (fixture->rand, 1, 60), SQLITE_IOERR, TRUE);
      break;
    case 1:
      fault_vfs_disarm ();
      break;
    case 2:
      change_lock (fixture);
      break;
    case 3:
      if (g_rand_int_range (fixture->rand, 0, 3) == 0)
        begin_anew (fixture);
      break;
    case 4:
    case 5:
      for (guint i = 0; i < N_WINDOWS; i++)
        pursuit_worker_retry (fixture->windows[i].worker);
      break;
    default:
      save_something (fixture, step);
      break;
    }
  /* Now time passes until everybody was answered, now none does. */
  if (g_rand_int_range (fixture->rand, 0, 3) == 0)
    main_loop_run_until (all_are_answered, fixture);
}

static gboolean
is_window_settled (PursuitWorker *worker)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (worker);

  return pursuit_worker_get_link (worker, NULL) == PURSUIT_LINK_OK && !pursuit_outbox_is_sending (outbox) &&
         pursuit_outbox_count (outbox) == pursuit_outbox_count_held (outbox);
}

/* The windows are in each other's way, too: nobody here waits as long for the next try as a program would. */
static gboolean
is_settled (gpointer data)
{
  Fixture *fixture = data;
  gboolean all = TRUE;

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      PursuitWorker *worker = fixture->windows[i].worker;

      if (is_window_settled (worker))
        continue;
      all = FALSE;
      if (!pursuit_outbox_is_sending (pursuit_worker_get_outbox (worker)))
        pursuit_worker_retry (worker);
    }

  return all && all_are_answered (fixture);
}

/* Fair weather, and everybody tries once more. */
static void
settle (Fixture *fixture)
{
  fault_vfs_disarm ();
  worker_fixture_let_go (&fixture->base);
  for (guint i = 0; i < N_WINDOWS; i++)
    pursuit_worker_retry (fixture->windows[i].worker);
  main_loop_run_until (is_settled, fixture);
}

static gboolean
is_held (Fixture    *fixture,
         const Wish *wish)
{
  for (guint i = 0; i < N_WINDOWS; i++)
    {
      g_autoptr(GPtrArray) list = pursuit_outbox_list (pursuit_worker_get_outbox (fixture->windows[i].worker));

      for (guint n = 0; n < list->len; n++)
        {
          const PursuitSave *save = ((PursuitUnsent *) g_ptr_array_index (list, n))->save;

          if (save->seq == wish->seq && g_str_equal (save->client, wish->client))
            return TRUE;
        }
    }

  return FALSE;
}

static void
account (Fixture *fixture,
         guint    seed)
{
  guint n_done = 0;
  guint n_held = 0;
  guint n_refused = 0;

  for (guint i = 0; i < fixture->wishes->len; i++)
    {
      const Wish *wish = g_ptr_array_index (fixture->wishes, i);
      gint64 n_entries = desk_fixture_int (&fixture->base.next_door,
                                           "SELECT count(*) FROM journal WHERE client = '%s' AND seq = %d", wish->client,
                                           (int) wish->seq);
      gboolean held = is_held (fixture, wish);

      g_assert_cmpint (n_entries, <=, 1);
      if (wish->is_done)
        g_assert_cmpint (n_entries, ==, 1);
      g_assert_cmpint (n_entries + held + wish->is_refused, ==, 1);
      n_done += n_entries == 1;
      n_held += held;
      n_refused += wish->is_refused;
    }
  g_test_message ("seed %u: %u saves; %u done, %u of them at once, %u held, %u refused", seed, fixture->wishes->len, n_done,
                  fixture->wishes->len - fixture->n_queued - n_refused, n_held, n_refused);
  g_assert_cmpuint (fixture->n_queued, >, 0);
}

static void
test_accounted_for (Fixture       *fixture,
                    gconstpointer  data)
{
  const guint seed = GPOINTER_TO_UINT (data);

  fixture->rand = g_rand_new_with_seed (seed);
  /* In bad weather from the beginning. */
  change_lock (fixture);
  for (guint step = 0; step < N_STEPS; step++)
    take_step (fixture, step);
  settle (fixture);
  account (fixture, seed);
  desk_fixture_assert_sound (&fixture->base.next_door);
  g_rand_free (fixture->rand);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autofree char *path = seed == 1 ? g_strdup ("/service/outbox/random/all-accounted-for")
                                        : g_strdup_printf ("/service/outbox/random/all-accounted-for-%u", seed);

      g_test_add (path, Fixture, GUINT_TO_POINTER (seed), set_up, test_accounted_for, tear_down);
    }

  return g_test_run ();
}
