/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-outbox-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pursuit-date.h"
#include "pursuit-local-files-private.h"

/*
 * PursuitOutbox holds the saves of one person on this computer that are not in the database yet, in the order in which
 * they were made. It belongs to the main thread; the files, one for each save, are written on a thread of their own.
 *
 * Each outbox numbers its saves under a client of its own, and as long as it lives it holds a lock on a file named after
 * that client. What a process left that ended, however it ended, is taken over by the next one that can get that lock; what
 * a living process has is left to it.
 */
struct _PursuitOutbox
{
  GObject parent_instance;

  char *dir;
  char *client;
  gint64 last_seq;
  gint64 last_made_at;
  PursuitLocalFiles *files;
  GHashTable *locks;      /* client -> descriptor */
  GPtrArray *entries;     /* of PursuitOutboxEntry, oldest first */
};

G_DEFINE_FINAL_TYPE (PursuitOutbox, pursuit_outbox, G_TYPE_OBJECT)

#define DIR_MODE 0700
#define FILE_MODE 0600
/* A key is the client, 32 hexadecimal digits, a dash and the number: names in order of time are a help to whoever looks. The
 * lock is the client and ".lock". */
#define CLIENT_LENGTH 32
#define KEY_FORMAT "%s-%08" G_GINT64_FORMAT

static guint changed_signal;

static void
entry_free (gpointer data)
{
  PursuitOutboxEntry *entry = data;

  g_free (entry->unsent.key);
  g_clear_pointer (&entry->unsent.save, pursuit_save_free);
  g_free (entry->unsent.sentence);
  g_clear_object (&entry->unsent.theirs);
  g_clear_object (&entry->task);
  g_free (entry);
}

static char *
dup_lock_path (PursuitOutbox *self,
               const char    *client)
{
  g_autofree char *name = g_strconcat (client, ".lock", NULL);

  return g_build_filename (self->dir, name, NULL);
}

/* Whoever had the lock before may have removed its file between our opening it and our locking it. */
static gboolean
is_still_there (int         fd,
                const char *path)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static int
open_lock (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 && is_still_there (fd, path))
    return fd;

  if (fd >= 0)
    close (fd);
  return -1;
}

/* Whether a client's saves are ours to send: they are our own, or whoever made them has ended. */
static gboolean
claim (PursuitOutbox *self,
       const char    *client)
{
  g_autofree char *path = NULL;
  int fd;

  if (g_hash_table_contains (self->locks, client))
    return TRUE;

  g_mkdir_with_parents (self->dir, DIR_MODE);
  path = dup_lock_path (self, client);
  fd = open_lock (path);
  if (fd < 0)
    return FALSE;

  g_hash_table_insert (self->locks, g_strdup (client), GINT_TO_POINTER (fd));
  return TRUE;
}

static gboolean
has_client (PursuitOutbox *self,
            const char    *client)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (((PursuitOutboxEntry *) g_ptr_array_index (self->entries, i))->unsent.save->client, client))
      return TRUE;

  return FALSE;
}

static void
release_locks (PursuitOutbox *self)
{
  GHashTableIter iter;
  gpointer client, fd;

  g_hash_table_iter_init (&iter, self->locks);
  while (g_hash_table_iter_next (&iter, &client, &fd))
    {
      g_autofree char *path = dup_lock_path (self, client);

      /* Removed while it is still held: nobody can be about to take it over. */
      if (!has_client (self, client))
        g_unlink (path);
      close (GPOINTER_TO_INT (fd));
    }
}

static void
pursuit_outbox_finalize (GObject *object)
{
  PursuitOutbox *self = PURSUIT_OUTBOX (object);

  g_clear_pointer (&self->files, pursuit_local_files_free);
  release_locks (self);
  g_hash_table_unref (self->locks);
  g_ptr_array_unref (self->entries);
  g_free (self->client);
  g_free (self->dir);

  G_OBJECT_CLASS (pursuit_outbox_parent_class)->finalize (object);
}

static void
pursuit_outbox_class_init (PursuitOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_outbox_finalize;

  /**
   * PursuitOutbox::changed:
   *
   * A save was added, sent, held or given up.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pursuit_outbox_init (PursuitOutbox *self)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto(GStrv) parts = g_strsplit (uuid, "-", -1);

  self->client = g_strjoinv (NULL, parts);
  self->locks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

static void
tell_changed (PursuitOutbox *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* The client in the name of a file, NULL when it is not one of ours. */
static char *
dup_client (const char *name)
{
  if (strlen (name) <= CLIENT_LENGTH || strchr ("-.", name[CLIENT_LENGTH]) == NULL || strspn (name, "0123456789abcdef") != CLIENT_LENGTH)
    return NULL;

  return g_strndup (name, CLIENT_LENGTH);
}

/* Taken over before the files are read: until then their owner may still send them, and remove them. A lock alone, of a process
 * that was killed after its last save was done, goes with ours. */
static void
claim_what_is_left (PursuitOutbox *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *client = dup_client (name);

      if (client != NULL)
        claim (self, client);
    }
}

static void
take_over (PursuitOutbox *self,
           const char    *key,
           const char    *json)
{
  PursuitOutboxEntry *entry = g_new0 (PursuitOutboxEntry, 1);
  g_autofree char *right_key = NULL;

  if (pursuit_unsent_from_json (&entry->unsent, json))
    right_key = g_strdup_printf (KEY_FORMAT, entry->unsent.save->client, entry->unsent.save->seq);
  if (g_strcmp0 (key, right_key) != 0)
    {
      entry_free (entry);
      pursuit_local_files_set_aside (self->files, key);
      return;
    }

  entry->unsent.key = g_steal_pointer (&right_key);
  entry->is_kept = TRUE;
  self->last_made_at = MAX (self->last_made_at, entry->unsent.save->made_at);
  /* Perhaps it is the right person who sits here now. */
  if (entry->unsent.code == PURSUIT_ERROR_DENIED)
    entry->unsent.state = PURSUIT_UNSENT_WAITING;
  g_ptr_array_add (self->entries, entry);
}

static int
by_time (gconstpointer a,
         gconstpointer b)
{
  const PursuitSave *first = (*(PursuitOutboxEntry *const *) a)->unsent.save;
  const PursuitSave *second = (*(PursuitOutboxEntry *const *) b)->unsent.save;

  if (first->made_at != second->made_at)
    return first->made_at < second->made_at ? -1 : 1;

  return first->seq < second->seq ? -1 : first->seq > second->seq;
}

static void
read_entries (PursuitOutbox *self)
{
  g_autoptr(GHashTable) contents = NULL;
  GHashTableIter iter;
  gpointer key, json;

  claim_what_is_left (self);
  contents = pursuit_local_files_read (self->files);
  g_hash_table_iter_init (&iter, contents);
  while (g_hash_table_iter_next (&iter, &key, &json))
    {
      g_autofree char *client = dup_client (key);

      if (client == NULL)
        pursuit_local_files_set_aside (self->files, key);
      else if (g_hash_table_contains (self->locks, client))
        take_over (self, key, json);
    }
  g_ptr_array_sort (self->entries, by_time);
}

/**
 * pursuit_outbox_new:
 * @dir: a folder of this computer, which need not exist yet
 *
 * Takes over what ended sessions left in @dir; what cannot be read is set aside there, never deleted.
 *
 * Returns: (transfer full): the outbox
 */
PursuitOutbox *
pursuit_outbox_new (const char *dir)
{
  PursuitOutbox *self = g_object_new (PURSUIT_TYPE_OUTBOX, NULL);

  self->dir = g_strdup (dir);
  self->files = pursuit_local_files_new (dir);
  read_entries (self);

  return self;
}

/* The first try of a save that somebody waits for is not unsent yet. */
static gboolean
is_unsent (const PursuitOutboxEntry *entry)
{
  return entry->task == NULL;
}

/**
 * pursuit_outbox_list:
 * @self: an outbox
 *
 * Returns: (transfer container) (element-type PursuitUnsent): what is unsent, oldest first; the elements are lent until the
 *   outbox changes
 */
GPtrArray *
pursuit_outbox_list (PursuitOutbox *self)
{
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (PURSUIT_IS_OUTBOX (self), list);

  for (guint i = 0; i < self->entries->len; i++)
    if (is_unsent (g_ptr_array_index (self->entries, i)))
      g_ptr_array_add (list, g_ptr_array_index (self->entries, i));

  return list;
}

/**
 * pursuit_outbox_find:
 * @self: an outbox
 * @key: a key
 *
 * Returns: (nullable): the unsent save, lent until the outbox changes; %NULL when it was sent or given up
 */
const PursuitUnsent *
pursuit_outbox_find (PursuitOutbox *self,
                     const char    *key)
{
  PursuitOutboxEntry *entry = pursuit_outbox_get_entry (self, key);

  return entry != NULL ? &entry->unsent : NULL;
}

/**
 * pursuit_outbox_count:
 * @self: an outbox
 *
 * Returns: how many saves are unsent
 */
guint
pursuit_outbox_count (PursuitOutbox *self)
{
  guint n = 0;

  g_return_val_if_fail (PURSUIT_IS_OUTBOX (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += is_unsent (g_ptr_array_index (self->entries, i));

  return n;
}

/**
 * pursuit_outbox_count_held:
 * @self: an outbox
 *
 * Returns: how many of them wait for a person
 */
guint
pursuit_outbox_count_held (PursuitOutbox *self)
{
  guint n = 0;

  g_return_val_if_fail (PURSUIT_IS_OUTBOX (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += ((PursuitOutboxEntry *) g_ptr_array_index (self->entries, i))->unsent.state == PURSUIT_UNSENT_HELD;

  return n;
}

/**
 * pursuit_outbox_flush:
 * @self: an outbox
 *
 * Waits until everything is on the disk, for whoever is about to end the program.
 */
void
pursuit_outbox_flush (PursuitOutbox *self)
{
  g_return_if_fail (PURSUIT_IS_OUTBOX (self));

  pursuit_local_files_flush (self->files);
}

/* Gives a save its number, and notes who meant it and when. */
void
pursuit_outbox_stamp (PursuitOutbox *self,
                      PursuitSave   *save,
                      gint64         actor_id,
                      const char    *actor)
{
  g_free (save->client);
  g_free (save->actor);
  save->client = g_strdup (self->client);
  save->seq = ++self->last_seq;
  /* The order of two saves must not depend on a clock that was set back. */
  save->made_at = self->last_made_at = MAX (pursuit_time_now (), self->last_made_at + 1);
  save->actor_id = actor_id;
  save->actor = g_strdup (actor);
}

/* Takes a stamped save and, if somebody waits for it, the task to tell; the entry is lent. */
PursuitOutboxEntry *
pursuit_outbox_add (PursuitOutbox *self,
                    PursuitSave   *save,
                    GTask         *task)
{
  PursuitOutboxEntry *entry = g_new0 (PursuitOutboxEntry, 1);

  entry->unsent.key = g_strdup_printf (KEY_FORMAT, save->client, save->seq);
  entry->unsent.save = save;
  entry->task = task;
  g_ptr_array_add (self->entries, entry);

  return entry;
}

/* Writes a save into a file; @task is told when it is there. */
void
pursuit_outbox_keep (PursuitOutbox      *self,
                     PursuitOutboxEntry *entry,
                     GTask              *task)
{
  claim (self, entry->unsent.save->client);
  entry->is_kept = TRUE;
  pursuit_local_files_put (self->files, entry->unsent.key, pursuit_unsent_to_json (&entry->unsent), task);
  tell_changed (self);
}

/* A person has to look at it. */
void
pursuit_outbox_hold (PursuitOutbox      *self,
                     PursuitOutboxEntry *entry,
                     const GError       *error,
                     PursuitRecord      *theirs)
{
  entry->unsent.state = PURSUIT_UNSENT_HELD;
  entry->unsent.code = error->domain == PURSUIT_ERROR ? (PursuitError) error->code : PURSUIT_ERROR_STORAGE;
  g_free (entry->unsent.sentence);
  entry->unsent.sentence = g_strdup (error->message);
  g_set_object (&entry->unsent.theirs, theirs);
  pursuit_outbox_keep (self, entry, NULL);
}

/* A person has looked at it: it is to be sent after all. */
void
pursuit_outbox_release (PursuitOutbox      *self,
                        PursuitOutboxEntry *entry)
{
  entry->unsent.state = PURSUIT_UNSENT_WAITING;
  g_clear_pointer (&entry->unsent.sentence, g_free);
  g_clear_object (&entry->unsent.theirs);
  pursuit_outbox_keep (self, entry, NULL);
}

/* It is in the database, or was given up. */
void
pursuit_outbox_remove (PursuitOutbox      *self,
                       PursuitOutboxEntry *entry)
{
  if (entry->is_kept)
    pursuit_local_files_remove (self->files, entry->unsent.key);
  g_ptr_array_remove (self->entries, entry);
  tell_changed (self);
}

PursuitOutboxEntry *
pursuit_outbox_get_entry (PursuitOutbox *self,
                          const char    *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      PursuitOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->unsent.key, key))
        return entry;
    }

  return NULL;
}

/* Lets a new save begin where those of the same record that are on their way will have left it; TRUE when one of them waits, so
 * that the new one has to wait as well. */
gboolean
pursuit_outbox_follow (PursuitOutbox *self,
                       PursuitSave   *save)
{
  gboolean is_behind = FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      PursuitOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->unsent.state == PURSUIT_UNSENT_HELD || !pursuit_save_is_about (entry->unsent.save, save))
        continue;
      pursuit_save_follow (save, entry->unsent.save);
      is_behind |= entry->task == NULL;
    }

  return is_behind;
}

static gboolean
has_earlier (PursuitOutbox *self,
             guint          position)
{
  const PursuitSave *save = ((PursuitOutboxEntry *) g_ptr_array_index (self->entries, position))->unsent.save;

  for (guint i = 0; i < position; i++)
    {
      PursuitOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->unsent.state != PURSUIT_UNSENT_HELD && pursuit_save_is_about (entry->unsent.save, save))
        return TRUE;
    }

  return FALSE;
}

/* The oldest save that can be sent: nothing about the same record is on its way before it. */
PursuitOutboxEntry *
pursuit_outbox_get_next (PursuitOutbox *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      PursuitOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->unsent.state == PURSUIT_UNSENT_WAITING && !entry->is_being_kept && !has_earlier (self, i))
        return entry;
    }

  return NULL;
}

/* Calls @func for each save that is on its way, oldest first; it may remove that one. */
void
pursuit_outbox_foreach (PursuitOutbox     *self,
                        PursuitOutboxFunc  func,
                        gpointer           data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_copy (self->entries, NULL, NULL);

  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    func (data, g_ptr_array_index (entries, i));
}

gboolean
pursuit_outbox_is_sending (PursuitOutbox *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((PursuitOutboxEntry *) g_ptr_array_index (self->entries, i))->unsent.state == PURSUIT_UNSENT_SENDING)
      return TRUE;

  return FALSE;
}

/* The program is about to end: whatever is still on its way must be on the disk. */
void
pursuit_outbox_keep_all (PursuitOutbox *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      PursuitOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->is_kept)
        pursuit_outbox_keep (self, entry, NULL);
    }
  pursuit_local_files_flush (self->files);
}
