/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-index-private.h"

/*
 * PursuitNameIndex holds in memory what everything can be found by: one packed text after the other, and beside each the marks
 * that say what it cannot contain (see pursuit-name-index-private.h). It belongs to one thread at a time.
 *
 *   put, remove ──▶ shelves, one a kind, by id ──▶ find (the best few, in order), match (all of one kind)
 *
 * What is removed stays behind as a dead entry, what is replaced leaves its old text unused; when there is too much of
 * either, it is cleared away.
 */

/**
 * pursuit_name_index_new:
 *
 * Returns: (transfer full): an index without entries
 */
PursuitNameIndex *
pursuit_name_index_new (void)
{
  PursuitNameIndex *self = g_new0 (PursuitNameIndex, 1);

  self->owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->owner_places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

static void
clear_shelf (PursuitNameShelf *shelf)
{
  g_free (shelf->ids);
  g_free (shelf->letters);
  g_free (shelf->pairs);
  g_free (shelf->grams);
  g_free (shelf->syllables);
  g_free (shelf->initials);
  g_free (shelf->starts);
  g_free (shelf->heads);
  g_free (shelf->places);
  g_free (shelf->facts);
}

/**
 * pursuit_name_index_free:
 * @self: (transfer full): an index
 */
void
pursuit_name_index_free (PursuitNameIndex *self)
{
  for (guint i = 0; i < PURSUIT_NAME_N_KINDS; i++)
    clear_shelf (&self->shelves[i]);
  g_free (self->texts);
  g_array_unref (self->owners);
  g_hash_table_unref (self->owner_places);
  g_free (self);
}

/* The place of an owner in the list of those that occur. */
guint
pursuit_name_index_find_owner (PursuitNameIndex *self,
                               gint64            owner_id)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (self->owner_places, &owner_id, NULL, &place))
    {
      place = GUINT_TO_POINTER (self->owners->len);
      g_array_append_val (self->owners, owner_id);
      g_hash_table_insert (self->owner_places, g_memdup2 (&owner_id, sizeof owner_id), place);
    }

  return GPOINTER_TO_UINT (place);
}

void
pursuit_name_shelf_reserve (PursuitNameShelf *self,
                            guint             n)
{
  self->n_allocated = n;
  self->ids = g_renew (gint64, self->ids, n);
  self->letters = g_renew (guint64, self->letters, n);
  self->pairs = g_renew (guint64, self->pairs, n);
  self->grams = g_renew (guint64, self->grams, n);
  self->syllables = g_renew (guint32, self->syllables, n);
  self->initials = g_renew (guint32, self->initials, n);
  self->starts = g_renew (guint32, self->starts, n);
  self->heads = g_renew (guint32, self->heads, n);
  self->places = g_renew (guint32, self->places, n);
  self->facts = g_renew (PursuitNameFacts, self->facts, n);
}

static void
move_entries (PursuitNameShelf *shelf,
              guint             to,
              guint             from,
              guint             n)
{
  memmove (shelf->ids + to, shelf->ids + from, n * sizeof *shelf->ids);
  memmove (shelf->letters + to, shelf->letters + from, n * sizeof *shelf->letters);
  memmove (shelf->pairs + to, shelf->pairs + from, n * sizeof *shelf->pairs);
  memmove (shelf->grams + to, shelf->grams + from, n * sizeof *shelf->grams);
  memmove (shelf->syllables + to, shelf->syllables + from, n * sizeof *shelf->syllables);
  memmove (shelf->initials + to, shelf->initials + from, n * sizeof *shelf->initials);
  memmove (shelf->starts + to, shelf->starts + from, n * sizeof *shelf->starts);
  memmove (shelf->heads + to, shelf->heads + from, n * sizeof *shelf->heads);
  memmove (shelf->places + to, shelf->places + from, n * sizeof *shelf->places);
  memmove (shelf->facts + to, shelf->facts + from, n * sizeof *shelf->facts);
}

/* Where @id is, dead or alive, or where it belongs. */
gboolean
pursuit_name_shelf_find (const PursuitNameShelf *self,
                         gint64                  id,
                         guint                  *out_place)
{
  guint from = 0;
  guint to = self->n;

  /* what is new comes last */
  if (self->n > 0 && self->ids[self->n - 1] < id)
    from = self->n;
  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (self->ids[middle] < id)
        from = middle + 1;
      else
        to = middle;
    }

  *out_place = from;
  return from < self->n && self->ids[from] == id;
}

static void
open_gap (PursuitNameShelf *shelf,
          guint             place)
{
  if (shelf->n == shelf->n_allocated)
    pursuit_name_shelf_reserve (shelf, shelf->n + shelf->n / 4 + 64);
  move_entries (shelf, place + 1, place, shelf->n - place);
  shelf->n++;
}

static void
set_marks (PursuitNameShelf       *shelf,
           guint                   place,
           const PursuitNameMarks *marks)
{
  shelf->letters[place] = marks->letters;
  shelf->pairs[place] = marks->pairs;
  shelf->grams[place] = marks->grams;
  shelf->syllables[place] = marks->syllables;
  shelf->initials[place] = marks->initials;
  shelf->starts[place] = marks->starts;
  shelf->heads[place] = marks->head;
}

static void
leave_text (PursuitNameIndex *self,
            guint32           place)
{
  self->texts_unused += pursuit_name_index_get_text (self, place).length + sizeof (PursuitNameLengths) + 1;
}

/* What nobody can find stays where it is. */
static void
bury (PursuitNameIndex *self,
      PursuitNameShelf *shelf,
      guint             place)
{
  static const PursuitNameMarks none = { 0 };

  leave_text (self, shelf->places[place]);
  set_marks (shelf, place, &none);
  shelf->facts[place].is_alive = FALSE;
  shelf->n_dead++;
}

static guint32
keep_text (PursuitNameIndex *self,
           const char       *text,
           gsize             length,
           gsize             name_length)
{
  const PursuitNameLengths lengths = { (guint16) length, (guint16) name_length };
  gsize place = self->texts_length;
  gsize needed = place + sizeof lengths + length + 1;

  if (needed > self->texts_allocated)
    {
      self->texts_allocated = needed + needed / 4 + 1024;
      self->texts = g_realloc (self->texts, self->texts_allocated);
    }
  memcpy (self->texts + place, &lengths, sizeof lengths);
  memcpy (self->texts + place + sizeof lengths, text, length);
  self->texts[needed - 1] = '\0';
  self->texts_length = needed;

  return (guint32) place;
}

/* How much of @text is kept: whole characters of it. */
static gsize
get_kept_length (const char *text)
{
  gsize length = strlen (text);

  if (length <= PURSUIT_NAME_LONGEST_TEXT)
    return length;

  return (gsize) (g_utf8_find_prev_char (text, text + PURSUIT_NAME_LONGEST_TEXT + 1) - text);
}

/* Texts in the order of their entries, none unused, no entry dead. */
static void
clear_away (PursuitNameIndex *self)
{
  g_autofree char *old = g_steal_pointer (&self->texts);

  self->texts_allocated = self->texts_length - self->texts_unused;
  self->texts = g_malloc (MAX (self->texts_allocated, 1));
  self->texts_length = self->texts_unused = 0;
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    {
      PursuitNameShelf *shelf = &self->shelves[kind];
      guint n = 0;

      for (guint i = 0; i < shelf->n; i++)
        {
          PursuitNameLengths lengths;

          if (!shelf->facts[i].is_alive)
            continue;
          memcpy (&lengths, old + shelf->places[i], sizeof lengths);
          shelf->places[i] = keep_text (self, old + shelf->places[i] + sizeof lengths, lengths.length, lengths.name_length);
          if (n != i)
            move_entries (shelf, n, i, 1);
          n++;
        }
      shelf->n = n;
      shelf->n_dead = 0;
    }
}

static void
clear_away_if_needed (PursuitNameIndex *self)
{
  guint n = 0;
  guint n_dead = 0;

  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    {
      n += self->shelves[kind].n;
      n_dead += self->shelves[kind].n_dead;
    }
  if ((self->texts_unused > 64 * 1024 && self->texts_unused > self->texts_length / 3) || (n_dead > 1000 && n_dead > n / 3))
    clear_away (self);
}

/**
 * pursuit_name_index_put:
 * @self: an index
 * @entry: what it is to hold from now on, copied
 *
 * Adds an entry, in place of the one with the same kind and id.
 */
void
pursuit_name_index_put (PursuitNameIndex       *self,
                        const PursuitNameEntry *entry)
{
  PursuitNameShelf *shelf = &self->shelves[entry->kind];
  gsize length = get_kept_length (entry->text);
  gsize name_length = MIN (entry->name_length, length);
  PursuitNameMarks marks;
  guint place;

  g_return_if_fail (entry->kind < PURSUIT_NAME_N_KINDS);

  if (self->texts_length + length > PURSUIT_NAME_MOST_TEXTS)
    return;
  if (!pursuit_name_shelf_find (shelf, entry->id, &place))
    open_gap (shelf, place);
  else if (shelf->facts[place].is_alive)
    leave_text (self, shelf->places[place]);
  else
    shelf->n_dead--;

  pursuit_name_marks_make (entry->text, length, name_length, &marks);
  set_marks (shelf, place, &marks);
  shelf->ids[place] = entry->id;
  shelf->places[place] = keep_text (self, entry->text, length, name_length);
  shelf->facts[place] = (PursuitNameFacts) {
    .owner = pursuit_name_index_find_owner (self, entry->owner_id),
    .day = (guint16) MIN (entry->day, G_MAXUINT16),
    .n_chars = (guint8) MIN (g_utf8_strlen (entry->text, (gssize) name_length), 255),
    .is_alive = TRUE,
  };
  clear_away_if_needed (self);
}

/**
 * pursuit_name_index_remove:
 * @self: an index
 * @kind: a kind
 * @id: which one
 *
 * Returns: %TRUE when there was such an entry
 */
gboolean
pursuit_name_index_remove (PursuitNameIndex *self,
                           PursuitNameKind   kind,
                           gint64            id)
{
  PursuitNameShelf *shelf = &self->shelves[kind];
  guint place;

  if (!pursuit_name_shelf_find (shelf, id, &place) || !shelf->facts[place].is_alive)
    return FALSE;

  bury (self, shelf, place);
  clear_away_if_needed (self);
  return TRUE;
}

/**
 * pursuit_name_index_settle:
 * @self: an index that was just filled
 *
 * Gives back the memory that was set aside for more entries.
 */
void
pursuit_name_index_settle (PursuitNameIndex *self)
{
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    pursuit_name_shelf_reserve (&self->shelves[kind], self->shelves[kind].n);
  self->texts_allocated = self->texts_length;
  self->texts = g_realloc (self->texts, MAX (self->texts_allocated, 1));
}

/**
 * pursuit_name_index_look_up:
 * @self: an index
 * @kind: a kind
 * @id: which one
 * @out_entry: (out): the entry, its text lent until the index changes
 *
 * Returns: %TRUE when there is such an entry
 */
gboolean
pursuit_name_index_look_up (PursuitNameIndex *self,
                            PursuitNameKind   kind,
                            gint64            id,
                            PursuitNameEntry *out_entry)
{
  const PursuitNameShelf *shelf = &self->shelves[kind];
  PursuitNameText text;
  guint place;

  if (!pursuit_name_shelf_find (shelf, id, &place) || !shelf->facts[place].is_alive)
    return FALSE;

  text = pursuit_name_index_get_text (self, shelf->places[place]);
  *out_entry = (PursuitNameEntry) {
    .kind = kind,
    .id = id,
    .owner_id = g_array_index (self->owners, gint64, shelf->facts[place].owner),
    .day = shelf->facts[place].day,
    .text = text.text,
    .name_length = text.name_length,
  };
  return TRUE;
}

/**
 * pursuit_name_index_count:
 * @self: an index
 * @kind: a kind
 *
 * Returns: how many entries of that kind it has
 */
guint
pursuit_name_index_count (PursuitNameIndex *self,
                          PursuitNameKind   kind)
{
  return self->shelves[kind].n - self->shelves[kind].n_dead;
}

/**
 * pursuit_name_index_get_size:
 * @self: an index
 *
 * Returns: how many bytes it takes
 */
gsize
pursuit_name_index_get_size (PursuitNameIndex *self)
{
  const gsize each = 4 * sizeof (guint64) + 5 * sizeof (guint32) + sizeof (PursuitNameFacts);
  gsize size = self->texts_allocated + sizeof *self;

  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    size += self->shelves[kind].n_allocated * each;

  return size;
}
