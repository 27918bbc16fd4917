/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-search.h"

#include "pursuit-search-private.h"
#include "pursuit-str.h"
#include "pursuit-text-search.h"

/* Finding things by what somebody remembers of their names. */

/* Appends what one list finds. */
static gboolean
look_in_list (PursuitDesk        *desk,
              const char         *words,
              PursuitFoundKinds   kind,
              guint               limit,
              GArray             *refs,
              GError            **error)
{
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(GArray) ids = NULL;
  PursuitList list;

  if (!pursuit_found_get_list (kind, &list) || refs->len >= limit)
    return TRUE;

  query = pursuit_query_new (list);
  query->order = PURSUIT_ORDER_NAME;
  query->search = g_strdup (words);
  ids = pursuit_desk_query_ids (desk, query, limit - refs->len, error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      PursuitFoundRef ref = { kind, g_array_index (ids, gint64, i) };

      g_array_append_val (refs, ref);
    }
  return TRUE;
}

/* Appends what was written down with these words in it. */
static gboolean
look_in_texts (PursuitDesk   *desk,
               const char    *words,
               guint          limit,
               GPtrArray     *found,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GPtrArray) texts = NULL;

  if (found->len >= limit)
    return TRUE;
  texts = pursuit_text_search (desk, words, limit - found->len, cancellable, error);
  if (texts == NULL)
    return FALSE;

  g_ptr_array_extend_and_steal (found, g_steal_pointer (&texts));
  return TRUE;
}

static guint
get_recency (const PursuitFoundRef *ref,
             const PursuitFoundRef *recent,
             guint                  n_recent)
{
  for (guint i = 0; i < n_recent; i++)
    if (recent[i].kind == ref->kind && recent[i].id == ref->id)
      return i;

  return n_recent;
}

/* What was opened lately comes first, the newest of it at the very top; the rest stays as it is. */
static void
put_recent_first (GArray                *refs,
                  const PursuitFoundRef *recent,
                  guint                  n_recent)
{
  for (guint rank = n_recent; rank-- > 0;)
    for (guint i = 0; i < refs->len; i++)
      {
        PursuitFoundRef ref = g_array_index (refs, PursuitFoundRef, i);

        if (get_recency (&ref, recent, n_recent) != rank)
          continue;
        g_array_remove_index (refs, i);
        g_array_prepend_val (refs, ref);
        break;
      }
}

/**
 * pursuit_search:
 * @desk: a desk
 * @words: what somebody typed
 * @kinds: what to look for
 * @recent: (nullable) (array length=n_recent): what was opened lately, newest first
 * @n_recent: how many
 * @limit: how many things at most
 * @cancellable: (nullable): ends the search
 * @error: return location
 *
 * Finds what is called by the words of @words, all of which must occur, in any order. Nothing is found by no words, and
 * never what the actor may not see. Texts come after the names.
 *
 * Fails with %PURSUIT_ERROR_STORAGE, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type PursuitFound): the best first
 */
GPtrArray *
pursuit_search (PursuitDesk            *desk,
                const char             *words,
                PursuitFoundKinds       kinds,
                const PursuitFoundRef  *recent,
                guint                   n_recent,
                guint                   limit,
                GCancellable           *cancellable,
                GError                **error)
{
  static const PursuitFoundKinds in_order[] = { PURSUIT_FOUND_CUSTOMER, PURSUIT_FOUND_DEAL, PURSUIT_FOUND_CONTACT,
                                                PURSUIT_FOUND_STAFF };
  g_autoptr(GArray) refs = g_array_new (FALSE, FALSE, sizeof (PursuitFoundRef));
  g_autoptr(GPtrArray) found = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (pursuit_str_empty (words))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_found_free);

  for (guint i = 0; i < G_N_ELEMENTS (in_order); i++)
    if ((kinds & in_order[i]) != 0 &&
        (g_cancellable_set_error_if_cancelled (cancellable, error) ||
         !look_in_list (desk, words, in_order[i], limit, refs, error)))
      return NULL;
  put_recent_first (refs, recent, n_recent);

  found = pursuit_search_describe (desk, (const PursuitFoundRef *) (gpointer) refs->data, refs->len, error);
  if (found == NULL || ((kinds & PURSUIT_FOUND_TEXT) != 0 && !look_in_texts (desk, words, limit, found, cancellable, error)))
    return NULL;

  return g_steal_pointer (&found);
}

/* A question for the worker. */
typedef struct
{
  char *words;                /* NULL to describe @refs */
  PursuitFoundKinds kinds;
  PursuitFoundRef *refs;
  guint n_refs;
  guint limit;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->words);
  g_free (question->refs);
  g_free (question);
}

static gpointer
search_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Question *question = data;

  if (question->words == NULL)
    return pursuit_search_describe (desk, question->refs, question->n_refs, error);

  return pursuit_search (desk, question->words, question->kinds, question->refs, question->n_refs, question->limit,
                         cancellable, error);
}

static Question *
question_new (const PursuitFoundRef *refs,
              guint                  n_refs)
{
  Question *question = g_new0 (Question, 1);

  question->refs = g_memdup2 (refs, n_refs * sizeof *refs);
  question->n_refs = n_refs;

  return question;
}

/**
 * pursuit_search_async:
 * @worker: a worker
 * @words: what somebody typed
 * @kinds: what to look for
 * @recent: (nullable) (array length=n_recent): what was opened lately, newest first
 * @n_recent: how many
 * @limit: how many things at most
 * @cancellable: (nullable): to be cancelled when the question changes
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * pursuit_search() on the worker's thread.
 */
void
pursuit_search_async (PursuitWorker         *worker,
                      const char            *words,
                      PursuitFoundKinds      kinds,
                      const PursuitFoundRef *recent,
                      guint                  n_recent,
                      guint                  limit,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  Question *question;

  g_return_if_fail (PURSUIT_IS_WORKER (worker));

  question = question_new (recent, n_recent);
  question->words = g_strdup (words != NULL ? words : "");
  question->kinds = kinds;
  question->limit = limit;
  pursuit_worker_call_async (worker, search_job, question, question_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                             callback, user_data);
}

/**
 * pursuit_search_finish:
 * @worker: a worker
 * @result: what the callback was given
 * @error: return location
 *
 * Fails as pursuit_search(), and with %PURSUIT_ERROR_NOT_FOUND when no database is open.
 *
 * Returns: (transfer full) (element-type PursuitFound): the best first
 */
GPtrArray *
pursuit_search_finish (PursuitWorker  *worker,
                       GAsyncResult   *result,
                       GError        **error)
{
  return pursuit_worker_call_finish (worker, result, error);
}

/**
 * pursuit_search_describe_async:
 * @worker: a worker
 * @refs: (array length=n_refs): things
 * @n_refs: how many
 * @cancellable: (nullable): to be cancelled when nobody wants to know any more
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * pursuit_search_describe() on the worker's thread.
 */
void
pursuit_search_describe_async (PursuitWorker         *worker,
                               const PursuitFoundRef *refs,
                               guint                  n_refs,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_return_if_fail (PURSUIT_IS_WORKER (worker));

  pursuit_worker_call_async (worker, search_job, question_new (refs, n_refs), question_free,
                             (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * pursuit_search_describe_finish:
 * @worker: a worker
 * @result: what the callback was given
 * @error: return location
 *
 * Fails as pursuit_search_describe(), and with %PURSUIT_ERROR_NOT_FOUND when no database is open.
 *
 * Returns: (transfer full) (element-type PursuitFound): in the order of the things
 */
GPtrArray *
pursuit_search_describe_finish (PursuitWorker  *worker,
                                GAsyncResult   *result,
                                GError        **error)
{
  return pursuit_worker_call_finish (worker, result, error);
}
