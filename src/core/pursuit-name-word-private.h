/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-name-index-private.h"

G_BEGIN_DECLS

/* One word that is looked for: pursuit-name-word.c, and how it is cut, pursuit-name-parse.c. */

/* What pinyin is tried for; nobody types longer words. */
#define PURSUIT_NAME_MOST_UNITS 48
#define PURSUIT_NAME_MOST_PARSES 64

/* One way to cut the beginning of the word into syllables and initials, as the marks that it requires. */
typedef struct
{
  guint64 letters;
  guint64 pairs;
  guint32 syllables;
  guint32 any_syllable; /* one of these, 0 for whatever */
  guint32 initials;
  guint second;         /* unit with which the second piece begins, or PURSUIT_NAME_N_UNITS */
} PursuitNameParse;

/* Which places of the word one syllable takes from where. */
typedef struct
{
  guint64 initial;      /* its first letter stands there */
  guint64 two;          /* zh, ch or sh stands there, as it begins */
  guint64 whole;        /* it stands there */
  guint64 part;         /* the rest of the word is how it begins */
  guint64 all;          /* any of these */
  guint8 length;
} PursuitNameSteps;

typedef struct
{
  char *text;
  gsize length;
  gsize rarest;         /* the byte by which it is looked for */
  guint n_chars;
  guint64 letters;
  guint64 grams;
  guint32 start;        /* marks of its first character */
  guint32 head;

  guint n_units;        /* 0 when pinyin cannot help */
  gboolean has_han;
  gunichar units[PURSUIT_NAME_MOST_UNITS];
  guint64 ascii[128];   /* where each letter or digit stands */
  PursuitNameSteps *steps;      /* by syllable */
  PursuitNameParse parses[PURSUIT_NAME_MOST_PARSES];
  guint n_parses;
  struct
  {
    PursuitNameParse common;    /* what those require that have the same second unit */
    guint first;                /* of them among the parses */
    guint n;
  } groups[PURSUIT_NAME_N_UNITS + 1];
  guint n_groups;
  PursuitNameParse common;      /* what all of them require */

  char *digits;         /* NULL when it is no number */
  gsize n_digits;
  guint64 digit_grams;
} PursuitNameWord;

typedef enum
{
  PURSUIT_NAME_LITERAL = 1 << 0,
  PURSUIT_NAME_PINYIN = 1 << 1,
  PURSUIT_NAME_DIGITS = 1 << 2,
} PursuitNameWays;

typedef enum
{
  PURSUIT_NAME_WHOLE,
  PURSUIT_NAME_PREFIX,
  PURSUIT_NAME_WORD_START,
  PURSUIT_NAME_INSIDE,
  PURSUIT_NAME_NOWHERE,
} PursuitNameWhere;

/* How many entries are looked at together. */
#define PURSUIT_NAME_CHUNK 4096

guint             pursuit_name_sieve          (const PursuitNameShelf   *shelf,
                                               const PursuitNameWord    *word,
                                               guint                     from,
                                               guint                     to,
                                               guint32                  *out_places);
PursuitNameWays   pursuit_name_get_ways       (const PursuitNameShelf   *shelf,
                                               guint                     i,
                                               const PursuitNameWord    *word);

PursuitNameWord  *pursuit_name_word_new       (const char               *folded,
                                               gsize                     length) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_name_word_free      (PursuitNameWord          *self);
void              pursuit_name_word_parse     (PursuitNameWord          *self);
guint             pursuit_name_word_count_common (const PursuitNameWord *self,
                                               guint                     place,
                                               const char               *spelled);
PursuitNameWhere  pursuit_name_word_find      (const PursuitNameWord    *self,
                                               const PursuitNameText    *text,
                                               PursuitNameWhere          needed);
PursuitNameWhere  pursuit_name_word_read      (const PursuitNameWord    *self,
                                               const PursuitNameText    *text,
                                               PursuitNameWhere          needed);
PursuitNameWhere  pursuit_name_word_look      (const PursuitNameWord    *word,
                                               const PursuitNameText    *text,
                                               PursuitNameWays           ways,
                                               PursuitNameWhere          needed,
                                               PursuitNameWays          *out_way);
gboolean          pursuit_name_word_dial      (const PursuitNameWord    *self,
                                               const PursuitNameText    *text);

/* A word of what was typed, as long as it makes sense: LIKE was asked no more either. */
#define PURSUIT_NAME_MOST_WORDS 16
#define PURSUIT_NAME_LONGEST_WORD 400

GPtrArray        *pursuit_name_words_new      (const char               *folded) G_GNUC_WARN_UNUSED_RESULT;
PursuitNameWord  *pursuit_name_words_join     (GPtrArray                *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
