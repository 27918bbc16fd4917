/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-guest-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli.h"
#include "pursuit-error.h"
#include "pursuit-path.h"
#include "pursuit-staff.h"

/* A command that is a guest in another program: it works at the desk that is open there, with no more rights than whoever
 * sits at it, and touches nothing that belongs to the process. */

/**
 * pursuit_guest_may_run:
 * @self: a run with a host
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when the command is about another database than the one that is open.
 *
 * Returns: %TRUE when the host can do what is asked for
 */
gboolean
pursuit_guest_may_run (PursuitCli  *self,
                       GError     **error)
{
  const char *path = pursuit_store_get_path (pursuit_desk_get_store (self->host));
  g_autofree char *name = NULL;

  if (self->command->own_process || self->read_only)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("A window cannot do “%s”; run it without one."), self->command->name);
      return FALSE;
    }
  if (self->db == NULL || pursuit_path_is_same (self->db, path))
    return TRUE;

  name = g_filename_display_name (self->db);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not the database that is open here."), name);
  return FALSE;
}

/**
 * pursuit_guest_sit_down:
 * @self: a run with a host
 * @error: return location
 *
 * Gives the run the host's desk, or one beside it for the member of staff who is to act.
 *
 * Fails as pursuit_cli_look_up() and pursuit_desk_sit_beside().
 *
 * Returns: %TRUE when @self has a desk
 */
gboolean
pursuit_guest_sit_down (PursuitCli  *self,
                        GError     **error)
{
  g_autoptr(PursuitDesk) beside = NULL;
  gint64 staff_id;

  self->desk = g_object_ref (self->host);
  if (self->as == NULL)
    return TRUE;
  if (!pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->as, &staff_id, error))
    return FALSE;

  beside = pursuit_desk_sit_beside (self->host, staff_id, error);
  return beside != NULL && g_set_object (&self->desk, beside);
}

/**
 * pursuit_cli_run_at:
 * @desk: a desk, on its thread and in no transaction
 * @words: the command and its options, as pursuitctl takes them, in UTF-8
 * @folder: (type filename): what relative names of files start from; empty to have none
 * @cancellable: (nullable): ends the command, and nothing has happened then
 * @out_answer: (out) (transfer full): what pursuitctl would write to its standard output, in UTF-8
 * @out_messages: (out) (transfer full): what it would say on its standard error, a sentence a line
 *
 * Runs one command of `pursuitctl` at a desk that is open already. It acts as whoever sits there; an administrator may let
 * it act as somebody else with `--as`. Nothing of the process is used: no standard stream, no signal, no folder. Commands
 * that make a database are refused, as is another database than this one. Messages are in the language of the process;
 * with `--json` the answer depends on no language.
 *
 * Returns: the exit code of pursuitctl
 */
int
pursuit_cli_run_at (PursuitDesk         *desk,
                    const char * const  *words,
                    const char          *folder,
                    GCancellable        *cancellable,
                    char               **out_answer,
                    char               **out_messages)
{
  PursuitCli self = { .host = desk, .folder = folder, .cancellable = cancellable };
  PursuitExit code;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), PURSUIT_EXIT_USAGE);
  g_return_val_if_fail (words != NULL && folder != NULL, PURSUIT_EXIT_USAGE);

  self.output = pursuit_output_new_kept ();
  code = pursuit_cli_execute (&self, words);
  pursuit_output_take (self.output, out_answer, out_messages);
  pursuit_output_free (self.output);

  return code;
}
