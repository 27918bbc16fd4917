/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Waiting for what comes from another thread: the main context is iterated until a condition holds, with a limit. */

#include "main-loop.h"

#include "pursuit-worker-private.h"

/* Only what never comes takes as long; a disk may stand still for seconds, again and again. */
#define LIMIT_SECONDS 300

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("nothing came within %d seconds", LIMIT_SECONDS);

  return G_SOURCE_REMOVE;
}

/**
 * main_loop_run_until:
 * @condition: what is waited for
 * @data: for @condition
 *
 * Iterates the main context until @condition holds; the test fails when it does not for very long.
 */
void
main_loop_run_until (MainLoopCondition condition,
                     gpointer          data)
{
  guint limit = g_timeout_add_seconds (LIMIT_SECONDS, give_up_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

/**
 * main_loop_look_again:
 *
 * For a condition that no source of the main context tells of: lets it be asked again soon.
 */
void
main_loop_look_again (void)
{
  g_usleep (1000);
  g_main_context_wakeup (NULL);
}

/**
 * main_loop_drain:
 *
 * Iterates the main context as long as something is ready.
 */
void
main_loop_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * main_loop_keep_cb:
 * @source: ignored
 * @result: the result
 * @user_data: where to put it, a `GAsyncResult **`
 *
 * Keeps a result for main_loop_await().
 */
void
main_loop_keep_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

static gboolean
is_filled (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/**
 * main_loop_await:
 * @slot: where main_loop_keep_cb() puts a result
 *
 * Returns: (transfer full): the result, once it is there
 */
GAsyncResult *
main_loop_await (GAsyncResult **slot)
{
  main_loop_run_until (is_filled, slot);

  return g_steal_pointer (slot);
}

static gboolean
has_ended (gpointer data)
{
  PursuitWorker *worker = data;
  gboolean ended;

  g_mutex_lock (&worker->end_lock);
  ended = worker->has_ended;
  g_mutex_unlock (&worker->end_lock);
  if (!ended)
    main_loop_look_again ();

  return ended;
}

/**
 * main_loop_shut_down:
 * @worker: a worker
 *
 * Ends a worker, and waits for its thread also when the disk is so slow that the window would not have waited for it.
 */
void
main_loop_shut_down (PursuitWorker *worker)
{
  gboolean has_thread = worker->thread != NULL;

  pursuit_worker_shut_down (worker);
  if (has_thread)
    main_loop_run_until (has_ended, worker);
  main_loop_drain ();
}

static gboolean
is_last_reference (gpointer data)
{
  gboolean is_last = g_atomic_int_get ((int *) &G_OBJECT (data)->ref_count) == 1;

  if (!is_last)
    main_loop_look_again ();

  return is_last;
}

/**
 * main_loop_end_worker:
 * @worker: (transfer full): a worker
 *
 * Ends a worker; ours must be the last reference then.
 */
void
main_loop_end_worker (PursuitWorker *worker)
{
  main_loop_shut_down (worker);
  /* A thread that nobody waited for drops its own a moment later. */
  if (worker->is_let_go)
    main_loop_run_until (is_last_reference, worker);
  g_assert_finalize_object (worker);
}
