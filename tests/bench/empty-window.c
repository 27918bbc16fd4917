/* SPDX-License-Identifier: GPL-3.0-or-later */

/* empty-window [WIDTHxHEIGHT]: a libadwaita window with nothing in it, the floor of every start. Says when it was painted, in the
 * words of `pursuit --trace-start`, and stays until it is ended. */

#include <adwaita.h>
#include <stdio.h>

static gint64 started;

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  printf ("{\"first_frame_us\":%" G_GINT64_FORMAT "}\n", g_get_monotonic_time () - started);
  fflush (stdout);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
}

static void
realized_cb (GtkWidget *widget,
             gpointer   user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), NULL);
}

static void
activate_cb (GApplication *application,
             const char   *size)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  int width = 1280;
  int height = 800;

  if (size != NULL)
    sscanf (size, "%dx%d", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = NULL;
  const char *told = g_getenv ("PURSUIT_TRACE_T0");

  started = told != NULL ? g_ascii_strtoll (told, NULL, 10) : g_get_monotonic_time ();
  application = adw_application_new ("io.github.pursuit.EmptyWindow", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argc > 1 ? argv[1] : NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
