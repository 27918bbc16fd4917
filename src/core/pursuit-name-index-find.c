/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-word-private.h"

#include "pursuit-text.h"

/*
 * Finding: the marks of all entries are looked at, the texts of few. An entry that cannot come before the worst of the hits
 * so far is not looked into, however well it may match: with a million entries that match nearly all are passed over so.
 */

/* Between two looks at the cancellable: some microseconds. */
#define CHUNK 4096
#define MOST_HITS 1000

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
  guint8 *owners[PURSUIT_NAME_N_KINDS]; /* MAY_SEE and OWN for each owner */
  guint64 *heap;                /* keys, the worst at the top */
  guint n_heap;
  guint limit;
} Search;

enum
{
  MAY_SEE = 1 << 0,
  OWN = 1 << 1,
};

/* Whether an entry lacks something. What is not asked for is not looked at: with a million entries it is reading the marks that
 * takes time. */
#define LACKS(shelf, mark, i, wanted) ((wanted) != 0 && ((wanted) & ~(shelf)->mark[i]) != 0)

static inline gboolean
meets (const PursuitNameShelf *shelf,
       guint                   i,
       const PursuitNameParse *parse)
{
  return !LACKS (shelf, initials, i, parse->initials) && !LACKS (shelf, pairs, i, parse->pairs) &&
         !LACKS (shelf, syllables, i, parse->syllables) && !LACKS (shelf, letters, i, parse->letters) &&
         (parse->any_syllable == 0 || (parse->any_syllable & shelf->syllables[i]) != 0);
}

static inline gboolean
may_be_read (const PursuitNameShelf *shelf,
             guint                   i,
             const PursuitNameWord  *word)
{
  /* at least what the word begins with: most texts do not have it */
  if (!meets (shelf, i, &word->common))
    return FALSE;

  for (guint g = 0; g < word->n_groups; g++)
    {
      guint n = word->groups[g].n;
      const PursuitNameParse *parses = word->parses + word->groups[g].first;

      if (!meets (shelf, i, &word->groups[g].common))
        continue;
      if (n == 1)
        return TRUE;
      for (guint k = 0; k < n; k++)
        if (meets (shelf, i, &parses[k]))
          return TRUE;
    }

  return FALSE;
}

/* In which ways the text might have the word. */
static inline guint
get_ways (const PursuitNameShelf *shelf,
          guint                   i,
          const PursuitNameWord  *word)
{
  guint ways = 0;

  if (!LACKS (shelf, letters, i, word->letters) && !LACKS (shelf, grams, i, word->grams))
    ways |= PURSUIT_NAME_LITERAL;
  if (word->n_units > 0 && may_be_read (shelf, i, word))
    ways |= PURSUIT_NAME_PINYIN;
  if (word->digits != NULL && !LACKS (shelf, grams, i, word->digit_grams))
    ways |= PURSUIT_NAME_DIGITS;

  return ways;
}

/* The best place where the text has the word; *out_way says whether as it was typed. */
static PursuitNameWhere
find_word (const PursuitNameWord *word,
           const PursuitNameText *text,
           guint                  ways,
           PursuitNameWhere       needed,
           PursuitNameWays       *out_way)
{
  PursuitNameWhere where = PURSUIT_NAME_NOWHERE;

  *out_way = PURSUIT_NAME_LITERAL;
  if ((ways & PURSUIT_NAME_LITERAL) != 0)
    where = pursuit_name_word_find (word, text, needed);
  if ((ways & PURSUIT_NAME_PINYIN) != 0 && where > PURSUIT_NAME_PREFIX)
    {
      PursuitNameWhere better = where == PURSUIT_NAME_NOWHERE ? needed : MIN (needed, where - 1);
      PursuitNameWhere read = pursuit_name_word_read (word, text, better);

      if (read != PURSUIT_NAME_NOWHERE)
        {
          *out_way = PURSUIT_NAME_PINYIN;
          where = read;
        }
    }
  if (where == PURSUIT_NAME_NOWHERE && (ways & PURSUIT_NAME_DIGITS) != 0 && needed == PURSUIT_NAME_INSIDE &&
      pursuit_name_word_dial (word, text))
    {
      *out_way = PURSUIT_NAME_DIGITS;
      where = PURSUIT_NAME_INSIDE;
    }

  return where;
}

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
      PursuitNameWhere where = find_word (word, text, get_ways (shelf, entry, word), needed, &way);

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
      guint ways = get_ways (shelf, i, g_ptr_array_index (search->words, k));

      if (ways == 0)
        return search->joined != NULL && !LACKS (shelf, grams, i, search->joined->digit_grams) ? PURSUIT_NAME_DIGITS : 0;
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
  if (shelf->facts[i].n_chars <= search->n_chars || shelf->facts[i].n_chars == 255)
    return PURSUIT_NAME_WHOLE;
  for (guint k = 0; k < search->words->len; k++)
    if ((((PursuitNameWord *) search->words->pdata[k])->start & shelf->starts[i]) != 0)
      return PURSUIT_NAME_PREFIX;

  return PURSUIT_NAME_INSIDE;
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

static void
sink (Search *search,
      guint   i)
{
  for (;;)
    {
      guint worst = i;

      for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < search->n_heap; child++)
        if (search->heap[child] > search->heap[worst])
          worst = child;
      if (worst == i)
        return;

      guint64 key = search->heap[i];

      search->heap[i] = search->heap[worst];
      search->heap[worst] = key;
      i = worst;
    }
}

static void
add_hit (Search  *search,
         guint64  key)
{
  guint i;

  if (search->n_heap == search->limit)
    {
      if (key >= search->heap[0])
        return;
      search->heap[0] = key;
      sink (search, 0);
      return;
    }

  i = search->n_heap++;
  for (; i > 0 && search->heap[(i - 1) / 2] < key; i = (i - 1) / 2)
    search->heap[i] = search->heap[(i - 1) / 2];
  search->heap[i] = key;
}

/* The worst place that would still make it a hit. */
static PursuitNameWhere
get_needed (const Search *search,
            guint64       key)
{
  PursuitNameWhere needed = PURSUIT_NAME_INSIDE;

  if (search->n_heap < search->limit)
    return needed;
  while (needed > PURSUIT_NAME_WHOLE && (key | (guint64) needed << WHERE_SHIFT) >= search->heap[0])
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
    add_hit (search, key | (guint64) where << WHERE_SHIFT | (guint64) !is_literal << WAY_SHIFT);
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
      if (pursuit_name_shelf_find (shelf, question->recent[i].id, &place) && shelf->facts[place].is_alive &&
          (search->owners[kind][shelf->facts[place].owner] & MAY_SEE) != 0)
        look_into (search, kind, place, get_key (search, kind, place, i));
    }
}

static void
search_chunk (Search          *search,
              PursuitNameKind  kind,
              guint            from,
              guint            to)
{
  const PursuitNameShelf *shelf = &search->index->shelves[kind];
  guint today = search->question->today;

  for (guint i = from; i < to; i++)
    {
      guint way = get_best_way (search, shelf, i);
      guint64 key;

      if (way == 0 || !shelf->facts[i].is_alive || (search->owners[kind][shelf->facts[i].owner] & MAY_SEE) == 0)
        continue;
      key = get_key (search, kind, i, MOST_OPENED + get_recency (today, shelf->facts[i].day)) |
            (guint64) (way != PURSUIT_NAME_LITERAL) << WAY_SHIFT;
      if (search->n_heap == search->limit &&
          (key | (guint64) get_best_where (search, shelf, i) << WHERE_SHIFT) >= search->heap[0])
        continue;
      if (search->question->n_recent > 0 && get_opened (search, kind, shelf->ids[i]) < MOST_OPENED)
        continue;
      look_into (search, kind, i, key);
    }
}

static gboolean
search_shelf (Search           *search,
              PursuitNameKind   kind,
              GCancellable     *cancellable,
              GError          **error)
{
  guint n = search->index->shelves[kind].n;

  for (guint from = 0; from < n; from += CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      search_chunk (search, kind, from, MIN (from + CHUNK, n));
    }

  return TRUE;
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

/* Several numbers may be one: 138 0013 8000. */
static PursuitNameWord *
join_numbers (GPtrArray *words)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  if (words->len < 2)
    return NULL;
  for (guint i = 0; i < words->len; i++)
    {
      const PursuitNameWord *word = g_ptr_array_index (words, i);

      for (const char *p = word->text; *p != '\0'; p++)
        if (g_ascii_isdigit (*p))
          g_string_append_c (digits, *p);
        else if (!pursuit_name_separates_digits (*p))
          return NULL;
    }

  return digits->len >= 3 ? pursuit_name_word_new (digits->str, digits->len) : NULL;
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
  search->joined = join_numbers (search->words);
  search->limit = MIN (question->limit, MOST_HITS);
  search->heap = g_new (guint64, MAX (search->limit, 1));
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    if ((question->kinds & (1u << kind)) != 0)
      ask_owners (search, (PursuitNameKind) kind);
}

static void
end_search (Search *search)
{
  g_free (search->whole);
  g_free (search->heap);
  g_ptr_array_unref (search->words);
  g_clear_pointer (&search->joined, pursuit_name_word_free);
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    g_free (search->owners[kind]);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static GArray *
take_hits (Search *search)
{
  GArray *hits = g_array_sized_new (FALSE, FALSE, sizeof (PursuitNameHit), search->n_heap);

  qsort (search->heap, search->n_heap, sizeof *search->heap, compare_keys);
  for (guint i = 0; i < search->n_heap; i++)
    {
      guint64 key = search->heap[i];
      PursuitNameKind kind = (PursuitNameKind) (key >> KIND_SHIFT & 0xf);
      PursuitNameHit hit = {
        .ref = { kind, search->index->shelves[kind].ids[key & G_MAXUINT32] },
        .is_literal = (key >> WAY_SHIFT & 1) == 0,
        .key = key,
      };

      g_array_append_val (hits, hit);
    }

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
  if (search.words->len > 0 && search.limit > 0)
    {
      search_opened (&search);
      for (guint kind = 0; ok && kind < PURSUIT_NAME_N_KINDS; kind++)
        if ((question->kinds & (1u << kind)) != 0)
          ok = search_shelf (&search, (PursuitNameKind) kind, cancellable, error);
    }
  if (ok)
    hits = take_hits (&search);
  end_search (&search);

  return hits;
}

static gboolean
has_word (const PursuitNameIndex *self,
          const PursuitNameShelf *shelf,
          guint                   i,
          const PursuitNameWord  *word)
{
  guint ways = get_ways (shelf, i, word);
  PursuitNameText text;
  PursuitNameWays way;

  if (ways == 0 || !shelf->facts[i].is_alive)
    return FALSE;

  text = pursuit_name_index_get_text (self, shelf->places[i]);
  return find_word (word, &text, ways, PURSUIT_NAME_INSIDE, &way) != PURSUIT_NAME_NOWHERE;
}

/**
 * pursuit_name_index_match:
 * @self: an index
 * @kind: a kind
 * @folded_word: one folded word
 * @cancellable: (nullable): ends the search
 * @error: return location
 *
 * Finds all entries of a kind that contain a word, for a list that is narrowed by it.
 *
 * Fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type gint64): their ids, ascending
 */
GArray *
pursuit_name_index_match (PursuitNameIndex  *self,
                          PursuitNameKind    kind,
                          const char        *folded_word,
                          GCancellable      *cancellable,
                          GError           **error)
{
  const PursuitNameShelf *shelf = &self->shelves[kind];
  g_autoptr(GPtrArray) words = pursuit_name_words_new (folded_word);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words->len > 0 && i < shelf->n; i++)
    {
      if (i % CHUNK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (has_word (self, shelf, i, g_ptr_array_index (words, 0)))
        g_array_append_val (ids, shelf->ids[i]);
    }

  return g_steal_pointer (&ids);
}
