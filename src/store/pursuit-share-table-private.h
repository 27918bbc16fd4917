/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

void     pursuit_share_table_add_share (const char    *path);
void     pursuit_share_table_forget    (void);
gboolean pursuit_share_table_enter     (dev_t          device,
                                        ino_t          inode) G_GNUC_WARN_UNUSED_RESULT;
void     pursuit_share_table_leave     (dev_t          device,
                                        ino_t          inode);

G_END_DECLS
