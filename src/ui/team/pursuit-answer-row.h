/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-request-lookups.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ANSWER_ROW (pursuit_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitAnswerRow, pursuit_answer_row, PURSUIT, ANSWER_ROW, GtkListBoxRow)

GtkWidget *pursuit_answer_row_new (const PursuitRequestItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
