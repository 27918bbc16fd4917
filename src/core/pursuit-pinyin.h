/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint       pursuit_pinyin_list        (gunichar        c,
                                        const guint16 **out_syllables);
guint       pursuit_pinyin_n_syllables (void);
const char *pursuit_pinyin_spell       (guint           syllable);

G_END_DECLS
