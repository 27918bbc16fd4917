/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Bytes of the header that change with every commit: SQLite looks at them after each lock. */
#define PURSUIT_SHARE_VERSION_OFFSET 24
#define PURSUIT_SHARE_VERSION_SIZE 16

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
  guint8 version[PURSUIT_SHARE_VERSION_SIZE]; /* of the database, as it was last read or written */
} PursuitShareFile;

int pursuit_share_file_lock           (sqlite3_file *file,
                                       int           level);
int pursuit_share_file_unlock         (sqlite3_file *file,
                                       int           level);
int pursuit_share_file_check_reserved (sqlite3_file *file,
                                       int          *out_reserved);

G_END_DECLS
