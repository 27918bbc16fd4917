/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-migrate.h"

#include <glib/gi18n-lib.h>

#include "pursuit-assignment.h"
#include "pursuit-backup.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-process-lookups.h"
#include "pursuit-processes-private.h"
#include "pursuit-proof.h"
#include "pursuit-role-request.h"
#include "pursuit-stage-moves.h"
#include "pursuit-team-lookups.h"
#include "pursuit-way-back.h"

/* Moving running deals over to another process or version, all in one transaction with one entry, and a copy to go back to
 * before it. A dry run does the same and rolls back, so that it cannot tell anything else than the real one. */

/* Of what changed, before and after together: the journal takes 50 MB a text. */
#define MOST_CHANGES (40 * 1000 * 1000)

void
pursuit_migration_free (PursuitMigration *self)
{
  g_clear_pointer (&self->from, pursuit_process_book_free);
  g_clear_pointer (&self->to, pursuit_process_book_free);
  g_clear_pointer (&self->mapping, g_array_unref);
  g_clear_pointer (&self->n_deals, g_array_unref);
  g_free (self);
}

static gboolean
count_deals (PursuitStore      *store,
             PursuitMigration  *self,
             GError           **error)
{
  self->n_deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (self->mapping, PursuitStageMapping, i);
      gint64 n;

      if (!pursuit_lookup_open_deals_in_stage (store, PURSUIT_RECORD (row->from->stage)->id, &n, error))
        return FALSE;
      g_array_append_val (self->n_deals, n);
    }

  return TRUE;
}

static gboolean
require_target (PursuitMigration  *self,
                GError           **error)
{
  g_autofree char *title = pursuit_process_dup_title (self->to->process);

  if (PURSUIT_RECORD (self->from->process)->id == PURSUIT_RECORD (self->to->process)->id)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The deals follow “%s” already."), title);
      return FALSE;
    }
  if (self->to->process->state != PURSUIT_PROCESS_PUBLISHED)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not published."), title);
      return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_processes_plan_migration:
 * @desk: a desk
 * @from_id: the process that deals leave
 * @to_id: a published process
 * @error: return location
 *
 * Says where the running deals of a process would go, with the mapping of pursuit_process_mapping_new(), and changes nothing.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @to_id is the same process or deals may not follow it, %PURSUIT_ERROR_NOT_FOUND,
 * %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the plan
 */
PursuitMigration *
pursuit_processes_plan_migration (PursuitDesk  *desk,
                                  gint64        from_id,
                                  gint64        to_id,
                                  GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitMigration) self = g_new0 (PursuitMigration, 1);
  g_auto(PursuitReading) reading = { NULL };

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) || !pursuit_reading_begin (&reading, store, error) ||
      (self->from = pursuit_processes_read (store, from_id, error)) == NULL ||
      (self->to = pursuit_processes_read (store, to_id, error)) == NULL || !require_target (self, error))
    return NULL;

  self->mapping = pursuit_process_mapping_new (self->from, self->to);
  return count_deals (store, self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * pursuit_migration_list_lost:
 * @self: a plan
 *
 * Returns: (transfer container) (element-type PursuitMilestone): the milestones that have no counterpart of the same name
 */
GPtrArray *
pursuit_migration_list_lost (PursuitMigration *self)
{
  GPtrArray *lost = g_ptr_array_new ();

  for (guint i = 0; i < self->from->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (self->from->stages, i);

      for (guint j = 0; j < entry->milestones->len; j++)
        {
          PursuitRecord *milestone = g_ptr_array_index (entry->milestones, j);

          if (pursuit_process_mapping_find_milestone (self->mapping, self->to, milestone->id) == NULL)
            g_ptr_array_add (lost, milestone);
        }
    }

  return lost;
}

typedef struct
{
  PursuitProcessWork *work;
  PursuitMigration *plan;
  PursuitMigrated *done;
  GCancellable *cancellable;
  const char *reason;
  gint64 now;
} Run;

/* Two milestones that are called the same may become one: the first proof of it is kept there. */
static gboolean
take_proof (Run          *run,
            GHashTable   *taken,
            gint64        proof_id,
            GError      **error)
{
  g_autoptr(PursuitRecord) proof = pursuit_store_load (run->work->store, PURSUIT_TYPE_PROOF, proof_id, error);
  g_autoptr(PursuitRecord) before = NULL;
  PursuitMilestone *milestone;

  if (proof == NULL)
    return FALSE;
  milestone = pursuit_process_mapping_find_milestone (run->plan->mapping, run->plan->to, PURSUIT_PROOF (proof)->milestone_id);
  if (milestone == NULL || !g_hash_table_add (taken, milestone))
    {
      run->done->n_proofs_left++;
      return TRUE;
    }

  before = pursuit_record_copy (proof);
  pursuit_record_set_number (proof, pursuit_record_type_find (PURSUIT_TYPE_PROOF, "milestone_id"), PURSUIT_RECORD (milestone)->id);
  run->done->n_proofs++;
  return pursuit_process_work_update (run->work, before, proof, error);
}

static gboolean
take_proofs (Run      *run,
             gint64    deal_id,
             GError  **error)
{
  g_autoptr(GArray) ids = pursuit_lookup_proofs_of_deal (run->work->store, deal_id, error);
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!take_proof (run, taken, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* Where a stage goes; one that goes nowhere leaves the end open. */
static gint64
map_position (Run    *run,
              gint64  position)
{
  for (guint i = 0; position != 0 && i < run->plan->mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (run->plan->mapping, PursuitStageMapping, i);

      if (row->from->stage->position == position)
        return row->to != NULL ? row->to->stage->position : 0;
    }

  return 0;
}

/* Who works on the deal goes on doing so in the stages that became of theirs. */
static gboolean
take_spans (Run                *run,
            GType               type,
            const char *const  *fields,
            gint64              deal_id,
            GError            **error)
{
  g_autoptr(GArray) ids = pursuit_team_lookup_spans (run->work->store, type, deal_id, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (run->work->store, type, g_array_index (ids, gint64, i), error);
      g_autoptr(PursuitRecord) before = NULL;

      if (record == NULL)
        return FALSE;
      before = pursuit_record_copy (record);
      for (guint j = 0; fields[j] != NULL; j++)
        {
          const PursuitField *field = pursuit_record_type_find (type, fields[j]);

          pursuit_record_set_number (record, field, map_position (run, pursuit_record_get_number (record, field)));
        }
      if (!pursuit_process_work_update (run->work, before, record, error))
        return FALSE;
    }

  return ids != NULL;
}

static gboolean
take_team (Run      *run,
           gint64    deal_id,
           GError  **error)
{
  static const char *const of_assignment[] = { "from_stage", "until_stage", NULL };
  static const char *const of_request[] = { "stage", NULL };

  return take_spans (run, PURSUIT_TYPE_ASSIGNMENT, of_assignment, deal_id, error) &&
         take_spans (run, PURSUIT_TYPE_ROLE_REQUEST, of_request, deal_id, error);
}

static gboolean
write_history (Run          *run,
               PursuitDeal  *before,
               PursuitDeal  *after,
               GError      **error)
{
  const PursuitStageMove move = {
    .deal_id = PURSUIT_RECORD (after)->id,
    .from_stage_id = before->stage_id,
    .to_stage_id = after->stage_id,
    .from_status = (int) before->status,
    .to_status = (int) after->status,
    .at = run->now,
    .staff_id = pursuit_desk_get_actor_id (run->work->desk),
    .reason = run->reason,
  };

  return pursuit_stage_moves_add (run->work->store, &move, error);
}

static gboolean
take_deal (Run      *run,
           gint64    deal_id,
           GError  **error)
{
  g_autoptr(PursuitRecord) deal = pursuit_store_load (run->work->store, PURSUIT_TYPE_DEAL, deal_id, error);
  g_autoptr(PursuitRecord) before = NULL;

  if (deal == NULL)
    return FALSE;
  before = pursuit_record_copy (deal);
  pursuit_deal_change_process (PURSUIT_DEAL (deal), run->plan->mapping);
  run->done->n_moved++;

  return pursuit_process_work_update (run->work, before, deal, error) &&
         write_history (run, PURSUIT_DEAL (before), PURSUIT_DEAL (deal), error) && take_proofs (run, deal_id, error) &&
         take_team (run, deal_id, error);
}

/* What is more than one entry holds could not be taken back. */
static gboolean
can_be_undone (Run     *run,
               GError **error)
{
  if (pursuit_import_trace_get_size (run->work->trace) <= MOST_CHANGES)
    return TRUE;

  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("These are more deals than can be undone in one step; move them over stage by stage."));
  return FALSE;
}

static gboolean
take_stage (Run                        *run,
            const PursuitStageMapping  *row,
            GError                    **error)
{
  g_autoptr(GArray) ids = pursuit_lookup_deals_in_stage (run->work->store, PURSUIT_RECORD (row->from->stage)->id, error);

  if (ids == NULL)
    return FALSE;
  if (row->to == NULL)
    {
      run->done->n_left += ids->len;
      return TRUE;
    }
  for (guint i = 0; i < ids->len; i++)
    if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
        !take_deal (run, g_array_index (ids, gint64, i), error) || !can_be_undone (run, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_all (Run     *run,
          GError **error)
{
  for (guint i = 0; i < run->plan->mapping->len; i++)
    if (!take_stage (run, &g_array_index (run->plan->mapping, PursuitStageMapping, i), error))
      return FALSE;

  return TRUE;
}

/* Meanwhile somebody may have retired it. */
static gboolean
require_published (PursuitProcessWork  *work,
                   PursuitMigration    *plan,
                   GError             **error)
{
  g_autoptr(PursuitRecord) process = pursuit_store_load (work->store, PURSUIT_TYPE_PROCESS,
                                                         PURSUIT_RECORD (plan->to->process)->id, error);

  if (process == NULL)
    return FALSE;

  plan->to->process->state = process->deleted_at == 0 ? PURSUIT_PROCESS (process)->state : PURSUIT_PROCESS_RETIRED;
  return require_target (plan, error);
}

static gboolean
migrate (PursuitDesk       *desk,
         PursuitMigration  *plan,
         gboolean           dry_run,
         GCancellable      *cancellable,
         PursuitMigrated   *done,
         GError           **error)
{
  g_autofree char *title = pursuit_process_dup_title (plan->to->process);
  /* Translators: why a deal stands in another stage: the name of a process and its version */
  g_autofree char *reason = g_strdup_printf (_("Moved over to “%s”"), title);
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitWayBack) way_back = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  Run run = { &work, plan, done, cancellable, reason, pursuit_time_now () };

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) ||
      (!dry_run && !pursuit_way_back_begin (&way_back, desk, PURSUIT_BACKUP_BEFORE_MOVING, cancellable, error)) ||
      !pursuit_process_work_begin (&work, &tx, desk, error) || !require_published (&work, plan, error) ||
      !take_all (&run, error))
    return FALSE;

  return dry_run || (pursuit_way_back_end (&way_back, error) &&
                     pursuit_process_work_end (&work, &tx, "migrate", plan->to->process, &done->entry_id, error));
}

/**
 * pursuit_processes_migrate:
 * @desk: a desk
 * @migration: the plan
 * @dry_run: find out what would happen, and change nothing
 * @cancellable: (nullable): ends it; everything is then as it was
 * @out_migrated: (out caller-allocates): what became of it
 * @error: return location
 *
 * Lets the open deals of a process follow another one. They keep their days in the stage, the proofs of milestones of the same
 * name, and how far the buyer is, as pursuit_deal_change_process() says; it is in each deal's history. Closed deals stay with
 * the process in which they ended. It is one journal entry, and pursuit_records_undo() takes it back as a whole.
 *
 * Fails with %PURSUIT_ERROR_INVALID when deals may not follow the other process any more, or there are more of them than one
 * entry holds; with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_STORAGE or %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when it is done, or would be
 */
gboolean
pursuit_processes_migrate (PursuitDesk       *desk,
                           PursuitMigration  *migration,
                           gboolean           dry_run,
                           GCancellable      *cancellable,
                           PursuitMigrated   *out_migrated,
                           GError           **error)
{
  PursuitMigrated done = { 0 };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!migrate (desk, migration, dry_run, cancellable, &done, error))
    return FALSE;

  *out_migrated = done;
  return TRUE;
}
