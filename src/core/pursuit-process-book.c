/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-book.h"

#include "pursuit-enums.h"

static void
book_stage_free (gpointer data)
{
  PursuitBookStage *self = data;

  g_object_unref (self->stage);
  g_ptr_array_unref (self->milestones);
  g_ptr_array_unref (self->roles);
  g_free (self);
}

static void
book_activity_free (gpointer data)
{
  PursuitBookActivity *self = data;

  g_object_unref (self->activity);
  g_free (self);
}

static PursuitProcessBook *
book_new (PursuitProcess *process)
{
  PursuitProcessBook *self = g_new0 (PursuitProcessBook, 1);

  self->process = process;
  self->stages = g_ptr_array_new_with_free_func (book_stage_free);
  self->activities = g_ptr_array_new_with_free_func (book_activity_free);

  return self;
}

static PursuitBookStage *
append_stage (PursuitProcessBook *self,
              PursuitStage       *stage)
{
  PursuitBookStage *entry = g_new0 (PursuitBookStage, 1);

  entry->stage = stage;
  entry->milestones = g_ptr_array_new_with_free_func (g_object_unref);
  entry->roles = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->stages, entry);

  return entry;
}

static PursuitBookActivity *
append_activity (PursuitProcessBook     *self,
                 PursuitSellingActivity *activity)
{
  PursuitBookActivity *entry = g_new0 (PursuitBookActivity, 1);

  entry->activity = activity;
  g_ptr_array_add (self->activities, entry);

  return entry;
}

/**
 * pursuit_process_book_new:
 *
 * Returns: (transfer full): a draft without a name, a code or any stage
 */
PursuitProcessBook *
pursuit_process_book_new (void)
{
  PursuitProcessBook *self = book_new (PURSUIT_PROCESS (pursuit_record_new (PURSUIT_TYPE_PROCESS)));

  self->process->version = 1;
  self->process->state = PURSUIT_PROCESS_DRAFT;
  self->process->silence_days = 30;

  return self;
}

/**
 * pursuit_process_book_copy:
 * @self: a book
 *
 * Returns: (transfer full): one that can be edited while @self stays as it is; the records keep their ids
 */
PursuitProcessBook *
pursuit_process_book_copy (PursuitProcessBook *self)
{
  PursuitProcessBook *copy = book_new (PURSUIT_PROCESS (pursuit_record_copy (PURSUIT_RECORD (self->process))));

  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitBookStage *from = g_ptr_array_index (self->stages, i);
      PursuitBookStage *to = append_stage (copy, PURSUIT_STAGE (pursuit_record_copy (PURSUIT_RECORD (from->stage))));

      for (guint j = 0; j < from->milestones->len; j++)
        g_ptr_array_add (to->milestones, pursuit_record_copy (g_ptr_array_index (from->milestones, j)));
      for (guint j = 0; j < from->roles->len; j++)
        g_ptr_array_add (to->roles, pursuit_record_copy (g_ptr_array_index (from->roles, j)));
    }
  for (guint i = 0; i < self->activities->len; i++)
    {
      PursuitBookActivity *from = g_ptr_array_index (self->activities, i);

      append_activity (copy, PURSUIT_SELLING_ACTIVITY (pursuit_record_copy (PURSUIT_RECORD (from->activity))))->position =
        from->position;
    }

  return copy;
}

/**
 * pursuit_process_book_free:
 * @self: (transfer full) (nullable): a book
 *
 * Frees it with what is in it.
 */
void
pursuit_process_book_free (PursuitProcessBook *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->process);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->activities);
  g_free (self);
}

/**
 * pursuit_process_book_add_stage:
 * @self: a book
 *
 * Returns: (transfer none): a new stage at the end
 */
PursuitBookStage *
pursuit_process_book_add_stage (PursuitProcessBook *self)
{
  PursuitBookStage *entry = append_stage (self, PURSUIT_STAGE (pursuit_record_new (PURSUIT_TYPE_STAGE)));

  entry->stage->position = self->stages->len;

  return entry;
}

/**
 * pursuit_process_book_add_milestone:
 * @stage: a stage of a book
 *
 * Returns: (transfer none): a new milestone at its end
 */
PursuitMilestone *
pursuit_process_book_add_milestone (PursuitBookStage *stage)
{
  PursuitMilestone *milestone = PURSUIT_MILESTONE (pursuit_record_new (PURSUIT_TYPE_MILESTONE));

  g_ptr_array_add (stage->milestones, milestone);
  milestone->position = stage->milestones->len;

  return milestone;
}

/**
 * pursuit_process_book_add_role:
 * @stage: a stage of a book
 * @role_id: a role that it does not name yet
 *
 * Returns: (transfer none): that it requires the role of every deal
 */
PursuitStageRole *
pursuit_process_book_add_role (PursuitBookStage *stage,
                               gint64            role_id)
{
  PursuitStageRole *role = PURSUIT_STAGE_ROLE (pursuit_record_new (PURSUIT_TYPE_STAGE_ROLE));

  role->role_id = role_id;
  role->need = PURSUIT_NEED_REQUIRED;
  g_ptr_array_add (stage->roles, role);

  return role;
}

/**
 * pursuit_process_book_find_role:
 * @stage: a stage of a book
 * @role_id: a role
 *
 * Returns: (transfer none) (nullable): what it says of the role, %NULL when it does not need it
 */
PursuitStageRole *
pursuit_process_book_find_role (PursuitBookStage *stage,
                                gint64            role_id)
{
  for (guint i = 0; i < stage->roles->len; i++)
    if (((PursuitStageRole *) g_ptr_array_index (stage->roles, i))->role_id == role_id)
      return g_ptr_array_index (stage->roles, i);

  return NULL;
}

/**
 * pursuit_process_book_scale:
 * @self: a book
 * @from_unit: how many minor units its amounts have
 * @to_unit: how many they are to have
 *
 * A process as a file knows no currency: its amounts are read as hundredths, and become minor units of the house's.
 */
void
pursuit_process_book_scale (PursuitProcessBook *self,
                            gint64              from_unit,
                            gint64              to_unit)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (self->stages, i);

      for (guint j = 0; j < entry->roles->len; j++)
        {
          PursuitStageRole *role = g_ptr_array_index (entry->roles, j);

          role->from_amount = to_unit >= from_unit ? role->from_amount * (to_unit / from_unit) : role->from_amount / (from_unit / to_unit);
        }
    }
}

/**
 * pursuit_process_book_add_activity:
 * @self: a book
 *
 * Returns: (transfer none): a new activity at the end, which serves no stage yet
 */
PursuitBookActivity *
pursuit_process_book_add_activity (PursuitProcessBook *self)
{
  PursuitSellingActivity *activity = PURSUIT_SELLING_ACTIVITY (pursuit_record_new (PURSUIT_TYPE_SELLING_ACTIVITY));
  PursuitBookActivity *entry = append_activity (self, activity);

  activity->position = self->activities->len;

  return entry;
}

/**
 * pursuit_process_book_find_stage:
 * @self: a book
 * @position: from 1
 *
 * Returns: (transfer none) (nullable): the stage there
 */
PursuitBookStage *
pursuit_process_book_find_stage (PursuitProcessBook *self,
                                 gint64              position)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (self->stages, i);

      if (entry->stage->position == position)
        return entry;
    }

  return NULL;
}

/**
 * pursuit_process_book_number:
 * @self: a book
 *
 * Numbers stages, milestones and activities as they stand now; activities stay with their stages.
 */
void
pursuit_process_book_number (PursuitProcessBook *self)
{
  g_autoptr(GHashTable) moved = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (self->stages, i);

      g_hash_table_insert (moved, GINT_TO_POINTER ((int) entry->stage->position), GINT_TO_POINTER ((int) i + 1));
      entry->stage->position = i + 1;
      for (guint j = 0; j < entry->milestones->len; j++)
        ((PursuitMilestone *) g_ptr_array_index (entry->milestones, j))->position = j + 1;
    }
  for (guint i = 0; i < self->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (self->activities, i);

      entry->activity->position = i + 1;
      entry->position = GPOINTER_TO_INT (g_hash_table_lookup (moved, GINT_TO_POINTER (entry->position)));
    }
}

/**
 * pursuit_process_book_move_stage:
 * @self: a book, in order
 * @from: index of a stage
 * @to: the index that it shall have
 *
 * Moves a stage with its milestones and activities; the others make room.
 */
void
pursuit_process_book_move_stage (PursuitProcessBook *self,
                                 guint               from,
                                 guint               to)
{
  g_return_if_fail (from < self->stages->len && to < self->stages->len);

  g_ptr_array_insert (self->stages, (int) to, g_ptr_array_steal_index (self->stages, from));
  pursuit_process_book_number (self);
}

/**
 * pursuit_process_book_remove_stage:
 * @self: a book, in order
 * @index: index of a stage
 *
 * Takes a stage out with its milestones; its activities serve no stage then.
 */
void
pursuit_process_book_remove_stage (PursuitProcessBook *self,
                                   guint               index)
{
  g_return_if_fail (index < self->stages->len);

  g_ptr_array_remove_index (self->stages, index);
  pursuit_process_book_number (self);
}

static int
by_position (gconstpointer a,
             gconstpointer b)
{
  const PursuitBookStage *first = *(PursuitBookStage *const *) a;
  const PursuitBookStage *second = *(PursuitBookStage *const *) b;

  return first->stage->position < second->stage->position ? -1 : first->stage->position > second->stage->position;
}

/**
 * pursuit_process_book_sort:
 * @self: a book
 *
 * Brings the stages into the order of their positions.
 */
void
pursuit_process_book_sort (PursuitProcessBook *self)
{
  g_ptr_array_sort (self->stages, by_position);
}
