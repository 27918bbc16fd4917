/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-standing.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/*
 * How a customer is judged: grade (DOS-3), place in the small funnel (CUS-8) and relationship level (CUS-1). Each change is dated,
 * whichever way it comes: the verb here, a form, an import, an undo.
 */

/**
 * pursuit_standing_note:
 * @desk: a desk, within a transaction
 * @before: (nullable): a record as it was, %NULL when it is new
 * @after: the same as it was just written
 * @reason: (nullable): why it changed; a message id when the program itself says so
 * @error: return location
 *
 * Writes down which judgements of a customer changed. Of any other record there is nothing to write.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all is written
 */
gboolean
pursuit_standing_note (PursuitDesk    *desk,
                       PursuitRecord  *before,
                       PursuitRecord  *after,
                       const char     *reason,
                       GError        **error)
{
  if (!PURSUIT_IS_CUSTOMER (after))
    return TRUE;

  for (guint kind = 0; kind < PURSUIT_N_STANDING_KINDS; kind++)
    {
      const PursuitStandingMove move = {
        .customer_id = after->id,
        .kind = (PursuitStandingKind) kind,
        .from = before != NULL ? pursuit_standing_get (PURSUIT_CUSTOMER (before), kind) : 0,
        .to = pursuit_standing_get (PURSUIT_CUSTOMER (after), kind),
        .at = pursuit_time_now (),
        .staff_id = pursuit_desk_get_actor_id (desk),
        .reason = (char *) reason,
      };

      if (move.from != move.to && !pursuit_standing_moves_add (pursuit_desk_get_store (desk), &move, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_standing_require_change:
 * @desk: a desk, within a transaction
 * @before: (nullable): a record as it is, %NULL when it is new
 * @after: the record as it is to be
 * @error: return location
 *
 * Refuses to call a customer an opportunity where nobody is interested (CUS-8). What is one already stays one.
 *
 * Fails with %PURSUIT_ERROR_INVALID or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @after is no customer, or may be judged so
 */
gboolean
pursuit_standing_require_change (PursuitDesk    *desk,
                                 PursuitRecord  *before,
                                 PursuitRecord  *after,
                                 GError        **error)
{
  gboolean has_interested = FALSE;

  if (!PURSUIT_IS_CUSTOMER (after) || PURSUIT_CUSTOMER (after)->funnel != PURSUIT_FUNNEL_OPPORTUNITY ||
      (before != NULL && PURSUIT_CUSTOMER (before)->funnel == PURSUIT_FUNNEL_OPPORTUNITY))
    return TRUE;

  return (after->id == 0 || pursuit_standing_moves_find_interested (pursuit_desk_get_store (desk), after->id, &has_interested,
                                                                    error)) &&
         pursuit_standing_require_interested (PURSUIT_CUSTOMER (after), has_interested, error);
}

/**
 * pursuit_standing_require_evidence:
 * @before: (nullable): a record as it is, %NULL when it is new
 * @after: the record as it is to be
 * @error: return location
 *
 * Refuses another relationship level from whoever writes fields without saying why (CUS-1): what shows it goes with
 * pursuit_standing_change(). That nothing is known of the relationship takes no evidence.
 *
 * Fails with %PURSUIT_ERROR_INVALID.
 *
 * Returns: %TRUE when @after is no customer, or has the level that it had
 */
gboolean
pursuit_standing_require_evidence (PursuitRecord  *before,
                                   PursuitRecord  *after,
                                   GError        **error)
{
  gint64 was = before != NULL && PURSUIT_IS_CUSTOMER (before) ? PURSUIT_CUSTOMER (before)->relationship_level : 0;

  if (!PURSUIT_IS_CUSTOMER (after) || PURSUIT_CUSTOMER (after)->relationship_level == was ||
      PURSUIT_CUSTOMER (after)->relationship_level == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               /* Translators: %s is a customer */
               _("A relationship level takes evidence: judge “%s” by itself, and say what shows it."),
               pursuit_record_get_name (after));
  return FALSE;
}

static gboolean
require_as_seen (const PursuitStandingChange  *change,
                 PursuitCustomer              *customer,
                 GError                      **error)
{
  const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER,
                                                        pursuit_standing_kind_get_field (change->kind));
  g_autofree char *is = NULL;

  if (change->seen == NULL ||
      pursuit_standing_get (change->seen, change->kind) == pursuit_standing_get (customer, change->kind))
    return TRUE;

  is = pursuit_standing_format (change->kind, pursuit_standing_get (customer, change->kind));
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT,
               /* Translators: %1$s is a customer, %2$s what is judged, such as Grade, %3$s how somebody else judged it */
               _("Somebody else judged “%1$s” meanwhile. %2$s: %3$s."), pursuit_record_get_name (PURSUIT_RECORD (customer)),
               _(field->label), is);
  return FALSE;
}

static gboolean
apply (PursuitDesk                  *desk,
       const PursuitStandingChange  *change,
       PursuitCustomer              *customer,
       GError                      **error)
{
  gboolean has_interested;

  return require_as_seen (change, customer, error) &&
         pursuit_standing_moves_find_interested (pursuit_desk_get_store (desk), change->customer_id, &has_interested, error) &&
         pursuit_standing_set (customer, change->kind, change->value, change->reason, has_interested, error);
}

/**
 * pursuit_standing_change:
 * @desk: a desk
 * @change: how a customer is judged from now on
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Judges a customer anew and writes down who did so, when and why. The verb of the entry is "grade", "funnel" or "level".
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when the customer is gone, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_INVALID as
 * pursuit_standing_set(), %PURSUIT_ERROR_CONFLICT when somebody else judged it since it was seen, or
 * %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when it is judged so
 */
gboolean
pursuit_standing_change (PursuitDesk                  *desk,
                         const PursuitStandingChange  *change,
                         gint64                       *out_entry_id,
                         GError                      **error)
{
  PursuitStore *store;
  g_autofree char *reason = NULL;
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) customer = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && (guint) change->kind < PURSUIT_N_STANDING_KINDS, FALSE);

  store = pursuit_desk_get_store (desk);
  reason = pursuit_str_empty (change->reason) ? NULL : pursuit_str_dup_stripped (change->reason);
  if (!pursuit_tx_begin (&tx, store, error) ||
      !(customer = pursuit_store_load (store, PURSUIT_TYPE_CUSTOMER, change->customer_id, error)) ||
      !pursuit_records_require_alive (customer, error) ||
      !pursuit_records_require (desk, customer, PURSUIT_RIGHT_EDIT, error))
    return FALSE;

  before = pursuit_record_copy (customer);
  return apply (desk, change, PURSUIT_CUSTOMER (customer), error) && pursuit_store_update (store, customer, error) &&
         pursuit_standing_note (desk, before, customer, reason, error) &&
         pursuit_desk_write_journal (desk, pursuit_standing_kind_get_nick (change->kind), before, customer, out_entry_id,
                                     error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_standing_read:
 * @desk: a desk
 * @customer_id: a customer
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the actor may not see the customer, or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitStandingMove): how its standing changed, the newest first, at most 200
 */
GPtrArray *
pursuit_standing_read (PursuitDesk  *desk,
                       gint64        customer_id,
                       GError      **error)
{
  g_autoptr(PursuitRecord) customer = pursuit_records_load (desk, PURSUIT_TYPE_CUSTOMER, customer_id, error);

  return customer != NULL ? pursuit_standing_moves_list (pursuit_desk_get_store (desk), customer_id, error) : NULL;
}
