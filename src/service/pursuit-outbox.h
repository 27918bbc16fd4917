/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-error.h"
#include "pursuit-save.h"

G_BEGIN_DECLS

/**
 * PursuitUnsentState:
 * @PURSUIT_UNSENT_WAITING: will be sent by itself
 * @PURSUIT_UNSENT_SENDING: is being sent
 * @PURSUIT_UNSENT_HELD: was refused, or is in conflict with what others did: a person has to say what is to become of it
 *
 * How far a save has come that is not in the database yet.
 */
typedef enum
{
  PURSUIT_UNSENT_WAITING,
  PURSUIT_UNSENT_SENDING,
  PURSUIT_UNSENT_HELD,
} PursuitUnsentState;

/**
 * PursuitUnsent:
 * @key: what to call it
 * @save: what the person meant
 * @state: how far it has come
 * @code: for a held one, why: %PURSUIT_ERROR_CONFLICT, %PURSUIT_ERROR_NOT_FOUND when it was deleted, or another refusal
 * @sentence: (nullable): the same in words
 * @theirs: (nullable): for a held one, the record as others left it
 *
 * A save that is not in the database yet.
 */
typedef struct
{
  char *key;
  PursuitSave *save;
  PursuitUnsentState state;
  PursuitError code;
  char *sentence;
  PursuitRecord *theirs;
} PursuitUnsent;

#define PURSUIT_TYPE_OUTBOX (pursuit_outbox_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOutbox, pursuit_outbox, PURSUIT, OUTBOX, GObject)

PursuitOutbox       *pursuit_outbox_new   (const char    *dir) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray           *pursuit_outbox_list  (PursuitOutbox *self) G_GNUC_WARN_UNUSED_RESULT;
const PursuitUnsent *pursuit_outbox_find  (PursuitOutbox *self,
                                           const char    *key);
guint                pursuit_outbox_count (PursuitOutbox *self);
guint                pursuit_outbox_count_held (PursuitOutbox *self);
void                 pursuit_outbox_flush (PursuitOutbox *self);

G_END_DECLS
