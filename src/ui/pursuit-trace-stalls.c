/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-trace-stalls.h"

#include <stdio.h>
#include <time.h>

/*
 * How long the window does not listen, for the bench: the main loop hears of keys and draws only when it comes back to
 * waiting, so the time between two waits is a stall, whatever was done in it. Looking costs two clocks a turn.
 */

static GPollFunc wait_for_events;
static gint64 least;
static gint64 turn_began;
static gint64 turn_cpu;

/* Of this thread alone: a stall in which it did nothing is the machine's. */
static gint64
read_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint
wait_cb (GPollFD *fds,
         guint    n_fds,
         gint     timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint n_ready;

  if (now - turn_began >= least)
    {
      printf ("{\"stall_us\":%lld,\"cpu_us\":%lld,\"at_us\":%lld}\n", (long long) (now - turn_began),
              (long long) (read_cpu () - turn_cpu), (long long) now);
      fflush (stdout);
    }

  n_ready = wait_for_events (fds, n_fds, timeout);
  turn_began = g_get_monotonic_time ();
  turn_cpu = read_cpu ();

  return n_ready;
}

/**
 * pursuit_trace_stalls:
 * @least_ms: how long a turn of the main loop must take to be told
 *
 * From now on, prints one line of JSON for each such turn: how long it took, how much of that this thread worked, and the
 * monotonic time at its end. To be called once, on the main thread.
 */
void
pursuit_trace_stalls (guint least_ms)
{
  least = (gint64) least_ms * 1000;
  turn_began = g_get_monotonic_time ();
  turn_cpu = read_cpu ();
  wait_for_events = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, wait_cb);
}
