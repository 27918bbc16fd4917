/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-handover-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-claim.h"
#include "pursuit-cli-bus-private.h"
#include "pursuit-error.h"
#include "pursuit-path.h"

/* As long as for a lock, see docs/cli.md. */
#define PATIENCE_MS 5000

/* Between two looks at who has the file. */
#define LEAST_PAUSE_US 50000
#define MOST_PAUSE_US 200000

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
            GError     **error)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *answer = NULL;
  g_autofree char *messages = NULL;
  g_autoptr(GError) local = NULL;
  gboolean found;
  int code;

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
      self->handed_over = TRUE;
      return TRUE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint64
find_deadline (void)
{
  const char *text = g_getenv ("PURSUIT_PATIENCE_MS");
  gint64 patience_ms = PATIENCE_MS;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &patience_ms, NULL);

  return g_get_monotonic_time () + patience_ms * 1000;
}

static gboolean
give_up (const char  *name,
         const char  *holder,
         GError     **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY,
               /* Translators: the name of a file; the name of a program and the number of its process */
               _("“%1$s” is still open in %2$s; nothing was done."), name, holder);

  return FALSE;
}

/* On a share one process of this computer holds the file: the window that does is asked, whoever else is waited for. A window
 * that is only just opening the file answers later. */
static gboolean
take_turn (PursuitCli  *self,
           const char  *path,
           GError     **error)
{
  gint64 deadline = find_deadline ();
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr(PursuitBus) bus = NULL;

  for (gboolean is_told = FALSE;; is_told = TRUE)
    {
      g_autofree char *holder = NULL;
      gboolean is_held = pursuit_claim_is_held (path, &holder);

      if (!is_held && (!self->via_window || is_told))
        return TRUE;
      if (bus == NULL)
        bus = pursuit_bus_new ();
      if (!ask_window (self, bus, path, error))
        return FALSE;
      if (self->handed_over || !is_held)
        return TRUE;
      if (g_get_monotonic_time () >= deadline)
        return give_up (name, holder, error);
      if (!is_told)
        /* Translators: the name of a program and the number of its process; the name of a file */
        pursuit_output_message (self->output, _("Waiting for %1$s, which has “%2$s” open…"), holder, name);
      g_usleep ((gulong) g_random_int_range (LEAST_PAUSE_US, MOST_PAUSE_US));
    }
}

/**
 * pursuit_handover_try:
 * @self: a run that is about to open its database
 * @error: return location
 *
 * Lets the window do the command that has the database open, where only one process of a computer may have it and with
 * `--via-window`. Whoever else has it is waited for.
 *
 * Fails with %PURSUIT_ERROR_BUSY when somebody has it for longer than one waits, with %PURSUIT_ERROR_STORAGE when a window does
 * not answer, with %G_IO_ERROR_CANCELLED when it was stopped, and with %G_IO_ERROR_CLOSED when it has done it all.
 *
 * Returns: %TRUE when the command is to be done here
 */
gboolean
pursuit_handover_try (PursuitCli  *self,
                      GError     **error)
{
  g_autofree char *path = NULL;

  /* Reading only needs no turn. */
  if (self->command->own_process || self->read_only)
    return TRUE;
  path = pursuit_path_canonicalize (self->db, NULL);
  if (!take_turn (self, path, error))
    return FALSE;
  if (!self->handed_over)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "a window has done it");
  return FALSE;
}
