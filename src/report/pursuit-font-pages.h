/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  pursuit_font_pages_keep      (void);
gsize pursuit_font_pages_give_back (void);

G_END_DECLS
