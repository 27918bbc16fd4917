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
  gboolean is_closed;      /* nothing may be written just now */
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

typedef struct
{
  PursuitWorker *worker;
  PursuitSave *save;
} ApplyJob;

static void
apply_job_free (gpointer data)
{
  ApplyJob *job = data;

  pursuit_save_free (job->save);
  g_free (job);
}

static gboolean
is_about_theirs (const GError *error)
{
  return g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT) ||
         g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

/* Whether it was refused for something that is not in the save, and may be otherwise next time. */
static gboolean
may_be_tried_again (const Try *try)
{
  switch (try->refusal->domain == PURSUIT_ERROR ? (PursuitError) try->refusal->code : PURSUIT_ERROR_STORAGE)
    {
    case PURSUIT_ERROR_INVALID:
    case PURSUIT_ERROR_NOT_FOUND:
    case PURSUIT_ERROR_CONFLICT:
    case PURSUIT_ERROR_DENIED:
    case PURSUIT_ERROR_GATED:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Whether the person who waits need not know of it: the outbox can do it later. */
static gboolean
is_for_later (const Try *try)
{
  return try->is_closed || g_error_matches (try->refusal, PURSUIT_ERROR, PURSUIT_ERROR_BUSY) ||
         g_error_matches (try->refusal, PURSUIT_ERROR, PURSUIT_ERROR_AWAY) ||
         g_error_matches (try->refusal, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
}

/* What is refused for what is in it has found the database at home. */
static void
note_refusal (PursuitWorker *self,
              PursuitDesk   *desk,
              Try           *try)
{
  pursuit_worker_note (self, pursuit_desk_get_store (desk), try->refusal);
  if (may_be_tried_again (try))
    return;

  pursuit_worker_note_written (self);
  if (try->save->id != 0 && is_about_theirs (try->refusal))
    try->theirs = pursuit_records_load (desk, try->save->type, try->save->id, NULL);
}

static gpointer
apply_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  ApplyJob *job = data;
  PursuitStore *store = pursuit_desk_get_store (desk);
  Try *try = g_new0 (Try, 1);

  try->save = pursuit_save_copy (job->save);
  try->is_closed = pursuit_store_get_read_only_reason (store) != NULL;
  if (pursuit_save_apply (try->save, desk, &try->entry_id, &try->refusal))
    pursuit_worker_note_written (job->worker);
  else
    note_refusal (job->worker, desk, try);

  return try;
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

/* It is on the disk, or cannot be put there: whoever asked is told. */
static void
tell_queued (PursuitWorker      *self,
             PursuitOutboxEntry *entry,
             GError             *error)
{
  /* What may have arrived must not be done again by the person: it stays in memory at least. */
  if (error == NULL || entry->task == NULL || entry->unsent.save->is_tried)
    answer (entry, saved_new (PURSUIT_SAVED_QUEUED, entry->unsent.save));
  else
    {
      g_task_return_error (entry->task, g_error_copy (error));
      g_clear_object (&entry->task);
      pursuit_outbox_remove (self->outbox, entry);
    }
  pursuit_worker_tell_unsent (self);
}

static gboolean
can_send (PursuitWorker *self)
{
  return self->thread != NULL && self->link == PURSUIT_LINK_OK && !self->is_hung;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autofree char *key = user_data;
  PursuitOutboxEntry *entry = self->outbox != NULL ? pursuit_outbox_get_entry (self->outbox, key) : NULL;
  g_autoptr(GError) error = NULL;

  if (entry == NULL)
    return;

  entry->is_being_kept = FALSE;
  entry->is_kept = g_task_propagate_boolean (G_TASK (result), &error);
  if (entry->is_queued || !can_send (self))
    tell_queued (self, entry, error);
  /* A full disk here is no reason not to send it. */
  if (can_send (self))
    pursuit_worker_send (self);
}

static void
keep (PursuitWorker      *self,
      PursuitOutboxEntry *entry)
{
  entry->is_being_kept = TRUE;
  pursuit_outbox_keep (self->outbox, entry, g_task_new (self, NULL, kept_cb, g_strdup (entry->unsent.key)));
}

/* It waits on this computer, and nobody has to wait for it. */
static void
queue (gpointer            data,
       PursuitOutboxEntry *entry)
{
  PursuitWorker *self = data;

  entry->is_queued = TRUE;
  if (entry->is_being_kept)
    return;

  if (!entry->is_kept)
    keep (self, entry);
  else if (entry->task != NULL)
    tell_queued (self, entry, NULL);
}

/* Nothing can be sent just now. */
void
pursuit_worker_queue_all (PursuitWorker *self)
{
  if (self->outbox == NULL)
    return;

  pursuit_outbox_foreach (self->outbox, queue, self);
  pursuit_worker_tell_unsent (self);
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

/* Later, and those after it as well: one that waits must not be overtaken. */
static void
put_off (PursuitWorker      *self,
         PursuitOutboxEntry *entry)
{
  entry->unsent.state = PURSUIT_UNSENT_WAITING;
  pursuit_worker_queue_all (self);
  pursuit_worker_retry_later (self);
}

static void
take_try (PursuitWorker      *self,
          PursuitOutboxEntry *entry,
          Try                *try)
{
  if (try == NULL || (try->refusal != NULL && is_for_later (try)) ||
      (try->refusal != NULL && entry->task == NULL && may_be_tried_again (try)))
    put_off (self, entry);
  else if (try->refusal == NULL)
    take_done (self, entry, try);
  else
    take_refusal (self, entry, try);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  g_autofree char *key = user_data;
  Try *try = pursuit_worker_call_finish (self, result, NULL);
  PursuitOutboxEntry *entry = self->outbox != NULL ? pursuit_outbox_get_entry (self->outbox, key) : NULL;

  if (entry != NULL)
    {
      take_try (self, entry, try);
      pursuit_worker_tell_unsent (self);
      if (self->link == PURSUIT_LINK_OK && self->retry_id == 0)
        pursuit_worker_send (self);
    }
  g_clear_pointer (&try, try_free);
}

static void
send_entry (PursuitWorker      *self,
            PursuitOutboxEntry *entry)
{
  ApplyJob *job = g_new0 (ApplyJob, 1);

  job->worker = self;
  job->save = pursuit_save_copy (entry->unsent.save);
  entry->unsent.state = PURSUIT_UNSENT_SENDING;
  entry->unsent.save->is_tried = TRUE;
  pursuit_worker_call_async (self, apply_job, job, apply_job_free, try_free, NULL, applied_cb,
                             g_strdup (entry->unsent.key));
}

/* Hands to the worker thread what can be sent now: everything, or while somebody holds the database one to try. */
void
pursuit_worker_send (PursuitWorker *self)
{
  PursuitOutboxEntry *entry;

  /* After the end there is nobody to send it. */
  if (self->outbox == NULL || self->thread == NULL || self->is_hung ||
      (self->link != PURSUIT_LINK_OK && self->link != PURSUIT_LINK_BUSY))
    return;
  if (self->link == PURSUIT_LINK_BUSY && pursuit_outbox_is_sending (self->outbox))
    return;

  while ((entry = pursuit_outbox_get_next (self->outbox)) != NULL)
    {
      send_entry (self, entry);
      if (self->link == PURSUIT_LINK_BUSY)
        return;
    }
}

static void
let_go (gpointer            data,
        PursuitOutboxEntry *entry)
{
  const gboolean *is_waiting_only = data;

  if (entry->task != NULL && (!*is_waiting_only || entry->unsent.state == PURSUIT_UNSENT_WAITING))
    answer (entry, saved_new (PURSUIT_SAVED_QUEUED, entry->unsent.save));
}

/* Nobody sends any more; what is unsent is on the disk, and whoever waits is told so. What the thread has done already is
 * still told as it is, unless it was let go. */
void
pursuit_worker_end_saves (PursuitWorker *self)
{
  gboolean is_waiting_only = !self->is_let_go;

  if (self->outbox != NULL)
    pursuit_outbox_foreach (self->outbox, let_go, &is_waiting_only);
}

/* Another database is shown now: what is unsent of the old one is on the disk, and found again with it. */
void
pursuit_worker_give_up_saves (PursuitWorker *self)
{
  gboolean is_waiting_only = FALSE;

  if (self->outbox == NULL)
    return;

  pursuit_outbox_keep_all (self->outbox);
  pursuit_outbox_foreach (self->outbox, let_go, &is_waiting_only);
  g_clear_object (&self->outbox);
}

/* On a share it is on this computer's disk before it is sent; on a local disk that would only make it slower. */
static void
keep_and_send (PursuitWorker      *self,
               PursuitOutboxEntry *entry,
               gboolean            is_behind)
{
  if (is_behind || !can_send (self))
    {
      queue (self, entry);
      pursuit_worker_retry_later (self);
      return;
    }
  if (!self->is_share)
    {
      pursuit_worker_send (self);
      return;
    }

  keep (self, entry);
}

/* A file that was opened to be read is refused at once; one that is closed for a while is waited for. */
static gboolean
can_only_read (PursuitWorker  *self,
               GError        **error)
{
  g_autofree char *name = NULL;

  if (!self->opened->read_only || self->link != PURSUIT_LINK_READ_ONLY)
    return FALSE;

  name = g_filename_display_basename (self->opened->path);
  if (self->link_sentence != NULL)
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, self->link_sentence);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” can only be read."), name);
  return TRUE;
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
  GError *error = NULL;
  gboolean is_behind;

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

  if (can_only_read (self, &error))
    {
      pursuit_save_free (save);
      g_task_return_error (task, error);
      return;
    }

  pursuit_outbox_stamp (self->outbox, save, self->opened->actor_id, self->opened->actor_name);
  is_behind = pursuit_outbox_follow (self->outbox, save);
  keep_and_send (self, pursuit_outbox_add (self->outbox, save, g_steal_pointer (&task)), is_behind);
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
