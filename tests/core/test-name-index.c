/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is found by which words, in which order. */

#include "pursuit-name-index.h"
#include "pursuit-pinyin.h"
#include "pursuit-text.h"

#include <string.h>

#define TODAY 9600

/* The name up to a bar, then what else it is found by. */
static void
put (PursuitNameIndex *index,
     PursuitNameKind   kind,
     gint64            id,
     gint64            owner_id,
     guint             day,
     const char       *all)
{
  g_auto(GStrv) parts = g_strsplit (all, "|", 2);
  g_autofree char *joined = g_strjoinv (" ", parts);
  g_autofree char *text = pursuit_text_fold (joined);
  g_autofree char *name = pursuit_text_fold (parts[0]);
  PursuitNameEntry entry = { kind, id, owner_id, day, text, strlen (name) };

  pursuit_name_index_put (index, &entry);
}

static char *
dup_found (PursuitNameIndex          *index,
           const PursuitNameQuestion *question)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) hits = pursuit_name_index_find (index, question, NULL, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (found, "%s%d", i > 0 ? " " : "",
                            (int) g_array_index (hits, PursuitNameHit, i).ref.id);

  return g_string_free (found, FALSE);
}

#define assert_found(index, question, expected)                                             \
  G_STMT_START                                                                              \
    {                                                                                       \
      g_autofree char *found_ = dup_found ((index), (question));                            \
                                                                                            \
      if (g_strcmp0 (found_, (expected)) != 0)                                              \
        g_error ("“%s” finds “%s”, not “%s”", (question)->words, found_, (expected));       \
    }                                                                                       \
  G_STMT_END

/* One text, what finds it, what does not. */
static const struct
{
  const char *text;
  const char *found_by;         /* separated by bars */
  const char *not_found_by;
} rules[] = {
  { "杭州海康威视数字技术股份有限公司",
    "海康|海康威视|康|hkws|haikang|haik|h|h康ws|haikws|海kang|hzhkws|有限公司|yxgs|youxian|shuziji|szjs|威视 海康|hk gs|HKWS|gongs",
    "hkx|haikk|海威|hkvs|iang|康海|ws康|hkw s zz" },
  { "興業銀行", "兴业|興业|銀行|yinhang|xyyh|yinxing|xingye|yh", "xyyk|业兴" },
  { "长沙重庆厦门", "changsha|zhangsha|chongqing|zhongqing|xiamen|shamen|cs|zs|zhs|chs|cqxm|zhangshachong", "changzha" },
  { "吕氏绿能", "lvshi|lushi|lsln|lvs|lvneng|luneng", "lyshi" },
  { "西安银行", "xian|xianyinhang|xa|xayh|xi an", "xn" },
  { "Müller & Søn Ærø A/S", "muller|MÜLLER|son|søn|aero|müller søn|a/s|ær", "mullersson" },
  { "TCL科技集团", "tcl|tclkj|tclkjjt|TCL科技|tcl科j|科技|kjjt|lkj", "tkj|tcljk" },
  { "Ｈｉｋ　Ｖｉｓｉｏｎ", "hik|hik vision|vision hik|ｈｉｋ", "hikvision" },
  { "王小明|采购总监 13800138000 wang@example.com", "138|1380013|138 0013|0013 8000|138-0013-8000|wang@|example|cgzj|王小明|wxm|xiaoming",
    "13900|139 0013" },
  { "张三|(0571) 8899-7766", "05718899|0571-8899|8899 7766|057188997766|zs|zhang", "0571 9988" },
  { "华为（上海）", "hwsh|huaweish", "为沪|华为上海" },
  { "龘", "龘|da", "ta" },
};

static void
check_rule (guint i)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_auto(GStrv) found_by = g_strsplit (rules[i].found_by, "|", -1);
  g_auto(GStrv) not_found_by = g_strsplit (rules[i].not_found_by, "|", -1);
  PursuitNameQuestion question = { .kinds = 1 << PURSUIT_NAME_CUSTOMER, .today = TODAY, .limit = 5 };

  put (index, PURSUIT_NAME_CUSTOMER, 1, 0, 0, "uuu");
  put (index, PURSUIT_NAME_CUSTOMER, 2, 0, 0, rules[i].text);
  for (guint k = 0; found_by[k] != NULL; k++)
    {
      question.words = found_by[k];
      assert_found (index, &question, "2");
    }
  for (guint k = 0; not_found_by[k] != NULL; k++)
    {
      question.words = not_found_by[k];
      assert_found (index, &question, "");
    }
}

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    check_rule (i);
}

/* By a comma: the words, then the ids in the order in which they are to come. */
static const struct
{
  const char *promise;
  const char *words;
  const char *texts[6];         /* ids from 1 */
  const char *expected;
} orders[] = {
  { "whole name before prefix before word before inside", "mill",
    { "sawmill", "harbour mill", "mill works", "mill", "watermills" }, "4 3 2 1 5" },
  { "whole name of several words", "harbour mill", { "mill harbour", "old harbour mill", "harbour mill" }, "3 1 2" },
  { "as typed before pinyin", "hai", { "海港", "hai gang" }, "2 1" },
  { "pinyin of the whole name before a prefix", "hk", { "海康威视", "海康" }, "2 1" },
  { "shorter before longer", "海", { "海康威视数字", "海康威视", "海康" }, "3 2 1" },
  { "earlier id among equals", "海", { "海港", "海浪", "海鸥" }, "1 2 3" },
  { "short name is a word", "海康", { "杭州海康威视", "杭州数字|海康" }, "2 1" },
};

static void
test_orders (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
      PursuitNameQuestion question = { .words = orders[i].words, .kinds = 1 << PURSUIT_NAME_DEAL, .today = TODAY, .limit = 9 };

      for (guint k = 0; orders[i].texts[k] != NULL; k++)
        put (index, PURSUIT_NAME_DEAL, k + 1, 0, 0, orders[i].texts[k]);
      g_test_message ("%s", orders[i].promise);
      assert_found (index, &question, orders[i].expected);
    }
}

static void
test_recent_and_own (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  const PursuitNameRef recent[] = { { PURSUIT_NAME_CONTACT, 4 }, { PURSUIT_NAME_CUSTOMER, 5 } };
  PursuitNameQuestion question = { .words = "海", .kinds = 0xf, .today = TODAY, .limit = 9, .own_id = 7 };

  put (index, PURSUIT_NAME_CUSTOMER, 1, 0, 0, "海一");
  put (index, PURSUIT_NAME_CUSTOMER, 2, 7, 0, "海二");
  put (index, PURSUIT_NAME_CUSTOMER, 3, 0, TODAY - 100, "海三");
  put (index, PURSUIT_NAME_CONTACT, 4, 0, 0, "海四");
  put (index, PURSUIT_NAME_CUSTOMER, 5, 0, 0, "海五");
  put (index, PURSUIT_NAME_STAFF, 6, 0, TODAY, "上海");
  assert_found (index, &question, "3 2 1 5 4 6");

  question.recent = recent;
  question.n_recent = G_N_ELEMENTS (recent);
  assert_found (index, &question, "4 5 3 2 1 6");
}

/* The best few of many are the first of all, however few are wanted. */
static void
test_limit_keeps_the_best (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  static const char *const words[] = { "海", "hai", "h", "科技", "kj", "海 科技", "hai kj", "1", "zz" };
  PursuitNameQuestion question = { .kinds = 0xf, .today = TODAY, .own_id = 3 };

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s%u%s", i % 3 == 0 ? "上" : "", i % 7 == 0 ? "hai" : "海", i % 50,
                                               i % 5 == 0 ? " 科技" : "科技公司");

      put (index, (PursuitNameKind) (i % 4), i + 1, i % 6, i % 4 == 0 ? 0 : TODAY - i, name);
    }
  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    {
      g_autofree char *all = NULL;

      question.words = words[w];
      question.limit = 1000;
      all = dup_found (index, &question);
      for (question.limit = 1; question.limit <= 30; question.limit += 7)
        {
          g_autofree char *few = dup_found (index, &question);

          g_assert_true (g_str_has_prefix (all, few));
        }
    }
}

static gboolean
owns_odd (PursuitNameKind kind,
          gint64          owner_id,
          gpointer        data)
{
  guint *n_asked = data;

  (*n_asked)++;
  return owner_id % 2 == 1 && kind == PURSUIT_NAME_CUSTOMER;
}

/* Whoever asks is asked about an owner once, not about every entry. */
static void
test_rights (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  guint n_asked = 0;
  PursuitNameQuestion question = { .words = "海", .kinds = 0xf, .may_see = owns_odd, .data = &n_asked, .limit = 9 };

  for (guint i = 1; i <= 40; i++)
    put (index, i % 3 == 0 ? PURSUIT_NAME_DEAL : PURSUIT_NAME_CUSTOMER, i, i % 4, 0, i < 6 ? "海" : "康");
  assert_found (index, &question, "1 5");
  g_assert_cmpuint (n_asked, ==, 4 * PURSUIT_NAME_N_KINDS);
}

static void
test_changes (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  PursuitNameQuestion question = { .words = "海", .kinds = 0xf, .limit = 9 };

  put (index, PURSUIT_NAME_CUSTOMER, 5, 0, 0, "海五");
  put (index, PURSUIT_NAME_CUSTOMER, 9, 0, 0, "海九");
  put (index, PURSUIT_NAME_CUSTOMER, 2, 0, 0, "海二");
  assert_found (index, &question, "2 5 9");
  put (index, PURSUIT_NAME_CUSTOMER, 5, 0, 0, "康五");
  assert_found (index, &question, "2 9");
  g_assert_true (pursuit_name_index_remove (index, PURSUIT_NAME_CUSTOMER, 2));
  g_assert_false (pursuit_name_index_remove (index, PURSUIT_NAME_CUSTOMER, 2));
  g_assert_false (pursuit_name_index_remove (index, PURSUIT_NAME_DEAL, 9));
  assert_found (index, &question, "9");
  g_assert_cmpuint (pursuit_name_index_count (index, PURSUIT_NAME_CUSTOMER), ==, 2);
  put (index, PURSUIT_NAME_CUSTOMER, 2, 0, 0, "海二");
  assert_found (index, &question, "2 9");
  g_assert_cmpuint (pursuit_name_index_count (index, PURSUIT_NAME_CUSTOMER), ==, 3);
}

/* Changing the same names for ever takes no more memory than they do. */
static void
test_clears_away (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  PursuitNameQuestion question = { .words = "海 1234", .kinds = 0xf, .limit = 9 };
  gsize size;

  for (guint i = 0; i < 3000; i++)
    put (index, PURSUIT_NAME_CUSTOMER, i, 0, 0, "海康威视数字技术股份有限公司 1234");
  size = pursuit_name_index_get_size (index);
  for (guint round = 0; round < 10; round++)
    for (guint i = 0; i < 3000; i++)
      {
        if (i % 2 == 0)
          pursuit_name_index_remove (index, PURSUIT_NAME_CUSTOMER, i);
        else
          put (index, PURSUIT_NAME_CUSTOMER, i, 0, 0, round == 9 ? "海康 1234" : "康威视数字技术股份有限公司 12");
      }
  g_assert_cmpuint (pursuit_name_index_get_size (index), <, 3 * size);
  g_assert_cmpuint (pursuit_name_index_count (index, PURSUIT_NAME_CUSTOMER), ==, 1500);
  assert_found (index, &question, "1 3 5 7 9 11 13 15 17");
}

/* The slow obvious twin: what @word could be read as, one character after the other. */
static gboolean
twin_reads (const char *text,
            gsize       left_in_name,
            const char *word,
            gboolean    after_han)
{
  gunichar c = g_utf8_get_char (text);
  const char *next = *text != '\0' ? g_utf8_next_char (text) : text;
  gsize left = left_in_name > (gsize) (next - text) ? left_in_name - (gsize) (next - text) : 0;
  const guint16 *list = NULL;
  guint n;

  if (*word == '\0')
    return TRUE;
  if (c == 0)
    return FALSE;
  if (c < 0x80 && !g_ascii_isalnum ((char) c))
    {
      while (*next != '\0' && (guchar) *next < 0x80 && !g_ascii_isalnum (*next))
        next++;
      left = left_in_name > (gsize) (next - text) ? left_in_name - (gsize) (next - text) : 0;
      return after_han && (guchar) *next >= 0x80 && twin_reads (next, left, word, TRUE);
    }
  if (c < 0x80)
    return left_in_name > 0 && *word == *text && twin_reads (next, left, word + 1, FALSE);
  if (c == g_utf8_get_char (word) && twin_reads (next, left, g_utf8_next_char (word), TRUE))
    return TRUE;

  n = pursuit_pinyin_list (c, &list);
  for (guint i = 0; i < n; i++)
    {
      const char *spelled = pursuit_pinyin_spell (list[i]);
      gsize length = strlen (spelled);

      if (g_str_has_prefix (spelled, word) ||
          (word[0] == spelled[0] && twin_reads (next, left, word + 1, TRUE)) ||
          (strchr ("zcs", spelled[0]) != NULL && spelled[1] == 'h' && g_str_has_prefix (word, (char[]) { spelled[0], 'h', 0 }) &&
           twin_reads (next, left, word + 2, TRUE)) ||
          (g_str_has_prefix (word, spelled) && twin_reads (next, left, word + length, TRUE)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
twin_finds (const char *text,
            gsize       name_length,
            const char *word)
{
  gboolean has_letter = FALSE;

  for (const char *p = word; *p != '\0'; p++)
    has_letter |= g_ascii_isalpha (*p);
  if (strstr (text, word) != NULL)
    return TRUE;

  for (const char *p = text; has_letter && *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize offset = (gsize) (p - text);

      if ((guchar) *p < 0x80 && !g_ascii_isalnum (*p))
        continue;
      if (twin_reads (p, name_length > offset ? name_length - offset : 0, word, FALSE))
        return TRUE;
    }

  return FALSE;
}

static char *
make_up (GRand             *rand,
         const char *const *pieces,
         guint              n_pieces,
         int                most)
{
  g_autoptr(GString) text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 1, most + 1);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, (gint32) n_pieces)]);

  return pursuit_text_fold (text->str);
}

static void
compare_with_twin (PursuitNameIndex *index,
                   GPtrArray        *texts,
                   const char       *word)
{
  g_autoptr(GArray) ids = pursuit_name_index_match (index, PURSUIT_NAME_CUSTOMER, word, NULL, NULL);
  guint next = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      PursuitNameEntry entry;
      gboolean is_found = next < ids->len && g_array_index (ids, gint64, next) == i + 1;

      g_assert_true (pursuit_name_index_look_up (index, PURSUIT_NAME_CUSTOMER, i + 1, &entry));
      if (is_found != twin_finds (entry.text, entry.name_length, word))
        g_error ("“%s” %s “%s”", word, is_found ? "finds" : "does not find", entry.text);
      next += is_found;
    }
  g_assert_cmpuint (next, ==, ids->len);
}

static void
test_twin (void)
{
  static const char *const text_pieces[] = { "海", "康", "威", "视", "长", "沙", "重", "庆", "行", "西", "安", "先", "女", "吕", "a",
                                             "h", "k", "x", "n", "1", "38", " ", " ", "(", "有限公司" };
  static const char *const word_pieces[] = { "h", "a", "hai", "k", "kang", "x", "xi", "an", "chang", "zhang", "zh", "ch", "sha", "n", "v",
                                             "g", "u", "s", "海", "康", "长", "yx", "1", "l", "ang", "i", "ong" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = make_up (rand, text_pieces, G_N_ELEMENTS (text_pieces), 7);
      g_autofree char *rest = make_up (rand, text_pieces, G_N_ELEMENTS (text_pieces), 4);
      char *all = g_strdup_printf ("%s|%s", *name != '\0' ? name : "x", rest);

      g_ptr_array_add (texts, all);
      put (index, PURSUIT_NAME_CUSTOMER, i + 1, 0, 0, all);
    }
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *word = make_up (rand, word_pieces, G_N_ELEMENTS (word_pieces), 5);

      compare_with_twin (index, texts, word);
    }
}

/* What is passed over because it cannot be among the best few, is not among them when nothing is passed over. */
static void
compare_with_all (PursuitNameIndex *index,
                  const char       *words)
{
  PursuitNameQuestion question = { .words = words, .kinds = 0xf, .today = TODAY, .own_id = 3, .limit = 1000 };
  g_autoptr(GArray) all = pursuit_name_index_find (index, &question, NULL, NULL);
  g_autoptr(GArray) few = NULL;
  g_autoptr(GArray) each = NULL;
  guint n[PURSUIT_NAME_N_KINDS] = { 0 };
  guint next = 0;

  question.limit = 4;
  few = pursuit_name_index_find (index, &question, NULL, NULL);
  g_assert_cmpuint (few->len, ==, MIN (all->len, 4));
  for (guint i = 0; i < few->len; i++)
    g_assert_cmpuint (g_array_index (few, PursuitNameHit, i).key, ==, g_array_index (all, PursuitNameHit, i).key);

  question.each = TRUE;
  each = pursuit_name_index_find (index, &question, NULL, NULL);
  for (guint i = 0; i < all->len; i++)
    if (n[g_array_index (all, PursuitNameHit, i).ref.kind]++ < 4)
      g_assert_cmpuint (g_array_index (each, PursuitNameHit, next++).key, ==, g_array_index (all, PursuitNameHit, i).key);
  g_assert_cmpuint (next, ==, each->len);
}

static void
test_best_few (void)
{
  static const char *const text_pieces[] = { "海", "康", "威", "长", "沙", "行", "西", "安", "a", "h", "k", "x", "1", "38", " ", " ", "(", "é", "。" };
  static const char *const word_pieces[] = { "h", "a", "hai", "k", "x", "xi", "chang", "zh", "ch", "s", "海", "长", "1", " ", "(", "e", "。", "13" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = make_up (rand, text_pieces, G_N_ELEMENTS (text_pieces), 5);
      g_autofree char *rest = make_up (rand, text_pieces, G_N_ELEMENTS (text_pieces), 4);
      g_autofree char *all = g_strdup_printf ("%s|%s", name, rest);

      put (index, (PursuitNameKind) g_rand_int_range (rand, 0, PURSUIT_NAME_N_KINDS), i + 1, g_rand_int_range (rand, 0, 6),
           (guint) (TODAY - g_rand_int_range (rand, 0, 100)), all);
    }
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *words = make_up (rand, word_pieces, G_N_ELEMENTS (word_pieces), 4);

      compare_with_all (index, words);
    }
}

/* So many that one kind is searched beside the others finds what each kind finds alone. */
static void
test_many (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  PursuitNameQuestion question = { .words = "hai 1", .kinds = 0xf, .today = TODAY, .limit = 5, .each = TRUE };
  guint n_found = 0;

  for (guint i = 0; i < 24000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", i % 3 == 0 ? "海" : "康", i * 7919 % 24000);

      put (index, i % 100 == 0 ? PURSUIT_NAME_CUSTOMER : i % 100 == 1 ? PURSUIT_NAME_DEAL : PURSUIT_NAME_CONTACT, i + 1, i % 5, 0, name);
    }
  for (guint kind = 0; kind < PURSUIT_NAME_N_KINDS; kind++)
    {
      PursuitNameQuestion alone = { .words = "hai 1", .kinds = 1u << kind, .today = TODAY, .limit = 5 };
      g_autoptr(GArray) hits = pursuit_name_index_find (index, &alone, NULL, NULL);
      g_autoptr(GArray) all = pursuit_name_index_find (index, &question, NULL, NULL);
      guint next = 0;

      for (guint i = 0; i < all->len; i++)
        if (g_array_index (all, PursuitNameHit, i).ref.kind == kind)
          g_assert_cmpuint (g_array_index (all, PursuitNameHit, i).key, ==, g_array_index (hits, PursuitNameHit, next++).key);
      g_assert_cmpuint (next, ==, hits->len);
      n_found += hits->len;
    }
  g_assert_cmpuint (n_found, ==, 15);

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_name_index_find (index, &question, cancellable, NULL));
}

/* Nothing that is typed, pasted or made up does harm. */
static void
test_bad_words (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autofree char *letters = g_strnfill (10000, 'h');
  g_autofree char *spaces = g_strnfill (10000, ' ');
  g_autofree char *digits = g_strnfill (10000, '1');
  g_autoptr(GString) many = g_string_new (NULL);
  const char *const nothing[] = { "", "   ", spaces, letters, digits, "\xed\xa0\x80", "\xff\xfe", "h\xc3", "\xf0\x9f", "\t\n", "\x01" };
  PursuitNameQuestion question = { .kinds = 0xf, .limit = 9 };

  put (index, PURSUIT_NAME_CUSTOMER, 1, 0, 0, "海康 1");
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      question.words = nothing[i];
      assert_found (index, &question, "");
    }

  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "h ");
  question.words = many->str;
  assert_found (index, &question, "1");
  question.words = "海";
  question.limit = 0;
  assert_found (index, &question, "");
}

static void
test_long_text (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autoptr(GString) text = g_string_new ("海");
  PursuitNameQuestion question = { .words = "h", .kinds = 0xf, .limit = 9 };
  PursuitNameEntry entry;

  while (text->len < 300000)
    g_string_append (text, "康");
  put (index, PURSUIT_NAME_CUSTOMER, 1, 0, 0, text->str);
  assert_found (index, &question, "1");
  g_assert_true (pursuit_name_index_look_up (index, PURSUIT_NAME_CUSTOMER, 1, &entry));
  g_assert_cmpuint (strlen (entry.text), <=, 65536);
  g_assert_true (g_utf8_validate (entry.text, -1, NULL));
}

static void
test_cancelled (void)
{
  g_autoptr(PursuitNameIndex) index = pursuit_name_index_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  PursuitNameQuestion question = { .words = "海", .kinds = 0xf, .limit = 9 };

  put (index, PURSUIT_NAME_CUSTOMER, 1, 0, 0, "海");
  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_name_index_find (index, &question, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (pursuit_name_index_match (index, PURSUIT_NAME_CUSTOMER, "海", cancellable, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/name-index/finds-what-rules-say", test_rules);
  g_test_add_func ("/core/name-index/puts-the-best-first", test_orders);
  g_test_add_func ("/core/name-index/prefers-recent-and-own", test_recent_and_own);
  g_test_add_func ("/core/name-index/limit-keeps-the-best", test_limit_keeps_the_best);
  g_test_add_func ("/core/name-index/leaves-out-what-may-not-be-seen", test_rights);
  g_test_add_func ("/core/name-index/follows-changes", test_changes);
  g_test_add_func ("/core/name-index/clears-away", test_clears_away);
  g_test_add_func ("/core/name-index/finds-what-its-twin-finds", test_twin);
  g_test_add_func ("/core/name-index/finds-the-best-of-all", test_best_few);
  g_test_add_func ("/core/name-index/finds-the-same-among-many", test_many);
  g_test_add_func ("/core/name-index/bears-bad-words", test_bad_words);
  g_test_add_func ("/core/name-index/bears-long-texts", test_long_text);
  g_test_add_func ("/core/name-index/can-be-cancelled", test_cancelled);

  return g_test_run ();
}
