/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "board-fixture.h"
#include "pursuit-board-page-private.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-offer.h"
#include "pursuit-page.h"
#include "pursuit-preferences.h"

static void
test_lanes_show_database (BoardFixture  *self,
                          gconstpointer  data)
{
  board_assert_lane (self, 1, "Press line|Mill refit");
  board_assert_lane (self, 2, "Quay crane");
  board_assert_lane (self, 3, "");
  board_assert_lane (self, 4, "Dredger");
  g_assert_null (board_find_lane (self, 9));
}

static void
test_card_says_what_matters (BoardFixture  *self,
                             gconstpointer  data)
{
  board_assert_labels (GTK_WIDGET (board_find_card (self, 1, 0)), "Millworks|Press line|¥12.5 M|3 days|overdue 4 days|Call the buyer");
  board_assert_labels (GTK_WIDGET (board_find_card (self, 1, 1)), "Millworks|Mill refit|¥300 K|3 days|tomorrow|Send the offer");
  board_assert_labels (GTK_WIDGET (board_find_card (self, 2, 0)), "Old Harbour|Quay crane|¥5 M|Stalled 300 d|No next step");
  board_assert_labels (GTK_WIDGET (board_find_card (self, 4, 0)), "Old Harbour|Dredger|¥1|3 days|20 Apr|Demonstration");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (board_find_card (self, 2, 0)))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Old Harbour, Quay crane, ¥5 M, Customer visit and first survey, "
                                       "stalled for 300 days, No next step");
}

static gboolean
moved_card_has_focus (gpointer data)
{
  BoardFixture *self = data;

  return pursuit_board_lane_get_focus_at (board_find_lane (self, 2)) != G_MAXUINT;
}

/* A move is written, offered to be taken back, and the focus goes along with the card. */
static void
test_move_writes_and_follows (BoardFixture  *self,
                              gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);

  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  board_wait_for_lane (self, 2, "Press line|Quay crane");
  board_assert_lane (self, 1, "Mill refit");
  ui_wait_until (moved_card_has_focus, self);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 2)), ==, 0);
  g_assert_cmpint (board_load_position (self, id), ==, 2);
  g_assert_cmpstr (self->said->str, ==, "“Press line” moved to stage 2\n");
  g_assert_cmpint (self->offered_id, >, 0);
}

static void
test_move_stops_at_ends (BoardFixture  *self,
                         gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);

  gtk_widget_activate_action (self->page, "card.move", "i", -1);
  ui_settle ();
  g_assert_cmpint (board_load_position (self, id), ==, 1);
  g_assert_cmpuint (self->said->len, ==, 0);
}

/* What the service refuses is said as it wrote it, and nothing moves. */
static void
test_refusal_is_said (BoardFixture  *self,
                      gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);

  gtk_widget_activate_action (self->page, "card.move-to", "i", 1);
  g_assert_cmpint (board_load_position (self, id), ==, 1);
  ui_settle ();
  g_assert_cmpstr (self->said->str, ==, "“Press line” already stands in stage 1.\n");
  board_assert_lane (self, 1, "Press line|Mill refit");
}

static void
test_drop_is_move (BoardFixture  *self,
                   gconstpointer  data)
{
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 1)));

  gtk_widget_activate_action (self->page, "board.drop", "(xi)", id, 4);
  board_wait_for_lane (self, 4, "Mill refit|Dredger");
  g_assert_cmpint (board_load_position (self, id), ==, 4);
}

static void
test_arrows_cross_lanes (BoardFixture  *self,
                         gconstpointer  data)
{
  board_focus_card (self, 1, 1);
  gtk_widget_activate_action (self->page, "board.step", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 2)), ==, 0);

  /* The empty lane 3 is passed over. */
  gtk_widget_activate_action (self->page, "board.step", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 4)), ==, 0);
  gtk_widget_activate_action (self->page, "board.go-to-lane", "i", 1);
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 1)), ==, 0);
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
  gint64 id = board_focus_card (self, 4, 0);
  GtkWidget *menu;

  gtk_widget_activate_action (self->page, "card.menu", NULL);
  menu = find_popover (self, GTK_TYPE_POPOVER_MENU);
  g_assert_nonnull (menu);
  g_assert_true (gtk_widget_get_visible (menu));
  gtk_widget_activate_action (menu, "card.move-to", "i", 6);
  board_wait_for_lane (self, 6, "Dredger");
  g_assert_cmpint (board_load_position (self, id), ==, 6);
}

/* Without a reason the service refuses, and the dialog says so in place; with one the deal is lost. */
static void
test_lose_asks_why (BoardFixture  *self,
                    gconstpointer  data)
{
  gint64 id = board_focus_card (self, 2, 0);
  g_autoptr(PursuitDeal) deal = NULL;
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "card.lose", NULL);
  dialog = board_find_dialog (self);
  board_confirm (dialog);
  ui_wait_until (board_shows_problem, dialog);
  g_assert_cmpint (board_load_position (self, id), ==, 2);

  adw_combo_row_set_selected (ADW_COMBO_ROW (board_find_titled (dialog, "Reason")), 1);
  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (dialog, "In your own words")), "twice ours");
  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (dialog, "Who got it")), "Northern Cranes");
  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  board_wait_for_lane (self, 2, "");

  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_LOST);
  g_assert_cmpstr (deal->lost_reason, ==, "Price: twice ours");
  g_assert_cmpstr (deal->lost_to, ==, "Northern Cranes");
}

static void
test_win_asks_when (BoardFixture  *self,
                    gconstpointer  data)
{
  gint64 id = board_focus_card (self, 4, 0);
  g_autoptr(PursuitDeal) deal = NULL;
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "card.win", NULL);
  ui_wait_until (board_has_dialog, self);
  dialog = board_find_dialog (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (board_find_titled (dialog, "Signed on"))), ==, "2026-03-17");
  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (dialog, "Signed on")), "2026-04-01");
  board_confirm (dialog);
  ui_wait_until (board_shows_problem, dialog);

  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (dialog, "Signed on")), "2026-03-12");
  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_WON);
  g_assert_cmpstr (deal->closed_on, ==, "2026-03-12");
}

static gboolean
has_heading (gpointer data)
{
  BoardFixture *self = data;
  GtkWidget *target = ui_find_type (self->page, PURSUIT_TYPE_END_TARGET);
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (target, text);
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
  gint64 id = pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, 1, 0)));

  g_signal_connect_object (self->base.worker, "news", G_CALLBACK (pursuit_page_handle_news), self->page,
                           G_CONNECT_SWAPPED);
  ui_call (&self->base, win_job, &id);
  pursuit_worker_poll (self->base.worker);
  board_wait_for_lane (self, 1, "Mill refit");
  ui_wait_until (has_heading, self);
}

/* Another computer with the same file. */
static void
move_elsewhere (BoardFixture *self,
                gint64        deal_id,
                int           position)
{
  GError *error = NULL;
  g_autoptr(PursuitDesk) desk = pursuit_desk_open (self->base.path, PURSUIT_STORE_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (pursuit_deals_move (desk, deal_id, position, "because", NULL, &error));
  g_assert_no_error (error);
}

static gboolean
was_told (gpointer data)
{
  return ((BoardFixture *) data)->said->len > 0;
}

/* A card that somebody else moved a moment ago is not moved on before that was said; then it is. */
static void
test_move_after_theirs (BoardFixture  *self,
                        gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);

  move_elsewhere (self, id, 4);
  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  ui_wait_until (was_told, self);
  g_assert_nonnull (strstr (self->said->str, " moved “"));
  g_assert_true (g_str_has_suffix (self->said->str, "[Move Anyway]\n"));
  g_assert_cmpint (board_load_position (self, id), ==, 4);

  g_string_truncate (self->said, 0);
  pursuit_offer_accept (self->offered_id);
  ui_wait_until (was_told, self);
  g_assert_cmpint (board_load_position (self, id), ==, 2);
}

static GtkStack *
find_states (BoardFixture *self)
{
  return GTK_STACK (gtk_widget_get_template_child (self->page, PURSUIT_TYPE_BOARD_PAGE, "states"));
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
  board_wait_for_lane (self, 1, "");
  board_assert_lane (self, 2, "Quay crane");
  gtk_editable_set_text (GTK_EDITABLE (search), "no such thing");
  ui_wait_until (shows_nothing, self);
  gtk_widget_activate_action (self->page, "board.clear-filters", NULL);
  ui_wait_until (shows_lanes, self);
  board_wait_for_lane (self, 1, "Press line|Mill refit");

  gtk_widget_activate_action (self->page, "board.order", "s", "amount");
  board_wait_for_lane (self, 1, "Press line|Mill refit");
  gtk_widget_activate_action (self->page, "board.order", "s", "name");
  board_wait_for_lane (self, 1, "Mill refit|Press line");
}

static void
test_fold_is_remembered (BoardFixture  *self,
                         gconstpointer  data)
{
  g_autoptr(GVariant) folded = NULL;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (board_find_lane (self, 3)), "lane.fold", NULL);
  g_assert_true (pursuit_board_lane_get_folded (board_find_lane (self, 3)));
  g_object_get (pursuit_preferences_get_default (), "board-folded", &folded, NULL);
  text = g_variant_print (folded, FALSE);
  g_assert_cmpstr (text, ==, "{'Project selling': ['3']}");
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
  ui_wait_until (board_is_ready, self->page);
  ui_settle ();

  id = board_focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  gtk_widget_activate_action (self->page, "board.drop", "(xi)", id, 3);
  gtk_widget_activate_action (self->page, "card.win", NULL);
  ui_settle ();
  g_assert_null (board_find_dialog (self));
  g_assert_cmpuint (self->said->len, ==, 0);
  g_assert_cmpint (board_load_position (self, id), ==, 1);
}

static gboolean
offer_is_due (gpointer data)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (GTK_WIDGET (board_find_card (data, 1, 1)), text);
  return strstr (text->str, "|today|Send the offer") != NULL;
}

/* A board that stays open overnight tells the new day. */
static void
test_day_goes_on (BoardFixture  *self,
                  gconstpointer  data)
{
  pursuit_time_set_now (BOARD_NOW + BOARD_DAY);
  pursuit_board_page_look_at_calendar (PURSUIT_BOARD_PAGE (self->page));
  ui_wait_until (offer_is_due, self);
  board_assert_labels (GTK_WIDGET (board_find_card (self, 1, 0)),
                       "Millworks|Press line|¥12.5 M|4 days|overdue 5 days|Call the buyer");
}

static void
fill_many (PursuitDesk *desk)
{
  gint64 mill = board_add_customer (desk, "Millworks");

  pursuit_time_set_now (BOARD_NOW);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *title = g_strdup_printf ("Part %u", i);

      board_add_deal (desk, mill, title, 1, 100, NULL, NULL);
    }
}

static void
set_up_many (BoardFixture  *self,
             gconstpointer  data)
{
  board_set_up_with (self, fill_many);
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
  return g_list_model_get_n_items (G_LIST_MODEL (pursuit_board_lane_get_model (board_find_lane (data, 1)))) == 300;
}

/* A lane that nobody scrolls has few cards, and a card few widgets; the last one can still be reached. */
static void
test_widgets_stay_few (BoardFixture  *self,
                       gconstpointer  data)
{
  ui_wait_until (has_300, self);
  ui_settle ();
  g_assert_cmpuint (count_type (self->page, PURSUIT_TYPE_DEAL_CARD), <=, 24);
  g_assert_cmpuint (count_type (GTK_WIDGET (board_find_card (self, 1, 0)), GTK_TYPE_WIDGET), <=, 8);

  g_assert_true (pursuit_board_lane_focus_at (board_find_lane (self, 1), 299));
  g_assert_cmpuint (pursuit_board_lane_get_focus_at (board_find_lane (self, 1)), ==, 299);
}

static void
add (const char *path,
     void        (*set) (BoardFixture *self, gconstpointer data),
     void        (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, set, test, board_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/board/lanes/show-the-database", board_set_up, test_lanes_show_database);
  add ("/ui/board/card/says-what-matters", board_set_up, test_card_says_what_matters);
  add ("/ui/board/move/writes-and-follows", board_set_up, test_move_writes_and_follows);
  add ("/ui/board/move/stops-at-the-ends", board_set_up, test_move_stops_at_ends);
  add ("/ui/board/move/says-the-refusal", board_set_up, test_refusal_is_said);
  add ("/ui/board/drop/is-a-move", board_set_up, test_drop_is_move);
  add ("/ui/board/keys/cross-lanes", board_set_up, test_arrows_cross_lanes);
  add ("/ui/board/menu/moves-its-card", board_set_up, test_menu_moves_its_card);
  add ("/ui/board/lose/asks-why", board_set_up, test_lose_asks_why);
  add ("/ui/board/win/asks-when", board_set_up, test_win_asks_when);
  add ("/ui/board/move/asks-when-moved-meanwhile", board_set_up, test_move_after_theirs);
  add ("/ui/board/news/are-followed", board_set_up, test_follows_news);
  add ("/ui/board/filters/narrow", board_set_up, test_filters_narrow);
  add ("/ui/board/fold/is-remembered", board_set_up, test_fold_is_remembered);
  add ("/ui/board/empty/says-what-to-do", board_set_up_empty, test_empty_says_what_to_do);
  add ("/ui/board/read-only/moves-nothing", board_set_up, test_read_only_moves_nothing);
  add ("/ui/board/calendar/goes-on", board_set_up, test_day_goes_on);
  add ("/ui/board/widgets/stay-few", set_up_many, test_widgets_stay_few);

  return g_test_run ();
}
