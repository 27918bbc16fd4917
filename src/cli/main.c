/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* Whoever closed a standard stream must not have the database opened in its place. What is opened here cannot be used
 * for the stream's purpose, so that writing to a closed output is still an error. */
static void
occupy_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      _exit (3);
}

/* Bytes on the command line are UTF-8 also where nobody has chosen a language, as in cron jobs. */
static void
choose_language (void)
{
  const char *directory = g_getenv ("PURSUIT_LOCALEDIR");
  const char *charset;

  setlocale (LC_ALL, "");
  if (!g_get_charset (&charset) && g_str_equal (charset, "ANSI_X3.4-1968"))
    setlocale (LC_CTYPE, "C.UTF-8");

  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : PURSUIT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

int
main (int    argc,
      char **argv)
{
  occupy_standard_streams ();
  choose_language ();

  /* A reader who went away and a file that may not grow are answered by write(), not by a signal. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  return pursuit_cli_run (argc, argv);
}
