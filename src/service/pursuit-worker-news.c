/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include "pursuit-own-fields.h"
#include "pursuit-receipts.h"

/*
 * What happened in the database, here or at a colleague's: looked for at every tick, told on the main thread. The look is the
 * engine's own counter of changes by others; the journal is read only when that has moved, or when something was written here.
 */

/* A change has to show within a second on a local disk and within two on a share (design.md 4), the time that reading and
 * drawing take included. Looking costs microseconds here and eight round trips there: on a share it is done less often when
 * nothing has happened for a while, or when nobody is looking. */
#define LOCAL_MS 500
#define LOCAL_REST_MS 800
#define SHARE_MS 1000
#define SHARE_REST_MS 1600
#define REST_AFTER_US (30 * G_USEC_PER_SEC)
/* A feed longer than this, after an import or a long sleep, is read in pieces. */
#define MOST_NEWS 500

static guint news_signal;
static guint reset_signal;
static guint missing_signal;
static guint own_fields_signal;
static guint rights_signal;

void
pursuit_worker_init_news (PursuitWorkerClass *klass)
{
  /**
   * PursuitWorker::news:
   * @entries: (element-type PursuitJournalEntry): what happened, oldest first; lent
   *
   * Somebody, this window included, changed the database. Emitted on the main thread.
   */
  news_signal = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              1, G_TYPE_PTR_ARRAY);

  /**
   * PursuitWorker::reset:
   *
   * An older state of the database was put back, or its place answers again: whatever is shown may be otherwise now, and
   * what could not be read can be. Emitted on the main thread.
   */
  reset_signal = g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PursuitWorker::own-fields:
   *
   * The house has other own fields than before: whatever shows fields has to look at pursuit_worker_get_own_set() again.
   * Emitted on the main thread, before the news of it.
   */
  own_fields_signal = g_signal_new ("own-fields", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * PursuitWorker::rights:
   *
   * Whoever is signed in may do other things than before: whatever offers something has to look at PursuitOpened::rights again.
   * Emitted on the main thread, before the news of it.
   */
  rights_signal = g_signal_new ("rights", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PursuitWorker::missing:
   *
   * Saves that this computer was told to be done are not in the database any more; pursuit_receipts_list_missing() names
   * them. Emitted on the main thread, once until they are there again.
   */
  missing_signal = g_signal_new ("missing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
pursuit_worker_tell_reset (PursuitWorker *self)
{
  g_signal_emit (self, reset_signal, 0);
}

/* What one look found. */
typedef struct
{
  GPtrArray *entries;     /* NULL for none */
  PursuitOwnSet *own_set; /* NULL when it is as it was */
  PursuitRights *rights;  /* NULL when they are as they were */
  gboolean is_reset;
  gboolean misses_saves;
  gboolean is_checked;    /* whether @misses_saves is known */
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->entries, g_ptr_array_unref);
  g_clear_pointer (&news->own_set, pursuit_own_set_unref);
  g_clear_pointer (&news->rights, pursuit_rights_free);
  g_free (news);
}

/* Somebody put an older state back: the numbers of its journal begin to be used anew. */
static gboolean
was_put_back (PursuitWorker *self,
              PursuitStore  *store,
              gint64         last_id)
{
  gint64 generation = pursuit_store_get_generation (store);
  gboolean is_other = generation != self->generation || last_id < self->last_entry_id;

  self->generation = generation;
  return is_other;
}

static gboolean
concerns (const News *news,
          const char *entity)
{
  gboolean is_concerned = news->is_reset;

  for (guint i = 0; news->entries != NULL && i < news->entries->len; i++)
    is_concerned |= g_str_equal (((PursuitJournalEntry *) g_ptr_array_index (news->entries, i))->entity, entity);

  return is_concerned;
}

/* Which process new deals follow may be another one by now, and what whoever sits here may do another thing. */
static gboolean
follow_desk (PursuitDesk  *desk,
             News         *news,
             GError      **error)
{
  gboolean concerns_rights = concerns (news, "role") || concerns (news, "role_right") || concerns (news, "staff");

  if (!concerns_rights && !concerns (news, "process"))
    return TRUE;
  if (!pursuit_desk_refresh (desk, error))
    return FALSE;

  g_clear_pointer (&news->rights, pursuit_rights_free);
  news->rights = pursuit_rights_copy (pursuit_desk_get_rights (desk));
  return TRUE;
}

static gboolean
follow_own_fields (PursuitDesk  *desk,
                   News         *news,
                   GError      **error)
{
  PursuitOwnSet *set;

  if (!concerns (news, "own_field"))
    return TRUE;
  set = pursuit_desk_get_own_set (desk, error);
  if (set == NULL)
    return FALSE;

  g_clear_pointer (&news->own_set, pursuit_own_set_unref);
  news->own_set = pursuit_own_set_ref (set);
  return TRUE;
}

static gboolean
read_news (PursuitWorker  *self,
           PursuitDesk    *desk,
           News           *news,
           GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gint64 last_id;

  if (!pursuit_journal_get_last (store, &last_id, error))
    return FALSE;
  if (was_put_back (self, store, last_id))
    {
      news->is_reset = TRUE;
      self->last_entry_id = last_id;
      if (!follow_desk (desk, news, error) || !follow_own_fields (desk, news, error))
        return FALSE;
    }
  if (last_id == self->last_entry_id)
    return TRUE;

  news->entries = pursuit_journal_list_since (store, self->last_entry_id, MOST_NEWS, error);
  if (news->entries == NULL || !follow_desk (desk, news, error) ||
      !follow_own_fields (desk, news, error))
    return FALSE;

  if (news->entries->len > 0)
    self->last_entry_id = ((PursuitJournalEntry *) g_ptr_array_index (news->entries, news->entries->len - 1))->id;
  return TRUE;
}

/* Only others can take away what was confirmed. */
static gboolean
check_receipts (PursuitStore  *store,
                News          *news,
                GError       **error)
{
  gboolean is_whole;

  if (!pursuit_receipts_check (store, &is_whole, error))
    return FALSE;

  news->is_checked = TRUE;
  news->misses_saves = !is_whole;
  return TRUE;
}

typedef struct
{
  PursuitWorker *worker;
  gboolean is_wanted;     /* something was written here, which the counter does not count */
} Look;

/* What was noticed and could not be read is owed until it was. */
static gboolean
read_what_is_owed (PursuitWorker  *self,
                   PursuitDesk    *desk,
                   News           *news,
                   GError        **error)
{
  if (self->owes_news && !read_news (self, desk, news, error))
    return FALSE;
  if (self->owes_check && !check_receipts (pursuit_desk_get_store (desk), news, error))
    return FALSE;

  self->owes_news = FALSE;
  self->owes_check = FALSE;
  return TRUE;
}

static gpointer
news_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Look *look = data;
  PursuitWorker *self = look->worker;
  PursuitStore *store = pursuit_desk_get_store (desk);
  News *news = g_new0 (News, 1);
  gboolean changed;

  self->owes_news |= look->is_wanted;
  if (pursuit_store_look (store, &changed, error))
    {
      self->owes_news |= changed;
      self->owes_check |= changed;
      if (read_what_is_owed (self, desk, news, error))
        {
          pursuit_worker_note_look (self, store);
          return news;
        }
    }

  news_free (news);
  return NULL;
}

/* Somebody held the database, and nothing of ours waits for it: that it could be read is all that was to be known. */
static void
take_good_look (PursuitWorker *self)
{
  if (self->link != PURSUIT_LINK_BUSY || (self->outbox != NULL && pursuit_outbox_get_next (self->outbox) != NULL))
    return;

  g_atomic_int_set (&self->told_link, PURSUIT_LINK_OK);
  pursuit_worker_set_link (self, PURSUIT_LINK_OK, NULL);
}

static void
tell_missing (PursuitWorker *self,
              const News    *news)
{
  if (!news->is_checked || news->misses_saves == self->misses_saves)
    return;

  self->misses_saves = news->misses_saves;
  if (news->misses_saves)
    g_signal_emit (self, missing_signal, 0);
}

static void
take_own_set (PursuitWorker *self,
              PursuitOwnSet *set)
{
  if (set == NULL || self->opened == NULL || pursuit_own_set_equal (set, self->opened->own_set))
    return;

  g_clear_pointer (&self->opened->own_set, pursuit_own_set_unref);
  self->opened->own_set = pursuit_own_set_ref (set);
  g_signal_emit (self, own_fields_signal, 0);
}

static void
take_rights (PursuitWorker       *self,
             const PursuitRights *rights)
{
  PursuitRights *old;

  if (rights == NULL || self->opened == NULL || pursuit_rights_equal (rights, self->opened->rights))
    return;

  old = g_steal_pointer (&self->opened->rights);
  self->opened->rights = pursuit_rights_copy (rights);
  self->opened->role = rights->system_role;
  pursuit_rights_free (old);
  g_signal_emit (self, rights_signal, 0);
}

static void
take_news (PursuitWorker *self,
           const News    *news)
{
  if (news->is_reset || news->entries != NULL)
    self->quiet_since = g_get_monotonic_time ();
  take_own_set (self, news->own_set);
  take_rights (self, news->rights);
  if (news->is_reset)
    pursuit_worker_tell_reset (self);
  if (news->entries != NULL && news->entries->len > 0)
    g_signal_emit (self, news_signal, 0, news->entries);
  tell_missing (self, news);
  take_good_look (self);
}

static void
news_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitWorker *self = PURSUIT_WORKER (source);
  News *news = pursuit_worker_call_finish (self, result, NULL);

  self->poll_is_under_way = FALSE;
  if (news != NULL)
    {
      take_news (self, news);
      self->poll_is_wanted |= news->entries != NULL && news->entries->len == MOST_NEWS;
    }
  g_clear_pointer (&news, news_free);
  if (self->poll_is_wanted)
    pursuit_worker_poll (self);
}

static void
look (PursuitWorker *self)
{
  Look *data;

  if (self->opened == NULL || self->thread == NULL || self->poll_is_under_way || self->is_hung ||
      self->link == PURSUIT_LINK_AWAY)
    return;

  data = g_new0 (Look, 1);
  data->worker = self;
  data->is_wanted = self->poll_is_wanted;
  self->poll_is_wanted = FALSE;
  self->poll_is_under_way = TRUE;
  pursuit_worker_call_async (self, news_job, data, g_free, news_free, NULL, news_cb, NULL);
}

/**
 * pursuit_worker_poll:
 * @self: a worker
 *
 * Looks for news now rather than at the next tick; to be called after a verb has been done by pursuit_worker_call_async().
 */
void
pursuit_worker_poll (PursuitWorker *self)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  self->poll_is_wanted = TRUE;
  look (self);
}

/* How long until the next look. */
guint
pursuit_worker_get_poll_ms (PursuitWorker *self)
{
  gboolean is_quiet = g_get_monotonic_time () - self->quiet_since > REST_AFTER_US;

  if (self->is_share)
    return self->is_active && !is_quiet ? SHARE_MS : SHARE_REST_MS;

  return self->is_active ? LOCAL_MS : LOCAL_REST_MS;
}

static gboolean
poll_cb (gpointer user_data)
{
  PursuitWorker *self = user_data;

  pursuit_worker_check_pulse (self);
  look (self);
  self->poll_id = g_timeout_add (pursuit_worker_get_poll_ms (self), poll_cb, self);

  return G_SOURCE_REMOVE;
}

/**
 * pursuit_worker_set_active:
 * @self: a worker
 * @active: whether a person is looking at the window
 *
 * Says how often to look at the database. A person who comes back sees at once what happened meanwhile.
 */
void
pursuit_worker_set_active (PursuitWorker *self,
                           gboolean       active)
{
  g_return_if_fail (PURSUIT_IS_WORKER (self));

  if (self->is_active == active)
    return;

  self->is_active = active;
  self->quiet_since = g_get_monotonic_time ();
  if (active && self->poll_id != 0)
    {
      g_source_remove (self->poll_id);
      poll_cb (self);
    }
}

void
pursuit_worker_begin_news (PursuitWorker *self)
{
  self->quiet_since = g_get_monotonic_time ();
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add (pursuit_worker_get_poll_ms (self), poll_cb, self);
}

void
pursuit_worker_end_news (PursuitWorker *self)
{
  g_clear_handle_id (&self->poll_id, g_source_remove);
}
