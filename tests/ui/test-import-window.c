/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "pursuit-choice-row.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-import-window-private.h"
#include "pursuit-outcome-tile.h"
#include "pursuit-records.h"
#include "ui-fixture.h"

/* The assistant over a real database: what it says will happen is what happens. */

typedef struct
{
  UiFixture base;
  char *folder;
  GtkWidget *parent;
  PursuitImportWindow *assistant;     /* NULL when it has gone */
  char *offer;
  gint64 entry_id;
} ImportFixture;

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "region", "North", NULL);
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, customer, NULL, &error));
  g_assert_no_error (error);
}

static void
offer_undo_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  ImportFixture *self = user_data;

  g_free (self->offer);
  g_variant_get (parameter, "(sx)", &self->offer, &self->entry_id);
}

static void
show_assistant (ImportFixture *self)
{
  static const GActionEntry entries[] = { { .name = "offer-undo", .activate = offer_undo_cb, .parameter_type = "(sx)" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  self->parent = gtk_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->parent, "win", G_ACTION_GROUP (group));
  gtk_window_present (GTK_WINDOW (self->parent));
  self->assistant = PURSUIT_IMPORT_WINDOW (pursuit_import_window_new (GTK_WINDOW (self->parent), self->base.worker));
  g_object_add_weak_pointer (G_OBJECT (self->assistant), (gpointer *) &self->assistant);
  gtk_window_present (GTK_WINDOW (self->assistant));
}

static void
set_up (ImportFixture *self,
        gconstpointer  data)
{
  GError *error = NULL;

  ui_fixture_set_up (&self->base, fill);
  self->folder = g_dir_make_tmp ("pursuit-import-XXXXXX", &error);
  g_assert_no_error (error);
  show_assistant (self);
}

static gboolean
is_gone (gpointer data)
{
  return ((ImportFixture *) data)->assistant == NULL;
}

static void
close_assistant (ImportFixture *self)
{
  if (self->assistant != NULL)
    gtk_window_destroy (GTK_WINDOW (self->assistant));
  ui_wait_until (is_gone, self);
  gtk_window_destroy (GTK_WINDOW (self->parent));
}

static void
unlink_all (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
tear_down (ImportFixture *self,
           gconstpointer  data)
{
  close_assistant (self);
  unlink_all (self->folder);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  ui_fixture_tear_down (&self->base);
  g_free (self->folder);
  g_free (self->offer);
}

static GFile *
write_file (ImportFixture *self,
            const char    *name,
            const char    *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_file_new_for_path (path);
}

static const char *
get_step (ImportFixture *self)
{
  return gtk_stack_get_visible_child_name (self->assistant->steps);
}

/* The worker has answered and the window shows it. */
static gboolean
is_settled (gpointer data)
{
  ImportFixture *self = data;

  return !gtk_spinner_get_spinning (self->assistant->checking) && !g_str_equal (get_step (self), "reading") &&
         !g_str_equal (get_step (self), "running");
}

static void
take (ImportFixture     *self,
      PursuitImportKind  kind,
      const char        *name,
      const char        *text)
{
  g_autoptr(GFile) file = write_file (self, name, text);

  pursuit_import_window_take_file (self->assistant, kind, file);
  ui_wait_until (is_settled, self);
  ui_settle ();
}

static void
run_import (ImportFixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->assistant), "import.run", NULL);
  g_assert_cmpstr (get_step (self), ==, "running");
  ui_wait_until (is_settled, self);
}

/* A button in the window knows whether its action can be done. */
static gboolean
can_run (ImportFixture *self)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (self->assistant->import_button));
}

/* The tiles that count anything, in their order. */
static char *
print_tiles (ImportFixture *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self->assistant->tiles)); tile != NULL;
       tile = gtk_widget_get_next_sibling (tile))
    {
      GtkWidget *box = gtk_button_get_child (GTK_BUTTON (tile));

      for (GtkWidget *label = gtk_widget_get_first_child (box); label != NULL; label = gtk_widget_get_next_sibling (label))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", gtk_label_get_label (GTK_LABEL (label)));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_tiles(fixture, expected)                      \
  G_STMT_START                                               \
    {                                                        \
      g_autofree char *tiles_ = print_tiles (fixture);       \
      g_assert_cmpstr (tiles_, ==, (expected));              \
    }                                                        \
  G_STMT_END

static guint
count_shown (ImportFixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (self->assistant->table)));
}

static void
press_tile (ImportFixture *self,
            guint          outcome)
{
  GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self->assistant->tiles));

  while (pursuit_outcome_tile_get_outcome (PURSUIT_OUTCOME_TILE (tile)) != outcome)
    tile = gtk_widget_get_next_sibling (tile);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), TRUE);
}

static PursuitChoiceRow *
find_choice (GtkListBox *list,
             const char *title)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (pursuit_choice_row_get_title (PURSUIT_CHOICE_ROW (row)), title))
      return PURSUIT_CHOICE_ROW (row);

  return NULL;
}

/* What a person does with the drop-down of a row. */
static void
choose (ImportFixture *self,
        GtkListBox    *list,
        const char    *title,
        guint          choice)
{
  PursuitChoiceRow *row = find_choice (list, title);

  g_assert_nonnull (row);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_type (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN)), choice);
  ui_wait_until (is_settled, self);
  ui_settle ();
}

typedef struct
{
  gint64 customers;
  gint64 deals;
  gint64 entries;
} Counts;

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Counts *counts = data;
  PursuitStore *store = pursuit_desk_get_store (desk);

  counts->customers = pursuit_store_count (store, PURSUIT_TYPE_CUSTOMER, error);
  counts->deals = pursuit_store_count (store, PURSUIT_TYPE_DEAL, error);
  g_assert_true (pursuit_journal_get_last (store, &counts->entries, error));

  return NULL;
}

static Counts
count (ImportFixture *self)
{
  Counts counts;

  ui_call (&self->base, count_job, &counts);
  return counts;
}

static gpointer
region_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PursuitRecord) customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, 1, error);

  return g_strdup (PURSUIT_CUSTOMER (customer)->region);
}

static void
assert_region (ImportFixture *self,
               const char    *expected)
{
  g_autofree char *region = ui_call (&self->base, region_job, NULL);

  g_assert_cmpstr (region, ==, expected);
}

static const char three_rows[] = "Name,Region\nHeming Steel,South\nHaiyue Port,East\n,East\n";

static void
test_preview (ImportFixture *self,
              gconstpointer  data)
{
  Counts before = count (self);

  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  g_assert_true (pursuit_import_window_has_preview (self->assistant));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->assistant->outcome), ==, "table");
  assert_tiles (self, "All 3 New 1 Changed 1 Doubtful 0 Refused 1 Unchanged 0");
  g_assert_cmpuint (count_shown (self), ==, 3);
  press_tile (self, PURSUIT_OUTCOME_REFUSED);
  g_assert_cmpuint (count_shown (self), ==, 1);
  press_tile (self, PURSUIT_OUTCOME_ALL);
  g_assert_cmpuint (count_shown (self), ==, 3);
  g_assert_cmpstr (gtk_button_get_label (self->assistant->import_button), ==, "Import 2 Rows");
  g_assert_true (can_run (self));
  g_assert_cmpint (count (self).entries, ==, before.entries);
}

static void
test_leave_out (ImportFixture *self,
                gconstpointer  data)
{
  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  choose (self, self->assistant->fields, "Region", 0);
  assert_tiles (self, "All 3 New 1 Changed 0 Doubtful 0 Refused 1 Unchanged 1");
  g_assert_cmpstr (gtk_label_get_label (self->assistant->fields_heading), ==, "Columns: 1 of 2 is used");
  run_import (self);
  assert_region (self, "North");
}

/* Whoever goes through the columns by keyboard stays where they are, though the rows are made anew. */
static void
test_focus (ImportFixture *self,
            gconstpointer  data)
{
  GtkWidget *focus;

  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (find_choice (self->assistant->fields, "Region"))));
  choose (self, self->assistant->fields, "Region", 0);
  focus = gtk_root_get_focus (GTK_ROOT (self->assistant));
  g_assert_nonnull (focus);
  focus = gtk_widget_get_ancestor (focus, PURSUIT_TYPE_CHOICE_ROW);
  g_assert_true (focus == GTK_WIDGET (find_choice (self->assistant->fields, "Region")));
}

/* Another file begins anew. */
static void
test_another_file (ImportFixture *self,
                   gconstpointer  data)
{
  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  choose (self, self->assistant->fields, "Region", 0);
  take (self, PURSUIT_IMPORT_CUSTOMERS, "again.csv", three_rows);
  assert_tiles (self, "All 3 New 1 Changed 1 Doubtful 0 Refused 1 Unchanged 0");
  take (self, PURSUIT_IMPORT_PRODUCTS, "products.csv", "Name,Price\nPump,100\n");
  assert_tiles (self, "All 1 New 1 Changed 0 Doubtful 0 Refused 0 Unchanged 0");
}

static const char two_deals[] = "Deal,Customer,Stage,Amount\nMill refit,Heming Steel,Prospecting,100\n"
                                "Press line,Heming Steel,Engaging,200\n";

static gpointer
stages_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  GString *text = g_string_new (NULL);

  for (gint64 id = 1; id <= 2; id++)
    {
      g_autoptr(PursuitRecord) deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, id, error);
      g_autoptr(PursuitRecord) stage = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE,
                                                           PURSUIT_DEAL (deal)->stage_id, error);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT "|", PURSUIT_DEAL (deal)->title,
                              PURSUIT_STAGE (stage)->position);
    }

  return g_string_free (text, FALSE);
}

static void
test_stages (ImportFixture *self,
             gconstpointer  data)
{
  g_autofree char *stages = NULL;

  take (self, PURSUIT_IMPORT_DEALS, "deals.csv", two_deals);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->assistant->stages)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->assistant->outcome), ==, "problem");
  g_assert_false (can_run (self));
  choose (self, self->assistant->stages, "Prospecting", 1);
  g_assert_false (can_run (self));
  choose (self, self->assistant->stages, "Engaging", 4);
  assert_tiles (self, "All 2 New 2 Changed 0 Doubtful 0 Refused 0 Unchanged 0");
  g_assert_true (can_run (self));
  run_import (self);
  g_assert_cmpint (count (self).deals, ==, 2);
  stages = ui_call (&self->base, stages_job, NULL);
  g_assert_cmpstr (stages, ==, "Mill refit 1|Press line 4|");
}

static void
test_unreadable (ImportFixture *self,
                 gconstpointer  data)
{
  take (self, PURSUIT_IMPORT_CUSTOMERS, "gone.csv", NULL);
  g_assert_cmpstr (get_step (self), ==, "file");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->assistant->file_error)));
  g_assert_nonnull (strstr (gtk_label_get_label (self->assistant->file_error), "gone.csv"));
  g_assert_false (can_run (self));

  /* The next one works, and takes the sentence away. */
  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  g_assert_true (pursuit_import_window_has_preview (self->assistant));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->assistant->file_error)));
}

/* Reading in another way goes wrong where it was asked for, so that it can be mended there. */
static void
test_wrong_encoding (ImportFixture *self,
                     gconstpointer  data)
{
  take (self, PURSUIT_IMPORT_CUSTOMERS, "gb.csv", "\xc3\xfb\xb3\xc6,\xb5\xd8\xc7\xf8\n\xba\xd7\xc3\xf9\xb8\xd6\xcc\xfa,\xb6\xab\n");
  assert_tiles (self, "All 1 New 1 Changed 0 Doubtful 0 Refused 0 Unchanged 0");
  choose (self, self->assistant->how_to_read, "Encoding", 1);
  g_assert_true (pursuit_import_window_has_preview (self->assistant));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->assistant->outcome), ==, "problem");
  g_assert_nonnull (strstr (adw_status_page_get_description (self->assistant->problem), "gb.csv"));
  g_assert_false (can_run (self));
  choose (self, self->assistant->how_to_read, "Encoding", 2);
  assert_tiles (self, "All 1 New 1 Changed 0 Doubtful 0 Refused 0 Unchanged 0");
  g_assert_true (can_run (self));
}

static gpointer
undo_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  pursuit_records_undo (desk, *(gint64 *) data, NULL, error);

  return NULL;
}

static void
test_run (ImportFixture *self,
          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "three-refused.csv", NULL);
  g_autofree char *refused = NULL;

  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  run_import (self);
  g_assert_cmpstr (get_step (self), ==, "done");
  g_assert_cmpstr (adw_status_page_get_title (self->assistant->done), ==, "2 Rows Imported");
  g_assert_cmpint (count (self).customers, ==, 2);
  assert_region (self, "South");
  g_assert_true (g_file_get_contents (path, &refused, NULL, NULL));
  g_assert_nonnull (strstr (refused, "\"\",\"East\""));
  g_assert_nonnull (strstr (adw_status_page_get_description (self->assistant->done), "three-refused.csv"));

  g_assert_cmpstr (self->offer, ==, "2 Rows Imported");
  ui_call (&self->base, undo_job, &self->entry_id);
  g_assert_cmpint (count (self).customers, ==, 1);
  assert_region (self, "North");
}

static void
test_nothing_refused (ImportFixture *self,
                      gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "good-refused.csv", NULL);

  take (self, PURSUIT_IMPORT_CUSTOMERS, "good.csv", "Name\nHaiyue Port\n");
  run_import (self);
  g_assert_cmpint (count (self).customers, ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static char *
make_many_rows (guint n)
{
  GString *text = g_string_new ("Name,Region\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Company %u of the North,East\n", i);
  g_string_append (text, ",East\n");

  return g_string_free (text, FALSE);
}

/* Closing the window in the middle is cancelling: it goes when the worker has let go. */
static void
test_cancel (ImportFixture *self,
             gconstpointer  data)
{
  g_autofree char *many = make_many_rows (30000);
  g_autofree char *refused = g_build_filename (self->folder, "many-refused.csv", NULL);
  Counts before = count (self);
  PursuitImportPace *pace;
  Counts after;

  take (self, PURSUIT_IMPORT_CUSTOMERS, "many.csv", many);
  gtk_widget_activate_action (GTK_WIDGET (self->assistant), "import.run", NULL);
  pace = pursuit_import_pace_ref (self->assistant->pace);
  while (g_atomic_int_get (&pace->rows) == 0)
    g_thread_yield ();
  pursuit_import_pace_unref (pace);
  gtk_widget_activate_action (GTK_WIDGET (self->assistant), data, NULL);
  ui_wait_until (is_gone, self);

  after = count (self);
  g_assert_cmpint (after.customers, ==, before.customers);
  g_assert_cmpint (after.entries, ==, before.entries);
  g_assert_false (g_file_test (refused, G_FILE_TEST_EXISTS));
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  *(PursuitOpened **) user_data = pursuit_worker_open_finish (PURSUIT_WORKER (source), result, &error);
  g_assert_no_error (error);
}

static void
test_read_only (ImportFixture *self,
                gconstpointer  data)
{
  g_autoptr(PursuitOpened) opened = NULL;

  close_assistant (self);
  pursuit_worker_open_async (self->base.worker, self->base.path, PURSUIT_STORE_READ_ONLY, NULL, opened_cb, &opened);
  ui_wait_until (is_set, &opened);
  show_assistant (self);
  take (self, PURSUIT_IMPORT_CUSTOMERS, "three.csv", three_rows);
  g_assert_false (can_run (self));
  gtk_widget_activate_action (GTK_WIDGET (self->assistant), "import.run", NULL);
  g_assert_cmpstr (get_step (self), !=, "running");
}

#define ADD(path, func) g_test_add (path, ImportFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("/ui/import-window/preview/counts-and-filters", test_preview);
  ADD ("/ui/import-window/columns/left-out-is-left-alone", test_leave_out);
  ADD ("/ui/import-window/columns/another-file-begins-anew", test_another_file);
  ADD ("/ui/import-window/columns/focus-stays", test_focus);
  ADD ("/ui/import-window/stages/unknown-ones-are-asked-for", test_stages);
  ADD ("/ui/import-window/file/unreadable-is-said-in-place", test_unreadable);
  ADD ("/ui/import-window/file/wrong-encoding-can-be-mended", test_wrong_encoding);
  ADD ("/ui/import-window/run/imports-refuses-and-offers-undo", test_run);
  ADD ("/ui/import-window/run/nothing-refused-leaves-no-file", test_nothing_refused);
  ADD ("/ui/import-window/run/read-only-is-not-offered", test_read_only);
  g_test_add ("/ui/import-window/cancel/leaves-all-as-it-was", ImportFixture, "import.cancel", set_up, test_cancel, tear_down);
  g_test_add ("/ui/import-window/cancel/closing-is-cancelling", ImportFixture, "window.close", set_up, test_cancel, tear_down);

  return g_test_run ();
}
