/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TEAM-3: the roles of a deal against its stages, as they are shown and reached by keys. */

#include "gate-fixture.h"

#include <adwaita.h>

#include "pursuit-coverage-cell-view.h"
#include "pursuit-coverage-view.h"

typedef struct
{
  gint64 role_id;
  int position;
} Opened;

static void
open_cb (PursuitCoverageView *view,
         gint64               role_id,
         int                  position,
         Opened              *opened)
{
  opened->role_id = role_id;
  opened->position = position;
}

static gboolean
is_read (gpointer data)
{
  return pursuit_coverage_view_get_coverage (data) != NULL;
}

static gboolean
is_refused (gpointer data)
{
  GtkWidget *stack = ui_find_type (data, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "refusal") == 0;
}

static GtkWidget *
show_in_window (BoardFixture *fixture,
                GtkWidget    *view,
                gint64        deal_id)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  pursuit_coverage_view_set_worker (PURSUIT_COVERAGE_VIEW (view), fixture->base.worker);
  pursuit_coverage_view_set_deal (PURSUIT_COVERAGE_VIEW (view), deal_id);
  return window;
}

static void
test_keys (BoardFixture  *fixture,
           gconstpointer  data)
{
  GtkWidget *view = g_object_new (PURSUIT_TYPE_COVERAGE_VIEW, NULL);
  GtkWidget *window = show_in_window (fixture, view, 1);
  const PursuitCoverage *coverage;
  GtkWidget *cell;
  Opened opened = { 0, 0 };

  g_signal_connect (view, "open", G_CALLBACK (open_cb), &opened);
  ui_wait_until (is_read, view);
  coverage = pursuit_coverage_view_get_coverage (PURSUIT_COVERAGE_VIEW (view));
  g_assert_cmpuint (coverage->stages->len, ==, 8);
  cell = ui_find_type (view, PURSUIT_TYPE_COVERAGE_CELL_VIEW);
  g_assert_true (gtk_widget_grab_focus (cell));
  gtk_widget_activate_action (cell, "coverage.move", "(ii)", 1, 0);
  gtk_widget_activate_action (gtk_root_get_focus (GTK_ROOT (window)), "coverage.move", "(ii)", 0, 1);
  gtk_widget_activate_action (gtk_root_get_focus (GTK_ROOT (window)), "coverage.move", "(ii)", 0, -5);
  gtk_widget_activate_action (gtk_root_get_focus (GTK_ROOT (window)), "coverage.open", NULL);
  g_assert_cmpint (opened.position, ==, 2);
  g_assert_cmpint (opened.role_id, ==, ((PursuitCoverageRole *) g_ptr_array_index (coverage->roles, 1))->id);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A deal that is not there is said to be so. */
static void
test_refusal (BoardFixture  *fixture,
              gconstpointer  data)
{
  GtkWidget *view = g_object_new (PURSUIT_TYPE_COVERAGE_VIEW, NULL);
  GtkWidget *window = show_in_window (fixture, view, 77);

  ui_wait_until (is_refused, view);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/coverage/keys", BoardFixture, NULL, gate_set_up, test_keys, board_tear_down);
  g_test_add ("/ui/coverage/refusal", BoardFixture, NULL, gate_set_up, test_refusal, board_tear_down);

  return g_test_run ();
}
