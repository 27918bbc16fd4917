/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-place.h"

G_BEGIN_DECLS

/* One line of the mount table, as far as it matters. */
typedef struct
{
  char *point;
  char *type;
  char *options;   /* the mount's, then the file system's */
} PursuitMount;

gboolean    pursuit_mount_find         (const char    *mountinfo,
                                        const char    *path,
                                        gint64         mount_id,
                                        PursuitMount  *out_mount) G_GNUC_WARN_UNUSED_RESULT;
gint64      pursuit_mount_get_id       (const char    *path);
void        pursuit_mount_clear        (PursuitMount  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitMount, pursuit_mount_clear)

void        pursuit_place_set_table    (const char    *mountinfo);
int         pursuit_place_set_lock     (int            fd,
                                        short          type,
                                        gint64         start,
                                        gint64         length);
gint64      pursuit_place_measure      (const char    *path);

gboolean    pursuit_path_lies_under    (const char    *path,
                                        const char    *folder);
char       *pursuit_synced_dup_program (const char    *path,
                                        const char    *home) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
