/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-outbox.h"

G_BEGIN_DECLS

/* What the worker knows besides. */
typedef struct
{
  PursuitUnsent unsent;
  GTask *task;           /* of whoever waits to hear of the first try, NULL when nobody does any more */
  gboolean is_kept;      /* whether a file of this computer holds it */
  gboolean is_being_kept; /* not to be sent before that is so */
  gboolean is_queued;    /* whoever waits is to be told that it is for later */
} PursuitOutboxEntry;

typedef void (*PursuitOutboxFunc) (gpointer            data,
                                   PursuitOutboxEntry *entry);

void                pursuit_outbox_stamp      (PursuitOutbox      *self,
                                               PursuitSave        *save,
                                               gint64              actor_id,
                                               const char         *actor);
PursuitOutboxEntry *pursuit_outbox_add        (PursuitOutbox      *self,
                                               PursuitSave        *save,
                                               GTask              *task);
void                pursuit_outbox_keep       (PursuitOutbox      *self,
                                               PursuitOutboxEntry *entry,
                                               GTask              *task);
void                pursuit_outbox_hold       (PursuitOutbox      *self,
                                               PursuitOutboxEntry *entry,
                                               const GError       *error,
                                               PursuitRecord      *theirs);
void                pursuit_outbox_release    (PursuitOutbox      *self,
                                               PursuitOutboxEntry *entry);
void                pursuit_outbox_remove     (PursuitOutbox      *self,
                                               PursuitOutboxEntry *entry);
PursuitOutboxEntry *pursuit_outbox_get_entry  (PursuitOutbox      *self,
                                               const char         *key);
PursuitOutboxEntry *pursuit_outbox_get_next   (PursuitOutbox      *self);
gboolean            pursuit_outbox_follow     (PursuitOutbox      *self,
                                               PursuitSave        *save);
void                pursuit_outbox_foreach    (PursuitOutbox      *self,
                                               PursuitOutboxFunc   func,
                                               gpointer            data);
gboolean            pursuit_outbox_is_sending (PursuitOutbox      *self);
void                pursuit_outbox_keep_all   (PursuitOutbox      *self);

char          *pursuit_unsent_to_json   (const PursuitUnsent *unsent) G_GNUC_WARN_UNUSED_RESULT;
gboolean       pursuit_unsent_from_json (PursuitUnsent       *unsent,
                                         const char          *json);

G_END_DECLS
