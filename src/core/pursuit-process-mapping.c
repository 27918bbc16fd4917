/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-mapping.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-text.h"

/* Moving running deals over to another process, or another version of theirs (STG-5): which stage becomes which, and what a
 * deal keeps. */

static char *
fold (const char *name)
{
  return pursuit_text_fold_key (name != NULL ? name : "");
}

static PursuitBookStage *
find_by_name (PursuitProcessBook *book,
              PursuitStage       *stage)
{
  g_autofree char *key = fold (stage->name);

  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);
      g_autofree char *other = fold (entry->stage->name);

      if (entry->stage->type == stage->type && g_str_equal (key, other))
        return entry;
    }

  return NULL;
}

/* The stage of the same kind that is next to a position; of two the earlier one, which promises less. */
static PursuitBookStage *
find_nearest (PursuitProcessBook *book,
              PursuitStage       *stage)
{
  PursuitBookStage *found = NULL;

  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

      if (entry->stage->type == stage->type &&
          (found == NULL || ABS (entry->stage->position - stage->position) < ABS (found->stage->position - stage->position)))
        found = entry;
    }

  return found;
}

/**
 * pursuit_process_mapping_new:
 * @from: the process that deals leave
 * @to: the process that they are to follow
 *
 * Proposes where each stage goes: to the one of the same name, else to that in the same position, else to the nearest; open
 * stages to open ones, the one of won deals to that of won deals.
 *
 * Returns: (transfer full) (element-type PursuitStageMapping): one for each stage of @from, by position
 */
GArray *
pursuit_process_mapping_new (PursuitProcessBook *from,
                             PursuitProcessBook *to)
{
  GArray *mapping = g_array_new (FALSE, TRUE, sizeof (PursuitStageMapping));

  for (guint i = 0; i < from->stages->len; i++)
    {
      PursuitStageMapping row = { .from = g_ptr_array_index (from->stages, i) };

      row.to = find_by_name (to, row.from->stage);
      if (row.to == NULL)
        row.to = find_nearest (to, row.from->stage);
      g_array_append_val (mapping, row);
    }

  return mapping;
}

/**
 * pursuit_process_mapping_find:
 * @mapping: where each stage goes
 * @stage_id: a stage of the process that deals leave
 *
 * Returns: (nullable): its row, lent
 */
const PursuitStageMapping *
pursuit_process_mapping_find (GArray *mapping,
                              gint64  stage_id)
{
  for (guint i = 0; i < mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (mapping, PursuitStageMapping, i);

      if (PURSUIT_RECORD (row->from->stage)->id == stage_id)
        return row;
    }

  return NULL;
}

static PursuitMilestone *
find_named (PursuitBookStage *stage,
            const char       *key)
{
  for (guint i = 0; stage != NULL && i < stage->milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (stage->milestones, i);
      g_autofree char *other = fold (milestone->name);

      if (g_str_equal (key, other))
        return milestone;
    }

  return NULL;
}

/* The milestone of one process that is called as one of the other: in the stage that its own becomes, else in any. */
static PursuitMilestone *
find_counterpart (const PursuitStageMapping *row,
                  PursuitProcessBook        *to,
                  PursuitMilestone          *milestone)
{
  g_autofree char *key = fold (milestone->name);
  PursuitMilestone *found = find_named (row->to, key);

  for (guint i = 0; found == NULL && i < to->stages->len; i++)
    found = find_named (g_ptr_array_index (to->stages, i), key);

  return found;
}

/**
 * pursuit_process_mapping_find_milestone:
 * @mapping: where each stage goes
 * @to: the process that deals are to follow
 * @milestone_id: a milestone of the process that they leave
 *
 * Returns: (transfer none) (nullable): the milestone of @to that has the same name
 */
PursuitMilestone *
pursuit_process_mapping_find_milestone (GArray             *mapping,
                                        PursuitProcessBook *to,
                                        gint64              milestone_id)
{
  for (guint i = 0; i < mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (mapping, PursuitStageMapping, i);

      for (guint j = 0; j < row->from->milestones->len; j++)
        if (((PursuitRecord *) g_ptr_array_index (row->from->milestones, j))->id == milestone_id)
          return find_counterpart (row, to, g_ptr_array_index (row->from->milestones, j));
    }

  return NULL;
}

/**
 * pursuit_process_mapping_set:
 * @mapping: where each stage goes
 * @to: the process that deals are to follow
 * @from_position: a stage that they leave
 * @to_position: the stage in which they go on, 0 when they stay behind
 * @error: return location
 *
 * Says where one stage goes.
 *
 * Fails with %PURSUIT_ERROR_INVALID when there is no such stage, or open deals would come to stand where deals end.
 *
 * Returns: %TRUE when it is so
 */
gboolean
pursuit_process_mapping_set (GArray              *mapping,
                             PursuitProcessBook  *to,
                             int                  from_position,
                             int                  to_position,
                             GError             **error)
{
  PursuitBookStage *target = pursuit_process_book_find_stage (to, to_position);
  PursuitStageMapping *row = NULL;

  for (guint i = 0; i < mapping->len; i++)
    if (g_array_index (mapping, PursuitStageMapping, i).from->stage->position == from_position)
      row = &g_array_index (mapping, PursuitStageMapping, i);
  if (row == NULL || (target == NULL && to_position != 0))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no stage %d."),
                   row == NULL ? from_position : to_position);
      return FALSE;
    }
  if (target != NULL && target->stage->type != row->from->stage->type)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Stage %1$d cannot become stage %2$d: they are of different kinds."),
                   from_position, to_position);
      return FALSE;
    }

  row->to = target;
  return TRUE;
}

static void
set_number (PursuitDeal *self,
            const char  *name,
            gint64       number)
{
  pursuit_record_set_number (PURSUIT_RECORD (self), pursuit_record_type_find (PURSUIT_TYPE_DEAL, name), number);
}

/* As far as it ever came, in the stages of the other process. */
static gint64
map_position (GArray *mapping,
              gint64  position)
{
  for (guint i = 0; i < mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (mapping, PursuitStageMapping, i);

      if (row->from->stage->position == position && row->to != NULL)
        return row->to->stage->position;
    }

  return 0;
}

/**
 * pursuit_deal_change_process:
 * @self: a deal
 * @mapping: where the stages of its process go
 *
 * Lets a deal follow another process. It is no move: the days in its stage go on, an estimate of its own stays, and so do parking
 * and history. Both positions and the gap between them become those of the other process (STG-1); where the buyer's stage has no
 * counterpart, nobody knows any more where the buyer stands.
 *
 * Returns: %TRUE when it follows the other process, %FALSE when it stays behind
 */
gboolean
pursuit_deal_change_process (PursuitDeal *self,
                             GArray      *mapping)
{
  const PursuitStageMapping *ours = pursuit_process_mapping_find (mapping, self->stage_id);
  const PursuitStageMapping *buyers = pursuit_process_mapping_find (mapping, self->buyer_stage_id);
  PursuitStage *stage;
  PursuitStage *buyer;

  if (ours == NULL || ours->to == NULL)
    return FALSE;

  stage = ours->to->stage;
  buyer = buyers != NULL && buyers->to != NULL ? buyers->to->stage : NULL;
  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, "process_id", stage->process_id);
  set_number (self, "stage_id", PURSUIT_RECORD (stage)->id);
  set_number (self, "max_position", MAX (stage->position, map_position (mapping, self->max_position)));
  set_number (self, "buyer_stage_id", buyer != NULL ? PURSUIT_RECORD (buyer)->id : 0);
  set_number (self, "gap", buyer != NULL ? stage->position - buyer->position : 0);
  if (!self->probability_manual)
    set_number (self, "probability", stage->probability);
  g_object_thaw_notify (G_OBJECT (self));

  return TRUE;
}
