/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Waiting for what comes from another thread: the main context is iterated until a condition holds, with a limit. */

#include "main-loop.h"

#define LIMIT_SECONDS 30

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
