/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-heap-private.h"
#include "pursuit-name-word-private.h"

#include "pursuit-text.h"

#include <stdlib.h>

/*
 * Finding: the marks of all entries are looked at, the texts of few.
 *
 *   chunk ─▶ sieve: might it have the word? ─▶ weigh: could it come before the worst of the hits so far? ─▶ look into the text
 *
 * What cannot is not looked into, however well it may match: of a million entries that match, nearly all are passed over so.
 */

#define MOST_HITS 1000

/* Searching so many takes longer than beginning a thread. */
#define MANY_ENTRIES 20000

/* Their texts are on the way from memory while the others are weighed. */
#define BATCH 64

/* The order of hits, most weighty first: where, whether as typed, how recent, whose, how long, what, which. */
#define WHERE_SHIFT 56
#define WAY_SHIFT 55
#define RECENT_SHIFT 46
#define OWN_SHIFT 45
#define LENGTH_SHIFT 36
#define KIND_SHIFT 32

/* What was opened lately comes before what was contacted lately. */
#define MOST_OPENED 256
#define NEVER 17

typedef struct
{
  PursuitNameIndex *index;
  const PursuitNameQuestion *question;
  GPtrArray *words;
  PursuitNameWord *joined;      /* all words as one number, or NULL */
  char *whole;                  /* what was typed, folded */
  gsize whole_length;
  guint n_chars;
  guint32 heads;                /* marks of the first characters of the words */
  guint32 starts;
  guint8 *owners[PURSUIT_NAME_N_KINDS]; /* MAY_SEE and OWN for each owner */
  guint16 *recency;             /* of each day */
  PursuitNameHeap heaps[PURSUIT_NAME_N_KINDS];     /* the first of them for all, unless each kind has its own */
  PursuitNameHeap *heap;        /* of the kind that is looked at */
} Search;

enum
{
  MAY_SEE = 1 << 0,
  OWN = 1 << 1,
};

/* The best place of any word; nowhere unless all are there. */
static PursuitNameWhere
find_words (const Search           *search,
            const PursuitNameShelf *shelf,
            guint                   entry,
            const PursuitNameText  *text,
            PursuitNameWhere        needed,
            gboolean               *out_literal)
{
  PursuitNameWhere best = PURSUIT_NAME_NOWHERE;

  /* one word at a good place is enough, the others may stand anywhere */
  if (search->words->len > 1)
    needed = PURSUIT_NAME_INSIDE;
  *out_literal = TRUE;
  for (guint i = 0; i < search->words->len; i++)
    {
      const PursuitNameWord *word = g_ptr_array_index (search->words, i);
      PursuitNameWays way;
      PursuitNameWhere where = pursuit_name_word_look (word, text, pursuit_name_get_ways (shelf, entry, word), needed, &way);

      if (where == PURSUIT_NAME_NOWHERE)
        {
          best = where;
          break;
        }
      /* a word alone is not the whole of what was typed */
      best = MIN (best, search->words->len > 1 ? MAX (where, PURSUIT_NAME_PREFIX) : where);
      *out_literal &= way == PURSUIT_NAME_LITERAL;
    }
  if (best == PURSUIT_NAME_NOWHERE && search->joined != NULL && pursuit_name_word_dial (search->joined, text))
    {
      *out_literal = FALSE;
      return PURSUIT_NAME_INSIDE;
    }
  if (best == PURSUIT_NAME_PREFIX && search->words->len > 1 && text->name_length == search->whole_length &&
      memcmp (text->text, search->whole, search->whole_length) == 0)
    best = PURSUIT_NAME_WHOLE;

  return best;
}

/* The way in which all words might be there at best: as they were typed, or some of them otherwise; 0 for not at all. */
static inline guint
get_best_way (const Search           *search,
              const PursuitNameShelf *shelf,
              guint                   i)
{
  guint all = PURSUIT_NAME_LITERAL;

  for (guint k = 0; k < search->words->len; k++)
    {
      guint ways = pursuit_name_get_ways (shelf, i, g_ptr_array_index (search->words, k));

      if (ways == 0)
        return search->joined != NULL ? pursuit_name_get_ways (shelf, i, search->joined) & PURSUIT_NAME_DIGITS : 0;
      if ((ways & PURSUIT_NAME_LITERAL) == 0)
        all = ways;
    }

  return all;
}

/* No better place than this is possible. */
static inline PursuitNameWhere
get_best_where (const Search           *search,
                const PursuitNameShelf *shelf,
                guint                   i)
{
  if ((search->heads & shelf->heads[i]) != 0)
    return shelf->facts[i].n_chars <= search->n_chars || shelf->facts[i].n_chars == 255 ||
           (shelf->heads[i] & PURSUIT_NAME_SPACED) != 0 ? PURSUIT_NAME_WHOLE : PURSUIT_NAME_PREFIX;

  return (search->starts & shelf->starts[i]) != 0 ? PURSUIT_NAME_WORD_START : PURSUIT_NAME_INSIDE;
}

/* A week, two, four ... are one step each. */
static guint
get_recency (guint today,
             guint day)
{
  if (day == 0)
    return NEVER;
  if (day >= today)
    return 0;

  return MIN ((guint) g_bit_storage ((today - day) / 7), NEVER - 1);
}

static inline guint64
get_key (const Search           *search,
         PursuitNameKind         kind,
         guint                   i,
         guint                   recency)
{
  const PursuitNameFacts *facts = &search->index->shelves[kind].facts[i];
  gboolean is_own = (search->owners[kind][facts->owner] & OWN) != 0;

  return (guint64) recency << RECENT_SHIFT | (guint64) !is_own << OWN_SHIFT | (guint64) facts->n_chars << LENGTH_SHIFT |
         (guint64) kind << KIND_SHIFT | i;
}

/* The worst place that would still make it a hit. */
static PursuitNameWhere
get_needed (const Search *search,
            guint64       key)
{
  PursuitNameWhere needed = PURSUIT_NAME_INSIDE;

  while (needed > PURSUIT_NAME_WHOLE && !pursuit_name_heap_takes (search->heap, key | (guint64) needed << WHERE_SHIFT))
    needed--;

  return needed;
}

static void
look_into (Search          *search,
           PursuitNameKind  kind,
           guint            i,
           guint64          key)
{
  const PursuitNameShelf *shelf = &search->index->shelves[kind];
  PursuitNameText text = pursuit_name_index_get_text (search->index, shelf->places[i]);
  gboolean is_literal;
  PursuitNameWhere where = find_words (search, shelf, i, &text, get_needed (search, key), &is_literal);

  if (where != PURSUIT_NAME_NOWHERE)
    pursuit_name_heap_add (search->heap, key | (guint64) where << WHERE_SHIFT | (guint64) !is_literal << WAY_SHIFT);
}

static void
choose_heap (Search          *search,
             PursuitNameKind  kind)
{
  search->heap = &search->heaps[search->question->each ? kind : 0];
}

/* What was opened lately is looked at first, and not again. */
static guint
get_opened (const Search    *search,
            PursuitNameKind  kind,
            gint64           id)
{
  const PursuitNameQuestion *question = search->question;
  guint n = MIN (question->n_recent, MOST_OPENED);

  for (guint i = 0; i < n; i++)
    if (question->recent[i].kind == kind && question->recent[i].id == id)
      return i;

  return MOST_OPENED;
}

/**
 * pursuit_name_ref_compare:
 * @a: something that has a name
 * @b: another
 *
 * Returns: by kind and id which comes first, as for a comparison function
 */
int
pursuit_name_ref_compare (const PursuitNameRef *a,
                          const PursuitNameRef *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;

  return a->id < b->id ? -1 : a->id > b->id;
}

static int
compare_refs (const void *a,
              const void *b)
{
  return pursuit_name_ref_compare (a, b);
}

static gboolean
is_beside (const Search    *search,
           PursuitNameKind  kind,
           gint64           id)
{
  const PursuitNameQuestion *question = search->question;
  const PursuitNameRef ref = { kind, id };

  return question->n_beside > 0 && bsearch (&ref, question->beside, question->n_beside, sizeof ref, compare_refs) != NULL;
}

static void
search_opened (Search *search)
{
  const PursuitNameQuestion *question = search->question;
  guint n = MIN (question->n_recent, MOST_OPENED);

  for (guint i = 0; i < n; i++)
    {
      PursuitNameKind kind = question->recent[i].kind;
      PursuitNameShelf *shelf;
      guint place;

      if (kind >= PURSUIT_NAME_N_KINDS || (question->kinds & (1u << kind)) == 0 ||
          get_opened (search, kind, question->recent[i].id) != i)
        continue;
      shelf = &search->index->shelves[kind];
      choose_heap (search, kind);
      if (pursuit_name_shelf_find (shelf, question->recent[i].id, &place) && shelf->facts[place].is_alive &&
          ((search->owners[kind][shelf->facts[place].owner] & MAY_SEE) != 0 || is_beside (search, kind, question->recent[i].id)))
        look_into (search, kind, place, get_key (search, kind, place, i));
    }
}

/* What may be seen whoever owns it is looked into one by one, so that the shelves need to know nothing but owners. */
static void
search_beside (Search *search)
{
  const PursuitNameQuestion *question = search->question;

  for (guint i = 0; i < question->n_beside; i++)
    {
      const PursuitNameRef *ref = &question->beside[i];
      PursuitNameShelf *shelf;
      guint place;

      if (ref->kind >= PURSUIT_NAME_N_KINDS || (question->kinds & (1u << ref->kind)) == 0 ||
          get_opened (search, ref->kind, ref->id) != MOST_OPENED)
        continue;
      shelf = &search->index->shelves[ref->kind];
      choose_heap (search, ref->kind);
      if (pursuit_name_shelf_find (shelf, ref->id, &place) && shelf->facts[place].is_alive &&
          (search->owners[ref->kind][shelf->facts[place].owner] & MAY_SEE) == 0)
        look_into (search, ref->kind, place, get_key (search, ref->kind, place, search->recency[shelf->facts[place].day]));
    }
}

/* An entry whose text is worth a look. */
typedef struct
{
  guint32 place;
  guint64 key;
  guint64 best_key;     /* with the best place that is possible */
} Hopeful;

/* Whether an entry may be a hit, and how good a one; the marks last, because they decide most seldom. */
static inline gboolean
weigh (const Search    *search,
       PursuitNameKind  kind,
       guint            i,
       Hopeful         *out_hopeful)
{
  const PursuitNameShelf *shelf = &search->index->shelves[kind];
  const PursuitNameFacts *facts = &shelf->facts[i];
  guint64 where = (guint64) get_best_where (search, shelf, i) << WHERE_SHIFT;
  guint way;

  out_hopeful->place = i;
  out_hopeful->key = get_key (search, kind, i, search->recency[facts->day]);
  out_hopeful->best_key = out_hopeful->key | where;
  if (!pursuit_name_heap_takes (search->heap, out_hopeful->best_key) || !facts->is_alive || (search->owners[kind][facts->owner] & MAY_SEE) == 0 ||
      (way = get_best_way (search, shelf, i)) == 0)
    return FALSE;

  if (way != PURSUIT_NAME_LITERAL)
    {
      out_hopeful->key |= (guint64) 1 << WAY_SHIFT;
      out_hopeful->best_key |= (guint64) 1 << WAY_SHIFT;
    }
  return pursuit_name_heap_takes (search->heap, out_hopeful->best_key);
}

static void
search_batch (Search          *search,
              PursuitNameKind  kind,
              const guint32   *places,
              guint            n)
{
  const PursuitNameShelf *shelf = &search->index->shelves[kind];
  Hopeful hopeful[BATCH];
  guint n_hopeful = 0;

  for (guint i = 0; i < n; i++)
    if (weigh (search, kind, places[i], &hopeful[n_hopeful]))
      {
        __builtin_prefetch (search->index->texts + shelf->places[places[i]]);
        n_hopeful++;
      }

  for (guint i = 0; i < n_hopeful; i++)
    if (pursuit_name_heap_takes (search->heap, hopeful[i].best_key) &&
        (search->question->n_recent == 0 || get_opened (search, kind, shelf->ids[hopeful[i].place]) == MOST_OPENED))
      look_into (search, kind, hopeful[i].place, hopeful[i].key);
}

static void
search_chunk (Search          *search,
              PursuitNameKind  kind,
              guint            from,
              guint            to)
{
  guint32 places[PURSUIT_NAME_CHUNK];
  guint n;

  /* numbers that may be one are not in the marks of the first */
  if (search->joined == NULL)
    n = pursuit_name_sieve (&search->index->shelves[kind], g_ptr_array_index (search->words, 0), from, to, places);
  else
    for (n = 0; n < to - from; n++)
      places[n] = from + n;

  for (guint i = 0; i < n; i += BATCH)
    search_batch (search, kind, places + i, MIN (n - i, BATCH));
}

static gboolean
search_shelf (Search           *search,
              PursuitNameKind   kind,
              GCancellable     *cancellable,
              GError          **error)
{
  guint n = search->index->shelves[kind].n;

  choose_heap (search, kind);
  for (guint from = 0; from < n; from += PURSUIT_NAME_CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      search_chunk (search, kind, from, MIN (from + PURSUIT_NAME_CHUNK, n));
    }

  return TRUE;
}

/* One shelf that is searched beside the others, on a thread and with a heap of its own. */
typedef struct
{
  Search search;
  PursuitNameKind kind;
  GCancellable *cancellable;
  GError *error;
} Part;

static gpointer
search_part (gpointer data)
{
  Part *part = data;

  return GINT_TO_POINTER (search_shelf (&part->search, part->kind, part->cancellable, &part->error));
}

static gboolean
is_asked (const Search    *search,
          PursuitNameKind  kind)
{
  return (search->question->kinds & (1u << kind)) != 0;
}

/* The kind that takes longest, if it is worth a thread; none where all share a heap, because what the others found leaves out
 * most of it. */
static PursuitNameKind
choose_part (const Search *search)
{
  PursuitNameKind chosen = PURSUIT_NAME_N_KINDS;
  guint n = MANY_ENTRIES;

  for (guint kind = 0; search->question->each && kind < PURSUIT_NAME_N_KINDS; kind++)
    if (is_asked (search, kind) && search->index->shelves[kind].n >= n)
      {
        chosen = (PursuitNameKind) kind;
        n = search->index->shelves[kind].n;
      }

  return chosen;
}

static gboolean
search_shelves (Search        *search,
                GCancellable  *cancellable,
                GError       **error)
{
  Part part = { *search, choose_part (search), cancellable, NULL };
  GThread *thread = part.kind < PURSUIT_NAME_N_KINDS ? g_thread_try_new ("names", search_part, &part, NULL) : NULL;
  gboolean ok = TRUE;

  for (guint kind = 0; ok && kind < PURSUIT_NAME_N_KINDS; kind++)
    if (is_asked (search, kind) && (thread == NULL || kind != part.kind))
      ok = search_shelf (search, (PursuitNameKind) kind, cancellable, error);
  if (thread == NULL)
    return ok;

  if (!GPOINTER_TO_INT (g_thread_join (thread)) && ok)
    {
      g_propagate_error (error, g_steal_pointer (&part.error));
      ok = FALSE;
    }
  g_clear_error (&part.error);
  search->heaps[part.kind] = part.search.heaps[part.kind];
  return ok;
}

static void
ask_owners (Search          *search,
            PursuitNameKind  kind)
{
  const PursuitNameQuestion *question = search->question;
  GArray *owners = search->index->owners;

  search->owners[kind] = g_malloc0 (MAX (owners->len, 1));
  for (guint i = 0; i < owners->len; i++)
    {
      gint64 id = g_array_index (owners, gint64, i);

      if (question->may_see == NULL || question->may_see (kind, id, question->data))
        search->owners[kind][i] |= MAY_SEE;
      if (id != 0 && id == question->own_id)
        search->owners[kind][i] |= OWN;
    }
}

static void
begin_search (Search                    *search,
              PursuitNameIndex          *index,
              const PursuitNameQuestion *question)
{
  *search = (Search) { .index = index, .question = question };
  search->whole = pursuit_text_fold (question->words);
  search->whole_length = strlen (search->whole);
  search->n_chars = (guint) g_utf8_strlen (search->whole, -1);
  search->words = pursuit_name_words_new (search->whole);
  search->joined = pursuit_name_words_join (search->words);
  for (guint i = 0; i < PURSUIT_NAME_N_KINDS; i++)
    pursuit_name_heap_init (&search->heaps[i], CLAMP (question->limit, 1, MOST_HITS));
  for (guint i = 0; i < search->words->len; i++)
    {
      search->heads |= ((PursuitNameWord *) search->words->pdata[i])->head;
      search->starts |= ((PursuitNameWord *) search->words->pdata[i])->start;
    }
  search->recency = g_new (guint16, G_MAXUINT16 + 1);
  for (guint day = 0; day <= G_MAXUINT16; day++)
    search->recency[day] = (guint16) (MOST_OPENED + get_recency (question->today, day));
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    if ((question->kinds & (1u << kind)) != 0)
      ask_owners (search, (PursuitNameKind) kind);
}

static void
end_search (Search *search)
{
  g_free (search->whole);
  g_free (search->recency);
  g_ptr_array_unref (search->words);
  g_clear_pointer (&search->joined, pursuit_name_word_free);
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    {
      g_free (search->owners[kind]);
      pursuit_name_heap_clear (&search->heaps[kind]);
    }
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  guint64 first = ((const PursuitNameHit *) a)->key;
  guint64 second = ((const PursuitNameHit *) b)->key;

  return first < second ? -1 : first > second;
}

static GArray *
take_hits (Search *search)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (PursuitNameHit));

  for (guint h = 0; h < PURSUIT_NAME_N_KINDS; h++)
    for (guint i = 0; i < search->heaps[h].n; i++)
      {
        guint64 key = search->heaps[h].keys[i];
        PursuitNameKind kind = (PursuitNameKind) (key >> KIND_SHIFT & 0xf);
        PursuitNameHit hit = {
          .ref = { kind, search->index->shelves[kind].ids[key & G_MAXUINT32] },
          .is_literal = (key >> WAY_SHIFT & 1) == 0,
          .key = key,
        };

        g_array_append_val (hits, hit);
      }
  g_array_sort (hits, compare_hits);

  return hits;
}

/**
 * pursuit_name_index_find:
 * @self: an index
 * @question: what is looked for
 * @cancellable: (nullable): ends the search
 * @error: return location
 *
 * Finds what contains all words, as they stand, as pinyin or as numbers. First comes what is called so, then what begins so,
 * then what has a word that begins so; among these what stands there as typed, what was opened or contacted lately, what is
 * one's own, what has a shorter name. No words find nothing.
 *
 * Fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type PursuitNameHit): the best first
 */
GArray *
pursuit_name_index_find (PursuitNameIndex           *self,
                         const PursuitNameQuestion  *question,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  GArray *hits = NULL;
  gboolean ok = TRUE;
  Search search;

  begin_search (&search, self, question);
  if (search.words->len > 0 && question->limit > 0)
    {
      search_opened (&search);
      search_beside (&search);
      ok = search_shelves (&search, cancellable, error);
    }
  if (ok)
    hits = take_hits (&search);
  end_search (&search);

  return hits;
}
