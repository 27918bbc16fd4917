/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-trace-type.h"

#include <stdio.h>

#include "pursuit-command-bar.h"

/*
 * From a key to what it finds, for the bench: words are typed into the command bar letter by letter, and the time is taken until
 * the frame that shows the answer is painted. The first letter waits for the names to be read and does not count.
 */

/* What has the same answer as before changes nothing; a few frames later it is clear. */
#define PATIENCE_FRAMES 3

typedef struct
{
  PursuitWindow *window;
  PursuitCommandBar *bar;
  GdkFrameClock *clock;
  char **words;
  guint word;
  const char *end;      /* of what was typed of the word */
  GArray *times;        /* gint64, microseconds */
  gint64 typed_at;      /* 0 while nothing is waited for */
  guint n_frames;       /* since then */
  gboolean changed;
  gboolean asked;
  gboolean warm;
  gboolean quit;
} Typing;

static GtkWidget *
find_bar (GtkWidget *below)
{
  if (PURSUIT_IS_COMMAND_BAR (below))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_bar (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
finish (Typing *typing)
{
  gboolean quit = typing->quit;
  PursuitWindow *window = typing->window;
  const gint64 *times = (const gint64 *) (gpointer) typing->times->data;
  guint n = typing->times->len;

  g_array_sort (typing->times, compare_times);
  printf ("{\"keys\":%u,\"p50_us\":%" G_GINT64_FORMAT ",\"p95_us\":%" G_GINT64_FORMAT ",\"longest_us\":%" G_GINT64_FORMAT "}\n", n,
          times[n / 2], times[n * 95 / 100], times[n - 1]);
  fflush (stdout);

  g_signal_handlers_disconnect_by_data (typing->clock, typing);
  g_signal_handlers_disconnect_by_data (pursuit_command_bar_get_items (typing->bar), typing);
  g_object_unref (typing->clock);
  g_strfreev (typing->words);
  g_array_unref (typing->times);
  g_free (typing);
  if (quit)
    gtk_window_destroy (GTK_WINDOW (window));
}

/* The next letter, or the first one of the next word; %FALSE after the last. */
static gboolean
type_letter (Typing *typing)
{
  g_autofree char *text = NULL;

  if (typing->end != NULL && *typing->end == '\0')
    {
      typing->word++;
      typing->end = NULL;
    }
  if (typing->words[typing->word] == NULL)
    return FALSE;

  if (typing->end == NULL)
    typing->end = typing->words[typing->word];
  typing->end = g_utf8_next_char (typing->end);
  text = g_strndup (typing->words[typing->word], (gsize) (typing->end - typing->words[typing->word]));
  typing->typed_at = g_get_monotonic_time ();
  typing->n_frames = 0;
  typing->changed = FALSE;
  typing->asked = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (pursuit_command_bar_get_entry (typing->bar)), text);

  return TRUE;
}

static gboolean
is_answered (Typing *typing)
{
  if (pursuit_command_bar_is_asking (typing->bar))
    {
      typing->asked = TRUE;
      return FALSE;
    }

  return typing->changed || typing->asked || typing->n_frames >= PATIENCE_FRAMES;
}

static void
painted_cb (GdkFrameClock *clock,
            Typing        *typing)
{
  gint64 now = g_get_monotonic_time ();

  typing->n_frames++;
  if (typing->typed_at != 0)
    {
      gint64 took = now - typing->typed_at;

      if (!is_answered (typing))
        return;
      if (typing->warm)
        g_array_append_val (typing->times, took);
      typing->warm = TRUE;
      typing->typed_at = 0;
    }

  if (!type_letter (typing))
    finish (typing);
}

static void
changed_cb (Typing *typing)
{
  typing->changed = TRUE;
}

/* Keeps the frames coming. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * pursuit_trace_type:
 * @window: a window whose content is shown
 * @words: what to type, words with a comma between them
 * @quit: whether to close it in the end
 *
 * Prints one line of JSON: the time from a key to the painted answer, in microseconds.
 */
void
pursuit_trace_type (PursuitWindow *window,
                    const char    *words,
                    gboolean       quit)
{
  Typing *typing = g_new0 (Typing, 1);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  typing->window = window;
  typing->bar = PURSUIT_COMMAND_BAR (find_bar (GTK_WIDGET (window)));
  typing->words = g_strsplit (words, ",", -1);
  typing->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  typing->quit = quit;
  typing->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
  g_signal_connect_swapped (pursuit_command_bar_get_items (typing->bar), "items-changed", G_CALLBACK (changed_cb), typing);
  g_signal_connect (typing->clock, "after-paint", G_CALLBACK (painted_cb), typing);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, NULL, NULL);
}
