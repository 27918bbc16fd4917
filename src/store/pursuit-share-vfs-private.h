/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The name to give to sqlite3_open_v2(). */
#define PURSUIT_SHARE_VFS "share"

/* The answer to opening a file on a share that this process has open: SQLITE_CANTOPEN to those who only look at that part. */
#define PURSUIT_SHARE_SECOND (14 | 99 << 8)

gboolean pursuit_share_vfs_register      (void) G_GNUC_WARN_UNUSED_RESULT;
void     pursuit_share_vfs_register_over (const char    *name,
                                          const char    *base);
int      pursuit_share_vfs_read_whole    (sqlite3_file  *real,
                                          void          *buffer,
                                          int            amount,
                                          sqlite3_int64  offset);

G_END_DECLS
