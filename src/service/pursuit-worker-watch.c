/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-worker-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-presence.h"

/* What the worker thread sees of the database while it works, and tells the main thread: that it waits for a colleague, that
 * the place does not answer, that it does again. */

/* A wait that a person does not notice. */
#define SLOW_US (250 * 1000)
/* Who is refused anyway need not wait long for it: what is read meanwhile is shown sooner. */
#define SHORT_PATIENCE_MS 250

/* What the main thread is told. */
typedef struct
{
  PursuitWorker *worker;
  gboolean is_slow;
  gboolean has_link;
  PursuitLink link;
  char *sentence;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_object_unref (told->worker);
  g_free (told->sentence);
  g_free (told);
}

static gboolean
told_cb (gpointer user_data)
{
  Told *told = user_data;

  /* After the end there is nothing to be said of it any more. */
  if (told->worker->thread == NULL)
    return G_SOURCE_REMOVE;

  pursuit_worker_set_slow (told->worker, told->is_slow);
  if (told->has_link)
    pursuit_worker_set_link (told->worker, told->link, told->sentence);
  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): it would run the function here whenever the main thread is not at its loop. */
static void
tell (PursuitWorker *self,
      gboolean       has_link,
      const char    *sentence)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Told *told = g_new0 (Told, 1);

  told->worker = g_object_ref (self);
  told->is_slow = self->told_slow;
  told->has_link = has_link;
  told->link = (PursuitLink) g_atomic_int_get (&self->told_link);
  told->sentence = g_strdup (sentence);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, told_cb, told, told_free);
  g_source_attach (source, NULL);
}

static PursuitLink
get_told (PursuitWorker *self)
{
  return (PursuitLink) g_atomic_int_get (&self->told_link);
}

/* What is the matter is told once; that it is so still is no news. */
static void
tell_link (PursuitWorker *self,
           PursuitLink    link,
           const char    *sentence)
{
  if (get_told (self) == link)
    return;

  g_atomic_int_set (&self->told_link, (int) link);
  tell (self, TRUE, sentence);
}

static void
tell_slow (PursuitWorker *self,
           gboolean       is_slow)
{
  if (self->told_slow == is_slow)
    return;

  self->told_slow = is_slow;
  tell (self, FALSE, NULL);
}

/* Called all the time. A wait for a lock is a sign of life, but no reason to wait longer for the end of the program. */
static void
tick_cb (gint64   waited_us,
         gpointer data)
{
  PursuitWorker *self = data;

  g_atomic_int_inc (&self->pulse);
  if (waited_us == 0)
    g_atomic_int_inc (&self->beat);
  else if (waited_us >= SLOW_US)
    tell_slow (self, TRUE);
}

/* Before each job. */
void
pursuit_worker_watch_store (PursuitWorker *self,
                            PursuitStore  *store,
                            GCancellable  *cancellable)
{
  if (store == NULL)
    return;

  pursuit_store_set_cancellable (store, cancellable);
  pursuit_store_set_patience (store, get_told (self) == PURSUIT_LINK_BUSY ? SHORT_PATIENCE_MS : 0);
  pursuit_store_set_tick (store, tick_cb, self);
}

static void
note_busy (PursuitWorker *self,
           PursuitStore  *store)
{
  PursuitPresence *presence = pursuit_store_get_presence (store);
  g_autofree char *holder = presence != NULL ? pursuit_presence_dup_holder (presence) : NULL;
  /* Translators: %s is a person and their computer, such as "Li Na (SALES-07)" */
  g_autofree char *sentence = holder != NULL ? g_strdup_printf (_("%s is holding the database just now."), holder) : NULL;

  tell_link (self, PURSUIT_LINK_BUSY, sentence != NULL ? sentence : _("Somebody else is holding the database just now."));
}

/* A server that was started anew lets every call fail until the file is opened again, and once it said that a sound file was
 * damaged (shared-database.md 2.5): so it is opened again before anybody has to worry. */
static void
note_trouble (PursuitWorker *self,
              PursuitStore  *store,
              PursuitLink    link,
              const char    *sentence)
{
  gboolean is_again = get_told (self) == link || (link == PURSUIT_LINK_DAMAGED && self->was_damaged);

  tell_link (self, link, sentence);
  if (link == PURSUIT_LINK_DAMAGED)
    self->was_damaged = TRUE;
  if (!is_again && pursuit_store_reopen (store, NULL))
    tell_link (self, PURSUIT_LINK_OK, NULL);
  else if (link == PURSUIT_LINK_DAMAGED)
    pursuit_store_set_read_only (store, sentence);
}

/* After each job: what its failure says of the database. */
void
pursuit_worker_note (PursuitWorker *self,
                     PursuitStore  *store,
                     const GError  *error)
{
  tell_slow (self, FALSE);
  if (store == NULL || error == NULL || error->domain != PURSUIT_ERROR)
    return;

  if (error->code == PURSUIT_ERROR_BUSY)
    note_busy (self, store);
  else if (error->code == PURSUIT_ERROR_AWAY)
    note_trouble (self, store, PURSUIT_LINK_AWAY, error->message);
  else if (error->code == PURSUIT_ERROR_DAMAGED)
    note_trouble (self, store, PURSUIT_LINK_DAMAGED, error->message);
}

/* Something was written, or the file was opened again. */
void
pursuit_worker_note_written (PursuitWorker *self)
{
  tell_link (self, PURSUIT_LINK_OK, NULL);
}

/* The database was looked at; somebody may have decided that it is not to be written to just now. */
void
pursuit_worker_note_look (PursuitWorker *self,
                          PursuitStore  *store)
{
  gboolean is_read_only = pursuit_store_is_read_only (store);

  if (is_read_only && get_told (self) == PURSUIT_LINK_OK)
    tell_link (self, PURSUIT_LINK_READ_ONLY, pursuit_store_get_read_only_reason (store));
  else if (!is_read_only && get_told (self) == PURSUIT_LINK_READ_ONLY)
    tell_link (self, PURSUIT_LINK_OK, NULL);
}
