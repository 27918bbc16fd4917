/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "pursuit-choice-row.h"
#include "pursuit-customer.h"
#include "pursuit-import-item.h"
#include "pursuit-import-window-private.h"
#include "pursuit-outcome-tile.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "ui-fixture.h"

/* Rows that look like somebody who is there, decided one by one. */

typedef struct
{
  UiFixture base;
  char *folder;
  PursuitImportWindow *assistant;
} DoubtFixture;

static const char rows[] = "Name,Phone,Region\nHeming,053188885512,South\nHaiyue Port,,East\nHeming Works,0531-88885512,West\n"
                           "Third,0531 8888 5512,North\n";

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) customer =
    g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "phone", "0531-8888 5512", "region", "North", NULL);

  g_autoptr(PursuitRecord) seller = g_object_new (PURSUIT_TYPE_STAFF, "name", "Lin Ruoxi", NULL);

  g_assert_true (pursuit_records_create (desk, customer, NULL, NULL));
  g_assert_true (pursuit_records_create (desk, seller, NULL, NULL));
}

static gboolean
is_settled (gpointer data)
{
  DoubtFixture *self = data;
  const char *step = gtk_stack_get_visible_child_name (self->assistant->steps);

  return !gtk_spinner_get_spinning (self->assistant->checking) && !g_str_equal (step, "reading") && !g_str_equal (step, "running");
}

static void
take (DoubtFixture *self,
      const char   *text)
{
  g_autofree char *path = g_build_filename (self->folder, "rows.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  pursuit_import_window_take_file (self->assistant, PURSUIT_IMPORT_CUSTOMERS, file);
  ui_wait_until (is_settled, self);
  ui_settle ();
}

static void
set_up (DoubtFixture  *self,
        gconstpointer  data)
{
  ui_fixture_set_up (&self->base, fill);
  self->folder = g_dir_make_tmp ("pursuit-doubts-XXXXXX", NULL);
  self->assistant = PURSUIT_IMPORT_WINDOW (pursuit_import_window_new (NULL, self->base.worker));
  gtk_window_present (GTK_WINDOW (self->assistant));
  take (self, rows);
}

static void
tear_down (DoubtFixture  *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "rows.csv", NULL);

  gtk_window_destroy (GTK_WINDOW (self->assistant));
  ui_settle ();
  g_unlink (path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  ui_fixture_tear_down (&self->base);
  g_free (self->folder);
}

static void
act (DoubtFixture *self,
     const char   *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->assistant), action, NULL);
  ui_settle ();
}

static const PursuitImportRow *
get_selected (DoubtFixture *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->assistant->table));

  return pursuit_import_item_get (gtk_single_selection_get_selected_item (selection));
}

static void
assert_buttons (DoubtFixture *self,
                const char   *decide,
                const char   *import)
{
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (self->assistant->decide_button)), ==, decide != NULL);
  if (decide != NULL)
    g_assert_cmpstr (gtk_button_get_label (self->assistant->decide_button), ==, decide);
  g_assert_cmpstr (gtk_button_get_label (self->assistant->import_button), ==, import);
}

static gpointer
print_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  GString *text = g_string_new (NULL);
  gint64 n = pursuit_store_count (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, error);

  for (gint64 id = 1; id <= n; id++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, id, error);
      PursuitCustomer *customer = PURSUIT_CUSTOMER (record);

      g_string_append_printf (text, "%s, %s, %s|", customer->name, customer->phone, customer->region);
    }

  return g_string_free (text, FALSE);
}

static void
run_and_assert (DoubtFixture *self,
                const char   *expected)
{
  g_autofree char *printed = NULL;

  act (self, "import.run");
  ui_wait_until (is_settled, self);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->assistant->steps), ==, "done");
  printed = ui_call (&self->base, print_job, NULL);
  g_assert_cmpstr (printed, ==, expected);
}

/* As long as nobody has decided, they stay out. */
static void
test_undecided (DoubtFixture *self,
                gconstpointer data)
{
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->assistant->doubt)));
  assert_buttons (self, "Decide 3 Doubtful Rows First", "Import 1 Row");
  run_and_assert (self, "Heming Steel, 0531-8888 5512, North|Haiyue Port, (null), East|");
  g_assert_cmpstr (adw_status_page_get_title (self->assistant->done), ==, "1 Row Imported");
}

static void
test_walk (DoubtFixture *self,
           gconstpointer data)
{
  static const guint64 order[] = { 4, 5, 2, 4 };

  act (self, "import.decide-first");
  g_assert_cmpuint (self->assistant->shown_outcome, ==, PURSUIT_OUTCOME_DOUBTFUL);
  g_assert_cmpuint (get_selected (self)->row, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      act (self, "import.next-doubt");
      g_assert_cmpuint (get_selected (self)->row, ==, order[i]);
    }
  act (self, "import.previous-doubt");
  g_assert_cmpuint (get_selected (self)->row, ==, 2);

  /* A tile that hides them is left. */
  pursuit_import_window_choose_outcome (self->assistant, PURSUIT_OUTCOME_NEW);
  act (self, "import.next-doubt");
  g_assert_cmpuint (get_selected (self)->row, ==, 4);
}

static void
decide (DoubtFixture    *self,
        PursuitDoubtful  what)
{
  pursuit_doubt_pane_decide (self->assistant->doubt, what);
  ui_settle ();
}

static void
test_decided (DoubtFixture *self,
              gconstpointer data)
{
  act (self, "import.decide-first");
  decide (self, PURSUIT_DOUBTFUL_MERGE);
  assert_buttons (self, "Decide 2 Doubtful Rows First", "Import 2 Rows");
  act (self, "import.next-doubt");
  decide (self, PURSUIT_DOUBTFUL_CREATE);
  assert_buttons (self, "Decide 1 Doubtful Row First", "Import 3 Rows");
  act (self, "import.decide-first");
  g_assert_cmpuint (get_selected (self)->row, ==, 5);
  decide (self, PURSUIT_DOUBTFUL_SKIP);
  assert_buttons (self, NULL, "Import 3 Rows");

  run_and_assert (self, "Heming Steel, 053188885512, South|Haiyue Port, (null), East|Heming Works, 0531-88885512, West|");
  g_assert_cmpstr (adw_status_page_get_title (self->assistant->done), ==, "3 Rows Imported");
}

/* A second press takes the decision back. */
static void
test_taken_back (DoubtFixture *self,
                 gconstpointer data)
{
  GtkWidget *merge;

  act (self, "import.decide-first");
  merge = ui_find_type (GTK_WIDGET (self->assistant->doubt), GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (merge), TRUE);
  assert_buttons (self, "Decide 2 Doubtful Rows First", "Import 2 Rows");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (merge), FALSE);
  assert_buttons (self, "Decide 3 Doubtful Rows First", "Import 1 Row");
}

/* What is decided of one goes for all that look like somebody by the same thing, unless something is decided of one by itself. */
static void
test_all_alike (DoubtFixture *self,
                gconstpointer data)
{
  act (self, "import.decide-first");
  decide (self, PURSUIT_DOUBTFUL_CREATE);
  g_signal_emit_by_name (self->assistant->doubt, "all-decided");
  ui_settle ();
  assert_buttons (self, NULL, "Import 4 Rows");
  act (self, "import.next-doubt");
  g_assert_cmpuint (get_selected (self)->row, ==, 4);
  g_assert_cmpint (pursuit_doubt_pane_get_decision (self->assistant->doubt).what, ==, PURSUIT_DOUBTFUL_CREATE);
  decide (self, PURSUIT_DOUBTFUL_SKIP);
  assert_buttons (self, NULL, "Import 3 Rows");

  run_and_assert (self, "Heming Steel, 0531-8888 5512, North|Heming, 053188885512, South|Haiyue Port, (null), East|Third, 0531 8888 5512, North|");
}

/* There are more than are shown at a time: after the last come the next ones, and before the first the last. */
static void
test_many (DoubtFixture *self,
           gconstpointer data)
{
  g_autoptr(GString) text = g_string_new ("Name,Phone\n");

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (text, "Works %u,0531-88885512\n", i);
  take (self, text->str);
  assert_buttons (self, "Decide 1500 Doubtful Rows First", "Import 0 Rows");
  act (self, "import.decide-first");
  g_assert_cmpuint (get_selected (self)->row, ==, 2);
  decide (self, PURSUIT_DOUBTFUL_CREATE);
  act (self, "import.previous-doubt");
  ui_wait_until (is_settled, self);
  ui_settle ();
  g_assert_cmpuint (get_selected (self)->row, ==, 1501);
  decide (self, PURSUIT_DOUBTFUL_CREATE);
  assert_buttons (self, "Decide 1498 Doubtful Rows First", "Import 2 Rows");
  act (self, "import.next-doubt");
  ui_wait_until (is_settled, self);
  ui_settle ();
  g_assert_cmpuint (get_selected (self)->row, ==, 2);
  run_and_assert (self, "Heming Steel, 0531-8888 5512, North|Works 0, 0531-88885512, (null)|Works 1499, 0531-88885512, (null)|");
}

static GtkWidget *
find_choice (GtkWidget  *widget,
             const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_CHECK_BUTTON (widget) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (widget)))), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, text);

  return found;
}

/* Choosing a value is deciding to merge; what is chosen is still there after a look at another row. */
static void
test_field_by_field (DoubtFixture *self,
                     gconstpointer data)
{
  act (self, "import.decide-first");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_choice (GTK_WIDGET (self->assistant->doubt), "0531-8888 5512")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_choice (GTK_WIDGET (self->assistant->doubt), "Heming")), TRUE);
  ui_settle ();
  assert_buttons (self, "Decide 2 Doubtful Rows First", "Import 2 Rows");
  act (self, "import.next-doubt");
  act (self, "import.previous-doubt");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_choice (GTK_WIDGET (self->assistant->doubt), "Heming"))));
  g_assert_cmpint (pursuit_doubt_pane_get_decision (self->assistant->doubt).what, ==, PURSUIT_DOUBTFUL_MERGE);

  run_and_assert (self, "Heming, 0531-8888 5512, South|Haiyue Port, (null), East|");
}

/* Whom the file calls otherwise is asked on the left; the answer counts for every row, and can be taken back. */
static void
test_people (DoubtFixture *self,
             gconstpointer data)
{
  GtkWidget *row, *choice;
  guint64 *counts;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->assistant->people)));
  take (self, "Name,Owner\nAlpha,Lin Ruoxu\nBeta,Lin Ruoxu\n");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->assistant->people)));
  row = gtk_widget_get_first_child (GTK_WIDGET (self->assistant->people));
  g_assert_cmpstr (pursuit_choice_row_get_title (PURSUIT_CHOICE_ROW (row)), ==, "Lin Ruoxu");
  counts = self->assistant->analysis->report->counts;
  g_assert_cmpuint (counts[PURSUIT_OUTCOME_DOUBTFUL], ==, 2);
  assert_buttons (self, NULL, "Import 2 Rows");

  choice = ui_find_type (row, GTK_TYPE_DROP_DOWN);
  for (guint i = g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (choice))); i > 0; i--)
    {
      g_autoptr(GtkStringObject) name = g_list_model_get_item (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)), i - 1);

      if (g_str_equal (gtk_string_object_get_string (name), "Lin Ruoxi"))
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i - 1);
          break;
        }
    }
  ui_wait_until (is_settled, self);
  ui_settle ();
  counts = self->assistant->analysis->report->counts;
  g_assert_cmpuint (counts[PURSUIT_OUTCOME_NEW], ==, 2);

  row = gtk_widget_get_first_child (GTK_WIDGET (self->assistant->people));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_type (row, GTK_TYPE_DROP_DOWN)), 0);
  ui_wait_until (is_settled, self);
  g_assert_cmpuint (self->assistant->analysis->report->counts[PURSUIT_OUTCOME_DOUBTFUL], ==, 2);
}

#define ADD(path, func) g_test_add (path, DoubtFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("/ui/import-doubts/undecided-stay-out", test_undecided);
  ADD ("/ui/import-doubts/next-and-previous", test_walk);
  ADD ("/ui/import-doubts/decided-one-by-one", test_decided);
  ADD ("/ui/import-doubts/taken-back", test_taken_back);
  ADD ("/ui/import-doubts/all-alike", test_all_alike);
  ADD ("/ui/import-doubts/any-number", test_many);
  ADD ("/ui/import-doubts/field-by-field", test_field_by_field);
  ADD ("/ui/import-doubts/who-is-meant", test_people);

  return g_test_run ();
}
