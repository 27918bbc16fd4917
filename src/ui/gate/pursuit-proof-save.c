/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-proof-save.h"

#include "pursuit-activity.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

/*
 * Ticking a milestone is up to three saves, one after the other: the proof that does not count any more goes, the document
 * or visit that shows it is made, and the proof is written.
 */
typedef struct
{
  PursuitProof *proof;
  PursuitRecord *source;
  PursuitProof *replaced;
  gboolean is_waiting;
} Ticking;

static void go_on (GTask *task);

static void
ticking_free (gpointer data)
{
  Ticking *self = data;

  g_clear_object (&self->proof);
  g_clear_object (&self->source);
  g_clear_object (&self->replaced);
  g_free (self);
}

/* %NULL when it was refused; the task is answered then. */
static PursuitSaved *
finish_save (GTask        *task,
             GObject      *source,
             GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSaved) saved = pursuit_worker_save_finish (PURSUIT_WORKER (source), result, &error);
  Ticking *self = g_task_get_task_data (task);

  if (saved == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return NULL;
    }
  if (saved->state == PURSUIT_SAVED_CONFLICT)
    {
      g_task_return_new_error (task, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, "%s", saved->sentence);
      return NULL;
    }

  self->is_waiting |= saved->state == PURSUIT_SAVED_QUEUED;
  return g_steal_pointer (&saved);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ticking *self = g_task_get_task_data (task);
  g_autoptr(PursuitSaved) saved = finish_save (task, source, result);

  if (saved == NULL)
    return;

  g_clear_object (&self->replaced);
  go_on (task);
}

/* What waits on this computer has no number yet that the proof could name: then its words are the proof. */
static void
name_source (Ticking *self,
             gint64   id)
{
  const char *name = PURSUIT_IS_DOCUMENT (self->source) ? PURSUIT_DOCUMENT (self->source)->name
                                                        : PURSUIT_ACTIVITY (self->source)->subject;

  if (id == 0)
    {
      self->proof->kind = PURSUIT_PROOF_NOTE;
      pursuit_set_str (&self->proof->note, name);
    }
  else if (PURSUIT_IS_DOCUMENT (self->source))
    self->proof->document_id = id;
  else
    self->proof->activity_id = id;
}

static void
source_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ticking *self = g_task_get_task_data (task);
  g_autoptr(PursuitSaved) saved = finish_save (task, source, result);

  if (saved == NULL)
    return;

  name_source (self, saved->id);
  g_clear_object (&self->source);
  go_on (task);
}

static void
proof_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Ticking *self = g_task_get_task_data (task);
  g_autoptr(PursuitSaved) saved = finish_save (task, source, result);

  if (saved != NULL)
    g_task_return_int (task, self->is_waiting ? 2 : 1);
}

static void
go_on (GTask *task)
{
  PursuitWorker *worker = g_task_get_source_object (task);
  Ticking *self = g_task_get_task_data (task);
  PursuitSave *save;

  if (self->replaced != NULL)
    {
      save = pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_PROOF, PURSUIT_RECORD (self->replaced)->id);
      pursuit_worker_save_async (worker, save, NULL, replaced_cb, g_object_ref (task));
    }
  else if (self->source != NULL)
    pursuit_worker_save_async (worker, pursuit_save_new_create (self->source), NULL, source_cb, g_object_ref (task));
  else
    pursuit_worker_save_async (worker, pursuit_save_new_create (PURSUIT_RECORD (self->proof)), NULL, proof_cb,
                               g_object_ref (task));
}

/**
 * pursuit_proof_save_async:
 * @worker: the worker
 * @proof: what shows that a milestone is reached, which is copied
 * @source: (nullable): a new document or activity that @proof is to name, which is copied
 * @replaced: (nullable): a proof of the same milestone that does not count any more
 * @cancellable: (nullable): a cancellable for the answer; what was begun is done
 * @callback: called when it is saved or was refused
 * @user_data: for @callback
 *
 * Ticks a milestone, now or when the database can be reached again. A new document that has to wait cannot be named:
 * the proof then is a note with its name.
 */
void
pursuit_proof_save_async (PursuitWorker       *worker,
                          PursuitProof        *proof,
                          PursuitRecord       *source,
                          PursuitProof        *replaced,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Ticking *self = g_new0 (Ticking, 1);

  g_return_if_fail (PURSUIT_IS_WORKER (worker));
  g_return_if_fail (PURSUIT_IS_PROOF (proof));

  self->proof = PURSUIT_PROOF (pursuit_record_copy (PURSUIT_RECORD (proof)));
  self->source = source != NULL ? pursuit_record_copy (source) : NULL;
  self->replaced = replaced != NULL ? g_object_ref (replaced) : NULL;
  task = g_task_new (worker, cancellable, callback, user_data);
  g_task_set_task_data (task, self, ticking_free);
  go_on (task);
}

/**
 * pursuit_proof_save_finish:
 * @result: what the callback was given
 * @out_waiting: (out): whether it waits on this computer
 * @error: return location
 *
 * Fails as pursuit_records_create() does, and with %PURSUIT_ERROR_CONFLICT when somebody else changed the same thing.
 *
 * Returns: %TRUE when the milestone is ticked, or will be
 */
gboolean
pursuit_proof_save_finish (GAsyncResult  *result,
                           gboolean      *out_waiting,
                           GError       **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  if (answer < 1)
    return FALSE;

  *out_waiting = answer == 2;
  return TRUE;
}
