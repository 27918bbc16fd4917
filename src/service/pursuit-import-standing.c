/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-standing.h"

/* How imported customers are judged: dated as by any other way, and no opportunity where nobody is interested (CUS-8). */

/**
 * pursuit_import_fit_funnel:
 * @run: a run
 * @existing: (nullable): the customer as it is, %NULL for a new one
 * @incoming: what the row says of it
 * @given: (inout): the fields that the row says something about
 * @error: return location
 *
 * A row that calls a customer an opportunity where nobody is named who is interested is not refused for it: a new one comes in
 * as a lead, another one stays what it was, and the report says so.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @incoming can be brought in
 */
gboolean
pursuit_import_fit_funnel (PursuitImportRun  *run,
                           PursuitRecord     *existing,
                           PursuitRecord     *incoming,
                           PursuitFieldMask  *given,
                           GError           **error)
{
  gboolean has_interested = FALSE;

  if (PURSUIT_CUSTOMER (incoming)->funnel != PURSUIT_FUNNEL_OPPORTUNITY)
    return TRUE;
  if (existing == NULL)
    {
      pursuit_record_set_number (incoming, pursuit_record_class_find (run->klass, "funnel"), PURSUIT_FUNNEL_LEAD);
      run->n_led_on++;
      return TRUE;
    }
  if (PURSUIT_CUSTOMER (existing)->funnel == PURSUIT_FUNNEL_OPPORTUNITY)
    return TRUE;
  if (!pursuit_standing_moves_find_interested (run->store, existing->id, &has_interested, error))
    return FALSE;

  if (!has_interested)
    {
      *given &= ~pursuit_record_class_get_bit (run->klass, pursuit_record_class_find (run->klass, "funnel"));
      run->n_held_back++;
    }
  return TRUE;
}

/**
 * pursuit_import_note_funnel:
 * @run: a run that is about to end
 *
 * Says of how many customers the funnel is not what the file has.
 */
void
pursuit_import_note_funnel (PursuitImportRun *run)
{
  if (run->n_led_on > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%lu new customer came in as a lead, not as an opportunity: nobody there is named as interested.",
                                                         "%lu new customers came in as leads, not as opportunities: nobody there is named as interested.",
                                                         (gulong) run->n_led_on),
                                               (gulong) run->n_led_on));
  if (run->n_held_back > 0)
    pursuit_import_note (run, g_strdup_printf (ngettext ("%lu customer did not become an opportunity: nobody there is named as interested.",
                                                         "%lu customers did not become opportunities: nobody there is named as interested.",
                                                         (gulong) run->n_held_back),
                                               (gulong) run->n_held_back));
}

/**
 * pursuit_import_note_standing:
 * @run: a run all of whose rows are settled
 * @error: return location
 *
 * Dates how the customers that are new are judged; those that were changed are dated as they are.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_import_note_standing (PursuitImportRun  *run,
                              GError           **error)
{
  gint64 first, last;

  for (guint i = 0; pursuit_import_trace_get_created (run->trace, "customer", i, &first, &last); i++)
    if (!pursuit_standing_moves_add_new (run->store, first, last, pursuit_time_now (),
                                         pursuit_desk_get_actor_id (run->desk), error))
      return FALSE;

  return TRUE;
}
