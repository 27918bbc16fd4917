/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"

/* Beginning a new version of a process, and giving one up. */

static void
begin_anew (PursuitRecord **record)
{
  PursuitRecord *fresh = pursuit_record_new (G_OBJECT_TYPE (*record));

  pursuit_record_assign (fresh, *record, PURSUIT_FIELD_MASK_ALL);
  g_object_unref (*record);
  *record = fresh;
}

/* The same process in no database: every record is a new one. */
static void
forget_ids (PursuitProcessBook *book)
{
  begin_anew ((PursuitRecord **) &book->process);
  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

      begin_anew ((PursuitRecord **) &entry->stage);
      for (guint j = 0; j < entry->milestones->len; j++)
        begin_anew ((PursuitRecord **) &g_ptr_array_index (entry->milestones, j));
      for (guint j = 0; j < entry->roles->len; j++)
        begin_anew ((PursuitRecord **) &g_ptr_array_index (entry->roles, j));
    }
  for (guint i = 0; i < book->activities->len; i++)
    begin_anew ((PursuitRecord **) &((PursuitBookActivity *) g_ptr_array_index (book->activities, i))->activity);
}

/**
 * pursuit_processes_draft:
 * @desk: a desk
 * @process_id: a process, of any version
 * @out_process_id: (out) (optional): the draft
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Begins a new version as a copy, which can be changed freely and is followed by no deal until it is published.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when there is a draft
 */
gboolean
pursuit_processes_draft (PursuitDesk  *desk,
                         gint64        process_id,
                         gint64       *out_process_id,
                         gint64       *out_entry_id,
                         GError      **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitProcessBook) book = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_process_work_begin (&work, &tx, desk, error) ||
      (book = pursuit_processes_read (work.store, process_id, error)) == NULL)
    return FALSE;

  forget_ids (book);
  if (!pursuit_processes_next_version (work.store, book->process->code, &book->process->version, error))
    return FALSE;
  book->process->state = PURSUIT_PROCESS_DRAFT;
  book->process->standard = FALSE;
  if (!pursuit_process_work_insert_book (&work, book, error) ||
      !pursuit_process_work_end (&work, &tx, "draft", book->process, out_entry_id, error))
    return FALSE;

  if (out_process_id != NULL)
    *out_process_id = PURSUIT_RECORD (book->process)->id;
  return TRUE;
}

static gboolean
delete_book (PursuitProcessWork  *work,
             PursuitProcessBook  *book,
             GError             **error)
{
  for (guint i = 0; i < book->activities->len; i++)
    if (!pursuit_process_work_delete (work, PURSUIT_RECORD (((PursuitBookActivity *) g_ptr_array_index (book->activities, i))->activity),
                                      error))
      return FALSE;
  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);

      for (guint j = 0; j < entry->milestones->len; j++)
        if (!pursuit_process_work_delete (work, g_ptr_array_index (entry->milestones, j), error))
          return FALSE;
      for (guint j = 0; j < entry->roles->len; j++)
        if (!pursuit_process_work_delete (work, g_ptr_array_index (entry->roles, j), error))
          return FALSE;
      if (!pursuit_process_work_delete (work, PURSUIT_RECORD (entry->stage), error))
        return FALSE;
    }

  return pursuit_process_work_delete (work, PURSUIT_RECORD (book->process), error);
}

/**
 * pursuit_processes_delete:
 * @desk: a desk
 * @process_id: a draft
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Deletes a draft with everything in it. What was published is retired instead: deals follow it.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is no draft, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is gone
 */
gboolean
pursuit_processes_delete (PursuitDesk  *desk,
                          gint64        process_id,
                          gint64       *out_entry_id,
                          GError      **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitProcessBook) book = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_process_work_begin (&work, &tx, desk, error) ||
      (book = pursuit_processes_read (work.store, process_id, error)) == NULL)
    return FALSE;
  if (book->process->state != PURSUIT_PROCESS_DRAFT)
    {
      g_autofree char *title = pursuit_process_dup_title (book->process);

      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” was published; it can be retired, not deleted."), title);
      return FALSE;
    }

  return delete_book (&work, book, error) && pursuit_process_work_end (&work, &tx, "delete", book->process, out_entry_id, error);
}
