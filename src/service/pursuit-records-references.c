/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-document.h"
#include "pursuit-records-private.h"

/* Records show whom they name. So nobody names what they may not see: who guesses a number would read a name. */

static gboolean
is_seen_by_some (GType type)
{
  return type == PURSUIT_TYPE_CUSTOMER || type == PURSUIT_TYPE_CONTACT || type == PURSUIT_TYPE_DEAL ||
         type == PURSUIT_TYPE_ACTIVITY || type == PURSUIT_TYPE_DOCUMENT;
}

/**
 * pursuit_records_require_references:
 * @desk: a desk
 * @before: (nullable): a record as it is, %NULL when it is new
 * @after: the record as it is to be
 * @error: return location
 *
 * What a record names from now on has to be there for the actor, too. What it named before may stay.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND when it is not there at all, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the actor may see all of it
 */
gboolean
pursuit_records_require_references (PursuitDesk    *desk,
                                    PursuitRecord  *before,
                                    PursuitRecord  *after,
                                    GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (after);

  if (pursuit_desk_get_scope (desk, PURSUIT_RIGHT_VIEW) == PURSUIT_SCOPE_ALL)
    return TRUE;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      gint64 id = field->kind == PURSUIT_KIND_REF ? pursuit_record_get_number (after, field) : 0;
      g_autoptr(PursuitRecord) named = NULL;

      if (id == 0 || (before != NULL && pursuit_record_get_number (before, field) == id) || !is_seen_by_some (field->type ()))
        continue;
      named = pursuit_records_load (desk, field->type (), id, error);
      if (named == NULL)
        return FALSE;
    }

  return TRUE;
}
