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
  PursuitRecents *recents;
  PursuitDocumentCopies *copies; /* NULL before the first is made */

  guint backup_id;
  gboolean backup_is_under_way;

  guint upkeep_id;
  gboolean upkeep_is_under_way;

  guint poll_id;
  gboolean poll_is_under_way;
  gboolean poll_is_wanted;    /* something was written since it began */
  gint64 quiet_since;         /* monotonic; nothing has happened since */

  PursuitLink link;
  char *link_sentence;
  gint64 link_since;
  gboolean is_slow;
  gboolean is_hung;           /* the thread has shown no sign of life for too long */
  gint64 most_silence_us;     /* how long it may be without one */
  int seen_pulse;
  gint64 seen_pulse_at;       /* monotonic */
  guint retry_id;
  guint n_retries;            /* since something went well */
  gboolean retry_is_under_way;
  guint n_unsent;             /* as it was told last */
  gboolean misses_saves;

  /* Of both threads, atomic. */
  int beat;                   /* grows as long as the thread gets on */
  int pulse;                  /* grows as well while it waits for a lock */
  int is_working;
  int told_link;              /* as the worker thread sees it, a PursuitLink */

  /* How the thread ends. */
  GMutex end_lock;
  GCond end_cond;
  gboolean has_ended;
  gboolean is_let_go;         /* nobody waits for it any more: it holds a reference */

  /* Only on the worker thread. */
  PursuitDesk *desk;
  gint64 last_entry_id;
  gint64 generation;
  gboolean owes_news;         /* something happened that was not read yet */
  gboolean owes_check;        /* of the receipts */
  gboolean told_slow;
  gboolean was_damaged;
};

/* pursuit-worker-jobs.c */
void     pursuit_worker_push         (PursuitWorker      *self,
                                      PursuitJob          job,
                                      gpointer            data,
                                      GDestroyNotify      free_data,
                                      GDestroyNotify      free_result,
                                      GTask              *task);
void     pursuit_worker_set_away_error (GError          **error);
void     pursuit_worker_refuse_waiting (PursuitWorker    *self);
void     pursuit_worker_end_thread   (PursuitWorker      *self);

/* pursuit-worker-watch.c, on the worker thread */
void     pursuit_worker_watch_store  (PursuitWorker      *self,
                                      PursuitStore       *store,
                                      GCancellable       *cancellable);
void     pursuit_worker_note         (PursuitWorker      *self,
                                      PursuitStore       *store,
                                      const GError       *error);
void     pursuit_worker_note_written (PursuitWorker      *self);
void     pursuit_worker_note_look    (PursuitWorker      *self,
                                      PursuitStore       *store);

/* pursuit-worker-news.c */
void     pursuit_worker_init_news    (PursuitWorkerClass *klass);
void     pursuit_worker_begin_news   (PursuitWorker      *self);
void     pursuit_worker_tell_reset   (PursuitWorker      *self);
void     pursuit_worker_end_news     (PursuitWorker      *self);
guint    pursuit_worker_get_poll_ms  (PursuitWorker      *self);

/* pursuit-worker-backup.c */
void     pursuit_worker_init_backups (PursuitWorkerClass *klass);
void     pursuit_worker_back_up    (PursuitWorker   *self);
void     pursuit_worker_begin_backups (PursuitWorker *self);
void     pursuit_worker_end_backups (PursuitWorker  *self);

/* pursuit-worker-upkeep.c */
void     pursuit_worker_begin_upkeep (PursuitWorker      *self);
void     pursuit_worker_end_upkeep   (PursuitWorker      *self);

/* pursuit-worker-save.c */
void     pursuit_worker_init_saves   (PursuitWorkerClass *klass);
void     pursuit_worker_send         (PursuitWorker      *self);
void     pursuit_worker_queue_all    (PursuitWorker      *self);
void     pursuit_worker_tell_unsent  (PursuitWorker      *self);
void     pursuit_worker_end_saves    (PursuitWorker      *self);
void     pursuit_worker_give_up_saves (PursuitWorker     *self);

/* pursuit-worker-link.c */
void     pursuit_worker_init_link    (PursuitWorkerClass *klass);
void     pursuit_worker_set_link     (PursuitWorker      *self,
                                      PursuitLink         link,
                                      const char         *sentence);
void     pursuit_worker_set_slow     (PursuitWorker      *self,
                                      gboolean            is_slow);
void     pursuit_worker_retry_later  (PursuitWorker      *self);
void     pursuit_worker_check_pulse  (PursuitWorker      *self);
void     pursuit_worker_end_link     (PursuitWorker      *self);

G_END_DECLS
