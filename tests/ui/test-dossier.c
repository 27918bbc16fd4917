/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-banners.h"
#include "pursuit-compare-field.h"
#include "pursuit-contact.h"
#include "pursuit-contact-row.h"
#include "pursuit-customer-row.h"
#include "pursuit-deal-row.h"
#include "pursuit-deals-view.h"
#include "pursuit-offer.h"
#include "pursuit-page.h"
#include "pursuit-people-view.h"
#include "pursuit-record-dialog.h"

static void
assert_listed (DossierFixture *fixture,
               const char     *expected)
{
  g_autofree char *listed = dossier_print_list (fixture);

  g_assert_cmpstr (listed, ==, expected);
}

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

  return g_list_model_get_n_items (G_LIST_MODEL (model)) == count->n && !pursuit_query_model_is_loading (model);
}

static void
wait_listed (DossierFixture *fixture,
             guint           n)
{
  Count count = { fixture, n };

  ui_wait_until (lists_so_many, &count);
  ui_settle ();
}

static void
toggle (DossierFixture *fixture,
        const char     *field,
        int             value,
        gboolean        on)
{
  PursuitCustomerFilter *filter = pursuit_customer_list_get_filter (fixture->list);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pursuit_customer_filter_get_toggle (filter, field, value)), on);
}

static const char *
get_toggle_label (DossierFixture *fixture,
                  const char     *field,
                  int             value)
{
  PursuitCustomerFilter *filter = pursuit_customer_list_get_filter (fixture->list);

  return gtk_button_get_label (GTK_BUTTON (pursuit_customer_filter_get_toggle (filter, field, value)));
}

typedef struct
{
  DossierFixture *fixture;
  const char *field;
  int value;
  const char *label;
} Facet;

static gboolean
is_labelled (gpointer data)
{
  const Facet *facet = data;

  return g_strcmp0 (get_toggle_label (facet->fixture, facet->field, facet->value), facet->label) == 0;
}

static void
wait_counted (DossierFixture *fixture,
              const char     *field,
              int             value,
              const char     *label)
{
  Facet facet = { fixture, field, value, label };

  ui_wait_until (is_labelled, &facet);
}

/* A facet says how many choosing it would bring, among what the other filters leave. */
static void
test_facets_narrow_and_count (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  wait_counted (&fixture, "grade", PURSUIT_GRADE_B, "B 2");
  wait_counted (&fixture, "funnel", PURSUIT_FUNNEL_OPPORTUNITY, "Opp. 1");

  toggle (&fixture, "grade", PURSUIT_GRADE_B, TRUE);
  wait_listed (&fixture, 2);
  wait_counted (&fixture, "funnel", PURSUIT_FUNNEL_OPPORTUNITY, "Opp. 0");
  g_assert_cmpstr (get_toggle_label (&fixture, "grade", PURSUIT_GRADE_A), ==, "A 1");

  /* Another value comes beside the first; pressing it again takes it away. */
  toggle (&fixture, "grade", PURSUIT_GRADE_A, TRUE);
  wait_listed (&fixture, 3);
  toggle (&fixture, "grade", PURSUIT_GRADE_B, FALSE);
  wait_listed (&fixture, 1);
  assert_listed (&fixture, "Heming Steel");
  toggle (&fixture, "grade", PURSUIT_GRADE_A, FALSE);
  wait_listed (&fixture, 4);
  dossier_fixture_tear_down (&fixture);
}

static const char *
get_list_state (DossierFixture *fixture)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (ui_find_type (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW),
                                                 GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (GTK_STACK (scroller));
}

static void
test_nothing_found_offers_to_clear (void)
{
  DossierFixture fixture = { 0 };
  PursuitCustomerFilter *filter;

  dossier_fixture_set_up (&fixture, FALSE);
  filter = pursuit_customer_list_get_filter (fixture.list);
  gtk_editable_set_text (GTK_EDITABLE (pursuit_customer_filter_get_search (filter)), "no such company");
  wait_listed (&fixture, 0);
  g_assert_cmpstr (get_list_state (&fixture), ==, "nothing");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.list), "customers.clear-filters", NULL));
  wait_listed (&fixture, 4);
  g_assert_cmpstr (get_list_state (&fixture), ==, "list");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (pursuit_customer_filter_get_search (filter))), ==, "");
  dossier_fixture_tear_down (&fixture);
}

static void
test_order_follows_menu (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *filter;

  dossier_fixture_set_up (&fixture, FALSE);
  filter = GTK_WIDGET (pursuit_customer_list_get_filter (fixture.list));
  g_assert_true (gtk_widget_activate_action (filter, "filter.order", "s", "name"));
  wait_listed (&fixture, 4);
  assert_listed (&fixture, "Haiyue Port|Heming Steel|No customer named|Yunqi Materials");
  g_assert_true (gtk_widget_activate_action (filter, "filter.reversed", NULL));
  wait_listed (&fixture, 4);
  assert_listed (&fixture, "Yunqi Materials|No customer named|Heming Steel|Haiyue Port");
  pursuit_customer_filter_clear (PURSUIT_CUSTOMER_FILTER (filter));
  wait_listed (&fixture, 4);
  assert_listed (&fixture, "Yunqi Materials|No customer named|Heming Steel|Haiyue Port");
  g_assert_true (gtk_widget_activate_action (filter, "filter.reversed", NULL));
  g_assert_true (gtk_widget_activate_action (filter, "filter.order", "s", "newest"));
  wait_listed (&fixture, 4);
  assert_listed (&fixture, "No customer named|Yunqi Materials|Haiyue Port|Heming Steel");
  dossier_fixture_tear_down (&fixture);
}

/* Somebody else adds a customer above: the same customer stays selected. */
static void
test_selection_stays_by_id (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (pursuit_customer_list_get_filter (fixture.list)), "filter.order", "s", "name");
  wait_listed (&fixture, 4);
  dossier_show (&fixture, HEMING);
  dossier_write_text (&fixture, YUNQI, "name", "Aoyun Materials");
  pursuit_worker_poll (fixture.base.worker);
  while (pursuit_query_model_find (pursuit_customer_list_get_model (fixture.list), HEMING) != 2)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (pursuit_customer_list_get_selected (fixture.list), ==, HEMING);
  g_assert_cmpint (pursuit_dossier_page_get_id (fixture.dossier), ==, HEMING);
  dossier_fixture_tear_down (&fixture);
}

static GtkWidget *
find_item (GtkWidget  *below,
           gint64      customer_id)
{
  if (PURSUIT_IS_CUSTOMER_ROW (below))
    {
      PursuitRow *row = pursuit_customer_row_get_row (PURSUIT_CUSTOMER_ROW (below));

      return row != NULL && pursuit_row_get_id (row) == customer_id ? gtk_widget_get_parent (below) : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_item (child, customer_id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_list_items_have_names (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_item (GTK_WIDGET (fixture.list), HEMING)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Heming Steel, North · Chen Zhuo · today, Grade A");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_item (GTK_WIDGET (fixture.list), YUNQI)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Yunqi Materials, East · Public pool · no contact yet, Grade B");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_item (GTK_WIDGET (fixture.list), GATHERED)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "No customer named, Deals that came without a customer");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
was_offered (gpointer data)
{
  return ((DossierFixture *) data)->offer != NULL;
}

static gboolean
was_told (gpointer data)
{
  return ((DossierFixture *) data)->toast != NULL;
}

static guint
count_visible (GtkWidget  *below,
               const char *action_name)
{
  guint n = 0;

  if (!gtk_widget_get_visible (below))
    return 0;
  if (GTK_IS_ACTIONABLE (below) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (below)), action_name) == 0)
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_visible (child, action_name);

  return n;
}

static gboolean
shows_dossier (gpointer data)
{
  GtkWidget *stack = ui_find_type (GTK_WIDGET (((DossierFixture *) data)->dossier), GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "dossier") == 0;
}

static gboolean
shows_refusal (gpointer data)
{
  return !shows_dossier (data);
}

/* Whoever finds a deleted customer can bring it back there. */
static void
test_deleted_can_be_restored (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  gtk_widget_activate_action (GTK_WIDGET (fixture.list), "customers.delete", NULL);
  ui_wait_until (shows_refusal, &fixture);
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.dossier), "dossier.restore"), ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (fixture.dossier), "dossier.restore", NULL);
  ui_wait_until (shows_dossier, &fixture);
  wait_listed (&fixture, 4);
  dossier_fixture_tear_down (&fixture);
}

static void
test_delete_offers_undo (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.list), "customers.delete", NULL));
  ui_wait_until (was_offered, &fixture);
  g_assert_cmpstr (fixture.offer, ==, "“Heming Steel” deleted");
  wait_listed (&fixture, 3);

  dossier_undo (&fixture);
  pursuit_worker_poll (fixture.base.worker);
  wait_listed (&fixture, 4);
  dossier_fixture_tear_down (&fixture);
}

/* A customer with open deals stays, and the window says why. */
static void
test_delete_refused_says_why (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HAIYUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture.list), "customers.delete", NULL);
  ui_wait_until (was_told, &fixture);

  g_assert_cmpstr (fixture.toast, ==, "“Haiyue Port” still has 1 open deal: close it first.");
  g_assert_null (fixture.offer);
  wait_listed (&fixture, 4);
  dossier_fixture_tear_down (&fixture);
}

static PursuitPeopleView *
find_people (DossierFixture *fixture)
{
  return PURSUIT_PEOPLE_VIEW (ui_find_type (GTK_WIDGET (fixture->dossier), PURSUIT_TYPE_PEOPLE_VIEW));
}

static gboolean
has_person (gpointer data)
{
  return pursuit_people_view_get_person (data) != NULL;
}

static gboolean
lists_people (gpointer data)
{
  return ui_find_type (data, PURSUIT_TYPE_CONTACT_ROW) != NULL;
}

/* Deciders come first, and the first one is opened. */
static void
test_people_list_deciders_first (void)
{
  DossierFixture fixture = { 0 };
  PursuitPeopleView *people;
  GtkWidget *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  people = find_people (&fixture);
  ui_wait_until (lists_people, people);
  row = ui_find_type (GTK_WIDGET (people), PURSUIT_TYPE_CONTACT_ROW);
  g_assert_cmpstr (pursuit_row_get_text (pursuit_contact_row_get_row (PURSUIT_CONTACT_ROW (row)), 0), ==, "Fang Jingzhi");
  ui_wait_until (has_person, people);
  g_assert_cmpstr (pursuit_people_view_get_person (people)->name, ==, "Fang Jingzhi");
  row = gtk_widget_get_next_sibling (gtk_widget_get_parent (row));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Gao Huimin, Head of Automation · Technical evaluator, Attitude +1, leans to us");
  dossier_fixture_tear_down (&fixture);
}

typedef struct
{
  PursuitPeopleView *people;
  guint n;
} People;

static gboolean
has_so_many_people (gpointer data)
{
  const People *expected = data;
  GtkWidget *list = ui_find_type (GTK_WIDGET (expected->people), GTK_TYPE_LIST_VIEW);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) == expected->n;
}

static void
test_person_deleted_offers_undo (void)
{
  DossierFixture fixture = { 0 };
  People expected;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  expected = (People) { find_people (&fixture), 1 };
  ui_wait_until (has_person, expected.people);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (expected.people), "people.delete", NULL));
  ui_wait_until (was_offered, &fixture);
  g_assert_cmpstr (fixture.offer, ==, "“Fang Jingzhi” deleted");
  ui_wait_until (has_so_many_people, &expected);

  dossier_undo (&fixture);
  pursuit_worker_poll (fixture.base.worker);
  expected.n = 2;
  ui_wait_until (has_so_many_people, &expected);
  dossier_fixture_tear_down (&fixture);
}

static PursuitRecordDialog *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (PURSUIT_IS_RECORD_DIALOG (l->data))
      return l->data;

  return NULL;
}

static void
type_in_form (PursuitRecordDialog *dialog,
              const char          *title,
              const char          *text)
{
  GtkWidget *list = ui_find_type (GTK_WIDGET (pursuit_record_dialog_get_form (dialog)), GTK_TYPE_LIST_BOX);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_ENTRY_ROW (row) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
      {
        gtk_editable_set_text (GTK_EDITABLE (row), text);
        return;
      }
  g_assert_not_reached ();
}

static void
test_new_customer_is_shown (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, TRUE);
  pursuit_page_activate_new (PURSUIT_PAGE (fixture.page));
  type_in_form (find_dialog (), "Name", "Linjiang Chemical");
  pursuit_record_dialog_save (find_dialog ());
  ui_wait_until (was_offered, &fixture);
  g_assert_cmpstr (fixture.offer, ==, "“Linjiang Chemical” saved");
  g_assert_null (find_dialog ());
  wait_listed (&fixture, 1);
  dossier_wait_ready (&fixture);

  assert_listed (&fixture, "Linjiang Chemical");
  g_assert_cmpint (pursuit_dossier_page_get_id (fixture.dossier), ==, 1);
  dossier_fixture_tear_down (&fixture);
}

static GtkWidget *
find_compared (PursuitRecordDialog *dialog)
{
  return ui_find_type (GTK_WIDGET (dialog), PURSUIT_TYPE_COMPARE_FIELD);
}

static gboolean
compares (gpointer data)
{
  return find_compared (data) != NULL;
}

/* The form of Heming Steel, with another region and phone typed in, saved after somebody else changed the region. */
static PursuitRecordDialog *
run_form_into_conflict (DossierFixture *fixture)
{
  PursuitRecordDialog *dialog;

  dossier_fixture_set_up (fixture, FALSE);
  dossier_show (fixture, HEMING);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->dossier), "dossier.edit-all", NULL));
  dialog = find_dialog ();
  type_in_form (dialog, "Region", "South");
  type_in_form (dialog, "Phone", "123");
  dossier_write_text (fixture, HEMING, "region", "West");
  dossier_write_text (fixture, HEMING, "industry", "Paper");
  pursuit_record_dialog_save (dialog);
  ui_wait_until (compares, dialog);

  return dialog;
}

static void
assert_field (DossierFixture *fixture,
              const char     *field,
              const char     *expected)
{
  g_autofree char *text = dossier_read_text (fixture, HEMING, field);

  g_assert_cmpstr (text, ==, expected);
}

/* Only what both changed is asked about; the rest is merged. Theirs is chosen until somebody says otherwise. */
static void
test_form_conflict_keeps_theirs (void)
{
  DossierFixture fixture = { 0 };
  PursuitRecordDialog *dialog = run_form_into_conflict (&fixture);
  GtkWidget *compared = find_compared (dialog);

  g_assert_cmpstr (pursuit_compare_field_get_field (PURSUIT_COMPARE_FIELD (compared))->name, ==, "region");
  g_assert_null (gtk_widget_get_next_sibling (compared));
  g_assert_cmpint (pursuit_compare_field_get_choice (PURSUIT_COMPARE_FIELD (compared)), ==, PURSUIT_COMPARE_THEIRS);
  assert_field (&fixture, "phone", "");
  pursuit_record_dialog_save (dialog);
  ui_wait_until (was_offered, &fixture);

  assert_field (&fixture, "region", "West");
  assert_field (&fixture, "phone", "123");
  assert_field (&fixture, "industry", "Paper");
  dossier_fixture_tear_down (&fixture);
}

static void
test_form_conflict_saves_mine (void)
{
  DossierFixture fixture = { 0 };
  PursuitRecordDialog *dialog = run_form_into_conflict (&fixture);

  pursuit_compare_field_set_choice (PURSUIT_COMPARE_FIELD (find_compared (dialog)), PURSUIT_COMPARE_MINE);
  pursuit_record_dialog_save (dialog);
  ui_wait_until (was_offered, &fixture);

  assert_field (&fixture, "region", "South");
  assert_field (&fixture, "phone", "123");
  assert_field (&fixture, "industry", "Paper");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
has_banner (gpointer data)
{
  GtkWidget *banners = ui_find_type (data, PURSUIT_TYPE_BANNERS);

  return gtk_widget_get_first_child (banners) != NULL;
}

/* Somebody changes what is being edited while the form is open: it says so, and nothing typed is touched. */
static void
test_form_tells_of_news (void)
{
  DossierFixture fixture = { 0 };
  PursuitRecordDialog *dialog;
  g_autoptr(PursuitRecord) typed = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.dossier), "dossier.edit-all", NULL));
  dialog = find_dialog ();
  type_in_form (dialog, "Region", "Sou");
  dossier_write_text (&fixture, HEMING, "region", "West");
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (has_banner, dialog);

  typed = pursuit_record_form_peek (pursuit_record_dialog_get_form (dialog));
  g_assert_cmpstr (PURSUIT_CUSTOMER (typed)->region, ==, "Sou");
  g_assert_null (find_compared (dialog));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.compare", NULL));
  ui_wait_until (compares, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  dossier_fixture_tear_down (&fixture);
}

/* What somebody changed since it was shown is deleted only by who is told so. */
static void
test_deletion_of_changed_asks (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  dossier_write_text (&fixture, HEMING, "region", "West");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.dossier), "dossier.delete", NULL));
  ui_wait_until (was_offered, &fixture);
  g_assert_true (g_str_has_suffix (fixture.offer, " changed Region 0 s ago."));
  g_assert_cmpstr (fixture.button, ==, "Delete Anyway");
  assert_field (&fixture, "region", "West");

  g_clear_pointer (&fixture.offer, g_free);
  pursuit_offer_accept (fixture.entry_id);
  ui_wait_until (was_offered, &fixture);
  g_assert_cmpstr (fixture.offer, ==, "“Heming Steel” deleted");
  dossier_fixture_tear_down (&fixture);
}

static gpointer
last_contact_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitRecord) customer = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, YUNQI,
                                                          error);

  return g_memdup2 (&PURSUIT_CUSTOMER (customer)->last_contact_at, sizeof (gint64));
}

static void
test_recorded_visit_is_contact (void)
{
  DossierFixture fixture = { 0 };
  g_autofree gint64 *last_contact = NULL;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, YUNQI);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.dossier), "dossier.add-activity", "s", "visit"));
  type_in_form (find_dialog (), "Subject", "First visit");
  pursuit_record_dialog_save (find_dialog ());
  ui_wait_until (was_offered, &fixture);

  last_contact = ui_call (&fixture.base, last_contact_job, NULL);
  g_assert_cmpint (*last_contact, !=, 0);
  dossier_fixture_tear_down (&fixture);
}

static gboolean
lists_deals (gpointer data)
{
  return ui_find_type (data, PURSUIT_TYPE_DEAL_ROW) != NULL;
}

static void
test_deal_opens_on_board (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HAIYUE);
  ui_wait_until (lists_deals, fixture.dossier);
  row = gtk_widget_get_parent (ui_find_type (GTK_WIDGET (fixture.dossier), PURSUIT_TYPE_DEAL_ROW));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Crane control, ¥19.5 M, 4 Demonstration and technical exchange, Open");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "activate", 0);
  g_assert_cmpint (fixture.shown_deal, ==, 1);
  dossier_fixture_tear_down (&fixture);
}

/* Nothing suggests that one could change what cannot be changed. */
static void
test_read_only_shows_no_editing (void)
{
  DossierFixture fixture = { 0 };
  PursuitFieldList *fields;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.page), "dossier.add-person"), >, 0);

  dossier_fixture_open_again (&fixture, PURSUIT_STORE_READ_ONLY, NULL);
  dossier_show (&fixture, HEMING);
  g_assert_false (pursuit_dossier_page_edit_field (fixture.dossier, "region"));
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.page), "dossier.add-person"), ==, 0);
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.page), "dossier.new-deal"), ==, 0);
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.page), "customers.new"), ==, 0);
  fields = pursuit_dossier_page_get_fields (fixture.dossier);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (pursuit_field_list_find (fields, "region"))));
  dossier_fixture_tear_down (&fixture);
}

static GtkWidget *
find_notice (GtkWidget *below)
{
  if (gtk_widget_has_css_class (below, "notice") && gtk_widget_get_mapped (below))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_notice (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Who may look but not change is told so, and who could. */
static void
test_refusal_is_said_in_place (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitRights) rights = pursuit_rights_new_shipped (PURSUIT_SYSTEM_ROLE_PRESALES);
  g_autofree char *refusal = pursuit_rights_dup_refusal (rights, PURSUIT_RIGHT_EDIT);

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  g_assert_null (find_notice (GTK_WIDGET (fixture.dossier)));

  dossier_fixture_open_again (&fixture, PURSUIT_STORE_NONE, "Han Xu");
  dossier_show (&fixture, HEMING);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_notice (GTK_WIDGET (fixture.dossier)))), ==, refusal);
  g_assert_false (pursuit_dossier_page_edit_field (fixture.dossier, "region"));
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.page), "customers.new"), ==, 0);
  dossier_fixture_tear_down (&fixture);
}

/* What one may not see is not listed, and not shown when asked for. */
static void
test_stranger_sees_nothing (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_fixture_open_again (&fixture, PURSUIT_STORE_NONE, "Meng Fanxing");
  assert_listed (&fixture, "No customer named|Yunqi Materials");
  pursuit_page_show_id (PURSUIT_PAGE (fixture.page), HEMING);
  dossier_wait_ready (&fixture);
  g_assert_true (shows_refusal (&fixture));
  g_assert_cmpuint (count_visible (GTK_WIDGET (fixture.dossier), "dossier.restore"), ==, 0);
  dossier_fixture_tear_down (&fixture);
}

static void
test_empty_database_says_what_next (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, TRUE);
  g_assert_cmpstr (get_list_state (&fixture), ==, "empty");
  g_assert_true (pursuit_customer_list_is_empty (fixture.list));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture.dossier)));
  g_assert_true (pursuit_page_get_ready (PURSUIT_PAGE (fixture.page)));
  dossier_fixture_tear_down (&fixture);
}

/* What was deleted elsewhere is said in the place where it was. */
static void
test_gone_customer_is_said (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *stack;

  dossier_fixture_set_up (&fixture, FALSE);
  pursuit_page_show_id (PURSUIT_PAGE (fixture.page), 4711);
  dossier_wait_ready (&fixture);
  stack = ui_find_type (GTK_WIDGET (fixture.dossier), GTK_TYPE_STACK);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "refusal");
  dossier_show (&fixture, HEMING);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "dossier");
  dossier_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/dossier/form/conflict-keeps-theirs", test_form_conflict_keeps_theirs);
  g_test_add_func ("/ui/dossier/form/conflict-saves-mine", test_form_conflict_saves_mine);
  g_test_add_func ("/ui/dossier/form/tells-of-news", test_form_tells_of_news);
  g_test_add_func ("/ui/dossier/deletion/asks-when-changed", test_deletion_of_changed_asks);
  g_test_add_func ("/ui/customers/facets/narrow-and-count", test_facets_narrow_and_count);
  g_test_add_func ("/ui/customers/nothing-found/offers-to-clear", test_nothing_found_offers_to_clear);
  g_test_add_func ("/ui/customers/order/follows-menu", test_order_follows_menu);
  g_test_add_func ("/ui/customers/selection/stays-by-id", test_selection_stays_by_id);
  g_test_add_func ("/ui/customers/items/have-names", test_list_items_have_names);
  g_test_add_func ("/ui/customers/new/is-shown", test_new_customer_is_shown);
  g_test_add_func ("/ui/customers/delete/offers-undo", test_delete_offers_undo);
  g_test_add_func ("/ui/customers/delete/can-be-restored", test_deleted_can_be_restored);
  g_test_add_func ("/ui/customers/delete/refused-says-why", test_delete_refused_says_why);
  g_test_add_func ("/ui/customers/empty/says-what-next", test_empty_database_says_what_next);
  g_test_add_func ("/ui/dossier/people/deciders-first", test_people_list_deciders_first);
  g_test_add_func ("/ui/dossier/people/delete-offers-undo", test_person_deleted_offers_undo);
  g_test_add_func ("/ui/dossier/visit/is-contact", test_recorded_visit_is_contact);
  g_test_add_func ("/ui/dossier/deal/opens-on-board", test_deal_opens_on_board);
  g_test_add_func ("/ui/dossier/read-only/shows-no-editing", test_read_only_shows_no_editing);
  g_test_add_func ("/ui/dossier/refusal/is-said-in-place", test_refusal_is_said_in_place);
  g_test_add_func ("/ui/dossier/stranger/sees-nothing", test_stranger_sees_nothing);
  g_test_add_func ("/ui/dossier/gone/is-said", test_gone_customer_is_said);

  return g_test_run ();
}
