/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-customer.h"
#include "pursuit-date-button.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-field-editor.h"
#include "pursuit-filter-button.h"
#include "pursuit-picker-popover.h"
#include "pursuit-record-form.h"
#include "pursuit-record-picker.h"
#include "pursuit-records.h"
#include "pursuit-text-row.h"
#include "pursuit-unit-tree.h"
#include "ui-fixture.h"

static void
fill (PursuitDesk *desk)
{
  static const char *const names[] = { "Millworks", "Northern Paper", "Old Harbour" };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(PursuitCustomer) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", names[i], NULL);

      pursuit_records_create (desk, PURSUIT_RECORD (customer), NULL, &error);
      g_assert_no_error (error);
    }
}

/* A form in a window that can take the focus. */
static PursuitRecordForm *
show_form (GtkWidget **out_window)
{
  GtkWidget *form = pursuit_record_form_new ();

  *out_window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*out_window), form);
  gtk_window_present (GTK_WINDOW (*out_window));

  return PURSUIT_RECORD_FORM (form);
}

static GtkWidget *
find_row (PursuitRecordForm *form,
          const char        *title)
{
  GtkWidget *list = ui_find_type (GTK_WIDGET (form), GTK_TYPE_LIST_BOX);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_PREFERENCES_ROW (row) &&
        g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
      return row;

  return NULL;
}

static void
type (PursuitRecordForm *form,
      const char        *title,
      const char        *text)
{
  GtkWidget *row = find_row (form, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* One row for each field that people set, of the kind that fits it; kept fields have none. */
static void
test_rows_follow_table (void)
{
  GtkWidget *window;
  PursuitRecordForm *form = show_form (&window);
  g_autoptr(PursuitRecord) deal = pursuit_record_new (PURSUIT_TYPE_DEAL);
  g_autoptr(PursuitRecord) customer = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);

  pursuit_record_form_set_record (form, NULL, deal, NULL);
  g_assert_true (ADW_IS_ENTRY_ROW (find_row (form, "Amount")));
  g_assert_true (ADW_IS_ENTRY_ROW (find_row (form, "Expected close")));
  g_assert_nonnull (ui_find_type (find_row (form, "Expected close"), PURSUIT_TYPE_DATE_BUTTON));
  g_assert_nonnull (ui_find_type (find_row (form, "Seller"), PURSUIT_TYPE_RECORD_PICKER));
  g_assert_true (PURSUIT_IS_TEXT_ROW (find_row (form, "Notes")));
  g_assert_null (find_row (form, "Stage"));
  g_assert_null (find_row (form, "Win probability"));

  pursuit_record_form_set_record (form, NULL, customer, NULL);
  g_assert_true (ADW_IS_COMBO_ROW (find_row (form, "Grade")));
  g_assert_null (find_row (form, "Expected close"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_reads_what_was_typed (void)
{
  GtkWidget *window;
  PursuitRecordForm *form = show_form (&window);
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Mill refit", "customer-id", (gint64) 1, NULL);
  g_autoptr(PursuitRecord) edited = NULL;

  pursuit_record_form_set_record (form, NULL, PURSUIT_RECORD (deal), NULL);
  g_assert_false (pursuit_record_form_is_changed (form));
  type (form, "Amount", "12,500.50");
  type (form, "Expected close", "2026-04-30");
  type (form, "Deal", "  Mill refit 2 ");
  g_assert_true (pursuit_record_form_is_changed (form));

  edited = pursuit_record_form_read (form);
  g_assert_nonnull (edited);
  g_assert_cmpint (PURSUIT_DEAL (edited)->amount, ==, 1250050);
  g_assert_cmpstr (PURSUIT_DEAL (edited)->expected_close, ==, "2026-04-30");
  g_assert_cmpstr (PURSUIT_DEAL (edited)->title, ==, "Mill refit 2");
  g_assert_cmpstr (deal->title, ==, "Mill refit");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_wrong (PursuitRecordForm *form,
          const char        *title)
{
  return gtk_widget_has_css_class (find_row (form, title), "error");
}

/* What cannot be read is said below its row, and goes when it is mended. */
static void
test_refuses_in_place (void)
{
  GtkWidget *window;
  PursuitRecordForm *form = show_form (&window);
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Mill refit", "customer-id", (gint64) 1, NULL);
  g_autoptr(PursuitRecord) edited = NULL;
  GtkWidget *below;

  pursuit_record_form_set_record (form, NULL, PURSUIT_RECORD (deal), NULL);
  type (form, "Amount", "twelve");
  g_assert_null (pursuit_record_form_read (form));
  g_assert_true (is_wrong (form, "Amount"));
  below = ui_find_type (gtk_widget_get_next_sibling (find_row (form, "Amount")), GTK_TYPE_LABEL);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (below)), "twelve"));

  type (form, "Amount", "12");
  g_assert_false (is_wrong (form, "Amount"));
  type (form, "Deal", "");
  g_assert_null (pursuit_record_form_read (form));
  g_assert_true (is_wrong (form, "Deal"));
  type (form, "Deal", "Mill");
  edited = pursuit_record_form_read (form);
  g_assert_nonnull (edited);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Somebody else's change comes in; what was typed stays. */
static void
test_rebase_keeps_typed (void)
{
  GtkWidget *window;
  PursuitRecordForm *form = show_form (&window);
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Mill refit", "customer-id", (gint64) 1, NULL);
  g_autoptr(PursuitRecord) theirs = NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  pursuit_record_form_set_record (form, NULL, PURSUIT_RECORD (deal), NULL);
  type (form, "Deal", "Mine");
  theirs = pursuit_record_copy (PURSUIT_RECORD (deal));
  theirs->revision = 7;
  g_object_set (theirs, "title", "Theirs", "source", "Fair", NULL);
  pursuit_record_form_rebase (form, theirs);

  edited = pursuit_record_form_read (form);
  g_assert_cmpstr (PURSUIT_DEAL (edited)->title, ==, "Mine");
  g_assert_cmpstr (PURSUIT_DEAL (edited)->source, ==, "Fair");
  g_assert_cmpint (edited->revision, ==, 7);
  g_assert_cmpint (pursuit_record_diff (theirs, edited), !=, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_name (gpointer data)
{
  return pursuit_record_picker_get_name (data) != NULL;
}

static gboolean
shows_one (gpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (data);
  g_autoptr(PursuitRow) row = model != NULL ? g_list_model_get_item (G_LIST_MODEL (model), 0) : NULL;

  return row != NULL && pursuit_row_is_loaded (row) && g_list_model_get_n_items (G_LIST_MODEL (model)) == 1;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A picker knows its record's name by itself, and finds another by part of its name. */
static void
test_picker_finds (UiFixture     *fixture,
                   gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *picker = pursuit_record_picker_new ();
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  GtkWidget *popover, *search, *list;
  guint changed = 0;

  gtk_window_set_child (GTK_WINDOW (window), picker);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (picker, "changed", G_CALLBACK (count_cb), &changed);
  pursuit_record_picker_set_source (PURSUIT_RECORD_PICKER (picker), fixture->worker, query, NULL);
  pursuit_record_picker_set_id (PURSUIT_RECORD_PICKER (picker), 1, NULL);
  ui_wait_until (has_name, picker);
  g_assert_cmpstr (pursuit_record_picker_get_name (PURSUIT_RECORD_PICKER (picker)), ==, "Millworks");

  pursuit_record_picker_popup (PURSUIT_RECORD_PICKER (picker));
  popover = ui_find_type (picker, PURSUIT_TYPE_PICKER_POPOVER);
  search = ui_find_type (popover, GTK_TYPE_SEARCH_ENTRY);
  list = ui_find_type (popover, GTK_TYPE_LIST_VIEW);
  gtk_editable_set_text (GTK_EDITABLE (search), "harbour");
  ui_wait_until (shows_one, list);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (pursuit_record_picker_get_id (PURSUIT_RECORD_PICKER (picker)), ==, 3);
  g_assert_cmpstr (pursuit_record_picker_get_name (PURSUIT_RECORD_PICKER (picker)), ==, "Old Harbour");
  g_assert_cmpuint (changed, ==, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A filter makes what one chooses from when somebody wants to choose, not before, and keeps it. */
static void
test_filter_button (UiFixture     *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *filter = g_object_new (PURSUIT_TYPE_FILTER_BUTTON, NULL);
  GtkMenuButton *button = GTK_MENU_BUTTON (ui_find_type (filter, GTK_TYPE_MENU_BUTTON));
  GtkWidget *popover, *search;
  guint changed = 0;

  gtk_window_set_child (GTK_WINDOW (window), filter);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (filter, "changed", G_CALLBACK (count_cb), &changed);
  pursuit_filter_button_set_title (PURSUIT_FILTER_BUTTON (filter), "Customer", "all");
  pursuit_filter_button_set_source (PURSUIT_FILTER_BUTTON (filter), fixture->worker, PURSUIT_LIST_CUSTOMERS);
  g_assert_null (ui_find_type (filter, PURSUIT_TYPE_PICKER_POPOVER));

  gtk_menu_button_popup (button);
  popover = ui_find_type (filter, PURSUIT_TYPE_PICKER_POPOVER);
  search = ui_find_type (popover, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "harbour");
  ui_wait_until (shows_one, ui_find_type (popover, GTK_TYPE_LIST_VIEW));
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (pursuit_filter_button_get_id (PURSUIT_FILTER_BUTTON (filter)), ==, 3);
  g_assert_cmpuint (changed, ==, 1);

  pursuit_filter_button_set_source (PURSUIT_FILTER_BUTTON (filter), fixture->worker, PURSUIT_LIST_CUSTOMERS);
  g_assert_cmpint (pursuit_filter_button_get_id (PURSUIT_FILTER_BUTTON (filter)), ==, 0);
  gtk_menu_button_popup (button);
  g_assert_true (ui_find_type (filter, PURSUIT_TYPE_PICKER_POPOVER) == popover);
  g_assert_cmpuint (changed, ==, 1);
  gtk_menu_button_popdown (button);
  gtk_window_destroy (GTK_WINDOW (window));
}

static PursuitRow *
make_unit (gint64      id,
           gint64      parent_id,
           const char *name)
{
  PursuitRow *row = pursuit_row_new (id, PURSUIT_UNIT_ROW_N_COLUMNS);

  pursuit_row_set_text (row, PURSUIT_UNIT_ROW_NAME, name);
  pursuit_row_set_number (row, PURSUIT_UNIT_ROW_PARENT_ID, parent_id);

  return row;
}

/* Children follow their parent; whoever has lost it, or turns in a ring, is still there. */
static void
test_units_are_tree (void)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) sorted = NULL;
  g_autoptr(GHashTable) depths = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  g_ptr_array_add (rows, make_unit (5, 2, "East"));
  g_ptr_array_add (rows, make_unit (2, 0, "House"));
  g_ptr_array_add (rows, make_unit (6, 5, "Harbour"));
  g_ptr_array_add (rows, make_unit (7, 99, "Lost"));
  g_ptr_array_add (rows, make_unit (8, 9, "Ring 1"));
  g_ptr_array_add (rows, make_unit (9, 8, "Ring 2"));
  g_ptr_array_add (rows, make_unit (4, 2, "West"));

  sorted = pursuit_unit_tree_sort (rows, &depths);
  for (guint i = 0; i < sorted->len; i++)
    g_string_append_printf (text, "%s%s:%u", i > 0 ? "|" : "",
                            pursuit_row_get_text (g_ptr_array_index (sorted, i), PURSUIT_UNIT_ROW_NAME),
                            GPOINTER_TO_UINT (g_hash_table_lookup (
                              depths, GSIZE_TO_POINTER (pursuit_row_get_id (g_ptr_array_index (sorted, i))))));
  g_assert_cmpstr (text->str, ==, "House:0|East:1|Harbour:2|West:1|Lost:0|Ring 1:0|Ring 2:1");
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (fixture, fill);
}

static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/record-form/rows/follow-the-field-table", test_rows_follow_table);
  g_test_add_func ("/ui/record-form/read/gives-what-was-typed", test_reads_what_was_typed);
  g_test_add_func ("/ui/record-form/read/refuses-in-place", test_refuses_in_place);
  g_test_add_func ("/ui/record-form/rebase/keeps-what-was-typed", test_rebase_keeps_typed);
  g_test_add ("/ui/record-picker/search/finds-by-part-of-the-name", UiFixture, NULL, set_up, test_picker_finds, tear_down);
  g_test_add ("/ui/filter-button/makes-its-popover-late", UiFixture, NULL, set_up, test_filter_button, tear_down);
  g_test_add_func ("/ui/unit-tree/sort/loses-nothing", test_units_are_tree);

  return g_test_run ();
}
