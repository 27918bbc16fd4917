/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitSharing:
 * @PURSUIT_SHARING_ALONE: nobody else has it open, so nothing was to be proven yet
 * @PURSUIT_SHARING_UNPROVEN: others have it open, and whether their locks are seen here is not known yet
 * @PURSUIT_SHARING_PROVEN: another machine's lock was seen: locks hold
 * @PURSUIT_SHARING_BROKEN: locks do not cross machines; nothing may be written
 *
 * What is known of whether this file can be used by several people at once.
 */
typedef enum
{
  PURSUIT_SHARING_ALONE,
  PURSUIT_SHARING_UNPROVEN,
  PURSUIT_SHARING_PROVEN,
  PURSUIT_SHARING_BROKEN,
} PursuitSharing;

/**
 * PursuitPresent:
 * @id: a UUID, one for each opening
 * @person: who it is
 * @machine: the computer's name
 * @program: "pursuit" or "pursuitctl"
 * @version: of the program
 * @since: when it was opened, UTC microseconds
 * @last_seen: the last sign of life, UTC microseconds by our own clock
 * @is_me: whether that is this opening
 * @is_alive: whether it still has its lock; %FALSE for one that may just have crashed
 *
 * Somebody who has the database open.
 */
typedef struct
{
  char *id;
  char *person;
  char *machine;
  char *program;
  char *version;
  gint64 since;
  gint64 last_seen;
  gboolean is_me;
  gboolean is_alive;
} PursuitPresent;

PursuitPresent  *pursuit_present_copy            (const PursuitPresent *present) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_present_free            (PursuitPresent       *present);
char            *pursuit_present_dup_title       (const PursuitPresent *present) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPresent, pursuit_present_free)

typedef struct _PursuitPresence PursuitPresence;

PursuitPresence *pursuit_store_get_presence      (PursuitStore         *self);

void             pursuit_presence_set_person     (PursuitPresence      *self,
                                                  const char           *person);
gboolean         pursuit_presence_beat           (PursuitPresence      *self,
                                                  GError              **error);
GPtrArray       *pursuit_presence_list           (PursuitPresence      *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitSharing   pursuit_presence_get_sharing    (PursuitPresence      *self);
gboolean         pursuit_presence_is_shared      (PursuitPresence      *self);
char            *pursuit_presence_dup_holder     (PursuitPresence      *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
