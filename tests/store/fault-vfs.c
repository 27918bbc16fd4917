/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A disk that fails on demand. The VFS "fault" passes everything on to another VFS, but counts each call that could
 * go wrong on a real disk and lets the n-th one fail. A fault loop runs one use case with n = 1, 2, 3 ... until no
 * fault happens any more, and looks each time whether the file holds all of the use case or nothing of it:
 *
 *   for (int n = 1; ; n++)
 *     {
 *       (copy a fresh file)
 *       fault_vfs_arm (n, SQLITE_IOERR, FALSE);
 *       (run the use case on a connection opened with FAULT_VFS)
 *       hits = fault_vfs_hits ();
 *       fault_vfs_disarm ();
 *       if (hits == 0)
 *         break;
 *       (look at the file through the VFS of the program)
 *     }
 */

#include "fault-vfs.h"

#include <sqlite3.h>
#include <string.h>

typedef enum
{
  CALL_OPEN,
  CALL_READ,
  CALL_WRITE,
  CALL_TRUNCATE,
  CALL_SYNC,
  CALL_SIZE,
  CALL_LOCK,
  CALL_CHECK_LOCK,
  CALL_DELETE,
  CALL_ACCESS,
} Call;

/* What a call says when the disk or the network under it breaks. */
static const int broken_codes[] = {
  [CALL_OPEN] = SQLITE_CANTOPEN,
  [CALL_READ] = SQLITE_IOERR_READ,
  [CALL_WRITE] = SQLITE_IOERR_WRITE,
  [CALL_TRUNCATE] = SQLITE_IOERR_TRUNCATE,
  [CALL_SYNC] = SQLITE_IOERR_FSYNC,
  [CALL_SIZE] = SQLITE_IOERR_FSTAT,
  [CALL_LOCK] = SQLITE_IOERR_LOCK,
  [CALL_CHECK_LOCK] = SQLITE_IOERR_CHECKRESERVEDLOCK,
  [CALL_DELETE] = SQLITE_IOERR_DELETE,
  [CALL_ACCESS] = SQLITE_IOERR_ACCESS,
};

typedef struct
{
  int at;            /* the call to fail, 0 for none */
  int code;
  gboolean sticky;
  gboolean is_small; /* the disk has only so much space left: */
  gint64 free_bytes;
  int count;
  int hits;
} FaultPlan;

/* One plan for the whole process: the connection may live on a worker thread while the test arms the next fault. */
static GMutex plan_lock;
static FaultPlan plan;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultFile;

static inline sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

/* An armed SQLITE_IOERR is for every call, a particular code for the calls that can give it. */
static gboolean
can_fail_with (Call call,
               int  code)
{
  if (code == SQLITE_FULL)
    return call == CALL_WRITE;
  if (code == SQLITE_IOERR_SHORT_READ)
    return call == CALL_READ;
  if (code == SQLITE_BUSY)
    return call == CALL_LOCK;

  return code == SQLITE_IOERR || code == broken_codes[call];
}

/* Counts a call; not SQLITE_OK when it is its turn to fail. */
static int
count_call (Call call)
{
  int rc = SQLITE_OK;

  g_mutex_lock (&plan_lock);
  if (plan.at == 0)
    plan.count++;
  else if (can_fail_with (call, plan.code))
    {
      plan.count++;
      if (plan.count == plan.at || (plan.sticky && plan.count > plan.at))
        {
          plan.hits++;
          rc = plan.code == SQLITE_IOERR ? broken_codes[call] : plan.code;
        }
    }
  g_mutex_unlock (&plan_lock);

  return rc;
}

/* Takes the growth of a file out of what the disk has left, and tells how much of it was there; shrinking gives back. */
static gint64
take_space (gint64 growth)
{
  gint64 granted = growth;

  g_mutex_lock (&plan_lock);
  if (plan.is_small)
    {
      granted = MIN (growth, plan.free_bytes);
      plan.free_bytes -= granted;
      plan.hits += granted < growth;
    }
  g_mutex_unlock (&plan_lock);

  return granted;
}

static gboolean
is_disk_small (void)
{
  gboolean is_small;

  g_mutex_lock (&plan_lock);
  is_small = plan.is_small;
  g_mutex_unlock (&plan_lock);

  return is_small;
}

/* A file */

static int
fault_close (sqlite3_file *file)
{
  return real_file (file)->pMethods->xClose (real_file (file));
}

/* As a network file system may answer: the rest is zeros, as the engine wants it. */
static int
read_half (sqlite3_file  *real,
           void          *buffer,
           int            amount,
           sqlite3_int64  offset)
{
  int rc = real->pMethods->xRead (real, buffer, amount / 2, offset);

  if (rc != SQLITE_OK)
    return rc;

  memset ((char *) buffer + amount / 2, 0, (gsize) (amount - amount / 2));
  return SQLITE_IOERR_SHORT_READ;
}

static int
fault_read (sqlite3_file  *file,
            void          *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  int rc = count_call (CALL_READ);

  if (rc == SQLITE_IOERR_SHORT_READ)
    return read_half (real_file (file), buffer, amount, offset);

  return rc != SQLITE_OK ? rc : real_file (file)->pMethods->xRead (real_file (file), buffer, amount, offset);
}

/* How much of a write finds room: all of it, or what fits before the end of the disk. */
static int
fitting_amount (sqlite3_file  *real,
                int            amount,
                sqlite3_int64  offset)
{
  sqlite3_int64 size = 0;
  gint64 growth;

  if (!is_disk_small () || real->pMethods->xFileSize (real, &size) != SQLITE_OK)
    return amount;

  growth = MAX (offset + amount - size, 0);

  return MAX (amount - (int) (growth - take_space (growth)), 0);
}

/* A write that fails has still written a part: half of it, as when a cable is pulled, or what fits on a full disk. */
static int
fault_write (sqlite3_file  *file,
             const void    *buffer,
             int            amount,
             sqlite3_int64  offset)
{
  sqlite3_file *real = real_file (file);
  int rc = count_call (CALL_WRITE);
  int landing = rc == SQLITE_OK ? fitting_amount (real, amount, offset) : amount / 2;

  if (rc == SQLITE_OK && landing < amount)
    rc = SQLITE_FULL;
  if (rc == SQLITE_OK)
    return real->pMethods->xWrite (real, buffer, amount, offset);

  if (landing > 0)
    real->pMethods->xWrite (real, buffer, landing, offset);

  return rc;
}

static int
fault_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  sqlite3_file *real = real_file (file);
  sqlite3_int64 old_size = size;
  int rc = count_call (CALL_TRUNCATE);

  if (rc != SQLITE_OK)
    return rc;

  if (is_disk_small () && real->pMethods->xFileSize (real, &old_size) == SQLITE_OK && old_size > size)
    take_space (size - old_size);

  return real->pMethods->xTruncate (real, size);
}

/* Nothing is synced for real: no power fails while the test runs, and hundreds of runs must be quick on a disk too. */
static int
fault_sync (sqlite3_file *file,
            int           flags)
{
  return count_call (CALL_SYNC);
}

static int
fault_file_size (sqlite3_file  *file,
                 sqlite3_int64 *out_size)
{
  int rc = count_call (CALL_SIZE);

  return rc != SQLITE_OK ? rc : real_file (file)->pMethods->xFileSize (real_file (file), out_size);
}

static int
fault_lock (sqlite3_file *file,
            int           level)
{
  int rc = count_call (CALL_LOCK);

  return rc != SQLITE_OK ? rc : real_file (file)->pMethods->xLock (real_file (file), level);
}

static int
fault_unlock (sqlite3_file *file,
              int           level)
{
  return real_file (file)->pMethods->xUnlock (real_file (file), level);
}

static int
fault_check_reserved_lock (sqlite3_file *file,
                           int          *out_reserved)
{
  int rc = count_call (CALL_CHECK_LOCK);

  return rc != SQLITE_OK ? rc : real_file (file)->pMethods->xCheckReservedLock (real_file (file), out_reserved);
}

static int
fault_file_control (sqlite3_file *file,
                    int           op,
                    void         *arg)
{
  return real_file (file)->pMethods->xFileControl (real_file (file), op, arg);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return real_file (file)->pMethods->xSectorSize (real_file (file));
}

static int
fault_device_characteristics (sqlite3_file *file)
{
  return real_file (file)->pMethods->xDeviceCharacteristics (real_file (file));
}

static const sqlite3_io_methods fault_methods = {
  .iVersion = 1,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved_lock,
  .xFileControl = fault_file_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_device_characteristics,
};

/* The file system */

static int
fault_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  sqlite3_vfs *base = vfs->pAppData;
  FaultFile *self = (FaultFile *) file;
  int rc = count_call (CALL_OPEN);

  self->base.pMethods = NULL;
  if (rc != SQLITE_OK)
    return rc;

  self->real = (sqlite3_file *) (self + 1);
  memset (self->real, 0, base->szOsFile);
  rc = base->xOpen (base, name, self->real, flags, out_flags);
  if (rc == SQLITE_OK)
    self->base.pMethods = &fault_methods;

  return rc;
}

static int
fault_delete (sqlite3_vfs *vfs,
              const char  *name,
              int          sync_dir)
{
  sqlite3_vfs *base = vfs->pAppData;
  int rc = count_call (CALL_DELETE);

  return rc != SQLITE_OK ? rc : base->xDelete (base, name, FALSE);
}

static int
fault_access (sqlite3_vfs *vfs,
              const char  *name,
              int          flags,
              int         *out_result)
{
  sqlite3_vfs *base = vfs->pAppData;
  int rc = count_call (CALL_ACCESS);

  return rc != SQLITE_OK ? rc : base->xAccess (base, name, flags, out_result);
}

/**
 * fault_vfs_register_as:
 * @name: a static string: what to call it
 * @base: the VFS to build on, already registered
 *
 * Makes a VFS that fails by the one plan of the process known to SQLite, disarmed. Call it once for each name.
 */
void
fault_vfs_register_as (const char *name,
                       const char *base)
{
  sqlite3_vfs *fault_vfs = g_new0 (sqlite3_vfs, 1);
  sqlite3_vfs *base_vfs = sqlite3_vfs_find (base);

  g_assert_nonnull (base_vfs);
  g_assert_null (sqlite3_vfs_find (name));

  /* What is about no file (time, random numbers, full names) is the base's, which does not look at the VFS it gets. */
  *fault_vfs = *base_vfs;
  fault_vfs->pNext = NULL;
  fault_vfs->zName = name;
  fault_vfs->szOsFile = (int) sizeof (FaultFile) + base_vfs->szOsFile;
  fault_vfs->pAppData = base_vfs;
  fault_vfs->xOpen = fault_open;
  fault_vfs->xDelete = fault_delete;
  fault_vfs->xAccess = fault_access;

  g_assert_cmpint (sqlite3_vfs_register (fault_vfs, FALSE), ==, SQLITE_OK);
}

/**
 * fault_vfs_register:
 * @base: the VFS to build on, already registered
 *
 * Makes %FAULT_VFS known to SQLite, disarmed. Call it once, before the first use.
 */
void
fault_vfs_register (const char *base)
{
  fault_vfs_register_as (FAULT_VFS, base);
}

static void
set_plan (FaultPlan next)
{
  g_mutex_lock (&plan_lock);
  plan = next;
  g_mutex_unlock (&plan_lock);
}

/**
 * fault_vfs_arm:
 * @n: which call fails, from 1
 * @code: %SQLITE_IOERR: any call, each with its own extended code (a file that cannot be opened says
 *   %SQLITE_CANTOPEN); %SQLITE_FULL: writes only; an extended code such as %SQLITE_IOERR_FSYNC: the calls that give it
 * @sticky: whether every such call after it fails as well, as when a cable is pulled
 *
 * Plans a fault and starts counting anew. Only calls that @code can be for are counted.
 */
void
fault_vfs_arm (int      n,
               int      code,
               gboolean sticky)
{
  g_assert_cmpint (n, >, 0);

  set_plan ((FaultPlan) { .at = n, .code = code, .sticky = sticky });
}

/**
 * fault_vfs_fill_disk:
 * @free_bytes: space left
 *
 * Lets every write fail with %SQLITE_FULL that would make the files grow by
 * more than @free_bytes in all. As on a real full disk, overwriting goes on
 * working and truncating gives space back.
 */
void
fault_vfs_fill_disk (gint64 free_bytes)
{
  set_plan ((FaultPlan) { .is_small = TRUE, .free_bytes = free_bytes });
}

/**
 * fault_vfs_disarm:
 *
 * Ends every fault, and starts to count all calls from 0.
 */
void
fault_vfs_disarm (void)
{
  set_plan ((FaultPlan) { 0 });
}

static int
read_counter (const int *counter)
{
  int value;

  g_mutex_lock (&plan_lock);
  value = *counter;
  g_mutex_unlock (&plan_lock);

  return value;
}

/**
 * fault_vfs_count:
 *
 * Returns: the calls since the VFS was last armed (those that the code can be for), filled or disarmed (all)
 */
int
fault_vfs_count (void)
{
  return read_counter (&plan.count);
}

/**
 * fault_vfs_hits:
 *
 * Returns: how many calls failed on purpose since the VFS was last armed or filled
 */
int
fault_vfs_hits (void)
{
  return read_counter (&plan.hits);
}
