/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-progress-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

/* How often a person can read a number. */
#define INTERVAL_US (G_USEC_PER_SEC / 10)

/*
 * PursuitProgressLine says how far something is, on one line of the terminal that is wiped in the end. It says nothing when
 * messages go to a file or are kept.
 */
struct _PursuitProgressLine
{
  gboolean is_terminal;
  gint64 shown_at;
};

/**
 * pursuit_progress_line_new:
 * @output: where the answer goes
 *
 * Returns: (transfer full): a line with nothing on it
 */
PursuitProgressLine *
pursuit_progress_line_new (PursuitOutput *output)
{
  PursuitProgressLine *self = g_new0 (PursuitProgressLine, 1);

  self->is_terminal = !pursuit_output_is_kept (output) && isatty (STDERR_FILENO);

  return self;
}

/**
 * pursuit_progress_line_show:
 * @fraction: how far it is, 0 to 1
 * @n_rows: how many rows are done
 * @user_data: a line
 *
 * A #PursuitProgress.
 */
void
pursuit_progress_line_show (double    fraction,
                            guint64   n_rows,
                            gpointer  user_data)
{
  PursuitProgressLine *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (!self->is_terminal || now - self->shown_at < INTERVAL_US)
    return;

  self->shown_at = now;
  fprintf (stderr, "\r\033[K");
  /* Translators: how far an import is */
  fprintf (stderr, ngettext ("%1$d %%, %2$lu row", "%1$d %%, %2$lu rows", (gulong) n_rows), (int) (fraction * 100),
           (gulong) n_rows);
  fflush (stderr);
}

/**
 * pursuit_progress_line_free:
 * @self: (transfer full): a line; it is wiped
 */
void
pursuit_progress_line_free (PursuitProgressLine *self)
{
  if (self->shown_at != 0)
    fprintf (stderr, "\r\033[K");
  g_free (self);
}
