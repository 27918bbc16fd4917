/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The board's figures after many random verbs: kept = counted by the engine = counted by hand. */

#include "desk-fixture.h"
#include "pursuit-board.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

#include <string.h>

#define N_ROUNDS 8
#define N_VERBS 50

typedef struct
{
  DeskFixture base;
  GRand *rand;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  fixture->rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  desk_fixture_add_customer (&fixture->base, "Press", "Zhao");
  /* So many that the newest entries, which are undone at random, are never those of the customers. */
  for (int i = 0; i < 6; i++)
    desk_fixture_add_deal (&fixture->base, "Deal", i % 2 ? "Mill" : "Press", "Li", 100 + i, 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_rand_free (fixture->rand);
  desk_fixture_tear_down (&fixture->base, data);
}

static int
draw (Fixture *fixture,
      int      n)
{
  return g_rand_int_range (fixture->rand, 0, n);
}

static void
edit_amount (Fixture *fixture,
             gint64   id)
{
  PursuitDesk *desk = fixture->base.desk;
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, id, NULL);
  g_autoptr(PursuitRecord) edited = original != NULL ? pursuit_record_copy (original) : NULL;

  if (edited == NULL)
    return;
  g_object_set (edited, "amount", (gint64) draw (fixture, 1000000), NULL);
  pursuit_records_save (desk, original, edited, NULL, NULL);
}

/* Anything that may happen to some deal; many are refused, and that is as good. */
static void
do_something (Fixture *fixture)
{
  static const char *const owners[] = { NULL, "Li", "Wang", "Zhao" };
  PursuitDesk *desk = fixture->base.desk;
  gint64 id = 1 + draw (fixture, 30);
  gint64 last_entry;

  pursuit_time_set_now (pursuit_time_now () + draw (fixture, 3) * 20 * G_TIME_SPAN_DAY + 1);
  switch (draw (fixture, 11))
    {
    case 0:
    case 1:
      desk_fixture_add_deal (&fixture->base, "Deal", draw (fixture, 2) ? "Mill" : "Press", owners[draw (fixture, 4)],
                             draw (fixture, 100000), 1 + draw (fixture, 8));
      break;
    case 2:
      pursuit_deals_win (desk, id, NULL, NULL);
      break;
    case 3:
      pursuit_deals_lose (desk, id, "price", NULL, NULL, NULL);
      break;
    case 4:
      pursuit_deals_reopen (desk, id, NULL, NULL);
      break;
    case 5:
      pursuit_records_delete (desk, PURSUIT_TYPE_DEAL, id, NULL, NULL);
      break;
    case 6:
      pursuit_records_restore (desk, PURSUIT_TYPE_DEAL, id, NULL, NULL);
      break;
    case 7:
      edit_amount (fixture, id);
      break;
    case 8:
      g_assert_true (pursuit_journal_get_last (pursuit_desk_get_store (desk), &last_entry, NULL));
      pursuit_records_undo (desk, last_entry - draw (fixture, 5), NULL, NULL);
      break;
    default:
      pursuit_deals_move (desk, id, 1 + draw (fixture, 8), "because", NULL, NULL);
      break;
    }
}

/* Whether the person at the desk owns a deal, for whoever sees only that. */
typedef gboolean (*Sees) (Fixture     *fixture,
                          PursuitDeal *deal);

static gboolean
sees_all (Fixture     *fixture,
          PursuitDeal *deal)
{
  return TRUE;
}

static gboolean
sees_own (Fixture     *fixture,
          PursuitDeal *deal)
{
  return deal->owner_id == pursuit_desk_get_actor_id (fixture->base.desk);
}

static void
add_deal (PursuitTotals *totals,
          PursuitDeal   *deal)
{
  totals->count++;
  totals->amount += deal->amount;
  totals->weighted += pursuit_deal_weigh (deal->amount, deal->probability);
}

static void
assert_totals (const PursuitTotals *found,
               const PursuitTotals *counted)
{
  g_assert_cmpint (found->count, ==, counted->count);
  g_assert_cmpint (found->amount, ==, counted->amount);
  g_assert_cmpint (found->weighted, ==, counted->weighted);
}

static void
assert_board (Fixture            *fixture,
              const PursuitQuery *filter,
              Sees                sees)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBoard) board = pursuit_board_read (fixture->base.desk, filter, PURSUIT_BOARD_BY_STAGE, 5, &error);
  g_autoptr(GPtrArray) deals = pursuit_store_list (fixture->base.base.store, PURSUIT_TYPE_DEAL, NULL);
  PursuitTotals lanes[8] = { 0 };
  PursuitTotals open = { 0 }, won = { 0 }, lost = { 0 }, won_quarter = { 0 };
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  g_assert_no_error (error);
  pursuit_date_quarter (today, &first, &last);
  for (guint i = 0; i < deals->len; i++)
    {
      PursuitDeal *deal = g_ptr_array_index (deals, i);

      if (!sees (fixture, deal))
        continue;
      if (deal->status == PURSUIT_DEAL_OPEN)
        {
          add_deal (&lanes[deal->stage_id - 1], deal);
          add_deal (&open, deal);
          continue;
        }
      add_deal (deal->status == PURSUIT_DEAL_WON ? &won : &lost, deal);
      if (deal->status == PURSUIT_DEAL_WON && strcmp (deal->closed_on, first) >= 0 && strcmp (deal->closed_on, last) <= 0)
        add_deal (&won_quarter, deal);
    }

  g_assert_cmpuint (board->lanes->len, ==, 8);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      PursuitLane *lane = g_ptr_array_index (board->lanes, i);

      g_assert_cmpint (lane->stage->position, ==, i + 1);
      assert_totals (&lane->totals, &lanes[i]);
      g_assert_cmpuint (lane->ids->len, ==, MIN (lanes[i].count, 5));
      g_assert_cmpuint (lane->rows->len, ==, lane->ids->len);
    }
  assert_totals (&board->open, &open);
  assert_totals (&board->won, &won);
  assert_totals (&board->lost, &lost);
  assert_totals (&board->won_quarter, &won_quarter);
}

static void
test_random_verbs (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitQuery) everything = pursuit_query_new (PURSUIT_LIST_DEALS);

  /* Every deal has this in its title: the filter holds for all, but the deals are counted. */
  everything->search = g_strdup ("deal");
  for (int round = 0; round < N_ROUNDS; round++)
    {
      for (int i = 0; i < N_VERBS; i++)
        do_something (fixture);
      assert_board (fixture, NULL, sees_all);
      assert_board (fixture, everything, sees_all);
      desk_fixture_sign_in (&fixture->base, "Li");
      assert_board (fixture, NULL, sees_own);
      desk_fixture_sign_in (&fixture->base, "Root");
    }
  desk_fixture_assert_sound (&fixture->base);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM journal WHERE verb = 'undo'"), >, 5);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM deal WHERE status = 'won'"), >, 0);
}

/* Every deal's history ends where the deal stands, whatever was done and undone. */
static void
test_history_agrees (Fixture       *fixture,
                     gconstpointer  data)
{
  for (int i = 0; i < N_ROUNDS * N_VERBS; i++)
    do_something (fixture);
  g_assert_cmpint (desk_fixture_int (&fixture->base, "SELECT count(*) FROM deal"), >, 20);
  g_assert_cmpint (desk_fixture_int (&fixture->base,
    "SELECT count(*) FROM deal d WHERE NOT EXISTS (SELECT 1 FROM stage_move m WHERE m.deal_id = d.id"
    " AND m.to_stage_id = d.stage_id AND m.to_status = d.status"
    " AND m.id = (SELECT max (id) FROM stage_move WHERE deal_id = d.id))"), ==, 0);
  g_assert_cmpint (desk_fixture_int (&fixture->base,
    "SELECT count(*) FROM stage_move m JOIN stage_move p ON p.id = (SELECT max (id) FROM stage_move WHERE deal_id = m.deal_id"
    " AND id < m.id) WHERE m.from_stage_id IS NOT p.to_stage_id OR m.from_status IS NOT p.to_status"), ==, 0);
}

/* Who may see nothing gets no board, but a reason. */
static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&fixture->base, "Qian");
  g_assert_null (pursuit_board_read (fixture->base.desk, NULL, PURSUIT_BOARD_BY_STAGE, 5, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

/* The figures alone. */
static void
test_no_cards (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitBoard) board = NULL;
  PursuitLane *lane;

  desk_fixture_add_deal (&fixture->base, "Deal", "Mill", "Li", 100, 3);
  board = pursuit_board_read (fixture->base.desk, NULL, PURSUIT_BOARD_BY_STAGE, 0, NULL);
  lane = g_ptr_array_index (board->lanes, 2);
  g_assert_null (lane->ids);
  g_assert_null (lane->rows);
  g_assert_cmpint (lane->totals.count, ==, 1);
  g_assert_cmpstr (board->process_name, ==, "Project selling");
}

static guint
count_listed (Fixture      *fixture,
              PursuitQuery *query)
{
  g_autoptr(PursuitQuery) owned = query;
  g_autoptr(GArray) ids = pursuit_desk_query_ids (fixture->base.desk, owned, 0, NULL);

  return ids->len;
}

/* Every open deal of the process is in one lane, and the cards of a lane are those that its head counts. */
static void
assert_lanes (Fixture              *fixture,
              PursuitBoardGrouping  grouping,
              const PursuitQuery   *filter)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBoard) board = pursuit_board_read (fixture->base.desk, filter, grouping, 3, &error);
  gint64 n_deals = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      const PursuitLane *lane = g_ptr_array_index (board->lanes, i);

      g_assert_cmpint (lane->totals.count, ==, count_listed (fixture, pursuit_board_lane_query (filter, lane)));
      g_assert_cmpuint (lane->rows->len, ==, MIN (lane->totals.count, 3));
      g_assert_cmpuint (lane->rows->len, ==, lane->ids->len);
      g_assert_true (*lane->label != '\0');
      n_deals += lane->totals.count;
    }
  g_assert_cmpint (n_deals, ==, board->open.count);
}

static void
test_groupings (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PursuitQuery) filter = pursuit_query_new (PURSUIT_LIST_DEALS);

  filter->owner_id = 3;
  for (int i = 0; i < N_ROUNDS; i++)
    {
      for (int k = 0; k < N_VERBS; k++)
        do_something (fixture);
      store_fixture_raw (&fixture->base.base, "UPDATE customer SET region = CASE id % 2 WHEN 0 THEN 'East' END");
      for (PursuitBoardGrouping grouping = PURSUIT_BOARD_BY_STAGE; grouping < PURSUIT_N_BOARD_GROUPINGS; grouping++)
        {
          assert_lanes (fixture, grouping, NULL);
          assert_lanes (fixture, grouping, filter);
        }
    }
}

/* More sellers than lanes: the last lane has the deals of all those without one. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitBoard) board = NULL;
  const PursuitLane *last;

  store_fixture_raw (&fixture->base.base,
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50)"
                     " INSERT INTO staff (id, created_at, changed_at, name) SELECT 1000 + i, 1, 1, printf ('S%02d', i) FROM n;"
                     "INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, owner_id, amount)"
                     " SELECT 1, 1, 1, 'D', 1, 1, id, 10 FROM staff WHERE id > 1000"
                     " UNION ALL SELECT 1, 1, 1, 'D', 1, 1, id, 10 FROM staff WHERE id > 1020"
                     " UNION ALL SELECT 1, 1, 1, 'D', 1, 1, NULL, 10");
  board = pursuit_board_read (fixture->base.desk, NULL, PURSUIT_BOARD_BY_SELLER, 5, NULL);
  g_assert_cmpuint (board->lanes->len, ==, PURSUIT_BOARD_MAX_LANES);
  last = g_ptr_array_index (board->lanes, board->lanes->len - 1);
  g_assert_true (last->is_others);
  g_assert_cmpint (last->totals.count, >, 5);
  assert_lanes (fixture, PURSUIT_BOARD_BY_SELLER, NULL);
}

/* The lanes are those of the process that is asked for, and where deals are lost there is none. */
static void
test_process (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitQuery) filter = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBoard) board = NULL;

  store_fixture_raw (&fixture->base.base,
                     "INSERT INTO process (id, created_at, changed_at, name, version, silence_days, code) VALUES (77, 1, 1, 'Renewal', 4, 9, 'again');"
                     "INSERT INTO stage (id, created_at, changed_at, process_id, position, name, buyer_name, type) VALUES"
                     " (770, 1, 1, 77, 1, 'Ask', 'B', 'open'), (771, 1, 1, 77, 2, 'Lost', 'B', 'lost'), (772, 1, 1, 77, 3, 'Won', 'B', 'won');"
                     "INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, amount) VALUES (1, 1, 1, 'R', 77, 770, 9)");
  filter->process_id = 77;
  board = pursuit_board_read (fixture->base.desk, filter, PURSUIT_BOARD_BY_STAGE, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (board->lanes->len, ==, 2);
  g_assert_cmpstr (((PursuitLane *) g_ptr_array_index (board->lanes, 1))->label, ==, "Won");
  g_assert_cmpint (board->open.amount, ==, 9);
  g_assert_cmpstr (board->process_name, ==, "Renewal");
  g_assert_cmpint (board->process_version, ==, 4);
  g_assert_cmpint (board->silence_days, ==, 9);
  filter->process_id = 78;
  g_assert_null (pursuit_board_read (fixture->base.desk, filter, PURSUIT_BOARD_BY_STAGE, 5, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

/* The count of each filter is how many cards it would show. */
static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitBoard) board = NULL;
  g_autofree char *today = NULL;
  g_autofree char *sql = NULL;
  PursuitQuery *query;

  for (int i = 0; i < N_VERBS; i++)
    do_something (fixture);
  today = pursuit_date_today ();
  sql = g_strdup_printf ("UPDATE process SET silence_days = 30; UPDATE deal SET gap = id %% 5 - 1, next_step_on = CASE id %% 2 WHEN 0 THEN '%s' END,"
                         " parked_until = CASE WHEN id %% 7 = 3 AND status = 'open' THEN '2999-01-01' END, expected_close = '%s'", today, today);
  store_fixture_raw (&fixture->base.base, sql);
  board = pursuit_board_read (fixture->base.desk, NULL, PURSUIT_BOARD_BY_STAGE, 0, NULL);
  g_assert_true (pursuit_board_read_figures (board, fixture->base.desk, NULL, NULL));

  query = pursuit_query_new (PURSUIT_LIST_DEALS);
  query->gap = PURSUIT_GAP_MISALIGNED;
  g_assert_cmpint (board->counts.misaligned, ==, count_listed (fixture, query));
  query = pursuit_query_new (PURSUIT_LIST_DEALS);
  query->parked = TRUE;
  g_assert_cmpint (board->counts.parked.count, ==, count_listed (fixture, query));
  query = pursuit_query_new (PURSUIT_LIST_DEALS);
  query->silent = TRUE;
  g_assert_cmpint (board->counts.silent, ==, count_listed (fixture, query));
  g_assert_cmpint (board->counts.silent, >, 0);
  query = pursuit_query_new (PURSUIT_LIST_DEALS);
  query->stalled = TRUE;
  g_assert_cmpint (board->counts.stalled, ==, count_listed (fixture, query));
  query = pursuit_query_new (PURSUIT_LIST_DEALS);
  query->unaccepted = TRUE;
  g_assert_cmpint (board->counts.unaccepted, ==, count_listed (fixture, query));
  query = pursuit_query_new (PURSUIT_LIST_DEALS);
  query->waiting_for = pursuit_desk_get_actor_id (fixture->base.desk);
  if (query->waiting_for == 0)
    {
      g_assert_cmpint (board->counts.waiting, ==, 0);
      pursuit_query_free (query);
    }
  else
    g_assert_cmpint (board->counts.waiting, ==, count_listed (fixture, query));

  /* Whatever is open is expected today: in the quarter, in the year, or parked. */
  g_assert_cmpint (board->quarter.open.count + board->quarter.parked.count, ==, board->open.count);
  g_assert_cmpint (board->quarter.open.weighted + board->quarter.parked.weighted, ==, board->open.weighted);
  g_assert_cmpmem (&board->quarter.open, sizeof board->quarter.open, &board->year.open, sizeof board->year.open);
  g_assert_cmpint (board->quarter.won.amount, ==, board->won_quarter.amount);
  g_assert_cmpint (board->year.won.amount, >=, board->quarter.won.amount);
}

#define ADD(path, seed, func) g_test_add (path, Fixture, GUINT_TO_POINTER (seed), set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/board/figures-after-random-verbs/1", 1, test_random_verbs);
  ADD ("/service/board/figures-after-random-verbs/2", 2, test_random_verbs);
  ADD ("/service/board/history-agrees", 3, test_history_agrees);
  ADD ("/service/board/denied", 4, test_denied);
  ADD ("/service/board/figures-alone", 5, test_no_cards);
  ADD ("/service/board/groupings/have-every-deal-once", 6, test_groupings);
  ADD ("/service/board/groupings/others-come-last", 7, test_others);
  ADD ("/service/board/process/has-its-own-lanes", 8, test_process);
  ADD ("/service/board/counts/are-what-filters-show", 9, test_counts);

  return g_test_run ();
}
