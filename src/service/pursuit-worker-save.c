/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-records.h"

/*
 * What a person wants written goes through the outbox of this computer:
 *
 *   save_async() ──▶ outbox ──▶ job: pursuit_save_apply() ──▶ done: out of the outbox
 *                       ▲                 │
 *                       └── later ◀── busy or away        refused: told, or held for the person
 *
 * On a share a save is on this computer's disk before it is sent; on a local disk it comes there when the first try was in
 * vain. Saves of one record are sent in the order in which they were made.
 */

static guint unsent_signal;

void
pursuit_worker_init_saves (PursuitWorkerClass *klass)
{
  /**
   * PursuitWorker::unsent:
   * @n: how many saves are in the outbox
   *
   * Something came into the outbox of this computer, left it, or needs the person; see pursuit_worker_get_outbox().
   * Emitted on the main thread.
   */
  unsent_signal = g_signal_new ("unsent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_UINT);
}

void
pursuit_worker_tell_unsent (PursuitWorker *self)
{
  guint n = self->outbox != NULL ? pursuit_outbox_count (self->outbox) : 0;

  if (n == 0 && self->n_unsent == 0)
    return;

  self->n_unsent = n;
  g_signal_emit (self, unsent_signal, 0, n);
}

/**
 * pursuit_saved_free:
 * @saved: (transfer full): the answer to a save
 */
void
pursuit_saved_free (PursuitSaved *saved)
{
  g_clear_object (&saved->record);
  g_free (saved->sentence);
  g_free (saved);
}

/* What the worker thread says of one try. */
typedef struct
{
  PursuitSave *save;       /* a copy of the outbox's */
  gint64 entry_id;
  GError *refusal;
  PursuitRecord *theirs;
} Try;

static void
try_free (gpointer data)
{
  Try *try = data;

  pursuit_save_free (try->save);
  g_clear_error (&try->refusal);
  g_clear_object (&try->theirs);
  g_free (try);
}

static gpointer
apply_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Try *try = g_new0 (Try, 1);

  try->save = pursuit_save_copy (data);
  if (!pursuit_save_apply (try->save, desk, &try->entry_id, &try->refusal) && try->save->id != 0)
    {
      if (g_error_matches (try->refusal, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT) ||
          g_error_matches (try->refusal, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND))
        try->theirs = pursuit_records_load (desk, try->save->type, try->save->id, NULL);
    }

  return try;
}

static gboolean
may_be_tried_again (const GError *error)
{
  return g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY) ||
         g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY);
}

static PursuitSaved *
saved_new (PursuitSavedState  state,
           const PursuitSave *save)
{
  PursuitSaved *saved = g_new0 (PursuitSaved, 1);

  saved->state = state;
  saved->id = save->id;

  return saved;
}

/* Whoever waited has an answer now; the outbox goes on by itself. */
static void
answer (PursuitOutboxEntry *entry,
        PursuitSaved       *saved)
{
  g_autoptr(GTask) task = g_steal_pointer (&entry->task);

  if (task != NULL)
    g_task_return_pointer (task, saved, (GDestroyNotify) pursuit_saved_free);
  else
    pursuit_saved_free (saved);
}

static void
take_done (PursuitWorker      *self,
           PursuitOutboxEntry *entry,
           Try                *try)
{
  PursuitSaved *saved = saved_new (PURSUIT_SAVED_DONE, try->save);

  saved->entry_id = try->entry_id;
  saved->record = g_steal_pointer (&try->save->edited);
  answer (entry, saved);
  pursuit_outbox_remove (self->outbox, entry);
  self->n_retries = 0;
  pursuit_worker_poll (self);
}

/* It waits on this computer, and nobody has to wait for it. */
static void
queue (PursuitWorker      *self,
       PursuitOutboxEntry *entry)
{
  entry->unsent.state = PURSUIT_UNSENT_WAITING;
  answer (entry, saved_new (PURSUIT_SAVED_QUEUED, entry->unsent.save));
  if (!entry->is_kept)
    pursuit_outbox_keep (self->outbox, entry, NULL);
  pursuit_worker_retry_later (self);
}

/* Whether somebody is there to be told: then it is theirs to decide, else the outbox holds it for them. */
static gboolean
is_awaited (PursuitOutboxEntry *entry)
{
  return entry->task != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (entry->task));
}

static void
take_refusal (PursuitWorker      *self,
              PursuitOutboxEntry *entry,
              Try                *try)
{
  PursuitSaved *saved;

  if (!is_awaited (entry))
    {
      g_clear_object (&entry->task);
      pursuit_outbox_hold (self->outbox, entry, try->refusal, try->theirs);
      return;
    }

  if (g_error_matches (try->refusal, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    {
      saved = saved_new (PURSUIT_SAVED_CONFLICT, try->save);
      saved->record = g_steal_pointer (&try->theirs);
      saved->sentence = g_strdup (try->refusal->message);
      answer (entry, saved);
    }
  else
    {
      g_task_return_error (entry->task, g_steal_pointer (&try->refusal));
      g_clear_object (&entry->task);
    }
  pursuit_outbox_remove (self->outbox, entry);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autofree char *key = user_data;
  g_autoptr(GError) error = NULL;
  Try *try = pursuit_worker_call_finish (self, result, &error);
  PursuitOutboxEntry *entry = self->outbox != NULL ? pursuit_outbox_get_entry (self->outbox, key) : NULL;

  if (entry != NULL)
    {
      if (try == NULL || may_be_tried_again (try->refusal))
        queue (self, entry);
      else if (try->refusal == NULL)
        take_done (self, entry, try);
      else
        take_refusal (self, entry, try);
      pursuit_worker_tell_unsent (self);
      if (self->retry_id == 0)
        pursuit_worker_send (self);
    }
  g_clear_pointer (&try, try_free);
}

/* Hands everything to the worker thread that can be sent now. */
void
pursuit_worker_send (PursuitWorker *self)
{
  PursuitOutboxEntry *entry;

  /* After the end there is nobody to send it. */
  if (self->thread == NULL)
    return;

  while (self->outbox != NULL && (entry = pursuit_outbox_get_next (self->outbox)) != NULL)
    {
      entry->unsent.state = PURSUIT_UNSENT_SENDING;
      pursuit_worker_call_async (self, apply_job, pursuit_save_copy (entry->unsent.save), (GDestroyNotify) pursuit_save_free,
                                 try_free, NULL, applied_cb, g_strdup (entry->unsent.key));
      entry->unsent.save->is_tried = TRUE;
    }
}

/* Another database is shown now: what is unsent of the old one is found again with it. */
void
pursuit_worker_give_up_saves (PursuitWorker *self)
{
  if (self->outbox != NULL)
    pursuit_outbox_keep_all (self->outbox);
  g_clear_object (&self->outbox);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autofree char *key = user_data;
  PursuitOutboxEntry *entry = self->outbox != NULL ? pursuit_outbox_get_entry (self->outbox, key) : NULL;

  /* A full disk here is no reason not to send it. */
  if (entry == NULL)
    return;
  entry->is_kept = g_task_propagate_boolean (G_TASK (result), NULL);
  entry->is_being_kept = FALSE;
  pursuit_worker_send (self);
}

static void
keep_and_send (PursuitWorker      *self,
               PursuitOutboxEntry *entry)
{
  if (!self->is_share)
    {
      pursuit_worker_send (self);
      return;
    }

  entry->is_being_kept = TRUE;
  pursuit_outbox_keep (self->outbox, entry, g_task_new (self, NULL, kept_cb, g_strdup (entry->unsent.key)));
}

/**
 * pursuit_worker_save_async:
 * @self: a worker
 * @save: (transfer full): what a person wants
 * @cancellable: (nullable): lets the callback be called with %G_IO_ERROR_CANCELLED; the save itself goes on, and if it is
 *   refused the outbox holds it
 * @callback: (nullable): called on the main thread
 * @user_data: for @callback
 *
 * Has something written, now or, when the database cannot be reached, as soon as it can be. It becomes news at once.
 */
void
pursuit_worker_save_async (PursuitWorker       *self,
                           PursuitSave         *save,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  PursuitOutboxEntry *before, *entry;

  g_return_if_fail (PURSUIT_IS_WORKER (self));
  g_return_if_fail (save != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pursuit_worker_save_async);
  if (self->outbox == NULL)
    {
      pursuit_save_free (save);
      g_task_return_new_error (task, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, "%s", _("No database is open."));
      return;
    }

  pursuit_outbox_stamp (self->outbox, save, self->opened->actor_id, self->opened->actor_name);
  before = pursuit_outbox_get_before (self->outbox, save);
  if (before != NULL)
    pursuit_save_follow (save, before->unsent.save);
  entry = pursuit_outbox_add (self->outbox, save, g_steal_pointer (&task));
  keep_and_send (self, entry);
}

/**
 * pursuit_worker_save_finish:
 * @self: a worker
 * @result: what the callback was given
 * @error: return location
 *
 * Fails as the verb does (pursuit_save_apply()), but for a database that cannot be reached and for a conflict, which are
 * answers, not failures.
 *
 * Returns: (transfer full): what became of it
 */
PursuitSaved *
pursuit_worker_save_finish (PursuitWorker  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pursuit_worker_get_outbox:
 * @self: a worker
 *
 * Returns: (nullable): the saves that are not in the database yet, lent; %NULL before a database is open
 */
PursuitOutbox *
pursuit_worker_get_outbox (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  return self->outbox;
}

/**
 * pursuit_worker_get_drafts:
 * @self: a worker
 *
 * Returns: (nullable): what was typed and not saved yet, lent; %NULL before a database is open
 */
PursuitDrafts *
pursuit_worker_get_drafts (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  return self->drafts;
}
