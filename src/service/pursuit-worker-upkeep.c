/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include "pursuit-duplicates.h"
#include "pursuit-sort-keys.h"
#include "pursuit-text-index.h"

/*
 * What follows from the records and is not what it should be: keys by which an older program, or an older library, sorted names,
 * texts of a large database that has no index of them yet, and keys by which duplicates are found. It is made in small pieces, between which whatever else is asked
 * of the worker comes first. Until then names stand where they stood, and searches find what was gathered so far.
 */

#define BETWEEN_BATCHES_MS 20
/* After a piece that could not be written: somebody else may be busy, or the place away. */
#define RETRY_SECONDS 60

typedef enum
{
  UPKEEP_READY,
  UPKEEP_GO_ON,
  UPKEEP_SORTED,      /* names have a new order; there may be more to do */
  UPKEEP_FAILED,
} Progress;

static Progress
sort (PursuitStore *store)
{
  gboolean ready;

  if (!pursuit_sort_keys_continue (store, &ready, NULL))
    return UPKEEP_FAILED;

  return ready ? UPKEEP_SORTED : UPKEEP_GO_ON;
}

static Progress
gather (PursuitStore *store)
{
  gboolean ready;

  if (!pursuit_text_index_continue (store, &ready, NULL))
    return UPKEEP_FAILED;

  return ready ? UPKEEP_READY : UPKEEP_GO_ON;
}

static Progress
note_keys (PursuitStore *store)
{
  gboolean ready;

  if (!pursuit_duplicates_continue (store, &ready, NULL))
    return UPKEEP_FAILED;

  return ready ? UPKEEP_READY : UPKEEP_GO_ON;
}

static Progress
keep_up (PursuitStore *store)
{
  Progress progress;

  if (pursuit_sort_keys_has_more (store))
    return sort (store);

  progress = gather (store);
  return progress == UPKEEP_READY ? note_keys (store) : progress;
}

/* Nobody waits for this: what goes wrong here says nothing about the database that others will not say as well. */
static gpointer
upkeep_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);

  if (pursuit_store_is_read_only (store))
    return GINT_TO_POINTER (UPKEEP_READY);

  return GINT_TO_POINTER (keep_up (store));
}

static gboolean upkeep_cb (gpointer user_data);

static void
kept_up_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autoptr(GError) error = NULL;
  Progress progress = (Progress) GPOINTER_TO_INT (pursuit_worker_call_finish (self, result, &error));

  self->upkeep_is_under_way = FALSE;
  if (error != NULL)
    progress = UPKEEP_FAILED;
  if (self->thread == NULL || self->upkeep_id != 0 || progress == UPKEEP_READY)
    return;

  self->upkeep_id = progress == UPKEEP_FAILED
                      ? g_timeout_add_seconds_full (G_PRIORITY_LOW, RETRY_SECONDS, upkeep_cb, self, NULL)
                      : g_timeout_add_full (G_PRIORITY_LOW, BETWEEN_BATCHES_MS, upkeep_cb, self, NULL);
  /* The journal knows nothing of it: whoever shows a list asks for it anew. */
  if (progress == UPKEEP_SORTED)
    pursuit_worker_tell_reset (self);
}

static gboolean
upkeep_cb (gpointer user_data)
{
  PursuitWorker *self = user_data;

  self->upkeep_id = 0;
  if (!self->upkeep_is_under_way)
    {
      self->upkeep_is_under_way = TRUE;
      pursuit_worker_call_async (self, upkeep_job, NULL, NULL, NULL, NULL, kept_up_cb, NULL);
    }

  return G_SOURCE_REMOVE;
}

/* A database was opened of which something is to be made anew. */
void
pursuit_worker_begin_upkeep (PursuitWorker *self)
{
  if (self->upkeep_id == 0)
    self->upkeep_id = g_idle_add_full (G_PRIORITY_LOW, upkeep_cb, self, NULL);
}

void
pursuit_worker_end_upkeep (PursuitWorker *self)
{
  g_clear_handle_id (&self->upkeep_id, g_source_remove);
}
