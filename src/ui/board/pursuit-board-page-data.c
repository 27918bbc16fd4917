/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <adwaita.h>

#include "pursuit-date.h"
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
  PursuitBoardGrouping grouping;
  guint n_cards;
} Question;

/* What is read: the board, and the stages of its process where the lanes are others. */
typedef struct
{
  PursuitBoard *board;
  PursuitBoard *stages;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->board, pursuit_board_free);
  g_clear_pointer (&answer->stages, pursuit_board_free);
  g_free (answer);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  pursuit_query_free (question->filter);
  g_free (question);
}

/* What the filters of the page ask for. */
PursuitQuery *
pursuit_board_page_dup_filter (PursuitBoardPage *self)
{
  PursuitQuery *filter = pursuit_query_new (PURSUIT_LIST_DEALS);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  filter->order = self->order;
  filter->search = pursuit_str_empty (words) ? NULL : g_strdup (words);
  filter->process_id = self->chosen_process;
  pursuit_board_filters_fill (self->filters, filter);

  return filter;
}

static Question *
make_question (PursuitBoardPage *self,
               guint             n_cards)
{
  Question *question = g_new0 (Question, 1);

  question->filter = pursuit_board_page_dup_filter (self);
  question->grouping = self->grouping;
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
  Answer *answer = g_new0 (Answer, 1);

  answer->board = pursuit_board_read (desk, question->filter, question->grouping, question->n_cards, error);
  if (answer->board != NULL && question->grouping != PURSUIT_BOARD_BY_STAGE)
    answer->stages = pursuit_board_read (desk, question->filter, PURSUIT_BOARD_BY_STAGE, 0, error);
  if (answer->board != NULL && (question->grouping == PURSUIT_BOARD_BY_STAGE || answer->stages != NULL))
    return answer;

  answer_free (answer);
  return NULL;
}

/* Whether there is anything to show, and what to say if not. */
void
pursuit_board_page_show_state (PursuitBoardPage *self,
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

/* Whether the lanes are those of @board already. */
gboolean
pursuit_board_page_have_lanes (PursuitBoardPage *self,
                               PursuitBoard     *board)
{
  if (self->process_id != board->process_id || self->lanes->len != board->lanes->len)
    return FALSE;

  for (guint i = 0; i < self->lanes->len; i++)
    if (!pursuit_board_lane_is (g_ptr_array_index (self->lanes, i), g_ptr_array_index (board->lanes, i)))
      return FALSE;

  return TRUE;
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
fold_changed_cb (PursuitBoardLane *lane,
                 PursuitBoardPage *self)
{
  pursuit_board_page_keep_folds (self);
}

/* While a card is on its way, its targets have the room. */
static void
dragging_cb (PursuitBoardLane *lane,
             gboolean          dragging,
             PursuitBoardPage *self)
{
  pursuit_end_target_set_dragging (self->parked, dragging);
  gtk_widget_set_visible (GTK_WIDGET (self->forecast), !dragging);
}

static void
add_lane (PursuitBoardPage  *self,
          const PursuitLane *shown)
{
  int position = shown->stage != NULL ? (int) shown->stage->position : (int) self->lanes->len + 1;
  GtkWidget *lane = pursuit_board_lane_new (shown, position, self->worker, self->n_first);
  g_autofree char *density = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "board-density");
  PursuitQueryModel *model = pursuit_board_lane_get_model (PURSUIT_BOARD_LANE (lane));

  g_ptr_array_add (self->lanes, lane);
  gtk_box_append (self->lane_box, lane);
  pursuit_board_lane_set_folded (PURSUIT_BOARD_LANE (lane),
                                 pursuit_board_page_is_folded (self, PURSUIT_BOARD_LANE (lane)));
  pursuit_board_lane_set_compact (PURSUIT_BOARD_LANE (lane), g_strcmp0 (density, "compact") == 0);
  pursuit_board_lane_set_editable (PURSUIT_BOARD_LANE (lane), self->may_edit);
  g_signal_connect_object (lane, "folded", G_CALLBACK (fold_changed_cb), self, 0);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (cards_changed_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (lane, "dragging", G_CALLBACK (dragging_cb), self, 0);
  pursuit_board_page_watch_lane (self, PURSUIT_BOARD_LANE (lane));
}

static void
make_lanes (PursuitBoardPage *self,
            PursuitBoard     *board)
{
  pursuit_board_page_clear_lanes (self);
  if (self->process_id == 0)
    pursuit_process_button_read (self->process_button, self->worker);
  self->process_id = board->process_id;
  pursuit_set_str (&self->process_name, board->process_name);
  for (guint i = 0; i < board->lanes->len; i++)
    add_lane (self, g_ptr_array_index (board->lanes, i));
  pursuit_board_page_notify_process (self);
}

/* The stages to which cards can be moved, whatever the lanes are. */
static void
keep_stages (PursuitBoardPage *self,
             PursuitBoard     *board)
{
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < board->lanes->len; i++)
    g_ptr_array_add (self->stages, g_object_ref (((PursuitLane *) g_ptr_array_index (board->lanes, i))->stage));
  pursuit_board_page_fill_choice_menu (self);
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

  if (!pursuit_board_page_have_lanes (self, board))
    make_lanes (self, board);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      PursuitLane *lane = g_ptr_array_index (board->lanes, i);
      g_autoptr(PursuitQuery) query = pursuit_board_lane_query (filter, lane);

      pursuit_query_model_seed (pursuit_board_lane_get_model (g_ptr_array_index (self->lanes, i)), query,
                                (const gint64 *) (gpointer) lane->ids->data, lane->ids->len, lane->rows,
                                lane->ids->len < self->n_first);
    }
  pursuit_board_page_show_figures (self, board);
  pursuit_process_button_show (self->process_button, board->process_name, board->process_name_zh, board->process_version);
  pursuit_board_page_show_state (self, board);
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
  Answer *answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another question took the place of this one. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer ((gpointer *) &answer, answer_free);
      return;
    }

  g_clear_object (&self->reading);
  if (answer != NULL)
    {
      keep_stages (self, answer->stages != NULL ? answer->stages : answer->board);
      show_board (self, answer->board);
    }
  else
    {
      adw_status_page_set_description (pursuit_later_get_object (self->error, "error"), error->message);
      pursuit_board_page_set_state (self, PURSUIT_BOARD_ERROR);
    }
  g_clear_pointer ((gpointer *) &answer, answer_free);
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

  return (guint) (MAX (height - AROUND_LANES, 0) / (compact ? COMPACT_CARD_HEIGHT : CARD_HEIGHT)) + 1;
}

/* Reads the board anew under the present filters. */
void
pursuit_board_page_read (PursuitBoardPage *self)
{
  if (self->worker == NULL)
    return;

  pursuit_board_page_follow_saved (self);
  self->n_first = count_visible_cards (self);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, read_board_job, make_question (self, self->n_first), question_free,
                             answer_free, self->reading, read_board_cb, g_object_ref (self));
}
