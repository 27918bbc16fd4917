/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-tracks.h"

#include "pursuit-enums.h"

/**
 * pursuit_track_move_free:
 * @move: (transfer full): a step
 */
void
pursuit_track_move_free (PursuitTrackMove *move)
{
  g_free (move->stage);
  g_free (move->stage_zh);
  g_free (move->staff);
  g_free (move->reason);
  g_free (move->missing);
  g_free (move);
}

/* Where the buyer stood before anything is known of it: where the first step began, or where it always was. */
static int
find_first_buyer (GPtrArray *moves,
                  int        buyer)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const PursuitTrackMove *move = g_ptr_array_index (moves, i);

      if (move->is_buyer)
        return move->from;
    }

  return buyer;
}

static void
measure (GPtrArray *moves,
         guint      nth,
         gint64     now)
{
  PursuitTrackMove *move = g_ptr_array_index (moves, nth);
  gboolean ends = !move->is_buyer && move->to_status != PURSUIT_DEAL_OPEN;

  move->stays = !ends;
  move->days = 0;
  for (guint i = nth + 1; i < moves->len && move->stays; i++)
    {
      const PursuitTrackMove *later = g_ptr_array_index (moves, i);

      if (later->is_buyer != move->is_buyer)
        continue;
      move->stays = FALSE;
      now = later->at;
    }
  if (!ends)
    move->days = (int) (MAX (0, now - move->at) / G_TIME_SPAN_DAY);
}

/**
 * pursuit_tracks_compute:
 * @moves: (element-type PursuitTrackMove): the steps of both tracks, the oldest first
 * @buyer: where the buyer is now, 0 for unknown
 * @now: UTC microseconds
 *
 * Works out how long each track stayed where it was, and how far apart they were from each step on (STG-1).
 */
void
pursuit_tracks_compute (GPtrArray *moves,
                        int        buyer,
                        gint64     now)
{
  int theirs = find_first_buyer (moves, buyer);
  int ours = 0;

  for (guint i = 0; i < moves->len; i++)
    {
      PursuitTrackMove *move = g_ptr_array_index (moves, i);

      if (move->is_buyer)
        theirs = move->to;
      else
        ours = move->to;
      move->knows_gap = ours > 0 && theirs > 0;
      move->gap = move->knows_gap ? ours - theirs : 0;
      measure (moves, i, now);
    }
}
