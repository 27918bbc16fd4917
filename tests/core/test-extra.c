/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "pursuit-error.h"
#include "pursuit-extra.h"

static PursuitExtra *
parse (const char *json)
{
  g_autoptr(GError) error = NULL;
  PursuitExtra *extra = pursuit_extra_parse (json, &error);

  g_assert_no_error (error);
  return extra;
}

static void
assert_prints (const char *json,
               const char *expected)
{
  g_autoptr(PursuitExtra) extra = parse (json);
  g_autofree char *text = pursuit_extra_print (extra);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_form (void)
{
  assert_prints (NULL, NULL);
  assert_prints (" ", NULL);
  assert_prints ("{}", NULL);
  assert_prints ("{\"a\":null}", NULL);
  assert_prints ("{\"a\":\"\"}", NULL);
  assert_prints ("{ \"b\" : 1 , \"a\" : true }", "{\"a\":true,\"b\":1}");
  assert_prints ("{\"a\":12.50,\"b\":-0.0001,\"c\":1e2}", "{\"a\":12.5,\"b\":-0.0001,\"c\":100}");
  assert_prints ("{\"a\":0.1,\"b\":99999999999.9999}", "{\"a\":0.1,\"b\":99999999999.9999}");
  assert_prints ("{\"a\":9007199254740993}", "{\"a\":9007199254740993}");
  assert_prints ("{\"a\":\"甲 \\u0022x\\\\\\n\"}", "{\"a\":\"甲 \\\"x\\\\\\u000a\"}");
}

/* What another program put there is kept, whatever it is. */
static void
test_keeps_the_unknown (void)
{
  assert_prints ("{\"z\":{\"y\":[1,\"x\"]},\"a\":1}", "{\"a\":1,\"z\":{\"y\":[1,\"x\"]}}");
  assert_prints ("{\"a\":0.123456}", "{\"a\":0.123456}");
}

static void
test_refuses_what_is_no_object (void)
{
  static const char *const broken[] = { "[]", "1", "{", "{\"a\":}", "{\"a\":1}x", "text", "{'a':1}" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (pursuit_extra_parse (broken[i], &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
    }
}

static void
test_set (void)
{
  g_autoptr(PursuitExtra) extra = pursuit_extra_new ();
  PursuitExtraType type;

  pursuit_extra_set (extra, "b", PURSUIT_EXTRA_TEXT, "two");
  pursuit_extra_set (extra, "a", PURSUIT_EXTRA_NUMBER, "1");
  pursuit_extra_set (extra, "b", PURSUIT_EXTRA_BOOL, "true");
  g_assert_cmpuint (pursuit_extra_count (extra), ==, 2);
  g_assert_cmpstr (pursuit_extra_get_key (extra, 0), ==, "a");
  g_assert_cmpstr (pursuit_extra_get (extra, "b", &type), ==, "true");
  g_assert_cmpint (type, ==, PURSUIT_EXTRA_BOOL);

  pursuit_extra_set (extra, "a", PURSUIT_EXTRA_TEXT, NULL);
  pursuit_extra_set (extra, "b", PURSUIT_EXTRA_TEXT, "");
  g_assert_null (pursuit_extra_get (extra, "a", &type));
  g_assert_cmpint (type, ==, PURSUIT_EXTRA_NONE);
  g_assert_cmpuint (pursuit_extra_count (extra), ==, 0);
}

static const struct
{
  const char *original, *mine, *theirs, *merged, *conflict;
} merges[] = {
  { "{\"a\":1}", "{\"a\":1}", "{\"a\":1}", "{\"a\":1}", "" },
  { "{\"a\":1}", "{\"a\":2}", "{\"a\":1,\"b\":1}", "{\"a\":2,\"b\":1}", "" },
  { "{\"a\":1,\"b\":1}", "{\"b\":1}", "{\"a\":1}", NULL, "" },
  { "{\"a\":1}", "{\"a\":2}", "{\"a\":2}", "{\"a\":2}", "" },
  { "{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":2}", "a" },
  { "{\"a\":1}", "{}", "{\"a\":3}", NULL, "a" },
  { NULL, "{\"a\":1}", "{\"a\":\"1\"}", "{\"a\":1}", "a" },
  { NULL, "{\"a\":1,\"c\":1}", "{\"a\":2,\"b\":2,\"c\":1}", "{\"a\":1,\"b\":2,\"c\":1}", "a" },
};

static void
test_merge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autoptr(PursuitExtra) original = parse (merges[i].original);
      g_autoptr(PursuitExtra) mine = parse (merges[i].mine);
      g_autoptr(PursuitExtra) theirs = parse (merges[i].theirs);
      g_autoptr(GPtrArray) conflict = pursuit_extra_merge (original, mine, theirs);
      g_autofree char *merged = pursuit_extra_print (mine);

      g_assert_cmpstr (merged, ==, merges[i].merged);
      g_assert_cmpuint (conflict->len, ==, *merges[i].conflict != '\0');
      if (conflict->len > 0)
        g_assert_cmpstr (g_ptr_array_index (conflict, 0), ==, merges[i].conflict);
    }
}

static const struct
{
  const char *text, *number;
} numbers[] = {
  { "12.5", "12.5" }, { " 007 ", "7" }, { "+3", "3" }, { "-0", "0" }, { "-0.50", "-0.5" }, { ".5", "0.5" }, { "5.", "5" },
  { "1,234,567.25", "1234567.25" }, { "１２．５", "12.5" }, { "99999999999.9999", "99999999999.9999" }, { "0.0000", "0" },
  { "0.10000", "0.1" },
  { "1,5", NULL }, { ",5", NULL }, { "1234,567", NULL }, { "1,234,5", NULL }, { "1.23456", NULL }, { "100000000000", NULL },
  { "1e3", NULL }, { "12 kg", NULL }, { "", NULL }, { "-", NULL }, { ".", NULL }, { "1.2.3", NULL }, { "十", NULL },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *number = NULL;
      gboolean read = pursuit_extra_parse_number (numbers[i].text, &number, &error);

      g_assert_cmpstr (number, ==, numbers[i].number);
      g_assert_true (read == (numbers[i].number != NULL));
      if (!read)
        g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
    }
}

/* What is printed reads back as the same number. */
static void
test_numbers_return (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].number != NULL)
      {
        g_autofree char *json = g_strdup_printf ("{\"n\":%s}", numbers[i].number);
        g_autoptr(PursuitExtra) extra = parse (json);

        g_assert_cmpstr (pursuit_extra_get (extra, "n", NULL), ==, numbers[i].number);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/extra/print/in-one-form", test_one_form);
  g_test_add_func ("/core/extra/parse/keeps-the-unknown", test_keeps_the_unknown);
  g_test_add_func ("/core/extra/parse/refuses-what-is-no-object", test_refuses_what_is_no_object);
  g_test_add_func ("/core/extra/set/and-take-away", test_set);
  g_test_add_func ("/core/extra/merge/by-key", test_merge);
  g_test_add_func ("/core/extra/number/read", test_numbers);
  g_test_add_func ("/core/extra/number/returns", test_numbers_return);

  return g_test_run ();
}
