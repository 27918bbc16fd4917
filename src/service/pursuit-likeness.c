/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-likeness.h"

#include <string.h>

#include "pursuit-customer.h"
#include "pursuit-duplicate-keys.h"
#include "pursuit-import-keys.h"
#include "pursuit-name-lookups.h"

/* Shorter names that differ in one character are most likely two companies. */
#define SHORTEST 8
#define LONGEST 40
/* A key that so many share says nothing about two of them. */
#define MOST_SHARERS 12
/* Beside the kinds of keys, for the numbers of cut names. */
#define CUT_NAME 100

/* Names that differ in one of these differ on purpose: the first and the second works, the east and the west. */
static const char telling[] = "0123456789一二三四五六七八九十东西南北中新老上下左右大小甲乙丙丁";

/* By so many bits of their numbers cut names are found at once. */
#define START_BITS 16

/* A name with one character left out, as a number. */
typedef struct
{
  guint64 hash;
  gint64 id;
} Cut;

/*
 * PursuitLikeness: which records a new one may mean (DOS-6), for many at once. Everything is read once and kept as keys
 * of some 60 bytes each, as pursuit_duplicate_keys_foreach() tells them; and of long names, in 16 bytes each, every form with one
 * character left out, since two names that differ in a single character have one of these in common.
 */
struct _PursuitLikeness
{
  PursuitImportKeys *keys;
  GArray *cuts;         /* Cut, in the order of their numbers */
  guint *starts;        /* where those begin whose numbers begin alike */
  guint n_records;
  guint most_similar;
};

static void
add_key (PursuitLikeness *self,
         int              kind,
         const char      *text,
         gint64           id)
{
  const PursuitImportKey key = pursuit_import_keys_make (self->keys, kind, text);

  pursuit_import_keys_add (self->keys, &key, "", id);
}

typedef struct
{
  PursuitLikeness *self;
  gint64 id;
} Adder;

static gboolean
add_key_cb (PursuitDuplicateKind  kind,
            const char           *key,
            gpointer              user_data)
{
  const Adder *adder = user_data;

  add_key (adder->self, (int) kind, key, adder->id);
  return TRUE;
}

static gboolean
is_telling (const char *name,
            const char *at)
{
  const char *before = g_utf8_find_prev_char (name, at);
  const char *after = g_utf8_next_char (at);

  /* A letter alone, as in “B 厂”, is as good as a number. */
  if (g_ascii_isalpha (*at))
    return (before == NULL || !g_ascii_isalpha (*before)) && !g_ascii_isalpha (*after);

  return g_utf8_strchr (telling, -1, g_utf8_get_char (at)) != NULL;
}

/* Each form of a long name with one character left out that does not tell it from others; @func gets one after the other. */
static void
foreach_cut (const char *name,
             void      (*func) (const char *cut,
                                gpointer    user_data),
             gpointer    user_data)
{
  glong n = g_utf8_strlen (name, -1);
  g_autoptr(GString) cut = g_string_new (NULL);

  if (n < SHORTEST || n > LONGEST)
    return;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_telling (name, p))
        continue;
      g_string_truncate (cut, 0);
      g_string_append_len (cut, name, p - name);
      g_string_append (cut, g_utf8_next_char (p));
      func (cut->str, user_data);
    }
}

static void
add_cut (const char *cut,
         gpointer    user_data)
{
  const Adder *adder = user_data;
  const Cut fresh = { pursuit_import_keys_make (adder->self->keys, CUT_NAME, cut).hash, adder->id };

  g_array_append_val (adder->self->cuts, fresh);
}

static int
compare_cuts (gconstpointer a,
              gconstpointer b)
{
  const Cut *first = a;
  const Cut *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* A customer that only stands for none is nobody to be mistaken for. */
static gboolean
add_record (PursuitRecord *record,
            gpointer       user_data)
{
  const Adder adder = { user_data, record->id };

  if (PURSUIT_IS_CUSTOMER (record) && PURSUIT_CUSTOMER (record)->placeholder)
    return TRUE;
  pursuit_duplicate_keys_foreach (record, add_key_cb, (gpointer) &adder);
  if (++adder.self->n_records > adder.self->most_similar)
    g_array_set_size (adder.self->cuts, 0);
  else if (PURSUIT_IS_CUSTOMER (record) && pursuit_record_get_name_key (record) != NULL)
    {
      add_cut (pursuit_record_get_name_key (record), (gpointer) &adder);
      foreach_cut (pursuit_record_get_name_key (record), add_cut, (gpointer) &adder);
    }

  return TRUE;
}

static void
sort_cuts (PursuitLikeness *self)
{
  guint bucket = 0;

  g_array_sort (self->cuts, compare_cuts);
  self->starts = g_new (guint, (1u << START_BITS) + 1);
  for (guint i = 0; i < self->cuts->len; i++)
    for (; bucket <= g_array_index (self->cuts, Cut, i).hash >> (64 - START_BITS); bucket++)
      self->starts[bucket] = i;
  for (; bucket <= 1u << START_BITS; bucket++)
    self->starts[bucket] = self->cuts->len;
}

/* What keys are made of, and whether it is a customer at all. */
static PursuitFieldMask
get_fields (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  const PursuitField *placeholder = pursuit_record_class_find (PURSUIT_RECORD_CLASS (klass), "placeholder");

  return pursuit_duplicate_keys_fields (PURSUIT_RECORD_CLASS (klass)) |
         (placeholder != NULL ? pursuit_record_class_get_bit (PURSUIT_RECORD_CLASS (klass), placeholder) : 0);
}

/**
 * pursuit_likeness_new:
 * @store: a store
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @most_similar: with more records than these, names are compared as they are: what is similar to one of so many is most likely
 *   none of them; usually %PURSUIT_LIKENESS_MOST_SIMILAR
 * @error: return location
 *
 * Reads all records of a type.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): what they are like
 */
PursuitLikeness *
pursuit_likeness_new (PursuitStore  *store,
                      GType          type,
                      guint          most_similar,
                      GError       **error)
{
  g_autoptr(PursuitLikeness) self = g_new0 (PursuitLikeness, 1);

  self->most_similar = most_similar;
  self->keys = pursuit_import_keys_new ();
  self->cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  if (!pursuit_lookup_all_records (store, type, get_fields (type), add_record, self, error))
    return NULL;
  sort_cuts (self);

  return g_steal_pointer (&self);
}

/**
 * pursuit_likeness_free:
 * @self: (transfer full): likeness
 */
void
pursuit_likeness_free (PursuitLikeness *self)
{
  pursuit_import_keys_free (self->keys);
  g_array_unref (self->cuts);
  g_free (self->starts);
  g_free (self);
}

/**
 * pursuit_likeness_is_empty:
 * @self: likeness
 *
 * Returns: %TRUE when there is nobody to be like
 */
gboolean
pursuit_likeness_is_empty (PursuitLikeness *self)
{
  return self->n_records == 0;
}

/**
 * pursuit_likeness_has_similar:
 * @self: likeness
 *
 * Returns: %TRUE when names that differ in one character are found
 */
gboolean
pursuit_likeness_has_similar (PursuitLikeness *self)
{
  return self->n_records <= self->most_similar;
}

typedef struct
{
  PursuitLikeness *self;
  PursuitLikeFilter filter;
  gpointer user_data;
  guint kind;             /* bit, 0 for a similar name */
  gint64 ids[MOST_SHARERS];   /* who shares the present key */
  guint n_ids;
  PursuitLike found[4 * MOST_SHARERS];
  guint n_found;
} Search;

static gboolean
note_id (gint64   id,
         gboolean exact,
         gpointer user_data)
{
  Search *search = user_data;

  if (search->n_ids == MOST_SHARERS)
    {
      search->n_ids = 0;
      return FALSE;
    }
  for (guint i = 0; i < search->n_ids; i++)
    if (search->ids[i] == id)
      return TRUE;

  search->ids[search->n_ids++] = id;
  return TRUE;
}

static void
note_like (Search *search,
           gint64  id)
{
  guint i = 0;

  if (!search->filter (id, search->user_data))
    return;
  while (i < search->n_found && search->found[i].id != id)
    i++;
  if (i == G_N_ELEMENTS (search->found))
    return;
  if (i == search->n_found)
    search->found[search->n_found++] = (PursuitLike) { id, 0, 0 };
  search->found[i].kinds |= search->kind;
}

static void
look_up (Search     *search,
         int         kind,
         const char *text)
{
  const PursuitImportKey key = pursuit_import_keys_make (search->self->keys, kind, text);

  search->n_ids = 0;
  search->kind = 1u << kind;
  pursuit_import_keys_find (search->self->keys, &key, "", note_id, search);
  for (guint i = 0; i < search->n_ids; i++)
    note_like (search, search->ids[i]);
}

static gboolean
look_up_key_cb (PursuitDuplicateKind  kind,
                const char           *key,
                gpointer              user_data)
{
  look_up (user_data, (int) kind, key);
  return TRUE;
}

/* The first of those with this number, or where it would stand. */
static guint
find_cut (PursuitLikeness *self,
          guint64          hash)
{
  guint first = self->starts[hash >> (64 - START_BITS)];
  guint end = self->starts[(hash >> (64 - START_BITS)) + 1];

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (g_array_index (self->cuts, Cut, middle).hash < hash)
        first = middle + 1;
      else
        end = middle;
    }

  return first;
}

static void
look_up_cut (const char *cut,
             gpointer    user_data)
{
  Search *search = user_data;
  GArray *cuts = search->self->cuts;
  guint64 hash = pursuit_import_keys_make (search->self->keys, CUT_NAME, cut).hash;

  search->kind = 0;
  for (guint i = find_cut (search->self, hash); i < cuts->len && g_array_index (cuts, Cut, i).hash == hash; i++)
    note_like (search, g_array_index (cuts, Cut, i).id);
}

static int
get_score (GType              type,
           const PursuitLike *like)
{
  return like->kinds != 0 ? pursuit_duplicate_score (type, like->kinds) : 1;
}

/**
 * pursuit_likeness_find:
 * @self: likeness
 * @record: a record that is not among those that were read
 * @filter: (scope call): who may be meant
 * @user_data: for @filter
 * @out_like: (out): the likeliest; of equals the oldest
 *
 * Returns: %TRUE when there is one
 */
gboolean
pursuit_likeness_find (PursuitLikeness   *self,
                       PursuitRecord     *record,
                       PursuitLikeFilter  filter,
                       gpointer           user_data,
                       PursuitLike       *out_like)
{
  const char *name = PURSUIT_IS_CUSTOMER (record) ? pursuit_record_get_name_key (record) : NULL;
  Search search = { self, filter, user_data };
  guint best = 0;

  pursuit_duplicate_keys_foreach (record, look_up_key_cb, &search);
  if (search.n_found == 0 && name != NULL && self->cuts->len > 0)
    {
      look_up_cut (name, &search);
      foreach_cut (name, look_up_cut, &search);
    }
  if (search.n_found == 0)
    return FALSE;

  for (guint i = 1; i < search.n_found; i++)
    {
      int score = get_score (G_OBJECT_TYPE (record), &search.found[i]);
      int highest = get_score (G_OBJECT_TYPE (record), &search.found[best]);

      if (score > highest || (score == highest && search.found[i].id < search.found[best].id))
        best = i;
    }

  *out_like = search.found[best];
  if (out_like->kinds == 0)
    out_like->percent = 100 - 100 / (guint) g_utf8_strlen (name, -1);
  return TRUE;
}
