/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One process of a computer works with a file on a share; the others learn who it is. */

#include "pursuit-claim.h"
#include "pursuit-error.h"
#include "scratch-db.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "team.pursuit", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->path);
}

/* Another process that has claimed the file, and waits to be killed. */
static pid_t
start_holder (const char *path)
{
  int ready[2];
  pid_t pid;
  char byte;

  g_assert_cmpint (pipe (ready), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      PursuitClaim *claim = pursuit_claim_take (path, NULL, NULL);

      if (claim == NULL || write (ready[1], "r", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }

  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);

  return pid;
}

static void
kill_holder (pid_t pid)
{
  int status;

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
}

static char *
dup_holder_name (pid_t pid)
{
  g_autofree char *comm = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/comm", &comm, NULL, NULL));
  return g_strdup_printf ("%s (process %d)", g_strchomp (comm), (int) pid);
}

static void
test_names_holder (Fixture       *fixture,
                   gconstpointer  data)
{
  pid_t pid = start_holder (fixture->path);
  g_autofree char *expected = dup_holder_name (pid);
  g_autofree char *sentence = g_strdup_printf ("“team.pursuit” is held by %s on this computer.", expected);
  g_autofree char *holder = NULL;
  g_autofree char *asked = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_claim_is_held (fixture->path, &asked));
  g_assert_cmpstr (asked, ==, expected);
  g_assert_null (pursuit_claim_take (fixture->path, &holder, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpstr (holder, ==, expected);
  kill_holder (pid);
}

/* However the process ends, the claim ends with it. */
static void
test_ends_with_process (Fixture       *fixture,
                        gconstpointer  data)
{
  pid_t pid = start_holder (fixture->path);
  g_autoptr(PursuitClaim) claim = NULL;
  g_autoptr(GError) error = NULL;
  char *holder = NULL;

  kill_holder (pid);
  g_assert_false (pursuit_claim_is_held (fixture->path, &holder));
  g_assert_null (holder);
  claim = pursuit_claim_take (fixture->path, &holder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (claim);
  g_assert_null (holder);
}

static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  PursuitClaim *claim = pursuit_claim_take (fixture->path, NULL, NULL);

  g_assert_nonnull (claim);
  g_assert_true (pursuit_claim_is_held (fixture->path, NULL));
  g_assert_null (pursuit_claim_take (fixture->path, NULL, NULL));
  pursuit_claim_free (claim);
  g_assert_false (pursuit_claim_is_held (fixture->path, NULL));
}

/* The file, not the name that somebody gives it, and before it is made as after. */
static void
test_same_file (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->dir, "folder", NULL);
  g_autofree char *through_link = g_build_filename (link, "team.pursuit", NULL);
  g_autofree char *other = g_build_filename (fixture->dir, "other.pursuit", NULL);
  g_autoptr(PursuitClaim) claim = pursuit_claim_take (fixture->path, NULL, NULL);

  g_assert_cmpint (symlink (fixture->dir, link), ==, 0);
  g_assert_true (pursuit_claim_is_held (through_link, NULL));
  g_assert_true (g_file_set_contents (fixture->path, "x", 1, NULL));
  g_assert_true (pursuit_claim_is_held (through_link, NULL));
  g_assert_true (pursuit_claim_is_held (fixture->path, NULL));
  g_assert_false (pursuit_claim_is_held (other, NULL));
  g_unlink (link);
}

/* Asking, even often, is not in the way of the next holder. */
static void
test_many_ask (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitClaim) claim = pursuit_claim_take (fixture->path, NULL, NULL);

  for (int i = 0; i < 6000; i++)
    {
      g_autofree char *holder = NULL;

      g_assert_true (pursuit_claim_is_held (fixture->path, &holder));
      g_assert_nonnull (holder);
    }
}

static gpointer
free_thread (gpointer claim)
{
  g_usleep (20000);
  pursuit_claim_free (claim);

  return NULL;
}

static void
test_waits (Fixture       *fixture,
            gconstpointer  data)
{
  PursuitClaim *first = pursuit_claim_take (fixture->path, NULL, NULL);
  GThread *thread = g_thread_new ("free", free_thread, first);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitClaim) second = pursuit_claim_wait (fixture->path, 30000, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (second);
  g_thread_join (thread);
}

static void
test_gives_up_waiting (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(PursuitClaim) claim = pursuit_claim_take (fixture->path, NULL, NULL);
  g_autoptr(GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_assert_null (pursuit_claim_wait (fixture->path, 30, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 30000);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/claim/names-the-holder", test_names_holder);
  ADD ("/store/claim/ends-with-its-process", test_ends_with_process);
  ADD ("/store/claim/can-be-given-up", test_given_up);
  ADD ("/store/claim/is-on-the-file-not-the-name", test_same_file);
  ADD ("/store/claim/many-may-ask", test_many_ask);
  ADD ("/store/claim/waits-its-turn", test_waits);
  ADD ("/store/claim/waits-no-longer-than-told", test_gives_up_waiting);

  return g_test_run ();
}
