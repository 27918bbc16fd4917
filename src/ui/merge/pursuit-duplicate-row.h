/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-duplicate-finding.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DUPLICATE_ROW (pursuit_duplicate_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDuplicateRow, pursuit_duplicate_row, PURSUIT, DUPLICATE_ROW, GtkListBoxRow)

GtkWidget *pursuit_duplicate_row_new     (const PursuitLikelyPair *pair) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_duplicate_row_get_ids (PursuitDuplicateRow     *self,
                                          gint64                  *out_first_id,
                                          gint64                  *out_second_id);

G_END_DECLS
