/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PursuitLocalFiles PursuitLocalFiles;

PursuitLocalFiles *pursuit_local_files_new       (const char         *dir) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_local_files_free      (PursuitLocalFiles  *self);
void               pursuit_local_files_put       (PursuitLocalFiles  *self,
                                                  const char         *key,
                                                  char               *content,
                                                  GTask              *task);
void               pursuit_local_files_remove    (PursuitLocalFiles  *self,
                                                  const char         *key);
void               pursuit_local_files_flush     (PursuitLocalFiles  *self);
GHashTable        *pursuit_local_files_read      (PursuitLocalFiles  *self) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_local_files_set_aside (PursuitLocalFiles  *self,
                                                  const char         *key);
char              *pursuit_local_files_dup_key   (const char         *first,
                                                  ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitLocalFiles, pursuit_local_files_free)

G_END_DECLS
