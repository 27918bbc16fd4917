/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The state of one connection's waiting; lives in whatever owns the connection, at least as long as it. */
typedef struct
{
  guint deadline_ms;
  gint64 until_us;   /* monotonic end of the present wait */
  guint waits;       /* how often it slept in all; atomic, so that another thread may look */
} PursuitBusy;

void   pursuit_busy_install   (PursuitBusy *self,
                               sqlite3     *db,
                               guint        deadline_ms);
guint  pursuit_busy_get_waits (PursuitBusy *self);
gint64 pursuit_busy_draw_us   (guint        attempt,
                               gint64       left_us);

G_END_DECLS
