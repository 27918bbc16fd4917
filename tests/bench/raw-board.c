/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-board.h"

#include <sqlite3.h>

/*
 * As somebody would write it who has only this one question: totals that triggers keep, three index scans per lane (due, not
 * planned, later), every column of a card read once. No objects, no rights, no generality.
 */

#define MAX_STAGES 32

#define CARD_COLUMNS                                                                                                  \
  "d.id, d.title, d.customer_id, coalesce(c.short_name, c.name), d.status, d.stage_id, t.position, t.name,"           \
  " t.expected_days, d.stage_entered_at, d.amount, d.probability, d.owner_id, s.name, p.name, d.next_step,"           \
  " d.next_step_on, d.expected_close, d.closed_on, d.lost_reason, d.revision, t.name_zh, b.position, d.gap,"          \
  " (SELECT count(*) FROM stage g JOIN milestone m ON m.stage_id = g.id AND m.required AND NOT m.handover AND m.deleted_at = 0" \
  "   WHERE g.process_id = d.process_id AND g.position <= t.position AND g.deleted_at = 0 AND NOT EXISTS ("           \
  "         SELECT 1 FROM proof x WHERE x.deal_id = d.id AND x.milestone_id = m.id AND x.deleted_at = 0)),"           \
  " d.probability_manual, d.parked_until, d.parked_reason, c.last_contact_at, d.accepted_on"                          \
  " FROM deal d JOIN customer c ON c.id = d.customer_id JOIN stage t ON t.id = d.stage_id"                            \
  " LEFT JOIN stage b ON b.id = d.buyer_stage_id"                                                                     \
  " LEFT JOIN staff s ON s.id = d.owner_id LEFT JOIN product p ON p.id = d.product_id"                                \
  " WHERE d.stage_id = ?1 AND d.status = 'open' AND d.deleted_at = 0"

#define N_CARD_COLUMNS 30

enum
{
  LANES,
  CLOSED,
  DUE,
  UNPLANNED,
  LATER,
  BEGIN,
  COMMIT,
  N_STATEMENTS,
};

static const char *const statements[N_STATEMENTS] = {
  [LANES] = "SELECT t.id, t.position, x.status, x.count, x.amount, x.weighted"
            " FROM stage t LEFT JOIN deal_total x ON x.stage_id = t.id"
            " WHERE t.process_id = (SELECT value FROM setting WHERE key = 'process') AND t.deleted_at = 0"
            " ORDER BY t.position",
  [CLOSED] = "SELECT coalesce(sum(count), 0), coalesce(sum(amount), 0) FROM deal_closed_total"
             " WHERE status = ?1 AND closed_on BETWEEN ?2 AND ?3",
  [DUE] = "SELECT " CARD_COLUMNS " AND d.next_step_on <= ?2 ORDER BY d.next_step_on, d.id LIMIT ?3",
  [UNPLANNED] = "SELECT " CARD_COLUMNS " AND d.next_step_on IS NULL ORDER BY d.id LIMIT ?3",
  [LATER] = "SELECT " CARD_COLUMNS " AND d.next_step_on > ?2 ORDER BY d.next_step_on, d.id LIMIT ?3",
  [BEGIN] = "BEGIN",
  [COMMIT] = "COMMIT",
};

struct _RawBoard
{
  sqlite3 *db;
  sqlite3_stmt *stmts[N_STATEMENTS];
  char *today;
  char *quarter_from;
  char *quarter_to;
  guint n_cards;
  gint64 checksum;      /* what is read must count for something, or a compiler could leave it out */
};

static gint64
get (sqlite3_stmt *stmt,
     int           column)
{
  return sqlite3_column_int64 (stmt, column);
}

static void
expect (RawBoard *self,
        int       code,
        int       expected)
{
  if (code != expected)
    g_error ("%s", sqlite3_errmsg (self->db));
}

/**
 * raw_board_new:
 * @path: a database
 * @today: ISO date
 * @quarter_from: its first day
 * @quarter_to: its last day
 * @n_cards: how many cards of a lane to read
 *
 * Returns: (transfer full): a connection with its statements prepared
 */
RawBoard *
raw_board_new (const char *path,
               const char *today,
               const char *quarter_from,
               const char *quarter_to,
               guint       n_cards)
{
  RawBoard *self = g_new0 (RawBoard, 1);

  self->today = g_strdup (today);
  self->quarter_from = g_strdup (quarter_from);
  self->quarter_to = g_strdup (quarter_to);
  self->n_cards = n_cards;
  expect (self, sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  expect (self, sqlite3_exec (self->db, "PRAGMA cache_size = -32000", NULL, NULL, NULL), SQLITE_OK);   /* as ours */
  for (guint i = 0; i < N_STATEMENTS; i++)
    expect (self, sqlite3_prepare_v2 (self->db, statements[i], -1, &self->stmts[i], NULL), SQLITE_OK);

  return self;
}

/**
 * raw_board_free:
 * @self: (transfer full): a board
 */
void
raw_board_free (RawBoard *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->stmts[i]);
  sqlite3_close (self->db);
  g_free (self->today);
  g_free (self->quarter_from);
  g_free (self->quarter_to);
  g_free (self);
}

static void
run (RawBoard *self,
     guint     statement)
{
  expect (self, sqlite3_step (self->stmts[statement]), SQLITE_DONE);
  sqlite3_reset (self->stmts[statement]);
}

static void
read_card (RawBoard     *self,
           sqlite3_stmt *stmt,
           GString      *answer)
{
  for (int i = 0; i < N_CARD_COLUMNS; i++)
    if (sqlite3_column_type (stmt, i) == SQLITE_TEXT)
      self->checksum += sqlite3_column_text (stmt, i)[0];
    else
      self->checksum += get (stmt, i);

  if (answer != NULL)
    g_string_append_printf (answer, " %" G_GINT64_FORMAT ":%s:%s:%" G_GINT64_FORMAT ":%s", get (stmt, 0), sqlite3_column_text (stmt, 1),
                            sqlite3_column_text (stmt, 3), get (stmt, 10), sqlite3_column_text (stmt, 13));
}

static void
read_cards (RawBoard *self,
            gint64    stage_id,
            GString  *answer)
{
  guint n = 0;

  for (guint group = DUE; group <= LATER && n < self->n_cards; group++)
    {
      sqlite3_stmt *stmt = self->stmts[group];
      int code;

      sqlite3_bind_int64 (stmt, 1, stage_id);
      if (group != UNPLANNED)
        sqlite3_bind_text (stmt, 2, self->today, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 3, self->n_cards - n);
      while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          read_card (self, stmt, answer);
          n++;
        }
      expect (self, code, SQLITE_DONE);
      sqlite3_reset (stmt);
    }
}

static void
read_closed (RawBoard   *self,
             const char *status,
             GString    *answer)
{
  sqlite3_stmt *stmt = self->stmts[CLOSED];

  sqlite3_bind_text (stmt, 1, status, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, self->quarter_from, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, self->quarter_to, -1, SQLITE_STATIC);
  expect (self, sqlite3_step (stmt), SQLITE_ROW);
  self->checksum += get (stmt, 0) + get (stmt, 1);
  if (answer != NULL)
    g_string_append_printf (answer, "quarter %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", get (stmt, 0), get (stmt, 1));
  sqlite3_reset (stmt);
}

/* The stages with their figures; returns how many there are. */
static guint
read_lanes (RawBoard *self,
            gint64   *stages,
            GString  *answer)
{
  sqlite3_stmt *stmt = self->stmts[LANES];
  guint n = 0;
  int code;

  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = get (stmt, 0);
      const char *status = (const char *) sqlite3_column_text (stmt, 2);

      if (n == 0 || stages[n - 1] != id)
        stages[n++] = id;
      self->checksum += get (stmt, 3) + get (stmt, 4) + get (stmt, 5);
      if (answer != NULL && g_strcmp0 (status, "open") == 0)
        g_string_append_printf (answer, "lane %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", id, get (stmt, 3),
                                get (stmt, 4), get (stmt, 5));
    }
  expect (self, code, SQLITE_DONE);
  sqlite3_reset (stmt);

  return n;
}

/**
 * raw_board_read:
 * @self: a board
 * @answer: (nullable): where to write what was read, to compare it
 *
 * Reads what the board shows at first, once.
 */
void
raw_board_read (RawBoard *self,
                GString  *answer)
{
  gint64 stages[MAX_STAGES];
  guint n_stages;

  run (self, BEGIN);
  n_stages = read_lanes (self, stages, answer);

  for (guint i = 0; i < n_stages; i++)
    {
      if (answer != NULL)
        g_string_append_printf (answer, "cards %" G_GINT64_FORMAT, stages[i]);
      read_cards (self, stages[i], answer);
      if (answer != NULL)
        g_string_append_c (answer, '\n');
    }
  read_closed (self, "won", answer);
  read_closed (self, "lost", answer);
  run (self, COMMIT);
}
