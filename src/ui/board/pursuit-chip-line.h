/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PursuitChip:
 * @text: what it says
 * @brief: (nullable): the same where there is no room, %NULL when its icon has to do
 * @style: its classes, separated by a space: a meaning, and for some an icon
 */
typedef struct
{
  const char *text;
  const char *brief;
  const char *style;
} PursuitChip;

#define PURSUIT_TYPE_CHIP_LINE (pursuit_chip_line_get_type ())
G_DECLARE_FINAL_TYPE (PursuitChipLine, pursuit_chip_line, PURSUIT, CHIP_LINE, GtkWidget)

GtkWidget *pursuit_chip_line_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_chip_line_show (PursuitChipLine   *self,
                                   const PursuitChip *chips,
                                   guint              n_chips,
                                   gboolean           compact);

G_END_DECLS
