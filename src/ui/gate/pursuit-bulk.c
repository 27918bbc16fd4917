/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bulk.h"

#include "pursuit-error.h"

/*
 * The same done with several deals. Each goes by itself, one after the other: one that is refused keeps none of the others
 * back, and each can be taken back.
 */
typedef struct
{
  GPtrArray *items;
  guint at;
  PursuitBulkResult *result;
} Run;

static void run_next (GTask *task);

/**
 * pursuit_bulk_item_new:
 * @verb: (transfer full): what to do
 * @title: (nullable): what its deal is called
 *
 * Returns: (transfer full): one of several
 */
PursuitBulkItem *
pursuit_bulk_item_new (PursuitDealVerb *verb,
                       const char      *title)
{
  PursuitBulkItem *self = g_new0 (PursuitBulkItem, 1);

  self->verb = verb;
  self->title = g_strdup (title != NULL ? title : "");

  return self;
}

/**
 * pursuit_bulk_item_free:
 * @self: (transfer full): one of several
 */
void
pursuit_bulk_item_free (PursuitBulkItem *self)
{
  pursuit_deal_verb_free (self->verb);
  g_free (self->title);
  g_free (self->sentence);
  g_free (self);
}

/**
 * pursuit_bulk_result_free:
 * @self: (transfer full): a result
 */
void
pursuit_bulk_result_free (PursuitBulkResult *self)
{
  g_array_unref (self->entries);
  g_ptr_array_unref (self->left);
  g_free (self);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_ptr_array_unref (run->items);
  g_clear_pointer (&run->result, pursuit_bulk_result_free);
  g_free (run);
}

static void
leave (Run          *run,
       const GError *error)
{
  const PursuitBulkItem *item = g_ptr_array_index (run->items, run->at);
  PursuitBulkItem *left = pursuit_bulk_item_new (pursuit_deal_verb_copy (item->verb), item->title);

  left->sentence = g_strdup (error->message);
  left->is_gated = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED);
  g_ptr_array_add (run->result->left, left);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  PursuitDealDone done = { 0 };

  if (!pursuit_deal_verb_call_finish (PURSUIT_WORKER (source), result, &done, &error))
    leave (run, error);
  else if (done.is_waiting)
    run->result->n_waiting++;
  else
    run->result->n_done++;
  if (done.entry_id != 0)
    g_array_append_val (run->result->entries, done.entry_id);

  run->at++;
  run_next (task);
}

static void
run_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->at < run->items->len)
    {
      const PursuitBulkItem *item = g_ptr_array_index (run->items, run->at);

      pursuit_deal_verb_call_async (pursuit_deal_verb_copy (item->verb), g_task_get_source_object (task), NULL, done_cb,
                                    g_object_ref (task));
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&run->result), (GDestroyNotify) pursuit_bulk_result_free);
}

/**
 * pursuit_bulk_run_async:
 * @worker: the worker
 * @items: (element-type PursuitBulkItem): what to do, which is kept
 * @callback: called when all were tried
 * @user_data: for @callback
 *
 * Does something with each of several deals.
 */
void
pursuit_bulk_run_async (PursuitWorker       *worker,
                        GPtrArray           *items,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (worker, NULL, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->items = g_ptr_array_ref (items);
  run->result = g_new0 (PursuitBulkResult, 1);
  run->result->entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  run->result->left = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_bulk_item_free);
  g_task_set_task_data (task, run, run_free);
  run_next (task);
}

/**
 * pursuit_bulk_run_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): what became of them
 */
PursuitBulkResult *
pursuit_bulk_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
