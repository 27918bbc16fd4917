/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-trace.h"

#include "pursuit-trace-scroll.h"
#include "pursuit-trace-stalls.h"
#include "pursuit-trace-type.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

/*
 * How long the start took, for the bench: from the exec of the program to its first frame, and to the frame that
 * shows the first view's content, with what came on the way.
 */
typedef struct
{
  PursuitWindow *window;
  GdkFrameClock *clock;
  PursuitTraceOptions options;
  gint64 started;
  gint64 first_frame;
} Trace;

typedef struct
{
  const char *what;
  gint64 at;
} Mark;

#define MOST_MARKS 32

static Mark marks[MOST_MARKS];
static guint n_marks;

static gint64
read_clock (clockid_t which)
{
  struct timespec now;

  clock_gettime (which, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The kernel knows when the program began, to a hundredth of a second; the bench can say it more exactly. */
static gint64
find_start (void)
{
  const char *told = g_getenv ("PURSUIT_TRACE_T0");
  g_autofree char *stat = NULL;
  g_auto(GStrv) fields = NULL;
  const char *rest;
  gint64 ticks;

  if (told)
    return g_ascii_strtoll (told, NULL, 10);
  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL) || !(rest = strrchr (stat, ')')))
    return g_get_monotonic_time ();

  /* After the name come the fields from the third on; the twenty-second is the time since the machine started. */
  fields = g_strsplit (rest + 2, " ", -1);
  if (g_strv_length (fields) < 20)
    return g_get_monotonic_time ();

  ticks = g_ascii_strtoll (fields[19], NULL, 10);
  return g_get_monotonic_time () - (read_clock (CLOCK_BOOTTIME) - ticks * G_USEC_PER_SEC / sysconf (_SC_CLK_TCK));
}

static void
print_start (Trace  *trace,
             gint64  now)
{
  g_autofree char *view = NULL;

  g_object_get (trace->window, "view", &view, NULL);
  printf ("{\"view\":\"%s\",\"first_frame_us\":%" G_GINT64_FORMAT ",\"content_us\":%" G_GINT64_FORMAT ",\"marks\":{",
          view, trace->first_frame - trace->started, now - trace->started);
  for (guint i = 0; i < n_marks; i++)
    printf ("%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", marks[i].what, marks[i].at - trace->started);
  printf ("}}\n");
  fflush (stdout);
}

static void
finish (Trace  *trace,
        gint64  now)
{
  PursuitWindow *window = trace->window;
  PursuitTraceOptions options = trace->options;

  print_start (trace, now);
  g_signal_handlers_disconnect_by_data (trace->clock, trace);
  g_object_unref (trace->clock);
  g_free (trace);
  if (options.least_stall_ms > 0)
    pursuit_trace_stalls ((guint) options.least_stall_ms);
  if (options.n_scrolled_frames > 0)
    pursuit_trace_scroll (window, options.n_scrolled_frames, options.quit);
  else if (options.typed != NULL)
    pursuit_trace_type (window, options.typed, options.quit);
  else if (options.quit)
    gtk_window_destroy (GTK_WINDOW (window));
}

static void
painted_cb (GdkFrameClock *clock,
            Trace         *trace)
{
  PursuitPage *page = pursuit_window_get_page (trace->window);
  gint64 now = g_get_monotonic_time ();

  if (trace->first_frame == 0)
    trace->first_frame = now;
  if (page && pursuit_window_get_worker (trace->window) && pursuit_page_get_ready (page))
    finish (trace, now);
}

static void
realized_cb (GtkWidget *widget,
             Trace     *trace)
{
  trace->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  g_signal_connect (trace->clock, "after-paint", G_CALLBACK (painted_cb), trace);
}

static void
opened_cb (PursuitWindow *window)
{
  pursuit_trace_mark ("opened");
}

/**
 * pursuit_trace_mark:
 * @what: what has just been done, a constant
 *
 * Notes the time, for the line that pursuit_trace_start() prints.
 */
void
pursuit_trace_mark (const char *what)
{
  if (n_marks < MOST_MARKS)
    marks[n_marks++] = (Mark) { what, g_get_monotonic_time () };
}

/**
 * pursuit_trace_start:
 * @window: a window that is not shown yet
 * @options: what to do when its content is painted, copied
 *
 * Prints one line of JSON when the window's content is painted.
 */
void
pursuit_trace_start (PursuitWindow             *window,
                     const PursuitTraceOptions *options)
{
  Trace *trace = g_new0 (Trace, 1);

  trace->window = window;
  trace->options = *options;
  trace->started = find_start ();
  g_signal_connect (window, "notify::worker", G_CALLBACK (opened_cb), NULL);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), trace);
}
