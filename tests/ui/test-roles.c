/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-application.h"
#include "pursuit-customer.h"
#include "pursuit-customers-page.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-window.h"
#include "ui-fixture.h"

/* What somebody else sees in the window: the rights are the service's, but the window must not offer what is refused. */

static PursuitApplication *application;

static void
create (PursuitDesk   *desk,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, owned, NULL, &error));
  g_assert_no_error (error);
}

/* A new database has one role of each kind, in the order of the enumeration. */
static void
create_staff (PursuitDesk       *desk,
              const char        *name,
              PursuitSystemRole  role)
{
  create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", name, "role-id", (gint64) role, NULL));
}

static void
fill (PursuitDesk *desk)
{
  create_staff (desk, "Chen Zhuo", PURSUIT_SYSTEM_ROLE_SELLER);
  create_staff (desk, "Lin Wan", PURSUIT_SYSTEM_ROLE_RECRUITER);
  create_staff (desk, "Gu Yan", PURSUIT_SYSTEM_ROLE_PRESALES);
  create_staff (desk, "Bai Lu", PURSUIT_SYSTEM_ROLE_MANAGER);
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "owner-id", G_GINT64_CONSTANT (1), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Haiyue Port", "owner-id", G_GINT64_CONSTANT (4), NULL));
  create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Yunqi Materials", "owner-id", G_GINT64_CONSTANT (4), NULL));
}

static gboolean
is_there_or_refused (gpointer data)
{
  PursuitWindow *window = data;
  PursuitPage *page = pursuit_window_get_page (window);

  if (g_str_equal (pursuit_window_get_state (window), "content"))
    return pursuit_window_get_worker (window) != NULL && page != NULL && pursuit_page_get_ready (page);

  return !g_str_equal (pursuit_window_get_state (window), "welcome");
}

static PursuitWindow *
open_as (UiFixture  *fixture,
         const char *staff)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1500, 900);
  gtk_window_present (GTK_WINDOW (window));
  g_object_set (window, "view", "customers", NULL);
  pursuit_window_set_staff (window, staff);
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_there_or_refused, window);
  ui_settle ();

  return window;
}

static void
close_window (PursuitWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_listed (PursuitWindow *window)
{
  PursuitCustomersPage *page = PURSUIT_CUSTOMERS_PAGE (pursuit_window_get_page (window));
  PursuitCustomerList *list = pursuit_customers_page_get_list (page);

  return g_list_model_get_n_items (G_LIST_MODEL (pursuit_customer_list_get_model (list)));
}

static gboolean
shows_text (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;

  return FALSE;
}

/* A button within @widget knows whether its action can be done. */
static gboolean
is_enabled (gpointer    widget,
            const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, widget);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return enabled;
}

/* Whether anything with this action can be seen and pressed. */
static gboolean
offers (GtkWidget  *widget,
        const char *action)
{
  if (GTK_IS_ACTIONABLE (widget) && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (offers (child, action))
      return TRUE;

  return FALSE;
}

static PursuitDossierPage *
get_dossier (PursuitWindow *window)
{
  return pursuit_customers_page_get_dossier (PURSUIT_CUSTOMERS_PAGE (pursuit_window_get_page (window)));
}

static void
test_owner (UiFixture     *fixture,
            gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, NULL);

  g_assert_cmpuint (count_listed (window), ==, 3);
  g_assert_true (is_enabled (window, "win.new"));
  g_assert_true (is_enabled (window, "win.import"));
  g_assert_true (is_enabled (window, "win.show-journal"));
  g_assert_true (offers (GTK_WIDGET (window), "dossier.new-deal"));
  g_assert_true (pursuit_dossier_page_edit_field (get_dossier (window), "industry"));
  close_window (window);
}

static void
test_seller (UiFixture     *fixture,
             gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Chen Zhuo");

  g_assert_cmpuint (count_listed (window), ==, 1);
  g_assert_cmpint (pursuit_dossier_page_get_id (get_dossier (window)), ==, 1);
  g_assert_true (shows_text (GTK_WIDGET (window), "Heming Steel"));
  g_assert_false (shows_text (GTK_WIDGET (window), "Haiyue Port"));
  g_assert_true (shows_text (GTK_WIDGET (window), "Chen Zhuo"));
  g_assert_true (is_enabled (window, "win.new"));
  g_assert_false (is_enabled (window, "win.import"));
  g_assert_false (is_enabled (window, "win.show-journal"));
  g_assert_true (pursuit_dossier_page_edit_field (get_dossier (window), "industry"));
  close_window (window);
}

/* A link to a customer of somebody else's leads to the refusal, not to the dossier. */
static void
test_sellers_neighbour (UiFixture     *fixture,
                        gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Chen Zhuo");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-customer", "x", G_GINT64_CONSTANT (2));
  ui_settle ();
  ui_wait_until (is_there_or_refused, window);
  g_assert_false (shows_text (GTK_WIDGET (window), "Haiyue Port"));
  close_window (window);
}

static void
test_recruiter (UiFixture     *fixture,
                gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Lin Wan");

  g_assert_cmpstr (pursuit_window_get_state (window), ==, "denied");
  g_assert_true (shows_text (GTK_WIDGET (window), "may not see this"));
  g_assert_false (shows_text (GTK_WIDGET (window), "Heming Steel"));
  g_assert_false (is_enabled (window, "win.new"));
  g_assert_false (is_enabled (window, "win.import"));
  close_window (window);
}

static void
test_presales (UiFixture     *fixture,
               gconstpointer  data)
{
  static const char *const changing[] = { "dossier.new-deal", "dossier.add-person", "dossier.edit-all",
                                          "dossier.delete", "customers.new", "people.delete" };
  PursuitWindow *window = open_as (fixture, "Gu Yan");

  g_assert_cmpuint (count_listed (window), ==, 3);
  g_assert_false (is_enabled (window, "win.new"));
  g_assert_false (is_enabled (window, "win.import"));
  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    g_assert_false (offers (GTK_WIDGET (window), changing[i]));
  g_assert_false (pursuit_dossier_page_edit_field (get_dossier (window), "industry"));
  g_assert_true (shows_text (GTK_WIDGET (window), "may not change this"));
  close_window (window);
}

static void
test_nobody (UiFixture     *fixture,
             gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Nobody & Co");

  g_assert_cmpstr (pursuit_window_get_state (window), ==, "error");
  g_assert_true (shows_text (GTK_WIDGET (window), "There is no member of staff called “Nobody & Co”."));
  g_assert_null (pursuit_window_get_worker (window));
  close_window (window);
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

#define ADD(path, func) g_test_add (path, UiFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  GError *error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("/ui/roles/owner/sees-and-changes-all", test_owner);
  ADD ("/ui/roles/seller/sees-and-changes-own", test_seller);
  ADD ("/ui/roles/seller/is-not-led-to-others", test_sellers_neighbour);
  ADD ("/ui/roles/recruiter/sees-the-refusal", test_recruiter);
  ADD ("/ui/roles/presales/sees-all-and-changes-nothing", test_presales);
  ADD ("/ui/roles/nobody/is-refused-by-name", test_nobody);
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
