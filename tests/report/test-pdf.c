/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Papers as PDF, read again by poppler's tools: every word is there, also the Chinese ones; pages are numbered; tables break with
 * their heads; long words are broken; the same paper gives the same bytes. */

#include "pursuit-pdf.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define AT G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 06:32 UTC */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("pursuit-pdf-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "paper.pdf", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

/* Writes a paper, and has a tool read it; NULL when there is no such tool. */
static char *
read_back (Fixture            *self,
           const PursuitPaper *paper,
           const char         *tool,
           const char         *option,
           guint              *out_n_pages)
{
  g_autofree char *program = g_find_program_in_path (tool);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = pursuit_pdf_make (paper, out_n_pages, &error);
  const char *to_text[] = { program, option, self->path, "-", NULL };
  const char *to_info[] = { program, self->path, NULL };
  char *out = NULL;
  int status;

  g_assert_no_error (error);
  g_assert_true (g_bytes_get_size (bytes) > 4 && memcmp (g_bytes_get_data (bytes, NULL), "%PDF", 4) == 0);
  g_assert_true (g_file_set_contents (self->path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  if (program == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return NULL;
    }

  g_spawn_sync (NULL, (char **) (option != NULL ? to_text : to_info), NULL, 0, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + strlen (part), part))
    n++;

  return n;
}

static PursuitPaper *
make_paper (void)
{
  PursuitPaper *paper = pursuit_paper_new ("江南轧钢厂 Jiangnan Mill", "李娜", AT);

  paper->subtitle = g_strdup ("East · Steel");
  paper->footer = g_strdup ("Printed by 李娜");
  pursuit_paper_add_figure (paper, "Amount", "¥1,460 万");
  pursuit_paper_add (paper, PURSUIT_PAPER_HEADING, "公司");
  pursuit_paper_add_field (paper, "地址", "长沙市岳麓区 1 号");
  pursuit_paper_add_field (paper, "Blank", NULL);
  pursuit_paper_add (paper, PURSUIT_PAPER_TEXT, "");

  return paper;
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(PursuitPaper) paper = make_paper ();
  guint n_pages;
  g_autofree char *text = read_back (self, paper, "pdftotext", "-raw", &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "江南轧钢厂 Jiangnan Mill"));
  g_assert_nonnull (strstr (text, "长沙市岳麓区 1 号"));
  g_assert_nonnull (strstr (text, "¥1,460 万"));
  g_assert_nonnull (strstr (text, "Printed by 李娜"));
  g_assert_nonnull (strstr (text, "1 / 1\n"));
  g_assert_null (strstr (text, "Blank"));
}

static void
test_description (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(PursuitPaper) paper = make_paper ();
  g_autofree char *text = read_back (self, paper, "pdfinfo", NULL, NULL);

  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "江南轧钢厂 Jiangnan Mill"));
  g_assert_nonnull (strstr (text, "李娜"));
  g_assert_nonnull (strstr (text, "A4"));
  g_assert_nonnull (strstr (text, "Mar 17 06:32"));
}

/* 500 rows on many pages: none is lost, the head stands on each page, and so does its number of all. */
static void
test_table (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(PursuitPaper) paper = make_paper ();
  PursuitPaperBlock *table = pursuit_paper_add_table (paper, 1u << 1, "Deal name", "Amount of it", NULL);
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  guint n_pages;

  for (guint i = 0; i < 500; i++)
    {
      pursuit_paper_table_take (table, g_strdup_printf ("row-%03u 项目", i));
      pursuit_paper_table_take (table, g_strdup_printf ("%u", i * 1000));
    }
  text = read_back (self, paper, "pdftotext", "-raw", &n_pages);
  g_assert_cmpuint (n_pages, >, 8);
  if (text == NULL)
    return;
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("row-%03u", i);

      g_assert_cmpuint (count (text, name), ==, 1);
    }
  g_assert_cmpuint (count (text, "Deal name"), ==, n_pages);
  g_assert_cmpuint (count (text, "Jiangnan Mill"), ==, n_pages);
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf (" %u / %u\n", i, n_pages);

      g_assert_cmpuint (count (text, number), ==, 1);
    }
}

/* A text that is longer than a page, a word that is wider than the page, a row that is higher than a page. */
static void
test_long (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(PursuitPaper) paper = make_paper ();
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *wide = g_strnfill (600, 'x');
  PursuitPaperBlock *table;
  g_autofree char *text = NULL;
  guint n_pages;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (words, "w%04u ", i);
  pursuit_paper_add (paper, PURSUIT_PAPER_TEXT, words->str);
  pursuit_paper_add (paper, PURSUIT_PAPER_TEXT, wide);
  pursuit_paper_add_field (paper, "Label", words->str);
  table = pursuit_paper_add_table (paper, 0, "Left", "Right", NULL);
  pursuit_paper_table_add (table, words->str);
  pursuit_paper_table_add (table, wide);
  text = read_back (self, paper, "pdftotext", "-raw", &n_pages);
  g_assert_cmpuint (n_pages, >, 6);
  if (text == NULL)
    return;
  for (guint i = 0; i < 3000; i += 7)
    {
      g_autofree char *word = g_strdup_printf ("w%04u", i);

      g_assert_cmpuint (count (text, word), ==, 3);
    }
  g_assert_cmpuint (count (text, "x"), ==, 2 * 600);
}

/* No clock, no random number. */
static void
test_same_bytes (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(PursuitPaper) paper = make_paper ();
  g_autoptr(GBytes) first = pursuit_pdf_make (paper, NULL, NULL);
  g_autoptr(GBytes) second = pursuit_pdf_make (paper, NULL, NULL);
  g_autoptr(GBytes) third = NULL;

  g_assert_true (g_bytes_equal (first, second));
  paper->at += G_TIME_SPAN_HOUR;
  third = pursuit_pdf_make (paper, NULL, NULL);
  g_assert_false (g_bytes_equal (first, third));
}

/* A title alone, tables without rows, new pages that nothing stands on, bytes that are no text. */
static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(PursuitPaper) paper = pursuit_paper_new ("A\xff", NULL, AT);
  guint n_pages;
  g_autofree char *text = NULL;

  pursuit_paper_add_table (paper, 0, "Nothing", NULL);
  pursuit_paper_add (paper, PURSUIT_PAPER_PAGE, NULL);
  pursuit_paper_add (paper, PURSUIT_PAPER_PAGE, NULL);
  pursuit_paper_add (paper, PURSUIT_PAPER_TEXT, "There");
  text = read_back (self, paper, "pdftotext", "-raw", &n_pages);
  g_assert_cmpuint (n_pages, ==, 2);
  if (text == NULL)
    return;
  g_assert_null (strstr (text, "Nothing"));
  g_assert_nonnull (strstr (text, "There"));
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/report/pdf/every-word", test_words);
  add ("/report/pdf/description", test_description);
  add ("/report/pdf/tables-break-with-their-heads", test_table);
  add ("/report/pdf/longer-than-a-page", test_long);
  add ("/report/pdf/same-bytes", test_same_bytes);
  add ("/report/pdf/nothing-to-print", test_empty);

  return g_test_run ();
}
