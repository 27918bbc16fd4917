/* SPDX-License-Identifier: GPL-3.0-or-later */

/* move DB SCRATCH ROUNDS TIMES: a deal moved to another stage and committed, by the verb with its rights, rule, history and hashed
 * journal entry, and by an UPDATE and an INSERT on a bare connection; floor - ours - floor (P5). DB is written to. */

#include "pursuit-deals.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-clock.h"
#include "pursuit-store-private.h"

#define N_STAGES 8

typedef struct
{
  PursuitDesk *desk;
  sqlite3 *raw;
  sqlite3_stmt *begin, *update, *insert, *commit;
  GArray *ids;         /* gint64: the deals that move */
  guint n_times;
  guint n_ours;
  guint n_raw;
} Bench;

static void
run_raw_sql (sqlite3    *db,
             const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static sqlite3_stmt *
prepare (sqlite3    *db,
         const char *sql)
{
  sqlite3_stmt *stmt;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));

  return stmt;
}

/* As durable as the program is; nothing else. */
static void
open_raw (Bench      *bench,
          const char *path)
{
  g_remove (path);
  if (sqlite3_open (path, &bench->raw) != SQLITE_OK)
    g_error ("%s cannot be made", path);
  run_raw_sql (bench->raw, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;"
                           "CREATE TABLE deal (id INTEGER PRIMARY KEY, stage_id INTEGER, entered_at INTEGER, revision INTEGER);"
                           "CREATE TABLE move (id INTEGER PRIMARY KEY, deal_id INTEGER, from_id INTEGER, to_id INTEGER, at INTEGER)");
  bench->begin = prepare (bench->raw, "BEGIN IMMEDIATE");
  bench->update = prepare (bench->raw, "UPDATE deal SET stage_id = ?1, entered_at = ?2, revision = revision + 1 WHERE id = ?3");
  bench->insert = prepare (bench->raw, "INSERT INTO move (deal_id, from_id, to_id, at) VALUES (?1, ?2, ?3, ?4)");
  bench->commit = prepare (bench->raw, "COMMIT");
  for (guint i = 0; i < bench->ids->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO deal VALUES (%" G_GINT64_FORMAT ", 1, 0, 1)",
                                              g_array_index (bench->ids, gint64, i));

      run_raw_sql (bench->raw, sql);
    }
}

static void
step (sqlite3      *db,
      sqlite3_stmt *stmt)
{
  if (sqlite3_step (stmt) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_reset (stmt);
}

static void
move_raw (Bench *bench)
{
  guint n = bench->n_raw++;
  gint64 id = g_array_index (bench->ids, gint64, n % bench->ids->len);

  sqlite3_bind_int64 (bench->update, 1, n % N_STAGES + 1);
  sqlite3_bind_int64 (bench->update, 2, g_get_real_time ());
  sqlite3_bind_int64 (bench->update, 3, id);
  sqlite3_bind_int64 (bench->insert, 1, id);
  sqlite3_bind_int64 (bench->insert, 2, 1);
  sqlite3_bind_int64 (bench->insert, 3, n % N_STAGES + 1);
  sqlite3_bind_int64 (bench->insert, 4, g_get_real_time ());
  step (bench->raw, bench->begin);
  step (bench->raw, bench->update);
  step (bench->raw, bench->insert);
  step (bench->raw, bench->commit);
}

/* Each deal goes back and forth between two stages, so that every call is a move. */
static void
move_ours (Bench *bench)
{
  g_autoptr(GError) error = NULL;
  guint n = bench->n_ours++;
  gint64 id = g_array_index (bench->ids, gint64, n % bench->ids->len);
  /* Whatever the process asks for, the move is made. */
  const PursuitDealChange change = { .verb = "move", .deal_id = id, .position = (int) (n / bench->ids->len % 2) + 1,
                                     .reason = "moved back and forth by the bench", .override = TRUE };

  if (!pursuit_deals_change (bench->desk, &change, NULL, &error))
    g_error ("%s", error->message);
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

/* Open deals of the stages after the second: their first move is one, too. */
static GArray *
choose_deals (PursuitStore *store)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *stmt = prepare (store->db->handle,
                                "SELECT d.id FROM deal d JOIN stage t ON t.id = d.stage_id"
                                " WHERE d.status = 'open' AND d.deleted_at = 0 AND t.position > 2 ORDER BY d.id LIMIT 100");

  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_finalize (stmt);
  if (ids->len == 0)
    g_error ("there are no deals to move");

  return ids;
}

/* A fast wrong answer scores nothing: each move has its history and its journal entry. */
static void
check_answer (Bench  *bench,
              gint64  moves_before)
{
  sqlite3_stmt *stmt = prepare (pursuit_desk_get_store (bench->desk)->db->handle,
                                "SELECT (SELECT count(*) FROM stage_move WHERE reason LIKE '%bench'),"
                                " (SELECT count(*) FROM journal WHERE verb = 'move')");

  if (sqlite3_step (stmt) != SQLITE_ROW || sqlite3_column_int64 (stmt, 0) - moves_before != bench->n_ours ||
      sqlite3_column_int64 (stmt, 1) < bench->n_ours)
    {
      fprintf (stderr, "%u deals were moved, and the database does not say so\n", bench->n_ours);
      exit (1);
    }
  sqlite3_finalize (stmt);
}

static gint64
count_moves (PursuitDesk *desk)
{
  sqlite3_stmt *stmt = prepare (pursuit_desk_get_store (desk)->db->handle,
                                "SELECT count(*) FROM stage_move WHERE reason LIKE '%bench'");
  gint64 n = sqlite3_step (stmt) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;

  sqlite3_finalize (stmt);
  return n;
}

static void
tear_down (Bench *bench)
{
  sqlite3_finalize (bench->begin);
  sqlite3_finalize (bench->update);
  sqlite3_finalize (bench->insert);
  sqlite3_finalize (bench->commit);
  sqlite3_close (bench->raw);
  g_array_unref (bench->ids);
  g_object_unref (bench->desk);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  Bench bench = { 0 };
  guint n_rounds;
  gint64 moves_before;

  if (argc != 5)
    {
      fprintf (stderr, "usage: %s DB SCRATCH ROUNDS TIMES\n", argv[0]);
      return 2;
    }
  bench.desk = pursuit_desk_open (argv[1], PURSUIT_STORE_NONE, &error);
  if (bench.desk == NULL)
    g_error ("%s", error->message);
  /* Milestones are read for every move forward; that none is asked for lets the same deals go back and forth. */
  sqlite3_exec (pursuit_desk_get_store (bench.desk)->db->handle, "UPDATE milestone SET required = 0", NULL, NULL, NULL);
  bench.ids = choose_deals (pursuit_desk_get_store (bench.desk));
  open_raw (&bench, argv[2]);
  n_rounds = (guint) atoi (argv[3]);
  bench.n_times = (guint) atoi (argv[4]);
  moves_before = count_moves (bench.desk);

  printf ("{\"rounds\":[");
  for (guint i = 0; i < n_rounds; i++)
    {
      BenchTime before = measure (&bench, move_raw);
      BenchTime ours = measure (&bench, move_ours);
      BenchTime after = measure (&bench, move_raw);

      printf ("%s[%.2f,%.2f,%.2f,%.2f,%.2f]", i > 0 ? "," : "", before.wall, ours.wall, after.wall, ours.cpu,
              (before.cpu + after.cpu) / 2);
    }
  printf ("]}\n");

  check_answer (&bench, moves_before);
  tear_down (&bench);
  return 0;
}
