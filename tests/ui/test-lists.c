/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists in a window: what a person looks at stays in place while others change the database, what is on its way looks so, and what
 * could not be read can be tried again. */

#include <adwaita.h>

#include "dossier-fixture.h"
#include "pursuit-customer-row.h"
#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-records.h"
#include "pursuit-worker-private.h"

#define N_CUSTOMERS 300

typedef struct
{
  DossierFixture base;
  PursuitQueryModel *model;
  GtkListView *view;
  GtkSingleSelection *selection;
} Fixture;

static gpointer
fill_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, store, error));
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("K%03u", i);
      g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);

      g_assert_true (pursuit_store_insert (store, customer, error));
    }
  g_assert_true (pursuit_tx_commit (&tx, error));

  return NULL;
}

static gboolean
lists_all (gpointer data)
{
  return g_list_model_get_n_items (data) >= N_CUSTOMERS;
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       data)
{
  guint *n_left = data;

  return --*n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer data)
{
  return *(guint *) data == 0;
}

/* What changed has been laid out. */
static void
wait_frames (Fixture *fixture)
{
  guint n_left = 3;

  gtk_widget_add_tick_callback (fixture->base.window, count_frame_cb, &n_left, NULL);
  ui_wait_until (is_zero, &n_left);
}

static gint64
get_first (Fixture *fixture)
{
  return pursuit_list_place_get_first (fixture->view, (PursuitRowOfChild) pursuit_customer_row_get_row);
}

static gint64
get_selected (Fixture *fixture)
{
  return pursuit_query_model_get_id (fixture->model, gtk_single_selection_get_selected (fixture->selection));
}

/* Three hundred customers by name, scrolled to the middle; one that is seen is selected. */
static void
set_up (Fixture *fixture)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

  dossier_fixture_set_up (&fixture->base, FALSE);
  ui_call (&fixture->base.base, fill_job, NULL);
  fixture->model = pursuit_customer_list_get_model (fixture->base.list);
  fixture->view = GTK_LIST_VIEW (ui_find_type (GTK_WIDGET (fixture->base.list), GTK_TYPE_LIST_VIEW));
  fixture->selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (fixture->view));
  query->order = PURSUIT_ORDER_NAME;
  pursuit_query_model_set_query (fixture->model, query);
  ui_wait_until (lists_all, fixture->model);
  wait_frames (fixture);
}

/* How far below the upper edge a row begins. */
static float
get_offset (Fixture *fixture,
            gint64   id)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *child = gtk_widget_get_first_child (item);
      PursuitRow *row = child != NULL ? pursuit_customer_row_get_row (PURSUIT_CUSTOMER_ROW (child)) : NULL;
      graphene_rect_t bounds;

      if (row != NULL && pursuit_row_get_id (row) == id && gtk_widget_get_mapped (item) &&
          gtk_widget_compute_bounds (item, GTK_WIDGET (fixture->view), &bounds))
        return bounds.origin.y;
    }

  g_assert_not_reached ();
}

/* A row in the middle begins at the upper edge, which no rounding makes another row of. */
static void
scroll_to_middle (Fixture *fixture)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  wait_frames (fixture);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (double) get_offset (fixture, get_first (fixture)));
  wait_frames (fixture);
  g_assert_cmpuint (pursuit_query_model_find (fixture->model, get_first (fixture)), >, 50);
  gtk_single_selection_set_selected (fixture->selection, pursuit_query_model_find (fixture->model, get_first (fixture)) + 3);
  dossier_wait_ready (&fixture->base);
}

static void
tear_down (Fixture *fixture)
{
  dossier_fixture_tear_down (&fixture->base);
}

typedef struct
{
  PursuitQueryModel *model;
  gint64 id;
  guint position;
} Place;

static gboolean
is_placed (gpointer data)
{
  const Place *place = data;

  return pursuit_query_model_find (place->model, place->id) == place->position;
}

static void
rename_customer (Fixture    *fixture,
                 gint64      id,
                 const char *name,
                 guint       position)
{
  Place place = { fixture->model, id, position };

  dossier_write_text (&fixture->base, id, "name", name);
  pursuit_worker_poll (fixture->base.base.worker);
  ui_wait_until (is_placed, &place);
  wait_frames (fixture);
}

/* Somebody renames another customer: it moves from below to the top, or away from the top. */
static void
test_place_stays_when_others_move (void)
{
  Fixture fixture = { 0 };
  gint64 first;
  gint64 selected;
  gint64 last;

  set_up (&fixture);
  scroll_to_middle (&fixture);
  first = get_first (&fixture);
  selected = get_selected (&fixture);
  last = pursuit_query_model_get_id (fixture.model, N_CUSTOMERS + 2);

  rename_customer (&fixture, last, "A first", 0);
  g_assert_cmpint (get_first (&fixture), ==, first);
  g_assert_cmpint (get_selected (&fixture), ==, selected);
  g_assert_cmpint (pursuit_customer_list_get_selected (fixture.base.list), ==, selected);

  rename_customer (&fixture, last, "Z last", N_CUSTOMERS + 3);
  g_assert_cmpint (get_first (&fixture), ==, first);
  g_assert_cmpint (get_selected (&fixture), ==, selected);
  tear_down (&fixture);
}

/* The selected one is renamed and goes elsewhere: it stays selected, the place stays too. */
static void
test_selected_stays_when_renamed (void)
{
  Fixture fixture = { 0 };
  gint64 first;
  gint64 selected;

  set_up (&fixture);
  scroll_to_middle (&fixture);
  first = get_first (&fixture);
  selected = get_selected (&fixture);
  rename_customer (&fixture, selected, "Z last", N_CUSTOMERS + 3);
  g_assert_cmpint (get_selected (&fixture), ==, selected);
  g_assert_cmpint (pursuit_dossier_page_get_id (fixture.base.dossier), ==, selected);
  g_assert_cmpint (get_first (&fixture), ==, first);
  tear_down (&fixture);
}

/* So many change that the list is asked anew: every second customer goes to the end. */
static gpointer
shuffle_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  const gint64 *odd = data;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, store, error));
  for (gint64 id = 5; id < N_CUSTOMERS; id++)
    {
      g_autoptr(PursuitRecord) customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, id, error);
      g_autofree char *name = g_strdup_printf ("M%03d", (int) id);

      if (id % 2 != *odd % 2)
        continue;
      g_object_set (customer, "name", name, NULL);
      g_assert_true (pursuit_store_update (store, customer, error));
    }
  g_assert_true (pursuit_tx_commit (&tx, error));

  return NULL;
}

static void
test_place_stays_when_read_anew (void)
{
  Fixture fixture = { 0 };
  gint64 first;
  gint64 selected;
  gint64 odd;

  set_up (&fixture);
  scroll_to_middle (&fixture);
  gtk_single_selection_set_selected (fixture.selection, pursuit_query_model_find (fixture.model, get_first (&fixture)) + 2);
  first = get_first (&fixture);
  selected = get_selected (&fixture);
  odd = first + 1;
  ui_call (&fixture.base.base, shuffle_job, &odd);
  pursuit_query_model_refresh (fixture.model);
  ui_wait_until (is_placed, &(Place) { fixture.model, first, pursuit_query_model_find (fixture.model, first) / 2 + 1 });
  wait_frames (&fixture);
  g_assert_cmpint (get_first (&fixture), ==, first);
  g_assert_cmpint (get_selected (&fixture), ==, selected);
  tear_down (&fixture);
}

/* Who is at the top sees what comes on top. */
static void
test_top_stays_at_top (void)
{
  Fixture fixture = { 0 };
  gint64 last;

  set_up (&fixture);
  last = pursuit_query_model_get_id (fixture.model, N_CUSTOMERS + 2);
  rename_customer (&fixture, last, "A first", 0);
  g_assert_cmpint (get_first (&fixture), ==, last);
  tear_down (&fixture);
}

/* ---- what is on its way ---- */

/* The worker, held up. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean is_released;
} Gate;

static gpointer
wait_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->is_released)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);

  return NULL;
}

static void
close_gate (Fixture *fixture,
            Gate    *gate)
{
  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->cond);
  gate->is_released = FALSE;
  pursuit_worker_call_async (fixture->base.base.worker, wait_job, gate, NULL, NULL, NULL, NULL, NULL);
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->is_released = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static gboolean
says_something (gpointer data)
{
  return pursuit_list_status_get_sentence (data) != NULL;
}

static void
test_waiting_is_said (void)
{
  Fixture fixture = { 0 };
  Gate gate;
  g_autoptr(PursuitQueryModel) model = NULL;
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  PursuitListStatus *status;

  set_up (&fixture);
  status = PURSUIT_LIST_STATUS (g_object_ref_sink (g_object_new (PURSUIT_TYPE_LIST_STATUS, NULL)));
  model = pursuit_query_model_new (fixture.base.base.worker);
  pursuit_list_status_set_model (status, model);
  g_assert_false (pursuit_list_status_is_needed (status));
  close_gate (&fixture, &gate);
  pursuit_query_model_set_query (model, query);
  g_assert_true (pursuit_list_status_is_needed (status));
  g_assert_null (pursuit_list_status_get_sentence (status));
  ui_wait_until (says_something, status);
  g_assert_cmpstr (pursuit_list_status_get_sentence (status), ==, "Reading the list…");
  pursuit_worker_set_slow (fixture.base.base.worker, TRUE);
  g_assert_cmpstr (pursuit_list_status_get_sentence (status), ==, "Somebody else is saving just now; the list follows.");
  pursuit_worker_set_slow (fixture.base.base.worker, FALSE);
  g_assert_cmpstr (pursuit_list_status_get_sentence (status), ==, "Reading the list…");

  open_gate (&gate);
  ui_wait_until (lists_all, model);
  g_assert_false (pursuit_list_status_is_needed (status));
  g_assert_null (pursuit_list_status_get_sentence (status));
  g_object_unref (status);
  g_clear_object (&model);
  tear_down (&fixture);
}

static gboolean
is_needless (gpointer data)
{
  return !pursuit_list_status_is_needed (data);
}

/* A question that nobody could answer is asked again on request. */
static void
test_problem_offers_to_try_again (void)
{
  Fixture fixture = { 0 };
  g_autoptr(PursuitWorker) closed = pursuit_worker_new ();
  g_autoptr(PursuitQueryModel) model = pursuit_query_model_new (closed);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  PursuitListStatus *status;

  set_up (&fixture);
  status = PURSUIT_LIST_STATUS (g_object_ref_sink (g_object_new (PURSUIT_TYPE_LIST_STATUS, NULL)));
  pursuit_list_status_set_model (status, model);
  pursuit_query_model_set_query (model, query);
  ui_wait_until (says_something, status);
  g_assert_cmpstr (pursuit_list_status_get_sentence (status), ==, "No database is open.");

  ui_open (closed, fixture.base.base.path, PURSUIT_STORE_NONE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (status), "list-status.try-again", NULL));
  ui_wait_until (lists_all, model);
  ui_wait_until (is_needless, status);
  g_object_unref (status);
  g_clear_object (&model);
  ui_end_worker (g_steal_pointer (&closed));
  tear_down (&fixture);
}

static gboolean
is_skeleton (Fixture *fixture,
             gboolean expected)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (row != NULL && pursuit_customer_row_get_row (PURSUIT_CUSTOMER_ROW (row)) != NULL &&
          gtk_widget_has_css_class (row, "skeleton") == expected)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_filled (gpointer data)
{
  return !is_skeleton (data, TRUE);
}

/* Rows of which only the number is known look so, and sound so, until the rest is there. */
static void
test_rows_on_their_way_look_so (void)
{
  Fixture fixture = { 0 };
  Gate gate;
  GtkAdjustment *adjustment;

  set_up (&fixture);
  ui_wait_until (is_filled, &fixture);
  close_gate (&fixture, &gate);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.view));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  wait_frames (&fixture);
  g_assert_true (is_skeleton (&fixture, TRUE));

  open_gate (&gate);
  ui_wait_until (is_filled, &fixture);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/lists/place/stays-when-others-move", test_place_stays_when_others_move);
  g_test_add_func ("/ui/lists/place/stays-when-read-anew", test_place_stays_when_read_anew);
  g_test_add_func ("/ui/lists/place/top-stays-at-top", test_top_stays_at_top);
  g_test_add_func ("/ui/lists/selection/stays-when-renamed", test_selected_stays_when_renamed);
  g_test_add_func ("/ui/lists/waiting/is-said", test_waiting_is_said);
  g_test_add_func ("/ui/lists/problem/offers-to-try-again", test_problem_offers_to_try_again);
  g_test_add_func ("/ui/lists/rows/on-their-way-look-so", test_rows_on_their_way_look_so);

  return g_test_run ();
}
