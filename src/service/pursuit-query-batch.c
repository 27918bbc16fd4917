/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-batch-private.h"

#include "pursuit-date.h"
#include "pursuit-list-news-private.h"
#include "pursuit-query-places.h"
#include "pursuit-str.h"

/* So that a list paints at once: the rows that come along with the ids. */
#define FIRST_ROWS 40

/**
 * pursuit_query_batch_new:
 * @query: what is asked, copied
 * @wanted: (transfer full) (element-type gint64): rows to fetch
 *
 * Returns: (transfer full): a question for a job
 */
PursuitQueryBatch *
pursuit_query_batch_new (const PursuitQuery *query,
                         GArray             *wanted)
{
  PursuitQueryBatch *self = g_new0 (PursuitQueryBatch, 1);

  self->query = pursuit_query_copy (query);
  self->wanted = wanted;

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
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->known, pursuit_id_list_unref);
  g_clear_pointer (&self->ids, pursuit_id_list_unref);
  g_clear_pointer (&self->places, g_array_unref);
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

/* Within a reading: all of it is of one moment. */
static gboolean
list_all (PursuitQueryBatch  *answer,
          PursuitDesk        *desk,
          PursuitQueryBatch  *asked,
          GError            **error)
{
  g_autoptr(GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *ids = pursuit_desk_query_ids (desk, asked->query, 0, error);

  if (ids == NULL)
    return FALSE;
  answer->ids = pursuit_id_list_new (ids);

  g_array_append_vals (wanted, asked->wanted->data, asked->wanted->len);
  g_array_append_vals (wanted, ids->data, MIN (ids->len, FIRST_ROWS));
  answer->rows = fetch (desk, answer->list, wanted, error);
  return answer->rows != NULL;
}

static PursuitQueryBatch *
begin_answer (PursuitDesk        *desk,
              PursuitQueryBatch  *asked,
              GError            **error)
{
  g_autoptr(PursuitQueryBatch) answer = g_new0 (PursuitQueryBatch, 1);

  answer->list = asked->query->list;
  answer->day = pursuit_date_today ();
  if (!pursuit_journal_get_last (pursuit_desk_get_store (desk), &answer->as_of, error))
    return NULL;

  return g_steal_pointer (&answer);
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
  g_autoptr(PursuitQueryBatch) answer = NULL;
  g_auto(PursuitReading) reading = { NULL };

  if (!pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;
  answer = begin_answer (desk, data, error);

  return answer != NULL && list_all (answer, desk, data, error) ? g_steal_pointer (&answer) : NULL;
}

/* Words are looked for in many places, time alone makes a deal stand still or its customer silent, and a timeline has no records of its own. */
static gboolean
may_be_narrow (const PursuitQueryBatch *asked,
               const PursuitQueryBatch *answer)
{
  const PursuitQuery *query = asked->query;

  return asked->known != NULL && asked->since > 0 && g_strcmp0 (asked->day, answer->day) == 0 &&
         pursuit_str_empty (query->search) && !query->stalled && !query->silent && query->overridden == 0 &&
         query->list != PURSUIT_LIST_TIMELINE;
}

static gboolean
add_rows_of_customers (PursuitDesk  *desk,
                       PursuitList   list,
                       GArray       *customers,
                       GArray       *changed,
                       GError      **error)
{
  for (guint i = 0; i < customers->len; i++)
    {
      g_autoptr(GArray) rows = pursuit_store_query_of_customer (pursuit_desk_get_store (desk), list,
                                                                g_array_index (customers, gint64, i),
                                                                PURSUIT_MOST_PLACES + 1, error);

      if (rows == NULL)
        return FALSE;
      g_array_append_vals (changed, rows->data, rows->len);
    }

  return TRUE;
}

/* Gathers which rows the news may have changed; @changed is let go of when it may be any, or too many. */
static gboolean
find_changed (PursuitDesk              *desk,
              const PursuitQueryBatch  *asked,
              GArray                  **changed,
              GError                  **error)
{
  g_autoptr(GPtrArray) entries = pursuit_journal_list_since (pursuit_desk_get_store (desk), asked->since,
                                                             PURSUIT_MOST_PLACES + 1, error);
  g_autoptr(GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_few;

  if (entries == NULL)
    return FALSE;

  is_few = entries->len <= PURSUIT_MOST_PLACES;
  for (guint i = 0; is_few && i < entries->len; i++)
    {
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      PursuitReach reach = pursuit_list_news_reach (asked->query, g_ptr_array_index (entries, i), ids);

      is_few = reach != PURSUIT_REACH_ALL;
      g_array_append_vals (reach == PURSUIT_REACH_OF_CUSTOMERS ? customers : *changed, ids->data, ids->len);
    }
  if (is_few && !add_rows_of_customers (desk, asked->query->list, customers, *changed, error))
    return FALSE;
  if (!is_few || (*changed)->len > PURSUIT_MOST_PLACES)
    g_clear_pointer (changed, g_array_unref);
  return TRUE;
}

static gboolean
find_places (PursuitQueryBatch  *answer,
             PursuitDesk        *desk,
             PursuitQueryBatch  *asked,
             GError            **error)
{
  g_autoptr(PursuitQuery) scoped = NULL;
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!may_be_narrow (asked, answer))
    return TRUE;
  if (!find_changed (desk, asked, &changed, error))
    return FALSE;
  if (changed == NULL)
    return TRUE;

  scoped = pursuit_desk_scope_query (desk, asked->query);
  return pursuit_store_query_places (pursuit_desk_get_store (desk), scoped, pursuit_id_list_get_data (asked->known),
                                     pursuit_id_list_get_length (asked->known), changed, &answer->places, error);
}

static GPtrArray *
fetch_placed (PursuitQueryBatch  *answer,
              PursuitDesk        *desk,
              GError            **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < answer->places->len; i++)
    {
      const PursuitRowPlace *place = &g_array_index (answer->places, PursuitRowPlace, i);

      if (place->to != PURSUIT_NO_PLACE)
        g_array_append_val (ids, place->id);
    }

  return fetch (desk, answer->list, ids, error);
}

/**
 * pursuit_query_batch_refresh_job:
 * @desk: the desk
 * @data: a #PursuitQueryBatch with what is known
 * @cancellable: (nullable): ends the statement that is running
 * @error: return location
 *
 * Finds out what became of a list since it was asked: when few of its rows can have changed, where those few stand now; else
 * everything, as pursuit_query_batch_list_job() does. Fails as that.
 *
 * Returns: (transfer full): the answer, a #PursuitQueryBatch
 */
gpointer
pursuit_query_batch_refresh_job (PursuitDesk   *desk,
                                 gpointer       data,
                                 GCancellable  *cancellable,
                                 GError       **error)
{
  PursuitQueryBatch *asked = data;
  g_autoptr(PursuitQueryBatch) answer = NULL;
  g_auto(PursuitReading) reading = { NULL };

  if (!pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error))
    return NULL;
  answer = begin_answer (desk, asked, error);
  if (answer == NULL || !find_places (answer, desk, asked, error))
    return NULL;

  /* Handed back, so that the window is the only one who has it. */
  answer->known = g_steal_pointer (&asked->known);
  if (answer->places == NULL)
    return list_all (answer, desk, asked, error) ? g_steal_pointer (&answer) : NULL;

  answer->rows = fetch_placed (answer, desk, error);
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
  answer->rows = fetch (desk, answer->list, asked->wanted, error);

  return answer->rows != NULL ? g_steal_pointer (&answer) : NULL;
}
