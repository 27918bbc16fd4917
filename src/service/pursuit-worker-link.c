/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-str.h"

/* How the database can be reached, and when it is tried again. */

/* Everybody who was refused together must not come back together: the wait is drawn at random from a range that grows. */
#define FIRST_RETRY_MS 1000
#define LAST_RETRY_MS 30000

static guint link_signal;
static guint slow_signal;

void
pursuit_worker_init_link (PursuitWorkerClass *klass)
{
  /**
   * PursuitWorker::link:
   *
   * What pursuit_worker_get_link() says has changed. Emitted on the main thread.
   */
  link_signal = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PursuitWorker::slow:
   * @is_slow: whether a colleague's lock has been waited for longer than a person does not notice
   *
   * Emitted on the main thread.
   */
  slow_signal = g_signal_new ("slow", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              1, G_TYPE_BOOLEAN);
}

void
pursuit_worker_set_slow (PursuitWorker *self,
                         gboolean       is_slow)
{
  if (self->is_slow == is_slow)
    return;

  self->is_slow = is_slow;
  g_signal_emit (self, slow_signal, 0, is_slow);
}

static void
act_on_link (PursuitWorker *self)
{
  switch (self->link)
    {
    case PURSUIT_LINK_OK:
      self->n_retries = 0;
      g_clear_handle_id (&self->retry_id, g_source_remove);
      pursuit_worker_send (self);
      pursuit_worker_poll (self);
      break;
    case PURSUIT_LINK_BUSY:
    case PURSUIT_LINK_AWAY:
      pursuit_worker_retry_later (self);
      break;
    default:
      break;
    }
}

void
pursuit_worker_set_link (PursuitWorker *self,
                         PursuitLink    link,
                         const char    *sentence)
{
  gboolean is_new = self->link != link;
  gboolean was_away = self->link == PURSUIT_LINK_AWAY || self->link == PURSUIT_LINK_DAMAGED;
  gboolean says_more = pursuit_set_str (&self->link_sentence, link != PURSUIT_LINK_OK ? sentence : NULL);

  if (is_new)
    {
      self->link = link;
      self->link_since = pursuit_time_now ();
    }
  if (is_new || says_more)
    g_signal_emit (self, link_signal, 0);
  if (is_new)
    act_on_link (self);
  /* What was asked for meanwhile was refused. */
  if (was_away && link == PURSUIT_LINK_OK)
    pursuit_worker_tell_reset (self);
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
 * pursuit_worker_is_slow:
 * @self: a worker
 *
 * Returns: whether a colleague's lock has been waited for longer than a person does not notice; see the signal "slow"
 */
gboolean
pursuit_worker_is_slow (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), FALSE);

  return self->is_slow;
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

static gpointer
reopen_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  PursuitWorker *self = data;

  if (!pursuit_store_reopen (pursuit_desk_get_store (desk), error))
    return NULL;

  pursuit_worker_note_written (self);
  return GINT_TO_POINTER (TRUE);
}

static void
reopened_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autoptr(GError) error = NULL;

  self->retry_is_under_way = FALSE;
  if (g_task_propagate_pointer (G_TASK (result), &error))
    return;

  /* The place may be there, and the file gone, another one, or of a newer version. */
  if (self->link == PURSUIT_LINK_AWAY && error->domain == PURSUIT_ERROR)
    pursuit_worker_set_link (self, PURSUIT_LINK_AWAY, error->message);
  pursuit_worker_retry_later (self);
}

static void
reopen (PursuitWorker *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->retry_is_under_way)
    return;

  self->retry_is_under_way = TRUE;
  task = g_task_new (self, NULL, reopened_cb, NULL);
  pursuit_worker_push (self, reopen_job, self, NULL, NULL, task);
}

/**
 * pursuit_worker_retry:
 * @self: a worker
 *
 * Tries now to reach the database and to send what is unsent, for whoever does not want to wait for the next try.
 */
void
pursuit_worker_retry (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->opened == NULL || self->thread == NULL)
    return;

  if (self->is_hung)
    pursuit_worker_retry_later (self);
  else if (self->link == PURSUIT_LINK_AWAY)
    reopen (self);
  else
    {
      pursuit_worker_send (self);
      pursuit_worker_poll (self);
    }
}

static void
begin_to_hang (PursuitWorker *self)
{
  self->is_hung = TRUE;
  pursuit_worker_refuse_waiting (self);
  pursuit_worker_set_link (self, PURSUIT_LINK_AWAY, _("The place of the database does not answer."));
  pursuit_worker_queue_all (self);
}

/* It was a long silence, but the thread is back. What it found out itself it tells by itself. */
static void
come_back (PursuitWorker *self)
{
  self->is_hung = FALSE;
  if (g_atomic_int_get (&self->told_link) == PURSUIT_LINK_OK)
    {
      pursuit_worker_set_link (self, PURSUIT_LINK_OK, NULL);
      act_on_link (self);
    }
}

/* Looks whether the thread is alive; on a local disk nothing hangs, and a long job may well be silent. */
void
pursuit_worker_check_pulse (PursuitWorker *self)
{
  int pulse = g_atomic_int_get (&self->pulse);
  gint64 now = g_get_monotonic_time ();

  if (pulse != self->seen_pulse || !g_atomic_int_get (&self->is_working))
    {
      self->seen_pulse = pulse;
      self->seen_pulse_at = now;
      if (self->is_hung)
        come_back (self);
    }
  else if (self->is_share && !self->is_hung && now - self->seen_pulse_at > self->most_silence_us)
    begin_to_hang (self);
}

void
pursuit_worker_end_link (PursuitWorker *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
}
