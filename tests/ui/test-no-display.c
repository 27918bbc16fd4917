/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

/* Runs the program where no display answers: without a name of one, or with the name of one that is gone. */
static int
run_window (const char  *argument,
            const char  *display,
            char       **out_said,
            char       **out_complaint)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  /* A compositor is found by its socket, whatever the environment says. */
  g_subprocess_launcher_setenv (launcher, "GDK_BACKEND", "x11", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  if (display != NULL)
    g_subprocess_launcher_setenv (launcher, "DISPLAY", display, TRUE);

  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PURSUIT_WINDOW"), argument, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out_said, out_complaint, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));

  return g_subprocess_get_exit_status (process);
}

static void
test_one_sentence (gconstpointer display)
{
  g_autofree char *said = NULL;
  g_autofree char *complaint = NULL;

  g_assert_cmpint (run_window ("sales.pursuit", display, &said, &complaint), ==, 1);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpstr (complaint, ==,
                   "pursuit: There is no display to open a window on; pursuitctl does the same work without one.\n");
}

static void
test_help (void)
{
  g_autofree char *said = NULL;
  g_autofree char *complaint = NULL;

  g_assert_cmpint (run_window ("--help", NULL, &said, &complaint), ==, 0);
  g_assert_cmpstr (complaint, ==, "");
  g_assert_nonnull (strstr (said, "--as=STAFF"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/ui/no-display/one-sentence", NULL, test_one_sentence);
  g_test_add_data_func ("/ui/no-display/gone/one-sentence", "127.0.0.1:65000", test_one_sentence);
  g_test_add_func ("/ui/no-display/help", test_help);

  return g_test_run ();
}
