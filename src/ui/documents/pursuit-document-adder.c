/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-adder.h"

#include <glib/gi18n-lib.h>

#include "pursuit-documents.h"
#include "pursuit-error.h"

/*
 * PursuitDocumentAdder adds files to the database, one after the other and in the order in which they came.
 *
 *   file ──▶ limit (worker) ──▶ read once, on a thread of its own, with progress ──▶ added in one transaction (worker)
 *
 * There is no waiting in the outbox: a file that cannot be added now is refused with a sentence and stays where it is.
 */
struct _PursuitDocumentAdder
{
  GObject parent_instance;

  PursuitWorker *worker;
  GQueue waiting;              /* of Item */
  struct _Item *present;       /* lent by the jobs under way */
  GCancellable *cancellable;
  double fraction;
};

typedef struct _Item
{
  gatomicrefcount refs;
  PursuitDocumentAdder *adder; /* while it is the present one, for the main thread; it stays alive so long */
  PursuitDocumentPlace place;
  char *path;                  /* (nullable): for bytes, and for what lies where files have no path */
  GBytes *bytes;
  char *name;
  gint64 limit;
  PursuitDocumentFile *file;
  gint64 id;                   /* once it is there */
  gint64 entry_id;
  int percent;                 /* atomic */
} Item;

enum
{
  CHANGED,
  ADDED,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitDocumentAdder, pursuit_document_adder, G_TYPE_OBJECT)

static Item *
item_ref (Item *item)
{
  g_atomic_ref_count_inc (&item->refs);
  return item;
}

static void
item_unref (gpointer data)
{
  Item *item = data;

  if (!g_atomic_ref_count_dec (&item->refs))
    return;
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_clear_pointer (&item->file, pursuit_document_file_free);
  g_free (item->path);
  g_free (item->name);
  g_free (item);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Item, item_unref)

static void begin_next (PursuitDocumentAdder *self);

static void
emit_changed (PursuitDocumentAdder *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What the verb says of the file itself is enough; what it says of the database needs to be said with the file. */
static char *
dup_sentence (Item         *item,
              const GError *error)
{
  if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID) ||
      g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND) || g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    return g_strdup (error->message);

  /* Translators: %1$s is a file, %2$s a sentence that says why */
  return g_strdup_printf (_("“%1$s” was not added and stays where it is. %2$s"), item->name, error->message);
}

static void
end_item (Item         *item,
          const GError *error)
{
  g_autoptr(PursuitDocumentAdder) self = g_steal_pointer (&item->adder);
  g_autofree char *sentence = NULL;

  self->present = NULL;
  g_clear_object (&self->cancellable);
  if (error == NULL)
    {
      pursuit_worker_poll (self->worker);
      g_signal_emit (self, signals[ADDED], 0, item->name, item->id, item->entry_id);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      sentence = dup_sentence (item, error);
      g_signal_emit (self, signals[REFUSED], 0, sentence);
    }
  begin_next (self);
  emit_changed (self);
}

static gpointer
add_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Item *item = data;
  g_autoptr(PursuitDocument) document = NULL;

  if (item->place.document_id != 0)
    {
      item->id = item->place.document_id;
      return GINT_TO_POINTER (pursuit_documents_add_version (desk, item->id, item->file, cancellable, &item->entry_id, error));
    }

  document = g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", item->place.customer_id, "deal-id", item->place.deal_id, NULL);
  if (!pursuit_documents_add (desk, document, item->file, cancellable, &item->entry_id, error))
    return NULL;

  item->id = PURSUIT_RECORD (document)->id;
  return GINT_TO_POINTER (TRUE);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Item) item = user_data;
  g_autoptr(GError) error = NULL;

  pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  end_item (item, error);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  Item *item = user_data;

  if (item->adder != NULL)
    {
      item->adder->fraction = g_atomic_int_get (&item->percent) / 100.0;
      emit_changed (item->adder);
    }
  return G_SOURCE_REMOVE;
}

/* On the thread that reads: the window is told at most a hundred times. */
static void
progress_cb (gint64   done,
             gint64   total,
             gpointer data)
{
  Item *item = data;
  int percent = total > 0 ? (int) (done * 100 / total) : 0;

  if (percent == g_atomic_int_get (&item->percent))
    return;
  g_atomic_int_set (&item->percent, percent);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_progress_cb, item_ref (item), item_unref);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Item *item = data;
  GError *error = NULL;

  if (item->bytes != NULL)
    item->file = pursuit_document_file_new_for_bytes (item->name, item->bytes, item->limit, &error);
  else
    item->file = pursuit_document_file_open (item->path, item->limit, progress_cb, item, cancellable, &error);
  if (item->file != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PursuitDocumentAdder *self = PURSUIT_DOCUMENT_ADDER (source);
  Item *item = user_data;
  g_autoptr(Item) owned = item;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end_item (item, error);
      return;
    }

  pursuit_worker_call_async (self->worker, add_job, item_ref (item), item_unref, NULL, self->cancellable, added_cb,
                             g_steal_pointer (&owned));
}

static gpointer
limit_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Item *item = data;

  item->limit = pursuit_documents_get_limit (desk, error);
  return GINT_TO_POINTER (item->limit > 0);
}

static void
limit_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Item) item = user_data;
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  if (error != NULL)
    {
      end_item (item, error);
      return;
    }

  task = g_task_new (item->adder, item->adder->cancellable, read_cb, item_ref (item));
  g_task_set_task_data (task, item_ref (item), item_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
begin (PursuitDocumentAdder *self,
       Item                 *item)
{
  self->present = item;
  item->adder = g_object_ref (self);
  self->fraction = 0;
  self->cancellable = g_cancellable_new ();
  if (item->path == NULL && item->bytes == NULL)
    {
      g_autoptr(GError) error = g_error_new (PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                                             _("“%s” lies where programs cannot read files: copy it to this computer first."),
                                             item->name);

      end_item (item, error);
      return;
    }

  pursuit_worker_call_async (self->worker, limit_job, item_ref (item), item_unref, NULL, self->cancellable, limit_cb,
                             item_ref (item));
}

static void
begin_next (PursuitDocumentAdder *self)
{
  g_autoptr(Item) item = self->present == NULL ? g_queue_pop_head (&self->waiting) : NULL;

  if (item != NULL)
    begin (self, item);
}

static void
pursuit_document_adder_finalize (GObject *object)
{
  PursuitDocumentAdder *self = PURSUIT_DOCUMENT_ADDER (object);

  g_queue_clear_full (&self->waiting, item_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (pursuit_document_adder_parent_class)->finalize (object);
}

static void
pursuit_document_adder_class_init (PursuitDocumentAdderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_document_adder_finalize;

  /* What is under way, or how far it is. */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* A file is in the database: its name, the document, the journal entry. */
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64);
  /* A file was refused: one sentence. */
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
pursuit_document_adder_init (PursuitDocumentAdder *self)
{
  g_queue_init (&self->waiting);
}

/**
 * pursuit_document_adder_new:
 * @worker: the opened database
 *
 * Returns: (transfer full): somebody who adds files to it
 */
PursuitDocumentAdder *
pursuit_document_adder_new (PursuitWorker *worker)
{
  PursuitDocumentAdder *self = g_object_new (PURSUIT_TYPE_DOCUMENT_ADDER, NULL);

  self->worker = g_object_ref (worker);
  return self;
}

static void
push (PursuitDocumentAdder       *self,
      const PursuitDocumentPlace *place,
      Item                       *item)
{
  g_atomic_ref_count_init (&item->refs);
  item->place = *place;
  g_queue_push_tail (&self->waiting, item);
  begin_next (self);
  emit_changed (self);
}

/**
 * pursuit_document_adder_add_file:
 * @self: an adder
 * @place: where to
 * @file: a file of this computer
 *
 * Adds a file, after those that were asked for before. How it went is told by “added” or “refused”.
 */
void
pursuit_document_adder_add_file (PursuitDocumentAdder       *self,
                                 const PursuitDocumentPlace *place,
                                 GFile                      *file)
{
  Item *item;
  g_autofree char *path = NULL;

  g_return_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self) && G_IS_FILE (file));

  path = g_file_get_path (file);
  item = g_new0 (Item, 1);
  item->name = path != NULL ? g_filename_display_basename (path) : g_file_get_parse_name (file);
  item->path = g_steal_pointer (&path);
  push (self, place, item);
}

/**
 * pursuit_document_adder_add_bytes:
 * @self: an adder
 * @place: where to
 * @name: what it is to be called
 * @bytes: its content
 *
 * The same for what is in no file, such as a picture from the clipboard.
 */
void
pursuit_document_adder_add_bytes (PursuitDocumentAdder       *self,
                                  const PursuitDocumentPlace *place,
                                  const char                 *name,
                                  GBytes                     *bytes)
{
  Item *item;

  g_return_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self) && bytes != NULL);

  item = g_new0 (Item, 1);
  item->name = g_strdup (name);
  item->bytes = g_bytes_ref (bytes);
  push (self, place, item);
}

/**
 * pursuit_document_adder_cancel:
 * @self: an adder
 *
 * Gives up the file that is being added and those that wait; what was added stays.
 */
void
pursuit_document_adder_cancel (PursuitDocumentAdder *self)
{
  g_return_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self));

  g_queue_clear_full (&self->waiting, item_unref);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  emit_changed (self);
}

/**
 * pursuit_document_adder_is_busy:
 * @self: an adder
 *
 * Returns: %TRUE while a file is being added
 */
gboolean
pursuit_document_adder_is_busy (PursuitDocumentAdder *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self), FALSE);

  return self->present != NULL;
}

/**
 * pursuit_document_adder_get_name:
 * @self: an adder
 *
 * Returns: (nullable): the file that is being added
 */
const char *
pursuit_document_adder_get_name (PursuitDocumentAdder *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self), NULL);

  return self->present != NULL ? self->present->name : NULL;
}

/**
 * pursuit_document_adder_get_waiting:
 * @self: an adder
 *
 * Returns: how many files wait behind it
 */
guint
pursuit_document_adder_get_waiting (PursuitDocumentAdder *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self), 0);

  return g_queue_get_length (&self->waiting);
}

/**
 * pursuit_document_adder_get_fraction:
 * @self: an adder
 *
 * Returns: how much of the file was read, 0 to 1
 */
double
pursuit_document_adder_get_fraction (PursuitDocumentAdder *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOCUMENT_ADDER (self), 0);

  return self->fraction;
}
