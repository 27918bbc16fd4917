/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-filters.h"
#include "pursuit-str.h"

/* Filters of deals that somebody kept, on the board. */

/* What is kept lists the same deals elsewhere: the board shows open ones only. */
static PursuitQuery *
dup_open (PursuitBoardPage *self)
{
  PursuitQuery *query = pursuit_board_page_dup_filter (self);

  query->status = PURSUIT_DEAL_OPEN;
  return query;
}

/* Says what would be kept now. */
void
pursuit_board_page_follow_saved (PursuitBoardPage *self)
{
  g_autoptr(PursuitQuery) query = dup_open (self);

  pursuit_filter_menu_set_source (self->saved, self->worker, query);
}

static char *
describe (const PursuitQuery *query)
{
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filter_definition_new (query, NULL);

  return pursuit_filter_definition_to_json (definition);
}

/* A filter that was kept elsewhere may ask for what the board has no button for. */
static void
say_what_is_missing (PursuitBoardPage   *self,
                     const PursuitQuery *wanted)
{
  g_autoptr(PursuitQuery) shown = dup_open (self);
  g_autoptr(PursuitQuery) asked = pursuit_query_copy (wanted);
  g_autofree char *what_is_shown = NULL;
  g_autofree char *what_is_asked = NULL;

  if (asked->status == PURSUIT_ANY)
    asked->status = PURSUIT_DEAL_OPEN;
  what_is_shown = describe (shown);
  what_is_asked = describe (asked);
  if (!g_str_equal (what_is_shown, what_is_asked))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("The board cannot show all that this filter asks; “pursuitctl list deals --filter” can."));
}

/* Shows what a filter asks, as far as the board can. */
void
pursuit_board_page_show_saved (PursuitBoardPage   *self,
                               const PursuitQuery *query)
{
  if (query->process_id != 0)
    self->chosen_process = query->process_id;
  if (pursuit_board_page_has_order (query->order))
    pursuit_board_page_set_order (self, query->order);
  gtk_editable_set_text (GTK_EDITABLE (self->search), pursuit_str_empty (query->search) ? "" : query->search);
  pursuit_board_filters_show (self->filters, query);
  pursuit_board_page_read (self);
  say_what_is_missing (self, query);
}
