/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include "pursuit-date.h"
#include "pursuit-str.h"

/* The board knows which day it is. */

/* Shows everything anew when another day has begun. */
void
pursuit_board_page_look_at_calendar (PursuitBoardPage *self)
{
  g_autofree char *today = pursuit_date_today ();

  if (!pursuit_set_str (&self->today, today))
    return;

  for (guint i = 0; i < self->lanes->len; i++)
    pursuit_board_lane_show_again (g_ptr_array_index (self->lanes, i));
  pursuit_board_page_read (self);
}

static gboolean
minute_cb (gpointer user_data)
{
  pursuit_board_page_look_at_calendar (user_data);

  return G_SOURCE_CONTINUE;
}

/* A board stays open overnight: in the morning what was due tomorrow is due today, and stands elsewhere in its lane. */
void
pursuit_board_page_watch_calendar (PursuitBoardPage *self)
{
  self->today = pursuit_date_today ();
  self->calendar_source = g_timeout_add_seconds (60, minute_cb, self);
}
