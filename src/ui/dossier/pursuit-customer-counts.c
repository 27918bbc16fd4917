/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-counts.h"

#include "pursuit-enums.h"
#include "pursuit-query-run.h"

static gboolean
count_facet (PursuitDesk         *desk,
             const PursuitQuery  *query,
             const char          *field,
             GType                type,
             int                  first,
             gint64              *counts,
             guint                n_counts,
             GError             **error)
{
  g_autoptr(GPtrArray) facets = pursuit_desk_query_facet (desk, query, field, error);

  for (guint i = 0; facets != NULL && i < facets->len; i++)
    {
      const PursuitFacet *facet = g_ptr_array_index (facets, i);
      int value;

      if (facet->value != NULL && pursuit_enum_from_nick (type, facet->value, &value) && value >= first &&
          value - first < (int) n_counts)
        counts[value - first] = facet->count;
    }

  return facets != NULL;
}

/**
 * pursuit_customer_counts_job:
 * @desk: a desk
 * @data: a #PursuitQuery of customers
 * @cancellable: (nullable): interrupts the counting
 * @error: return location
 *
 * A #PursuitJob that counts the facets. Each is counted among what all other filters leave, so that the number says
 * what choosing it would bring.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: (transfer full): a #PursuitCustomerCounts, to be freed with g_free()
 */
gpointer
pursuit_customer_counts_job (PursuitDesk   *desk,
                             gpointer       data,
                             GCancellable  *cancellable,
                             GError       **error)
{
  const PursuitQuery *query = data;
  g_autofree PursuitCustomerCounts *counts = g_new0 (PursuitCustomerCounts, 1);
  g_autoptr(PursuitQuery) any_grade = pursuit_query_copy (query);
  g_autoptr(PursuitQuery) any_funnel = pursuit_query_copy (query);

  pursuit_query_choose (any_grade, "grade", NULL);
  pursuit_query_choose (any_funnel, "funnel", NULL);
  if (!count_facet (desk, any_grade, "grade", PURSUIT_TYPE_GRADE, PURSUIT_GRADE_A, counts->grades, PURSUIT_N_GRADES, error) ||
      !count_facet (desk, any_funnel, "funnel", PURSUIT_TYPE_FUNNEL, PURSUIT_FUNNEL_POTENTIAL, counts->funnels,
                    PURSUIT_N_FUNNELS, error))
    return NULL;

  /* Everybody is somewhere in the funnel. */
  counts->total = pursuit_query_is_filtered (any_funnel) ? -1 : 0;
  for (guint i = 0; i < PURSUIT_N_FUNNELS && counts->total >= 0; i++)
    counts->total += counts->funnels[i];

  return g_steal_pointer (&counts);
}
