/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-names.h"

#include "pursuit-name-lookups.h"
#include "pursuit-text.h"

/* Looking a name up in the database costs about as much as reading this many names at once. */
#define NAMES_PER_LOOKUP 8

/* One name; those of the same key are chained, oldest first. */
typedef struct
{
  gint64 id;      /* 0 for one that was taken out */
  guint spelling;
  guint next;     /* index + 1, 0 for the last */
} Name;

/*
 * PursuitImportNames knows who is called what. It begins by asking the database for each name, so that a small file comes
 * into a large database at once; when that has cost as much as reading all names would have, it reads them, and a large
 * file is matched in memory (platform.md, P2).
 */
struct _PursuitImportNames
{
  PursuitStore *store;
  GType type;
  PursuitImportBy by;
  gint64 cost;            /* of asking, in names read */
  gint64 n_records;       /* at most so many, -1 as long as nobody has asked */
  GHashTable *keys;       /* key -> index + 1 into @names; NULL as long as the database is asked */
  GStringChunk *texts;
  GArray *names;          /* Name */
  GString *scratch;
  GString *last_name;     /* who was looked for last: most likely a record of that name is added next */
  GString *last_key;
};

PursuitImportNames *
pursuit_import_names_new (PursuitStore    *store,
                          GType            type,
                          PursuitImportBy  by)
{
  PursuitImportNames *self = g_new0 (PursuitImportNames, 1);

  self->store = store;
  self->type = type;
  self->by = by;
  self->n_records = -1;
  self->scratch = g_string_new (NULL);
  self->last_name = g_string_new (NULL);
  self->last_key = g_string_new (NULL);

  return self;
}

void
pursuit_import_names_free (PursuitImportNames *self)
{
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->names, g_array_unref);
  g_string_free (self->scratch, TRUE);
  g_string_free (self->last_name, TRUE);
  g_string_free (self->last_key, TRUE);
  g_free (self);
}

/* The key in memory: at a customer, the customer goes before the name. Lent until the next call. Written by hand, since
 * this is done for every row. */
static const char *
make_key (PursuitImportNames *self,
          gint64              customer_id,
          const char         *key)
{
  char customer[16];

  if (self->by != PURSUIT_IMPORT_AT_CUSTOMER)
    return key;

  for (guint i = 0; i < sizeof customer; i++)
    customer[i] = (char) ('a' + (customer_id >> (4 * i) & 15));
  g_string_truncate (self->scratch, 0);
  g_string_append_len (self->scratch, customer, sizeof customer);
  g_string_append (self->scratch, key);
  return self->scratch->str;
}

static Name *
get_at (PursuitImportNames *self,
        guint               index)
{
  return index != 0 ? &g_array_index (self->names, Name, index - 1) : NULL;
}

static Name *
find_first (PursuitImportNames *self,
            const char         *key)
{
  return get_at (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key)));
}

static void
add_name (PursuitImportNames *self,
          const char         *key,
          const char         *name,
          gint64              id)
{
  const Name fresh = { id, g_str_hash (name), 0 };
  Name *last;

  g_array_append_val (self->names, fresh);
  last = find_first (self, key);
  if (last == NULL)
    {
      g_hash_table_insert (self->keys, g_string_chunk_insert (self->texts, key), GUINT_TO_POINTER (self->names->len));
      return;
    }

  while (last->next != 0)
    last = get_at (self, last->next);
  last->next = self->names->len;
}

static gboolean
take_name (const PursuitNamed *named,
           gpointer            user_data)
{
  PursuitImportNames *self = user_data;
  g_autofree char *folded = NULL;

  if (self->by == PURSUIT_IMPORT_BY_NAME)
    add_name (self, named->name_key, named->name, named->id);
  else if (self->by == PURSUIT_IMPORT_BY_NUMBER)
    add_name (self, named->name, named->name, named->id);
  else
    {
      folded = pursuit_text_fold_key (named->name);
      add_name (self, make_key (self, named->customer_id, folded), named->name, named->id);
    }

  return TRUE;
}

static gboolean
read_all (PursuitImportNames  *self,
          GError             **error)
{
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (64 * 1024);
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));

  switch (self->by)
    {
    case PURSUIT_IMPORT_BY_NUMBER:
      return pursuit_lookup_all_numbers (self->store, self->type, take_name, self, error);
    case PURSUIT_IMPORT_AT_CUSTOMER:
      return pursuit_lookup_all_names_at (self->store, self->type, take_name, self, error);
    case PURSUIT_IMPORT_BY_NAME:
    default:
      return pursuit_lookup_all_names (self->store, self->type, take_name, self, error);
    }
}

typedef struct
{
  PursuitImportNames *names;
  const PursuitImportWanted *wanted;
  PursuitImportNameFunc func;
  gpointer user_data;
} Asker;

static gboolean
tell (const PursuitNamed *named,
      gpointer            user_data)
{
  const Asker *asker = user_data;

  asker->names->cost++;
  if (asker->names->by == PURSUIT_IMPORT_AT_CUSTOMER)
    {
      g_autofree char *folded = pursuit_text_fold_key (named->name);

      if (!g_str_equal (folded, asker->wanted->key))
        return TRUE;
    }

  return asker->func (named->id, g_str_equal (named->name, asker->wanted->name), asker->user_data);
}

static gboolean
ask (PursuitImportNames         *self,
     const PursuitImportWanted  *wanted,
     PursuitImportNameFunc       func,
     gpointer                    user_data,
     GError                    **error)
{
  Asker asker = { self, wanted, func, user_data };

  self->cost += NAMES_PER_LOOKUP;
  switch (self->by)
    {
    case PURSUIT_IMPORT_BY_NUMBER:
      return pursuit_lookup_numbered (self->store, self->type, wanted->key, tell, &asker, error);
    case PURSUIT_IMPORT_AT_CUSTOMER:
      return pursuit_lookup_names_at (self->store, self->type, wanted->customer_id, tell, &asker, error);
    case PURSUIT_IMPORT_BY_NAME:
    default:
      return pursuit_lookup_named (self->store, self->type, wanted->key, tell, &asker, error);
    }
}

/**
 * pursuit_import_names_find:
 * @self: the names of a type
 * @wanted: who is looked for
 * @func: (scope call): told of each record that is called so, oldest first
 * @user_data: for @func
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_import_names_find (PursuitImportNames         *self,
                           const PursuitImportWanted  *wanted,
                           PursuitImportNameFunc       func,
                           gpointer                    user_data,
                           GError                    **error)
{
  const char *key;
  guint spelling;

  if (self->n_records < 0 && !pursuit_lookup_last_id (self->store, self->type, &self->n_records, error))
    return FALSE;
  if (self->keys == NULL && self->cost < self->n_records)
    return ask (self, wanted, func, user_data, error);
  if (self->keys == NULL && !read_all (self, error))
    return FALSE;

  g_string_assign (self->last_name, wanted->name);
  g_string_assign (self->last_key, wanted->key);
  key = make_key (self, wanted->customer_id, wanted->key);
  spelling = g_str_hash (wanted->name);
  for (const Name *found = find_first (self, key); found != NULL; found = get_at (self, found->next))
    if (found->id != 0 && !func (found->id, found->spelling == spelling, user_data))
      break;

  return TRUE;
}

/* What a record is known by; %NULL when it has nothing of the kind. Lent until the next call. */
static const char *
get_key (PursuitImportNames *self,
         PursuitRecord      *record)
{
  const PursuitField *customer;
  g_autofree char *folded = NULL;

  if (self->by == PURSUIT_IMPORT_BY_NAME)
    return pursuit_record_get_name_key (record);
  if (self->by == PURSUIT_IMPORT_BY_NUMBER)
    return record->external_id;

  customer = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), "customer_id");
  if (!g_str_equal (pursuit_record_get_name (record), self->last_name->str))
    folded = pursuit_text_fold_key (pursuit_record_get_name (record));
  return make_key (self, pursuit_record_get_number (record, customer), folded != NULL ? folded : self->last_key->str);
}

/* A record was created. */
void
pursuit_import_names_add (PursuitImportNames *self,
                          PursuitRecord      *record)
{
  const char *key;

  if (self->keys == NULL)
    return;
  key = get_key (self, record);
  if (key != NULL)
    add_name (self, key, self->by == PURSUIT_IMPORT_BY_NUMBER ? key : pursuit_record_get_name (record), record->id);
}

static void
remove_name (PursuitImportNames *self,
             PursuitRecord      *record)
{
  const char *key = get_key (self, record);

  if (key == NULL)
    return;
  for (Name *found = find_first (self, key); found != NULL; found = get_at (self, found->next))
    if (found->id == record->id)
      found->id = 0;
}

static gboolean
is_known_alike (PursuitImportNames *self,
                PursuitRecord      *before,
                PursuitRecord      *after)
{
  const PursuitField *customer = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (after), "customer_id");

  if (self->by == PURSUIT_IMPORT_BY_NUMBER)
    return g_strcmp0 (before->external_id, after->external_id) == 0;
  if (before->deleted_at != 0 || !g_str_equal (pursuit_record_get_name (before), pursuit_record_get_name (after)))
    return FALSE;

  return self->by != PURSUIT_IMPORT_AT_CUSTOMER ||
         pursuit_record_get_number (before, customer) == pursuit_record_get_number (after, customer);
}

/* A record was renamed, numbered, moved to another customer, or has come back. */
void
pursuit_import_names_change (PursuitImportNames *self,
                             PursuitRecord      *before,
                             PursuitRecord      *after)
{
  if (self->keys == NULL || is_known_alike (self, before, after))
    return;

  remove_name (self, before);
  pursuit_import_names_add (self, after);
}
