/* SPDX-License-Identifier: GPL-3.0-or-later */

/* paths DB PATH TIMES: does one of the things that must stay quick so many times, for callgrind to count
 * (instructions.py). Only what bench_path_run() calls is counted: opening the database is not. */

#include "pursuit-board.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-records.h"
#include "pursuit-text.h"

#include <stdio.h>
#include <stdlib.h>

#define N_CARDS 20
#define N_ROWS 50

typedef void (*Path) (PursuitDesk *desk,
                      guint        n);

void bench_path_run (Path         path,
                     PursuitDesk *desk,
                     guint        n_times);

static void
expect (gboolean  ok,
        GError   *error)
{
  if (!ok)
    g_error ("%s", error->message);
}

static void
run_board (PursuitDesk *desk,
           guint        n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBoard) board = pursuit_board_read (desk, NULL, PURSUIT_BOARD_BY_STAGE, N_CARDS, &error);

  expect (board != NULL, error);
}

/* What a list asks for when it is first shown. */
static void
run_list (PursuitDesk *desk,
          guint        n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, 0, &error);
  g_autoptr(GPtrArray) rows = NULL;

  expect (ids != NULL, error);
  rows = pursuit_desk_query_rows (desk, query->list, &g_array_index (ids, gint64, 0), MIN (ids->len, N_ROWS), &error);
  expect (rows != NULL, error);
}

/* Whatever the process asks for on the way. */
static void
move_to (PursuitDesk *desk,
         gint64       deal_id,
         int          position)
{
  g_autoptr(GError) error = NULL;
  const PursuitDealChange change = { .verb = "move", .deal_id = deal_id, .position = position,
                                     .reason = "moved back and forth by the bench", .override = TRUE };

  expect (pursuit_deals_change (desk, &change, NULL, &error), error);
}

/* To the second stage and back: every call is a move. */
static void
run_move (PursuitDesk *desk,
          guint        n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitQuery) query = NULL;
  static gint64 deal_id;

  if (deal_id == 0)
    {
      g_autoptr(GArray) ids = NULL;

      query = pursuit_query_new (PURSUIT_LIST_DEALS);
      query->status = PURSUIT_DEAL_OPEN;
      ids = pursuit_desk_query_ids (desk, query, 0, &error);
      expect (ids != NULL && ids->len > 0, error);
      deal_id = g_array_index (ids, gint64, 0);
      move_to (desk, deal_id, 1);
    }
  move_to (desk, deal_id, n % 2 == 0 ? 2 : 1);
}

static void
run_create (PursuitDesk *desk,
            guint        n)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("杭州临安锅炉厂 %u", n);
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "region", "浙江", NULL);

  expect (pursuit_records_create (desk, customer, NULL, &error), error);
}

static void
run_fold (PursuitDesk *desk,
          guint        n)
{
  static const char *const names[] = { "杭州海康威視數字技術股份有限公司", "Ｓｃｈｎｅｉｄｅｒ　Électric (China) Co., Ltd.", "沈阳鼓风机集团" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folded = pursuit_text_fold (names[i]);
      g_autofree char *company = pursuit_text_fold_company (names[i]);
    }
}

static const struct
{
  const char *name;
  Path run;
} paths[] = {
  { "board", run_board },
  { "create", run_create },
  { "fold", run_fold },
  { "list", run_list },
  { "move", run_move },
};

/* Its name is known to callgrind; it must stay a function of its own. */
G_GNUC_NO_INLINE void
bench_path_run (Path         path,
                PursuitDesk *desk,
                guint        n_times)
{
  for (guint i = 0; i < n_times; i++)
    path (desk, i);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) desk = NULL;

  if (argc != 4)
    {
      fprintf (stderr, "usage: %s DB PATH TIMES\n", argv[0]);
      return 2;
    }
  desk = pursuit_desk_open (argv[1], PURSUIT_STORE_NONE, &error);
  expect (desk != NULL, error);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_equal (paths[i].name, argv[2]))
      {
        bench_path_run (paths[i].run, desk, (guint) atoi (argv[3]));
        return 0;
      }

  fprintf (stderr, "there is no %s\n", argv[2]);
  return 2;
}
