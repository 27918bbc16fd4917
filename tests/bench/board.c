/* SPDX-License-Identifier: GPL-3.0-or-later */

/* board DB ROUNDS TIMES: what the board shows at first, by the program and by SQL alone, floor - ours - floor (P3). */

#include "pursuit-board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-clock.h"
#include "pursuit-date.h"
#include "pursuit-store-private.h"
#include "raw-board.h"

#define N_CARDS 20

typedef struct
{
  PursuitDesk *desk;
  RawBoard *raw;
  guint n_times;
} Bench;

static PursuitBoard *
read_ours (Bench *bench)
{
  g_autoptr(GError) error = NULL;
  PursuitBoard *board = pursuit_board_read (bench->desk, NULL, PURSUIT_BOARD_BY_STAGE, N_CARDS, &error);

  if (board == NULL)
    g_error ("%s", error->message);

  return board;
}

static void
run_ours (Bench *bench)
{
  pursuit_board_free (read_ours (bench));
}

static void
run_raw (Bench *bench)
{
  raw_board_read (bench->raw, NULL);
}

static BenchTime
measure (Bench *bench,
         void (*run) (Bench *))
{
  BenchTime begun = bench_clock_read ();

  for (guint i = 0; i < bench->n_times; i++)
    run (bench);

  return bench_clock_since (begun, bench->n_times);
}

static void
describe_lane (PursuitLane *lane,
               GString     *figures,
               GString     *cards)
{
  if (lane->totals.count > 0)
    g_string_append_printf (figures, "lane %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                            PURSUIT_RECORD (lane->stage)->id, lane->totals.count, lane->totals.amount,
                            lane->totals.weighted);
  g_string_append_printf (cards, "cards %" G_GINT64_FORMAT, PURSUIT_RECORD (lane->stage)->id);
  for (guint i = 0; i < lane->rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (lane->rows, i);

      g_string_append_printf (cards, " %" G_GINT64_FORMAT ":%s:%s:%" G_GINT64_FORMAT ":%s", pursuit_row_get_id (row),
                              pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE),
                              pursuit_row_get_text (row, PURSUIT_DEAL_ROW_CUSTOMER),
                              pursuit_row_get_number (row, PURSUIT_DEAL_ROW_AMOUNT),
                              pursuit_row_get_text (row, PURSUIT_DEAL_ROW_OWNER));
    }
  g_string_append_c (cards, '\n');
}

/* In the words of raw_board_read(). */
static char *
describe (PursuitBoard *board)
{
  GString *figures = g_string_new (NULL);
  g_autoptr(GString) cards = g_string_new (NULL);

  for (guint i = 0; i < board->lanes->len; i++)
    describe_lane (g_ptr_array_index (board->lanes, i), figures, cards);
  g_string_append (figures, cards->str);
  g_string_append_printf (figures, "quarter %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", board->won_quarter.count,
                          board->won_quarter.amount);
  g_string_append_printf (figures, "quarter %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", board->lost_quarter.count,
                          board->lost_quarter.amount);

  return g_string_free (figures, FALSE);
}

/* A fast wrong answer scores nothing. */
static gint64
check_answer (Bench *bench)
{
  g_autoptr(PursuitBoard) board = read_ours (bench);
  g_autofree char *ours = describe (board);
  g_autoptr(GString) raw = g_string_new (NULL);

  raw_board_read (bench->raw, raw);
  if (strcmp (ours, raw->str) != 0)
    {
      fprintf (stderr, "The answers differ.\nours:\n%s\nSQL:\n%s\n", ours, raw->str);
      exit (1);
    }
  return board->open.count;
}

/* What cannot be noisy: the work of the engine for one read (platform.md 9). */
static void
print_counters (Bench *bench)
{
  static const int kinds[] = { SQLITE_STMTSTATUS_VM_STEP, SQLITE_STMTSTATUS_FULLSCAN_STEP, SQLITE_STMTSTATUS_SORT,
                               SQLITE_STMTSTATUS_AUTOINDEX, SQLITE_STMTSTATUS_RUN, SQLITE_STMTSTATUS_REPREPARE };
  static const char *const names[] = { "vm_steps", "full_scan_steps", "sorts", "automatic_indexes", "statements_run",
                                       "statements_prepared_again" };
  sqlite3 *db = pursuit_desk_get_store (bench->desk)->db->handle;
  int sums[G_N_ELEMENTS (kinds)] = { 0 };

  for (guint pass = 0; pass < 2; pass++)   /* the first pass only sets them to 0 */
    {
      memset (sums, 0, sizeof sums);
      for (sqlite3_stmt *stmt = sqlite3_next_stmt (db, NULL); stmt != NULL; stmt = sqlite3_next_stmt (db, stmt))
        for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
          sums[i] += sqlite3_stmt_status (stmt, kinds[i], TRUE);
      if (pass == 0)
        run_ours (bench);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    printf ("%s\"%s\":%d", i > 0 ? "," : "", names[i], sums[i]);
}

static void
set_up (Bench      *bench,
        const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  pursuit_date_quarter (today, &from, &to);
  bench->desk = pursuit_desk_open (path, PURSUIT_STORE_NONE, &error);
  if (bench->desk == NULL)
    g_error ("%s", error->message);
  bench->raw = raw_board_new (path, today, from, to, N_CARDS);
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { NULL, NULL, 1 };
  guint n_rounds;
  gint64 n_open;

  if (argc != 4)
    {
      fprintf (stderr, "usage: %s DB ROUNDS TIMES\n", argv[0]);
      return 2;
    }
  set_up (&bench, argv[1]);
  n_rounds = (guint) atoi (argv[2]);
  bench.n_times = (guint) atoi (argv[3]);

  n_open = check_answer (&bench);
  printf ("{\"open_deals\":%" G_GINT64_FORMAT ",\"counters\":{", n_open);
  print_counters (&bench);
  printf ("},\"rounds\":[");
  for (guint i = 0; i < n_rounds; i++)
    {
      BenchTime before = measure (&bench, run_raw);
      BenchTime ours = measure (&bench, run_ours);
      BenchTime after = measure (&bench, run_raw);

      printf ("%s[%.2f,%.2f,%.2f,%.2f,%.2f]", i > 0 ? "," : "", before.wall, ours.wall, after.wall, ours.cpu,
              (before.cpu + after.cpu) / 2);
    }
  printf ("]}\n");

  check_answer (&bench);
  raw_board_free (bench.raw);
  g_object_unref (bench.desk);
  return 0;
}
