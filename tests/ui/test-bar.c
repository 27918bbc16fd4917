/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-activity.h"
#include "pursuit-application.h"
#include "pursuit-board-lane.h"
#include "pursuit-command-bar-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-customers-page.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-dossier-page-private.h"
#include "pursuit-dossier-window.h"
#include "pursuit-people-view.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "pursuit-window-private.h"
#include "ui-fixture.h"

static PursuitApplication *application;

typedef struct
{
  UiFixture base;
  PursuitWindow *window;
  GMutex gate;              /* held while the worker is to be busy */
} Fixture;

static gint64
add_customer (PursuitDesk *desk,
              const char  *name)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  GError *error = NULL;

  pursuit_records_create (desk, customer, NULL, &error);
  g_assert_no_error (error);

  return customer->id;
}

static void
add_deal (PursuitDesk *desk,
          gint64       customer_id,
          const char  *title)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", customer_id, "title", title, NULL);
  GError *error = NULL;

  pursuit_deals_create (desk, deal, 1, NULL, &error);
  g_assert_no_error (error);
}

static void
add_person (PursuitDesk *desk,
            GType        type,
            const char  *name,
            gint64       customer_id)
{
  g_autoptr(PursuitRecord) person = g_object_new (type, "name", name, NULL);
  GError *error = NULL;

  if (customer_id != 0)
    g_object_set (person, "customer-id", customer_id, NULL);
  if (g_str_equal (name, "Cora Quayle"))
    g_object_set (person, "notes", "Thinks best over a double espresso.", NULL);
  pursuit_records_create (desk, person, NULL, &error);
  g_assert_no_error (error);
}

static void
write_down (PursuitDesk *desk,
            gint64       customer_id)
{
  g_autoptr(PursuitRecord) activity = g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", customer_id, "subject", "Visit",
                                                    "body", "Came with the ferryman.", NULL);
  GError *error = NULL;

  pursuit_records_create (desk, activity, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  gint64 mill = add_customer (desk, "Millworks");
  gint64 harbour = add_customer (desk, "Old Harbour");

  add_deal (desk, mill, "Mill refit");
  add_deal (desk, harbour, "Quay crane");
  add_person (desk, PURSUIT_TYPE_CONTACT, "Ann Miller", mill);
  add_person (desk, PURSUIT_TYPE_CONTACT, "Ben Harbottle", harbour);
  add_person (desk, PURSUIT_TYPE_CONTACT, "Cora Quayle", harbour);
  write_down (desk, mill);
  add_person (desk, PURSUIT_TYPE_STAFF, "Dora Millington", 0);
}

/* More customers of one name than an answer holds. */
static void
fill_crowd (PursuitDesk *desk)
{
  gint64 customer_id = 0;

  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *name = g_strdup_printf ("Crowd %02u", i);

      customer_id = add_customer (desk, name);
    }
  add_deal (desk, customer_id, "Crowd barrier");
}

static gboolean
is_page_ready (gpointer data)
{
  PursuitPage *page = pursuit_window_get_page (data);

  return pursuit_window_get_worker (data) && page != NULL && pursuit_page_get_ready (page);
}

static void
set_up_bare (Fixture       *self,
             gconstpointer  data)
{
  self->window = pursuit_window_new (application);
  g_object_set (self->window, "view", "customers", NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_settle ();
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  ui_fixture_set_up (&self->base, data != NULL ? fill_crowd : fill);
  g_mutex_init (&self->gate);
  set_up_bare (self, data);
  pursuit_window_open (self->window, self->base.path);
  ui_wait_until (is_page_ready, self->window);
  ui_settle ();
}

static void
tear_down_bare (Fixture       *self,
                gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  tear_down_bare (self, data);
  ui_fixture_tear_down (&self->base);
  g_mutex_clear (&self->gate);
}

static gboolean
is_answered (gpointer bar)
{
  return !pursuit_command_bar_is_asking (bar);
}

static PursuitCommandBar *
open_bar (Fixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.find", NULL);
  g_assert_true (pursuit_command_bar_is_open (self->window->bar));
  ui_wait_until (is_answered, self->window->bar);

  return self->window->bar;
}

static void
type (PursuitCommandBar *bar,
      const char        *text)
{
  gtk_editable_set_text (GTK_EDITABLE (pursuit_command_bar_get_entry (bar)), text);
}

static void
ask (PursuitCommandBar *bar,
     const char        *text)
{
  type (bar, text);
  ui_wait_until (is_answered, bar);
}

/* "Customers: Millworks, Old Harbour; Deals: Mill refit"; what is selected stands in brackets. */
static char *
print (PursuitCommandBar *bar)
{
  GListModel *items = pursuit_command_bar_get_items (bar);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (bar->list);
  g_autoptr(GString) text = g_string_new (NULL);
  int section = -1;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(PursuitCommandItem) item = g_list_model_get_item (items, i);
      gboolean is_selected = selected != NULL && gtk_list_box_row_get_index (selected) == (int) i;

      if ((int) pursuit_command_item_get_section (item) != section)
        g_string_append_printf (text, "%s%s: ", i > 0 ? "; " : "",
                                pursuit_command_item_get_heading (pursuit_command_item_get_section (item)));
      else
        g_string_append (text, ", ");
      section = (int) pursuit_command_item_get_section (item);
      g_string_append_printf (text, is_selected ? "[%s]" : "%s", pursuit_command_item_get_title (item));
    }

  return g_strdup (text->str);
}

#define assert_list(bar, expected)               \
  G_STMT_START                                   \
    {                                            \
      g_autofree char *printed_ = print (bar);   \
      g_assert_cmpstr (printed_, ==, expected);  \
    }                                            \
  G_STMT_END

/* A key, as the bar hears of it before anything in it does. */
static gboolean
press (PursuitCommandBar *bar,
       guint              keyval,
       GdkModifierType    modifiers)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (bar));
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &is_taken);
    }

  return is_taken;
}

static gboolean
has_focus (GtkWidget *window,
           GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static PursuitDossierPage *
get_dossier (Fixture *self)
{
  return pursuit_customers_page_get_dossier (PURSUIT_CUSTOMERS_PAGE (pursuit_window_find_page (self->window, "customers")));
}

static void
assert_dossier (PursuitDossierPage *page,
                const char         *name)
{
  while (pursuit_dossier_page_is_reading (page))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (pursuit_dossier_page_get_name (page), ==, name);
}

/* What there is most of leaves room for the others. */
static void
test_crowd (Fixture       *self,
            gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  g_autofree char *listed = NULL;

  ask (bar, "crowd");
  listed = print (bar);
  g_assert_true (g_str_has_prefix (listed, "Customers: [Crowd "));
  g_assert_nonnull (strstr (listed, "; Deals: Crowd barrier"));
  g_assert_cmpuint (g_list_model_get_n_items (pursuit_command_bar_get_items (bar)), ==, 8);
}

static gboolean
has_given_way (gpointer bar)
{
  return !gtk_widget_get_visible (((PursuitCommandBar *) bar)->hints);
}

static void
test_narrow (Fixture       *self,
             gconstpointer  data)
{
  PursuitCommandBar *bar;
  int minimum;

  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 640);
  bar = open_bar (self);
  ui_wait_until (has_given_way, bar);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static gboolean
press_at (PursuitCommandBar *bar,
          double             x,
          double             y)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (bar));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, x, y);
    }

  return pursuit_command_bar_is_open (bar);
}

static gboolean
has_size (gpointer widget)
{
  return gtk_widget_get_height (widget) > 0;
}

static void
test_mouse (Fixture       *self,
            gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  graphene_rect_t bounds;

  ask (bar, "@cora");
  ui_wait_until (has_size, gtk_list_box_get_row_at_index (bar->list, 0));
  g_assert_true (gtk_widget_compute_bounds (bar->panel, GTK_WIDGET (bar), &bounds));
  g_assert_true (press_at (bar, bounds.origin.x + 30, bounds.origin.y + 10));
  g_assert_false (press_at (bar, 2, bounds.origin.y + bounds.size.height + 20));
  open_bar (self);
  ask (bar, "@cora");
  g_signal_emit_by_name (bar->list, "row-activated", gtk_list_box_get_row_at_index (bar->list, 0));
  g_assert_false (pursuit_command_bar_is_open (bar));
  assert_dossier (get_dossier (self), "Old Harbour");
}

static void
test_sections (Fixture       *self,
               gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  g_assert_cmpuint (g_list_model_get_n_items (pursuit_command_bar_get_items (bar)), ==, 0);
  g_assert_true (g_str_has_prefix (pursuit_command_bar_get_sentence (bar), "Type part of a name"));
  ask (bar, "quay");
  assert_list (bar, "Deals: [Quay crane]; People: Cora Quayle");
  g_assert_cmpstr (pursuit_command_bar_get_sentence (bar), ==, "");
  ask (bar, "@mill");
  assert_list (bar, "People: [Ann Miller], Dora Millington");
  ask (bar, "＃mill");
  assert_list (bar, "Deals: [Mill refit]");
  ask (bar, ">preferences");
  assert_list (bar, "Actions: [Preferences]");
  ask (bar, "preferences");
  assert_list (bar, "Actions: [Preferences]");
  ask (bar, "@zzz");
  assert_list (bar, "");
  g_assert_nonnull (strstr (pursuit_command_bar_get_sentence (bar), "“zzz”"));
}

static void
count_removed (GListModel *items,
               guint       position,
               guint       removed,
               guint       added,
               guint      *count)
{
  *count += removed;
}

/* What is found again by one letter more keeps its row. */
static void
test_rows_stay (Fixture       *self,
                gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  GtkListBoxRow *row;
  guint removed = 0;

  ask (bar, "#qua");
  row = gtk_list_box_get_row_at_index (bar->list, 0);
  g_signal_connect (pursuit_command_bar_get_items (bar), "items-changed", G_CALLBACK (count_removed), &removed);
  ask (bar, "#quay");
  g_assert_cmpuint (removed, ==, 0);
  g_assert_true (gtk_list_box_get_row_at_index (bar->list, 0) == row);
}

static int
get_selected (PursuitCommandBar *bar)
{
  return gtk_list_box_row_get_index (gtk_list_box_get_selected_row (bar->list));
}

static void
test_keys (Fixture       *self,
           gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  ask (bar, "@r");
  g_assert_cmpuint (g_list_model_get_n_items (pursuit_command_bar_get_items (bar)), ==, 4);
  g_assert_cmpint (get_selected (bar), ==, 0);
  g_assert_true (press (bar, GDK_KEY_Down, 0));
  g_assert_cmpint (get_selected (bar), ==, 1);
  g_assert_true (press (bar, GDK_KEY_End, 0));
  g_assert_true (press (bar, GDK_KEY_Down, 0));
  g_assert_cmpint (get_selected (bar), ==, 3);
  g_assert_true (press (bar, GDK_KEY_Page_Up, 0));
  g_assert_cmpint (get_selected (bar), <, 3);
  g_assert_true (press (bar, GDK_KEY_Home, 0));
  g_assert_true (press (bar, GDK_KEY_Up, 0));
  g_assert_cmpint (get_selected (bar), ==, 0);
  g_assert_true (press (bar, GDK_KEY_Page_Down, 0));
  g_assert_cmpint (get_selected (bar), >, 0);
  g_assert_false (press (bar, GDK_KEY_Home, GDK_SHIFT_MASK));
  g_assert_false (press (bar, GDK_KEY_a, 0));
}

/* The focus stays in the entry, which therefore says what is selected. */
static void
test_spoken (Fixture       *self,
             gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  GtkWidget *entry = pursuit_command_bar_get_entry (bar);
  GtkListBoxRow *row;

  ask (bar, ">move one");
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       pursuit_command_bar_get_sentence (bar));
  ask (bar, ">keyboard sh");
  row = gtk_list_box_get_row_at_index (bar->list, 0);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Keyboard Shortcuts, Program, Ctrl+?");
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Keyboard Shortcuts, Program, Ctrl+?, 1 of 1");
}

/* While an input method puts a character together its keys are its own. */
static void
test_composing (Fixture       *self,
                gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (pursuit_command_bar_get_entry (bar)));

  ask (bar, "mill");
  g_signal_emit_by_name (text, "preedit-changed", "ha");
  g_assert_false (press (bar, GDK_KEY_Down, 0));
  g_assert_false (press (bar, GDK_KEY_Return, 0));
  g_assert_false (press (bar, GDK_KEY_Escape, 0));
  g_assert_true (is_answered (bar));
  g_signal_emit_by_name (text, "preedit-changed", "");
  g_assert_true (press (bar, GDK_KEY_Escape, 0));
  g_assert_false (pursuit_command_bar_is_open (bar));
}

static void
test_focus (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  PursuitCommandBar *bar;
  GtkWidget *origin;

  gtk_widget_activate_action (window, "win.search", NULL);
  origin = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (origin);
  bar = open_bar (self);
  g_assert_true (has_focus (window, pursuit_command_bar_get_entry (bar)));
  g_assert_false (gtk_widget_grab_focus (origin));
  for (guint i = 0; i < 12; i++)
    {
      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      g_assert_true (has_focus (window, GTK_WIDGET (bar)));
    }
  press (bar, GDK_KEY_Escape, 0);
  g_assert_false (pursuit_command_bar_is_open (bar));
  g_assert_true (has_focus (window, origin));
  open_bar (self);
  gtk_widget_activate_action (window, "win.find", NULL);
  g_assert_false (pursuit_command_bar_is_open (bar));
}

static void
test_open_customer (Fixture       *self,
                    gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  ask (bar, "old h");
  g_assert_true (press (bar, GDK_KEY_Return, 0));
  g_assert_false (pursuit_command_bar_is_open (bar));
  assert_dossier (get_dossier (self), "Old Harbour");
}

static GtkStack *
get_tabs (PursuitDossierPage *page)
{
  return page->tabs;
}

static gboolean
shows_cora (gpointer data)
{
  PursuitDossierPage *page = data;
  PursuitPeopleView *people = PURSUIT_PEOPLE_VIEW (ui_find_type (GTK_WIDGET (page), PURSUIT_TYPE_PEOPLE_VIEW));
  PursuitContact *person = pursuit_people_view_get_person (people);

  return person != NULL && g_strcmp0 (pursuit_record_get_name (PURSUIT_RECORD (person)), "Cora Quayle") == 0;
}

static void
test_open_person (Fixture       *self,
                  gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  ask (bar, "@cora");
  press (bar, GDK_KEY_Return, 0);
  assert_dossier (get_dossier (self), "Old Harbour");
  ui_wait_until (shows_cora, get_dossier (self));
  open_bar (self);
  assert_list (bar, "Recent: [Cora Quayle], Old Harbour");
}

/* What was written about a person is read at the person, what was agreed in the timeline. */
static void
test_open_text (Fixture       *self,
                gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  g_autoptr(PursuitCommandItem) item = NULL;
  g_autofree char *detail = NULL;

  ask (bar, "espresso");
  assert_list (bar, "In Texts: [Cora Quayle]");
  item = g_list_model_get_item (pursuit_command_bar_get_items (bar), 0);
  detail = pursuit_command_item_dup_detail (item, NULL);
  g_assert_nonnull (strstr (detail, "a double espresso"));
  press (bar, GDK_KEY_Return, 0);
  assert_dossier (get_dossier (self), "Old Harbour");
  ui_wait_until (shows_cora, get_dossier (self));
  open_bar (self);
  ask (bar, "ferryman");
  press (bar, GDK_KEY_Return, 0);
  assert_dossier (get_dossier (self), "Millworks");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_tabs (get_dossier (self))), ==, "timeline");
}

static void
test_open_staff (Fixture       *self,
                 gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  g_autoptr(PursuitQuery) query = NULL;
  g_autofree char *view = NULL;

  ask (bar, "@dora");
  press (bar, GDK_KEY_Return, 0);
  g_object_get (self->window, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "board");
  query = pursuit_page_dup_query (pursuit_window_get_page (self->window));
  g_assert_cmpint (query->owner_id, !=, 0);
  ui_wait_until (is_page_ready, self->window);
}

static void
test_recent (Fixture       *self,
             gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  ask (bar, "millw");
  press (bar, GDK_KEY_Return, 0);
  open_bar (self);
  ask (bar, "old h");
  press (bar, GDK_KEY_Return, 0);
  open_bar (self);
  assert_list (bar, "Recent: [Old Harbour], Millworks");
  ask (bar, ">read again");
  press (bar, GDK_KEY_Return, 0);
  open_bar (self);
  assert_list (bar, "Recent: [Read Again], Old Harbour, Millworks");
  ask (bar, "#");
  assert_list (bar, "");
  ask (bar, ">clear rec");
  press (bar, GDK_KEY_Return, 0);
  open_bar (self);
  assert_list (bar, "");
  ask (bar, ">clear rec");
  assert_list (bar, "");
}

/* Keeps the worker busy until the gate is opened. */
static gpointer
wait_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);

  return g_strdup ("");
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_free (pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL));
}

static void
close_gate (Fixture *self)
{
  g_mutex_lock (&self->gate);
  pursuit_worker_call_async (pursuit_window_get_worker (self->window), wait_job, &self->gate, NULL, g_free, NULL, waited_cb,
                             NULL);
}

static gboolean
is_searching (gpointer data)
{
  return ((PursuitCommandBar *) data)->asking != NULL;
}

static void
test_late_answer (Fixture       *self,
                  gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  g_autoptr(GCancellable) first = NULL;

  ask (bar, "@cora");
  close_gate (self);
  type (bar, "@ann");
  ui_wait_until (is_searching, bar);
  g_set_object (&first, bar->asking);
  assert_list (bar, "People: [Cora Quayle]");
  type (bar, "@ben");
  g_assert_true (g_cancellable_is_cancelled (first));
  ui_wait_until (is_searching, bar);
  assert_list (bar, "People: [Cora Quayle]");
  g_mutex_unlock (&self->gate);
  ui_wait_until (is_answered, bar);
  assert_list (bar, "People: [Ben Harbottle]");
  ui_settle ();
  assert_list (bar, "People: [Ben Harbottle]");
}

static gboolean
says_something (gpointer bar)
{
  return *pursuit_command_bar_get_sentence (bar) != '\0';
}

static void
test_waiting (Fixture       *self,
              gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  close_gate (self);
  type (bar, "preferences");
  /* What was said before: there was nothing to list. */
  gtk_widget_set_visible (bar->state, FALSE);
  ui_wait_until (says_something, bar);
  g_assert_true (g_str_has_prefix (pursuit_command_bar_get_sentence (bar), "Waiting for the database"));
  assert_list (bar, "Actions: [Preferences]");
  g_mutex_unlock (&self->gate);
  ui_wait_until (is_answered, bar);
  g_assert_cmpstr (pursuit_command_bar_get_sentence (bar), ==, "");
}

static gboolean
is_closed (gpointer bar)
{
  return !pursuit_command_bar_is_open (bar);
}

/* Enter is about what was typed, not about what happens to stand there still. */
static void
test_enter_waits (Fixture       *self,
                  gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  ask (bar, "millw");
  close_gate (self);
  type (bar, "old h");
  g_assert_true (press (bar, GDK_KEY_Return, 0));
  g_assert_true (pursuit_command_bar_is_open (bar));
  g_mutex_unlock (&self->gate);
  ui_wait_until (is_closed, bar);
  assert_dossier (get_dossier (self), "Old Harbour");
}

static void
test_close_cancels (Fixture       *self,
                    gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  g_autoptr(GCancellable) asking = NULL;

  close_gate (self);
  type (bar, "millw");
  ui_wait_until (is_searching, bar);
  g_set_object (&asking, bar->asking);
  press (bar, GDK_KEY_Escape, 0);
  g_assert_true (g_cancellable_is_cancelled (asking));
  g_mutex_unlock (&self->gate);
  ui_settle ();
  open_bar (self);
  assert_list (bar, "");
}

static void
test_problem (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(PursuitWorker) worker = pursuit_worker_new ();
  PursuitCommandBar *bar = open_bar (self);

  /* Nothing is open at this one. */
  pursuit_command_bar_close (bar);
  pursuit_command_bar_open (bar, worker, NULL);
  ask (bar, "@ann");
  assert_list (bar, "");
  g_assert_cmpstr (pursuit_command_bar_get_sentence (bar), !=, "");
  g_assert_true (gtk_widget_get_visible (bar->try_again));
  gtk_widget_activate_action (GTK_WIDGET (bar), "bar.try-again", NULL);
  g_assert_true (pursuit_command_bar_is_asking (bar));
  ui_wait_until (is_answered, bar);
  pursuit_command_bar_close (bar);
  pursuit_worker_shut_down (worker);
  ui_settle ();
}

static void
test_no_database (Fixture       *self,
                  gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  g_assert_cmpuint (g_list_model_get_n_items (pursuit_command_bar_get_items (bar)), >, 0);
  ask (bar, "demo");
  assert_list (bar, "Actions: [Try the Demo]");
  /* Nothing to back up, to undo, to import into. */
  ask (bar, "back up");
  assert_list (bar, "");
  pursuit_command_bar_close (bar);
}

static gboolean
lane_has_focus (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_get_ancestor (focus, PURSUIT_TYPE_BOARD_LANE) != NULL && !GTK_IS_BUTTON (focus);
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  return g_list_length (windows) > 1;
}

/* What can be done depends on where one was. */
static void
test_actions_of_focus (Fixture       *self,
                       gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);

  ask (bar, ">rename");
  assert_list (bar, "Actions: [Rename the Customer]");
  ask (bar, ">won");
  assert_list (bar, "");
  pursuit_command_bar_close (bar);
  g_object_set (self->window, "view", "board", NULL);
  ui_wait_until (is_page_ready, self->window);
  ui_settle ();
  gtk_widget_grab_focus (GTK_WIDGET (pursuit_window_get_page (self->window)));
  ui_wait_until (lane_has_focus, self->window);
  open_bar (self);
  ask (bar, ">rename");
  assert_list (bar, "");
  ask (bar, ">move one");
  assert_list (bar, "Actions: [Move One Stage Forward], Move One Stage Back");
  ask (bar, ">won");
  press (bar, GDK_KEY_Return, 0);
  g_assert_true (lane_has_focus (self->window));
  /* The dialog about that card comes up. */
  ui_wait_until (has_dialog, NULL);
}

static PursuitDossierWindow *
find_beside (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (PURSUIT_IS_DOSSIER_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
test_beside (Fixture       *self,
             gconstpointer  data)
{
  PursuitCommandBar *bar = open_bar (self);
  g_autofree char *before = g_strdup (pursuit_dossier_page_get_name (get_dossier (self)));
  PursuitDossierWindow *beside;

  ask (bar, "old h");
  g_assert_true (press (bar, GDK_KEY_Return, GDK_CONTROL_MASK));
  beside = find_beside ();
  g_assert_nonnull (beside);
  assert_dossier (pursuit_dossier_window_get_dossier (beside), "Old Harbour");
  assert_dossier (get_dossier (self), before);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (beside)), ==, "Old Harbour");
  /* It has no database of its own: it goes with the window that has it. */
  pursuit_window_close_database (self->window);
  ui_settle ();
  g_assert_null (find_beside ());
}

int
main (int    argc,
      char **argv)
{
  GError *error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add ("/ui/bar/list/mouse", Fixture, NULL, set_up, test_mouse, tear_down);
  g_test_add ("/ui/bar/list/sections", Fixture, NULL, set_up, test_sections, tear_down);
  g_test_add ("/ui/bar/list/a-crowd-leaves-room", Fixture, "crowd", set_up, test_crowd, tear_down);
  g_test_add ("/ui/bar/list/rows-stay", Fixture, NULL, set_up, test_rows_stay, tear_down);
  g_test_add ("/ui/bar/list/recent-first", Fixture, NULL, set_up, test_recent, tear_down);
  g_test_add ("/ui/bar/list/no-database", Fixture, NULL, set_up_bare, test_no_database, tear_down_bare);
  g_test_add ("/ui/bar/size/fits-a-narrow-window", Fixture, NULL, set_up_bare, test_narrow, tear_down_bare);
  g_test_add ("/ui/bar/list/actions-of-the-focus", Fixture, NULL, set_up, test_actions_of_focus, tear_down);
  g_test_add ("/ui/bar/keys/move", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/ui/bar/keys/selection-is-spoken", Fixture, NULL, set_up, test_spoken, tear_down);
  g_test_add ("/ui/bar/keys/input-method", Fixture, NULL, set_up, test_composing, tear_down);
  g_test_add ("/ui/bar/keys/enter-waits-for-the-answer", Fixture, NULL, set_up, test_enter_waits, tear_down);
  g_test_add ("/ui/bar/focus/stays-and-returns", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/ui/bar/answers/late-ones-are-dropped", Fixture, NULL, set_up, test_late_answer, tear_down);
  g_test_add ("/ui/bar/answers/waiting-is-said", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/ui/bar/answers/closing-cancels", Fixture, NULL, set_up, test_close_cancels, tear_down);
  g_test_add ("/ui/bar/answers/problem-is-said", Fixture, NULL, set_up, test_problem, tear_down);
  g_test_add ("/ui/bar/open/customer", Fixture, NULL, set_up, test_open_customer, tear_down);
  g_test_add ("/ui/bar/open/person", Fixture, NULL, set_up, test_open_person, tear_down);
  g_test_add ("/ui/bar/open/text", Fixture, NULL, set_up, test_open_text, tear_down);
  g_test_add ("/ui/bar/open/staff", Fixture, NULL, set_up, test_open_staff, tear_down);
  g_test_add ("/ui/bar/open/beside", Fixture, NULL, set_up, test_beside, tear_down);
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
