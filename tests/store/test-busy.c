/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Waiting for a colleague's lock. Where the time matters it goes by a clock of the test's own, which the linker puts in the place
 * of the system's: sleeping makes it later, and nothing else does. */

#include "pursuit-busy-private.h"
#include "pursuit-share-vfs-private.h"
#include "scratch-db.h"

#include <glib/gstdio.h>

static gboolean is_real_time;
static gint64 now_us = 1;

gint64 __real_g_get_monotonic_time (void);
gint64 __wrap_g_get_monotonic_time (void);
void __real_g_usleep (gulong us);
void __wrap_g_usleep (gulong us);

gint64
__wrap_g_get_monotonic_time (void)
{
  return is_real_time ? __real_g_get_monotonic_time () : now_us;
}

void
__wrap_g_usleep (gulong us)
{
  if (is_real_time)
    __real_g_usleep (us);
  now_us += us;
}

typedef struct
{
  char *dir;
  char *path;
  char *journal;
  sqlite3 *holder; /* has begun to write */
  sqlite3 *waiter;
  PursuitBusy busy;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_assert_true (pursuit_share_vfs_register ());

  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "busy.db", NULL);
  fixture->journal = g_strconcat (fixture->path, "-journal", NULL);
  fixture->holder = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (fixture->holder, "CREATE TABLE line (who TEXT); BEGIN IMMEDIATE");
  fixture->waiter = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scratch_close (fixture->waiter);
  scratch_close (fixture->holder);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_unlink (fixture->journal), ==, 0);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->journal);
  g_free (fixture->path);
}

static void
test_deadline (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 started = now_us;

  pursuit_busy_install (&fixture->busy, fixture->waiter, 150);
  g_assert_cmpint (scratch_try (fixture->waiter, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  /* Never early, and never late. */
  g_assert_cmpint (now_us - started, ==, 150000);
  g_assert_cmpuint (pursuit_busy_get_waits (&fixture->busy), >=, 150 / 64);
}

/* Each wait has the whole deadline: the state of the last one must not be what the next one starts from. */
static void
test_deadline_again (Fixture       *fixture,
                     gconstpointer  data)
{
  gint64 started;

  pursuit_busy_install (&fixture->busy, fixture->waiter, 40);
  g_assert_cmpint (scratch_try (fixture->waiter, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  started = now_us;
  g_assert_cmpint (scratch_try (fixture->waiter, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  g_assert_cmpint (now_us - started, ==, 40000);
}

static void
test_no_deadline (Fixture       *fixture,
                  gconstpointer  data)
{
  pursuit_busy_install (&fixture->busy, fixture->waiter, 0);
  g_assert_cmpint (scratch_try (fixture->waiter, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  g_assert_cmpuint (pursuit_busy_get_waits (&fixture->busy), ==, 0);
}

static gpointer
save_job (gpointer data)
{
  Fixture *fixture = data;

  return GINT_TO_POINTER (scratch_try (fixture->waiter,
                                       "BEGIN IMMEDIATE; INSERT INTO line VALUES ('waiter'); COMMIT"));
}

static void
test_gets_through (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *line = NULL;
  GThread *thread;

  is_real_time = TRUE;
  pursuit_busy_install (&fixture->busy, fixture->waiter, G_MAXINT);
  thread = g_thread_new ("waiter", save_job, fixture);
  while (pursuit_busy_get_waits (&fixture->busy) == 0)
    g_thread_yield ();
  scratch_exec (fixture->holder, "INSERT INTO line VALUES ('holder'); COMMIT");

  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, SQLITE_OK);
  is_real_time = FALSE;
  line = scratch_text (fixture->holder, "SELECT group_concat (who, '|') FROM line");
  g_assert_cmpstr (line, ==, "holder|waiter");
}

static void
test_draw_stays_in_range (void)
{
  static const gint64 caps_us[] = { 8000, 16000, 32000, 64000, 64000, 64000 };

  for (guint attempt = 0; attempt < G_N_ELEMENTS (caps_us); attempt++)
    {
      gint64 least = G_MAXINT64, most = 0;

      for (int i = 0; i < 2000; i++)
        {
          gint64 draw = pursuit_busy_draw_us (attempt, G_MAXINT64);

          least = MIN (least, draw);
          most = MAX (most, draw);
        }
      g_assert_cmpint (least, >=, 1);
      g_assert_cmpint (most, <=, caps_us[attempt]);
      /* The whole range is used; the odds against it here are (9/10)^2000. */
      g_assert_cmpint (least, <, caps_us[attempt] / 10);
      g_assert_cmpint (most, >, caps_us[attempt] * 9 / 10);
    }
}

static void
test_draw_ends_at_deadline (void)
{
  for (int i = 0; i < 2000; i++)
    g_assert_cmpint (pursuit_busy_draw_us (G_MAXUINT, 700), <=, 700);
}

/* Told before each sleep. */
static void
cancel_tick (gint64   waited_us,
             gpointer data)
{
  if (waited_us > 100000)
    g_cancellable_cancel (data);
}

/* Nobody wants the lock any more: the wait ends within one sleep. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gint64 started = now_us;

  pursuit_busy_install (&fixture->busy, fixture->waiter, 60000);
  pursuit_busy_set_tick (&fixture->busy, cancellable, cancel_tick, cancellable);
  g_assert_cmpint (scratch_try (fixture->waiter, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  g_assert_cmpint (now_us - started, >, 100000);
  g_assert_cmpint (now_us - started, <=, 100000 + 64000);
}

static void
note_wait (gint64   waited_us,
           gpointer data)
{
  GArray *waits = data;

  g_array_append_val (waits, waited_us);
}

/* Somebody is told how long it takes, and a shorter patience than usual holds as long as it is wanted. */
static void
test_tick (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 started = now_us;

  pursuit_busy_install (&fixture->busy, fixture->waiter, 60000);
  pursuit_busy_set_tick (&fixture->busy, NULL, note_wait, waits);
  fixture->busy.most_ms = 50;
  g_assert_cmpint (scratch_try (fixture->waiter, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  g_assert_cmpint (now_us - started, ==, 50000);
  g_assert_cmpint (g_array_index (waits, gint64, 0), ==, 0);
  for (guint i = 1; i < waits->len; i++)
    g_assert_cmpint (g_array_index (waits, gint64, i), >, g_array_index (waits, gint64, i - 1));
  g_assert_cmpint (g_array_index (waits, gint64, waits->len - 1), ==, 50000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/busy/draw/stays-below-a-doubling-cap", test_draw_stays_in_range);
  g_test_add_func ("/store/busy/draw/never-past-the-deadline", test_draw_ends_at_deadline);
  g_test_add ("/store/busy/wait/ends-at-the-deadline", Fixture, NULL, set_up, test_deadline, tear_down);
  g_test_add ("/store/busy/wait/starts-anew-each-time", Fixture, NULL, set_up, test_deadline_again, tear_down);
  g_test_add ("/store/busy/wait/none-without-a-deadline", Fixture, NULL, set_up, test_no_deadline, tear_down);
  g_test_add ("/store/busy/wait/is-cancelled", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/store/busy/wait/is-told", Fixture, NULL, set_up, test_tick, tear_down);
  g_test_add ("/store/busy/wait/gets-through-when-free", Fixture, NULL, set_up, test_gets_through, tear_down);

  return g_test_run ();
}
