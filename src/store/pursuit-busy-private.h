/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Told between two sleeps how long this wait has taken. */
typedef void (*PursuitBusyTick) (gint64   waited_us,
                                 gpointer data);

/* The state of one connection's waiting; lives in whatever owns the connection, at least as long as it. */
typedef struct
{
  guint deadline_ms;
  guint most_ms;               /* for the time being, 0 for all of the deadline */
  GCancellable *cancellable;   /* lent; ends a wait early */
  PursuitBusyTick tick;
  gpointer tick_data;

  gint64 since_us;   /* monotonic begin of the present wait */
  gint64 until_us;   /* monotonic end of the present wait */
  guint waits;       /* how often it slept in all; atomic, so that another thread may look */
} PursuitBusy;

void   pursuit_busy_install   (PursuitBusy *self,
                               sqlite3     *db,
                               guint        deadline_ms);
void   pursuit_busy_set_tick  (PursuitBusy     *self,
                               GCancellable    *cancellable,
                               PursuitBusyTick  tick,
                               gpointer         data);
guint  pursuit_busy_get_waits (PursuitBusy *self);
gint64 pursuit_busy_draw_us   (guint        attempt,
                               gint64       left_us);

G_END_DECLS
