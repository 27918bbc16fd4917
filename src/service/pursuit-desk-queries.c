/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-desk.h"

#include "pursuit-filters.h"
#include "pursuit-lookups.h"
#include "pursuit-profile.h"
#include "pursuit-query-run.h"
#include "pursuit-row.h"

/* Lists within what the actor may see. */

/* When it cannot be read, no more is shown for it. */
static gboolean
works_on_deals (PursuitDesk *self)
{
  gboolean works;

  return pursuit_lookup_works_on (pursuit_desk_get_store (self), pursuit_desk_get_actor_id (self), 0, 0, &works, NULL) && works;
}

/**
 * pursuit_desk_narrow_query:
 * @self: a desk
 * @query: what pursuit_desk_scope_query() gave
 * @right: what is to be done with what is listed
 *
 * Narrows it further, to what the actor has that right for.
 */
void
pursuit_desk_narrow_query (PursuitDesk  *self,
                           PursuitQuery *query,
                           PursuitRight  right)
{
  query->scope = MIN (query->scope, pursuit_desk_get_scope (self, right));
  /* Only then a second condition is put in: whoever works on nothing of others is answered by the index of owners alone. */
  query->scope_is_assigned = (query->scope == PURSUIT_SCOPE_ASSIGNED || query->scope == PURSUIT_SCOPE_TEAM) && works_on_deals (self);
}

/**
 * pursuit_desk_scope_query:
 * @self: a desk
 * @query: what somebody wants to list
 *
 * Returns: (transfer full): the same, narrowed to what the actor may see
 */
PursuitQuery *
pursuit_desk_scope_query (PursuitDesk        *self,
                          const PursuitQuery *query)
{
  PursuitQuery *scoped = pursuit_query_copy (query);
  PursuitRight right = PURSUIT_RIGHT_VIEW;

  if (query->list == PURSUIT_LIST_JOURNAL)
    right = PURSUIT_RIGHT_ADMINISTER;
  scoped->scope = PURSUIT_SCOPE_ALL;
  scoped->scope_staff_id = pursuit_desk_get_actor_id (self);
  pursuit_desk_narrow_query (self, scoped, right);
  scoped->shows_looks = pursuit_desk_get_scope (self, PURSUIT_RIGHT_ADMINISTER) != PURSUIT_SCOPE_NONE;

  return scoped;
}

/**
 * pursuit_desk_query_ids:
 * @self: a desk
 * @query: what to list
 * @limit: how many at most, 0 for all
 * @error: return location
 *
 * pursuit_store_query_ids() within the actor's scope.
 *
 * Returns: (transfer full) (element-type gint64): the ids
 */
GArray *
pursuit_desk_query_ids (PursuitDesk         *self,
                        const PursuitQuery  *query,
                        guint                limit,
                        GError             **error)
{
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (self, query);

  return pursuit_store_query_ids (pursuit_desk_get_store (self), scoped, limit, error);
}

/**
 * pursuit_desk_query_count:
 * @self: a desk
 * @query: what to list
 * @out_count: (out): how many rows there are
 * @error: return location
 *
 * pursuit_store_query_count() within the actor's scope.
 *
 * Returns: %TRUE when @out_count was set
 */
gboolean
pursuit_desk_query_count (PursuitDesk         *self,
                          const PursuitQuery  *query,
                          gint64              *out_count,
                          GError             **error)
{
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (self, query);

  return pursuit_store_query_count (pursuit_desk_get_store (self), scoped, out_count, error);
}

/**
 * pursuit_desk_query_rows:
 * @self: a desk
 * @list: the list
 * @ids: (array length=n_ids): ids that pursuit_desk_query_ids() gave
 * @n_ids: how many
 * @error: return location
 *
 * pursuit_store_query_rows(); prices are blanked for those who may not see them (TEAM-6), and so is what a journal says of a
 * personal profile.
 *
 * Returns: (transfer full) (element-type PursuitRow): the rows
 */
GPtrArray *
pursuit_desk_query_rows (PursuitDesk   *self,
                         PursuitList    list,
                         const gint64  *ids,
                         guint          n_ids,
                         GError       **error)
{
  GPtrArray *rows = pursuit_store_query_rows (pursuit_desk_get_store (self), list, ids, n_ids, error);

  if (rows != NULL && list == PURSUIT_LIST_PRODUCTS &&
      pursuit_desk_get_scope (self, PURSUIT_RIGHT_PRICE) == PURSUIT_SCOPE_NONE)
    for (guint i = 0; i < rows->len; i++)
      pursuit_row_set_number (g_ptr_array_index (rows, i), PURSUIT_PRODUCT_ROW_PRICE, 0);
  if (rows != NULL)
    {
      pursuit_profile_hide_rows (self, list, rows);
      pursuit_filters_hide_rows (self, list, rows);
    }

  return rows;
}

/**
 * pursuit_desk_query_first:
 * @self: a desk
 * @query: what deals to list
 * @limit: how many at most
 * @error: return location
 *
 * pursuit_store_query_first() within the actor's scope.
 *
 * Returns: (transfer full) (element-type PursuitRow): the rows
 */
GPtrArray *
pursuit_desk_query_first (PursuitDesk         *self,
                          const PursuitQuery  *query,
                          guint                limit,
                          GError             **error)
{
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (self, query);

  return pursuit_store_query_first (pursuit_desk_get_store (self), scoped, limit, error);
}

/**
 * pursuit_desk_query_facet:
 * @self: a desk
 * @query: a query of customers
 * @field: which facet
 * @error: return location
 *
 * pursuit_store_query_facet() within the actor's scope.
 *
 * Returns: (transfer full) (element-type PursuitFacet): the values
 */
GPtrArray *
pursuit_desk_query_facet (PursuitDesk         *self,
                          const PursuitQuery  *query,
                          const char          *field,
                          GError             **error)
{
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (self, query);

  return pursuit_store_query_facet (pursuit_desk_get_store (self), scoped, field, error);
}
