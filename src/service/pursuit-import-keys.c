/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-keys.h"

#include <string.h>

/* Odd numbers without a pattern, for spreading bits. */
#define SPREAD_A G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define SPREAD_B G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)

#define FEWEST_SLOTS 1024

/* One name; those of the same key are chained, oldest first. */
typedef struct
{
  guint64 hash;
  gint64 id;         /* 0 for one that was taken out */
  guint32 check;
  guint32 spelling;
  guint32 next;      /* index + 1, 0 for the last */
  guint32 last;      /* of the first of a chain: index + 1 of its last */
} Name;

/* Where a chain begins. Most looks find nothing, and end here without a look at the name itself, which is far away. */
typedef struct
{
  guint32 number;    /* index + 1, 0 for an empty slot */
  guint32 tag;       /* the lower half of the hash, which is what the slot is chosen by */
} Slot;

/*
 * PursuitImportKeys: which records are called what, in some 60 bytes a name however long names are.
 *
 * @slots is a hash table with linear probing over the first names of the chains in @names; never more than half full.
 */
struct _PursuitImportKeys
{
  GArray *names;     /* Name */
  Slot *slots;
  gsize n_slots;     /* a power of two */
  gsize n_chains;
  guint64 seed;      /* so that no file can be made in which everything meets */
};

/**
 * pursuit_import_keys_new:
 *
 * Returns: (transfer full): a table without names
 */
PursuitImportKeys *
pursuit_import_keys_new (void)
{
  PursuitImportKeys *self = g_new0 (PursuitImportKeys, 1);

  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  self->n_slots = FEWEST_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();

  return self;
}

/**
 * pursuit_import_keys_free:
 * @self: (transfer full): a table
 */
void
pursuit_import_keys_free (PursuitImportKeys *self)
{
  g_array_unref (self->names);
  g_free (self->slots);
  g_free (self);
}

static inline guint64
stir (guint64 hash,
      guint64 word,
      guint64 spread)
{
  hash = (hash ^ word) * spread;
  return hash ^ hash >> 32;
}

/**
 * pursuit_import_keys_make:
 * @self: the table that the key is for
 * @place: where the name is looked for, such as a customer; 0 for everywhere
 * @text: the folded name
 *
 * Returns: the key
 */
PursuitImportKey
pursuit_import_keys_make (PursuitImportKeys *self,
                          gint64             place,
                          const char        *text)
{
  gsize length = strlen (text);
  guint64 hash = stir (self->seed, (guint64) place, SPREAD_A);
  guint64 check = stir (~self->seed, (guint64) place, SPREAD_B);
  guint64 word;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = stir (hash, word, SPREAD_A);
      check = stir (check, word, SPREAD_B);
    }
  /* The length goes into the byte that the rest leaves free. */
  word = (guint64) (length + 1) << 56;
  memcpy (&word, text, length);
  hash = stir (stir (hash, word, SPREAD_A), SPREAD_B, SPREAD_A);
  check = stir (stir (check, word, SPREAD_B), SPREAD_A, SPREAD_B);

  return (PursuitImportKey) { hash, (guint32) (check >> 16) };
}

static Name *
get_at (PursuitImportKeys *self,
        guint32            number)
{
  return number != 0 ? &g_array_index (self->names, Name, number - 1) : NULL;
}

/* The slot of a key, or the empty one where it belongs. */
static Slot *
find_slot (PursuitImportKeys      *self,
           const PursuitImportKey *key)
{
  const guint32 tag = (guint32) key->hash;

  for (gsize i = tag & (self->n_slots - 1);; i = (i + 1) & (self->n_slots - 1))
    {
      Slot *slot = &self->slots[i];
      const Name *name;

      if (slot->number == 0)
        return slot;
      if (slot->tag != tag)
        continue;
      name = get_at (self, slot->number);
      if (name->hash == key->hash && name->check == key->check)
        return slot;
    }
}

static void
grow (PursuitImportKeys *self)
{
  g_autofree Slot *old = self->slots;
  gsize n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].number != 0)
      {
        gsize at = old[i].tag & (self->n_slots - 1);

        while (self->slots[at].number != 0)
          at = (at + 1) & (self->n_slots - 1);
        self->slots[at] = old[i];
      }
}

/**
 * pursuit_import_keys_add:
 * @self: a table
 * @key: what the record is known by
 * @name: its name as it is spelt
 * @id: the record
 *
 * Adds a record behind those that have the same key.
 */
void
pursuit_import_keys_add (PursuitImportKeys      *self,
                         const PursuitImportKey *key,
                         const char             *name,
                         gint64                  id)
{
  const PursuitImportKey spelt = pursuit_import_keys_make (self, 0, name);
  const Name fresh = { key->hash, id, key->check, (guint32) spelt.hash, 0, self->names->len + 1 };
  Slot *slot = find_slot (self, key);
  Name *first;

  g_array_append_val (self->names, fresh);
  first = get_at (self, slot->number);
  if (first != NULL)
    {
      get_at (self, first->last)->next = self->names->len;
      first->last = self->names->len;
      return;
    }

  *slot = (Slot) { self->names->len, (guint32) key->hash };
  if (++self->n_chains * 2 > self->n_slots)
    grow (self);
}

/**
 * pursuit_import_keys_remove:
 * @self: a table
 * @key: what the record is known by
 * @id: the record
 *
 * Forgets a record; one that is not there is no mistake.
 */
void
pursuit_import_keys_remove (PursuitImportKeys      *self,
                            const PursuitImportKey *key,
                            gint64                  id)
{
  for (Name *name = get_at (self, find_slot (self, key)->number); name != NULL; name = get_at (self, name->next))
    if (name->id == id)
      name->id = 0;
}

/**
 * pursuit_import_keys_find:
 * @self: a table
 * @key: what is looked for
 * @name: the same as it was spelt
 * @func: (scope call): told of each record that has the key, oldest first
 * @user_data: for @func
 */
void
pursuit_import_keys_find (PursuitImportKeys      *self,
                          const PursuitImportKey *key,
                          const char             *name,
                          PursuitImportKeyFunc    func,
                          gpointer                user_data)
{
  guint32 number = find_slot (self, key)->number;
  guint32 spelling = number != 0 ? (guint32) pursuit_import_keys_make (self, 0, name).hash : 0;

  while (number != 0)
    {
      const Name *found = get_at (self, number);

      number = found->next;
      if (found->id != 0 && !func (found->id, found->spelling == spelling, user_data))
        break;
    }
}
