/* SPDX-License-Identifier: GPL-3.0-or-later */

/* report DB ROUNDS TIMES: pipeline, conversion and velocity of the last year, as the report page asks for them (P6). One line of
 * JSON: {"rounds": [[microseconds of time, of processor time]], "open", "ended", "stays"}. */

#include "pursuit-pipeline.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench-clock.h"
#include "pursuit-store-private.h"

static PursuitPipeline *
read_report (PursuitDesk *desk)
{
  g_autoptr(GError) error = NULL;
  PursuitPipeline *report = pursuit_pipeline_read (desk, 0, 0, 0, PURSUIT_PERIOD_ALL, &error);

  if (report == NULL)
    g_error ("%s", error->message);

  return report;
}

static gint64
count (PursuitDesk *desk,
       const char  *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 number;

  if (!pursuit_db_get_number (pursuit_desk_get_store (desk)->db, sql, &number, &error))
    g_error ("%s", error->message);

  return number;
}

/* A fast wrong answer scores nothing: what is kept is what there is. */
static void
check_answer (PursuitDesk *desk)
{
  g_autoptr(PursuitPipeline) report = read_report (desk);
  gint64 n_open = count (desk, "SELECT count(*) FROM deal WHERE status = 'open' AND deleted_at = 0");
  gint64 amount = count (desk, "SELECT coalesce (sum (amount), 0) FROM deal WHERE status = 'open' AND deleted_at = 0");
  gint64 n_deals = count (desk, "SELECT count(*) FROM deal");

  if (report->open.count != n_open || report->open.amount != amount)
    {
      fprintf (stderr, "the report says %" G_GINT64_FORMAT " open deals, and there are %" G_GINT64_FORMAT "\n",
               report->open.count, n_open);
      exit (1);
    }
  printf ("],\"open\":%" G_GINT64_FORMAT ",\"deals\":%" G_GINT64_FORMAT "}\n", n_open, n_deals);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) desk = NULL;
  guint n_rounds, n_times;

  if (argc != 4)
    {
      fprintf (stderr, "usage: %s DB ROUNDS TIMES\n", argv[0]);
      return 2;
    }
  desk = pursuit_desk_open (argv[1], PURSUIT_STORE_NONE, &error);
  if (desk == NULL)
    g_error ("%s", error->message);
  n_rounds = (guint) atoi (argv[2]);
  n_times = (guint) atoi (argv[3]);

  printf ("{\"rounds\":[");
  for (guint i = 0; i < n_rounds; i++)
    {
      BenchTime begun = bench_clock_read ();
      BenchTime took;

      for (guint n = 0; n < n_times; n++)
        pursuit_pipeline_free (read_report (desk));
      took = bench_clock_since (begun, n_times);
      printf ("%s[%.2f,%.2f]", i > 0 ? "," : "", took.wall, took.cpu);
    }
  check_answer (desk);

  return 0;
}
