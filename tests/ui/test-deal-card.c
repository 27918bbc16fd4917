/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "board-fixture.h"
#include "pursuit-date.h"
#include "pursuit-deal-card.h"
#include "pursuit-deal-words.h"

/* A card for each state of a deal, without a board around it. */

typedef struct
{
  GtkWidget *window;
  PursuitDealCard *card;
  PursuitRow *row;
} Fixture;

static PursuitRow *
make_row (void)
{
  PursuitRow *row = pursuit_row_new (1, pursuit_list_n_columns (PURSUIT_LIST_DEALS));

  pursuit_row_set_text (row, PURSUIT_DEAL_ROW_CUSTOMER, "Old Harbour");
  pursuit_row_set_text (row, PURSUIT_DEAL_ROW_TITLE, "Quay crane");
  pursuit_row_set_number (row, PURSUIT_DEAL_ROW_AMOUNT, 1460000000);
  pursuit_row_set_text (row, PURSUIT_DEAL_ROW_STAGE, "Review");
  pursuit_row_set_number (row, PURSUIT_DEAL_ROW_STAGE_ENTERED_AT, BOARD_NOW - 12 * BOARD_DAY);
  pursuit_row_set_number (row, PURSUIT_DEAL_ROW_EXPECTED_DAYS, 20);
  pursuit_row_set_number (row, PURSUIT_DEAL_ROW_PROBABILITY, 70);
  pursuit_row_set_text (row, PURSUIT_DEAL_ROW_NEXT_STEP, "Call the buyer");
  pursuit_row_set_text (row, PURSUIT_DEAL_ROW_NEXT_STEP_ON, "2026-03-18");

  return row;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  pursuit_time_set_now (BOARD_NOW);
  self->row = make_row ();
  self->card = PURSUIT_DEAL_CARD (pursuit_deal_card_new ());
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->card));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->row);
  pursuit_time_set_now (0);
}

static void
show (Fixture *self)
{
  pursuit_deal_card_show (self->card, self->row, "CNY");
}

static void
assert_facts (Fixture    *self,
              const char *expected)
{
  g_autofree char *text = pursuit_deal_card_dup_text (self->card);

  g_assert_cmpstr (text, ==, expected);
}

static int
get_height (Fixture *self)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (self->card), GTK_ORIENTATION_VERTICAL, 160, NULL, &height, NULL, NULL);

  return height;
}

static void
test_calm (Fixture       *self,
           gconstpointer  data)
{
  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|12 days|tomorrow|Call the buyer");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, tomorrow: Call the buyer");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->card), "parked"));
}

static void
test_ahead (Fixture       *self,
            gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_GAP, 2);
  show (self);
  board_assert_labels (GTK_WIDGET (self->card),
                       "Old Harbour|Quay crane|¥14.6 M|12 days|2 ahead of the buyer|tomorrow|Call the buyer");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, 2 ahead of the buyer, tomorrow: Call the buyer");
}

static void
test_behind (Fixture       *self,
             gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_GAP, -1);
  show (self);
  board_assert_labels (GTK_WIDGET (self->card),
                       "Old Harbour|Quay crane|¥14.6 M|12 days|1 behind|tomorrow|Call the buyer");
}

/* One stage ahead is how it should be. */
static void
test_gap_in_words (void)
{
  const struct { int gap; const char *words; } cases[] = {
    { -7, "7 behind" }, { -1, "1 behind" }, { 0, NULL }, { 1, NULL }, { 2, "2 ahead of the buyer" },
    { 5, "5 ahead of the buyer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = pursuit_deal_words_gap (cases[i].gap);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_missing (Fixture       *self,
              gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_MISSING, 2);
  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|2|Quay crane|¥14.6 M|12 days|tomorrow|Call the buyer");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, 2 milestones missing, tomorrow: Call the buyer");
}

static void
test_stalled (Fixture       *self,
              gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_EXPECTED_DAYS, 11);
  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|Stalled 12 d|tomorrow|Call the buyer");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, stalled for 12 days, tomorrow: Call the buyer");
}

/* What is put aside neither stalls nor wants a next step; it says why, until the day has come. */
static void
test_parked (Fixture       *self,
             gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_EXPECTED_DAYS, 1);
  pursuit_row_set_text (self->row, PURSUIT_DEAL_ROW_PARKED_UNTIL, "2026-04-15");
  pursuit_row_set_text (self->row, PURSUIT_DEAL_ROW_PARKED_REASON, "Budget frozen");
  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|12 days|Until 15 Apr|Budget frozen");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, parked until 15 Apr, Budget frozen");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->card), "parked"));

  pursuit_row_set_text (self->row, PURSUIT_DEAL_ROW_PARKED_UNTIL, "2026-03-17");
  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|Stalled 12 d|tomorrow|Call the buyer");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->card), "parked"));
}

static void
test_probability_by_hand (Fixture       *self,
                          gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_PROBABILITY_MANUAL, 1);
  pursuit_deal_card_set_stage_probability (self->card, 40);
  show (self);
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, tomorrow: Call the buyer, "
                      "win probability 70% by hand, 40% in this stage");
  pursuit_deal_card_set_stage_probability (self->card, -1);
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, tomorrow: Call the buyer, "
                      "win probability 70% by hand");
}

static void
test_owner (Fixture       *self,
            gconstpointer  data)
{
  pursuit_row_set_text (self->row, PURSUIT_DEAL_ROW_OWNER, "Ines Wallow");
  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|I|Quay crane|¥14.6 M|12 days|tomorrow|Call the buyer");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, tomorrow: Call the buyer, Ines Wallow");
}

/* A compact card is lower whatever it shows; its chips are heard though only their icons are seen. */
static void
test_compact (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *chip;
  int comfortable;

  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_GAP, 3);
  show (self);
  comfortable = get_height (self);
  pursuit_deal_card_set_compact (self->card, TRUE);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|12 d|tomorrow|Call the buyer");
  g_assert_cmpint (get_height (self), <, comfortable * 3 / 4);
  chip = board_find_with_class (GTK_WIDGET (self->card), "bare");
  g_assert_nonnull (chip);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, "3 ahead of the buyer");
  assert_facts (self, "Old Harbour, Quay crane, ¥14.6 M, Review, 12 days, 3 ahead of the buyer, tomorrow: Call the buyer");
}

/* Where the lanes are no stages, the card says where its deal stands. */
static void
test_says_stage (Fixture       *self,
                 gconstpointer  data)
{
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_POSITION, 6);
  pursuit_row_set_number (self->row, PURSUIT_DEAL_ROW_GAP, -1);
  pursuit_deal_card_set_says_stage (self->card, TRUE);
  show (self);
  board_assert_labels (GTK_WIDGET (self->card),
                       "Old Harbour|Quay crane|¥14.6 M|12 days|6  Review|1 behind|tomorrow|Call the buyer");
  pursuit_deal_card_set_compact (self->card, TRUE);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|12 d|6|tomorrow|Call the buyer");
}

/* A card is used again for other deals: nothing of the last one stays. */
static void
test_recycled (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(PursuitRow) troubled = make_row ();

  pursuit_row_set_number (troubled, PURSUIT_DEAL_ROW_GAP, -2);
  pursuit_row_set_number (troubled, PURSUIT_DEAL_ROW_MISSING, 3);
  pursuit_row_set_text (troubled, PURSUIT_DEAL_ROW_PARKED_UNTIL, "2026-04-15");
  pursuit_deal_card_show (self->card, troubled, "CNY");
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|3|Quay crane|¥14.6 M|12 days|2 behind|Until 15 Apr");

  show (self);
  board_assert_labels (GTK_WIDGET (self->card), "Old Harbour|Quay crane|¥14.6 M|12 days|tomorrow|Call the buyer");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->card), "has-chips"));
}

static void
add (const char *path,
     void        (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/ui/deal-card/calm/shows-what-matters", test_calm);
  add ("/ui/deal-card/gap/says-how-far-ahead", test_ahead);
  add ("/ui/deal-card/gap/says-how-far-behind", test_behind);
  g_test_add_func ("/ui/deal-card/gap/one-ahead-is-calm", test_gap_in_words);
  add ("/ui/deal-card/milestones/counts-the-missing", test_missing);
  add ("/ui/deal-card/stalled/says-so", test_stalled);
  add ("/ui/deal-card/parked/says-until-when-and-why", test_parked);
  add ("/ui/deal-card/probability/by-hand-is-told", test_probability_by_hand);
  add ("/ui/deal-card/owner/is-named", test_owner);
  add ("/ui/deal-card/compact/is-lower-and-says-as-much", test_compact);
  add ("/ui/deal-card/stage/is-said-elsewhere", test_says_stage);
  add ("/ui/deal-card/recycled/keeps-nothing", test_recycled);

  return g_test_run ();
}
