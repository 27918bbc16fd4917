/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STG-1: how long each track stayed, and how far apart they were. */

#include "pursuit-enums.h"
#include "pursuit-tracks.h"

#define DAY G_TIME_SPAN_DAY

static void
add (GPtrArray *moves,
     gboolean   is_buyer,
     int        day,
     int        from,
     int        to,
     int        status)
{
  PursuitTrackMove *move = g_new0 (PursuitTrackMove, 1);

  move->is_buyer = is_buyer;
  move->at = day * DAY;
  move->from = from;
  move->to = to;
  move->to_status = status;
  g_ptr_array_add (moves, move);
}

static char *
describe (GPtrArray *moves)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < moves->len; i++)
    {
      const PursuitTrackMove *move = g_ptr_array_index (moves, i);

      g_string_append_printf (text, "%s%d%s", i > 0 ? "|" : "", move->days, move->stays ? "+" : "");
      if (move->knows_gap)
        g_string_append_printf (text, " %d", move->gap);
    }

  return g_string_free (text, FALSE);
}

static void
assert_computed (GPtrArray  *moves,
                 int         buyer,
                 const char *expected)
{
  g_autofree char *text = NULL;

  pursuit_tracks_compute (moves, buyer, 100 * DAY);
  text = describe (moves);
  g_assert_cmpstr (text, ==, expected);
}

static GPtrArray *
make_moves (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_track_move_free);
}

static void
test_nothing (void)
{
  g_autoptr(GPtrArray) moves = make_moves ();

  assert_computed (moves, 0, "");
}

static void
test_each_track_by_itself (void)
{
  g_autoptr(GPtrArray) moves = make_moves ();

  add (moves, FALSE, 10, 0, 1, PURSUIT_DEAL_OPEN);
  add (moves, TRUE, 20, 0, 1, PURSUIT_DEAL_OPEN);
  add (moves, FALSE, 40, 1, 3, PURSUIT_DEAL_OPEN);
  add (moves, TRUE, 90, 1, 4, PURSUIT_DEAL_OPEN);
  assert_computed (moves, 4, "30|70 0|60+ 2|10+ -1");
}

static void
test_buyer_who_never_moved (void)
{
  g_autoptr(GPtrArray) moves = make_moves ();

  add (moves, FALSE, 10, 0, 1, PURSUIT_DEAL_OPEN);
  add (moves, FALSE, 30, 1, 2, PURSUIT_DEAL_OPEN);
  assert_computed (moves, 1, "20 0|70+ 1");
  assert_computed (moves, 0, "20|70+");
}

static void
test_buyer_who_became_unknown (void)
{
  g_autoptr(GPtrArray) moves = make_moves ();

  add (moves, FALSE, 10, 0, 2, PURSUIT_DEAL_OPEN);
  add (moves, TRUE, 20, 1, 0, PURSUIT_DEAL_OPEN);
  assert_computed (moves, 0, "90+ 1|80+");
}

static void
test_closed_deals_do_not_stay (void)
{
  g_autoptr(GPtrArray) moves = make_moves ();

  add (moves, FALSE, 10, 0, 2, PURSUIT_DEAL_OPEN);
  add (moves, FALSE, 30, 2, 2, PURSUIT_DEAL_LOST);
  assert_computed (moves, 0, "20|0");
  add (moves, FALSE, 50, 2, 2, PURSUIT_DEAL_OPEN);
  assert_computed (moves, 0, "20|0|50+");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/tracks/nothing", test_nothing);
  g_test_add_func ("/core/tracks/each-track-by-itself", test_each_track_by_itself);
  g_test_add_func ("/core/tracks/buyer-who-never-moved", test_buyer_who_never_moved);
  g_test_add_func ("/core/tracks/buyer-who-became-unknown", test_buyer_who_became_unknown);
  g_test_add_func ("/core/tracks/closed-deals-do-not-stay", test_closed_deals_do_not_stay);

  return g_test_run ();
}
