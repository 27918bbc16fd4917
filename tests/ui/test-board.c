/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-board-lane.h"
#include "pursuit-board-page.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal-card.h"
#include "pursuit-deals.h"
#include "pursuit-end-target.h"
#include "pursuit-enums.h"
#include "pursuit-filter-button.h"
#include "pursuit-org-unit.h"
#include "pursuit-page.h"
#include "pursuit-preferences.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"
#include "ui-fixture.h"

/* Noon of 17 March 2026. */
#define NOW G_GINT64_CONSTANT (1773748800000000)
#define DAY (24 * G_TIME_SPAN_HOUR)

/* A board in a window, whose toasts and offers are written down. */
typedef struct
{
  UiFixture base;
  GtkWidget *window;
  GtkWidget *page;
  GString *said;
  gint64 offered_id;
} BoardFixture;

static gint64
add_customer (PursuitDesk *desk,
              const char  *name)
{
  g_autoptr(PursuitCustomer) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  GError *error = NULL;

  pursuit_records_create (desk, PURSUIT_RECORD (customer), NULL, &error);
  g_assert_no_error (error);

  return PURSUIT_RECORD (customer)->id;
}

static void
add_deal (PursuitDesk *desk,
          gint64       customer_id,
          const char  *title,
          int          position,
          gint64       amount,
          const char  *next_step,
          const char  *next_step_on)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", customer_id, "title", title, "amount",
                                              amount, "next-step", next_step, "next-step-on", next_step_on, NULL);
  GError *error = NULL;

  pursuit_deals_create (desk, deal, position, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  gint64 mill = add_customer (desk, "Millworks");
  gint64 harbour = add_customer (desk, "Old Harbour");

  /* So long ago that it has stalled. */
  pursuit_time_set_now (NOW - 300 * DAY);
  add_deal (desk, harbour, "Quay crane", 2, 500000000, NULL, NULL);
  pursuit_time_set_now (NOW - 3 * DAY);
  add_deal (desk, mill, "Press line", 1, 1250000000, "Call the buyer", "2026-03-13");
  add_deal (desk, mill, "Mill refit", 1, 30000000, "Send the offer", "2026-03-18");
  add_deal (desk, harbour, "Dredger", 4, 100, "Demonstration", "2026-04-20");
  pursuit_time_set_now (NOW);
}

static void
say_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  BoardFixture *self = user_data;
  const char *text;

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    text = g_variant_get_string (parameter, NULL);
  else
    g_variant_get (parameter, "(&sx)", &text, &self->offered_id);
  g_string_append_printf (self->said, "%s\n", text);
}

static gboolean
is_ready (gpointer page)
{
  return pursuit_page_get_ready (page);
}

static void
set_up_with (BoardFixture *self,
             void        (*filler) (PursuitDesk *desk))
{
  const GActionEntry entries[] = { { "toast", say_cb, "s", NULL, NULL }, { "offer-undo", say_cb, "(sx)", NULL, NULL } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_object_set (pursuit_preferences_get_default (), "board-folded-lanes", g_variant_new_array (G_VARIANT_TYPE_INT32, NULL, 0),
                "board-density", "comfortable", NULL);
  ui_fixture_set_up (&self->base, filler);
  self->said = g_string_new (NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1600, 900);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
  self->page = g_object_new (PURSUIT_TYPE_BOARD_PAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), self->base.worker);
  ui_wait_until (is_ready, self->page);
  ui_settle ();
}

static void
set_up (BoardFixture  *self,
        gconstpointer  data)
{
  set_up_with (self, fill);
}

static void
set_up_empty (BoardFixture  *self,
              gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  set_up_with (self, NULL);
}

static void
tear_down (BoardFixture  *self,
           gconstpointer  data)
{
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  ui_fixture_tear_down (&self->base);
  g_string_free (self->said, TRUE);
  pursuit_time_set_now (0);
}

static PursuitBoardLane *
find_lane_below (GtkWidget *below,
                 int        position)
{
  if (PURSUIT_IS_BOARD_LANE (below))
    return pursuit_board_lane_get_position (PURSUIT_BOARD_LANE (below)) == position ? PURSUIT_BOARD_LANE (below) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      PursuitBoardLane *lane = find_lane_below (child, position);

      if (lane != NULL)
        return lane;
    }

  return NULL;
}

static PursuitBoardLane *
find_lane (BoardFixture *self,
           int           position)
{
  return find_lane_below (self->page, position);
}

/* The deals of a lane as one string. */
static char *
dup_lane (BoardFixture *self,
          int           position)
{
  GListModel *model = G_LIST_MODEL (pursuit_board_lane_get_model (find_lane (self, position)));
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(PursuitRow) row = g_list_model_get_item (model, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  BoardFixture *fixture;
  int position;
  const char *expected;
} LaneCondition;

static gboolean
lane_is (gpointer data)
{
  LaneCondition *condition = data;
  g_autofree char *text = dup_lane (condition->fixture, condition->position);

  return g_str_equal (text, condition->expected);
}

static void
wait_for_lane (BoardFixture *self,
               int           position,
               const char   *expected)
{
  LaneCondition condition = { self, position, expected };

  ui_wait_until (lane_is, &condition);
}

static void
assert_lane (BoardFixture *self,
             int           position,
             const char   *expected)
{
  g_autofree char *text = dup_lane (self, position);

  g_assert_cmpstr (text, ==, expected);
}

/* What the labels below a widget say, from left to right and down. */
static void
collect_labels (GtkWidget *below,
                GString   *text)
{
  if (!gtk_widget_get_visible (below))
    return;
  if (GTK_IS_LABEL (below) && *gtk_label_get_text (GTK_LABEL (below)) != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", gtk_label_get_text (GTK_LABEL (below)));
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_labels (child, text);
}

static void
assert_labels (GtkWidget  *below,
               const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);

  collect_labels (below, text);
  g_assert_cmpstr (text->str, ==, expected);
}

static PursuitDealCard *
find_card (BoardFixture *self,
           int           position,
           guint         at)
{
  PursuitBoardLane *lane = find_lane (self, position);
  PursuitDealCard *card;

  card = pursuit_board_lane_find_card (lane, pursuit_query_model_get_id (pursuit_board_lane_get_model (lane), at));
  g_assert_nonnull (card);

  return card;
}

/* A deal as the database holds it, whatever the window shows. */
static gpointer
load_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_DEAL, *(gint64 *) data, error);
}

static PursuitDeal *
load_deal (BoardFixture *self,
           gint64        id)
{
  return PURSUIT_DEAL (ui_call (&self->base, load_job, &id));
}

static gpointer
stage_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, *(gint64 *) data, error);
}

static int
load_position (BoardFixture *self,
               gint64        deal_id)
{
  g_autoptr(PursuitDeal) deal = load_deal (self, deal_id);
  g_autoptr(PursuitStage) stage = PURSUIT_STAGE (ui_call (&self->base, stage_job, &deal->stage_id));

  return (int) stage->position;
}

static gint64
focus_card (BoardFixture *self,
            int           position,
            guint         at)
{
  g_assert_true (pursuit_board_lane_focus_at (find_lane (self, position), at));

  return pursuit_row_get_id (pursuit_deal_card_get_row (find_card (self, position, at)));
}

static void
test_lanes_show_database (BoardFixture  *self,
                          gconstpointer  data)
{
  assert_lane (self, 1, "Press line|Mill refit");
  assert_lane (self, 2, "Quay crane");
  assert_lane (self, 3, "");
  assert_lane (self, 4, "Dredger");
  g_assert_null (find_lane (self, 9));
}

static void
test_card_says_what_matters (BoardFixture  *self,
                             gconstpointer  data)
{
  assert_labels (GTK_WIDGET (find_card (self, 1, 0)), "Millworks|Press line|¥12.5 M|3 days|overdue 4 days|Call the buyer");
  assert_labels (GTK_WIDGET (find_card (self, 1, 1)), "Millworks|Mill refit|¥300 K|3 days|tomorrow|Send the offer");
  assert_labels (GTK_WIDGET (find_card (self, 2, 0)), "Old Harbour|Quay crane|¥5 M|Stalled 300 d|No next step");
  assert_labels (GTK_WIDGET (find_card (self, 4, 0)), "Old Harbour|Dredger|¥1|3 days|20 Apr|Demonstration");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (find_card (self, 2, 0)))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Old Harbour, Quay crane, ¥5 M, Customer visit and first survey, "
                                       "stalled for 300 days");
}

static gboolean
moved_card_has_focus (gpointer data)
{
  BoardFixture *self = data;

  return pursuit_board_lane_get_focus_at (find_lane (self, 2)) != G_MAXUINT;
}

/* A move is written, offered to be taken back, and the focus goes along with the card. */
static void
test_move_writes_and_follows (BoardFixture  *self,
                              gconstpointer  data)
{
  gint64 id = focus_card (self, 1, 0);

  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  wait_for_lane (self, 2, "Press line|Quay crane");
  assert_lane (self, 1, "Mill refit");
  ui_wait_until (moved_card_has_focus, self);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (find_lane (self, 2)), ==, 0);
  g_assert_cmpint (load_position (self, id), ==, 2);
  g_assert_cmpstr (self->said->str, ==, "“Press line” moved to stage 2\n");
  g_assert_cmpint (self->offered_id, >, 0);
}

static void
test_move_stops_at_ends (BoardFixture  *self,
                         gconstpointer  data)
{
  gint64 id = focus_card (self, 1, 0);

  gtk_widget_activate_action (self->page, "card.move", "i", -1);
  ui_settle ();
  g_assert_cmpint (load_position (self, id), ==, 1);
  g_assert_cmpuint (self->said->len, ==, 0);
}

/* What the service refuses is said as it wrote it, and nothing moves. */
static void
test_refusal_is_said (BoardFixture  *self,
                      gconstpointer  data)
{
  gint64 id = focus_card (self, 1, 0);

  gtk_widget_activate_action (self->page, "card.move-to", "i", 1);
  g_assert_cmpint (load_position (self, id), ==, 1);
  ui_settle ();
  g_assert_cmpstr (self->said->str, ==, "“Press line” already stands in stage 1.\n");
  assert_lane (self, 1, "Press line|Mill refit");
}

static void
test_drop_is_move (BoardFixture  *self,
                   gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (find_card (self, 1, 1)));

  gtk_widget_activate_action (self->page, "board.drop", "(xi)", id, 4);
  wait_for_lane (self, 4, "Mill refit|Dredger");
  g_assert_cmpint (load_position (self, id), ==, 4);
}

static void
test_arrows_cross_lanes (BoardFixture  *self,
                         gconstpointer  data)
{
  focus_card (self, 1, 1);
  gtk_widget_activate_action (self->page, "board.step", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (find_lane (self, 2)), ==, 0);

  /* The empty lane 3 is passed over. */
  gtk_widget_activate_action (self->page, "board.step", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (find_lane (self, 4)), ==, 0);
  gtk_widget_activate_action (self->page, "board.go-to-lane", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (find_lane (self, 1)), ==, 0);
}

static GtkWidget *
find_popover (BoardFixture *self,
              GType         type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_type_is_a (G_OBJECT_TYPE (child), type))
      return child;

  return NULL;
}

/* Everything that a drag can do is in the card's menu, and the menu acts on the card that it was opened over. */
static void
test_menu_moves_its_card (BoardFixture  *self,
                          gconstpointer  data)
{
  gint64 id = focus_card (self, 4, 0);
  GtkWidget *menu;

  gtk_widget_activate_action (self->page, "card.menu", NULL);
  menu = find_popover (self, GTK_TYPE_POPOVER_MENU);
  g_assert_nonnull (menu);
  g_assert_true (gtk_widget_get_visible (menu));
  gtk_widget_activate_action (menu, "card.move-to", "i", 6);
  wait_for_lane (self, 6, "Dredger");
  g_assert_cmpint (load_position (self, id), ==, 6);
}

static GtkWidget *
find_dialog (BoardFixture *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window))
      return l->data;

  return NULL;
}

static GtkWidget *
find_titled (GtkWidget  *below,
             const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (below) &&
      g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (below)), title))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_with_class (GtkWidget  *below,
                 const char *name)
{
  if (gtk_widget_has_css_class (below, name))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_with_class (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows_problem (gpointer dialog)
{
  return gtk_widget_get_visible (find_with_class (dialog, "notice"));
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

static void
confirm (GtkWidget *dialog)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
}

/* Without a reason the service refuses, and the dialog says so in place; with one the deal is lost. */
static void
test_lose_asks_why (BoardFixture  *self,
                    gconstpointer  data)
{
  gint64 id = focus_card (self, 2, 0);
  g_autoptr(PursuitDeal) deal = NULL;
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "card.lose", NULL);
  dialog = find_dialog (self);
  confirm (dialog);
  ui_wait_until (shows_problem, dialog);
  g_assert_cmpint (load_position (self, id), ==, 2);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled (dialog, "Reason")), 1);
  gtk_editable_set_text (GTK_EDITABLE (find_titled (dialog, "In your own words")), "twice ours");
  gtk_editable_set_text (GTK_EDITABLE (find_titled (dialog, "Who got it")), "Northern Cranes");
  confirm (dialog);
  ui_wait_until (has_no_dialog, self);
  wait_for_lane (self, 2, "");

  deal = load_deal (self, id);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_LOST);
  g_assert_cmpstr (deal->lost_reason, ==, "Price: twice ours");
  g_assert_cmpstr (deal->lost_to, ==, "Northern Cranes");
}

static void
test_win_asks_when (BoardFixture  *self,
                    gconstpointer  data)
{
  gint64 id = focus_card (self, 4, 0);
  g_autoptr(PursuitDeal) deal = NULL;
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "card.win", NULL);
  dialog = find_dialog (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (dialog, "Signed on"))), ==, "2026-03-17");
  gtk_editable_set_text (GTK_EDITABLE (find_titled (dialog, "Signed on")), "2026-04-01");
  confirm (dialog);
  ui_wait_until (shows_problem, dialog);

  gtk_editable_set_text (GTK_EDITABLE (find_titled (dialog, "Signed on")), "2026-03-12");
  confirm (dialog);
  ui_wait_until (has_no_dialog, self);
  deal = load_deal (self, id);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_WON);
  g_assert_cmpstr (deal->closed_on, ==, "2026-03-12");
}

static gboolean
has_heading (gpointer data)
{
  BoardFixture *self = data;
  GtkWidget *target = ui_find_type (self->page, PURSUIT_TYPE_END_TARGET);
  g_autoptr(GString) text = g_string_new (NULL);

  collect_labels (target, text);
  return g_str_equal (text->str, "Won|This quarter 1 deal · ¥12.5 M");
}

static gpointer
win_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return GINT_TO_POINTER (pursuit_deals_win (desk, *(gint64 *) data, NULL, error));
}

/* What somebody else does is seen without asking: card, head and quarter. */
static void
test_follows_news (BoardFixture  *self,
                   gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (find_card (self, 1, 0)));

  g_signal_connect_object (self->base.worker, "news", G_CALLBACK (pursuit_page_handle_news), self->page,
                           G_CONNECT_SWAPPED);
  ui_call (&self->base, win_job, &id);
  pursuit_worker_poll (self->base.worker);
  wait_for_lane (self, 1, "Mill refit");
  ui_wait_until (has_heading, self);
}

/* Menus have stacks as well. */
static GtkStack *
find_states (BoardFixture *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_STACK (child))
      return GTK_STACK (child);

  g_assert_not_reached ();
}

static gboolean
shows_nothing (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (find_states (data)), "nothing");
}

static gboolean
shows_lanes (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (find_states (data)), "lanes");
}

static void
test_filters_narrow (BoardFixture  *self,
                     gconstpointer  data)
{
  GtkWidget *search = ui_find_type (self->page, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), "harbour");
  wait_for_lane (self, 1, "");
  assert_lane (self, 2, "Quay crane");
  gtk_editable_set_text (GTK_EDITABLE (search), "no such thing");
  ui_wait_until (shows_nothing, self);
  gtk_widget_activate_action (self->page, "board.clear-filters", NULL);
  ui_wait_until (shows_lanes, self);
  wait_for_lane (self, 1, "Press line|Mill refit");

  gtk_widget_activate_action (self->page, "board.order", "s", "amount");
  wait_for_lane (self, 1, "Press line|Mill refit");
  gtk_widget_activate_action (self->page, "board.order", "s", "name");
  wait_for_lane (self, 1, "Mill refit|Press line");
}

static void
test_fold_is_remembered (BoardFixture  *self,
                         gconstpointer  data)
{
  g_autoptr(GVariant) folded = NULL;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (find_lane (self, 3)), "lane.fold", NULL);
  g_assert_true (pursuit_board_lane_get_folded (find_lane (self, 3)));
  g_object_get (pursuit_preferences_get_default (), "board-folded-lanes", &folded, NULL);
  text = g_variant_print (folded, FALSE);
  g_assert_cmpstr (text, ==, "[3]");
}

static void
test_empty_says_what_to_do (BoardFixture  *self,
                            gconstpointer  data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (find_states (self)), ==, "empty");
}

/* Without the right nothing can be moved, neither by action nor by drop. */
static void
test_read_only_moves_nothing (BoardFixture  *self,
                              gconstpointer  data)
{
  g_autoptr(PursuitWorker) worker = pursuit_worker_new ();
  g_autoptr(PursuitWorker) first = self->base.worker;
  gint64 id;

  pursuit_worker_shut_down (first);
  self->base.worker = g_object_ref (worker);
  ui_open (worker, self->base.path, PURSUIT_STORE_READ_ONLY);
  pursuit_page_set_worker (PURSUIT_PAGE (self->page), worker);
  ui_wait_until (is_ready, self->page);
  ui_settle ();

  id = focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  gtk_widget_activate_action (self->page, "board.drop", "(xi)", id, 3);
  gtk_widget_activate_action (self->page, "card.win", NULL);
  ui_settle ();
  g_assert_null (find_dialog (self));
  g_assert_cmpuint (self->said->len, ==, 0);
  g_assert_cmpint (load_position (self, id), ==, 1);
}

static void
fill_many (PursuitDesk *desk)
{
  gint64 mill = add_customer (desk, "Millworks");

  pursuit_time_set_now (NOW);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *title = g_strdup_printf ("Part %u", i);

      add_deal (desk, mill, title, 1, 100, NULL, NULL);
    }
}

static void
set_up_many (BoardFixture  *self,
             gconstpointer  data)
{
  set_up_with (self, fill_many);
}

static guint
count_type (GtkWidget *below,
            GType      type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (below), type);

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);

  return n;
}

static gboolean
has_300 (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pursuit_board_lane_get_model (find_lane (data, 1)))) == 300;
}

/* A lane that nobody scrolls has few cards, and a card few widgets; the last one can still be reached. */
static void
test_widgets_stay_few (BoardFixture  *self,
                       gconstpointer  data)
{
  ui_wait_until (has_300, self);
  ui_settle ();
  g_assert_cmpuint (count_type (self->page, PURSUIT_TYPE_DEAL_CARD), <=, 40);
  g_assert_cmpuint (count_type (GTK_WIDGET (find_card (self, 1, 0)), GTK_TYPE_WIDGET), <=, 8);

  g_assert_true (pursuit_board_lane_focus_at (find_lane (self, 1), 299));
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (find_lane (self, 1)), ==, 299);
}

static void
add (const char *path,
     void      (*set) (BoardFixture *self, gconstpointer data),
     void      (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, set, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/board/lanes/show-the-database", set_up, test_lanes_show_database);
  add ("/ui/board/card/says-what-matters", set_up, test_card_says_what_matters);
  add ("/ui/board/move/writes-and-follows", set_up, test_move_writes_and_follows);
  add ("/ui/board/move/stops-at-the-ends", set_up, test_move_stops_at_ends);
  add ("/ui/board/move/says-the-refusal", set_up, test_refusal_is_said);
  add ("/ui/board/drop/is-a-move", set_up, test_drop_is_move);
  add ("/ui/board/keys/cross-lanes", set_up, test_arrows_cross_lanes);
  add ("/ui/board/menu/moves-its-card", set_up, test_menu_moves_its_card);
  add ("/ui/board/lose/asks-why", set_up, test_lose_asks_why);
  add ("/ui/board/win/asks-when", set_up, test_win_asks_when);
  add ("/ui/board/news/are-followed", set_up, test_follows_news);
  add ("/ui/board/filters/narrow", set_up, test_filters_narrow);
  add ("/ui/board/fold/is-remembered", set_up, test_fold_is_remembered);
  add ("/ui/board/empty/says-what-to-do", set_up_empty, test_empty_says_what_to_do);
  add ("/ui/board/read-only/moves-nothing", set_up, test_read_only_moves_nothing);
  add ("/ui/board/widgets/stay-few", set_up_many, test_widgets_stay_few);

  return g_test_run ();
}
