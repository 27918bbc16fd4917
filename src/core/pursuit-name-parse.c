/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-word-private.h"

#include "pursuit-pinyin.h"

/* The ways to cut a word into syllables and initials, and what each requires of a text. */

/* How many letters of @spelled stand at @place of the word. */
guint
pursuit_name_word_count_common (const PursuitNameWord *self,
                                guint                  place,
                                const char            *spelled)
{
  guint n = 0;

  while (spelled[n] != '\0' && place + n < self->n_units && self->units[place + n] == (gunichar) spelled[n])
    n++;

  return n;
}

/* So many units are looked at for what they require of a text; more say little more. */
#define MOST_PARSED 7

/* While the ways to cut the word are found. */
typedef struct
{
  guint n_units;
  gboolean is_over;
} Parsing;

static void
add_parse (PursuitNameWord        *self,
           Parsing                *parsing,
           const PursuitNameParse *parse)
{
  if (self->n_parses == PURSUIT_NAME_MOST_PARSES)
    parsing->is_over = TRUE;
  else
    self->parses[self->n_parses++] = *parse;
}

/* Whether every text that has the marks of @parse has those of @other. */
static gboolean
asks_more (const PursuitNameParse *parse,
           const PursuitNameParse *other)
{
  return (other->letters & ~parse->letters) == 0 && (other->pairs & ~parse->pairs) == 0 &&
         (other->syllables & ~parse->syllables) == 0 && (other->initials & ~parse->initials) == 0 &&
         (other->any_syllable == 0 ||
          (parse->any_syllable != 0 && (parse->any_syllable & ~other->any_syllable) == 0) ||
          (other->any_syllable & parse->syllables) != 0);
}

/* What asks more than another one adds nothing: one of both is enough to be met. */
static void
keep_weakest (PursuitNameWord *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_parses; i++)
    {
      gboolean is_wanted = TRUE;

      /* of equal ones the first stays */
      for (guint k = 0; k < self->n_parses && is_wanted; k++)
        if (k != i && asks_more (&self->parses[i], &self->parses[k]))
          is_wanted = k > i && asks_more (&self->parses[k], &self->parses[i]);
      if (is_wanted)
        self->parses[n++] = self->parses[i];
    }

  self->n_parses = n;
}

static void
join_group (PursuitNameParse       *group,
            const PursuitNameParse *parse)
{
  group->letters &= parse->letters;
  group->pairs &= parse->pairs;
  group->syllables &= parse->syllables;
  group->initials &= parse->initials;
  group->any_syllable = group->any_syllable != 0 && parse->any_syllable != 0 ?
                        group->any_syllable | parse->any_syllable : 0;
}

static int
compare_seconds (gconstpointer a,
                 gconstpointer b)
{
  const PursuitNameParse *first = a;
  const PursuitNameParse *second = b;

  return (int) first->second - (int) second->second;
}

/* What those have in common that begin alike: most texts fail at that. */
static void
make_groups (PursuitNameWord *self)
{
  qsort (self->parses, self->n_parses, sizeof *self->parses, compare_seconds);
  self->n_groups = 0;
  for (guint i = 0; i < self->n_parses; i++)
    if (i == 0 || self->parses[i].second != self->parses[i - 1].second)
      {
        self->groups[self->n_groups].common = self->parses[i];
        self->groups[self->n_groups].first = i;
        self->groups[self->n_groups++].n = 1;
      }
    else
      {
        join_group (&self->groups[self->n_groups - 1].common, &self->parses[i]);
        self->groups[self->n_groups - 1].n++;
      }

  self->common = self->groups[0].common;
  for (guint i = 1; i < self->n_groups; i++)
    join_group (&self->common, &self->groups[i].common);
}

/* What stands before the next piece of a parse. */
typedef struct
{
  PursuitNameParse parse;
  int last;             /* unit, -1 at the beginning */
  guint place;
} Cut;

static void parse_from (PursuitNameWord *self,
                        Parsing         *parsing,
                        const Cut       *cut);

static void
go_on (PursuitNameWord *self,
       Parsing         *parsing,
       const Cut       *cut,
       int              unit,
       guint            length)
{
  Cut next = *cut;

  if (cut->last >= 0)
    {
      next.parse.pairs |= pursuit_name_mark_pair ((guint) cut->last, (guint) unit);
      if (cut->parse.second == PURSUIT_NAME_N_UNITS)
        next.parse.second = (guint) unit;
    }
  next.parse.initials |= pursuit_name_mark_initial ((guint) unit);
  next.last = unit;
  next.place += length;
  parse_from (self, parsing, &next);
}

static void
cut_syllables (PursuitNameWord *self,
               Parsing         *parsing,
               const Cut       *cut)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << cut->place;
  guint32 any = 0;
  guint rest = parsing->n_units - cut->place;
  int unit = pursuit_name_get_unit ((char) self->units[cut->place]);
  Cut next;

  for (guint s = 0; s < pursuit_pinyin_n_syllables (); s++)
    {
      guint n = pursuit_name_word_count_common (self, cut->place, pursuit_pinyin_spell (s));

      if (n >= rest)
        any |= pursuit_name_mark_syllable (s);
      else if ((self->steps[s].whole & bit) != 0 && self->steps[s].length > 1)
        {
          next = *cut;
          next.parse.syllables |= pursuit_name_mark_syllable (s);
          go_on (self, parsing, &next, unit, self->steps[s].length);
        }
    }
  if (any == 0 || (rest == 1 && cut->place > 0))
    return;

  next = *cut;
  next.parse.any_syllable = any;
  go_on (self, parsing, &next, unit, rest);
}

static void
parse_from (PursuitNameWord *self,
            Parsing         *parsing,
            const Cut       *cut)
{
  gunichar c;
  int unit;

  if (parsing->is_over)
    return;
  if (cut->place >= parsing->n_units)
    {
      add_parse (self, parsing, &cut->parse);
      return;
    }

  c = self->units[cut->place];
  if (c >= 0x80)
    {
      guint8 units[PURSUIT_NAME_MOST_INITIALS];
      Cut next = *cut;

      /* the text has the same character, so the pairs of all its readings */
      pursuit_name_list_initials (c, units);
      next.parse.letters |= pursuit_name_mark_letter (c);
      go_on (self, parsing, &next, units[0], 1);
      return;
    }

  unit = pursuit_name_get_unit ((char) c);
  if (unit < 26)
    cut_syllables (self, parsing, cut);
  /* an initial, or that letter in the name; alone it would be found as it stands */
  if (self->n_units > 1)
    go_on (self, parsing, cut, unit, 1);
  if (unit < 26 && strchr ("zcs", (char) c) != NULL && cut->place + 2 <= parsing->n_units && self->units[cut->place + 1] == 'h')
    go_on (self, parsing, cut, unit, 2);
}

/**
 * pursuit_name_word_parse:
 * @self: a word with units
 *
 * Finds all ways to cut its beginning into syllables and initials, and what each requires of a text. Where there are too
 * many, a shorter beginning is cut: what is not required is found out when the text is read.
 */
void
pursuit_name_word_parse (PursuitNameWord *self)
{
  for (guint n = MIN (self->n_units, MOST_PARSED); n > 0; n--)
    {
      Parsing parsing = { .n_units = n };
      Cut cut = { .last = -1, .parse.second = PURSUIT_NAME_N_UNITS };

      self->n_parses = 0;
      parse_from (self, &parsing, &cut);
      if (!parsing.is_over)
        break;
    }
  keep_weakest (self);
  make_groups (self);
}
