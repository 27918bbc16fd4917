/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui-classes.h"
#include "ui-fixture.h"
#include "pursuit-ui-types.h"

/* A template that names a missing child, handler or icon warns, and warnings are fatal here. */
static void
test_build_and_finalize (gconstpointer data)
{
  GType type = (GType) data;
  gpointer widget = g_object_new (type, NULL);

  g_assert_true (GTK_IS_WIDGET (widget));
  g_object_ref_sink (widget);
  g_object_add_weak_pointer (widget, &widget);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
  ui_settle ();
  g_assert_null (widget);
}

/* The same on the screen: what is only made when it is shown. */
static void
test_show (gconstpointer data)
{
  gpointer window = ui_show_type ((GType) data);

  g_object_add_weak_pointer (window, &window);
  ui_settle ();
  gtk_window_destroy (window);
  ui_settle ();
  g_assert_null (window);
}

/* What is made later has no template, and would be missed only when it is wanted. */
static void
test_build_later (gconstpointer path)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  GError *error = NULL;

  gtk_builder_add_from_resource (builder, path, &error);
  g_assert_no_error (error);
}

static void
add_later (const char *path,
           const char *text,
           gpointer    data)
{
  g_autofree char *test = g_strdup_printf ("/ui/templates/%s/built", path + strlen (PURSUIT_TEMPLATE ("")));

  if (strstr (text, "<template ") == NULL)
    g_test_add_data_func_full (test, g_strdup (path), test_build_later, g_free);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) types = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  types = ui_list_template_types ();
  for (guint i = 0; i < types->len; i++)
    {
      const char *name = g_type_name ((GType) types->pdata[i]);
      g_autofree char *built = g_strdup_printf ("/ui/templates/%s/built-and-finalized", name);
      g_autofree char *shown = g_strdup_printf ("/ui/templates/%s/shown", name);

      g_test_add_data_func (built, types->pdata[i], test_build_and_finalize);
      g_test_add_data_func (shown, types->pdata[i], test_show);
    }

  ui_foreach_template (add_later, NULL);

  return g_test_run ();
}
