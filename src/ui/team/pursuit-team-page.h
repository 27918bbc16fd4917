/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_TEAM_PAGE (pursuit_team_page_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTeamPage, pursuit_team_page, PURSUIT, TEAM_PAGE, GtkWidget)

G_END_DECLS
