/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-verb.h"

#include "pursuit-deals.h"
#include "pursuit-records.h"

/**
 * pursuit_deal_verb_new:
 * @kind: what to do
 * @deal_id: to which deal, 0 for a new one
 *
 * Returns: (transfer full): a verb whose other members the caller sets
 */
PursuitDealVerb *
pursuit_deal_verb_new (PursuitDealVerbKind kind,
                       gint64              deal_id)
{
  PursuitDealVerb *self = g_new0 (PursuitDealVerb, 1);

  self->kind = kind;
  self->deal_id = deal_id;

  return self;
}

/**
 * pursuit_deal_verb_free:
 * @self: (transfer full): a verb
 */
void
pursuit_deal_verb_free (PursuitDealVerb *self)
{
  g_free (self->text);
  g_free (self->other);
  g_free (self->date);
  g_clear_object (&self->original);
  g_clear_object (&self->edited);
  g_free (self);
}

/* The next step alone, on top of whatever the deal has become meanwhile. */
static gboolean
plan_next_step (PursuitDesk      *desk,
                PursuitDealVerb  *verb,
                gint64           *out_entry_id,
                GError          **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL,
                                                          verb->deal_id, error);
  g_autoptr(PursuitRecord) edited = NULL;

  if (original == NULL)
    return FALSE;

  edited = pursuit_record_copy (original);
  pursuit_record_set_text (edited, pursuit_record_type_find (PURSUIT_TYPE_DEAL, "next_step"), verb->text);
  pursuit_record_set_text (edited, pursuit_record_type_find (PURSUIT_TYPE_DEAL, "next_step_on"), verb->date);

  return pursuit_records_save (desk, original, edited, out_entry_id, error);
}

static gboolean
carry_out (PursuitDesk      *desk,
           PursuitDealVerb  *verb,
           PursuitDealDone  *done,
           GError          **error)
{
  gint64 *entry_id = &done->entry_id;

  switch (verb->kind)
    {
    case PURSUIT_DEAL_VERB_MOVE:
      return pursuit_deals_move (desk, verb->deal_id, verb->position, verb->text, entry_id, error);
    case PURSUIT_DEAL_VERB_WIN:
      return pursuit_deals_win_on (desk, verb->deal_id, verb->date, entry_id, error);
    case PURSUIT_DEAL_VERB_LOSE:
      return pursuit_deals_lose (desk, verb->deal_id, verb->text, verb->other, entry_id, error);
    case PURSUIT_DEAL_VERB_REOPEN:
      return pursuit_deals_reopen (desk, verb->deal_id, entry_id, error);
    case PURSUIT_DEAL_VERB_PLAN:
      return plan_next_step (desk, verb, entry_id, error);
    case PURSUIT_DEAL_VERB_CREATE:
      if (!pursuit_deals_create (desk, PURSUIT_DEAL (verb->edited), verb->position, entry_id, error))
        return FALSE;
      done->deal_id = verb->edited->id;
      return TRUE;
    case PURSUIT_DEAL_VERB_SAVE:
      return pursuit_records_save (desk, verb->original, verb->edited, entry_id, error);
    case PURSUIT_DEAL_VERB_DELETE:
      return pursuit_records_delete (desk, PURSUIT_TYPE_DEAL, verb->deal_id, entry_id, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gpointer
verb_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PursuitDealVerb *verb = data;
  g_autofree PursuitDealDone *done = g_new0 (PursuitDealDone, 1);

  done->deal_id = verb->deal_id;
  if (!carry_out (desk, verb, done, error))
    return NULL;

  return g_steal_pointer (&done);
}

/**
 * pursuit_deal_verb_call_async:
 * @self: (transfer full): a verb
 * @worker: the worker that carries it out
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done or was refused
 * @user_data: for @callback
 *
 * Does what a person wants, on the worker thread.
 */
void
pursuit_deal_verb_call_async (PursuitDealVerb     *self,
                              PursuitWorker       *worker,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  pursuit_worker_call_async (worker, verb_job, self, (GDestroyNotify) pursuit_deal_verb_free, g_free, cancellable,
                             callback, user_data);
}

/**
 * pursuit_deal_verb_call_finish:
 * @worker: the worker
 * @result: what the callback was given
 * @out_done: (out): the deal and the journal entry, which is 0 when nothing had to be changed
 * @error: return location
 *
 * Lets the change become news at once. Fails as the verb does, see pursuit-deals.h and pursuit-records.h.
 *
 * Returns: %TRUE when it was done
 */
gboolean
pursuit_deal_verb_call_finish (PursuitWorker    *worker,
                               GAsyncResult     *result,
                               PursuitDealDone  *out_done,
                               GError          **error)
{
  g_autofree PursuitDealDone *done = pursuit_worker_call_finish (worker, result, error);

  if (done == NULL)
    return FALSE;

  *out_done = *done;
  pursuit_worker_poll (worker);
  return TRUE;
}
