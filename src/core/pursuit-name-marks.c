/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-index-private.h"

#include "pursuit-pinyin.h"

/* The bits that say what a text cannot contain. */

/* Half of all companies have these; a bit of their own keeps them from making every other character look as frequent. */
static const char frequent[] = "有限公司股份科技集团电子工程设备";
static const char *const frequent_pairs[] = { "yx", "xg", "gs", "kj", "js", "gf", "fy", "jt" };
static const char *const frequent_syllables[] = { "you", "xian", "gong", "si", "ji" };

/* The same for what addresses, pinyin and English are full of; and numbers keep to themselves: everybody has one. */
static const char *const frequent_grams[] = { "ng", "an", "in", "en", "on", "er", "he", "ia", "co", "om", ".c", "le" };

#define N_FREQUENT 16
#define N_DIGIT_GRAMS 16
#define N_OWN_GRAMS (N_DIGIT_GRAMS + G_N_ELEMENTS (frequent_grams))

/* Where the frequent ones are known: a hash that few of them share, or a table. */
typedef struct
{
  gunichar frequent[N_FREQUENT];
  guint8 pairs[PURSUIT_NAME_N_UNITS][PURSUIT_NAME_N_UNITS];
  guint8 grams[128][128];
  guint8 *syllables;
} Tables;

static guint
scatter (guint value,
         guint n)
{
  return (guint) (((guint64) (value * 2654435761u) * n) >> 32);
}

static void
fill_grams (Tables *tables)
{
  for (guint first = 0; first < 128; first++)
    for (guint second = 0; second < 128; second++)
      {
        guint value = first * 128 + second + 1;
        gboolean is_number = g_ascii_isdigit ((char) first) ? second < 'a' : g_ascii_isdigit ((char) second) && first < 'a';

        tables->grams[first][second] = (guint8) (is_number ? scatter (value, N_DIGIT_GRAMS)
                                                           : N_OWN_GRAMS + scatter (value, 64 - N_OWN_GRAMS));
      }
  for (guint i = 0; i < G_N_ELEMENTS (frequent_grams); i++)
    tables->grams[(guint) frequent_grams[i][0]][(guint) frequent_grams[i][1]] = (guint8) (N_DIGIT_GRAMS + i);
}

static Tables *
make_tables (void)
{
  Tables *tables = g_new0 (Tables, 1);
  const char *p = frequent;
  guint n = pursuit_pinyin_n_syllables ();

  for (guint i = 0; i < N_FREQUENT; i++)
    tables->frequent[i] = pursuit_name_read_char (&p);

  for (guint i = 0; i < PURSUIT_NAME_N_UNITS; i++)
    for (guint k = 0; k < PURSUIT_NAME_N_UNITS; k++)
      tables->pairs[i][k] = (guint8) (G_N_ELEMENTS (frequent_pairs) +
                                      scatter (i * 64 + k + 1, 64 - G_N_ELEMENTS (frequent_pairs)));
  for (guint i = 0; i < G_N_ELEMENTS (frequent_pairs); i++)
    tables->pairs[frequent_pairs[i][0] - 'a'][frequent_pairs[i][1] - 'a'] = (guint8) i;

  fill_grams (tables);
  tables->syllables = g_malloc (n);
  for (guint i = 0; i < n; i++)
    {
      tables->syllables[i] = (guint8) (G_N_ELEMENTS (frequent_syllables) +
                                       scatter (i + 1, 32 - G_N_ELEMENTS (frequent_syllables)));
      for (guint k = 0; k < G_N_ELEMENTS (frequent_syllables); k++)
        if (g_str_equal (pursuit_pinyin_spell (i), frequent_syllables[k]))
          tables->syllables[i] = (guint8) k;
    }

  return tables;
}

static const Tables *
get_tables (void)
{
  static gsize tables = 0;

  if (g_once_init_enter (&tables))
    g_once_init_leave (&tables, (gsize) make_tables ());

  return (const Tables *) tables;
}

guint64
pursuit_name_mark_letter (gunichar c)
{
  const Tables *tables = get_tables ();

  for (guint i = 0; i < N_FREQUENT; i++)
    if (tables->frequent[i] == c)
      return G_GUINT64_CONSTANT (1) << i;

  return G_GUINT64_CONSTANT (1) << (N_FREQUENT + scatter (c, 64 - N_FREQUENT));
}

guint64
pursuit_name_mark_pair (guint first,
                        guint second)
{
  return G_GUINT64_CONSTANT (1) << get_tables ()->pairs[first][second];
}

guint64
pursuit_name_mark_gram (char first,
                        char second)
{
  return G_GUINT64_CONSTANT (1) << get_tables ()->grams[first & 0x7f][second & 0x7f];
}

guint32
pursuit_name_mark_syllable (guint syllable)
{
  return 1u << get_tables ()->syllables[syllable];
}

/* Letters have a bit of their own, the rest has none. */
guint32
pursuit_name_mark_initial (guint unit)
{
  return unit < 26 ? 1u << unit : 0;
}

guint32
pursuit_name_mark_start (gunichar c)
{
  return 1u << scatter (c + 1, 32);
}

guint32
pursuit_name_mark_head (gunichar c)
{
  return 1u << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + scatter (c + 1, 5));
}

/* Changes with the readings of characters, which come with the system that the program was built on. */
guint64
pursuit_name_marks_get_version (void)
{
  guint64 version = pursuit_pinyin_n_syllables ();

  for (gunichar c = 0x3400; c <= 0x9fff; c++)
    {
      const guint16 *list = NULL;
      guint n = pursuit_pinyin_list (c, &list);

      for (guint i = 0; i < n; i++)
        version = (version ^ (c << 10 | list[i])) * G_GUINT64_CONSTANT (0x100000001b3);
    }

  return version;
}

/* The unit of an ASCII letter or digit, -1 for anything else. */
int
pursuit_name_get_unit (char c)
{
  if (c >= 'a' && c <= 'z')
    return c - 'a';
  if (c >= '0' && c <= '9')
    return 26 + c - '0';

  return -1;
}

/* What the readings of a Chinese character begin with, each once. */
guint
pursuit_name_list_initials (gunichar  c,
                            guint8   *out_units)
{
  const guint16 *list = NULL;
  guint n_readings = pursuit_pinyin_list (c, &list);
  guint n = 0;

  for (guint i = 0; i < n_readings; i++)
    {
      guint8 unit = (guint8) (pursuit_pinyin_spell (list[i])[0] - 'a');
      gboolean is_known = FALSE;

      for (guint k = 0; k < n; k++)
        is_known |= out_units[k] == unit;
      if (!is_known)
        out_units[n++] = unit;
    }
  if (n == 0)
    out_units[n++] = PURSUIT_NAME_UNREAD;

  return n;
}

/* Whether a word may begin after @c. */
gboolean
pursuit_name_is_separator (gunichar c)
{
  if (c < 0x80)
    return !g_ascii_isalnum ((char) c);

  return !pursuit_name_is_han (c) && !g_unichar_isalnum (c) && !g_unichar_ismark (c);
}

/* What people put into telephone numbers. */
gboolean
pursuit_name_separates_digits (char c)
{
  return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' || c == '/';
}

static guint32
make_head (gunichar c)
{
  guint32 head = pursuit_name_mark_head (c);
  guint8 units[PURSUIT_NAME_MOST_INITIALS];
  guint n = pursuit_name_is_han (c) ? pursuit_name_list_initials (c, units) : 0;

  for (guint i = 0; i < n; i++)
    head |= pursuit_name_mark_initial (units[i]);

  return head;
}

/* What was read last of a text. */
typedef struct
{
  guint8 units[PURSUIT_NAME_MOST_INITIALS];
  guint n_units;          /* 0 when nothing can follow it */
  gboolean was_han;
  gboolean begins_word;   /* the next character does */
  gboolean was_spaced;    /* something was no character of a word */
  char digit;             /* the last digit, perhaps with separators after it, or NUL */
  char ascii;             /* the last character, or NUL */
} Last;

static void
add_units (PursuitNameMarks *marks,
           Last             *last,
           const guint8     *units,
           guint             n_units)
{
  for (guint i = 0; i < last->n_units; i++)
    for (guint k = 0; k < n_units; k++)
      marks->pairs |= pursuit_name_mark_pair (last->units[i], units[k]);

  for (guint k = 0; k < n_units; k++)
    marks->initials |= pursuit_name_mark_initial (units[k]);
  memcpy (last->units, units, n_units);
  last->n_units = n_units;
}

static void
add_han (PursuitNameMarks *marks,
         Last             *last,
         gunichar          c)
{
  guint8 units[PURSUIT_NAME_MOST_INITIALS];
  guint n_units = pursuit_name_list_initials (c, units);
  const guint16 *list = NULL;
  guint n = pursuit_pinyin_list (c, &list);

  for (guint i = 0; i < n; i++)
    marks->syllables |= pursuit_name_mark_syllable (list[i]);
  for (guint i = 0; i < n_units; i++)
    if (units[i] < 26 && last->begins_word)
      marks->starts |= pursuit_name_mark_start ('a' + (gunichar) units[i]);
  add_units (marks, last, units, n_units);
  last->was_han = TRUE;
}

static void
add_ascii (PursuitNameMarks *marks,
           Last             *last,
           char              c,
           gboolean          is_in_name)
{
  int unit = is_in_name ? pursuit_name_get_unit (c) : -1;
  guint8 units[1] = { (guint8) unit };

  if (last->ascii != '\0')
    marks->grams |= pursuit_name_mark_gram (last->ascii, c);
  if (g_ascii_isdigit (c) && last->digit != '\0')
    marks->grams |= pursuit_name_mark_gram (last->digit, c);
  if (g_ascii_isdigit (c))
    last->digit = c;
  else if (!pursuit_name_separates_digits (c))
    last->digit = '\0';
  last->ascii = c;

  if (unit >= 0)
    {
      add_units (marks, last, units, 1);
      last->was_han = FALSE;
    }
  else if (!last->was_han || g_ascii_isalnum (c))
    {
      last->n_units = 0;
      last->was_han = FALSE;
    }
}

/**
 * pursuit_name_marks_make:
 * @text: a folded text
 * @length: its bytes
 * @name_length: how many of them are the name
 * @out_marks: (out): its marks
 */
void
pursuit_name_marks_make (const char       *text,
                         gsize             length,
                         gsize             name_length,
                         PursuitNameMarks *out_marks)
{
  const char *end = text + length;
  Last last = { .begins_word = TRUE };

  *out_marks = (PursuitNameMarks) { 0 };
  for (const char *p = text; p < end;)
    {
      gsize offset = (gsize) (p - text);
      gunichar c = pursuit_name_read_char (&p);

      if (offset == 0)
        out_marks->head = make_head (c);
      if (last.was_spaced && offset < name_length && pursuit_name_is_han (c))
        out_marks->head |= PURSUIT_NAME_SPACED;
      if (last.begins_word)
        out_marks->starts |= pursuit_name_mark_start (c);
      if (c < 0x80)
        add_ascii (out_marks, &last, (char) c, offset < name_length);
      else
        {
          out_marks->letters |= pursuit_name_mark_letter (c);
          last.ascii = last.digit = '\0';
          if (pursuit_name_is_han (c))
            add_han (out_marks, &last, c);
          else if (!last.was_han || !pursuit_name_is_separator (c))
            {
              last.n_units = 0;
              last.was_han = FALSE;
            }
        }
      last.begins_word = pursuit_name_is_separator (c);
      last.was_spaced |= last.begins_word;
    }
}
