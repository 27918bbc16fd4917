/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pursuit_command_word_find   (const char *text,
                                      const char *word,
                                      gsize      *out_start,
                                      gsize      *out_end);
gboolean pursuit_command_word_begins (const char *text,
                                      gsize       at);

G_END_DECLS
