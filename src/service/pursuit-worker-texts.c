/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include "pursuit-text-index.h"

/*
 * Gathering the texts of a large database that has no index of them yet: in small pieces, between which whatever else is asked
 * of the worker comes first. Searches find what was gathered so far.
 */

#define BETWEEN_BATCHES_MS 20
/* After a piece that could not be written: somebody else may be busy, or the place away. */
#define RETRY_SECONDS 60

typedef enum
{
  TEXTS_READY,
  TEXTS_GO_ON,
  TEXTS_FAILED,
} Progress;

/* Nobody waits for this: what goes wrong here says nothing about the database that others will not say as well. */
static gpointer
gather_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gboolean ready = TRUE;

  if (!pursuit_store_is_read_only (store) && !pursuit_text_index_continue (store, &ready, NULL))
    return GINT_TO_POINTER (TEXTS_FAILED);

  return GINT_TO_POINTER (ready ? TEXTS_READY : TEXTS_GO_ON);
}

static gboolean gather_cb (gpointer user_data);

static void
gathered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autoptr(GError) error = NULL;
  Progress progress = (Progress) GPOINTER_TO_INT (pursuit_worker_call_finish (self, result, &error));

  self->texts_are_under_way = FALSE;
  if (error != NULL)
    progress = TEXTS_FAILED;
  if (self->thread == NULL || self->texts_id != 0 || progress == TEXTS_READY)
    return;

  self->texts_id = progress == TEXTS_GO_ON ? g_timeout_add_full (G_PRIORITY_LOW, BETWEEN_BATCHES_MS, gather_cb, self, NULL)
                                           : g_timeout_add_seconds_full (G_PRIORITY_LOW, RETRY_SECONDS, gather_cb, self, NULL);
}

static gboolean
gather_cb (gpointer user_data)
{
  PursuitWorker *self = user_data;

  self->texts_id = 0;
  if (!self->texts_are_under_way)
    {
      self->texts_are_under_way = TRUE;
      pursuit_worker_call_async (self, gather_job, NULL, NULL, NULL, NULL, gathered_cb, NULL);
    }

  return G_SOURCE_REMOVE;
}

/* A database was opened that has not all its texts in the index. */
void
pursuit_worker_begin_texts (PursuitWorker *self)
{
  if (self->texts_id == 0)
    self->texts_id = g_idle_add_full (G_PRIORITY_LOW, gather_cb, self, NULL);
}

void
pursuit_worker_end_texts (PursuitWorker *self)
{
  g_clear_handle_id (&self->texts_id, g_source_remove);
}
