/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-family.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer-figures.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"

/**
 * pursuit_family_require:
 * @desk: a desk, within a transaction
 * @record: a record as it is to be
 * @error: return location
 *
 * A customer is no subsidiary of its own subsidiaries, however far below they are.
 *
 * Fails with %PURSUIT_ERROR_INVALID or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @record is no customer, or may stand where it is to stand
 */
gboolean
pursuit_family_require (PursuitDesk    *desk,
                        PursuitRecord  *record,
                        GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *parent = NULL;
  gboolean is_below;
  gint64 parent_id;

  if (!PURSUIT_IS_CUSTOMER (record) || record->id == 0 || PURSUIT_CUSTOMER (record)->parent_id == 0)
    return TRUE;

  parent_id = PURSUIT_CUSTOMER (record)->parent_id;
  /* That nobody is above themselves is a rule of the record. */
  if (parent_id == record->id)
    return TRUE;
  if (!pursuit_customer_is_below (store, parent_id, record->id, &is_below, error))
    return FALSE;
  if (!is_below)
    return TRUE;

  parent = pursuit_lookup_name (store, PURSUIT_TYPE_CUSTOMER, parent_id);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” cannot be a subsidiary of “%2$s”, which belongs to it."),
               pursuit_record_get_name (record), parent != NULL ? parent : "");
  return FALSE;
}
