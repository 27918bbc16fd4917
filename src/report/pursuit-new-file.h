/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PursuitNewFile PursuitNewFile;

PursuitNewFile *pursuit_new_file_open      (GFile            *file,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_new_file_free      (PursuitNewFile   *self);
const char     *pursuit_new_file_get_name  (PursuitNewFile   *self);
const char     *pursuit_new_file_get_path  (PursuitNewFile   *self);
int             pursuit_new_file_get_fd    (PursuitNewFile   *self);
void            pursuit_new_file_set_error (PursuitNewFile   *self,
                                            int               saved_errno,
                                            GError          **error);
gboolean        pursuit_new_file_commit    (PursuitNewFile   *self,
                                            GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitNewFile, pursuit_new_file_free)

G_END_DECLS
