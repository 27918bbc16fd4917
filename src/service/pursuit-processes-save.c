/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-stage-role.h"

/*
 * Saves what somebody edited in a process. A draft may become anything; what deals follow keeps what its deals were measured
 * by. Record by record it is brought together with what others changed meanwhile, as with pursuit_records_save().
 *
 * No two stages may stand in one position, not even for a moment: stages that move are put aside first, behind all positions
 * that a process can have.
 */

#define ASIDE 50

/* What may change at any time, and counts at once (contrast pursuit-processes.h). */
static const char *const free_process[] = { "name", "name_zh", "silence_days", NULL };
static const char *const free_stage[] = { "name", "name_zh", "short_name", "buyer_name", "buyer_name_zh", "expected_days",
                                          "lead_role_id", "playbook", "scripts", "templates", "lessons", NULL };
static const char *const free_milestone[] = { "name", "name_zh", NULL };

typedef struct
{
  PursuitProcessWork *work;
  PursuitProcessBook *original;
  PursuitProcessBook *edited;
  gboolean is_draft;
} Save;

/* What may change in a record of a process that was published. */
PursuitFieldMask
pursuit_process_get_free_fields (PursuitRecord *record)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  const char *const *names = PURSUIT_IS_PROCESS (record) ? free_process : PURSUIT_IS_STAGE (record) ? free_stage : free_milestone;
  PursuitFieldMask mask = 0;

  if (PURSUIT_IS_SELLING_ACTIVITY (record) || PURSUIT_IS_STAGE_ROLE (record))
    return PURSUIT_FIELD_MASK_ALL;
  for (guint i = 0; names[i] != NULL; i++)
    mask |= pursuit_record_class_get_bit (klass, pursuit_record_class_find (klass, names[i]));

  return mask;
}

static gboolean
refuse_fixed (Save    *self,
              GError **error)
{
  g_autofree char *title = pursuit_process_dup_title (self->original->process);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("Deals follow “%s”: its stages, milestones, probabilities and rules stay as they are. Begin a new version to change them."), title);
  return FALSE;
}

static gboolean
set_conflict (PursuitRecord     *record,
              PursuitFieldMask   conflict,
              GError           **error)
{
  g_autofree char *labels = pursuit_record_class_dup_labels (PURSUIT_RECORD_GET_CLASS (record), conflict);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               _("Somebody else changed the same thing of “%1$s” meanwhile: %2$s."), pursuit_record_get_name (record), labels);
  return FALSE;
}

static PursuitRecord *
load_alive (Save           *self,
            PursuitRecord  *record,
            GError        **error)
{
  g_autoptr(PursuitRecord) current = pursuit_store_load (self->work->store, G_OBJECT_TYPE (record), record->id, error);

  if (current == NULL || current->deleted_at == 0)
    return g_steal_pointer (&current);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, _("Somebody else deleted “%s” meanwhile."),
               pursuit_record_get_name (record));
  return NULL;
}

/* Writes what the person changed; on success @edited is what the database holds. */
static gboolean
save_record (Save           *self,
             PursuitRecord  *original,
             PursuitRecord  *edited,
             GError        **error)
{
  g_autoptr(PursuitRecord) current = NULL;
  PursuitFieldMask changed = pursuit_record_diff (original, edited);
  PursuitFieldMask conflict;

  if (changed == 0)
    return TRUE;
  if (!self->is_draft && (changed & ~pursuit_process_get_free_fields (edited)) != 0)
    return refuse_fixed (self, error);
  current = load_alive (self, edited, error);
  if (current == NULL)
    return FALSE;
  if (!pursuit_record_merge (original, edited, current, &conflict))
    return set_conflict (current, conflict, error);

  edited->revision = current->revision;
  return pursuit_process_work_update (self->work, current, edited, error);
}

static PursuitBookStage *
find_stage (PursuitProcessBook *book,
            gint64              id)
{
  for (guint i = 0; id != 0 && i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

      if (PURSUIT_RECORD (entry->stage)->id == id)
        return entry;
    }

  return NULL;
}

static PursuitRecord *
find_milestone (PursuitBookStage *stage,
                gint64            id)
{
  for (guint i = 0; stage != NULL && id != 0 && i < stage->milestones->len; i++)
    if (((PursuitRecord *) g_ptr_array_index (stage->milestones, i))->id == id)
      return g_ptr_array_index (stage->milestones, i);

  return NULL;
}

/* A milestone may go to another stage: it is looked for in all of them. */
static PursuitRecord *
find_milestone_anywhere (PursuitProcessBook *book,
                         gint64              id)
{
  PursuitRecord *found = NULL;

  for (guint i = 0; found == NULL && i < book->stages->len; i++)
    found = find_milestone (g_ptr_array_index (book->stages, i), id);

  return found;
}

/* What a stage says of a role, by its record. */
static PursuitRecord *
find_role (PursuitBookStage *stage,
           gint64            id)
{
  for (guint i = 0; stage != NULL && id != 0 && i < stage->roles->len; i++)
    if (((PursuitRecord *) g_ptr_array_index (stage->roles, i))->id == id)
      return g_ptr_array_index (stage->roles, i);

  return NULL;
}

static PursuitBookActivity *
find_activity (PursuitProcessBook *book,
               gint64              id)
{
  for (guint i = 0; id != 0 && i < book->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (book->activities, i);

      if (PURSUIT_RECORD (entry->activity)->id == id)
        return entry;
    }

  return NULL;
}

static gboolean
delete_record (Save           *self,
               PursuitRecord  *original,
               GError        **error)
{
  g_autoptr(PursuitRecord) current = pursuit_store_load (self->work->store, G_OBJECT_TYPE (original), original->id, error);

  if (current == NULL)
    return FALSE;
  if (current->deleted_at != 0)
    return TRUE;
  if (!self->is_draft && !PURSUIT_IS_SELLING_ACTIVITY (original) && !PURSUIT_IS_STAGE_ROLE (original))
    return refuse_fixed (self, error);

  return pursuit_process_work_delete (self->work, current, error);
}

/* Before others are written: there is one record for a stage and a role. */
static gboolean
delete_missing_roles (Save              *self,
                      PursuitBookStage  *original,
                      GError           **error)
{
  PursuitBookStage *edited = find_stage (self->edited, PURSUIT_RECORD (original->stage)->id);

  for (guint i = 0; i < original->roles->len; i++)
    {
      PursuitRecord *role = g_ptr_array_index (original->roles, i);

      if (find_role (edited, role->id) == NULL && !delete_record (self, role, error))
        return FALSE;
    }

  return TRUE;
}

/* What is not in the edited book any more. */
static gboolean
delete_missing (Save    *self,
                GError **error)
{
  for (guint i = 0; i < self->original->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (self->original->activities, i);

      if (find_activity (self->edited, PURSUIT_RECORD (entry->activity)->id) == NULL &&
          !delete_record (self, PURSUIT_RECORD (entry->activity), error))
        return FALSE;
    }
  for (guint i = 0; i < self->original->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (self->original->stages, i);

      for (guint j = 0; j < entry->milestones->len; j++)
        {
          PursuitRecord *milestone = g_ptr_array_index (entry->milestones, j);

          if (find_milestone_anywhere (self->edited, milestone->id) == NULL && !delete_record (self, milestone, error))
            return FALSE;
        }
      if (!delete_missing_roles (self, entry, error))
        return FALSE;
      if (find_stage (self->edited, PURSUIT_RECORD (entry->stage)->id) == NULL &&
          !delete_record (self, PURSUIT_RECORD (entry->stage), error))
        return FALSE;
    }

  return TRUE;
}

/* Makes room for the stages that change their position. */
static gboolean
put_aside (Save    *self,
           GError **error)
{
  for (guint i = 0; self->is_draft && i < self->edited->stages->len; i++)
    {
      PursuitStage *edited = ((PursuitBookStage *) g_ptr_array_index (self->edited->stages, i))->stage;
      PursuitBookStage *original = find_stage (self->original, PURSUIT_RECORD (edited)->id);
      g_autoptr(PursuitRecord) current = NULL;
      g_autoptr(PursuitRecord) moved = NULL;

      if (original == NULL || original->stage->position == edited->position)
        continue;
      current = load_alive (self, PURSUIT_RECORD (edited), error);
      if (current == NULL)
        return FALSE;
      if (PURSUIT_STAGE (current)->position != original->stage->position)
        return set_conflict (current, pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (current),
                                                                    pursuit_record_type_find (PURSUIT_TYPE_STAGE, "position")), error);
      moved = pursuit_record_copy (current);
      PURSUIT_STAGE (moved)->position += ASIDE;
      if (!pursuit_process_work_update (self->work, current, moved, error))
        return FALSE;
      /* What the person saw and what is there are both aside now: it is no conflict. */
      original->stage->position += ASIDE;
    }

  return TRUE;
}

static gboolean
save_milestone (Save              *self,
                PursuitBookStage  *stage,
                PursuitMilestone  *milestone,
                GError           **error)
{
  PursuitRecord *original = find_milestone_anywhere (self->original, PURSUIT_RECORD (milestone)->id);

  milestone->stage_id = PURSUIT_RECORD (stage->stage)->id;
  if (original != NULL)
    return save_record (self, original, PURSUIT_RECORD (milestone), error);
  if (!self->is_draft)
    return refuse_fixed (self, error);

  return pursuit_process_work_insert (self->work, PURSUIT_RECORD (milestone), error);
}

/* Roles count at once and move no deal: they are free. */
static gboolean
save_role (Save              *self,
           PursuitBookStage  *original,
           PursuitBookStage  *stage,
           PursuitStageRole  *role,
           GError           **error)
{
  PursuitRecord *before = find_role (original, PURSUIT_RECORD (role)->id);

  role->stage_id = PURSUIT_RECORD (stage->stage)->id;
  return before != NULL ? save_record (self, before, PURSUIT_RECORD (role), error)
                        : pursuit_process_work_insert (self->work, PURSUIT_RECORD (role), error);
}

static gboolean
save_stage (Save              *self,
            PursuitBookStage  *stage,
            GError           **error)
{
  PursuitBookStage *original = find_stage (self->original, PURSUIT_RECORD (stage->stage)->id);

  stage->stage->process_id = PURSUIT_RECORD (self->edited->process)->id;
  if (original == NULL && !self->is_draft)
    return refuse_fixed (self, error);
  if (!(original != NULL ? save_record (self, PURSUIT_RECORD (original->stage), PURSUIT_RECORD (stage->stage), error)
                         : pursuit_process_work_insert (self->work, PURSUIT_RECORD (stage->stage), error)))
    return FALSE;

  for (guint i = 0; i < stage->milestones->len; i++)
    if (!save_milestone (self, stage, g_ptr_array_index (stage->milestones, i), error))
      return FALSE;
  for (guint i = 0; i < stage->roles->len; i++)
    if (!save_role (self, original, stage, g_ptr_array_index (stage->roles, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
save_activity (Save                 *self,
               PursuitBookActivity  *entry,
               GError              **error)
{
  PursuitBookActivity *original = find_activity (self->original, PURSUIT_RECORD (entry->activity)->id);
  PursuitBookStage *stage = pursuit_process_book_find_stage (self->edited, entry->position);

  entry->activity->process_id = PURSUIT_RECORD (self->edited->process)->id;
  entry->activity->stage_id = stage != NULL ? PURSUIT_RECORD (stage->stage)->id : 0;

  return original != NULL ? save_record (self, PURSUIT_RECORD (original->activity), PURSUIT_RECORD (entry->activity), error)
                          : pursuit_process_work_insert (self->work, PURSUIT_RECORD (entry->activity), error);
}

static gboolean
save_all (Save    *self,
          GError **error)
{
  if (!delete_missing (self, error) || !put_aside (self, error) ||
      !save_record (self, PURSUIT_RECORD (self->original->process), PURSUIT_RECORD (self->edited->process), error))
    return FALSE;
  for (guint i = 0; i < self->edited->stages->len; i++)
    if (!save_stage (self, g_ptr_array_index (self->edited->stages, i), error))
      return FALSE;
  for (guint i = 0; i < self->edited->activities->len; i++)
    if (!save_activity (self, g_ptr_array_index (self->edited->activities, i), error))
      return FALSE;

  return TRUE;
}

/* Whose version it is, and whether new deals follow it, are not for this verb. */
static void
keep_identity (Save *self)
{
  PursuitProcess *was = self->original->process;
  PursuitProcess *is = self->edited->process;

  is->version = was->version;
  is->standard = was->standard;
  is->state = was->state;
}

/**
 * pursuit_processes_save:
 * @desk: a desk
 * @original: a process as pursuit_processes_load() gave it
 * @edited: a copy of it with changes: records whose id is 0 are new, those that are missing are deleted, and the order of the
 *   stages and milestones is the one that they are to have; on success it is what the database holds
 * @out_entry_id: (out) (optional): the journal entry, 0 when there was nothing to change
 * @error: return location
 *
 * Saves what somebody edited, as one step. A draft need not be complete. Of a process that was published only names, expected
 * days, playbooks, lead roles, days of silence and activities change.
 *
 * Fails with %PURSUIT_ERROR_INVALID with the path to the fault, or when that must stay as it is; with %PURSUIT_ERROR_CONFLICT when
 * others changed or deleted the same meanwhile; with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 * Nothing is written then; what @edited holds must be given up or copied before.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_processes_save (PursuitDesk         *desk,
                        PursuitProcessBook  *original,
                        PursuitProcessBook  *edited,
                        gint64              *out_entry_id,
                        GError             **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitRecord) process = NULL;
  g_autoptr(PursuitProcessBook) seen = pursuit_process_book_copy (original);
  Save self = { &work, seen, edited, FALSE };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);
  g_return_val_if_fail (PURSUIT_RECORD (original->process)->id == PURSUIT_RECORD (edited->process)->id, FALSE);

  keep_identity (&self);
  pursuit_process_book_number (edited);
  if (!pursuit_process_book_check_texts (edited, error) || !pursuit_process_work_begin (&work, &tx, desk, error) ||
      (process = load_alive (&self, PURSUIT_RECORD (edited->process), error)) == NULL)
    return FALSE;

  self.is_draft = PURSUIT_PROCESS (process)->state == PURSUIT_PROCESS_DRAFT;
  return save_all (&self, error) && pursuit_process_work_end (&work, &tx, "edit", edited->process, out_entry_id, error);
}
