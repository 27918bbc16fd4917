/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-journal-text.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-succession-window.h"
#include "ui-fixture.h"

/* Handing over everything of somebody: what would happen is shown before, what is not allowed cannot be done, and what was done
 * offers its sheet. */

static gint64 li;
static gint64 wang;
static gint64 zhao;

static gint64
create (PursuitDesk   *desk,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  pursuit_records_create (desk, record, NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Line & Press", NULL);
  gint64 mill;

  li = create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Li", NULL));
  wang = create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Wang", NULL));
  zhao = create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Zhao", "inactive", (gint64) 1, NULL));
  mill = create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", "owner-id", li, "region", "North", NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Port", "owner-id", li, "region", "South", NULL));
  g_object_set (deal, "customer-id", mill, "owner-id", li, NULL);
  g_assert_true (pursuit_deals_create (desk, deal, 1, NULL, NULL));
}

typedef struct
{
  UiFixture base;
  PursuitSuccessionWindow *window;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  ui_fixture_set_up (&self->base, fill);
  self->window = pursuit_succession_window_new (NULL, self->base.worker);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  ui_fixture_tear_down (&self->base);
}

static GtkWidget *
find_child (Fixture    *self,
            const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self->window), PURSUIT_TYPE_SUCCESSION_WINDOW, name));
}

/* Titles of the rows, what stands below each, and who gets it. */
static char *
read_items (Fixture *self)
{
  GtkWidget *list = find_child (self, "items");
  GString *all = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_string_append_printf (all, "%s (%s)|", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));

  return g_string_free (all, FALSE);
}

static gboolean
has_items (gpointer data)
{
  return gtk_widget_get_visible (find_child (data, "items"));
}

static gboolean
is_refused (gpointer data)
{
  return gtk_widget_get_visible (find_child (data, "refusals"));
}

static gboolean
can_apply (gpointer data)
{
  return gtk_widget_get_sensitive (find_child (data, "apply_button"));
}

static gboolean
is_done (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (find_child (data, "states"))), "done") == 0;
}

static const char *
get_text (Fixture    *self,
          const char *label)
{
  return gtk_label_get_label (GTK_LABEL (find_child (self, label)));
}

static void
test_preview (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *items = NULL;

  ui_settle ();
  g_assert_false (can_apply (self));
  pursuit_succession_window_choose (self->window, li, "Li", wang, "Wang");
  ui_wait_until (can_apply, self);
  items = read_items (self);
  g_assert_cmpstr (items, ==, "Mill (Customers · North)|Port (Customers · South)|Line &amp; Press (Open deals · Mill)|");
  g_assert_cmpstr (get_text (self, "counts"), ==, "Customers: 2 · Open deals: 1");
  g_assert_true (gtk_widget_get_visible (find_child (self, "regions_part")));
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_child (self, "regions")), 1));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_child (self, "regions")), 2));
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  pursuit_succession_window_choose (self->window, li, "Li", 0, NULL);
  ui_wait_until (is_refused, self);
  g_assert_cmpstr (get_text (self, "refusals"), ==, "Nobody was chosen for “Mill” and others (3 in all).");
  g_assert_false (can_apply (self));
  pursuit_succession_window_choose (self->window, li, "Li", wang, "Wang");
  ui_wait_until (can_apply, self);
  g_assert_false (is_refused (self));
  pursuit_succession_window_choose (self->window, li, "Li", zhao, "Zhao");
  ui_wait_until (is_refused, self);
  g_assert_cmpstr (get_text (self, "refusals"), ==, "“Zhao” has left and cannot take anything over.");
  g_assert_true (has_items (self));
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  gint64 count;

  query->owner_id = *(const gint64 *) data;
  g_assert_true (pursuit_desk_query_count (desk, query, &count, error));
  return g_memdup2 (&count, sizeof count);
}

static gpointer
read_journal_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_JOURNAL);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, 1, error);

  g_assert_cmpuint (ids->len, ==, 1);
  return pursuit_desk_query_rows (desk, PURSUIT_LIST_JOURNAL, (const gint64 *) (gpointer) ids->data, 1, error);
}

/* The journal says who took over, and how much. */
static void
assert_journal (Fixture *self)
{
  g_autoptr(GPtrArray) rows = ui_call (&self->base, read_journal_job, NULL);
  g_autofree char *title = pursuit_journal_dup_title (g_ptr_array_index (rows, 0));
  g_autofree char *detail = pursuit_journal_dup_detail (g_ptr_array_index (rows, 0), "CNY", NULL);

  g_assert_cmpstr (title, ==, "All of it handed over: Staff “Li”");
  g_assert_cmpstr (detail, ==, "To: Wang\nCustomers: 2\nOpen deals: 1");
}

static void
test_done (Fixture       *self,
           gconstpointer  data)
{
  g_autofree gint64 *n_of_wang = NULL;
  g_autofree gint64 *n_of_li = NULL;

  pursuit_succession_window_choose (self->window, li, "Li", wang, "Wang");
  ui_wait_until (can_apply, self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "succession.apply", NULL);
  ui_wait_until (is_done, self);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (find_child (self, "done_page"))), ==, "What “Li” had is handed over.");
  g_assert_true (gtk_widget_get_visible (find_child (self, "sheet_button")));
  g_assert_false (gtk_widget_get_visible (find_child (self, "apply_button")));

  n_of_wang = ui_call (&self->base, count_job, &wang);
  n_of_li = ui_call (&self->base, count_job, &li);
  g_assert_cmpint (*n_of_wang, ==, 2);
  g_assert_cmpint (*n_of_li, ==, 0);
  assert_journal (self);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/succession/preview", test_preview);
  add ("/ui/succession/refused", test_refused);
  add ("/ui/succession/done", test_done);

  return g_test_run ();
}
