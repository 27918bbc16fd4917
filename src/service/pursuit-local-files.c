/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-local-files-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pursuit-error.h"

/*
 * PursuitLocalFiles keeps small texts of one person on this computer, a file for each key, so that neither a crash nor a
 * power cut takes them. Being sure of that takes some ten milliseconds a file: it is done on a thread of its own, never on
 * the one that draws. What is put twice before the disk got round to it is written once.
 */
struct _PursuitLocalFiles
{
  char *dir;
  GThread *thread;           /* begins with the first change */

  GMutex lock;
  GCond changed;
  GHashTable *waiting;       /* key -> Change */
  GQueue order;              /* of keys, borrowed from the table */
  gboolean is_writing;
  gboolean is_ending;
};

/* A file may be read by its person alone. */
#define FILE_MODE 0600
#define DIR_MODE 0700
#define SUFFIX ".json"
/* What is larger was not written by us. */
#define MOST_BYTES (4 * 1024 * 1024)

typedef struct
{
  char *content;             /* NULL to remove the file */
  GPtrArray *tasks;          /* told when it is on the disk */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->content);
  g_ptr_array_unref (change->tasks);
  g_free (change);
}

static char *
dup_path (PursuitLocalFiles *self,
          const char        *key)
{
  g_autofree char *name = g_strconcat (key, SUFFIX, NULL);

  return g_build_filename (self->dir, name, NULL);
}

static gboolean
write_file (PursuitLocalFiles  *self,
            const char         *path,
            const char         *content,
            GError            **error)
{
  g_autoptr(GError) local = NULL;

  if (g_mkdir_with_parents (self->dir, DIR_MODE) == 0 &&
      g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                FILE_MODE, &local))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("This cannot be kept on this computer: %s."),
               local != NULL ? local->message : g_strerror (errno));
  return FALSE;
}

static void
carry_out (PursuitLocalFiles *self,
           const char        *key,
           Change            *change)
{
  g_autofree char *path = dup_path (self, key);
  g_autoptr(GError) error = NULL;

  if (change->content == NULL)
    g_unlink (path);
  else
    write_file (self, path, change->content, &error);

  for (guint i = 0; i < change->tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (change->tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static gpointer
writer_thread (gpointer data)
{
  PursuitLocalFiles *self = data;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      g_autofree char *key = NULL;
      Change *change = NULL;

      while (g_queue_is_empty (&self->order) && !self->is_ending)
        g_cond_wait (&self->changed, &self->lock);
      if (g_queue_is_empty (&self->order))
        break;

      g_hash_table_steal_extended (self->waiting, g_queue_pop_head (&self->order), (gpointer *) &key, (gpointer *) &change);
      self->is_writing = TRUE;
      g_mutex_unlock (&self->lock);
      carry_out (self, key, change);
      change_free (change);
      g_mutex_lock (&self->lock);
      self->is_writing = FALSE;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/**
 * pursuit_local_files_new:
 * @dir: a folder, which need not exist yet
 *
 * Returns: (transfer full): the files in it
 */
PursuitLocalFiles *
pursuit_local_files_new (const char *dir)
{
  PursuitLocalFiles *self = g_new0 (PursuitLocalFiles, 1);

  self->dir = g_strdup (dir);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);
  g_queue_init (&self->order);

  return self;
}

/**
 * pursuit_local_files_free:
 * @self: (transfer full): files
 *
 * Writes what still waits.
 */
void
pursuit_local_files_free (PursuitLocalFiles *self)
{
  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);

  g_hash_table_unref (self->waiting);
  g_queue_clear (&self->order);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self->dir);
  g_free (self);
}

static void
add_change (PursuitLocalFiles *self,
            const char        *key,
            char              *content,
            GTask             *task)
{
  Change *change;

  g_mutex_lock (&self->lock);
  change = g_hash_table_lookup (self->waiting, key);
  if (change == NULL)
    {
      char *own_key = g_strdup (key);

      change = g_new0 (Change, 1);
      change->tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->waiting, own_key, change);
      g_queue_push_tail (&self->order, own_key);
    }
  g_free (change->content);
  change->content = content;
  if (task != NULL)
    g_ptr_array_add (change->tasks, task);
  if (self->thread == NULL)
    self->thread = g_thread_new ("pursuit-local", writer_thread, self);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/**
 * pursuit_local_files_put:
 * @self: files
 * @key: which one; letters and digits
 * @content: (transfer full): what it is to hold
 * @task: (nullable) (transfer full): returns %TRUE when it is on the disk, %PURSUIT_ERROR_STORAGE when it cannot be
 *
 * Writes a file in place of what it held.
 */
void
pursuit_local_files_put (PursuitLocalFiles *self,
                         const char        *key,
                         char              *content,
                         GTask             *task)
{
  g_return_if_fail (content != NULL);

  add_change (self, key, content, task);
}

/**
 * pursuit_local_files_remove:
 * @self: files
 * @key: which one, which need not exist
 *
 * Removes a file.
 */
void
pursuit_local_files_remove (PursuitLocalFiles *self,
                            const char        *key)
{
  add_change (self, key, NULL, NULL);
}

/**
 * pursuit_local_files_flush:
 * @self: files
 *
 * Waits until everything is on the disk.
 */
void
pursuit_local_files_flush (PursuitLocalFiles *self)
{
  g_mutex_lock (&self->lock);
  while (self->is_writing || !g_queue_is_empty (&self->order))
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static char *
read_file (const char *path)
{
  GStatBuf info;
  char *content = NULL;

  if (g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= MOST_BYTES)
    g_file_get_contents (path, &content, NULL, NULL);

  return content;
}

/**
 * pursuit_local_files_read:
 * @self: files
 *
 * Reads what an earlier session left. What cannot be read is set aside.
 *
 * Returns: (transfer full) (element-type utf8 utf8): contents by key
 */
GHashTable *
pursuit_local_files_read (PursuitLocalFiles *self)
{
  g_autoptr(GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);
      g_autofree char *key = NULL;
      char *content;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;

      key = g_strndup (name, strlen (name) - strlen (SUFFIX));
      content = read_file (path);
      if (content != NULL)
        g_hash_table_insert (contents, g_steal_pointer (&key), content);
      else if (g_file_test (path, G_FILE_TEST_EXISTS))
        pursuit_local_files_set_aside (self, key);
    }

  return g_steal_pointer (&contents);
}

/**
 * pursuit_local_files_set_aside:
 * @self: files
 * @key: which one
 *
 * Renames a file that says nothing to us, so that it is in nobody's way and somebody can still look at it.
 */
void
pursuit_local_files_set_aside (PursuitLocalFiles *self,
                               const char        *key)
{
  g_autofree char *path = dup_path (self, key);
  g_autofree char *aside = g_strconcat (path, ".bad", NULL);

  for (int i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.%d.bad", path, i);
    }
  if (g_rename (path, aside) != 0)
    g_debug ("%s stays where it is: %s", path, g_strerror (errno));
}

/**
 * pursuit_local_files_dup_key:
 * @first: what a file is about
 * @...: and further, ended by %NULL
 *
 * Returns: (transfer full): a key, safe as the name of a file whatever it is about
 */
char *
pursuit_local_files_dup_key (const char *first,
                             ...)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list args;

  va_start (args, first);
  for (const char *part = first; part != NULL; part = va_arg (args, const char *))
    g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
  va_end (args);

  return g_strndup (g_checksum_get_string (checksum), 40);
}
