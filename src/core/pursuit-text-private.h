/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-text.h"

G_BEGIN_DECLS

gboolean    pursuit_text_is_han     (gunichar    c);
gboolean    pursuit_text_is_ideograph (gunichar  c);
gunichar    pursuit_text_fold_simple (gunichar   c);
gboolean    pursuit_text_is_in_key  (gunichar    c);
void        pursuit_text_keep_key   (char       *folded);
const char *pursuit_text_find_close (const char *opening);

G_END_DECLS
