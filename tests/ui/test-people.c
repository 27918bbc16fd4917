/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pursuit-application.h"
#include "pursuit-date.h"
#include "pursuit-maintenance.h"
#include "pursuit-people-button.h"
#include "pursuit-person-row.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-window-private.h"
#include "ui-fixture.h"

/* Who else is here, at the bottom of the window, and being asked to leave, at its top. */

static PursuitApplication *application;

static void
create_staff (PursuitDesk       *desk,
              const char        *name,
              PursuitSystemRole  role)
{
  g_autoptr(PursuitRecord) staff = g_object_new (PURSUIT_TYPE_STAFF, "name", name, "role-id", (gint64) role, NULL);
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, staff, NULL, &error));
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  create_staff (desk, "Chen Jie", PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
  create_staff (desk, "Li Na", PURSUIT_SYSTEM_ROLE_SELLER);
}

static gboolean
is_there (gpointer data)
{
  PursuitWindow *window = data;
  PursuitPage *page = pursuit_window_get_page (window);

  return pursuit_window_get_worker (window) != NULL && page != NULL && pursuit_page_get_ready (page);
}

static PursuitWindow *
open_as (UiFixture  *fixture,
         const char *staff)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_set_staff (window, staff);
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_there, window);

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

static PursuitDesk *
sit_down (UiFixture  *fixture,
          const char *staff)
{
  g_autoptr(GError) error = NULL;
  PursuitDesk *desk = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (pursuit_desk_sign_in_as (desk, staff, &error));
  return desk;
}

static GtkWidget *
find_button (PursuitWindow *window)
{
  return ui_find_type (GTK_WIDGET (window), PURSUIT_TYPE_PEOPLE_BUTTON);
}

static GtkWidget *
find_popover (GtkWidget *button)
{
  GtkWidget *menu_button = ui_find_type (button, GTK_TYPE_MENU_BUTTON);

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu_button)));
}

/* Somebody else, who is no member of staff. */
static PursuitStore *
visit (UiFixture  *fixture,
       const char *name)
{
  g_autoptr(GError) error = NULL;
  PursuitStore *store = pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, &error);

  g_assert_no_error (error);
  pursuit_presence_set_person (pursuit_store_get_presence (store), name);
  return store;
}

typedef struct
{
  PursuitWindow *window;
  guint n_people;
  const char *name;   /* of one of them */
} Crowd;

static gboolean
has_name (PursuitPeople *people,
          const char    *name)
{
  GPtrArray *list = pursuit_people_get_list (people);

  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((PursuitPresent *) list->pdata[i])->person, name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
are_here (gpointer data)
{
  Crowd *crowd = data;

  pursuit_people_look (crowd->window->people);
  return pursuit_people_count (crowd->window->people) == crowd->n_people &&
         (crowd->name == NULL || has_name (crowd->window->people, crowd->name));
}

static void
wait_for (PursuitWindow *window,
          guint          n_people,
          const char    *name)
{
  Crowd crowd = { window, n_people, name };

  ui_wait_until (are_here, &crowd);
}

static char *
dup_texts (GtkWidget *widget,
           GString   *into)
{
  gboolean is_first = into == NULL;
  GString *text = is_first ? g_string_new (NULL) : into;

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      dup_texts (child, text);

  return is_first ? g_string_free (text, FALSE) : NULL;
}

static void
test_alone (UiFixture     *fixture,
            gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");

  pursuit_worker_shut_down (fixture->worker);
  wait_for (window, 1, NULL);
  g_assert_false (gtk_widget_get_visible (find_button (window)));
  close_window (window);
}

static void
test_together (UiFixture     *fixture,
               gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");
  g_autoptr(PursuitStore) visitor = NULL;
  GtkWidget *button = find_button (window);
  GtkWidget *popover;
  g_autofree char *shown = NULL;
  g_autofree char *listed = NULL;

  pursuit_worker_shut_down (fixture->worker);
  wait_for (window, 1, NULL);
  visitor = visit (fixture, "Wang Wei");
  wait_for (window, 2, "Wang Wei");
  g_assert_true (gtk_widget_get_visible (button));
  shown = dup_texts (ui_find_type (button, GTK_TYPE_TOGGLE_BUTTON), NULL);
  g_assert_nonnull (strstr (shown, "2 people here"));
  gtk_test_accessible_assert_property (ui_find_type (button, GTK_TYPE_MENU_BUTTON), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "2 people here: Li Na, Wang Wei");

  popover = find_popover (button);
  gtk_popover_popup (GTK_POPOVER (popover));
  listed = dup_texts (popover, NULL);
  g_assert_nonnull (strstr (listed, "Li Na (you)"));
  g_assert_nonnull (strstr (listed, "Wang Wei"));
  g_assert_nonnull (strstr (listed, g_get_host_name ()));
  g_assert_nonnull (strstr (listed, "Verified"));
  g_assert_null (strstr (listed, "Ask Everybody"));
  gtk_popover_popdown (GTK_POPOVER (popover));

  g_clear_object (&visitor);
  wait_for (window, 1, NULL);
  g_assert_false (gtk_widget_get_visible (button));
  close_window (window);
}

static guint
count_type (GtkWidget *widget,
            GType      type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);

  return n;
}

static void
test_crowd (UiFixture     *fixture,
            gconstpointer  data)
{
  static const char *const names[] = { "Wang Wei", "Zhao Min", "Sun Qian", "Zhou Yu", "Wu Di" };
  PursuitWindow *window = open_as (fixture, "Chen Jie");
  PursuitStore *visitors[G_N_ELEMENTS (names)];
  GtkWidget *face = ui_find_type (find_button (window), GTK_TYPE_TOGGLE_BUTTON);
  g_autofree char *shown = NULL;

  pursuit_worker_shut_down (fixture->worker);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    visitors[i] = visit (fixture, names[i]);
  wait_for (window, 6, NULL);
  g_assert_cmpuint (count_type (face, ADW_TYPE_AVATAR), ==, 4);
  shown = dup_texts (face, NULL);
  g_assert_nonnull (strstr (shown, "+2"));
  g_assert_nonnull (strstr (shown, "6 people here"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (visitors[i]);
  close_window (window);
}

/* Names are what others wrote: no markup, no lines. */
static void
test_hostile_name (UiFixture     *fixture,
                   gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");
  g_autoptr(PursuitStore) visitor = visit (fixture, "<b>&amp;\n</span>%s\"");
  g_autofree char *shown = NULL;

  pursuit_worker_shut_down (fixture->worker);
  wait_for (window, 2, "<b>&amp; </span>%s\"");
  shown = dup_texts (find_popover (find_button (window)), NULL);
  g_assert_nonnull (strstr (shown, "<b>&amp; </span>%s\""));
  g_clear_object (&visitor);
  close_window (window);
}

static gboolean
is_told (gpointer data)
{
  PursuitWindow *window = data;
  PursuitBanner *banner = pursuit_banners_find (window->banners, "link");

  pursuit_people_look (window->people);
  pursuit_worker_poll (window->worker);
  return banner != NULL && strstr (pursuit_banner_get_sentence (banner), "locks do not hold") != NULL;
}

/* Another computer found that locks do not hold: it is there, and left the word. */
static void
test_broken_locks (UiFixture     *fixture,
                   gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");
  g_autofree char *folder = g_strconcat (fixture->path, ".presence", NULL);
  g_autofree char *other = g_build_filename (folder, "6f1d2c7e-5d7a-4b7e-9a52-0d6d0e1f2a3b", NULL);
  g_autofree char *marker = g_build_filename (folder, "locks-do-not-hold", NULL);
  g_autofree char *listed = NULL;

  pursuit_worker_shut_down (fixture->worker);
  g_assert_true (g_file_set_contents (other, "{\"person\":\"Wang Wei\",\"beat\":1,\"place\":\"elsewhere\"}", -1, NULL));
  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  ui_wait_until (is_told, window);
  listed = dup_texts (find_popover (find_button (window)), NULL);
  g_assert_nonnull (strstr (listed, "Sharing is not safe here"));
  g_assert_cmpint (g_unlink (other), ==, 0);
  close_window (window);
}

static gboolean
is_asked (gpointer data)
{
  PursuitWindow *window = data;

  pursuit_worker_poll (window->worker);
  return pursuit_banners_find (window->banners, "maintenance") != NULL;
}

/* It takes its time to slide away. */
static gboolean
is_unset (gpointer data)
{
  return pursuit_banners_find (((PursuitWindow *) data)->banners, "maintenance") == NULL;
}

static gboolean
is_not_asked (gpointer data)
{
  pursuit_worker_poll (((PursuitWindow *) data)->worker);
  return is_unset (data);
}

static gboolean
is_closed (gpointer data)
{
  return g_str_equal (pursuit_window_get_state (data), "error");
}

static void
test_asked_to_leave (UiFixture     *fixture,
                     gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");
  g_autoptr(PursuitDesk) desk = sit_down (fixture, "Chen Jie");
  g_autoptr(GError) error = NULL;
  PursuitBanner *banner;

  pursuit_maintenance_begin (desk, "New disks", 15, NULL, &error);
  g_assert_no_error (error);
  ui_wait_until (is_asked, window);
  banner = pursuit_banners_find (window->banners, "maintenance");
  g_assert_cmpstr (pursuit_banner_get_sentence (banner), ==, "Chen Jie asks everybody to leave: New disks");
  g_assert_nonnull (strstr (pursuit_banner_get_detail (banner), "in 15 minutes"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "error");
  g_assert_null (pursuit_window_get_worker (window));
  ui_wait_until (is_unset, window);
  close_window (window);
}

static void
test_time_is_over (UiFixture     *fixture,
                   gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");
  g_autoptr(PursuitDesk) desk = sit_down (fixture, "Chen Jie");
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = NULL;

  pursuit_maintenance_begin (desk, "Now", 0, NULL, &error);
  g_assert_no_error (error);
  pursuit_worker_poll (window->worker);
  ui_wait_until (is_closed, window);
  shown = dup_texts (GTK_WIDGET (window), NULL);
  g_assert_nonnull (strstr (shown, "Closed for Maintenance"));
  g_assert_nonnull (strstr (shown, "Chen Jie asks everybody to leave: Now"));

  /* And the way back is closed. */
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_closed, window);
  close_window (window);
}

static GtkWindow *
find_dialog (PursuitWindow *window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      return l->data;

  return NULL;
}

/* Nobody is asked about an open dialog: perhaps nobody is there. */
static void
test_leaves_with_dialogs (UiFixture     *fixture,
                          gconstpointer  data)
{
  static const char *const actions[] = { "win.show-shortcuts", "win.begin-maintenance", "win.new" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      PursuitWindow *window = open_as (fixture, "Chen Jie");

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL));
      ui_settle ();
      g_assert_nonnull (find_dialog (window));
      gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
      ui_settle ();
      g_assert_null (find_dialog (window));
      g_assert_null (pursuit_window_get_worker (window));
      close_window (window);
    }
}

static gboolean
is_enabled (PursuitWindow *window,
            const char    *name)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, GTK_WIDGET (window));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return enabled;
}

static void
test_administrator_stays (UiFixture     *fixture,
                          gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Chen Jie");
  g_autoptr(PursuitDesk) desk = sit_down (fixture, "Chen Jie");
  g_autoptr(GError) error = NULL;
  PursuitBanner *banner;

  g_assert_true (is_enabled (window, "win.begin-maintenance"));
  g_assert_false (is_enabled (window, "win.end-maintenance"));
  pursuit_maintenance_begin (desk, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  ui_wait_until (is_asked, window);
  banner = pursuit_banners_find (window->banners, "maintenance");
  g_assert_cmpstr (pursuit_banner_get_sentence (banner), ==, "Chen Jie asks everybody to leave.");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.end-maintenance", NULL);
  ui_wait_until (is_not_asked, window);
  g_assert_nonnull (pursuit_window_get_worker (window));
  close_window (window);
}

static void
test_only_administrators_ask (UiFixture     *fixture,
                              gconstpointer  data)
{
  PursuitWindow *window = open_as (fixture, "Li Na");

  g_assert_false (is_enabled (window, "win.begin-maintenance"));
  g_assert_false (is_enabled (window, "win.end-maintenance"));
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

#define ADD(path, func) g_test_add ("/ui/people/" path, UiFixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("alone-says-nothing", test_alone);
  ADD ("together-are-named", test_together);
  ADD ("crowd-is-counted", test_crowd);
  ADD ("names-are-text", test_hostile_name);
  ADD ("tells-that-locks-do-not-hold", test_broken_locks);
  ADD ("asked-to-leave", test_asked_to_leave);
  ADD ("leaves-when-time-is-over", test_time_is_over);
  ADD ("leaves-with-open-dialogs", test_leaves_with_dialogs);
  ADD ("administrator-stays", test_administrator_stays);
  ADD ("only-administrators-ask", test_only_administrators_ask);

  status = g_test_run ();
  g_object_unref (application);

  return status;
}
