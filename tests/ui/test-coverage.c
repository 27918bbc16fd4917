/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TEAM-3: the roles of a deal against its stages, as they are shown and reached by keys. */

#include "gate-fixture.h"

#include <adwaita.h>

#include "pursuit-coverage-cell-view.h"
#include "pursuit-coverage-view.h"
#include "pursuit-record-dialog.h"
#include "pursuit-record-form.h"

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

static gboolean
finds_view (gpointer data)
{
  GtkWidget *form = ui_find_type (data, PURSUIT_TYPE_RECORD_FORM);

  return form != NULL && pursuit_record_form_get_original (PURSUIT_RECORD_FORM (form)) != NULL;
}

static gboolean
finds_form (gpointer data)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (PURSUIT_IS_RECORD_DIALOG (l->data))
      *(GtkWidget **) data = l->data;

  return *(GtkWidget **) data != NULL;
}

static gboolean
is_asked_for (gpointer data)
{
  const PursuitCoverage *coverage = pursuit_coverage_view_get_coverage (data);
  const PursuitCoverageRole *presales = coverage != NULL ? g_ptr_array_index (coverage->roles, 1) : NULL;

  return presales != NULL && pursuit_coverage_find_cell (coverage, presales->id, 3)->state == PURSUIT_COVERAGE_REQUESTED;
}

/* TEAM-4: who opens the cell of a role that nobody plays asks for it there, and sees it asked for. */
static void
test_ask (BoardFixture  *fixture,
          gconstpointer  data)
{
  GtkWidget *sheet, *view, *form = NULL;
  const PursuitCoverageRole *presales;

  board_focus_card (fixture, 1, 0);
  gtk_widget_activate_action (fixture->page, "card.open", NULL);
  sheet = board_find_dialog (fixture);
  ui_wait_until (finds_view, sheet);
  view = ui_find_type (sheet, PURSUIT_TYPE_COVERAGE_VIEW);
  pursuit_coverage_view_read (PURSUIT_COVERAGE_VIEW (view));
  ui_wait_until (is_read, view);
  g_assert_false (is_asked_for (view));
  presales = g_ptr_array_index (pursuit_coverage_view_get_coverage (PURSUIT_COVERAGE_VIEW (view))->roles, 1);
  g_signal_emit_by_name (view, "open", presales->id, 3);
  ui_wait_until (finds_form, &form);
  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (form, "What for")), "Show it running");
  pursuit_record_dialog_save (PURSUIT_RECORD_DIALOG (form));
  ui_wait_until (is_asked_for, view);
  gtk_window_destroy (GTK_WINDOW (sheet));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/coverage/keys", BoardFixture, NULL, gate_set_up, test_keys, board_tear_down);
  g_test_add ("/ui/coverage/ask", BoardFixture, NULL, gate_set_up, test_ask, board_tear_down);
  g_test_add ("/ui/coverage/refusal", BoardFixture, NULL, gate_set_up, test_refusal, board_tear_down);

  return g_test_run ();
}
