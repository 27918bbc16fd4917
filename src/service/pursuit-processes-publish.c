/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"

/* Which processes deals may follow, and which one new deals follow. */

static gboolean
set_number (PursuitProcessWork  *work,
            PursuitProcess      *process,
            const char          *name,
            gint64               number,
            GError             **error)
{
  g_autoptr(PursuitRecord) before = pursuit_record_copy (PURSUIT_RECORD (process));

  pursuit_record_set_number (PURSUIT_RECORD (process), pursuit_record_type_find (PURSUIT_TYPE_PROCESS, name), number);
  return pursuit_process_work_update (work, before, PURSUIT_RECORD (process), error);
}

static gboolean
refuse (GError         **error,
        const char      *sentence,
        PursuitProcess  *process)
{
  g_autofree char *title = pursuit_process_dup_title (process);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, sentence, title);
  return FALSE;
}

/* Takes the mark from all others; @same_code limits it to other versions. Says whether there was one. */
static gboolean
take_standard (PursuitProcessWork  *work,
               PursuitProcess      *process,
               gboolean             same_code,
               gboolean            *out_taken,
               GError             **error)
{
  g_autoptr(GPtrArray) all = pursuit_store_list (work->store, PURSUIT_TYPE_PROCESS, error);

  *out_taken = FALSE;
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      PursuitProcess *other = g_ptr_array_index (all, i);

      if (!other->standard || PURSUIT_RECORD (other)->id == PURSUIT_RECORD (process)->id ||
          (same_code && g_strcmp0 (other->code, process->code) != 0))
        continue;
      *out_taken = TRUE;
      if (!set_number (work, other, "standard", FALSE, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_processes_publish:
 * @desk: a desk
 * @process_id: a draft, or a process that was retired
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Lets deals follow a process. A draft that is a newer version of the one that new deals follow takes its place; the older
 * version stays for its deals.
 *
 * Fails with %PURSUIT_ERROR_INVALID, with the path to the fault when deals could not follow it (no stage of won deals, say);
 * with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when deals may follow it
 */
gboolean
pursuit_processes_publish (PursuitDesk  *desk,
                           gint64        process_id,
                           gint64       *out_entry_id,
                           GError      **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitProcessBook) book = NULL;
  gboolean was_draft;
  gboolean taken = FALSE;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_process_work_begin (&work, &tx, desk, error) ||
      (book = pursuit_processes_read (work.store, process_id, error)) == NULL)
    return FALSE;
  if (book->process->state == PURSUIT_PROCESS_PUBLISHED)
    return refuse (error, _("“%s” is published already."), book->process);

  was_draft = book->process->state == PURSUIT_PROCESS_DRAFT;
  return pursuit_process_book_check (book, error) &&
         (!was_draft || take_standard (&work, book->process, TRUE, &taken, error)) &&
         set_number (&work, book->process, "state", PURSUIT_PROCESS_PUBLISHED, error) &&
         (!taken || set_number (&work, book->process, "standard", TRUE, error)) &&
         pursuit_process_work_end (&work, &tx, "publish", book->process, out_entry_id, error);
}

static PursuitProcess *
load_alive (PursuitProcessWork  *work,
            gint64               process_id,
            GError             **error)
{
  g_autoptr(PursuitRecord) process = pursuit_store_load (work->store, PURSUIT_TYPE_PROCESS, process_id, error);

  if (process == NULL || process->deleted_at == 0)
    return PURSUIT_PROCESS (g_steal_pointer (&process));

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” was deleted; restore it first."),
               pursuit_record_get_name (process));
  return NULL;
}

/**
 * pursuit_processes_retire:
 * @desk: a desk
 * @process_id: a published process
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Lets no new deal follow a process; those that follow it go on.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is not published, or is the one that new deals follow; with %PURSUIT_ERROR_DENIED,
 * %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is retired
 */
gboolean
pursuit_processes_retire (PursuitDesk  *desk,
                          gint64        process_id,
                          gint64       *out_entry_id,
                          GError      **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitProcess) process = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_process_work_begin (&work, &tx, desk, error) || (process = load_alive (&work, process_id, error)) == NULL)
    return FALSE;
  if (process->state != PURSUIT_PROCESS_PUBLISHED)
    return refuse (error, _("“%s” is not published."), process);
  if (process->standard)
    return refuse (error, _("New deals follow “%s”; make another process the standard first."), process);

  return set_number (&work, process, "state", PURSUIT_PROCESS_RETIRED, error) &&
         pursuit_process_work_end (&work, &tx, "retire", process, out_entry_id, error);
}

/**
 * pursuit_processes_set_standard:
 * @desk: a desk
 * @process_id: a published process
 * @out_entry_id: (out) (optional): the journal entry, 0 when it is the standard already
 * @error: return location
 *
 * Lets new deals follow a process unless they are given another one.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is not published, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when new deals follow it
 */
gboolean
pursuit_processes_set_standard (PursuitDesk  *desk,
                                gint64        process_id,
                                gint64       *out_entry_id,
                                GError      **error)
{
  g_auto(PursuitProcessWork) work = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitProcess) process = NULL;
  gboolean taken;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  if (!pursuit_process_work_begin (&work, &tx, desk, error) || (process = load_alive (&work, process_id, error)) == NULL)
    return FALSE;
  if (process->state != PURSUIT_PROCESS_PUBLISHED)
    return refuse (error, _("“%s” is not published."), process);

  return take_standard (&work, process, FALSE, &taken, error) && set_number (&work, process, "standard", TRUE, error) &&
         pursuit_process_work_end (&work, &tx, "standard", process, out_entry_id, error);
}
