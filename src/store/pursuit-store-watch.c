/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

/* Watching a store at work: whether it goes on, how long it waits for a colleague, and how it is stopped. */

/* How many steps of the engine's machine pass between two looks at the cancellable: some ten microseconds. */
#define STEPS_BETWEEN_LOOKS 1000

static int
progress_cb (void *data)
{
  PursuitStore *self = data;

  if (self->tick != NULL)
    self->tick (0, self->tick_data);

  return g_cancellable_is_cancelled (self->cancellable);
}

/* Lets a connection, which may be a new one, know what it has to look at. */
void
pursuit_store_watch_connection (PursuitStore *self)
{
  gboolean is_watched = self->cancellable != NULL || self->tick != NULL;

  if (self->db->handle == NULL)
    return;

  sqlite3_progress_handler (self->db->handle, STEPS_BETWEEN_LOOKS, is_watched ? progress_cb : NULL, self);
  pursuit_busy_set_tick (&self->db->busy, self->cancellable, self->tick, self->tick_data);
  self->db->busy.most_ms = self->patience_ms;
}

/**
 * pursuit_store_set_cancellable:
 * @self: a store
 * @cancellable: (nullable): what to look at, %NULL for nothing any more; must live until then
 *
 * Lets every statement end with %G_IO_ERROR_CANCELLED once @cancellable is cancelled: the one that is running or waiting for
 * a lock, and those that are begun later. Unlike pursuit_store_interrupt() it cannot come a moment too early, between two
 * statements.
 */
void
pursuit_store_set_cancellable (PursuitStore *self,
                               GCancellable *cancellable)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  self->cancellable = cancellable;
  pursuit_store_watch_connection (self);
}

/**
 * pursuit_store_set_tick:
 * @self: a store
 * @tick: (nullable): called often while the database is at work, %NULL for nobody any more
 * @data: for @tick
 *
 * Lets somebody see from another thread, through what @tick leaves there, that the database is at work and what it waits
 * for. A call that hangs in the kernel, as on a server that went away, makes no ticks.
 */
void
pursuit_store_set_tick (PursuitStore     *self,
                        PursuitStoreTick  tick,
                        gpointer          data)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  self->tick = tick;
  self->tick_data = data;
  pursuit_store_watch_connection (self);
}

/**
 * pursuit_store_set_patience:
 * @self: a store
 * @patience_ms: how long a statement may wait for a lock, 0 for as long as usual; never longer than that
 *
 * Shortens the waiting, for whoever can try again later.
 */
void
pursuit_store_set_patience (PursuitStore *self,
                            guint         patience_ms)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  self->patience_ms = patience_ms;
  pursuit_store_watch_connection (self);
}

/**
 * pursuit_store_rest:
 * @self: a store, outside of transactions and readings
 *
 * Gives back the memory in which pages of the file are kept, which a disk of this computer has ready in the system's. On a share
 * they stay: each would be a round trip.
 */
void
pursuit_store_rest (PursuitStore *self)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  if (self->db->handle != NULL && self->place->kind != PURSUIT_PLACE_SHARE)
    sqlite3_db_release_memory (self->db->handle);
}
