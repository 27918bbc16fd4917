/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pursuit_json_check_syntax (const char  *text,
                                    gsize        length,
                                    GError     **error);

G_END_DECLS
