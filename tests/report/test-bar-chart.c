/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a chart paints: bars as long as their values say, without any display. */

#include "pursuit-bar-chart.h"

#define WIDTH 600

static const PursuitChartColors colors = {
  .bar = { 0, 0, 1, 1 },
  .pale = { 0, 1, 0, 1 },
  .attention = { 1, 0, 0, 1 },
  .mark = { 1, 1, 0, 1 },
};

typedef struct
{
  cairo_surface_t *surface;
  int row;
  guint n_bars;
} Picture;

static Picture
draw (const PursuitBar *bars,
      guint             n_bars,
      gboolean          centered)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  double height = pursuit_bar_chart_get_height (context, n_bars);
  Picture picture = { cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, (int) height), (int) height / (int) n_bars, n_bars };
  cairo_t *cr = cairo_create (picture.surface);

  pursuit_bar_chart_draw (cr, context, bars, n_bars, centered, &colors, WIDTH);
  cairo_destroy (cr);
  g_object_unref (context);
  cairo_surface_flush (picture.surface);

  return picture;
}

/* How many pixels of the middle of a row are of a colour, and where the first one is. */
static int
count (const Picture *picture,
       guint          row,
       guint32        color,
       int           *out_first)
{
  const unsigned char *data = cairo_image_surface_get_data (picture->surface);
  int y = (int) row * picture->row + picture->row / 2;
  const guint32 *line = (const guint32 *) (gconstpointer) (data + y * cairo_image_surface_get_stride (picture->surface));
  int n = 0;

  for (int x = 0; x < WIDTH; x++)
    if (line[x] == color)
      {
        if (n++ == 0 && out_first != NULL)
          *out_first = x;
      }

  return n;
}

#define BLUE 0xff0000ffu
#define GREEN 0xff00ff00u
#define RED 0xffff0000u
#define YELLOW 0xffffff00u

static void
test_lengths (void)
{
  const PursuitBar bars[] = {
    { "One", "1", 100, 100, -1, FALSE }, { "Two", "2", 50, 25, -1, FALSE }, { "Three", "3", 0, 0, -1, FALSE },
    { "Four", "4", 100, 100, 50, TRUE }, { "Five", "5", 0.001, 0.001, -1, FALSE },
  };
  Picture picture = draw (bars, G_N_ELEMENTS (bars), FALSE);
  int whole = count (&picture, 0, BLUE, NULL);

  g_assert_cmpint (whole, >, 300);
  g_assert_cmpint (ABS (2 * (count (&picture, 1, BLUE, NULL) + count (&picture, 1, GREEN, NULL)) - whole), <, 8);
  g_assert_cmpint (ABS (4 * count (&picture, 1, BLUE, NULL) - whole), <, 8);
  g_assert_cmpint (count (&picture, 2, BLUE, NULL) + count (&picture, 2, GREEN, NULL), ==, 0);
  g_assert_cmpint (count (&picture, 3, BLUE, NULL), ==, 0);
  g_assert_cmpint (count (&picture, 3, RED, NULL), >, whole - 8);
  g_assert_cmpint (count (&picture, 3, YELLOW, NULL), >, 0);
  g_assert_cmpint (count (&picture, 4, BLUE, NULL), >, 0);
  cairo_surface_destroy (picture.surface);
}

/* The bars of a funnel have one middle. */
static void
test_centered (void)
{
  const PursuitBar bars[] = { { "One", "1", 100, 100, -1, FALSE }, { "Two", "2", 20, 20, -1, FALSE } };
  Picture picture = draw (bars, G_N_ELEMENTS (bars), TRUE);
  int first = 0, second = 0;
  int wide = count (&picture, 0, BLUE, &first);
  int narrow = count (&picture, 1, BLUE, &second);

  g_assert_cmpint (ABS ((2 * first + wide) - (2 * second + narrow)), <, 6);
  cairo_surface_destroy (picture.surface);
}

/* No figures at all, texts that are wider than the chart: nothing is painted where it must not be. */
static void
test_extremes (void)
{
  g_autofree char *text = g_strnfill (2000, 'W');
  const PursuitBar bars[] = { { text, text, 100, 100, 1000, FALSE }, { "", "", 0, 0, -1, FALSE } };
  const PursuitBar nothing[] = { { "One", "0", 0, 0, -1, FALSE } };
  Picture picture = draw (bars, G_N_ELEMENTS (bars), FALSE);

  g_assert_cmpint (cairo_surface_status (picture.surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture.surface);
  picture = draw (nothing, G_N_ELEMENTS (nothing), TRUE);
  g_assert_cmpint (count (&picture, 0, BLUE, NULL), ==, 0);
  cairo_surface_destroy (picture.surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/bar-chart/bars/are-as-long-as-their-values", test_lengths);
  g_test_add_func ("/report/bar-chart/funnel/has-one-middle", test_centered);
  g_test_add_func ("/report/bar-chart/extremes/are-survived", test_extremes);

  return g_test_run ();
}
