/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

/* What happened in the database, here or at a colleague's: looked for at every tick, told on the main thread. */

/* A local disk answers in microseconds (platform.md 8). */
#define POLL_SECONDS 1
/* A feed longer than this, after an import or a long sleep, is read in pieces. */
#define MOST_NEWS 500

static guint news_signal;

void
pursuit_worker_init_news (PursuitWorkerClass *klass)
{
  /**
   * PursuitWorker::news:
   * @entries: (element-type PursuitJournalEntry): what happened, oldest first; lent
   *
   * Somebody, this window included, changed the database. Emitted on the main thread.
   */
  news_signal = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              1, G_TYPE_PTR_ARRAY);
}

/* The newest entry's number is the cheap question; it counts this window's own writes too. */
static gpointer
news_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PursuitWorker *self = data;
  PursuitStore *store = pursuit_desk_get_store (desk);
  GPtrArray *entries;
  gint64 last_id;

  if (!pursuit_journal_get_last (store, &last_id, error) || last_id == self->last_entry_id)
    return NULL;
  /* Somebody put an older state back: what comes after it is news again. */
  if (last_id < self->last_entry_id)
    self->last_entry_id = MAX (last_id - 1, 0);

  entries = pursuit_journal_list_since (store, self->last_entry_id, MOST_NEWS, error);
  if (entries != NULL && entries->len > 0)
    self->last_entry_id = ((PursuitJournalEntry *) g_ptr_array_index (entries, entries->len - 1))->id;

  return entries;
}

static void
news_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autoptr(GPtrArray) entries = pursuit_worker_call_finish (self, result, NULL);
  gboolean is_wanted = self->poll_is_wanted;

  self->poll_is_under_way = FALSE;
  self->poll_is_wanted = FALSE;
  if (entries != NULL && entries->len > 0)
    g_signal_emit (self, news_signal, 0, entries);
  if (is_wanted || (entries != NULL && entries->len == MOST_NEWS))
    pursuit_worker_poll (self);
}

/**
 * pursuit_worker_poll:
 * @self: a worker
 *
 * Looks for news now rather than at the next tick; to be called after a verb has been done.
 */
void
pursuit_worker_poll (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  if (self->opened == NULL || self->thread == NULL)
    return;
  if (self->poll_is_under_way)
    {
      self->poll_is_wanted = TRUE;
      return;
    }

  self->poll_is_under_way = TRUE;
  pursuit_worker_call_async (self, news_job, self, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, news_cb, NULL);
}

static gboolean
poll_cb (gpointer user_data)
{
  PursuitWorker *self = user_data;

  if (!self->poll_is_under_way)
    pursuit_worker_poll (self);

  return G_SOURCE_CONTINUE;
}

/**
 * pursuit_worker_set_active:
 * @self: a worker
 * @active: whether a person is looking at the window
 *
 * Says how soon colleagues' changes have to show.
 */
void
pursuit_worker_set_active (PursuitWorker *self,
                           gboolean       active)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  if (self->is_active == active)
    return;

  self->is_active = active;
  if (active)
    pursuit_worker_poll (self);
}

void
pursuit_worker_begin_news (PursuitWorker *self)
{
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
}

void
pursuit_worker_end_news (PursuitWorker *self)
{
  g_clear_handle_id (&self->poll_id, g_source_remove);
}
