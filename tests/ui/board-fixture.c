/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "board-fixture.h"

#include <adwaita.h>

#include "pursuit-board-page.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-milestone.h"
#include "pursuit-enums.h"
#include "pursuit-page.h"
#include "pursuit-preferences.h"
#include "pursuit-process.h"
#include "pursuit-records.h"

gint64
board_add_customer (PursuitDesk *desk,
                    const char  *name)
{
  g_autoptr(PursuitCustomer) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  GError *error = NULL;

  pursuit_records_create (desk, PURSUIT_RECORD (customer), NULL, &error);
  g_assert_no_error (error);

  return PURSUIT_RECORD (customer)->id;
}

void
board_add_deal (PursuitDesk *desk,
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

/* These tests are about cards and lanes, not about what a process asks on the way. */
static void
free_ways (PursuitDesk *desk)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) process = pursuit_store_load (store, PURSUIT_TYPE_PROCESS, pursuit_desk_get_process_id (desk), NULL);
  g_auto(PursuitTx) tx = { NULL };

  PURSUIT_PROCESS (process)->skip_rule = PURSUIT_MOVE_RULE_FREE;
  PURSUIT_PROCESS (process)->back_rule = PURSUIT_MOVE_RULE_FREE;
  g_assert_true (pursuit_tx_begin (&tx, store, NULL));
  g_assert_true (pursuit_store_update (store, process, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

/* Without those that a new database begins with: what is asked for is the test's. */
void
board_drop_milestones (PursuitDesk *desk)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  GError *error = NULL;
  g_autoptr(GPtrArray) milestones = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, store, &error));
  milestones = pursuit_store_list (store, PURSUIT_TYPE_MILESTONE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < milestones->len; i++)
    g_assert_true (pursuit_store_set_deleted (store, g_ptr_array_index (milestones, i), TRUE, &error));
  g_assert_true (pursuit_tx_commit (&tx, &error));
}

static void
fill (PursuitDesk *desk)
{
  gint64 mill = board_add_customer (desk, "Millworks");
  gint64 harbour = board_add_customer (desk, "Old Harbour");

  board_drop_milestones (desk);
  free_ways (desk);

  /* So long ago that it has stalled. */
  pursuit_time_set_now (BOARD_NOW - 300 * BOARD_DAY);
  board_add_deal (desk, harbour, "Quay crane", 2, 500000000, NULL, NULL);
  pursuit_time_set_now (BOARD_NOW - 3 * BOARD_DAY);
  board_add_deal (desk, mill, "Press line", 1, 1250000000, "Call the buyer", "2026-03-13");
  board_add_deal (desk, mill, "Mill refit", 1, 30000000, "Send the offer", "2026-03-18");
  board_add_deal (desk, harbour, "Dredger", 4, 100, "Demonstration", "2026-04-20");
  pursuit_time_set_now (BOARD_NOW);
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

static void
offer_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  BoardFixture *self = user_data;
  const char *text;
  const char *button;

  g_variant_get (parameter, "(&s&sx)", &text, &button, &self->offered_id);
  g_string_append_printf (self->said, "%s [%s]\n", text, button);
}

gboolean
board_is_ready (gpointer page)
{
  return pursuit_page_get_ready (page);
}

void
board_set_up_with (BoardFixture *self,
                   void        (*filler) (PursuitDesk *desk))
{
  const GActionEntry entries[] = { { "toast", say_cb, "s", NULL, NULL }, { "offer-undo", say_cb, "(sx)", NULL, NULL },
                                    { "offer", offer_cb, "(ssx)", NULL, NULL } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_object_set (pursuit_preferences_get_default (), "board-folded", g_variant_new_array (G_VARIANT_TYPE ("{sas}"), NULL, 0),
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
  ui_wait_until (board_is_ready, self->page);
  ui_settle ();
}

void
board_set_up (BoardFixture  *self,
              gconstpointer  data)
{
  board_set_up_with (self, fill);
}

void
board_set_up_empty (BoardFixture  *self,
                    gconstpointer  data)
{
  pursuit_time_set_now (BOARD_NOW);
  board_set_up_with (self, NULL);
}

void
board_tear_down (BoardFixture  *self,
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

PursuitBoardLane *
board_find_lane (BoardFixture *self,
                 int           position)
{
  return find_lane_below (self->page, position);
}

/* The deals of a lane as one string. */
char *
board_dup_lane (BoardFixture *self,
                int           position)
{
  GListModel *model = G_LIST_MODEL (pursuit_board_lane_get_model (board_find_lane (self, position)));
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
  g_autofree char *text = board_dup_lane (condition->fixture, condition->position);

  return g_str_equal (text, condition->expected);
}

void
board_wait_for_lane (BoardFixture *self,
                     int           position,
                     const char   *expected)
{
  LaneCondition condition = { self, position, expected };

  ui_wait_until (lane_is, &condition);
}

void
board_assert_lane (BoardFixture *self,
                   int           position,
                   const char   *expected)
{
  g_autofree char *text = board_dup_lane (self, position);

  g_assert_cmpstr (text, ==, expected);
}

/* What the labels below a widget say, from left to right and down. */
void
board_collect_labels (GtkWidget *below,
                      GString   *text)
{
  if (!gtk_widget_get_visible (below))
    return;
  if (GTK_IS_LABEL (below) && *gtk_label_get_text (GTK_LABEL (below)) != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", gtk_label_get_text (GTK_LABEL (below)));
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    board_collect_labels (child, text);
}

void
board_assert_labels (GtkWidget  *below,
                     const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (below, text);
  g_assert_cmpstr (text->str, ==, expected);
}

PursuitDealCard *
board_find_card (BoardFixture *self,
                 int           position,
                 guint         at)
{
  PursuitBoardLane *lane = board_find_lane (self, position);
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

PursuitDeal *
board_load_deal (BoardFixture *self,
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

int
board_load_position (BoardFixture *self,
                     gint64        deal_id)
{
  g_autoptr(PursuitDeal) deal = board_load_deal (self, deal_id);
  g_autoptr(PursuitStage) stage = PURSUIT_STAGE (ui_call (&self->base, stage_job, &deal->stage_id));

  return (int) stage->position;
}

gint64
board_focus_card (BoardFixture *self,
                  int           position,
                  guint         at)
{
  g_assert_true (pursuit_board_lane_focus_at (board_find_lane (self, position), at));

  return pursuit_row_get_id (pursuit_deal_card_get_row (board_find_card (self, position, at)));
}

GtkWidget *
board_find_dialog (BoardFixture *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window))
      return l->data;

  return NULL;
}

GtkWidget *
board_find_titled (GtkWidget  *below,
                   const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (below) &&
      g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (below)), title))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = board_find_titled (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
board_find_with_class (GtkWidget  *below,
                       const char *name)
{
  if (gtk_widget_has_css_class (below, name))
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = board_find_with_class (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
board_shows_problem (gpointer dialog)
{
  return gtk_widget_get_visible (board_find_with_class (dialog, "notice"));
}

gboolean
board_has_no_dialog (gpointer data)
{
  return board_find_dialog (data) == NULL;
}

gboolean
board_has_dialog (gpointer data)
{
  return board_find_dialog (data) != NULL;
}

void
board_confirm (GtkWidget *dialog)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
}

