/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A power cut at any moment. The VFS "power" passes everything on, and keeps a log of what reaches the disk: writes,
 * truncations, files made and removed, and what was synchronised. Afterwards power_vfs_cut() answers what the disk might
 * hold, had the power gone after the first n of these calls:
 *
 *  - what was synchronised is there;
 *  - of each later write every sector of 512 bytes is there or not, at random: writes are torn and out of order;
 *  - a later truncation happened or not;
 *  - of files made or removed since their folder was last synchronised a random number happened, in order; to synchronise
 *    a new file for the first time synchronises its folder (as the unix VFS does).
 *
 * That the model has teeth is shown by a disk that lies about synchronising: power_vfs_lie().
 */

#include "power-vfs.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

typedef enum
{
  CALL_WRITE,
  CALL_TRUNCATE,
  CALL_SYNC,
  CALL_MAKE,
  CALL_REMOVE,
  CALL_SYNC_FOLDER,
} CallKind;

typedef struct
{
  CallKind kind;
  gboolean of_journal;
  gint64 offset;        /* of a write; the new size for a truncation */
  GBytes *data;
  guint acknowledged;   /* how many uses had been acknowledged before the call */
} Call;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  gboolean of_journal;
  gboolean is_logged;
} PowerFile;

/* One log for the process: one database is looked at at a time. */
static struct
{
  char *path;
  char *journal_path;
  GByteArray *fresh;
  GArray *calls;
  guint acknowledged;
  gboolean lies;
} power;

static inline sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((PowerFile *) file)->real;
}

static void
clear_call (gpointer data)
{
  g_clear_pointer (&((Call *) data)->data, g_bytes_unref);
}

static void
note (CallKind    kind,
      gboolean    of_journal,
      gint64      offset,
      const void *bytes,
      gsize       length)
{
  Call call = { kind, of_journal, offset, bytes != NULL ? g_bytes_new (bytes, length) : NULL, power.acknowledged };

  if (power.calls != NULL)
    g_array_append_val (power.calls, call);
}

static void
note_of (sqlite3_file *file,
         CallKind      kind,
         gint64        offset,
         const void   *bytes,
         gsize         length)
{
  PowerFile *self = (PowerFile *) file;

  if (self->is_logged)
    note (kind, self->of_journal, offset, bytes, length);
}

/* A file */

static int
power_close (sqlite3_file *file)
{
  return real_file (file)->pMethods->xClose (real_file (file));
}

static int
power_read (sqlite3_file  *file,
            void          *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  return real_file (file)->pMethods->xRead (real_file (file), buffer, amount, offset);
}

static int
power_write (sqlite3_file  *file,
             const void    *buffer,
             int            amount,
             sqlite3_int64  offset)
{
  note_of (file, CALL_WRITE, offset, buffer, (gsize) amount);

  return real_file (file)->pMethods->xWrite (real_file (file), buffer, amount, offset);
}

static int
power_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  note_of (file, CALL_TRUNCATE, size, NULL, 0);

  return real_file (file)->pMethods->xTruncate (real_file (file), size);
}

/* Nothing is synchronised for real: the log decides what is there after the cut. */
static int
power_sync (sqlite3_file *file,
            int           flags)
{
  if (!power.lies)
    note_of (file, CALL_SYNC, 0, NULL, 0);

  return SQLITE_OK;
}

static int
power_file_size (sqlite3_file  *file,
                 sqlite3_int64 *out_size)
{
  return real_file (file)->pMethods->xFileSize (real_file (file), out_size);
}

static int
power_lock (sqlite3_file *file,
            int           level)
{
  return real_file (file)->pMethods->xLock (real_file (file), level);
}

static int
power_unlock (sqlite3_file *file,
              int           level)
{
  return real_file (file)->pMethods->xUnlock (real_file (file), level);
}

static int
power_check_reserved_lock (sqlite3_file *file,
                           int          *out_reserved)
{
  return real_file (file)->pMethods->xCheckReservedLock (real_file (file), out_reserved);
}

static int
power_file_control (sqlite3_file *file,
                    int           op,
                    void         *arg)
{
  return real_file (file)->pMethods->xFileControl (real_file (file), op, arg);
}

static int
power_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

/* The disk promises nothing. */
static int
power_device_characteristics (sqlite3_file *file)
{
  return 0;
}

static const sqlite3_io_methods power_methods = {
  .iVersion = 1,
  .xClose = power_close,
  .xRead = power_read,
  .xWrite = power_write,
  .xTruncate = power_truncate,
  .xSync = power_sync,
  .xFileSize = power_file_size,
  .xLock = power_lock,
  .xUnlock = power_unlock,
  .xCheckReservedLock = power_check_reserved_lock,
  .xFileControl = power_file_control,
  .xSectorSize = power_sector_size,
  .xDeviceCharacteristics = power_device_characteristics,
};

/* The file system */

static int
power_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  sqlite3_vfs *base = vfs->pAppData;
  PowerFile *self = (PowerFile *) file;
  gboolean was_there = name != NULL && g_file_test (name, G_FILE_TEST_EXISTS);
  int rc;

  memset (self, 0, (gsize) vfs->szOsFile);
  self->real = (sqlite3_file *) (self + 1);
  rc = base->xOpen (base, name, self->real, flags, out_flags);
  if (rc != SQLITE_OK)
    return rc;

  self->base.pMethods = &power_methods;
  self->of_journal = g_strcmp0 (name, power.journal_path) == 0;
  self->is_logged = name != NULL && (self->of_journal || g_strcmp0 (name, power.path) == 0);
  if (!was_there)
    note_of (file, CALL_MAKE, 0, NULL, 0);

  return SQLITE_OK;
}

static int
power_delete (sqlite3_vfs *vfs,
              const char  *name,
              int          sync_dir)
{
  sqlite3_vfs *base = vfs->pAppData;

  if (g_strcmp0 (name, power.journal_path) == 0)
    {
      note (CALL_REMOVE, TRUE, 0, NULL, 0);
      if (sync_dir && !power.lies)
        note (CALL_SYNC_FOLDER, TRUE, 0, NULL, 0);
    }

  return base->xDelete (base, name, FALSE);
}

/**
 * power_vfs_register:
 * @base: the VFS to build on, already registered
 *
 * Makes %POWER_VFS known to SQLite. Call it once.
 */
void
power_vfs_register (const char *base)
{
  static sqlite3_vfs power_vfs;
  sqlite3_vfs *base_vfs = sqlite3_vfs_find (base);

  g_assert_nonnull (base_vfs);
  power_vfs = *base_vfs;
  power_vfs.pNext = NULL;
  power_vfs.zName = POWER_VFS;
  power_vfs.szOsFile = (int) sizeof (PowerFile) + base_vfs->szOsFile;
  power_vfs.pAppData = base_vfs;
  power_vfs.xOpen = power_open;
  power_vfs.xDelete = power_delete;
  g_assert_cmpint (sqlite3_vfs_register (&power_vfs, FALSE), ==, SQLITE_OK);
}

/**
 * power_vfs_begin:
 * @path: a database that is closed, and has no journal
 *
 * Begins a new log; the file as it is counts as synchronised.
 */
void
power_vfs_begin (const char *path)
{
  char *content;
  gsize length;

  power_vfs_end ();
  g_clear_pointer (&power.calls, g_array_unref);
  g_clear_pointer (&power.fresh, g_byte_array_unref);
  g_free (power.path);
  g_free (power.journal_path);

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  power.fresh = g_byte_array_new_take ((guint8 *) content, length);
  power.path = g_strdup (path);
  power.journal_path = g_strconcat (path, "-journal", NULL);
  power.calls = g_array_new (FALSE, FALSE, sizeof (Call));
  g_array_set_clear_func (power.calls, clear_call);
  power.acknowledged = 0;
}

/**
 * power_vfs_acknowledge:
 *
 * Notes that somebody was told that what they asked for is done: it must survive every cut from here on.
 */
void
power_vfs_acknowledge (void)
{
  power.acknowledged++;
}

/**
 * power_vfs_end:
 *
 * Ends the log; files that are opened later are not looked at.
 *
 * Returns: how many calls it has
 */
guint
power_vfs_end (void)
{
  if (power.path != NULL)
    *power.path = *power.journal_path = '\0';

  return power.calls != NULL ? power.calls->len : 0;
}

/**
 * power_vfs_get_fresh:
 *
 * Returns: the database as it was when the log was begun, lent
 */
GByteArray *
power_vfs_get_fresh (void)
{
  return power.fresh;
}

/**
 * power_vfs_lie:
 * @lie: whether the disk says that it has synchronised when it has not
 */
void
power_vfs_lie (gboolean lie)
{
  power.lies = lie;
}

static const Call *
get_call (guint index)
{
  return &g_array_index (power.calls, Call, index);
}

/**
 * power_vfs_get_acknowledged:
 * @n_calls: how many calls came before the cut
 *
 * Returns: how many uses had been acknowledged by then
 */
guint
power_vfs_get_acknowledged (guint n_calls)
{
  return n_calls < power.calls->len ? get_call (n_calls)->acknowledged : power.acknowledged;
}

/* Whether the call synchronises the folder: told to, or as the first of its kind for a new file. */
static gboolean
syncs_folder (guint index)
{
  const Call *call = get_call (index);

  if (call->kind == CALL_SYNC_FOLDER)
    return TRUE;
  if (call->kind != CALL_SYNC)
    return FALSE;

  for (guint i = index; i > 0; i--)
    {
      const Call *earlier = get_call (i - 1);

      if (earlier->of_journal != call->of_journal)
        continue;
      if (earlier->kind == CALL_SYNC)
        return FALSE;
      if (earlier->kind == CALL_MAKE)
        return TRUE;
    }

  return FALSE;
}

/* The call that made the journal that the name stands for after the cut; -1 when there is none. Every call until @safe is
 * synchronised in the folder, and @n_lucky of those after it happened as well. */
static int
find_journal (guint n_calls,
              guint safe,
              guint n_lucky)
{
  int made = -1;

  for (guint i = 0; i < n_calls; i++)
    {
      CallKind kind = get_call (i)->kind;

      if (kind != CALL_MAKE && kind != CALL_REMOVE)
        continue;
      if (i >= safe)
        {
          if (n_lucky == 0)
            break;
          n_lucky--;
        }
      made = kind == CALL_MAKE ? (int) i : -1;
    }

  return made;
}

static void
put (GByteArray   *content,
     gint64        offset,
     const guint8 *bytes,
     gsize         length)
{
  guint end = (guint) offset + (guint) length;
  guint old = content->len;

  if (end > old)
    {
      g_byte_array_set_size (content, end);
      memset (content->data + old, 0, end - old);
    }
  memcpy (content->data + offset, bytes, length);
}

static void
put_sectors (GByteArray *content,
             const Call *call,
             GRand      *dice)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (call->data, &length);

  for (gsize done = 0; done < length;)
    {
      gsize amount = MIN (length - done, (gsize) (SECTOR - (call->offset + (gint64) done) % SECTOR));

      if (dice == NULL || g_rand_boolean (dice))
        put (content, call->offset + (gint64) done, bytes + done, amount);
      done += amount;
    }
}

/* Does to @content what the calls @first to @n_calls did to one file. */
static void
play (GByteArray *content,
      gboolean    of_journal,
      guint       first,
      guint       n_calls,
      GRand      *dice)
{
  guint safe = first;

  for (guint i = first; i < n_calls; i++)
    if (get_call (i)->kind == CALL_SYNC && get_call (i)->of_journal == of_journal)
      safe = i;
  for (guint i = first; i < n_calls; i++)
    {
      const Call *call = get_call (i);

      if (call->of_journal != of_journal)
        continue;
      if (call->kind == CALL_MAKE && i > first)
        break; /* another file by the same name */
      if (call->kind == CALL_WRITE)
        put_sectors (content, call, i < safe ? NULL : dice);
      else if (call->kind == CALL_TRUNCATE && call->offset < content->len && (i < safe || g_rand_boolean (dice)))
        g_byte_array_set_size (content, (guint) call->offset);
    }
}

/**
 * power_vfs_cut:
 * @n_calls: how many calls of the log came before the cut
 * @dice: decides what became of what was not synchronised
 *
 * Returns: (transfer full): what is on the disk when the power is back
 */
PowerDisk *
power_vfs_cut (guint  n_calls,
               GRand *dice)
{
  PowerDisk *disk = g_new0 (PowerDisk, 1);
  guint safe = 0, n_pending = 0;
  int made;

  for (guint i = 0; i < n_calls; i++)
    if (syncs_folder (i))
      safe = i + 1;
  for (guint i = safe; i < n_calls; i++)
    n_pending += get_call (i)->kind == CALL_MAKE || get_call (i)->kind == CALL_REMOVE;
  made = find_journal (n_calls, safe, n_pending > 0 ? (guint) g_rand_int_range (dice, 0, (gint32) n_pending + 1) : 0);

  disk->database = g_byte_array_append (g_byte_array_new (), power.fresh->data, power.fresh->len);
  play (disk->database, FALSE, 0, n_calls, dice);
  if (made >= 0)
    {
      disk->journal = g_byte_array_new ();
      play (disk->journal, TRUE, (guint) made, n_calls, dice);
    }

  return disk;
}

/**
 * power_disk_free:
 * @disk: (transfer full): what a disk holds
 */
void
power_disk_free (PowerDisk *disk)
{
  g_clear_pointer (&disk->database, g_byte_array_unref);
  g_clear_pointer (&disk->journal, g_byte_array_unref);
  g_free (disk);
}
