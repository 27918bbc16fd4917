/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The "share" VFS: SQLite's unix VFS for reading and writing, but with locks of our own that also hold on a network
 * folder. It is used for local files too, so that one way of locking is tested.
 *
 * Why not the unix VFS alone. To begin writing it turns the read lock on its "shared range" into a write lock in
 * place. A lock on an SMB share cannot be upgraded like that: the server answers EACCES, and on a default mount
 * nobody can ever save. We do what SQLite does on Windows instead: under the PENDING byte, which keeps every newcomer
 * out, the read lock is given up and the write lock taken. The bytes and their meaning are those of every other
 * SQLite, so other programs may have the file open meanwhile.
 *
 * Why open-file-description locks. POSIX locks belong to the process and all vanish when any descriptor of the file
 * is closed, be it a backup or a file chooser's preview. Ours belong to one descriptor, opened for nothing but locks.
 * (The reverse holds as well: a connection through "unix" in *this* process would lose its POSIX locks when we close
 * ours. So the program opens a database through this VFS only.)
 *
 * Why version 1 of the I/O methods. It offers no shared memory, so the write-ahead log, which needs it and is
 * not safe across machines, cannot be switched on, and no memory map, which turns a lost server into a SIGBUS.
 * (A connection in exclusive locking mode needs no shared memory: that is how a file left in WAL mode by another
 * program is brought back.)
 *
 *   level      PENDING byte   RESERVED byte   shared range
 *   SHARED     -              -               read          (PENDING read-locked only while entering)
 *   RESERVED   -              write           read
 *   PENDING    write          write           read          (a writer waiting for the last readers)
 *   EXCLUSIVE  write          write           write
 *
 * Rolling back a dead writer's journal goes from SHARED to EXCLUSIVE directly, then RESERVED is not taken.
 */

#include "pursuit-share-file-private.h"
#include "pursuit-share-journal-private.h"
#include "pursuit-share-table-private.h"
#include "pursuit-share-vfs-private.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What does the reading and writing, and the opening of every file that is not a database. */
#define BASE_VFS "unix"

static inline sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((PursuitShareFile *) file)->real;
}

/* Reading and writing: the unix VFS's */

static int
share_close (sqlite3_file *file)
{
  PursuitShareFile *self = (PursuitShareFile *) file;
  int rc = self->real->pMethods->xClose (self->real);

  close (self->lock_fd); /* drops what is still locked */
  pursuit_share_table_leave (self->device, self->inode);
  self->base.pMethods = NULL;

  return rc;
}

/**
 * pursuit_share_vfs_read_whole:
 * @real: the file
 * @buffer: for @amount bytes
 * @amount: how much
 * @offset: where
 *
 * A read that ends before the file does is a fault of the server. The engine would take the rest for zeros, a page of the
 * database for an empty one and a journal for a shorter one, and write that down.
 *
 * Returns: `SQLITE_OK`, `SQLITE_IOERR_SHORT_READ` at the end of the file, or another error
 */
int
pursuit_share_vfs_read_whole (sqlite3_file  *real,
                              void          *buffer,
                              int            amount,
                              sqlite3_int64  offset)
{
  int rc = real->pMethods->xRead (real, buffer, amount, offset);
  sqlite3_int64 size;

  if (rc != SQLITE_IOERR_SHORT_READ)
    return rc;
  if (real->pMethods->xFileSize (real, &size) != SQLITE_OK || size >= offset + amount)
    return SQLITE_IOERR_READ;

  return rc;
}

/* The version that the database has as far as this connection knows: as it was read, or as we wrote it. */
static void
note_version (sqlite3_file  *file,
              const void    *buffer,
              int            amount,
              sqlite3_int64  offset)
{
  if (offset <= PURSUIT_SHARE_VERSION_OFFSET && offset + amount >= PURSUIT_SHARE_VERSION_OFFSET + PURSUIT_SHARE_VERSION_SIZE)
    memcpy (((PursuitShareFile *) file)->version, (const char *) buffer + (PURSUIT_SHARE_VERSION_OFFSET - offset),
            PURSUIT_SHARE_VERSION_SIZE);
}

static int
share_read (sqlite3_file  *file,
            void          *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  int rc = pursuit_share_vfs_read_whole (real_file (file), buffer, amount, offset);

  if (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ)
    note_version (file, buffer, amount, offset);

  return rc;
}

static int
share_write (sqlite3_file  *file,
             const void    *buffer,
             int            amount,
             sqlite3_int64  offset)
{
  int rc = real_file (file)->pMethods->xWrite (real_file (file), buffer, amount, offset);

  /* Whoever reads on after a commit, as “PRAGMA optimize” does between two tables, does not read this again. */
  if (rc == SQLITE_OK)
    note_version (file, buffer, amount, offset);

  return rc;
}

static int
share_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  return real_file (file)->pMethods->xTruncate (real_file (file), size);
}

static int
share_sync (sqlite3_file *file,
            int           flags)
{
  return real_file (file)->pMethods->xSync (real_file (file), flags);
}

static int
share_file_size (sqlite3_file  *file,
                 sqlite3_int64 *out_size)
{
  return real_file (file)->pMethods->xFileSize (real_file (file), out_size);
}

static int
share_file_control (sqlite3_file *file,
                    int           op,
                    void         *arg)
{
  int rc;

  if (op == SQLITE_FCNTL_LOCKSTATE) /* the real file knows of no lock */
    {
      *(int *) arg = ((PursuitShareFile *) file)->level;
      return SQLITE_OK;
    }

  rc = real_file (file)->pMethods->xFileControl (real_file (file), op, arg);
  if (rc == SQLITE_OK && op == SQLITE_FCNTL_VFSNAME)
    *(char **) arg = sqlite3_mprintf ("%s/%z", PURSUIT_SHARE_VFS, *(char **) arg);

  return rc;
}

static int
share_sector_size (sqlite3_file *file)
{
  return real_file (file)->pMethods->xSectorSize (real_file (file));
}

static int
share_device_characteristics (sqlite3_file *file)
{
  return real_file (file)->pMethods->xDeviceCharacteristics (real_file (file));
}

static const sqlite3_io_methods share_methods = {
  .iVersion = 1, /* no shared memory, no memory map: see above */
  .xClose = share_close,
  .xRead = share_read,
  .xWrite = share_write,
  .xTruncate = share_truncate,
  .xSync = share_sync,
  .xFileSize = share_file_size,
  .xLock = pursuit_share_file_lock,
  .xUnlock = pursuit_share_file_unlock,
  .xCheckReservedLock = pursuit_share_file_check_reserved,
  .xFileControl = share_file_control,
  .xSectorSize = share_sector_size,
  .xDeviceCharacteristics = share_device_characteristics,
};

/* Opening */

/* The name is opened twice; if a colleague replaced the file in between, we would lock one file and write another. */
static gboolean
is_same_file (PursuitShareFile *self,
              const char       *name)
{
  struct stat ours, named;
  int has_moved = 1;

  if (fstat (self->lock_fd, &ours) != 0 || stat (name, &named) != 0)
    return FALSE;

  if (self->real->pMethods->xFileControl (self->real, SQLITE_FCNTL_HAS_MOVED, &has_moved) != SQLITE_OK)
    return FALSE;

  self->device = ours.st_dev;
  self->inode = ours.st_ino;
  return !has_moved && ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

static int
give_up (PursuitShareFile *self,
         int               rc)
{
  self->real->pMethods->xClose (self->real);
  if (self->lock_fd >= 0)
    close (self->lock_fd);

  return rc;
}

/* Journals and temporary files are never locked. */
static int
share_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  sqlite3_vfs *base = vfs->pAppData;
  PursuitShareFile *self = (PursuitShareFile *) file;
  int real_flags = 0;
  int rc;

  if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0)
    return pursuit_share_journal_open (base, name, file, flags, out_flags);
  if (name == NULL || (flags & SQLITE_OPEN_MAIN_DB) == 0)
    return base->xOpen (base, name, file, flags, out_flags);

  memset (self, 0, vfs->szOsFile);
  self->real = (sqlite3_file *) (self + 1);
  rc = base->xOpen (base, name, self->real, flags, &real_flags);
  if (rc != SQLITE_OK)
    return rc;

  /* Asked to write, the base falls back to reading; a write lock needs a descriptor that may write. */
  self->lock_fd = open (name, ((real_flags & SQLITE_OPEN_READONLY) ? O_RDONLY : O_RDWR) | O_CLOEXEC);
  if (self->lock_fd < 0 || !is_same_file (self, name))
    return give_up (self, SQLITE_CANTOPEN);
  if (!pursuit_share_table_enter (self->device, self->inode))
    return give_up (self, PURSUIT_SHARE_SECOND);

  self->base.pMethods = &share_methods;
  if (out_flags != NULL)
    *out_flags = real_flags;

  return SQLITE_OK;
}

static gboolean
register_over (sqlite3_vfs *vfs,
               sqlite3_vfs *base,
               const char  *name)
{
  /* The unix VFS's functions that are not about an open file do not look at the VFS they are given. */
  *vfs = *base;
  vfs->pNext = NULL;
  vfs->zName = name;
  vfs->szOsFile = MAX ((int) sizeof (PursuitShareFile) + base->szOsFile, pursuit_share_journal_get_size (base));
  vfs->pAppData = base;
  vfs->xOpen = share_open;

  return sqlite3_vfs_register (vfs, FALSE) == SQLITE_OK;
}

/* What the engine finds remarkable, such as a journal that it rolled back. */
static void
log_cb (void       *data,
        int         code,
        const char *message)
{
  /* It quotes the schema, which in a damaged file may be any bytes. */
  g_autofree char *line = g_strescape (message, NULL);

  g_debug ("sqlite %s: %s (%d)", sqlite3_libversion (), line, code);
}

static gboolean
register_once (void)
{
  static sqlite3_vfs share_vfs;
  sqlite3_vfs *base;

  /* Counting its memory makes SQLite take a lock for each piece of it, and nobody asks for the count. Refused when
   * SQLite has been used already, which is no harm. */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_config (SQLITE_CONFIG_LOG, log_cb, NULL);
  base = sqlite3_vfs_find (BASE_VFS);

  return base != NULL && sqlite3_threadsafe () != 0 && register_over (&share_vfs, base, PURSUIT_SHARE_VFS);
}

/**
 * pursuit_share_vfs_register:
 *
 * Makes %PURSUIT_SHARE_VFS known to SQLite; may be called from any thread
 * and any number of times. It does not become the default: name it when opening.
 *
 * Returns: %FALSE when this SQLite has no VFS to build on, or no memory
 */
gboolean
pursuit_share_vfs_register (void)
{
  static gsize once;

  enum { REGISTERED = 1, REFUSED = 2 };

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, register_once () ? REGISTERED : REFUSED);

  return once == REGISTERED;
}

/**
 * pursuit_share_vfs_register_over:
 * @name: a static string: what to call it
 * @base: the name of a VFS that is registered
 *
 * For the tests: a share VFS of its own over one that injects faults, so that everything between the engine and the disk is
 * as it is.
 */
void
pursuit_share_vfs_register_over (const char *name,
                                 const char *base)
{
  sqlite3_vfs *vfs = g_new0 (sqlite3_vfs, 1);
  gboolean ok = register_over (vfs, sqlite3_vfs_find (base), name);

  g_assert (ok);
}
