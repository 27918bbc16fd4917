/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEAL_CARD (pursuit_deal_card_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDealCard, pursuit_deal_card, PURSUIT, DEAL_CARD, GtkWidget)

GtkWidget  *pursuit_deal_card_new                   (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_deal_card_show                  (PursuitDealCard *self,
                                                     PursuitRow      *row,
                                                     const char      *currency);
PursuitRow *pursuit_deal_card_get_row               (PursuitDealCard *self);
void        pursuit_deal_card_set_compact           (PursuitDealCard *self,
                                                     gboolean         compact);
void        pursuit_deal_card_set_stage_probability (PursuitDealCard *self,
                                                     int              probability);
void        pursuit_deal_card_set_says_stage        (PursuitDealCard *self,
                                                     gboolean         says_stage);
char       *pursuit_deal_card_dup_text              (PursuitDealCard *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
