/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal-sheet.h"
#include "pursuit-deals-gate.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-documents-view.h"
#include "pursuit-enums.h"
#include "pursuit-hand-over-view.h"
#include "pursuit-review-dialog.h"
#include "pursuit-part-row.h"
#include "pursuit-proof.h"
#include "pursuit-record-picker.h"
#include "pursuit-records.h"
#include "pursuit-rival.h"
#include "pursuit-staff.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy-head.h"
#include "pursuit-strategy-view.h"
#include "pursuit-track-row.h"
#include "pursuit-tracks-view.h"
#include "ui-fixture.h"

/* Noon of 17 March 2026. */
#define NOW G_GINT64_CONSTANT (1773748800000000)

typedef struct
{
  UiFixture base;
  GtkWidget *window;
  GtkWidget *sheet;
} Fixture;

static void
add (PursuitDesk   *desk,
     PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  pursuit_records_create (desk, owned, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", G_GINT64_CONSTANT (1), "title", "Furnace",
                                              "next-step", "Call", "next-step-on", "2026-03-12", NULL);

  pursuit_time_set_now (NOW);
  add (desk, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL));
  add (desk, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (1), "name", "Gao Huimin", "buying-role",
                           (gint64) PURSUIT_BUYING_ROLE_DECIDER, "attitude", G_GINT64_CONSTANT (-1), NULL));
  g_assert_true (pursuit_deals_create (desk, deal, 3, NULL, NULL));
  add (desk, g_object_new (PURSUIT_TYPE_DOCUMENT, "deal-id", G_GINT64_CONSTANT (1), "customer-id", G_GINT64_CONSTANT (1), "name", "Contract",
                           "location", "The safe in room 12", NULL));
}

static gboolean
has_tracks (gpointer sheet)
{
  return ui_find_type (sheet, PURSUIT_TYPE_TRACK_ROW) != NULL;
}

static void
open_sheet (Fixture    *self,
            const char *tab)
{
  self->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (self->window));
  self->sheet = GTK_WIDGET (pursuit_deal_sheet_present_at (self->window, self->base.worker, 1, tab));
  ui_wait_until (has_tracks, self->sheet);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  ui_fixture_set_up (&self->base, fill);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->sheet));
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  ui_fixture_tear_down (&self->base);
}

static GtkWidget *
find_labelled (GtkWidget  *below,
               const char *text)
{
  if (GTK_IS_LABEL (below) && gtk_widget_get_mapped (below) && strstr (gtk_label_get_text (GTK_LABEL (below)), text) != NULL)
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  GtkWidget *sheet;
  const char *text;
} Wanted;

static gboolean
says (gpointer data)
{
  Wanted *wanted = data;

  return find_labelled (wanted->sheet, wanted->text) != NULL;
}

static gboolean
says_not (gpointer data)
{
  return !says (data);
}

static void
wait_for (Fixture    *self,
          const char *text)
{
  ui_wait_until (says, &(Wanted) { self->sheet, text });
}

static gpointer
add_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return GINT_TO_POINTER (pursuit_records_create (desk, data, NULL, error));
}

static void
add_behind (Fixture       *self,
            PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;

  g_assert_nonnull (ui_call (&self->base, add_job, owned));
  pursuit_worker_poll (self->base.worker);
}

static void
test_says_how_it_stands (Fixture       *self,
                         gconstpointer  data)
{
  open_sheet (self, "overview");
  wait_for (self, "3 First proposal sent, for 0 days");
  wait_for (self, "Nobody said where the buyer stands.");
  wait_for (self, "The next step is overdue by 5 days.");
  g_assert_true (gtk_widget_has_css_class (find_labelled (self->sheet, "The next step is overdue"), "error"));
  g_assert_true (gtk_widget_has_css_class (find_labelled (self->sheet, "No decision maker"), "warning"));
}

static void
test_empty_says_what_to_do (Fixture       *self,
                            gconstpointer  data)
{
  open_sheet (self, "strategy");
  wait_for (self, "Nobody is named yet.");
  wait_for (self, "No competitor is named yet.");
  wait_for (self, "There has been no review yet.");
  g_assert_null (find_labelled (self->sheet, "Changed since the last review"));
}

static GtkWidget *
find_view (Fixture *self)
{
  return ui_find_type (self->sheet, PURSUIT_TYPE_STRATEGY_VIEW);
}

/* Who is known at the customer comes with what is known of them, goes again, and comes back. */
static void
test_takes_who_is_known (Fixture       *self,
                         gconstpointer  data)
{
  open_sheet (self, "strategy");
  wait_for (self, "Also at the customer");
  gtk_widget_activate_action (find_view (self), "strategy.take-contact", "x", G_GINT64_CONSTANT (1));
  wait_for (self, "Attitude −1, leans away from us");
  g_assert_null (find_labelled (self->sheet, "Also at the customer"));

  gtk_widget_activate_action (ui_find_type (self->sheet, PURSUIT_TYPE_PART_ROW), "part.remove", NULL);
  wait_for (self, "Nobody is named yet.");
  wait_for (self, "Undo");
}

static void
test_follows_others (Fixture       *self,
                     gconstpointer  data)
{
  open_sheet (self, "strategy");
  wait_for (self, "No competitor is named yet.");
  add_behind (self, g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", G_GINT64_CONSTANT (1), "name", "Northwind", "standing",
                                  (gint64) PURSUIT_STANDING_BEHIND, "plan", "Show the pilot", NULL));
  wait_for (self, "Northwind");
  wait_for (self, "Show the pilot");
  g_assert_true (gtk_widget_has_css_class (find_labelled (self->sheet, "Behind them"), "error"));
}

/* What is being edited stays when others change something else. */
static void
test_keeps_rows (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *row;

  open_sheet (self, "strategy");
  add_behind (self, g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", G_GINT64_CONSTANT (1), "name", "Northwind", NULL));
  wait_for (self, "Northwind");
  row = ui_find_type (self->sheet, PURSUIT_TYPE_PART_ROW);
  pursuit_part_row_toggle (PURSUIT_PART_ROW (row));
  g_assert_true (pursuit_part_row_is_open (PURSUIT_PART_ROW (row)));

  add_behind (self, g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", G_GINT64_CONSTANT (1), "name", "Contoso", NULL));
  wait_for (self, "Contoso");
  g_assert_true (ui_find_type (self->sheet, PURSUIT_TYPE_PART_ROW) == row);
  g_assert_true (pursuit_part_row_is_open (PURSUIT_PART_ROW (row)));
}

static void
test_shows_reviews (Fixture       *self,
                    gconstpointer  data)
{
  open_sheet (self, "strategy");
  add_behind (self, g_object_new (PURSUIT_TYPE_STRATEGY, "deal-id", G_GINT64_CONSTANT (1), "goal", "Pilot first", NULL));
  wait_for (self, "Pilot first");
  wait_for (self, "Nothing has changed since the last review.");
  pursuit_time_set_now (NOW + G_TIME_SPAN_HOUR);
  add_behind (self, g_object_new (PURSUIT_TYPE_STAKEHOLDER, "deal-id", G_GINT64_CONSTANT (1), "contact-id",
                                  G_GINT64_CONSTANT (1), NULL));
  wait_for (self, "Gao Huimin has a part in the purchase now.");
}

static void
test_shows_both_tracks (Fixture       *self,
                        gconstpointer  data)
{
  open_sheet (self, "history");
  wait_for (self, "We: 3 First proposal sent");
  wait_for (self, "0 days so far");
}

static void
test_early_deals_are_not_handed_over (Fixture       *self,
                                      gconstpointer  data)
{
  open_sheet (self, "handover");
  wait_for (self, "A deal is handed over to delivery once it is won.");
}

static gpointer
win_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  PursuitDealChange change = { .verb = "win", .deal_id = 1, .reason = "They signed on the spot, really.", .override = TRUE };

  return GINT_TO_POINTER (pursuit_deals_change (desk, &change, NULL, error));
}

static gboolean
has_review_row (gpointer dialog)
{
  return find_labelled (dialog, "Furnace") != NULL;
}

/* A won deal waits for delivery, in its sheet and in the list for reviews. */
static void
test_won_waits_for_delivery (Fixture       *self,
                             gconstpointer  data)
{
  g_autoptr(PursuitQuery) filter = pursuit_query_new (PURSUIT_LIST_DEALS);
  GtkWidget *dialog;

  g_assert_nonnull (ui_call (&self->base, win_job, NULL));
  open_sheet (self, "handover");
  wait_for (self, "It has not been handed over yet.");
  gtk_widget_activate_action (ui_find_type (self->sheet, PURSUIT_TYPE_HAND_OVER_VIEW), "handover.give", NULL);
  wait_for (self, "Choose who receives it.");

  dialog = GTK_WIDGET (pursuit_review_dialog_present (self->window, self->base.worker, filter));
  ui_wait_until (says, &(Wanted) { dialog, "Every open deal is in step with its buyer." });
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_labelled (dialog, "Won, Not Handed Over"), GTK_TYPE_TOGGLE_BUTTON),
                         "clicked");
  ui_wait_until (has_review_row, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The fixture asks for nothing; delivery does. */
static gpointer
require_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) milestones = pursuit_store_list (store, PURSUIT_TYPE_MILESTONE, error);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, store, error));
  for (guint i = 0; i < milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (milestones, i);

      if (!milestone->handover)
        continue;
      milestone->required = TRUE;
      g_assert_true (pursuit_store_update (store, PURSUIT_RECORD (milestone), error));
    }
  g_assert_true (pursuit_tx_commit (&tx, error));
  return NULL;
}

/* The checklist is ticked here without a word on each item: what stands in the way is known from other tests. */
static gpointer
tick_all_job (PursuitDesk   *desk,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(PursuitGate) gate = pursuit_deals_read_milestones (desk, 1, error);

  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);
      g_autoptr(PursuitRecord) proof = g_object_new (PURSUIT_TYPE_PROOF, "deal-id", G_GINT64_CONSTANT (1), "milestone-id",
                                                     PURSUIT_RECORD (item->milestone)->id, "kind", (gint64) PURSUIT_PROOF_NOTE,
                                                     "note", "Seen", NULL);

      if (item->milestone->handover && item->milestone->required)
        g_assert_true (pursuit_records_create (desk, proof, NULL, error));
    }
  return NULL;
}

static gboolean
may_accept (gpointer view)
{
  GtkWidget *taking = GTK_WIDGET (gtk_widget_get_template_child (view, PURSUIT_TYPE_HAND_OVER_VIEW, "taking"));
  GtkWidget *missing = GTK_WIDGET (gtk_widget_get_template_child (view, PURSUIT_TYPE_HAND_OVER_VIEW, "missing"));

  return gtk_widget_get_visible (taking) && !gtk_widget_get_visible (missing);
}

/* Handed over to somebody, and accepted once the checklist is complete (STG-8). */
static void
test_handed_over_and_accepted (Fixture       *self,
                               gconstpointer  data)
{
  GtkWidget *view;

  add_behind (self, g_object_new (PURSUIT_TYPE_STAFF, "name", "Han Xu", NULL));
  g_assert_nonnull (ui_call (&self->base, win_job, NULL));
  ui_call (&self->base, require_job, NULL);
  open_sheet (self, "handover");
  wait_for (self, "It has not been handed over yet.");
  view = ui_find_type (self->sheet, PURSUIT_TYPE_HAND_OVER_VIEW);
  pursuit_record_picker_set_id (PURSUIT_RECORD_PICKER (gtk_widget_get_template_child (view, PURSUIT_TYPE_HAND_OVER_VIEW, "receiver")),
                                1, "Han Xu");
  gtk_widget_activate_action (view, "handover.give", NULL);
  wait_for (self, "Handed over to Han Xu on");
  wait_for (self, "not accepted yet");
  wait_for (self, "missing");

  ui_call (&self->base, tick_all_job, NULL);
  pursuit_worker_poll (self->base.worker);
  ui_wait_until (may_accept, view);
  gtk_widget_activate_action (view, "handover.accept", NULL);
  wait_for (self, ", accepted on");
}

static void
test_read_only_offers_nothing (Fixture       *self,
                               gconstpointer  data)
{
  ui_end_worker (self->base.worker);
  self->base.worker = pursuit_worker_new ();
  ui_open (self->base.worker, self->base.path, PURSUIT_STORE_READ_ONLY);
  open_sheet (self, "strategy");
  wait_for (self, "Nobody is named yet.");
  ui_wait_until (says_not, &(Wanted) { self->sheet, "Also at the customer" });
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_ancestor (find_labelled (self->sheet, "Add Person…"),
                                                                     GTK_TYPE_BUTTON)));
}

/* The sheet is a window of its own, without the actions of the main window. */
static void
test_documents_tell_in_the_sheet (Fixture       *self,
                                  gconstpointer  data)
{
  GtkWidget *view;

  open_sheet (self, "documents");
  view = ui_find_type (self->sheet, PURSUIT_TYPE_DOCUMENTS_VIEW);
  wait_for (self, "Contract");
  g_assert_true (gtk_widget_activate_action (view, "documents.rename", "x", G_GINT64_CONSTANT (99)));
  wait_for (self, "There is no Document with the number 99.");
}

static void
add_test (const char *path,
          void      (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add_test ("/ui/strategy/overview/says-how-it-stands", test_says_how_it_stands);
  add_test ("/ui/strategy/empty/says-what-to-do", test_empty_says_what_to_do);
  add_test ("/ui/strategy/people/takes-who-is-known", test_takes_who_is_known);
  add_test ("/ui/strategy/news/follows-others", test_follows_others);
  add_test ("/ui/strategy/news/keeps-rows", test_keeps_rows);
  add_test ("/ui/strategy/reviews/shows-what-changed", test_shows_reviews);
  add_test ("/ui/strategy/tracks/shows-both", test_shows_both_tracks);
  add_test ("/ui/strategy/hand-over/not-of-early-deals", test_early_deals_are_not_handed_over);
  add_test ("/ui/strategy/hand-over/won-waits-for-delivery", test_won_waits_for_delivery);
  add_test ("/ui/strategy/hand-over/given-and-accepted", test_handed_over_and_accepted);
  add_test ("/ui/strategy/documents/tell-in-the-sheet", test_documents_tell_in_the_sheet);
  add_test ("/ui/strategy/read-only/offers-nothing", test_read_only_offers_nothing);

  return g_test_run ();
}
