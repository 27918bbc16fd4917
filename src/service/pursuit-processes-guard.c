/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-processes-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"

/* The verbs that are the same for every record go round none of this: who could let a milestone be optional for a moment could pass
 * every gate (STG-2). */

/* The process that a record is part of, 0 for none. */
static gboolean
find_process (PursuitStore   *store,
              PursuitRecord  *record,
              gint64         *out_id,
              GError        **error)
{
  g_autoptr(PursuitRecord) stage = NULL;

  *out_id = 0;
  if (PURSUIT_IS_PROCESS (record))
    *out_id = record->id;
  else if (PURSUIT_IS_STAGE (record))
    *out_id = PURSUIT_STAGE (record)->process_id;
  else if (PURSUIT_IS_MILESTONE (record) && PURSUIT_MILESTONE (record)->stage_id != 0)
    {
      stage = pursuit_store_load (store, PURSUIT_TYPE_STAGE, PURSUIT_MILESTONE (record)->stage_id, error);
      *out_id = stage != NULL ? PURSUIT_STAGE (stage)->process_id : 0;
      return stage != NULL;
    }

  return TRUE;
}

static gboolean
require_draft (PursuitStore   *store,
               PursuitRecord  *record,
               GError        **error)
{
  g_autoptr(PursuitRecord) process = NULL;
  g_autofree char *title = NULL;
  gint64 id;

  if (!find_process (store, record, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  process = pursuit_store_load (store, PURSUIT_TYPE_PROCESS, id, error);
  if (process == NULL || PURSUIT_PROCESS (process)->state == PURSUIT_PROCESS_DRAFT)
    return process != NULL;

  title = pursuit_process_dup_title (PURSUIT_PROCESS (process));
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("Deals follow “%s”: its stages, milestones, probabilities and rules stay as they are. Begin a new version to change them."), title);
  return FALSE;
}

/**
 * pursuit_processes_require_free:
 * @desk: a desk
 * @before: (nullable): a record as it was, %NULL or a blank one when it is new
 * @after: (nullable): the record as it is to be, %NULL when it is to be deleted
 * @error: return location
 *
 * What deals follow keeps its stages, milestones, probabilities and rules, whichever verb it is (STG-5).
 *
 * Fails with %PURSUIT_ERROR_INVALID, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the change touches nothing of that
 */
gboolean
pursuit_processes_require_free (PursuitDesk    *desk,
                                PursuitRecord  *before,
                                PursuitRecord  *after,
                                GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitRecord *record = after != NULL ? after : before;

  if (!PURSUIT_IS_PROCESS (record) && !PURSUIT_IS_STAGE (record) && !PURSUIT_IS_MILESTONE (record))
    return TRUE;
  if (before != NULL && before->id != 0 && after != NULL &&
      (pursuit_record_diff (before, after) & ~pursuit_process_get_free_fields (after)) == 0)
    return TRUE;

  return (before == NULL || before->id == 0 || require_draft (store, before, error)) &&
         (after == NULL || require_draft (store, after, error));
}
