/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * PursuitPresence says who has a database open, and proves whether locks hold between them (shared-database.md 3.5).
 *
 * Beside FILE there is a folder FILE.presence with a small file for each opening. Its owner holds a lock on one of its
 * bytes and rewrites it now and then, a sign of life. Whoever looks tries that lock:
 *
 *   refused                         it is alive; from another machine: locks hold between the two
 *   granted, nothing moves          it crashed; after a while its file is removed
 *   granted, and the beat moves     somebody who is alive has a lock that we do not see: nobody may write any more
 *
 * A second byte is locked within a transaction, after the database's own lock was taken, so that whoever waits can be
 * told for whom. Marking only what takes long would cost less, but the wait that needs a name most is the one for a
 * computer that was cut off: it cannot say anything any more, while its lock stays as long as the one waited for, and
 * goes with it. That is two round trips for each save on a share, where a save takes some thirty, and two system calls
 * on a local disk.
 *
 * Nothing here is needed to read or write: where the folder cannot be made there is simply no presence.
 */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "pursuit-presence-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

/* Somebody may remove the folder just when it is empty, and somebody may just be trying our lock. */
#define MOST_TRIES 5
#define BETWEEN_TRIES_US 2000

/* Tries to set or give up one lock, without waiting. Returns 0 or an errno: EAGAIN when somebody else has it. */
int
pursuit_presence_set_lock (int   fd,
                           short type,
                           off_t byte)
{
  struct flock request = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  int result;

  do
    result = fcntl (fd, F_OFD_SETLK, &request);
  while (result != 0 && errno == EINTR);

  if (result == 0)
    return 0;

  return errno == EACCES ? EAGAIN : errno;
}

/* The folder and what is in it may be shared just like the file itself, whatever our own umask says. */
static void
permit_as_file (PursuitPresence *self,
                int              fd,
                gboolean         is_folder)
{
  struct stat file, own;
  mode_t mode;

  if (stat (self->db_path, &file) != 0 || fstat (fd, &own) != 0)
    return;

  mode = file.st_mode & 0666;
  if (is_folder)
    mode |= (mode & 0444) >> 2;
  if (own.st_gid != file.st_gid && fchown (fd, (uid_t) -1, file.st_gid) != 0)
    return;
  if ((own.st_mode & 0777) != mode && fchmod (fd, mode) != 0)
    g_debug ("%s stays closed to others", self->folder);
}

/* Returns the folder, never something that a link leads to; -1 when there is none. */
int
pursuit_presence_open_folder (PursuitPresence *self)
{
  return open (self->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int
open_own (PursuitPresence *self)
{
  gboolean is_new = mkdir (self->folder, 0777) == 0;
  int folder_fd, fd;

  if (!is_new && errno != EEXIST)
    return -1;
  folder_fd = pursuit_presence_open_folder (self);
  if (folder_fd < 0)
    return -1;

  if (is_new)
    permit_as_file (self, folder_fd, TRUE);
  fd = openat (folder_fd, self->card.present.id, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
  close (folder_fd);

  return fd;
}

static gboolean
write_card (PursuitPresence *self)
{
  g_autofree char *bytes = NULL;
  struct stat info;

  self->card.beat = pursuit_time_now ();
  bytes = pursuit_card_write (&self->card);
  if (pwrite (self->fd, bytes, PURSUIT_CARD_SIZE, 0) != PURSUIT_CARD_SIZE)
    return FALSE;
  /* Another machine sees what has reached the server; here everybody sees it at once. */
  if (self->is_shared && fdatasync (self->fd) != 0)
    return FALSE;
  if (fstat (self->fd, &info) != 0 || info.st_nlink == 0)
    return FALSE;

  self->last_beat = self->card.beat;
  self->last_write = info.st_mtim.tv_sec;
  return TRUE;
}

/* Which kernel this is and which of its mounts: within it, a lock that is free has no owner. */
static char *
name_place (int fd)
{
  g_autofree char *boot = NULL;
  struct stat info;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL) || fstat (fd, &info) != 0)
    return g_strdup ("?");

  g_strchomp (boot);
  return g_strdup_printf ("%s:%" G_GINT64_MODIFIER "x", boot, (guint64) info.st_dev);
}

static gboolean
lock_own (PursuitPresence *self)
{
  for (guint n = 0; n < MOST_TRIES; n++)
    {
      int refusal = pursuit_presence_set_lock (self->fd, F_WRLCK, PURSUIT_PRESENCE_ALIVE_BYTE);

      if (refusal == 0)
        return TRUE;
      if (refusal != EAGAIN)
        return FALSE;
      g_usleep (BETWEEN_TRIES_US);
    }

  return FALSE;
}

/* The lock comes before the text: whoever finds text has a lock to try. */
static gboolean
enter (PursuitPresence *self)
{
  struct stat info;

  for (guint n = 0; self->fd < 0 && n < MOST_TRIES; n++)
    {
      self->fd = open_own (self);
      if (self->fd < 0 && errno != ENOENT)
        return FALSE;
    }
  if (self->fd < 0)
    return FALSE;

  permit_as_file (self, self->fd, FALSE);
  g_free (self->card.place);
  self->card.place = name_place (self->fd);
  if (fstat (self->fd, &info) == 0 && S_ISREG (info.st_mode) && lock_own (self) && write_card (self))
    return TRUE;

  close (self->fd);
  self->fd = -1;
  return FALSE;
}

/**
 * pursuit_presence_join:
 * @db_path: the absolute path of the database
 * @id: a UUID of this opening's own
 * @onlooker: only look who is there
 * @is_shared: other machines may use the folder too
 *
 * Makes it known that somebody has the database open, and looks who else has. Where no file can be made, nobody else will
 * see us.
 *
 * Returns: (transfer full): the presence
 */
PursuitPresence *
pursuit_presence_join (const char *db_path,
                       const char *id,
                       gboolean    onlooker,
                       gboolean    is_shared)
{
  PursuitPresence *self = g_new0 (PursuitPresence, 1);
  const char *person = g_get_real_name ();

  if (pursuit_str_empty (person) || g_str_equal (person, "Unknown"))
    person = g_get_user_name ();
  self->db_path = g_strdup (db_path);
  self->db_name = g_path_get_basename (db_path);
  self->folder = g_strconcat (db_path, ".presence", NULL);
  self->fd = -1;
  self->is_onlooker = onlooker;
  self->is_shared = is_shared;
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pursuit_other_free);
  self->card.present.id = g_strdup (id);
  self->card.present.person = pursuit_card_clean (person);
  self->card.present.machine = pursuit_card_clean (g_get_host_name ());
  self->card.present.program = pursuit_card_clean (g_get_prgname ());
  self->card.present.version = pursuit_card_clean (PURSUIT_VERSION);
  self->card.present.since = pursuit_time_now ();
  self->card.present.is_me = TRUE;
  self->card.present.is_alive = TRUE;

  if (!onlooker)
    enter (self);
  pursuit_presence_look (self);

  return self;
}

/**
 * pursuit_presence_leave:
 * @self: (transfer full): a presence
 *
 * Makes it known that the database was closed: removes our file, and the folder when it is empty then.
 */
void
pursuit_presence_leave (PursuitPresence *self)
{
  if (self->fd >= 0)
    {
      g_autofree char *path = g_build_filename (self->folder, self->card.present.id, NULL);

      close (self->fd);
      unlink (path);
      if (rmdir (self->folder) != 0 && errno == ENOTEMPTY)
        pursuit_presence_tidy (self);
    }

  pursuit_card_clear (&self->card);
  g_hash_table_unref (self->others);
  g_free (self->db_path);
  g_free (self->db_name);
  g_free (self->folder);
  g_free (self->sentence);
  g_free (self);
}

/**
 * pursuit_presence_set_person:
 * @self: a presence
 * @person: the name of who is signed in
 *
 * Says who it is that has the database open; until then it is whoever is logged in to the computer.
 */
void
pursuit_presence_set_person (PursuitPresence *self,
                             const char      *person)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (self != NULL);

  clean = pursuit_card_clean (person);
  if (pursuit_set_str (&self->card.present.person, clean) && self->fd >= 0)
    write_card (self);
}

/* Tells that we are alive. Only while our lock is ours: a beat without it would look like broken locks. */
static gboolean
tell (PursuitPresence *self)
{
  if (self->fd >= 0)
    {
      int refusal = pursuit_presence_set_lock (self->fd, F_WRLCK, PURSUIT_PRESENCE_ALIVE_BYTE);

      if (refusal == EAGAIN || (refusal == 0 && write_card (self)))
        return TRUE;
      /* The server was restarted, or somebody cleaned up too well. */
      close (self->fd);
      self->fd = -1;
    }

  return enter (self);
}

static gboolean
is_due (PursuitPresence *self)
{
  gint64 now = pursuit_time_now ();

  /* The clock may have been set back. */
  return now < self->last_beat || now - self->last_beat >= PURSUIT_PRESENCE_BEAT * G_USEC_PER_SEC;
}

/**
 * pursuit_presence_beat:
 * @self: a presence
 * @error: return location
 *
 * Gives a sign of life and looks for those of others. To be called every second or so: it writes every 20 seconds, and reads
 * as often or when somebody comes or goes. When locks turn out not to hold, the store can only be read from then on.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when no sign of life could be given to others that are there; that is no reason to
 * stop.
 *
 * Returns: %TRUE when others know that we are here
 */
gboolean
pursuit_presence_beat (PursuitPresence  *self,
                       GError          **error)
{
  gboolean told = TRUE;
  int reason = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->is_onlooker && is_due (self))
    {
      told = tell (self);
      reason = errno;
      self->last_beat = pursuit_time_now ();
    }
  pursuit_presence_look_if_due (self);
  if (self->sentence != NULL && self->store != NULL)
    pursuit_store_set_read_only (self->store, self->sentence);
  if (!told)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("Others cannot see that “%s” is open here: %s."),
                 self->db_name, g_strerror (reason));

  return told;
}

/**
 * pursuit_presence_get_sharing:
 * @self: a presence
 *
 * Returns: what is known of whether several people can use the file
 */
PursuitSharing
pursuit_presence_get_sharing (PursuitPresence *self)
{
  g_return_val_if_fail (self != NULL, PURSUIT_SHARING_ALONE);

  return self->sharing;
}

/**
 * pursuit_presence_is_shared:
 * @self: a presence
 *
 * Returns: whether other computers can have the file open too
 */
gboolean
pursuit_presence_is_shared (PursuitPresence *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_shared;
}

/**
 * pursuit_presence_set_writing:
 * @self: a presence
 * @writing: whether we hold the database's write lock
 *
 * Lets those who wait know for whom, see pursuit_presence_dup_holder(). To be called after the lock was taken, and after
 * it was given back.
 */
void
pursuit_presence_set_writing (PursuitPresence *self,
                              gboolean         writing)
{
  if (self->fd >= 0)
    pursuit_presence_set_lock (self->fd, writing ? F_WRLCK : F_UNLCK, PURSUIT_PRESENCE_WRITING_BYTE);
}
