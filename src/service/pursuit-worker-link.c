/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include "pursuit-date.h"
#include "pursuit-str.h"

/* How the database can be reached, and when it is tried again. */

/* Everybody who was refused together must not come back together: the wait is drawn at random from a range that grows. */
#define FIRST_RETRY_MS 1000
#define LAST_RETRY_MS 30000

static guint link_signal;

void
pursuit_worker_init_link (PursuitWorkerClass *klass)
{
  /**
   * PursuitWorker::link:
   *
   * What pursuit_worker_get_link() says has changed. Emitted on the main thread.
   */
  link_signal = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
pursuit_worker_set_link (PursuitWorker *self,
                         PursuitLink    link,
                         const char    *sentence)
{
  gboolean is_new = self->link != link;
  gboolean says_more = pursuit_set_str (&self->link_sentence, link != PURSUIT_LINK_OK ? sentence : NULL);

  if (is_new)
    {
      self->link = link;
      self->link_since = pursuit_time_now ();
    }
  if (is_new || says_more)
    g_signal_emit (self, link_signal, 0);
}

/**
 * pursuit_worker_get_link:
 * @self: a worker
 * @out_sentence: (out) (optional) (nullable): what is the matter, in words; lent, %NULL when nothing is
 *
 * Returns: how the database can be reached
 */
PursuitLink
pursuit_worker_get_link (PursuitWorker  *self,
                         const char    **out_sentence)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), PURSUIT_LINK_OK);

  if (out_sentence != NULL)
    *out_sentence = self->link_sentence;

  return self->link;
}

/**
 * pursuit_worker_get_link_since:
 * @self: a worker
 *
 * Returns: since when it has been so, UTC microseconds
 */
gint64
pursuit_worker_get_link_since (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), 0);

  return self->link_since;
}

static gboolean
retry_cb (gpointer user_data)
{
  PursuitWorker *self = user_data;

  self->retry_id = 0;
  pursuit_worker_retry (self);

  return G_SOURCE_REMOVE;
}

/* Tries again after a while, unless that is planned already. */
void
pursuit_worker_retry_later (PursuitWorker *self)
{
  guint most_ms = (guint) MIN ((guint64) FIRST_RETRY_MS << MIN (self->n_retries + 1, 10), LAST_RETRY_MS);

  if (self->retry_id != 0 || self->thread == NULL)
    return;

  self->n_retries++;
  self->retry_id = g_timeout_add ((guint) g_random_int_range (FIRST_RETRY_MS, (gint32) most_ms + 1), retry_cb, self);
}

/**
 * pursuit_worker_retry:
 * @self: a worker
 *
 * Tries now to send what is unsent, for whoever does not want to wait for the next try.
 */
void
pursuit_worker_retry (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->opened != NULL)
    pursuit_worker_send (self);
}

void
pursuit_worker_end_link (PursuitWorker *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
}
