/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-process.h"

static void
lane_free (gpointer data)
{
  PursuitLane *lane = data;

  g_clear_object (&lane->stage);
  g_free (lane->key_text);
  g_free (lane->label);
  g_free (lane->except);
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
  g_free (self->process_name_zh);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_free (self);
}

static void
set_lane (PursuitQuery      *query,
          const PursuitLane *lane)
{
  switch (lane->grouping)
    {
    case PURSUIT_BOARD_BY_SELLER:
      query->owner_id = lane->key_id;
      query->no_owner = lane->key_id == 0;
      break;
    case PURSUIT_BOARD_BY_REGION:
      g_free (query->region);
      query->region = g_strdup (lane->key_text);
      query->no_region = lane->key_text == NULL;
      break;
    case PURSUIT_BOARD_BY_PRODUCT:
      g_free (query->product_line);
      query->product_line = g_strdup (lane->key_text);
      query->no_product = lane->key_text == NULL;
      break;
    case PURSUIT_BOARD_BY_STAGE:
    case PURSUIT_N_BOARD_GROUPINGS:
    default:
      query->stage_id = lane->key_id;
      break;
    }
}

/**
 * pursuit_board_lane_query:
 * @filter: (nullable): a query of deals whose filters narrow the board
 * @lane: a lane
 *
 * Returns: (transfer full): the query of the lane's cards: the open deals in it
 */
PursuitQuery *
pursuit_board_lane_query (const PursuitQuery *filter,
                          const PursuitLane  *lane)
{
  PursuitQuery *query = filter != NULL ? pursuit_query_copy (filter) : pursuit_query_new (PURSUIT_LIST_DEALS);

  query->status = PURSUIT_DEAL_OPEN;
  query->stage_id = 0;
  /* A stage belongs to one process. */
  query->process_id = lane->grouping == PURSUIT_BOARD_BY_STAGE ? 0 : lane->process_id;
  if (lane->is_others)
    {
      query->except_by = lane->grouping;
      g_free (query->except);
      query->except = g_strdup (lane->except);
    }
  else
    set_lane (query, lane);

  return query;
}

static gboolean
read_cards (PursuitDesk         *desk,
            const PursuitQuery  *filter,
            PursuitLane         *lane,
            guint                n_cards,
            GError             **error)
{
  g_autoptr(PursuitQuery) query = pursuit_board_lane_query (filter, lane);

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

static PursuitLane *
add_lane (PursuitBoard        *self,
          const PursuitTotals *totals)
{
  PursuitLane *lane = g_new0 (PursuitLane, 1);

  lane->grouping = self->grouping;
  lane->process_id = self->process_id;
  lane->totals = *totals;
  g_ptr_array_add (self->lanes, lane);

  return lane;
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
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  pursuit_date_quarter (today, &first, &last);
  query->status = status;
  query->stage_id = 0;
  query->stalled = FALSE;
  scoped = pursuit_desk_scope_query (desk, query);

  return pursuit_store_query_closed (pursuit_desk_get_store (desk), scoped, first, last, out_totals, error);
}

static gboolean
read_stages (PursuitBoard        *self,
             PursuitDesk         *desk,
             const PursuitQuery  *filter,
             GArray              *totals,
             guint                n_cards,
             GError             **error)
{
  for (guint i = 0; i < totals->len; i++)
    {
      const PursuitStageTotals *one = &g_array_index (totals, PursuitStageTotals, i);
      g_autoptr(PursuitRecord) record = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, one->stage_id, error);
      PursuitLane *lane;

      if (record == NULL)
        return FALSE;
      if (PURSUIT_STAGE (record)->type == PURSUIT_STAGE_LOST)
        continue;
      lane = add_lane (self, &one->open);
      lane->stage = PURSUIT_STAGE (g_steal_pointer (&record));
      lane->key_id = one->stage_id;
      lane->label = g_strdup (pursuit_locale_choose_name (lane->stage->name, lane->stage->name_zh));
      if (!read_cards (desk, filter, lane, n_cards, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
get_label (PursuitBoardGrouping     grouping,
           const PursuitLaneTotals *totals)
{
  if (totals->is_others)
    return _("Others");
  if (totals->label != NULL)
    return totals->label;
  if (grouping == PURSUIT_BOARD_BY_SELLER)
    return _("No owner");

  return grouping == PURSUIT_BOARD_BY_REGION ? _("No region") : _("No product");
}

/* What has a lane of its own, for the lane of all others. */
static char *
list_keys (GPtrArray *lanes)
{
  g_autoptr(JsonArray) keys = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < lanes->len; i++)
    {
      const PursuitLaneTotals *lane = g_ptr_array_index (lanes, i);

      if (lane->key_text != NULL)
        json_array_add_string_element (keys, lane->key_text);
      else if (lane->key_id != 0)
        json_array_add_int_element (keys, lane->key_id);
    }
  json_node_set_array (node, keys);

  return json_to_string (node, FALSE);
}

static gboolean
read_groups (PursuitBoard        *self,
             PursuitDesk         *desk,
             const PursuitQuery  *filter,
             const PursuitQuery  *scoped,
             guint                n_cards,
             GError             **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_copy (scoped);
  g_autoptr(GPtrArray) totals = NULL;

  query->process_id = self->process_id;
  query->stage_id = 0;
  totals = pursuit_store_query_lanes (pursuit_desk_get_store (desk), query, self->grouping, PURSUIT_BOARD_MAX_LANES, error);
  if (totals == NULL)
    return FALSE;

  for (guint i = 0; i < totals->len; i++)
    {
      const PursuitLaneTotals *one = g_ptr_array_index (totals, i);
      PursuitLane *lane = add_lane (self, &one->totals);

      lane->key_id = one->key_id;
      lane->key_text = g_strdup (one->key_text);
      lane->label = g_strdup (get_label (self->grouping, one));
      lane->is_others = one->is_others;
      lane->except = one->is_others ? list_keys (totals) : NULL;
      if (!read_cards (desk, filter, lane, n_cards, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_lanes (PursuitBoard        *self,
            PursuitDesk         *desk,
            const PursuitQuery  *filter,
            guint                n_cards,
            GError             **error)
{
  g_autoptr(PursuitQuery) any = filter != NULL ? pursuit_query_copy (filter) : pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (desk, any);
  g_autoptr(GArray) totals = NULL;

  totals = pursuit_store_query_board (pursuit_desk_get_store (desk), self->process_id, scoped, &self->won, &self->lost,
                                      error);
  if (totals == NULL)
    return FALSE;
  for (guint i = 0; i < totals->len; i++)
    pursuit_totals_add (&self->open, &g_array_index (totals, PursuitStageTotals, i).open);

  return self->grouping == PURSUIT_BOARD_BY_STAGE ? read_stages (self, desk, filter, totals, n_cards, error)
                                                  : read_groups (self, desk, filter, scoped, n_cards, error);
}

static gboolean
read_process (PursuitBoard        *self,
              PursuitDesk         *desk,
              const PursuitQuery  *filter,
              GError             **error)
{
  g_autoptr(PursuitRecord) record = NULL;
  PursuitProcess *process;

  self->process_id = filter != NULL && filter->process_id != 0 ? filter->process_id : pursuit_desk_get_process_id (desk);
  record = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_PROCESS, self->process_id, error);
  if (record == NULL)
    return FALSE;

  process = PURSUIT_PROCESS (record);
  self->process_name = g_strdup (process->name);
  self->process_name_zh = g_strdup (process->name_zh);
  self->process_version = process->version;
  self->silence_days = process->silence_days;
  return TRUE;
}

/**
 * pursuit_board_read:
 * @desk: a desk
 * @filter: (nullable): a query of deals whose filters narrow the board; its process is the board's, 0 for that of new deals; its
 *   stage and status do not count
 * @grouping: what the lanes are
 * @n_cards: how many cards of each lane to read, 0 for the figures alone
 * @error: return location
 *
 * Reads what the board shows at first: the figures and the first cards of every lane. By stages and without a filter it costs the
 * same at any number of deals (P3).
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may see no deals, %PURSUIT_ERROR_NOT_FOUND when there is no such process, or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the board
 */
PursuitBoard *
pursuit_board_read (PursuitDesk           *desk,
                    const PursuitQuery    *filter,
                    PursuitBoardGrouping   grouping,
                    guint                  n_cards,
                    GError               **error)
{
  g_autoptr(PursuitBoard) self = g_new0 (PursuitBoard, 1);
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);
  g_return_val_if_fail (grouping < PURSUIT_N_BOARD_GROUPINGS, NULL);

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_VIEW, error) ||
      !pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;

  self->grouping = grouping;
  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  if (!read_process (self, desk, filter, error) ||
      !read_lanes (self, desk, filter, n_cards, error) ||
      !read_quarter (desk, filter, PURSUIT_DEAL_WON, &self->won_quarter, error) ||
      !read_quarter (desk, filter, PURSUIT_DEAL_LOST, &self->lost_quarter, error))
    return NULL;

  return g_steal_pointer (&self);
}
