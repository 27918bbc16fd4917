/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-contact.h"
#include "pursuit-field-input.h"
#include "pursuit-money.h"
#include "pursuit-records.h"
#include "pursuit-worker-private.h"

/* Presses a key where the value is typed. */
static void
press (PursuitInlineField *row,
       guint               keyval,
       GdkModifierType     state)
{
  GtkWidget *input = ui_find_type (GTK_WIDGET (row), PURSUIT_TYPE_FIELD_INPUT);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (input);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
}

static void
assert_stored (DossierFixture *fixture,
               const char     *field,
               const char     *expected)
{
  g_autofree char *stored = dossier_read_text (fixture, HEMING, field);

  g_assert_cmpstr (stored, ==, expected);
}

static void
assert_shown (PursuitInlineField *row,
              const char         *expected)
{
  g_autofree char *text = pursuit_inline_field_dup_text (row);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_offered (gpointer data)
{
  return ((DossierFixture *) data)->offer != NULL;
}

static void
test_enter_saves (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;
  GtkWidget *entry;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "region");
  assert_shown (row, "North");
  pursuit_inline_field_set_text (row, "  North-east ");
  entry = ui_find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  g_signal_emit_by_name (entry, "activate");
  dossier_wait_shown (row);

  assert_shown (row, "North-east");
  assert_stored (&fixture, "region", "North-east");
  ui_wait_until (is_offered, &fixture);
  g_assert_cmpstr (fixture.offer, ==, "Region changed");
  dossier_undo (&fixture);
  assert_stored (&fixture, "region", "North");
  dossier_fixture_tear_down (&fixture);
}

static void
test_escape_restores (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "region");
  pursuit_inline_field_set_text (row, "South");
  press (row, GDK_KEY_Escape, 0);

  g_assert_false (pursuit_inline_field_is_editing (row));
  assert_shown (row, "North");
  assert_stored (&fixture, "region", "North");
  dossier_fixture_tear_down (&fixture);
}

/* Enter belongs to the text; Ctrl+Enter saves. */
static void
test_long_text_saves_with_control (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "business_condition");
  pursuit_inline_field_set_text (row, "Revenue grows.\nOverhaul in spring.");
  press (row, GDK_KEY_Return, 0);
  g_assert_true (pursuit_inline_field_is_editing (row));
  press (row, GDK_KEY_Return, GDK_CONTROL_MASK);
  dossier_wait_shown (row);

  assert_stored (&fixture, "business_condition", "Revenue grows.\nOverhaul in spring.");
  dossier_fixture_tear_down (&fixture);
}

static void
test_bad_amount_keeps_text (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;
  g_autoptr(GError) error = NULL;
  gint64 minor;

  g_assert_false (pursuit_money_parse ("quite a lot", "CNY", &minor, &error));
  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "estimated_revenue");
  pursuit_inline_field_set_text (row, "quite a lot");
  pursuit_inline_field_apply (row);

  g_assert_true (pursuit_inline_field_is_editing (row));
  g_assert_cmpstr (pursuit_inline_field_get_error (row), ==, error->message);
  assert_shown (row, "quite a lot");
  assert_stored (&fixture, "estimated_revenue", "");

  pursuit_inline_field_set_text (row, "24,000");
  pursuit_inline_field_apply (row);
  dossier_wait_shown (row);
  assert_stored (&fixture, "estimated_revenue", "¥24,000");
  g_assert_null (pursuit_inline_field_get_error (row));
  dossier_fixture_tear_down (&fixture);
}

static gboolean
has_error (gpointer data)
{
  return pursuit_inline_field_get_error (data) != NULL;
}

/* What the service refuses is said in the row too. */
static void
test_refusal_keeps_text (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "name");
  pursuit_inline_field_set_text (row, "");
  pursuit_inline_field_apply (row);
  ui_wait_until (has_error, row);

  g_assert_cmpstr (pursuit_inline_field_get_error (row), ==, "Name is missing.");
  assert_shown (row, "");
  assert_stored (&fixture, "name", "Heming Steel");
  dossier_fixture_tear_down (&fixture);
}

static GtkWidget *
find_button (GtkWidget  *below,
             const char *label)
{
  if (GTK_IS_BUTTON (below) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (below)), label) == 0)
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  PursuitInlineField *row;
  const char *label;
} Wanted;

static gboolean
can_press (gpointer data)
{
  const Wanted *wanted = data;

  return gtk_widget_get_mapped (find_button (GTK_WIDGET (wanted->row), wanted->label));
}

static void
wait_for_button (PursuitInlineField *row,
                 const char         *label)
{
  Wanted wanted = { row, label };

  ui_wait_until (can_press, &wanted);
}

static gboolean
shows_label (GtkWidget  *below,
             const char *text)
{
  if (GTK_IS_LABEL (below) && gtk_widget_get_mapped (below) && g_str_equal (gtk_label_get_text (GTK_LABEL (below)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_label (child, text))
      return TRUE;

  return FALSE;
}

/* I began with North, somebody else wrote West, I write South. */
static PursuitInlineField *
run_into_conflict (DossierFixture *fixture)
{
  PursuitInlineField *row;

  dossier_fixture_set_up (fixture, FALSE);
  dossier_show (fixture, HEMING);
  row = dossier_edit (fixture, "region");
  dossier_write_text (fixture, HEMING, "region", "West");
  pursuit_inline_field_set_text (row, "South");
  pursuit_inline_field_apply (row);
  wait_for_button (row, "Save Mine");

  assert_shown (row, "South");
  assert_stored (fixture, "region", "West");

  return row;
}

static void
test_conflict_keeps_mine (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row = run_into_conflict (&fixture);

  g_signal_emit_by_name (find_button (GTK_WIDGET (row), "Save Mine"), "clicked");
  dossier_wait_shown (row);

  assert_shown (row, "South");
  assert_stored (&fixture, "region", "South");
  dossier_fixture_tear_down (&fixture);
}

static void
test_conflict_takes_theirs (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row = run_into_conflict (&fixture);

  g_signal_emit_by_name (find_button (GTK_WIDGET (row), "Keep Theirs"), "clicked");

  g_assert_false (pursuit_inline_field_is_editing (row));
  assert_shown (row, "West");
  assert_stored (&fixture, "region", "West");
  dossier_fixture_tear_down (&fixture);
}

/* What it was, what they wrote and what I typed stand there; theirs is what Enter keeps. */
static void
test_conflict_shows_three (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row = run_into_conflict (&fixture);

  g_assert_true (shows_label (GTK_WIDGET (row), "When you opened it"));
  g_assert_true (shows_label (GTK_WIDGET (row), "North"));
  g_assert_true (shows_label (GTK_WIDGET (row), "West"));
  g_assert_true (shows_label (GTK_WIDGET (row), "What you typed"));
  g_assert_true (shows_label (GTK_WIDGET (row), "South"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == find_button (GTK_WIDGET (row), "Keep Theirs"));
  g_assert_false (gtk_widget_get_mapped (find_button (GTK_WIDGET (row), "Keep Both")));
  dossier_fixture_tear_down (&fixture);
}

static void
test_conflict_keeps_editing (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row = run_into_conflict (&fixture);

  g_signal_emit_by_name (find_button (GTK_WIDGET (row), "Keep Editing"), "clicked");
  g_assert_true (pursuit_inline_field_is_editing (row));
  assert_shown (row, "South");
  assert_stored (&fixture, "region", "West");

  /* Theirs is still not what is replaced unseen. */
  pursuit_inline_field_set_text (row, "South-west");
  pursuit_inline_field_apply (row);
  wait_for_button (row, "Save Mine");
  g_signal_emit_by_name (find_button (GTK_WIDGET (row), "Save Mine"), "clicked");
  dossier_wait_shown (row);
  assert_stored (&fixture, "region", "South-west");
  dossier_fixture_tear_down (&fixture);
}

/* Of two texts nobody has to lose one. */
static void
test_conflict_keeps_both (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "business_condition");
  dossier_write_text (&fixture, HEMING, "business_condition", "Revenue grows.");
  pursuit_inline_field_set_text (row, "Overhaul in spring.");
  pursuit_inline_field_apply (row);
  wait_for_button (row, "Keep Both");
  g_signal_emit_by_name (find_button (GTK_WIDGET (row), "Keep Both"), "clicked");
  dossier_wait_shown (row);

  assert_stored (&fixture, "business_condition", "Revenue grows.\n\nOverhaul in spring.");
  dossier_fixture_tear_down (&fixture);
}

/* Another field by somebody else: both stand, and it is said. */
static void
test_merge_is_told (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "region");
  dossier_write_text (&fixture, HEMING, "phone", "123");
  pursuit_inline_field_set_text (row, "South");
  pursuit_inline_field_apply (row);
  ui_wait_until (is_offered, &fixture);

  g_assert_true (g_str_has_prefix (fixture.offer, "Saved. "));
  g_assert_true (g_str_has_suffix (fixture.offer, " changed Phone meanwhile; both are kept."));
  assert_stored (&fixture, "region", "South");
  assert_stored (&fixture, "phone", "123");
  dossier_fixture_tear_down (&fixture);
}

static gpointer
delete_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  pursuit_records_delete (desk, PURSUIT_TYPE_CUSTOMER, HEMING, NULL, error);

  return NULL;
}

/* The customer is deleted while somebody types: the text stays, and brings the customer back if it is meant. */
static void
test_deletion_restores_with_mine (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  row = dossier_edit (&fixture, "region");
  pursuit_inline_field_set_text (row, "South");
  ui_call (&fixture.base, delete_job, NULL);
  pursuit_worker_poll (fixture.base.worker);
  dossier_wait_ready (&fixture);
  assert_shown (row, "South");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (row)));

  pursuit_inline_field_apply (row);
  wait_for_button (row, "Restore with Your Change");
  g_signal_emit_by_name (find_button (GTK_WIDGET (row), "Restore with Your Change"), "clicked");
  dossier_wait_shown (row);
  assert_stored (&fixture, "region", "South");
  assert_shown (row, "South");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_sent (gpointer worker)
{
  return pursuit_outbox_count (pursuit_worker_get_outbox (worker)) == 0;
}

/* The folder is away: what was typed is shown with a mark, also when the page is read again, and saved when it is back. */
static void
test_away_keeps_and_saves (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *row;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  pursuit_worker_set_link (fixture.base.worker, PURSUIT_LINK_AWAY, "Away.");
  row = dossier_edit (&fixture, "region");
  pursuit_inline_field_set_text (row, "South");
  pursuit_inline_field_apply (row);
  dossier_wait_shown (row);
  assert_shown (row, "South");
  g_assert_true (pursuit_inline_field_is_waiting (row));
  g_assert_nonnull (strstr (fixture.toast, "is kept on this computer"));

  pursuit_worker_set_link (fixture.base.worker, PURSUIT_LINK_OK, NULL);
  ui_wait_until (is_sent, fixture.base.worker);
  assert_stored (&fixture, "region", "South");
  g_assert_false (pursuit_inline_field_is_waiting (row));
  assert_shown (row, "South");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
shows_paper (gpointer data)
{
  g_autofree char *text = pursuit_inline_field_dup_text (data);

  return g_str_equal (text, "Paper");
}

/* News about the same customer bring the other fields up to date and leave what is being typed alone. */
static void
test_news_spare_editing (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *region;
  PursuitInlineField *industry;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  industry = pursuit_field_list_find (pursuit_dossier_page_get_fields (fixture.dossier), "industry");
  region = dossier_edit (&fixture, "region");
  pursuit_inline_field_set_text (region, "Sou");
  dossier_write_text (&fixture, HEMING, "industry", "Paper");
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (shows_paper, industry);

  g_assert_true (pursuit_inline_field_is_editing (region));
  assert_shown (region, "Sou");
  pursuit_inline_field_set_text (region, "South");
  pursuit_inline_field_apply (region);
  dossier_wait_shown (region);
  assert_stored (&fixture, "region", "South");
  assert_stored (&fixture, "industry", "Paper");
  dossier_fixture_tear_down (&fixture);
}

static gboolean
is_overtaken (gpointer data)
{
  return pursuit_inline_field_is_overtaken (data);
}

/* News about the very field: the half-typed text stays, the page says who did it, and shows it when it is asked to. */
static void
test_news_of_same_field (void)
{
  DossierFixture fixture = { 0 };
  PursuitInlineField *region;
  GtkWidget *focus;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  region = dossier_edit (&fixture, "region");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  pursuit_inline_field_set_text (region, "Sou");
  dossier_write_text (&fixture, HEMING, "region", "West");
  pursuit_worker_poll (fixture.base.worker);
  ui_wait_until (is_overtaken, region);

  assert_shown (region, "Sou");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == focus);
  g_assert_nonnull (find_button (GTK_WIDGET (fixture.dossier), "_Show"));
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture.dossier), "_Show"), "clicked");
  wait_for_button (region, "Keep Theirs");
  g_assert_true (shows_label (GTK_WIDGET (region), "West"));
  g_assert_true (shows_label (GTK_WIDGET (region), "Sou"));
  g_assert_false (pursuit_inline_field_is_overtaken (region));
  assert_stored (&fixture, "region", "West");
  dossier_fixture_tear_down (&fixture);
}

/* Whether nothing of a row is beyond the edges of what is scrolled. */
static gboolean
is_seen_whole (gpointer data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (data, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (data, viewport, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (viewport);
}

/* Lets the row stand at the lower edge of what is seen, without room to grow; what is laid out meanwhile may move it again. */
static gboolean
stands_at_edge (gpointer row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  graphene_rect_t place, seen;
  double bottom;

  if (gtk_widget_get_height (row) == 0 || !gtk_widget_compute_bounds (row, viewport, &seen) ||
      !gtk_widget_compute_bounds (row, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &place))
    return FALSE;

  bottom = (double) place.origin.y + (double) place.size.height;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)),
                            bottom - gtk_widget_get_height (viewport));
  return ABS (seen.origin.y + seen.size.height - (float) gtk_widget_get_height (viewport)) < 1;
}

static gboolean
is_low (gpointer data)
{
  return gtk_widget_get_height (data) <= 360;
}

typedef struct
{
  GtkWidget *row;
  int height;
} Growing;

static gboolean
is_grown_and_seen (gpointer data)
{
  const Growing *growing = data;

  return gtk_widget_get_height (growing->row) > growing->height && is_seen_whole (growing->row);
}

/* Waits until the row is higher than that, and nothing of it is beyond an edge. */
static void
wait_until_grown (GtkWidget *row,
                  int        height)
{
  Growing growing = { row, height };

  ui_wait_until (is_grown_and_seen, &growing);
}

/* The room for typing, and then for the comparison with its buttons, comes into view by itself. */
static void
test_grows_into_view (void)
{
  DossierFixture fixture = { 0 };
  GtkWidget *row;
  int height;

  dossier_fixture_set_up (&fixture, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1280, 360);
  ui_wait_until (is_low, fixture.window);
  dossier_show (&fixture, HEMING);
  row = GTK_WIDGET (pursuit_field_list_find (pursuit_dossier_page_get_fields (fixture.dossier), "business_condition"));
  ui_wait_until (stands_at_edge, row);
  height = gtk_widget_get_height (row);
  dossier_edit (&fixture, "business_condition");
  wait_until_grown (row, height);

  dossier_write_text (&fixture, HEMING, "business_condition", "Revenue grows.");
  pursuit_inline_field_set_text (PURSUIT_INLINE_FIELD (row), "Overhaul in spring.");
  pursuit_inline_field_apply (PURSUIT_INLINE_FIELD (row));
  wait_for_button (PURSUIT_INLINE_FIELD (row), "Keep Both");
  wait_until_grown (row, 4 * height);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == find_button (row, "Keep Theirs"));
  dossier_fixture_tear_down (&fixture);
}

static gpointer
add_contact_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  PursuitRecord *contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", (gint64) HEMING, "name", "Fang Jingzhi", NULL);

  g_assert_true (pursuit_records_create (desk, contact, NULL, error));
  return contact;
}

static gpointer
load_contact_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return pursuit_records_load (desk, PURSUIT_TYPE_CONTACT, *(gint64 *) data, error);
}

/* A value from a few is saved by choosing it. */
static void
test_choice_saves_at_once (void)
{
  DossierFixture fixture = { 0 };
  g_autoptr(PursuitRecord) contact = NULL;
  g_autoptr(PursuitContact) stored = NULL;
  PursuitFieldList *list = g_object_new (PURSUIT_TYPE_FIELD_LIST, NULL);
  GtkWidget *window = gtk_window_new ();
  PursuitInlineField *row;
  PursuitFieldMask role;

  dossier_fixture_set_up (&fixture, FALSE);
  contact = ui_call (&fixture.base, add_contact_job, NULL);
  role = pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (contact),
                                       pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (contact), "buying_role"));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (list));
  gtk_window_present (GTK_WINDOW (window));
  pursuit_field_list_set_fields (list, fixture.base.worker, PURSUIT_TYPE_CONTACT, role, role);
  pursuit_field_list_set_record (list, contact, TRUE, NULL, NULL);
  g_assert_true (pursuit_field_list_edit (list, "buying_role"));
  row = pursuit_field_list_find (list, "buying_role");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_type (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN)), PURSUIT_BUYING_ROLE_COACH);
  dossier_wait_shown (row);

  stored = ui_call (&fixture.base, load_contact_job, &contact->id);
  g_assert_cmpint (stored->buying_role, ==, PURSUIT_BUYING_ROLE_COACH);
  gtk_window_destroy (GTK_WINDOW (window));
  dossier_fixture_tear_down (&fixture);
}

/* Going to another customer saves what was typed about this one. */
static void
test_leaving_saves (void)
{
  DossierFixture fixture = { 0 };

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  pursuit_inline_field_set_text (dossier_edit (&fixture, "region"), "South");
  dossier_show (&fixture, YUNQI);

  assert_stored (&fixture, "region", "South");
  assert_shown (pursuit_field_list_find (pursuit_dossier_page_get_fields (fixture.dossier), "region"), "East");
  dossier_fixture_tear_down (&fixture);
}

static void
test_row_says_field_and_value (void)
{
  DossierFixture fixture = { 0 };
  PursuitFieldList *fields;

  dossier_fixture_set_up (&fixture, FALSE);
  dossier_show (&fixture, HEMING);
  fields = pursuit_dossier_page_get_fields (fixture.dossier);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pursuit_field_list_find (fields, "region")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Region: North");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pursuit_field_list_find (fields, "owner_id")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Owner: Chen Zhuo");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pursuit_field_list_find (fields, "phone")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Phone: Not filled in");
  dossier_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/inline-field/enter/saves", test_enter_saves);
  g_test_add_func ("/ui/inline-field/escape/restores", test_escape_restores);
  g_test_add_func ("/ui/inline-field/long-text/saves-with-control", test_long_text_saves_with_control);
  g_test_add_func ("/ui/inline-field/bad-amount/keeps-text", test_bad_amount_keeps_text);
  g_test_add_func ("/ui/inline-field/refusal/keeps-text", test_refusal_keeps_text);
  g_test_add_func ("/ui/inline-field/conflict/keeps-mine", test_conflict_keeps_mine);
  g_test_add_func ("/ui/inline-field/conflict/takes-theirs", test_conflict_takes_theirs);
  g_test_add_func ("/ui/inline-field/conflict/shows-three", test_conflict_shows_three);
  g_test_add_func ("/ui/inline-field/conflict/keeps-editing", test_conflict_keeps_editing);
  g_test_add_func ("/ui/inline-field/conflict/keeps-both", test_conflict_keeps_both);
  g_test_add_func ("/ui/inline-field/away/keeps-and-saves", test_away_keeps_and_saves);
  g_test_add_func ("/ui/inline-field/merge/is-told", test_merge_is_told);
  g_test_add_func ("/ui/inline-field/deletion/restores-with-mine", test_deletion_restores_with_mine);
  g_test_add_func ("/ui/inline-field/news/spare-editing", test_news_spare_editing);
  g_test_add_func ("/ui/inline-field/news/say-who-changed-it", test_news_of_same_field);
  g_test_add_func ("/ui/inline-field/view/grows-into-it", test_grows_into_view);
  g_test_add_func ("/ui/inline-field/choice/saves-at-once", test_choice_saves_at_once);
  g_test_add_func ("/ui/inline-field/leaving/saves", test_leaving_saves);
  g_test_add_func ("/ui/inline-field/row/says-field-and-value", test_row_says_field_and_value);

  return g_test_run ();
}
