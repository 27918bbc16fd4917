/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-private.h"

#include "pursuit-enums.h"

/* A process is several records, and a verb writes some of them: all in one transaction, with one entry of the journal in the
 * form of an import's, by which the whole is taken back (pursuit-import-undo.c). */

/**
 * pursuit_process_work_begin:
 * @self: an empty work
 * @tx: an empty transaction
 * @desk: a desk
 * @error: return location
 *
 * Asks for the right and begins the transaction.
 *
 * Fails with %PURSUIT_ERROR_DENIED or as pursuit_tx_begin().
 *
 * Returns: %TRUE when records may be written
 */
gboolean
pursuit_process_work_begin (PursuitProcessWork  *self,
                            PursuitTx           *tx,
                            PursuitDesk         *desk,
                            GError             **error)
{
  self->desk = desk;
  self->store = pursuit_desk_get_store (desk);
  self->trace = pursuit_import_trace_new ();

  return pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error) && pursuit_tx_begin (tx, self->store, error);
}

void
pursuit_process_work_clear (PursuitProcessWork *self)
{
  g_clear_pointer (&self->trace, pursuit_import_trace_free);
}

/**
 * pursuit_process_work_end:
 * @self: what was done
 * @tx: its transaction
 * @verb: what it is called in the journal
 * @process: about which process
 * @out_entry_id: (out) (optional): the journal entry, 0 when there was nothing to do
 * @error: return location
 *
 * Writes the entry, commits, and lets the desk know which process new deals follow by now.
 *
 * Fails as pursuit_tx_commit().
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_process_work_end (PursuitProcessWork  *self,
                          PursuitTx           *tx,
                          const char          *verb,
                          PursuitProcess      *process,
                          gint64              *out_entry_id,
                          GError             **error)
{
  g_autoptr(PursuitJournalEntry) entry = g_new0 (PursuitJournalEntry, 1);
  g_autoptr(JsonObject) head = json_object_new ();

  if (out_entry_id != NULL)
    *out_entry_id = 0;
  if (pursuit_import_trace_is_empty (self->trace))
    return TRUE;

  json_object_set_string_member (head, "name", process->name);
  json_object_set_string_member (head, "code", process->code != NULL ? process->code : "");
  json_object_set_int_member (head, "version", process->version);
  entry->actor_id = pursuit_desk_get_actor_id (self->desk);
  entry->actor = g_strdup (pursuit_desk_get_actor_name (self->desk));
  entry->verb = g_strdup (verb);
  entry->entity = g_strdup ("process");
  pursuit_import_trace_to_json (self->trace, head, &entry->before, &entry->after);
  if (!pursuit_journal_add (self->store, entry, error) || !pursuit_tx_commit (tx, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = entry->id;
  return pursuit_desk_refresh (self->desk, error);
}

gboolean
pursuit_process_work_insert (PursuitProcessWork  *self,
                             PursuitRecord       *record,
                             GError             **error)
{
  if (!pursuit_record_validate (record, error) || !pursuit_store_insert (self->store, record, error))
    return FALSE;
  if (self->trace != NULL)
    pursuit_import_trace_add_new (self->trace, record);

  return TRUE;
}

gboolean
pursuit_process_work_update (PursuitProcessWork  *self,
                             PursuitRecord       *before,
                             PursuitRecord       *after,
                             GError             **error)
{
  if (pursuit_record_diff (before, after) == 0)
    return TRUE;
  if (!pursuit_record_validate (after, error) || !pursuit_store_update (self->store, after, error))
    return FALSE;
  if (self->trace != NULL)
    pursuit_import_trace_add_change (self->trace, before, after);

  return TRUE;
}

gboolean
pursuit_process_work_delete (PursuitProcessWork  *self,
                             PursuitRecord       *record,
                             GError             **error)
{
  g_autoptr(PursuitRecord) before = pursuit_record_copy (record);

  if (!pursuit_store_set_deleted (self->store, record, TRUE, error))
    return FALSE;
  if (self->trace != NULL)
    pursuit_import_trace_add_change (self->trace, before, record);

  return TRUE;
}

static gboolean
insert_stage (PursuitProcessWork  *self,
              PursuitProcessBook  *book,
              PursuitBookStage    *entry,
              GError             **error)
{
  entry->stage->process_id = PURSUIT_RECORD (book->process)->id;
  if (!pursuit_process_work_insert (self, PURSUIT_RECORD (entry->stage), error))
    return FALSE;

  for (guint i = 0; i < entry->milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (entry->milestones, i);

      milestone->stage_id = PURSUIT_RECORD (entry->stage)->id;
      if (!pursuit_process_work_insert (self, PURSUIT_RECORD (milestone), error))
        return FALSE;
    }
  for (guint i = 0; i < entry->roles->len; i++)
    {
      PursuitStageRole *role = g_ptr_array_index (entry->roles, i);

      role->stage_id = PURSUIT_RECORD (entry->stage)->id;
      if (!pursuit_process_work_insert (self, PURSUIT_RECORD (role), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_process_work_insert_book:
 * @self: a work
 * @book: a process in no database; its records get their ids and references
 * @error: return location
 *
 * Writes a whole process.
 *
 * Fails with %PURSUIT_ERROR_INVALID or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all is written
 */
gboolean
pursuit_process_work_insert_book (PursuitProcessWork  *self,
                                  PursuitProcessBook  *book,
                                  GError             **error)
{
  if (!pursuit_process_work_insert (self, PURSUIT_RECORD (book->process), error))
    return FALSE;
  for (guint i = 0; i < book->stages->len; i++)
    if (!insert_stage (self, book, g_ptr_array_index (book->stages, i), error))
      return FALSE;

  for (guint i = 0; i < book->activities->len; i++)
    {
      PursuitBookActivity *entry = g_ptr_array_index (book->activities, i);
      PursuitBookStage *stage = pursuit_process_book_find_stage (book, entry->position);

      entry->activity->process_id = PURSUIT_RECORD (book->process)->id;
      entry->activity->stage_id = stage != NULL ? PURSUIT_RECORD (stage->stage)->id : 0;
      if (!pursuit_process_work_insert (self, PURSUIT_RECORD (entry->activity), error))
        return FALSE;
    }

  return TRUE;
}
