/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_REVIEW_ROW (pursuit_review_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitReviewRow, pursuit_review_row, PURSUIT, REVIEW_ROW, GtkWidget)

GtkWidget *pursuit_review_row_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_review_row_show (PursuitReviewRow *self,
                                    PursuitRow       *row,
                                    const char       *currency);

G_END_DECLS
