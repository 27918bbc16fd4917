/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-duplicates.h"
#include "pursuit-local.h"
#include "pursuit-own-fields.h"
#include "pursuit-place.h"
#include "pursuit-sort-keys.h"
#include "pursuit-str.h"
#include "pursuit-text-index.h"

/*
 * PursuitWorker owns the one thread that touches the database (design.md 5: no SQL on the main thread, ever). Jobs run
 * one after the other in the order they were asked for; what they return goes back to the main thread through a GTask.
 *
 *   main thread          worker thread
 *   call_async() ──job──▶ run (desk) ──result──▶ callback
 *   "news" ◀── journal entries since the last look, after each verb and at every tick
 *
 * pursuit-worker-jobs.c is the thread, -news.c the change feed, -save.c how saves get there and -link.c what happens while
 * the database cannot be reached.
 */
/* On a share a job that has shown no sign of life for so long hangs in the kernel, which nobody can end from here. */
#define MOST_SILENCE_US (5 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (PursuitWorker, pursuit_worker, G_TYPE_OBJECT)

/**
 * pursuit_opened_free:
 * @opened: (transfer full): what is known of an opened database
 */
void
pursuit_opened_free (PursuitOpened *opened)
{
  g_free (opened->path);
  g_free (opened->currency);
  g_free (opened->actor_name);
  g_clear_pointer (&opened->own_set, pursuit_own_set_unref);
  g_clear_pointer (&opened->rights, pursuit_rights_free);
  g_free (opened);
}

static void
pursuit_worker_dispose (GObject *object)
{
  pursuit_worker_shut_down (PURSUIT_WORKER (object));

  G_OBJECT_CLASS (pursuit_worker_parent_class)->dispose (object);
}

static void
pursuit_worker_finalize (GObject *object)
{
  PursuitWorker *self = PURSUIT_WORKER (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->drafts);
  g_clear_object (&self->recents);
  g_clear_pointer (&self->copies, pursuit_document_copies_free);
  g_clear_pointer (&self->opened, pursuit_opened_free);
  g_free (self->staff);
  g_free (self->link_sentence);
  g_async_queue_unref (self->jobs);
  g_cond_clear (&self->end_cond);
  g_mutex_clear (&self->end_lock);

  G_OBJECT_CLASS (pursuit_worker_parent_class)->finalize (object);
}

static void
pursuit_worker_class_init (PursuitWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pursuit_worker_dispose;
  object_class->finalize = pursuit_worker_finalize;

  pursuit_worker_init_news (klass);
  pursuit_worker_init_saves (klass);
  pursuit_worker_init_link (klass);
  pursuit_worker_init_backups (klass);
}

static void
pursuit_worker_init (PursuitWorker *self)
{
  self->jobs = g_async_queue_new_full (g_object_unref);
  self->is_active = TRUE;
  self->most_silence_us = MOST_SILENCE_US;
  g_mutex_init (&self->end_lock);
  g_cond_init (&self->end_cond);
}

/**
 * pursuit_worker_new:
 *
 * Returns: (transfer full): a worker without a database; its thread starts with the first job
 */
PursuitWorker *
pursuit_worker_new (void)
{
  return g_object_new (PURSUIT_TYPE_WORKER, NULL);
}

/**
 * pursuit_worker_set_staff:
 * @self: a worker
 * @staff: (nullable): the name of a member of staff, %NULL for the owner of the file
 *
 * Says who is to sit at the desk of the databases that are opened from now on; see pursuit_desk_sign_in_as().
 */
void
pursuit_worker_set_staff (PursuitWorker *self,
                          const char    *staff)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  pursuit_set_str (&self->staff, staff);
}

/* Opening is a job that is given the worker, because it replaces the desk. */
typedef struct
{
  PursuitWorker *worker;
  char *path;
  char *staff;
  PursuitStoreFlags flags;
  PursuitDrafts *drafts;   /* (nullable): of the database that is open until then */
  PursuitRecents *recents; /* (nullable): the same */
} OpenJob;

static void
open_job_free (gpointer data)
{
  OpenJob *job = data;

  g_free (job->path);
  g_free (job->staff);
  g_clear_object (&job->drafts);
  g_clear_object (&job->recents);
  g_free (job);
}

/* What opening finds out. */
typedef struct
{
  PursuitOpened *opened;
  gboolean is_share;
  gboolean needs_upkeep;
  char *read_only_reason;
  PursuitOutbox *outbox;
  PursuitDrafts *drafts;
  PursuitRecents *recents;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->opened, pursuit_opened_free);
  g_free (opening->read_only_reason);
  g_clear_object (&opening->outbox);
  g_clear_object (&opening->drafts);
  g_clear_object (&opening->recents);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static PursuitOpened *
describe_desk (PursuitDesk *desk)
{
  PursuitOpened *opened = g_new0 (PursuitOpened, 1);
  PursuitOwnSet *own_set = pursuit_desk_get_own_set (desk, NULL);

  opened->path = g_strdup (pursuit_store_get_path (pursuit_desk_get_store (desk)));
  opened->currency = g_strdup (pursuit_desk_get_currency (desk));
  opened->actor_id = pursuit_desk_get_actor_id (desk);
  opened->actor_name = g_strdup (pursuit_desk_get_actor_name (desk));
  opened->role = pursuit_desk_get_role (desk);
  opened->rights = pursuit_rights_copy (pursuit_desk_get_rights (desk));
  opened->read_only = pursuit_store_is_read_only (pursuit_desk_get_store (desk));
  opened->process_id = pursuit_desk_get_process_id (desk);
  opened->own_set = own_set != NULL ? pursuit_own_set_ref (own_set) : NULL;

  return opened;
}

/* What this computer keeps for the database, and what earlier sessions left there. */
static Opening *
look_around (PursuitDesk *desk)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *dir = pursuit_local_dup_dir (pursuit_store_get_uuid (store));
  g_autofree char *outbox = g_build_filename (dir != NULL ? dir : "/nonexistent", "outbox", NULL);
  g_autofree char *drafts = g_build_filename (dir != NULL ? dir : "/nonexistent", "drafts", NULL);
  g_autofree char *recents = g_build_filename (dir != NULL ? dir : "/nonexistent", "recent", NULL);
  Opening *opening = g_new0 (Opening, 1);

  opening->opened = describe_desk (desk);
  opening->is_share = pursuit_store_get_place (store)->kind == PURSUIT_PLACE_SHARE;
  opening->needs_upkeep = pursuit_sort_keys_has_more (store) || pursuit_text_index_has_more (store) ||
                          pursuit_duplicates_has_more (store);
  opening->read_only_reason = g_strdup (pursuit_store_get_read_only_reason (store));
  opening->outbox = pursuit_outbox_new (outbox);
  opening->drafts = pursuit_drafts_new (drafts);
  opening->recents = pursuit_recents_new (recents);

  return opening;
}

static gpointer
open_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  OpenJob *job = data;
  PursuitWorker *self = job->worker;
  g_autoptr(PursuitDesk) next = NULL;

  pursuit_document_copies_tidy ();
  next = (job->flags & PURSUIT_STORE_CREATE) ? pursuit_desk_create (job->path, NULL, error)
                                                  : pursuit_desk_open (job->path, job->flags | PURSUIT_STORE_KEYS_LATER, error);
  /* Nobody works in a new house yet: whoever makes it sits at its desk. */
  if (next == NULL ||
      (job->staff != NULL && !(job->flags & PURSUIT_STORE_CREATE) && !pursuit_desk_sign_in_as (next, job->staff, error)) ||
      !pursuit_journal_get_last (pursuit_desk_get_store (next), &self->last_entry_id, error))
    return NULL;

  g_set_object (&self->desk, next);
  self->generation = pursuit_store_get_generation (pursuit_desk_get_store (next));
  self->owes_check = TRUE;
  self->was_damaged = FALSE;
  g_atomic_int_set (&self->told_link, pursuit_store_is_read_only (pursuit_desk_get_store (next)) ? PURSUIT_LINK_READ_ONLY
                                                                                                  : PURSUIT_LINK_OK);
  /* It may be the same database: its drafts are read from the disk. */
  if (job->drafts != NULL)
    pursuit_drafts_flush (job->drafts);
  if (job->recents != NULL)
    pursuit_recents_flush (job->recents);

  return look_around (next);
}

/**
 * pursuit_worker_open_async:
 * @self: a worker
 * @path: a file
 * @flags: %PURSUIT_STORE_CREATE makes a new database in the default currency
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open or was refused
 * @user_data: for @callback
 *
 * Opens a database in place of the one that is open. On failure the old one stays open.
 */
void
pursuit_worker_open_async (PursuitWorker       *self,
                           const char          *path,
                           PursuitStoreFlags    flags,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  OpenJob *job;

  g_return_if_fail (PURSUIT_IS_WORKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  job = g_new0 (OpenJob, 1);
  job->worker = self;
  job->path = g_strdup (path);
  job->staff = g_strdup (self->staff);
  job->flags = flags;
  g_set_object (&job->drafts, self->drafts);
  g_set_object (&job->recents, self->recents);
  g_task_set_source_tag (task, pursuit_worker_open_async);
  pursuit_worker_push (self, open_job, job, open_job_free, opening_free, task);
}

static PursuitOpened *
opened_copy (const PursuitOpened *opened)
{
  PursuitOpened *copy = g_memdup2 (opened, sizeof *opened);

  copy->path = g_strdup (opened->path);
  copy->currency = g_strdup (opened->currency);
  copy->actor_name = g_strdup (opened->actor_name);
  copy->rights = pursuit_rights_copy (opened->rights);
  copy->own_set = opened->own_set != NULL ? pursuit_own_set_ref (opened->own_set) : NULL;

  return copy;
}

/* From now on it is this database that is shown. */
static void
take_opening (PursuitWorker *self,
              Opening       *opening)
{
  g_clear_pointer (&self->opened, pursuit_opened_free);
  self->opened = opened_copy (opening->opened);
  self->is_share = opening->is_share;
  pursuit_worker_give_up_saves (self);
  self->outbox = g_steal_pointer (&opening->outbox);
  g_set_object (&self->drafts, opening->drafts);
  g_set_object (&self->recents, opening->recents);
  pursuit_worker_set_link (self, opening->opened->read_only ? PURSUIT_LINK_READ_ONLY : PURSUIT_LINK_OK,
                           opening->read_only_reason);
  pursuit_worker_begin_news (self);
  pursuit_worker_begin_backups (self);
  if (opening->needs_upkeep)
    pursuit_worker_begin_upkeep (self);
  pursuit_worker_tell_unsent (self);
  pursuit_worker_send (self);
}

/**
 * pursuit_worker_open_finish:
 * @self: a worker
 * @result: what the callback was given
 * @error: return location
 *
 * Fails as pursuit_desk_open() or pursuit_desk_create().
 *
 * Returns: (transfer full): what the window needs to know
 */
PursuitOpened *
pursuit_worker_open_finish (PursuitWorker  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_autoptr(Opening) opening = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  opening = g_task_propagate_pointer (G_TASK (result), error);
  if (opening == NULL)
    return NULL;

  take_opening (self, opening);
  return g_steal_pointer (&opening->opened);
}

/**
 * pursuit_worker_get_opened:
 * @self: a worker
 *
 * Returns: (nullable): what is known of the database that was opened last, lent; %NULL before the first one
 */
const PursuitOpened *
pursuit_worker_get_opened (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  return self->opened;
}

/**
 * pursuit_worker_get_own_set:
 * @self: a worker
 *
 * Returns: (nullable): the fields that the house has added to its records, lent until PursuitWorker::own-fields
 */
const PursuitOwnSet *
pursuit_worker_get_own_set (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  return self->opened != NULL ? self->opened->own_set : NULL;
}

/**
 * pursuit_worker_is_on_share:
 * @self: a worker
 *
 * Returns: whether colleagues' computers reach the file over a network
 */
gboolean
pursuit_worker_is_on_share (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), FALSE);

  return self->is_share;
}

/**
 * pursuit_worker_shut_down:
 * @self: a worker
 *
 * Lets the jobs that wait finish, closes the database and ends the thread. A thread that hangs, because the place of the
 * database does not answer, or waits for a colleague's lock is left alone after two seconds. What is typed and what is unsent
 * is on this computer's disk afterwards. To be called before the last reference goes.
 */
void
pursuit_worker_shut_down (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  pursuit_worker_end_news (self);
  pursuit_worker_end_backups (self);
  pursuit_worker_end_upkeep (self);
  pursuit_worker_end_link (self);
  /* First, because nobody knows what becomes of the jobs. */
  if (self->outbox != NULL)
    pursuit_outbox_keep_all (self->outbox);
  if (self->drafts != NULL)
    pursuit_drafts_flush (self->drafts);
  pursuit_worker_end_thread (self);
  pursuit_worker_end_saves (self);
  /* A thread that hangs may still be making one; the next program finds it. */
  if (self->thread == NULL)
    g_clear_pointer (&self->copies, pursuit_document_copies_free);
}

/**
 * pursuit_worker_get_copies:
 * @self: a worker
 *
 * Returns: the private copies of documents that other programs have open, lent; they are gone when the worker is
 */
PursuitDocumentCopies *
pursuit_worker_get_copies (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  if (self->copies == NULL)
    self->copies = pursuit_document_copies_new ();

  return self->copies;
}

/**
 * pursuit_worker_get_recents:
 * @self: a worker
 *
 * Returns: (nullable): what was opened and done lately, lent; %NULL before a database is open
 */
PursuitRecents *
pursuit_worker_get_recents (PursuitWorker *self)
{
  g_return_val_if_fail (PURSUIT_IS_WORKER (self), NULL);

  return self->recents;
}
