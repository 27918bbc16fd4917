/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-application.h"
#include "pursuit-cli.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(PursuitApplication) application = NULL;
  int status;

  pursuit_application_set_up_language ();
  application = pursuit_application_new ();
  pursuit_application_set_runner (application, pursuit_cli_run_at);

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status == 0 && pursuit_application_has_failed (application) ? 1 : status;
}
