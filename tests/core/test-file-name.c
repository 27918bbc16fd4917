/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-file-name.h"

#include <string.h>

static void
test_safe (void)
{
  static const struct
  {
    const char *name;
    const char *safe;
  } cases[] = {
    { "Offer.pdf", "Offer.pdf" },
    { "报价 2026-03.xlsx", "报价 2026-03.xlsx" },
    { "../../etc/passwd", "_.._etc_passwd" },
    { "a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j" },
    { "line\nbreak\ttab\x7f", "line_break_tab_" },
    { "offer\xe2\x80\xae" "fdp.exe", "offerfdp.exe" },
    { "\xff\xfe.pdf", "\xef\xbf\xbd\xef\xbf\xbd.pdf" },
    { "  . offer. . ", " offer" },
    { ".bashrc", "bashrc" },
    { "..", "_" },
    { "", "_" },
    { NULL, "_" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = pursuit_file_name_make_safe (cases[i].name);

      g_assert_cmpstr (safe, ==, cases[i].safe);
    }
}

static void
test_long (void)
{
  g_autoptr(GString) name = g_string_new (NULL);
  g_autofree char *safe = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (name, "报价");
  g_string_append (name, ".tar.gz");
  safe = pursuit_file_name_make_safe (name->str);

  g_assert_cmpuint (strlen (safe), <=, 200);
  g_assert_cmpuint (strlen (safe), >, 190);
  g_assert_true (g_utf8_validate (safe, -1, NULL));
  g_assert_true (g_str_has_prefix (safe, "报价报价"));
  g_assert_true (g_str_has_suffix (safe, ".gz"));
}

static void
test_suffix (void)
{
  static const char *const cases[][3] = {
    { "Offer", "offer-final.pdf", "Offer.pdf" },   { "Offer.pdf", "x.pdf", "Offer.pdf" },
    { "Offer.PDF", "x.pdf", "Offer.PDF" },         { "Offer v1.2", "x.docx", "Offer v1.2.docx" },
    { "Offer.docx", "x.pdf", "Offer.docx.pdf" },   { "Read me", "README", "Read me" },
    { "Mr. Li said so", "x", "Mr. Li said so" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = pursuit_file_name_add_suffix (cases[i][0], cases[i][1]);

      g_assert_cmpstr (name, ==, cases[i][2]);
    }
}

static void
test_number (void)
{
  g_autofree char *with = pursuit_file_name_number ("Offer.pdf", 2);
  g_autofree char *without = pursuit_file_name_number ("README", 13);

  g_assert_cmpstr (with, ==, "Offer (2).pdf");
  g_assert_cmpstr (without, ==, "README (13)");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/file-name/safe", test_safe);
  g_test_add_func ("/core/file-name/safe/long-ones-keep-their-suffix", test_long);
  g_test_add_func ("/core/file-name/suffix-of-the-model", test_suffix);
  g_test_add_func ("/core/file-name/number-before-the-suffix", test_number);

  return g_test_run ();
}
