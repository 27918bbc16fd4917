/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-deal-words.h"
#include "pursuit-locale.h"
#include "pursuit-next-step-popover.h"

/* What opens over a card: its menu, and the entry for its next step. Both hang on the page, because a card is given to
 * another deal when the list scrolls. */

/* Gives the focus back to the card that something was opened over. */
gboolean
pursuit_board_page_focus_menu_card (PursuitBoardPage *self)
{
  for (guint i = 0; self->menu_row != NULL && i < self->lanes->len; i++)
    if (pursuit_board_lane_focus_deal (g_ptr_array_index (self->lanes, i), pursuit_row_get_id (self->menu_row)))
      return TRUE;

  return FALSE;
}

static gboolean
let_go_cb (gpointer user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;

  if (self->menu == NULL || !gtk_widget_get_visible (self->menu))
    {
      pursuit_board_page_focus_menu_card (self);
      g_clear_object (&self->menu_row);
    }

  return G_SOURCE_REMOVE;
}

/* What was chosen in the menu is done before the idle source runs. */
static void
closed_cb (GtkPopover       *popover,
           PursuitBoardPage *self)
{
  g_idle_add (let_go_cb, g_object_ref (self));
}

static void
pop_up (PursuitBoardPage *self,
        GtkWidget        *popover,
        GtkWidget        *card,
        PursuitRow       *row)
{
  graphene_rect_t bounds;
  GdkRectangle place;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = popover;
  g_set_object (&self->menu_row, row);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (card, GTK_WIDGET (self), &bounds))
    {
      place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                               (int) bounds.size.height };
      gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
    }
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* The stages to go to, but for the one at @present. */
static void
fill_stages (PursuitBoardPage *self,
             GMenu            *menu,
             gint64            present)
{
  g_menu_remove_all (menu);
  for (guint i = 0; self->stages != NULL && i < self->stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (self->stages, i);
      /* Translators: an entry of a menu: %1$d is the number of a stage, %2$s its name */
      g_autofree char *label = g_strdup_printf (_("%1$d  %2$s"), (int) stage->position,
                                                pursuit_locale_choose_name (stage->name, stage->name_zh));
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      if (stage->position == present)
        continue;
      g_menu_item_set_action_and_target (item, "card.move-to", "i", (int) stage->position);
      g_menu_append_item (menu, item);
    }
}

/* Called when the lanes are made: where all that is chosen can go. */
void
pursuit_board_page_fill_choice_menu (PursuitBoardPage *self)
{
  fill_stages (self, self->choice_menu, 0);
}

/* Opens the menu of a card: everything that a drag or a key can do. */
void
pursuit_board_page_pop_up_menu (PursuitBoardPage *self,
                                GtkWidget        *card,
                                PursuitRow       *row)
{
  GtkWidget *menu;

  /* A menu is about the card under it; about the others too when that is one of those chosen. */
  if (!pursuit_board_page_is_chosen (self, pursuit_row_get_id (row)))
    pursuit_board_page_clear_choice (self);
  fill_stages (self, self->move_menu, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_POSITION));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.unpark", self->may_edit && pursuit_deal_words_is_parked (row));
  menu = gtk_popover_menu_new_from_model (self->card_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE), -1);
  pop_up (self, menu, card, row);
}

static void
planned_cb (PursuitNextStepPopover *popover,
            const char             *text,
            const char             *date,
            PursuitBoardPage       *self)
{
  PursuitDealVerb *verb;
  g_autofree char *done = NULL;

  if (self->menu_row == NULL || self->worker == NULL)
    return;

  verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_PLAN, pursuit_row_get_id (self->menu_row));
  verb->text = g_strdup (text);
  verb->date = g_strdup (date);
  done = g_strdup_printf (_("Next step of “%s” saved"), pursuit_row_get_text (self->menu_row, PURSUIT_DEAL_ROW_TITLE));
  pursuit_board_page_call (self, verb, done);
}

/* Opens the entry for a card's next step. */
void
pursuit_board_page_plan (PursuitBoardPage *self,
                         GtkWidget        *card,
                         PursuitRow       *row)
{
  GtkWidget *popover = pursuit_next_step_popover_new (pursuit_row_get_text (row, PURSUIT_DEAL_ROW_NEXT_STEP),
                                                      pursuit_row_get_text (row, PURSUIT_DEAL_ROW_NEXT_STEP_ON));

  g_signal_connect_object (popover, "planned", G_CALLBACK (planned_cb), self, 0);
  pop_up (self, popover, card, row);
}
