/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-adaptive-bin.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWidget *window;
  PursuitAdaptiveBin *bin;
  GtkWidget *sidebar;
  GtkWidget *content;
} Scene;

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

/* A bin that folds below 600, at a width. */
static void
set_scene (Scene    *scene,
           int       width,
           gboolean  fills)
{
  scene->sidebar = gtk_label_new ("Sidebar");
  gtk_widget_set_size_request (scene->sidebar, 200, -1);
  scene->content = gtk_label_new ("Content");
  scene->bin = g_object_new (PURSUIT_TYPE_ADAPTIVE_BIN, "fold-width", 600, "fills", fills, NULL);
  pursuit_adaptive_bin_set_sidebar (scene->bin, scene->sidebar);
  pursuit_adaptive_bin_set_content (scene->bin, scene->content);
  scene->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (scene->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), width, 300);
  gtk_window_set_child (GTK_WINDOW (scene->window), GTK_WIDGET (scene->bin));
  gtk_window_present (GTK_WINDOW (scene->window));
  ui_wait_until (has_size, scene->bin);
  ui_settle ();
}

static void
clear_scene (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  ui_settle ();
}

/* What can be seen, from left to right, as one string. */
static char *
describe (Scene *scene)
{
  GString *text = g_string_new (NULL);
  GtkWidget *parts[] = { scene->sidebar, scene->content };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_child_visible (parts[i]))
        continue;
      g_assert_true (gtk_widget_compute_bounds (parts[i], GTK_WIDGET (scene->bin), &bounds));
      g_string_append_printf (text, "%s%s %d+%d", text->len ? ", " : "", i == 0 ? "sidebar" : "content",
                              (int) bounds.origin.x, (int) bounds.size.width);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_as_wanted (gpointer data)
{
  gpointer *wanted = data;
  g_autofree char *seen = describe (wanted[0]);

  return g_str_equal (seen, wanted[1]);
}

/* A layout takes a frame or, with an animation, a few. */
static void
expect (Scene      *scene,
        const char *wanted)
{
  gpointer data[] = { scene, (gpointer) wanted };

  ui_wait_until (is_as_wanted, data);
}

static void
test_wide (void)
{
  Scene scene;

  set_scene (&scene, 800, FALSE);
  expect (&scene, "sidebar 0+200, content 200+600");
  pursuit_adaptive_bin_set_revealed (scene.bin, FALSE);
  expect (&scene, "content 0+800");
  pursuit_adaptive_bin_set_revealed (scene.bin, TRUE);
  expect (&scene, "sidebar 0+200, content 200+600");
  clear_scene (&scene);
}

static void
test_narrow (void)
{
  Scene scene;

  set_scene (&scene, 500, FALSE);
  expect (&scene, "content 0+500");
  pursuit_adaptive_bin_set_revealed (scene.bin, TRUE);
  expect (&scene, "sidebar 0+200, content 0+500");
  pursuit_adaptive_bin_set_revealed (scene.bin, FALSE);
  expect (&scene, "content 0+500");
  clear_scene (&scene);
}

static void
test_fills (void)
{
  Scene scene;

  set_scene (&scene, 500, TRUE);
  expect (&scene, "content 0+500");
  pursuit_adaptive_bin_set_revealed (scene.bin, TRUE);
  expect (&scene, "sidebar 0+500");
  pursuit_adaptive_bin_set_revealed (scene.bin, FALSE);
  expect (&scene, "content 0+500");
  clear_scene (&scene);
}

static void
test_right_to_left (void)
{
  Scene scene;

  set_scene (&scene, 800, FALSE);
  gtk_widget_set_direction (GTK_WIDGET (scene.bin), GTK_TEXT_DIR_RTL);
  expect (&scene, "sidebar 600+200, content 0+600");
  clear_scene (&scene);
}

static void
count_up (guint *count)
{
  *count += 1;
}

/* It folds by itself and says so once, after the layout. */
static void
test_folding_is_told (void)
{
  Scene scene;
  guint told = 0;

  set_scene (&scene, 800, FALSE);
  g_signal_connect_swapped (scene.bin, "notify::folded", G_CALLBACK (count_up), &told);
  g_object_set (scene.bin, "fold-width", 900, NULL);
  expect (&scene, "content 0+800");
  ui_settle ();
  g_assert_cmpuint (told, ==, 1);
  g_assert_true (pursuit_adaptive_bin_get_folded (scene.bin));
  clear_scene (&scene);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/adaptive-bin/wide/stands-beside", test_wide);
  g_test_add_func ("/ui/adaptive-bin/narrow/comes-over", test_narrow);
  g_test_add_func ("/ui/adaptive-bin/fills/shows-one-at-a-time", test_fills);
  g_test_add_func ("/ui/adaptive-bin/direction/right-to-left", test_right_to_left);
  g_test_add_func ("/ui/adaptive-bin/folding/is-told-once", test_folding_is_told);

  return g_test_run ();
}
