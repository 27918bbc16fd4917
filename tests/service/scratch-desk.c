/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch-desk.h"

#include <glib/gstdio.h>

#include "open-gates.h"
#include "pursuit-date.h"

/* 2026-03-17 10:00 UTC: the day on which every test of this suite takes place. */
#define NOW (G_GINT64_CONSTANT (1773741600) * G_USEC_PER_SEC)

void
scratch_desk_set_up (ScratchDesk   *self,
                     gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  pursuit_time_set_now (NOW);
  self->dir = scratch_dir_new ();
  self->path = g_build_filename (self->dir, "scratch.pursuit", NULL);
  self->desk = pursuit_desk_create (self->path, "CNY", &error);
  g_assert_no_error (error);
  self->store = pursuit_desk_get_store (self->desk);
  open_gates (self->desk);
}

/* Nothing but the database may be left behind. */
void
scratch_desk_tear_down (ScratchDesk   *self,
                        gconstpointer  unused)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  g_assert_finalize_object (self->desk);
  scratch_desk_assert (self, "PRAGMA integrity_check", "ok");
  scratch_desk_assert (self, "PRAGMA foreign_key_check", "");
  g_unlink (journal);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  scratch_dir_remove (self->dir);
  g_free (self->path);
  pursuit_time_set_now (0);
}

static sqlite3 *
look (ScratchDesk *self)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  return db;
}

/* Asks the file itself, so that the program is not its own witness. */
gint64
scratch_desk_int (ScratchDesk *self,
                  const char  *sql)
{
  sqlite3 *db = look (self);
  gint64 value = scratch_int (db, sql);

  scratch_close (db);
  return value;
}

char *
scratch_desk_text (ScratchDesk *self,
                   const char  *sql)
{
  sqlite3 *db = look (self);
  GString *all = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      if (all->len > 0)
        g_string_append_c (all, '\n');
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          const char *text = (const char *) sqlite3_column_text (stmt, i);

          g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", text != NULL ? text : "-");
        }
    }
  sqlite3_finalize (stmt);
  scratch_close (db);

  return g_string_free (all, FALSE);
}

/* Changes the file behind the program's back. */
void
scratch_desk_exec (ScratchDesk *self,
                   const char  *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  scratch_exec (db, sql);
  scratch_close (db);
}
