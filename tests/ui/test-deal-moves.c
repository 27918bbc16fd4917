/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gate-fixture.h"
#include "pursuit-board-page-private.h"
#include "pursuit-bulk-dialog.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-offer.h"
#include "pursuit-park-dialog.h"
#include "pursuit-records.h"
#include "pursuit-rival.h"
#include "pursuit-staff.h"

static void
type (GtkWidget  *dialog,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (board_find_titled (dialog, title)), text);
}

static gboolean
can_confirm (gpointer dialog)
{
  return gtk_widget_get_sensitive (gtk_window_get_default_widget (dialog));
}

static gboolean
has_gate (gpointer dialog)
{
  g_autoptr(GString) text = g_string_new (NULL);

  board_collect_labels (dialog, text);
  return strstr (text->str, "Where does the buyer stand") != NULL;
}

/* Where the buyer stands is said with what shows it, from the card. */
static void
test_buyer_stage (BoardFixture  *self,
                  gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);
  GtkWidget *dialog;
  g_autoptr(PursuitDeal) deal = NULL;

  gtk_widget_activate_action (self->page, "card.buyer-stage", "i", 1);
  dialog = board_find_dialog (self);
  ui_wait_until (has_gate, dialog);
  g_assert_false (can_confirm (dialog));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (board_find_titled (dialog, "The buyer stands at"))), ==, 2);
  adw_combo_row_set_selected (ADW_COMBO_ROW (board_find_titled (dialog, "The buyer stands at")), 3);
  type (dialog, "What shows it", "They founded a buying team");
  g_assert_true (can_confirm (dialog));
  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->gap, ==, -2);
  g_assert_cmpint (self->offered_id, >, 0);
}

/* Somebody else said something about the buyer meanwhile: that is told first. */
static void
test_buyer_conflict (BoardFixture  *self,
                     gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);
  GtkWidget *dialog;
  g_autoptr(PursuitDesk) desk = gate_open_elsewhere (self);
  g_autoptr(PursuitDeal) deal = NULL;

  gtk_widget_activate_action (self->page, "card.buyer-stage", "i", 1);
  dialog = board_find_dialog (self);
  ui_wait_until (has_gate, dialog);
  g_assert_true (pursuit_deals_set_buyer_stage (desk, id, 4, "They said so", NULL, NULL));
  type (dialog, "What shows it", "They founded a buying team");
  board_confirm (dialog);
  ui_wait_until (board_shows_problem, dialog);
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->gap, ==, -3);
  g_clear_object (&deal);

  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->gap, ==, -1);
}

/* A deal rests with a reason until a day to come, and goes on when somebody says so. */
static void
test_park (BoardFixture  *self,
           gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);
  GtkWidget *dialog;
  g_autoptr(PursuitDeal) deal = NULL;

  gtk_widget_activate_action (self->page, "card.park", NULL);
  dialog = board_find_dialog (self);
  g_assert_false (can_confirm (dialog));
  type (dialog, "Reason", "The budget is frozen");
  type (dialog, "Until", "2026-03-17");
  board_confirm (dialog);
  g_assert_true (board_shows_problem (dialog));
  gtk_widget_activate_action (dialog, "park.until", "s", "month");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (board_find_titled (dialog, "Until"))), ==, "2026-04-17");
  gtk_widget_activate_action (dialog, "park.until", "s", "quarter");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (board_find_titled (dialog, "Until"))), ==, "2026-04-01");
  gtk_widget_activate_action (dialog, "park.until", "s", "weeks");
  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpstr (deal->parked_until, ==, "2026-03-31");
  g_assert_cmpstr (deal->parked_reason, ==, "The budget is frozen");
}

static gboolean
is_not_parked (gpointer data)
{
  BoardFixture *self = data;
  g_autoptr(PursuitDeal) deal = board_load_deal (self, 1);

  return deal->parked_until == NULL;
}

static gboolean
card_is_parked (gpointer data)
{
  return pursuit_row_get_text (pursuit_deal_card_get_row (board_find_card (data, 1, 0)), PURSUIT_DEAL_ROW_PARKED_UNTIL) != NULL;
}

static gpointer
park_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return GINT_TO_POINTER (pursuit_deals_park (desk, *(gint64 *) data, "2026-05-01", "Frozen", NULL, error));
}

static void
test_unpark (BoardFixture  *self,
             gconstpointer  data)
{
  gint64 id = 1;

  ui_call (&self->base, park_job, &id);
  pursuit_worker_poll (self->base.worker);
  ui_wait_until (card_is_parked, self);
  board_focus_card (self, 1, 0);
  gtk_widget_activate_action (self->page, "card.unpark", NULL);
  ui_wait_until (is_not_parked, self);
}

/* A figure of one's own is set, and given back to the stage. */
static void
test_probability (BoardFixture  *self,
                  gconstpointer  data)
{
  gint64 id = board_focus_card (self, 1, 0);
  GtkWidget *dialog;
  g_autoptr(PursuitDeal) deal = NULL;

  gtk_widget_activate_action (self->page, "card.estimate", NULL);
  dialog = board_find_dialog (self);
  type (dialog, "Win probability", "130");
  g_assert_false (can_confirm (dialog));
  type (dialog, "Win probability", "65 %");
  g_assert_true (can_confirm (dialog));
  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpint (deal->probability, ==, 65);
  g_assert_cmpint (deal->probability_manual, ==, 1);
}

static gpointer
rival_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(PursuitRecord) rival = g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", *(gint64 *) data, "customer-id",
                                                 G_GINT64_CONSTANT (1), "name", "Northern Drives", NULL);

  return GINT_TO_POINTER (pursuit_records_create (desk, rival, NULL, error));
}

static gpointer
lose_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return GINT_TO_POINTER (pursuit_deals_lose (desk, *(gint64 *) data, "Price", "Eastern Works", NULL, error));
}

static gboolean
offers_names (gpointer dialog)
{
  return board_find_with_class (dialog, "facet") != NULL;
}

/* Who got a deal is a click when the strategy sheet names them, or when others were lost to them. */
static void
test_lose_offers_names (BoardFixture  *self,
                        gconstpointer  data)
{
  gint64 other = 2, id = board_focus_card (self, 1, 0);
  GtkWidget *dialog, *button;
  g_autoptr(PursuitDeal) deal = NULL;

  ui_call (&self->base, rival_job, &id);
  ui_call (&self->base, lose_job, &other);
  gtk_widget_activate_action (self->page, "card.lose", NULL);
  dialog = board_find_dialog (self);
  ui_wait_until (offers_names, dialog);
  button = board_find_with_class (dialog, "facet");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Northern Drives");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_widget_get_next_sibling (button))), ==, "Eastern Works");
  type (dialog, "Who got it", "east");
  g_assert_false (gtk_widget_get_visible (button));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (button), "clicked");
  type (dialog, "In your own words", "Too dear");
  board_confirm (dialog);
  ui_wait_until (board_has_no_dialog, self);
  deal = board_load_deal (self, id);
  g_assert_cmpstr (deal->lost_to, ==, "Eastern Works");
}

static void
choose (BoardFixture *self,
        int           position,
        guint         at)
{
  board_focus_card (self, position, at);
  gtk_widget_activate_action (self->page, "card.choose", NULL);
}

static gboolean
has_bulk_dialog (gpointer data)
{
  return PURSUIT_IS_BULK_DIALOG (board_find_dialog (data));
}

/* Several cards go together, each by itself; those that miss something are looked at one by one. */
static void
test_bulk_move (BoardFixture  *self,
                gconstpointer  data)
{
  PursuitGateSheet *sheet;

  choose (self, 1, 0);
  choose (self, 2, 0);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (board_find_card (self, 1, 0)), "chosen"));
  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  ui_wait_until (has_bulk_dialog, self);
  board_wait_for_lane (self, 3, "Mill refit");
  board_assert_lane (self, 1, "Press line");
  g_assert_cmpstr (self->said->str, ==, "1 deal is done. [Undo]\n");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (board_find_card (self, 1, 0)), "chosen"));

  gtk_widget_activate_action (board_find_dialog (self), "bulk.look", NULL);
  sheet = gate_wait_for_sheet (self);
  g_assert_cmpuint (pursuit_gate_sheet_count_missing (sheet), ==, 2);
  gate_close (self);

  pursuit_offer_accept (self->offered_id);
  board_wait_for_lane (self, 2, "Mill refit");
}

/* Escape lets go of what was chosen; then an action is about the card with the focus again. */
static void
test_bulk_escape (BoardFixture  *self,
                  gconstpointer  data)
{
  choose (self, 1, 0);
  gtk_widget_activate_action (self->page, "board.choose-none", NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (board_find_card (self, 1, 0)), "chosen"));
  board_focus_card (self, 2, 0);
  gtk_widget_activate_action (self->page, "card.move", "i", 1);
  board_wait_for_lane (self, 3, "Mill refit");
  board_assert_lane (self, 1, "Press line");
}

static gboolean
both_are_parked (gpointer data)
{
  g_autoptr(PursuitDeal) first = board_load_deal (data, 1);
  g_autoptr(PursuitDeal) second = board_load_deal (data, 2);

  return g_strcmp0 (first->parked_until, "2026-06-01") == 0 && g_strcmp0 (second->parked_until, "2026-06-01") == 0;
}

static void
test_bulk_park (BoardFixture  *self,
                gconstpointer  data)
{
  GtkWidget *dialog;

  choose (self, 1, 0);
  choose (self, 2, 0);
  gtk_widget_activate_action (self->page, "card.park", NULL);
  dialog = board_find_dialog (self);
  type (dialog, "Reason", "The budget is frozen");
  type (dialog, "Until", "2026-06-01");
  board_confirm (dialog);
  ui_wait_until (both_are_parked, self);
  ui_wait_until (board_has_no_dialog, self);
}

static void
fill_with_seller (PursuitDesk *desk)
{
  GError *error = NULL;
  g_autoptr(PursuitRecord) seller = g_object_new (PURSUIT_TYPE_STAFF, "name", "Chen Zhuo", "role-id",
                                                  (gint64) PURSUIT_SYSTEM_ROLE_SELLER, NULL);

  g_assert_true (pursuit_records_create (desk, seller, NULL, &error));
  gate_fill (desk);
}

static void
set_up_with_seller (BoardFixture  *self,
                    gconstpointer  data)
{
  board_set_up_with (self, fill_with_seller);
}

static gboolean
both_are_theirs (gpointer data)
{
  g_autoptr(PursuitDeal) first = board_load_deal (data, 1);
  g_autoptr(PursuitDeal) second = board_load_deal (data, 2);

  return first->owner_id == 1 && second->owner_id == 1;
}

/* Another seller changes nothing else of a deal. */
static void
test_bulk_assign (BoardFixture  *self,
                  gconstpointer  data)
{
  g_autoptr(PursuitDeal) before = board_load_deal (self, 1);
  g_autoptr(PursuitDeal) after = NULL;
  GtkWidget *dialog;

  choose (self, 1, 0);
  choose (self, 2, 0);
  gtk_widget_activate_action (self->page, "card.assign", NULL);
  dialog = board_find_dialog (self);
  g_signal_emit_by_name (dialog, "chosen", G_GINT64_CONSTANT (1));
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_until (both_are_theirs, self);
  after = board_load_deal (self, 1);
  g_assert_cmpint (after->stage_id, ==, before->stage_id);
  g_assert_cmpint (after->stage_entered_at, ==, before->stage_entered_at);
  g_assert_cmpint (after->gap, ==, before->gap);
}

static void
add (const char *path,
     void      (*set_up) (BoardFixture *self, gconstpointer data),
     void      (*test) (BoardFixture *self, gconstpointer data))
{
  g_test_add (path, BoardFixture, NULL, set_up, test, board_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/deal-moves/buyer-stage/needs-evidence", gate_set_up, test_buyer_stage);
  add ("/ui/deal-moves/buyer-stage/tells-of-others", gate_set_up, test_buyer_conflict);
  add ("/ui/deal-moves/park/until-a-day-to-come", gate_set_up, test_park);
  add ("/ui/deal-moves/park/goes-on", gate_set_up, test_unpark);
  add ("/ui/deal-moves/probability/by-hand", gate_set_up, test_probability);
  add ("/ui/deal-moves/lose/offers-names", gate_set_up, test_lose_offers_names);
  add ("/ui/deal-moves/bulk/each-by-itself", gate_set_up, test_bulk_move);
  add ("/ui/deal-moves/bulk/lets-go", gate_set_up, test_bulk_escape);
  add ("/ui/deal-moves/bulk/parks-together", gate_set_up, test_bulk_park);
  add ("/ui/deal-moves/bulk/another-seller", set_up_with_seller, test_bulk_assign);

  return g_test_run ();
}
