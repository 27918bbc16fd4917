/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pursuit_private_folder_make   (const char  *store_uuid,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void  pursuit_private_folder_remove (const char  *folder);

G_END_DECLS
