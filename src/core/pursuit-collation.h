/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No key is longer. */
#define PURSUIT_COLLATION_KEY_SIZE 256

gint64      pursuit_collation_get_version (void);
const char *pursuit_collation_get_name    (void);
gsize       pursuit_collation_make_key    (const char *text,
                                           guint8     *out_key);

G_END_DECLS
