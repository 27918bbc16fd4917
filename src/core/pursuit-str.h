/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pursuit_set_str     (char       **str_pointer,
                              const char  *new_str);
gboolean pursuit_str_empty   (const char  *str);
char    *pursuit_str_dup_stripped (const char *str) G_GNUC_WARN_UNUSED_RESULT;
char    *pursuit_str_excerpt (const char  *str) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
