/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-batch-private.h"

/* So that a list paints at once: the rows that come along with the ids. */
#define FIRST_ROWS 40

/**
 * pursuit_query_batch_new:
 * @query: what is asked, copied
 * @ids: (transfer full) (element-type gint64): rows to fetch
 *
 * Returns: (transfer full): a question for a job
 */
PursuitQueryBatch *
pursuit_query_batch_new (const PursuitQuery *query,
                         GArray             *ids)
{
  PursuitQueryBatch *self = g_new0 (PursuitQueryBatch, 1);

  self->query = pursuit_query_copy (query);
  self->ids = ids;

  return self;
}

/**
 * pursuit_query_batch_free:
 * @self: (transfer full): a question or an answer
 */
void
pursuit_query_batch_free (PursuitQueryBatch *self)
{
  g_clear_pointer (&self->query, pursuit_query_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
fetch (PursuitDesk  *desk,
       PursuitList   list,
       GArray       *ids,
       GError      **error)
{
  return pursuit_desk_query_rows (desk, list, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

/**
 * pursuit_query_batch_list_job:
 * @desk: the desk
 * @data: a #PursuitQueryBatch
 * @cancellable: (nullable): ends the statement that is running
 * @error: return location
 *
 * Lists all ids, and fetches the first rows along with those that were asked for. Fails as pursuit_desk_query_ids().
 *
 * Returns: (transfer full): the answer, a #PursuitQueryBatch
 */
gpointer
pursuit_query_batch_list_job (PursuitDesk   *desk,
                              gpointer       data,
                              GCancellable  *cancellable,
                              GError       **error)
{
  PursuitQueryBatch *asked = data;
  g_autoptr(PursuitQueryBatch) answer = g_new0 (PursuitQueryBatch, 1);
  g_autoptr(GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));

  answer->list = asked->query->list;
  answer->ids = pursuit_desk_query_ids (desk, asked->query, 0, error);
  if (answer->ids == NULL)
    return NULL;

  g_array_append_vals (wanted, asked->ids->data, asked->ids->len);
  g_array_append_vals (wanted, answer->ids->data, MIN (answer->ids->len, FIRST_ROWS));
  answer->rows = fetch (desk, answer->list, wanted, error);

  return answer->rows != NULL ? g_steal_pointer (&answer) : NULL;
}

/**
 * pursuit_query_batch_fetch_job:
 * @desk: the desk
 * @data: a #PursuitQueryBatch
 * @cancellable: (nullable): ends the statement that is running
 * @error: return location
 *
 * Fetches the rows that were asked for. Fails as pursuit_desk_query_rows().
 *
 * Returns: (transfer full): the answer, a #PursuitQueryBatch
 */
gpointer
pursuit_query_batch_fetch_job (PursuitDesk   *desk,
                               gpointer       data,
                               GCancellable  *cancellable,
                               GError       **error)
{
  PursuitQueryBatch *asked = data;
  g_autoptr(PursuitQueryBatch) answer = g_new0 (PursuitQueryBatch, 1);

  answer->list = asked->query->list;
  answer->rows = fetch (desk, answer->list, asked->ids, error);

  return answer->rows != NULL ? g_steal_pointer (&answer) : NULL;
}
