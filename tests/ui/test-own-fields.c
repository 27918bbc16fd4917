/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The house's own fields in the window: defined on their page, shown and edited in the dossier like built-in ones. */

#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-board-filters-own.h"
#include "pursuit-bulk-edit-dialog.h"
#include "pursuit-customer-table.h"
#include "pursuit-deal.h"
#include "pursuit-own-choice-row.h"
#include "pursuit-own-field-dialog.h"
#include "pursuit-own-field-row.h"
#include "pursuit-own-fields-window.h"
#include "pursuit-own-fields.h"
#include "pursuit-record-form.h"
#include "pursuit-records.h"

static gpointer
define_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PursuitOwnField) machines = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", "Machines", "kind",
                                                      (gint64) PURSUIT_OWN_NUMBER, NULL);
  g_autoptr(PursuitOwnField) contract =
    g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", "Contract type", "kind", (gint64) PURSUIT_OWN_CHOICE, "choices",
                  "[{\"key\":\"frame\",\"name\":\"Frame\"},{\"key\":\"single\",\"name\":\"Single\",\"retired\":true}]", NULL);

  g_assert_true (pursuit_own_fields_add (desk, machines, NULL, error));
  g_assert_true (pursuit_own_fields_add (desk, contract, NULL, error));
  return GINT_TO_POINTER (TRUE);
}

static gboolean
has_fields (gpointer worker)
{
  guint n;

  pursuit_own_set_list (pursuit_worker_get_own_set (worker), PURSUIT_TYPE_CUSTOMER, &n);
  return n == 2;
}

static void
define (DossierFixture *fixture)
{
  g_assert_nonnull (ui_call (&fixture->base, define_job, NULL));
  pursuit_worker_poll (fixture->base.worker);
  ui_wait_until (has_fields, fixture->base.worker);
}

/* A field that is defined while a dossier is shown is there at once, and is changed in place like any other. */
static void
test_dossier (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;
  g_autofree char *text = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  define (&fixture);

  row = dossier_edit (&fixture, "own.machines");
  pursuit_inline_field_set_text (row, "many");
  pursuit_inline_field_apply (row);
  g_assert_cmpstr (pursuit_inline_field_get_error (row), ==, "“many” is not a number.");
  pursuit_inline_field_set_text (row, "1,200.50");
  pursuit_inline_field_apply (row);
  dossier_wait_shown (row);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));

  text = dossier_read_text (&fixture, HEMING, "extra");
  g_assert_cmpstr (text, ==, "{\"machines\":1200.5}");
  g_assert_cmpstr (fixture.offer, ==, "Machines changed");
  dossier_undo (&fixture);
  dossier_fixture_tear_down (&fixture);
}

/* A form has a row for each; what is retired is offered to nobody. */
static void
test_form (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitRecord) edited = NULL;
  GtkWidget *form = g_object_ref_sink (pursuit_record_form_new ());
  GtkWidget *combo;

  static const char *const names[] = { "name", "extra", NULL };

  dossier_fixture_set_up (&fixture, FALSE);
  define (&fixture);
  g_object_set (record, "name", "Mill", "extra", "{\"machines\":3,\"unknown\":1}", NULL);
  pursuit_record_form_set_record (PURSUIT_RECORD_FORM (form), fixture.base.worker, record, names);
  combo = ui_find_type (form, ADW_TYPE_COMBO_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (combo)), ==, "Contract type");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (combo))), ==, 2);

  g_assert_false (pursuit_record_form_is_changed (PURSUIT_RECORD_FORM (form)));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 1);
  g_assert_true (pursuit_record_form_is_changed (PURSUIT_RECORD_FORM (form)));
  edited = pursuit_record_form_read (PURSUIT_RECORD_FORM (form));
  g_assert_cmpstr (PURSUIT_CUSTOMER (edited)->extra, ==, "{\"contract_type\":\"frame\",\"machines\":3,\"unknown\":1}");
  g_object_unref (form);
  dossier_fixture_tear_down (&fixture);
}

static guint
count_rows (GtkWidget *below)
{
  guint n = PURSUIT_IS_OWN_FIELD_ROW (below);

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

static gboolean
has_three_rows (gpointer window)
{
  return count_rows (window) == 3;
}

static gboolean
has_two_rows (gpointer window)
{
  return count_rows (window) == 2;
}

static GtkWidget *
find_dialog (GtkWidget *parent)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (PURSUIT_IS_OWN_FIELD_DIALOG (l->data))
      return l->data;

  return NULL;
}

static const char *
get_first_name (GtkWidget *window)
{
  return pursuit_own_field_row_get_definition (PURSUIT_OWN_FIELD_ROW (ui_find_type (window, PURSUIT_TYPE_OWN_FIELD_ROW)))->name;
}

static gboolean
begins_with_contract (gpointer window)
{
  return count_rows (window) == 3 && g_str_equal (get_first_name (window), "Contract type");
}

/* Added in the dialog, moved by its action, deleted: each shows in the list. */
static void
test_window (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *window;
  GtkWidget *dialog;
  GtkWidget *entry;

  dossier_fixture_set_up (&fixture, FALSE);
  define (&fixture);
  window = pursuit_own_fields_window_new (GTK_WINDOW (fixture.window), fixture.base.worker);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (has_two_rows, window);

  gtk_widget_activate_action (window, "fields.add", "i", 0);
  dialog = find_dialog (window);
  entry = ui_find_type (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Slogan");
  g_signal_emit_by_name (ui_find_type (dialog, PURSUIT_TYPE_RECORD_FORM), "activated");
  ui_wait_until (has_three_rows, window);

  gtk_widget_activate_action (window, "fields.down", "x", G_GINT64_CONSTANT (1));
  ui_wait_until (begins_with_contract, window);
  gtk_widget_activate_action (window, "fields.delete", "x", G_GINT64_CONSTANT (3));
  ui_wait_until (has_two_rows, window);
  g_assert_cmpstr (fixture.offer, ==, "The field “Slogan” was deleted.");
  gtk_window_destroy (GTK_WINDOW (window));
  dossier_fixture_tear_down (&fixture);
}

static gboolean
shows_problem (gpointer dialog)
{
  GtkWidget *problem = GTK_WIDGET (gtk_widget_get_template_child (ui_find_type (dialog, PURSUIT_TYPE_RECORD_FORM),
                                                                  PURSUIT_TYPE_RECORD_FORM, "problem_row"));

  return gtk_widget_get_visible (problem);
}

/* A name that could mean a built-in field is refused where it was typed, and nothing is saved. */
static void
test_refused_name (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitOwnField) field = g_object_new (PURSUIT_TYPE_OWN_FIELD, "kind", (gint64) PURSUIT_OWN_TEXT, NULL);
  GtkWidget *dialog;

  dossier_fixture_set_up (&fixture, FALSE);
  define (&fixture);
  dialog = pursuit_own_field_dialog_new (NULL, fixture.base.worker, field, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (dialog, ADW_TYPE_ENTRY_ROW)), "Grade");
  g_signal_emit_by_name (ui_find_type (dialog, PURSUIT_TYPE_RECORD_FORM), "activated");
  ui_wait_until (shows_problem, dialog);
  g_assert_true (has_fields (fixture.base.worker));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dossier_fixture_tear_down (&fixture);
}

/* Who may not change them sees which there are. */
static void
test_without_the_right (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *window;

  dossier_fixture_set_up (&fixture, FALSE);
  define (&fixture);
  dossier_fixture_open_again (&fixture, PURSUIT_STORE_READ_ONLY, NULL);
  window = pursuit_own_fields_window_new (GTK_WINDOW (fixture.window), fixture.base.worker);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (has_two_rows, window);
  g_assert_false (gtk_widget_activate_action (window, "fields.add", "i", 0) && find_dialog (window) != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  dossier_fixture_tear_down (&fixture);
}

typedef struct
{
  gint64 id;
  const char *extra;
} Filled;

/* Customers one to four, by their machines: 2, 1, none, 3. */
static gpointer
fill_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  static const Filled filled[] = {
    { 1, "{\"contract_type\":\"frame\",\"machines\":2}" }, { 2, "{\"machines\":1}" }, { 4, "{\"machines\":3}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    {
      g_autoptr(PursuitRecord) original = pursuit_records_load (desk, PURSUIT_TYPE_CUSTOMER, filled[i].id, NULL);
      g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

      g_object_set (edited, "extra", filled[i].extra, NULL);
      g_assert_true (pursuit_records_save (desk, original, edited, NULL, error));
    }

  return GINT_TO_POINTER (TRUE);
}

static PursuitCustomerTable *
get_table (DossierFixture *fixture)
{
  return PURSUIT_CUSTOMER_TABLE (ui_find_type (GTK_WIDGET (fixture->page), PURSUIT_TYPE_CUSTOMER_TABLE));
}

static PursuitCustomerFilter *
get_filter (DossierFixture *fixture)
{
  return PURSUIT_CUSTOMER_FILTER (ui_find_type (GTK_WIDGET (fixture->page), PURSUIT_TYPE_CUSTOMER_FILTER));
}

static char *
list_ids (DossierFixture *fixture)
{
  GListModel *model = G_LIST_MODEL (pursuit_customer_table_get_selection (get_table (fixture)));
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(PursuitRow) row = g_list_model_get_item (model, i);

      g_string_append_printf (ids, "%d", (int) pursuit_row_get_id (row));
    }

  return g_string_free (ids, FALSE);
}

typedef struct
{
  DossierFixture *fixture;
  const char *ids;
} Listed;

static gboolean
is_listed (gpointer data)
{
  const Listed *listed = data;
  g_autofree char *ids = list_ids (listed->fixture);

  return g_str_equal (ids, listed->ids);
}

static void
wait_listed (DossierFixture *fixture,
             const char     *ids)
{
  Listed listed = { fixture, ids };

  ui_wait_until (is_listed, &listed);
}

static gpointer
delete_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_assert_true (pursuit_own_fields_delete (desk, 1, TRUE, NULL, error));
  return GINT_TO_POINTER (TRUE);
}

static gboolean
has_one_field (gpointer worker)
{
  guint n;

  pursuit_own_set_list (pursuit_worker_get_own_set (worker), PURSUIT_TYPE_CUSTOMER, &n);
  return n == 1;
}

/* Own fields are columns for those who want them, keep their place, and put the list in order; with a field its column goes. */
static void
test_table (void)
{
  DossierFixture fixture = { 0 };
  g_auto(GStrv) columns = NULL;
  g_autofree char *usual = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  g_object_set (fixture.page, "table", TRUE, NULL);
  define (&fixture);
  g_assert_nonnull (ui_call (&fixture.base, fill_job, NULL));
  columns = pursuit_customer_table_dup_columns (get_table (&fixture));
  g_assert_false (g_strv_contains ((const char *const *) columns, "own.machines"));
  g_clear_pointer (&columns, g_strfreev);

  pursuit_customer_table_show_columns (get_table (&fixture), (const char *const[]) { "own.machines", "name", "own.contract_type", NULL });
  columns = pursuit_customer_table_dup_columns (get_table (&fixture));
  g_assert_cmpstr (columns[0], ==, "own.machines");
  g_assert_cmpuint (g_strv_length (columns), ==, 3);
  g_object_set (get_filter (&fixture), "order", "own.machines", NULL);
  wait_listed (&fixture, "2143");
  g_object_set (get_filter (&fixture), "reversed", TRUE, NULL);
  wait_listed (&fixture, "4123");

  g_assert_nonnull (ui_call (&fixture.base, delete_job, NULL));
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (has_one_field, fixture.base.worker);
  g_assert_cmpstr (pursuit_customer_filter_get_order (get_filter (&fixture)), ==, "contact");
  g_clear_pointer (&columns, g_strfreev);
  columns = pursuit_customer_table_dup_columns (get_table (&fixture));
  g_assert_cmpstr (columns[0], ==, "name");
  g_assert_cmpstr (columns[1], ==, "own.contract_type");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_table (&fixture)), "table.usual", NULL));
  usual = pursuit_customer_table_dup_layout (get_table (&fixture));
  g_assert_true (g_str_has_suffix (usual, "-own.contract_type:120"));
  dossier_fixture_tear_down (&fixture);
}

static gboolean
was_offered (gpointer fixture)
{
  return ((DossierFixture *) fixture)->offer != NULL;
}

static gboolean
is_told (gpointer label)
{
  return *gtk_label_get_text (label) != '\0';
}

/* One value of an own field for all who are selected, taken back as a whole. */
static void
test_bulk (void)
{
  DossierFixture fixture = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *taken_back = NULL;
  g_autoptr(PursuitQuery) all = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  PursuitBulkEditDialog *dialog;
  GtkWidget *outcome;

  dossier_fixture_set_up (&fixture, FALSE);
  define (&fixture);
  g_assert_nonnull (ui_call (&fixture.base, fill_job, NULL));
  dialog = pursuit_bulk_edit_dialog_present (GTK_WIDGET (fixture.page), fixture.base.worker, all);
  pursuit_bulk_edit_dialog_choose (dialog, "own.machines");
  ui_settle ();
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (ui_find_type (GTK_WIDGET (dialog), PURSUIT_TYPE_RECORD_FORM), ADW_TYPE_ENTRY_ROW)), "7.5");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "bulk.preview", NULL));
  outcome = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), PURSUIT_TYPE_BULK_EDIT_DIALOG, "outcome"));
  ui_wait_until (is_told, outcome);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (outcome)), "4 will change."));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "bulk.apply", NULL));
  ui_wait_until (was_offered, &fixture);
  first = dossier_read_text (&fixture, 1, "extra");
  g_assert_cmpstr (first, ==, "{\"contract_type\":\"frame\",\"machines\":7.5}");
  dossier_undo (&fixture);
  taken_back = dossier_read_text (&fixture, 1, "extra");
  g_assert_cmpstr (taken_back, ==, "{\"contract_type\":\"frame\",\"machines\":2}");
  dossier_fixture_tear_down (&fixture);
}

static gpointer
define_of_deals_job (PursuitDesk   *desk,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(PursuitOwnField) export = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", "Export", "entity", (gint64) PURSUIT_OWN_OF_DEAL,
                                                    "kind", (gint64) PURSUIT_OWN_YES_NO, NULL);

  g_assert_true (pursuit_own_fields_add (desk, export, NULL, error));
  return GINT_TO_POINTER (TRUE);
}

static gboolean
has_field_of_deals (gpointer worker)
{
  guint n;

  pursuit_own_set_list (pursuit_worker_get_own_set (worker), PURSUIT_TYPE_DEAL, &n);
  return n == 1;
}

static void
count_up (guint *n)
{
  ++*n;
}

/* The board has a menu for each choice of deals that the house added; what is chosen is asked for, shown again and taken away. */
static void
test_board_filters (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *filters = g_object_ref_sink (g_object_new (PURSUIT_TYPE_BOARD_FILTERS_OWN, NULL));
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) same = pursuit_query_new (PURSUIT_LIST_DEALS);
  GtkWidget *menu;
  guint n_changes = 0;

  dossier_fixture_set_up (&fixture, FALSE);
  pursuit_board_filters_own_set_worker (PURSUIT_BOARD_FILTERS_OWN (filters), fixture.base.worker);
  g_assert_false (gtk_widget_get_visible (filters));
  g_assert_nonnull (ui_call (&fixture.base, define_of_deals_job, NULL));
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (has_field_of_deals, fixture.base.worker);
  g_assert_true (gtk_widget_get_visible (filters));

  menu = gtk_widget_get_first_child (filters);
  g_signal_connect_swapped (filters, "changed", G_CALLBACK (count_up), &n_changes);
  g_signal_emit_by_name (menu, "toggled", "true", "Yes", TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (pursuit_board_filters_own_is_active (PURSUIT_BOARD_FILTERS_OWN (filters)));
  pursuit_board_filters_own_fill (PURSUIT_BOARD_FILTERS_OWN (filters), query);
  g_assert_true (pursuit_query_has_chosen (query, "deal.own.export", "true"));
  pursuit_board_filters_own_show (PURSUIT_BOARD_FILTERS_OWN (filters), NULL);
  g_assert_false (pursuit_board_filters_own_is_active (PURSUIT_BOARD_FILTERS_OWN (filters)));
  pursuit_query_set_chosen (query, "deal.own.gone", "x", TRUE);
  pursuit_board_filters_own_show (PURSUIT_BOARD_FILTERS_OWN (filters), query);
  pursuit_board_filters_own_fill (PURSUIT_BOARD_FILTERS_OWN (filters), same);
  g_assert_true (pursuit_query_has_chosen (same, "deal.own.export", "true"));
  g_assert_null (pursuit_query_get_choice (same, "deal.own.gone"));
  pursuit_board_filters_own_set_worker (PURSUIT_BOARD_FILTERS_OWN (filters), NULL);
  g_object_unref (filters);
  dossier_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/own-fields/dossier/there-at-once-and-edited", test_dossier);
  g_test_add_func ("/ui/own-fields/form/a-row-each", test_form);
  g_test_add_func ("/ui/own-fields/table/columns-and-order", test_table);
  g_test_add_func ("/ui/own-fields/bulk/given-and-taken-back", test_bulk);
  g_test_add_func ("/ui/own-fields/board/narrowed-by-choices", test_board_filters);
  g_test_add_func ("/ui/own-fields/window/add-move-delete", test_window);
  g_test_add_func ("/ui/own-fields/window/refuses-the-name-of-another", test_refused_name);
  g_test_add_func ("/ui/own-fields/window/without-the-right", test_without_the_right);

  return g_test_run ();
}
