/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-bar-chart.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_REPORT_CARD (pursuit_report_card_get_type ())
G_DECLARE_FINAL_TYPE (PursuitReportCard, pursuit_report_card, PURSUIT, REPORT_CARD, GtkWidget)

void pursuit_report_card_begin      (PursuitReportCard  *self,
                                     const char *const  *headers);
void pursuit_report_card_add        (PursuitReportCard  *self,
                                     const PursuitBar   *bar,
                                     const char *const  *cells);
void pursuit_report_card_end        (PursuitReportCard  *self,
                                     const char         *caption);
void pursuit_report_card_show_table (PursuitReportCard  *self,
                                     gboolean            table);

G_END_DECLS
