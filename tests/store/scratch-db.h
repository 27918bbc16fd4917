/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

const char *scratch_get_fast_dir (void);
char    *scratch_dir_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void     scratch_dir_remove (char        *dir);
gboolean scratch_nobody_is_missing (void);

void     scratch_write      (const char  *path,
                             const void  *bytes,
                             gsize        length);

sqlite3 *scratch_open       (const char  *path,
                             const char  *vfs) G_GNUC_WARN_UNUSED_RESULT;
void     scratch_close      (sqlite3     *db);
void     scratch_exec       (sqlite3     *db,
                             const char  *sql);
int      scratch_try        (sqlite3     *db,
                             const char  *sql);
gint64   scratch_int        (sqlite3     *db,
                             const char  *sql);
char    *scratch_text       (sqlite3     *db,
                             const char  *sql) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
