/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-desk.h"
#include "pursuit-document-copies.h"
#include "pursuit-drafts.h"
#include "pursuit-outbox.h"
#include "pursuit-own-set.h"
#include "pursuit-recents.h"

G_BEGIN_DECLS

/**
 * PursuitLink:
 * @PURSUIT_LINK_OK: the database answers
 * @PURSUIT_LINK_BUSY: somebody else has been holding it for longer than a save should take
 * @PURSUIT_LINK_AWAY: its place does not answer
 * @PURSUIT_LINK_READ_ONLY: it may only be read
 * @PURSUIT_LINK_DAMAGED: it is damaged, and not written to any more
 *
 * How the database that is open can be reached.
 */
typedef enum
{
  PURSUIT_LINK_OK,
  PURSUIT_LINK_BUSY,
  PURSUIT_LINK_AWAY,
  PURSUIT_LINK_READ_ONLY,
  PURSUIT_LINK_DAMAGED,
} PursuitLink;

/**
 * PursuitSavedState:
 * @PURSUIT_SAVED_DONE: it is in the database
 * @PURSUIT_SAVED_QUEUED: it is in the outbox of this computer and will be sent as soon as possible
 * @PURSUIT_SAVED_CONFLICT: somebody else changed the same thing; nothing was written, the person has to choose
 *
 * What became of a save.
 */
typedef enum
{
  PURSUIT_SAVED_DONE,
  PURSUIT_SAVED_QUEUED,
  PURSUIT_SAVED_CONFLICT,
} PursuitSavedState;

/**
 * PursuitSaved:
 * @state: what became of it
 * @id: the record, 0 while one that was to be made is queued
 * @entry_id: the journal entry; 0 when there was nothing to change, or when it is not done
 * @record: (nullable): done, what the database holds now, if records were given; in conflict, what others made of it
 * @sentence: (nullable): in conflict, what it is about
 *
 * The answer to a save.
 */
typedef struct
{
  PursuitSavedState state;
  gint64 id;
  gint64 entry_id;
  PursuitRecord *record;
  char *sentence;
} PursuitSaved;

void           pursuit_saved_free         (PursuitSaved         *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitSaved, pursuit_saved_free)

/**
 * PursuitResolution:
 * @PURSUIT_RESOLVE_MINE: what the person wanted is to be written after all, in the fields that they chose
 * @PURSUIT_RESOLVE_NOTE: what others made of it stays; what the person wanted is kept as a note at the customer
 * @PURSUIT_RESOLVE_DISCARD: what others made of it stays; what the person wanted is given up
 *
 * What is to become of a save that is held.
 */
typedef enum
{
  PURSUIT_RESOLVE_MINE,
  PURSUIT_RESOLVE_NOTE,
  PURSUIT_RESOLVE_DISCARD,
} PursuitResolution;

/**
 * PursuitJob:
 * @desk: the desk, which only the worker thread may touch
 * @data: what pursuit_worker_call_async() was given
 * @cancellable: (nullable): for long jobs to look at
 * @error: return location
 *
 * Something done on the worker thread. What it returns must not be used by that thread any more.
 *
 * Returns: the result; %NULL with @error set on failure
 */
typedef gpointer (*PursuitJob) (PursuitDesk   *desk,
                                gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error);

/**
 * PursuitOpened:
 * @path: the file
 * @currency: the house currency
 * @actor_id: the member of staff who is signed in, 0 for the owner of a single-user file
 * @actor_name: that person's name
 * @role: that person's system role
 * @rights: what that person may do; PursuitWorker::rights says when it is otherwise
 * @read_only: whether nothing can be changed
 * @process_id: the process that new deals follow
 * @own_set: (nullable): the fields that the house has added
 *
 * What the window needs to know of an opened database.
 */
typedef struct
{
  char *path;
  char *currency;
  gint64 actor_id;
  char *actor_name;
  PursuitSystemRole role;
  PursuitRights *rights;
  gboolean read_only;
  gint64 process_id;
  PursuitOwnSet *own_set;
} PursuitOpened;

void           pursuit_opened_free        (PursuitOpened        *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitOpened, pursuit_opened_free)

#define PURSUIT_TYPE_WORKER (pursuit_worker_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWorker, pursuit_worker, PURSUIT, WORKER, GObject)

PursuitWorker *pursuit_worker_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void           pursuit_worker_set_staff   (PursuitWorker        *self,
                                           const char           *staff);
void           pursuit_worker_open_async  (PursuitWorker        *self,
                                           const char           *path,
                                           PursuitStoreFlags     flags,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PursuitOpened *pursuit_worker_open_finish (PursuitWorker        *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
const PursuitOpened *pursuit_worker_get_opened (PursuitWorker   *self);
const PursuitOwnSet *pursuit_worker_get_own_set (PursuitWorker  *self);
gboolean       pursuit_worker_is_on_share (PursuitWorker        *self);
void           pursuit_worker_call_async  (PursuitWorker        *self,
                                           PursuitJob            job,
                                           gpointer              data,
                                           GDestroyNotify        free_data,
                                           GDestroyNotify        free_result,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
void           pursuit_worker_read_copy_async (PursuitWorker    *self,
                                           PursuitJob            job,
                                           gpointer              data,
                                           GDestroyNotify        free_data,
                                           GDestroyNotify        free_result,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gpointer       pursuit_worker_call_finish (PursuitWorker        *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void           pursuit_worker_poll        (PursuitWorker        *self);
void           pursuit_worker_set_active  (PursuitWorker        *self,
                                           gboolean              active);
void           pursuit_worker_rest        (PursuitWorker        *self);

/* What a person wants written. */
void           pursuit_worker_save_async  (PursuitWorker        *self,
                                           PursuitSave          *save,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PursuitSaved  *pursuit_worker_save_finish (PursuitWorker        *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitOutbox *pursuit_worker_get_outbox  (PursuitWorker        *self);
PursuitDrafts *pursuit_worker_get_drafts  (PursuitWorker        *self);
PursuitRecents *pursuit_worker_get_recents (PursuitWorker       *self);
PursuitDocumentCopies *pursuit_worker_get_copies (PursuitWorker *self);
gboolean       pursuit_worker_resolve     (PursuitWorker        *self,
                                           const char           *key,
                                           PursuitResolution     resolution,
                                           PursuitFieldMask      mine,
                                           GError              **error);
void           pursuit_worker_retry       (PursuitWorker        *self);

PursuitLink    pursuit_worker_get_link    (PursuitWorker        *self,
                                           const char          **out_sentence);
gint64         pursuit_worker_get_link_since (PursuitWorker     *self);
gboolean       pursuit_worker_is_slow     (PursuitWorker        *self);
void           pursuit_worker_shut_down   (PursuitWorker        *self);

G_END_DECLS
