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
 *   @head       what the text begins with: the letter or the letters of its readings exactly, any other character hashed; and
 *               %PURSUIT_NAME_SPACED
 */
typedef struct
{
  guint64 letters;
  guint64 pairs;
  guint64 grams;
  guint32 syllables;
  guint32 initials;
  guint32 starts;
  guint32 head;
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
  guint32 *heads;
  guint32 *places;      /* of the text */
  PursuitNameFacts *facts;
} PursuitNameShelf;

struct _PursuitNameIndex
{
  PursuitNameShelf shelves[PURSUIT_NAME_N_KINDS];
  char *texts;          /* of all shelves: length and name length as 2 bytes each, the text, a NUL */
  gsize texts_length;
  gsize texts_allocated;
  gsize texts_unused;   /* of replaced and removed entries */
  GArray *owners;       /* gint64 */
  GHashTable *owner_places;     /* gint64 in owners -> its place */
};

/* Texts are found by 4 bytes; what does not fit any more is not found. */
#define PURSUIT_NAME_MOST_TEXTS ((gsize) G_MAXUINT32 - 1024 * 1024)
#define PURSUIT_NAME_LONGEST_TEXT G_MAXUINT16

/* What stands before each text. */
typedef struct
{
  guint16 length;
  guint16 name_length;
} PursuitNameLengths;

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
  PursuitNameLengths lengths;

  memcpy (&lengths, self->texts + place, sizeof lengths);
  text.text = self->texts + place + sizeof lengths;
  text.length = lengths.length;
  text.name_length = lengths.name_length;

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

/* The name has something between its Chinese characters that need not be typed: it may be longer than what is typed. */
#define PURSUIT_NAME_SPACED (1u << 31)
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
guint32           pursuit_name_mark_head      (gunichar                  c);
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

G_END_DECLS
