/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Waiting for a colleague's lock. sqlite3_busy_timeout() sleeps in fixed steps of up to 100 ms: everybody who was
 * refused together comes back together, and whoever came late may win. Thirty people saving at once then see a
 * slowest percentile near a second. Drawing each sleep at random ("full jitter") from a small range spreads them
 * out: the same load stays below a twentieth of that.
 */

#include "pursuit-busy-private.h"

/* A save takes a few milliseconds; on a share, where it takes longer, the range doubles up to the upper cap. */
#define FIRST_CAP_US 8000
#define LAST_CAP_US 64000
#define LAST_DOUBLING 3

G_STATIC_ASSERT (FIRST_CAP_US << LAST_DOUBLING == LAST_CAP_US);

/**
 * pursuit_busy_draw_us:
 * @attempt: how often this wait has slept already
 * @left_us: time left until the deadline, more than 0
 *
 * Draws the next sleep at random between nothing and a cap that doubles with
 * each attempt from 8 ms to 64 ms, and is never more than @left_us.
 *
 * Returns: microseconds, at least 1
 */
gint64
pursuit_busy_draw_us (guint  attempt,
                      gint64 left_us)
{
  gint32 cap_us = FIRST_CAP_US << MIN (attempt, LAST_DOUBLING);
  gint64 draw_us = g_random_int_range (1, cap_us + 1); /* MIN() would draw twice */

  return MIN (draw_us, left_us);
}

/* SQLite counts @attempt from 0 for each lock that it waits for. */
static int
wait_for_lock_cb (void *data,
                  int   attempt)
{
  PursuitBusy *self = data;
  gint64 now = g_get_monotonic_time ();
  guint deadline_ms = self->most_ms > 0 ? MIN (self->most_ms, self->deadline_ms) : self->deadline_ms;

  if (attempt == 0)
    {
      self->since_us = now;
      self->until_us = now + (gint64) deadline_ms * 1000;
    }
  if (self->tick != NULL)
    self->tick (now - self->since_us, self->tick_data);

  if (now >= self->until_us || g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  g_atomic_int_inc (&self->waits);
  g_usleep (pursuit_busy_draw_us (attempt, self->until_us - now));

  return TRUE;
}

/**
 * pursuit_busy_install:
 * @self: uninitialised memory that outlives @db
 * @db: a connection
 * @deadline_ms: how long a statement may wait for a lock; 0 not to wait at all
 *
 * Lets @db wait for locks that others hold. When the deadline has passed the
 * statement returns `SQLITE_BUSY`, as it does at once when waiting could never
 * help (two connections that each wait for the other). Replaces any
 * `sqlite3_busy_timeout()` and may be called again with another deadline.
 */
void
pursuit_busy_install (PursuitBusy *self,
                      sqlite3     *db,
                      guint        deadline_ms)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (db != NULL);

  *self = (PursuitBusy) { .deadline_ms = deadline_ms };
  sqlite3_busy_handler (db, wait_for_lock_cb, self);
}

/**
 * pursuit_busy_set_tick:
 * @self: an installed state
 * @cancellable: (nullable): ends a wait within one sleep when it is cancelled; lent until it is replaced
 * @tick: (nullable): told between two sleeps how long it has taken
 * @data: for @tick
 *
 * Lets somebody watch the waiting, and end it.
 */
void
pursuit_busy_set_tick (PursuitBusy     *self,
                       GCancellable    *cancellable,
                       PursuitBusyTick  tick,
                       gpointer         data)
{
  g_return_if_fail (self != NULL);

  self->cancellable = cancellable;
  self->tick = tick;
  self->tick_data = data;
}

/**
 * pursuit_busy_get_waits:
 * @self: an installed state
 *
 * Returns: how often the connection slept since it was installed; any thread may ask
 */
guint
pursuit_busy_get_waits (PursuitBusy *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_atomic_int_get (&self->waits);
}
