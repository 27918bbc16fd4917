/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/stat.h>

#include "pursuit-presence.h"

G_BEGIN_DECLS

/* The locked bytes lie where SQLite has its own, far behind the text: a server that enforces locks (SMB) refuses to read
 * a byte that another machine has locked, and a client reads whole pages. */
#define PURSUIT_PRESENCE_ALIVE_BYTE 0x40000000
#define PURSUIT_PRESENCE_WRITING_BYTE 0x40000001

/* Seconds between two signs of life, and without one until somebody counts as gone. */
#define PURSUIT_PRESENCE_BEAT 20
#define PURSUIT_PRESENCE_GONE 60

/* Says to those who cannot see it themselves that locks do not hold. */
#define PURSUIT_PRESENCE_MARKER "locks-do-not-hold"

/* What a presence file says. */
typedef struct
{
  PursuitPresent present;
  gint64 beat;      /* changes with each sign of life; the writer's clock */
  char *place;      /* which kernel and which of its mounts wrote it */
} PursuitCard;

#define PURSUIT_CARD_SIZE 2048

void         pursuit_card_clear       (PursuitCard   *self);
char        *pursuit_card_write       (PursuitCard   *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     pursuit_card_read        (PursuitCard   *self,
                                       const char    *bytes,
                                       gsize          length);
char        *pursuit_card_clean       (const char    *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitCard, pursuit_card_clear)

/* Somebody else, as of the last look. */
typedef struct
{
  PursuitCard card;
  gboolean was_free;   /* the lock was granted to us at the last look, when the beat was card.beat */
} PursuitOther;

struct _PursuitPresence
{
  PursuitStore *store;      /* lent: whom it belongs to, NULL until that is open */
  char *db_path;
  char *db_name;
  char *folder;
  PursuitCard card;         /* our own */
  int fd;                   /* our own file with its lock; -1 where none could be made */
  gint64 last_beat;         /* the clock at our last sign of life */
  gint64 last_write;        /* the same on the clock of whoever keeps the folder */
  gboolean is_onlooker;     /* makes no file */
  gboolean is_shared;       /* another kernel may write to the folder too */

  GHashTable *others;       /* id -> PursuitOther */
  gint64 next_look;
  struct timespec folder_changed;
  gint64 settles_at;        /* monotonic: when the folder's time can be believed, 0 for now */
  PursuitSharing sharing;
  char *sentence;           /* once sharing is broken: why */
};

PursuitPresence *pursuit_presence_join        (const char       *db_path,
                                               const char       *id,
                                               gboolean          onlooker,
                                               gboolean          is_shared);
void             pursuit_presence_leave       (PursuitPresence  *self);
void             pursuit_presence_set_writing (PursuitPresence  *self,
                                               gboolean          writing);
char            *pursuit_presence_dup_others  (PursuitPresence  *self) G_GNUC_WARN_UNUSED_RESULT;

int              pursuit_presence_open_folder (PursuitPresence  *self);
int              pursuit_presence_open_other  (int               folder_fd,
                                               const char       *name,
                                               struct stat      *out_info);
int              pursuit_presence_set_lock    (int               fd,
                                               short             type,
                                               off_t             byte);
void             pursuit_presence_look        (PursuitPresence  *self);
void             pursuit_presence_look_if_due (PursuitPresence  *self);
void             pursuit_presence_tidy        (PursuitPresence  *self);

void             pursuit_other_free           (PursuitOther     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPresence, pursuit_presence_leave)

G_END_DECLS
