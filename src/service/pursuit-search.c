/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-search.h"

#include "pursuit-date.h"
#include "pursuit-lookups.h"
#include "pursuit-names.h"
#include "pursuit-str.h"
#include "pursuit-text-search.h"
#include "pursuit-work-lookups.h"

/* Finding things by what somebody remembers of their names. */

/* Of each kind; who works on more than that is found the rest by its lists. */
#define MOST_WORK 5000

/* Whose things the actor may see; the pool without an owner is free to claim, so it is seen by all (design.md 6). */
typedef struct
{
  PursuitScope scope;
  gint64 actor_id;
  GArray *team;         /* gint64, NULL unless the scope is the team */
} Sight;

static gboolean
is_in_team (GArray *team,
            gint64  staff_id)
{
  for (guint i = 0; i < team->len; i++)
    if (g_array_index (team, gint64, i) == staff_id)
      return TRUE;

  return FALSE;
}

static gboolean
may_see (PursuitNameKind kind,
         gint64          owner_id,
         gpointer        data)
{
  const Sight *sight = data;

  if (owner_id == PURSUIT_NAMES_GONE)
    return FALSE;
  if (kind == PURSUIT_NAME_STAFF || sight->scope == PURSUIT_SCOPE_ALL)
    return TRUE;
  if (owner_id == 0)
    return kind != PURSUIT_NAME_DEAL;

  return owner_id == sight->actor_id || (sight->team != NULL && is_in_team (sight->team, owner_id));
}

static PursuitNameKind
to_name_kind (PursuitFoundKinds kind)
{
  switch (kind)
    {
    case PURSUIT_FOUND_CUSTOMER:
      return PURSUIT_NAME_CUSTOMER;
    case PURSUIT_FOUND_CONTACT:
      return PURSUIT_NAME_CONTACT;
    case PURSUIT_FOUND_DEAL:
      return PURSUIT_NAME_DEAL;
    case PURSUIT_FOUND_STAFF:
      return PURSUIT_NAME_STAFF;
    case PURSUIT_FOUND_TEXT:
    case PURSUIT_FOUND_EACH:
    default:
      return PURSUIT_NAME_N_KINDS;
    }
}

static PursuitFoundKinds
from_name_kind (PursuitNameKind kind)
{
  static const PursuitFoundKinds kinds[PURSUIT_NAME_N_KINDS] = {
    [PURSUIT_NAME_CUSTOMER] = PURSUIT_FOUND_CUSTOMER,
    [PURSUIT_NAME_CONTACT] = PURSUIT_FOUND_CONTACT,
    [PURSUIT_NAME_DEAL] = PURSUIT_FOUND_DEAL,
    [PURSUIT_NAME_STAFF] = PURSUIT_FOUND_STAFF,
  };

  return kinds[kind];
}

/* Appends what was written down with these words in it, as far as there is room up to @limit. */
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
to_name_kinds (PursuitFoundKinds kinds)
{
  guint names = 0;

  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    if ((kinds & from_name_kind ((PursuitNameKind) kind)) != 0)
      names |= 1u << kind;

  return names;
}

static GArray *
to_name_refs (const PursuitFoundRef *refs,
              guint                  n_refs)
{
  GArray *names = g_array_sized_new (FALSE, FALSE, sizeof (PursuitNameRef), n_refs);

  for (guint i = 0; i < n_refs; i++)
    {
      PursuitNameRef ref = { to_name_kind (refs[i].kind), refs[i].id };

      g_array_append_val (names, ref);
    }

  return names;
}

/* Of hits that are the best of each kind: the best of all, and after them the best of the kinds that are not among these. */
static GArray *
spread (GArray *hits,
        guint   limit)
{
  GArray *some = g_array_sized_new (FALSE, FALSE, sizeof (PursuitNameHit), 2 * limit);
  guint first_kinds = 0;

  for (guint i = 0; i < hits->len && some->len < 2 * limit; i++)
    {
      const PursuitNameHit *hit = &g_array_index (hits, PursuitNameHit, i);

      if (i < limit)
        first_kinds |= 1u << hit->ref.kind;
      if (i < limit || (first_kinds & (1u << hit->ref.kind)) == 0)
        g_array_append_val (some, *hit);
    }

  return some;
}

static GArray *
to_found_refs (GArray *hits)
{
  GArray *refs = g_array_sized_new (FALSE, FALSE, sizeof (PursuitFoundRef), hits->len);

  for (guint i = 0; i < hits->len; i++)
    {
      const PursuitNameRef *name = &g_array_index (hits, PursuitNameHit, i).ref;
      PursuitFoundRef ref = { from_name_kind (name->kind), name->id };

      g_array_append_val (refs, ref);
    }

  return refs;
}

/* What somebody works on in a role: the deals, their customers and the people there (TEAM-6). */
static gboolean
name_work (PursuitStore         *store,
           gint64                actor_id,
           PursuitNameQuestion  *question,
           GArray              **out_beside,
           GError              **error)
{
  GArray *beside = pursuit_lookup_work (store, actor_id, MOST_WORK, error);

  if (beside == NULL)
    return FALSE;

  *out_beside = beside;
  question->beside = (const PursuitNameRef *) (gpointer) beside->data;
  question->n_beside = beside->len;
  return TRUE;
}

/* The names that fit, the best first, as far as they may be seen. */
static GArray *
find_names (PursuitDesk          *desk,
            PursuitNameQuestion  *question,
            GCancellable         *cancellable,
            GError              **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  Sight sight = { pursuit_desk_get_scope (desk, PURSUIT_RIGHT_VIEW), pursuit_desk_get_actor_id (desk), NULL };
  g_autoptr(GArray) team = NULL;
  g_autoptr(GArray) beside = NULL;
  PursuitNameIndex *index;

  if (sight.scope == PURSUIT_SCOPE_TEAM && (team = pursuit_lookup_team (store, sight.actor_id, error)) == NULL)
    return NULL;
  if ((sight.scope == PURSUIT_SCOPE_TEAM || sight.scope == PURSUIT_SCOPE_ASSIGNED) &&
      !name_work (store, sight.actor_id, question, &beside, error))
    return NULL;
  if (!pursuit_store_prepare_names (store, error))
    return NULL;

  index = pursuit_store_get_names (store);
  g_return_val_if_fail (index != NULL, NULL);
  sight.team = team;
  question->may_see = may_see;
  question->data = &sight;
  question->own_id = sight.actor_id;
  question->today = pursuit_names_day (pursuit_time_now ());
  return pursuit_name_index_find (index, question, cancellable, error);
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
 * Finds what is called by the words of @words, all of which must occur, in any order, as they stand or as pinyin; the order is
 * that of pursuit_name_index_find(). Nothing is found by no words, and never what the actor may not see. Texts come after the
 * names. With %PURSUIT_FOUND_EACH there may be up to twice @limit things.
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
  g_autoptr(GArray) opened = to_name_refs (recent, n_recent);
  g_autoptr(GArray) refs = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GArray) hits = NULL;
  PursuitNameQuestion question = {
    .words = words,
    .kinds = to_name_kinds (kinds),
    .recent = (const PursuitNameRef *) (gpointer) opened->data,
    .n_recent = opened->len,
    .limit = limit,
    .each = (kinds & PURSUIT_FOUND_EACH) != 0,
  };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (pursuit_str_empty (words) || pursuit_desk_get_scope (desk, PURSUIT_RIGHT_VIEW) == PURSUIT_SCOPE_NONE)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_found_free);

  hits = find_names (desk, &question, cancellable, error);
  if (hits == NULL)
    return NULL;
  if (question.each)
    {
      g_autoptr(GArray) all = g_steal_pointer (&hits);

      hits = spread (all, limit);
      limit = hits->len >= limit ? 2 * limit : limit;
    }
  refs = to_found_refs (hits);
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

/* Other jobs, as a save, may come in between. */
#define SLICE_US (50 * 1000)

enum
{
  MORE_TO_PREPARE = 1,
  PREPARED,
};

static gpointer
prepare_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean is_done = FALSE;

  do
    if (!pursuit_store_prepare_some_names (pursuit_desk_get_store (desk), &is_done, error))
      return NULL;
  while (!is_done && g_get_monotonic_time () < until);

  return GINT_TO_POINTER (is_done ? PREPARED : MORE_TO_PREPARE);
}

/* What fails is done, and told, when somebody searches. */
static void
prepare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PursuitWorker *worker = PURSUIT_WORKER (source);

  if (GPOINTER_TO_INT (pursuit_worker_call_finish (worker, result, NULL)) == MORE_TO_PREPARE)
    pursuit_search_prepare (worker);
}

/**
 * pursuit_search_prepare:
 * @worker: a worker
 *
 * Has all names read, piece by piece between other jobs, for a search that will probably come.
 */
void
pursuit_search_prepare (PursuitWorker *worker)
{
  g_return_if_fail (PURSUIT_IS_WORKER (worker));

  pursuit_worker_call_async (worker, prepare_job, NULL, NULL, NULL, NULL, prepare_cb, NULL);
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
 * pursuit_search_describe() on the worker's thread. Whoever shows what was opened lately will probably search next: all names are
 * read meanwhile, too.
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
  pursuit_search_prepare (worker);
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
