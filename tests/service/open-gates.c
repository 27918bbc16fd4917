/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "open-gates.h"

#include "pursuit-milestone.h"

/**
 * open_gates:
 * @desk: a desk at a new database
 *
 * Asks for no milestone of the shipped processes, nor for their hand-over: for tests that are not about gates, or bring milestones of
 * their own.
 */
void
open_gates (PursuitDesk *desk)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) milestones = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };

  pursuit_tx_begin (&tx, store, &error);
  g_assert_no_error (error);
  milestones = pursuit_store_list (store, PURSUIT_TYPE_MILESTONE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (milestones, i);

      if (!milestone->required)
        continue;
      g_object_set (milestone, "required", FALSE, NULL);
      pursuit_store_update (store, PURSUIT_RECORD (milestone), &error);
      g_assert_no_error (error);
    }
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
}
