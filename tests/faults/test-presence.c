/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is here, seen from two machines: proof that locks hold, on one side only or not at all, and what a crash, a cut cable
 * and a restarted server look like. */

#include "two-desks.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-presence.h"

/* Nobody waits for a lock longer than that: here both people sit in one thread, and one of them has it. */
#define PATIENCE_MS "300"
#define ONE_BEAT (21 * (gint64) G_USEC_PER_SEC)

static PursuitStore *
store_of (TwoDesks *fixture,
          guint     machine)
{
  return pursuit_desk_get_store (fixture->desks[machine]);
}

static PursuitPresence *
presence_of (TwoDesks *fixture,
             guint     machine)
{
  return pursuit_store_get_presence (store_of (fixture, machine));
}

static PursuitSharing
sharing_of (TwoDesks *fixture,
            guint     machine)
{
  return pursuit_presence_get_sharing (presence_of (fixture, machine));
}

/* The clock goes on by one beat for both, who beat one after the other. */
static void
beat (TwoDesks *fixture)
{
  pursuit_time_set_now (pursuit_time_now () + ONE_BEAT);
  for (guint i = 0; i < N_DESKS; i++)
    if (fixture->desks[i] != NULL)
      pursuit_presence_beat (presence_of (fixture, i), NULL);
}

static guint
count_alive (TwoDesks *fixture,
             guint     machine)
{
  g_autoptr(GPtrArray) people = pursuit_presence_list (presence_of (fixture, machine));
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    if (((PursuitPresent *) g_ptr_array_index (people, i))->is_alive)
      n++;

  return n;
}

static void
test_proven (TwoDesks      *fixture,
             gconstpointer  data)
{
  if (two_desks_are_missing (fixture))
    return;

  /* Whoever comes second knows at once, and whoever was there at the next look. */
  g_assert_cmpint (sharing_of (fixture, THERE), ==, PURSUIT_SHARING_PROVEN);
  g_assert_cmpint (sharing_of (fixture, HERE), ==, PURSUIT_SHARING_ALONE);
  g_assert_true (pursuit_presence_is_shared (presence_of (fixture, HERE)));
  beat (fixture);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_assert_cmpint (sharing_of (fixture, i), ==, PURSUIT_SHARING_PROVEN);
      g_assert_cmpuint (count_alive (fixture, i), ==, 2);
    }

  two_desks_leave (fixture, THERE);
  beat (fixture);
  g_assert_cmpuint (count_alive (fixture, HERE), ==, 1);
}

/* One machine is connected so that its locks stay at home: it sees that the other's lock is granted, and says so. */
static void
test_broken_on_one_side (TwoDesks      *fixture,
                         gconstpointer  data)
{
  if (two_desks_are_missing (fixture))
    return;

  two_desks_leave (fixture, THERE);
  machines_set (fixture->machines, THERE, "no_locks=1\n");
  two_desks_sit_down (fixture, THERE);
  for (guint i = 0; i < 3; i++)
    beat (fixture);

  for (guint i = 0; i < N_DESKS; i++)
    {
      g_assert_cmpint (sharing_of (fixture, i), ==, PURSUIT_SHARING_BROKEN);
      two_desks_refuses (fixture, i, PURSUIT_ERROR_STORAGE);
    }

  /* Connected well again, and opened again by both. */
  for (guint i = 0; i < N_DESKS; i++)
    two_desks_leave (fixture, i);
  machines_set (fixture->machines, THERE, "no_locks=0\n");
  two_desks_sit_down (fixture, HERE);
  two_desks_sit_down (fixture, THERE);
  two_desks_add (fixture, HERE, "Again");
  two_desks_add (fixture, THERE, "And again");
}

/* A restarted server has forgotten everybody's locks, for a moment. */
static void
test_locks_forgotten (TwoDesks      *fixture,
                      gconstpointer  data)
{
  if (two_desks_are_missing (fixture))
    return;

  beat (fixture);
  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < N_DESKS; i++)
        machines_set (fixture->machines, i, "drop_locks=1\n");
      beat (fixture);
      beat (fixture);
    }

  for (guint i = 0; i < N_DESKS; i++)
    {
      g_assert_cmpint (sharing_of (fixture, i), ==, PURSUIT_SHARING_PROVEN);
      g_assert_cmpuint (count_alive (fixture, i), ==, 2);
    }
  two_desks_add (fixture, HERE, "After the restart");
}

/* The cable is out in the middle of a save: who is waited for cannot say so any more. */
static void
test_holder_cut_off (TwoDesks      *fixture,
                     gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  if (two_desks_are_missing (fixture))
    return;

  pursuit_presence_set_person (presence_of (fixture, HERE), "Li Na");
  g_assert_true (pursuit_tx_begin (&tx, store_of (fixture, HERE), &error));
  machines_set (fixture->machines, HERE, "lease_ms=60000\ndown=1\n");
  g_assert_cmpint (two_desks_add_customer (fixture, THERE, "Waiting", &error), ==, 0);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "Li Na"));

  machines_set (fixture->machines, HERE, "down=0\n");
  pursuit_tx_clear (&tx);
  two_desks_add (fixture, THERE, "Waited");
}

/* Seconds, by the server's clock. */
static void
make_older (const char *path,
            gint64      seconds)
{
  struct timespec times[2] = { { g_get_real_time () / G_USEC_PER_SEC - seconds, 0 }, };

  times[1] = times[0];
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static char *
find_file (TwoDesks *fixture,
           guint     machine)
{
  g_autoptr(GPtrArray) people = pursuit_presence_list (presence_of (fixture, machine));
  g_autofree char *folder = machines_dup_server_path (fixture->machines, "team.pursuit.presence");

  return g_build_filename (folder, ((PursuitPresent *) g_ptr_array_index (people, 0))->id, NULL);
}

/* Gone without a word: the lock goes with the lease, the name after a while. */
static void
test_vanished (TwoDesks      *fixture,
               gconstpointer  data)
{
  g_autofree char *path = NULL;

  if (two_desks_are_missing (fixture))
    return;

  beat (fixture);
  path = find_file (fixture, THERE);
  machines_set (fixture->machines, THERE, "lease_ms=10\ndown=1\n");
  two_desks_leave (fixture, THERE);
  make_older (path, 30);
  beat (fixture);
  /* The server notices a moment later. */
  for (guint i = 0; count_alive (fixture, HERE) == 2; i++)
    {
      g_assert_cmpuint (i, <, 5000);
      g_usleep (2000);
      beat (fixture);
    }
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  make_older (path, 90);
  beat (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (sharing_of (fixture, HERE), ==, PURSUIT_SHARING_PROVEN);
}

static void
set_up (TwoDesks      *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC);
  two_desks_set_up (fixture, data);
}

static void
tear_down (TwoDesks      *fixture,
           gconstpointer  data)
{
  two_desks_tear_down (fixture, data);
  pursuit_time_set_now (0);
}

#define ADD(path, func) g_test_add ("/faults/presence/" path, TwoDesks, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("PURSUIT_PATIENCE_MS", PATIENCE_MS, TRUE);

  ADD ("proves-that-locks-hold", test_proven);
  ADD ("tells-who-cannot-see-it", test_broken_on_one_side);
  ADD ("takes-a-restarted-server-for-no-alarm", test_locks_forgotten);
  ADD ("names-the-holder-that-is-cut-off", test_holder_cut_off);
  ADD ("forgets-who-vanished", test_vanished);

  return g_test_run ();
}
