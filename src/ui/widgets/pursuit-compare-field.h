/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-comparison.h"

G_BEGIN_DECLS

/**
 * PursuitCompareChoice:
 * @PURSUIT_COMPARE_THEIRS: what is saved already stays
 * @PURSUIT_COMPARE_MINE: what was typed replaces it
 * @PURSUIT_COMPARE_BOTH: what was typed goes below it; for long text
 */
typedef enum
{
  PURSUIT_COMPARE_THEIRS,
  PURSUIT_COMPARE_MINE,
  PURSUIT_COMPARE_BOTH,
} PursuitCompareChoice;

#define PURSUIT_TYPE_COMPARE_FIELD (pursuit_compare_field_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCompareField, pursuit_compare_field, PURSUIT, COMPARE_FIELD, GtkWidget)

GtkWidget           *pursuit_compare_field_new         (const PursuitComparedField *compared) G_GNUC_WARN_UNUSED_RESULT;
const PursuitField  *pursuit_compare_field_get_field   (PursuitCompareField        *self);
void                 pursuit_compare_field_set_in_row  (PursuitCompareField        *self);
PursuitCompareChoice pursuit_compare_field_get_choice  (PursuitCompareField        *self);
void                 pursuit_compare_field_set_choice  (PursuitCompareField        *self,
                                                        PursuitCompareChoice        choice);
char                *pursuit_compare_field_join        (const char                 *theirs,
                                                        const char                 *mine) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
