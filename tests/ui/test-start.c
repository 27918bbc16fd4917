/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must not be on the way to the first screen. */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "board-fixture.h"
#include "pursuit-application.h"
#include "pursuit-deals.h"
#include "pursuit-page.h"
#include "pursuit-preferences.h"
#include "pursuit-window-private.h"

#define MOST_HIDDEN 300

static PursuitApplication *application;

/* Each of them takes a dozen milliseconds and megabytes to be read. */
static void
assert_reads_no_svg (void)
{
  g_autofree char *maps = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_null (strstr (maps, "librsvg"));
}

static void
count_cb (guint *n_painted)
{
  ++*n_painted;
}

static gboolean
is_painted (gpointer data)
{
  guint *n_painted = data;

  return *n_painted > 0;
}

/* Until it is on the screen as it is now. */
static void
wait_for_frame (PursuitWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  guint n_painted = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n_painted);

  gtk_widget_queue_draw (GTK_WIDGET (window));
  ui_wait_until (is_painted, &n_painted);
  g_signal_handler_disconnect (clock, id);
}

static PursuitWindow *
show_window (void)
{
  PursuitWindow *window = pursuit_window_new (application);

  g_object_set (window, "view", "board", NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 700);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
close_window (PursuitWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* Whoever waits for a slow file does not wait for the picture of waiting as well. */
static void
test_waiting (void)
{
  PursuitWindow *window = show_window ();

  pursuit_window_set_state (window, PURSUIT_STATE_LOADING);
  wait_for_frame (window);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, PURSUIT_STATE_LOADING);
  assert_reads_no_svg ();
  close_window (window);
}

static gboolean
is_ready (gpointer data)
{
  return pursuit_window_get_worker (data) != NULL && pursuit_page_get_ready (pursuit_window_get_page (data));
}

static void
change_deal (PursuitDesk             *desk,
             const PursuitDealChange *change)
{
  GError *error = NULL;

  pursuit_deals_change (desk, change, NULL, &error);
  g_assert_no_error (error);
}

/* Every chip that a card can have: parked, ahead of the buyer, and behind. */
static void
fill (PursuitDesk *desk)
{
  gint64 customer_id = board_add_customer (desk, "海康");

  for (gint64 id = 1; id <= 3; id++)
    board_add_deal (desk, customer_id, "Press line", 3, 100, "Call", "2026-03-18");
  change_deal (desk, &(PursuitDealChange) { .verb = "park", .deal_id = 1, .day = "2999-04-15", .reason = "Budget frozen" });
  change_deal (desk, &(PursuitDealChange) { .verb = "buyer-stage", .deal_id = 2, .position = 1, .reason = "Said so" });
  change_deal (desk, &(PursuitDealChange) { .verb = "buyer-stage", .deal_id = 3, .position = 5, .reason = "Said so" });
}

static guint
count_hidden (GtkWidget *widget)
{
  guint n = gtk_widget_get_mapped (widget) ? 0 : 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_hidden (child);

  return n;
}

/* What nobody sees is made when somebody wants to see it: each widget takes its time and its memory. Of each lane some parts that
 * scroll or mark it are hidden. */
static void
test_hidden (void)
{
  UiFixture fixture = { NULL };
  PursuitWindow *window = show_window ();

  ui_fixture_set_up (&fixture, fill);
  pursuit_window_open (window, fixture.path);
  ui_wait_until (is_ready, window);
  wait_for_frame (window);
  g_assert_cmpuint (count_hidden (GTK_WIDGET (window)), <=, MOST_HIDDEN);
  close_window (window);
  ui_fixture_tear_down (&fixture);
}

static void
test_content (gconstpointer density)
{
  UiFixture fixture = { NULL };
  PursuitWindow *window = show_window ();

  g_object_set (pursuit_preferences_get_default (), "board-density", density, NULL);
  ui_fixture_set_up (&fixture, fill);
  pursuit_window_open (window, fixture.path);
  ui_wait_until (is_ready, window);
  wait_for_frame (window);
  assert_reads_no_svg ();
  close_window (window);
  ui_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *data_directory = g_dir_make_tmp ("pursuit-ui-XXXXXX", NULL);
  GError *error = NULL;
  int status;

  g_setenv ("HOME", data_directory, TRUE);
  g_setenv ("XDG_DATA_HOME", data_directory, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/ui/start/waiting-draws-no-svg", test_waiting);
  g_test_add_func ("/ui/start/board-makes-little-that-is-hidden", test_hidden);
  g_test_add_data_func ("/ui/start/board-draws-no-svg", "comfortable", test_content);
  g_test_add_data_func ("/ui/start/compact-board-draws-no-svg", "compact", test_content);
  status = g_test_run ();
  g_object_unref (application);
  g_assert_cmpint (g_rmdir (data_directory), ==, 0);

  return status;
}
