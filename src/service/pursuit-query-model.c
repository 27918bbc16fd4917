/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-model-private.h"

#include "pursuit-str.h"

enum
{
  PROP_0,
  PROP_ITEM_TYPE,
  PROP_N_ITEMS,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint keep_signal;

static void pursuit_query_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitQueryModel, pursuit_query_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, pursuit_query_model_list_init))

/* A question under way does not keep the model alive: when nobody looks any more, the answer is for nobody. */
static GWeakRef *
weak_ref_new (PursuitQueryModel *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

static PursuitQueryModel *
weak_ref_take (GWeakRef *weak)
{
  PursuitQueryModel *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

static void
set_loading (PursuitQueryModel *self,
             gboolean           loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
set_error (PursuitQueryModel *self,
           const char        *message)
{
  if (pursuit_set_str (&self->error, message))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
take_answer (PursuitQueryModel *self,
             PursuitQueryBatch *answer)
{
  g_autofree char *day = g_steal_pointer (&answer->day);

  g_clear_pointer (&answer->known, pursuit_id_list_unref);
  self->as_of = answer->as_of;
  pursuit_set_str (&self->day, day);
  pursuit_row_cache_take (&self->rows, answer->rows);
  if (answer->ids != NULL)
    pursuit_query_model_replace_ids (self, answer->ids);
  else
    pursuit_query_model_take_places (self, answer->places);
}

static void
query_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitQueryModel) self = weak_ref_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitQueryBatch) answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* A newer question took the place of this one, or nobody looks any more. */
  if (self == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);

  if (answer != NULL)
    take_answer (self, answer);
  set_error (self, error != NULL ? error->message : NULL);
  set_loading (self, FALSE);
  pursuit_query_model_catch_up (self);
}

static void
drop_question (PursuitQueryModel *self)
{
  self->stale_since = -1;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Asks the worker; a question that is under way is dropped. */
void
pursuit_query_model_ask (PursuitQueryModel *self,
                         PursuitJob         job,
                         PursuitQueryBatch *batch)
{
  drop_question (self);
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, job, batch, (GDestroyNotify) pursuit_query_batch_free,
                             (GDestroyNotify) pursuit_query_batch_free, self->cancellable, query_cb, weak_ref_new (self));
}

/* The rows that somebody looks at are fetched again along with the ids. */
static void
run_query (PursuitQueryModel *self,
           gboolean           refetch)
{
  GArray *wanted = refetch ? pursuit_row_cache_list_ids (&self->rows) : g_array_new (FALSE, FALSE, sizeof (gint64));

  pursuit_query_model_ask (self, pursuit_query_batch_list_job, pursuit_query_batch_new (self->query, wanted));
}

static void
fetch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitQueryModel) self = weak_ref_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitQueryBatch) answer = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* The ids of another list, asked for before it changed, mean other records. */
  if (answer != NULL && self != NULL && answer->list == self->query->list)
    pursuit_row_cache_take (&self->rows, answer->rows);
  if (error != NULL && self != NULL)
    set_error (self, error->message);
}

/* One job for everything that was asked for in this turn of the main loop. */
static gboolean
fetch_missing_cb (gpointer user_data)
{
  PursuitQueryModel *self = user_data;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  self->fetch_id = 0;
  g_hash_table_iter_init (&iter, self->missing);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = (gint64) GPOINTER_TO_SIZE (key);

      g_array_append_val (ids, id);
    }
  g_hash_table_remove_all (self->missing);
  pursuit_worker_call_async (self->worker, pursuit_query_batch_fetch_job, pursuit_query_batch_new (self->query, ids),
                             (GDestroyNotify) pursuit_query_batch_free, (GDestroyNotify) pursuit_query_batch_free, NULL,
                             fetch_cb, weak_ref_new (self));

  return G_SOURCE_REMOVE;
}

static void
ask_for (PursuitQueryModel *self,
         gint64             id)
{
  g_hash_table_add (self->missing, GSIZE_TO_POINTER ((gsize) id));
  if (self->fetch_id == 0)
    self->fetch_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fetch_missing_cb, self, NULL);
}

static GType
pursuit_query_model_get_item_type (GListModel *model)
{
  return PURSUIT_TYPE_ROW;
}

static guint
pursuit_query_model_get_n_items (GListModel *model)
{
  return pursuit_id_list_get_length (PURSUIT_QUERY_MODEL (model)->ids);
}

static gpointer
pursuit_query_model_get_item (GListModel *model,
                              guint       position)
{
  PursuitQueryModel *self = PURSUIT_QUERY_MODEL (model);
  PursuitRow *row;
  gint64 id;

  if (position >= pursuit_id_list_get_length (self->ids))
    return NULL;

  id = pursuit_id_list_get_data (self->ids)[position];
  row = pursuit_row_cache_find (&self->rows, id);
  if (row != NULL)
    return g_object_ref (row);

  row = pursuit_row_new (id, pursuit_list_n_columns (self->query->list));
  pursuit_row_cache_adopt (&self->rows, row);
  ask_for (self, id);
  return row;
}

static void
pursuit_query_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = pursuit_query_model_get_item_type;
  iface->get_n_items = pursuit_query_model_get_n_items;
  iface->get_item = pursuit_query_model_get_item;
}

static void
reset_cb (PursuitQueryModel *self)
{
  if (self->query != NULL)
    pursuit_query_model_refresh (self);
}

static void
pursuit_query_model_dispose (GObject *object)
{
  PursuitQueryModel *self = PURSUIT_QUERY_MODEL (object);

  g_clear_handle_id (&self->fetch_id, g_source_remove);
  drop_question (self);
  pursuit_row_cache_forget (&self->rows);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (pursuit_query_model_parent_class)->dispose (object);
}

static void
pursuit_query_model_finalize (GObject *object)
{
  PursuitQueryModel *self = PURSUIT_QUERY_MODEL (object);

  g_clear_pointer (&self->query, pursuit_query_free);
  pursuit_id_list_unref (self->ids);
  g_free (self->day);
  pursuit_row_cache_clear (&self->rows);
  g_hash_table_unref (self->missing);
  g_free (self->error);

  G_OBJECT_CLASS (pursuit_query_model_parent_class)->finalize (object);
}

static void
pursuit_query_model_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PursuitQueryModel *self = PURSUIT_QUERY_MODEL (object);

  switch (prop_id)
    {
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, PURSUIT_TYPE_ROW);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, pursuit_id_list_get_length (self->ids));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_query_model_class_init (PursuitQueryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pursuit_query_model_dispose;
  object_class->finalize = pursuit_query_model_finalize;
  object_class->get_property = pursuit_query_model_get_property;

  props[PROP_ITEM_TYPE] = g_param_spec_gtype ("item-type", NULL, NULL, PURSUIT_TYPE_ROW, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PursuitQueryModel::keep:
   * @ids: (element-type gint64): ids are added here, the most important first
   *
   * The list was asked anew, and what differs is about to go and come. Whoever shows it names the rows whose place matters, such
   * as the topmost and the selected one: as far as they are still listed, they are told to stay and the others around them change.
   */
  keep_signal = g_signal_new ("keep", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_POINTER);
}

/* The rows that whoever shows the list wants to stay. */
GArray *
pursuit_query_model_list_kept (PursuitQueryModel *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_signal_emit (self, keep_signal, 0, ids);

  return ids;
}

static void
pursuit_query_model_init (PursuitQueryModel *self)
{
  self->ids = pursuit_id_list_new (g_array_new (FALSE, FALSE, sizeof (gint64)));
  self->stale_since = -1;
  pursuit_row_cache_init (&self->rows);
  self->missing = g_hash_table_new (g_direct_hash, g_direct_equal);
}

/**
 * pursuit_query_model_new:
 * @worker: the worker that answers
 *
 * Returns: (transfer full): an empty model of #PursuitRow, without a query
 */
PursuitQueryModel *
pursuit_query_model_new (PursuitWorker *worker)
{
  PursuitQueryModel *self = g_object_new (PURSUIT_TYPE_QUERY_MODEL, NULL);

  self->worker = g_object_ref (worker);
  pursuit_query_model_watch_news (self);
  g_signal_connect_object (worker, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* Rows of another list have other columns. */
static void
forget_rows (PursuitQueryModel *self)
{
  pursuit_row_cache_forget (&self->rows);
  g_hash_table_remove_all (self->missing);
  g_clear_handle_id (&self->fetch_id, g_source_remove);
}

static void
remove_all (PursuitQueryModel *self)
{
  g_autoptr(PursuitIdList) none = pursuit_id_list_new (g_array_new (FALSE, FALSE, sizeof (gint64)));

  pursuit_query_model_replace_ids (self, none);
}

static void
take_query (PursuitQueryModel  *self,
            const PursuitQuery *query)
{
  PursuitQuery *copy = pursuit_query_copy (query);

  if (self->query != NULL && self->query->list != query->list)
    {
      remove_all (self);
      forget_rows (self);
    }
  g_clear_pointer (&self->query, pursuit_query_free);
  self->query = copy;
  self->as_of = 0;
}

/**
 * pursuit_query_model_get_worker:
 * @self: a model
 *
 * Returns: (transfer none): the worker that answers
 */
PursuitWorker *
pursuit_query_model_get_worker (PursuitQueryModel *self)
{
  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), NULL);

  return self->worker;
}

/**
 * pursuit_query_model_set_query:
 * @self: a model
 * @query: what to list, copied
 *
 * Asks another question; one that is under way is interrupted. What is shown stays until the answer comes, see "loading"
 * and "error".
 */
void
pursuit_query_model_set_query (PursuitQueryModel  *self,
                               const PursuitQuery *query)
{
  g_return_if_fail (PURSUIT_IS_QUERY_MODEL (self) && query != NULL);

  take_query (self, query);
  set_loading (self, TRUE);
  run_query (self, FALSE);
}

/**
 * pursuit_query_model_get_query:
 * @self: a model
 *
 * Returns: (nullable): the present question, lent
 */
const PursuitQuery *
pursuit_query_model_get_query (PursuitQueryModel *self)
{
  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), NULL);

  return self->query;
}

/**
 * pursuit_query_model_seed:
 * @self: a model
 * @query: what to list, copied
 * @ids: (array length=n_ids): the first ids of the answer
 * @n_ids: how many
 * @rows: (nullable) (element-type PursuitRow): their rows, as far as they were read
 * @complete: whether there are no others
 *
 * Shows what was read together with something else, such as the first cards of all lanes. A question that is under way is
 * dropped. When there are others, they are asked for and added.
 */
void
pursuit_query_model_seed (PursuitQueryModel  *self,
                          const PursuitQuery *query,
                          const gint64       *ids,
                          guint               n_ids,
                          GPtrArray          *rows,
                          gboolean            complete)
{
  g_autoptr(PursuitIdList) first = pursuit_id_list_new (g_array_new (FALSE, FALSE, sizeof (gint64)));

  g_return_if_fail (PURSUIT_IS_QUERY_MODEL (self) && query != NULL);

  drop_question (self);
  take_query (self, query);
  g_array_append_vals (first->ids, ids, n_ids);
  pursuit_row_cache_take (&self->rows, rows);
  pursuit_query_model_replace_ids (self, first);
  set_error (self, NULL);
  set_loading (self, FALSE);
  if (!complete)
    run_query (self, FALSE);
}

/**
 * pursuit_query_model_refresh:
 * @self: a model
 *
 * Asks the same question again; only what differs is emitted, and rows that are alive are brought up to date. When the worker
 * has news, the model follows them by itself.
 */
void
pursuit_query_model_refresh (PursuitQueryModel *self)
{
  g_return_if_fail (PURSUIT_IS_QUERY_MODEL (self));

  if (self->query == NULL)
    return;
  if (self->cancellable != NULL)
    {
      self->stale_since = 0;
      return;
    }

  /* Where there is no answer to show, this is a new question. */
  if (self->error != NULL)
    {
      set_error (self, NULL);
      set_loading (self, TRUE);
    }
  run_query (self, TRUE);
}

/**
 * pursuit_query_model_is_loading:
 * @self: a model
 *
 * Returns: %TRUE while a new question has no answer yet
 */
gboolean
pursuit_query_model_is_loading (PursuitQueryModel *self)
{
  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), FALSE);

  return self->loading;
}

/**
 * pursuit_query_model_get_error:
 * @self: a model
 *
 * Returns: (nullable): why the last question has no answer, one sentence, lent
 */
const char *
pursuit_query_model_get_error (PursuitQueryModel *self)
{
  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), NULL);

  return self->error;
}

/**
 * pursuit_query_model_get_id:
 * @self: a model
 * @position: a position
 *
 * Returns: the id there, 0 beyond the end; no row is fetched
 */
gint64
pursuit_query_model_get_id (PursuitQueryModel *self,
                            guint              position)
{
  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), 0);

  return position < pursuit_id_list_get_length (self->ids) ? pursuit_id_list_get_data (self->ids)[position] : 0;
}

/**
 * pursuit_query_model_find:
 * @self: a model
 * @id: a record's id
 *
 * Returns: its position, %G_MAXUINT when it is not listed; to keep selection and place by id
 */
guint
pursuit_query_model_find (PursuitQueryModel *self,
                          gint64             id)
{
  const gint64 *ids;
  guint n_ids;

  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), G_MAXUINT);

  ids = pursuit_id_list_get_data (self->ids);
  n_ids = pursuit_id_list_get_length (self->ids);
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] == id)
      return i;

  return G_MAXUINT;
}
