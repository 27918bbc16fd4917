/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

#include "pursuit-columns-layout.h"
#include "pursuit-wrap-layout.h"

static GtkWidget *
create_box (GtkLayoutManager *layout,
            guint             n_children,
            int               width,
            int               height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, layout);
  for (guint i = 0; i < n_children; i++)
    {
      GtkWidget *child = gtk_drawing_area_new ();

      gtk_widget_set_size_request (child, width, height);
      gtk_box_append (GTK_BOX (box), child);
    }

  return g_object_ref_sink (box);
}

static int
measure_height (GtkWidget *box,
                int        width)
{
  int minimum;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
assert_place (GtkWidget *box,
              GtkWidget *child,
              int        x,
              int        y,
              int        width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
  g_assert_cmpfloat (bounds.size.width, ==, width);
}

static void
test_columns_stack_when_narrow (void)
{
  GtkWidget *box = create_box (pursuit_columns_layout_new (), 2, 100, 50);
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_last_child (box);

  g_assert_cmpint (measure_height (box, 1000), ==, 50);
  g_assert_cmpint (measure_height (box, 400), ==, 50 + 18 + 50);

  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 1000, 50 }, -1);
  assert_place (box, first, 0, 0, 607);
  assert_place (box, second, 625, 0, 375);
  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 400, 118 }, -1);
  assert_place (box, first, 0, 0, 400);
  assert_place (box, second, 0, 68, 400);
  g_object_unref (box);
}

/* However wide the whole is: what does not fit beside each other goes below each other. */
static void
test_columns_respect_minimum (void)
{
  GtkWidget *box = create_box (pursuit_columns_layout_new (), 2, 300, 50);

  g_assert_cmpint (measure_height (box, 700), ==, 118);
  g_assert_cmpint (measure_height (box, 900), ==, 50);
  g_object_unref (box);
}

static void
test_columns_hug_second (void)
{
  GtkWidget *box = create_box (pursuit_columns_layout_new (), 2, 100, 50);

  g_object_set (gtk_widget_get_layout_manager (box), "hug", TRUE, NULL);
  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 1000, 50 }, -1);
  assert_place (box, gtk_widget_get_first_child (box), 0, 0, 882);
  assert_place (box, gtk_widget_get_last_child (box), 900, 0, 100);
  g_object_unref (box);
}

static void
test_columns_forget_hidden (void)
{
  GtkWidget *box = create_box (pursuit_columns_layout_new (), 2, 100, 50);

  gtk_widget_set_visible (gtk_widget_get_last_child (box), FALSE);
  g_assert_cmpint (measure_height (box, 1000), ==, 50);
  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 1000, 50 }, -1);
  assert_place (box, gtk_widget_get_first_child (box), 0, 0, 1000);
  g_object_unref (box);
}

static void
test_wrap_begins_new_lines (void)
{
  GtkWidget *box = create_box (pursuit_wrap_layout_new (), 5, 100, 20);

  g_assert_cmpint (measure_height (box, 524), ==, 20);
  g_assert_cmpint (measure_height (box, 523), ==, 46);
  g_assert_cmpint (measure_height (box, 100), ==, 5 * 20 + 4 * 6);

  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 250, 72 }, -1);
  assert_place (box, gtk_widget_get_first_child (box), 0, 0, 100);
  assert_place (box, gtk_widget_get_last_child (box), 0, 52, 100);
  g_object_unref (box);
}

static void
test_wrap_asks_for_no_more (void)
{
  GtkWidget *box = create_box (pursuit_wrap_layout_new (), 5, 100, 20);
  int minimum;
  int natural;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 524);
  g_object_set (gtk_widget_get_layout_manager (box), "natural-width", 280, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 280);
  g_object_unref (box);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/columns/narrow/stack", test_columns_stack_when_narrow);
  g_test_add_func ("/ui/columns/minimum/is-respected", test_columns_respect_minimum);
  g_test_add_func ("/ui/columns/hug/second-is-natural", test_columns_hug_second);
  g_test_add_func ("/ui/columns/hidden/is-forgotten", test_columns_forget_hidden);
  g_test_add_func ("/ui/wrap/line/begins-when-full", test_wrap_begins_new_lines);
  g_test_add_func ("/ui/wrap/natural-width/is-bounded", test_wrap_asks_for_no_more);

  return g_test_run ();
}
