/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-model-private.h"

#include "pursuit-list-news-private.h"

/* What a list makes of the journal's news: nothing, a question for the places of a few rows, or one for all ids. */

/* Asks what became of the list after an entry of the journal. */
static void
ask_news (PursuitQueryModel *self,
          gint64             since)
{
  PursuitQueryBatch *batch = pursuit_query_batch_new (self->query, pursuit_row_cache_list_ids (&self->rows));

  batch->since = since;
  batch->day = g_strdup (self->day);
  batch->known = pursuit_id_list_ref (self->ids);
  pursuit_query_model_ask (self, pursuit_query_batch_refresh_job, batch);
}

/* What happened while a question was under way. */
void
pursuit_query_model_catch_up (PursuitQueryModel *self)
{
  gint64 since = self->stale_since;

  if (since < 0)
    return;

  self->stale_since = -1;
  ask_news (self, MIN (since, self->as_of));
}

static gboolean
is_concerned (PursuitQueryModel *self,
              GPtrArray         *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (pursuit_list_news_reach (self->query, g_ptr_array_index (entries, i), NULL) != PURSUIT_REACH_NOTHING)
      return TRUE;

  return FALSE;
}

static void
news_cb (PursuitWorker     *worker,
         GPtrArray         *entries,
         PursuitQueryModel *self)
{
  const PursuitJournalEntry *first = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

  if (self->query == NULL || first == NULL)
    return;

  if (is_concerned (self, entries))
    {
      /* A row may have been read before the list was: news that the list knows already are still news to it. */
      if (self->cancellable == NULL)
        ask_news (self, MIN (self->as_of, first->id - 1));
      else
        self->stale_since = self->stale_since < 0 ? first->id - 1 : MIN (self->stale_since, first->id - 1);
    }
  else if (self->cancellable == NULL && self->as_of > 0 && self->as_of >= first->id - 1)
    {
      /* Nothing to look at later, either. */
      const PursuitJournalEntry *last = g_ptr_array_index (entries, entries->len - 1);

      self->as_of = MAX (self->as_of, last->id);
    }
}

void
pursuit_query_model_watch_news (PursuitQueryModel *self)
{
  g_signal_connect_object (self->worker, "news", G_CALLBACK (news_cb), self, 0);
}
