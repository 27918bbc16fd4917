/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "pursuit-tags.h"

static const struct
{
  const char *text, *settled;
} cases[] = {
  { NULL, NULL }, { "", NULL }, { " ,；、 ", NULL },
  { "one", "one" },
  { "key account;export", "key account, export" },
  { " 重点客户、出口，军工；老客户 ", "重点客户, 出口, 军工, 老客户" },
  { "Export, export, ＥＸＰＯＲＴ, other", "Export, other" },
  { "興, 兴, 旺", "興, 旺" },
  { "a,\nb\tc", "a, b, c" },
};

static void
test_settle (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *settled = pursuit_tags_settle (cases[i].text);
      g_autofree char *again = pursuit_tags_settle (settled);

      g_assert_cmpstr (settled, ==, cases[i].settled);
      g_assert_cmpstr (again, ==, settled);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/tags/settle/one-form", test_settle);

  return g_test_run ();
}
