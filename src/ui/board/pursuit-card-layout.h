/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_CARD_LAYOUT (pursuit_card_layout_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCardLayout, pursuit_card_layout, PURSUIT, CARD_LAYOUT, GtkLayoutManager)

/* The parts of a card; those that few cards need are missing where they are not. */
typedef enum
{
  PURSUIT_CARD_CUSTOMER,
  PURSUIT_CARD_MISSING,
  PURSUIT_CARD_INITIAL,
  PURSUIT_CARD_DEAL,
  PURSUIT_CARD_AMOUNT,
  PURSUIT_CARD_AGE,
  PURSUIT_CARD_CHIPS,
  PURSUIT_CARD_WHEN,
  PURSUIT_CARD_STEP,
  PURSUIT_N_CARD_PARTS,
} PursuitCardPart;

void pursuit_card_layout_set_part    (PursuitCardLayout *self,
                                      PursuitCardPart    part,
                                      GtkWidget         *widget);
void pursuit_card_layout_set_compact (PursuitCardLayout *self,
                                      gboolean           compact);

G_END_DECLS
