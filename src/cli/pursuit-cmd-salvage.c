/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-interrupt-private.h"
#include "pursuit-salvage.h"

static gboolean
run_salvage (PursuitCli  *self,
             GError     **error)
{
  g_autoptr(PursuitInterrupt) interrupt = pursuit_interrupt_new (self);
  g_autoptr(PursuitSalvage) salvage =
    pursuit_salvage_run (self->args[0], self->args[1], pursuit_interrupt_get_cancellable (interrupt), error);
  g_autofree char *text = NULL;

  if (salvage == NULL)
    return FALSE;

  self->answer = pursuit_salvage_to_json (salvage);
  text = pursuit_salvage_dup_text (salvage);
  if (!self->json)
    pursuit_output_text (self->output, text);

  return TRUE;
}

const PursuitCommand pursuit_cmd_salvage = {
  .name = "salvage",
  .arguments = N_("DAMAGED NEW"),
  .summary = N_("Save what can still be read of a damaged database into a new one"),
  .details = N_("The damaged file is only read. The folder NEW.evidence gets a copy of it, the rows that could not be placed, and the "
                "list of what is missing. A good backup is better: “backups list” shows them."),
  .n_required = 2,
  .n_allowed = 2,
  .file_argument = 1,
  .own_process = TRUE,
  .run = run_salvage,
};
