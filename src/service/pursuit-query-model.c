/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-query-model.h"

#include "pursuit-journal.h"
#include "pursuit-query-batch-private.h"
#include "pursuit-row-cache-private.h"
#include "pursuit-str.h"

/*
 * PursuitQueryModel is a window onto a query (design.md 5): the ids of all rows in order, 8 bytes each, and the rows
 * themselves only while they are looked at.
 *
 *   query ──worker──▶ ids ──get_item()──▶ PursuitRow (a placeholder that fills in)
 *                      ▲                     ▲
 *   journal's news ────┘ narrow splice       └─ fetched in one job per turn of the main loop
 *
 * Rows stay alive while a widget holds them; the last few hundred are kept besides, so that scrolling back is free.
 */
struct _PursuitQueryModel
{
  GObject parent_instance;

  PursuitWorker *worker;
  PursuitQuery *query;
  GArray *ids;
  PursuitRowCache rows;
  GHashTable *missing;       /* ids whose rows have to be fetched */
  guint fetch_id;
  GCancellable *cancellable; /* of the query that is under way */
  gboolean loading;
  gboolean stale;            /* news came while a query was under way */
  char *error;
};

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

static const gint64 *
ids_data (GArray *ids)
{
  return (const gint64 *) (gpointer) ids->data;
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

/* Replaces the ids by others with the narrowest signals; a removal and an addition are two (platform.md 1: as one, GTK
 * walks every row). */
static void
replace_ids (PursuitQueryModel *self,
             GArray            *ids)
{
  guint old_len = self->ids->len;
  guint new_len = ids->len;
  guint head = 0;
  guint tail = 0;

  while (head < old_len && head < new_len && ids_data (self->ids)[head] == ids_data (ids)[head])
    head++;
  while (tail < old_len - head && tail < new_len - head &&
         ids_data (self->ids)[old_len - 1 - tail] == ids_data (ids)[new_len - 1 - tail])
    tail++;

  if (old_len - head - tail > 0)
    {
      g_array_remove_range (self->ids, head, old_len - head - tail);
      g_list_model_items_changed (G_LIST_MODEL (self), head, old_len - head - tail, 0);
    }
  if (new_len - head - tail > 0)
    {
      g_array_insert_vals (self->ids, head, ids_data (ids) + head, new_len - head - tail);
      g_list_model_items_changed (G_LIST_MODEL (self), head, 0, new_len - head - tail);
    }
  if (old_len != new_len)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
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
    {
      pursuit_row_cache_take (&self->rows, answer->rows);
      replace_ids (self, answer->ids);
    }
  set_error (self, error != NULL ? error->message : NULL);
  set_loading (self, FALSE);
  if (self->stale)
    pursuit_query_model_refresh (self);
}

static void
drop_question (PursuitQueryModel *self)
{
  self->stale = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* The rows that somebody looks at are fetched again along with the ids. */
static void
run_query (PursuitQueryModel *self,
           gboolean           refetch)
{
  PursuitQueryBatch *batch =
    pursuit_query_batch_new (self->query, refetch ? pursuit_row_cache_list_ids (&self->rows)
                                                  : g_array_new (FALSE, FALSE, sizeof (gint64)));

  drop_question (self);
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, pursuit_query_batch_list_job, batch, (GDestroyNotify) pursuit_query_batch_free,
                             (GDestroyNotify) pursuit_query_batch_free, self->cancellable, query_cb, weak_ref_new (self));
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
  return PURSUIT_QUERY_MODEL (model)->ids->len;
}

static gpointer
pursuit_query_model_get_item (GListModel *model,
                              guint       position)
{
  PursuitQueryModel *self = PURSUIT_QUERY_MODEL (model);
  PursuitRow *row;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;

  id = ids_data (self->ids)[position];
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

/* Whether a change of @entity can be seen in @list. An import can be seen everywhere. */
static gboolean
concerns (PursuitList  list,
          const char  *entity)
{
  static const char *const seen[][8] = {
    [PURSUIT_LIST_CUSTOMERS] = { "customer", "deal", "activity", "staff" },
    [PURSUIT_LIST_CONTACTS] = { "contact", "customer" },
    [PURSUIT_LIST_DEALS] = { "deal", "customer", "staff", "stage", "product", "org_unit" },
    [PURSUIT_LIST_ACTIVITIES] = { "activity", "customer", "contact", "deal", "staff" },
    [PURSUIT_LIST_TIMELINE] = { "activity", "customer", "contact", "deal", "staff", "document" },
    [PURSUIT_LIST_STAFF] = { "staff", "org_unit", "role" },
    [PURSUIT_LIST_UNITS] = { "org_unit", "staff" },
    [PURSUIT_LIST_PRODUCTS] = { "product" },
    [PURSUIT_LIST_DOCUMENTS] = { "document", "customer", "deal" },
  };

  if (list == PURSUIT_LIST_JOURNAL || g_str_equal (entity, "database"))
    return TRUE;

  return g_strv_contains (seen[list], entity);
}

static void
news_cb (PursuitWorker     *worker,
         GPtrArray         *entries,
         PursuitQueryModel *self)
{
  if (self->query == NULL)
    return;

  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->verb, "import") || concerns (self->query->list, entry->entity))
        {
          pursuit_query_model_refresh (self);
          return;
        }
    }
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
  g_array_unref (self->ids);
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
      g_value_set_uint (value, self->ids->len);
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
}

static void
pursuit_query_model_init (PursuitQueryModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
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
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, 0);
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
take_query (PursuitQueryModel  *self,
            const PursuitQuery *query)
{
  PursuitQuery *copy = pursuit_query_copy (query);

  if (self->query != NULL && self->query->list != query->list)
    {
      g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

      replace_ids (self, none);
      forget_rows (self);
    }
  g_clear_pointer (&self->query, pursuit_query_free);
  self->query = copy;
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
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (PURSUIT_IS_QUERY_MODEL (self) && query != NULL);

  drop_question (self);
  take_query (self, query);
  g_array_append_vals (first, ids, n_ids);
  pursuit_row_cache_take (&self->rows, rows);
  replace_ids (self, first);
  set_error (self, NULL);
  set_loading (self, FALSE);
  if (!complete)
    run_query (self, FALSE);
}

/**
 * pursuit_query_model_refresh:
 * @self: a model
 *
 * Asks the same question again; only what differs is emitted, and rows that are alive are brought up to date. Happens by
 * itself when the worker has news.
 */
void
pursuit_query_model_refresh (PursuitQueryModel *self)
{
  g_return_if_fail (PURSUIT_IS_QUERY_MODEL (self));

  if (self->query == NULL)
    return;
  if (self->cancellable != NULL)
    {
      self->stale = TRUE;
      return;
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

  return position < self->ids->len ? ids_data (self->ids)[position] : 0;
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
  g_return_val_if_fail (PURSUIT_IS_QUERY_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    if (ids_data (self->ids)[i] == id)
      return i;

  return G_MAXUINT;
}
