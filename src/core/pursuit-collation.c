/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-collation.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "pursuit-collation-built.h"
#include "pursuit-collation-private.h"

/*
 * The order of names: Chinese by pinyin, numbers by their value, everything else as the Unicode collation has it. A name is
 * turned into a key once, when it is written; keys compare byte by byte, so that an index keeps them in order.
 *
 * The engine reads most characters of several readings in one way only. What it gets wrong at the beginning of many names is
 * listed here, each beside a word that it reads as the name is read.
 */

/* To be raised with every change of the keys that is ours: they are then made anew. */
#define RECIPE 1

/* After so many characters nobody looks any more. */
#define MOST_UNITS 100

/* Names of people have no more characters. */
#define SHORT_NAME 4

typedef enum
{
  ANYWHERE,
  AT_START,
  AT_START_OF_SHORT,    /* surnames */
} Where;

typedef struct
{
  const char *word;
  const char *read_as;    /* of the same length in UTF-16 */
  Where where;
} Reading;

/* Of two that fit the first counts. */
static const Reading readings[] = {
  { "重慶", "重庆", ANYWHERE }, { "重新", "虫新", ANYWHERE }, { "重组", "虫组", ANYWHERE }, { "重組", "虫組", ANYWHERE },
  { "重启", "虫启", ANYWHERE }, { "重阳", "虫阳", ANYWHERE }, { "重陽", "虫陽", ANYWHERE },
  { "长子", "掌子", AT_START }, { "长老", "掌老", AT_START }, { "长辈", "掌辈", AT_START }, { "长者", "掌者", AT_START },
  { "长官", "掌官", AT_START }, { "长孙", "掌孙", AT_START }, { "長子", "掌子", AT_START }, { "長老", "掌老", AT_START },
  { "長者", "掌者", AT_START }, { "長孫", "掌孫", AT_START }, { "长", "常", AT_START }, { "長", "常", AT_START },
  { "长沙", "常沙", ANYWHERE }, { "長沙", "常沙", ANYWHERE }, { "长春", "常春", ANYWHERE }, { "長春", "常春", ANYWHERE },
  { "长江", "常江", ANYWHERE }, { "長江", "常江", ANYWHERE }, { "长城", "常城", ANYWHERE }, { "長城", "常城", ANYWHERE },
  { "长安", "常安", ANYWHERE }, { "長安", "常安", ANYWHERE }, { "长三角", "常三角", ANYWHERE }, { "长虹", "常虹", ANYWHERE },
  { "厦门", "夏门", ANYWHERE }, { "廈門", "夏門", ANYWHERE }, { "厦", "夏", AT_START }, { "廈", "夏", AT_START },
  { "六安", "路安", ANYWHERE }, { "台州", "胎州", ANYWHERE }, { "丽水", "离水", ANYWHERE }, { "麗水", "离水", ANYWHERE },
  { "蚌埠", "泵埠", ANYWHERE }, { "番禺", "潘禺", ANYWHERE }, { "铅山", "盐山", ANYWHERE }, { "鉛山", "盐山", ANYWHERE },
  { "单县", "善县", ANYWHERE }, { "單縣", "善縣", ANYWHERE }, { "乐清", "月清", ANYWHERE }, { "樂清", "月清", ANYWHERE },
  { "乐亭", "涝亭", ANYWHERE }, { "東阿", "東鹅", ANYWHERE }, { "东阿", "东鹅", ANYWHERE }, { "涡阳", "锅阳", ANYWHERE },
  { "西藏", "西葬", ANYWHERE }, { "藏药", "葬药", ANYWHERE }, { "藏医", "葬医", ANYWHERE }, { "阿胶", "鹅胶", ANYWHERE },
  { "阿膠", "鹅膠", ANYWHERE }, { "银行", "银杭", ANYWHERE }, { "銀行", "銀杭", ANYWHERE }, { "商行", "商杭", ANYWHERE },
  { "行业", "杭业", ANYWHERE }, { "行業", "杭業", ANYWHERE }, { "行情", "杭情", ANYWHERE }, { "会计", "快计", ANYWHERE },
  { "會計", "快計", ANYWHERE }, { "会稽", "快稽", ANYWHERE }, { "调味", "条味", ANYWHERE }, { "調味", "条味", ANYWHERE },
  { "调节", "条节", ANYWHERE }, { "空调", "空条", ANYWHERE }, { "空調", "空条", ANYWHERE }, { "音乐", "音月", ANYWHERE },
  { "音樂", "音月", ANYWHERE }, { "乐器", "月器", ANYWHERE }, { "樂器", "月器", ANYWHERE }, { "人参", "人深", ANYWHERE },
  { "海参", "海深", ANYWHERE },
  { "万俟", "莫其", AT_START_OF_SHORT }, { "尉迟", "玉迟", AT_START_OF_SHORT }, { "尉遲", "玉遲", AT_START_OF_SHORT },
  { "曾", "增", AT_START_OF_SHORT }, { "单", "善", AT_START_OF_SHORT }, { "單", "善", AT_START_OF_SHORT },
  { "仇", "求", AT_START_OF_SHORT }, { "解", "谢", AT_START_OF_SHORT }, { "查", "渣", AT_START_OF_SHORT },
  { "翟", "宅", AT_START_OF_SHORT }, { "区", "欧", AT_START_OF_SHORT }, { "區", "欧", AT_START_OF_SHORT },
  { "朴", "瓢", AT_START_OF_SHORT }, { "缪", "妙", AT_START_OF_SHORT }, { "繆", "妙", AT_START_OF_SHORT },
};

/* The same for the engine: made once, read from every thread. */
typedef struct
{
  UCollator *collator;      /* NULL when the engine has no data: bytes then have to do */
  gint64 version;
  GArray *words;            /* Word */
  guint8 first[8192];       /* bit n: a word begins with the unit n */
} Collation;

typedef struct
{
  UChar word[4];
  UChar read_as[4];
  gsize length;
  Where where;
} Word;

static gsize
to_utf16 (const char *text,
          gsize       length,
          UChar      *out_units,
          gsize       size)
{
  UErrorCode code = U_ZERO_ERROR;
  int32_t n_units = 0;

  /* What is not UTF-8 becomes a replacement character; a longer text is cut off. */
  u_strFromUTF8WithSub (out_units, (int32_t) size, &n_units, text, (int32_t) length, 0xfffd, NULL, &code);

  return MIN ((gsize) n_units, size);
}

static void
add_word (Collation     *self,
          const Reading *reading)
{
  Word word = { .where = reading->where };

  word.length = to_utf16 (reading->word, strlen (reading->word), word.word, G_N_ELEMENTS (word.word));
  g_assert (to_utf16 (reading->read_as, strlen (reading->read_as), word.read_as, G_N_ELEMENTS (word.read_as)) == word.length);
  g_array_append_val (self->words, word);
  self->first[word.word[0] >> 3] |= (guint8) (1 << (word.word[0] & 7));
}

static gpointer
make_collation (gpointer data)
{
  Collation *self = g_new0 (Collation, 1);
  UErrorCode code = U_ZERO_ERROR;
  UVersionInfo version;

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    add_word (self, &readings[i]);

  self->collator = ucol_open (PURSUIT_COLLATION_LOCALE, &code);
  if (self->collator != NULL)
    ucol_setAttribute (self->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &code);
  if (U_FAILURE (code))
    {
      g_clear_pointer (&self->collator, ucol_close);
      return self;
    }

  ucol_getVersion (self->collator, version);
  self->version = (gint64) RECIPE << 32;
  for (guint i = 0; i < U_MAX_VERSION_LENGTH; i++)
    self->version |= (gint64) version[i] << (24 - 8 * i);
  return self;
}

static GOnce collation = G_ONCE_INIT;

static Collation *
get_collation (void)
{
  return g_once (&collation, make_collation, NULL);
}

/* For the tests: whether the engine's data was read, which takes some megabytes. */
gboolean
pursuit_collation_is_read (void)
{
  return g_atomic_int_get ((int *) &collation.status) == G_ONCE_STATUS_READY;
}

/**
 * pursuit_collation_get_version:
 *
 * Keys of different versions must not be mixed: whoever keeps keys notes what made them, and makes them anew when a later
 * version would make others. A later version has a greater number. With the library that the program was built with this is
 * known without reading the engine's data: whoever only opens a file pays nothing for the order in it.
 *
 * Returns: the version of our recipe and of the collation engine's data, 0 when the engine has none
 */
gint64
pursuit_collation_get_version (void)
{
  static const UVersionInfo built_with = PURSUIT_COLLATION_BUILT_WITH;
  UVersionInfo library;

  u_getVersion (library);
  if (!pursuit_collation_is_read () && memcmp (library, built_with, sizeof library) == 0)
    return (gint64) RECIPE << 32 | PURSUIT_COLLATION_BUILT_VERSION;

  return get_collation ()->version;
}

/**
 * pursuit_collation_get_name:
 *
 * Returns: what kind of order it is, as text for a file
 */
const char *
pursuit_collation_get_name (void)
{
  return PURSUIT_COLLATION_LOCALE;
}

static gboolean
fits (const Word  *word,
      const UChar *units,
      gsize        n_units,
      gsize        at)
{
  if (word->where != ANYWHERE && at > 0)
    return FALSE;
  if (word->where == AT_START_OF_SHORT && n_units > SHORT_NAME)
    return FALSE;

  return at + word->length <= n_units && memcmp (word->word, units + at, word->length * sizeof (UChar)) == 0;
}

/* Writes every word of the table as it is read. */
static void
read_aloud (Collation *self,
            UChar     *units,
            gsize      n_units)
{
  for (gsize at = 0; at < n_units; at++)
    {
      if (!(self->first[units[at] >> 3] & (1 << (units[at] & 7))))
        continue;
      for (guint i = 0; i < self->words->len; i++)
        {
          const Word *word = &g_array_index (self->words, Word, i);

          if (!fits (word, units, n_units, at))
            continue;
          memcpy (units + at, word->read_as, word->length * sizeof (UChar));
          at += word->length - 1;
          break;
        }
    }
}

/* The beginning of the key; of one that does not fit the engine says only how long it is. */
static gsize
get_key (Collation   *self,
         const UChar *units,
         gsize        n_units,
         guint8      *out_key)
{
  guint8 whole[1024];
  g_autofree guint8 *longer = NULL;
  int32_t n_bytes = ucol_getSortKey (self->collator, units, (int32_t) n_units, whole, sizeof whole);
  gsize length;

  if (n_bytes > (int32_t) sizeof whole)
    {
      longer = g_malloc (n_bytes);
      n_bytes = ucol_getSortKey (self->collator, units, (int32_t) n_units, longer, n_bytes);
    }

  /* The zero at the end would only take room. */
  length = MIN ((gsize) MAX (n_bytes - 1, 0), PURSUIT_COLLATION_KEY_SIZE);
  memcpy (out_key, longer != NULL ? longer : whole, length);
  return length;
}

/**
 * pursuit_collation_make_key:
 * @text: (nullable): a name; any bytes will do
 * @out_key: (out) (array fixed-size=PURSUIT_COLLATION_KEY_SIZE): its key
 *
 * Makes what a name is sorted by. Names that agree in their first hundred characters may have the same key. May be called
 * from any thread.
 *
 * Returns: how long the key is; 0 for nothing
 */
gsize
pursuit_collation_make_key (const char *text,
                            guint8     *out_key)
{
  Collation *self = get_collation ();
  /* A character has four bytes at most, and what is cut off in the middle of one is behind the last that counts. */
  gsize length = text != NULL ? strnlen (text, MOST_UNITS * 4 + 4) : 0;
  UChar units[MOST_UNITS];
  gsize n_units;

  if (length == 0)
    return 0;
  if (self->collator == NULL)
    {
      length = MIN (length, PURSUIT_COLLATION_KEY_SIZE);
      memcpy (out_key, text, length);
      return length;
    }

  n_units = to_utf16 (text, length, units, MOST_UNITS);
  read_aloud (self, units, n_units);
  return get_key (self, units, n_units, out_key);
}
