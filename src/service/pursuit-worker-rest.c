/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <malloc.h>

/*
 * Giving memory back. What a start or a long list has used in passing lies scattered between what stays, and the pages that the
 * engine keeps of a file lie in the system's memory a second time.
 */

static gpointer
rest_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  pursuit_store_rest (pursuit_desk_get_store (desk));
#ifdef __GLIBC__
  malloc_trim (0);
#endif

  return NULL;
}

/**
 * pursuit_worker_rest:
 * @self: a worker
 *
 * Says that what was asked for has been shown, so that memory which nobody uses any more can be given back. Takes a millisecond
 * or two on the worker thread, and nothing that is kept has to be read again over a network.
 */
void
pursuit_worker_rest (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  pursuit_worker_call_async (self, rest_job, NULL, NULL, NULL, NULL, NULL, NULL);
}
