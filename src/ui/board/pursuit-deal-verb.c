/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-verb.h"

#include "pursuit-error.h"

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

/**
 * pursuit_deal_verb_copy:
 * @self: a verb
 *
 * Returns: (transfer full): an independent copy
 */
PursuitDealVerb *
pursuit_deal_verb_copy (const PursuitDealVerb *self)
{
  PursuitDealVerb *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->other = g_strdup (self->other);
  copy->date = g_strdup (self->date);
  copy->original = self->original != NULL ? pursuit_record_copy (self->original) : NULL;
  copy->edited = self->edited != NULL ? pursuit_record_copy (self->edited) : NULL;

  return copy;
}

static PursuitSaveVerb
get_save_verb (PursuitDealVerbKind kind)
{
  static const PursuitSaveVerb verbs[] = {
    [PURSUIT_DEAL_VERB_MOVE] = PURSUIT_SAVE_MOVE,
    [PURSUIT_DEAL_VERB_WIN] = PURSUIT_SAVE_WIN,
    [PURSUIT_DEAL_VERB_LOSE] = PURSUIT_SAVE_LOSE,
    [PURSUIT_DEAL_VERB_REOPEN] = PURSUIT_SAVE_REOPEN,
    [PURSUIT_DEAL_VERB_BUYER_STAGE] = PURSUIT_SAVE_BUYER_STAGE,
    [PURSUIT_DEAL_VERB_PARK] = PURSUIT_SAVE_PARK,
    [PURSUIT_DEAL_VERB_UNPARK] = PURSUIT_SAVE_UNPARK,
    [PURSUIT_DEAL_VERB_ESTIMATE] = PURSUIT_SAVE_ESTIMATE,
    [PURSUIT_DEAL_VERB_HAND_OVER] = PURSUIT_SAVE_HAND_OVER,
    [PURSUIT_DEAL_VERB_ACCEPT] = PURSUIT_SAVE_ACCEPT,
    [PURSUIT_DEAL_VERB_PLAN] = PURSUIT_SAVE_PLAN,
    [PURSUIT_DEAL_VERB_CREATE] = PURSUIT_SAVE_CREATE,
    [PURSUIT_DEAL_VERB_SAVE] = PURSUIT_SAVE_EDIT,
    [PURSUIT_DEAL_VERB_DELETE] = PURSUIT_SAVE_DELETE,
  };

  return verbs[kind];
}

static PursuitSave *
to_save (const PursuitDealVerb *self)
{
  PursuitSave *save = pursuit_save_new (get_save_verb (self->kind), PURSUIT_TYPE_DEAL, self->deal_id);

  save->position = self->position;
  save->override = self->override;
  save->ref_id = self->ref_id;
  save->text = g_strdup (self->text);
  save->other = g_strdup (self->other);
  save->day = g_strdup (self->date);
  save->original = self->original != NULL ? pursuit_record_copy (self->original) : NULL;
  save->edited = self->edited != NULL ? pursuit_record_copy (self->edited) : NULL;

  return save;
}

/**
 * pursuit_deal_verb_expect:
 * @self: a verb that moves a deal
 * @stage_id: the stage in which the person sees it, 0 when that does not matter
 * @status: its status there
 *
 * Lets the verb be refused when somebody else moved the deal meanwhile.
 */
void
pursuit_deal_verb_expect (PursuitDealVerb *self,
                          gint64           stage_id,
                          gint64           status)
{
  g_clear_object (&self->original);
  if (stage_id == 0)
    return;

  self->original = pursuit_record_new (PURSUIT_TYPE_DEAL);
  self->original->id = self->deal_id;
  PURSUIT_DEAL (self->original)->stage_id = stage_id;
  PURSUIT_DEAL (self->original)->status = status;
}

/**
 * pursuit_deal_verb_call_async:
 * @self: (transfer full): a verb
 * @worker: the worker that carries it out
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done or was refused
 * @user_data: for @callback
 *
 * Does what a person wants, now or when the database can be reached again.
 */
void
pursuit_deal_verb_call_async (PursuitDealVerb     *self,
                              PursuitWorker       *worker,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  pursuit_worker_save_async (worker, to_save (self), cancellable, callback, user_data);
  pursuit_deal_verb_free (self);
}

/**
 * pursuit_deal_verb_call_finish:
 * @worker: the worker
 * @result: what the callback was given
 * @out_done: (out): the deal and the journal entry, which is 0 when nothing had to be changed, or when it waits
 * @error: return location
 *
 * Fails as the verb does, see pursuit-deals.h and pursuit-records.h; with %PURSUIT_ERROR_CONFLICT when somebody else
 * changed or moved the deal meanwhile.
 *
 * Returns: %TRUE when it was done, or waits on this computer to be done
 */
gboolean
pursuit_deal_verb_call_finish (PursuitWorker    *worker,
                               GAsyncResult     *result,
                               PursuitDealDone  *out_done,
                               GError          **error)
{
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (worker, result, error);

  if (saved == NULL)
    return FALSE;
  if (saved->state == PURSUIT_SAVED_CONFLICT)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, saved->sentence);
      return FALSE;
    }

  out_done->deal_id = saved->id;
  out_done->entry_id = saved->entry_id;
  out_done->is_waiting = saved->state == PURSUIT_SAVED_QUEUED;
  return TRUE;
}
