/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-handover-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-bus-private.h"
#include "pursuit-error.h"
#include "pursuit-path.h"

/* Whose turn it is: a window of this machine that has the database open does the command in place of this process. */

static gboolean
is_text (PursuitCli  *self,
         const char  *folder,
         GError     **error)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!g_utf8_validate (self->words[i], -1, NULL))
      return pursuit_cli_misuse (error, _("Argument %u is not UTF-8 and cannot be handed to a window."), i + 1);
  if (!g_utf8_validate (folder, -1, NULL))
    return pursuit_cli_misuse (error, _("The name of this folder is not UTF-8 and cannot be handed to a window."));

  return TRUE;
}

/* What comes back is told as if it had been done here. */
static void
tell (PursuitCli *self,
      const char *answer,
      const char *messages)
{
  g_auto(GStrv) lines = g_strsplit (messages, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      pursuit_output_message (self->output, "%s", lines[i]);
  pursuit_output_text (self->output, answer);
}

static gboolean
ask_window (PursuitCli  *self,
            PursuitBus  *bus,
            const char  *path,
            gboolean    *out_done,
            GError     **error)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *answer = NULL;
  g_autofree char *messages = NULL;
  g_autoptr(GError) local = NULL;
  gboolean found;
  int code;

  *out_done = FALSE;
  if (!pursuit_bus_find_database (bus, path, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (!is_text (self, folder, error))
    return FALSE;

  if (pursuit_bus_run (bus, path, self->words, folder, &code, &answer, &messages, &local))
    {
      tell (self, answer, messages);
      self->code = (PursuitExit) code;
      *out_done = TRUE;
      return TRUE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * pursuit_handover_try:
 * @self: a run that is about to begin
 * @out_done: (out): whether somebody else has done it
 * @error: return location
 *
 * Lets a window do the command that has the database open, when that was asked for.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when a window does not answer, with %G_IO_ERROR_CANCELLED when it was stopped.
 *
 * Returns: %TRUE when the command is done or can be done here
 */
gboolean
pursuit_handover_try (PursuitCli  *self,
                      gboolean    *out_done,
                      GError     **error)
{
  g_autoptr(PursuitBus) bus = NULL;
  g_autofree char *path = NULL;

  *out_done = FALSE;
  /* Without a database the command itself says what it lacks. */
  if (!self->via_window || self->command->own_process || !pursuit_cli_need_db (self, NULL))
    return TRUE;

  bus = pursuit_bus_new ();
  path = pursuit_path_canonicalize (self->db, NULL);
  return ask_window (self, bus, path, out_done, error);
}
