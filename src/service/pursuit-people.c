/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-people.h"

/*
 * PursuitPeople is what a window knows of who else has its database open, and whether everybody was asked to leave. It has
 * the worker give our own sign of life, and look for those of others, every other second; on the main thread it only
 * remembers the answer.
 *
 *   timer ──▶ worker thread: beat, list, and the maintenance after news of a setting
 *   "changed" ◀── when somebody came or went, or was asked to
 */
struct _PursuitPeople
{
  GObject parent_instance;

  PursuitWorker *worker;
  GCancellable *cancellable;
  guint timer_id;
  gboolean is_looking;
  gboolean knows_maintenance;

  GPtrArray *list;            /* of PursuitPresent */
  PursuitSharing sharing;
  gboolean is_shared;
  PursuitMaintenance *maintenance;
};

G_DEFINE_FINAL_TYPE (PursuitPeople, pursuit_people, G_TYPE_OBJECT)

#define LOOK_SECONDS 2

static guint changed_signal;

typedef struct
{
  gboolean asks_maintenance;
  GPtrArray *list;
  PursuitSharing sharing;
  gboolean is_shared;
  PursuitMaintenance *maintenance;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->list, g_ptr_array_unref);
  g_clear_pointer (&look->maintenance, pursuit_maintenance_free);
  g_free (look);
}

static gpointer
look_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Look *wanted = data;
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitPresence *presence = pursuit_store_get_presence (store);
  Look *look = g_new0 (Look, 1);
  GError *local = NULL;

  /* That others cannot see us is no reason not to look at them. */
  pursuit_presence_beat (presence, NULL);
  look->list = pursuit_presence_list (presence);
  look->sharing = pursuit_presence_get_sharing (presence);
  look->is_shared = pursuit_presence_is_shared (presence);
  look->asks_maintenance = wanted->asks_maintenance;
  if (wanted->asks_maintenance)
    look->maintenance = pursuit_maintenance_load (store, &local);
  if (local == NULL)
    return look;

  g_propagate_error (error, local);
  look_free (look);
  return NULL;
}

/* "Last seen" moves all the time: it is news only of somebody who does not answer any more. */
static gboolean
is_same_person (const PursuitPresent *a,
                const PursuitPresent *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->person, b->person) == 0 && a->is_alive == b->is_alive &&
         (a->is_alive || a->last_seen == b->last_seen);
}

static gboolean
is_same_list (GPtrArray *a,
              GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!is_same_person (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_same_maintenance (const PursuitMaintenance *a,
                     const PursuitMaintenance *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->since == b->since && a->until == b->until && g_strcmp0 (a->by, b->by) == 0 &&
         g_strcmp0 (a->message, b->message) == 0;
}

static void
take (PursuitPeople *self,
      Look          *look)
{
  gboolean changed = !is_same_list (self->list, look->list) || self->sharing != look->sharing ||
                     self->is_shared != look->is_shared;

  g_ptr_array_unref (self->list);
  self->list = g_steal_pointer (&look->list);
  self->sharing = look->sharing;
  self->is_shared = look->is_shared;
  if (look->asks_maintenance)
    {
      changed = changed || !is_same_maintenance (self->maintenance, look->maintenance);
      g_clear_pointer (&self->maintenance, pursuit_maintenance_free);
      self->maintenance = g_steal_pointer (&look->maintenance);
    }

  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitPeople) self = user_data;
  Look *look = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  self->is_looking = FALSE;
  if (self->worker == NULL || look == NULL)
    {
      /* The file did not answer: it is asked again. */
      self->knows_maintenance = FALSE;
      g_clear_pointer (&look, look_free);
      return;
    }

  take (self, look);
  look_free (look);
}

static gboolean
look_cb (gpointer user_data)
{
  pursuit_people_look (PURSUIT_PEOPLE (user_data));

  return G_SOURCE_CONTINUE;
}

static void
news_cb (PursuitPeople *self,
         GPtrArray     *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (((PursuitJournalEntry *) g_ptr_array_index (entries, i))->entity, "setting") == 0)
      {
        self->knows_maintenance = FALSE;
        pursuit_people_look (self);
        return;
      }
}

static void
pursuit_people_dispose (GObject *object)
{
  PursuitPeople *self = PURSUIT_PEOPLE (object);

  pursuit_people_shut_down (self);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (pursuit_people_parent_class)->dispose (object);
}

static void
pursuit_people_finalize (GObject *object)
{
  PursuitPeople *self = PURSUIT_PEOPLE (object);

  g_ptr_array_unref (self->list);
  g_clear_pointer (&self->maintenance, pursuit_maintenance_free);

  G_OBJECT_CLASS (pursuit_people_parent_class)->finalize (object);
}

static void
pursuit_people_class_init (PursuitPeopleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pursuit_people_dispose;
  object_class->finalize = pursuit_people_finalize;

  /**
   * PursuitPeople::changed:
   *
   * Somebody came or went, something became known about sharing, or everybody was asked to leave or let in again.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pursuit_people_init (PursuitPeople *self)
{
  self->cancellable = g_cancellable_new ();
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_present_free);
}

/**
 * pursuit_people_new:
 * @worker: a worker with an open database
 *
 * To be shut down before @worker is.
 *
 * Returns: (transfer full): who is there; nobody until "changed" was emitted
 */
PursuitPeople *
pursuit_people_new (PursuitWorker *worker)
{
  PursuitPeople *self = g_object_new (PURSUIT_TYPE_PEOPLE, NULL);

  self->worker = g_object_ref (worker);
  g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  self->timer_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  pursuit_people_look (self);

  return self;
}

/**
 * pursuit_people_shut_down:
 * @self: people
 *
 * Asks the worker nothing any more, and emits nothing.
 */
void
pursuit_people_shut_down (PursuitPeople *self)
{
  g_return_if_fail (PURSUIT_IS_PEOPLE (self));

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->worker == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->worker, news_cb, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
}

/**
 * pursuit_people_look:
 * @self: people
 *
 * Looks now rather than within two seconds.
 */
void
pursuit_people_look (PursuitPeople *self)
{
  Look *wanted;

  g_return_if_fail (PURSUIT_IS_PEOPLE (self));

  if (self->is_looking || self->worker == NULL)
    return;

  wanted = g_new0 (Look, 1);
  wanted->asks_maintenance = !self->knows_maintenance;
  self->knows_maintenance = TRUE;
  self->is_looking = TRUE;
  pursuit_worker_call_async (self->worker, look_job, wanted, look_free, look_free, self->cancellable, looked_cb,
                             g_object_ref (self));
}

/**
 * pursuit_people_get_list:
 * @self: people
 *
 * Returns: (transfer none) (element-type PursuitPresent): who has the database open, this window first
 */
GPtrArray *
pursuit_people_get_list (PursuitPeople *self)
{
  g_return_val_if_fail (PURSUIT_IS_PEOPLE (self), NULL);

  return self->list;
}

/**
 * pursuit_people_count:
 * @self: people
 *
 * Returns: how many that are, somebody with two programs on one computer counted once
 */
guint
pursuit_people_count (PursuitPeople *self)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (PURSUIT_IS_PEOPLE (self), 0);

  for (guint i = 0; i < self->list->len; i++)
    g_hash_table_add (titles, pursuit_present_dup_title (g_ptr_array_index (self->list, i)));

  return g_hash_table_size (titles);
}

/**
 * pursuit_people_get_sharing:
 * @self: people
 *
 * Returns: what is known of whether several people can use the file
 */
PursuitSharing
pursuit_people_get_sharing (PursuitPeople *self)
{
  g_return_val_if_fail (PURSUIT_IS_PEOPLE (self), PURSUIT_SHARING_ALONE);

  return self->sharing;
}

/**
 * pursuit_people_is_shared:
 * @self: people
 *
 * Returns: whether other computers can have the file open too
 */
gboolean
pursuit_people_is_shared (PursuitPeople *self)
{
  g_return_val_if_fail (PURSUIT_IS_PEOPLE (self), FALSE);

  return self->is_shared;
}

/**
 * pursuit_people_get_maintenance:
 * @self: people
 *
 * Returns: (transfer none) (nullable): what everybody was asked to leave for, %NULL when nobody was
 */
const PursuitMaintenance *
pursuit_people_get_maintenance (PursuitPeople *self)
{
  g_return_val_if_fail (PURSUIT_IS_PEOPLE (self), NULL);

  return self->maintenance;
}
