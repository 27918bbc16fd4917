/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What long text is cut into, what typed words ask for, and how a place is shown where they are found. */

#include "pursuit-text-query.h"
#include "pursuit-text-tokens.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected;
} Case;

/* The tokens but for pinyin. */
static const Case token_cases[] = {
  { "", "" },
  { "  \t\n。，（）", "" },
  { "Offer for GTX4090", "offer for gtx 4090" },
  { "报价单", "报价 价单 单" },
  { "報價單", "报价 价单 单" },
  { "报价，单", "报价 价 单" },
  { "发了GTX报价", "发了 了 gtx 报价 价" },
  { "ＧＴＸ　１２", "gtx 12" },
  { "Élan E\u0301lan Straße", "elan elan strasse" },
  { "don't re-do", "don t re do" },
  { "a\u00adb c\u200bd", "ab cd" },
  { "a\u00a0b\u3000c", "a b c" },
  { "ﬁn ㈱", "fin 株" },
  { "あア", "あア ア" },
  { "한국 전자", "한국 전자" },
  { "13812345678", "13812345678" },
};

static const Case match_cases[] = {
  { "报价单", "(\"报价 价单\")" },
  { "報價", "(\"报价\")" },
  { "单", "(\"单\" *)" },
  { "9月 Offer", "(\"9 月\" *) AND (\"offer\" * OR \"~of ~ff ~fe ~er\")" },
  { "baojia", "(\"baojia\" * OR \"=bao =jia\" OR \"=bao =ji =a\" OR \"=ba =o =jia\" OR \"=ba =o =ji =a\")" },
  { "haikangwe", "(\"haikangwe\" * OR \"=hai =kang =we\" * OR \"=hai =ka =ng =we\" *)" },
  { "baoj", "(\"baoj\" * OR \"~ba ~ao ~oj\")" },
  { "bj", "(\"bj\" * OR \"~bj\")" },
  { "b", "(\"b\")" },
  { "server", "(\"server\" *)" },
  { "GTX报价", "(\"gtx 报价\")" },
  { "报价GTX", "(\"报价 价 gtx\" *)" },
  { "re-do", "(\"re do\" *)" },
  { "\" OR body:x NEAR(* ^", "(\"or\" * OR \"=o =r\" OR \"~or\") AND (\"body x\")"
    " AND (\"near\" * OR \"=ne =a =r\" OR \"=n =e =a =r\" OR \"~ne ~ea ~ar\")" },
};

static const char *const nothing[] = { NULL, "", "    ", "\t\n", "。，", "\"\"\"", "\xed\xa0\x80", "\xff\xfe" };

static const struct
{
  const char *words;
  const char *text;
  const char *expected;         /* with [ and ] for the marks, NULL when it is not found */
} snippet_cases[] = {
  { "报价", "昨天发了報價單。", "昨天发了[報價]單。" },
  { "单", "昨天发了報價單。", "昨天发了報價[單]。" },
  { "offer", "First OFFER,\nsecond offers", "First [OFFER], second [offers]" },
  { "second first", "First OFFER,\nsecond offers", "[First] OFFER, [second] offers" },
  { "first third", "First OFFER,\nsecond offers", NULL },
  { "elan", "un É\u0301lan", "un [É\u0301lan]" },
  { "价单", "报价 单", NULL },
  { "gtx4090", "the GTX 4090", "the [GTX 4090]" },
  { "ab", "x \002ab\003 y", "x [ab] y" },
  { "价报", "报价", NULL },
  { "baojia", "昨天发了報價單。", "昨天发了[報價]單。" },
  { "baoj", "昨天发了報價單。", NULL },
  { "guangdo", "在廣東省", "在[廣東]省" },
  { "bjd", "昨天发了報價單。", "昨天发了[報價單]。" },
  { "yinhang", "去银行，不行", "去[银行]，不行" },
  { "chongqing zq", "在重庆", "在[重庆]" },
  { "jiab", "昨天发了報價單。", NULL },
};

static int
list_token_cb (gpointer    data,
               const char *token,
               int         length,
               gsize       start,
               gsize       end,
               gboolean    colocated)
{
  GString *list = data;

  g_assert_cmpuint (strlen (token), ==, length);
  g_assert_cmpuint (start, <, end);
  g_assert_true (colocated == (strchr (PURSUIT_TOKEN_SYLLABLE PURSUIT_TOKEN_INITIALS, *token) != NULL));
  if (colocated)
    return 0;
  if (list->len > 0)
    g_string_append_c (list, ' ');
  g_string_append (list, token);

  return 0;
}

/* The pinyin of each place, those of one place separated by "/". */
static const Case pinyin_cases[] = {
  { "报价单", "~bj/=bao ~jc/~jd/~js/=jia/=jie =dan/=chan/=shan" },
  { "報價", "~bj/=bao =jia/=jie" },
  { "a价9", "=jia/=jie" },
  { "あ价", "=jia/=jie" },
};

static int
list_pinyin_cb (gpointer    data,
                const char *token,
                int         length,
                gsize       start,
                gsize       end,
                gboolean    colocated)
{
  GString *list = data;

  if (!colocated && list->len > 0 && list->str[list->len - 1] != ' ')
    g_string_append_c (list, ' ');
  if (strchr (PURSUIT_TOKEN_SYLLABLE PURSUIT_TOKEN_INITIALS, *token) == NULL)
    return 0;
  if (list->len > 0 && list->str[list->len - 1] != ' ')
    g_string_append_c (list, '/');
  g_string_append (list, token);

  return 0;
}

static void
test_pinyin (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pinyin_cases); i++)
    {
      g_autoptr(GString) list = g_string_new (NULL);

      pursuit_text_tokenize (pinyin_cases[i].text, strlen (pinyin_cases[i].text), list_pinyin_cb, list);
      g_strchomp (list->str);
      g_assert_cmpstr (list->str, ==, pinyin_cases[i].expected);
    }
}

static void
test_tokens (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (token_cases); i++)
    {
      g_autoptr(GString) list = g_string_new (NULL);

      g_assert_cmpint (pursuit_text_tokenize (token_cases[i].text, strlen (token_cases[i].text), list_token_cb, list), ==, 0);
      g_assert_cmpstr (list->str, ==, token_cases[i].expected);
    }
}

/* Whatever the bytes are, tokens are valid, short and lie within the text. */
static int
check_token_cb (gpointer    data,
                const char *token,
                int         length,
                gsize       start,
                gsize       end,
                gboolean    colocated)
{
  gsize *text_length = data;

  g_assert_true (g_utf8_validate (token, length, NULL));
  g_assert_cmpint (length, >, 0);
  g_assert_cmpint (length, <, 80);
  g_assert_cmpuint (end, <=, *text_length);

  return 0;
}

static void
test_any_bytes (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 2000; round++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, 200);
      g_autofree char *bytes = g_malloc (length + 1);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char) (g_rand_boolean (random) ? g_rand_int_range (random, 0, 256) : g_rand_int_range (random, 0xe0, 0xf0));
      g_assert_cmpint (pursuit_text_tokenize (bytes, length, check_token_cb, &length), ==, 0);
    }
}

static int
stop_cb (gpointer    data,
         const char *token,
         int         length,
         gsize       start,
         gsize       end,
         gboolean    colocated)
{
  guint *calls = data;

  return ++*calls == 2 ? 7 : 0;
}

static void
test_stops (void)
{
  guint calls = 0;

  g_assert_cmpint (pursuit_text_tokenize ("one two three", 13, stop_cb, &calls), ==, 7);
  g_assert_cmpuint (calls, ==, 2);
}

static void
test_match (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autoptr(PursuitTextQuery) query = pursuit_text_query_new (match_cases[i].text);
      g_autofree char *match = NULL;

      g_assert_nonnull (query);
      match = pursuit_text_query_dup_match (query);
      g_assert_cmpstr (match, ==, match_cases[i].expected);
    }
}

static void
test_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    g_assert_null (pursuit_text_query_new (nothing[i]));
}

static void
test_long (void)
{
  static const char *const pieces[] = { "价", "a", "a ", "价 ", "9a" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) words = g_string_new (NULL);
      g_autoptr(PursuitTextQuery) query = NULL;
      g_autofree char *match = NULL;

      for (guint n = 0; n < 10000; n++)
        g_string_append (words, pieces[i]);
      query = pursuit_text_query_new (words->str);
      g_assert_nonnull (query);
      match = pursuit_text_query_dup_match (query);
      g_assert_cmpuint (strlen (match), <, 4000);
    }
}

static char *
mark (const char *snippet)
{
  char *marked = g_strdup (snippet);

  for (char *p = marked; p != NULL && *p != '\0'; p++)
    *p = *p == *PURSUIT_MATCH_BEGIN ? '[' : *p == *PURSUIT_MATCH_END ? ']' : *p;

  return marked;
}

static void
test_snippet (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (snippet_cases); i++)
    {
      g_autoptr(PursuitTextQuery) query = pursuit_text_query_new (snippet_cases[i].words);
      g_autofree char *snippet = pursuit_text_query_dup_snippet (query, snippet_cases[i].text);
      g_autofree char *marked = mark (snippet);

      g_assert_cmpstr (marked, ==, snippet_cases[i].expected);
    }
}

/* From a long text the part is shown where most of the words stand together. */
static void
test_snippet_of_long_text (void)
{
  g_autoptr(PursuitTextQuery) query = pursuit_text_query_new ("offer 报价");
  g_autoptr(GString) text = g_string_new ("offer ");
  g_autofree char *snippet = NULL;
  g_autofree char *marked = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "和客户谈了很久 ");
  g_string_append (text, "the offer 新报价 was sent. ");
  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "和客户谈了很久 ");

  snippet = pursuit_text_query_dup_snippet (query, text->str);
  marked = mark (snippet);
  g_assert_nonnull (strstr (marked, "the [offer] 新[报价] was sent."));
  g_assert_true (g_str_has_prefix (marked, "…") && g_str_has_suffix (marked, "…"));
  g_assert_true (g_utf8_validate (marked, -1, NULL));
  g_assert_cmpuint (strlen (marked), <, 250);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text-query/tokens", test_tokens);
  g_test_add_func ("/core/text-query/pinyin-beside-chinese", test_pinyin);
  g_test_add_func ("/core/text-query/any-bytes-are-harmless", test_any_bytes);
  g_test_add_func ("/core/text-query/stops-when-told", test_stops);
  g_test_add_func ("/core/text-query/match-is-made-of-quoted-tokens", test_match);
  g_test_add_func ("/core/text-query/nothing-to-look-for", test_nothing);
  g_test_add_func ("/core/text-query/ten-thousand-characters", test_long);
  g_test_add_func ("/core/text-query/snippet-marks-the-original", test_snippet);
  g_test_add_func ("/core/text-query/snippet-of-a-long-text", test_snippet_of_long_text);

  return g_test_run ();
}
