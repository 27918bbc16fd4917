/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-names-private.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-staff.h"

/*
 * The names of an open database in memory. They are read when somebody looks for one for the first time, from a file of this
 * computer or from the database, and follow the journal from then on: whoever looks for a name brings them up to date first.
 *
 *   file ──▶ index ◀── records that the journal names since the last time, and what was written through this store
 *              ▲
 *              └────── all names: no file, an import, an older state put back
 */

/* More news than this are not worth being read one by one. */
#define MOST_NEWS 5000

/* When something large is changed again and again, what is known is good enough for now. */
#define MOST_ROUNDS 3

/* The file is written anew after so many entries. */
#define MANY_SINCE_FILE 500

static void
answer_free (gpointer data)
{
  PursuitNamesAnswer *answer = data;

  g_free (answer->word);
  g_array_unref (answer->ids);
  g_free (answer);
}

static PursuitNames *
get_names (PursuitStore *store)
{
  if (store->names == NULL)
    {
      store->names = g_new0 (PursuitNames, 1);
      store->names->touched = g_array_new (FALSE, FALSE, sizeof (PursuitNameRef));
      g_queue_init (&store->names->answers);
    }

  return store->names;
}

/* Whatever was answered before may be otherwise now. */
static void
forget_answers (PursuitNames *names)
{
  g_queue_clear_full (&names->answers, answer_free);
}

static gboolean
type_to_kind (GType            type,
              PursuitNameKind *out_kind)
{
  if (type == PURSUIT_TYPE_CUSTOMER)
    *out_kind = PURSUIT_NAME_CUSTOMER;
  else if (type == PURSUIT_TYPE_CONTACT)
    *out_kind = PURSUIT_NAME_CONTACT;
  else if (type == PURSUIT_TYPE_DEAL)
    *out_kind = PURSUIT_NAME_DEAL;
  else if (type == PURSUIT_TYPE_STAFF)
    *out_kind = PURSUIT_NAME_STAFF;
  else
    return FALSE;

  return TRUE;
}

/**
 * pursuit_names_note:
 * @store: a store
 * @type: of a record
 * @id: which one
 *
 * Something is written; whether that will stay shows when it is read again.
 */
void
pursuit_names_note (PursuitStore *store,
                    GType         type,
                    gint64        id)
{
  PursuitNameRef ref = { .id = id };

  if (store->names == NULL || store->names->index == NULL || store->names->is_stale || !type_to_kind (type, &ref.kind))
    return;

  if (store->names->touched->len == MOST_NEWS)
    store->names->is_stale = TRUE;
  else
    g_array_append_val (store->names->touched, ref);
}

/**
 * pursuit_names_note_many:
 * @store: a store
 * @type: of many records that are written
 */
void
pursuit_names_note_many (PursuitStore *store,
                         GType         type)
{
  PursuitNameKind kind;

  if (store->names != NULL && type_to_kind (type, &kind))
    store->names->is_stale = TRUE;
}

/* Up to where the journal goes. */
static gboolean
read_position (PursuitStore          *store,
               PursuitNamesPosition  *out_position,
               GError               **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT generation, j.id, j.hash FROM identity"
                             " LEFT JOIN (SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1) j", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_position = (PursuitNamesPosition) { 0 };
  if (!row)
    return TRUE;
  out_position->generation = pursuit_stmt_get_number (&stmt, 0);
  out_position->entry_id = pursuit_stmt_get_number (&stmt, 1);
  if (sqlite3_column_bytes (stmt.handle, 2) == PURSUIT_HASH_SIZE)
    memcpy (out_position->hash, sqlite3_column_blob (stmt.handle, 2), PURSUIT_HASH_SIZE);
  return TRUE;
}

/* Whether the journal has gone on from where the names are, rather than from an older state that was put back. */
static gboolean
has_gone_on (PursuitStore                *store,
             const PursuitNamesPosition  *from,
             const PursuitNamesPosition  *to,
             gboolean                    *out_has,
             GError                     **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  *out_has = FALSE;
  if (from->generation != to->generation || from->entry_id > to->entry_id || to->entry_id - from->entry_id > MOST_NEWS)
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT 1 FROM journal WHERE id = $1 AND hash = $2", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, from->entry_id);
  pursuit_stmt_bind_bytes (&stmt, 2, from->hash, PURSUIT_HASH_SIZE);

  return pursuit_stmt_step (&stmt, out_has, error);
}

static void
add_ref (GArray          *refs,
         PursuitNameKind  kind,
         gint64           id)
{
  PursuitNameRef ref = { kind, id };

  /* the news of one customer mostly follow each other */
  for (guint i = refs->len; id != 0 && i > 0 && i + 8 > refs->len; i--)
    if (g_array_index (refs, PursuitNameRef, i - 1).kind == kind && g_array_index (refs, PursuitNameRef, i - 1).id == id)
      return;
  if (id != 0)
    g_array_append_val (refs, ref);
}

/* What an entry concerns; %FALSE when that is more than one record, as after an import, a merge, or their undo. */
static gboolean
add_news (GArray      *refs,
          PursuitStmt *stmt)
{
  const char *entity = pursuit_stmt_get_text (stmt, 0);
  gint64 id = pursuit_stmt_get_number (stmt, 1);

  /* an own field is part of what all its records are found by */
  if (id == 0 || g_strcmp0 (entity, "own_field") == 0)
    return FALSE;

  if (g_strcmp0 (entity, "staff") == 0)
    add_ref (refs, PURSUIT_NAME_STAFF, id);
  if (g_strcmp0 (entity, "contact") == 0)
    add_ref (refs, PURSUIT_NAME_CONTACT, id);
  add_ref (refs, PURSUIT_NAME_DEAL, pursuit_stmt_get_number (stmt, 3));
  /* with it what hangs on it; last, because that looks at it */
  add_ref (refs, PURSUIT_NAME_CUSTOMER, pursuit_stmt_get_number (stmt, 2));
  return TRUE;
}

static gboolean
list_news (PursuitStore  *store,
           gint64         after_id,
           gint64         last_id,
           GArray        *refs,
           gboolean      *out_nameable,
           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  *out_nameable = TRUE;
  if (!pursuit_stmt_prepare (&stmt, store->db,
                             /* Of one record by name, and about many: whom a person's records went to, and back. */
                             "SELECT entity, CASE WHEN verb IN ('merge', 'unmerge', 'succession') OR (verb = 'undo' AND entity = 'staff')"
                             " THEN 0 ELSE entity_id END, customer_id, deal_id FROM journal WHERE id > $1 AND id <= $2 ORDER BY id",
                             error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, after_id);
  pursuit_stmt_bind_number (&stmt, 2, last_id);
  while (*out_nameable)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      *out_nameable = add_news (refs, &stmt);
    }

  return TRUE;
}

/* Reads again what is known to have changed; what fails half way is done again the next time. */
static gboolean
follow (PursuitStore                *store,
        const PursuitNamesPosition  *to,
        GError                     **error)
{
  PursuitNames *names = store->names;
  g_autoptr(GArray) refs = g_array_new (FALSE, FALSE, sizeof (PursuitNameRef));
  gboolean is_nameable;

  if (to->entry_id == names->position.entry_id && names->touched->len == 0)
    return TRUE;
  if (!list_news (store, names->position.entry_id, to->entry_id, refs, &is_nameable, error))
    return FALSE;
  if (!is_nameable)
    {
      names->is_stale = TRUE;
      return TRUE;
    }

  forget_answers (names);
  g_array_append_vals (refs, names->touched->data, names->touched->len);
  for (guint i = 0; i < refs->len; i++)
    {
      const PursuitNameRef *ref = &g_array_index (refs, PursuitNameRef, i);

      if (!pursuit_names_read_one (store, names->index, ref->kind, ref->id, error))
        return FALSE;
    }
  g_array_set_size (names->touched, 0);
  names->n_since_file += (guint) (to->entry_id - names->position.entry_id);
  names->position = *to;
  return TRUE;
}

static void
begin_reading (PursuitNames               *names,
               const PursuitNamesPosition *from)
{
  if (names->reading.index != NULL && names->reading.from.generation == from->generation)
    return;

  g_clear_pointer (&names->reading.index, pursuit_name_index_free);
  names->reading = (PursuitNamesReading) { .index = pursuit_name_index_new (), .from = *from };
}

/* What changed since the reading began is read again by whoever asks next. */
static void
take_reading (PursuitNames *names)
{
  forget_answers (names);
  g_clear_pointer (&names->index, pursuit_name_index_free);
  names->index = g_steal_pointer (&names->reading.index);
  names->position = names->reading.from;
  names->is_stale = FALSE;
  names->n_since_file = MANY_SINCE_FILE;
  g_array_set_size (names->touched, 0);
}

/* Reads everything. When somebody has no more time, what was read is kept: the next one goes on from there. */
static gboolean
read_anew (PursuitStore                *store,
           const PursuitNamesPosition  *to,
           GError                     **error)
{
  PursuitNames *names = store->names;
  gboolean is_done = FALSE;

  begin_reading (names, to);
  while (!is_done)
    if (!pursuit_names_read_some (store, &names->reading, &is_done, error))
      return FALSE;

  take_reading (names);
  return TRUE;
}

static void
try_file (PursuitStore *store)
{
  PursuitNames *names = store->names;

  names->n_since_file = 0;
  if (!pursuit_names_load_file (store, &names->index, &names->position))
    names->is_stale = TRUE;
}

/* One step towards what the journal says now; *out_done when nothing is left to do. */
static gboolean
come_nearer (PursuitStore  *store,
             gboolean      *out_done,
             GError       **error)
{
  PursuitNames *names = get_names (store);
  PursuitNamesPosition to;
  gboolean has_gone;

  *out_done = FALSE;
  if (names->index == NULL && !names->is_stale)
    try_file (store);
  if (!read_position (store, &to, error))
    return FALSE;
  if (names->is_stale || names->index == NULL)
    return read_anew (store, &to, error);
  if (to.entry_id != names->position.entry_id || memcmp (to.hash, names->position.hash, sizeof to.hash) != 0 ||
      to.generation != names->position.generation)
    {
      if (!has_gone_on (store, &names->position, &to, &has_gone, error))
        return FALSE;
      names->is_stale = !has_gone;
    }
  if (names->is_stale)
    return TRUE;

  *out_done = follow (store, &to, error) && !names->is_stale;
  return *out_done || names->is_stale;
}

/**
 * pursuit_store_prepare_names:
 * @self: a store
 * @error: return location
 *
 * Brings the names that are kept in memory up to date: a look at the end of the journal, and what is new there. The first time,
 * and after an import, all names are read.
 *
 * Within a transaction nothing is done: what is written there may not stay.
 *
 * Fails with %PURSUIT_ERROR_STORAGE or %PURSUIT_ERROR_AWAY, or with %G_IO_ERROR_CANCELLED when interrupted.
 *
 * Returns: %TRUE when pursuit_store_get_names() has them
 */
gboolean
pursuit_store_prepare_names (PursuitStore  *self,
                             GError       **error)
{
  gboolean is_done = FALSE;

  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);

  if (self->in_transaction)
    return TRUE;
  for (guint i = 0; i < MOST_ROUNDS && !is_done; i++)
    if (!come_nearer (self, &is_done, error))
      return FALSE;

  return TRUE;
}

/* Only what is as the journal says up to the position. */
static void
keep_file (PursuitStore *store)
{
  PursuitNames *names = store->names;

  if (names->index == NULL || names->is_stale || names->position.entry_id == 0 || names->touched->len > 0 ||
      names->n_since_file < MANY_SINCE_FILE)
    return;

  pursuit_names_keep_file (store, names->index, &names->position);
  names->n_since_file = 0;
}

/**
 * pursuit_store_prepare_some_names:
 * @self: a store
 * @out_done: (out): whether they are all there
 * @error: return location
 *
 * Does some milliseconds' worth of the reading that pursuit_store_prepare_names() would do at once, for whoever has time before
 * somebody looks for a name. Only what was never read is read; then the names are written down where that is worth it.
 *
 * Fails as pursuit_store_prepare_names().
 *
 * Returns: %TRUE when it got on
 */
gboolean
pursuit_store_prepare_some_names (PursuitStore  *self,
                                  gboolean      *out_done,
                                  GError       **error)
{
  PursuitNames *names = get_names (self);
  PursuitNamesPosition from;
  gboolean is_read;

  *out_done = self->in_transaction || names->index != NULL;
  if (*out_done)
    {
      keep_file (self);
      return TRUE;
    }
  if (!names->is_stale)
    {
      try_file (self);
      *out_done = names->index != NULL;
      return TRUE;
    }

  if (!read_position (self, &from, error))
    return FALSE;
  begin_reading (names, &from);
  if (!pursuit_names_read_some (self, &names->reading, &is_read, error))
    return FALSE;

  if (is_read)
    take_reading (names);
  return TRUE;
}

/**
 * pursuit_store_get_names:
 * @self: a store
 *
 * Returns: (nullable): the names as they were when pursuit_store_prepare_names() was called last, lent until the next call;
 *   %NULL within a transaction
 */
PursuitNameIndex *
pursuit_store_get_names (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->in_transaction || self->names == NULL ? NULL : self->names->index;
}

/**
 * pursuit_names_match:
 * @store: a store whose names are up to date
 * @kind: a kind
 * @folded_word: one folded word
 * @error: return location
 *
 * pursuit_name_index_match(), remembered for the next question about the same list.
 *
 * Fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type gint64): the ids
 */
GArray *
pursuit_names_match (PursuitStore     *store,
                     PursuitNameKind   kind,
                     const char       *folded_word,
                     GError          **error)
{
  PursuitNames *names = store->names;
  PursuitNamesAnswer *answer;
  GArray *ids;

  for (GList *link = names->answers.head; link != NULL; link = link->next)
    {
      answer = link->data;
      if (answer->kind == kind && g_str_equal (answer->word, folded_word))
        return g_array_ref (answer->ids);
    }

  ids = pursuit_name_index_match (names->index, kind, folded_word, store->cancellable, error);
  if (ids == NULL)
    return NULL;

  answer = g_new0 (PursuitNamesAnswer, 1);
  answer->kind = kind;
  answer->word = g_strdup (folded_word);
  answer->ids = g_array_ref (ids);
  g_queue_push_head (&names->answers, answer);
  if (names->answers.length > PURSUIT_NAMES_MOST_ANSWERS)
    answer_free (g_queue_pop_tail (&names->answers));
  return ids;
}

/**
 * pursuit_names_leave:
 * @store: a store that is closed
 *
 * Writes the names down for the next time, where that is worth it, and frees them. The database is not asked for anything.
 */
void
pursuit_names_leave (PursuitStore *store)
{
  PursuitNames *names;

  if (store->names == NULL)
    return;

  keep_file (store);
  names = g_steal_pointer (&store->names);
  forget_answers (names);
  g_clear_pointer (&names->index, pursuit_name_index_free);
  g_clear_pointer (&names->reading.index, pursuit_name_index_free);
  g_array_unref (names->touched);
  g_free (names);
}
