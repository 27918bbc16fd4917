/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "scratch-db.h"

G_BEGIN_DECLS

/* A desk at a new database in a directory of its own. */
typedef struct
{
  char *dir;
  char *path;
  PursuitDesk *desk;
  PursuitStore *store;
} ScratchDesk;

void    scratch_desk_set_up    (ScratchDesk    *self,
                                gconstpointer   unused);
void    scratch_desk_tear_down (ScratchDesk    *self,
                                gconstpointer   unused);
gint64  scratch_desk_int       (ScratchDesk    *self,
                                const char     *sql);
char   *scratch_desk_text      (ScratchDesk    *self,
                                const char     *sql) G_GNUC_WARN_UNUSED_RESULT;
void    scratch_desk_exec      (ScratchDesk    *self,
                                const char     *sql);

#define scratch_desk_add(name, test) \
  g_test_add (name, ScratchDesk, NULL, scratch_desk_set_up, test, scratch_desk_tear_down)

/* What the database holds, seen from outside: "value|value" a row, the rows on lines of their own. */
#define scratch_desk_assert(self, sql, expected)                           \
  G_STMT_START                                                             \
    {                                                                      \
      g_autofree char *held_ = scratch_desk_text ((self), (sql));          \
      g_assert_cmpstr (held_, ==, (expected));                             \
    }                                                                      \
  G_STMT_END

G_END_DECLS
