/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *pursuit_path_canonicalize (const char *path,
                                     const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_path_is_same      (const char *a,
                                     const char *b);

G_END_DECLS
