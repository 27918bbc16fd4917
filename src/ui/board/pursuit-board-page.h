/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_BOARD_PAGE (pursuit_board_page_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBoardPage, pursuit_board_page, PURSUIT, BOARD_PAGE, GtkWidget)

G_END_DECLS
