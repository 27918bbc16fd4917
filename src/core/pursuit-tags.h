/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   pursuit_tags_is_separator (gunichar    c);
GPtrArray *pursuit_tags_split        (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char      *pursuit_tags_join         (GPtrArray  *tags) G_GNUC_WARN_UNUSED_RESULT;
char      *pursuit_tags_settle       (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
