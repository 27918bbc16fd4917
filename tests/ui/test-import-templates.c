/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "pursuit-import-window-private.h"
#include "ui-fixture.h"

/* What columns of a file mean, kept as a template and proposed for the next file; and the steps of the assistant. */

typedef struct
{
  UiFixture base;
  char *folder;
  PursuitImportWindow *assistant;
} TemplateFixture;

static gboolean
is_settled (gpointer data)
{
  TemplateFixture *self = data;
  const char *step = gtk_stack_get_visible_child_name (self->assistant->steps);

  return !gtk_spinner_get_spinning (self->assistant->checking) && !g_str_equal (step, "reading") && !g_str_equal (step, "running");
}

static void
take (TemplateFixture *self,
      const char      *text)
{
  g_autofree char *path = g_build_filename (self->folder, "rows.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  pursuit_import_window_take_file (self->assistant, PURSUIT_IMPORT_CUSTOMERS, file);
  ui_wait_until (is_settled, self);
  ui_settle ();
}

static void
set_up (TemplateFixture *self,
        gconstpointer    data)
{
  ui_fixture_set_up (&self->base, NULL);
  self->folder = g_dir_make_tmp ("pursuit-templates-XXXXXX", NULL);
  self->assistant = PURSUIT_IMPORT_WINDOW (pursuit_import_window_new (NULL, self->base.worker));
  gtk_window_present (GTK_WINDOW (self->assistant));
}

static void
tear_down (TemplateFixture *self,
           gconstpointer    data)
{
  g_autofree char *path = g_build_filename (self->folder, "rows.csv", NULL);

  gtk_window_destroy (GTK_WINDOW (self->assistant));
  ui_settle ();
  g_unlink (path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  ui_fixture_tear_down (&self->base);
  g_free (self->folder);
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) templates = pursuit_import_templates_list (desk, PURSUIT_IMPORT_CUSTOMERS, error);
  GString *names = g_string_new (NULL);

  for (guint i = 0; templates != NULL && i < templates->len; i++)
    g_string_append_printf (names, "%s|", ((PursuitSavedFilter *) g_ptr_array_index (templates, i))->name);

  return g_string_free (names, FALSE);
}

static gboolean
has_template (gpointer data)
{
  TemplateFixture *self = data;
  g_autofree char *names = ui_call (&self->base, list_job, NULL);

  return g_str_equal (names, "Fair|");
}

static void
keep (TemplateFixture *self)
{
  GtkWidget *name = ui_find_type (GTK_WIDGET (self->assistant->templates), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (name), "Fair");
  gtk_widget_activate_action (GTK_WIDGET (self->assistant->templates), "templates.save", NULL);
  ui_wait_until (has_template, self);
}

static const char *
get_field (TemplateFixture *self,
           guint            index)
{
  return ((PursuitImportColumn *) g_ptr_array_index (self->assistant->analysis->columns, index))->field;
}

static const char *
get_label (TemplateFixture *self)
{
  GtkWidget *button = ui_find_type (GTK_WIDGET (self->assistant->templates), GTK_TYPE_MENU_BUTTON);

  return gtk_menu_button_get_label (GTK_MENU_BUTTON (button));
}

static void
test_proposed (TemplateFixture *self,
               gconstpointer    data)
{
  take (self, "Name,Odd\nAcme,North\n");
  g_assert_cmpstr (get_label (self), ==, "Save as Template");
  g_assert_null (get_field (self, 1));
  g_hash_table_insert (self->assistant->plan->fields, g_strdup ("Odd"), g_strdup ("region"));
  pursuit_import_window_analyse (self->assistant);
  ui_wait_until (is_settled, self);
  g_assert_cmpstr (get_field (self, 1), ==, "region");
  keep (self);

  /* The columns of the next file stand in another order. */
  take (self, "Odd,Name\nSouth,Bolt\n");
  g_assert_cmpstr (get_label (self), ==, "Template “Fair”");
  g_assert_cmpstr (get_field (self, 0), ==, "region");

  pursuit_import_window_choose_template (self->assistant, NULL);
  ui_wait_until (is_settled, self);
  g_assert_cmpstr (get_label (self), ==, "Save as Template");
  g_assert_null (get_field (self, 0));

  take (self, "Odd,Name,More\nSouth,Bolt,x\n");
  g_assert_cmpstr (get_label (self), ==, "Save as Template");
}

/* What is chosen after a template was applied takes the place of what it says. */
static void
test_chosen_over (TemplateFixture *self,
                  gconstpointer    data)
{
  take (self, "Name,Odd,Where\nAcme,North,x\n");
  g_hash_table_insert (self->assistant->plan->fields, g_strdup ("Odd"), g_strdup ("region"));
  pursuit_import_window_analyse (self->assistant);
  ui_wait_until (is_settled, self);
  keep (self);
  take (self, "Name,Odd,Where\nAcme,North,x\n");
  g_hash_table_insert (self->assistant->plan->fields, g_strdup ("Where"), g_strdup ("region"));
  pursuit_import_window_analyse (self->assistant);
  ui_wait_until (is_settled, self);
  g_assert_cmpstr (self->assistant->analysis->problem, ==, NULL);
  g_assert_null (get_field (self, 1));
  g_assert_cmpstr (get_field (self, 2), ==, "region");
}

static void
test_steps (TemplateFixture *self,
            gconstpointer    data)
{
  PursuitStepTrail *trail = self->assistant->trail;

  g_assert_cmpuint (pursuit_step_trail_get_step (trail), ==, 1);
  take (self, "Name\nAcme\n");
  g_assert_cmpuint (pursuit_step_trail_get_step (trail), ==, 2);
  gtk_test_accessible_assert_property (trail, GTK_ACCESSIBLE_PROPERTY_LABEL, "Step 2 of 3: Columns and Preview");
  gtk_widget_activate_action (GTK_WIDGET (self->assistant), "import.run", NULL);
  g_assert_cmpuint (pursuit_step_trail_get_step (trail), ==, 3);
  ui_wait_until (is_settled, self);
  g_assert_cmpuint (pursuit_step_trail_get_step (trail), ==, 4);
}

#define ADD(path, func) g_test_add (path, TemplateFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("/ui/import-templates/proposed-for-the-same-columns", test_proposed);
  ADD ("/ui/import-templates/choices-count-before-it", test_chosen_over);
  ADD ("/ui/import-templates/steps", test_steps);

  return g_test_run ();
}
