/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board.h"

#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-lookups.h"
#include "pursuit-process.h"

static void
lane_free (gpointer data)
{
  PursuitLane *lane = data;

  g_clear_object (&lane->stage);
  g_clear_pointer (&lane->ids, g_array_unref);
  g_clear_pointer (&lane->rows, g_ptr_array_unref);
  g_free (lane);
}

/**
 * pursuit_board_free:
 * @self: (transfer full): a board
 */
void
pursuit_board_free (PursuitBoard *self)
{
  g_free (self->process_name);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_free (self);
}

/**
 * pursuit_board_lane_query:
 * @filter: (nullable): a query of deals whose filters narrow the board
 * @stage_id: the lane's stage
 *
 * Returns: (transfer full): the query of one lane's cards: the open deals in that stage
 */
PursuitQuery *
pursuit_board_lane_query (const PursuitQuery *filter,
                          gint64              stage_id)
{
  PursuitQuery *query = filter != NULL ? pursuit_query_copy (filter) : pursuit_query_new (PURSUIT_LIST_DEALS);

  query->stage_id = stage_id;
  query->status = PURSUIT_DEAL_OPEN;

  return query;
}

static gboolean
read_lane (PursuitDesk               *desk,
           const PursuitQuery        *filter,
           PursuitStage              *stage,
           const PursuitStageTotals  *totals,
           guint                      n_cards,
           GPtrArray                 *lanes,
           GError                   **error)
{
  g_autoptr(PursuitQuery) query = pursuit_board_lane_query (filter, totals->stage_id);
  PursuitLane *lane = g_new0 (PursuitLane, 1);

  g_ptr_array_add (lanes, lane);
  lane->stage = g_object_ref (stage);
  lane->totals = totals->open;
  if (n_cards == 0)
    return TRUE;

  lane->rows = pursuit_desk_query_first (desk, query, n_cards, error);
  if (lane->rows == NULL)
    return FALSE;

  lane->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), lane->rows->len);
  for (guint i = 0; i < lane->rows->len; i++)
    {
      gint64 id = pursuit_row_get_id (g_ptr_array_index (lane->rows, i));

      g_array_append_val (lane->ids, id);
    }
  return TRUE;
}

static gboolean
read_quarter (PursuitDesk         *desk,
              const PursuitQuery  *filter,
              int                  status,
              PursuitTotals       *out_totals,
              GError             **error)
{
  g_autoptr(PursuitQuery) query = filter != NULL ? pursuit_query_copy (filter)
                                                 : pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = NULL;
  g_autofree char *today = pursuit_date_today ();

  g_clear_pointer (&query->closed_from, g_free);
  g_clear_pointer (&query->closed_to, g_free);
  pursuit_date_quarter (today, &query->closed_from, &query->closed_to);
  query->status = status;
  query->stalled = FALSE;
  scoped = pursuit_desk_scope_query (desk, query);

  return pursuit_store_query_totals (pursuit_desk_get_store (desk), scoped, out_totals, error);
}

static PursuitStage *
stage_by_id (GPtrArray *stages,
             gint64     id)
{
  for (guint i = 0; i < stages->len; i++)
    if (PURSUIT_RECORD (g_ptr_array_index (stages, i))->id == id)
      return g_ptr_array_index (stages, i);

  return NULL;
}

static gboolean
read_lanes (PursuitBoard        *self,
            PursuitDesk         *desk,
            const PursuitQuery  *filter,
            guint                n_cards,
            GError             **error)
{
  g_autoptr(GPtrArray) stages = pursuit_deals_list_stages (desk, error);
  g_autoptr(PursuitQuery) any = filter != NULL ? pursuit_query_copy (filter) : pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (desk, any);
  g_autoptr(GArray) totals = NULL;

  if (stages == NULL)
    return FALSE;
  totals = pursuit_store_query_board (pursuit_desk_get_store (desk), self->process_id, scoped, &self->won, &self->lost,
                                      error);
  if (totals == NULL)
    return FALSE;

  for (guint i = 0; i < totals->len; i++)
    {
      const PursuitStageTotals *lane = &g_array_index (totals, PursuitStageTotals, i);
      PursuitStage *stage = stage_by_id (stages, lane->stage_id);

      if (stage == NULL)
        continue;
      if (!read_lane (desk, filter, stage, lane, n_cards, self->lanes, error))
        return FALSE;
      self->open.count += lane->open.count;
      self->open.amount += lane->open.amount;
      self->open.weighted += lane->open.weighted;
    }

  return TRUE;
}

/**
 * pursuit_board_read:
 * @desk: a desk
 * @filter: (nullable): a query of deals whose filters narrow the board; its stage and status do not count
 * @n_cards: how many cards of each lane to read, 0 for the figures alone
 * @error: return location
 *
 * Reads what the board shows at first: the figures and the first cards of every lane. Without a filter it costs the
 * same at any number of deals (P3).
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may see no deals, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the board
 */
PursuitBoard *
pursuit_board_read (PursuitDesk         *desk,
                    const PursuitQuery  *filter,
                    guint                n_cards,
                    GError             **error)
{
  g_autoptr(PursuitBoard) self = g_new0 (PursuitBoard, 1);
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_VIEW, error) ||
      !pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;

  self->process_id = pursuit_desk_get_process_id (desk);
  self->process_name = pursuit_lookup_name (pursuit_desk_get_store (desk), PURSUIT_TYPE_PROCESS, self->process_id);
  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  if (!read_lanes (self, desk, filter, n_cards, error) ||
      !read_quarter (desk, filter, PURSUIT_DEAL_WON, &self->won_quarter, error) ||
      !read_quarter (desk, filter, PURSUIT_DEAL_LOST, &self->lost_quarter, error))
    return NULL;

  return g_steal_pointer (&self);
}
