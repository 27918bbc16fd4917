/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FAULT_VFS "fault"

void fault_vfs_register  (const char *base);
void fault_vfs_register_as (const char *name,
                            const char *base);
void fault_vfs_arm       (int         n,
                          int         code,
                          gboolean    sticky);
void fault_vfs_fill_disk (gint64      free_bytes);
void fault_vfs_disarm    (void);
int  fault_vfs_count     (void);
int  fault_vfs_hits      (void);

G_END_DECLS
