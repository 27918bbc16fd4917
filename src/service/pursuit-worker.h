/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-desk.h"

G_BEGIN_DECLS

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
 * @read_only: whether nothing can be changed
 * @process_id: the process that new deals follow
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
  gboolean read_only;
  gint64 process_id;
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
void           pursuit_worker_call_async  (PursuitWorker        *self,
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
void           pursuit_worker_shut_down   (PursuitWorker        *self);

G_END_DECLS
