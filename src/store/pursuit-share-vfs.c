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

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "pursuit-share-journal-private.h"
#include "pursuit-share-table-private.h"
#include "pursuit-share-vfs-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What does the reading and writing, and the opening of every file that is not a database. */
#define BASE_VFS "unix"

typedef struct
{
  off_t start;
  off_t length;
} ByteRange;

/* Part of SQLite's file format: it never stores anything at these bytes. */
static const ByteRange pending_byte  = { 0x40000000, 1 };
static const ByteRange reserved_byte = { 0x40000001, 1 };
static const ByteRange shared_range  = { 0x40000002, 510 };

/* Bytes of the header that change with every commit: SQLite looks at them after each lock. */
#define VERSION_OFFSET 24
#define VERSION_SIZE 16

/* A main database file; its unix VFS file lies right behind it in the memory that SQLite gives us. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* reads and writes, is never asked to lock */
  int lock_fd;
  dev_t device;        /* as entered into the table of open files */
  ino_t inode;
  int level;           /* SQLITE_LOCK_* */
  gboolean is_reading; /* the shared range is read-locked */
  guint8 version[VERSION_SIZE]; /* of the database, as it was last read */
} ShareFile;

static inline sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((ShareFile *) file)->real;
}

/* Locks */

/* On a share any of these can mean "another machine holds it" or "the server is short of locks": worth another try. */
static int
refusal_to_rc (int   refusal,
               short type)
{
  if (type == F_UNLCK)
    return SQLITE_IOERR_UNLOCK;

  switch (refusal)
    {
    case EACCES:
    case EAGAIN:
    case EBUSY:
    case ENOLCK:
    case ETIMEDOUT:
      return SQLITE_BUSY;

    case EPERM:
      return SQLITE_PERM;

    default:
      return type == F_RDLCK ? SQLITE_IOERR_RDLOCK : SQLITE_IOERR_LOCK;
    }
}

/* The only place that changes a lock: @type is F_RDLCK, F_WRLCK or F_UNLCK; never waits. */
static int
set_lock (ShareFile       *self,
          short            type,
          const ByteRange *range)
{
  struct flock request = {
    .l_type = type,
    .l_whence = SEEK_SET,
    .l_start = range->start,
    .l_len = range->length,
  };
  int result;

  do
    result = fcntl (self->lock_fd, F_OFD_SETLK, &request);
  while (result != 0 && errno == EINTR);

  return result == 0 ? SQLITE_OK : refusal_to_rc (errno, type);
}

/* The read lock on the PENDING byte is the door that a waiting writer keeps shut. */
static int
enter_shared (ShareFile *self)
{
  int rc, door_rc;

  rc = set_lock (self, F_RDLCK, &pending_byte);
  if (rc != SQLITE_OK)
    return rc;

  rc = set_lock (self, F_RDLCK, &shared_range);
  door_rc = set_lock (self, F_UNLCK, &pending_byte);
  if (rc == SQLITE_OK && door_rc != SQLITE_OK)
    {
      set_lock (self, F_UNLCK, &shared_range);
      rc = door_rc;
    }

  if (rc == SQLITE_OK)
    {
      self->is_reading = TRUE;
      self->level = SQLITE_LOCK_SHARED;
    }

  return rc;
}

static int
enter_reserved (ShareFile *self)
{
  int rc = set_lock (self, F_WRLCK, &reserved_byte);

  if (rc == SQLITE_OK)
    self->level = SQLITE_LOCK_RESERVED;

  return rc;
}

/*
 * Between the lock on RESERVED and now nobody else can have written - unless the server gave our locks up while we could not
 * be reached, and a lock that is asked for anew says nothing about those that are gone. Then what we are about to write was
 * made from a state that is no more.
 */
static gboolean
is_as_it_was (ShareFile *self)
{
  guint8 version[VERSION_SIZE];
  int rc = pursuit_share_vfs_read_whole (self->real, version, VERSION_SIZE, VERSION_OFFSET);

  /* A new database has no header yet: what is missing is read as zeros. */
  return (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ) && memcmp (version, self->version, VERSION_SIZE) == 0;
}

/*
 * Busy leaves the file at PENDING, so that no new reader enters before the next try. If not even the read lock comes
 * back, the bytes that keep writers and readers out stay ours until SQLite has rolled back and unlocks.
 */
static int
enter_exclusive (ShareFile *self)
{
  gboolean is_for_writing = self->level >= SQLITE_LOCK_RESERVED;
  int rc;

  if (self->level < SQLITE_LOCK_PENDING)
    {
      rc = set_lock (self, F_WRLCK, &pending_byte);
      if (rc != SQLITE_OK)
        return rc;
      self->level = SQLITE_LOCK_PENDING;
    }

  rc = set_lock (self, F_UNLCK, &shared_range);
  if (rc != SQLITE_OK)
    return rc;
  self->is_reading = FALSE;

  rc = set_lock (self, F_WRLCK, &shared_range);
  if (rc == SQLITE_OK && is_for_writing && !is_as_it_was (self))
    rc = SQLITE_IOERR_LOCK;
  else if (rc == SQLITE_OK)
    self->level = SQLITE_LOCK_EXCLUSIVE;
  else if (set_lock (self, F_RDLCK, &shared_range) == SQLITE_OK)
    self->is_reading = TRUE;
  else
    rc = SQLITE_IOERR_RDLOCK;

  return rc;
}

static int
share_lock (sqlite3_file *file,
            int           level)
{
  ShareFile *self = (ShareFile *) file;

  if (self->level >= level)
    return SQLITE_OK;

  switch (level)
    {
    case SQLITE_LOCK_SHARED:
      return enter_shared (self);

    case SQLITE_LOCK_RESERVED:
      return enter_reserved (self);

    case SQLITE_LOCK_EXCLUSIVE:
      return enter_exclusive (self);

    default: /* SQLite never asks for PENDING */
      return SQLITE_MISUSE;
    }
}

/* From a write lock back to a read lock; also not in place, and PENDING still keeps everybody out. */
static int
resume_reading (ShareFile *self)
{
  int rc;

  if (self->is_reading)
    return SQLITE_OK;

  rc = set_lock (self, F_UNLCK, &shared_range);
  if (rc != SQLITE_OK)
    return rc;

  if (set_lock (self, F_RDLCK, &shared_range) != SQLITE_OK)
    return SQLITE_IOERR_RDLOCK;

  self->is_reading = TRUE;
  return SQLITE_OK;
}

/* Every lock that has to go is given up even if one of them cannot be; the first trouble is reported. */
static int
share_unlock (sqlite3_file *file,
              int           level)
{
  ShareFile *self = (ShareFile *) file;
  int held = self->level;
  int rc = SQLITE_OK;
  int step_rc;

  if (held <= level)
    return SQLITE_OK;

  if (level == SQLITE_LOCK_SHARED && (rc = resume_reading (self)) != SQLITE_OK)
    level = SQLITE_LOCK_NONE; /* better nothing than a read lock that is not there */

  if (level == SQLITE_LOCK_NONE)
    {
      step_rc = set_lock (self, F_UNLCK, &shared_range);
      rc = rc == SQLITE_OK ? step_rc : rc;
      self->is_reading = FALSE;
    }

  if (held >= SQLITE_LOCK_RESERVED)
    {
      step_rc = set_lock (self, F_UNLCK, &reserved_byte);
      rc = rc == SQLITE_OK ? step_rc : rc;
    }

  if (held >= SQLITE_LOCK_PENDING)
    {
      step_rc = set_lock (self, F_UNLCK, &pending_byte);
      rc = rc == SQLITE_OK ? step_rc : rc;
    }

  self->level = level;
  return rc;
}

/* Asks with a read lock: asked with a write lock, two askers on a server could take each other for the writer. */
static int
share_check_reserved_lock (sqlite3_file *file,
                           int          *out_reserved)
{
  ShareFile *self = (ShareFile *) file;
  struct flock probe = {
    .l_type = F_RDLCK,
    .l_whence = SEEK_SET,
    .l_start = reserved_byte.start,
    .l_len = reserved_byte.length,
  };

  *out_reserved = self->level >= SQLITE_LOCK_RESERVED;
  if (*out_reserved)
    return SQLITE_OK;

  if (fcntl (self->lock_fd, F_OFD_GETLK, &probe) != 0)
    return SQLITE_IOERR_CHECKRESERVEDLOCK;

  *out_reserved = probe.l_type != F_UNLCK;
  return SQLITE_OK;
}

/* Reading and writing: the unix VFS's */

static int
share_close (sqlite3_file *file)
{
  ShareFile *self = (ShareFile *) file;
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

static int
share_read (sqlite3_file  *file,
            void          *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  int rc = pursuit_share_vfs_read_whole (real_file (file), buffer, amount, offset);

  if ((rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ) && offset <= VERSION_OFFSET &&
      offset + amount >= VERSION_OFFSET + VERSION_SIZE)
    memcpy (((ShareFile *) file)->version, (const char *) buffer + (VERSION_OFFSET - offset), VERSION_SIZE);

  return rc;
}

static int
share_write (sqlite3_file  *file,
             const void    *buffer,
             int            amount,
             sqlite3_int64  offset)
{
  return real_file (file)->pMethods->xWrite (real_file (file), buffer, amount, offset);
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
      *(int *) arg = ((ShareFile *) file)->level;
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
  .xLock = share_lock,
  .xUnlock = share_unlock,
  .xCheckReservedLock = share_check_reserved_lock,
  .xFileControl = share_file_control,
  .xSectorSize = share_sector_size,
  .xDeviceCharacteristics = share_device_characteristics,
};

/* Opening */

/* The name is opened twice; if a colleague replaced the file in between, we would lock one file and write another. */
static gboolean
is_same_file (ShareFile  *self,
              const char *name)
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
give_up (ShareFile *self,
         int        rc)
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
  ShareFile *self = (ShareFile *) file;
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
  vfs->szOsFile = MAX ((int) sizeof (ShareFile) + base->szOsFile, pursuit_share_journal_get_size (base));
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
  g_debug ("sqlite %s: %s (%d)", sqlite3_libversion (), message, code);
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
