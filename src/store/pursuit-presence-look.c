/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-presence-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "pursuit-date.h"

/* Looking at the others. Their files are written by whoever can write to the folder: links are not followed, nothing is
 * waited for, nothing large is read, and what is not called like a presence file is left alone. */

/* More than any team; the folder may hold anything. */
#define MOST_OTHERS 200
/* Newcomers sign in just after they opened the file: their name is asked for soon again. */
#define SOON 2
/* The time of a folder moves in steps: what came just after a look may have left it as it was. */
#define SETTLING_US G_USEC_PER_SEC
#define MOST_NAMED 4

typedef enum
{
  LOCK_FREE,
  LOCK_HELD,
  LOCK_UNKNOWN,
} LockState;

void
pursuit_other_free (PursuitOther *self)
{
  pursuit_card_clear (&self->card);
  g_free (self);
}

/* Returns somebody's file, -1 when that is none. */
int
pursuit_presence_open_other (int          folder_fd,
                             const char  *name,
                             struct stat *out_info)
{
  int fd = openat (folder_fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    return -1;
  if (fstat (fd, out_info) == 0 && S_ISREG (out_info->st_mode) && out_info->st_size <= PURSUIT_CARD_SIZE)
    return fd;

  close (fd);
  return -1;
}

/* With a read lock, so that two who try do not see one another; it goes with the descriptor. */
static LockState
try_lock (int   fd,
          off_t byte)
{
  int refusal = pursuit_presence_set_lock (fd, F_RDLCK, byte);

  if (refusal == EAGAIN)
    return LOCK_HELD;

  return refusal == 0 ? LOCK_FREE : LOCK_UNKNOWN;
}

/* By the clock of whoever keeps the folder, which wrote both times: those of two computers may be a day apart. */
static gint64
measure_age (PursuitPresence   *self,
             const struct stat *info)
{
  gint64 now = self->last_write != 0 ? self->last_write : g_get_real_time () / G_USEC_PER_SEC;

  return MAX (now - info->st_mtim.tv_sec, 0);
}

static void
break_off (PursuitPresence *self,
           char            *sentence)
{
  self->sharing = PURSUIT_SHARING_BROKEN;
  g_free (self->sentence);
  self->sentence = sentence;
}

/* Somebody who does not see it at all hears it from us. */
static void
raise_alarm (PursuitPresence *self,
             int              folder_fd,
             PursuitOther    *other)
{
  g_autofree char *title = pursuit_present_dup_title (&other->card.present);
  int fd = openat (folder_fd, PURSUIT_PRESENCE_MARKER, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);

  if (fd >= 0)
    close (fd);
  /* Translators: a file, a person with a computer */
  break_off (self, g_strdup_printf (_("“%1$s” can only be read now: locks do not hold between this computer and %2$s, so one"
                                      " could overwrite what the other saves. The administrator must look at how the"
                                      " folder is connected."), self->db_name, title));
}

/* The lock is free: its owner crashed, or we cannot see that it is held. Returns whether to keep an eye on it. */
static gboolean
judge_free (PursuitPresence *self,
            int              folder_fd,
            PursuitOther    *other,
            gint64           age)
{
  const PursuitOther *was = g_hash_table_lookup (self->others, other->card.present.id);
  gboolean is_elsewhere = g_strcmp0 (other->card.place, self->card.place) != 0;

  other->was_free = TRUE;
  if (self->is_onlooker)
    return age <= PURSUIT_PRESENCE_GONE;
  if (!is_elsewhere || age > PURSUIT_PRESENCE_GONE)
    {
      unlinkat (folder_fd, other->card.present.id, 0);
      return FALSE;
    }
  if (was != NULL && was->was_free && was->card.beat != other->card.beat && self->sharing != PURSUIT_SHARING_BROKEN)
    raise_alarm (self, folder_fd, other);

  return TRUE;
}

static void
judge_held (PursuitPresence *self,
            PursuitOther    *other)
{
  other->card.present.is_alive = TRUE;
  /* Two programs of one computer see each other's locks even where nobody else does. */
  if (self->sharing != PURSUIT_SHARING_BROKEN &&
      (!self->is_shared || g_strcmp0 (other->card.place, self->card.place) != 0))
    self->sharing = PURSUIT_SHARING_PROVEN;
}

/* Reads before it tries the lock: an empty file is one whose owner has not taken its lock yet, and must be let. */
static PursuitOther *
examine (PursuitPresence *self,
         int              folder_fd,
         const char      *name,
         int              fd,
         gint64           age)
{
  g_autofree char *bytes = g_malloc (PURSUIT_CARD_SIZE);
  gssize length = pread (fd, bytes, PURSUIT_CARD_SIZE, 0);
  PursuitOther *other;
  gboolean keep = TRUE;

  if (length <= 0 && age <= PURSUIT_PRESENCE_GONE)
    return NULL;

  other = g_new0 (PursuitOther, 1);
  if (length <= 0 || !pursuit_card_read (&other->card, bytes, (gsize) length))
    {
      pursuit_card_clear (&other->card);
      pursuit_card_read (&other->card, "{}", 2);
    }
  other->card.present.id = g_strdup (name);
  other->card.present.last_seen = pursuit_time_now () - age * G_USEC_PER_SEC;

  switch (try_lock (fd, PURSUIT_PRESENCE_ALIVE_BYTE))
    {
    case LOCK_HELD:
      judge_held (self, other);
      break;
    case LOCK_FREE:
      keep = judge_free (self, folder_fd, other, age);
      break;
    case LOCK_UNKNOWN:
    default:
      break;
    }
  if (keep)
    return other;

  pursuit_other_free (other);
  return NULL;
}

static void
look_at (PursuitPresence *self,
         int              folder_fd,
         const char      *name,
         GHashTable      *found)
{
  struct stat info;
  int fd = pursuit_presence_open_other (folder_fd, name, &info);
  PursuitOther *other;

  if (fd < 0)
    return;

  other = examine (self, folder_fd, name, fd, measure_age (self, &info));
  if (other != NULL)
    {
      if (!g_hash_table_contains (self->others, name))
        self->next_look = pursuit_time_now () + SOON * G_USEC_PER_SEC;
      g_hash_table_insert (found, other->card.present.id, other);
    }
  close (fd);
}

static GHashTable *
look_into (PursuitPresence *self,
           DIR             *folder,
           gboolean        *out_marked)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pursuit_other_free);
  struct dirent *entry;

  while ((entry = readdir (folder)) != NULL && g_hash_table_size (found) < MOST_OTHERS)
    {
      if (g_str_equal (entry->d_name, PURSUIT_PRESENCE_MARKER))
        *out_marked = TRUE;
      else if (g_uuid_string_is_valid (entry->d_name) && !g_str_equal (entry->d_name, self->card.present.id))
        look_at (self, dirfd (folder), entry->d_name, found);
    }

  return found;
}

/* A marker holds as long as somebody is there to be overwritten. */
static void
heed_marker (PursuitPresence *self,
             int              folder_fd)
{
  if (g_hash_table_size (self->others) == 0)
    {
      if (!self->is_onlooker && self->sharing != PURSUIT_SHARING_BROKEN)
        unlinkat (folder_fd, PURSUIT_PRESENCE_MARKER, 0);
    }
  else if (self->sharing != PURSUIT_SHARING_BROKEN)
    break_off (self, g_strdup_printf (_("“%s” can only be read now: another computer found that locks do not hold between it"
                                        " and this one, so one could overwrite what the other saves. The administrator"
                                        " must look at how the folder is connected."), self->db_name));
}

static void
settle (PursuitPresence *self)
{
  if (self->sharing == PURSUIT_SHARING_ALONE && g_hash_table_size (self->others) > 0)
    self->sharing = PURSUIT_SHARING_UNPROVEN;
  else if (self->sharing == PURSUIT_SHARING_UNPROVEN && g_hash_table_size (self->others) == 0)
    self->sharing = PURSUIT_SHARING_ALONE;
}

/* Before the look: whoever comes meanwhile makes it change again. */
static void
note_change (PursuitPresence *self,
             int              folder_fd)
{
  struct stat info;

  self->settles_at = 0;
  if (fstat (folder_fd, &info) != 0)
    return;

  if (info.st_mtim.tv_sec != self->folder_changed.tv_sec || info.st_mtim.tv_nsec != self->folder_changed.tv_nsec)
    self->settles_at = g_get_monotonic_time () + SETTLING_US;
  self->folder_changed = info.st_mtim;
}

/* Looks at everybody's file, once. */
void
pursuit_presence_look (PursuitPresence *self)
{
  int folder_fd = pursuit_presence_open_folder (self);
  DIR *folder = folder_fd >= 0 ? fdopendir (folder_fd) : NULL;
  GHashTable *found;
  gboolean marked = FALSE;

  self->next_look = pursuit_time_now () + PURSUIT_PRESENCE_BEAT * G_USEC_PER_SEC;
  if (folder == NULL)
    {
      if (folder_fd >= 0)
        close (folder_fd);
      self->settles_at = 0;
      g_hash_table_remove_all (self->others);
      settle (self);
      return;
    }

  note_change (self, folder_fd);
  found = look_into (self, folder, &marked);
  g_hash_table_unref (self->others);
  self->others = found;
  settle (self);
  if (marked)
    heed_marker (self, folder_fd);
  closedir (folder);
}

static gboolean
has_changed (PursuitPresence *self)
{
  struct stat info;

  if (self->settles_at != 0 && g_get_monotonic_time () >= self->settles_at)
    return TRUE;

  return stat (self->folder, &info) == 0 && (info.st_mtim.tv_sec != self->folder_changed.tv_sec ||
                                             info.st_mtim.tv_nsec != self->folder_changed.tv_nsec);
}

/* One question to the folder in between: it says whether somebody came or went. */
void
pursuit_presence_look_if_due (PursuitPresence *self)
{
  gint64 now = pursuit_time_now ();

  if (now >= self->next_look || now < self->next_look - PURSUIT_PRESENCE_BEAT * G_USEC_PER_SEC || has_changed (self))
    pursuit_presence_look (self);
}

/* The last one to leave takes the marker along; whoever crashed left files that are looked at first. */
void
pursuit_presence_tidy (PursuitPresence *self)
{
  g_autofree char *marker = g_build_filename (self->folder, PURSUIT_PRESENCE_MARKER, NULL);

  pursuit_presence_look (self);
  if (g_hash_table_size (self->others) > 0)
    return;
  unlink (marker);
  if (rmdir (self->folder) != 0)
    g_debug ("%s is not empty", self->folder);
}

static int
by_since (gconstpointer a,
          gconstpointer b)
{
  const PursuitPresent *left = *(PursuitPresent *const *) a;
  const PursuitPresent *right = *(PursuitPresent *const *) b;

  if (left->is_me != right->is_me)
    return left->is_me ? -1 : 1;
  if (left->since != right->since)
    return left->since < right->since ? -1 : 1;

  return g_strcmp0 (left->id, right->id);
}

/**
 * pursuit_presence_list:
 * @self: a presence
 *
 * Returns: (transfer full) (element-type PursuitPresent): who has the database open, as of the last
 *   pursuit_presence_beat(): this opening first, then the others, the longest there first
 */
GPtrArray *
pursuit_presence_list (PursuitPresence *self)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_present_free);
  GHashTableIter iter;
  PursuitOther *other;

  g_return_val_if_fail (self != NULL, people);

  if (self->fd >= 0)
    {
      self->card.present.last_seen = self->last_beat;
      g_ptr_array_add (people, pursuit_present_copy (&self->card.present));
    }
  g_hash_table_iter_init (&iter, self->others);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &other))
    g_ptr_array_add (people, pursuit_present_copy (&other->card.present));
  g_ptr_array_sort (people, by_since);

  return people;
}

/**
 * pursuit_presence_dup_others:
 * @self: a presence
 *
 * Names everybody else who has the database open, or had until a moment ago.
 *
 * Returns: (transfer full) (nullable): for a sentence: "Li Na (SALES-07), Wang Wei (SALES-03)"; %NULL when there is nobody
 */
char *
pursuit_presence_dup_others (PursuitPresence *self)
{
  g_autoptr(GPtrArray) people = pursuit_presence_list (self);
  g_autoptr(GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const PursuitPresent *present = g_ptr_array_index (people, i);
      g_autofree char *title = pursuit_present_dup_title (present);

      if (present->is_me)
        continue;
      if (n == MOST_NAMED)
        {
          g_string_append (names, "…");
          break;
        }
      if (n++ > 0)
        /* Translators: stands between the names of several people */
        g_string_append (names, _(", "));
      g_string_append (names, title);
    }

  return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/**
 * pursuit_presence_dup_holder:
 * @self: a presence
 *
 * Finds out who is saving just now, for whoever waits. The answer is that of this moment, from the holder's own mark: also
 * when the holder's computer was cut off while saving, and cannot say so itself.
 *
 * Returns: (transfer full) (nullable): that person, "Li Na (SALES-07)"; %NULL when nobody says so
 */
char *
pursuit_presence_dup_holder (PursuitPresence *self)
{
  g_autoptr(GPtrArray) people = NULL;
  char *holder = NULL;
  int folder_fd;

  g_return_val_if_fail (self != NULL, NULL);

  pursuit_presence_look (self);
  people = pursuit_presence_list (self);
  folder_fd = pursuit_presence_open_folder (self);
  for (guint i = 0; folder_fd >= 0 && holder == NULL && i < people->len; i++)
    {
      const PursuitPresent *present = g_ptr_array_index (people, i);
      struct stat info;
      int fd = present->is_me ? -1 : pursuit_presence_open_other (folder_fd, present->id, &info);

      if (fd < 0)
        continue;
      if (try_lock (fd, PURSUIT_PRESENCE_WRITING_BYTE) == LOCK_HELD)
        holder = pursuit_present_dup_title (present);
      close (fd);
    }
  if (folder_fd >= 0)
    close (folder_fd);

  return holder;
}
