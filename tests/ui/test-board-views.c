/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "board-fixture.h"
#include "pursuit-board-page-private.h"
#include "pursuit-closed-deal-row.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal-pane.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-page.h"
#include "pursuit-preferences.h"
#include "pursuit-process.h"
#include "pursuit-product.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"

/* The same deals by stage, seller, region and product line; folded lanes, filters, and the figures below. */

static gint64
create (PursuitDesk *desk,
        gpointer     record)
{
  g_autoptr(PursuitRecord) owned = PURSUIT_RECORD (record);
  GError *error = NULL;

  pursuit_records_create (desk, owned, NULL, &error);
  g_assert_no_error (error);

  return owned->id;
}

static void
add_deal (PursuitDesk *desk,
          gint64       customer_id,
          const char  *title,
          int          position,
          gint64       owner_id,
          gint64       product_id)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", customer_id, "title", title, "amount",
                                              (gint64) 100000000, "owner-id", owner_id, "product-id", product_id,
                                              "expected-close", "2026-05-04", NULL);
  GError *error = NULL;

  pursuit_deals_create (desk, deal, position, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  gint64 ines, oda, mill, harbour, drive, press;

  pursuit_time_set_now (BOARD_NOW - 3 * BOARD_DAY);
  ines = create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Ines Wallow", NULL));
  oda = create (desk, g_object_new (PURSUIT_TYPE_STAFF, "name", "Oda Brack", NULL));
  mill = create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Millworks", "region", "North", NULL));
  harbour = create (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Old Harbour", NULL));
  drive = create (desk, g_object_new (PURSUIT_TYPE_PRODUCT, "name", "Crane drive", "series", "Drives", NULL));
  press = create (desk, g_object_new (PURSUIT_TYPE_PRODUCT, "name", "Press", NULL));
  add_deal (desk, mill, "Press line", 1, ines, press);
  add_deal (desk, mill, "Mill refit", 3, oda, 0);
  add_deal (desk, harbour, "Quay crane", 2, ines, drive);
  pursuit_time_set_now (BOARD_NOW);
}

static void
set_up (BoardFixture  *self,
        gconstpointer  data)
{
  board_set_up_with (self, fill);
  g_signal_connect_object (self->base.worker, "news", G_CALLBACK (pursuit_page_handle_news), self->page,
                           G_CONNECT_SWAPPED);
}

static PursuitBoardPage *
get_page (BoardFixture *self)
{
  return PURSUIT_BOARD_PAGE (self->page);
}

/* Every lane with its deals, as one string. */
static char *
dup_board (BoardFixture *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < get_page (self)->lanes->len; i++)
    {
      PursuitBoardLane *lane = g_ptr_array_index (get_page (self)->lanes, i);
      g_autofree char *deals = board_dup_lane (self, pursuit_board_lane_get_position (lane));

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", pursuit_board_lane_get_label (lane), deals);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  BoardFixture *fixture;
  const char *expected;
} BoardCondition;

static gboolean
board_is (gpointer data)
{
  BoardCondition *condition = data;
  g_autofree char *text = dup_board (condition->fixture);

  return g_str_equal (text, condition->expected);
}

static void
wait_for_board (BoardFixture *self,
                const char   *expected)
{
  BoardCondition condition = { self, expected };

  ui_wait_until (board_is, &condition);
}

static void
group (BoardFixture *self,
       const char   *by)
{
  gtk_widget_activate_action (self->page, "board.grouping", "s", by);
  ui_wait_until (board_is_ready, self->page);
  ui_settle ();
}

static void
test_groups (BoardFixture  *self,
             gconstpointer  data)
{
  group (self, "seller");
  wait_for_board (self, "Ines Wallow: Press line|Quay crane; Oda Brack: Mill refit");
  group (self, "region");
  wait_for_board (self, "North: Press line|Mill refit; No region: Quay crane");
  group (self, "product");
  wait_for_board (self, "Drives: Quay crane; Press: Press line; No product: Mill refit");
  group (self, "stage");
  g_assert_cmpuint (get_page (self)->lanes->len, ==, 8);
  board_assert_lane (self, 3, "Mill refit");
}

/* In a lane of another kind, a move goes from the stage where the deal stands. */
static void
test_group_keeps_moves (BoardFixture  *self,
                        gconstpointer  data)
{
  gint64 id;

  group (self, "seller");
  id = board_focus_card (self, 1, 1);
  gtk_widget_activate_action (self->page, "card.menu", NULL);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (get_page (self)->move_menu)), ==, 7);
  g_assert_cmpint (board_load_position (self, id), ==, 2);
}

static gboolean
was_told (gpointer data)
{
  return ((BoardFixture *) data)->said->len > 0;
}

static gint64
find_deal (BoardFixture *self,
           int           lane,
           guint         at)
{
  return pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, lane, at)));
}

/* Another seller, and nothing else: neither the days in the stage nor the process begin anew. */
static void
test_drop_changes_seller (BoardFixture  *self,
                          gconstpointer  data)
{
  g_autoptr(PursuitDeal) before = NULL;
  g_autoptr(PursuitDeal) after = NULL;
  gint64 id;

  group (self, "seller");
  id = find_deal (self, 1, 0);
  before = board_load_deal (self, id);
  gtk_widget_activate_action (self->page, "board.give", "(xi)", id, 2);
  wait_for_board (self, "Ines Wallow: Quay crane; Oda Brack: Press line|Mill refit");
  ui_wait_until (was_told, self);
  g_assert_cmpstr (self->said->str, ==, "“Press line”: now Oda Brack\n");
  after = board_load_deal (self, id);
  g_assert_cmpint (after->owner_id, !=, before->owner_id);
  g_assert_cmpint (after->stage_id, ==, before->stage_id);
  g_assert_cmpint (after->stage_entered_at, ==, before->stage_entered_at);
  g_assert_cmpint (after->gap, ==, before->gap);
}

static void
test_drop_changes_product (BoardFixture  *self,
                           gconstpointer  data)
{
  g_autoptr(PursuitDeal) deal = NULL;
  gint64 id;

  group (self, "product");
  id = find_deal (self, 3, 0);
  gtk_widget_activate_action (self->page, "board.give", "(xi)", id, 1);
  wait_for_board (self, "Drives: Mill refit|Quay crane; Press: Press line");
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->product_id, !=, 0);
}

/* A region belongs to the customer: nothing happens, whatever asks for it. */
static void
test_region_takes_no_drop (BoardFixture  *self,
                           gconstpointer  data)
{
  group (self, "region");
  gtk_widget_activate_action (self->page, "board.give", "(xi)", find_deal (self, 1, 0), 2);
  ui_settle ();
  wait_for_board (self, "North: Press line|Mill refit; No region: Quay crane");
  g_assert_cmpuint (self->said->len, ==, 0);
}

/* A lane's fold is kept with its grouping, and comes back with it. */
static void
test_folds_by_grouping (BoardFixture  *self,
                        gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (board_find_lane (self, 2)), "lane.fold", NULL);
  group (self, "seller");
  g_assert_false (pursuit_board_lane_get_folded (board_find_lane (self, 2)));
  gtk_widget_activate_action (GTK_WIDGET (board_find_lane (self, 1)), "lane.fold", NULL);
  group (self, "stage");
  g_assert_false (pursuit_board_lane_get_folded (board_find_lane (self, 1)));
  g_assert_true (pursuit_board_lane_get_folded (board_find_lane (self, 2)));
  group (self, "seller");
  g_assert_true (pursuit_board_lane_get_folded (board_find_lane (self, 1)));
}

/* The keys pass a folded lane over; a number opens it. */
static void
test_keys_over_folded_lanes (BoardFixture  *self,
                             gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (board_find_lane (self, 2)), "lane.fold", NULL);
  board_focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "board.step", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 3)), ==, 0);
  g_assert_true (pursuit_board_lane_get_folded (board_find_lane (self, 2)));

  gtk_widget_activate_action (self->page, "board.go-to-lane", "i", 2);
  g_assert_false (pursuit_board_lane_get_folded (board_find_lane (self, 2)));
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 2)), ==, 0);
}

/* Folded to a strip, whose name says what the lane would. */
static void
test_folded_lane_is_narrow (BoardFixture  *self,
                            gconstpointer  data)
{
  PursuitBoardLane *lane = board_find_lane (self, 2);
  int open, folded;

  gtk_widget_measure (GTK_WIDGET (lane), GTK_ORIENTATION_HORIZONTAL, -1, &open, NULL, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (lane), "lane.fold", NULL);
  gtk_widget_measure (GTK_WIDGET (lane), GTK_ORIENTATION_HORIZONTAL, -1, &folded, NULL, NULL, NULL);
  g_assert_cmpint (folded, >, 0);
  g_assert_cmpint (folded, <, open / 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (lane), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Customer visit and first survey");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_root_get_focus (GTK_ROOT (self->window))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Unfold “Customer visit and first survey”");
}

static gpointer
park_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(PursuitRecord) deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, *(gint64 *) data,
                                                      error);
  g_auto(PursuitTx) tx = { NULL };

  g_object_set (deal, "parked-until", "2026-04-15", "parked-reason", "Budget frozen", NULL);
  return GINT_TO_POINTER (pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) &&
                          pursuit_store_update (pursuit_desk_get_store (desk), deal, error) &&
                          pursuit_tx_commit (&tx, error));
}

static gpointer
fall_behind_job (PursuitDesk   *desk,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(PursuitRecord) deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, *(gint64 *) data,
                                                      error);
  g_auto(PursuitTx) tx = { NULL };

  g_object_set (deal, "gap", (gint64) -2, NULL);
  return GINT_TO_POINTER (pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) &&
                          pursuit_store_update (pursuit_desk_get_store (desk), deal, error) &&
                          pursuit_tx_commit (&tx, error));
}

/* What is parked stays on the board, can be asked for alone, and is counted below. */
static void
test_parked_can_be_asked_for (BoardFixture  *self,
                              gconstpointer  data)
{
  GtkWidget *target = board_find_with_class (self->page, "parked");
  gint64 id = find_deal (self, 3, 0);

  ui_call (&self->base, park_job, &id);
  pursuit_page_refresh (PURSUIT_PAGE (self->page));
  g_assert_true (GTK_IS_BUTTON (target));
  g_signal_emit_by_name (target, "clicked");
  board_wait_for_lane (self, 1, "");
  board_wait_for_lane (self, 3, "Mill refit");
  g_signal_emit_by_name (target, "clicked");
  board_wait_for_lane (self, 1, "Press line");
}

/* How dense the cards are is chosen in the board's menu, and kept. */
static void
test_density (BoardFixture  *self,
              gconstpointer  data)
{
  g_autofree char *kept = NULL;

  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (board_find_card (self, 1, 0)), "compact"));
  gtk_widget_activate_action (self->page, "board.density", "s", "compact");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (board_find_card (self, 1, 0)), "compact"));
  kept = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "board-density");
  g_assert_cmpstr (kept, ==, "compact");

  /* The next lanes have it too. */
  group (self, "seller");
  wait_for_board (self, "Ines Wallow: Press line|Quay crane; Oda Brack: Mill refit");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (board_find_card (self, 1, 0)), "compact"));
}

static gboolean
has_forecast (gpointer data)
{
  BoardFixture *self = data;
  GtkWidget *forecast = ui_find_type (self->page, PURSUIT_TYPE_FORECAST);
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (forecast, text);
  return g_str_equal (text->str, "First quarter|signed 0|expected 0|¥0|Year 2026|signed 0|expected 600 K|¥600 K");
}

/* Three deals of a million with 10, 20 and 30 percent are to close in May. */
static void
test_forecast (BoardFixture  *self,
               gconstpointer  data)
{
  ui_wait_until (has_forecast, self);
}

/* The toggle of a filter, by what it says. */
static GtkWidget *
find_toggle (GtkWidget  *below,
             const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (below))
    {
      g_autoptr(GString) text = g_string_new (NULL);

      board_collect_labels (below, text);
      if (g_str_has_prefix (text->str, label))
        return below;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_toggle (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  GtkWidget *widget;
  const char *text;
} LabelCondition;

static gboolean
says (gpointer data)
{
  LabelCondition *condition = data;
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (condition->widget, text);
  return g_str_equal (text->str, condition->text);
}

/* A filter shows how many deals it finds before it is chosen, and then these. */
static void
test_misaligned_are_counted (BoardFixture  *self,
                             gconstpointer  data)
{
  GtkWidget *toggle = find_toggle (self->page, "Misaligned");
  LabelCondition one = { toggle, "Misaligned|1" };
  gint64 id = find_deal (self, 3, 0);

  ui_call (&self->base, fall_behind_job, &id);
  pursuit_page_refresh (PURSUIT_PAGE (self->page));
  ui_wait_until (says, &one);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, "Misaligned, 1 deal");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  board_wait_for_lane (self, 1, "");
  board_wait_for_lane (self, 3, "Mill refit");
  gtk_widget_activate_action (self->page, "board.clear-filters", NULL);
  board_wait_for_lane (self, 1, "Press line");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
}

/* A window that is too narrow for a filter has it under "More Filters". */
static void
test_filters_give_way (BoardFixture  *self,
                       gconstpointer  data)
{
  GtkWidget *filters = ui_find_type (self->page, PURSUIT_TYPE_BOARD_FILTERS);
  GtkWidget *toggle = find_toggle (self->page, "Stalled");
  int narrow, wide;

  gtk_widget_measure (filters, GTK_ORIENTATION_HORIZONTAL, -1, &narrow, &wide, NULL, NULL);
  g_assert_cmpint (narrow, <, wide / 2);
  gtk_widget_allocate (filters, wide, 40, -1, NULL);
  ui_settle ();
  g_assert_null (gtk_widget_get_ancestor (toggle, GTK_TYPE_POPOVER));
  gtk_widget_allocate (filters, narrow, 40, -1, NULL);
  ui_settle ();
  g_assert_nonnull (gtk_widget_get_ancestor (toggle, GTK_TYPE_POPOVER));
}

/* What is dropped where is said while a card is on its way, and the forecast makes room for it. */
static void
test_drag_lights_targets (BoardFixture  *self,
                          gconstpointer  data)
{
  GtkWidget *parked = board_find_with_class (self->page, "parked");
  GtkWidget *forecast = ui_find_type (self->page, PURSUIT_TYPE_FORECAST);

  g_signal_emit_by_name (board_find_lane (self, 1), "dragging", TRUE);
  board_assert_labels (parked, "Drop here: parked|You say why, and until when");
  g_assert_false (gtk_widget_get_visible (forecast));
  g_signal_emit_by_name (board_find_lane (self, 1), "dragging", FALSE);
  board_assert_labels (parked, "Parked|0 deals · ¥0");
  g_assert_true (gtk_widget_get_visible (forecast));
}

static gpointer
win_long_ago_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(PursuitRecord) deal = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, *(gint64 *) data,
                                                      error);
  g_auto(PursuitTx) tx = { NULL };

  g_object_set (deal, "status", (gint64) PURSUIT_DEAL_WON, "closed-on", "2025-06-30", NULL);
  return GINT_TO_POINTER (pursuit_tx_begin (&tx, pursuit_desk_get_store (desk), error) &&
                          pursuit_store_update (pursuit_desk_get_store (desk), deal, error) &&
                          pursuit_tx_commit (&tx, error));
}

static gboolean
lists_deal (gpointer dialog)
{
  GtkWidget *row = ui_find_type (dialog, PURSUIT_TYPE_CLOSED_DEAL_ROW);
  g_autoptr(GString) text = g_string_new (NULL);

  if (row != NULL)
    board_collect_labels (row, text);
  return strstr (text->str, "Mill refit") != NULL;
}

/* What was won long ago and never handed over is still asked for. */
static void
test_not_handed_over_are_listed (BoardFixture  *self,
                                 gconstpointer  data)
{
  gint64 id = find_deal (self, 3, 0);

  ui_call (&self->base, win_long_ago_job, &id);
  gtk_widget_activate_action (self->page, "board.show-closed", "s", "unaccepted");
  ui_wait_until (lists_deal, board_find_dialog (self));
  gtk_window_destroy (GTK_WINDOW (board_find_dialog (self)));
}

static gpointer
second_process_job (PursuitDesk   *desk,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) process = g_object_new (PURSUIT_TYPE_PROCESS, "code", "care", "name", "Care", "version",
                                                   (gint64) 1, "state", (gint64) PURSUIT_PROCESS_PUBLISHED, NULL);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, store, error));
  g_assert_true (pursuit_store_insert (store, process, error));
  for (int i = 1; i <= 2; i++)
    {
      g_autoptr(PursuitRecord) stage = g_object_new (PURSUIT_TYPE_STAGE, "process-id", process->id, "position", (gint64) i,
                                                     "name", i == 1 ? "Offer" : "Signed", "buyer-name", "Thinks", "probability", (gint64) 50 * i,
                                                     "type", (gint64) (i == 1 ? PURSUIT_STAGE_OPEN : PURSUIT_STAGE_WON),
                                                     NULL);

      g_assert_true (pursuit_store_insert (store, stage, error));
    }
  g_assert_true (pursuit_tx_commit (&tx, error));

  return g_strdup_printf ("%" G_GINT64_FORMAT, process->id);
}

static gboolean
has_choice (gpointer page)
{
  return gtk_widget_get_visible (GTK_WIDGET (PURSUIT_BOARD_PAGE (page)->process_button));
}

/* Another process has other lanes, and its own folds. */
static void
test_processes_side_by_side (BoardFixture  *self,
                             gconstpointer  data)
{
  PursuitBoardPage *page = get_page (self);
  g_autofree char *id = NULL;
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, page->process_id);

  gtk_widget_activate_action (GTK_WIDGET (board_find_lane (self, 2)), "lane.fold", NULL);
  id = ui_call (&self->base, second_process_job, NULL);
  pursuit_process_button_read (page->process_button, page->worker);
  ui_wait_until (has_choice, page);

  gtk_widget_activate_action (self->page, "board.process", "s", id);
  ui_wait_until (board_is_ready, self->page);
  wait_for_board (self, "Offer: ; Signed: ");
  g_assert_false (pursuit_board_lane_get_folded (board_find_lane (self, 2)));
  g_assert_cmpstr (pursuit_process_button_get_label (page->process_button), ==, "Care v1");

  gtk_widget_activate_action (self->page, "board.process", "s", first);
  ui_wait_until (board_is_ready, self->page);
  board_wait_for_lane (self, 1, "Press line");
  g_assert_true (pursuit_board_lane_get_folded (board_find_lane (self, 2)));
}

typedef struct
{
  BoardFixture *fixture;
  const char *title;
} Shown;

static gboolean
pane_shows (gpointer data)
{
  Shown *shown = data;
  GtkWidget *pane = ui_find_type (shown->fixture->page, PURSUIT_TYPE_DEAL_PANE);
  GtkLabel *title = pane != NULL ? GTK_LABEL (gtk_widget_get_template_child (pane, PURSUIT_TYPE_DEAL_PANE, "title")) : NULL;

  return title != NULL && gtk_widget_get_mapped (GTK_WIDGET (title)) && g_str_equal (gtk_label_get_label (title), shown->title);
}

static gpointer
rename_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PursuitRecord) before = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, *(gint64 *) data, error);
  g_autoptr(PursuitRecord) after = pursuit_record_copy (before);

  g_object_set (after, "title", "Renamed", NULL);
  g_assert_true (pursuit_records_save (desk, before, after, NULL, error));
  return NULL;
}

/* Details beside the board: they follow the card with the focus and the news, and closing them leads back to the card. */
static void
test_details_beside_the_board (BoardFixture  *self,
                               gconstpointer  data)
{
  Shown press = { self, "Press line" };
  Shown crane = { self, "Quay crane" };
  Shown renamed = { self, "Renamed" };
  gint64 id;

  g_assert_null (ui_find_type (self->page, PURSUIT_TYPE_DEAL_PANE));
  board_focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "board.details", NULL);
  ui_wait_until (pane_shows, &press);
  id = board_focus_card (self, 2, 0);
  ui_wait_until (pane_shows, &crane);
  ui_call (&self->base, rename_job, &id);
  pursuit_worker_poll (self->base.worker);
  ui_wait_until (pane_shows, &renamed);

  g_assert_true (gtk_widget_child_focus (ui_find_type (self->page, PURSUIT_TYPE_DEAL_PANE), GTK_DIR_TAB_FORWARD));
  gtk_widget_activate_action (self->page, "board.close-details", NULL);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 2)), ==, 0);
  g_assert_false (pane_shows (&renamed));
}

static void
add (const char *path,
     void        (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, set_up, test, board_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/board/grouping/shows-other-lanes", test_groups);
  add ("/ui/board/grouping/keeps-moves", test_group_keeps_moves);
  add ("/ui/board/grouping/drop-changes-seller-alone", test_drop_changes_seller);
  add ("/ui/board/grouping/drop-changes-product", test_drop_changes_product);
  add ("/ui/board/grouping/region-takes-no-drop", test_region_takes_no_drop);
  add ("/ui/board/fold/is-kept-by-grouping", test_folds_by_grouping);
  add ("/ui/board/fold/is-passed-over-by-keys", test_keys_over_folded_lanes);
  add ("/ui/board/fold/leaves-a-strip", test_folded_lane_is_narrow);
  add ("/ui/board/parked/can-be-asked-for-alone", test_parked_can_be_asked_for);
  add ("/ui/board/density/is-kept", test_density);
  add ("/ui/board/forecast/sums-up", test_forecast);
  add ("/ui/board/filters/count", test_misaligned_are_counted);
  add ("/ui/board/filters/give-way", test_filters_give_way);
  add ("/ui/board/drag/lights-targets", test_drag_lights_targets);
  add ("/ui/board/handover/is-asked-for", test_not_handed_over_are_listed);
  add ("/ui/board/processes/side-by-side", test_processes_side_by_side);
  add ("/ui/board/details/beside-the-board", test_details_beside_the_board);

  return g_test_run ();
}
