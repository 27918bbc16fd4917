/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *pursuit_text_fold         (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_text_fold_key     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_text_fold_company (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_text_fold_header  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_text_header_unit  (const char *text,
                                     gint64     *out_factor);
gboolean  pursuit_text_matches      (const char *folded_haystack,
                                     const char *folded_needle);
char     *pursuit_text_initial      (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
