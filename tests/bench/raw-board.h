/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The floor of the board: the same answer by SQL alone, with prepared statements and nothing around them. */
typedef struct _RawBoard RawBoard;

RawBoard *raw_board_new    (const char  *path,
                            const char  *today,
                            const char  *quarter_from,
                            const char  *quarter_to,
                            guint        n_cards) G_GNUC_WARN_UNUSED_RESULT;
void      raw_board_free   (RawBoard    *self);
void      raw_board_read   (RawBoard    *self,
                            GString     *answer);

G_END_DECLS
