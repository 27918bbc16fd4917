/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-merge.h"

G_BEGIN_DECLS

/**
 * PursuitMergeChoice:
 * @PURSUIT_MERGE_KEPT: what the record says that stays
 * @PURSUIT_MERGE_THEIRS: what the other one says
 * @PURSUIT_MERGE_BOTH: both texts
 *
 * What becomes of one field.
 */
typedef enum
{
  PURSUIT_MERGE_KEPT,
  PURSUIT_MERGE_THEIRS,
  PURSUIT_MERGE_BOTH,
} PursuitMergeChoice;

#define PURSUIT_TYPE_MERGE_ROW (pursuit_merge_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMergeRow, pursuit_merge_row, PURSUIT, MERGE_ROW, GtkListBoxRow)

GtkWidget          *pursuit_merge_row_new        (const PursuitMergeField *field,
                                                  PursuitMergeChoice       choice) G_GNUC_WARN_UNUSED_RESULT;
const PursuitField *pursuit_merge_row_get_field  (PursuitMergeRow         *self);
PursuitMergeChoice  pursuit_merge_row_get_choice (PursuitMergeRow         *self);

G_END_DECLS
