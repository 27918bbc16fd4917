/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

int pursuit_share_journal_get_size (sqlite3_vfs   *base) G_GNUC_WARN_UNUSED_RESULT;
int pursuit_share_journal_open     (sqlite3_vfs   *base,
                                    const char    *name,
                                    sqlite3_file  *file,
                                    int            flags,
                                    int           *out_flags);

G_END_DECLS
