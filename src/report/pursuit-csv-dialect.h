/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  pursuit_csv_guess_separator (const char *text,
                                   gsize       length,
                                   gboolean    complete);
gsize pursuit_csv_separator_line  (const char *text,
                                   gsize       length,
                                   char       *out_separator);

G_END_DECLS
