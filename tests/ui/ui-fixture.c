/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <glib/gstdio.h>

#include "open-gates.h"

/* Longer than anything here takes on a loaded machine, or on a disk that stands still for seconds, again and again. */
#define PATIENCE_SECONDS 300

static gboolean
out_of_patience_cb (gpointer data)
{
  g_error ("Nothing came of waiting.");

  return G_SOURCE_REMOVE;
}

/* A popover that goes away with its parent while it is open is kept by GTK 4.8, without a surface. When its tooltip's time comes,
 * half a second later and so on a slow computer still in this program, GTK asks where on that surface the pointer is, which is a
 * critical. So what a test has done takes the tooltip that was to come along; GTK does the same when the pointer has rested. */
static void
forget_tooltip (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GQuark current = g_quark_try_string ("gdk-display-current-tooltip");

  if (display != NULL && current != 0)
    g_object_set_qdata (G_OBJECT (display), current, NULL);
}

/* Runs the main loop until @condition holds; a test that waits in vain fails. */
void
ui_wait_until (UiCondition condition,
               gpointer    data)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, out_of_patience_cb, NULL);

  forget_tooltip ();
  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* Runs the main loop until it has nothing to do. */
void
ui_settle (void)
{
  forget_tooltip ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  *(PursuitOpened **) user_data = pursuit_worker_open_finish (PURSUIT_WORKER (source), result, &error);
  g_assert_no_error (error);
}

/* Opens a database and waits until it is there. */
void
ui_open (PursuitWorker     *worker,
         const char        *path,
         PursuitStoreFlags  flags)
{
  g_autoptr(PursuitOpened) opened = NULL;

  pursuit_worker_open_async (worker, path, flags, NULL, opened_cb, &opened);
  ui_wait_until (is_set, &opened);
}

/* Makes a database with @fill's records in it, and opens it. */
void
ui_fixture_set_up (UiFixture  *self,
                   void      (*fill) (PursuitDesk *desk))
{
  g_autoptr(PursuitDesk) desk = NULL;
  GError *error = NULL;

  self->directory = g_dir_make_tmp ("pursuit-ui-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->directory, "test.pursuit", NULL);
  desk = pursuit_desk_create (self->path, "CNY", &error);
  g_assert_no_error (error);
  open_gates (desk);
  if (fill != NULL)
    fill (desk);
  g_clear_object (&desk);

  self->worker = pursuit_worker_new ();
  ui_open (self->worker, self->path, PURSUIT_STORE_NONE);
}

static gboolean
is_last_reference (gpointer data)
{
  gboolean is_last = g_atomic_int_get ((int *) &G_OBJECT (data)->ref_count) == 1;

  /* Nothing in the main context tells of it. */
  if (!is_last)
    {
      g_usleep (1000);
      g_main_context_wakeup (NULL);
    }

  return is_last;
}

/* Ends a worker of which ours is the last reference but for its thread's, which a slow disk makes stay for longer than a window
 * waits for it; the file is closed afterwards. */
void
ui_end_worker (PursuitWorker *worker)
{
  pursuit_worker_shut_down (worker);
  ui_settle ();
  ui_wait_until (is_last_reference, worker);
  g_assert_finalize_object (worker);
}

/* Closes the database; the directory must then hold nothing but it and its emptied journal. */
void
ui_fixture_tear_down (UiFixture *self)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  ui_end_worker (self->worker);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_unlink (journal);
  g_assert_cmpint (g_rmdir (self->directory), ==, 0);
  g_free (self->path);
  g_free (self->directory);
}

typedef struct
{
  gboolean done;
  gpointer value;
} Answer;

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;
  GError *error = NULL;

  answer->value = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

/* Does something at the desk, on the worker's thread, and waits for it; the desk is the test's second witness. */
gpointer
ui_call (UiFixture  *self,
         PursuitJob  job,
         gpointer    data)
{
  Answer answer = { FALSE, NULL };

  pursuit_worker_call_async (self->worker, job, data, NULL, NULL, NULL, called_cb, &answer);
  ui_wait_until (is_done, &answer);

  return answer.value;
}

/* The first widget of @type at or below a widget, in the order of the tree. */
GtkWidget *
ui_find_type (GtkWidget *below,
              GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (below), type))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}
