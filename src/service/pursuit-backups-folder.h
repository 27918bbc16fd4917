/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

char     *pursuit_backups_dup_folder_in  (const char    *root,
                                          const char    *path,
                                          const char    *store_uuid) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_backups_make_folder    (const char    *folder,
                                          GError       **error);
gboolean  pursuit_backups_is_same_place  (const char    *a,
                                          const char    *b);
char     *pursuit_backups_read_second    (const char    *store_uuid) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_backups_write_second   (const char    *store_uuid,
                                          const char    *folder,
                                          GError       **error);

G_END_DECLS
