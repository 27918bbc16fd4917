/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-names.h"

#include <string.h>

/*
 * A name is a first and a second part ("鹤" + "鸣"), perhaps a place, and a trade. The n-th name takes the pair that a
 * permutation of all pairs gives for n, and each time the pairs are used up, the next place and trade of a permutation of
 * those. So no name comes twice, nothing has to be remembered, and neighbours look nothing alike. The words are chosen so that
 * the parts cannot be cut in two ways; the test of the names looks at that.
 */
typedef struct
{
  const PursuitDemoWord *first;
  const PursuitDemoWord *second;
  guint n_first;
  guint n_second;
  GArray *places;         /* Place */
  GArray *trades;         /* Trade */
  guint64 n_made;
} Pattern;

typedef struct
{
  const char *text;
  const char *region;
} Place;

typedef struct
{
  char *text;
  char *short_text;
  const char *industry;
} Trade;

/* What a pattern gives for the n-th name. */
typedef struct
{
  const PursuitDemoWord *first;
  const PursuitDemoWord *second;
  const Place *place;
  const Trade *trade;
  gboolean has_place;
} Parts;

struct _PursuitDemoNames
{
  PursuitDemoWords *words;
  guint32 seed;
  Pattern chinese;
  Pattern english;
};

static void
clear_trade (Trade *trade)
{
  g_free (trade->text);
  g_free (trade->short_text);
}

static void
add_trade (Pattern    *pattern,
           const char *text,
           const char *industry)
{
  const char *equals = strchr (text, '=');
  Trade trade = { NULL, NULL, industry };

  trade.text = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
  trade.short_text = g_strdup (equals != NULL ? equals + 1 : text);
  g_array_append_val (pattern->trades, trade);
}

static void
prepare_pattern (Pattern          *pattern,
                 PursuitDemoWords *words,
                 const char       *first,
                 const char       *second)
{
  pattern->first = pursuit_demo_words_list (words, first, &pattern->n_first);
  pattern->second = pursuit_demo_words_list (words, second, &pattern->n_second);
  pattern->places = g_array_new (FALSE, FALSE, sizeof (Place));
  pattern->trades = g_array_new (FALSE, FALSE, sizeof (Trade));
  g_array_set_clear_func (pattern->trades, (GDestroyNotify) clear_trade);
}

static void
prepare_chinese (PursuitDemoNames *self)
{
  guint n_regions, n_industries, n;
  const PursuitDemoWord *regions = pursuit_demo_words_list (self->words, "regions", &n_regions);
  const PursuitDemoWord *industries = pursuit_demo_words_list (self->words, "industries", &n_industries);

  prepare_pattern (&self->chinese, self->words, "first characters", "second characters");
  for (guint i = 0; i < n_regions; i++)
    {
      g_autofree char *list = g_strconcat ("places ", regions[i].text, NULL);
      const PursuitDemoWord *places = pursuit_demo_words_list (self->words, list, &n);

      for (guint k = 0; k < n; k++)
        g_array_append_vals (self->chinese.places, &(Place) { places[k].text, regions[i].text }, 1);
    }
  for (guint i = 0; i < n_industries; i++)
    {
      g_autofree char *list = g_strconcat ("trades ", industries[i].text, NULL);
      const PursuitDemoWord *trades = pursuit_demo_words_list (self->words, list, &n);

      for (guint k = 0; k < n; k++)
        add_trade (&self->chinese, trades[k].text, industries[i].text);
    }
}

static void
prepare_english (PursuitDemoNames *self)
{
  guint n;
  const PursuitDemoWord *words;

  prepare_pattern (&self->english, self->words, "english first", "english second");
  words = pursuit_demo_words_list (self->words, "english middle", &n);
  for (guint i = 0; i < n; i++)
    g_array_append_vals (self->english.places, &(Place) { words[i].text, NULL }, 1);
  words = pursuit_demo_words_list (self->words, "english trades", &n);
  for (guint i = 0; i < n; i++)
    add_trade (&self->english, words[i].more[0], words[i].text);
}

/**
 * pursuit_demo_names_new:
 * @words: the words, which must live longer
 * @seed: what decides the order of the names
 *
 * Returns: (transfer full): a maker of names
 */
PursuitDemoNames *
pursuit_demo_names_new (PursuitDemoWords *words,
                        guint32           seed)
{
  PursuitDemoNames *self = g_new0 (PursuitDemoNames, 1);

  self->words = words;
  self->seed = seed;
  prepare_chinese (self);
  prepare_english (self);

  return self;
}

static void
clear_pattern (Pattern *pattern)
{
  g_array_unref (pattern->places);
  g_array_unref (pattern->trades);
}

/**
 * pursuit_demo_names_free:
 * @self: (transfer full): a maker of names
 */
void
pursuit_demo_names_free (PursuitDemoNames *self)
{
  clear_pattern (&self->chinese);
  clear_pattern (&self->english);
  g_free (self);
}

static guint64
find_divisor (guint64 a,
              guint64 b)
{
  while (b != 0)
    {
      guint64 rest = a % b;

      a = b;
      b = rest;
    }

  return a;
}

/* A permutation of 0 to n - 1: steps of a size that shares no divisor with n, near the golden section, visit everything. */
static guint64
permute (guint64 index,
         guint64 n,
         guint64 offset)
{
  guint64 step = MAX (n * 618 / 1000, 1);

  while (find_divisor (step, n) != 1)
    step++;

  return (index * step + offset) % n;
}

static void
make_parts (PursuitDemoNames *self,
            Pattern          *pattern,
            Parts            *parts)
{
  guint64 n_pairs = (guint64) pattern->n_first * pattern->n_second;
  guint64 n_rest = (guint64) pattern->places->len * pattern->trades->len;
  PursuitDemoRandom random = pursuit_demo_random_new (self->seed, G_MAXUINT64);
  guint64 pair = permute (pattern->n_made % n_pairs, n_pairs, pursuit_demo_random_below (&random, (guint) n_pairs));
  guint64 turn = pattern->n_made / n_pairs;
  PursuitDemoRandom of_pair = pursuit_demo_random_new (self->seed, G_MAXUINT64 - 1 - pair);
  guint64 rest = permute (turn % n_rest, n_rest, pursuit_demo_random_below (&of_pair, (guint) n_rest));

  parts->first = &pattern->first[pair / pattern->n_second];
  parts->second = &pattern->second[pair % pattern->n_second];
  parts->place = &g_array_index (pattern->places, Place, rest / pattern->trades->len);
  parts->trade = &g_array_index (pattern->trades, Trade, rest % pattern->trades->len);
  /* Only the first turn may leave the place out: two turns of one pair could meet otherwise. */
  parts->has_place = turn > 0 || pursuit_demo_random_chance (&of_pair, 45);
  pattern->n_made++;
}

static void
make_chinese (PursuitDemoNames   *self,
              PursuitDemoRandom  *random,
              gboolean            is_large,
              PursuitDemoCompany *company)
{
  const char *form = pursuit_demo_words_pick (self->words, is_large ? "forms of the large" : "forms", random);
  Parts parts;

  make_parts (self, &self->chinese, &parts);
  company->stem = g_strconcat (parts.has_place ? parts.place->text : "", parts.first->text, parts.second->text,
                               parts.trade->text, NULL);
  company->name = g_strconcat (company->stem, form, NULL);
  company->short_name = g_strconcat (parts.first->text, parts.second->text, parts.trade->short_text, NULL);
  company->domain = g_strconcat (parts.first->more[0], parts.second->more[0], ".example", NULL);
  company->industry = parts.trade->industry;
  company->region = parts.place->region;
  company->place = parts.place->text;
  company->is_english = FALSE;
}

static void
make_english (PursuitDemoNames   *self,
              PursuitDemoRandom  *random,
              PursuitDemoCompany *company)
{
  const char *form = pursuit_demo_words_pick (self->words, "english forms", random);
  const Place *home;
  Parts parts;

  make_parts (self, &self->english, &parts);
  home = &g_array_index (self->chinese.places, Place,
                         pursuit_demo_random_below (random, self->chinese.places->len));
  company->short_name = g_strconcat (parts.first->text, parts.second->text, " ", parts.trade->text, NULL);
  company->stem = parts.has_place ? g_strconcat (parts.first->text, parts.second->text, " ", parts.place->text, " ",
                                                 parts.trade->text, NULL)
                                  : g_strdup (company->short_name);
  company->name = g_strconcat (company->stem, " ", form, NULL);
  company->domain = g_strconcat (parts.first->text, parts.second->text, ".example", NULL);
  company->domain[0] = g_ascii_tolower (company->domain[0]);
  company->industry = parts.trade->industry;
  company->region = home->region;
  company->place = home->text;
  company->is_english = TRUE;
}

/**
 * pursuit_demo_names_company:
 * @self: a maker of names
 * @random: the sequence to draw from
 * @is_large: whether it ought to sound large
 * @out_company: (out caller-allocates): a company that was not there before
 *
 * Three in twenty have English names.
 */
void
pursuit_demo_names_company (PursuitDemoNames   *self,
                            PursuitDemoRandom  *random,
                            gboolean            is_large,
                            PursuitDemoCompany *out_company)
{
  guint64 n_before = self->chinese.n_made + self->english.n_made;

  if ((n_before * 7 + self->seed % 20) % 20 < 3)
    make_english (self, random, out_company);
  else
    make_chinese (self, random, is_large, out_company);
}

/**
 * pursuit_demo_names_branch:
 * @self: a maker of names
 * @random: the sequence to draw from
 * @parent: a Chinese company
 * @n_before: how many branches it has already; there are as many names as the list of subsidiaries is long
 * @out_company: (out caller-allocates): a company that belongs to it
 */
void
pursuit_demo_names_branch (PursuitDemoNames         *self,
                           PursuitDemoRandom        *random,
                           const PursuitDemoCompany *parent,
                           guint                     n_before,
                           PursuitDemoCompany       *out_company)
{
  guint n;
  const PursuitDemoWord *kinds = pursuit_demo_words_list (self->words, "subsidiaries", &n);
  const char *kind = kinds[(strlen (parent->stem) + n_before) % n].text;

  out_company->stem = g_strconcat (parent->stem, kind, NULL);
  out_company->name = g_strconcat (out_company->stem, "有限公司", NULL);
  out_company->short_name = g_strconcat (parent->short_name, kind, NULL);
  out_company->domain = g_strdup (parent->domain);
  out_company->industry = parent->industry;
  out_company->region = parent->region;
  out_company->place = parent->place;
  out_company->is_english = FALSE;
}

/**
 * pursuit_demo_names_person:
 * @self: a maker of names
 * @random: the sequence to draw from
 * @is_english: whether the name is English
 * @out_person: (out caller-allocates): somebody; names come again, as they do in life
 */
void
pursuit_demo_names_person (PursuitDemoNames  *self,
                           PursuitDemoRandom *random,
                           gboolean           is_english,
                           PursuitDemoPerson *out_person)
{
  const PursuitDemoWord *family =
    pursuit_demo_words_choose (self->words, is_english ? "english family" : "family names", random);
  const PursuitDemoWord *given =
    pursuit_demo_words_choose (self->words, is_english ? "english given" : "given names", random);

  if (is_english)
    {
      g_autofree char *latin = g_strconcat (given->text, ".", family->text, NULL);

      out_person->name = g_strconcat (given->text, " ", family->text, NULL);
      out_person->latin = g_ascii_strdown (latin, -1);
      return;
    }

  out_person->name = g_strconcat (family->text, given->text, NULL);
  out_person->latin = g_strconcat (family->more[0], given->more[0], NULL);
}

/**
 * pursuit_demo_names_phone:
 * @random: the sequence to draw from
 *
 * Returns: (transfer full): a number from a block that looks unassigned
 */
char *
pursuit_demo_names_phone (PursuitDemoRandom *random)
{
  return g_strdup_printf ("139 0000 %04u", pursuit_demo_random_below (random, 10000));
}

/**
 * pursuit_demo_names_code:
 * @random: the sequence to draw from
 *
 * Returns: (transfer full): a registration code of eighteen places, of a district that does not exist
 */
char *
pursuit_demo_names_code (PursuitDemoRandom *random)
{
  static const char digits[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  char code[19] = "91000000MA";

  for (guint i = 10; i < 18; i++)
    code[i] = digits[pursuit_demo_random_below (random, sizeof (digits) - 1)];

  return g_strdup (code);
}

void
pursuit_demo_company_clear (PursuitDemoCompany *company)
{
  g_clear_pointer (&company->name, g_free);
  g_clear_pointer (&company->short_name, g_free);
  g_clear_pointer (&company->stem, g_free);
  g_clear_pointer (&company->domain, g_free);
}

void
pursuit_demo_person_clear (PursuitDemoPerson *person)
{
  g_clear_pointer (&person->name, g_free);
  g_clear_pointer (&person->latin, g_free);
}
