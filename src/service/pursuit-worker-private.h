/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-outbox-private.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

struct _PursuitWorker
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *jobs;          /* GTask, or the worker itself as the word to stop */

  /* Only on the main thread. */
  PursuitOpened *opened;
  char *staff;                /* who is to be signed in */
  gboolean is_share;          /* whether colleagues' computers reach the file over a network */
  gboolean is_active;         /* whether a person is looking */
  PursuitOutbox *outbox;
  PursuitDrafts *drafts;

  guint poll_id;
  gboolean poll_is_under_way;
  gboolean poll_is_wanted;    /* something was written since it began */

  PursuitLink link;
  char *link_sentence;
  gint64 link_since;
  guint retry_id;
  guint n_retries;            /* since something went well */
  guint n_unsent;             /* as it was told last */

  /* Only on the worker thread. */
  PursuitDesk *desk;
  gint64 last_entry_id;
};

/* pursuit-worker-jobs.c */
void     pursuit_worker_push       (PursuitWorker   *self,
                                    PursuitJob       job,
                                    gpointer         data,
                                    GDestroyNotify   free_data,
                                    GDestroyNotify   free_result,
                                    GTask           *task);
void     pursuit_worker_end_thread (PursuitWorker   *self);

/* pursuit-worker-news.c */
void     pursuit_worker_init_news  (PursuitWorkerClass *klass);
void     pursuit_worker_begin_news (PursuitWorker   *self);
void     pursuit_worker_end_news   (PursuitWorker   *self);

/* pursuit-worker-save.c */
void     pursuit_worker_init_saves (PursuitWorkerClass *klass);
void     pursuit_worker_send       (PursuitWorker   *self);
void     pursuit_worker_tell_unsent (PursuitWorker  *self);
void     pursuit_worker_give_up_saves (PursuitWorker *self);

/* pursuit-worker-link.c */
void     pursuit_worker_init_link  (PursuitWorkerClass *klass);
void     pursuit_worker_set_link   (PursuitWorker   *self,
                                    PursuitLink      link,
                                    const char      *sentence);
void     pursuit_worker_retry_later (PursuitWorker  *self);
void     pursuit_worker_end_link   (PursuitWorker   *self);

G_END_DECLS
