/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POWER_VFS "power"

/* A database and its journal as the disk may hold them; %NULL where there is no such file. */
typedef struct
{
  GByteArray *database;
  GByteArray *journal;
} PowerDisk;

void       power_vfs_register   (const char      *base);
void       power_vfs_begin      (const char      *path);
void       power_vfs_acknowledge (void);
guint      power_vfs_end        (void);
GByteArray *power_vfs_get_fresh (void);
void       power_vfs_lie        (gboolean         lie);
guint      power_vfs_get_acknowledged (guint     n_calls);
PowerDisk *power_vfs_cut        (guint           n_calls,
                                 GRand          *dice) G_GNUC_WARN_UNUSED_RESULT;
void       power_disk_free      (PowerDisk      *disk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowerDisk, power_disk_free)

G_END_DECLS
