/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-names.h"

#include "pursuit-import-keys.h"
#include "pursuit-name-lookups.h"
#include "pursuit-text.h"

/* Looking a name up in the database costs about as much as reading this many names at once. */
#define NAMES_PER_LOOKUP 8

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
  PursuitImportKeys *keys;    /* NULL as long as the database is asked */
  GString *last_name;     /* who was looked for last: most likely a record of that name is added next */
  gint64 last_customer_id;
  PursuitImportKey last_key;
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
  self->last_name = g_string_new (NULL);

  return self;
}

void
pursuit_import_names_free (PursuitImportNames *self)
{
  g_clear_pointer (&self->keys, pursuit_import_keys_free);
  g_string_free (self->last_name, TRUE);
  g_free (self);
}

static void
add_name (PursuitImportNames *self,
          gint64              customer_id,
          const char         *text,
          const char         *name,
          gint64              id)
{
  const PursuitImportKey key = pursuit_import_keys_make (self->keys, customer_id, text);

  pursuit_import_keys_add (self->keys, &key, name, id);
}

static gboolean
take_name (const PursuitNamed *named,
           gpointer            user_data)
{
  PursuitImportNames *self = user_data;
  g_autofree char *folded = NULL;

  if (self->by == PURSUIT_IMPORT_BY_NAME)
    add_name (self, 0, named->name_key, named->name, named->id);
  else if (self->by == PURSUIT_IMPORT_BY_NUMBER)
    add_name (self, 0, named->name, named->name, named->id);
  else
    {
      folded = pursuit_text_fold_key (named->name);
      add_name (self, named->customer_id, folded, named->name, named->id);
    }

  return TRUE;
}

static gboolean
read_all (PursuitImportNames  *self,
          GError             **error)
{
  self->keys = pursuit_import_keys_new ();
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
  gint64 place = self->by == PURSUIT_IMPORT_AT_CUSTOMER ? wanted->customer_id : 0;

  if (self->n_records < 0 && !pursuit_lookup_last_id (self->store, self->type, &self->n_records, error))
    return FALSE;
  if (self->keys == NULL && self->cost < self->n_records)
    return ask (self, wanted, func, user_data, error);
  if (self->keys == NULL && !read_all (self, error))
    return FALSE;

  g_string_assign (self->last_name, wanted->name);
  self->last_customer_id = place;
  self->last_key = pursuit_import_keys_make (self->keys, place, wanted->key);
  pursuit_import_keys_find (self->keys, &self->last_key, wanted->name, func, user_data);
  return TRUE;
}

/* What a record is known by at its customer; folding is saved for who was looked for last. */
static PursuitImportKey
make_key_at_customer (PursuitImportNames *self,
                      PursuitRecord      *record)
{
  const PursuitField *customer = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), "customer_id");
  gint64 customer_id = pursuit_record_get_number (record, customer);
  g_autofree char *folded = NULL;

  if (customer_id == self->last_customer_id && g_str_equal (pursuit_record_get_name (record), self->last_name->str))
    return self->last_key;

  folded = pursuit_text_fold_key (pursuit_record_get_name (record));
  return pursuit_import_keys_make (self->keys, customer_id, folded);
}

/* What a record is known by, if it has anything of the kind. */
static gboolean
get_key (PursuitImportNames *self,
         PursuitRecord      *record,
         PursuitImportKey   *out_key)
{
  const char *text;

  if (self->by == PURSUIT_IMPORT_AT_CUSTOMER)
    {
      *out_key = make_key_at_customer (self, record);
      return TRUE;
    }

  text = self->by == PURSUIT_IMPORT_BY_NAME ? pursuit_record_get_name_key (record) : record->external_id;
  if (text != NULL)
    *out_key = pursuit_import_keys_make (self->keys, 0, text);
  return text != NULL;
}

/* A record was created. */
void
pursuit_import_names_add (PursuitImportNames *self,
                          PursuitRecord      *record)
{
  PursuitImportKey key;

  if (self->keys != NULL && get_key (self, record, &key))
    pursuit_import_keys_add (self->keys, &key,
                             self->by == PURSUIT_IMPORT_BY_NUMBER ? record->external_id : pursuit_record_get_name (record),
                             record->id);
}

static void
remove_name (PursuitImportNames *self,
             PursuitRecord      *record)
{
  PursuitImportKey key;

  if (get_key (self, record, &key))
    pursuit_import_keys_remove (self->keys, &key, record->id);
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
