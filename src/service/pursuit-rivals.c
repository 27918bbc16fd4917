/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-rivals.h"

#include "pursuit-deal-parts.h"
#include "pursuit-lost-to.h"
#include "pursuit-rival.h"

/* What somebody is offered who says to whom a deal was lost. */
#define MOST 12

static gboolean
has_name (GPtrArray  *names,
          const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/**
 * pursuit_rivals_list_names:
 * @desk: a desk
 * @deal_id: a deal
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type utf8): who may have got the deal: those named in its strategy sheet (CUS-7), then
 *   those to whom deals were lost lately, each once
 */
GPtrArray *
pursuit_rivals_list_names (PursuitDesk  *desk,
                           gint64        deal_id,
                           GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) rivals = pursuit_deal_parts_list (store, PURSUIT_PART_RIVALS, deal_id, error);
  g_autoptr(GPtrArray) lost_to = rivals != NULL ? pursuit_lost_to_list (store, MOST, error) : NULL;

  if (lost_to == NULL)
    return NULL;

  for (guint i = 0; i < rivals->len && names->len < MOST; i++)
    if (!has_name (names, PURSUIT_RIVAL (g_ptr_array_index (rivals, i))->name))
      g_ptr_array_add (names, g_strdup (PURSUIT_RIVAL (g_ptr_array_index (rivals, i))->name));
  for (guint i = 0; i < lost_to->len && names->len < MOST; i++)
    if (!has_name (names, g_ptr_array_index (lost_to, i)))
      g_ptr_array_add (names, g_strdup (g_ptr_array_index (lost_to, i)));

  return g_steal_pointer (&names);
}
