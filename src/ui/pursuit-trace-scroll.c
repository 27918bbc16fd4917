/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-trace-scroll.h"

#include <stdio.h>
#include <time.h>

/*
 * What one frame of scrolling costs, for the bench: the first long list of the view is moved by a part of its height at each
 * frame, there and back, and the processor's time is taken.
 */

/* Rows come in by themselves for a while after the first frame. */
#define SETTLING_FRAMES 90
#define MOST_SETTLING_FRAMES 1800
#define STEP 61.0

typedef struct
{
  PursuitWindow *window;
  GtkAdjustment *adjustment;
  guint n_frames;
  guint n_seen;
  guint n_settled;   /* frames until then */
  double step;
  gint64 cpu_before;
  gint64 longest;
  gint64 frame_began;
  gboolean quit;
} Scroll;

static gint64
read_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The adjustment of the first list that is longer than what is seen of it. */
static GtkAdjustment *
find_long_list (GtkWidget *below)
{
  if (GTK_IS_LIST_VIEW (below))
    {
      GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (below));

      if (adjustment != NULL && gtk_widget_get_mapped (below) &&
          gtk_adjustment_get_upper (adjustment) > 1.2 * gtk_adjustment_get_page_size (adjustment))
        return adjustment;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAdjustment *found = find_long_list (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
move_on (Scroll *scroll)
{
  double value = gtk_adjustment_get_value (scroll->adjustment) + scroll->step;
  double most = gtk_adjustment_get_upper (scroll->adjustment) - gtk_adjustment_get_page_size (scroll->adjustment);

  if (value < 0 || value > most)
    scroll->step = -scroll->step;
  gtk_adjustment_set_value (scroll->adjustment, CLAMP (value, 0, most));
}

static void
finish (Scroll *scroll)
{
  printf ("{\"frames\":%u,\"cpu_us_per_frame\":%.1f,\"longest_us\":%" G_GINT64_FORMAT "}\n", scroll->n_frames,
          (double) (read_cpu () - scroll->cpu_before) / scroll->n_frames, scroll->longest);
  fflush (stdout);
  if (scroll->quit)
    gtk_window_destroy (GTK_WINDOW (scroll->window));
}

/* Whether it can begin now. */
static gboolean
settle (Scroll    *scroll,
        GtkWidget *widget)
{
  if (scroll->n_settled == 0 && scroll->n_seen >= SETTLING_FRAMES)
    {
      scroll->adjustment = find_long_list (widget);
      if (scroll->adjustment != NULL)
        scroll->n_settled = scroll->n_seen + SETTLING_FRAMES;
      else if (scroll->n_seen > MOST_SETTLING_FRAMES)
        g_error ("there is no list that is long enough to be scrolled");
    }
  if (scroll->n_settled == 0 || scroll->n_seen < scroll->n_settled)
    gtk_widget_queue_draw (widget);

  return scroll->n_settled != 0 && scroll->n_seen >= scroll->n_settled;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Scroll *scroll = user_data;
  gint64 now = read_cpu ();

  scroll->n_seen++;
  if (!settle (scroll, widget))
    return G_SOURCE_CONTINUE;
  if (scroll->n_seen == scroll->n_settled)
    scroll->cpu_before = now;
  else
    scroll->longest = MAX (scroll->longest, now - scroll->frame_began);
  if (scroll->n_seen == scroll->n_settled + scroll->n_frames)
    {
      finish (scroll);
      return G_SOURCE_REMOVE;
    }

  scroll->frame_began = now;
  move_on (scroll);

  return G_SOURCE_CONTINUE;
}

/**
 * pursuit_trace_scroll:
 * @window: a window whose content is shown
 * @n_frames: how many frames to scroll for
 * @quit: whether to close it in the end
 *
 * Prints one line of JSON: the processor's time per frame, and of the dearest one, in microseconds.
 */
void
pursuit_trace_scroll (PursuitWindow *window,
                      guint          n_frames,
                      gboolean       quit)
{
  Scroll *scroll = g_new0 (Scroll, 1);

  scroll->window = window;
  scroll->n_frames = n_frames;
  scroll->step = STEP;
  scroll->quit = quit;
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, scroll, g_free);
}
