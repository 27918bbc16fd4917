/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who reports to whom as a chart: nobody stands on anybody, those below stand below, and keys lead from one to the other. */

#include <adwaita.h>

#include "pursuit-org-chart.h"

static GtkWidget *
make_chart (const PursuitOrgPerson *people,
            guint                   n_people)
{
  GtkWidget *chart = g_object_ref_sink (pursuit_org_chart_new ());

  pursuit_org_chart_set_people (PURSUIT_ORG_CHART (chart), people, n_people);
  return chart;
}

static GdkRectangle
get_place (GtkWidget *chart,
           gint64     id)
{
  GdkRectangle place;

  g_assert_true (pursuit_org_chart_get_place (PURSUIT_ORG_CHART (chart), id, &place));
  return place;
}

static void
assert_apart (GtkWidget              *chart,
              const PursuitOrgPerson *people,
              guint                   n_people)
{
  for (guint i = 0; i < n_people; i++)
    for (guint j = 0; j < i; j++)
      {
        GdkRectangle a = get_place (chart, people[i].id);
        GdkRectangle b = get_place (chart, people[j].id);

        g_assert_false (gdk_rectangle_intersect (&a, &b, NULL));
      }
}

static const PursuitOrgPerson few[] = {
  { 1, 0, "Fang Jingzhi", "General Manager", FALSE },
  { 2, 1, "Peng Lixin", "Deputy GM", FALSE },
  { 3, 1, "Hou Zhiping", "Purchasing", FALSE },
  { 4, 2, "Gao Huimin", "Automation", FALSE },
  { 5, 99, "Tian Ye", NULL, TRUE },
};

static void
test_layout (void)
{
  GtkWidget *chart = make_chart (few, G_N_ELEMENTS (few));

  g_assert_cmpuint (pursuit_org_chart_get_n_people (PURSUIT_ORG_CHART (chart)), ==, 5);
  g_assert_true (pursuit_org_chart_has_lines (PURSUIT_ORG_CHART (chart)));
  assert_apart (chart, few, G_N_ELEMENTS (few));
  g_assert_cmpint (get_place (chart, 1).y, <, get_place (chart, 2).y);
  g_assert_cmpint (get_place (chart, 2).y, ==, get_place (chart, 3).y);
  g_assert_cmpint (get_place (chart, 4).y, >, get_place (chart, 2).y);
  /* Whose superior is not here stands at the top. */
  g_assert_cmpint (get_place (chart, 5).y, ==, get_place (chart, 1).y);
  g_assert_true (gtk_widget_has_css_class (pursuit_org_chart_find (PURSUIT_ORG_CHART (chart), 5), "left"));
  g_object_unref (chart);
}

/* Only another program can have written that; everybody is shown all the same. */
static void
test_circle (void)
{
  static const PursuitOrgPerson people[] = {
    { 1, 3, "A", NULL, FALSE }, { 2, 1, "B", NULL, FALSE }, { 3, 2, "C", NULL, FALSE }, { 4, 4, "D", NULL, FALSE },
  };
  GtkWidget *chart = make_chart (people, G_N_ELEMENTS (people));

  assert_apart (chart, people, G_N_ELEMENTS (people));
  g_object_unref (chart);
}

static void
test_many (void)
{
  PursuitOrgPerson people[60];
  GtkWidget *chart;
  int width, height;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    people[i] = (PursuitOrgPerson) { i + 1, i < 3 ? 0 : (i - 3) / 4 + 1, "Somebody", "Something", FALSE };
  chart = make_chart (people, G_N_ELEMENTS (people));
  assert_apart (chart, people, G_N_ELEMENTS (people));
  gtk_widget_measure (chart, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      GdkRectangle place = get_place (chart, people[i].id);

      g_assert_cmpint (place.x + place.width, <=, width);
      g_assert_cmpint (place.y + place.height, <=, height);
    }
  g_object_unref (chart);
}

static void
go (GtkWidget *chart,
    guint      key,
    gint64     expected)
{
  gtk_widget_activate_action (chart, "chart.go", "i", (int) key);
  g_assert_true (gtk_widget_has_focus (pursuit_org_chart_find (PURSUIT_ORG_CHART (chart), expected)));
}

static void
test_keys (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *chart = make_chart (few, G_N_ELEMENTS (few));

  gtk_window_set_child (GTK_WINDOW (window), chart);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (pursuit_org_chart_find (PURSUIT_ORG_CHART (chart), 1));
  go (chart, GDK_KEY_Down, 2);
  go (chart, GDK_KEY_Right, 3);
  go (chart, GDK_KEY_Left, 2);
  go (chart, GDK_KEY_Down, 4);
  go (chart, GDK_KEY_Down, 4);
  go (chart, GDK_KEY_Up, 2);
  go (chart, GDK_KEY_Up, 1);
  go (chart, GDK_KEY_Right, 5);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (chart);
}

static void
activated_cb (GtkWidget *chart,
              gint64     id,
              gint64    *out_id)
{
  *out_id = id;
}

static void
test_button (void)
{
  GtkWidget *chart = make_chart (few, G_N_ELEMENTS (few));
  GtkWidget *button = pursuit_org_chart_find (PURSUIT_ORG_CHART (chart), 4);
  gint64 id = 0;

  g_signal_connect (chart, "person-activated", G_CALLBACK (activated_cb), &id);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (id, ==, 4);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_TREE);
  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_TREE_ITEM);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Gao Huimin, Automation");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LEVEL, 3);
  g_object_unref (chart);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/org-chart/layout/below-whom-one-reports-to", test_layout);
  g_test_add_func ("/ui/org-chart/circle/cut-open", test_circle);
  g_test_add_func ("/ui/org-chart/many/none-on-another", test_many);
  g_test_add_func ("/ui/org-chart/keys/lead-around", test_keys);
  g_test_add_func ("/ui/org-chart/button/named-and-leads-to-the-person", test_button);

  return g_test_run ();
}
