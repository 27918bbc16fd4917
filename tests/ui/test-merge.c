/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-banners.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-duplicate-row.h"
#include "pursuit-duplicates-window.h"
#include "pursuit-merge-row.h"
#include "pursuit-merge-window.h"
#include "pursuit-own-fields.h"
#include "pursuit-record-dialog.h"
#include "pursuit-records.h"
#include "ui-fixture.h"

/* Two that are there twice: listed with the reasons, told apart, and made one field by field. */

#define MILL 1
#define TWIN 2
#define PORT 3

static void
create (PursuitDesk   *desk,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  pursuit_records_create (desk, record, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill & Sons", "notes", "first", "phone", "021-55667788", NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", "notes", "second", "region", "East", "phone", "+86 21 5566 7788",
                              NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Port", NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CONTACT, "name", "Ann", "customer-id", G_GINT64_CONSTANT (2), NULL));
}

typedef struct
{
  UiFixture base;
  GtkWidget *window;
  GtkWidget *opener;
  gint64 merged_id;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  ui_fixture_set_up (&self->base, fill);
  self->opener = gtk_window_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  gtk_window_destroy (GTK_WINDOW (self->opener));
  ui_settle ();
  ui_fixture_tear_down (&self->base);
}

static GtkWidget *
find_child (Fixture    *self,
            const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (self->window, G_OBJECT_TYPE (self->window), name));
}

static gboolean
is_compared (gpointer data)
{
  return gtk_widget_get_visible (find_child (data, "comparison"));
}

static gboolean
has_problem (gpointer data)
{
  return gtk_widget_get_visible (find_child (data, "problem"));
}

static gboolean
is_merged (gpointer data)
{
  return ((Fixture *) data)->merged_id != 0;
}

static void
merged_cb (Fixture *self,
           gint64   id)
{
  self->merged_id = id;
  self->window = NULL;
}

static void
open_merge (Fixture *self,
            gint64   winner_id,
            gint64   loser_id)
{
  self->window = pursuit_merge_window_new (self->opener, self->base.worker, PURSUIT_TYPE_CUSTOMER, winner_id, loser_id);
  g_signal_connect_swapped (self->window, "merged", G_CALLBACK (merged_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static char *
print_rows (Fixture *self)
{
  GtkWidget *list = find_child (self, "fields");
  GString *all = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_string_append_printf (all, "%s:%d ", pursuit_merge_row_get_field (PURSUIT_MERGE_ROW (row))->name,
                            (int) pursuit_merge_row_get_choice (PURSUIT_MERGE_ROW (row)));

  return g_string_free (all, FALSE);
}

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_records_load (desk, PURSUIT_TYPE_CUSTOMER, MILL, error);
}

static void
test_merges (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(PursuitCustomer) mill = NULL;
  g_autofree char *rows = NULL;

  open_merge (self, MILL, TWIN);
  ui_wait_until (is_compared, self);
  rows = print_rows (self);
  g_assert_cmpstr (rows, ==, "name:0 region:1 phone:0 notes:2 ");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_child (self, "moves"))), ==, "What goes over: Contact 1");

  pursuit_merge_window_merge (PURSUIT_MERGE_WINDOW (self->window));
  ui_wait_until (is_merged, self);
  g_assert_cmpint (self->merged_id, ==, MILL);
  mill = ui_call (&self->base, read_job, NULL);
  g_assert_cmpstr (mill->name, ==, "Mill & Sons");
  g_assert_cmpstr (mill->region, ==, "East");
  g_assert_cmpstr (mill->notes, ==, "first\n\nsecond");
}

static gpointer
define_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  static const char *const extras[] = { NULL, "{\"motto\":\"Steel\"}", "{\"machines\":3,\"motto\":\"Iron\",\"size\":1}" };
  static const char *const names[] = { "Machines", "Motto", "Size" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(PursuitOwnField) field = g_object_new (PURSUIT_TYPE_OWN_FIELD, "name", names[i], "kind",
                                                       (gint64) (i == 1 ? PURSUIT_OWN_TEXT : PURSUIT_OWN_NUMBER), NULL);

      g_assert_true (pursuit_own_fields_add (desk, field, NULL, error));
    }
  for (gint64 id = MILL; id <= TWIN; id++)
    {
      g_autoptr(PursuitRecord) original = pursuit_records_load (desk, PURSUIT_TYPE_CUSTOMER, id, NULL);
      g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

      g_object_set (edited, "extra", extras[id], NULL);
      g_assert_true (pursuit_records_save (desk, original, edited, NULL, error));
    }

  return NULL;
}

static GtkWidget *
get_row (Fixture    *self,
         const char *field)
{
  for (GtkWidget *row = gtk_widget_get_first_child (find_child (self, "fields")); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (pursuit_merge_row_get_field (PURSUIT_MERGE_ROW (row))->name, field))
      return row;

  return NULL;
}

static void
choose (Fixture    *self,
        const char *field,
        const char *button)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_template_child (get_row (self, field), PURSUIT_TYPE_MERGE_ROW, button)), TRUE);
}

/* Own fields are decided one by one, like the others: a value can be taken, kept, or kept out. */
static void
test_own_fields (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(PursuitCustomer) mill = NULL;
  g_autofree char *rows = NULL;

  ui_call (&self->base, define_job, NULL);
  open_merge (self, MILL, TWIN);
  ui_wait_until (is_compared, self);
  rows = print_rows (self);
  g_assert_cmpstr (rows, ==, "name:0 region:1 phone:0 notes:2 own.machines:1 own.motto:0 own.size:1 ");
  choose (self, "own.motto", "second");
  choose (self, "own.size", "first");
  pursuit_merge_window_merge (PURSUIT_MERGE_WINDOW (self->window));
  ui_wait_until (is_merged, self);
  mill = ui_call (&self->base, read_job, NULL);
  g_assert_cmpstr (mill->extra, ==, "{\"machines\":3,\"motto\":\"Iron\"}");
}

static void
test_swaps (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *rows = NULL;

  open_merge (self, MILL, TWIN);
  ui_wait_until (is_compared, self);
  gtk_widget_activate_action (self->window, "merge.swap", NULL);
  ui_settle ();
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_child (self, "winner"))), ==, "Mill");
  rows = print_rows (self);
  g_assert_cmpstr (rows, ==, "name:0 region:0 phone:0 notes:2 ");
}

/* What cannot be is said before anything is chosen. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  open_merge (self, MILL, MILL);
  ui_wait_until (has_problem, self);
  g_assert_false (is_compared (self));
  g_assert_false (gtk_widget_get_sensitive (find_child (self, "merge")));
}

static gboolean
is_listed (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (find_child (data, "state"))), "list") == 0;
}

static gboolean
is_empty (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (find_child (data, "state"))), "nothing") == 0;
}

static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *row;
  gint64 first_id, second_id;

  self->window = pursuit_duplicates_window_new (NULL, self->base.worker);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_wait_until (is_listed, self);
  row = gtk_widget_get_first_child (find_child (self, "list"));
  pursuit_duplicate_row_get_ids (PURSUIT_DUPLICATE_ROW (row), &first_id, &second_id);
  g_assert_cmpint (first_id, ==, MILL);
  g_assert_cmpint (second_id, ==, TWIN);
  g_assert_null (gtk_widget_get_next_sibling (row));

  g_signal_emit_by_name (row, "dismiss");
  ui_wait_until (is_empty, self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_child (self, "contacts")), TRUE);
  ui_wait_until (is_empty, self);
}

static void
type_name (Fixture    *self,
           const char *name)
{
  GtkWidget *form = GTK_WIDGET (pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (self->window)));
  GtkWidget *entry = ui_find_type (form, ADW_TYPE_ENTRY_ROW);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)), ==, "Name (required)");
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
}

static gboolean
is_warned (gpointer data)
{
  return pursuit_banners_find (PURSUIT_BANNERS (find_child (data, "banners")), "duplicate") != NULL;
}

static gboolean
is_calm (gpointer data)
{
  return !is_warned (data);
}

/* Whoever looks like somebody is told while typing, and no longer when the name is another one. */
static void
test_typing (Fixture       *self,
             gconstpointer  data)
{
  static const char *const names[] = { "name", "phone", NULL };
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, NULL);

  self->window = pursuit_record_dialog_new (self->opener, self->base.worker, customer, "New Customer", names);
  gtk_window_present (GTK_WINDOW (self->window));
  type_name (self, "Por");
  ui_settle ();
  g_assert_false (is_warned (self));
  type_name (self, "PORT Ltd.");
  ui_wait_until (is_warned, self);
  type_name (self, "Portland");
  ui_wait_until (is_calm, self);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/merge/merges", Fixture, NULL, set_up, test_merges, tear_down);
  g_test_add ("/ui/merge/own-fields-one-by-one", Fixture, NULL, set_up, test_own_fields, tear_down);
  g_test_add ("/ui/merge/swaps", Fixture, NULL, set_up, test_swaps, tear_down);
  g_test_add ("/ui/merge/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/ui/merge/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/ui/merge/list", Fixture, NULL, set_up, test_list, tear_down);

  return g_test_run ();
}
