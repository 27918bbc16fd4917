/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of customers: what it is narrowed by, and what can be done with all of it. */

#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-customer-filter.h"
#include "pursuit-bulk-edit-dialog.h"
#include "pursuit-customer-table.h"
#include "pursuit-facet-chip.h"
#include "pursuit-facet-menu.h"
#include "pursuit-facet-popover.h"
#include "pursuit-filter-definition.h"
#include "pursuit-filter-menu.h"
#include "pursuit-customer.h"
#include "pursuit-page.h"
#include "pursuit-records.h"
#include "pursuit-saved-filter.h"
#include "pursuit-sidebar-filters.h"

typedef struct
{
  DossierFixture *fixture;
  guint n;
} Count;

static gboolean
lists_so_many (gpointer data)
{
  const Count *count = data;
  PursuitQueryModel *model = pursuit_customer_list_get_model (count->fixture->list);

  return !pursuit_query_model_is_loading (model) && g_list_model_get_n_items (G_LIST_MODEL (model)) == count->n;
}

static void
wait_listed (DossierFixture *fixture,
             guint           n)
{
  Count count = { fixture, n };

  ui_wait_until (lists_so_many, &count);
  ui_settle ();
}

static PursuitCustomerFilter *
get_filter (DossierFixture *fixture)
{
  return pursuit_customer_list_get_filter (fixture->list);
}

/* The chips and what stands for the rest, as one text. */
static char *
dup_chips (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);
  GtkWidget *first = ui_find_type (widget, PURSUIT_TYPE_FACET_CHIP);

  for (GtkWidget *chip = first; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    if (PURSUIT_IS_FACET_CHIP (chip))
      g_string_append_printf (text, "%s=%s ", pursuit_facet_chip_get_field (PURSUIT_FACET_CHIP (chip)),
                              pursuit_facet_chip_get_value (PURSUIT_FACET_CHIP (chip)));
    else
      g_string_append_printf (text, "%s ", gtk_button_get_label (GTK_BUTTON (chip)));

  return g_string_free (text, FALSE);
}

static void
assert_chips (DossierFixture *fixture,
              const char     *expected)
{
  g_autofree char *chips = dup_chips (GTK_WIDGET (get_filter (fixture)));

  g_assert_cmpstr (chips, ==, expected);
}

/* Three values are seen at once, the rest stands behind "+N"; a click on one takes it away. */
static void
test_chips (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  GtkWidget *chip;

  dossier_fixture_set_up (&fixture, FALSE);
  pursuit_query_choose (query, "region", (const char *const[]) { "East", "North", "South", "", NULL });
  pursuit_query_choose (query, "owner_id", (const char *const[]) { "1", "", NULL });
  pursuit_customer_filter_set_query (get_filter (&fixture), query);
  wait_listed (&fixture, 4);
  assert_chips (&fixture, "region= region=East region=North +3 ");
  chip = ui_find_type (GTK_WIDGET (get_filter (&fixture)), PURSUIT_TYPE_FACET_CHIP);
  g_signal_emit_by_name (chip, "clicked");
  wait_listed (&fixture, 3);
  assert_chips (&fixture, "region=East region=North region=South +2 ");
  chip = gtk_widget_get_last_child (gtk_widget_get_parent (ui_find_type (GTK_WIDGET (get_filter (&fixture)), PURSUIT_TYPE_FACET_CHIP)));
  g_signal_emit_by_name (chip, "clicked");
  assert_chips (&fixture, "region=East region=North region=South owner_id= owner_id=1 ");
  pursuit_customer_filter_clear (get_filter (&fixture));
  wait_listed (&fixture, 4);
  assert_chips (&fixture, "");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
has_rows (gpointer data)
{
  return gtk_list_box_get_row_at_index (data, 0) != NULL;
}

/* Values are marked one after the other, and the list stays open; those of the other facets count. */
static void
test_menu_takes_several (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *menu, *popover, *list;

  dossier_fixture_set_up (&fixture, FALSE);
  menu = ui_find_type (GTK_WIDGET (get_filter (&fixture)), PURSUIT_TYPE_FACET_MENU);
  g_assert_cmpstr (pursuit_facet_menu_get_field (PURSUIT_FACET_MENU (menu)), ==, "region");
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (menu)));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (gtk_widget_get_first_child (menu))));
  list = ui_find_type (popover, GTK_TYPE_LIST_BOX);
  ui_wait_until (has_rows, list);
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
  wait_listed (&fixture, 2);
  assert_chips (&fixture, "region=East ");
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)));
  wait_listed (&fixture, 3);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (gtk_widget_get_first_child (menu))), ==, "Region 2");
  gtk_popover_popdown (GTK_POPOVER (popover));
  dossier_fixture_tear_down (&fixture);
}

static gpointer
count_filters_job (PursuitDesk   *desk,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(GPtrArray) filters = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_SAVED_FILTER, error);

  return filters->len > 0 ? g_object_ref (g_ptr_array_index (filters, 0)) : NULL;
}

static gboolean
was_offered (gpointer data)
{
  return ((DossierFixture *) data)->offer != NULL;
}

/* What is listed is kept under a name, and comes back by it. */
static void
test_filter_is_kept (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitRecord) saved = NULL;
  GtkWidget *menu, *popover;

  dossier_fixture_set_up (&fixture, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_filter (&fixture)), "filter.order", "s", "name"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pursuit_customer_filter_get_toggle (get_filter (&fixture), "grade", PURSUIT_GRADE_B)),
                                TRUE);
  wait_listed (&fixture, 2);
  menu = ui_find_type (GTK_WIDGET (get_filter (&fixture)), PURSUIT_TYPE_FILTER_MENU);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (gtk_widget_get_first_child (menu))));
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (menu)));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (popover, GTK_TYPE_ENTRY)), "Good ones");
  g_assert_true (gtk_widget_activate_action (menu, "filters.save", NULL));
  ui_wait_until (was_offered, &fixture);
  saved = ui_call (&fixture.base, count_filters_job, NULL);
  g_assert_cmpstr (PURSUIT_SAVED_FILTER (saved)->name, ==, "Good ones");
  g_assert_cmpstr (PURSUIT_SAVED_FILTER (saved)->definition, ==, "{\"choices\":{\"grade\":[\"b\"]},\"order\":\"name\"}");
  g_assert_false (PURSUIT_SAVED_FILTER (saved)->shared);

  pursuit_customer_filter_clear (get_filter (&fixture));
  wait_listed (&fixture, 4);
  pursuit_page_show_filter (PURSUIT_PAGE (fixture.page), saved->id);
  wait_listed (&fixture, 2);
  g_assert_cmpint (pursuit_filter_menu_get_id (PURSUIT_FILTER_MENU (menu)), ==, saved->id);
  dossier_fixture_tear_down (&fixture);
}

static gboolean
shows_table (gpointer data)
{
  gboolean shows;

  g_object_get (((DossierFixture *) data)->page, "table", &shows, NULL);
  return shows;
}

static gpointer
keep_columns_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitRecord) filter = g_object_new (PURSUIT_TYPE_SAVED_FILTER, "list", "customers", "name", "Short", "position",
                                                  G_GINT64_CONSTANT (1), "definition", "{\"columns\":[\"region\",\"name\"]}", NULL);

  g_assert_true (pursuit_records_create (desk, filter, NULL, error));
  return g_steal_pointer (&filter);
}

/* A filter that was saved with columns brings them back. */
static void
test_filter_has_columns (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitRecord) filter = NULL;
  g_auto(GStrv) columns = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  filter = ui_call (&fixture.base, keep_columns_job, NULL);
  pursuit_page_show_filter (PURSUIT_PAGE (fixture.page), filter->id);
  ui_wait_until (shows_table, &fixture);
  columns = pursuit_page_dup_columns (PURSUIT_PAGE (fixture.page));
  g_assert_true (g_strv_equal ((const char *const *) columns, (const char *const[]) { "region", "name", NULL }));
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_counted (gpointer data)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (ui_find_type (data, GTK_TYPE_LIST_BOX)), 0));
  GtkWidget *count = row != NULL ? gtk_widget_get_last_child (gtk_widget_get_first_child (row)) : NULL;

  return count != NULL && g_str_equal (gtk_label_get_text (GTK_LABEL (count)), "2");
}

static gpointer
keep_filter_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(PursuitRecord) filter = g_object_new (PURSUIT_TYPE_SAVED_FILTER, "list", "customers", "name", "Good ones", "position",
                                                  G_GINT64_CONSTANT (1), "definition", "{\"choices\":{\"grade\":[\"b\"]}}", NULL);

  g_assert_true (pursuit_records_create (desk, filter, NULL, error));
  return NULL;
}

/* The sidebar is silent until there is a filter, and counts it by itself. */
static void
test_sidebar_counts (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *filters;

  dossier_fixture_set_up (&fixture, FALSE);
  filters = g_object_ref_sink (g_object_new (PURSUIT_TYPE_SIDEBAR_FILTERS, NULL));
  pursuit_sidebar_filters_set_worker (PURSUIT_SIDEBAR_FILTERS (filters), fixture.base.worker);
  ui_settle ();
  g_assert_false (gtk_widget_get_visible (filters));
  ui_call (&fixture.base, keep_filter_job, NULL);
  pursuit_sidebar_filters_set_worker (PURSUIT_SIDEBAR_FILTERS (filters), fixture.base.worker);
  ui_wait_until (is_counted, filters);
  g_assert_true (gtk_widget_get_visible (filters));
  pursuit_sidebar_filters_set_worker (PURSUIT_SIDEBAR_FILTERS (filters), NULL);
  g_object_unref (filters);
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_told (gpointer data)
{
  return *gtk_label_get_text (data) != '\0';
}

static GtkWidget *
get_table (DossierFixture *fixture)
{
  return ui_find_type (GTK_WIDGET (fixture->page), PURSUIT_TYPE_CUSTOMER_TABLE);
}

static void
select_all (DossierFixture *fixture)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (pursuit_customer_table_get_selection (PURSUIT_CUSTOMER_TABLE (get_table (fixture)))));
}

/* The table shows what the list shows; what is selected is what goes out, with the columns as they stand. */
static void
test_table_goes_out_as_shown (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitQuery) one = NULL;
  g_autoptr(PursuitQuery) all = NULL;
  g_auto(GStrv) columns = NULL;
  GtkSelectionModel *selection;

  dossier_fixture_set_up (&fixture, FALSE);
  g_object_set (fixture.page, "table", TRUE, NULL);
  wait_listed (&fixture, 4);
  selection = GTK_SELECTION_MODEL (pursuit_customer_table_get_selection (PURSUIT_CUSTOMER_TABLE (get_table (&fixture))));
  gtk_selection_model_select_item (selection, 1, TRUE);
  one = pursuit_page_dup_query (PURSUIT_PAGE (fixture.page));
  g_assert_cmpuint (g_strv_length ((char **) pursuit_query_get_choice (one, "id")), ==, 1);
  gtk_selection_model_select_all (selection);
  all = pursuit_page_dup_query (PURSUIT_PAGE (fixture.page));
  g_assert_null (pursuit_query_get_choice (all, "id"));
  pursuit_customer_table_set_columns (PURSUIT_CUSTOMER_TABLE (get_table (&fixture)),
                                      "region:90 name:200 -grade:80 -funnel -industry -owner -last_contact_at -open_count -nothing -open_amount -completeness");
  columns = pursuit_page_dup_columns (PURSUIT_PAGE (fixture.page));
  g_assert_cmpstr (columns[0], ==, "region");
  g_assert_cmpstr (columns[1], ==, "name");
  g_assert_true (gtk_widget_activate_action (get_table (&fixture), "table.to-front", "s", "name"));
  g_clear_pointer (&columns, g_strfreev);
  columns = pursuit_page_dup_columns (PURSUIT_PAGE (fixture.page));
  g_assert_cmpstr (columns[0], ==, "name");
  g_assert_true (gtk_widget_activate_action (get_table (&fixture), "table.usual", NULL));
  g_object_set (fixture.page, "table", FALSE, NULL);
  g_assert_null (pursuit_page_dup_columns (PURSUIT_PAGE (fixture.page)));
  dossier_fixture_tear_down (&fixture);
}

/* Another filter begins anew: nobody is changed who was not seen. */
static void
test_selection_stays_by_id (void)
{
  DossierFixture fixture = { 0 };
  GtkSelectionModel *selection;
  g_autoptr(GtkBitset) before = NULL;
  g_autoptr(GtkBitset) after = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  g_object_set (fixture.page, "table", TRUE, NULL);
  wait_listed (&fixture, 4);
  selection = GTK_SELECTION_MODEL (pursuit_customer_table_get_selection (PURSUIT_CUSTOMER_TABLE (get_table (&fixture))));
  select_all (&fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_filter (&fixture)), "filter.order", "s", "name"));
  wait_listed (&fixture, 4);
  before = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (before), ==, 4);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pursuit_customer_filter_get_toggle (get_filter (&fixture), "grade", PURSUIT_GRADE_B)),
                                TRUE);
  wait_listed (&fixture, 2);
  after = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (after), ==, 0);
  dossier_fixture_tear_down (&fixture);
}

static gpointer
read_first_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, HEMING, error);
}

static GtkWidget *
find_label (GtkWidget  *below,
            const char *name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (below) && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (below)), name) == 0)
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, name);

  return found;
}

/* What would happen is said before it can be done; then it is done at once and can be taken back. */
static void
test_bulk_edit (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(PursuitRecord) customer = NULL;
  PursuitBulkEditDialog *dialog;
  GtkWidget *outcome;

  dossier_fixture_set_up (&fixture, FALSE);
  g_object_set (fixture.page, "table", TRUE, NULL);
  wait_listed (&fixture, 4);
  select_all (&fixture);
  ui_wait_until (is_told, find_label (get_table (&fixture), "figures"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_label (get_table (&fixture), "selected"))), ==, "4 selected");
  query = pursuit_page_dup_query (PURSUIT_PAGE (fixture.page));
  dialog = pursuit_bulk_edit_dialog_present (get_table (&fixture), fixture.base.worker, query);
  pursuit_bulk_edit_dialog_choose (dialog, "industry");
  ui_settle ();
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (ui_find_type (GTK_WIDGET (dialog), g_type_from_name ("PursuitRecordForm")), ADW_TYPE_ENTRY_ROW)),
                         "Steel");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "bulk.preview", NULL));
  outcome = find_label (GTK_WIDGET (dialog), "outcome");
  ui_wait_until (is_told, outcome);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (outcome)), "4 will change."));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "bulk.apply", NULL));
  ui_wait_until (was_offered, &fixture);
  g_assert_cmpstr (fixture.offer, ==, "4 customers changed");
  customer = ui_call (&fixture.base, read_first_job, NULL);
  g_assert_cmpstr (PURSUIT_CUSTOMER (customer)->industry, ==, "Steel");
  dossier_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/customer-list/chips/past-three-behind-the-last", test_chips);
  g_test_add_func ("/ui/customer-list/menu/takes-several", test_menu_takes_several);
  g_test_add_func ("/ui/customer-list/filters/kept-and-brought-back", test_filter_is_kept);
  g_test_add_func ("/ui/customer-list/filters/bring-their-columns", test_filter_has_columns);
  g_test_add_func ("/ui/customer-list/filters/counted-in-the-sidebar", test_sidebar_counts);
  g_test_add_func ("/ui/customer-list/table/goes-out-as-shown", test_table_goes_out_as_shown);
  g_test_add_func ("/ui/customer-list/selection/stays-by-id-until-another-filter", test_selection_stays_by_id);
  g_test_add_func ("/ui/customer-list/selection/changed-at-once", test_bulk_edit);

  return g_test_run ();
}
