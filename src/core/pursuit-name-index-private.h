/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "pursuit-name-index.h"

G_BEGIN_DECLS

/*
 * A few bits for each text say what it cannot contain, so that a search looks into few of a million texts. They may be too
 * many, never too few:
 *
 *   @letters    Chinese and other characters outside ASCII, hashed
 *   @pairs      pairs of units that follow each other, hashed: what a Chinese character's readings begin with, letters and
 *               digits of the name
 *   @grams      pairs of ASCII characters that follow each other, hashed
 *   @syllables  readings of the Chinese characters, hashed
 *   @initials   what the readings begin with, and the letters of the name, exactly
 *   @starts     characters with which a word begins, and what their readings begin with, hashed
 */
typedef struct
{
  guint64 letters;
  guint64 pairs;
  guint64 grams;
  guint32 syllables;
  guint32 initials;
  guint32 starts;
} PursuitNameMarks;

/* What the order of hits asks of an entry. */
typedef struct
{
  guint32 owner;        /* place in the owners of the index */
  guint16 day;
  guint8 n_chars;       /* of the name, 255 for more */
  guint8 is_alive;
} PursuitNameFacts;

/* The entries of one kind by ascending id, one array for each thing that a search looks at alone. */
typedef struct
{
  guint n;
  guint n_allocated;
  guint n_dead;
  gint64 *ids;
  guint64 *letters;
  guint64 *pairs;
  guint64 *grams;
  guint32 *syllables;
  guint32 *initials;
  guint32 *starts;
  guint32 *places;      /* of the text */
  PursuitNameFacts *facts;
} PursuitNameShelf;

struct _PursuitNameIndex
{
  PursuitNameShelf shelves[PURSUIT_NAME_N_KINDS];
  char *texts;          /* of all shelves: length and name length as 4 bytes each, the text, a NUL */
  gsize texts_length;
  gsize texts_allocated;
  gsize texts_unused;   /* of replaced and removed entries */
  GArray *owners;       /* gint64 */
  GHashTable *owner_places;     /* gint64 in owners -> its place */
};

/* Texts are found by 4 bytes; what does not fit any more is not found. */
#define PURSUIT_NAME_MOST_TEXTS ((gsize) G_MAXUINT32 - 1024 * 1024)
#define PURSUIT_NAME_LONGEST_TEXT (64 * 1024)

typedef struct
{
  const char *text;
  gsize length;
  gsize name_length;
} PursuitNameText;

static inline PursuitNameText
pursuit_name_index_get_text (const PursuitNameIndex *self,
                             guint32                 place)
{
  PursuitNameText text;
  guint32 lengths[2];

  memcpy (lengths, self->texts + place, sizeof lengths);
  text.text = self->texts + place + sizeof lengths;
  text.length = lengths[0];
  text.name_length = lengths[1];

  return text;
}

guint             pursuit_name_index_find_owner (PursuitNameIndex       *self,
                                                 gint64                  owner_id);
gboolean          pursuit_name_shelf_find     (const PursuitNameShelf   *self,
                                               gint64                    id,
                                               guint                    *out_place);
void              pursuit_name_shelf_reserve  (PursuitNameShelf         *self,
                                               guint                     n);

/* pursuit-name-marks.c */

/* Letters, digits, and Chinese characters that nobody can read. */
#define PURSUIT_NAME_N_UNITS 37
#define PURSUIT_NAME_UNREAD 36
#define PURSUIT_NAME_MOST_INITIALS 8

void              pursuit_name_marks_make     (const char               *text,
                                               gsize                     length,
                                               gsize                     name_length,
                                               PursuitNameMarks         *out_marks);
guint64           pursuit_name_marks_get_version (void);
guint64           pursuit_name_mark_letter    (gunichar                  c);
guint64           pursuit_name_mark_pair      (guint                     first,
                                               guint                     second);
guint64           pursuit_name_mark_gram      (char                      first,
                                               char                      second);
guint32           pursuit_name_mark_syllable  (guint                     syllable);
guint32           pursuit_name_mark_initial   (guint                     unit);
guint32           pursuit_name_mark_start     (gunichar                  c);
int               pursuit_name_get_unit       (char                      c);
guint             pursuit_name_list_initials  (gunichar                  c,
                                               guint8                   *out_units);
gboolean          pursuit_name_is_separator   (gunichar                  c);
gboolean          pursuit_name_separates_digits (char                    c);

/* The texts are folded, so valid. */
static inline gunichar
pursuit_name_read_char (const char **p)
{
  const guchar *s = (const guchar *) *p;

  if (s[0] < 0x80)
    {
      *p += 1;
      return s[0];
    }
  if (s[0] >= 0xe0 && s[0] < 0xf0)
    {
      *p += 3;
      return (gunichar) (s[0] & 0x0f) << 12 | (gunichar) (s[1] & 0x3f) << 6 | (s[2] & 0x3f);
    }

  *p = g_utf8_next_char (*p);
  return g_utf8_get_char ((const char *) s);
}

static inline gboolean
pursuit_name_is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || c == 0x3007;
}

/* pursuit-name-word.c: one word that is looked for */

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
  guint n_chars;
  guint64 letters;
  guint64 grams;
  guint32 start;        /* mark of its first character */

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
gboolean          pursuit_name_word_dial      (const PursuitNameWord    *self,
                                               const PursuitNameText    *text);

/* A word of what was typed, as long as it makes sense: LIKE was asked no more either. */
#define PURSUIT_NAME_MOST_WORDS 16
#define PURSUIT_NAME_LONGEST_WORD 400

GPtrArray        *pursuit_name_words_new      (const char               *folded) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
