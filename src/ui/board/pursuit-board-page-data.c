/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-money.h"
#include "pursuit-preferences.h"
#include "pursuit-str.h"

/* How the board gets what it shows. */

/* The height of a card, and what is above and below the lanes; near enough to guess how many cards are seen at first. */
#define CARD_HEIGHT 108
#define COMPACT_CARD_HEIGHT 70
#define AROUND_LANES 270

typedef struct
{
  PursuitQuery *filter;
  guint n_cards;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  pursuit_query_free (question->filter);
  g_free (question);
}

/* The figures that need not be there at once. */
typedef struct
{
  PursuitBoard *board;
  PursuitTotals stalled;
} Figures;

static void
figures_free (gpointer data)
{
  Figures *figures = data;

  g_clear_pointer (&figures->board, pursuit_board_free);
  g_free (figures);
}

/* What the filters of the page ask for. */
PursuitQuery *
pursuit_board_page_dup_filter (PursuitBoardPage *self)
{
  PursuitQuery *filter = pursuit_query_new (PURSUIT_LIST_DEALS);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  filter->order = self->order;
  filter->search = pursuit_str_empty (words) ? NULL : g_strdup (words);
  filter->owner_id = pursuit_filter_button_get_id (self->seller);
  filter->unit_id = pursuit_filter_button_get_id (self->team);
  filter->stalled = gtk_toggle_button_get_active (self->stalled);

  return filter;
}

static Question *
make_question (PursuitBoardPage *self,
               guint             n_cards)
{
  Question *question = g_new0 (Question, 1);

  question->filter = pursuit_board_page_dup_filter (self);
  question->n_cards = n_cards;

  return question;
}

static gpointer
read_board_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Question *question = data;

  return pursuit_board_read (desk, question->filter, PURSUIT_BOARD_BY_STAGE, question->n_cards, error);
}

static gpointer
read_figures_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Question *question = data;
  g_autoptr(PursuitQuery) stalled = pursuit_query_copy (question->filter);
  g_autoptr(PursuitQuery) scoped = NULL;
  Figures *figures = g_new0 (Figures, 1);

  stalled->stalled = TRUE;
  stalled->status = PURSUIT_DEAL_OPEN;
  scoped = pursuit_desk_scope_query (desk, stalled);
  figures->board = pursuit_board_read (desk, question->filter, PURSUIT_BOARD_BY_STAGE, 0, error);
  if (figures->board != NULL &&
      pursuit_store_query_totals (pursuit_desk_get_store (desk), scoped, &figures->stalled, error))
    return figures;

  figures_free (figures);
  return NULL;
}

static const char *
get_currency (PursuitBoardPage *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  return opened != NULL ? opened->currency : NULL;
}

static void
show_totals (PursuitBoardPage    *self,
             const PursuitTotals *open)
{
  g_autofree char *amount = pursuit_money_format (open->amount, get_currency (self), PURSUIT_MONEY_SHORT);
  g_autofree char *weighted = pursuit_money_format (open->weighted, NULL, PURSUIT_MONEY_SHORT);
  /* Translators: the figures of the board: %1$d a count of deals, %2$s the sum of their amounts, %3$s the sum of amounts,
   * each times its chance; keep the markup */
  g_autofree char *text = g_strdup_printf (ngettext ("<b>%1$d</b> deal · <b>%2$s</b> · weighted <b>%3$s</b>",
                                                     "<b>%1$d</b> deals · <b>%2$s</b> · weighted <b>%3$s</b>",
                                                     (gulong) open->count),
                                           (int) open->count, amount, weighted);

  gtk_label_set_markup (self->totals, text);
}

static void
show_figures (PursuitBoardPage *self,
              PursuitBoard     *board)
{
  for (guint i = 0; i < self->lanes->len && i < board->lanes->len; i++)
    {
      PursuitLane *lane = g_ptr_array_index (board->lanes, i);

      pursuit_board_lane_show_totals (g_ptr_array_index (self->lanes, i), &lane->totals);
    }
  show_totals (self, &board->open);
  pursuit_end_target_show_totals (self->won, &board->won_quarter, get_currency (self));
  pursuit_end_target_show_totals (self->lost, &board->lost_quarter, get_currency (self));
}

/* Whether there is anything to show, and what to say if not. */
static void
show_state (PursuitBoardPage *self,
            PursuitBoard     *board)
{
  g_autoptr(PursuitQuery) filter = pursuit_board_page_dup_filter (self);
  gboolean filtered = pursuit_query_is_filtered (filter);

  if (board->open.count == 0 && filtered)
    pursuit_board_page_set_state (self, PURSUIT_BOARD_NOTHING);
  else if (board->open.count + board->won.count + board->lost.count == 0)
    pursuit_board_page_set_state (self, PURSUIT_BOARD_EMPTY);
  else
    pursuit_board_page_set_state (self, PURSUIT_BOARD_LANES);
}

static gboolean
is_folded (int position)
{
  g_autoptr(GVariant) folded = NULL;
  GVariantIter iter;
  int one;

  g_object_get (pursuit_preferences_get_default (), "board-folded-lanes", &folded, NULL);
  g_variant_iter_init (&iter, folded);
  while (g_variant_iter_next (&iter, "i", &one))
    if (one == position)
      return TRUE;

  return FALSE;
}

static gboolean
have_same_stages (PursuitBoardPage *self,
                  PursuitBoard     *board)
{
  if (self->process_id != board->process_id || self->lanes->len != board->lanes->len)
    return FALSE;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      PursuitRecord *old = PURSUIT_RECORD (pursuit_board_lane_get_stage (g_ptr_array_index (self->lanes, i)));
      PursuitRecord *new = PURSUIT_RECORD (((PursuitLane *) g_ptr_array_index (board->lanes, i))->stage);

      if (old->id != new->id || old->revision != new->revision)
        return FALSE;
    }

  return TRUE;
}

static void
fold_changed_cb (PursuitBoardLane *lane,
                 PursuitBoardPage *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ai"));
  for (guint i = 0; i < self->lanes->len; i++)
    if (pursuit_board_lane_get_folded (g_ptr_array_index (self->lanes, i)))
      g_variant_builder_add (&builder, "i", pursuit_board_lane_get_position (g_ptr_array_index (self->lanes, i)));
  g_object_set (pursuit_preferences_get_default (), "board-folded-lanes", g_variant_builder_end (&builder), NULL);
}

static gboolean
follow_cb (gpointer user_data)
{
  PursuitBoardPage *self = user_data;

  self->follow_source = 0;
  for (guint i = 0; i < self->lanes->len && self->follow_id != 0; i++)
    if (pursuit_board_lane_focus_deal (g_ptr_array_index (self->lanes, i), self->follow_id))
      self->follow_id = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_follow (PursuitBoardPage *self)
{
  /* When the lists have made their rows. */
  if (self->follow_id != 0 && self->follow_source == 0)
    self->follow_source = g_idle_add (follow_cb, self);
}

static void
cards_changed_cb (GListModel       *model,
                  guint             position,
                  guint             removed,
                  guint             added,
                  PursuitBoardPage *self)
{
  if (added > 0)
    queue_follow (self);
}

/* Gives the focus to a deal's card as soon as it has arrived in its lane. */
void
pursuit_board_page_follow (PursuitBoardPage *self,
                           gint64            deal_id)
{
  self->follow_id = deal_id;
}

void
pursuit_board_page_clear_lanes (PursuitBoardPage *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    gtk_box_remove (self->lane_box, g_ptr_array_index (self->lanes, i));
  g_ptr_array_set_size (self->lanes, 0);
  g_menu_remove_all (self->move_menu);
}

static void
add_lane (PursuitBoardPage *self,
          PursuitStage     *stage)
{
  GtkWidget *lane = pursuit_board_lane_new (stage, self->worker, self->n_first);
  g_autofree char *density = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "board-density");
  PursuitQueryModel *model = pursuit_board_lane_get_model (PURSUIT_BOARD_LANE (lane));

  g_ptr_array_add (self->lanes, lane);
  gtk_box_append (self->lane_box, lane);
  pursuit_board_lane_set_folded (PURSUIT_BOARD_LANE (lane), is_folded ((int) stage->position));
  pursuit_board_lane_set_compact (PURSUIT_BOARD_LANE (lane), g_strcmp0 (density, "compact") == 0);
  pursuit_board_lane_set_editable (PURSUIT_BOARD_LANE (lane), self->may_edit);
  g_signal_connect_object (lane, "folded", G_CALLBACK (fold_changed_cb), self, 0);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (cards_changed_cb), self, G_CONNECT_AFTER);
  pursuit_board_page_watch_lane (self, PURSUIT_BOARD_LANE (lane));
}

static void
make_lanes (PursuitBoardPage *self,
            PursuitBoard     *board)
{
  pursuit_board_page_clear_lanes (self);
  self->process_id = board->process_id;
  for (guint i = 0; i < board->lanes->len; i++)
    add_lane (self, ((PursuitLane *) g_ptr_array_index (board->lanes, i))->stage);
}

/* So that keys work at once: the window put the focus into the search only because nothing else was there. */
static void
focus_first_card (PursuitBoardPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->had_focus || root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->had_focus = TRUE;
  if (pursuit_str_empty (words) && (focus == NULL || gtk_widget_is_ancestor (focus, self->search)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_board (PursuitBoardPage *self,
            PursuitBoard     *board)
{
  g_autoptr(PursuitQuery) filter = pursuit_board_page_dup_filter (self);

  if (!have_same_stages (self, board))
    make_lanes (self, board);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      PursuitLane *lane = g_ptr_array_index (board->lanes, i);
      g_autoptr(PursuitQuery) query = pursuit_board_lane_query (filter, lane);

      pursuit_query_model_seed (pursuit_board_lane_get_model (g_ptr_array_index (self->lanes, i)), query,
                                (const gint64 *) (gpointer) lane->ids->data, lane->ids->len, lane->rows,
                                lane->ids->len < self->n_first);
    }
  show_figures (self, board);
  show_state (self, board);
  queue_follow (self);
  focus_first_card (self);
}

static void
read_board_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitBoard) board = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another question took the place of this one. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->reading);
  if (board != NULL)
    show_board (self, board);
  else
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), error->message);
      pursuit_board_page_set_state (self, PURSUIT_BOARD_ERROR);
    }
  pursuit_board_page_read_figures (self);
}

/* What is seen of a lane at first; the rest comes when the first frame is out. */
static guint
count_visible_cards (PursuitBoardPage *self)
{
  g_autofree char *density = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "board-density");
  gboolean compact = g_strcmp0 (density, "compact") == 0;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width, height = root != NULL ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;

  if (height == 0 && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);

  return (guint) (MAX (height - AROUND_LANES, 0) / (compact ? COMPACT_CARD_HEIGHT : CARD_HEIGHT)) + 2;
}

/* Reads the board anew under the present filters. */
void
pursuit_board_page_read (PursuitBoardPage *self)
{
  if (self->worker == NULL)
    return;

  self->n_first = count_visible_cards (self);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_board_job, make_question (self, self->n_first), question_free,
                             (GDestroyNotify) pursuit_board_free, self->reading, read_board_cb, g_object_ref (self));
}

static void
show_stalled (PursuitBoardPage    *self,
              const PursuitTotals *stalled)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, stalled->count);

  gtk_label_set_text (self->stalled_count, count);
}

static void
read_figures_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;
  Figures *figures = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  gboolean current = !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));

  if (current)
    self->reading_figures = FALSE;
  /* The board itself is on its way: its figures are newer. */
  if (current && figures != NULL && self->reading == NULL)
    {
      if (have_same_stages (self, figures->board))
        {
          show_figures (self, figures->board);
          show_state (self, figures->board);
        }
      else
        pursuit_board_page_read (self);
      show_stalled (self, &figures->stalled);
    }
  g_clear_pointer ((gpointer *) &figures, figures_free);

  if (current && self->figures_are_stale)
    pursuit_board_page_read_figures (self);
}

/* Shows everything anew when another day has begun. */
void
pursuit_board_page_look_at_calendar (PursuitBoardPage *self)
{
  g_autofree char *today = pursuit_date_today ();

  if (!pursuit_set_str (&self->today, today))
    return;

  for (guint i = 0; i < self->lanes->len; i++)
    pursuit_board_lane_show_again (g_ptr_array_index (self->lanes, i));
  pursuit_board_page_read (self);
}

static gboolean
minute_cb (gpointer user_data)
{
  pursuit_board_page_look_at_calendar (user_data);

  return G_SOURCE_CONTINUE;
}

/* A board stays open overnight: in the morning what was due tomorrow is due today, and stands elsewhere in its lane. */
void
pursuit_board_page_watch_calendar (PursuitBoardPage *self)
{
  self->today = pursuit_date_today ();
  self->calendar_source = g_timeout_add_seconds (60, minute_cb, self);
}

/* Reads the heads and totals alone: the cards follow the news by themselves. */
void
pursuit_board_page_read_figures (PursuitBoardPage *self)
{
  if (self->worker == NULL || self->reading != NULL)
    return;

  self->figures_are_stale = self->reading_figures;
  if (self->reading_figures)
    return;

  self->reading_figures = TRUE;
  pursuit_worker_call_async (self->worker, read_figures_job, make_question (self, 0), question_free, figures_free,
                             self->cancellable, read_figures_cb, g_object_ref (self));
}
