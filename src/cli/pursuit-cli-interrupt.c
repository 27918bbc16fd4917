/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-interrupt-private.h"

#include <glib-unix.h>

/*
 * PursuitInterrupt turns Ctrl+C into a cancelled operation while it exists: the verb then rolls back and says so, instead of
 * leaving a journal for the next one to roll back. The verb keeps the main thread busy, so a thread listens. In a window
 * the signals mean the window: there it is whoever asked that cancels.
 */
struct _PursuitInterrupt
{
  GCancellable *cancellable;
  PursuitStore *store;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;      /* NULL when nothing is listened to */
};

static gboolean
interrupted_cb (gpointer user_data)
{
  PursuitInterrupt *self = user_data;

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    pursuit_store_interrupt (self->store);

  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gpointer
listen_thread (gpointer data)
{
  PursuitInterrupt *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
listen_to (PursuitInterrupt *self,
           int               signal_number)
{
  g_autoptr(GSource) source = g_unix_signal_source_new (signal_number);

  g_source_set_callback (source, interrupted_cb, self, NULL);
  g_source_attach (source, self->context);
}

/**
 * pursuit_interrupt_new:
 * @cli: a run, perhaps with an open desk
 *
 * Returns: (transfer full): begins to listen; freeing it ends that
 */
PursuitInterrupt *
pursuit_interrupt_new (PursuitCli *cli)
{
  PursuitInterrupt *self = g_new0 (PursuitInterrupt, 1);

  self->store = cli->desk != NULL ? g_object_ref (pursuit_desk_get_store (cli->desk)) : NULL;
  if (cli->host != NULL)
    {
      self->cancellable = cli->cancellable != NULL ? g_object_ref (cli->cancellable) : g_cancellable_new ();
      return self;
    }

  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  listen_to (self, SIGINT);
  listen_to (self, SIGTERM);
  self->thread = g_thread_new ("interrupt", listen_thread, self);

  return self;
}

/**
 * pursuit_interrupt_get_cancellable:
 * @self: a listener
 *
 * Returns: what is cancelled by Ctrl+C, lent
 */
GCancellable *
pursuit_interrupt_get_cancellable (PursuitInterrupt *self)
{
  return self->cancellable;
}

static void
stop_listening (PursuitInterrupt *self)
{
  g_autoptr(GSource) quit = g_idle_source_new ();

  /* From within the loop: a quit before the thread has begun to run it would be lost. */
  g_source_set_priority (quit, G_PRIORITY_DEFAULT);
  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
}

/**
 * pursuit_interrupt_free:
 * @self: (transfer full): a listener
 */
void
pursuit_interrupt_free (PursuitInterrupt *self)
{
  if (self->thread != NULL)
    stop_listening (self);
  g_object_unref (self->cancellable);
  g_clear_object (&self->store);
  g_free (self);
}
