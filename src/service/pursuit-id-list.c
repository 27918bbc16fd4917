/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-id-list-private.h"

/**
 * pursuit_id_list_new:
 * @ids: (transfer full) (element-type gint64): ids
 *
 * Returns: (transfer full): a list that nobody shares yet
 */
PursuitIdList *
pursuit_id_list_new (GArray *ids)
{
  PursuitIdList *self = g_new0 (PursuitIdList, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->ids = ids;

  return self;
}

/**
 * pursuit_id_list_ref:
 * @self: a list
 *
 * Returns: (transfer full): the same list, not to be changed as long as it is shared
 */
PursuitIdList *
pursuit_id_list_ref (PursuitIdList *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pursuit_id_list_unref:
 * @self: (transfer full): a list
 */
void
pursuit_id_list_unref (PursuitIdList *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->ids);
  g_free (self);
}

/**
 * pursuit_id_list_change:
 * @list: (inout): a list; replaced by a copy when somebody shares it
 *
 * Returns: (transfer none) (element-type gint64): its ids, which may be changed
 */
GArray *
pursuit_id_list_change (PursuitIdList **list)
{
  PursuitIdList *shared = *list;

  if (g_atomic_ref_count_compare (&shared->ref_count, 1))
    return shared->ids;

  *list = pursuit_id_list_new (g_array_copy (shared->ids));
  pursuit_id_list_unref (shared);

  return (*list)->ids;
}
