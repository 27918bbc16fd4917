/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-names.h"

#include "pursuit-name-lookups.h"

/* Looking a name up in the database costs about as much as reading this many names at once. */
#define NAMES_PER_LOOKUP 8

/* One name; those that fold to the same key are chained, oldest first. */
typedef struct
{
  gint64 id;      /* 0 for one that was taken out */
  guint spelling;
  guint next;     /* index + 1, 0 for the last */
} Name;

/*
 * PursuitImportNames knows who is called what. It begins by asking the database for each name, so that a small file comes
 * into a large database at once; when it has been asked so often that reading all names would have been as quick, it
 * reads them, and a large file is matched in memory (platform.md, P2).
 */
struct _PursuitImportNames
{
  PursuitStore *store;
  GType type;
  guint64 n_lookups;
  gint64 n_records;       /* about how many there are, -1 as long as nobody has asked */
  GHashTable *keys;       /* folded name -> index + 1 into @names; NULL as long as the database is asked */
  GStringChunk *texts;
  GArray *names;          /* Name */
};

PursuitImportNames *
pursuit_import_names_new (PursuitStore *store,
                          GType         type)
{
  PursuitImportNames *self = g_new0 (PursuitImportNames, 1);

  self->store = store;
  self->type = type;
  self->n_records = -1;

  return self;
}

void
pursuit_import_names_free (PursuitImportNames *self)
{
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->names, g_array_unref);
  g_free (self);
}

static Name *
get_at (PursuitImportNames *self,
        guint               index)
{
  return index != 0 ? &g_array_index (self->names, Name, index - 1) : NULL;
}

static guint
find_first (PursuitImportNames *self,
            const char         *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key));
}

static void
add_name (PursuitImportNames *self,
          const char         *key,
          const char         *name,
          gint64              id)
{
  const Name fresh = { id, g_str_hash (name), 0 };
  guint first = find_first (self, key);
  Name *last;

  g_array_append_val (self->names, fresh);
  if (first == 0)
    {
      g_hash_table_insert (self->keys, g_string_chunk_insert (self->texts, key), GUINT_TO_POINTER (self->names->len));
      return;
    }

  for (last = get_at (self, first); last->next != 0;)
    last = get_at (self, last->next);
  last->next = self->names->len;
}

static gboolean
take_name (gint64      id,
           const char *name_key,
           const char *name,
           gpointer    user_data)
{
  add_name (user_data, name_key, name, id);
  return TRUE;
}

static gboolean
read_all (PursuitImportNames  *self,
          GError             **error)
{
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (64 * 1024);
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));

  return pursuit_lookup_all_names (self->store, self->type, take_name, self, error);
}

typedef struct
{
  const char *name;
  PursuitImportNameFunc func;
  gpointer user_data;
} Asker;

static gboolean
tell (gint64      id,
      const char *name,
      gpointer    user_data)
{
  const Asker *asker = user_data;

  return asker->func (id, g_str_equal (name, asker->name), asker->user_data);
}

static gboolean
should_read_all (PursuitImportNames  *self,
                 gboolean            *out_should,
                 GError             **error)
{
  if (self->n_records < 0 && !pursuit_lookup_last_id (self->store, self->type, &self->n_records, error))
    return FALSE;

  *out_should = self->keys == NULL && (gint64) self->n_lookups * NAMES_PER_LOOKUP >= self->n_records;
  self->n_lookups++;
  return TRUE;
}

/**
 * pursuit_import_names_find:
 * @self: the names of a type
 * @key: a folded name
 * @name: the same as it was spelt
 * @func: (scope call): told of each record that is called so, oldest first
 * @user_data: for @func
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_import_names_find (PursuitImportNames     *self,
                           const char             *key,
                           const char             *name,
                           PursuitImportNameFunc   func,
                           gpointer                user_data,
                           GError                **error)
{
  Asker asker = { name, func, user_data };
  gboolean should;
  guint spelling;

  if (self->keys == NULL && (!should_read_all (self, &should, error) || (should && !read_all (self, error))))
    return FALSE;
  if (self->keys == NULL)
    return pursuit_lookup_named (self->store, self->type, key, tell, &asker, error);

  spelling = g_str_hash (name);
  for (const Name *found = get_at (self, find_first (self, key)); found != NULL; found = get_at (self, found->next))
    if (found->id != 0 && !func (found->id, found->spelling == spelling, user_data))
      break;

  return TRUE;
}

/* A record was created or renamed. */
void
pursuit_import_names_add (PursuitImportNames *self,
                          PursuitRecord      *record)
{
  if (self->keys != NULL)
    add_name (self, pursuit_record_get_name_key (record), pursuit_record_get_name (record), record->id);
}

/* A record is called so no longer. */
void
pursuit_import_names_remove (PursuitImportNames *self,
                             PursuitRecord      *record)
{
  if (self->keys == NULL)
    return;

  for (Name *found = get_at (self, find_first (self, pursuit_record_get_name_key (record))); found != NULL;
       found = get_at (self, found->next))
    if (found->id == record->id)
      found->id = 0;
}
