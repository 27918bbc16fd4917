/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Quarters as they are written in files: "2026-Q1". They sort by time. */

gboolean  pursuit_quarter_is_valid (const char  *quarter);
char     *pursuit_quarter_of       (const char  *iso) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_quarter_add      (const char  *quarter,
                                    int          n) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_quarter_parse    (const char  *text,
                                    char       **out_quarter,
                                    GError     **error);
char     *pursuit_quarter_format   (const char  *quarter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
