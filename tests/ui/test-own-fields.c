/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The house's own fields in the window: defined on their page, shown and edited in the dossier like built-in ones. */

#include "dossier-fixture.h"

#include <adwaita.h>

#include "pursuit-own-choice-row.h"
#include "pursuit-own-field-dialog.h"
#include "pursuit-own-field-row.h"
#include "pursuit-own-fields-window.h"
#include "pursuit-own-fields.h"
#include "pursuit-record-form.h"

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

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/own-fields/dossier/there-at-once-and-edited", test_dossier);
  g_test_add_func ("/ui/own-fields/form/a-row-each", test_form);
  g_test_add_func ("/ui/own-fields/window/add-move-delete", test_window);
  g_test_add_func ("/ui/own-fields/window/without-the-right", test_without_the_right);

  return g_test_run ();
}
