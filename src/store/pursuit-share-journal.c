/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The rollback journal of the "share" VFS: what SQLite writes is collected in memory and goes to the server in one piece
 * when SQLite wants it on the disk.
 *
 * SQLite writes a journal in three calls for each page: its number, its content, a checksum. On a share each call is a round
 * trip, and those were half of all that a save cost. Nobody needs them earlier: before a page of the database itself is
 * changed, SQLite syncs the journal with the record of that page, and until then it promises nothing about what is in the
 * file. So a crash finds the file in a state that a power cut could have left without us.
 *
 * What is collected is one run of bytes that continues where it began. What does not continue it, or does not fit, sends it
 * off first. When sending fails the run stays, so that a rollback reads from memory what a full disk did not take.
 */

#include "pursuit-share-journal-private.h"

#include "pursuit-share-vfs-private.h"

#include <string.h>

/* One transaction of a person has some fifteen pages. The unix VFS cannot write 128 KiB at once. */
#define CAPACITY (96 * 1024)

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;   /* right behind this one */
  char *run;            /* CAPACITY bytes, NULL until something is written */
  sqlite3_int64 start;  /* where in the file the run belongs */
  int length;
  gboolean is_empty;    /* nothing is in the file, as far as we know it */
} JournalFile;

static inline sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((JournalFile *) file)->real;
}

static int
send_off (JournalFile *self)
{
  int rc;

  if (self->length == 0)
    return SQLITE_OK;

  self->is_empty = FALSE;
  rc = self->real->pMethods->xWrite (self->real, self->run, self->length, self->start);
  if (rc == SQLITE_OK)
    self->length = 0;

  return rc;
}

static int
journal_close (sqlite3_file *file)
{
  JournalFile *self = (JournalFile *) file;
  int rc = send_off (self);
  int close_rc = self->real->pMethods->xClose (self->real);

  sqlite3_free (self->run);
  self->base.pMethods = NULL;

  return rc == SQLITE_OK ? close_rc : rc;
}

static int
journal_read (sqlite3_file  *file,
              void          *buffer,
              int            amount,
              sqlite3_int64  offset)
{
  JournalFile *self = (JournalFile *) file;
  gboolean touches = self->length > 0 && offset + amount > self->start && offset < self->start + self->length;
  int rc;

  if (touches && offset >= self->start && offset + amount <= self->start + self->length)
    {
      memcpy (buffer, self->run + (offset - self->start), (gsize) amount);
      return SQLITE_OK;
    }
  if (touches && (rc = send_off (self)) != SQLITE_OK)
    return rc;

  return pursuit_share_vfs_read_whole (self->real, buffer, amount, offset);
}

static gboolean
continues (JournalFile   *self,
           int            amount,
           sqlite3_int64  offset)
{
  return self->length > 0 && offset == self->start + self->length && self->length + amount <= CAPACITY;
}

static int
journal_write (sqlite3_file  *file,
               const void    *data,
               int            amount,
               sqlite3_int64  offset)
{
  JournalFile *self = (JournalFile *) file;
  int rc;

  if (!continues (self, amount, offset))
    {
      rc = send_off (self);
      if (rc != SQLITE_OK)
        return rc;
      self->start = offset;
    }

  if (self->run == NULL)
    self->run = sqlite3_malloc (CAPACITY);
  if (self->run == NULL || amount > CAPACITY)
    self->is_empty = FALSE;
  if (self->run == NULL || amount > CAPACITY)
    return self->real->pMethods->xWrite (self->real, data, amount, offset);

  memcpy (self->run + self->length, data, (gsize) amount);
  self->length += amount;

  return SQLITE_OK;
}

/* What is cut off need not be sent. Nor is a file that we have not written to made empty once more: should the server have given
 * up our lock, somebody else's journal may be in it by now. */
static int
journal_truncate (sqlite3_file  *file,
                  sqlite3_int64  size)
{
  JournalFile *self = (JournalFile *) file;
  int rc;

  if (size <= self->start)
    self->length = 0;
  rc = send_off (self);
  if (rc != SQLITE_OK || (size == 0 && self->is_empty))
    return rc;

  rc = self->real->pMethods->xTruncate (self->real, size);
  self->is_empty = rc == SQLITE_OK && size == 0;

  return rc;
}

static int
journal_sync (sqlite3_file *file,
              int           flags)
{
  JournalFile *self = (JournalFile *) file;
  int rc = send_off (self);

  return rc == SQLITE_OK ? self->real->pMethods->xSync (self->real, flags) : rc;
}

static int
journal_file_size (sqlite3_file  *file,
                   sqlite3_int64 *out_size)
{
  JournalFile *self = (JournalFile *) file;
  int rc = self->real->pMethods->xFileSize (self->real, out_size);

  if (rc == SQLITE_OK && self->length > 0)
    *out_size = MAX (*out_size, self->start + self->length);

  return rc;
}

/* A journal is not locked: whoever writes it has locked the database. */
static int
journal_lock (sqlite3_file *file,
              int           level)
{
  return SQLITE_OK;
}

static int
journal_check_reserved_lock (sqlite3_file *file,
                             int          *out_reserved)
{
  *out_reserved = FALSE;
  return SQLITE_OK;
}

static int
journal_file_control (sqlite3_file *file,
                      int           op,
                      void         *arg)
{
  return real_file (file)->pMethods->xFileControl (real_file (file), op, arg);
}

static int
journal_sector_size (sqlite3_file *file)
{
  return real_file (file)->pMethods->xSectorSize (real_file (file));
}

static int
journal_device_characteristics (sqlite3_file *file)
{
  return real_file (file)->pMethods->xDeviceCharacteristics (real_file (file));
}

static const sqlite3_io_methods journal_methods = {
  .iVersion = 1,
  .xClose = journal_close,
  .xRead = journal_read,
  .xWrite = journal_write,
  .xTruncate = journal_truncate,
  .xSync = journal_sync,
  .xFileSize = journal_file_size,
  .xLock = journal_lock,
  .xUnlock = journal_lock,
  .xCheckReservedLock = journal_check_reserved_lock,
  .xFileControl = journal_file_control,
  .xSectorSize = journal_sector_size,
  .xDeviceCharacteristics = journal_device_characteristics,
};

/**
 * pursuit_share_journal_get_size:
 * @base: the VFS that reads and writes
 *
 * Returns: how many bytes SQLite has to set aside for a journal
 */
int
pursuit_share_journal_get_size (sqlite3_vfs *base)
{
  return (int) sizeof (JournalFile) + base->szOsFile;
}

/**
 * pursuit_share_journal_open:
 * @base: the VFS that reads and writes
 * @name: (nullable): the journal
 * @file: pursuit_share_journal_get_size() bytes
 * @flags: `SQLITE_OPEN_*`
 * @out_flags: (out) (optional): how it was opened
 *
 * Opens a rollback journal, as a VFS's xOpen does.
 *
 * Returns: `SQLITE_OK`, or what @base failed with
 */
int
pursuit_share_journal_open (sqlite3_vfs  *base,
                            const char   *name,
                            sqlite3_file *file,
                            int           flags,
                            int          *out_flags)
{
  JournalFile *self = (JournalFile *) file;
  int rc;

  memset (self, 0, (gsize) pursuit_share_journal_get_size (base));
  self->real = (sqlite3_file *) (self + 1);
  rc = base->xOpen (base, name, self->real, flags, out_flags);
  if (rc == SQLITE_OK)
    self->base.pMethods = &journal_methods;

  return rc;
}
